//! Section 9: Kafka, topic by topic; without topics, one stream.

use super::capacity::Capacity;
use super::sheet::Sheet;
use crate::formula::{Expr, NodeRef, ceil, greatest, per, sum};
use crate::model::reliability::{self as fields, Topic};
use crate::model::{Field, row_name};
use crate::quantity::{Kind, Period, Quantity};

results! {
    TOPIC_THROUGHPUT = "topic.throughput", "Throughput", DataRate, "What producers write to it, on average, before compression.";
    TOPIC_DISK = "topic.disk", "Disk", Data, "Throughput × retention × replication ÷ compression.";
    TOPIC_PARTITIONS = "topic.partitions", "Partitions", Count, "So many that each carries its share of the peak, for producers and for consumers.";
    TOPIC_IN = "topic.network_in", "Peak network in", DataRate, "Peak throughput × replication: what producers and followers write, before compression.";
    TOPIC_OUT = "topic.network_out", "Peak network out", DataRate, "Peak throughput × (consumer groups + replication − 1): what consumers and followers read, before compression.";
    KAFKA_THROUGHPUT = "reliability.kafka_throughput", "Kafka throughput", DataRate, "What producers write, on average, before compression.";
    KAFKA_STORAGE = "reliability.kafka_storage", "Kafka storage", Data, "Throughput × retention period × replication factor ÷ compression.";
    KAFKA_PARTITIONS = "reliability.kafka_partitions", "Kafka partitions", Count, "So many that each carries its share of the peak.";
    KAFKA_REPLICAS = "reliability.kafka_replicas", "Kafka partitions with copies", Count, "Partitions × replication factor: what the brokers hold.";
    KAFKA_IN = "reliability.kafka_network_in", "Kafka peak network in", DataRate, "Peak throughput × replication factor: what producers and followers write, before compression.";
    KAFKA_OUT = "reliability.kafka_network_out", "Kafka peak network out", DataRate, "Peak throughput × (consumer groups + replication factor − 1): what consumers and followers read, before compression.";
    KAFKA_BROKERS = "reliability.kafka_brokers", "Kafka brokers", Count, "So many that disk, network, partitions and copies have room; without spares.";
}

/// The partitions that are advised for one cluster; Huawei MRS guide, 2025-12.
pub const MOST_PARTITIONS: f64 = 10_000.0;

/// One stream of messages: what its numbers follow from.
#[derive(Clone, Copy)]
struct Stream {
    retention: NodeRef,
    replication: NodeRef,
    compression: Option<NodeRef>,
    /// What one partition takes of producers, and gives to consumers.
    partition: [NodeRef; 2],
    groups: NodeRef,
    peak_factor: NodeRef,
}

/// What follows from a stream, and its replication factor.
#[derive(Clone, Copy)]
struct Flow {
    throughput: NodeRef,
    disk: NodeRef,
    partitions: NodeRef,
    incoming: NodeRef,
    outgoing: NodeRef,
    replication: NodeRef,
}

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    let rate = sheet.field_or(&fields::KAFKA_RATE, capacity.write_qps);
    let size = sheet.field(&fields::KAFKA_SIZE);
    let retention = sheet.field(&fields::KAFKA_RETENTION);
    let replication = sheet.field(&fields::KAFKA_REPLICATION);
    let compression = sheet.field(&fields::KAFKA_COMPRESSION);
    let partition = sheet.field(&fields::PARTITION_RATE);
    let groups = sheet.field(&fields::KAFKA_GROUPS);
    // What changes nothing would only make the formula longer.
    let compressed = sheet.entered(&fields::KAFKA_COMPRESSION);
    let common = Stream {
        retention,
        replication,
        compression: compressed.then_some(compression),
        partition: [partition; 2],
        groups,
        peak_factor: capacity.peak_factor,
    };
    let topics = &sheet.doc.reliability.topics;
    let topics: Vec<Flow> = topics
        .iter()
        .enumerate()
        .map(|(at, row)| topic(sheet, row, at + 1, common))
        .collect();
    let (all, replicas) = if topics.is_empty() {
        let throughput = sheet.define(&KAFKA_THROUGHPUT, per(rate, Period::Second) * size);
        let all = Flow {
            throughput,
            disk: sheet.define(&KAFKA_STORAGE, common.disk(throughput)),
            partitions: sheet.define(&KAFKA_PARTITIONS, common.partitions(throughput)),
            incoming: sheet.define(&KAFKA_IN, common.incoming(throughput)),
            outgoing: sheet.define(&KAFKA_OUT, common.outgoing(throughput)),
            replication,
        };
        (all, all.partitions * replication)
    } else {
        together(sheet, &topics)
    };
    let replicas = sheet.define(&KAFKA_REPLICAS, replicas);
    let disk = sheet.field(&fields::BROKER_DISK);
    let network = sheet.field(&fields::BROKER_NETWORK);
    let most = sheet.field(&fields::BROKER_PARTITIONS);
    let needs = [
        ceil(all.disk / disk),
        ceil(all.incoming / network),
        ceil(all.outgoing / network),
        ceil(replicas / most),
        // No two copies are on one broker.
        ceil(all.replication),
    ];
    sheet.define(&KAFKA_BROKERS, greatest(needs));
}

/// All topics, and their partitions with copies.
fn together(sheet: &mut Sheet, topics: &[Flow]) -> (Flow, Expr) {
    let total = |of: fn(&Flow) -> NodeRef| sum(topics.iter().map(of));
    // A factor that is not known is missing in the replicas already.
    let value = |topic: &Flow| {
        sheet
            .value(topic.replication)
            .map_or(0.0, |known| known.value)
    };
    let most = topics
        .iter()
        .max_by(|one, other| value(one).total_cmp(&value(other)));
    let replication = most.unwrap_or(&topics[0]).replication;
    let all = Flow {
        throughput: sheet.define(&KAFKA_THROUGHPUT, total(|topic| topic.throughput)),
        disk: sheet.define(&KAFKA_STORAGE, total(|topic| topic.disk)),
        partitions: sheet.define(&KAFKA_PARTITIONS, total(|topic| topic.partitions)),
        incoming: sheet.define(&KAFKA_IN, total(|topic| topic.incoming)),
        outgoing: sheet.define(&KAFKA_OUT, total(|topic| topic.outgoing)),
        replication,
    };
    let held = topics
        .iter()
        .map(|topic| topic.partitions * topic.replication);
    (all, sum(held))
}

fn topic(sheet: &mut Sheet, topic: &Topic, number: usize, common: Stream) -> Flow {
    let name = row_name(&topic.name, number);
    let rate = sheet.cell(&fields::TOPIC_RATE, topic, &name);
    let size = sheet.cell(&fields::TOPIC_SIZE, topic, &name);
    // What is not entered is what holds for all topics.
    let mut cell = |field: &'static Field<Topic>| {
        let entered = !(field.get)(topic).trim().is_empty();
        entered.then(|| sheet.cell(field, topic, &name))
    };
    let [producer, consumer] = common.partition;
    let stream = Stream {
        retention: cell(&fields::TOPIC_RETENTION).unwrap_or(common.retention),
        replication: cell(&fields::TOPIC_REPLICATION).unwrap_or(common.replication),
        compression: cell(&fields::TOPIC_COMPRESSION).or(common.compression),
        partition: [
            cell(&fields::PRODUCER_RATE).unwrap_or(producer),
            cell(&fields::CONSUMER_RATE).unwrap_or(consumer),
        ],
        groups: cell(&fields::TOPIC_GROUPS).unwrap_or(common.groups),
        peak_factor: common.peak_factor,
    };
    let mut row = |formula, expr| sheet.define_row(formula, topic.id, &name, expr);
    let throughput = row(&TOPIC_THROUGHPUT, per(rate, Period::Second) * size);
    Flow {
        throughput,
        disk: row(&TOPIC_DISK, stream.disk(throughput)),
        partitions: row(&TOPIC_PARTITIONS, stream.partitions(throughput)),
        incoming: row(&TOPIC_IN, stream.incoming(throughput)),
        outgoing: row(&TOPIC_OUT, stream.outgoing(throughput)),
        replication: stream.replication,
    }
}

impl Stream {
    /// Source: T · retention · RF, less by what compression saves; the lines of Netflix' capacity model.
    fn disk(&self, throughput: NodeRef) -> Expr {
        let disk = throughput * self.retention * self.replication;
        match self.compression {
            Some(compression) => disk / compression,
            None => disk,
        }
    }

    /// Source: max(⌈T/p⌉, ⌈T/c⌉), the rule of Confluent, at the peak.
    fn partitions(&self, throughput: NodeRef) -> Expr {
        let need = |partition| ceil(throughput * self.peak_factor / partition);
        let [producer, consumer] = self.partition;
        if producer == consumer {
            need(producer)
        } else {
            greatest([need(producer), need(consumer)])
        }
    }

    /// Source: write · RF.
    fn incoming(&self, throughput: NodeRef) -> Expr {
        throughput * self.peak_factor * self.replication
    }

    /// Source: read · groups + write · (RF − 1).
    fn outgoing(&self, throughput: NodeRef) -> Expr {
        let one = Expr::Constant(Quantity::scalar(1.0), Kind::Factor);
        let followers = Expr::from(self.replication) - one;
        throughput * self.peak_factor * (Expr::from(self.groups) + followers)
    }
}

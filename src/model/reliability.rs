//! Section 9: how the system stays up as it grows.

use super::apis::ACTIONS;
use super::architecture::COMPONENTS;
use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::library::figures;
use crate::quantity::Kind;

record! {
    /// A part that requests need, and how often it is there.
    pub struct Part as "part" {
        name: PART = line("Part", "A part that a request needs.").example("Load balancer");
        availability: PART_AVAILABILITY = quantity("Availability of one", Kind::Share, "The share of time in which one of it answers; from MTBF and MTTR while it is empty.").example("99.9%");
        mtbf: MTBF = quantity("MTBF", Kind::Span, "Mean time between failures of one of it.").example("30 days");
        mttr: MTTR = quantity("MTTR", Kind::Span, "Mean time to repair it, or to fail over.").example("1 hour");
        copies: COPIES = quantity("Copies", Kind::Count, "How many of it there are, each failing by itself.").taken(figures::COPIES).bounds(1.0, 1000.0);
        needed: NEEDED = quantity("Copies needed", Kind::Count, "How many of them have to be up: 1, or a quorum such as 2 of 3.").taken(figures::COPIES).bounds(1.0, 1000.0);
        action: PART_ACTION = reference("Only for", &ACTIONS, "The action that needs it; empty where all do.");
    }
}

record! {
    /// A topic of Kafka, or a stream of another kind.
    pub struct Topic as "topic" {
        name: TOPIC = line("Topic", "The name of the topic.").example("orders");
        rate: TOPIC_RATE = quantity("Messages", Kind::Rate, "Messages that are written to it, on average.").example("4k/s");
        size: TOPIC_SIZE = quantity("Message size", Kind::Data, "Bytes of one message, on average, before compression.").example("1 KB");
        retention: TOPIC_RETENTION = quantity("Retention", Kind::Span, "How long messages are kept; as above unless you enter another time.").example("7 days");
        replication: TOPIC_REPLICATION = quantity("Replication", Kind::Factor, "How many copies are kept; as above unless you enter another factor.").example("3").bounds(1.0, 100.0);
        compression: TOPIC_COMPRESSION = quantity("Compression", Kind::Factor, "How many times smaller messages are on disk; as above unless you enter another factor.").example("2x").bounds(1.0, 1000.0);
        producer: PRODUCER_RATE = quantity("Producer throughput per partition", Kind::DataRate, "What producers write to one partition; as above unless you enter another rate.").example("50 MB/s");
        consumer: CONSUMER_RATE = quantity("Consumer throughput per partition", Kind::DataRate, "What one consumer reads from one partition; as above unless you enter another rate.").example("25 MB/s");
        groups: TOPIC_GROUPS = quantity("Consumer groups", Kind::Count, "How many groups read all of it; as above unless you enter another number.").example("2").bounds(0.0, 10000.0);
    }
}

/// What keeps a part from more than it can do, or a caller from waiting for it, each with its label.
pub static PROTECTION_KINDS: &[(&str, &str)] = &[
    ("", "rate limit"),
    ("backpressure", "backpressure"),
    ("shedding", "load shedding"),
    ("breaker", "circuit breaker"),
    ("timeout", "timeout"),
    ("retry", "retry"),
    ("backoff", "retry with backoff"),
    ("bulkhead", "bulkhead"),
    ("hedging", "hedging"),
    ("queue", "queue bound"),
];

record! {
    /// What keeps a part from more than it can do, or a caller from waiting for it.
    pub struct Protection as "protection" {
        name: PROTECTION = line("Protection", "What is limited, in a few words.").example("New pastes from one address");
        kind: PROTECTION_KIND = choice("Kind", PROTECTION_KINDS, "How: a rate limit refuses, backpressure slows the sender, shedding drops what matters least, a breaker stops calling, a bulkhead keeps one caller from taking all.");
        component: PROTECTED = reference("Component", &COMPONENTS, "The part that is protected, or that is called with the timeout or the retries.");
        action: PROTECTED_ACTION = reference("Only for", &ACTIONS, "The action that it is about; empty where it is about all.");
        limit: PROTECTION_LIMIT = quantity("Limit", Kind::Limit, "A rate, for each user or address where it is theirs (20/user/minute); the time of a timeout; the number of retries, of calls at a time or of entries in a queue.").example("20/user/minute");
        beyond: BEYOND = line("Beyond it", "What happens to what comes beyond it.").example("429 with Retry-After");
    }
}

record! {
    /// A part of which there are copies, and what happens when one is lost.
    pub struct Replica as "replica" {
        name: REPLICA = line("Replicated", "What there are copies of.").example("Pastes");
        component: REPLICA_COMPONENT = reference("Component", &COMPONENTS, "The part that keeps it.");
        copies: REPLICA_COPIES = quantity("Number of copies", Kind::Count, "How many there are, the first one among them.").example("2").bounds(1.0, 10000.0);
        place: REPLICA_PLACE = choice("Spread over", &[("", "–"), ("zone", "one zone"), ("zones", "zones"), ("regions", "regions")], "What may be lost with a copy left.");
        mode: REPLICA_MODE = choice("Mode", &[("", "–"), ("sync", "synchronous"), ("async", "asynchronous"), ("quorum", "quorum")], "Whether a write waits for the copies: for all, for none, or for most.");
        failover: REPLICA_FAILOVER = choice("Failover", &[("", "–"), ("automatic", "automatic"), ("hand", "by hand")], "What puts a copy in its place.");
        rto: REPLICA_RTO = quantity("Time to fail over", Kind::Latency, "How long until a copy has taken over (RTO).").example("30 s");
        rpo: REPLICA_RPO = quantity("Data that may be lost", Kind::Latency, "How much work is lost with one copy, as a span of time (RPO); 0 where none is.").example("0 s");
    }
}

section! {
    /// Scalability and reliability.
    pub struct Reliability at reliability {
        fields {
            availability: AVAILABILITY = quantity("Availability target", Kind::Share, "The share of time in which the system answers.").example("99.95%");
            scalability: SCALABILITY = text("Scalability", "How each part grows: stateless services, shards, queues, backpressure, rate limits.");
            failover: FAILOVER = text("Failover and recovery", "Replication, health checks, failover, regions, retries with limits.");
            window: WINDOW = quantity("Error budget window", Kind::Span, "The time over which the target is kept.").taken(figures::WINDOW).bounds(1.0, 4e8);
            errors: ERRORS = quantity("Observed error share", Kind::Share, "The share of requests that fail now, to see how fast the budget burns.").example("0.5%");
            slow_share: SLOW_SHARE = quantity("Slow share of one call", Kind::Share, "The share of answers of one server that are slow, such as 1% beyond its p99.").example("1%");
            calls: CALLS = quantity("Calls in parallel", Kind::Count, "How many servers one request asks, waiting for all.").example("100").bounds(1.0, 1e6);
            failing: FAILING = quantity("Share of attempts that fail", Kind::Share, "How many attempts fail while something is broken.").example("50%");
            retries: RETRIES = quantity("Retries", Kind::Count, "How often a failed request is sent again, at most.").example("3").bounds(0.0, 1000.0);
            kafka_rate: KAFKA_RATE = quantity("Kafka messages", Kind::Rate, "Messages that are written; the average write QPS unless you enter a rate. Not used once there are topics.").example("4k/s");
            kafka_size: KAFKA_SIZE = quantity("Kafka message size", Kind::Data, "Bytes of one message, on average. Not used once there are topics.").example("1 KB");
            kafka_retention: KAFKA_RETENTION = quantity("Kafka retention period", Kind::Span, "How long messages are kept.").taken(figures::KAFKA_RETENTION);
            kafka_replication: KAFKA_REPLICATION = quantity("Kafka replication factor", Kind::Factor, "How many copies of each message are kept.").taken(figures::KAFKA_REPLICATION).bounds(1.0, 100.0);
            kafka_compression: KAFKA_COMPRESSION = quantity("Kafka compression", Kind::Factor, "How many times smaller messages are on disk.").taken(figures::COMPRESSION).bounds(1.0, 1000.0);
            partition_rate: PARTITION_RATE = quantity("Throughput per partition", Kind::DataRate, "What one partition carries.").taken(figures::PARTITION);
            kafka_groups: KAFKA_GROUPS = quantity("Consumer groups of each topic", Kind::Count, "How many groups read every message.").taken(figures::GROUPS).bounds(0.0, 10000.0);
            broker_disk: BROKER_DISK = quantity("Disk per broker", Kind::Data, "What one broker stores.").taken(figures::BROKER_DISK);
            broker_network: BROKER_NETWORK = quantity("Network per broker", Kind::DataRate, "What one broker takes in, and gives out.").taken(figures::BROKER_NETWORK);
            broker_partitions: BROKER_PARTITIONS = quantity("Partitions per broker", Kind::Count, "How many partitions one broker holds, copies included.").taken(figures::BROKER_PARTITIONS);
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            parts: PARTS of Part = ("Parts", "part", "What a request needs, one after another; copies of a part stand beside each other.");
            topics: TOPICS of Topic = ("Kafka topics", "topic", "The topics one by one; without any, the fields above are the only stream.");
            protections: PROTECTIONS of Protection = ("Protections", "protection", "Rate limits, backpressure, load shedding, circuit breakers, timeouts, retries, bulkheads, hedging, bounds of queues: each with its limit and with what happens beyond it.");
            replication: REPLICATION of Replica = ("Replication and failover", "replicated part", "What there are copies of, how far apart, whether writes wait for them, and what the loss of one costs: time, and data.");
        }
    }
}

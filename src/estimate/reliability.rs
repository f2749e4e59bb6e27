//! Section 9: downtime and Kafka.

use super::capacity::Capacity;
use super::sheet::{Sheet, one, rest};
use crate::formula::{ceil, per};
use crate::model::reliability as fields;
use crate::quantity::{Kind, Period};

results! {
    DOWNTIME_PER_YEAR = "reliability.downtime_per_year", "Downtime per year", Span, "What the availability target leaves for failures, in a year of 365 days.";
    DOWNTIME_PER_MONTH = "reliability.downtime_per_month", "Downtime per month", Span, "What it leaves in a month of 30 days.";
    KAFKA_THROUGHPUT = "reliability.kafka_throughput", "Kafka throughput", DataRate, "What producers write, on average.";
    KAFKA_STORAGE = "reliability.kafka_storage", "Kafka storage", Data, "Throughput × retention period × replication factor.";
    KAFKA_PARTITIONS = "reliability.kafka_partitions", "Kafka partitions", Count, "So many that each carries its share of the peak.";
}

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    let availability = sheet.field(&fields::AVAILABILITY);
    sheet.define(
        &DOWNTIME_PER_YEAR,
        per(rest(availability) * one(Period::Year), Period::Hour),
    );
    sheet.define(
        &DOWNTIME_PER_MONTH,
        per(rest(availability) * one(Period::Month), Period::Minute),
    );
    let rate = sheet.field_or(&fields::KAFKA_RATE, capacity.write_qps);
    let size = sheet.field(&fields::KAFKA_SIZE);
    let retention = sheet.field(&fields::KAFKA_RETENTION);
    let replication = sheet.field(&fields::KAFKA_REPLICATION);
    let partition = sheet.field(&fields::PARTITION_RATE);
    let throughput = sheet.define(&KAFKA_THROUGHPUT, per(rate, Period::Second) * size);
    sheet.define(&KAFKA_STORAGE, throughput * retention * replication);
    sheet.define(
        &KAFKA_PARTITIONS,
        ceil(throughput * capacity.peak_factor / partition),
    );
}

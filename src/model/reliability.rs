//! Section 9: how the system stays up as it grows.

use super::declare::section;
use crate::library::figures;
use crate::quantity::Kind;

section! {
    /// Scalability and reliability.
    pub struct Reliability at reliability {
        fields {
            availability: AVAILABILITY = quantity("Availability target", Kind::Share, "The share of time in which the system answers.").example("99.95%");
            scalability: SCALABILITY = text("Scalability", "How each part grows: stateless services, shards, queues, backpressure, rate limits.");
            failover: FAILOVER = text("Failover and recovery", "Replication, health checks, failover, regions, retries with limits.");
            kafka_rate: KAFKA_RATE = quantity("Kafka messages", Kind::Rate, "Messages that are written; the average write QPS unless you enter a rate.").example("4k/s");
            kafka_size: KAFKA_SIZE = quantity("Kafka message size", Kind::Data, "Bytes of one message, on average.").example("1 KB");
            kafka_retention: KAFKA_RETENTION = quantity("Kafka retention period", Kind::Span, "How long messages are kept.").taken(figures::KAFKA_RETENTION);
            kafka_replication: KAFKA_REPLICATION = quantity("Kafka replication factor", Kind::Factor, "How many copies of each message are kept.").taken(figures::KAFKA_REPLICATION).bounds(1.0, 100.0);
            partition_rate: PARTITION_RATE = quantity("Throughput per partition", Kind::DataRate, "What one partition carries.").taken(figures::PARTITION);
        }
        tables {}
    }
}

//! Section 5: how many, how often, how much.

use super::declare::section;
use crate::library::figures;
use crate::quantity::Kind;

section! {
    /// What capacity and scale are estimated from.
    pub struct Capacity at capacity {
        fields {
            dau: DAU = quantity("Daily active users", Kind::Users, "People who use the system on an ordinary day.").example("10M");
            mau: MAU = quantity("Monthly active users", Kind::Users, "People who use it at least once a month.").example("30M");
            pattern: PATTERN = choice("Traffic pattern", &[("", "day curve"), ("flat", "flat"), ("office", "office hours"), ("flash", "flash crowd")], "How the load is spread over the day; gives the peak factor unless you enter one.");
            peak_factor: PEAK_FACTOR = quantity("Peak factor", Kind::Factor, "Busiest moment ÷ average.").example("3x").bounds(1.0, 1e6);
            existing: EXISTING = quantity("Data already there", Kind::Data, "What is stored before the first request.").example("0 B");
            logs: LOGS = quantity("Logs and metadata", Kind::Share, "Overhead on top of what is stored; add 10–20%.").taken(figures::LOGS).example("15%");
            growth: GROWTH = quantity("Growth a year", Kind::Growth, "How much more traffic and data each year than the year before.").taken(figures::GROWTH).example("40%");
            horizon: HORIZON = quantity("Horizon", Kind::Span, "How far ahead storage is sized.").taken(figures::HORIZON).bounds(1.0, 3.2e9);
            ratio_decision: RATIO_DECISION = text("What follows from the read/write ratio", "Sharding, caching and indexes that the ratio asks for.");
            latency_target: LATENCY_TARGET = quantity("Target latency", Kind::Latency, "What a request may take, such as under 200 ms.").example("200ms");
            network_time: NETWORK_TIME = quantity("Network time", Kind::Latency, "Balancer and hops between services.").taken(figures::NETWORK_TIME);
            service_time: SERVICE_TIME = quantity("Service time", Kind::Latency, "Work of the service itself.").taken(figures::SERVICE_TIME);
            cache_time: CACHE_TIME = quantity("Cache read time", Kind::Latency, "One read from the cache.").taken(figures::CACHE_TIME);
            database_time: DATABASE_TIME = quantity("Database read time", Kind::Latency, "One read from the database, when the cache has missed.").taken(figures::DATABASE_TIME);
            server_rate: SERVER_RATE = quantity("Requests per server", Kind::Rate, "What one server can answer in a second.").taken(figures::SERVER);
            utilisation: UTILISATION = quantity("Target utilisation", Kind::Share, "How far a server is loaded at peak.").taken(figures::UTILISATION).bounds(0.01, 1.0);
            spare: SPARE = quantity("Spare servers", Kind::Count, "Servers beyond the need, so that some may fail.").taken(figures::SPARE);
            cdn_share: CDN_SHARE = quantity("CDN share", Kind::Share, "Share of the outgoing traffic that a CDN serves.").taken(figures::CDN_SHARE);
            hit_ratio: HIT_RATIO = quantity("Cache hit ratio", Kind::Share, "Share of the reads that the cache answers.").taken(figures::HIT_RATIO);
            hot_share: HOT_SHARE = quantity("Hot data share", Kind::Share, "Share of a day's reads that makes up the working set.").taken(figures::HOT_SHARE);
            scaling: SCALING = choice("Database scaling", &[("", "not decided"), ("vertical", "vertical: a bigger machine"), ("horizontal", "horizontal: shards"), ("replicas", "read replicas"), ("both", "shards with read replicas")], "Vertical while one machine is enough; then replicas for reads, shards for writes and size.");
            partition_key: PARTITION_KEY = line("Partition key", "What the data is split by: many values, evenly used, in every frequent query.").example("short link");
            node_storage: NODE_STORAGE = quantity("Storage per database node", Kind::Data, "What one database machine keeps.").taken(figures::NODE_STORAGE).bounds(1.0, 1e30);
            node_writes: NODE_WRITES = quantity("Writes per database node", Kind::Rate, "What one database machine can write in a second.").taken(figures::NODE_WRITES);
            node_reads: NODE_READS = quantity("Reads per database node", Kind::Rate, "What one database machine can read in a second.").taken(figures::NODE_READS);
            replication: REPLICATION = quantity("Replication factor", Kind::Factor, "How many copies of the data are kept.").taken(figures::REPLICATION).bounds(1.0, 1000.0);
            hot_storage: HOT_STORAGE = quantity("Hot storage share", Kind::Share, "Share of the data that stays on fast storage; the rest is cold.").taken(figures::HOT_STORAGE);
        }
        tables {}
    }
}

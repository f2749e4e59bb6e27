//! Section 5: how many, how often, how much.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::library::figures;
use crate::quantity::Kind;

record! {
    /// What the data could be split by.
    pub struct Candidate as "candidate" {
        key: CANDIDATE = line("Candidate", "What the data could be split by.").example("user_id");
        values: CANDIDATE_VALUES = quantity("Distinct values", Kind::Count, "How many different values it has.").example("10M").bounds(1.0, 1e15);
        hottest: CANDIDATE_HOTTEST = quantity("Share of the hottest", Kind::Share, "Share of the writes that one value takes; from the values and the popularity exponent unless you enter it.").example("0.1%").optional();
        fit: CANDIDATE_FIT = line("Fits the queries", "Whether every frequent query has it, and whether rows of one value stay together.").example("in every query; a user's rows stay together");
    }
}

section! {
    /// What capacity and scale are estimated from.
    pub struct Capacity at capacity {
        fields {
            dau: DAU = quantity("Daily active users", Kind::Users, "People who use the system on an ordinary day.").example("10M");
            mau: MAU = quantity("Monthly active users", Kind::Users, "People who use it at least once a month.").example("30M");
            pattern: PATTERN = choice("Traffic pattern", &[("", "day curve"), ("flat", "flat"), ("office", "office hours"), ("flash", "flash crowd"), ("own", "a curve of your own")], "How the load is spread over the day; gives the peak factor unless you enter one.");
            curve: CURVE = curve("24-hour curve", "For a curve of your own: 24 numbers, the load of each hour from midnight on, in any unit.").example("1 1 1 1 1 2 4 6 8 9 9 9 9 9 9 9 9 9 10 10 8 6 4 2").optional();
            peak_factor: PEAK_FACTOR = quantity("Peak factor", Kind::Factor, "Busiest moment ÷ average.").example("3x").bounds(1.0, 1e6);
            delivery: DELIVERY = choice("Delivery", &[("", "push: on write"), ("pull", "pull: on read"), ("mixed", "mixed: push, and pull for the few with very many")], "Push does the work for each write, pull for each read. Mixed pulls what few authors write for very many.").optional();
            fan_out: FAN_OUT = quantity("Deliveries per write", Kind::Factor, "How many get what one write makes, such as the followers of an author, on average; where an action has its own, those count instead.").taken(figures::FAN_OUT).bounds(0.0, 1e12);
            follows: FOLLOWS = quantity("Sources per read", Kind::Factor, "How many sources one read would have to gather, such as the authors that a reader follows.").taken(figures::FOLLOWS).bounds(0.0, 1e12);
            pulled: PULLED = quantity("Pulled share", Kind::Share, "Where delivery is mixed: the share that is pulled.").taken(figures::PULLED);
            existing: EXISTING = quantity("Data already there", Kind::Data, "What the database has before the first request.").example("0 B");
            logs: LOGS = quantity("Logs and metadata", Kind::Share, "Overhead on top of the rows that are stored; add 10–20%. Blobs have none.").taken(figures::LOGS).example("15%");
            compression: COMPRESSION = quantity("Compression ratio", Kind::Factor, "Size of rows and logs before ÷ after. Blobs are compressed already.").taken(figures::COMPRESSION).bounds(1.0, 1000.0);
            retention: RETENTION = quantity("Retention", Kind::Span, "How long a record is kept. Empty: forever.").example("1 year").bounds(1.0, 3.2e9).optional();
            growth: GROWTH = quantity("Growth a year", Kind::Growth, "How much more traffic and data each year than the year before.").taken(figures::GROWTH).example("40%");
            horizon: HORIZON = quantity("Horizon", Kind::Span, "How far ahead storage is sized.").taken(figures::HORIZON).bounds(1.0, 3.2e9);
            ratio_decision: RATIO_DECISION = text("What follows from the read/write ratio", "Sharding, caching and indexes that the ratio asks for.");
            latency_target: LATENCY_TARGET = quantity("Target latency", Kind::Latency, "What a request may take, such as under 200 ms.").example("200ms");
            network_time: NETWORK_TIME = quantity("Network time", Kind::Latency, "Balancer and hops between services.").taken(figures::NETWORK_TIME);
            balancer_time: BALANCER_TIME = quantity("Balancer time", Kind::Latency, "A load balancer or proxy in front, where the network time does not count it.").taken(figures::BALANCER_TIME);
            service_time: SERVICE_TIME = quantity("Service time", Kind::Latency, "Work of the service itself.").taken(figures::SERVICE_TIME);
            cache_time: CACHE_TIME = quantity("Cache read time", Kind::Latency, "One read from the cache.").taken(figures::CACHE_TIME);
            database_time: DATABASE_TIME = quantity("Database read time", Kind::Latency, "One read from the database, when the cache has missed.").taken(figures::DATABASE_TIME);
            write_time: WRITE_TIME = quantity("Database write time", Kind::Latency, "One write to the database; as long as a read unless you enter it.").example("10ms").optional();
            blob_read_time: BLOB_READ_TIME = quantity("Blob read time", Kind::Latency, "One read from blob storage, for actions that are kept there.").taken(figures::BLOB_READ_TIME);
            blob_write_time: BLOB_WRITE_TIME = quantity("Blob write time", Kind::Latency, "One write to blob storage.").taken(figures::BLOB_WRITE_TIME);
            server_rate: SERVER_RATE = quantity("Requests per server", Kind::Rate, "What one server can answer in a second.").taken(figures::SERVER);
            utilisation: UTILISATION = quantity("Target utilisation", Kind::Share, "How far a server is loaded at peak.").taken(figures::UTILISATION).bounds(0.01, 1.0);
            spare: SPARE = quantity("Spare servers", Kind::Count, "Servers beyond the need, so that some may fail.").taken(figures::SPARE);
            server_concurrency: SERVER_CONCURRENCY = quantity("Concurrency per server", Kind::Count, "Requests that one server can have under way: threads, connections. Empty: no limit.").example("200").optional();
            own_servers: OWN_SERVERS = quantity("Servers in use", Kind::Count, "The servers that you have, to see how busy they are; the servers above unless you enter a number.").example("4").optional();
            wait_target: WAIT_TARGET = quantity("Target wait", Kind::Latency, "How long 99% of the requests may wait for a server at most.").taken(figures::WAIT_TARGET);
            margin: MARGIN = quantity("Staffing margin", Kind::Count, "Spare servers as a multiple of the root of the load, in square-root staffing.").taken(figures::MARGIN).bounds(0.0, 100.0);
            cdn_share: CDN_SHARE = quantity("CDN share", Kind::Share, "Share of the outgoing bytes that a CDN serves, of all actions that have no share of their own.").taken(figures::CDN_SHARE);
            hit_ratio: HIT_RATIO = quantity("Cache hit ratio", Kind::Share, "Share of the reads of rows that the cache answers.").taken(figures::HIT_RATIO);
            hot_share: HOT_SHARE = quantity("Hot data share", Kind::Share, "Share of a day's reads that makes up the working set.").taken(figures::HOT_SHARE);
            items: ITEMS = quantity("Distinct items", Kind::Count, "Different things that are read. Where entered, the hit ratio follows from them and from what the cache holds.").example("10M").bounds(1.0, 1e15).optional();
            popularity: POPULARITY = quantity("Popularity exponent", Kind::Count, "How uneven reads and writes are, after Zipf's law: 0 where all are alike, 1 as a rule.").taken(figures::POPULARITY).bounds(0.0, 20.0);
            cache_memory: CACHE_MEMORY = quantity("Memory for the cache", Kind::Data, "What the cache has; the cache size above unless you enter it.").example("64 GB").optional();
            item_size: ITEM_SIZE = quantity("Size of a cached item", Kind::Data, "Bytes of one cached value; the average answer to a read unless you enter it.").example("1 KB").optional();
            key_overhead: KEY_OVERHEAD = quantity("Overhead per key", Kind::Data, "Memory that a cached item takes beside its value: its key and the cache's own.").taken(figures::KEY_OVERHEAD);
            cache_node: CACHE_NODE = quantity("Memory per cache node", Kind::Data, "What one cache machine holds.").taken(figures::CACHE_NODE);
            cache_node_rate: CACHE_NODE_RATE = quantity("Reads per cache node", Kind::Rate, "What one cache machine answers in a second.").taken(figures::CACHE_NODE_RATE);
            scaling: SCALING = choice("Database scaling", &[("", "not decided"), ("vertical", "vertical: a bigger machine"), ("horizontal", "horizontal: shards"), ("replicas", "read replicas"), ("both", "shards with read replicas")], "Vertical while one machine is enough; then replicas for reads, shards for writes and size.");
            partition_key: PARTITION_KEY = line("Partition key", "What the data is split by: many values, evenly used, in every frequent query.").example("short link");
            node_storage: NODE_STORAGE = quantity("Storage per database node", Kind::Data, "What one database machine keeps.").taken(figures::NODE_STORAGE).bounds(1.0, 1e30);
            node_writes: NODE_WRITES = quantity("Writes per database node", Kind::Rate, "What one database machine can write in a second.").taken(figures::NODE_WRITES);
            node_reads: NODE_READS = quantity("Reads per database node", Kind::Rate, "What one database machine can read in a second.").taken(figures::NODE_READS);
            replication: REPLICATION = quantity("Replication factor", Kind::Factor, "How many copies of the rows are kept; blobs have a number of their own.").taken(figures::REPLICATION).bounds(1.0, 1000.0);
            hot_age: HOT_AGE = quantity("Hot for", Kind::Span, "Data younger than this stays on fast storage; gives the hot share unless you enter that.").example("90 days").bounds(1.0, 3.2e9).optional();
            free_space: FREE_SPACE = quantity("Free-space target", Kind::Share, "Share of each disk of the database that is kept free.").taken(figures::FREE_SPACE).bounds(0.0, 0.95);
            hot_storage: HOT_STORAGE = quantity("Hot storage share", Kind::Share, "Share of the data that stays on fast storage; the rest is cold.").taken(figures::HOT_STORAGE);
            existing_blob: EXISTING_BLOB = quantity("Blobs already there", Kind::Data, "What blob storage has before the first request.").example("2 PB").optional();
            blob_copies: BLOB_COPIES = quantity("Copies of blobs", Kind::Factor, "How many copies of the blobs you keep and pay for yourself: the price of an object store contains its own. 3 on disks of your own, 1.5 with erasure codes.").taken(figures::BLOB_COPIES).bounds(1.0, 1000.0);
            own_shards: OWN_SHARDS = quantity("Shards in use", Kind::Count, "The shards that you have, to see how far they go; the shards above where the scaling is horizontal, else one, unless you enter a number.").example("16").bounds(1.0, 1e9).optional();
            online: ONLINE = quantity("Online at once", Kind::Share, "Share of the daily active users who hold a connection open at the busiest moment: WebSocket, long poll, push channel.").example("20%").optional();
            connections: CONNECTIONS = quantity("Connections at peak", Kind::Count, "Connections that are held open at once; the users online at once unless you enter a number.").example("20M").optional();
            connection_memory: CONNECTION_MEMORY = quantity("Memory per connection", Kind::Data, "What the server keeps of one open connection: buffers and session.").taken(figures::CONNECTION_MEMORY);
            node_connections: NODE_CONNECTIONS = quantity("Connections per server", Kind::Count, "How many open connections one server holds.").taken(figures::NODE_CONNECTIONS).bounds(1.0, 1e9);
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            candidates: CANDIDATES of Candidate = ("Partition key candidates", "candidate", "What the data could be split by, and how hot one value of it gets.");
        }
    }
}

//! Reference figures: what one machine can do, and rules of thumb.

use super::{Reference, reference};

/// Busiest moment ÷ average, when the traffic pattern says nothing else.
pub const PEAK_FACTOR: Reference = reference("2x", "a day curve peaks at about twice its mean");
/// The peak factor that goes with each traffic pattern; the key is the stored choice.
pub static PATTERNS: &[(&str, f64, &str)] = &[
    ("", 2.0, "a day curve peaks at about twice its mean"),
    ("flat", 1.0, "flat traffic has no peak"),
    ("office", 3.0, "a day's work within eight hours: 24 ÷ 8"),
    ("flash", 10.0, "a flash crowd: ten times the mean"),
];
/// How far ahead storage is sized.
pub const HORIZON: Reference = reference("3 years", "a usual planning horizon");
/// Growth of the traffic.
pub const GROWTH: Reference = reference("0%", "no growth until you enter one");
/// Logs and metadata beside the data.
pub const LOGS: Reference = reference("0%", "not added until you enter a share; 10–20% is usual");
/// Requests that one server answers.
pub const SERVER: Reference = reference(
    "1k/s",
    "lower end of 1–10 k requests/s for an application server; thesystemround.com, 2026",
);
/// How far a server is loaded.
pub const UTILISATION: Reference = reference("70%", "leaves room for queueing and for a lost node");
/// Servers beyond the need.
pub const SPARE: Reference = reference("1", "N+1: one may fail");
/// Time on the network within a region.
pub const NETWORK_TIME: Reference = reference(
    "1ms",
    "four hops of 250 µs within a region; napkin-math, 2026-03-21",
);
/// Time of the service itself.
pub const SERVICE_TIME: Reference =
    reference("10ms", "an ordinary request handler; a rule of thumb");
/// Time of a read from a cache.
pub const CACHE_TIME: Reference =
    reference("0.5ms", "Redis or Memcached query; napkin-math, 2026-03-21");
/// Time of a read from a database.
pub const DATABASE_TIME: Reference = reference(
    "10ms",
    "a few index and row reads from disk; a rule of thumb",
);
/// Share of traffic that a CDN serves.
pub const CDN_SHARE: Reference = reference("0%", "no CDN until you enter its share");
/// Reads that a cache answers.
pub const HIT_RATIO: Reference = reference(
    "80%",
    "80/20: a fifth of the data takes four fifths of the reads",
);
/// Data that is hot.
pub const HOT_SHARE: Reference = reference("20%", "80/20: a fifth of a day's reads is kept");
/// Storage of one database machine.
pub const NODE_STORAGE: Reference = reference(
    "10 TB",
    "one PostgreSQL or MySQL machine; thesystemround.com, 2026",
);
/// Writes of one database machine.
pub const NODE_WRITES: Reference = reference(
    "10k/s",
    "lower end of 10–50 k transactions/s; thesystemround.com, 2026",
);
/// Reads of one database machine.
pub const NODE_READS: Reference = reference(
    "50k/s",
    "upper end of 10–50 k transactions/s; thesystemround.com, 2026",
);
/// Copies of the data.
pub const REPLICATION: Reference = reference(
    "3",
    "three copies: one may be lost while another is replaced",
);
/// Copies of blobs that are paid for one by one.
pub const BLOB_COPIES: Reference = reference(
    "1x",
    "the price of an object store contains its copies; enter 3 for disks of your own",
);
/// Blobs that are copied into the backup.
pub const BLOB_BACKUP: Reference = reference(
    "0%",
    "object stores keep versions and copies by themselves, until you enter a share",
);
/// Blobs in a second region.
pub const BLOB_RECOVERY: Reference = reference(
    "0%",
    "blobs stay in their region until you enter a share; 100% replicates all of them",
);
/// Memory of one open connection.
pub const CONNECTION_MEMORY: Reference = reference(
    "10 KB",
    "a million of them in 10 GB; Alex Xu, chat, by booknotes e82ff15",
);
/// Open connections of one server.
pub const NODE_CONNECTIONS: Reference = reference(
    "100k",
    "1 GB at 10 KB each, and few to move when one fails; a rule of thumb",
);
/// Share of the data that is kept on fast storage.
pub const HOT_STORAGE: Reference = reference(
    "100%",
    "nothing is moved to cold storage until you enter a share",
);
/// Deliveries for each write.
pub const FAN_OUT: Reference = reference("1x", "no fan-out until you enter one");
/// Sources that one read gathers.
pub const FOLLOWS: Reference = reference("1x", "one source a read until you enter more");
/// The part that is pulled where delivery is mixed.
pub const PULLED: Reference = reference("0%", "all is pushed until you enter a share");
/// How much smaller the data become.
pub const COMPRESSION: Reference = reference(
    "1x",
    "nothing is compressed until you enter a ratio; English text 2–4x, messages 5–10x; napkin-math, 2026-03-21",
);
/// Time in a balancer of its own.
pub const BALANCER_TIME: Reference = reference(
    "0ms",
    "within the network time until you enter one; 0.05 ms for Envoy, Nginx or HAProxy; napkin-math, 2026-03-21",
);
/// Time of a read from blob storage.
pub const BLOB_READ_TIME: Reference = reference(
    "80ms",
    "one GET of 128 KiB on one connection; napkin-math, 2026-03-21",
);
/// Time of a write to blob storage.
pub const BLOB_WRITE_TIME: Reference = reference(
    "200ms",
    "one PUT on one connection; napkin-math, 2026-03-21",
);
/// How long a request may wait for a server.
pub const WAIT_TARGET: Reference =
    reference("10ms", "no longer than the service itself; a rule of thumb");
/// Margin of square-root staffing.
pub const MARGIN: Reference = reference(
    "1",
    "Netflix' capacity models have 1 for what matters least, up to 2.375; commit dc69307, 2026-08-21",
);
/// How uneven the popularity of things is.
pub const POPULARITY: Reference = reference(
    "1",
    "Zipf's law; 0.6 to 1.1 is typical, Breslau et al. 1999",
);
/// Memory that a key takes beside its value.
pub const KEY_OVERHEAD: Reference = reference(
    "100 B",
    "83 to 98 B with a key of 14 B; measured with Redis 7.0.15, 2026-11-22",
);
/// Memory of one cache machine.
pub const CACHE_NODE: Reference = reference("25 GB", "one Redis node; thesystemround.com, 2026");
/// Operations of one cache machine.
pub const CACHE_NODE_RATE: Reference = reference(
    "100k/s",
    "lower end of 100–300 k operations/s of a Redis node; thesystemround.com, 2026",
);
/// Disk that is kept free.
pub const FREE_SPACE: Reference = reference(
    "0%",
    "none until you enter a share; 30% leaves room for compaction and for growth",
);
/// Indexes beside the rows.
pub const INDEXES: Reference = reference("25%", "20–30% is the quick rule");
/// How long a stream keeps its messages.
pub const KAFKA_RETENTION: Reference = reference("7 days", "Kafka's own default, 168 hours");
/// Copies of a stream.
pub const KAFKA_REPLICATION: Reference = reference("3", "the usual factor for a durable topic");
/// What one partition carries.
pub const PARTITION: Reference = reference(
    "10 MB/s",
    "a careful figure for one partition; measure your own",
);
/// Groups that each read a whole stream.
pub const GROUPS: Reference = reference("1", "one group reads each message once");
/// Disk of one broker.
pub const BROKER_DISK: Reference = reference("50 TB", "one Kafka broker; thesystemround.com, 2026");
/// Network of one broker, each way.
pub const BROKER_NETWORK: Reference =
    reference("10 Gbps", "one link of 10 Gbit/s each way; a rule of thumb");
/// Copies of partitions that one broker holds.
pub const BROKER_PARTITIONS: Reference = reference(
    "3,000",
    "at most so many on a node, and 10,000 in a cluster; Huawei MRS guide, 2025-12",
);
/// How often one machine is up.
pub const MACHINE: Reference = reference(
    "99.5%",
    "what AWS promises for one instance; its Compute SLA, 2022-05",
);
/// Copies of a part, and how many of them are needed.
pub const COPIES: Reference = reference("1", "one of it, and it is needed");
/// The time over which an objective is kept.
pub const WINDOW: Reference = reference(
    "30 days",
    "the window of the usual alerts; the SRE workbook",
);
/// Signs of a short code.
pub const ALPHABET: Reference = reference("62", "base 62: 0–9, a–z and A–Z");
/// The chance that two random identifiers are the same.
pub const COLLISION: Reference = reference("1%", "one design in a hundred meets one");
/// The first moment of Twitter's identifiers.
pub const EPOCH: Reference = reference("1288834974657", "Twitter's epoch, 2010-11-04 01:42:54 UTC");
/// The step in which identifiers count time.
pub const TICK: Reference = reference("1 ms", "Twitter's Snowflake layout");
/// Hours of a month, for what is billed by the hour.
pub const HOURS: Reference = reference("730 hours", "all the time: 8,760 hours a year ÷ 12");
/// No commitment to a provider.
pub const COMMITMENT: Reference = reference(
    "0%",
    "on demand until you enter a discount; 33–40% for a year and about 60% for three are illustrative",
);
/// What is logged of a request.
pub const LOG_LINE: Reference = reference(
    "500 B",
    "one line of an access log with its ids; a rule of thumb",
);
/// Full copies of the data in the backup.
pub const BACKUP_COPIES: Reference = reference("1", "one full copy; a rule of thumb");
/// How long what each day adds is kept beside them.
pub const BACKUP_RETENTION: Reference =
    reference("7 days", "a week of daily increments; a rule of thumb");
/// Data in a second region.
pub const RECOVERY: Reference = reference(
    "0%",
    "no second region until you enter a share; 100% is a full copy",
);
/// Parts that a text message is sent in.
pub const SEGMENTS: Reference = reference(
    "1",
    "up to 160 GSM letters, or 70 of Unicode; hivebook, 2026-04",
);
/// What one machine sends out of its network.
pub const NETWORK: Reference = reference(
    "3 GiB/s",
    "one host to outside its network, 10 GiB/s within it; napkin-math, 2026-03-21",
);

//! What people usually write down, as rows that a design may take over. Which of them fit is decided elsewhere.

/// A row that may be taken over, and why one would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Its first cells, in the order of the table's columns.
    pub cells: &'static [&'static str],
    /// Why, in a sentence.
    pub why: &'static str,
}

const fn prompt(cells: &'static [&'static str], why: &'static str) -> Prompt {
    Prompt { cells, why }
}

/// Functional requirements that most systems have or leave out on purpose: requirement, scope, priority.
pub static FUNCTIONAL: &[Prompt] = &[
    prompt(
        &[
            "A person signs up, signs in and can delete the account",
            "",
            "should",
        ],
        "Where people have accounts; otherwise it is worth a line under what is out of scope.",
    ),
    prompt(
        &[
            "Somebody reports what must not be there, and a moderator takes it down",
            "",
            "could",
        ],
        "Where people publish what others see.",
    ),
    prompt(
        &["The owners see who uses what, and how much", "out", ""],
        "Statistics are often asked for late; say early whether they belong to it.",
    ),
];

/// Non-functional requirements that are usually asked for: quality, statement, target, what meets it, kind.
pub static NON_FUNCTIONAL: &[Prompt] = &[
    prompt(
        &[
            "Availability",
            "It answers nearly always; reading matters more than writing",
            "99.9%",
            "",
            "availability",
        ],
        "99.9% is 8.8 hours a year in which it does not answer; 99.99% is 53 minutes.",
    ),
    prompt(
        &[
            "Latency",
            "The answer is there without a wait",
            "p99 < 200 ms",
            "",
            "latency",
        ],
        "The slowest of a hundred is what people remember; the mean hides it.",
    ),
    prompt(
        &[
            "Durability",
            "What was acknowledged is not lost",
            "99.999999999%",
            "",
            "durability",
        ],
        "Eleven nines is what object stores promise for a year; one disk is far from it.",
    ),
    prompt(
        &[
            "Consistency",
            "Whoever wrote something sees it at once, others within seconds",
            "within 1 s",
            "",
            "consistency",
        ],
        "Decides between one primary, quorums and caches.",
    ),
    prompt(
        &[
            "Throughput",
            "The busiest moment is answered without loss",
            "1k/s",
            "",
            "throughput",
        ],
        "Capacity is sized from the peak.",
    ),
    prompt(
        &[
            "Cost",
            "It stays affordable at the horizon",
            "$10,000/month",
            "",
            "cost",
        ],
        "Without a figure every design is cheap enough.",
    ),
    prompt(
        &[
            "Recovery point",
            "At most this much work is lost in a disaster",
            "RPO 5 min",
            "",
            "rpo",
        ],
        "Decides how backups and replicas are made.",
    ),
    prompt(
        &[
            "Recovery time",
            "It runs again after a disaster",
            "RTO 1 hour",
            "",
            "rto",
        ],
        "Decides whether something stands ready elsewhere.",
    ),
    prompt(
        &[
            "Scale",
            "It carries so many people a day without a change of design",
            "1M users",
            "",
            "scale",
        ],
        "What it must carry, not only what it starts with.",
    ),
];

/// How a kind of component fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The stored kind of the component.
    pub kind: &'static str,
    /// How it fails, what people notice, how it is noticed, what is done.
    pub cells: [&'static str; 4],
}

const fn failing(kind: &'static str, cells: [&'static str; 4]) -> Failing {
    Failing { kind, cells }
}

/// The usual failure of each kind of component that is its own, not somebody's who uses it.
pub static FAILURES: &[Failing] = &[
    failing(
        "",
        [
            "An instance is lost or hangs",
            "Its requests fail until it is taken out of rotation",
            "Health check every few seconds",
            "Two instances or more, stateless; requests are sent again once",
        ],
    ),
    failing(
        "dns",
        [
            "Names are not found",
            "Nobody reaches it, whatever else is up",
            "Checks from outside, from several networks",
            "Two providers; a lifetime long enough to bridge it",
        ],
    ),
    failing(
        "cdn",
        [
            "It is down, or serves what is old",
            "Slow pages, or stale ones",
            "Checks from outside; share of errors at the edge",
            "Past the CDN straight to the origin, which can carry it for a while; purge",
        ],
    ),
    failing(
        "balancer",
        [
            "The only one is lost",
            "Nobody reaches it",
            "Checks from outside",
            "A second one that takes over its address",
        ],
    ),
    failing(
        "gateway",
        [
            "Overloaded or misconfigured",
            "Every API fails at once",
            "Errors and p99 at the gateway",
            "Several instances; its configuration is rolled out step by step",
        ],
    ),
    failing(
        "worker",
        [
            "It stops in the middle of its work",
            "Work waits, or is done twice",
            "Age of the oldest job",
            "Jobs may be repeated; a lease that runs out gives them to another",
        ],
    ),
    failing(
        "cache",
        [
            "A node is lost and starts empty",
            "Its reads fall through to the database",
            "Hit ratio below its usual value",
            "Requests for one key are joined; the database carries the misses; nodes by consistent hashing",
        ],
    ),
    failing(
        "queue",
        [
            "A broker is lost, or consumers fall behind",
            "Work is done late",
            "Lag of the consumers",
            "Three copies of each message; more consumers; what fails again and again is put aside",
        ],
    ),
    failing(
        "sql",
        [
            "The primary is lost",
            "No writes until a replica takes over; reads go on",
            "Health check, replication lag",
            "Automatic failover to a synchronous standby; rehearsed restores",
        ],
    ),
    failing(
        "nosql",
        [
            "A node or a partition of the network",
            "Part of the keys is slow, old or not there",
            "Errors and p99 by partition",
            "Three copies, quorums, retries with a limit",
        ],
    ),
    failing(
        "blob",
        [
            "Slow or not there",
            "Files do not open, uploads fail",
            "p99 and errors of the calls",
            "A timeout, a breaker and a message; a copy in another region",
        ],
    ),
    failing(
        "search",
        [
            "Its index is lost or behind",
            "What is new is not found",
            "Age of the newest entry that is found",
            "It can be built anew from the database, and be searched meanwhile by key",
        ],
    ),
    failing(
        "third",
        [
            "It is slow, down or refuses",
            "What depends on it does not work",
            "p99 and errors of its calls",
            "A timeout and a breaker; later instead of never; a second provider",
        ],
    ),
];

//! What breaks first as the users grow.

use super::{NETWORK_PEAK, growing_nodes};
use crate::estimate::{Estimate, capacity as c, cost, topics};
use crate::formula::{Formula, Key, Node, Origin, Unsolved, in_order};
use crate::model::{Document, Field, capacity, cost as money, reliability as model, whatif};
use crate::quantity::Quantity;
use std::cmp::Ordering;

/// Limits are looked for up to so many times the users.
pub const MOST: f64 = 1e6;

/// Something that a result must not go beyond.
#[derive(Debug)]
pub struct Limit {
    /// What runs out.
    pub name: &'static str,
    /// What grows.
    pub result: &'static Formula,
    /// How far it may.
    pub bound: &'static Field<Document>,
    /// Among how many machines it is shared out as the design stands.
    shared: Shared,
    /// What helps, in a few words.
    pub remedy: &'static str,
    /// Whether it is named even where nobody entered it.
    always: bool,
}

/// What shares a load out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shared {
    /// Nothing: one of it bears all.
    No,
    /// The shards in use.
    Shards,
    /// The shards in use, and of each disk what is not kept free.
    Disks,
    /// The nodes that share the reads.
    Replicas,
}

/// How far a limit goes as the design stands.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// How far that is, all machines together.
    pub value: Quantity,
    /// What one machine bears.
    pub each: Quantity,
    /// How many machines share it.
    pub machines: f64,
}

/// Every limit that is looked at.
///
/// Source: the figures are the assumptions of their fields.
pub static LIMITS: [Limit; 11] = [
    Limit {
        name: "Writes of one primary",
        result: &c::PEAK_WRITE_QPS,
        bound: &capacity::NODE_WRITES,
        shared: Shared::Shards,
        remedy: "Shard by the partition key, or put a queue before the writes.",
        always: true,
    },
    Limit {
        name: "Storage of one database node",
        result: &c::DATABASE_STORAGE,
        bound: &capacity::NODE_STORAGE,
        shared: Shared::Disks,
        remedy: "Shard, or move old data to blob storage.",
        always: true,
    },
    Limit {
        name: "Reads of one database node",
        result: &c::DATABASE_READS,
        bound: &capacity::NODE_READS,
        shared: Shared::Replicas,
        remedy: "Add read replicas, or raise the cache hit ratio.",
        always: true,
    },
    Limit {
        name: "Memory of one cache node",
        result: &c::CACHE_SIZE,
        bound: &capacity::CACHE_NODE,
        shared: Shared::No,
        remedy: "Spread the cache over nodes by consistent hashing.",
        always: true,
    },
    Limit {
        name: "Network card of one machine",
        result: &NETWORK_PEAK,
        bound: &whatif::NETWORK,
        shared: Shared::No,
        remedy: "Several balancers behind DNS or anycast; a CDN for what many read.",
        always: true,
    },
    Limit {
        name: "Partitions of one broker",
        result: &topics::KAFKA_PARTITIONS,
        bound: &model::BROKER_PARTITIONS,
        shared: Shared::No,
        remedy: "More brokers, or fewer and busier partitions.",
        always: true,
    },
    Limit {
        name: "Servers in use",
        result: &c::SERVERS,
        bound: &capacity::OWN_SERVERS,
        shared: Shared::No,
        remedy: "Add servers before it comes to that.",
        always: false,
    },
    Limit {
        name: "Instances that you entered",
        result: &c::SERVERS,
        bound: &money::INSTANCES,
        shared: Shared::No,
        remedy: "Enter more instances, or leave the number to the estimate.",
        always: false,
    },
    Limit {
        name: "Cache memory that you entered",
        result: &c::CACHE_SIZE,
        bound: &money::CACHE_MEMORY,
        shared: Shared::No,
        remedy: "Enter more memory, or leave it to the estimate.",
        always: false,
    },
    Limit {
        name: "Target latency",
        result: &c::LATENCY_P99,
        bound: &capacity::LATENCY_TARGET,
        shared: Shared::No,
        remedy: "More servers where reads wait for one; or shorten a step.",
        always: true,
    },
    Limit {
        name: "Budget",
        result: &cost::TOTAL,
        bound: &money::BUDGET,
        shared: Shared::No,
        remedy: "Look at the largest part of section 6.",
        always: true,
    },
];

/// When a limit is passed, as the users grow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Passed {
    /// It is passed already, and would be without a single user.
    Always,
    /// It holds up to so many times the users; less than once where it is passed already.
    After(f64),
    /// Not within [`MOST`] times the users.
    Never,
    /// Nobody entered how far it goes.
    NoBound,
    /// What grows has no value.
    Unknown,
}

/// A limit with when it is passed.
#[derive(Clone, Copy, Debug)]
pub struct Break {
    /// The limit.
    pub limit: &'static Limit,
    /// When.
    pub passed: Passed,
}

/// The limits in the order in which they are passed along growing users; those that are not, last.
///
/// ```
/// use envelope::{estimate::{self, whatif::{self, Passed}}, model::{Document, apis}};
/// let mut doc = Document::default();
/// doc.capacity.peak_factor = "1x".into();
/// doc.add_row_of(&apis::ACTIONS, &["Create", "", "POST", "", "", "400/s"]);
/// let breaks = whatif::breaks(&doc, &estimate::of(&doc));
/// assert_eq!(breaks[0].limit.name, "Writes of one primary");
/// assert_eq!(breaks[0].passed, Passed::After(25.0)); // 10 k writes a second ÷ 400
/// ```
pub fn breaks(doc: &Document, estimate: &Estimate) -> Vec<Break> {
    let mut breaks = breaks_of(LIMITS.iter(), doc, estimate);
    breaks.retain(|found| found.limit.always || found.passed != Passed::NoBound);
    in_order(breaks, |found| match found.passed {
        Passed::Always => [0.0, 0.0],
        Passed::After(factor) => [1.0, factor],
        Passed::Never => [2.0, 0.0],
        Passed::Unknown => [3.0, 0.0],
        Passed::NoBound => [4.0, 0.0],
    })
}

/// When these limits are passed, in the order in which they are given.
pub fn breaks_of(
    limits: impl Iterator<Item = &'static Limit>,
    doc: &Document,
    estimate: &Estimate,
) -> Vec<Break> {
    let growing = growing_nodes(doc, estimate);
    let found = |limit| Break {
        limit,
        passed: when(limit, estimate, &growing),
    };
    limits.map(found).collect()
}

/// The limits that are passed as it stands.
pub fn passed(estimate: &Estimate) -> impl Iterator<Item = &'static Limit> {
    LIMITS.iter().filter(|limit| {
        let ends = now(limit, estimate).zip(bound(limit, estimate));
        let conv = estimate.graph().conventions();
        ends.is_some_and(|(now, bound)| now.compare(bound.value, conv) == Ok(Ordering::Greater))
    })
}

/// How far a limit goes. What follows from the estimate grows with it, and is none.
///
/// The machines are those that the design has now: what is to be found is when there are too few of them.
pub fn bound(limit: &Limit, estimate: &Estimate) -> Option<Bound> {
    let entered = |node: &&Node| matches!(node.origin, Origin::Given | Origin::Assumed);
    let one = estimate.input(limit.bound.spec.key, 0).filter(entered)?;
    let mut each = one.value?;
    let input = |field: &Field<Document>| estimate.input(field.spec.key, 0)?.value;
    let shards = input(&capacity::OWN_SHARDS).map_or(1.0, |shards| shards.value);
    let machines = match limit.shared {
        Shared::No => 1.0,
        Shared::Shards => shards,
        Shared::Disks => {
            each.value *= 1.0 - input(&capacity::FREE_SPACE).map_or(0.0, |free| free.value);
            shards
        }
        Shared::Replicas => now_of(&c::READ_NODES, estimate).map_or(1.0, |nodes| nodes.value),
    };
    let value = each.unit().of(each.value * machines);
    Some(Bound {
        value,
        each,
        machines,
    })
}

/// Where the result is now.
fn now(limit: &Limit, estimate: &Estimate) -> Option<Quantity> {
    now_of(limit.result, estimate)
}

fn now_of(result: &Formula, estimate: &Estimate) -> Option<Quantity> {
    estimate.result(result, 0)?.value
}

fn when(limit: &Limit, estimate: &Estimate, growing: &[Key]) -> Passed {
    let Some(bound) = bound(limit, estimate).map(|bound| bound.value) else {
        return Passed::NoBound;
    };
    passed_by((limit.result.key, 0), bound, estimate, growing)
}

/// When a result goes beyond a bound, as these nodes grow.
pub(in crate::estimate) fn passed_by(
    result: Key,
    bound: Quantity,
    estimate: &Estimate,
    growing: &[Key],
) -> Passed {
    let graph = estimate.graph();
    let Some(now) = graph.find(result).and_then(|node| node.value) else {
        return Passed::Unknown;
    };
    match graph.solve_factor(result, bound, growing, [0.0, MOST]) {
        Ok(factor) => Passed::After(factor),
        Err(Unsolved::AtLeast(_)) => Passed::Always,
        Err(Unsolved::AtMost(_)) => Passed::Never,
        Err(Unsolved::Independent) => match now.compare(bound, graph.conventions()) {
            Ok(Ordering::Greater) => Passed::Always,
            Ok(_) => Passed::Never,
            Err(_) => Passed::Unknown,
        },
        Err(Unsolved::NoValue | Unsolved::Units(_)) => Passed::Unknown,
    }
}

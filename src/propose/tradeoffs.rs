//! The usual decisions, where the design gives a reason to take one.

use super::{Proposal, row};
use crate::estimate::{Estimate, capacity as c};
use crate::formula::Formula;
use crate::model::tradeoffs::TRADEOFFS;
use crate::model::{Document, Spec, capacity, data_model};
use crate::outline::Topic;
use crate::review::advice;

pub(super) fn proposals(doc: &Document, estimate: &Estimate) -> Vec<Proposal> {
    let result = |formula: &Formula| {
        estimate
            .result(formula, 0)
            .and_then(|node| node.value)
            .map_or(0.0, |value| value.value)
    };
    let entered = |text: &str| !text.trim().is_empty();
    let component = |kind: &str| {
        doc.architecture
            .components
            .iter()
            .any(|part| part.kind == kind)
    };
    let database = advice(Topic::Database, doc, estimate);
    let copies = entered(&doc.data_model.replicas)
        || result(&c::SHARDS) > 1.0
        || result(&c::READ_REPLICAS) > 0.0;
    let chosen = |spec: &Spec, value: &str| {
        let value = value.trim();
        if value.is_empty() {
            String::new()
        } else {
            spec.choice_label(value).to_owned()
        }
    };
    // Decision, options, what is chosen elsewhere, why; in that order, where there is a reason.
    let all = [
        (
            !doc.data_model.entities.is_empty() || entered(&doc.data_model.database),
            "SQL or NoSQL",
            "A relational database; documents, key-value, wide columns or a graph; both",
            chosen(&data_model::DATABASE.spec, &doc.data_model.database),
            if database.is_empty() {
                "Section 7 stores entities."
            } else {
                &database
            },
        ),
        (
            copies || entered(&doc.data_model.cap),
            "Consistency or availability",
            "Refuse while a copy cannot be reached; answer with what may be old",
            chosen(&data_model::CAP.spec, &doc.data_model.cap),
            "There is more than one copy of the data.",
        ),
        (
            entered(&doc.capacity.fan_out)
                || (doc.apis.actions.iter()).any(|action| entered(&action.fan_out))
                || entered(&doc.capacity.follows)
                || entered(&doc.capacity.delivery),
            "Push or pull",
            "Push on write; pull on read; pull only for the few with very many",
            chosen(&capacity::DELIVERY.spec, &doc.capacity.delivery),
            "One write reaches many, or one read gathers from many (section 5).",
        ),
        (
            component("queue") || !doc.reliability.topics.is_empty(),
            "Synchronous or asynchronous",
            "Wait for it; put it into a queue and tell later",
            String::new(),
            "There is a queue or a stream.",
        ),
        (
            component("cache") || entered(&doc.capacity.hit_ratio),
            "Cache aside or write through",
            "Fill on a miss; write to the cache with each write; write behind",
            String::new(),
            "Reads are answered from a cache.",
        ),
        (
            result(&c::SHARDS) > 1.0 || entered(&doc.capacity.scaling),
            "A bigger machine or more machines",
            "Vertical; read replicas; shards",
            chosen(&capacity::SCALING.spec, &doc.capacity.scaling),
            "Section 5 has to scale the database.",
        ),
    ];
    let due = all.iter().filter(|(due, ..)| *due);
    due.filter_map(|(_, decision, options, chosen, why)| {
        row(&TRADEOFFS, doc, &[decision, options, chosen], why)
    })
    .collect()
}

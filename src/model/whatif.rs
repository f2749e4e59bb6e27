//! What if: scenarios beside the design as it stands, the limits it runs into, and questions the other way round.

use super::apis::{
    ACTION_CDN, ACTION_FAN_OUT, ACTION_KEPT, ACTIONS, RATE, REQUEST, RESPONSE, STORED,
};
use super::capacity::Capacity;
use super::cost::Cost;
use super::data_model::DataModel;
use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use super::reliability::Reliability;
use super::{Document, Field, Input};
use crate::library::figures;
use crate::quantity::Kind;

/// The fields that a scenario may change and a question may ask for.
const FIELDS: &[&[&Field<Document>]] = &[
    Capacity::FIELDS,
    Cost::FIELDS,
    DataModel::FIELDS,
    Reliability::FIELDS,
    WhatIf::FIELDS,
];

/// The numbers of an action.
const CELLS: [(&str, &str); 7] = [
    (RATE.spec.key, RATE.spec.label),
    (REQUEST.spec.key, REQUEST.spec.label),
    (RESPONSE.spec.key, RESPONSE.spec.label),
    (STORED.spec.key, STORED.spec.label),
    (ACTION_FAN_OUT.spec.key, ACTION_FAN_OUT.spec.label),
    (ACTION_CDN.spec.key, ACTION_CDN.spec.label),
    (ACTION_KEPT.spec.key, ACTION_KEPT.spec.label),
];

/// Every input that a scenario can change, by its key, with its label; the first is none.
///
/// Made from the declarations, so that a new field is among them.
pub static INPUTS: [(&str, &str); fields() + CELLS.len() + 1] = {
    let mut inputs = [("", "–"); fields() + CELLS.len() + 1];
    let (mut list, mut to) = (0, 1);
    while list < FIELDS.len() {
        let mut at = 0;
        while at < FIELDS[list].len() {
            let spec = &FIELDS[list][at].spec;
            if changes(&spec.input) {
                inputs[to] = (spec.key, spec.label);
                to += 1;
            }
            at += 1;
        }
        list += 1;
    }
    let mut at = 0;
    while at < CELLS.len() {
        inputs[to + at] = CELLS[at];
        at += 1;
    }
    inputs
};

/// Whether a scenario can change what is entered there: a number, a curve, or one of some values.
const fn changes(input: &Input) -> bool {
    matches!(input, Input::Quantity(_) | Input::Curve | Input::Choice(_))
}

/// How many fields there are that a scenario can change.
const fn fields() -> usize {
    let (mut list, mut count) = (0, 0);
    while list < FIELDS.len() {
        let mut at = 0;
        while at < FIELDS[list].len() {
            count += changes(&FIELDS[list][at].spec.input) as usize;
            at += 1;
        }
        list += 1;
    }
    count
}

/// The results that a question can be about, by their keys; the first is none.
pub static RESULTS: &[(&str, &str)] = &[
    ("", "–"),
    ("cost.total", "Total monthly cost"),
    ("cost.per_user", "Cost per active user"),
    ("capacity.average_qps", "Average QPS"),
    ("capacity.peak_qps", "Peak QPS"),
    ("capacity.peak_write_qps", "Peak write QPS"),
    ("capacity.database_reads", "Database reads after the cache"),
    ("capacity.latency", "Expected latency"),
    ("capacity.latency_p99", "Read latency, p99"),
    ("capacity.concurrency", "Concurrent requests"),
    ("capacity.servers", "Servers"),
    ("capacity.deliveries", "Deliveries"),
    ("capacity.origin_qps", "Peak QPS at the origin"),
    ("capacity.shards", "Shards"),
    ("capacity.storage_horizon", "Storage over the horizon"),
    ("capacity.kept_storage", "Kept at the horizon"),
    ("capacity.effective_storage", "Effective storage"),
    ("capacity.cache_size", "Cache size"),
    ("capacity.peak_egress", "Peak egress"),
    ("reliability.kafka_partitions", "Kafka partitions"),
];

record! {
    /// A named set of changes.
    pub struct Scenario as "scenario" {
        name: SCENARIO = line("Scenario", "What it is called.").example("Launch in Asia");
        users: USERS = quantity("Users", Kind::Factor, "How many times the users. Rates in total and a month's traffic grow with them; sizes and machines that you entered stay.").example("10x").bounds(1e-6, 1e9);
        note: SCENARIO_NOTE = line("What it is about", "Why it may come to this.").example("The second year, if it goes well");
    }
}

record! {
    /// One entry that is different in a scenario.
    pub struct Change as "change" {
        what: CHANGE = line("Change", "What is different, in a few words.").example("A larger cache");
        scenario: CHANGE_SCENARIO = reference("In scenario", &SCENARIOS, "The scenario that it belongs to.");
        input: CHANGE_INPUT = choice("Input", &INPUTS, "The entry that is different.");
        action: CHANGE_ACTION = reference("Of action", &ACTIONS, "The action that it is a number of; all of them unless you choose one.");
        value: CHANGE_VALUE = line("New value", "What would be entered there, with its unit; or ×2 for twice what stands there.").example("95%, or ×2");
    }
}

record! {
    /// A question: what has to be so for a result to be so much.
    pub struct Goal as "goal" {
        question: GOAL = line("Question", "What you want to know.").example("How many users for $1,000 a month?");
        result: GOAL_RESULT = choice("Result", RESULTS, "The result that is to be kept to.");
        target: GOAL_TARGET = line("Is to be at most", "How much it may be, with its unit.").example("$1,000/month");
        input: GOAL_INPUT = choice("By way of", &INPUTS, "The entry that is looked for; the users unless you choose one.");
    }
}

section! {
    /// The scenarios, with what else is asked of a design.
    pub struct WhatIf at whatif {
        fields {
            network: NETWORK = quantity("Network of one machine", Kind::DataRate, "What goes through the network card of the machine where all traffic comes in, in one direction.").taken(figures::NETWORK).bounds(1.0, 1e30);
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            scenarios: SCENARIOS of Scenario = ("Scenarios", "scenario", "Add one, or let a button below do it: the design is then estimated once more with its users and changes, side by side.");
            changes: CHANGES of Change = ("Changes", "change", "What is different in a scenario besides its users. An entry is named by its label, and takes what it takes in its own section.");
            goals: GOALS of Goal = ("Questions", "question", "Choose a result, say what it may be at most, and what is looked for.");
        }
    }
}

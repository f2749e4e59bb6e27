//! Section 1: what the system must do, and how well.

use super::declare::{record, section};

/// What a requirement can be about, each with its label; those with a figure are compared with the estimate.
pub static QUALITIES: &[(&str, &str)] = &[
    ("", "–"),
    ("availability", "availability"),
    ("latency", "read latency p99"),
    ("write-latency", "write latency p99"),
    ("durability", "durability"),
    ("consistency", "consistency"),
    ("throughput", "throughput at peak"),
    ("cost", "cost a month"),
    ("rpo", "recovery point (RPO)"),
    ("rto", "recovery time (RTO)"),
    ("scale", "users a day"),
    ("records", "records kept"),
    ("other", "another"),
];

record! {
    /// Something that the system does for somebody.
    pub struct Functional as "functional" {
        requirement: FUNCTIONAL_REQUIREMENT = line("Requirement", "What a person can do with the system, in one sentence.").example("Create a paste and get a short link");
        scope: FUNCTIONAL_SCOPE = choice("Scope", &[("", "in scope"), ("out", "out of scope")], "What is left out is as much a decision as what is in.");
        priority: FUNCTIONAL_PRIORITY = choice("Priority", &[("", "–"), ("must", "must"), ("should", "should"), ("could", "could")], "What would be dropped first.");
    }
}

record! {
    /// How well the system does it.
    pub struct NonFunctional as "non_functional" {
        quality: QUALITY = line("Quality", "Availability, latency, durability, consistency, throughput, cost, recovery and the like.").example("Availability");
        statement: STATEMENT = line("Statement", "What is asked for, in a sentence.").example("Reading works even when writing does not");
        target: TARGET = line("Target", "The figure by which it is measured.").example("99.95%");
        met_by: MET_BY = line("Met by", "What in the design meets it; filled in with section 9.").example("two regions, failover in 30 s");
        kind: QUALITY_KIND = choice("Kind", QUALITIES, "What it is about, so that its target can be compared with the estimate; by the name of the quality while nothing is chosen.");
    }
}

section! {
    /// What was asked and answered before the design began.
    pub struct Requirements at requirements {
        fields {
            assumptions: ASSUMPTIONS = text("Assumptions and questions", "What was asked, what was answered, what is taken for granted.");
        }
        tables {
            functional: FUNCTIONAL of Functional = ("Functional Requirements", "functional requirement", "What people can do with the system. Start with the two or three things it exists for.");
            non_functional: NON_FUNCTIONAL of NonFunctional = ("Non Functional Requirements", "non functional requirement", "How well it does it: availability, latency, durability, consistency, scale, cost, recovery, each with a figure.");
        }
    }
}

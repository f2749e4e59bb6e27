//! Section 11: what breaks, how that is noticed, and what is done about it.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// A failure and its answer.
    pub struct Failure as "failure" {
        component: FAILED = line("Component", "What fails.").example("Cache");
        failure: FAILURE = line("Failure", "How it fails.").example("A node is lost");
        effect: EFFECT = line("Effect", "What people notice.").example("Reads fall through to the database");
        detection: DETECTION = line("Detection", "How it is noticed.").example("Hit ratio below 60%");
        mitigation: MITIGATION = line("Mitigation", "What is done about it.").example("Replicas, request coalescing");
    }
}

record! {
    /// What limits the system as load grows.
    pub struct Bottleneck as "bottleneck" {
        place: BOTTLENECK = line("Bottleneck", "Which part runs out first.").example("Primary database");
        limit: LIMIT = line("Limit", "At which load.").example("10 k writes/s");
        relief: RELIEF = line("Relief", "What is done before that.").example("Shard by short link");
    }
}

section! {
    /// The failures and the bottlenecks.
    pub struct Failures at failures {
        fields {
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            failures: FAILURES of Failure = ("Failures", "failure", "For each part: how it fails, what people notice, how it is noticed, what is done.");
            bottlenecks: BOTTLENECKS of Bottleneck = ("Bottlenecks", "bottleneck", "What runs out first as load grows, at which load, and what is done before that.");
        }
    }
}

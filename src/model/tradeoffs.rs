//! Section 10: what was decided, and what it costs.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// A decision with what speaks for and against it.
    pub struct Tradeoff as "tradeoff" {
        decision: DECISION = line("Decision", "The question that had to be decided.").example("Where the paste text is kept");
        options: OPTIONS = line("Options", "What could have been chosen.").example("Row in the database, object in blob storage");
        chosen: CHOSEN = line("Chosen", "What was chosen.").example("Blob storage");
        reasons: REASONS = line("Reasons", "Why.").example("A tenth of the price per GB; rows stay small");
        given_up: GIVEN_UP = line("Given up", "What that costs.").example("Two reads for one paste");
    }
}

section! {
    /// The trade-offs.
    pub struct Tradeoffs at tradeoffs {
        fields {
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            tradeoffs: TRADEOFFS of Tradeoff = ("Tradeoffs", "tradeoff", "Consistency or availability, latency or cost, simple or scalable: what was chosen, why, and what was given up.");
        }
    }
}

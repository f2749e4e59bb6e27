//! Section 2: who takes part, and what happens in which order.

use super::declare::{record, section};

record! {
    /// A person or a system that takes part.
    pub struct Actor as "actor" {
        name: ACTOR = line("Actor", "A person in a role, or another system.").example("Visitor");
        kind: ACTOR_KIND = choice("Kind", &[("", "person"), ("system", "system")], "Whether a person or a system.");
        wants: WANTS = line("Wants", "What the actor comes for.").example("Read a paste by its link");
    }
}

/// The kinds of step, each with its label; the arrow in the sequence diagram follows from the kind.
pub static STEP_KINDS: &[(&str, &str)] = &[
    ("", "call"),
    ("answer", "answer"),
    ("async", "message"),
    ("own", "own work"),
];

record! {
    /// One step of a flow.
    pub struct Step as "step" {
        what: STEP = line("Step", "What is done, as a verb and its object.").example("Opens the short link");
        from: STEP_FROM = line("From", "Who does it: an actor or a part of the system.").example("Visitor");
        to: STEP_TO = line("To", "Who it is done to or asked of; empty for the actor's own work.").example("Read service");
        flow: STEP_FLOW = line("Flow", "The flow that the step belongs to; empty for the main flow. Each flow is a picture of its own.").example("Read a paste");
        kind: STEP_KIND = choice("Kind", STEP_KINDS, "Whether somebody waits: for a call's answer, not for a message.");
    }
}

section! {
    /// The flow of the system and its actors.
    pub struct Actors at actors {
        fields {
            explanation: EXPLANATION = text("Flow in words", "What happens from the first click to the last byte, so that everybody sees the same system.");
        }
        tables {
            steps: STEPS of Step = ("System flow", "step", "The steps of each flow, in order: first the main flow.");
            actors: ACTORS of Actor = ("Actors", "actor", "Everybody who does something to the system, people and other systems.");
        }
    }
}

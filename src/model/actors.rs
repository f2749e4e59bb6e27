//! Section 2: who takes part, and what happens in which order.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// A person or a system that takes part.
    pub struct Actor as "actor" {
        name: ACTOR = line("Actor", "A person in a role, or another system.").example("Visitor");
        kind: ACTOR_KIND = choice("Kind", &[("", "person"), ("system", "system")], "Whether a person or a system.");
        wants: WANTS = line("Wants", "What the actor comes for.").example("Read a paste by its link");
    }
}

record! {
    /// One step of a flow.
    pub struct Step as "step" {
        what: STEP = line("Step", "What is done, as a verb and its object.").example("Opens the short link");
        from: STEP_FROM = line("From", "Who does it: an actor or a part of the system.").example("Visitor");
        to: STEP_TO = line("To", "Who it is done to or asked of.").example("Read service");
    }
}

section! {
    /// The flow of the system and its actors.
    pub struct Actors at actors {
        fields {
            explanation: EXPLANATION = text("Flow in words", "What happens from the first click to the last byte, so that everybody sees the same system.");
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            steps: STEPS of Step = ("System flow", "step", "The steps of the main flow, in order.");
            actors: ACTORS of Actor = ("Actors", "actor", "Everybody who does something to the system, people and other systems.");
        }
    }
}

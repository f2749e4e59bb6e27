//! Section 4: which services there are.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// One service.
    pub struct Service as "service" {
        name: SERVICE = line("Service", "The name of the service.").example("Paste service");
        purpose: PURPOSE = line("Does", "What it is responsible for, in one sentence.").example("Creates and reads pastes");
        owns: OWNS = line("Data it owns", "What only this service writes.").example("pastes");
        depends: DEPENDS = line("Depends on", "What it calls.").example("Key generator, database");
        state: STATE = choice("State", &[("", "stateless"), ("stateful", "stateful")], "Whether an instance keeps something that the next one doesn't have.");
    }
}

section! {
    /// The services, found from the APIs.
    pub struct Services at services {
        fields {
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            services: SERVICES of Service = ("Services", "service", "Group the APIs by what they work on; each group is a candidate. Then choose the service of each action in Actions and APIs.");
        }
    }
}

//! The learnings, among them identifiers.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::library::figures;
use crate::quantity::Kind;

record! {
    /// Something learnt, worth keeping.
    pub struct Learning as "learning" {
        topic: LEARNING = line("Topic", "What it is about.").example("Consistent hashing");
        text: LEARNT = line("What I learned", "In a sentence or two.").example("Adding a node moves only 1/n of the keys");
    }
}

section! {
    /// The notes page.
    pub struct Notes at notes {
        fields {
            timestamp_bits: TIMESTAMP_BITS = quantity("Timestamp bits", Kind::Bits, "Bits that count the time since the epoch.").assumed("41", "Twitter's Snowflake layout").bounds(1.0, 63.0);
            datacenter_bits: DATACENTER_BITS = quantity("Datacenter bits", Kind::Bits, "Bits that tell datacenters apart.").assumed("5", "Twitter's Snowflake layout").bounds(0.0, 62.0);
            worker_bits: WORKER_BITS = quantity("Worker bits", Kind::Bits, "Bits that tell the machines of a datacenter apart.").assumed("5", "Twitter's Snowflake layout").bounds(0.0, 62.0);
            sequence_bits: SEQUENCE_BITS = quantity("Sequence bits", Kind::Bits, "Bits that count the IDs made by one machine within one unit of time.").assumed("12", "Twitter's Snowflake layout").bounds(0.0, 62.0);
            unit: UNIT = quantity("Unit of time", Kind::Latency, "What the timestamp counts.").taken(figures::TICK).bounds(1e-9, 1e5);
            epoch: EPOCH = quantity("Epoch", Kind::Date, "The day, or the millisecond, that the timestamp counts from.").taken(figures::EPOCH);
            makers: MAKERS = quantity("Machines that make IDs", Kind::Count, "The servers unless you enter a number.").example("20").bounds(1.0, 1e9);
            alphabet: ALPHABET = quantity("Alphabet", Kind::Count, "How many signs a code is made of: 10, 16, 36, 62 or 64.").taken(figures::ALPHABET).bounds(2.0, 1e6);
            codes: CODES = quantity("Codes needed", Kind::Count, "How many things get a code; the records over the horizon unless you enter a number.").example("365B");
            code_length: CODE_LENGTH = quantity("Code length", Kind::Count, "Signs of a code; the shortest that suffices unless you enter a number.").example("7").bounds(1.0, 128.0);
            collision: COLLISION = quantity("Accepted chance of a collision", Kind::Share, "How likely it may be that two random codes are the same.").taken(figures::COLLISION).bounds(0.0, 0.999_999);
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            learnings: LEARNINGS of Learning = ("My Learnings", "learning", "What you want to remember for the next design.");
        }
    }
}

//! The learnings, among them Snowflake IDs.

use super::declare::{record, section};
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
            timestamp_bits: TIMESTAMP_BITS = quantity("Timestamp bits", Kind::Bits, "Bits that count milliseconds since the epoch.").assumed("41", "Twitter's Snowflake layout").bounds(1.0, 63.0);
            datacenter_bits: DATACENTER_BITS = quantity("Datacenter bits", Kind::Bits, "Bits that tell datacenters apart.").assumed("5", "Twitter's Snowflake layout").bounds(0.0, 62.0);
            worker_bits: WORKER_BITS = quantity("Worker bits", Kind::Bits, "Bits that tell the machines of a datacenter apart.").assumed("5", "Twitter's Snowflake layout").bounds(0.0, 62.0);
            sequence_bits: SEQUENCE_BITS = quantity("Sequence bits", Kind::Bits, "Bits that count the IDs made by one machine in one millisecond.").assumed("12", "Twitter's Snowflake layout").bounds(0.0, 62.0);
        }
        tables {
            learnings: LEARNINGS of Learning = ("My Learnings", "learning", "What you want to remember for the next design.");
        }
    }
}

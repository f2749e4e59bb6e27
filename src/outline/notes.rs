//! The learnings, and the calculators of identifiers.

use super::{Block, Item};
use crate::estimate::notes as n;
use crate::model::notes as f;

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "My Learnings",
        items: &[Item::Table(&f::LEARNINGS, &[])],
    },
    Block {
        heading: "Snowflake ID",
        items: &[
            Item::Hint("Unique identifiers across a distributed system."),
            Item::Fields(&[
                &f::TIMESTAMP_BITS,
                &f::DATACENTER_BITS,
                &f::WORKER_BITS,
                &f::SEQUENCE_BITS,
                &f::UNIT,
                &f::EPOCH,
                &f::MAKERS,
            ]),
            Item::Results(&[
                &n::ID_BITS,
                &n::ID_LIFE,
                &n::RUNS_OUT,
                &n::BEYOND_JAVASCRIPT,
                &n::ID_MACHINES,
                &n::IDS_PER_MS,
                &n::IDS_PER_MACHINE,
                &n::IDS_PER_SECOND,
                &n::IDS_NEEDED,
            ]),
        ],
    },
    Block {
        heading: "Short codes and random IDs",
        items: &[
            Item::Hint(
                "A UUIDv4 is a code of 122 signs over an alphabet of 2: two of 3.27 × 10^17 are the same with a chance of 1 %.",
            ),
            Item::Fields(&[&f::ALPHABET, &f::CODES]),
            Item::Results(&[&n::SHORTEST_CODE]),
            Item::Fields(&[&f::CODE_LENGTH, &f::COLLISION]),
            Item::Results(&[
                &n::CODE_SPACE,
                &n::CODES_TAKEN,
                &n::COLLISIONS,
                &n::COLLISION_CHANCE,
                &n::IDS_UNTIL,
            ]),
        ],
    },
    notes!(crate::model::notes::NOTES),
];

//! What if: scenarios, what breaks first, questions.

use super::{Block, Item, Part};
use crate::estimate::whatif::NETWORK_PEAK;
use crate::model::whatif as f;

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "Scenarios",
        items: &[
            Item::Table(&f::SCENARIOS, &[]),
            Item::Table(&f::CHANGES, &[]),
        ],
    },
    Block {
        heading: "Side by side",
        items: &[Item::WhatIf(Part::Comparison)],
    },
    Block {
        heading: "What breaks first",
        items: &[
            Item::Hint(
                "Limits in the order in which growing users pass them; everything else stays as it is.",
            ),
            Item::WhatIf(Part::Limits),
            Item::Fields(&[&f::NETWORK]),
            Item::Results(&[&NETWORK_PEAK]),
        ],
    },
    Block {
        heading: "Solve for",
        items: &[Item::WhatIf(Part::Answers), Item::Table(&f::GOALS, &[])],
    },
];

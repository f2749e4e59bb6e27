//! What if: scenarios, what breaks first, questions.

use super::{Block, Item, View};
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
        items: &[Item::View(View::Comparison)],
    },
    Block {
        heading: "What breaks first",
        items: &[
            Item::Hint(
                "Limits in the order in which growing users pass them; everything else stays as it is.",
            ),
            Item::View(View::Limits),
            Item::Fields(&[&f::NETWORK]),
            Item::Results(&[&NETWORK_PEAK]),
        ],
    },
    Block {
        heading: "Solve for",
        items: &[Item::View(View::Answers), Item::Table(&f::GOALS, &[])],
    },
    notes!(crate::model::whatif::NOTES),
];

//! What a list of designs says of one: its title, when it was changed, its key numbers.

use crate::browser::journal::About;
use crate::browser::page;
use crate::estimate::{self, Estimate};
use crate::model::Document;
use crate::outline;

/// What a list of designs says of one.
pub(super) fn about(document: &Document) -> About {
    describe(document, &estimate::at_once(document))
}

/// The same of a design that is estimated already.
pub(super) fn describe(document: &Document, estimate: &Estimate) -> About {
    let numbers = outline::CARD_NUMBERS.iter();
    About {
        title: document.title.clone(),
        changed: page::now(),
        deleted: 0,
        numbers: numbers
            .map(|(label, formula)| format!("{label}\t{}", estimate.shown_alone(formula, 0)))
            .collect(),
        picture: Vec::new(),
    }
}

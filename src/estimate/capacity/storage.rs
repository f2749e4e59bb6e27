//! Storage: copies, and which part of them is hot.

use super::data::Stock;
use crate::estimate::sheet::{Sheet, rest};
use crate::formula::NodeRef;
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    EFFECTIVE_STORAGE = "capacity.effective_storage", "Effective storage", Data, "Raw storage × replication factor.";
    HOT_STORAGE = "capacity.hot_storage_size", "Hot storage", Data, "The part on fast storage, all copies.";
    COLD_STORAGE = "capacity.cold_storage_size", "Cold storage", Data, "The part that may be slow and cheap, all copies.";
}

/// The copies of what is kept; hands back their number.
pub(super) fn estimate(sheet: &mut Sheet, stock: &Stock) -> NodeRef {
    let replication = sheet.field(&fields::REPLICATION);
    let effective = sheet.define(&EFFECTIVE_STORAGE, stock.raw * replication);
    let hot = sheet.field(&fields::HOT_STORAGE);
    sheet.define(&HOT_STORAGE, effective * hot);
    sheet.define(&COLD_STORAGE, effective * rest(hot));
    replication
}

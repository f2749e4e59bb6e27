//! Storage: copies, free space, and which part of the data is hot.

use super::data::{Stock, years};
use crate::estimate::sheet::{Sheet, rest, scalar};
use crate::formula::{Function, NodeRef, sum};
use crate::model::capacity as fields;
use crate::quantity::{Dim, Kind, Mismatch};
use crate::theory::growth;

results! {
    EFFECTIVE_STORAGE = "capacity.effective_storage", "Effective storage", Data, "Raw storage × replication factor; blobs × their own copies.";
    PROVISIONED_STORAGE = "capacity.provisioned_storage", "Storage to provide", Data, "Effective storage with the space that is kept free on the disks of the database.";
    HOT_STORAGE = "capacity.hot_storage_size", "Hot storage", Data, "The part on fast storage, all copies.";
    COLD_STORAGE = "capacity.cold_storage_size", "Cold storage", Data, "The part that may be slow and cheap, all copies.";
}

/// How what is kept is kept.
pub(super) struct Copies {
    pub(super) replication: NodeRef,
    pub(super) of_blobs: NodeRef,
    pub(super) free: NodeRef,
}

pub(super) fn estimate(sheet: &mut Sheet, stock: &Stock) -> Copies {
    let replication = sheet.field(&fields::REPLICATION);
    let of_blobs = sheet.field(&fields::BLOB_COPIES);
    let free = sheet.field(&fields::FREE_SPACE);
    let effective = if stock.blobs {
        // An object store makes its copies by itself, and its disks are nobody else's.
        let (rows, blobs) = (stock.database * replication, stock.blob * of_blobs);
        let effective = sheet.define(&EFFECTIVE_STORAGE, sum([rows.clone(), blobs.clone()]));
        sheet.define(&PROVISIONED_STORAGE, sum([rows / rest(free), blobs]));
        effective
    } else {
        let effective = sheet.define(&EFFECTIVE_STORAGE, stock.raw * replication);
        sheet.define(&PROVISIONED_STORAGE, effective / rest(free));
        effective
    };
    let hot = if sheet.entered(&fields::HOT_AGE) {
        let age = sheet.field(&fields::HOT_AGE);
        let kept = stock.retention.unwrap_or(stock.horizon);
        let young = YOUNG.of([stock.growth, stock.horizon, kept, age]);
        sheet.field_or(&fields::HOT_STORAGE, young)
    } else {
        sheet.field(&fields::HOT_STORAGE)
    };
    sheet.define(&HOT_STORAGE, effective * hot);
    sheet.define(&COLD_STORAGE, effective * rest(hot));
    Copies {
        replication,
        of_blobs,
        free,
    }
}

/// The share of what is kept that is younger than an age: growth, horizon, how long it is kept, age.
///
/// Source: what comes in the last of the time, over what comes in all of it; [`growth::kept`].
static YOUNG: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, Dim::TIME, Dim::TIME, Dim::TIME] => Ok(Dim::NONE),
        _ => Err("an age that is no time".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [growth, spans @ ..] => {
            let spans: Vec<f64> = spans.iter().map(|span| years(*span, *conv)).collect();
            let [horizon, kept, age] = spans[..] else {
                return Err(Mismatch::Undefined);
            };
            let whole = growth::kept(1.0, growth.value, horizon, kept).filter(|whole| *whole > 0.0);
            let young = growth::kept(1.0, growth.value, horizon, age.min(kept));
            scalar(
                young
                    .zip(whole)
                    .map(|(young, whole)| (young / whole).min(1.0)),
            )
        }
        [] => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [_, _, kept, age] => format!("share of {} that comes in the last {}", kept.text, age.text),
        _ => String::new(),
    },
};

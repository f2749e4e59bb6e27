//! The cache: how much it holds.

use super::traffic::{Traffic, amount};
use crate::estimate::sheet::Sheet;
use crate::formula::NodeRef;
use crate::model::capacity as fields;
use crate::quantity::{Kind, Period};

results! {
    DAILY_READS = "capacity.daily_reads", "Data read per day", Data, "Bytes that a day's reads return.";
    CACHE_SIZE = "capacity.cache_size", "Cache size", Data, "Working set of hot data.";
}

pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic) -> NodeRef {
    let volume = amount(sheet, &traffic.loads, Period::Day, |load| {
        load.response.filter(|_| load.writes == Some(false))
    });
    let daily = sheet.define(&DAILY_READS, volume);
    let hot = sheet.field(&fields::HOT_SHARE);
    sheet.define(&CACHE_SIZE, daily * hot)
}

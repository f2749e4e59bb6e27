//! Data size: what is written, how much that comes to, and what lies beside it.

use super::traffic::{Load, NO_ACTION, amount, total};
use crate::estimate::sheet::{Sheet, one};
use crate::formula::{NodeRef, per, sum, years_of_growth};
use crate::model::capacity as fields;
use crate::quantity::{Kind, Period, Quantity};

results! {
    STORAGE_PER_DAY = "capacity.storage_per_day", "Storage per day", Data, "What a day adds, before overhead and replication.";
    STORAGE_PER_MONTH = "capacity.storage_per_month", "Storage per month", Data, "What a month adds, before overhead and replication.";
    STORAGE_PER_YEAR = "capacity.storage_per_year", "Storage per year", Data, "What the first year adds, before overhead and replication.";
    RECORDS_PER_YEAR = "capacity.records_per_year", "Records per year", Count, "How many records the first year adds: writes that store something.";
    RECORDS = "capacity.records", "Records over the horizon", Count, "How many records are written until the horizon.";
    STORAGE_HORIZON = "capacity.storage_horizon", "Storage over the horizon", Data, "All that is written until the horizon, before overhead and replication.";
    BLOB_STORAGE = "capacity.blob_storage", "Blob storage", Data, "The part that goes to blob storage: images, videos, files.";
    LOGS_SIZE = "capacity.logs_size", "Logs and metadata size", Data, "The overhead on top.";
    DATABASE_STORAGE = "capacity.database_storage", "Database storage", Data, "Rows, logs and metadata at the end of the horizon, without blobs.";
    RAW_STORAGE = "capacity.raw_storage", "Raw storage", Data, "Everything that is kept, once.";
}

/// What is stored at the end of the horizon, each kept once, and how it came about.
pub(super) struct Stock {
    pub(super) growth: NodeRef,
    pub(super) horizon: NodeRef,
    pub(super) per_day: NodeRef,
    pub(super) database: NodeRef,
    pub(super) blob: NodeRef,
    pub(super) raw: NodeRef,
}

pub(super) fn estimate(sheet: &mut Sheet, loads: &[Load]) -> Stock {
    let volume = amount(sheet, loads, Period::Day, |load| load.stored);
    let per_day = sheet.define(&STORAGE_PER_DAY, volume);
    let volume = amount(sheet, loads, Period::Month, |load| load.stored);
    sheet.define(&STORAGE_PER_MONTH, volume);
    let volume = amount(sheet, loads, Period::Year, |load| load.stored);
    let per_year = sheet.define(&STORAGE_PER_YEAR, volume);
    let blob_per_year = amount(sheet, loads, Period::Year, |load| {
        load.stored.filter(|_| load.blob)
    });
    let none = (Quantity::scalar(0.0), Kind::Count);
    let records = total(sheet, loads, NO_ACTION, none, |load| {
        (load.stored.is_some() && load.writes != Some(false))
            .then(|| per(load.rate.clone(), Period::Year) * one(Period::Year))
    });
    let records = sheet.define(&RECORDS_PER_YEAR, records);
    let growth = sheet.field(&fields::GROWTH);
    let horizon = sheet.field(&fields::HORIZON);
    let years = || years_of_growth(growth, horizon);
    sheet.define(&RECORDS, records * years());
    let written = sheet.define(&STORAGE_HORIZON, per_year * years());
    let blob = sheet.define(&BLOB_STORAGE, blob_per_year * years());
    let logs = sheet.field(&fields::LOGS);
    let logs = sheet.define(&LOGS_SIZE, written * logs);
    let there = sheet
        .entered(&fields::EXISTING)
        .then(|| sheet.field(&fields::EXISTING));
    let raw = sheet.define(&RAW_STORAGE, sum([written, logs].into_iter().chain(there)));
    let database = sheet.define(&DATABASE_STORAGE, raw - blob);
    Stock {
        growth,
        horizon,
        per_day,
        database,
        blob,
        raw,
    }
}

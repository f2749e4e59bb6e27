//! Data size: what is written, how much that comes to, and what lies beside it.

use super::traffic::{Load, NO_ACTION, amount, total};
use crate::estimate::sheet::{Sheet, one, scalar};
use crate::formula::{Expr, Function, NodeRef, Written, per, sum, years_of_growth};
use crate::model::capacity as fields;
use crate::quantity::{Conventions, Dim, Kind, Mismatch, Period, Quantity};
use crate::theory::growth as theory;

results! {
    STORAGE_PER_DAY = "capacity.storage_per_day", "Storage per day", Data, "What a day adds, before overhead and replication.";
    STORAGE_PER_MONTH = "capacity.storage_per_month", "Storage per month", Data, "What a month adds, before overhead and replication.";
    STORAGE_PER_YEAR = "capacity.storage_per_year", "Storage per year", Data, "What the first year adds, before overhead and replication.";
    RECORDS_PER_YEAR = "capacity.records_per_year", "Records per year", Count, "How many records the first year adds: writes that store something.";
    RECORDS = "capacity.records", "Records over the horizon", Count, "How many records are written until the horizon.";
    STORAGE_HORIZON = "capacity.storage_horizon", "Storage over the horizon", Data, "All that is written until the horizon, before overhead and replication.";
    KEPT_STORAGE = "capacity.kept_storage", "Kept at the horizon", Data, "What is still there then, after retention, before overhead, compression and replication.";
    KEPT_RECORDS = "capacity.kept_records", "Records kept", Count, "How many records are still there at the horizon.";
    BLOB_STORAGE = "capacity.blob_storage", "Blob storage", Data, "The part that goes to blob storage: images, videos, files.";
    LOGS_SIZE = "capacity.logs_size", "Logs and metadata size", Data, "The overhead on top.";
    DATABASE_PER_YEAR = "capacity.database_per_year", "Database growth in the first year", Data, "What the first year adds to the database: rows, logs and metadata, compressed, without blobs.";
    DATABASE_STORAGE = "capacity.database_storage", "Database storage", Data, "Rows, logs and metadata at the end of the horizon, compressed, without blobs.";
    RAW_STORAGE = "capacity.raw_storage", "Raw storage", Data, "Everything that is kept, once.";
}

/// What is stored at the end of the horizon, each kept once, and how it came about.
pub(super) struct Stock {
    pub(super) growth: NodeRef,
    pub(super) horizon: NodeRef,
    pub(super) retention: Option<NodeRef>,
    pub(super) database_per_year: NodeRef,
    pub(super) there: Option<NodeRef>,
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
    let written = sheet.define(
        &STORAGE_HORIZON,
        per_year * years_of_growth(growth, horizon),
    );
    let all = sheet.define(&RECORDS, records * years_of_growth(growth, horizon));
    let retention = sheet
        .entered(&fields::RETENTION)
        .then(|| sheet.field(&fields::RETENTION));
    let years = || match retention {
        Some(retention) => KEPT_YEARS.of([growth, horizon, retention]),
        None => years_of_growth(growth, horizon),
    };
    // Where nothing is deleted, both are the same.
    let kept = if retention.is_some() {
        sheet.define(&KEPT_RECORDS, records * years());
        sheet.define(&KEPT_STORAGE, per_year * years())
    } else {
        sheet.define(&KEPT_RECORDS, all);
        sheet.define(&KEPT_STORAGE, written);
        written
    };
    let blob = sheet.define(&BLOB_STORAGE, blob_per_year.clone() * years());
    let log_share = sheet.field(&fields::LOGS);
    let logs = sheet.define(&LOGS_SIZE, kept * log_share);
    let rows = if loads.iter().any(|load| load.blob && load.stored.is_some()) {
        per_year - blob_per_year
    } else {
        per_year.into()
    };
    let beside_blobs = rows + per_year * log_share;
    let compression = sheet.field(&fields::COMPRESSION);
    let (yearly, parts) = if sheet.entered(&fields::COMPRESSION) {
        let parts = vec![(kept - blob + logs) / compression, blob.into()];
        (beside_blobs / compression, parts)
    } else {
        (beside_blobs, vec![kept.into(), logs.into()])
    };
    let database_per_year = sheet.define(&DATABASE_PER_YEAR, yearly);
    let there = sheet
        .entered(&fields::EXISTING)
        .then(|| sheet.field(&fields::EXISTING));
    let parts = parts.into_iter().chain(there.map(Expr::from));
    let raw = sheet.define(&RAW_STORAGE, sum(parts));
    let database = sheet.define(&DATABASE_STORAGE, raw - blob);
    Stock {
        growth,
        horizon,
        retention,
        database_per_year,
        there,
        per_day,
        database,
        blob,
        raw,
    }
}

/// How many times its first year what is still kept at the end is worth: growth, horizon, retention.
///
/// Source: what is written until the horizon, less what was written so long before it.
pub(in crate::estimate) static KEPT_YEARS: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, Dim::TIME, Dim::TIME] => Ok(Dim::NONE),
        _ => Err("years that are kept of something else".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [growth, horizon, retention] => {
            let [horizon, retention] = [horizon, retention].map(|span| years(*span, *conv));
            scalar(last(growth.value, horizon, retention))
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [growth, horizon, retention] if growth.value.is_some_and(|growth| growth.value == 0.0) => {
            format!("(lesser of {}; {})", horizon.text, retention.text)
        }
        [growth, horizon, retention] if closed(horizon, retention) => format!(
            "(((1 + {growth}) ^ {horizon} − (1 + {growth}) ^ ({horizon} − {retention})) ÷ {growth})",
            growth = growth.text,
            horizon = horizon.text,
            retention = retention.text
        ),
        [growth, horizon, retention] => format!(
            "(last {} of {} with {} more in each year than before)",
            retention.text, horizon.text, growth.text
        ),
        _ => String::new(),
    },
};

/// Whether a closed formula holds: whole years only, and no more kept than there are.
fn closed(horizon: &Written, retention: &Written) -> bool {
    let longer = |(horizon, retention): (Quantity, Quantity)| retention.value > horizon.value;
    horizon.is_whole_years()
        && retention.is_whole_years()
        && !horizon.value.zip(retention.value).is_some_and(longer)
}

pub(super) fn years(span: Quantity, conv: Conventions) -> f64 {
    span.in_period(Period::Year, &conv).value
}

/// What comes in the last years before the horizon, in parts of the first year's.
pub(super) fn last(growth: f64, horizon: f64, years: f64) -> Option<f64> {
    let until = |end| theory::cumulative(1.0, growth, end);
    Some(until(horizon)? - until((horizon - years).max(0.0))?)
}

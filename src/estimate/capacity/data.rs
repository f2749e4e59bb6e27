//! Data size: what is written, how much that comes to, and what lies beside it.

use super::traffic::{BLOBS, Load, ROWS, STORED, amount, total};
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
    ROWS_PER_YEAR = "capacity.rows_per_year", "Rows in the first year", Data, "The part of it that goes to the database, without blobs.";
    KEPT_ROWS = "capacity.kept_rows", "Rows kept at the horizon", Data, "The part of what is kept that is in the database, before overhead, compression and replication.";
    BLOB_STORAGE = "capacity.blob_storage", "Blob storage", Data, "What is kept in blob storage, once: images, videos, files.";
    LOGS_SIZE = "capacity.logs_size", "Logs and metadata size", Data, "The overhead on top of the rows.";
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
    /// What the first year adds to the database of each action that has a retention of its own, with it; and of the
    /// others.
    pub(super) streams: Option<Streams>,
    pub(super) there: Option<NodeRef>,
    pub(super) rows_per_day: Expr,
    pub(super) blobs_per_day: Expr,
    pub(super) database: NodeRef,
    pub(super) blob: NodeRef,
    /// Whether there is anything in blob storage.
    pub(super) blobs: bool,
    pub(super) raw: NodeRef,
}

/// What comes into the database in a year: what is kept as long as the rest, and what has a retention of its own.
type Streams = (Option<Expr>, Vec<(Expr, NodeRef)>);

/// How long what is written stays.
struct Kept {
    growth: NodeRef,
    horizon: NodeRef,
    retention: Option<NodeRef>,
    /// Whether an action that stores something has a retention of its own.
    own: bool,
}

impl Kept {
    /// How many times its first year is still there at the horizon.
    fn years(&self, own: Option<NodeRef>) -> Expr {
        match own.or(self.retention) {
            Some(retention) => KEPT_YEARS.of([self.growth, self.horizon, retention]),
            None => years_of_growth(self.growth, self.horizon),
        }
    }

    /// What is still there at the horizon: of `all`, or, where actions have a retention of their own, of each of them
    /// and of the others together.
    fn at_horizon(&self, all: impl Into<Expr>, loads: &[Load], of: &Part) -> Expr {
        let (own, others): (Vec<&Load>, Vec<&Load>) =
            loads.iter().partition(|load| load.kept.is_some());
        let mut terms: Vec<Expr> = Vec::new();
        for load in own {
            terms.extend(of(load).map(|year| year * self.years(load.kept)));
        }
        if terms.is_empty() {
            return all.into() * self.years(None);
        }
        let others: Vec<Expr> = others.into_iter().filter_map(of).collect();
        if !others.is_empty() {
            terms.push(sum(others) * self.years(None));
        }
        sum(terms)
    }
}

/// What an action adds in its first year, if it adds any.
type Part<'p> = dyn Fn(&Load) -> Option<Expr> + 'p;

/// What is stored of one call, and is no blob; or is one.
fn stored(load: &Load, blob: bool) -> Option<NodeRef> {
    load.stored.filter(|_| load.blob == blob)
}

/// The bytes of the first year of one action.
fn year(load: &Load, size: NodeRef) -> Expr {
    per(load.rate.clone(), Period::Year) * one(Period::Year) * size
}

pub(super) fn estimate(sheet: &mut Sheet, loads: &mut [Load]) -> Stock {
    let volume = amount(sheet, loads, &STORED, Period::Day, |load| load.stored);
    sheet.define(&STORAGE_PER_DAY, volume);
    let volume = amount(sheet, loads, &STORED, Period::Month, |load| load.stored);
    sheet.define(&STORAGE_PER_MONTH, volume);
    let volume = amount(sheet, loads, &STORED, Period::Year, |load| load.stored);
    let per_year = sheet.define(&STORAGE_PER_YEAR, volume);
    let growth = sheet.field(&fields::GROWTH);
    let horizon = sheet.field(&fields::HORIZON);
    let written = per_year * years_of_growth(growth, horizon);
    let written = sheet.define(&STORAGE_HORIZON, written);
    let retention = sheet
        .entered(&fields::RETENTION)
        .then(|| sheet.field(&fields::RETENTION));
    // What is kept as long as the rest needs no formula of its own.
    let general = retention.and_then(|retention| sheet.value(retention));
    for load in &mut *loads {
        load.kept = load
            .kept
            .filter(|own| general.is_none() || sheet.value(*own) != general);
    }
    let loads = &*loads;
    let kept = Kept {
        growth,
        horizon,
        retention,
        own: loads
            .iter()
            .any(|load| load.kept.is_some() && load.stored.is_some()),
    };
    records(sheet, loads, &kept);
    // Where nothing is deleted, both are the same.
    let all = if kept.own || retention.is_some() {
        let all = kept.at_horizon(per_year, loads, &|load| Some(year(load, load.stored?)));
        sheet.define(&KEPT_STORAGE, all)
    } else {
        sheet.define(&KEPT_STORAGE, written);
        written
    };
    let written_blobs = loads.iter().any(|load| stored(load, true).is_some());
    let blob_volume = amount(sheet, loads, &BLOBS, Period::Year, |load| {
        stored(load, true)
    });
    let mut blob = kept.at_horizon(blob_volume, loads, &|load| {
        Some(year(load, stored(load, true)?))
    });
    let blobs_there = sheet.field(&fields::EXISTING_BLOB);
    let blobs = written_blobs || sheet.entered(&fields::EXISTING_BLOB);
    if sheet.entered(&fields::EXISTING_BLOB) {
        blob = sum([blob, blobs_there.into()]);
    }
    let blob = sheet.define(&BLOB_STORAGE, blob);
    // Logs and metadata lie beside rows; of blobs there are none.
    let (rows_per_year, rows) = if written_blobs {
        let volume = amount(sheet, loads, &ROWS, Period::Year, |load| {
            stored(load, false)
        });
        let yearly = sheet.define(&ROWS_PER_YEAR, volume);
        let rows = kept.at_horizon(yearly, loads, &|load| {
            Some(year(load, stored(load, false)?))
        });
        (yearly, sheet.define(&KEPT_ROWS, rows))
    } else {
        sheet.define(&ROWS_PER_YEAR, per_year);
        sheet.define(&KEPT_ROWS, all);
        (per_year, all)
    };
    let (database_per_year, streams, there, database) =
        database(sheet, loads, &kept, rows_per_year, rows);
    Stock {
        growth,
        horizon,
        retention,
        database_per_year,
        streams,
        there,
        rows_per_day: amount(sheet, loads, &ROWS, Period::Day, |load| stored(load, false)),
        blobs_per_day: amount(sheet, loads, &BLOBS, Period::Day, |load| stored(load, true)),
        database,
        blob,
        blobs,
        raw: sheet.define(&RAW_STORAGE, sum([database, blob])),
    }
}

type InDatabase = (NodeRef, Option<Streams>, Option<NodeRef>, NodeRef);

/// Rows with logs and metadata, compressed, and what is there already: of the first year, by retention, what is there,
/// and in all.
fn database(
    sheet: &mut Sheet,
    loads: &[Load],
    kept: &Kept,
    per_year: NodeRef,
    rows: NodeRef,
) -> InDatabase {
    let log_share = sheet.field(&fields::LOGS);
    let logs = sheet.define(&LOGS_SIZE, rows * log_share);
    let compression = sheet.field(&fields::COMPRESSION);
    let compressed = sheet.entered(&fields::COMPRESSION);
    let with_logs = |year: Expr| {
        let all = year.clone() + year * log_share;
        if compressed { all / compression } else { all }
    };
    let yearly = sheet.define(&DATABASE_PER_YEAR, with_logs(per_year.into()));
    let of = |load: &Load| Some(year(load, stored(load, false)?));
    let streams = kept.own.then(|| {
        let others = loads.iter().filter(|load| load.kept.is_none());
        let others: Vec<Expr> = others.filter_map(of).collect();
        let others = (!others.is_empty()).then(|| with_logs(sum(others)));
        let own = loads.iter().filter_map(|load| {
            let own = load.kept?;
            Some((with_logs(of(load)?), own))
        });
        (others, own.collect())
    });
    let there = sheet
        .entered(&fields::EXISTING)
        .then(|| sheet.field(&fields::EXISTING));
    let mut parts = if compressed {
        vec![(rows + logs) / compression]
    } else {
        vec![rows.into(), logs.into()]
    };
    parts.extend(there.map(Expr::from));
    let database = sheet.define(&DATABASE_STORAGE, sum(parts));
    (yearly, streams, there, database)
}

/// How many records are written, and how many are still there.
fn records(sheet: &mut Sheet, loads: &[Load], kept: &Kept) {
    let none = (Quantity::scalar(0.0), Kind::Count);
    let of = |load: &Load| {
        (load.stored.is_some() && load.writes != Some(false))
            .then(|| per(load.rate.clone(), Period::Year) * one(Period::Year))
    };
    let records = total(sheet, loads, &STORED, none, of);
    let records = sheet.define(&RECORDS_PER_YEAR, records);
    let all = records * years_of_growth(kept.growth, kept.horizon);
    let all = sheet.define(&RECORDS, all);
    if kept.own || kept.retention.is_some() {
        let left = kept.at_horizon(records, loads, &of);
        sheet.define(&KEPT_RECORDS, left);
    } else {
        sheet.define(&KEPT_RECORDS, all);
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
            scalar(theory::kept(1.0, growth.value, horizon, retention))
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

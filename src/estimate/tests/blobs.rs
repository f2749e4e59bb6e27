//! Blobs: beside the rows, with copies, backups and reads of their own.

use super::{Entries, close, get, monthly, typed, with};
use crate::estimate::{self, capacity as c, cost};
use crate::model::{capacity as f, cost as p};

/// A million rows of 1 KB and a million photos of 1 MB a year, each read once.
const PHOTOS: [super::Action; 4] = [
    ["Post", "write", "1M/year", "", "", "1 KB", ""],
    ["Upload", "write", "1M/year", "", "", "1 MB", "blob"],
    ["Read", "read", "365/year", "", "1 KB", "", ""],
    ["View", "read", "3650/year", "", "1 MB", "", "blob"],
];

fn design(more: Entries) -> estimate::Estimate {
    let year = [(&f::HORIZON, "1 year"), (&f::PEAK_FACTOR, "2x")];
    with(&[&year, more].concat(), &PHOTOS)
}

/// 15 % of the rows, and not of the photos: 0.15 GB, not 150 GB.
#[test]
fn logs_are_of_rows_alone() {
    let estimate = design(&[(&f::LOGS, "15%")]);
    for (formula, bytes) in [
        (&c::KEPT_STORAGE, 1.001e12),
        (&c::KEPT_ROWS, 1e9),
        (&c::LOGS_SIZE, 0.15e9),
        (&c::DATABASE_STORAGE, 1.15e9),
        (&c::DATABASE_PER_YEAR, 1.15e9),
        (&c::BLOB_STORAGE, 1e12),
        (&c::RAW_STORAGE, 1.00115e12),
    ] {
        close(formula.name, get(&estimate, formula), bytes, 1e-12);
    }
    let work = estimate.trace(&c::LOGS_SIZE, 0);
    assert_eq!(work.words, "Rows kept at the horizon × Logs and metadata");
}

#[test]
fn blobs_may_be_there_already() {
    let fields: Entries = &[(&f::EXISTING, "5 GB"), (&f::EXISTING_BLOB, "2 TB")];
    let estimate = design(fields);
    close("blobs", get(&estimate, &c::BLOB_STORAGE), 3e12, 1e-12);
    close("rows", get(&estimate, &c::DATABASE_STORAGE), 6e9, 1e-12);
    // Without an action that stores any, too.
    let estimate = with(&[(&f::EXISTING_BLOB, "2 TB")], &PHOTOS[2..]);
    close("blobs", get(&estimate, &c::BLOB_STORAGE), 2e12, 1e-12);
    close("all", get(&estimate, &c::EFFECTIVE_STORAGE), 2e12, 1e-12);
}

/// Three copies of the rows are paid for; those of an object store are in its price.
#[test]
fn copies_of_blobs_are_their_own() {
    let prices: Entries = &[
        (&p::DATABASE_PRICE, "$100/TB"),
        (&p::BLOB_PRICE, "$20/TB"),
        (&f::FREE_SPACE, "50%"),
    ];
    let estimate = design(prices);
    close(
        "cost",
        monthly(&estimate, &cost::STORAGE),
        0.3 + 20.0,
        1e-12,
    );
    let all = get(&estimate, &c::EFFECTIVE_STORAGE);
    close("effective", all, 3e9 + 1e12, 1e-12);
    let provided = get(&estimate, &c::PROVISIONED_STORAGE);
    close("provided", provided, 6e9 + 1e12, 1e-12);
    // On disks of one's own it is (DB + blob) × R.
    let estimate = design(&[prices, &[(&f::BLOB_COPIES, "3")]].concat());
    let cost = monthly(&estimate, &cost::STORAGE);
    close("own disks", cost, (0.1 + 20.0) * 3.0, 1e-12);
    let all = get(&estimate, &c::EFFECTIVE_STORAGE);
    close("own disks", all, 1.001e12 * 3.0, 1e-12);
}

#[test]
fn backups_take_blobs_only_where_asked() {
    let fields: Entries = &[
        (&p::BACKUP_COPIES, "2"),
        (&p::BACKUP_RETENTION, "73 days"),
        (&p::BACKUP_PRICE, "$10/TB"),
        (&p::RECOVERY_SHARE, "100%"),
        (&p::RECOVERY_PRICE, "$20/TB"),
    ];
    // Two of 1 GB and a fifth of a year's, and one elsewhere.
    let rows = 0.0022 * 10.0 + 0.001 * 20.0;
    close("rows", monthly(&design(fields), &cost::BACKUP), rows, 1e-12);
    let blobs: Entries = &[(&p::BACKUP_BLOBS, "50%"), (&p::RECOVERY_BLOBS, "10%")];
    let both = design(&[fields, blobs].concat());
    let blobs = (2.0 + 0.2) * 0.5 * 10.0 + 0.1 * 20.0;
    close("both", monthly(&both, &cost::BACKUP), rows + blobs, 1e-12);
}

/// The cache holds rows, and what it misses is rows.
#[test]
fn reads_of_blobs_ask_neither_cache_nor_database() {
    let estimate = design(&[(&f::HIT_RATIO, "75%"), (&f::HOT_SHARE, "20%")]);
    let second = 1.0 / 86_400.0;
    for (formula, value) in [
        (&c::DAILY_READS, 1e3),
        (&c::CACHE_SIZE, 200.0),
        (&c::PEAK_READ_QPS, 22.0 * second),
        (&c::ROW_READS, 2.0 * second),
        (&c::DATABASE_READS, 0.5 * second),
        (&c::CACHED_ITEMS, 200.0 / 1_100.0),
    ] {
        close(formula.name, get(&estimate, formula), value, 1e-12);
    }
    let words = estimate.trace(&c::DATABASE_READS, 0).words;
    assert_eq!(words, "Peak reads of rows × (100 % − Cache hit ratio)");
    // Where there are none, nothing is said of rows.
    let doc = typed("exact", &[], &PHOTOS[2..3]);
    let words = estimate::of(&doc).trace(&c::DATABASE_READS, 0).words;
    assert_eq!(words, "Peak read QPS × (100 % − Cache hit ratio)");
}

//! Data, cache, database and storage of section 5, computed by hand.

use super::{Entries, READ, WRITE, close, get, node, typed, value, with};
use crate::estimate::{self, capacity as c};
use crate::formula::Origin;
use crate::model::{apis, capacity as f, data_model};
use crate::quantity::{Period::Second, Period::Year};

#[test]
fn what_expires_is_not_stored() {
    let actions = &[["Write", "write", "1M/year", "", "", "1 KB", ""]];
    let kept = |growth, retention| {
        let fields = &[
            (&f::GROWTH, growth),
            (&f::HORIZON, "3 years"),
            (&f::RETENTION, retention),
        ];
        let estimate = with(fields, actions);
        let bytes = get(&estimate, &c::KEPT_STORAGE).unwrap();
        close("raw", get(&estimate, &c::RAW_STORAGE), bytes, 1e-12);
        close(
            "records",
            get(&estimate, &c::KEPT_RECORDS),
            bytes / 1e3,
            1e-12,
        );
        bytes
    };
    // 1 + 2 + 4 GB, of which the last year, the last two, or all.
    close("one year", Some(kept("100%", "1 year")), 4e9, 1e-12);
    close("two years", Some(kept("100%", "24 months")), 6e9, 1e-12);
    close(
        "longer than the horizon",
        Some(kept("100%", "9 years")),
        7e9,
        1e-12,
    );
    close("for ever", Some(kept("100%", "")), 7e9, 1e-12);
    close("without growth", Some(kept("0%", "1 year")), 1e9, 1e-12);
    close(
        "drying up at once",
        Some(kept("-100%", "9 years")),
        1e9,
        1e-12,
    );
    // Half of the 4 GB of the last year.
    close("half a year", Some(kept("100%", "0.5 years")), 2e9, 1e-12);
}

/// The closed formula is written only where the value is its own.
#[test]
fn the_work_of_what_is_kept_is_true() {
    let work = |retention| {
        let fields = &[
            (&f::GROWTH, "100%"),
            (&f::HORIZON, "3 years"),
            (&f::RETENTION, retention),
        ];
        with(fields, &[WRITE]).trace(&c::KEPT_STORAGE, 0).numbers
    };
    let closed =
        "(((1 + 100 % /year) ^ 3 years − (1 + 100 % /year) ^ (3 years − 2 years)) ÷ 100 % /year)";
    assert!(work("2 years").ends_with(closed), "{}", work("2 years"));
    for (retention, last) in [
        ("0.5 years", "(last 0.5 years of 3 years with"),
        ("6 months", "(last 6 months of 3 years with"),
        ("9 years", "(last 9 years of 3 years with"),
    ] {
        assert!(work(retention).contains(last), "{}", work(retention));
    }
}

#[test]
fn rows_and_logs_are_compressed_and_blobs_are_not() {
    let fields = &[
        (&f::HORIZON, "1 year"),
        (&f::LOGS, "10%"),
        (&f::COMPRESSION, "4x"),
        (&f::EXISTING, "1 GB"),
    ];
    let actions = &[
        ["Rows", "write", "1M/year", "", "", "3 KB", ""],
        ["Images", "write", "1M/year", "", "", "7 KB", "blob"],
    ];
    let estimate = with(fields, actions);
    // (3 + 10 % of 3) ÷ 4, and what was there.
    let (logs, database) = (0.3e9, 3.3e9 / 4.0);
    let all = database + 1e9;
    close("logs", get(&estimate, &c::LOGS_SIZE), logs, 1e-12);
    close("database", get(&estimate, &c::DATABASE_STORAGE), all, 1e-12);
    close("raw", get(&estimate, &c::RAW_STORAGE), all + 7e9, 1e-12);
    close("blobs", get(&estimate, &c::BLOB_STORAGE), 7e9, 1e-12);
    let yearly = get(&estimate, &c::DATABASE_PER_YEAR);
    close("a year", yearly, database, 1e-12);
}

#[test]
fn bytes_stored_may_come_from_the_data_model() {
    let mut doc = typed("exact", &[(&f::HORIZON, "1 year")], &[]);
    let entity = doc
        .add_row_of(&data_model::ENTITIES, &["Pastes"])
        .to_string();
    for size in ["700 B", "300 B"] {
        doc.add_row_of(&data_model::ATTRIBUTES, &["a", "", size, "", &entity]);
    }
    let mut action = [
        "Create", "", "POST", "", "", "1M/year", "", "", "", "", "", &*entity,
    ];
    let row = doc.add_row_of(&apis::ACTIONS, &action);
    let estimate = estimate::of(&doc);
    close(
        "rows of 1 KB",
        get(&estimate, &c::STORAGE_HORIZON),
        1e9,
        1e-12,
    );
    assert_eq!(
        node(&estimate, ("action.stored", row)).origin,
        Origin::Derived
    );
    let shown = estimate.derived("action.stored", row);
    assert_eq!(shown.as_deref(), Some("1 KB"));
    // What is entered holds, and a row of nothing leaves nothing.
    action[8] = "2 KB";
    doc.add_row_of(&apis::ACTIONS, &action);
    action[8] = "";
    action[11] = "999";
    doc.add_row_of(&apis::ACTIONS, &action);
    close(
        "both",
        get(&estimate::of(&doc), &c::STORAGE_HORIZON),
        3e9,
        1e-12,
    );
}

/// F14: of 100,000 items a cache of a thousand answers 50.62 %.
#[test]
fn the_hit_ratio_may_follow_from_popularity() {
    let fields = &[
        (&f::PEAK_FACTOR, "1x"),
        (&f::ITEMS, "100k"),
        (&f::CACHE_MEMORY, "1 MB"),
        (&f::ITEM_SIZE, "900 B"),
    ];
    let estimate = with(fields, &[READ]);
    close("held", get(&estimate, &c::CACHED_ITEMS), 1_000.0, 1e-12);
    close("left", get(&estimate, &c::DATABASE_READS), 49.38, 1e-4);
    assert_eq!(
        node(&estimate, ("capacity.hit_ratio", 0)).origin,
        Origin::Derived
    );
    // What is entered holds; without items the rule of thumb does.
    let entered = [fields, &[(&f::HIT_RATIO, "90%")][..]].concat();
    close(
        "entered",
        get(&with(&entered, &[READ]), &c::DATABASE_READS),
        10.0,
        1e-9,
    );
    close(
        "assumed",
        get(&with(&fields[..1], &[READ]), &c::DATABASE_READS),
        20.0,
        1e-9,
    );
    // The item is as large as an answer, and the memory is the working set.
    let estimate = with(&[(&f::HOT_SHARE, "11%")], &[READ]);
    close("set", get(&estimate, &c::CACHED_ITEMS), 864_000.0, 1e-9);
}

#[test]
fn cache_nodes_by_memory_and_by_reads() {
    let nodes = |memory, rate| {
        let fields = &[(&f::PEAK_FACTOR, "1x"), (&f::CACHE_MEMORY, memory)];
        let actions = &[["Read", "read", rate, "", "1 KB", "", ""]];
        get(&with(fields, actions), &c::CACHE_NODES).unwrap()
    };
    assert_eq!(
        (
            nodes("60 GB", "1/s"),
            nodes("1 GB", "250k/s"),
            nodes("1 B", "0/s")
        ),
        (3.0, 3.0, 1.0)
    );
}

#[test]
fn shards_by_each_limit() {
    let fields = &[
        (&f::PEAK_FACTOR, "1x"),
        (&f::HORIZON, "1 year"),
        (&f::EXISTING, "35 TB"),
        (&f::HIT_RATIO, "50%"),
    ];
    let actions = &[
        ["Read", "read", "200k/s", "", "", "", ""],
        ["Write", "write", "25k/s", "", "", "0 B", ""],
    ];
    let estimate = with(fields, actions);
    close(
        "storage",
        get(&estimate, &c::SHARDS_FOR_STORAGE),
        4.0,
        1e-12,
    );
    close("writes", get(&estimate, &c::SHARDS_FOR_WRITES), 3.0, 1e-12);
    close("reads", get(&estimate, &c::NODES_FOR_READS), 2.0, 1e-12);
    close("shards", get(&estimate, &c::SHARDS), 4.0, 1e-12);
    close(
        "copies of each",
        get(&estimate, &c::DATABASE_NODES),
        12.0,
        1e-12,
    );
    close("one node", get(&estimate, &c::NODE_LOAD), 2.5 + 2.0, 1e-12);
    assert_eq!(
        estimate.trace(&c::SHARDS, 0).numbers,
        "greatest of (1; 4; 3)"
    );
    let free = [fields, &[(&f::FREE_SPACE, "30%")][..]].concat();
    let estimate = with(&free, actions);
    close("room", get(&estimate, &c::SHARDS_FOR_STORAGE), 5.0, 1e-12);
    close(
        "to provide",
        get(&estimate, &c::PROVISIONED_STORAGE),
        105e12 / 0.7,
        1e-12,
    );
}

#[test]
fn one_node_is_full_one_day() {
    let actions = &[["Write", "write", "1B/year", "", "", "1 KB", ""]];
    let full = |fields: Entries| value(&with(fields, actions), &c::NODE_FULL, 0, Year);
    close("10 TB at 1 TB a year", full(&[]), 10.0, 1e-12);
    close("3 TB there", full(&[(&f::EXISTING, "3 TB")]), 7.0, 1e-12);
    close("full already", full(&[(&f::EXISTING, "30 TB")]), 0.0, 1e-12);
    // 1 + 2 + 4 TB in three years.
    let doubling = &[(&f::GROWTH, "100%"), (&f::NODE_STORAGE, "7 TB")];
    close("doubling", full(doubling), 3.0, 1e-12);
    // And half of the 4 TB of the third.
    let doubling = &[(&f::GROWTH, "100%"), (&f::NODE_STORAGE, "5 TB")];
    close("within a year", full(doubling), 2.5, 1e-12);
    assert_eq!(
        with(doubling, actions).trace(&c::NODE_FULL, 0).numbers,
        "5 TB ÷ 1 TB, with 100 % /year more in each year than before"
    );
    let halving = |room| full(&[(&f::GROWTH, "-50%"), (&f::NODE_STORAGE, room)]);
    close("halving", halving("1.5 TB"), 2.0, 1e-12);
    assert_eq!(halving("2 TB"), None, "it comes near and never there");
    let shown = |room| with(&[(&f::NODE_STORAGE, room)], actions).shown(&c::NODE_FULL, 0);
    assert_eq!(shown("100 GB"), "36.5 days");
    assert_eq!(shown("1.5 TB"), "18 months");
}

#[test]
fn the_hottest_key() {
    let mut doc = typed("exact", &[(&f::PEAK_FACTOR, "10x")], &[WRITE]);
    let many = doc.add_row_of(&f::CANDIDATES, &["user_id", "1M"]);
    let few = doc.add_row_of(&f::CANDIDATES, &["country", "200", "40%"]);
    let odd = doc.add_row_of(&f::CANDIDATES, &["day", "?"]);
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    let writes = |row| value(&estimate, &c::CANDIDATE_WRITES, row, Second);
    // 1 ÷ (ln 10⁶ + 0.5772).
    close(
        "Zipf",
        writes(many),
        1_000.0 / (1e6_f64.ln() + 0.577_216),
        1e-6,
    );
    close("entered", writes(few), 400.0, 1e-12);
    assert_eq!(writes(odd), None);
}

#[test]
fn the_youngest_data_are_hot() {
    let actions = &[["Write", "write", "1B/year", "", "", "1 KB", ""]];
    let hot = |more: Entries| {
        let fields = [&[(&f::REPLICATION, "1"), (&f::HOT_AGE, "1 year")][..], more].concat();
        get(&with(&fields, actions), &c::HOT_STORAGE)
    };
    close("of three years", hot(&[]), 1e12, 1e-9);
    close("growing", hot(&[(&f::GROWTH, "100%")]), 4e12, 1e-9);
    close(
        "kept for two years",
        hot(&[(&f::RETENTION, "2 years")]),
        1e12,
        1e-9,
    );
    close(
        "kept for less",
        hot(&[(&f::RETENTION, "6 months")]),
        0.5e12,
        1e-9,
    );
    close(
        "a share is entered",
        hot(&[(&f::HOT_STORAGE, "50%")]),
        1.5e12,
        1e-9,
    );
}

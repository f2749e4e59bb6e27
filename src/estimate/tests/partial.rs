//! Half-filled pages are the normal case, and broken input stays where it is.

use super::{close, get, node, typed};
use crate::estimate::{self, Reading, capacity as c, cost, read, reliability as r};
use crate::formula::Origin;
use crate::library::examples;
use crate::model::{Document, all_fields, all_tables, apis, capacity as f, reliability};
use crate::quantity::Conventions;

#[test]
fn an_empty_page_names_what_is_missing() {
    let estimate = estimate::of(&Document::default());
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    assert_eq!(estimate.shown(&c::AVERAGE_QPS, 0), "–");
    assert_eq!(
        estimate.trace(&c::PEAK_QPS, 0).missing,
        ["an action with a rate (section 3)"]
    );
    assert_eq!(
        estimate.trace(&r::DOWNTIME_PER_YEAR, 0).missing,
        ["Availability target"]
    );
    // What needs nothing from the page is there.
    assert_eq!(estimate.shown(&c::SERVER_THROUGHPUT, 0), "700 /s");
}

#[test]
fn a_rate_for_each_user_needs_the_users() {
    let doc = typed(
        "exact",
        &[],
        &[["Read", "read", "5/user/day", "", "", "", ""]],
    );
    let trace = estimate::of(&doc).trace(&c::AVERAGE_QPS, 0);
    assert_eq!(
        (trace.exact.as_str(), trace.missing),
        ("", vec!["Daily active users".to_owned()])
    );
    let doc = typed("exact", &[], &[["Read", "read", "5/day", "", "", "", ""]]);
    assert!(
        estimate::of(&doc)
            .trace(&c::AVERAGE_QPS, 0)
            .missing
            .is_empty()
    );
}

#[test]
fn a_sum_is_had_as_far_as_it_is_known() {
    let actions = &[
        ["Read", "read", "40/s", "", "", "", ""],
        ["Write", "write", "", "", "", "1 KB", ""],
    ];
    let estimate = estimate::of(&typed("exact", &[], actions));
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    assert_eq!(get(&estimate, &c::AVERAGE_QPS), Some(40.0));
    assert_eq!(estimate.trace(&c::AVERAGE_QPS, 0).missing, ["Rate, Write"]);
    assert_eq!(get(&estimate, &c::WRITE_QPS), None);
    assert_eq!(get(&estimate, &c::STORAGE_PER_DAY), None);
    let total = estimate.trace(&cost::TOTAL, 0);
    assert!(
        total.missing.contains(&"Rate, Write".to_owned()),
        "{total:?}"
    );
    assert!(
        !total.exact.is_empty(),
        "the parts that are known make a total"
    );
}

/// An empty size is no size of nothing: it is asked for, and so is all that follows from it.
#[test]
fn what_nobody_has_said_is_not_nothing() {
    let estimate = |action: super::Action| estimate::of(&typed("exact", &[], &[action]));
    let lacks = |action, formula, missing: &str| {
        let estimate = estimate(action);
        assert_eq!(get(&estimate, formula), None, "{action:?}");
        let names = estimate.trace(formula, 0).missing;
        assert!(names.iter().any(|name| name == missing), "{names:?}");
    };
    let stored = "the bytes that an action stores (section 3)";
    let post = ["Post", "write", "10/s", "", "", "", ""];
    for formula in [
        &c::STORAGE_PER_DAY,
        &c::RECORDS_PER_YEAR,
        &c::DATABASE_STORAGE,
        &c::EFFECTIVE_STORAGE,
        &c::SHARDS,
        &cost::STORAGE,
        &cost::BACKUP,
    ] {
        lacks(post, formula, stored);
    }
    let unknown = estimate(post);
    assert!(node(&unknown, ("cost.backup_size", 0)).value.is_none());
    // Where it is said, it is nothing; and a read leaves nothing behind.
    for action in [
        ["Post", "write", "10/s", "", "", "0 B", ""],
        ["Get", "read", "10/s", "", "", "", ""],
    ] {
        let estimate = estimate(action);
        for formula in [&c::STORAGE_PER_DAY, &c::DATABASE_STORAGE, &cost::BACKUP] {
            assert_eq!(get(&estimate, formula), Some(0.0), "{action:?}");
        }
    }
    let get_one = ["Get", "read", "10/s", "", "", "", ""];
    let request = "the request size of an action (section 3)";
    let response = "the response size of an action (section 3)";
    lacks(get_one, &c::PEAK_INGRESS, request);
    lacks(get_one, &c::EGRESS_PER_MONTH, response);
    lacks(
        get_one,
        &c::CACHE_SIZE,
        "a read with a response size (section 3)",
    );
    let bare = estimate(["Get", "read", "10/s", "0 B", "", "", ""]);
    assert_eq!(get(&bare, &c::INGRESS), Some(0.0));
    let either = ["Like", "", "10/s", "", "", "", ""];
    for formula in [&c::READ_QPS, &c::PEAK_WRITE_QPS, &c::DATABASE_READS] {
        let direction = "whether an action reads or writes (section 3)";
        lacks(either, formula, direction);
    }
    assert_eq!(get(&estimate(either), &c::AVERAGE_QPS), Some(10.0));
}

/// A sum of which nothing but zeros is known would be read as zero.
#[test]
fn a_sum_of_nothing_and_something_unknown_is_unknown() {
    let upload = ["Upload", "write", "1/user/day", "", "", "1 MB", "blob"];
    let design = |fields: super::Entries| estimate::of(&typed("exact", fields, &[upload]));
    let estimate = design(&[]);
    assert_eq!(get(&estimate, &c::DATABASE_STORAGE), Some(0.0));
    for formula in [&c::RAW_STORAGE, &c::EFFECTIVE_STORAGE, &cost::STORAGE] {
        assert_eq!(get(&estimate, formula), None, "{}", formula.name);
        let missing = estimate.trace(formula, 0).missing;
        assert_eq!(missing, ["Daily active users"], "{}", formula.name);
    }
    let known = design(&[(&f::DAU, "1k")]);
    assert_eq!(get(&known, &c::RAW_STORAGE), get(&known, &c::BLOB_STORAGE));
    // In each of the cases of a range, too.
    let ranged = design(&[(&f::REPLICATION, "2-3")]);
    assert!(
        ranged
            .sample()
            .range((c::EFFECTIVE_STORAGE.key, 0))
            .is_none()
    );
}

#[test]
fn four_origins_are_told_apart() {
    let doc = typed(
        "exact",
        &[(&f::SPARE, "2"), (&f::DAU, "lots")],
        &[["Read", "read", "1/s", "", "", "", ""]],
    );
    let estimate = estimate::of(&doc);
    let origin = |key| node(&estimate, (key, 0)).origin;
    assert_eq!(origin("capacity.spare"), Origin::Given);
    assert_eq!(origin("capacity.utilisation"), Origin::Assumed);
    assert_eq!(origin("cost.instances"), Origin::Derived);
    assert_eq!(origin("capacity.dau"), Origin::Unknown);
    assert!(
        !node(&estimate, ("capacity.dau", 0)).note.is_empty(),
        "what is wrong is said"
    );
    assert_eq!(node(&estimate, ("capacity.mau", 0)).note, "");
    assert!(estimate.trace(&c::SERVERS, 0).assumed.is_empty());
    assert_eq!(estimate.trace(&c::SERVER_THROUGHPUT, 0).assumed.len(), 2);
}

#[test]
fn dividing_by_nothing_is_said_in_words() {
    let doc = typed(
        "exact",
        &[(&f::SERVER_RATE, "0")],
        &[["Read", "read", "1/s", "", "", "", ""]],
    );
    let trace = estimate::of(&doc).trace(&c::SERVERS, 0);
    assert_eq!(trace.exact, "");
    assert!(trace.trouble.contains("zero"), "{}", trace.trouble);
    // No writes at all: a ratio that cannot be had, and no missing input either.
    let trace = estimate::of(&doc).trace(&c::READ_WRITE_RATIO, 0);
    assert!(
        trace.missing.is_empty() && !trace.trouble.is_empty(),
        "{trace:?}"
    );
}

#[test]
fn bounds_are_checked_in_base_units() {
    let conv = Conventions::EXACT;
    let refused = |text| matches!(read(&f::PEAK_FACTOR.spec, text, &conv), Reading::Invalid(_));
    assert!(refused("0.5x") && refused("1e9") && !refused("1x"));
    assert!(
        matches!(read(&f::UTILISATION.spec, "0%", &conv), Reading::Invalid(message) if message.contains("at least 1 %"))
    );
    assert!(matches!(
        read(&reliability::AVAILABILITY.spec, " ", &conv),
        Reading::Empty
    ));
    // The horizon is bounded in seconds.
    assert!(matches!(
        read(&f::HORIZON.spec, "3 years", &conv),
        Reading::Value(_)
    ));
}

#[test]
fn the_method_says_whether_it_writes() {
    let action = |operation: &str, method: &str| apis::Action {
        operation: operation.into(),
        method: method.into(),
        ..apis::Action::default()
    };
    assert_eq!(c::writes(&action("", "GET")), Some(false));
    assert_eq!(c::writes(&action("", "DELETE")), Some(true));
    assert_eq!(c::writes(&action("read", "POST")), Some(false));
    assert_eq!(c::writes(&action("", "WS")), None);
}

/// Whatever does not ask for the bad input is as it was; whatever does says so.
fn unharmed(before: &estimate::Estimate, doc: &Document, key: crate::formula::Key) {
    let after = estimate::of(doc);
    let Some(bad) = after.graph().find(key) else {
        return;
    };
    assert!(
        bad.value.is_none() && !bad.note.is_empty(),
        "{key:?} is refused"
    );
    for old in before.graph().nodes().iter().filter(|old| old.key != key) {
        let new = node(&after, old.key);
        let named = new
            .missing
            .iter()
            .any(|missing| after.graph().node(*missing).key == key);
        assert!(
            named || new.value == old.value,
            "{} has changed because of {key:?}",
            old.name
        );
    }
}

#[test]
fn bad_input_in_one_place_leaves_all_other_numbers_as_they_were() {
    let doc = crate::text::json::example(&examples::PASTEBIN);
    let before = estimate::of(&doc);
    for field in all_fields()
        .into_iter()
        .filter(|field| field.spec.kind().is_some())
    {
        let mut broken = doc.clone();
        *(field.get_mut)(&mut broken) = "5 bananas".to_owned();
        unharmed(&before, &broken, (field.spec.key, 0));
    }
    for table in all_tables() {
        for (column, spec) in (table.specs)()
            .into_iter()
            .enumerate()
            .filter(|(_, spec)| spec.kind().is_some())
        {
            for row in (table.rows)(&doc).ids() {
                // Filling a cell that was empty is another thing: it is new.
                if (table.rows)(&doc)
                    .cell(row, column)
                    .is_some_and(|text| !text.is_empty())
                {
                    let mut broken = doc.clone();
                    broken.set_cell(table, row, column, "1e999".to_owned());
                    unharmed(&before, &broken, (spec.key, row));
                }
            }
        }
    }
    close(
        "and the figure itself",
        get(&before, &c::STORAGE_PER_MONTH),
        12.71e9,
        1e-12,
    );
}

//! Section 9 on typed texts: downtime, parts, budget, tail, retries. F: closed forms and the primer's tables.

use super::{Entries, close, get, node, shows, typed, value, with};
use crate::estimate::{self, reliability as r};
use crate::model::{Document, Id, apis, reliability as f};
use crate::quantity::Period::{Day, Hour, Minute, Second};
use crate::review;

/// Parts: name, availability, MTBF, MTTR, copies, needed.
fn with_parts(fields: Entries, parts: &[[&str; 6]]) -> (Document, Vec<Id>) {
    let mut doc = typed("exact", fields, &[]);
    let ids = parts.iter().map(|part| doc.add_row_of(&f::PARTS, part));
    let ids = ids.collect();
    (doc, ids)
}

/// F1 and F2, in the years of 365 and months of 30 days of the document; the source has 365.2425 days.
#[test]
fn downtime_of_three_and_four_nines() {
    let three = with(&[(&f::AVAILABILITY, "99.9%")], &[]);
    shows(
        &three,
        &[
            (&r::NINES, "3"),
            (&r::DOWNTIME_PER_YEAR, "8.76 hours"),
            (&r::DOWNTIME_PER_MONTH, "43.2 minutes"),
            (&r::DOWNTIME_PER_WEEK, "10.1 minutes"),
            (&r::DOWNTIME_PER_DAY, "86.4 s"),
        ],
    );
    let year = get(&three, &r::DOWNTIME_PER_YEAR);
    close(
        "8h45m57s",
        year.map(|s| s / 365.0 * 365.2425),
        31_556.952,
        1e-9,
    );
    let week = get(&three, &r::DOWNTIME_PER_WEEK);
    close("10m4.8s", week, 604.8, 1e-9);
    shows(
        &with(&[(&f::AVAILABILITY, "99.99%")], &[]),
        &[
            (&r::NINES, "4"),
            (&r::DOWNTIME_PER_YEAR, "0.876 hours"),
            (&r::DOWNTIME_PER_DAY, "8.64 s"),
        ],
    );
    // Nothing may fail: no end of nines, and no downtime.
    let all = with(&[(&f::AVAILABILITY, "100%")], &[]);
    shows(
        &all,
        &[(&r::NINES, "–"), (&r::DOWNTIME_PER_YEAR, "0 hours")],
    );
    assert!(all.trace(&r::NINES, 0).trouble.contains("not a number"));
}

/// F3.
#[test]
fn parts_in_series_and_copies_in_parallel() {
    let (doc, _) = with_parts(
        &[],
        &[
            ["Service", "99.9%", "", "", "", ""],
            ["Database", "99.9%", "", "", "", ""],
        ],
    );
    let series = estimate::of(&doc);
    shows(
        &series,
        &[
            (&r::ALL_PARTS, "99.8 %"),
            (&r::ALL_NINES, "2.7"),
            (&r::ALL_DOWNTIME_PER_YEAR, "17.5 hours"),
        ],
    );
    close(
        "two in series",
        get(&series, &r::ALL_PARTS),
        0.998_001,
        1e-15,
    );
    let (doc, ids) = with_parts(&[], &[["Server", "99.9%", "", "", "2", ""]]);
    let parallel = estimate::of(&doc);
    assert_eq!(parallel.shown(&r::PART_TOGETHER, ids[0]), "99.9999 %");
    assert_eq!(
        parallel.trace(&r::PART_TOGETHER, ids[0]).numbers,
        "1 − (1 − 99.9 %) ^ 2"
    );
    shows(&parallel, &[(&r::ALL_PARTS, "99.9999 %")]);
    let (doc, ids) = with_parts(&[], &[["Quorum", "99%", "", "", "3", "2"]]);
    close(
        "two of three",
        value(&estimate::of(&doc), &r::PART_TOGETHER, ids[0], Second),
        0.999_702,
        1e-12,
    );
}

#[test]
fn availability_follows_from_failures_and_repairs() {
    let (doc, ids) = with_parts(&[], &[["Node", "", "999 hours", "1 hour", "", ""]]);
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.shown(&r::PART_TOGETHER, ids[0]), "99.9 %");
    // What was entered is not overruled.
    let (doc, ids) = with_parts(&[], &[["Node", "99%", "999 hours", "1 hour", "", ""]]);
    assert_eq!(estimate::of(&doc).shown(&r::PART_TOGETHER, ids[0]), "99 %");
    let (doc, ids) = with_parts(&[], &[["Node", "", "999 hours", "", "", ""]]);
    let trace = estimate::of(&doc).trace(&r::PART_TOGETHER, ids[0]);
    assert_eq!(trace.missing, ["MTTR, Node"]);
}

#[test]
fn each_action_has_the_parts_of_its_path() {
    let actions = &[
        ["Read", "read", "1/s", "", "", "", ""],
        ["Pay", "write", "1/s", "", "", "", ""],
    ];
    let mut doc = typed("exact", &[], actions);
    let [read, pay] = [0, 1].map(|at| doc.apis.actions[at].id);
    for (name, availability, action) in [
        ("Gateway", "99.9%", String::new()),
        ("Bank", "99%", pay.to_string()),
        ("Search", "98%", "999".to_owned()),
    ] {
        let part = [name, availability, "", "", "", "", &action];
        doc.add_row_of(&f::PARTS, &part);
    }
    let estimate = estimate::of(&doc);
    let of = |row| value(&estimate, &r::ACTION_AVAILABILITY, row, Second);
    // The action of the last part is gone: all need it.
    close("read", of(read), 0.999 * 0.98, 1e-12);
    close("pay", of(pay), 0.999 * 0.98 * 0.99, 1e-12);
    close(
        "all",
        get(&estimate, &r::ALL_PARTS),
        0.999 * 0.98 * 0.99,
        1e-12,
    );
    doc.remove_row(&apis::ACTIONS, pay);
    let estimate = estimate::of(&doc);
    close(
        "one less",
        get(&estimate, &r::SHARED_PARTS),
        0.999 * 0.98 * 0.99,
        1e-12,
    );
}

/// F5.
#[test]
fn a_budget_burns() {
    let fields: Entries = &[(&f::AVAILABILITY, "99.9%"), (&f::ERRORS, "1.44%")];
    let estimate = with(fields, &[]);
    shows(
        &estimate,
        &[
            (&r::ERROR_BUDGET, "43.2 minutes"),
            (&r::BURN_RATE, "14.4x"),
            (&r::BUDGET_LASTS, "2.08 days"),
            (&r::PAGE_AT, "1.44 %"),
            (&r::TICKET_AT, "0.6 %"),
        ],
    );
    close(
        "30 ÷ 14.4",
        value(&estimate, &r::BUDGET_LASTS, 0, Day),
        30.0 / 14.4,
        1e-12,
    );
    // A week at its alerts: 2 % of it in an hour.
    let week: Entries = &[(&f::AVAILABILITY, "99.9%"), (&f::WINDOW, "7 days")];
    close(
        "a week",
        get(&with(week, &[]), &r::PAGE_AT),
        0.02 * 168.0 * 0.001,
        1e-12,
    );
    let actions = &[["Read", "read", "1M/month", "", "", "", ""]];
    let requests = estimate::of(&typed("exact", fields, actions));
    assert_eq!(requests.shown(&r::FAILED_REQUESTS, 0), "1,000");
    // No errors last for ever, and no budget lasts no time.
    for (target, errors, formula) in [
        ("99.9%", "0%", &r::BUDGET_LASTS),
        ("100%", "0.1%", &r::BURN_RATE),
    ] {
        let estimate = with(&[(&f::AVAILABILITY, target), (&f::ERRORS, errors)], &[]);
        let trace = estimate.trace(formula, 0);
        assert!(
            trace.exact.is_empty() && trace.trouble.contains("zero"),
            "{trace:?}"
        );
    }
}

/// F6.
#[test]
fn many_calls_meet_the_tail() {
    for (calls, shown) in [
        ("1", "1 %"),
        ("5", "4.9 %"),
        ("10", "9.56 %"),
        ("100", "63.4 %"),
        ("1000", "99.9957 %"),
    ] {
        let estimate = with(&[(&f::SLOW_SHARE, "1%"), (&f::CALLS, calls)], &[]);
        shows(&estimate, &[(&r::SLOW_REQUESTS, shown)]);
    }
}

#[test]
fn retries_are_load() {
    for (failing, retries, load) in [
        ("50%", "3", "1.88x"),
        ("100%", "3", "4x"),
        ("0%", "3", "1x"),
        ("10%", "0", "1x"),
    ] {
        let estimate = with(&[(&f::FAILING, failing), (&f::RETRIES, retries)], &[]);
        shows(&estimate, &[(&r::RETRY_LOAD, load)]);
    }
}

#[test]
fn half_filled_and_bad_entries_say_so() {
    let estimate = with(
        &[(&f::ERRORS, "1%"), (&f::CALLS, "3"), (&f::RETRIES, "a few")],
        &[],
    );
    let missing = |formula| estimate.trace(formula, 0).missing;
    assert_eq!(missing(&r::BURN_RATE), ["Availability target"]);
    assert_eq!(missing(&r::SLOW_REQUESTS), ["Slow share of one call"]);
    assert_eq!(
        missing(&r::RETRY_LOAD),
        ["Share of attempts that fail", "Retries"]
    );
    assert!(!node(&estimate, ("reliability.retries", 0)).note.is_empty());
    // What nobody asked for is not missing; a row that has just been added is no part yet.
    let (mut doc, _) = with_parts(&[], &[["Cache", "99.9%", "", "", "", ""]]);
    doc.add_row(&f::PARTS);
    let estimate = estimate::of(&doc);
    shows(
        &estimate,
        &[(&r::ALL_PARTS, "99.9 %"), (&r::BURN_RATE, "–")],
    );
    assert!(estimate.result(&r::BURN_RATE, 0).is_none());
    // A part without a number leaves the whole unknown: it is no better than its parts.
    let named = doc.add_row_of(&f::PARTS, &["Bank", "often"]);
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.shown(&r::PART_TOGETHER, named), "–");
    assert_eq!(
        estimate.trace(&r::ALL_PARTS, 0).missing,
        ["Availability of one, Bank"]
    );
}

#[test]
fn problems_name_both_numbers() {
    let (doc, ids) = with_parts(
        &[(&f::AVAILABILITY, "99.95%")],
        &[
            ["Service", "99.9%", "", "", "", ""],
            ["Database", "99.9%", "", "", "2", "3"],
        ],
    );
    let problems = |doc: &Document| review::problems(doc, &estimate::of(doc));
    let found = problems(&doc);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0].title, "The parts miss the target");
    assert!(
        found[0].detail.contains("0 %") && found[0].detail.contains("99.95 %"),
        "{}",
        found[0].detail
    );
    assert_eq!(found[1].title, "More copies needed than there are");
    assert!(found[1].detail.contains("3 are needed of 2"));
    assert_eq!(
        (found[1].place.row(), found[1].place.get(&doc)),
        (ids[1], "3")
    );
    assert_eq!(found[2].title, "Service alone misses the target");
    assert_eq!(
        found[2].fix.as_ref().map(|fix| fix.label.as_str()),
        Some("Run 2 copies of Service")
    );
    let (doc, _) = with_parts(
        &[(&f::AVAILABILITY, "99.95%")],
        &[["Service", "99.9%", "", "", "2", ""]],
    );
    assert_eq!(problems(&doc), []);
}

#[test]
fn downtime_is_of_days_of_24_hours_in_an_interview_too() {
    let doc = typed("interview", &[(&f::AVAILABILITY, "99.9%")], &[]);
    let estimate = estimate::of(&doc);
    close(
        "a day of 24 hours",
        get(&estimate, &r::DOWNTIME_PER_DAY),
        86.4,
        1e-9,
    );
    close(
        "a year of 365 days of 24 hours",
        value(&estimate, &r::DOWNTIME_PER_YEAR, 0, Hour),
        8.76,
        1e-9,
    );
    close(
        "a month of 30 such days",
        value(&estimate, &r::DOWNTIME_PER_MONTH, 0, Minute),
        43.2,
        1e-9,
    );
}

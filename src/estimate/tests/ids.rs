//! Identifiers on typed texts. X: Alex Xu; F: closed forms.

use super::{Entries, close, get, shows, typed, value, with};
use crate::estimate::{self, notes as n};
use crate::model::{capacity as c, notes as f};
use crate::quantity::Period::Year;
use crate::review;

/// X17.
#[test]
fn twitters_ids_run_out_in_2080() {
    for calendar in ["exact", "interview"] {
        let doc = typed(calendar, &[], &[]);
        let estimate = estimate::of(&doc);
        close(
            "years",
            value(&estimate, &n::ID_LIFE, 0, Year),
            69.684_27,
            1e-7,
        );
        assert_eq!(
            estimate.trace(&n::RUNS_OUT, 0).exact,
            "2080-07-10 17:30:30 UTC"
        );
    }
    shows(
        &with(&[], &[]),
        &[
            (&n::ID_BITS, "64"),
            (&n::RUNS_OUT, "2080-07-10"),
            (&n::BEYOND_JAVASCRIPT, "2010-11-28"),
            (&n::ID_MACHINES, "1,024"),
            (&n::IDS_PER_MS, "4,096"),
            (&n::IDS_PER_MACHINE, "4.1 M /s"),
        ],
    );
}

/// Sonyflake: 39 bits of 10 ms, 16 of machines, 8 of a sequence, from 2014-09-01.
#[test]
fn other_layouts_and_epochs() {
    let fields: Entries = &[
        (&f::TIMESTAMP_BITS, "39"),
        (&f::DATACENTER_BITS, "0"),
        (&f::WORKER_BITS, "16"),
        (&f::SEQUENCE_BITS, "8"),
        (&f::UNIT, "10 ms"),
        (&f::EPOCH, "2014-09-01"),
    ];
    shows(
        &with(fields, &[]),
        &[
            (&n::ID_LIFE, "174 years"),
            (&n::RUNS_OUT, "2188-11-16"),
            (&n::ID_MACHINES, "65.5 k"),
            (&n::IDS_PER_MS, "256"),
            (&n::IDS_PER_MACHINE, "25.6 k /s"),
        ],
    );
    // Seconds in 31 bits run out in 2038, and never come to 2^53.
    let seconds = with(
        &[
            (&f::TIMESTAMP_BITS, "31"),
            (&f::UNIT, "1 s"),
            (&f::EPOCH, "1970-01-01"),
            (&f::SEQUENCE_BITS, "8"),
        ],
        &[],
    );
    shows(&seconds, &[(&n::RUNS_OUT, "2038-01-19")]);
    let value = |formula| get(&seconds, formula);
    assert!(value(&n::BEYOND_JAVASCRIPT) > value(&n::RUNS_OUT));
    // Something that is no date is said to be none.
    let wrong = typed("exact", &[(&f::EPOCH, "2010-13-01")], &[]);
    let estimate = estimate::of(&wrong);
    assert_eq!(estimate.trace(&n::RUNS_OUT, 0).missing, ["Epoch"]);
    let problems = review::problems(&wrong, &estimate);
    assert!(
        problems[0].detail.contains("a date such as"),
        "{problems:?}"
    );
}

#[test]
fn ids_are_enough_for_the_peak_or_it_is_said() {
    let actions = &[["Post", "write", "1M/s", "", "", "1 KB", ""]];
    let of = |fields: Entries| {
        let doc = typed("exact", fields, actions);
        let estimate = estimate::of(&doc);
        let problems = review::problems(&doc, &estimate);
        let titles: Vec<String> = problems.into_iter().map(|problem| problem.title).collect();
        (estimate.shown(&n::IDS_NEEDED, 0), titles)
    };
    let peak = (&c::PEAK_FACTOR, "2x");
    assert_eq!(of(&[peak, (&f::MAKERS, "20")]), ("100".to_owned(), vec![]));
    assert_eq!(
        of(&[peak, (&f::MAKERS, "20"), (&f::SEQUENCE_BITS, "6")]).1,
        ["Too few IDs for the peak"]
    );
    assert_eq!(
        of(&[peak, (&f::MAKERS, "2000")]).1,
        ["More machines than the IDs can tell apart"]
    );
    assert_eq!(
        of(&[peak, (&f::TIMESTAMP_BITS, "42")]).1,
        ["The ID does not fit into 64 bits"]
    );
}

/// X2 and F12: the 365 billion records of a shortener.
#[test]
fn a_shortener_needs_seven_signs() {
    let doc = typed(
        "exact",
        &[(&c::HORIZON, "10 years")],
        &[["Shorten", "write", "100M/day", "", "", "100 B", ""]],
    );
    let estimate = estimate::of(&doc);
    shows(
        &estimate,
        &[
            (&n::SHORTEST_CODE, "7"),
            (&n::CODE_SPACE, "3.52 T"),
            (&n::CODES_TAKEN, "10.4 %"),
            (&n::COLLISIONS, "18.9 B"),
            (&n::COLLISION_CHANCE, "100 %"),
            (&n::IDS_UNTIL, "266 k"),
        ],
    );
    assert_eq!(get(&estimate, &n::CODE_SPACE), Some(3_521_614_606_208.0));
    shows(
        &with(&[(&f::CODES, "3,521,614,606,209")], &[]),
        &[(&n::SHORTEST_CODE, "8")],
    );
}

/// F16 and F17, and the 122 bits of a UUID.
#[test]
fn random_ids_collide_by_the_birthday_problem() {
    let until = |alphabet, length, chance| {
        let fields: Entries = &[
            (&f::ALPHABET, alphabet),
            (&f::CODE_LENGTH, length),
            (&f::COLLISION, chance),
        ];
        get(&with(fields, &[]), &n::IDS_UNTIL)
    };
    close("nanoid", until("64", "21", "1%"), 1.308e18, 1e-3);
    close("62^7", until("62", "7", "1%"), 266_058.0, 1e-5);
    close("62^7, one in two", until("62", "7", "50%"), 2.21e6, 1e-3);
    close("UUIDv4", until("2", "122", "1%"), 3.27e17, 1e-3);
    close("no chance at all", until("62", "7", "0%"), 1.0, 0.0);
}

#[test]
fn codes_that_are_too_few_or_unknown() {
    let fields: Entries = &[(&f::CODES, "1B"), (&f::CODE_LENGTH, "4")];
    let doc = typed("exact", fields, &[]);
    let problems = review::problems(&doc, &estimate::of(&doc));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].title, "Fewer codes than are needed");
    assert_eq!(problems[0].place.get(&doc), "4");
    let empty = with(&[], &[]);
    assert_eq!(
        empty.trace(&n::SHORTEST_CODE, 0).missing,
        ["an action with a rate (section 3)"]
    );
    let bad = with(&[(&f::CODES, "1B"), (&f::ALPHABET, "1")], &[]);
    assert_eq!(bad.trace(&n::SHORTEST_CODE, 0).missing, ["Alphabet"]);
}

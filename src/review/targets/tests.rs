//! Requirements beside the estimate.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::{Agrees, covered, figure, kind_of};
use crate::estimate;
use crate::model::requirements::{NON_FUNCTIONAL, QUALITIES};
use crate::model::{Address, Document, apis, reliability};
use crate::quantity::{Conventions, Kind};
use crate::review::{Problem, Severity, problems};
use proptest::prelude::*;

/// A design with one requirement: its name, target and kind.
fn asked(name: &str, target: &str, kind: &str) -> Document {
    let mut doc = Document::default();
    doc.add_row_of(&NON_FUNCTIONAL, &[name, "", target, "", kind]);
    for (name, method) in [("Read", "GET"), ("Write", "POST")] {
        doc.add_row_of(
            &apis::ACTIONS,
            &[name, "", method, "/things", "", "100/s", "", "", "1 KB"],
        );
    }
    doc
}

fn said(doc: &Document) -> (String, Agrees) {
    let found = covered(doc, &estimate::of(doc));
    (found[0].has.clone(), found[0].agrees.clone())
}

fn wrong(doc: &Document) -> Vec<Problem> {
    problems(doc, &estimate::of(doc))
}

#[track_caller]
fn meets(kind: &str, met: &str, missed: &str, has: &str, by: &str) {
    assert_eq!(said(&asked("It", met, kind)), (has.to_owned(), Agrees::Yes));
    let doc = asked("It", missed, kind);
    assert_eq!(said(&doc), (has.to_owned(), Agrees::No(by.to_owned())));
    let found = wrong(&doc);
    let problem = found
        .iter()
        .find(|one| one.title == "It: the target is missed")
        .unwrap();
    assert_eq!(problem.severity, Severity::Error);
    assert_eq!(problem.place.get(&doc), missed);
    for word in [missed, has, by] {
        assert!(problem.detail.contains(word), "{}", problem.detail);
    }
    assert!(
        !wrong(&asked("It", met, kind))
            .iter()
            .any(|one| one.title.contains("target"))
    );
}

#[test]
fn each_kind_is_compared_with_its_own_figure() {
    meets(
        "latency",
        "p99 < 200 ms",
        "p99 < 10 ms",
        "22.7 ms",
        "12.7 ms",
    );
    meets(
        "write-latency",
        "under 200 ms",
        "≤ 10ms",
        "22.2 ms",
        "12.2 ms",
    );
    meets(
        "throughput",
        "at least 300/s at peak",
        "1k/s",
        "400 /s",
        "600 /s",
    );
    meets("records", "3M rows", "100 B rows", "9.46 B", "90.5 B");
}

#[test]
fn figures_of_other_sections_count_too() {
    let mut doc = asked("Recovery point", "RPO 5 min", "");
    assert_eq!(
        said(&doc).1,
        Agrees::Needs("the RPO of section 7".to_owned())
    );
    doc.data_model.rpo = "1 hour".into();
    assert_eq!(
        said(&doc),
        ("1 hour".to_owned(), Agrees::No("0.917 hours".to_owned()))
    );
    doc.data_model.rpo = "1 min".into();
    assert_eq!(said(&doc).1, Agrees::Yes);
    let mut doc = asked("Scale", "10M users a day", "scale");
    doc.capacity.dau = "2M".into();
    assert_eq!(said(&doc).1, Agrees::No("8 M".to_owned()));
}

#[test]
fn availability_is_that_of_the_parts() {
    let mut doc = asked("Availability", "99.95%", "");
    assert!(
        matches!(said(&doc).1, Agrees::Needs(what) if what.starts_with("the parts of section 9"))
    );
    let part = doc.add_row_of(&reliability::PARTS, &["Service", "99.9%"]);
    assert_eq!(
        said(&doc),
        ("99.9 %".to_owned(), Agrees::No("0.05 %".to_owned()))
    );
    doc.set_cell(&reliability::PARTS, part, 4, "2".into());
    assert_eq!(said(&doc).1, Agrees::Yes);
}

#[test]
fn another_field_may_not_aim_lower() {
    let mut doc = asked("Availability", "four nines: 99.99%", "");
    doc.reliability.availability = "99.9%".into();
    let found = wrong(&doc);
    assert_eq!(found[0].title, "Availability: aimed lower than asked");
    let fix = found[0].fix.clone().unwrap();
    assert_eq!(fix.edits[0].0, Address::Field(&reliability::AVAILABILITY));
    fix.apply(&mut doc);
    assert_eq!(
        (doc.reliability.availability.as_str(), wrong(&doc)),
        ("99.99 %", vec![])
    );
    let mut doc = asked("Latency", "100 ms", "");
    doc.capacity.latency_target = "200ms".into();
    assert_eq!(wrong(&doc)[0].title, "Latency: aimed lower than asked");
    doc.capacity.latency_target = "50ms".into();
    assert_eq!(wrong(&doc), []);
}

#[test]
fn a_cost_of_which_something_is_not_known_is_not_met_yet() {
    let mut doc = asked("Cost", "$100k/month", "");
    doc.add_row_of(&crate::model::cost::OTHERS, &["Maps", "100k/month"]);
    assert!(matches!(said(&doc).1, Agrees::Needs(_)), "{:?}", said(&doc));
    let mut dear = asked("Cost", "$1/month", "");
    dear.cost.queue_cluster = "$600/month".into();
    assert!(matches!(said(&dear).1, Agrees::No(_)), "{:?}", said(&dear));
}

#[test]
fn what_no_figure_decides_is_left_to_people() {
    let mut doc = asked("Durability", "eleven nines", "");
    doc.capacity.replication = "1x".into();
    assert_eq!(
        said(&doc),
        ("1 copy".to_owned(), Agrees::No("a copy".to_owned()))
    );
    doc.capacity.replication = "3x".into();
    assert_eq!(said(&doc), ("3 copies".to_owned(), Agrees::Judge));
    let mut doc = asked("Consistency", "at once", "");
    assert!(matches!(said(&doc).1, Agrees::Needs(_)));
    doc.data_model.cap = "ap".into();
    assert_eq!(said(&doc), ("Availability".to_owned(), Agrees::Judge));
    let mut doc = asked("Privacy", "", "other");
    assert_eq!(said(&doc).1, Agrees::Needs("what meets it".to_owned()));
    doc.requirements.non_functional[0].met_by = "random keys".into();
    assert_eq!(said(&doc).1, Agrees::Judge);
}

#[test]
fn a_target_without_a_figure_is_asked_for_one() {
    let doc = asked("Latency", "quick", "");
    let found = wrong(&doc);
    assert_eq!(
        (found[0].title.as_str(), found[0].severity),
        ("Latency: no figure in the target", Severity::Hint)
    );
    assert!(matches!(said(&doc).1, Agrees::Needs(_)));
}

#[test]
fn every_kind_has_a_label_and_says_something() {
    for (kind, label) in QUALITIES {
        assert!(!label.is_empty());
        let doc = asked("It", "", kind);
        assert_eq!(kind_of(&doc.requirements.non_functional[0]), *kind);
        assert_ne!(said(&doc).1, Agrees::Yes, "{kind}");
    }
}

#[test]
fn figures_are_found_among_words() {
    let conv = Conventions::EXACT;
    let read = |text, kind| figure(text, kind, "", &conv).map(|q| q.value);
    assert_eq!(read("$1,500/month", Kind::MonthlyCost), Some(1500.0));
    assert_eq!(
        read("no more than $2k a month", Kind::MonthlyCost),
        Some(2000.0)
    );
    assert_eq!(read("≥99.95%", Kind::Share), Some(0.9995));
    assert_eq!(read("(99.9%)", Kind::Share), read("99.9%", Kind::Share));
    assert_eq!(
        read("200 pastes", Kind::Latency),
        None,
        "a number without its unit"
    );
    assert_eq!(read("99 nines", Kind::Share), None);
    assert_eq!(read("", Kind::Share), None);
}

proptest! {
    #[test]
    fn any_target_is_read_or_not(text in any::<String>(), words in proptest::collection::vec("[0-9$<≤a-z%./]{0,6}", 0..30)) {
        let words = words.join(" ");
        for text in [&text, &words] {
            for kind in [Kind::Share, Kind::Latency, Kind::Rate, Kind::MonthlyCost, Kind::Users, Kind::Count] {
                let read = figure(text, kind, "p99", &Conventions::EXACT);
                prop_assert!(text.chars().any(|c| c.is_ascii_digit()) || read.is_none(), "{read:?}");
                prop_assert!(read.is_none_or(|read| read.value.is_finite()));
            }
        }
    }
}

//! What does not go together in section 9 and in the identifiers of the notes.

use super::{Problem, Severity};
use crate::estimate::{Estimate, notes as n, reliability as r, topics as t};
use crate::formula::{Formula, Node};
use crate::model::{Address, Document, Field, Section, notes, reliability as f};
use crate::quantity::{Kind, Quantity, show_exact};

/// Two numbers of which the first should not be the greater, as they are shown.
type Pair = Option<[String; 2]>;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let graph = estimate.graph();
    let result = |formula: &Formula| estimate.result(formula, 0);
    let input = |field: &'static Field<Document>| estimate.input(field.spec.key, 0);
    let above = |one: Option<&Node>, other: Option<&Node>| -> Pair {
        let (one, other) = one.zip(other)?;
        super::above(estimate, one, other).then(|| [graph.shown(one), graph.shown(other)])
    };
    let mut found = Vec::new();
    let mut say = |pair: Pair, place: Address, title: &str, words: [&str; 3]| {
        let section = place.spec().and_then(|spec| Section::of_key(spec.key));
        if let Some([one, other]) = pair {
            found.push(Problem {
                severity: Severity::Error,
                section: section.unwrap_or(Section::Reliability),
                place,
                title: title.to_owned(),
                detail: [words[0], &one, words[1], &other, words[2]].concat(),
                fix: None,
            });
        }
    };
    say(
        above(input(&f::AVAILABILITY), result(&r::ALL_PARTS)),
        Address::Field(&f::AVAILABILITY),
        "The parts miss the target",
        [
            "The target is ",
            ", and the parts together reach ",
            ". Add copies of the weakest part, or mend it faster.",
        ],
    );
    let column = f::PARTS.column(f::NEEDED.spec.key).unwrap_or_default();
    for row in &doc.reliability.parts {
        let cell = |key| estimate.input(key, row.id);
        let (table, row) = (&f::PARTS, row.id);
        say(
            above(cell(f::NEEDED.spec.key), cell(f::COPIES.spec.key)),
            Address::Cell { table, row, column },
            "More copies needed than there are",
            ["", " are needed of ", ": it is never up."],
        );
    }
    // The advice is no number of the estimate.
    let partitions = result(&t::KAFKA_PARTITIONS);
    let many = partitions.filter(|node| {
        let value = node.value.map_or(0.0, |partitions| partitions.value);
        value > t::MOST_PARTITIONS
    });
    let most = Quantity::scalar(t::MOST_PARTITIONS);
    let most = show_exact(&most, Kind::Count, graph.conventions());
    say(
        many.map(|node| [graph.shown(node), most]),
        Address::Field(&f::PARTITION_RATE),
        "More partitions than a cluster should have",
        [
            "There are ",
            "; a cluster should have at most ",
            " (Huawei MRS guide, 2025-12). Raise the throughput per partition, or divide the topics.",
        ],
    );
    say(
        above(result(&n::IDS_NEEDED), result(&n::IDS_PER_MS)),
        Address::Field(&notes::SEQUENCE_BITS),
        "Too few IDs for the peak",
        [
            "A machine needs ",
            " in one unit of time, and can make ",
            ".",
        ],
    );
    // The servers alone, where nobody has said that they make IDs, are no problem.
    let makers = input(&notes::MAKERS).filter(|_| !doc.notes.makers.trim().is_empty());
    say(
        above(makers, result(&n::ID_MACHINES)),
        Address::Field(&notes::MAKERS),
        "More machines than the IDs can tell apart",
        ["", " machines make IDs, and the bits are enough for ", "."],
    );
    say(
        above(input(&notes::CODES), result(&n::CODE_SPACE)),
        Address::Field(&notes::CODE_LENGTH),
        "Fewer codes than are needed",
        ["", " are needed, and there are ", ". Take a longer code."],
    );
    found
}

//! What does not go together in section 9 and in the identifiers of the notes.

use super::Problem;
use crate::estimate::{Estimate, notes as n, reliability as r, topics as t};
use crate::formula::{Formula, Node};
use crate::model::{Address, Document, Field, Section, notes, reliability as f};
use std::cmp::Ordering;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let graph = estimate.graph();
    let result = |formula: &Formula| estimate.result(formula, 0);
    let input = |field: &'static Field<Document>| estimate.input(field.spec.key, 0);
    let above = |one: Option<&Node>, other: Option<&Node>| {
        let (one, other) = one.zip(other)?;
        let order = one.value?.compare(other.value?, graph.conventions());
        let shown = [graph.shown(one), graph.shown(other)];
        (order == Ok(Ordering::Greater)).then_some(shown)
    };
    let mut found = Vec::new();
    let mut say = |place, section, title: &str, detail: String| {
        found.push(Problem {
            section,
            place,
            title: title.to_owned(),
            detail,
        });
    };
    if let Some([target, parts]) = above(input(&f::AVAILABILITY), result(&r::ALL_PARTS)) {
        say(
            Address::Field(&f::AVAILABILITY),
            Section::Reliability,
            "The parts miss the target",
            format!(
                "Together they reach {parts}, and the target is {target}. Add copies of the weakest part, or mend it faster."
            ),
        );
    }
    let column = f::PARTS.column(f::NEEDED.spec.key).unwrap_or_default();
    for row in &doc.reliability.parts {
        let cell = |key| estimate.input(key, row.id);
        if let Some([needed, copies]) = above(cell(f::NEEDED.spec.key), cell(f::COPIES.spec.key)) {
            say(
                Address::Cell {
                    table: &f::PARTS,
                    row: row.id,
                    column,
                },
                Section::Reliability,
                "More copies needed than there are",
                format!("{needed} are needed of {copies}: it is never up."),
            );
        }
    }
    let partitions = result(&t::KAFKA_PARTITIONS);
    let many = partitions.and_then(|node| Some(node.value?.value > t::MOST_PARTITIONS));
    if let (Some(true), Some(partitions)) = (many, partitions) {
        say(
            Address::Field(&f::PARTITION_RATE),
            Section::Reliability,
            "More partitions than a cluster should have",
            format!(
                "There are {}; the advice is at most 10,000 in a cluster (Huawei MRS guide, 2025-12). Raise the throughput per partition, or divide the topics.",
                graph.shown(partitions)
            ),
        );
    }
    if let Some([needed, most]) = above(result(&n::IDS_NEEDED), result(&n::IDS_PER_MS)) {
        say(
            Address::Field(&notes::SEQUENCE_BITS),
            Section::Notes,
            "Too few IDs for the peak",
            format!("A machine needs {needed} in one unit of time, and can make {most}."),
        );
    }
    // The servers alone, where nobody has said that they make IDs, are no problem.
    let makers = input(&notes::MAKERS).filter(|_| !doc.notes.makers.trim().is_empty());
    if let Some([makers, machines]) = above(makers, result(&n::ID_MACHINES)) {
        say(
            Address::Field(&notes::MAKERS),
            Section::Notes,
            "More machines than the IDs can tell apart",
            format!("{makers} machines make IDs, and the bits are enough for {machines}."),
        );
    }
    if let Some([codes, space]) = above(input(&notes::CODES), result(&n::CODE_SPACE)) {
        say(
            Address::Field(&notes::CODE_LENGTH),
            Section::Notes,
            "Fewer codes than are needed",
            format!("{codes} are needed, and there are {space}. Take a longer code."),
        );
    }
    found
}

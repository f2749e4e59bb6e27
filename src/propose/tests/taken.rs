//! Of any design: what is taken over is gone, and nothing breaks.

use super::of;
use crate::library::examples;
use crate::model::{Document, all_fields, all_tables};
use crate::propose::Proposed;
use crate::text::json;
use proptest::prelude::*;

/// The examples, with some entries and rows taken out, or with names that are there twice.
fn some_design() -> impl Strategy<Value = Document> {
    let at = any::<prop::sample::Index>;
    let cuts = proptest::collection::vec(
        (
            at(),
            at(),
            at(),
            prop_oneof![Just(""), Just("Users"), Just(" x "), Just("99%"), Just("1")],
        ),
        0..60,
    );
    (0..examples::ALL.len(), cuts).prop_map(|(example, cuts)| {
        let mut doc = json::example(&examples::ALL[example]);
        let (tables, fields) = (all_tables(), all_fields());
        for (what, row, column, text) in cuts {
            let what = what.index(tables.len() + fields.len());
            let Some(table) = tables.get(what) else {
                text.clone_into((fields[what - tables.len()].get_mut)(&mut doc));
                continue;
            };
            let ids = (table.rows)(&doc).ids();
            if ids.is_empty() {
                doc.add_row_of(table, &[text]);
                continue;
            }
            let id = ids[row.index(ids.len())];
            match column.index((table.specs)().len() + 1).checked_sub(1) {
                Some(column) => doc.set_cell(table, id, column, text.to_owned()),
                None => doc.remove_row(table, id),
            }
        }
        doc
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// What is taken over is not proposed again; nothing else of the design changes but what it says; and it goes
    /// over the wire and into a file.
    #[test]
    fn what_is_taken_over_is_gone(doc in some_design()) {
        for (what, _) in Proposed::ALL {
            let found = of(what, &doc);
            let wire = crate::desk::problems::proposal_texts(&found);
            prop_assert_eq!(&crate::desk::problems::read_proposals(wire), &found);
            let mut all = doc.clone();
            for proposal in &found {
                let mut one = doc.clone();
                proposal.fix.apply(&mut one);
                let again = of(what, &one);
                prop_assert!(!again.iter().any(|other| other.fix.label == proposal.fix.label), "{what:?}: {proposal:?}");
                proposal.fix.apply(&mut all);
            }
            let rows = |doc: &Document| all_tables().into_iter().map(|table| (table.rows)(doc).count()).sum::<usize>();
            let added: usize = found.iter().map(|proposal| proposal.fix.adds.len()).sum();
            prop_assert_eq!(rows(&all), rows(&doc) + added);
            prop_assert!(of(what, &all).is_empty(), "{what:?}: {:?}", of(what, &all));
            let read = json::from_json(&json::to_compact(&all));
            prop_assert_eq!(read.as_ref(), Ok(&all));
        }
    }
}

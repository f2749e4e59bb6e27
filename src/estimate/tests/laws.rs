//! What holds for every document, however odd.

use crate::estimate::{self, capacity, cost, data_model, notes, reliability, whatif};
use crate::model::tests::any_document;
use crate::model::{all_fields, all_tables};
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn every_key_is_used_once() {
    let fields = all_fields().into_iter().map(|field| field.spec.key);
    let cells = all_tables()
        .into_iter()
        .flat_map(|table| (table.specs)())
        .map(|spec| spec.key);
    let results = [
        capacity::RESULTS,
        cost::RESULTS,
        data_model::RESULTS,
        reliability::RESULTS,
        notes::RESULTS,
        whatif::RESULTS,
    ];
    let results = results.concat().into_iter().map(|formula| formula.key);
    let mut seen = HashSet::new();
    for key in fields.chain(cells).chain(results) {
        assert!(seen.insert(key), "{key} is declared twice");
    }
}

proptest! {
    // Unoptimised, each document takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_fault_and_no_odd_number(doc in any_document()) {
        let estimate = estimate::of(&doc);
        prop_assert_eq!(estimate.graph().faults(), &[] as &[String]);
        for node in estimate.graph().nodes() {
            if let Some(value) = node.value {
                prop_assert!(value.value.is_finite(), "{} is {}", node.name, value.value);
                prop_assert!(node.kind.dims().contains(&value.dim), "{} is a {}", node.name, value.dim.name());
            }
            let trace = estimate.graph().trace(node.key);
            for text in [&trace.numbers, &trace.exact] {
                prop_assert!(!text.contains("NaN") && !text.contains("inf "), "{}: {text}", node.name);
            }
        }
    }

    #[test]
    fn the_same_document_gives_the_same_numbers(doc in any_document()) {
        let values = |estimate: &estimate::Estimate| -> Vec<_> {
            estimate.graph().nodes().iter().map(|node| (node.key, node.value, node.note.clone())).collect()
        };
        prop_assert_eq!(values(&estimate::of(&doc)), values(&estimate::of(&doc.clone())));
    }
}

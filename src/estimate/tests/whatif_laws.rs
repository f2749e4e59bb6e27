//! What holds of scenarios, limits and questions for every document.

use super::get;
use crate::estimate::whatif as what_if;
use crate::estimate::{self, Reading, capacity as c, cost, read};
use crate::formula::Origin;
use crate::model::tests::{any_document, any_text};
use crate::model::whatif::{self as w, CHANGES, GOALS, INPUTS, RESULTS, SCENARIOS};
use crate::model::{Address, Document, Id, Input, apis, capacity, cost as money};
use proptest::prelude::*;

/// A number of the base and of the scenario, where both have one.
fn both(doc: &Document, row: Id, formula: &'static crate::formula::Formula) -> Option<(f64, f64)> {
    let (now, then) = (
        estimate::of(doc),
        estimate::of(&what_if::scenario(doc, row)),
    );
    get(&now, formula).zip(get(&then, formula))
}

/// Whether every number of the design is one in the scenario too.
fn no_less_is_read(doc: &Document, row: Id) -> bool {
    let given = |doc: &Document| {
        let estimate = estimate::of(doc);
        let nodes = estimate.graph().nodes().iter();
        nodes.filter(|node| node.origin == Origin::Given).count()
    };
    given(doc) == given(&what_if::scenario(doc, row))
}

proptest! {
    // Unoptimised, each document takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_base_equals_the_document(doc in any_document(), users in prop::sample::select(vec!["", "1x", "1", "100%", "moon"])) {
        prop_assert_eq!(&what_if::scenario(&doc, 0), &doc);
        let mut with_one = doc.clone();
        let row = with_one.add_row_of(&SCENARIOS, &["As it is", users]);
        with_one.whatif.changes.clear();
        prop_assert_eq!(&what_if::scenario(&with_one, row), &with_one);
        let shown = |estimate: &estimate::Estimate| -> Vec<_> {
            estimate.graph().nodes().iter().map(|node| (node.key, node.value)).collect()
        };
        prop_assert_eq!(shown(&what_if::columns(&doc)[0].estimate), shown(&estimate::of(&doc)));
    }

    #[test]
    fn ten_times_the_users_are_ten_times_the_requests_and_cost_no_less(doc in any_document()) {
        let mut doc = doc;
        doc.whatif = w::WhatIf::default();
        let row = doc.add_row_of(&SCENARIOS, &["Ten times", "10x"]);
        // Ten times nearly the greatest of numbers is none.
        prop_assume!(no_less_is_read(&doc, row));
        if let Some((now, then)) = both(&doc, row, &c::AVERAGE_QPS) {
            prop_assert!((then - 10.0 * now).abs() <= 1e-9 * then.abs(), "{now} and {then}");
        }
        if let Some((now, then)) = both(&doc, row, &cost::TOTAL) {
            prop_assert!(then >= now * (1.0 - 1e-9), "{now} and {then}");
        }
    }

    /// A text that is understood is understood when it is multiplied.
    #[test]
    fn what_is_read_is_read_multiplied(text in any_text(), at in 0..4_usize) {
        let spec = [&capacity::DAU.spec, &apis::RATE.spec, &money::SMS.spec, &money::EGRESS.spec][at];
        let conv = crate::quantity::Conventions::EXACT;
        let mut doc = Document::default();
        match at {
            0 => doc.capacity.dau.clone_from(&text),
            1 => { doc.add_row_of(&apis::ACTIONS, &["", "", "", "", "", &text]); }
            2 => doc.cost.sms.clone_from(&text),
            _ => doc.cost.egress.clone_from(&text),
        }
        let row = doc.add_row_of(&SCENARIOS, &["Ten times", "10x"]);
        let address = Address::of(spec.key, doc.apis.actions.first().map_or(0, |action| action.id)).unwrap();
        let then = what_if::scenario(&doc, row);
        match (read(spec, &text, &conv), read(spec, address.get(&then), &conv)) {
            (Reading::Value(now), Reading::Value(then)) if now.value.dim == crate::quantity::Dim::PER_USER_TIME => {
                prop_assert_eq!(now, then);
            }
            (Reading::Value(now), Reading::Value(then)) => {
                let (now, then) = (now.value, then.value);
                let expected = 10.0 * now.in_period(then.period, &conv).value;
                prop_assert!((then.value - expected).abs() <= 1e-9 * expected.abs(), "{} and {}", now.value, then.value);
            }
            // Ten times nearly the greatest of numbers is none.
            (Reading::Value(now), _) => prop_assert!(now.value.value > 1e300, "{text}"),
            (now, then) => prop_assert_eq!(now, then),
        }
    }

    #[test]
    fn nothing_asked_of_any_document_panics(doc in any_document(), texts in proptest::collection::vec(any_text(), 12)) {
        let mut doc = doc;
        let scenario = doc.add_row_of(&SCENARIOS, &[&texts[0], &texts[1]]).to_string();
        for (at, text) in texts[2..].iter().enumerate() {
            let (key, _) = INPUTS[(at * 17 + text.len()) % INPUTS.len()];
            doc.add_row_of(&CHANGES, &["", &scenario, key, "", text]);
            let (result, _) = RESULTS[(at + text.len()) % RESULTS.len()];
            doc.add_row_of(&GOALS, &["", result, text, key]);
        }
        let estimate = estimate::of(&doc);
        for part in [crate::outline::View::Comparison, crate::outline::View::Limits, crate::outline::View::Answers] {
            let grid = crate::text::views::grid(part, &doc, &estimate);
            prop_assert!(grid.rows.iter().all(|row| row.len() == grid.head.len()));
        }
        for refused in what_if::refused(&doc) {
            prop_assert!(!refused.message.is_empty());
            prop_assert!(!matches!(refused.place.spec().map(|spec| spec.input), Some(Input::Text)));
        }
    }
}

//! Undo and redo against a model that keeps every text whole, across reloads.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::super::tests::{any_document, any_text};
use super::*;
use proptest::prelude::*;

/// What a person does.
#[derive(Clone, Debug)]
enum Act {
    /// Types this in one of three places, after this time.
    Type(usize, String, f64),
    Undo,
    Redo,
    /// Loads the page again.
    Reload,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..3_usize, any_text(), 0.0..1500.0).prop_map(|(place, text, rest)| Act::Type(place, text, rest)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Reload),
    ]
}

/// Whole texts, as simple as can be.
#[derive(Default)]
struct Whole {
    past: Vec<String>,
    future: Vec<String>,
}

const PLACES: [&str; 3] = ["a", "b", ""];

/// A text of three parts, as a design is a text of many.
fn joined(parts: &[String; 3]) -> String {
    serde_json::to_string(parts).unwrap()
}

proptest! {
    #[test]
    fn a_delta_leads_from_any_text_to_any_other(from in any_text(), to in any_text(), both in any_text()) {
        for (from, to) in [(from.clone(), to.clone()), ([&*both, &from, &both].concat(), [&*both, &to, &both].concat())] {
            let delta = Delta::between(&from, &to);
            prop_assert_eq!(delta.apply(&from), Some(to.clone()));
            prop_assert_eq!(Delta::decode(&delta.encode()), Some(delta));
        }
    }

    #[test]
    fn a_delta_for_another_text_stops_nothing(from in any_text(), to in any_text(), other in any_text(), line in any_text()) {
        let _ = Delta::between(&from, &to).apply(&other);
        if let Some(delta) = Delta::decode(&line) {
            let _ = delta.apply(&other);
        }
        let damaged = format!("{}\n-9 9 9 {line}{END}", head(1, &other));
        if let Some(mut history) = History::decode(&damaged, 1, &other, 0.0) {
            let _ = history.undo(&other);
            let _ = history.redo(&other);
        }
    }

    #[test]
    fn any_steps_and_reloads_are_as_if_every_text_were_kept(acts in prop::collection::vec(any_act(), 0..60)) {
        let (mut history, mut whole) = (History::default(), Whole::default());
        let mut parts = [const { String::new() }; 3];
        let (mut now_ms, mut revision) = (0.0, 0);
        for act in acts {
            let now = joined(&parts);
            match act {
                Act::Type(place, text, rest) => {
                    now_ms += rest;
                    if history.begins(PLACES[place], now_ms) {
                        history.remember(now.clone());
                        whole.past.push(now);
                        whole.future.clear();
                    }
                    parts[place] = text;
                }
                Act::Undo => {
                    let wanted = whole.past.pop();
                    prop_assert_eq!(&history.undo(&now), &wanted);
                    if let Some(text) = wanted {
                        whole.future.push(now);
                        parts = serde_json::from_str(&text).unwrap();
                    }
                }
                Act::Redo => {
                    let wanted = whole.future.pop();
                    prop_assert_eq!(&history.redo(&now), &wanted);
                    if let Some(text) = wanted {
                        whole.past.push(now);
                        parts = serde_json::from_str(&text).unwrap();
                    }
                }
                Act::Reload => {
                    history = History::decode(&history.encode(revision, &now), revision, &now, now_ms).unwrap();
                    // What is typed on in the same place still belongs to the step.
                }
            }
            revision += 1;
            prop_assert_eq!(history.can(), (!whole.past.is_empty(), !whole.future.is_empty()));
        }
    }

    #[test]
    fn a_history_cut_off_anywhere_is_none(texts in prop::collection::vec(any_text(), 1..6), cut in any::<prop::sample::Index>()) {
        let mut history = History::default();
        let texts: Vec<String> = texts.into_iter().map(|text| serde_json::to_string(&text).unwrap()).collect();
        for text in &texts {
            history.remember(text.clone());
        }
        let (now, kept) = ("now", history.encode(3, "now"));
        let cut: String = kept.chars().take(cut.index(kept.chars().count())).collect();
        prop_assert!(History::decode(&cut, 3, now, 0.0).is_none());
    }

    #[test]
    fn a_document_comes_back_as_it_was(before in any_document(), after in any_document()) {
        let texts = [&before, &after].map(|doc| serde_json::to_string(doc).unwrap());
        prop_assert!(!texts[0].contains('\n'));
        let mut history = History::default();
        history.remember(texts[0].clone());
        let mut again = History::decode(&history.encode(1, &texts[1]), 1, &texts[1], 0.0).unwrap();
        let undone = again.undo(&texts[1]).unwrap();
        prop_assert_eq!(serde_json::from_str::<super::super::Document>(&undone).unwrap(), before);
        prop_assert_eq!(again.redo(&undone), Some(texts[1].clone()));
    }
}

fn numbered(number: usize) -> String {
    format!("text {number}")
}

#[test]
fn a_hundred_steps_go_back_forth_and_back_again() {
    let mut history = History::default();
    for number in 0..150 {
        history.remember(numbered(number));
    }
    let mut text = numbered(150);
    for _ in 0..2 {
        let mut steps = 0;
        while let Some(before) = history.undo(&text) {
            text = before;
            steps += 1;
        }
        assert_eq!((steps, text.as_str()), (100, "text 50"));
        while let Some(after) = history.redo(&text) {
            text = after;
        }
        assert_eq!(text, "text 150");
    }
}

#[test]
fn what_is_large_makes_room_but_for_the_last_step() {
    let mut history = History::default();
    let large = |letter: &str| letter.repeat(MOST);
    for letter in ["a", "b", "c", "d"] {
        history.remember(large(letter));
    }
    let kept = history.encode(1, &large("e"));
    assert!(kept.len() < 3 * MOST, "{}", kept.len());
    assert_eq!(history.undo(&large("e")), Some(large("d")));
    assert_eq!(history.undo(&large("d")), Some(large("c")));
    assert_eq!(history.undo(&large("c")), None);
}

#[test]
fn a_hundred_keys_in_a_large_design_take_little_more_than_what_was_typed() {
    let rows = |number: usize| {
        format!(
            "{}{number}{}",
            "[1,2,3],".repeat(20_000),
            ",[4]".repeat(20_000)
        )
    };
    let mut history = History::default();
    for number in 0..100 {
        history.remember(rows(number));
    }
    assert!(history.encode(1, &rows(100)).len() < 5_000);
}

#[test]
fn a_design_that_is_written_in_another_way_keeps_its_steps() {
    let mut history = History::default();
    history.remember("{\"dau\":\"1\"}".into());
    history.remember("{\"dau\":\"2\"}".into());
    let (old, new) = ("{\"dau\":\"3\"}", "{\"dau\":\"3\",\"new\":\"\"}");
    let mut history = History::decode(&history.encode(1, old), 1, old, 0.0).unwrap();
    history.rebase(old, new);
    assert_eq!(history.undo(new).as_deref(), Some("{\"dau\":\"2\"}"));
    assert_eq!(
        history.undo("{\"dau\":\"2\"}").as_deref(),
        Some("{\"dau\":\"1\"}")
    );
}

#[test]
fn a_clock_that_is_set_back_ends_a_step() {
    let mut history = History::default();
    assert!(history.begins("a", 5_000_000.0));
    assert!(!history.begins("a", 5_000_500.0));
    assert!(history.begins("a", 1_000_000.0));
    history.rest();
    assert!(history.begins("a", 1_000_001.0));
    assert!(history.begins("", 1_000_001.0) && history.begins("", 1_000_001.0));
}

//! Which versions are kept: dense where they are new, thin where they are old, and none lost to a wrong clock.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::*;

/// A design of which versions are taken.
#[derive(Default)]
struct Kept {
    list: Vec<(String, Version)>,
    revision: u64,
}

impl Kept {
    /// Changes the design, and keeps what it is then.
    fn change(&mut self, title: &str, name: &str, now: u64) {
        self.revision += 1;
        let (key, about) = (key(self.revision, ""), title.to_owned());
        let version = Version {
            at: now,
            size: 1000,
            name: name.to_owned(),
            about,
        };
        self.list.push((key.clone(), version));
        let gone = surplus(&self.list, &key, now);
        self.list.retain(|(key, _)| !gone.contains(key));
        assert!(self.list.is_sorted_by(|a, b| a.0 < b.0));
    }

    fn ages(&self, now: u64) -> Vec<u64> {
        self.list.iter().map(|(_, it)| now - it.at).collect()
    }
}

/// The beginning of a week, so that stretches begin there.
const START: u64 = 7 * DAY * 2_900;

#[test]
fn a_year_of_work_is_dense_where_it_is_new_and_thin_where_it_is_old() {
    let mut kept = Kept::default();
    let mut now = START;
    for _ in 0..365 {
        // Three hours a day, a state in each minute.
        for minute in 0..180 {
            now += MINUTE;
            let named = minute == 90 && now < START + DAY;
            kept.change("Design", if named { "Named" } else { "" }, now);
        }
        now += 21 * HOUR;
    }
    now -= 21 * HOUR;
    let ages = kept.ages(now);
    let within = |from: u64, to: u64| ages.iter().filter(|age| (from..to).contains(*age)).count();
    assert_eq!(ages.last(), Some(&0), "the newest is there");
    assert!((12..=14).contains(&within(0, HOUR)), "{}", within(0, HOUR));
    // Two more hours of this day.
    assert!(
        (2..=3).contains(&within(HOUR, DAY / 2)),
        "{}",
        within(HOUR, DAY / 2)
    );
    assert!(
        (28..=31).contains(&within(DAY, 30 * DAY)),
        "{}",
        within(DAY, 30 * DAY)
    );
    assert!(
        (47..=49).contains(&within(31 * DAY, 400 * DAY)),
        "{}",
        within(31 * DAY, 400 * DAY)
    );
    assert!(kept.list.iter().any(|(_, it)| it.name == "Named"));
    // Of each day its last state is there.
    let days = ages.iter().filter(|age| (DAY..29 * DAY).contains(*age));
    assert!(days.clone().all(|age| age % DAY == 0), "{days:?}");
}

#[test]
fn the_state_before_a_pause_stays_beside_the_one_after_it() {
    let mut kept = Kept::default();
    kept.change("Begun", "", START);
    kept.change("Good", "", START + 4 * MINUTE);
    kept.change("Spoilt", "", START + 3 * HOUR);
    let titles: Vec<&str> = kept.list.iter().map(|(_, it)| &*it.about).collect();
    assert_eq!(titles, ["Good", "Spoilt"]);
}

#[test]
fn a_clock_that_is_set_back_loses_no_version() {
    let mut kept = Kept::default();
    for minutes in [0, 10, 20, 30] {
        kept.change("Before", "", START + minutes * MINUTE);
    }
    for minutes in [3, 13, 23] {
        kept.change("After", "", START - 100 * DAY + minutes * MINUTE);
    }
    assert_eq!(kept.list.len(), 7);
    // Back to the very stretches that were before.
    kept.change("Again", "", START + 31 * MINUTE);
    kept.change("Back", "", START + 30 * MINUTE);
    assert_eq!(kept.list.len(), 9);
}

#[test]
fn a_clock_that_is_ahead_for_a_moment_costs_few_versions() {
    let mut kept = Kept::default();
    for number in 0..12 {
        kept.change("Before", "", START + number * 5 * MINUTE);
    }
    kept.change("Ahead", "", START + 3_650 * DAY);
    kept.change("After", "", START + 61 * MINUTE);
    assert!(kept.list.len() >= 11, "{}", kept.list.len());
}

#[test]
fn what_is_kept_already_is_not_kept_twice_but_can_be_named() {
    let document = Document::default();
    let state = (4, "{}", &document);
    let first = keep(&[], state, "", START).unwrap();
    let list = [(first.key.clone(), first.about)];
    assert_eq!(keep(&list, state, "", START + HOUR), None);
    let named = keep(&list, state, "For the review", START + HOUR).unwrap();
    assert_eq!(
        (named.new, &named.key, named.let_go.len()),
        (false, &first.key, 0)
    );
    assert_eq!(
        (named.about.name.as_str(), named.about.at),
        ("For the review", START)
    );
    let list = [(named.key, named.about)];
    assert_eq!(keep(&list, state, "For the review", START), None);
}

#[test]
fn what_does_not_fit_makes_room_from_the_oldest_those_with_a_name_last() {
    let of = |key: &str, name: &str, size: usize| {
        let at = START + key.parse::<u64>().unwrap() * 10 * MINUTE;
        (
            key.to_owned(),
            Version {
                at,
                size,
                name: name.to_owned(),
                ..Version::default()
            },
        )
    };
    let half = MOST / 2;
    let now = START + 45 * MINUTE;
    let list = [
        of("0", "Named", half),
        of("1", "", half),
        of("2", "", half),
        of("3", "", half),
        of("4", "", half),
    ];
    assert_eq!(surplus(&list, "4", now), ["1", "2"]);
    let list = [
        of("0", "One", half),
        of("1", "Two", half),
        of("2", "Three", half),
        of("3", "", 2 * MOST),
    ];
    assert_eq!(surplus(&list, "3", now), ["0"]);
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_words_of_a_version_are_its_title_its_numbers_and_how_much_is_filled_in() {
    let document = json::example(&crate::library::examples::PASTEBIN);
    let words = describe(&document, &estimate::of(&document));
    assert!(words.starts_with("Pastebin · "), "{words}");
    assert!(
        words.contains("220 /s") && words.contains(" · Entries "),
        "{words}"
    );
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(not(target_arch = "wasm32"))]
mod any {
    use super::*;
    use crate::model::tests::any_document;
    use proptest::prelude::*;

    proptest! {
        /// Nothing that can be typed makes a design that is stored and cannot be read again.
        #[test]
        fn r20_whatever_is_typed_reads_back(document in any_document(), revision in any::<u64>()) {
            let text = json::to_compact(&document);
            let steps = History::default().encode(revision, &text);
            prop_assert_eq!(read_back(revision, &text, &steps), Ok(document));
        }

        #[test]
        fn a_text_cut_off_is_no_good_copy(document in any_document(), cut in any::<prop::sample::Index>()) {
            let text = json::to_compact(&document);
            let cut: String = text.chars().take(cut.index(text.chars().count())).collect();
            let steps = History::default().encode(1, &text);
            prop_assert!(read_back(1, &cut, &steps).is_err());
            prop_assert!(read_back(1, &cut, "").is_err());
        }

        #[test]
        fn any_clock_keeps_the_newest_and_the_named(
            times in prop::collection::vec((any::<u64>(), any::<bool>()), 1..40)
        ) {
            let mut kept = Kept::default();
            let mut named = 0;
            for (now, name) in times {
                let before = kept.list.len();
                kept.change("Design", if name { "Named" } else { "" }, now);
                named += usize::from(name);
                prop_assert!(kept.list.len() + THINNED > before);
                prop_assert_eq!(kept.list.iter().filter(|(_, it)| it.name == "Named").count(), named);
                prop_assert!(kept.list.last().unwrap().1.at == now);
            }
        }
    }
}

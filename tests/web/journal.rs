//! The journal: what a tab has typed is there again, whoever opens the design next.

use envelope::browser::journal::{self, Edit, Journal, Saved};
use envelope::browser::page;
use envelope::browser::store::FIRST;
use wasm_bindgen_test::wasm_bindgen_test;

fn edit(revision: u64, text: &str) -> Edit {
    Edit {
        revision,
        key: "capacity.dau".to_owned(),
        row: 0,
        text: text.to_owned(),
    }
}

/// The one journal that there is of a design.
fn only(name: &str) -> Journal {
    let mut left = journal::left(name);
    assert_eq!(left.len(), 1, "{left:?}");
    left.remove(0)
}

fn storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn the_journal_keeps_the_last_text() {
    journal::clear(FIRST);
    assert_eq!(journal::left(FIRST), []);
    assert!(journal::write(FIRST, 4, &Saved::encode_parts(5, "{}")));
    assert!(journal::write(
        FIRST,
        4,
        &Saved::encode_parts(6, "\"é 漢\"")
    ));
    let whole = only(FIRST).whole.unwrap();
    assert_eq!((whole.revision, whole.json.as_str()), (6, "\"é 漢\""));
    assert!(journal::write_edits(
        FIRST,
        4,
        &[edit(7, "7M"), edit(8, "8M")]
    ));
    let both = only(FIRST);
    assert_eq!((both.base, both.newest()), (Some(4), 8));
    assert_eq!(both.edits, [edit(7, "7M"), edit(8, "8M")]);
    journal::clear(FIRST);
    assert_eq!(journal::left(FIRST), []);
}

#[wasm_bindgen_test]
fn a_journal_that_is_full_keeps_the_text_before() {
    assert!(journal::write("full", 0, &Saved::encode_parts(1, "{}")));
    assert!(!journal::write("full", 0, &"x".repeat(6 << 20)));
    assert_eq!(only("full").newest(), 1);
    journal::clear("full");
}

#[wasm_bindgen_test]
fn a_journal_that_is_switched_off_is_an_ordinary_answer() {
    let broken = "window.kept = Object.getOwnPropertyDescriptor(window, 'localStorage');
        Object.defineProperty(window, 'localStorage',
            { configurable: true, get: () => { throw new DOMException('no', 'SecurityError'); } });";
    js_sys::eval(broken).unwrap();
    let written = journal::write("off", 0, "text");
    journal::clear("off");
    let found = (written, journal::left("off"), page::theme());
    js_sys::eval("Object.defineProperty(window, 'localStorage', window.kept);").unwrap();
    assert_eq!(found, (false, Vec::new(), page::Theme::System));
}

#[wasm_bindgen_test]
fn each_design_has_a_journal_of_its_own() {
    journal::write("one", 0, &Saved::encode_parts(1, "1"));
    // One name begins with the other.
    journal::write("one-more", 0, &Saved::encode_parts(2, "2"));
    assert_eq!(only("one").newest(), 1);
    assert_eq!(only("one-more").newest(), 2);
    journal::clear("one-more");
    assert_eq!(journal::left("one-more"), []);
    assert_eq!(only("one").newest(), 1);
    journal::clear("one");
    journal::set_open("other");
    assert_eq!(journal::open().as_deref(), Some("other"));
    journal::set_open(FIRST);
}

/// What other tabs, and programs before there were journals of tabs, have left.
#[wasm_bindgen_test]
fn what_others_have_left_is_found_and_forgotten() {
    let storage = storage();
    storage
        .set_item("envelope:journal:old", &Saved::encode_parts(3, "3"))
        .unwrap();
    storage
        .set_item("envelope:edits:old@99", "base 3\n4 capacity.dau 0 4M\n")
        .unwrap();
    journal::write("old", 3, &Saved::encode_parts(5, "5"));
    let mut left = journal::left("old");
    left.sort_by_key(Journal::newest);
    let seen: Vec<_> = left
        .iter()
        .map(|journal| (journal.base, journal.newest()))
        .collect();
    assert_eq!(seen, [(None, 3), (Some(3), 4), (Some(3), 5)]);
    for journal in &left {
        journal::forget("old", journal);
    }
    // That of this tab is still being written.
    assert_eq!(only("old").newest(), 5);
    journal::clear("old");
}

//! The caret and the focus stay where they are while a text is being edited.

use envelope::model::Section;
use serde_json::{Value, json};
use xtask::browser::keys;

use crate::page::Page;

/// Edits in the middle of a text, and looks after each key at the element itself and at the caret in it.
#[track_caller]
fn edit_in_the_middle(page: &Page, name: &str, before: &str, typed: &str) {
    page.enter(name, before);
    page.js("window.watched = document.activeElement;", &[]);
    page.session.press(&[keys::HOME]).unwrap();
    let middle = before.chars().count() / 2;
    for _ in 0..middle {
        page.session.press(&[keys::RIGHT]).unwrap();
    }
    let mut text: Vec<char> = before.chars().collect();
    for (at, letter) in typed.chars().enumerate() {
        page.session.type_text(&letter.to_string()).unwrap();
        page.settle();
        text.insert(middle + at, letter);
        let expected = text.iter().collect::<String>();
        expect_caret(page, name, &expected, middle + at + 1);
    }
    page.session.press(&[keys::BACKSPACE]).unwrap();
    page.settle();
    let last = middle + typed.chars().count() - 1;
    text.remove(last);
    expect_caret(page, name, &text.iter().collect::<String>(), last);
}

#[track_caller]
fn expect_caret(page: &Page, name: &str, text: &str, caret: usize) {
    let state = page.js(
        "const e = document.activeElement;
        return [e === window.watched, e.value, e.selectionStart, e.selectionEnd];",
        &[],
    );
    let expected: Value = json!([true, text, caret, caret]);
    assert_eq!(state, expected, "{name:?}: same element, text, caret");
}

#[test]
fn the_caret_stays_where_it_is() {
    let page = Page::open();
    edit_in_the_middle(&page, "Title of the design", "Pastebin", "x y");
    page.go(Section::Actors);
    edit_in_the_middle(&page, "Flow in words", "One flow of the system", "é two");
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.add_row("action", "Action, row 2");
    page.enter("Action, row 1", "Create");
    // The name of the row, and of all its cells, changes with every key.
    edit_in_the_middle(&page, "Action, row 2", "Read paste", "a new");
    // The number is not understood in between: "10MM", "10MxM".
    edit_in_the_middle(&page, "Rate, Create", "10M/month", "00x");
    page.go(Section::Capacity);
    edit_in_the_middle(&page, "Daily active users", "1000", "55");
    edit_in_the_middle(&page, "Rate, Create", "10M/month", "00");
    page.go(Section::DataModel);
    page.add_row("entity", "Entity, row 1");
    edit_in_the_middle(&page, "Entity, row 1", "Pastes", "abc");
    page.no_errors();
}

/// A name that is being put together by an input method is not cut by the page.
#[test]
fn a_composed_text_arrives_whole() {
    let page = Page::open();
    page.control("Title of the design").click().unwrap();
    for text in ["に", "にほ", "にほん"] {
        let params = json!({ "text": text, "selectionStart": text.len() / 3, "selectionEnd": text.len() / 3 });
        page.cdp("Input.imeSetComposition", &params);
        page.settle();
    }
    page.insert("日本");
    page.until("the composed title", |page| {
        Ok(page.value("Title of the design") == "日本")
    });
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.insert("漢字 🚀");
    page.expect_focus("Action, 漢字 🚀");
    page.saved();
    page.reload();
    assert_eq!(page.value("Title of the design"), "日本");
    assert_eq!(page.value("Action, 漢字 🚀"), "漢字 🚀");
}

/// A cell holds one line, however it is folded on the page.
#[test]
fn a_line_stays_one_line() {
    let page = Page::open();
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.insert("Create\na paste");
    page.expect_focus("Action, Create a paste");
    assert_eq!(page.value("Action, Create a paste"), "Create a paste");
    page.saved();
    page.reload();
    assert_eq!(page.value("Action, Create a paste"), "Create a paste");
}

/// Types one letter, and tells what a result said when the frame of the letter was about to be drawn.
fn seen_with_a_letter(page: &Page, letter: &str) -> Value {
    page.js(
        "addEventListener('keydown', () => requestAnimationFrame(() => {
          window.seen = [document.activeElement.value, [...document.querySelectorAll('output')].find(e => named(e) === 'Average QPS').textContent];
        }), { capture: true, once: true });",
        &[],
    );
    page.session.type_text(letter).unwrap();
    page.settle();
    page.js("return window.seen.map(clean);", &[])
}

/// Where what follows from a letter takes longer than a frame, the letter is not kept waiting for it, and it comes all
/// the same.
#[test]
fn on_a_slow_machine_a_letter_is_seen_before_what_follows_from_it() {
    let page = Page::open();
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.enter("Rate, row 1", "100/s");
    page.expect("Average QPS", "100 /s");
    page.touch(&page.control("Rate, row 1"));
    page.session.press(&[keys::HOME]).unwrap();

    page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 30 }));
    // From the first it is known how long this machine takes.
    seen_with_a_letter(&page, "1");
    page.expect("Average QPS", "1,100 /s");
    let seen = seen_with_a_letter(&page, "2");
    let [text, result] = [&seen[0], &seen[1]].map(|text| text.as_str().unwrap_or_default());
    assert_eq!(text, "12100/s");
    assert!(result.starts_with("1,100 /s"), "{result:?}");
    page.expect("Average QPS", "12.1 k /s");

    page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }));
    page.saved();
    page.no_errors();
}

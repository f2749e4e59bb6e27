//! Nothing is lost: not by a reload, not by a killed browser, not by a wrong key.

use envelope::model::Section;
use xtask::browser::{SessionOptions, keys};
use xtask::scratch::Folder;

use crate::page::Page;

/// A design with a title, a field and two rows.
fn write_something(page: &Page) {
    page.enter("Title of the design", "Pastebin");
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.enter("Action, row 1", "Create");
    page.add_row("action", "Action, row 2");
    page.enter("Action, row 2", "Read");
    page.choose("Read or write, Read", "read");
    page.enter("Rate, Read", "100M/month");
}

#[track_caller]
fn expect_something(page: &Page) {
    assert_eq!(page.value("Title of the design"), "Pastebin");
    page.at(Section::Apis);
    assert_eq!(page.value("Action, Create"), "Create");
    assert_eq!(page.value("Rate, Read"), "100M/month");
    assert_eq!(page.chosen("Read or write, Read"), "read");
    page.expect("Average QPS", "38.6 /s");
}

#[test]
fn a_reload_brings_everything_back() {
    let page = Page::open();
    write_something(&page);
    page.saved();
    page.reload();
    expect_something(&page);
    page.no_errors();
}

#[test]
fn a_reload_in_the_middle_of_a_word_loses_no_letter() {
    let page = Page::open();
    write_something(&page);
    for text in ["1", "12", "123"] {
        page.control("Title of the design").click().unwrap();
        page.session.press(&[keys::END]).unwrap();
        page.session.type_text(&text[text.len() - 1..]).unwrap();
        // At once: nobody waits for a save.
        page.reload();
        assert_eq!(page.value("Title of the design"), format!("Pastebin{text}"));
    }
    page.enter("Title of the design", "Pastebin");
    page.reload();
    expect_something(&page);
}

/// As a power cut would end it: what was saved is on the disk.
#[test]
fn a_killed_browser_has_kept_what_was_saved() {
    let folder = Folder::new("killed").unwrap();
    let options = SessionOptions {
        profile: Some(folder.path().to_owned()),
        ..SessionOptions::default()
    };
    let page = Page::blank_with(options.clone());
    page.visit(&page.url());
    write_something(&page);
    page.saved();
    let page = page.killed(options);
    page.visit(&format!("{}#/apis", page.url()));
    expect_something(&page);
}

#[test]
fn undo_and_redo_take_steps_back_and_forth() {
    let page = Page::open();
    assert!(!page.button("Undo").is_enabled().unwrap());
    write_something(&page);
    page.control("Rate, Read").click().unwrap();
    page.session.press(&[keys::CONTROL, "z"]).unwrap();
    page.until("the rate to go", |page| {
        Ok(page.value("Rate, Read").is_empty())
    });
    page.expect("Average QPS", "–");
    page.session.press(&[keys::CONTROL, "y"]).unwrap();
    page.expect("Average QPS", "38.6 /s");
    page.saved();
    page.reload();
    expect_something(&page);
}

/// A second tab shows what the first has written.
#[test]
fn a_new_tab_opens_the_same_design() {
    let page = Page::open();
    write_something(&page);
    page.saved();
    let tab = page.session.new_tab().unwrap();
    page.session.switch_to(&tab).unwrap();
    page.session.resize(1280, 800).unwrap();
    page.visit(&format!("{}#/apis", page.url()));
    expect_something(&page);
}

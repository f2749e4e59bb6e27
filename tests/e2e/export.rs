//! The forms in which a design is handed over, and what is written from it.

use envelope::library::examples;
use envelope::model::Section;
use envelope::text::export::Form;
use envelope::{estimate, text};

use crate::page::Page;

#[test]
fn every_form_is_shown_and_downloaded() {
    let page = Page::open();
    page.open_example();
    let document = text::json::example(&examples::PASTEBIN);
    let estimate = estimate::of(&document);
    page.click("Export");
    for form in Form::ALL {
        page.choose("Form", form.name());
        let written = form.write(&document, &estimate, &estimate.sample());
        page.until(form.name(), |page| Ok(page.preview() == written));
        assert!(page.sees(&format!("Copy as {}", form.name())));
        let name = format!("Pastebin{}", form.ending());
        page.click(&format!("Download {name}"));
        let file = page.downloads().join(&name);
        page.until(&name, |_| {
            // It is there under its name a moment before it is whole.
            let there = std::fs::read_to_string(&file).unwrap_or_default();
            Ok(there == written)
        });
    }
    page.no_errors();
}

#[test]
fn the_menu_works_on_a_telephone_and_says_how_much_work_is_shown() {
    let page = Page::open();
    page.open_example();
    page.session.resize(390, 800).unwrap();
    page.click("Export");
    page.until("the work", |page| {
        Ok(page.preview().contains(" (Average QPS × Peak factor)"))
    });
    page.choose("Work shown", "None, values only");
    page.until("no work", |page| {
        let text = page.preview();
        Ok(text.contains("- **Peak QPS: 220 /s**\n")
            && !text.contains("(Average QPS × Peak factor)"))
    });
    page.choose("Form", "JSON");
    page.until("the form", |page| Ok(page.preview().starts_with('{')));
    // What has no results has no work to show.
    assert!(page.sees("Form") && page.sees("Copy as JSON") && !page.sees("Work shown"));
    page.click("Close the preview");
    page.no_errors();
}

#[test]
fn the_summary_is_taken_over_and_given_back() {
    let page = Page::open();
    page.open_example();
    page.go(Section::Summary);
    let before = page.value("Summary");
    page.click("Take over into the summary");
    page.until("the summary", |page| {
        Ok(page.value("Summary").starts_with("What it does: "))
    });
    page.click("Undo");
    page.until("what stood there", |page| {
        Ok(page.value("Summary") == before)
    });
    page.no_errors();
}

#[test]
fn notes_are_folded_until_they_are_wanted() {
    let page = Page::open();
    page.go(Section::Cost);
    page.click("Notes");
    page.enter("Notes", "Ask for an offer.");
    page.go(Section::Capacity);
    page.go(Section::Cost);
    // It stands open where there is something to read.
    assert_eq!(page.value("Notes"), "Ask for an offer.");
    page.click("Undo");
    page.go(Section::Capacity);
    page.go(Section::Cost);
    let texts = page.js(
        "return document.querySelectorAll('.notes textarea').length;",
        &[],
    );
    assert_eq!(texts, 0);
    page.no_errors();
}

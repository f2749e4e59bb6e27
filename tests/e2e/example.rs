//! The example that comes with the page.

use envelope::library::examples::{self, Example};
use envelope::model::Section;
use envelope::outline::{KEY_NUMBERS, filled};
use envelope::text::json;
use envelope::{estimate, text};
use xtask::browser::Element;

use crate::page::Page;

impl Page {
    /// Fills the page with Pastebin, and waits until it is there.
    #[track_caller]
    pub(crate) fn open_example(&self) {
        self.fill_with(&examples::PASTEBIN);
    }

    /// Fills the page with an example, and waits until it is there.
    #[track_caller]
    pub(crate) fn fill_with(&self, example: &Example) {
        self.designs();
        self.click(&format!("Open the example: {}", example.name));
        self.until("the example", |page| {
            Ok(page.value("Title of the design") == example.name)
        });
        self.settle();
    }
}

#[test]
fn the_example_opens_beside_the_old_design() {
    let page = Page::open();
    page.enter("Title of the design", "My own");
    page.open_example();
    page.go(Section::Capacity);
    // As published, with three copies and 15 % of logs on top.
    page.expect("Average QPS", "44 /s");
    page.expect("Storage per month", "12.7 GB");
    page.expect("Storage over the horizon", "458 GB");
    page.expect("Records over the horizon", "360 M");
    let document = json::example(&examples::PASTEBIN);
    let estimate = estimate::of(&document);
    for (_, formula) in KEY_NUMBERS {
        let shown = estimate.shown(formula, 0);
        page.expect(formula.name, shown.split(" (").next().unwrap());
    }
    for section in Section::ALL {
        assert!(
            filled(section, &document) > 0,
            "{} is empty",
            section.name()
        );
    }
    page.click("Export");
    page.until("the preview", |page| {
        Ok(page.preview() == text::markdown::render(&document, &estimate))
    });
    page.designs();
    page.click("My own");
    page.until("the old design", |page| {
        Ok(page.value("Title of the design") == "My own")
    });
    page.expect("Average QPS", "–");
    page.designs();
    page.click("Pastebin");
    page.expect("Average QPS", "44 /s");
    page.no_errors();
}

/// Each has a button of its own, and what it says in the Markdown is what its file says.
#[test]
fn every_example_has_its_button() {
    let page = Page::open();
    page.click("Export");
    for example in examples::ALL {
        page.fill_with(example);
        let document = json::example(example);
        let markdown = text::markdown::render(&document, &estimate::of(&document));
        page.until("the preview", |page| Ok(page.preview() == markdown));
    }
    page.no_errors();
}

/// What stands in the cells and fields of every section is what the example holds.
#[test]
fn every_section_of_the_example_shows_what_it_holds() {
    let page = Page::open();
    page.open_example();
    let script = "return [...document.querySelectorAll('main input, main textarea')].filter(e => e.value).length
        + [...document.querySelectorAll('main select')].filter(e => e.selectedIndex > 0).length;";
    for section in Section::ALL {
        page.go(section);
        let entries = page.js(script, &[]);
        // The calendar is chosen on each page.
        assert!(
            entries.as_u64().unwrap() > 1,
            "{}: {entries} entries",
            section.name()
        );
    }
    page.go(Section::Apis);
    assert_eq!(page.value("Rate, Create paste"), "10M/month");
    assert_eq!(page.chosen("Actor, Create paste"), "Author");
    assert_eq!(page.chosen("Read or write, Create paste"), "write");
    page.go(Section::Architecture);
    page.click("Mermaid code");
    page.until("the diagram in words", |page| {
        Ok(page.text().contains("flowchart LR"))
    });
    page.no_errors();
}

#[test]
fn a_click_on_a_picture_leads_to_the_row() {
    let page = Page::open();
    page.fill_with(&examples::PASTEBIN);
    let doc = json::example(&examples::PASTEBIN);
    let component = &doc.architecture.components[3];
    let (step, actor) = (&doc.actors.steps[1], &doc.actors.actors[0]);
    for (section, picture, row, label) in [
        (
            Section::Architecture,
            "architecture",
            component.id,
            format!("Component, {}", component.name),
        ),
        (
            Section::Actors,
            "flow",
            step.id,
            format!("Step, {}", step.what),
        ),
        (
            Section::Actors,
            "flow",
            actor.id,
            format!("Actor, {}", actor.name),
        ),
    ] {
        page.go(section);
        let part =
            format!("[role=region][aria-label='Picture of the {picture}'] [data-key='{row}']");
        // Between the parts of a drawing there is nothing to be clicked.
        let find = "const whole = document.querySelector(arguments[0]);
            const part = whole?.querySelector('text') ?? whole;
            part?.scrollIntoView({ block: 'center', inline: 'center' });
            return part;";
        page.until("the picture", |page| {
            Ok(!page.try_js(find, &[part.clone().into()])?.is_null())
        });
        let part = page.js(find, &[part.into()]);
        let part = Element::from_value(&page.session, &part).unwrap();
        part.click().unwrap();
        if section == Section::Architecture {
            // A click chooses what is edited there.
            page.click("Show its row");
        }
        page.expect_focus(&label);
    }
    page.no_errors();
}

#[test]
fn its_apis_are_read_as_openapi() {
    let page = Page::open();
    page.open_example();
    page.go(Section::Apis);
    page.click("OpenAPI of these APIs");
    let document = json::example(&examples::PASTEBIN);
    let written = text::openapi::write(&document, &estimate::of(&document)).json;
    page.until("the document", |page| {
        let script = "return document.querySelector(`pre[aria-label='OpenAPI document']`)?.textContent ?? '';";
        Ok(page.js(script, &[]) == written.as_str())
    });
    page.no_errors();
}

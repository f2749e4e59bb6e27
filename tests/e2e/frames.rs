//! The architecture's picture: what comes in from Mermaid, groups, components in line, and pictures of pixels.

use envelope::library::examples;
use envelope::model::{Document, Section, architecture};
use envelope::text::{json, mermaid};
use serde_json::Value;
use xtask::browser::keys;

use crate::page::Page;

const CHART: &str = "flowchart TD
  app([Mobile app]) -->|HTTPS| api[Paste API]
  subgraph eu [Europe]
    api -.-> events>Kafka]
    api --> db[(PostgreSQL)]
  end
  db ==> ???
";

/// Where each component is drawn, by its row.
fn places(page: &Page) -> Value {
    let script = "return Object.fromEntries([...document.querySelectorAll('.canvas [data-at]')].map(part => [part.dataset.key, part.dataset.at]));";
    page.js(script, &[])
}

/// Width and height in pixels of a PNG that is downloaded.
pub(crate) fn png(page: &Page, name: &str) -> (u32, u32) {
    page.click("Download PNG");
    let file = page.downloads().join(name);
    let mut bytes = Vec::new();
    page.until(name, |_| {
        // It is there under its name a moment before it is whole.
        bytes = std::fs::read(&file).unwrap_or_default();
        Ok(bytes.ends_with(b"IEND\xaeB`\x82"))
    });
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{name} is a PNG");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_flowchart_is_shown_added_and_undone() {
    let page = Page::open();
    page.go(Section::Architecture);
    page.click("Import Mermaid…");
    let name = "Mermaid to import";
    page.touch(&page.control(name));
    page.insert(CHART);
    page.until("what it adds", |page| {
        Ok(page.text().contains("Adds 4 components and 3 connections:"))
    });
    let text = page.text();
    assert!(text.contains("Paste API (service, in Europe)"), "{text}");
    assert!(
        text.contains("Line 7, “==> ???”: a link that leads nowhere"),
        "{text}"
    );
    assert_eq!(places(&page), serde_json::json!({}), "nothing is added yet");
    page.click("Add to the architecture");
    page.until("the notice", |page| {
        Ok(page.notice() == "Added 4 components and 3 connections. Undo takes them away again.")
    });
    page.until("the picture", |page| {
        Ok(places(page).as_object().unwrap().len() == 4)
    });
    assert_eq!(page.chosen("Kind, PostgreSQL"), "SQL database");
    assert_eq!(page.value("Group, Kafka"), "Europe");
    let frames = "return [...document.querySelectorAll('.canvas [data-group] title')].map(title => title.textContent);";
    assert_eq!(
        page.js(frames, &[]),
        serde_json::json!(["Europe: Paste API, Kafka, PostgreSQL"])
    );
    page.until("nothing new in it", |page| {
        Ok(page
            .text()
            .contains("Nothing is new: 4 components and 3 connections are there already."))
    });
    page.click("Undo");
    page.until("the empty picture", |page| {
        Ok(places(page) == serde_json::json!({}))
    });
    page.no_errors();
}

#[test]
fn the_flowchart_of_an_example_is_the_example() {
    let page = Page::open();
    page.go(Section::Architecture);
    page.click("Import Mermaid…");
    let doc = json::example(&examples::PASTEBIN);
    page.touch(&page.control("Mermaid to import"));
    page.insert(&mermaid::flowchart(&doc).unwrap());
    page.until("what it adds", |page| {
        Ok(page.text().contains("Adds 11 components and "))
    });
    page.click("Add to the architecture");
    page.click("Export");
    page.choose("Form", "Mermaid of the architecture");
    let mut again = Document::default();
    for component in &doc.architecture.components {
        again.add_row_of(
            &architecture::COMPONENTS,
            &[&component.name, &component.kind],
        );
    }
    let boxes = mermaid::flowchart(&again).unwrap();
    page.until("the same boxes", |page| {
        Ok(page.preview().starts_with(&boxes))
    });
    page.no_errors();
}

#[test]
fn components_are_put_in_line_by_mouse_and_by_keys() {
    let page = Page::open();
    page.fill_with(&examples::PASTEBIN);
    page.go(Section::Architecture);
    page.until("the picture", |page| {
        Ok(!places(page).as_object().unwrap().is_empty())
    });
    let first = places(&page);
    let focus = || {
        page.js(
            "document.getElementById('canvas-architecture').focus();",
            &[],
        )
    };
    focus();
    page.session.press(&[keys::SPACE]).unwrap();
    for _ in 0..2 {
        page.session.press(&[keys::CONTROL, keys::SPACE]).unwrap();
    }
    page.click("Align top");
    let tops = |page: &Page| -> Vec<String> {
        let places = places(page);
        let chosen = page.js(
            "return [...document.querySelectorAll('.canvas .chosen')].map(part => part.dataset.key);",
            &[],
        );
        let chosen = chosen.as_array().unwrap().iter();
        let place = |row: &Value| places[row.as_str().unwrap()].as_str().map(str::to_owned);
        chosen.filter_map(place).collect()
    };
    let same = |places: &[String], at: usize| {
        let of = |place: &String| place.split(' ').nth(at).map(str::to_owned);
        places.len() == 3 && places.iter().all(|place| of(place) == of(&places[0]))
    };
    page.until("them in one line", |page| Ok(same(&tops(page), 1)));
    assert_eq!(page.notice(), "Align top: 3 components.");
    focus();
    page.session.press(&["l"]).unwrap();
    page.until("them below each other", |page| Ok(same(&tops(page), 0)));
    page.click("Undo");
    page.click("Undo");
    page.until("the first layout", |page| Ok(places(page) == first));
    page.no_errors();
}

#[test]
fn pictures_are_downloaded_as_pixels() {
    let page = Page::open();
    page.open_example();
    let size = "const svg = document.querySelector('.canvas svg');
return [svg.getAttribute('width'), svg.getAttribute('height')].map(side => Math.ceil(2 * side));";
    for (section, name) in [
        (Section::Architecture, "Pastebin architecture.png"),
        (Section::Actors, "Pastebin flow.png"),
        (Section::DataModel, "Pastebin entities.png"),
    ] {
        page.go(section);
        page.until("the picture", |page| {
            page.try_js("return !!document.querySelector('.canvas svg');", &[])
                .map(|there| there == true)
        });
        let own: (u32, u32) = serde_json::from_value(page.js(size, &[])).unwrap();
        assert_eq!(png(&page, name), own, "{name}");
    }
    page.no_errors();
}

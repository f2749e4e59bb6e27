//! Whatever is typed: it stays as it was typed, it is said what is wrong, and no number goes mad.

use std::collections::BTreeMap;

use envelope::estimate::{self, Reading, read};
use envelope::library::examples;
use envelope::model::apis::{ACTIONS, RATE, REQUEST};
use envelope::model::capacity::{DAU, HIT_RATIO, PEAK_FACTOR};
use envelope::model::{Address, Document, Section};
use envelope::outline::{Item, KEY_NUMBERS, blocks};
use xtask::browser::keys;

use crate::page::Page;

/// What no field for a number understands.
const BAD: [&str; 10] = [
    "abc", "1e999", "-5", "--", "🚀", "<b>x</b>", "NaN", "Infinity", "1,5", "5 GB",
];

/// A field that is spoilt, and results that must not care.
struct Spoilt {
    section: Section,
    place: Address,
    name: String,
    good: &'static str,
    untouched: &'static [&'static str],
}

#[test]
fn a_field_says_what_is_wrong_and_the_rest_stays_as_it_is() {
    let page = Page::open();
    page.open_example();
    let fields = [
        (&DAU, "12M", &["Average QPS", "Storage over the horizon"]),
        (&HIT_RATIO, "55%", &["Average QPS", "Cache size"]),
        (&PEAK_FACTOR, "4x", &["Average QPS", "Cache size"]),
    ];
    for (field, good, untouched) in fields {
        spoil(
            &page,
            &Spoilt {
                section: Section::Capacity,
                place: Address::Field(field),
                name: field.spec.label.to_owned(),
                good,
                untouched,
            },
        );
    }
}

#[test]
fn a_cell_says_what_is_wrong_and_the_rest_stays_as_it_is() {
    let page = Page::open();
    page.open_example();
    let row = envelope::text::json::example(&examples::PASTEBIN)
        .apis
        .actions[0]
        .id;
    let cells = [
        (&RATE, "20M/month", &["Average QPS, Read paste"]),
        (&REQUEST, "2 KB", &["Average QPS"]),
    ];
    for (field, good, untouched) in cells {
        let column = ACTIONS.column(field.spec.key).unwrap();
        spoil(
            &page,
            &Spoilt {
                section: Section::Apis,
                place: Address::Cell {
                    table: &ACTIONS,
                    row,
                    column,
                },
                name: format!("{}, Create paste", field.spec.label),
                good,
                untouched,
            },
        );
    }
}

/// Every bad text in turn, then a good one.
fn spoil(page: &Page, spoilt: &Spoilt) {
    page.go(spoilt.section);
    put(page, &spoilt.name, spoilt.good);
    let before = settled(page, spoilt, spoilt.good);
    let long = "9 lives ".repeat(1250);
    let mut told = 0;
    for text in BAD.into_iter().chain([long.as_str()]) {
        let Some(message) = expected_message(spoilt, text) else {
            // Five gigabytes are a size, and of nothing else.
            assert_eq!(
                (text, spoilt.name.as_str()),
                ("5 GB", "Request size, Create paste")
            );
            continue;
        };
        put(page, &spoilt.name, text);
        let now = settled(page, spoilt, text);
        for name in spoilt.untouched {
            assert_eq!(now[*name], before[*name], "{name} after {text:?}");
        }
        it_is_said(page, spoilt, text, &message);
        told += 1;
    }
    assert!(told >= BAD.len());
    put(page, &spoilt.name, spoilt.good);
    assert_eq!(settled(page, spoilt, spoilt.good), before);
    let field = page.control(&spoilt.name);
    let invalid = field.attribute("aria-invalid").unwrap();
    assert_ne!(invalid.as_deref(), Some("true"), "it is fine again");
    assert_eq!(field.css_value("box-shadow").unwrap(), "none");
    page.until("the problem to go", |page| {
        Ok(problem(page, &spoilt.name).is_empty())
    });
    page.no_errors();
}

fn put(page: &Page, name: &str, text: &str) {
    page.touch(&page.control(name));
    page.session.press(&[keys::CONTROL, "a"]).unwrap();
    page.insert(text);
}

/// What the number's own declaration says of a text; nothing where it is fine.
fn expected_message(spoilt: &Spoilt, text: &str) -> Option<String> {
    let conventions = envelope::text::json::example(&examples::PASTEBIN).number_conventions();
    match read(spoilt.place.spec().unwrap(), text, &conventions) {
        Reading::Invalid(message) => Some(message),
        _ => None,
    }
}

/// Waits until every result of the section is what the estimate says of this text, and returns them.
#[track_caller]
fn settled(page: &Page, spoilt: &Spoilt, text: &str) -> BTreeMap<String, Vec<String>> {
    let mut document = envelope::text::json::example(&examples::PASTEBIN);
    // The fields before it were left with their good values; none of them is looked at again.
    take_over(page, &mut document, spoilt);
    spoilt.place.set(&mut document, text.to_owned());
    let estimate = estimate::of(&document);
    let mut expected = Vec::new();
    for (_, formula) in KEY_NUMBERS {
        expected.push((formula.name.to_owned(), estimate.shown(formula, 0)));
    }
    for item in blocks(spoilt.section).iter().flat_map(|block| block.items) {
        match item {
            Item::Results(formulas) => expected.extend(
                formulas
                    .iter()
                    .map(|formula| (formula.name.to_owned(), estimate.shown(formula, 0))),
            ),
            Item::Columns { table, results, .. } => {
                for id in (table.rows)(&document).ids() {
                    let row = table.row_name(&document, id);
                    expected.extend(results.iter().map(|formula| {
                        (
                            format!("{}, {row}", formula.name),
                            estimate.shown(formula, id),
                        )
                    }));
                }
            }
            _ => {}
        }
    }
    for (name, shown) in &expected {
        // In the margin the bits stand outside of the result.
        page.expect(name, shown.split(" (").next().unwrap());
    }
    page.results()
}

/// What stands on the page in the fields that this test has changed before.
fn take_over(page: &Page, document: &mut Document, spoilt: &Spoilt) {
    if spoilt.section == Section::Capacity {
        for field in [&DAU, &HIT_RATIO, &PEAK_FACTOR] {
            *(field.get_mut)(document) = page.value(field.spec.label);
        }
        return;
    }
    let row = document.apis.actions[0].id;
    for field in [&RATE, &REQUEST] {
        let column = ACTIONS.column(field.spec.key).unwrap();
        let text = page.value(&format!("{}, Create paste", field.spec.label));
        document.set_cell(&ACTIONS, row, column, text);
    }
}

/// What the list of problems says of the entry of this name.
fn problem(page: &Page, name: &str) -> String {
    let script = "return clean([...document.querySelectorAll('#rail li')].find(e => clean(e.querySelector('b').textContent) === arguments[0])?.textContent);";
    let said = page.js(script, &[name.into()]);
    said.as_str().unwrap_or_default().to_owned()
}

fn it_is_said(page: &Page, spoilt: &Spoilt, text: &str, message: &str) {
    let field = page.control(&spoilt.name);
    assert_eq!(field.value().unwrap(), text, "the text is kept");
    let invalid = field.attribute("aria-invalid").unwrap();
    assert_eq!(invalid.as_deref(), Some("true"), "{text:?}");
    assert_ne!(field.css_value("box-shadow").unwrap(), "none", "it is seen");
    let described = page.js(
        "return clean(arguments[0].getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' '));",
        &[field.to_value()],
    );
    let described = described.as_str().unwrap_or_default();
    assert!(described.contains(message), "{text:?}: {described:?}");
    let tells = ["Write ", "is expected", "at least", "at most"];
    assert!(
        tells.iter().any(|word| message.contains(word)),
        "{message:?}"
    );
    assert!(message.chars().count() < 300, "{message:?} is too long");
    page.until("the list of problems", |page| {
        Ok(problem(page, &spoilt.name).contains(message))
    });
    nothing_mad(page, text);
}

/// No number that is none, anywhere on the page but where the text itself is quoted.
fn nothing_mad(page: &Page, text: &str) {
    let seen = page.text().replace(&format!("“{text}”"), "");
    let mut words = seen.split(|c: char| !c.is_alphanumeric());
    let mad = words.find(|word| ["NaN", "inf", "Infinity", "undefined"].contains(word));
    assert_eq!(mad, None, "after {text:?}");
    let tags = page.js("return document.querySelectorAll('main b').length;", &[]);
    assert_eq!(tags, 0, "no text becomes part of the page");
}

#[test]
fn what_was_typed_wrong_is_kept_over_a_reload() {
    let page = Page::open();
    page.go(Section::Capacity);
    page.enter("Daily active users", "many, I think");
    page.saved();
    page.reload();
    assert_eq!(page.value("Daily active users"), "many, I think");
    page.until("the problem", |page| {
        Ok(!problem(page, "Daily active users").is_empty())
    });
    // From anywhere, the list of problems leads to the field.
    page.go(Section::Cost);
    let link = page.session.find_css("#rail li a").unwrap();
    link.click().unwrap();
    page.at(Section::Capacity);
    page.expect_focus("Daily active users");
}

/// Half a character, as a program may put it on the clipboard: no text keeps it, and whoever pastes it is told.
#[test]
fn half_a_character_is_said_and_stops_nothing() {
    let page = Page::open();
    page.go(Section::Capacity);
    for name in ["Title of the design", "Daily active users"] {
        let field = page.control(name);
        page.js(
            "const [field] = arguments;
            field.value = 'a\\ud800b';
            field.dispatchEvent(new Event('input', { bubbles: true }));",
            &[field.to_value()],
        );
        page.until("the notice", |page| {
            Ok(page.notice().contains("was not whole"))
        });
        page.until("what stands in its place", |page| {
            Ok(page.value(name) == "a\u{fffd}b")
        });
        page.enter(name, "whole");
        page.saved();
    }
    // What another program has stored.
    let spoil = "const done = arguments[0];
        const request = indexedDB.open('envelope');
        request.onsuccess = () => {
            const change = request.result.transaction('designs', 'readwrite');
            const designs = change.objectStore('designs'), text = designs.get('current');
            text.onsuccess = () => designs.put(text.result.replaceAll('whole', 'half \\udfff'), 'current');
            change.oncomplete = () => { request.result.close(); done(true); };
        };";
    page.session.execute_async(spoil, &[]).unwrap();
    page.reload();
    assert_eq!(page.value("Daily active users"), "half \u{fffd}");
    page.enter("Title of the design", "Mine");
    page.saved();
    page.no_errors();
}

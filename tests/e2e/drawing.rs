//! The architecture's picture, edited in place: by mouse, and by keys alone.

use envelope::library::examples;
use envelope::model::{Document, Id, Section};
use envelope::text::json;
use serde_json::{Value, json};
use xtask::browser::keys;

use crate::page::Page;

/// The page with Pastebin's architecture drawn.
fn drawn() -> (Page, Document) {
    let page = Page::open();
    page.fill_with(&examples::PASTEBIN);
    page.go(Section::Architecture);
    let doc = json::example(&examples::PASTEBIN);
    page.until("the picture", |page| {
        Ok(!at(page, doc.architecture.components[2].id).is_null())
    });
    (page, doc)
}

/// Where a component stands in the picture, as the document counts.
fn at(page: &Page, row: Id) -> Value {
    let script = "return document.querySelector(`.canvas [data-key='${arguments[0]}'][data-at]`)?.dataset.at ?? null;";
    page.js(script, &[row.into()])
}

/// The titles of the lines that begin or end at a component.
fn lines(page: &Page, row: Id) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.canvas [data-ends]')]
        .filter(line => line.dataset.ends.split(' ').includes(String(arguments[0])))
        .map(line => line.querySelector('title').textContent);";
    serde_json::from_value(page.js(script, &[row.into()])).unwrap()
}

/// The middle of what this selector finds, brought into sight.
fn middle(page: &Page, selector: &str) -> (f64, f64) {
    let script = "const shape = document.querySelector(arguments[0]);
        shape.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = shape.getBoundingClientRect();
        return [left + width / 2, top + height / 2];";
    serde_json::from_value(page.js(script, &[selector.into()])).unwrap()
}

fn mouse(page: &Page, kind: &str, (x, y): (f64, f64), count: u32) {
    let down = u32::from(kind != "mouseReleased" && count > 0);
    let button = if count > 0 { "left" } else { "none" };
    page.cdp(
        "Input.dispatchMouseEvent",
        &json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": down, "clickCount": count }),
    );
}

fn drag(page: &Page, from: (f64, f64), to: (f64, f64)) {
    mouse(page, "mouseMoved", from, 0);
    mouse(page, "mousePressed", from, 1);
    for step in 1..=5 {
        let part = f64::from(step) / 5.0;
        let at = (
            from.0 + (to.0 - from.0) * part,
            from.1 + (to.1 - from.1) * part,
        );
        mouse(page, "mouseMoved", at, 1);
    }
    mouse(page, "mouseReleased", to, 1);
}

fn finger(page: &Page, from: (f64, f64), by: (f64, f64)) {
    let touch = |kind: &str, points: Value| {
        let event = json!({ "type": kind, "touchPoints": points });
        page.cdp("Input.dispatchTouchEvent", &event);
    };
    touch("touchStart", json!([{ "x": from.0, "y": from.1 }]));
    for step in 1..=8 {
        let part = f64::from(step) / 8.0;
        let at = (from.0 + by.0 * part, from.1 + by.1 * part);
        touch("touchMove", json!([{ "x": at.0, "y": at.1 }]));
        page.settle();
    }
    touch("touchEnd", json!([]));
}

fn part(row: Id) -> String {
    format!(".canvas [data-key='{row}'] rect, .canvas [data-key='{row}'] path")
}

/// Puts the focus onto the picture itself.
fn focus(page: &Page) {
    page.js(
        "document.getElementById('canvas-architecture').focus();",
        &[],
    );
}

fn focused(page: &Page) -> Value {
    page.js("return document.activeElement.id;", &[])
}

#[test]
fn a_component_is_dragged_to_its_place_and_laid_out_again() {
    let (page, doc) = drawn();
    let (row, other) = (
        doc.architecture.components[2].id,
        doc.architecture.components[7].id,
    );
    let (first, others) = (at(&page, row), at(&page, other));
    page.click("100 %");
    page.settle();
    let from = middle(&page, &part(row));
    drag(&page, from, (from.0 + 52.0, from.1 + 143.0));
    page.until("the place of the hand", |page| Ok(at(page, row) != first));
    let placed = at(&page, row);
    let numbers = |at: &Value| -> Vec<f64> {
        at.as_str()
            .unwrap()
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect()
    };
    let (old, new) = (numbers(&first), numbers(&placed));
    for (old, new, by) in [(old[0], new[0], 52.0), (old[1], new[1], 143.0)] {
        assert!((new - old - by).abs() <= 5.0, "{placed} from {first}");
        assert!((new / 10.0).fract() == 0.0, "{placed} is on the grid");
    }
    assert_eq!(at(&page, other), others, "no other has moved");
    page.saved();
    page.reload();
    page.go(Section::Architecture);
    page.until("the picture as it was left", |page| {
        Ok(at(page, row) == placed)
    });
    page.click("Lay out again");
    page.until("the first layout", |page| Ok(at(page, row) == first));
    page.click("Undo");
    page.until("the place of the hand again", |page| {
        Ok(at(page, row) == placed)
    });
    page.click("Undo");
    page.until("the first layout again", |page| Ok(at(page, row) == first));
    page.no_errors();
}

#[test]
fn a_finger_scrolls_and_moves_what_it_was_put_onto_before() {
    let (page, doc) = drawn();
    page.cdp(
        "Emulation.setTouchEmulationEnabled",
        &json!({ "enabled": true }),
    );
    let row = doc.architecture.components[2].id;
    let first = at(&page, row);
    let scrolled = |page: &Page| page.try_js("return scrollY;", &[]);
    let from = middle(&page, &part(row));
    let before = scrolled(&page).unwrap();
    finger(&page, from, (0.0, -120.0));
    page.until("the page to scroll", |page| Ok(scrolled(page)? != before));
    assert_eq!(at(&page, row), first);
    let from = middle(&page, &part(row));
    finger(&page, from, (0.0, 60.0));
    page.until("the component to move", |page| Ok(at(page, row) != first));
    page.no_errors();
}

#[test]
fn by_keys_alone_a_component_is_moved_renamed_connected_and_removed() {
    let (page, doc) = drawn();
    let [browser, dns] = [0, 1].map(|at| doc.architecture.components[at].id);
    let first = at(&page, dns);
    let press = |keys: &[&str]| page.session.press(keys).unwrap();
    focus(&page);
    press(&[keys::SPACE]);
    press(&[keys::SPACE]);
    assert_eq!(page.chosen("Component in the picture"), "DNS");
    press(&[keys::DOWN]);
    press(&[keys::DOWN]);
    page.until(
        "the component lower down",
        |page| Ok(at(page, dns) != first),
    );
    press(&[keys::ENTER]);
    page.until("the name", |page| Ok(focused(page) == "picture-name"));
    page.session.type_text("Resolver").unwrap();
    press(&[keys::ENTER]);
    page.until("the focus on the picture", |page| {
        Ok(focused(page) == "canvas-architecture")
    });
    assert_eq!(page.value("Component, Resolver"), "Resolver");

    page.click("Connect");
    page.choose("Connect to", "Redis");
    page.until("the line", |page| Ok(lines(page, dns).len() == 2));
    assert_eq!(lines(&page, dns)[1], "Resolver → Redis");

    page.choose("Component in the picture", "Resolver");
    focus(&page);
    press(&[keys::DELETE]);
    page.until("it to be gone", |page| Ok(at(page, dns).is_null()));
    assert_eq!(lines(&page, dns), [""; 0], "with its connections");
    assert_eq!(page.notice(), "Removed “Resolver”. Undo brings it back.");
    page.click("Undo");
    page.until("it with its connections", |page| {
        Ok(lines(page, dns).len() == 2)
    });
    assert!(!at(&page, browser).is_null());
    page.no_errors();
}

#[test]
fn a_connection_is_dragged_from_one_component_to_another() {
    let (page, doc) = drawn();
    let [cdn, dns] = [2, 1].map(|at| doc.architecture.components[at].id);
    assert_eq!(lines(&page, dns).len(), 1);
    mouse(&page, "mouseMoved", middle(&page, &part(dns)), 0);
    let grip = middle(&page, ".canvas [data-grip] circle");
    let to: (f64, f64) = serde_json::from_value(page.js(
        "const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
        return [left + width / 2, top + height / 2];",
        &[part(cdn).into()],
    ))
    .unwrap();
    drag(&page, grip, to);
    page.until("the line", |page| Ok(lines(page, dns).len() == 2));
    assert_eq!(lines(&page, dns)[1], "DNS → CDN");
    page.no_errors();
}

#[test]
fn an_architecture_begins_with_the_palette() {
    let page = Page::open();
    page.go(Section::Architecture);
    page.click("Add to the picture");
    page.click("client");
    page.click("SQL database");
    page.until("both of them", |page| {
        let count = page.try_js(
            "return document.querySelectorAll('.canvas [data-at]').length;",
            &[],
        )?;
        Ok(count == 2)
    });
    assert_eq!(page.value("Component, Client"), "Client");
    assert_eq!(page.chosen("Kind, SQL database"), "SQL database");
    assert_eq!(page.chosen("Component in the picture"), "SQL database");
    page.no_errors();
}

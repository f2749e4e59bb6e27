//! Everything can be done with the keyboard alone.

use envelope::model::Section;
use xtask::browser::keys;

use crate::page::{PATIENCE, Page};

/// More than there are stops on any page.
const MANY: usize = 400;

/// Presses Tab until the focus is on something of this name.
#[track_caller]
fn tab_to(page: &Page, name: &str) {
    tab_until(page, name, |here| here == name);
}

/// Presses Tab until the focus is on something whose name is meant.
#[track_caller]
pub(crate) fn tab_until(page: &Page, what: &str, is_meant: impl Fn(&str) -> bool) {
    for _ in 0..MANY {
        page.session.press(&[keys::TAB]).unwrap();
        if is_meant(&page.focused()) {
            return;
        }
    }
    panic!("Tab never comes to {what:?}");
}

fn press(page: &Page, keys: &[&str]) {
    page.session.press(keys).unwrap();
}

fn write(page: &Page, text: &str) {
    page.session.type_text(text).unwrap();
}

/// The names of the actions in the first table, in their order.
fn actions(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelector('table').querySelectorAll('td:first-child .in')].map(e => e.value);";
    serde_json::from_value(page.js(script, &[])).unwrap()
}

#[track_caller]
fn expect_order(page: &Page, wanted: &[&str]) {
    let mut seen = Vec::new();
    let held = page.session.wait_until(PATIENCE, |_| {
        seen = actions(page);
        Ok(seen == wanted)
    });
    assert!(held.is_ok(), "the order should be {wanted:?}, is {seen:?}");
}

#[test]
fn a_table_is_filled_with_the_keyboard_alone() {
    let page = Page::open();
    page.go(Section::Apis);
    tab_to(&page, "Add action");
    press(&page, &[keys::ENTER]);
    page.expect_focus("Action, row 1");
    write(&page, "Create");
    press(&page, &[keys::ENTER]);
    page.expect_focus("Action, row 2");
    write(&page, "Read");
    press(&page, &[keys::ENTER]);
    page.expect_focus("Action, row 3");
    write(&page, "Delete");
    expect_order(&page, &["Create", "Read", "Delete"]);
    arrows_move(&page);
    rows_are_moved(&page);
    a_row_is_removed(&page);
    page.no_errors();
}

fn arrows_move(page: &Page) {
    press(page, &[keys::UP]);
    page.expect_focus("Action, Read");
    press(page, &[keys::UP]);
    page.expect_focus("Action, Create");
    press(page, &[keys::UP]);
    page.expect_focus("Action, Create");
    press(page, &[keys::ENTER]);
    page.expect_focus("Action, Read");
    press(page, &[keys::DOWN]);
    page.expect_focus("Action, Delete");
    tab_to(page, "Rate, Delete");
    press(page, &[keys::UP]);
    page.expect_focus("Rate, Read");
    write(page, "5/s");
    page.expect("Average QPS, Read", "5 /s");
}

fn rows_are_moved(page: &Page) {
    press(page, &[keys::ALT, keys::UP]);
    expect_order(page, &["Read", "Create", "Delete"]);
    page.expect_focus("Rate, Read");
    press(page, &[keys::ALT, keys::DOWN]);
    press(page, &[keys::ALT, keys::DOWN]);
    expect_order(page, &["Create", "Delete", "Read"]);
    page.expect_focus("Rate, Read");
    press(page, &[keys::CONTROL, "z"]);
    expect_order(page, &["Create", "Read", "Delete"]);
    press(page, &[keys::CONTROL, keys::SHIFT, "z"]);
    expect_order(page, &["Create", "Delete", "Read"]);
    page.expect_focus("Rate, Read");
    write(page, "0");
    assert_eq!(page.value("Rate, Read"), "5/s0");
    press(page, &[keys::BACKSPACE]);
}

fn a_row_is_removed(page: &Page) {
    tab_to(page, "Remove action Delete");
    press(page, &[keys::ENTER]);
    expect_order(page, &["Create", "Read"]);
    page.expect_focus("Action, Read");
    assert!(page.notice().contains("Delete"), "it is said what is gone");
    press(page, &[keys::CONTROL, "z"]);
    expect_order(page, &["Create", "Delete", "Read"]);
}

#[test]
fn the_first_stop_skips_to_the_form() {
    let page = Page::open();
    press(&page, &[keys::TAB]);
    page.expect_focus("Skip to the form");
    press(&page, &[keys::ENTER]);
    page.until("the focus on the heading", |page| {
        Ok(page.try_js("return document.activeElement.id;", &[])? == "heading")
    });
    press(&page, &[keys::TAB]);
    page.expect_focus("Units of data");
}

#[test]
fn escape_closes_what_lies_over_the_page() {
    let page = Page::open();
    page.session.resize(390, 844).unwrap();
    page.click("Sections");
    page.until("the menu", |page| Ok(page.sees("New design")));
    press(&page, &[keys::ESCAPE]);
    page.until("the menu to close", |page| Ok(!page.sees("New design")));
    // Whoever closes it is where they opened it.
    page.expect_focus("Sections");
    let foot = "document.querySelector('.foot')";
    page.js(&format!("{foot}.focus();"), &[]);
    press(&page, &[keys::ENTER]);
    let open = format!("return {foot}.getAttribute('aria-expanded');");
    page.until("the key numbers", |page| {
        Ok(page.try_js(&open, &[])? == "true")
    });
    press(&page, &[keys::ESCAPE]);
    page.until("the key numbers to close", |page| {
        Ok(page.try_js(&open, &[])? == "false")
    });
}

/// What lies over the element that has the focus, if anything does.
const COVERED: &str = "
const e = document.activeElement, box = e.getBoundingClientRect();
const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
return top && (e.contains(top) || top.contains(e)) ? '' : `${named(e)} at ${box.y} under ${top?.className}`;";

/// Every stop is visited once, in the order of the page, forwards and backwards, and none is covered.
#[test]
fn tab_goes_through_the_whole_of_capacity() {
    let page = Page::open();
    page.go(Section::Apis);
    page.add_row("action", "Action, row 1");
    page.go(Section::Capacity);
    let stops = page.js(
        "window.stops = focusable(); document.activeElement.blur(); window.scrollTo(0, 0); return window.stops.length;",
        &[],
    );
    let stops = usize::try_from(stops.as_u64().unwrap()).unwrap();
    assert!(stops > 80, "only {stops} stops");
    let place = "return window.stops.indexOf(document.activeElement);";
    page.js("window.stops[0].focus();", &[]);
    for at in 1..stops {
        press(&page, &[keys::TAB]);
        let here = page.js(place, &[]);
        assert_eq!(here, at, "Tab {at} of {stops}: {:?}", page.focused());
        assert_eq!(page.js(COVERED, &[]), "");
    }
    for at in (stops - 12..stops - 1).rev() {
        press(&page, &[keys::SHIFT, keys::TAB]);
        assert_eq!(page.js(place, &[]), at, "back: {:?}", page.focused());
        assert_eq!(page.js(COVERED, &[]), "");
    }
}

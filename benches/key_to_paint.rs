//! How long the page takes from a key to the picture that shows it, with a very large design.
//!
//! `cargo xtask bench key_to_paint` opens the built page in a real browser with 200 actions and 200
//! entities of 5 attributes each, types into several places, and opens every section. Real keys are
//! pressed, one after the other. Two times are told for each key: *script* ends when the page's own
//! handlers and what they set off have run; *paint* ends behind the next frame, with layout and
//! drawing, and with the wait for the screen of up to 16.7 ms.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod keyboard;
mod large;

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;

use envelope::model::Section;
use keyboard::{STROKES, WATCH, part, sorted, strokes};
use page::Page;
use serde_json::Value;

/// So many times each section is opened.
const OPENINGS: usize = 5;

/// Opens a section, and tells when the frame after it has been drawn.
const OPEN: &str = "
const [route, done] = arguments;
const start = performance.now();
addEventListener('hashchange', () => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now() - start);
  channel.port2.postMessage(0);
}), { once: true });
location.hash = '#/' + route;";

/// Scrolls to a row of the first table, if there is one so long.
const SHOW_ROW: &str = "
document.querySelectorAll('tbody tr')[arguments[0] - 1]?.scrollIntoView({ block: 'center' });";

fn main() {
    let page = Page::open();
    keyboard::store(&page, &large::design());
    let ready = page.js("return performance.now();", &[]);
    println!(
        "open and ready {:.0} ms after the address was asked for\n",
        ready.as_f64().unwrap_or_default()
    );
    assert_eq!(page.value("Title of the design"), "Everything");
    keys_of_all_places(&page);
    openings(&page);
    page.no_errors();
    floor(&page);
}

fn keys_of_all_places(page: &Page) {
    page.js(WATCH, &[]);
    println!(
        "{:<40} {:>10} {:>10} {:>10} {:>10}",
        "from the key, in ms", "script", "p99", "paint", "p99"
    );
    let middle = large::MANY / 2;
    for (section, name) in [
        (Section::Apis, format!("Rate, Action {middle}")),
        (Section::Apis, format!("Action, Action {middle}")),
        (Section::Capacity, "Daily active users".to_owned()),
        (Section::DataModel, format!("Rows, Things_{middle}")),
        (Section::DataModel, format!("Entity, Things_{middle}")),
        (Section::Summary, "Summary".to_owned()),
    ] {
        page.go(section);
        // The rows of a long table are on the page where they are near to what is in sight.
        page.js(SHOW_ROW, &[middle.into()]);
        let (script, paint) = strokes(page, &name);
        println!(
            "{name:<40} {:>10.1} {:>10.1} {:>10.1} {:>10.1}",
            part(&script, 0.5),
            part(&script, 0.99),
            part(&paint, 0.5),
            part(&paint, 0.99)
        );
    }
    let long: Vec<f64> = serde_json::from_value(page.js("return window.long;", &[])).unwrap();
    let longest = long.iter().copied().fold(0.0, f64::max);
    println!(
        "the browser itself counts {} keys of {} longer than 16 ms, the longest {longest:.0} ms",
        long.len(),
        6 * STROKES
    );
}

/// What the browser itself needs: an input alone on a page, with nothing behind it.
fn floor(page: &Page) {
    page.js(
        "document.body.innerHTML = '<input aria-label=\"Nothing else\">';",
        &[],
    );
    let (script, paint) = strokes(page, "Nothing else");
    println!(
        "\n{:<40} {:>10.1} {:>10.1} {:>10.1} {:>10.1}",
        "an input alone on a page",
        part(&script, 0.5),
        part(&script, 0.99),
        part(&paint, 0.5),
        part(&paint, 0.99)
    );
}

fn openings(page: &Page) {
    println!(
        "\n{:<40} {:>10} {:>10}",
        "to open a section, in ms", "median", "most"
    );
    for section in Section::ALL {
        let mut times = Vec::new();
        for _ in 0..OPENINGS {
            // From a short section, so that the time is that of the one that opens.
            let other = match section {
                Section::Feedback => Section::Services,
                _ => Section::Feedback,
            };
            page.go(other);
            let opened = page.session.execute_async(OPEN, &[section.route().into()]);
            times.push(opened.unwrap());
            page.at(section);
        }
        let times = sorted(&times, Value::as_f64);
        let name = section.name();
        println!(
            "{name:<40} {:>10.0} {:>10.0}",
            part(&times, 0.5),
            part(&times, 1.0)
        );
    }
}

//! How long the page takes from a key to the picture that shows it, with a very large design.
//!
//! `cargo xtask bench key_to_paint` opens the built page in a real browser with 200 actions and 200
//! entities of 5 attributes each, types into several places, and opens every section. Real keys are
//! pressed, one after the other. Three times are told for each key: *script* ends when the page's own
//! handlers and what they set off have run; *paint* ends behind the next frame, with layout and
//! drawing, and with the wait for the screen of up to 16.7 ms; *after* ends behind the frame after that, in which
//! stands what follows from the key where that takes too long for its own frame.
//!
//! The same of a usual design, and of a data model of 500 entities with 20 attributes each; and how long the review
//! and the picture of it take beside the page, and how long the frames are meanwhile.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod asking;
mod keyboard;
mod large;
#[allow(dead_code)] // Its ranges belong to another benchmark.
mod usual;
mod wide;

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;

use envelope::desk::{Drawing, Wish};
use envelope::model::{Document, Section};
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

/// Notes how long each frame takes from the one before it, from now on.
const FRAMES: &str = "
window.frames_seen = [];
let last = performance.now();
const tick = now => { window.frames_seen.push(now - last); last = now; requestAnimationFrame(tick); };
requestAnimationFrame(tick);";

fn main() {
    let page = Page::open();
    usual(&page);
    keyboard::store(&page, &large::design());
    ready(&page);
    keys_of_all_places(&page);
    openings(&page, &Section::ALL);
    page.no_errors();
    data_model(&page);
    floor(&page);
}

/// A design as people write them, where most keys are pressed.
fn usual(page: &Page) {
    keyboard::store(page, &usual::design());
    page.js(WATCH, &[]);
    heading();
    for (section, name) in [
        (Section::Apis, "Rate, Action"),
        (Section::Capacity, "Daily active users"),
        (Section::DataModel, "Rows, things_4"),
        (Section::DataModel, "Entity, things_4"),
    ] {
        page.go(section);
        keys_in(page, name);
    }
    println!();
}

fn ready(page: &Page) {
    let ready = page.js("return performance.now();", &[]);
    println!(
        "open and ready {:.0} ms after the address was asked for\n",
        ready.as_f64().unwrap_or_default()
    );
    assert_eq!(page.value("Title of the design"), "Everything");
}

/// The large data model: keys in an entity and in an attribute, opening, review and picture.
fn data_model(page: &Page) {
    let design = wide::design();
    println!("\n{} entities of {} attributes", wide::MANY, wide::EACH);
    keyboard::store(page, &design);
    ready(page);
    page.js(WATCH, &[]);
    heading();
    let middle = wide::MANY / 2;
    page.go(Section::DataModel);
    page.js(SHOW_ROW, &[middle.into()]);
    for column in ["Rows", "Entity"] {
        keys_in(page, &format!("{column}, {}", wide::entity(middle)));
    }
    unfold(page, &design, middle);
    for column in ["Size", "Attribute"] {
        keys_in(page, &format!("{column}, {}", wide::attribute(middle, 9)));
    }
    openings(page, &[Section::DataModel]);
    println!(
        "\n{:<40} {:>10} {:>10}",
        "beside the page, in ms", "median", "most"
    );
    for wish in [Wish::Problems, Wish::Disk, Wish::Picture(Drawing::Entities)] {
        let name = format!("{wish:?}");
        let times = asking::answers(page, wish, &design);
        println!(
            "{name:<40} {:>10.0} {:>10.0}",
            part(&times, 0.5),
            part(&times, 1.0)
        );
    }
    // While keys are pressed and their answers come.
    unfold(page, &design, middle);
    page.js(FRAMES, &[]);
    keys_in(page, &format!("Size, {}", wide::attribute(middle, 9)));
    std::thread::sleep(std::time::Duration::from_secs(2));
    let frames = page.js("return window.frames_seen;", &[]);
    let frames = sorted(frames.as_array().unwrap(), Value::as_f64);
    println!(
        "{:<40} {:>10.1} {:>10.1}",
        "frames meanwhile, 99th percentile, most",
        part(&frames, 0.99),
        part(&frames, 1.0)
    );
    page.no_errors();
}

/// Opens the attributes of an entity.
fn unfold(page: &Page, design: &Document, entity: usize) {
    let place = format!("attributes-{}", design.data_model.entities[entity].id);
    let script = "document.getElementById(arguments[0]).scrollIntoView({ block: 'center' });";
    page.js(script, &[place.into()]);
    page.click(&format!("Attributes of {}", wide::entity(entity)));
}

fn keys_of_all_places(page: &Page) {
    page.js(WATCH, &[]);
    heading();
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
        keys_in(page, &name);
    }
    let long: Vec<f64> = serde_json::from_value(page.js("return window.long;", &[])).unwrap();
    let longest = long.iter().copied().fold(0.0, f64::max);
    println!(
        "the browser itself counts {} keys of {} longer than 16 ms, the longest {longest:.0} ms",
        long.len(),
        6 * STROKES
    );
}

fn heading() {
    println!(
        "{:<40} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "from the key, in ms", "script", "p99", "paint", "p99", "after", "p99"
    );
}

fn keys_in(page: &Page, name: &str) {
    print!("{name:<40}");
    for times in strokes(page, name) {
        print!(" {:>8.1} {:>8.1}", part(&times, 0.5), part(&times, 0.99));
    }
    println!();
}

/// What the browser itself needs: an input alone on a page, with nothing behind it.
fn floor(page: &Page) {
    page.js(
        "document.body.innerHTML = '<input aria-label=\"Nothing else\">';",
        &[],
    );
    println!();
    keys_in(page, "Nothing else");
}

fn openings(page: &Page, sections: &[Section]) {
    println!(
        "\n{:<40} {:>10} {:>10}",
        "to open a section, in ms", "median", "most"
    );
    for section in sections.iter().copied() {
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

//! How long the page takes from a key to the picture that shows it, with a very large design.
//!
//! `cargo xtask bench key_to_paint` opens the built page in a real browser with 200 actions and 200
//! entities of 5 attributes each, types into several places, and opens every section. Real keys are
//! pressed, one after the other. Two times are told for each key: *script* ends when the page's own
//! handlers and what they set off have run; *paint* ends behind the next frame, with layout and
//! drawing, and with the wait for the screen of up to 16.7 ms.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod large;

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;

use envelope::model::Section;
use envelope::text;
use page::Page;
use serde_json::Value;
use std::time::Duration;
use xtask::browser::keys;

/// So many keys are pressed in each place.
const STROKES: usize = 200;
/// Keys follow each other as those of a very quick typist: 16 in a second.
const BETWEEN: Duration = Duration::from_millis(60);
/// So many times each section is opened.
const OPENINGS: usize = 5;

/// Puts a design into the browser's database in the form that the page itself stores.
const STORE: &str = "
const [text, done] = arguments;
localStorage.removeItem('envelope:journal');
const request = indexedDB.open('envelope', 1);
request.onerror = () => done('not opened');
request.onsuccess = () => {
  const change = request.result.transaction('designs', 'readwrite');
  change.objectStore('designs').put(text, 'current');
  change.oncomplete = () => { request.result.close(); done(''); };
  change.onabort = () => done('not stored');
};";

/// Watches keys from now on. The last listener runs behind those of the page and behind the
/// effects that they set off, which are microtasks.
const WATCH: &str = "
window.strokes = [];
let pressed = 0, stroke = {};
addEventListener('keydown', () => { pressed = performance.now(); stroke = {}; }, true);
addEventListener('input', () => {
  const start = pressed, this_one = stroke, channel = new MessageChannel();
  this_one.script = performance.now() - start;
  channel.port1.onmessage = () => {
    this_one.paint = performance.now() - start;
    channel.port1.close();
    window.strokes.push(this_one);
  };
  requestAnimationFrame(() => channel.port2.postMessage(0));
});
window.long = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.name === 'keydown') window.long.push(entry.duration);
}).observe({ type: 'event', durationThreshold: 16 });";

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
    let json = text::json::to_compact(&large::design());
    println!("a design of {} KB", json.len() / 1000);
    let stored = format!("{{\"revision\":1,\"document\":{json}}}");
    let refused = page.session.execute_async(STORE, &[stored.into()]).unwrap();
    assert_eq!(refused, "", "the design is stored");
    page.reload();
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

/// Types into a field: a digit, then takes it back, so that the text stays what it is.
fn strokes(page: &Page, name: &str) -> (Vec<f64>, Vec<f64>) {
    page.touch(&page.control(name));
    page.session.press(&[keys::HOME]).unwrap();
    page.settle();
    page.js("window.strokes.length = 0;", &[]);
    for number in 1..=STROKES {
        let key = if number % 2 == 1 {
            "7"
        } else {
            keys::BACKSPACE
        };
        std::thread::sleep(BETWEEN);
        page.session.press(&[key]).unwrap();
        page.until("the frame", |page| {
            let count = page.try_js("return window.strokes.length;", &[])?;
            Ok(count == number)
        });
    }
    let strokes = page.js("return window.strokes;", &[]);
    let times = |what: &str| sorted(strokes.as_array().unwrap(), |stroke| stroke[what].as_f64());
    (times("script"), times("paint"))
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

fn sorted(values: &[Value], time: impl Fn(&Value) -> Option<f64>) -> Vec<f64> {
    let mut times: Vec<f64> = values.iter().filter_map(time).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The time below which this part of all lies.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)] // a small position
fn part(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

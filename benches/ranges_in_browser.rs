//! How long the ranges of results take in the page, what they keep from being done, and how much memory it needs.
//!
//! `cargo xtask bench --only ranges_in_browser` opens the built page in a real browser with a usual design and with
//! a very large one, both with ranges in every rate, every number of rows and the peak, and types into *Daily active
//! users*, on which all results hang. The ranges are computed in slices between other things: told are how long
//! they take until they are on the screen, how long all slices are busy, and how long a key waits that is pressed
//! meanwhile.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod asking;
mod keyboard;
mod large;
mod usual;

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;

use envelope::desk::Wish;
use envelope::model::{Document, Section};
use keyboard::{WATCH, part, sorted, strokes};
use page::Page;
use serde_json::{Value, json};
use xtask::browser::keys;

/// So many keys are pressed with a wait for the ranges of each.
const WAITED: usize = 41;
/// Between two of these.
const REST: std::time::Duration = std::time::Duration::from_millis(600);
/// What the page may use with the large design.
const ROOM: f64 = 64e6;

/// Before the page starts: keeps its memory, which the program hands out when it starts, and notes how long
/// whatever takes that the page puts off. What such a task sets off by itself comes as microtasks; those that come
/// behind them end it.
const BEFORE: &str = "
addEventListener('TrunkApplicationStarted', event => { window.programMemory = event.detail.wasm.memory; });
window.tasks = [];
const timed = call => function (...given) {
  const start = performance.now();
  let rounds = 5;
  const end = () => rounds-- > 0 ? queueMicrotask(end) : window.tasks.push([start, performance.now() - start]);
  try { return call.apply(this, given); } finally { queueMicrotask(end); }
};
const later = window.setTimeout;
window.setTimeout = (call, ms, ...given) => later(timed(call), ms, ...given);
const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  ...port, set(call) { port.set.call(this, call && timed(call)); },
});";

/// Notes when a range changes.
const WATCH_RANGES: &str = "
window.rangesShown = 0;
new MutationObserver(changes => {
  if (!changes.some(change => (change.target.closest ? change.target : change.target.parentElement)?.closest('.range'))) return;
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', () => { window.rangesShown = performance.now(); channel.port1.close(); });
  channel.port1.start();
  requestAnimationFrame(() => channel.port2.postMessage(0));
}).observe(document.body, { subtree: true, childList: true, characterData: true });
addEventListener('keydown', () => { window.keyAt = performance.now(); window.rangesShown = 0; window.tasks.length = 0; }, true);";

/// From the last key: when the ranges were on the screen, how long all tasks took together, the longest, and how many.
const TOLD: &str = "
const took = window.tasks.map(task => task[1]);
return window.rangesShown && [window.rangesShown - window.keyAt, took.reduce((a, b) => a + b, 0), Math.max(...took), took.length];";

fn main() {
    let page = Page::blank();
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": BEFORE }),
    );
    page.visit(&page.url());
    for (name, design) in [
        ("12 actions × 8 entities", usual::design()),
        ("200 actions × 200 entities", large::design()),
    ] {
        println!("{name}:");
        let ranged = usual::ranged(design.clone());
        keyboard::store(&page, &ranged);
        measure(&page);
        for wish in [Wish::Problems, Wish::Ranges] {
            let name = format!("  {wish:?} alone, beside the page, from the text of the design");
            let times = asking::answers(&page, wish, &ranged);
            row(&name, &times);
        }
        memory(&page);
        keyboard::store(&page, &single(design));
        page.go(Section::Capacity);
        page.js(WATCH, &[]);
        keys_that_follow(&page, "  without ranges");
        println!();
    }
    page.no_errors();
}

/// The same without a range: what the other times are compared with.
fn single(mut doc: Document) -> Document {
    "3x".clone_into(&mut doc.capacity.peak_factor);
    doc
}

fn measure(page: &Page) {
    page.go(Section::Capacity);
    page.until("the first ranges", |page| {
        let seen =
            "return [...document.querySelectorAll('.range')].some(range => range.textContent);";
        Ok(page.try_js(seen, &[])? == true)
    });
    page.js(WATCH_RANGES, &[]);
    page.js(WATCH, &[]);
    let told = waited(page);
    let column = |at: usize| sorted(&told, |row| row[at].as_f64());
    let (shown, busy, longest, count) = (column(0), column(1), column(2), column(3));
    println!(
        "{:<64} {:>8} {:>8} {:>8}",
        "  after a key, in ms", "least", "median", "p95"
    );
    for (name, times) in [
        ("  until the ranges are on the screen", &shown),
        ("  busy with them, all slices together", &busy),
        ("  the longest slice", &longest),
        ("  slices", &count),
    ] {
        row(name, times);
    }
    keys_that_follow(page, "  with ranges");
}

fn row(name: &str, times: &[f64]) {
    println!(
        "{name:<64} {:>8.1} {:>8.1} {:>8.1}",
        part(times, 0.0),
        part(times, 0.5),
        part(times, 0.95)
    );
}

/// Presses a key, waits until the ranges that it changes are on the screen, and rests, so that the next key does not wait
/// for what else follows from this one.
fn waited(page: &Page) -> Vec<Value> {
    page.touch(&page.control("Daily active users"));
    page.session.press(&[keys::HOME]).unwrap();
    (0..WAITED)
        .map(|number| {
            let key = if number % 2 == 0 {
                "7"
            } else {
                keys::BACKSPACE
            };
            page.session.press(&[key]).unwrap();
            let mut told = Value::Null;
            page.until("the ranges", |page| {
                told = page.try_js(TOLD, &[])?;
                Ok(told.is_array())
            });
            std::thread::sleep(REST);
            told
        })
        .collect()
}

/// Keys that follow each other so quickly that the ranges are still being computed, or not begun.
fn keys_that_follow(page: &Page, name: &str) {
    let [script, paint, _] = strokes(page, "Daily active users");
    println!(
        "{name:<29} keys at 60 ms: script {:>5.1} median {:>5.1} p99, paint {:>5.1} median {:>5.1} p99",
        part(&script, 0.5),
        part(&script, 0.99),
        part(&paint, 0.5),
        part(&paint, 0.99)
    );
}

fn memory(page: &Page) {
    page.cdp("HeapProfiler.collectGarbage", &json!({}));
    let heap = page.cdp("Runtime.getHeapUsage", &json!({}));
    let program = page.js("return window.programMemory.buffer.byteLength;", &[]);
    let bytes = |value: &Value| value.as_f64().unwrap_or_default();
    let (program, used, total) = (
        bytes(&program),
        bytes(&heap["usedSize"]),
        bytes(&heap["totalSize"]),
    );
    println!(
        "  memory: program {:.1} MB, JavaScript {:.1} MB of {:.1} MB; together {:.1} MB ({:.0} MB are allowed){}",
        program / 1e6,
        used / 1e6,
        total / 1e6,
        (program + total) / 1e6,
        ROOM / 1e6,
        if program + total > ROOM {
            ": TOO MUCH"
        } else {
            ""
        }
    );
}

//! How long 200 entities take to be laid out and drawn in the browser, beside Mermaid 11 with the same entities.
//!
//! `cargo xtask bench --only mermaid` opens the built page in a real browser. The one side asks the worker that draws
//! for the page; the other is Mermaid in the same page. Timed is all from the design, or its text for Mermaid, until the
//! picture stands in the page and is on the screen. It fails where ours takes more than 100 ms.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

mod asking;
#[allow(dead_code)] // Of what is measured of keys, only how times are put in order.
mod keyboard;

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;

use asking::ASKING;
use envelope::desk::{Drawing, Wish};
use envelope::model::Document;
use envelope::model::data_model::{ATTRIBUTES, ENTITIES, RELATIONSHIPS};
use envelope::text::json;
use page::Page;
use serde_json::{Value, json};
use std::process::ExitCode;
use xtask::setup;

/// So many entities; each refers to one that came before, and every second to another.
const ENTITIES_DRAWN: usize = 200;
/// So many times ours is drawn, behind a few that warm up; Mermaid takes seconds.
const OURS: usize = 21;
const WARM: usize = 5;
const THEIRS: usize = 3;
/// What ours may take, in milliseconds.
const MOST: f64 = 100.0;

/// Calls `done` when what stands in the page now is on the screen.
const SHOWN: &str = "
const shown = then => {
  document.body.getBoundingClientRect();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); then(); };
  requestAnimationFrame(() => channel.port2.postMessage(0));
};
const place = document.createElement('div');
place.style.cssText = 'position:fixed;inset:0;overflow:auto;z-index:9999;background:#fff';
document.body.append(place);";

/// Puts the picture that has come into the page.
const OURS_DRAWN: &str = "
const answered = data => {
  place.innerHTML = data[2];
  shown(() => {
    took.push(performance.now() - started);
    if (took.length < times) return ask();
    const cards = place.querySelectorAll('[data-key]').length;
    worker.terminate();
    place.remove();
    done([cards, ...took]);
  });
};";

const THEIRS_DRAWN: &str = "
const [text, times, done] = arguments;
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 });
const took = [];
const draw = async number => {
  const started = performance.now();
  const { svg } = await mermaid.render('theirs' + number, text);
  place.innerHTML = svg;
  shown(() => {
    took.push(performance.now() - started);
    if (took.length < times) return draw(number + 1);
    const cards = place.querySelectorAll('g.node').length;
    place.remove();
    done([cards, ...took]);
  });
};
draw(0).catch(cause => done(String(cause)));";

fn main() -> ExitCode {
    let doc = design();
    let page = Page::blank();
    // Mermaid writes styles and markup that the page's policy keeps out.
    page.cdp("Page.setBypassCSP", &json!({ "enabled": true }));
    page.visit(&page.url());
    let [name, argument, design] = Wish::Picture(Drawing::Entities).of(json::to_compact(&doc));
    let arguments = json!([name, argument, design, WARM + OURS]);
    let ours = drawn(&page, &[ASKING, OURS_DRAWN].concat(), &arguments, WARM);
    let version = "mermaid-11.17";
    let folder = setup::mermaid().unwrap();
    let script = folder
        .join("node_modules")
        .join(version)
        .join("dist/mermaid.min.js");
    let source = std::fs::read_to_string(script).unwrap();
    page.cdp("Runtime.evaluate", &json!({ "expression": source }));
    let text = Drawing::Entities.mermaid(&doc);
    // One by one, so that no script takes longer than the driver waits.
    let mut theirs: Vec<f64> = (0..THEIRS)
        .flat_map(|_| drawn(&page, THEIRS_DRAWN, &json!([text, 1]), 0))
        .collect();
    theirs.sort_by(f64::total_cmp);
    println!(
        "{ENTITIES_DRAWN} entities, {} relationships, laid out and drawn, in ms: median (least to greatest)",
        doc.data_model.relationships.len()
    );
    for (name, times) in [("Envelope", &ours), (version, &theirs)] {
        let last = times.len() - 1;
        println!(
            "{name:<14} {:>9.1} ({:.1} to {:.1})",
            middle(times),
            times[0],
            times[last]
        );
    }
    println!("ratio {:.0}", middle(&theirs) / middle(&ours));
    if middle(&ours) <= MOST {
        ExitCode::SUCCESS
    } else {
        println!("more than {MOST} ms");
        ExitCode::FAILURE
    }
}

fn middle(times: &[f64]) -> f64 {
    times[times.len() / 2]
}

/// The times in order, without the first few.
fn drawn(page: &Page, script: &str, arguments: &Value, warm: usize) -> Vec<f64> {
    let script = [SHOWN, script].concat();
    let arguments = arguments.as_array().unwrap();
    let told = page.session.execute_async(&script, arguments).unwrap();
    let told: Vec<f64> = serde_json::from_value(told.clone()).unwrap_or_else(|_| panic!("{told}"));
    #[allow(clippy::cast_precision_loss)] // two hundred
    let all = ENTITIES_DRAWN as f64;
    assert!(
        told[0] >= all,
        "all entities are in the picture: {}",
        told[0]
    );
    let mut times = told[1 + warm..].to_vec();
    times.sort_by(f64::total_cmp);
    times
}

fn design() -> Document {
    let mut doc = Document::default();
    let mut ids: Vec<String> = Vec::new();
    let mut state = 1_usize;
    for number in 0..ENTITIES_DRAWN {
        let id = doc
            .add_row_of(&ENTITIES, &[&format!("table_{number}")])
            .to_string();
        let key = format!("table_{number}_id");
        doc.add_row_of(&ATTRIBUTES, &[&key, "bigint", "", "PK", &id]);
        // One of those before, the same with every run.
        for _ in 0..(1 + number % 2).min(number) {
            state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
            let to = number - 1 - state / 65_536 % number.min(20);
            let column = format!("table_{to}_id");
            let clause = format!("FK → table_{to}.{column}, not null");
            doc.add_row_of(&ATTRIBUTES, &[&column, "bigint", "", &clause, &id]);
            doc.add_row_of(&RELATIONSHIPS, &["refers to", &ids[to], "", &id]);
        }
        for column in ["name", "note"] {
            doc.add_row_of(&ATTRIBUTES, &[column, "text", "20 B", "", &id]);
        }
        ids.push(id);
    }
    doc
}

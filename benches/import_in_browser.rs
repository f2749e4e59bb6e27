//! How long the page takes to answer a very large file: `cargo xtask bench import_in_browser`.
//!
//! Files of each size are opened in All designs of the built page in a real browser, whole designs and nonsense alike.
//! The time ends when the page says what became of the file.

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

use envelope::model::Document;
use envelope::model::requirements::FUNCTIONAL;
use envelope::text::export::Form;
use envelope::{estimate, text};
use page::Page;

/// Tells how long the page was silent after a file was chosen.
const WATCH: &str = "
const said = document.querySelector('[role=status]');
window.silent = 0;
document.querySelector('#file').addEventListener('change', () => {
  const start = performance.now();
  const heard = new MutationObserver(() => {
    if (!said.textContent) return;
    window.silent = performance.now() - start;
    heard.disconnect();
  });
  heard.observe(said, { childList: true, characterData: true, subtree: true });
}, { capture: true, once: true });";

/// A design with so many bytes of requirements, besides 200 actions and 200 entities.
fn grown(bytes: usize) -> Document {
    let mut doc = large::design();
    for number in 0..bytes / 120 {
        let row = format!(
            "Requirement {number}: somebody writes down what the system has to do, and then writes down more of it"
        );
        doc.add_row_of(&FUNCTIONAL, &[&row, "", "must"]);
    }
    doc
}

fn files(bytes: usize) -> Vec<(&'static str, &'static str, String)> {
    let doc = grown(bytes);
    let estimate = estimate::of(&doc);
    let markdown = Form::Markdown.write(&doc, &estimate, &estimate.sample());
    let json = text::json::to_compact(&doc);
    let cut = |text: &str| {
        let at = (0..=bytes.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap();
        text[..at].to_owned()
    };
    let fill = |text: &str| text.repeat(bytes / text.len());
    vec![
        ("a design as Markdown", "md", cut(&markdown)),
        ("a design as JSON", "json", json),
        ("bars", "md", fill("|")),
        (
            "rows of bars",
            "md",
            ["| a | b |\n| --- | --- |\n", &fill("| x | y |\n")].concat(),
        ),
        ("backticks", "md", fill("`")),
        ("headings", "md", fill("# Requirements\n")),
        ("one word", "md", fill("w")),
        ("brackets as JSON", "json", fill("[")),
    ]
}

fn main() {
    let page = Page::open();
    for bytes in [500_000, 1_000_000, 2_000_000, 4_900_000, 9_000_000] {
        for (name, ending, text) in files(bytes) {
            let file = page.downloads().join(format!("large.{ending}"));
            std::fs::write(&file, &text).unwrap();
            page.reload();
            page.designs();
            page.js(WATCH, &[]);
            let chosen = page.session.find_css("#file").unwrap();
            chosen.send_keys(&file.display().to_string()).unwrap();
            page.until("an answer", |page| {
                Ok(page.try_js("return window.silent;", &[])?.as_f64() > Some(0.0))
            });
            let silent = page.js("return window.silent;", &[]).as_f64().unwrap();
            println!(
                "{:>5} KB of {name}: {silent:.0} ms, {:?}",
                text.len() / 1000,
                page.notice()
            );
        }
    }
}

//! A worker of our own that is asked again and again.

use crate::keyboard::sorted;
use crate::page::Page;
use envelope::desk::Wish;
use envelope::model::Document;
use envelope::text::json;
use serde_json::{Value, json};

/// Asks a worker the same, each time about a design of another title, so that nothing is kept. What follows has to say
/// what happens in `answered(data)`, and goes on by `ask()`; `started` is when the last question was asked, `took` is
/// for the times, and `done` ends it.
pub(crate) const ASKING: &str = "
const [name, argument, design, times, done] = arguments;
const worker = new Worker('desk/start.js?bench'), took = [];
let started = 0, number = 0;
const ask = () => {
  const text = JSON.stringify({ ...JSON.parse(design), title: 'Run ' + number });
  started = performance.now();
  worker.postMessage([++number, name, argument, text]);
};
worker.onerror = event => done(String(event.message));
worker.onmessage = ({ data }) => {
  if (data === null) return ask();
  if (typeof data === 'string' || data[1] !== null) return done(String(data));
  answered(data);
};";

/// How long each answer takes.
const ANSWERED: &str = "
const answered = () => {
  took.push(performance.now() - started);
  if (took.length < times) return ask();
  worker.terminate();
  done(took);
};";

/// So many answers are waited for, behind two that warm up.
const ANSWERS: usize = 11;

/// How long the answers to a wish take, in milliseconds, the quickest first.
#[allow(dead_code)] // One benchmark has more to say of each answer.
pub(crate) fn answers(page: &Page, wish: Wish, design: &Document) -> Vec<f64> {
    let [name, argument, text] = wish.of(json::to_compact(design));
    let arguments = [
        name.into(),
        argument.into(),
        text.into(),
        json!(ANSWERS + 2),
    ];
    let script = [ASKING, ANSWERED].concat();
    let took = page.session.execute_async(&script, &arguments).unwrap();
    let took = took.as_array().unwrap_or_else(|| panic!("{took}"));
    sorted(&took[2..], Value::as_f64)
}

//! axe-core in every section and state.

use serde_json::Value;

use crate::browser::{Config, Driver, Session, SessionOptions};
use crate::error::{Context, Result};
use crate::sections;
use crate::setup::Tools;

const SCHEMES: [&str; 2] = ["light", "dark"];
/// The page as it is at first, filled, and with nonsense in every field.
const STATES: [&str; 3] = ["empty", "example", "errors"];

const RUN: &str = "const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
  (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${rule.help}\\n      at ${node.target.join(' ')}\\n      ${node.failureSummary.replace(/\\s+/g, ' ')}`))),
  (cause) => done(['axe failed: ' + cause]));";

/// Fields keep their own setter from the page's eyes, so the one of the class is used.
const SPOIL: &str = "const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
let count = 0;
for (const field of document.querySelectorAll('main input')) {
  if (!['text', 'search', ''].includes(field.getAttribute('type') ?? '') || field.disabled || field.readOnly) continue;
  field.focus();
  set.call(field, '12 parsecs per ?');
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
  field.blur();
  count += 1;
}
return count;";

/// Visits everything. True if there is no violation.
pub(super) fn run(tools: &Tools, url: &str) -> Result<bool> {
    let path = tools.audit()?.join("node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path).context(format!("reading {}", path.display()))?;
    let driver = Driver::start(&Config::from(tools.browser()?))?;
    let (mut pages, mut violations) = (0, 0);
    for state in STATES {
        let session = driver.session(&SessionOptions::default())?;
        sections::open(&session, url)?;
        if state != "empty" {
            sections::open_example(&session)?;
        }
        session.execute(&axe, &[])?;
        for section in sections::SECTIONS {
            for scheme in SCHEMES {
                violations += visit(&session, section, scheme, state)?;
                pages += 1;
            }
        }
    }
    println!("axe: {pages} pages, {violations} violations");
    Ok(violations == 0)
}

fn visit(session: &Session, section: &str, scheme: &str, state: &str) -> Result<usize> {
    session.emulate_media(&[
        ("prefers-color-scheme", scheme),
        ("prefers-reduced-motion", "reduce"),
    ])?;
    sections::show(session, section)?;
    if state == "errors" {
        session.execute(SPOIL, &[])?;
        sections::show(session, section)?;
    }
    let found = session.execute_async(RUN, &[])?;
    let found: Vec<String> = found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    for violation in &found {
        println!("{section}, {scheme}, {state}: {violation}");
    }
    Ok(found.len())
}

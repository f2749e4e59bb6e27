//! Prints the results of a design: `cargo run --no-default-features --example estimate -- FILE` (`-` reads standard input).

#[path = "common/file.rs"]
mod file;

use envelope::estimate::{self, Estimate, INSTEAD};
use envelope::formula::{Key, Node, Samples};
use envelope::model::{Address, all_tables};
use envelope::quantity::Quantity;
use envelope::text::{
    self,
    base::{amount, digits, unit},
};
use std::io::Write as _;
use std::process::ExitCode;

const HELP: &str = "\
Prints the results of a design, a line for each, in the order in which they follow from each other.

Usage: estimate [--all] FILE

FILE is a design as JSON; - reads standard input.

A line has five columns with tabs between them:
  key      the name of the result; that of a row ends with # and the row's id: action.qps#65
  value    in base units, all digits; empty where it is unknown
  unit     the base unit
  P5, P95  nine of ten cases lie between them; both are the value where nothing it follows from
           is a range, and empty where it is unknown

Base units are bytes (B), seconds (s), dollars ($) and users, and plain for a number without a unit.
What happens or flows in a time is counted per second (/s, B/s), by the calendar of the design: of a
day that is 86,400 s or 100,000 s. What costs money in a time is counted per month ($/month), as on a
bill: of 730 hours. A length of time has its real seconds in either calendar.

  --all    also the entries: fields by their key, cells with # and the row's id
  --help   this text
";

const USAGE: &str = "Usage: estimate [--all] FILE (or - for standard input); --help says more";

fn main() -> ExitCode {
    let outcome = asked(std::env::args().skip(1)).and_then(|request| match request {
        Request::Help => file::write(HELP),
        Request::Print { file, all } => print(&file, all),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Where even this cannot be written, the code still says it.
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
enum Request {
    Help,
    Print { file: String, all: bool },
}

fn asked(arguments: impl Iterator<Item = String>) -> Result<Request, String> {
    let (mut file, mut all) = (None, false);
    for argument in arguments {
        match argument.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--all" => all = true,
            option if option.starts_with('-') && option != "-" => {
                return Err(format!("`{option}` is no option. {USAGE}"));
            }
            _ if file.is_some() => return Err(format!("One file at a time. {USAGE}")),
            _ => file = Some(argument),
        }
    }
    let file = file.ok_or(USAGE)?;
    Ok(Request::Print { file, all })
}

fn print(file: &str, all: bool) -> Result<(), String> {
    let json = file::read(file)?;
    let doc = text::json::from_json(&json).map_err(|message| format!("{file}: {message}"))?;
    file::write(&lines(&estimate::of(&doc), all))
}

fn lines(estimate: &Estimate, all: bool) -> String {
    let nodes = estimate.graph().nodes().iter();
    let keys: Vec<Key> = nodes.map(|node| node.key).collect();
    let samples = estimate.graph().sample(&keys);
    let mut text = String::new();
    for node in estimate.graph().nodes() {
        // What is missing in several places stands in the graph once for each, under one key.
        let first = estimate.graph().find(node.key);
        if first.is_some_and(|first| std::ptr::eq(first, node))
            && (is_result(node.key) || all && node.key.1 != INSTEAD)
        {
            text.push_str(&line(estimate, &samples, node).unwrap_or_default());
        }
    }
    text
}

/// Whether a key is of no field, column or table.
fn is_result((key, row): Key) -> bool {
    row != INSTEAD
        && Address::of(key, 0).is_none()
        && !all_tables().iter().any(|table| table.key == key)
}

/// The line of a node; none where it is only the name of what nobody has entered, such as an action.
fn line(estimate: &Estimate, samples: &Samples, node: &Node) -> Option<String> {
    let (key, row) = node.key;
    let name = match (Address::of(key, row), row) {
        (Some(Address::Cell { .. }), 0) => return None,
        (None, _) if !is_result(node.key) => return None,
        (_, 0) => key.to_owned(),
        (_, row) => format!("{key}#{row}"),
    };
    let value = node.value.map(|value| digits(base(estimate, value)));
    let (low, high) = interval(estimate, samples, node)
        .map(|(low, high)| (digits(low), digits(high)))
        .unwrap_or_default();
    let dim = node.value.map_or(node.kind.dim(), |value| value.dim);
    let columns = [name, value.unwrap_or_default(), unit(dim), low, high];
    Some(columns.join("\t") + "\n")
}

/// The 5th and the 95th percentile of a node, in base units; none where it is unknown.
fn interval(estimate: &Estimate, samples: &Samples, node: &Node) -> Option<(f64, f64)> {
    let value = base(estimate, node.value?);
    let range = samples.range(node.key);
    Some(range.map_or((value, value), |range| {
        (base(estimate, range.low), base(estimate, range.high))
    }))
}

fn base(estimate: &Estimate, quantity: Quantity) -> f64 {
    amount(quantity, estimate.graph().conventions())
}

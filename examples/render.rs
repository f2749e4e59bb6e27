//! Writes a design as Markdown, and says what is wrong with it:
//! `cargo run --no-default-features --example render -- [--check] FILE`.

#[path = "common/file.rs"]
mod file;

use envelope::model::Document;
use envelope::review::{Problem, Severity};
use envelope::{estimate, review, text};
use std::io::Write as _;
use std::process::ExitCode;

const USAGE: &str =
    "Usage: render [--check] FILE.json|FILE.md (or - for standard input; --help says more)";

const HELP: &str = "\
render writes a design as Markdown.

render FILE          prints the design of a .json or .md file as Markdown
render --check FILE  prints what is wrong with it instead, a line each, the columns with a tab between:
                     the section, the entry (its key, and its row as in action.rate#3), what is wrong, why, and
                     how grave it is (error, warning or hint); of a .md file first the lines that were not
                     understood: `line 12`, how it begins, why, and that it is a warning.
                     It ends with 1 if there is an error.

`-` is standard input: JSON if it begins with a brace, Markdown otherwise.
";

fn main() -> ExitCode {
    match run() {
        Ok(fine) if fine => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well.
fn run() -> Result<bool, String> {
    let (mut check, mut files) = (false, Vec::new());
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--check" => check = true,
            "--help" | "-h" => return file::write(HELP).map(|()| true),
            option if option.starts_with('-') && option != "-" => {
                return Err(format!("`{option}` is no option. {USAGE}"));
            }
            _ => files.push(argument),
        }
    }
    let [file] = &files[..] else {
        return Err(if files.is_empty() {
            USAGE.to_owned()
        } else {
            format!("One file at a time. {USAGE}")
        });
    };
    let (doc, notes) = design(file)?;
    let estimate = estimate::of(&doc);
    if !check {
        file::write(&text::markdown::render(&doc, &estimate))?;
        return Ok(true);
    }
    let problems = review::problems(&doc, &estimate);
    let mut lines = notes;
    lines.extend(problems.iter().map(problem));
    file::write(&lines.concat())?;
    let error = |problem: &Problem| problem.severity == Severity::Error;
    Ok(!problems.iter().any(error))
}

/// The design of a file, and the lines that were not understood.
fn design(file: &str) -> Result<(Document, Vec<String>), String> {
    let text = file::read(file)?;
    let end = std::path::Path::new(file).extension();
    let json = match end.and_then(|end| end.to_str()) {
        Some(end) => !["md", "markdown"].contains(&end.to_ascii_lowercase().as_str()),
        None => text
            .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .starts_with('{'),
    };
    if json {
        let doc = text::json::from_json(&text).map_err(|message| format!("{file}: {message}"))?;
        return Ok((doc, Vec::new()));
    }
    let reading = text::markdown::read(&text);
    let notes = reading.notes.iter();
    let notes = notes.map(|note| {
        let line = format!("line {}", note.line);
        row(&[&line, &note.what, note.why, grave(Severity::Warning)])
    });
    Ok((reading.document, notes.collect()))
}

/// How grave something is, in a word for scripts.
const fn grave(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn problem(problem: &Problem) -> String {
    let key = problem.place.spec().map_or("", |spec| spec.key);
    let place = match problem.place.row() {
        0 => key.to_owned(),
        row => format!("{key}#{row}"),
    };
    row(&[
        problem.section.key(),
        &place,
        &problem.title,
        &problem.detail,
        grave(problem.severity),
    ])
}

/// A line of columns, none of which can break it.
fn row(columns: &[&str]) -> String {
    let columns = columns
        .iter()
        .map(|text| text.replace(|c: char| c.is_control(), " "));
    columns.collect::<Vec<_>>().join("\t") + "\n"
}

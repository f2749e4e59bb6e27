//! Writes a design as Markdown: `cargo run --no-default-features --example render -- FILE` (`-` reads standard input).

#[path = "common/file.rs"]
mod file;

use envelope::{estimate, text};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), None) = (arguments.next(), arguments.next()) else {
        return Err("Usage: render FILE.json (or - for standard input)".to_owned());
    };
    let json = file::read(&file)?;
    let doc = text::json::from_json(&json).map_err(|message| format!("{file}: {message}"))?;
    let markdown = text::markdown::render(&doc, &estimate::of(&doc));
    file::write(&markdown)
}

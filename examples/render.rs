//! Writes a design as Markdown: `cargo run --no-default-features --example render -- FILE` (`-` reads standard input).

use envelope::{estimate, text};
use std::io::{Read as _, Write as _};
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
    let json = read(&file).map_err(|error| format!("{file} cannot be read: {error}"))?;
    let doc = text::json::from_json(&json).map_err(|message| format!("{file}: {message}"))?;
    let markdown = text::markdown::render(&doc, &estimate::of(&doc));
    std::io::stdout()
        .write_all(markdown.as_bytes())
        .map_err(|error| format!("The Markdown cannot be written: {error}"))
}

fn read(file: &str) -> std::io::Result<String> {
    if file == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        Ok(text)
    } else {
        std::fs::read_to_string(file)
    }
}

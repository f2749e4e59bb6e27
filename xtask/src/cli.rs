//! The command line.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::{build, paths, sections};

/// What `cargo xtask --help` prints.
pub const HELP: &str = "\
Set-up, build and test driver of Envelope.

Usage: cargo xtask COMMAND [OPTIONS]

Commands:
  setup                          install what is missing; the others do it by themselves
  build  [--out DIR]             build the release page (default: dist) and weigh it
  reproduce                      build the page here and in another directory: is it the same?
  serve  [--port N] [--open]     build, then serve the page on 127.0.0.1 (default port 8080)
  test   [--only NAME] [-- ARGS] run every check and test; ARGS go to the test runner
  shots  [--out DIR] [--only S]  screenshots of every section (default: target/shots)
  audit  [--only axe|lighthouse] accessibility and speed, measured by axe and Lighthouse
  bench  [--only NAME]           the benchmarks, or one of them

Checks of `test`, in their order:
  fmt clippy clippy-wasm check host engines web build size e2e

Benchmarks of `bench`:
  engines            the sizes of five hundred tables
  estimate           the estimate of a large design
  ranges             ten thousand cases of designs of several sizes
  layout             diagrams of up to a thousand boxes
  reading            files of five megabytes, honest and hostile
  key_to_paint       from a key to the picture that shows it, with a large design
  ranges_in_browser  from a key to the ranges, what they keep from being done, and the page's memory
  import_in_browser  very large files, opened in the page
  squiggle           the ranges of sixteen formulas against Squiggle's; fails if they are not 20 times as fast
  mermaid            200 entities laid out and drawn, against Mermaid 11; fails if they take more than 100 ms
  soak               browsers killed while somebody types, and two tabs: ROUNDS (20) of each, from SEED (1) on

Variables:
  ENVELOPE_CACHE        where tools go (default: envelope in the user's cache directory)
  ENVELOPE_WASM         `rustup` or `debian`: which compiler builds the page (default: what works)
  CHROME, CHROMEDRIVER  the browser and the driver for the tests (default: what is found)
";

/// A command with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Print the help.
    Help,
    /// Install what is missing.
    Setup,
    /// Build the page into this directory.
    Build {
        /// Where the page goes.
        out: PathBuf,
    },
    /// Build the page twice and compare.
    Reproduce,
    /// Serve the page.
    Serve {
        /// The first port to try.
        port: u16,
        /// Whether to open it in the person's browser.
        open: bool,
    },
    /// Run the checks and tests.
    Test {
        /// One of them.
        only: Option<String>,
        /// Passed on to the test runner.
        rest: Vec<String>,
    },
    /// Take screenshots.
    Shots {
        /// Where they go.
        out: PathBuf,
        /// One section.
        only: Option<&'static str>,
    },
    /// Measure accessibility and speed.
    Audit {
        /// One of the two.
        only: Option<String>,
    },
    /// Run the benchmarks.
    Bench {
        /// One of them.
        only: Option<String>,
    },
}

/// Reads the arguments after `cargo xtask`.
///
/// # Errors
/// When a command or option is not known, or an option lacks its value.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command> {
    let mut words = Words::new(arguments);
    let Some(name) = words.next() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => return Ok(Command::Help),
        "setup" => Command::Setup,
        "build" => Command::Build {
            out: words.folder("--out")?.unwrap_or_else(build::dist),
        },
        "reproduce" => Command::Reproduce,
        "serve" => Command::Serve {
            port: port(words.value("--port")?)?,
            open: words.flag("--open"),
        },
        "test" => Command::Test {
            only: words.value("--only")?,
            rest: words.rest(),
        },
        "shots" => Command::Shots {
            out: words
                .folder("--out")?
                .unwrap_or_else(|| paths::target().join("shots")),
            only: section(words.value("--only")?)?,
        },
        "audit" => Command::Audit {
            only: one_of(words.value("--only")?, &["axe", "lighthouse"])?,
        },
        "bench" => Command::Bench {
            only: one_of(words.value("--only")?, &crate::bench::NAMES)?,
        },
        other => {
            return Err(Error::new(format!(
                "unknown command `{other}`; `cargo xtask --help` lists them"
            )));
        }
    };
    if words.flag("--help") || words.flag("-h") {
        return Ok(Command::Help);
    }
    words.end(&name)?;
    Ok(command)
}

/// The arguments that nobody has asked for yet.
struct Words {
    left: Vec<String>,
}

impl Words {
    fn new(arguments: impl IntoIterator<Item = String>) -> Self {
        Self {
            left: arguments.into_iter().collect(),
        }
    }

    fn next(&mut self) -> Option<String> {
        (!self.left.is_empty()).then(|| self.left.remove(0))
    }

    fn own(&self) -> usize {
        // What stands after `--` belongs to another program.
        let end = self.left.iter().position(|word| word == "--");
        end.unwrap_or(self.left.len())
    }

    fn flag(&mut self, name: &str) -> bool {
        let found = self.left[..self.own()].iter().position(|word| word == name);
        found.map(|at| self.left.remove(at)).is_some()
    }

    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let own = self.own();
        let joined = format!("{name}=");
        if let Some(at) = self.left[..own].iter().position(|w| w.starts_with(&joined)) {
            return Ok(Some(self.left.remove(at)[joined.len()..].to_owned()));
        }
        let Some(at) = self.left[..own].iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 >= own {
            return Err(Error::new(format!("{name} needs a value")));
        }
        self.left.remove(at);
        Ok(Some(self.left.remove(at)))
    }

    fn folder(&mut self, name: &str) -> Result<Option<PathBuf>> {
        let Some(value) = self.value(name)? else {
            return Ok(None);
        };
        // Where the person stands, not where a tool is run later.
        Ok(Some(std::env::current_dir()?.join(value)))
    }

    fn rest(&mut self) -> Vec<String> {
        let at = self.own();
        self.left.drain(at..).skip(1).collect()
    }

    fn end(self, command: &str) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(word) => Err(Error::new(format!(
                "`{command}` does not know `{word}`; see `cargo xtask --help`"
            ))),
        }
    }
}

fn port(value: Option<String>) -> Result<u16> {
    let Some(value) = value else {
        return Ok(8080);
    };
    value
        .parse()
        .map_err(|_| Error::new(format!("`{value}` is no port; it is a number up to 65535")))
}

fn section(value: Option<String>) -> Result<Option<&'static str>> {
    let Some(value) = value else {
        return Ok(None);
    };
    let known = sections::SECTIONS.iter().find(|name| **name == value);
    known.copied().map(Some).ok_or_else(|| {
        Error::new(format!(
            "no section is called `{value}`; they are: {}",
            sections::SECTIONS.join(" ")
        ))
    })
}

fn one_of(value: Option<String>, known: &[&str]) -> Result<Option<String>> {
    match value {
        Some(value) if !known.contains(&value.as_str()) => Err(Error::new(format!(
            "`{value}` is not one of: {}",
            known.join(" ")
        ))),
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read_in_both_spellings() {
        let expected = Command::Serve {
            port: 9000,
            open: true,
        };
        assert_eq!(read("serve --port 9000 --open").unwrap(), expected);
        assert_eq!(read("serve --open --port=9000").unwrap(), expected);
    }

    #[test]
    fn what_stands_after_two_dashes_goes_to_the_runner() {
        let command = read("test --only e2e -- saves --nocapture").unwrap();
        let expected = Command::Test {
            only: Some("e2e".to_owned()),
            rest: vec!["saves".to_owned(), "--nocapture".to_owned()],
        };
        assert_eq!(command, expected);
    }

    #[test]
    fn mistakes_are_named() {
        for (line, part) in [
            ("dance", "unknown command `dance`"),
            ("build --fast", "does not know `--fast`"),
            ("serve --port", "needs a value"),
            ("serve --port 99999", "is no port"),
            ("shots --only money", "requirements"),
            ("audit --only beauty", "lighthouse"),
        ] {
            let said = read(line).unwrap_err().to_string();
            assert!(said.contains(part), "{line}: {said}");
        }
    }

    #[test]
    fn help_is_given_wherever_it_is_asked_for() {
        for line in ["", "help", "--help", "build --help"] {
            assert_eq!(read(line).unwrap(), Command::Help);
        }
    }

    #[test]
    fn every_check_is_in_the_help() {
        for name in crate::test::names() {
            assert!(HELP.contains(name), "{name} is not in the help");
        }
    }

    #[test]
    fn every_benchmark_is_in_the_help() {
        for name in crate::bench::NAMES {
            let line = format!("\n  {name} ");
            assert!(HELP.contains(&line), "{name} is not in the help");
        }
    }
}

//! Set-up, build and test driver: `cargo xtask --help`.

use std::process::ExitCode;

use xtask::cli::{self, Command};
use xtask::error::Result;
use xtask::setup::{self, Needs};
use xtask::{audit, bench, build, lean, reproduce, serve, shots, test};

fn main() -> ExitCode {
    let done = lean::stand_in(std::env::args());
    match done.unwrap_or_else(|| cli::parse(std::env::args().skip(1)).and_then(run)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(cause) => {
            eprintln!("xtask: {cause}");
            ExitCode::FAILURE
        }
    }
}

/// True if what was asked for succeeded.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Help => {
            print!("{}", cli::HELP);
            Ok(true)
        }
        Command::Setup => {
            setup::ensure(Needs::ALL)?;
            println!("set-up: everything is there");
            Ok(true)
        }
        Command::Build { out } => {
            let tools = setup::ensure(Needs::PAGE)?;
            build::all(&tools, &out).map(|()| true)
        }
        Command::Reproduce => reproduce::run(),
        Command::Serve { port, open } => serve::run(port, open).map(|()| true),
        Command::Test { only, rest } => test::run(only.as_deref(), rest),
        Command::Shots { out, only } => shots::run(&out, only).map(|()| true),
        Command::Audit { only } => audit::run(only.as_deref()),
        Command::Bench { only } => bench::run(only.as_deref()),
    }
}

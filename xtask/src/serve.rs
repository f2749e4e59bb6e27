//! Serving the built page to the person at the keyboard.

use std::process::Command;

use crate::error::{Error, Result};
use crate::server::Server;
use crate::setup::{self, Needs};
use crate::{build, process};

/// How many ports are tried after the wanted one.
const TRIES: u16 = 20;

/// Builds and serves the page until the process is ended.
///
/// # Errors
/// When the build fails or no port is free.
pub fn run(port: u16, open: bool) -> Result<()> {
    let tools = setup::ensure(Needs::PAGE)?;
    let dist = build::ensure(&tools)?;
    let server = first_free(port, |port| Server::start_at(&dist, port))?;
    println!("Envelope is at {}  (Ctrl-C ends it)", server.url());
    if open && let Err(cause) = open_in_browser(&server.url()) {
        println!("It could not be opened by itself: {cause}");
    }
    server.wait();
    Ok(())
}

fn first_free<T>(port: u16, start: impl Fn(u16) -> Result<T>) -> Result<T> {
    let last = port.saturating_add(TRIES);
    let mut failure = Error::new("no port was tried");
    for port in port..=last {
        match start(port) {
            Ok(server) => return Ok(server),
            Err(cause) => failure = cause,
        }
    }
    Err(failure)
}

fn open_in_browser(url: &str) -> Result<()> {
    let opener = ["xdg-open", "open", "explorer"]
        .into_iter()
        .find_map(process::which)
        .ok_or_else(|| Error::new("no program here opens addresses"))?;
    process::answer(Command::new(opener).arg(url)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let start = |port: u16| {
            if port < 8083 {
                Err(Error::new("taken"))
            } else {
                Ok(port)
            }
        };
        assert_eq!(first_free(8080, start), Ok(8083));
        assert!(first_free(1, start).is_err());
    }
}

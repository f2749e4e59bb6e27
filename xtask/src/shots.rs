//! Screenshots of every section, for the eye.

use std::path::Path;

use crate::browser::{Config, Driver, Session, SessionOptions};
use crate::error::{Context, Result};
use crate::server::Server;
use crate::setup::{self, Needs};
use crate::{build, sections};

/// A desktop and a telephone.
const SIZES: [(u32, u32); 2] = [(1280, 800), (390, 844)];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// The page as it is at first, and filled.
const STATES: [&str; 2] = ["empty", "example"];

/// Takes the pictures into a directory.
///
/// # Errors
/// When the page cannot be built or opened.
pub fn run(out: &Path, only: Option<&str>) -> Result<()> {
    let tools = setup::ensure(Needs::BROWSER)?;
    let dist = build::ensure(&tools)?;
    std::fs::create_dir_all(out).context(format!("making {}", out.display()))?;
    let server = Server::start(&dist)?;
    let driver = Driver::start(&Config::from(tools.browser()?))?;
    let mut count = 0;
    for state in STATES {
        let session = driver.session(&SessionOptions::default())?;
        sections::open(&session, &server.url())?;
        if state == "example" {
            sections::open_example(&session)?;
        }
        for section in sections::SECTIONS {
            if only.is_none_or(|name| name == section) {
                count += pictures(&session, section, state, out)?;
            }
        }
    }
    println!("{count} pictures in {}", out.display());
    Ok(())
}

fn pictures(session: &Session, section: &str, state: &str, out: &Path) -> Result<usize> {
    let mut count = 0;
    for (width, height) in SIZES {
        session.resize(width, height)?;
        for scheme in SCHEMES {
            session.emulate_media(&[
                ("prefers-color-scheme", scheme),
                ("prefers-reduced-motion", "reduce"),
            ])?;
            sections::show(session, section)?;
            let name = format!("{section}-{width}-{scheme}-{state}.png");
            std::fs::write(out.join(&name), session.screenshot_full()?)
                .context(format!("writing {name}"))?;
            println!("{name}");
            count += 1;
        }
    }
    Ok(count)
}

//! The sections of the page, for whatever visits all of them.

use std::time::Duration;

use crate::browser::Session;
use crate::error::{Context, Result};

/// The routes behind `#/`, in the order of the page.
pub const SECTIONS: [&str; 16] = [
    "requirements",
    "actors",
    "apis",
    "services",
    "capacity",
    "cost",
    "data-model",
    "architecture",
    "reliability",
    "tradeoffs",
    "failures",
    "security",
    "feedback",
    "summary",
    "notes",
    "what-if",
];

/// The accessible name of the button that fills the page.
pub const EXAMPLE_BUTTON: &str = "Open the example: Pastebin";

/// Far more than the program needs to start.
const START_LIMIT: Duration = Duration::from_secs(20);

/// True once the program has taken the static shell away, and again when it has
/// drawn what was asked for: two frames later.
const STARTED: &str = "const shell = document.getElementById('shell');
return document.readyState === 'complete' && (!shell || shell.getClientRects().length === 0);";
const SETTLED: &str = "const done = arguments[arguments.length - 1];
document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))));";

/// Opens the page and waits until the program runs.
pub fn open(session: &Session, url: &str) -> Result<()> {
    session.goto(url)?;
    session
        .wait_until(START_LIMIT, |page| Ok(page.execute(STARTED, &[])? == true))
        .context("waiting for the page to start")?;
    settle(session)
}

/// Goes to a section.
pub fn show(session: &Session, section: &str) -> Result<()> {
    session.execute("location.hash = '#/' + arguments[0];", &[section.into()])?;
    session.execute("window.scrollTo(0, 0);", &[])?;
    settle(session)
}

/// Fills the page with the example that comes with it.
pub fn open_example(session: &Session) -> Result<()> {
    show(session, "designs")?;
    let button = session.wait_for(START_LIMIT, |page| {
        page.find_named("button, a", EXAMPLE_BUTTON).map(Some)
    });
    button.context("opening the example")?.click()?;
    // It is fetched; the page says so when it is there. The message itself belongs on no picture.
    session.wait_until(START_LIMIT, |page| {
        let said = page.execute(
            "return document.querySelector('[role=status]').textContent;",
            &[],
        )?;
        Ok(said.as_str().is_some_and(|said| !said.is_empty()))
    })?;
    session.execute(
        "document.querySelector('[role=status]').style.visibility = 'hidden';",
        &[],
    )?;
    settle(session)
}

fn settle(session: &Session) -> Result<()> {
    session.execute_async(SETTLED, &[]).map(drop)
}

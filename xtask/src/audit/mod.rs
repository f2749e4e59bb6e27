//! Accessibility and speed, measured by axe-core and Lighthouse.

mod axe;
mod lighthouse;

use crate::error::Result;
use crate::server::Server;
use crate::setup::{self, Needs};
use crate::{build, paths};

/// Runs both, or one. True if nothing is to be complained about.
///
/// # Errors
/// When the set-up, the build or a tool fails.
pub fn run(only: Option<&str>) -> Result<bool> {
    let tools = setup::ensure(Needs::AUDIT)?;
    let dist = build::ensure(&tools)?;
    let out = paths::target().join("audit");
    std::fs::create_dir_all(&out)?;
    let server = Server::start(&dist)?;
    let mut fine = true;
    if only.is_none_or(|name| name == "axe") {
        fine &= axe::run(&tools, &server.url())?;
    }
    if only.is_none_or(|name| name == "lighthouse") {
        fine &= lighthouse::run(&tools, &server.url(), &out)?;
    }
    Ok(fine)
}

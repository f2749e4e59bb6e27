//! The benchmarks.

use std::process::Command;

use crate::error::Result;
use crate::setup::{self, Needs};
use crate::{build, paths, process, test};

/// Runs both benchmarks, or one. True if they ran to their end.
///
/// # Errors
/// When the set-up or the build fails.
pub fn run(only: Option<&str>) -> Result<bool> {
    let mut fine = true;
    if only.is_none_or(|name| name == "estimate") {
        fine &= bench("estimate", &[], |_| {})?;
    }
    if only.is_none_or(|name| name == "key_to_paint") {
        let tools = setup::ensure(Needs::TEST)?;
        build::ensure(&tools)?;
        let browser = tools.browser()?;
        fine &= bench("key_to_paint", &["--features", "e2e"], |cargo| {
            test::with_page(cargo, browser);
        })?;
    }
    Ok(fine)
}

fn bench(name: &str, features: &[&str], prepare: impl Fn(&mut Command)) -> Result<bool> {
    println!("\n=== {name}");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(paths::root())
        .args(["bench", "--no-default-features", "--bench", name])
        .args(features);
    prepare(&mut cargo);
    process::tee(&mut cargo).map(|(fine, _)| fine)
}

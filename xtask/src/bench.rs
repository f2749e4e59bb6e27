//! The benchmarks.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::setup::{self, Needs, TARGET, Tools};
use crate::{build, paths, process, test};

/// The variable that tells where Squiggle is installed.
pub const SQUIGGLE_VARIABLE: &str = "ENVELOPE_SQUIGGLE";
/// The variable that tells where the benchmark lies as a module of Node.
pub const MODULE_VARIABLE: &str = "ENVELOPE_MODULE";

/// Compiling the page's code once more takes minutes.
const LIMIT: Duration = Duration::from_mins(40);

/// The names of the benchmarks, in their order: those of the core, those of the page, the comparison, and
/// the one that kills browsers.
pub const NAMES: [&str; 11] = [
    "engines",
    "estimate",
    "ranges",
    "layout",
    "reading",
    "key_to_paint",
    "ranges_in_browser",
    "import_in_browser",
    "squiggle",
    "mermaid",
    "soak",
];

/// Runs all benchmarks, or one. True if they ran to their end and met what they ask for.
///
/// # Errors
/// When the set-up or the build fails.
pub fn run(only: Option<&str>) -> Result<bool> {
    let mut fine = true;
    for name in NAMES {
        if only.is_none_or(|wanted| wanted == name) {
            println!("\n=== {name}");
            fine &= match name {
                "key_to_paint" | "ranges_in_browser" | "import_in_browser" | "soak" => {
                    on_page(name, Needs::BROWSER)?
                }
                // It is installed with the tests.
                "mermaid" => on_page(name, Needs::TEST)?,
                "squiggle" => squiggle()?,
                _ => process::tee(&mut bench(name))?.0,
            };
        }
    }
    Ok(fine)
}

fn bench(name: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(paths::root())
        .args(["bench", "--no-default-features", "--bench", name]);
    cargo
}

fn on_page(name: &str, needs: Needs) -> Result<bool> {
    let tools = setup::ensure(needs)?;
    // Only the soak may want the page that is one file.
    if name == "soak" {
        build::ensure_all(&tools)?;
    } else {
        build::ensure(&tools)?;
    }
    let mut cargo = bench(name);
    cargo.args(["--features", "e2e"]);
    test::with_page(&mut cargo, tools.browser()?);
    process::tee(&mut cargo).map(|(fine, _)| fine)
}

fn squiggle() -> Result<bool> {
    let tools = setup::ensure(Needs::SQUIGGLE)?;
    let mut cargo = bench("squiggle");
    cargo
        .env(SQUIGGLE_VARIABLE, tools.squiggle()?)
        .env(MODULE_VARIABLE, module(&tools)?);
    process::tee(&mut cargo).map(|(fine, _)| fine)
}

/// The benchmark compiled as the page is, for Node.
fn module(tools: &Tools) -> Result<PathBuf> {
    let compile = || {
        let mut cargo = tools.cargo();
        cargo.args(["build", "--release", "--bench", "squiggle"]);
        cargo.args(["--target", TARGET]);
        cargo
    };
    process::watch(&mut compile(), LIMIT)?;
    // Once more, at once, only to be told where it lies.
    let said = process::answer(compile().arg("--message-format=json"))?;
    let lines = said
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let product = lines
        .filter(|line: &Value| line["target"]["name"] == "squiggle")
        .find_map(|line| line["filenames"][0].as_str().map(PathBuf::from))
        .ok_or_else(|| Error::new("cargo does not say where the benchmark lies"))?;
    let out = paths::target().join("squiggle");
    let mut bindgen = Command::new(tools.program("wasm-bindgen")?);
    bindgen
        .args(["--target", "nodejs", "--no-typescript"])
        .args(["--out-name", "squiggle", "--out-dir"])
        .arg(&out)
        .arg(product);
    process::answer(&mut bindgen)?;
    let wasm = out.join("squiggle_bg.wasm");
    let mut shrink = Command::new(tools.program("wasm-opt")?);
    shrink.arg("-Oz").arg(&wasm).arg("-o").arg(&wasm);
    process::answer(&mut shrink)?;
    Ok(out.join("squiggle.js"))
}

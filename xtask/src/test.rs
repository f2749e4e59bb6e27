//! Every check and test, one after the other, and one count over all.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use serde_json::json;

use crate::browser::{CHROME_VARIABLE, DRIVER_VARIABLE, base_arguments};
use crate::error::{Error, Result};
use crate::setup::{self, Browser, Needs, TARGET, Tools};
use crate::tally::Tally;
use crate::{build, paths, process, single, weight};

/// The variable that tells tests where the built page is.
pub const DIST_VARIABLE: &str = "ENVELOPE_DIST";

/// A check or a suite of tests.
struct Step {
    name: &'static str,
    what: &'static str,
    /// Whether it looks at the built page.
    on_page: bool,
    run: fn(&Plan) -> Result<Tally>,
}

/// What the steps share.
struct Plan {
    tools: Tools,
    rest: Vec<String>,
}

const STEPS: [Step; 10] = [
    Step {
        name: "fmt",
        what: "the format of the whole workspace",
        on_page: false,
        run: |plan| check(plan, "fmt", &["--all", "--check"]),
    },
    Step {
        name: "clippy",
        what: "lints on this machine's target, with every feature",
        on_page: false,
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "lints of the page on its own target",
        on_page: false,
        run: clippy_wasm,
    },
    Step {
        name: "check",
        what: "the core compiles without the page",
        on_page: false,
        run: |plan| check(plan, "check", &["--no-default-features"]),
    },
    Step {
        name: "host",
        what: "unit, property, golden, tidy and doc tests of the core and of this driver",
        on_page: false,
        run: host,
    },
    Step {
        name: "engines",
        what: "sizes and statements against PostgreSQL, MariaDB and SQLite",
        on_page: false,
        run: engines,
    },
    Step {
        name: "web",
        what: "tests of the page's parts in a browser",
        on_page: false,
        run: web,
    },
    Step {
        name: "build",
        what: "the release page",
        on_page: false,
        run: |plan| build::all(&plan.tools, &build::dist()).map(|()| Tally::one(true)),
    },
    Step {
        name: "size",
        what: "the weight of a first visit, and of the page that is one file",
        on_page: true,
        run: size,
    },
    Step {
        name: "e2e",
        what: "end-to-end tests of the release page in a browser",
        on_page: true,
        run: e2e,
    },
];

/// The names of the steps, in their order.
pub fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// Runs all steps, or one, and prints the count. True if nothing failed.
///
/// # Errors
/// When there is no such step or the set-up fails.
pub fn run(only: Option<&str>, rest: Vec<String>) -> Result<bool> {
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| only.is_none_or(|name| name == step.name))
        .collect();
    if steps.is_empty() {
        return Err(Error::new(format!(
            "no check is called `{}`; they are: {}",
            only.unwrap_or_default(),
            names().join(" ")
        )));
    }
    let tools = setup::ensure(Needs::TEST)?;
    if only.is_some() && steps.iter().any(|step| step.on_page) {
        build::ensure_all(&tools)?;
    }
    let plan = Plan { tools, rest };
    let total = run_steps(&steps, &plan);
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

fn run_steps(steps: &[&Step], plan: &Plan) -> Tally {
    let mut total = Tally::default();
    let mut lines = Vec::new();
    let mut page_failed = false;
    for (number, step) in steps.iter().enumerate() {
        println!(
            "\n=== {} ({}/{}): {}",
            step.name,
            number + 1,
            steps.len(),
            step.what
        );
        let started = Instant::now();
        let tally = if page_failed && step.on_page {
            println!("not run: there is no page to look at");
            Tally::one(false)
        } else {
            (step.run)(plan).unwrap_or_else(|cause| {
                println!("{cause}");
                Tally::one(false)
            })
        };
        page_failed |= step.name == "build" && tally.failed > 0;
        total = total.plus(tally);
        lines.push(format!(
            "{:<12} {:>5} passed {:>4} failed {:>5} s",
            step.name,
            tally.passed,
            tally.failed,
            started.elapsed().as_secs()
        ));
    }
    println!("\n{}\n", lines.join("\n"));
    total
}

fn cargo(command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(paths::root()).arg(command);
    cargo
}

fn check(_plan: &Plan, command: &str, arguments: &[&str]) -> Result<Tally> {
    let (fine, _) = process::tee(cargo(command).args(arguments))?;
    Ok(Tally::one(fine))
}

fn clippy(plan: &Plan) -> Result<Tally> {
    let arguments = [
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-Dwarnings",
    ];
    check(plan, "clippy", &arguments)
}

fn clippy_wasm(plan: &Plan) -> Result<Tally> {
    let mut cargo = wasm_cargo(&plan.tools, "clippy");
    cargo.args(["--package", "envelope", "--lib", "--bins", "--tests"]);
    cargo.args(["--", "-Dwarnings"]);
    let (fine, _) = process::tee(&mut cargo)?;
    Ok(Tally::one(fine))
}

/// The page's parts are left out: they compile for long, and run in `web`.
fn host(plan: &Plan) -> Result<Tally> {
    let mut cargo = cargo("test");
    cargo.args(["--workspace", "--no-default-features", "--no-fail-fast"]);
    runner(cargo, plan)
}

fn engines(plan: &Plan) -> Result<Tally> {
    let mut cargo = cargo("test");
    cargo.args([
        "--no-default-features",
        "--features",
        "engines",
        "--test",
        "engines",
    ]);
    runner(cargo, plan)
}

fn web(plan: &Plan) -> Result<Tally> {
    let browser = plan.tools.browser()?;
    let mut cargo = wasm_cargo(&plan.tools, "test");
    cargo
        .args(["--package", "envelope", "--test", "web"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            plan.tools.program("wasm-bindgen-test-runner")?,
        )
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(browser)?)
        // The runner's own limits, 20 s and 5 s, are short for a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    runner(cargo, plan)
}

fn size(_plan: &Plan) -> Result<Tally> {
    let parts = weight::first_load(&build::dist())?;
    let later = weight::later(&build::dist())?;
    print!("{}", weight::table(&parts, &later));
    let total = weight::total(&parts);
    if total > weight::BUDGET {
        println!(
            "{total} bytes are more than the budget of {}",
            weight::BUDGET
        );
    }
    let one_file = std::fs::metadata(build::dist().join(single::NAME))?.len();
    let one_file = usize::try_from(one_file).unwrap_or(usize::MAX);
    print!("{}", weight::line(single::NAME, one_file, single::BUDGET));
    Ok(Tally::one(total <= weight::BUDGET).plus(Tally::one(one_file <= single::BUDGET)))
}

fn e2e(plan: &Plan) -> Result<Tally> {
    let mut cargo = cargo("test");
    cargo.args([
        "--no-default-features",
        "--features",
        "e2e",
        "--test",
        "e2e",
    ]);
    with_page(&mut cargo, plan.tools.browser()?);
    runner(cargo, plan)
}

/// Tells tests and benchmarks which page to open, in which browser.
pub fn with_page(command: &mut Command, browser: &Browser) {
    command
        .env(DIST_VARIABLE, build::dist())
        .env(CHROME_VARIABLE, &browser.chrome)
        .env(DRIVER_VARIABLE, &browser.driver);
}

fn runner(mut cargo: Command, plan: &Plan) -> Result<Tally> {
    if !plan.rest.is_empty() {
        cargo.arg("--").args(&plan.rest);
    }
    let (fine, output) = process::tee(&mut cargo)?;
    Ok(Tally::of_runner(fine, &output))
}

fn wasm_cargo(tools: &Tools, command: &str) -> Command {
    let mut cargo = tools.cargo();
    cargo
        .args([command, "--target", TARGET])
        // Line tables of a hundred megabytes would pass through wasm-bindgen for nothing.
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    cargo
}

/// The file in which the runner of the browser tests looks for the browser.
fn capabilities(browser: &Browser) -> Result<PathBuf> {
    let path = paths::target().join("webdriver.json");
    let options = json!({ "binary": browser.chrome, "args": base_arguments() });
    std::fs::write(&path, json!({ "goog:chromeOptions": options }).to_string())?;
    Ok(path)
}

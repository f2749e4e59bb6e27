//! The release page: built by Trunk, then given its policy and its version, and weighed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::error::{Context, Error, Result};
use crate::setup::{TARGET, Tools};
use crate::{lean, offline, paths, policy, process, single, split, weight};

/// A cold build with one code unit takes minutes.
const LIMIT: Duration = Duration::from_mins(40);

/// What the page is made of; anything newer than the page asks for a new build.
const SOURCES: [&str; 7] = [
    "src",
    "style",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
];

/// The programs of the page, as cargo calls them: its own, and the worker's.
const PROGRAMS: [&str; 2] = ["envelope", "desk"];

/// The directory of the page, unless another is asked for.
pub fn dist() -> PathBuf {
    paths::root().join("dist")
}

/// Builds the page into a directory and prints what a first visit fetches.
///
/// # Errors
/// When the crates cannot be fetched or the build fails.
pub fn page(tools: &Tools, out: &Path) -> Result<()> {
    let started = SystemTime::now();
    compile(tools, &PROGRAMS)?;
    bundle(tools, out, started)
}

/// Puts together what was compiled: Trunk finds the programs ready.
fn bundle(tools: &Tools, out: &Path, started: SystemTime) -> Result<()> {
    let mut trunk = Command::new(tools.program("trunk")?);
    trunk
        .current_dir(paths::root())
        .args([
            "build",
            "--release",
            "--offline",
            "--features",
            "split",
            "--dist",
        ])
        .arg(out);
    // Some systems say NO_COLOR=1, which Trunk takes for a faulty flag: it wants true or false.
    trunk.env_remove("NO_COLOR");
    tools.prepare(&mut trunk);
    lean::stand_before(&mut trunk)?;
    process::watch(&mut trunk, LIMIT)?;
    // As wasm-bindgen made it: Trunk's minifier names things otherwise each time.
    let glue = tools.wasm.target_dir().join("wasm-bindgen/release/desk.js");
    std::fs::copy(&glue, out.join("desk/desk.js"))
        .context(format!("copying {}", glue.display()))?;
    split::put(out, &tools.program("wasm-opt")?)?;
    policy::write(out)?;
    offline::write(out)?;
    leave_stamp(out, started)?;
    print!(
        "{}",
        weight::table(&weight::first_load(out)?, &weight::later(out)?)
    );
    Ok(())
}

/// The same, and beside it the page that is one file.
///
/// # Errors
/// When one of the builds fails.
pub fn all(tools: &Tools, out: &Path) -> Result<()> {
    let started = SystemTime::now();
    let [page, desk] = PROGRAMS;
    compile(tools, &[page, desk, single::PROGRAM])?;
    let program = std::thread::scope(|scope| {
        // What optimises one program leaves the other processors idle.
        let program = scope.spawn(|| single::program(tools));
        bundle(tools, out, started)?;
        program
            .join()
            .map_err(|_| Error::new("making the one file ended before its time"))?
    })?;
    one_file(out, &program)
}

fn one_file(out: &Path, program: &Path) -> Result<()> {
    let size = single::write(out, program)?;
    print!("{}", weight::line(single::NAME, size, single::BUDGET));
    Ok(())
}

/// Builds the page into `dist`, unless what is there is newer than its sources.
///
/// # Errors
/// When the build fails.
pub fn ensure(tools: &Tools) -> Result<PathBuf> {
    let out = dist();
    if !is_fresh(&out) {
        page(tools, &out)?;
    }
    Ok(out)
}

/// The same, and beside it the page that is one file. A new page comes without it, so what is there belongs to the page.
///
/// # Errors
/// When one of the builds fails.
pub fn ensure_all(tools: &Tools) -> Result<PathBuf> {
    let out = ensure(tools)?;
    if !out.join(single::NAME).is_file() {
        compile(tools, &[single::PROGRAM])?;
        one_file(&out, &single::program(tools)?)?;
    }
    Ok(out)
}

/// Compiles programs side by side; Trunk would take them one after the other. It is run offline, so that it uses the
/// tools given to it and no others: the crates come before.
fn compile(tools: &Tools, programs: &[&str]) -> Result<()> {
    let mut fetch = tools.cargo();
    // For this machine too: macros and build scripts run on it.
    fetch.args(["fetch", "--target", TARGET, "--target", "host-tuple"]);
    if std::env::var_os("CI").is_some() {
        fetch.arg("--locked");
    }
    process::watch(&mut fetch, LIMIT)?;
    let mut cargo = tools.cargo();
    cargo.args(["build", "--release", "--offline", "--target", TARGET]);
    cargo.args(["--features", "split"]);
    for program in programs {
        cargo.args(["--bin", program]);
    }
    process::watch(&mut cargo, LIMIT)
}

/// Outside the page, which is published as it is.
fn stamp_of(out: &Path) -> PathBuf {
    let name: String = out
        .to_string_lossy()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    paths::target().join(format!("page{name}.stamp"))
}

/// The stamp bears the time before the build: what is saved while it runs is newer.
fn leave_stamp(out: &Path, started: SystemTime) -> Result<()> {
    let stamp = stamp_of(out);
    let file = std::fs::File::create(&stamp).context(format!("making {}", stamp.display()))?;
    file.set_modified(started)?;
    Ok(())
}

fn is_fresh(out: &Path) -> bool {
    let Ok(built) = modified(&stamp_of(out)) else {
        return false;
    };
    out.join("index.html").is_file()
        && SOURCES
            .iter()
            .all(|source| newest(&paths::root().join(source)).is_ok_and(|time| time < built))
}

fn newest(path: &Path) -> Result<SystemTime> {
    let mut time = modified(path)?;
    if path.is_dir() {
        for entry in std::fs::read_dir(path)?.flatten() {
            time = time.max(newest(&entry.path())?);
        }
    }
    Ok(time)
}

fn modified(path: &Path) -> Result<SystemTime> {
    path.metadata()
        .and_then(|data| data.modified())
        .map_err(|cause| Error::new(format!("{}: {cause}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_file_of_a_tree_counts() {
        let folder = crate::scratch::Folder::new("newest").unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        let file = std::fs::File::create(deep.join("file")).unwrap();
        let later = SystemTime::now() + Duration::from_mins(1);
        file.set_modified(later).unwrap();
        assert_eq!(newest(folder.path()).unwrap(), later);
    }

    #[test]
    fn a_page_that_was_never_built_is_not_fresh() {
        let folder = crate::scratch::Folder::new("fresh").unwrap();
        assert!(!is_fresh(folder.path()));
    }
}

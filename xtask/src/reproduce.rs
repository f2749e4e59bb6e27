//! Whether the page is the same, byte for byte, when it is built elsewhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::error::{Context, Error, Result};
use crate::scratch::Folder;
use crate::setup::{self, Needs};
use crate::{build, paths, process};

/// A build from nothing, of this driver and of the page.
const LIMIT: Duration = Duration::from_hours(1);

/// Builds the page here, and from a copy of the sources in another directory, with nothing that was compiled before.
/// True if both are equal; otherwise says which files differ.
///
/// # Errors
/// When one of the builds fails.
pub fn run() -> Result<bool> {
    let tools = setup::ensure(Needs::PAGE)?;
    let here = build::ensure_all(&tools)?;
    let folder = Folder::new("reproduce")?;
    // Longer than the first, and deeper.
    let copy = folder.path().join("a/directory/of/another/length");
    copy_sources(&copy)?;
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&copy)
        .args(["xtask", "build"])
        .env_remove("CARGO_TARGET_DIR");
    process::watch(&mut cargo, LIMIT)?;
    let differences = differences(&contents(&here)?, &contents(&copy.join("dist"))?);
    for line in &differences {
        println!("{line}");
    }
    if differences.is_empty() {
        println!("the page is the same, byte for byte");
    }
    Ok(differences.is_empty())
}

/// All that belongs to the repository, as it is at this moment.
fn copy_sources(to: &Path) -> Result<()> {
    let mut git = Command::new("git");
    git.current_dir(paths::root())
        .args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    for name in process::answer(&mut git)?.lines() {
        let from = paths::root().join(name);
        // What was deleted is listed until the deletion is recorded.
        if !from.is_file() {
            continue;
        }
        let to = to.join(name);
        std::fs::create_dir_all(to.parent().unwrap_or(&to))?;
        std::fs::copy(&from, &to).context(format!("copying {name}"))?;
    }
    Ok(())
}

/// Each file below a directory, by its path in it.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).context(format!("reading {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .map_err(|cause| Error::new(cause.to_string()))?;
            let digest = Sha256::digest(std::fs::read(&path)?).to_vec();
            found.insert(name.to_string_lossy().into_owned(), digest);
        }
    }
    Ok(found)
}

fn differences(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, digest) in one {
        match other.get(name) {
            None => found.push(format!("{name} is only in the first")),
            Some(its) if its != digest => found.push(format!("{name} differs")),
            Some(_) => {}
        }
    }
    let more = other.keys().filter(|name| !one.contains_key(*name));
    found.extend(more.map(|name| format!("{name} is only in the second")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_named() {
        let one = Folder::new("one").unwrap();
        let other = Folder::new("other").unwrap();
        for (folder, name, text) in [
            (&one, "same", "a"),
            (&other, "same", "a"),
            (&one, "deep/file", "a"),
            (&other, "deep/file", "b"),
            (&one, "first", ""),
            (&other, "second", ""),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let (one, other) = (
            contents(one.path()).unwrap(),
            contents(other.path()).unwrap(),
        );
        assert!(differences(&one, &one).is_empty());
        let expected = [
            "deep/file differs",
            "first is only in the first",
            "second is only in the second",
        ];
        assert_eq!(differences(&one, &other), expected);
    }

    #[test]
    fn the_sources_are_copied_and_nothing_that_was_built() {
        let folder = Folder::new("sources").unwrap();
        copy_sources(folder.path()).unwrap();
        assert!(folder.path().join("xtask/src/reproduce.rs").is_file());
        assert!(!folder.path().join("target").exists() && !folder.path().join("dist").exists());
    }
}

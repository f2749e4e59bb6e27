//! What the page needs to be kept offline: the list of its files, in the worker that keeps them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::error::{Context, Error, Result};
use crate::{paths, policy, single};

/// The worker, beside the page.
pub const WORKER: &str = "offline.js";

/// Where its source is.
const SOURCE: &str = "src/browser/offline.js";

/// How the version begins in the page.
const META: &str = "<meta name=version content=";

/// Gives the page in this directory its version, which follows from the bytes of all that is in it, and writes the
/// worker with the list of files.
///
/// # Errors
/// When the page cannot be read, or has no place for its version.
pub fn write(dist: &Path) -> Result<()> {
    let source = paths::root().join(SOURCE);
    let worker =
        std::fs::read_to_string(&source).context(format!("reading {}", source.display()))?;
    let index = dist.join("index.html");
    let page = without_version(
        &std::fs::read_to_string(&index).context(format!("reading {}", index.display()))?,
    );
    std::fs::write(&index, &page)?;
    // With the headers, which the browser keeps beside each file, and the worker itself.
    let mut all = files(dist)?;
    all.insert(
        policy::HEADERS.to_owned(),
        hash_of(&dist.join(policy::HEADERS)).unwrap_or_default(),
    );
    all.insert(WORKER.to_owned(), hex(&Sha256::digest(&worker)));
    let version = &hex(&Sha256::digest(json!(all).to_string()))[..16];
    let place = page
        .find("<title")
        .ok_or_else(|| Error::new("index.html has no title"))?;
    let page = format!("{}{META}{version}>{}", &page[..place], &page[place..]);
    std::fs::write(&index, page).context(format!("writing {}", index.display()))?;
    let worker = filled(&worker, version, &files(dist)?)?;
    std::fs::write(dist.join(WORKER), worker).context(format!("writing {WORKER}"))
}

/// The files that the worker keeps, by their addresses, with the hash of each. The page is called by the address
/// of its directory: some hosts lead elsewhere from `index.html`.
///
/// # Errors
/// When one cannot be read.
pub fn files(dist: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    collect(dist, "", &mut found)?;
    Ok(found)
}

fn collect(folder: &Path, before: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in std::fs::read_dir(folder).context(format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let address = format!("{before}{name}");
        // Notes to the host and to tools are no part of the page, nor is what is a page of its own, nor can it be served
        // by what is served by itself.
        let apart = name.starts_with(['.', '_'])
            || name.ends_with(".map")
            || [WORKER, single::NAME].contains(&&*address);
        if path.is_dir() && !apart {
            collect(&path, &format!("{address}/"), found)?;
        } else if !apart {
            let hash = hash_of(&path)?;
            let address = if address == "index.html" {
                "./".to_owned()
            } else {
                address
            };
            found.insert(address, hash);
        }
    }
    Ok(())
}

/// The worker's source with its version and its list.
fn filled(source: &str, version: &str, files: &BTreeMap<String, String>) -> Result<String> {
    let mut text = source.to_owned();
    for (empty, value) in [
        (
            "const VERSION = \"\";\n",
            format!("const VERSION = \"{version}\";\n"),
        ),
        (
            "const FILES = {};\n",
            format!("const FILES = {};\n", json!(files)),
        ),
    ] {
        if text.matches(empty).count() != 1 {
            return Err(Error::new(format!(
                "{SOURCE} has no line `{}`",
                empty.trim()
            )));
        }
        text = text.replace(empty, &value);
    }
    Ok(text)
}

fn without_version(page: &str) -> String {
    let mut page = page.to_owned();
    if let Some(start) = page.find(META)
        && let Some(length) = page[start..].find('>')
    {
        page.replace_range(start..=start + length, "");
    }
    page
}

fn hash_of(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).context(format!("reading {}", file.display()))?;
    Ok(hex(&Sha256::digest(bytes)))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Folder;

    fn page() -> Folder {
        let folder = Folder::new("offline").unwrap();
        for (name, text) in [
            ("index.html", "<meta charset=utf-8><title>a</title>"),
            ("a.js", "abc"),
            ("a.js.map", "of no use"),
            ("_headers", "for the host"),
            (".stage", "of a tool"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        std::fs::write(folder.path().join("deep/b.json"), "{}").unwrap();
        folder
    }

    fn worker(folder: &Folder) -> String {
        write(folder.path()).unwrap();
        std::fs::read_to_string(folder.path().join(WORKER)).unwrap()
    }

    #[test]
    fn the_worker_has_each_file_of_the_page_with_its_hash() {
        let folder = page();
        let text = worker(&folder);
        let files = files(folder.path()).unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["./", "a.js", "deep/b.json"]);
        // FIPS 180-4: the hash of `abc`.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(files["a.js"], abc);
        assert!(text.contains(&format!("\"a.js\":\"{abc}\"")));
        assert!(
            text.contains(&files["./"]),
            "the page's hash is that after its version was put in"
        );
        let page = std::fs::read_to_string(folder.path().join("index.html")).unwrap();
        let version = page.split(META).nth(1).unwrap().split('>').next().unwrap();
        assert!(text.contains(&format!("const VERSION = \"{version}\";")));
    }

    #[test]
    fn the_version_changes_with_any_file_and_with_nothing_else() {
        let folder = page();
        let first = worker(&folder);
        assert_eq!(worker(&folder), first);
        for name in ["deep/b.json", "index.html", "_headers"] {
            let path = folder.path().join(name);
            let old = std::fs::read_to_string(&path).unwrap();
            let before = worker(&folder);
            std::fs::write(&path, format!("{old} ")).unwrap();
            let version = |text: &str| {
                text.lines()
                    .find(|line| line.starts_with("const VERSION"))
                    .unwrap()
                    .to_owned()
            };
            assert_ne!(version(&worker(&folder)), version(&before), "{name}");
        }
    }

    #[test]
    fn a_worker_without_a_place_for_the_list_is_refused() {
        assert!(filled("const VERSION = \"\";\n", "1", &BTreeMap::new()).is_err());
    }
}

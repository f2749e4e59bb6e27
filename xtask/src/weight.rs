//! What a first visit fetches until the page can be used, against the budget.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Context, Result};
use crate::split;

/// More than this, compressed, is too heavy; README.md and CONTRIBUTING.md promise it.
pub const BUDGET: usize = 400 * 1000;

/// One file of the first load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its size as it lies in the directory.
    pub raw: usize,
    /// Its size as `gzip -9` makes it.
    pub packed: usize,
}

/// The files fetched until the page can be used: the page, and each file it names.
///
/// # Errors
/// When the page or one of its files cannot be read.
pub fn first_load(dist: &Path) -> Result<Vec<Part>> {
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context(format!("reading {}", index.display()))?;
    let mut names = vec!["index.html".to_owned()];
    let mut entries: Vec<String> = std::fs::read_dir(dist)?
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| page.contains(name.as_str()))
        .collect();
    entries.sort();
    names.extend(entries);
    names.iter().map(|name| weigh(dist, name)).collect()
}

/// What is fetched after the first paint: the rest of the page, and what works beside it.
///
/// # Errors
/// When one of its files cannot be read.
pub fn later(dist: &Path) -> Result<Vec<Part>> {
    let names = |folder: &Path| -> Result<Vec<String>> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .context(format!("reading {}", folder.display()))?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        Ok(names)
    };
    let rest = names(dist)?.into_iter();
    let rest = rest.filter(|name| name.starts_with(split::NAME) && !name.ends_with("js"));
    let desk = names(&dist.join("desk"))?.into_iter();
    let desk = desk.map(|name| format!("desk/{name}"));
    rest.chain(desk).map(|name| weigh(dist, &name)).collect()
}

fn weigh(dist: &Path, name: &str) -> Result<Part> {
    let bytes = std::fs::read(dist.join(name)).context(format!("reading {name}"))?;
    Ok(Part {
        name: name.to_owned(),
        raw: bytes.len(),
        packed: gzip(&bytes, Compression::best())?.len(),
    })
}

/// Compresses bytes as a web server does.
///
/// # Errors
/// Writing to memory does not fail; the type allows for it.
pub fn gzip(bytes: &[u8], level: Compression) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The compressed total.
pub fn total(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.packed).sum()
}

/// The sizes as a table for the terminal: the first load against its budget, then what comes later.
pub fn table(parts: &[Part], later: &[Part]) -> String {
    let mut text = format!("{:<40} {:>9} {:>9}\n", "First load", "raw KB", "gzip KB");
    let mut line = |name: &str, raw: &str, packed: usize| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {name:<38} {raw:>9} {:>9}", kb(packed));
    };
    for part in parts {
        line(&part.name, &kb(part.raw), part.packed);
    }
    line(
        "total",
        &kb(parts.iter().map(|part| part.raw).sum()),
        total(parts),
    );
    line("budget", "", BUDGET);
    for part in later {
        line(&format!("later: {}", part.name), &kb(part.raw), part.packed);
    }
    text
}

/// The size of a file that is not compressed by a server, against its budget.
pub fn line(name: &str, bytes: usize, budget: usize) -> String {
    format!("{name}: {} KB of {}\n", kb(bytes), kb(budget))
}

/// Kilobytes of a thousand bytes with one decimal, as transfer sizes are given.
fn kb(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_the_page_names_count() {
        let folder = crate::scratch::Folder::new("weight").unwrap();
        std::fs::write(folder.path().join("index.html"), "<script src=./a.js>").unwrap();
        std::fs::write(folder.path().join("a.js"), "x".repeat(5000)).unwrap();
        std::fs::write(folder.path().join("later.js"), "y").unwrap();
        let parts = first_load(folder.path()).unwrap();
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["index.html", "a.js"]);
        assert_eq!(parts[1].raw, 5000);
        assert!(parts[1].packed < 100);
    }

    #[test]
    fn kilobytes_have_a_thousand_bytes() {
        assert_eq!(kb(250_000), "250.0");
        assert_eq!(kb(1_999), "1.9");
    }
}

//! What stopped an importer once, and the texts from which fuzzing begins, replayed: `tests/crashers/TARGET/*` and
//! `fuzz/corpus/TARGET/*`. `cargo +nightly fuzz run TARGET` looks for more.
// A test that meets the unexpected should stop at once and say where.
#![allow(clippy::unwrap_used)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::Path;

/// What is held against any bytes.
type Target = fn(&[u8]);

/// Every target, by the name of its folder.
const TARGETS: [(&str, Target); 6] = [
    ("json_import", targets::json_import),
    ("md_import", targets::md_import),
    ("quantity", targets::quantity),
    ("ddl", targets::ddl),
    ("flowchart", targets::flowchart),
    ("link", targets::link),
];

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn what_was_found_once_stops_no_importer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, target) in TARGETS {
        let mut all = files(&root.join("tests/crashers").join(name));
        all.extend(files(&root.join("fuzz/corpus").join(name)));
        assert!(!all.is_empty(), "{name} has files");
        for (path, bytes) in all {
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "{path}");
        }
    }
}

/// The same files with bytes changed, cut out, doubled and mixed, in an order that never changes.
#[test]
fn what_is_near_to_it_stops_no_importer_either() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let rounds: u32 = std::env::var("FUZZ_ROUNDS").map_or(40, |text| text.parse().unwrap());
    for (name, target) in TARGETS {
        let corpus = files(&root.join("fuzz/corpus").join(name));
        for round in 0..rounds {
            let (_, one) = &corpus[below(&mut seed, corpus.len())];
            let (_, other) = &corpus[below(&mut seed, corpus.len())];
            let bytes = mutated(one, other, &mut seed);
            let held = std::panic::catch_unwind(|| target(&bytes));
            if held.is_err() {
                let text = String::from_utf8_lossy(&bytes);
                panic!("{name}, round {round}: {text:?}");
            }
        }
    }
}

/// A number below `end`, by Marsaglia's xorshift.
fn below(seed: &mut u64, end: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % u64::try_from(end.max(1)).unwrap()).unwrap()
}

/// Signs that mean something to one of the readers.
const SIGNS: &[&str] = &[
    "|", "`", "```\n", "#", "\\", "<", "&#", "\n", "\n\n", "- ", "**", "– ", "“", "”", "(", ")",
    "'", "\"", ",", ";", "--", "/*", "$$", "{", "}", "[", "]", ":", "%", "$", "/", "e9", "±", "-",
    "..", "\u{0}", "\u{202e}", "\r", "\t",
];

fn mutated(one: &[u8], other: &[u8], seed: &mut u64) -> Vec<u8> {
    let mut bytes = one.to_vec();
    for _ in 0..=below(seed, 6) {
        let at = below(seed, bytes.len() + 1);
        let to = (at + below(seed, 40)).min(bytes.len());
        match below(seed, 5) {
            0 => drop(bytes.drain(at..to)),
            1 => {
                let sign = SIGNS[below(seed, SIGNS.len())].bytes();
                bytes.splice(at..at, sign).for_each(drop);
            }
            2 => {
                let part = bytes[at..to].to_vec();
                bytes.splice(at..at, part).for_each(drop);
            }
            3 => {
                let from = below(seed, other.len() + 1);
                let end = (from + below(seed, 200)).min(other.len());
                bytes
                    .splice(at..to, other[from..end].iter().copied())
                    .for_each(drop);
            }
            _ if at < bytes.len() => bytes[at] = u8::try_from(below(seed, 256)).unwrap(),
            _ => {}
        }
    }
    bytes
}

//! Every text form of a design. What a text says follows from the outline and the estimate; no formula of its own.

pub mod base;
pub mod charts;
pub mod csv;
pub mod data_model;
pub mod drawio;
pub mod excalidraw;
pub mod export;
pub mod grid;
pub mod html;
pub mod json;
pub mod json_schema;
pub mod link;
pub mod markdown;
pub mod mermaid;
pub mod openapi;
pub mod paths;
pub mod result;
pub mod schema;
pub mod sql;
pub mod summary;
mod targets;
pub mod views;
mod whatif;

use crate::model::Document;

/// The longest file name, in characters; leaves room for an extension in what every file system allows.
const LONGEST_NAME: usize = 60;

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name for the design's file, without extension, that every file system takes.
///
/// ```
/// use envelope::{model::Document, text};
/// let doc = |title: &str| Document { title: title.into(), ..Document::default() };
/// assert_eq!(text::file_name(&doc("Pastebin: v2/final?")), "Pastebin v2 final");
/// assert_eq!(text::file_name(&doc(" ../ ")), "design");
/// ```
pub fn file_name(doc: &Document) -> String {
    let kept = |c: char| {
        if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
            ' '
        } else {
            c
        }
    };
    let title: String = doc.title.chars().map(kept).collect();
    let spaced = title.split_whitespace().collect::<Vec<_>>().join(" ");
    // A leading dot hides a file; a trailing dot or space is dropped by Windows.
    let ends = |c: char| c == '.' || c == ' ';
    let short: String = spaced
        .trim_matches(ends)
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let name = short.trim_matches(ends);
    // Windows looks at the part before the first dot only.
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if name.is_empty() || DEVICES.contains(&stem.as_str()) {
        "design".to_owned()
    } else {
        name.to_owned()
    }
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

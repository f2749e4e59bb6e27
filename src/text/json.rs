//! The file form: JSON, written and read without loss.

use crate::model::{Document, Entries, FORMAT, Node, read, rooms};

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 5_000_000;

/// The design as a file: JSON, indented so that git shows what changed.
///
/// ```
/// use envelope::{model::Document, text::json};
/// let doc = Document { title: "Pastebin".into(), ..Document::default() };
/// assert_eq!(json::from_json(&json::to_json(&doc)), Ok(doc));
/// ```
pub fn to_json(doc: &Document) -> String {
    // Texts and whole numbers only: there is nothing in a document that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(doc).unwrap_or_default();
    text.push('\n');
    text
}

/// The same in as few bytes as possible, for the browser's own storage.
pub fn to_compact(doc: &Document) -> String {
    doc.to_compact_json()
}

/// Reads a file. Unknown keys are passed over; ids are made unique, so that a file edited by hand cannot
/// confuse the editor.
///
/// # Errors
/// In a person's words, when the file is empty, too large, no JSON, no design, or of a newer form.
///
/// ```
/// use envelope::text::json::from_json;
/// assert_eq!(from_json("  ").unwrap_err(), "The file is empty.");
/// assert!(from_json("{\"title\": }").unwrap_err().contains("line 1, column 11"));
/// assert_eq!(from_json("{\"title\": \"Pastebin\", \"new\": 1}").unwrap().title, "Pastebin");
/// ```
pub fn from_json(text: &str) -> Result<Document, String> {
    if text.len() > LARGEST {
        return Err(
            "The file is larger than 5 MB; a design is far smaller. Is it the right file?"
                .to_owned(),
        );
    }
    from_kept(text)
}

/// The same of a text that was written here and kept, however large: whatever somebody has pasted into a design, it is
/// stored, and what is stored has to be read again.
///
/// # Errors
/// As [`from_json`], but for the size.
///
/// ```
/// use envelope::{model::Document, text::json};
/// let mut doc = Document::default();
/// doc.title = "long ".repeat(2_000_000);
/// assert_eq!(json::from_kept(&json::to_compact(&doc)), Ok(doc));
/// ```
pub fn from_kept(text: &str) -> Result<Document, String> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err("The file is empty.".to_owned());
    }
    let node: Node = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let mut doc = read(check(&node)?).map_err(|reason| misfit(&reason))?;
    doc.format = FORMAT;
    doc.repair();
    Ok(doc)
}

/// A finished design of the library, read.
///
/// ```
/// use envelope::{estimate, library::examples, text::json};
/// let doc = json::example(&examples::PASTEBIN);
/// let estimate = estimate::of(&doc);
/// assert_eq!(estimate.shown(&estimate::capacity::STORAGE_HORIZON, 0), "458 GB");
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn example(example: &crate::library::examples::Example) -> Document {
    // Every example is read by a test, so that what is bundled can be read.
    from_json(example.json).unwrap_or_default()
}

/// Whether this is a design at all, and of a form that is known here.
fn check<'n, 't>(node: &'n Node<'t>) -> Result<&'n Entries<'t>, String> {
    const OTHER: &str = "This is JSON, but not a design of Envelope.";
    let Node::Map(entries) = node else {
        return Err(OTHER.to_owned());
    };
    match entries.get("format") {
        None => {}
        Some(Node::Number(format)) if *format <= u64::from(FORMAT) => {}
        Some(Node::Number(format)) => {
            return Err(format!(
                "The file is of format {format}, from a newer Envelope; this one reads up to format {FORMAT}. Reload the page to get the newest."
            ));
        }
        Some(_) => return Err(OTHER.to_owned()),
    }
    // Without a single key of a design it is somebody else's file, and must not pass as an empty design.
    let rooms = rooms();
    let known = |key| ["format", "last_id", "title"].contains(&key) || rooms.contains(&key);
    if entries.keys().next().is_none() || entries.keys().any(known) {
        Ok(entries)
    } else {
        Err(OTHER.to_owned())
    }
}

/// What is wrong, without the place that serde names in its own form.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.as_str(), |(reason, _)| reason)
        .to_owned()
}

fn broken(error: &serde_json::Error) -> String {
    format!(
        "This is not JSON: {} at line {}, column {}.",
        reason(error),
        error.line(),
        error.column()
    )
}

fn misfit(reason: &str) -> String {
    format!("This design cannot be read: {reason}. Every entry is a text in quotation marks.")
}

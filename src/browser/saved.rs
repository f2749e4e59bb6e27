//! A design as it lies in the browser's storage: its text, and how many edits it has seen.

use serde::de::IgnoredAny;

const HEAD: &str = "{\"revision\":";
const MIDDLE: &str = ",\"document\":";
const TAIL: &str = "}";

/// A saved design: a JSON text with a revision, which goes up with every edit.
///
/// Revisions are counted and not read off the clock, because a clock can be set back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// How many edits lie behind this text.
    pub revision: u64,
    /// The document as JSON.
    pub json: String,
}

impl Saved {
    /// The one text that is stored: `{"revision":N,"document":{…}}`.
    pub fn encode(&self) -> String {
        Self::encode_parts(self.revision, &self.json)
    }

    /// The same from its parts, without a copy of the document.
    pub fn encode_parts(revision: u64, json: &str) -> String {
        format!("{HEAD}{revision}{MIDDLE}{json}{TAIL}")
    }

    /// Reads a stored text back. `None` where it is damaged: cut off, or not JSON at all.
    ///
    /// The document comes back byte for byte as it was handed in.
    pub fn decode(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(HEAD)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (revision, rest) = rest.split_at(digits);
        let json = rest.strip_prefix(MIDDLE)?.strip_suffix(TAIL)?;
        serde_json::from_str::<IgnoredAny>(json).ok()?;
        Some(Self {
            revision: revision.parse().ok()?,
            json: json.to_owned(),
        })
    }
}

/// The newer of the texts that the store and the journal hold. Where both are equally new, the store's.
///
/// A damaged text loses against any that is whole; `None` where neither can be read.
pub fn newer<'t>(stored: Option<&'t str>, journal: Option<&'t str>) -> Option<&'t str> {
    let revision = |text: Option<&str>| text.and_then(Saved::decode).map(|saved| saved.revision);
    match (revision(stored), revision(journal)) {
        (None, None) => None,
        (stored_at, journal_at) if journal_at > stored_at => journal,
        _ => stored,
    }
}

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

    /// The revision of a stored text, without a look at the rest of it.
    pub fn revision_of(text: &str) -> Option<u64> {
        let rest = text.strip_prefix(HEAD)?;
        rest.get(..rest.find(|c: char| !c.is_ascii_digit())?)?
            .parse()
            .ok()
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

/// What a list of designs says of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title; empty where it has none.
    pub title: String,
    /// When it was changed last, in milliseconds since 1970. For the eye alone: a clock can be set back.
    pub changed: u64,
    /// When it was thrown away; 0 while it is kept.
    pub deleted: u64,
    /// A few of its numbers, each with its name and unit.
    pub numbers: Vec<String>,
    /// Its picture: when the design was changed last as it was drawn, and texts that are the picture; empty where none
    /// was drawn.
    pub picture: Vec<String>,
}

/// What stands before the parts of a picture.
const PICTURE: char = '~';

impl About {
    /// One text, a line for each part.
    pub fn encode(&self) -> String {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let mut text = format!("{}\n{}\n{}", self.changed, self.deleted, line(&self.title));
        for number in &self.numbers {
            text.push('\n');
            text.push_str(&line(number));
        }
        for part in &self.picture {
            text.push('\n');
            text.push(PICTURE);
            text.push_str(&line(part));
        }
        text
    }

    /// Reads it back; what is damaged is as if it were not there.
    pub fn decode(text: &str) -> Self {
        let mut lines = text.split('\n');
        let mut number = || lines.next()?.parse().ok();
        let mut about = Self {
            changed: number().unwrap_or_default(),
            deleted: number().unwrap_or_default(),
            title: lines.next().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        for line in lines {
            match line.strip_prefix(PICTURE) {
                Some(part) => about.picture.push(part.to_owned()),
                None => about.numbers.push(line.to_owned()),
            }
        }
        about
    }
}

/// One entry as it was typed: what the journal takes with each key, however large the design is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The revision that it made.
    pub revision: u64,
    /// The key of the field or column.
    pub key: String,
    /// The row; 0 for a single field.
    pub row: u32,
    /// The whole text of the entry.
    pub text: String,
}

impl Edit {
    /// The text of several edits, a line each.
    pub fn encode(edits: &[Self]) -> String {
        let lines = edits.iter().map(|edit| {
            let text = edit.text.replace('\\', "\\\\").replace('\n', "\\n");
            format!("{} {} {} {text}\n", edit.revision, edit.key, edit.row)
        });
        lines.collect()
    }

    /// Reads the edits back; a line that is damaged is left out.
    pub fn decode(text: &str) -> Vec<Self> {
        text.split('\n').filter_map(Self::decode_line).collect()
    }

    fn decode_line(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let (revision, key, row) = (parts.next()?, parts.next()?, parts.next()?);
        let mut text = String::new();
        let mut escaped = false;
        for c in parts.next()?.chars() {
            match (escaped, c) {
                (false, '\\') => escaped = true,
                (escape, c) => {
                    escaped = false;
                    text.push(if escape && c == 'n' { '\n' } else { c });
                }
            }
        }
        Some(Self {
            revision: revision.parse().ok()?,
            key: key.to_owned(),
            row: row.parse().ok()?,
            text,
        })
    }
}

//! Markdown, read into a design.

use super::drawn;
use super::rows::Rows;
use super::scan::Scan;
use super::values;
use crate::estimate;
use crate::model::{Document, Field, Input, Section, all_fields};

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The design, in its [canonical](Document::canonical) form.
    pub document: Document,
    /// What was not understood, in the order of the text; of very many only the first.
    pub notes: Vec<Note>,
    /// Whether anything was understood at all: a title, a heading of a design, or an entry. A text of another sort is
    /// no design, not even an empty one.
    pub understood: bool,
}

/// A line that is not in the design, or not as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line, from one; 0 where more notes are left out than are listed.
    pub line: usize,
    /// How it begins.
    pub what: String,
    /// Why it is not in the design.
    pub why: &'static str,
}

/// More is not listed: nobody reads it.
const MOST_NOTES: usize = 500;

/// More characters of a line are not quoted.
const MOST_QUOTED: usize = 60;

/// Reads a design from Markdown as [`render`](super::render) writes it and people change it: other spacing, columns
/// in another order, other marks and levels, rows and sections that are new or missing. It takes time in proportion
/// to the length; no text is refused, but of some nothing is [understood](Reading::understood). Numbers that follow from others are not read.
///
/// ```
/// use envelope::text::markdown::read;
/// let reading = read("# Pastebin\n\n## Users and Traffic\n\n* Daily active users: 10M\n* Weather: fine\n");
/// assert_eq!(reading.document.title, "Pastebin");
/// assert_eq!(reading.document.capacity.dau, "10M");
/// assert_eq!((reading.notes[0].line, reading.notes[0].what.as_str()), (6, "* Weather: fine"));
/// ```
pub fn read(text: &str) -> Reading {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scan = Scan::default();
    scan.all(text);
    let understood = scan.understood();
    let Scan { mut found, .. } = scan;
    found.sure();
    let mut rows = Rows::default();
    let tables = std::mem::take(&mut found.tables);
    // Rows are made where their table is at home; what stands elsewhere is about them.
    let (homes, others): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| table.home);
    for table in homes.iter().chain(&others) {
        rows.take(table, &mut found);
    }
    rows.refer(&mut found);
    let document = std::mem::take(&mut found.doc).canonical();
    drawn::check(&document, &mut found);
    let Found {
        mut notes,
        more: besides,
        ..
    } = found;
    notes.sort_by_key(|note| note.line);
    if let Some(more) = notes.len().checked_sub(MOST_NOTES).filter(|more| *more > 0) {
        notes.truncate(MOST_NOTES);
        notes.push(Note {
            line: 0,
            what: format!("{} more", more + besides),
            why: "not listed.",
        });
    }
    Reading {
        understood: understood || document != Document::default().canonical(),
        document,
        notes,
    }
}

/// What has been found so far.
#[derive(Default)]
pub(super) struct Found<'t> {
    pub(super) doc: Document,
    pub(super) notes: Vec<Note>,
    /// How many notes there are besides.
    more: usize,
    pub(super) tables: Vec<Table<'t>>,
    /// The lines of each diagram.
    pub(super) drawn: Vec<Vec<(usize, &'t str)>>,
    /// Numbers that are said to be assumed because of other entries: whether somebody has changed them shows when
    /// those are known.
    unsure: Vec<(&'static Field<Document>, String, usize, Option<Section>)>,
    /// The fields that have an entry: where, and whether it is the field's own section.
    given: Vec<(&'static str, usize, bool)>,
}

/// A table of the design as it stands in the text.
pub(super) struct Table<'t> {
    pub(super) of: &'static crate::model::Table,
    pub(super) home: bool,
    /// The column that each cell of a row is of; none where it follows from others.
    pub(super) columns: Vec<Option<usize>>,
    /// The line of each row, and its cells, still as Markdown.
    pub(super) rows: Vec<(usize, Vec<&'t str>)>,
}

impl Found<'_> {
    pub(super) fn note(&mut self, line: usize, what: &str, why: &'static str) {
        // Far more than are listed need no words: a text of another sort has millions.
        if self.notes.len() >= MOST_NOTES * 10 {
            self.more += 1;
            return;
        }
        let what = what.trim();
        let cut = what.char_indices().nth(MOST_QUOTED).map(|(at, _)| at);
        self.notes.push(Note {
            line,
            what: cut.map_or_else(|| what.to_owned(), |at| [&what[..at], "…"].concat()),
            why,
        });
    }

    /// An entry that stands under this section, still as Markdown.
    pub(super) fn enter(
        &mut self,
        field: &'static Field<Document>,
        written: &str,
        line: usize,
        section: Option<Section>,
    ) {
        let spec = &field.spec;
        let number = matches!(spec.input, Input::Quantity(_)) && spec.assumed.is_none();
        match values::assumed(written).filter(|_| number) {
            Some(value) => self.unsure.push((field, value, line, section)),
            None => self.put(field, values::text(spec, written, false), line, section),
        }
    }

    /// Takes the numbers that are not what is assumed.
    fn sure(&mut self) {
        let unsure = std::mem::take(&mut self.unsure);
        if unsure.is_empty() {
            return;
        }
        // Such an assumption follows from choices; rows have no part in it.
        let mut fields = Document::default();
        for field in all_fields() {
            (field.get)(&self.doc).clone_into((field.get_mut)(&mut fields));
        }
        let estimate = estimate::at_once(&fields);
        let graph = estimate.graph();
        for (field, value, line, section) in unsure {
            let node = graph.find((field.spec.key, 0));
            if node.is_none_or(|node| graph.shown(node) != value) {
                self.put(field, value, line, section);
            }
        }
    }

    /// The text of a field. Where it stands more than once, what was entered goes before nothing, and its own
    /// section before others.
    pub(super) fn put(
        &mut self,
        field: &'static Field<Document>,
        text: String,
        line: usize,
        section: Option<Section>,
    ) {
        const TWICE: &str = "stands with another text elsewhere; that is taken.";
        if text.is_empty() {
            return;
        }
        let key = field.spec.key;
        let home = section.is_some() && Section::of_key(key) == section;
        let at = self.given.iter().position(|(given, ..)| *given == key);
        let before = (field.get_mut)(&mut self.doc);
        let Some(at) = at else {
            *before = text;
            self.given.push((key, line, home));
            return;
        };
        if *before == text {
            return;
        }
        let (_, first, was_home) = self.given[at];
        if home && !was_home {
            let lost = std::mem::replace(before, text);
            self.given[at] = (key, line, true);
            self.note(first, &[field.spec.label, ": ", &lost].concat(), TWICE);
        } else {
            self.note(line, &[field.spec.label, ": ", &text].concat(), TWICE);
        }
    }
}

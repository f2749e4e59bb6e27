//! Which lines under a heading are the document's own: what the writer asks before it writes a text of a person, and
//! the reader before it takes a line for one.

use super::plain::{cells, decode};
use crate::estimate::data_model::{ROW_SIZE, TABLE_SIZE};
use crate::formula::Formula;
use crate::model::data_model::{ATTRIBUTES, ENTITIES};
use crate::model::{Document, Field, Input, Section, Table};
use crate::outline::{Block, ENTITY_COLUMNS, Item, blocks};
use std::sync::OnceLock;

/// What stands in the place of an empty table.
pub(super) const NONE: &str = "_None yet._";

/// What stands before the attributes that belong to no entity.
pub(super) const WITHOUT_ENTITY: &str = "_Without an entity_";

/// What stands between a text and something else that could be taken for a part of it.
pub(super) const BREAK: &str = "<!-- -->";

/// What a summary begins with that was written from the design.
pub(super) const WRITTEN: &str = "_Written from the design:_";

/// What advice begins with.
pub(super) const ADVICE: &str = "→ ";

/// The caption over the table of attributes, which stands below that of the entities.
pub(super) const ATTRIBUTES_CAPTION: &str = "Attributes";

/// What follows from the columns of an entity, beside them.
pub(super) static ENTITY_RESULTS: &[&Formula] = &[&ROW_SIZE, &TABLE_SIZE];

/// A line of the document's own.
pub(super) enum Known<'l> {
    /// Follows from the rest, or says what belongs there.
    Derived,
    /// The title of a table or of what follows.
    Caption(&'static str),
    /// The name of a long text that begins below.
    Long(&'static Field<Document>),
    /// An entry, still as Markdown.
    Entry(&'static Field<Document>, &'l str),
    /// The first line of a table that has no caption.
    Head,
}

/// A table of the design as an item shows it.
pub(super) struct Shown {
    pub(super) table: &'static Table,
    pub(super) columns: Vec<usize>,
    pub(super) results: &'static [&'static Formula],
    /// Whether rows are made here.
    pub(super) home: bool,
    pub(super) caption: Option<&'static str>,
}

impl Shown {
    /// What stands in its first line.
    pub(super) fn labels(&self) -> Vec<&'static str> {
        let specs = (self.table.specs)();
        let columns = self.columns.iter();
        let columns = columns.filter_map(|at| specs.get(*at).map(|spec| spec.label));
        columns
            .chain(self.results.iter().map(|formula| formula.name))
            .collect()
    }
}

/// The tables that stand under a heading, in order.
pub(super) fn shown(block: &Block) -> Vec<Shown> {
    let all = |table: &'static Table| (0..(table.specs)().len()).collect();
    let mut found = Vec::new();
    for item in block.items {
        let (table, columns, results, home) = match item {
            Item::Table(table, results) => (*table, all(table), *results, true),
            Item::Columns {
                table,
                columns,
                results,
                home,
            } => (*table, columns.to_vec(), *results, *home),
            Item::RowResults(table, results) => (*table, vec![0], *results, false),
            Item::Entities => (&ENTITIES, ENTITY_COLUMNS.to_vec(), ENTITY_RESULTS, true),
            _ => continue,
        };
        found.push(Shown {
            table,
            columns,
            results,
            home,
            caption: block.caption(item),
        });
        if matches!(item, Item::Entities) {
            found.push(Shown {
                table: &ATTRIBUTES,
                columns: all(&ATTRIBUTES),
                results: &[],
                home: true,
                caption: Some(ATTRIBUTES_CAPTION),
            });
        }
    }
    found
}

/// The fields that stand under a heading.
pub(super) fn fields(block: &Block) -> impl Iterator<Item = &'static Field<Document>> {
    let fields = block.items.iter().map(|item| match item {
        Item::Fields(fields) => *fields,
        _ => &[],
    });
    fields.flatten().copied()
}

/// The long text that stands right under its heading, with no name of its own.
pub(super) fn untitled(block: &Block) -> Option<&'static Field<Document>> {
    fields(block)
        .find(|field| matches!(field.spec.input, Input::Text) && field.spec.label == block.heading)
}

/// Whether a line parts what stands above from what stands below.
pub(super) fn is_break(line: &str) -> bool {
    let line = line.trim_end();
    line == BREAK || (line.len() >= 3 && line.bytes().all(|byte| byte == b'-'))
}

/// What stands behind the sign of a bullet.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// What this line is, if it is one of the document's own under this heading.
pub(super) fn known<'l>(block: &Block, line: &'l str) -> Option<Known<'l>> {
    let line = line.trim_end();
    if let Some(rest) = bullet(line) {
        return known_bullet(block, rest);
    }
    if line == NONE {
        return Some(Known::Derived);
    }
    if line.starts_with(WRITTEN) {
        let written = |item: &Item| matches!(item, Item::Written);
        return block.items.iter().any(written).then_some(Known::Derived);
    }
    if let Some(hint) = inside(line, "_") {
        let known = |item: &Item| matches!(item, Item::Hint(known) if *known == hint);
        return block.items.iter().any(known).then_some(Known::Derived);
    }
    if let Some(title) = inside(line, "**") {
        let long = |field: &&Field<Document>| {
            matches!(field.spec.input, Input::Text) && field.spec.label == title
        };
        if let Some(field) = fields(block).find(long) {
            return Some(Known::Long(field));
        }
        if title == ATTRIBUTES_CAPTION && shown(block).iter().any(|t| *t.table == ATTRIBUTES) {
            return Some(Known::Caption(ATTRIBUTES_CAPTION));
        }
        let captions = block.items.iter().filter_map(|item| block.caption(item));
        return captions
            .into_iter()
            .find(|caption| *caption == title)
            .map(Known::Caption);
    }
    (line.starts_with('|') && is_head(block, line)).then_some(Known::Head)
}

fn known_bullet<'l>(block: &Block, rest: &'l str) -> Option<Known<'l>> {
    if block.items.iter().any(|item| derives(item, rest)) {
        return Some(Known::Derived);
    }
    entry(fields(block), rest)
}

/// Whether a bullet is what an item writes by itself: a result under its own name, a total, or advice.
pub(super) fn derives(item: &Item, rest: &str) -> bool {
    let names = |name: &str| {
        let result = rest.strip_prefix("**");
        result.is_some_and(|result| after(result, name).is_some())
    };
    match item {
        Item::Results(formulas) => formulas.iter().any(|formula| names(formula.name)),
        Item::Total(_) => names("Total"),
        Item::Advice(_) => rest.starts_with(ADVICE),
        _ => false,
    }
}

/// The field among these whose entry stands in a bullet; that of the longest name.
pub(super) fn entry(
    fields: impl Iterator<Item = &'static Field<Document>>,
    rest: &str,
) -> Option<Known<'_>> {
    let named = fields.filter_map(|field| Some((field, after(rest, field.spec.label)?)));
    let (field, text) = named.min_by_key(|(_, text)| text.len())?;
    Some(Known::Entry(field, text.trim()))
}

/// What a person lists: behind the sign of a bullet or a number, and behind a box to be ticked.
pub(super) fn listed(line: &str) -> Option<&str> {
    let rest = bullet(line).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.strip_prefix(['.', ')']).filter(|_| rest != line)?;
        rest.starts_with([' ', '\t']).then(|| rest.trim())
    })?;
    let mut boxes = ["[ ] ", "[x] ", "[X] "].into_iter();
    let ticked = boxes.find_map(|mark| rest.strip_prefix(mark));
    Some(ticked.map_or(rest, str::trim_start))
}

/// The name and the text of an entry as people write it: `**Name**: text`, `**Name:** text`, `**Name: text**` or
/// `name:text`.
pub(super) fn pair(rest: &str) -> Option<(&str, &str)> {
    let unmarked = rest.trim_start_matches(['*', '_']);
    let mark = &rest[..rest.len() - unmarked.len()];
    let (name, text) = unmarked.split_once(':')?;
    if mark.is_empty() {
        return Some((name.trim(), text.trim()));
    }
    if let Some(name) = name.trim_end().strip_suffix(mark) {
        return Some((name.trim(), text.trim()));
    }
    let text = text.trim();
    let text = text
        .strip_prefix(mark)
        .or_else(|| text.strip_suffix(mark))?;
    Some((name.trim(), text.trim()))
}

/// What stands behind `name:`.
fn after<'l>(text: &'l str, name: &str) -> Option<&'l str> {
    let rest = text.strip_prefix(name)?.strip_prefix(':')?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}

/// What stands between two marks that are all else of a line.
pub(super) fn inside<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    line.strip_prefix(mark)?.strip_suffix(mark)
}

/// Whether this is the first line of a table that has no caption to tell it by.
fn is_head(block: &Block, line: &str) -> bool {
    let bare = |table: &&Shown| table.caption.is_none();
    let mut heads = cells(line).into_iter().map(decode);
    let shown = shown(block);
    let mut labels = shown.iter().filter(bare).map(Shown::labels);
    let heads: Vec<String> = heads.by_ref().collect();
    labels.any(|labels| labels == heads)
}

/// A heading of the design without its number: its section, and its block unless it is the section's own.
pub(super) type Heading = (&'static str, Section, Option<&'static Block>);

/// All headings, in their order: a text may have a million that are compared with them.
pub(super) fn known_headings() -> &'static [Heading] {
    static HEADINGS: OnceLock<Vec<Heading>> = OnceLock::new();
    HEADINGS.get_or_init(|| {
        let mut all = Vec::new();
        for section in Section::ALL {
            all.push((bare_heading(section.heading()), section, None));
            for block in blocks(section) {
                all.push((bare_heading(block.heading), section, Some(block)));
            }
        }
        all
    })
}

/// A heading without its number.
pub(super) fn bare_heading(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix('.') {
        Some(rest) if heading.starts_with(|c: char| c.is_ascii_digit()) => rest.trim(),
        _ => heading.trim(),
    }
}

/// Whether anything stands under this heading that is drawn or written by itself.
pub(super) fn has_pictures(block: &Block) -> bool {
    let drawn = |item: &Item| matches!(item, Item::Picture | Item::Diagram | Item::Flow);
    block.items.iter().any(drawn)
}

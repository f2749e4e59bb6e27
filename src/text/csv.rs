//! The numbers of a section as a table for spreadsheets: CSV as RFC 4180 has it.

use super::base::{amount, digits, unit};
use super::result::lacks;
use crate::estimate::{Estimate, Reading, read};
use crate::formula::{Formula, Key, Node, Origin};
use crate::model::conventions::Work;
use crate::model::{Document, Field, Id, Input, Section, Spec, Table, row_name};
use crate::outline::{Block, Item, blocks};

/// The names of the columns. The number is in base units, see [`amount`]; beside it stands what the page shows.
const HEAD: [&str; 8] = [
    "Part", "Name", "Shown", "Number", "Unit", "Origin", "Note", "Key",
];

/// Everything that a section holds in single entries, rows and results, a line each, in the order of the page.
///
/// UTF-8 with a byte order mark, by which spreadsheets know it. A text that a spreadsheet would take for a formula
/// has an apostrophe before it; numbers are left alone.
///
/// ```
/// use envelope::{estimate, model::{Document, Section}, text::csv};
/// let mut doc = Document::default();
/// doc.cost.instances = "2".into();
/// let text = csv::section(Section::Cost, &doc, &estimate::of(&doc));
/// let line = text.lines().find(|line| line.contains(",cost.instances")).unwrap();
/// assert!(line.ends_with(",Number of instances,2,2,plain,given,,cost.instances"));
/// ```
pub fn section(section: Section, doc: &Document, estimate: &Estimate) -> String {
    let mut sheet = Sheet {
        doc,
        estimate,
        part: "",
        out: String::from("\u{feff}"),
    };
    sheet.line(HEAD);
    for block in blocks(section).iter().filter(|block| !block.is_notes()) {
        sheet.block(block);
    }
    sheet.out
}

struct Sheet<'a> {
    doc: &'a Document,
    estimate: &'a Estimate,
    part: &'static str,
    out: String,
}

/// Where a number comes from, in the words of the page.
const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Given => "given",
        Origin::Assumed => "assumed",
        Origin::Derived => "derived",
        Origin::Unknown => "unknown",
    }
}

impl Sheet<'_> {
    fn block(&mut self, block: &Block) {
        self.part = block.heading;
        for item in block.items {
            match item {
                Item::Fields(fields) => fields.iter().for_each(|field| self.field(field)),
                Item::Results(results) => results.iter().for_each(|result| self.result(result, 0)),
                Item::Total(result) => self.result(result, 0),
                Item::Table(table, results) => self.table(table, None, results),
                Item::Columns {
                    table,
                    columns,
                    results,
                    ..
                } => self.table(table, Some(columns), results),
                Item::RowResults(table, results) => self.table(table, Some(&[]), results),
                _ => {}
            }
        }
    }

    fn field(&mut self, field: &'static Field<Document>) {
        let text = (field.get)(self.doc);
        self.entry(&field.spec, text, 0, field.spec.label);
    }

    /// The cells and results of each row; the first column is the row's name.
    fn table(&mut self, table: &'static Table, columns: Option<&[usize]>, results: &[&Formula]) {
        let doc = self.doc;
        let rows = (table.rows)(doc);
        for (position, id) in rows.ids().into_iter().enumerate() {
            let name = row_name(rows.cell_at(position, 0).unwrap_or_default(), position + 1);
            for (column, spec) in (table.specs)().into_iter().enumerate().skip(1) {
                let text = rows.cell_at(position, column).unwrap_or_default();
                let shown = columns.is_none_or(|columns| columns.contains(&column));
                if shown && !((spec.in_picture || spec.sparse) && text.is_empty()) {
                    self.entry(spec, text, id, &[spec.label, ", ", &name].concat());
                }
            }
            for result in results {
                self.result(result, id);
            }
        }
    }

    /// An entry: a number with its unit, or a text.
    fn entry(&mut self, spec: &'static Spec, text: &str, row: Id, name: &str) {
        let text = text.trim();
        let (shown, refused) = match spec.input {
            Input::Quantity(_) | Input::Curve => {
                if self.number(spec, text, row, name) {
                    return;
                }
                let reading = read(spec, text, self.estimate.graph().conventions());
                match reading {
                    Reading::Invalid(why) => (text.to_owned(), why),
                    _ => (text.to_owned(), String::new()),
                }
            }
            Input::Choice(_) => (spec.choice_label(text).to_owned(), String::new()),
            Input::Reference(table) => {
                let referred = table.referred(self.doc, text);
                (referred.unwrap_or_default(), String::new())
            }
            Input::Line | Input::Text => (text.to_owned(), String::new()),
        };
        let from = match (text.is_empty(), refused.is_empty()) {
            (true, _) if shown.is_empty() => "",
            (true, _) => origin(Origin::Assumed),
            (false, true) => "given",
            (false, false) => "not understood",
        };
        let part = self.part;
        self.line([part, name, &shown, "", "", from, &refused, spec.key]);
    }

    /// The number of an entry, unless there is none or what stands there was not understood.
    fn number(&mut self, spec: &'static Spec, text: &str, row: Id, name: &str) -> bool {
        let Some(node) = self.estimate.input(spec.key, row) else {
            return false;
        };
        if node.value.is_none() || !text.is_empty() && node.origin != Origin::Given {
            return false;
        }
        let shown = match text {
            "" => self.estimate.graph().shown(node),
            typed => typed.to_owned(),
        };
        let why = match node.origin {
            Origin::Assumed => node.note.to_string(),
            _ => self.work((spec.key, row)),
        };
        self.node(node, &shown, name, &why);
        true
    }

    fn result(&mut self, result: &Formula, row: Id) {
        let Some(node) = self.estimate.result(result, row) else {
            return;
        };
        let work = self.work(node.key);
        let lacks = lacks(self.estimate, result, row);
        let gap = if work.is_empty() || lacks.is_empty() {
            ""
        } else {
            "; "
        };
        let shown = self.estimate.shown(result, row);
        let name = node.name.to_string();
        self.node(node, &shown, &name, &[work, lacks].join(gap));
    }

    /// As much of the work behind a number as the conventions ask for.
    fn work(&self, key: Key) -> String {
        let work = self.doc.work_shown();
        if work == Work::None {
            return String::new();
        }
        let trace = self.estimate.graph().trace(key);
        match (work, trace.words.is_empty()) {
            (Work::Full, false) => [&trace.numbers, " (", &trace.words, ")"].concat(),
            _ => trace.numbers,
        }
    }

    fn node(&mut self, node: &Node, shown: &str, name: &str, why: &str) {
        let conv = self.estimate.graph().conventions();
        let number = node.value.map(|value| digits(amount(value, conv)));
        let number = number.unwrap_or_default();
        let unit = unit(node.value.map_or(node.kind.dim(), |value| value.dim));
        let (part, from) = (self.part, origin(node.origin));
        self.line([part, name, shown, &number, &unit, from, why, node.key.0]);
    }

    fn line(&mut self, cells: [&str; HEAD.len()]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            push(&mut self.out, cell);
        }
        self.out.push_str("\r\n");
    }
}

/// A cell: harmless, and in quotation marks where something in it would end it.
fn push(out: &mut String, cell: &str) {
    // Some programs look behind spaces, and some take the wide forms for the narrow ones.
    let first = cell
        .trim_start_matches([' ', '\u{a0}', '\u{3000}'])
        .chars()
        .next();
    let formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    );
    let guard = if formula && !cell.parse::<f64>().is_ok_and(f64::is_finite) {
        "'"
    } else {
        ""
    };
    if cell.contains([',', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

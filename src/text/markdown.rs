//! The design as a Markdown document, heading by heading as the template has it; and such a document, read.
//!
//! What stands under which heading is the [outline](crate::outline), the same as on the page. Whatever a person has
//! entered is written so that it is read back: [`read`] of [`render`] is [`Document::canonical`].

mod drawn;
mod entry;
mod escape;
mod known;
mod long;
mod names;
mod numbers;
mod plain;
mod read;
mod rows;
mod scan;
mod tables;
mod title;
mod values;

pub use read::{Note, Reading, read};

use crate::estimate::Estimate;
use crate::formula::Samples;
use crate::model::{Document, Input, Section, Table, all_tables};
use crate::outline::{Block, Chart, Item, blocks};
use crate::review;
use crate::text::{mermaid, summary};
use names::Names;

/// The whole document as Markdown. The same document gives the same bytes.
///
/// ```
/// use envelope::{estimate, model::{Document, apis}, text::markdown};
/// let mut doc = Document { title: "Pastebin".into(), ..Document::default() };
/// doc.conventions.calendar = "interview".into();
/// doc.add_row_of(&apis::ACTIONS, &["Create paste", "", "POST", "/pastes", "write", "10M/month"]);
/// let text = markdown::render(&doc, &estimate::of(&doc));
/// assert!(text.starts_with("# Pastebin\n"));
/// assert!(text.contains("### 3. Define User Actions and APIs\n"));
/// assert!(text.contains("- **Peak QPS: 8 /s** = 4 /s × 2x (Average QPS × Peak factor)\n"));
/// ```
pub fn render(doc: &Document, estimate: &Estimate) -> String {
    render_with(doc, estimate, &estimate.sample())
}

/// As [`render`], with ranges that were computed before: they take longer than all the rest.
pub fn render_with(doc: &Document, estimate: &Estimate, samples: &Samples) -> String {
    render_drawn(doc, estimate, samples, &[])
}

/// The same, where some charts are drawn: in the place of each its name as a block of code.
pub(super) fn render_drawn(
    doc: &Document,
    estimate: &Estimate,
    samples: &Samples,
    drawn: &[Chart],
) -> String {
    let mut page = Page {
        doc,
        drawn,
        estimate,
        samples,
        names: names_of(doc),
        after_text: false,
        written: false,
        out: String::with_capacity(32 * 1024),
    };
    page.title();
    for section in Section::ALL {
        if section == Section::Notes {
            page.assumptions();
            page.push(&["---\n\n"]);
        }
        // The template has no such part; it is there for whoever asked something.
        if section != Section::WhatIf || page.asks() {
            page.section(section);
        }
    }
    let end = page.out.trim_end_matches('\n').len();
    page.out.truncate(end);
    page.out.push('\n');
    page.out
}

/// The document while it is being written.
struct Page<'a> {
    doc: &'a Document,
    estimate: &'a Estimate,
    samples: &'a Samples,
    /// The charts that are drawn.
    drawn: &'a [Chart],
    /// The rows that references may hold.
    names: Vec<(&'static Table, Names)>,
    /// Whether the last that was written is a long text.
    after_text: bool,
    /// Whether the summary was written from the design.
    written: bool,
    out: String,
}

/// The names of the rows of all tables that others refer to.
fn names_of(doc: &Document) -> Vec<(&'static Table, Names)> {
    let mut names: Vec<(&'static Table, Names)> = Vec::new();
    for table in all_tables() {
        for spec in (table.specs)() {
            if let Input::Reference(to) = spec.input
                && !names.iter().any(|(known, _)| *known == to)
            {
                names.push((to, Names::of((to.rows)(doc))));
            }
        }
    }
    names
}

impl Page<'_> {
    fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.push_str(part);
        }
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn section(&mut self, section: Section) {
        match section.number() {
            Some(number) => {
                self.push(&["### ", &number.to_string(), ". ", section.heading(), "\n\n"]);
            }
            None => self.push(&["## ", section.heading(), "\n\n"]),
        }
        let written = |block: &&Block| !block.is_notes() || self.has_content(block);
        for block in blocks(section).iter().filter(written).collect::<Vec<_>>() {
            if block.heading != section.heading() {
                self.push(&["#### ", block.heading, "\n\n"]);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let content = self.has_content(block);
        self.after_text = false;
        let mut listing = false;
        let written = |item: &&Item| !item.aid();
        for item in block.items.iter().filter(written) {
            // One list after another is one list; anything else stands apart.
            let bullets = matches!(
                item,
                Item::Fields(_) | Item::Results(_) | Item::Total(_) | Item::Advice(_)
            );
            if !(bullets && listing) {
                self.gap();
            }
            listing = bullets;
            if !bullets && block.caption(item).is_none() && std::mem::take(&mut self.after_text) {
                self.push(&[known::BREAK, "\n\n"]);
            }
            self.item(item, block, content);
            self.after_text &= bullets;
        }
        self.gap();
    }

    fn item(&mut self, item: &Item, block: &Block, content: bool) {
        match item {
            // Guidance is for who has not written anything yet.
            Item::Hint(_) if content => {}
            Item::Hint(hint) => self.push(&["_", hint, "_\n"]),
            Item::Fields(fields) => self.fields(fields, block),
            Item::Results(formulas) => self.results(formulas),
            Item::Total(formula) => self.total(formula),
            Item::Advice(topic) => {
                let advice = review::advice(*topic, self.doc, self.estimate);
                if !advice.is_empty() {
                    self.push(&["- ", known::ADVICE, &escape::line(&advice), "\n"]);
                }
            }
            Item::Table(table, results) => {
                self.caption(item, block);
                self.table(table, results);
            }
            Item::Columns {
                table,
                columns,
                results,
                home,
            } => {
                // Where rows are neither added nor filled in, nothing is missing.
                if !home && !self.has_cells(table, columns) && !self.has_results(table, results) {
                    return;
                }
                self.caption(item, block);
                self.columns(table, columns, results);
            }
            Item::RowResults(table, results) => {
                if self.has_results(table, results) {
                    self.columns(table, &[0], results);
                }
            }
            Item::Entities => self.entities(),
            Item::Schema => self.schema(),
            Item::Diagram => match mermaid::flowchart(self.doc) {
                Some(diagram) => self.push(&[&escape::fenced("mermaid", &diagram)]),
                None => self.push(&[known::NONE, "\n"]),
            },
            Item::Flow => {
                for (name, diagram) in mermaid::sequences(self.doc) {
                    self.gap();
                    if !name.is_empty() {
                        self.push(&["**", &escape::bold(&name), "**\n\n"]);
                    }
                    self.push(&[&escape::fenced("mermaid", &diagram)]);
                }
            }
            Item::Picture => {
                let schema = crate::estimate::data_model::schema(self.doc);
                let engine = crate::estimate::data_model::engine(self.doc);
                if let Some(diagram) = mermaid::entities(engine, &schema) {
                    self.push(&[&escape::fenced("mermaid", &diagram)]);
                }
            }
            // To look up while writing, not to hand in; and what is handed in by itself.
            Item::Reference(_) | Item::Sql | Item::OpenApi | Item::Proposals(_) => {}
            Item::View(view) => self.view(*view, item, block),
            Item::Chart(chart) => self.chart(*chart, item, block),
            Item::Written => self.written(),
        }
    }

    /// The title of a table that does not stand alone under its heading.
    fn caption(&mut self, item: &Item, block: &Block) {
        if let Some(title) = block.caption(item) {
            self.push(&["**", title, "**\n\n"]);
        }
    }

    /// Whether anything was entered under a heading.
    fn has_content(&self, block: &Block) -> bool {
        let doc = self.doc;
        block.items.iter().any(|item| match item {
            Item::Fields(fields) => fields.iter().any(|field| !(field.get)(doc).is_empty()),
            Item::Table(table, _)
            | Item::Columns {
                table, home: true, ..
            } => !(table.rows)(doc).ids().is_empty(),
            Item::Entities | Item::Schema | Item::Picture => !doc.data_model.entities.is_empty(),
            Item::Diagram => !doc.architecture.components.is_empty(),
            Item::Hint(_)
            | Item::Columns { .. }
            | Item::RowResults(..)
            | Item::Advice(_)
            | Item::Results(_)
            | Item::Total(_)
            | Item::Reference(_)
            | Item::Sql
            | Item::Proposals(_)
            | Item::Flow
            | Item::OpenApi
            | Item::View(_)
            | Item::Chart(_)
            | Item::Written => false,
        })
    }

    /// The design in a few sentences, where nobody has summed it up. What was written from the design is marked, so
    /// that it is not taken for what a person wrote.
    fn written(&mut self) {
        if self.doc.summary.text.trim().is_empty() {
            let said = summary::written(self.doc, self.estimate);
            self.written = !said.is_empty();
            if self.written {
                self.push(&[known::WRITTEN, " ", &escape::line(&said.join(" ")), "\n"]);
            }
        }
    }

    /// Whether anything was entered under What if.
    fn asks(&self) -> bool {
        blocks(Section::WhatIf)
            .iter()
            .any(|block| self.has_content(block))
    }
}

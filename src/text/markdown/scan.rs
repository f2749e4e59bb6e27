//! Goes through a text line by line and finds the entries and tables in it.

use super::escape::{Fence, fence, heading_line};
use super::known::{
    self, BREAK, Heading, Known, NONE, Shown, WITHOUT_ENTITY, bare_heading, bullet, has_pictures,
    inside, is_break, known, known_headings, shown, untitled,
};
use super::long::{self, Long};
use super::plain::{cells, decode};
use super::read::{Found, Table};
use super::title::{INTRODUCTION, conventions, title};
use crate::model::{Document, Field, Section, all_fields};
use crate::outline::{Block, Item, blocks};

/// The heading over what was assumed.
const ASSUMPTIONS: &str = "Assumptions";

/// Where the reader is.
#[derive(Default)]
pub(super) struct Scan<'t> {
    pub(super) found: Found<'t>,
    section: Option<Section>,
    block: Option<&'static Block>,
    /// Under a heading of which everything follows from the rest.
    assumptions: bool,
    titled: bool,
    caption: Option<&'static str>,
    long: Option<(&'static Field<Document>, usize, Long<'t>)>,
    table: Open<'t>,
    /// Whether the line of dashes of the table has been passed.
    ruled: bool,
    /// The fence that is open, and whether it is around a diagram.
    fence: Option<(Fence, bool)>,
}

/// The table that the next row belongs to.
#[derive(Default)]
enum Open<'t> {
    #[default]
    No,
    /// Follows from the rest, or is not understood and has been said.
    Passed,
    Rows(Table<'t>),
}

impl<'t> Scan<'t> {
    pub(super) fn all(&mut self, text: &'t str) {
        let mut lines = long::lines(text).enumerate().peekable();
        while let Some((at, line)) = lines.next() {
            let next = lines.peek().map_or("", |(_, next)| next);
            self.line(at + 1, line, next);
        }
        self.end_long();
        self.end_table();
    }

    /// Whether there is a title, or the last heading is one of a design.
    pub(super) const fn understood(&self) -> bool {
        self.titled || self.assumptions || self.section.is_some()
    }

    fn line(&mut self, number: usize, line: &'t str, next: &str) {
        if let Some((_, _, long)) = &mut self.long {
            if long.takes(line, self.block) {
                return;
            }
            self.end_long();
        }
        if let Some((open, drawing)) = self.fence {
            if open.closed_by(line).is_some() {
                self.fence = None;
            } else if let Some(lines) = self.found.drawn.last_mut().filter(|_| drawing) {
                lines.push((number, line));
            }
            return;
        }
        let bare = line.trim();
        if bare.starts_with('|') && !matches!(self.table, Open::No) {
            self.row(number, bare);
            return;
        }
        self.end_table();
        if bare.is_empty() {
            return;
        }
        if let Some((level, heading)) = heading_line(line) {
            self.heading(number, level, heading, bare);
            return;
        }
        self.content(number, line, bare, next);
    }

    /// A line under a heading.
    fn content(&mut self, number: usize, line: &'t str, bare: &'t str, next: &str) {
        let untitled = self.block.and_then(untitled);
        // What a person has written right under a heading may well be indented.
        let of_block = if untitled.is_some() { line } else { bare };
        match self.block.and_then(|block| known(block, of_block)) {
            Some(Known::Derived) => return,
            Some(Known::Caption(title)) => {
                self.caption = Some(title);
                return;
            }
            Some(Known::Long(field)) => return self.begin(field, number, None),
            Some(Known::Entry(field, written)) => {
                return self.found.enter(field, written, number, self.section);
            }
            Some(Known::Head) => return self.head(number, bare, next),
            None => {}
        }
        if is_break(of_block) {
            return;
        }
        if bare.starts_with('|') && (self.caption.is_some() || untitled.is_none()) {
            return self.head(number, bare, next);
        }
        if let Some(field) = untitled {
            return self.begin(field, number, Some(line));
        }
        if let Some(open) = fence(line) {
            let drawing = self.block.is_some_and(has_pictures);
            self.fence = Some((open, drawing));
            if drawing {
                self.found.drawn.push(Vec::new());
            } else {
                self.found.note(number, bare, "Code has no place here.");
            }
            return;
        }
        self.loose(number, bare);
    }

    /// A line that is none of those that stand under this heading.
    fn loose(&mut self, number: usize, bare: &'t str) {
        if self.section.is_none() && !self.assumptions && bare.starts_with(INTRODUCTION) {
            for (field, text) in conventions(bare) {
                self.found.put(field, text, number, None);
            }
            return;
        }
        if bullet(bare).is_some_and(|rest| self.derived(rest)) {
            return;
        }
        if let Some((field, written)) = known::listed(bare).and_then(|rest| self.elsewhere(rest)) {
            return self.found.enter(field, written, number, self.section);
        }
        if bullet(bare).is_some() {
            return self
                .found
                .note(number, bare, "There is no such entry under this heading.");
        }
        let follows = self.block.is_some_and(follows);
        let marked = inside(bare, "_").is_some() || inside(bare, "**").is_some();
        let passed = follows || self.block.is_some_and(has_views);
        let listed = self.assumptions && bare.ends_with("n:") || bare.ends_with("d:");
        if bare == NONE || bare == BREAK || (marked && passed) || (self.assumptions && listed) {
            return;
        }
        self.found
            .note(number, bare, "It belongs to no entry and no table.");
    }

    /// Whether a bullet follows from the rest: a result of the section, or what is listed of entities.
    fn derived(&self, rest: &str) -> bool {
        let lists = |item: &Item| match item {
            Item::Schema => true,
            Item::Entities => rest.starts_with("**") || rest.starts_with(WITHOUT_ENTITY),
            _ => false,
        };
        let of = |section: Section| blocks(section).iter().flat_map(|block| block.items);
        let derives = |item: &Item| !matches!(item, Item::Advice(_)) && known::derives(item, rest);
        self.assumptions
            || self
                .block
                .is_some_and(|block| block.items.iter().any(lists))
            || match self.section {
                Some(section) => of(section).any(derives),
                None => Section::ALL.into_iter().flat_map(of).any(derives),
            }
    }

    /// An entry under another heading, or as people write it: that of its name in the section, or in the design.
    fn elsewhere<'l>(&self, rest: &'l str) -> Option<(&'static Field<Document>, &'l str)> {
        // What has no colon is no entry of any name: there are many fields to compare it with.
        if !rest.contains(':') {
            return None;
        }
        let named = |section: Option<Section>| {
            let mut all = all_fields();
            all.retain(|field| section.is_none() || Section::of_key(field.spec.key) == section);
            if let Some(Known::Entry(field, written)) = known::entry(all.iter().copied(), rest) {
                return Some((field, written));
            }
            let (name, written) = known::pair(rest)?;
            let mut all = all.into_iter();
            let found = all.find(|field| field.spec.label.eq_ignore_ascii_case(name));
            found.map(|field| (field, written))
        };
        if self.section.is_some()
            && let Some(found) = named(self.section)
        {
            return Some(found);
        }
        let (field, written) = named(None)?;
        let mut same = all_fields().into_iter();
        let same = same
            .by_ref()
            .filter(|other| other.spec.label == field.spec.label);
        (same.count() == 1).then_some((field, written))
    }

    fn begin(&mut self, field: &'static Field<Document>, number: usize, first: Option<&'t str>) {
        let mut long = Long::default();
        if let Some(line) = first {
            long.takes(line, self.block);
        }
        self.long = Some((field, number, long));
    }

    fn end_long(&mut self) {
        if let Some((field, number, long)) = self.long.take() {
            self.found.put(field, long.finish(), number, self.section);
        }
    }

    fn heading(&mut self, number: usize, level: usize, heading: &str, line: &str) {
        self.caption = None;
        if level == 1 && !std::mem::replace(&mut self.titled, true) {
            self.found.doc.title = title(heading);
            return;
        }
        let said = decode(heading);
        let said = bare_heading(&said);
        let all = known_headings().iter();
        let same: Vec<&Heading> = all
            .filter(|(known, ..)| known.eq_ignore_ascii_case(said))
            .collect();
        let of = |section: Section| {
            let mut blocks = same.iter().filter(|(_, of, _)| *of == section);
            blocks.find_map(|(.., block)| *block)
        };
        self.assumptions = false;
        let here = self.section.and_then(of);
        let own = same.iter().find(|(.., block)| block.is_none());
        if let Some((_, section, _)) = own.copied().copied() {
            (self.section, self.block) = (Some(section), of(section));
        } else if here.is_some() {
            self.block = here;
        } else if said.eq_ignore_ascii_case(ASSUMPTIONS) {
            (self.section, self.block, self.assumptions) = (None, None, true);
        } else {
            // Under another section than its own, or under none.
            let mut all = Section::ALL.into_iter().filter_map(|s| Some((s, of(s)?)));
            if let (Some((section, block)), None) = (all.next(), all.next()) {
                (self.section, self.block) = (Some(section), Some(block));
            } else {
                (self.section, self.block) = (None, None);
                self.found
                    .note(number, line, "There is no such heading in a design.");
            }
        }
    }

    /// The first line of a table.
    fn head(&mut self, number: usize, line: &'t str, next: &str) {
        let heads = cells(line);
        let caption = self.caption.take();
        self.table = Open::Passed;
        if self.assumptions {
            return;
        }
        if !next.trim().starts_with('|') || !cells(next).iter().all(|cell| is_rule(cell)) {
            return self.found.note(
                number,
                line,
                "This is no table: the line of dashes below its first line is missing.",
            );
        }
        let view = |block: &&Block| {
            let views = block
                .items
                .iter()
                .filter(|item| matches!(item, Item::View(_) | Item::Chart(_)));
            views
                .map(|view| block.caption(view))
                .any(|name| name == caption)
        };
        let heads: Vec<String> = heads.into_iter().map(decode).collect();
        let Some(shown) = self.block.and_then(|block| best(block, caption, &heads)) else {
            let passed = self.block.as_ref().is_some_and(view) || self.block.is_some_and(follows);
            if !passed {
                self.found
                    .note(number, line, "There is no such table under this heading.");
            }
            return;
        };
        let columns = self.columns(number, &shown, &heads);
        self.table = Open::Rows(Table {
            of: shown.table,
            home: shown.home,
            columns,
            rows: Vec::new(),
        });
    }

    fn columns(&mut self, number: usize, shown: &Shown, heads: &[String]) -> Vec<Option<usize>> {
        let specs = (shown.table.specs)();
        let mut columns: Vec<Option<usize>> = Vec::new();
        for head in heads {
            let labelled = |at: &usize| specs.get(*at).is_some_and(|spec| spec.label == head);
            let first = shown.columns.iter().copied().find(labelled);
            let column = first.or_else(|| {
                let derived = shown.results.iter().any(|formula| formula.name == head);
                (0..specs.len()).find(labelled).filter(|_| !derived)
            });
            let known =
                column.is_some() || shown.results.iter().any(|formula| formula.name == head);
            if !known && !head.is_empty() {
                self.found
                    .note(number, head, "The table has no such column.");
            }
            // Of two columns of a name the first counts.
            columns.push(column.filter(|column| !columns.contains(&Some(*column))));
        }
        columns
    }

    fn row(&mut self, number: usize, line: &'t str) {
        let Open::Rows(table) = &mut self.table else {
            return;
        };
        let cells = cells(line);
        // The line of dashes, which was looked at with the one above it.
        if !std::mem::replace(&mut self.ruled, true) {
            return;
        }
        if let Some(more) = cells
            .get(table.columns.len()..)
            .filter(|more| more.iter().any(|cell| !cell.is_empty()))
        {
            let more = more.join(" | ");
            self.found.note(
                number,
                &more,
                "The row has more cells than the table has columns.",
            );
        }
        table.rows.push((number, cells));
    }

    fn end_table(&mut self) {
        self.ruled = false;
        if let Open::Rows(table) = std::mem::take(&mut self.table) {
            self.found.tables.push(table);
        }
    }
}

/// The table under a heading that has the most of these columns.
fn best(block: &Block, caption: Option<&str>, heads: &[String]) -> Option<Shown> {
    let mut best: Option<(usize, Shown)> = None;
    let all = shown(block);
    for shown in all {
        // A table that has lost its caption is known by its columns.
        if caption.is_some() && shown.caption != caption {
            continue;
        }
        let labels = shown.labels();
        let same = heads
            .iter()
            .filter(|head| labels.contains(&head.as_str()))
            .count();
        let bonus = usize::from(shown.caption == caption);
        let score = same * 4 + bonus * 2 + usize::from(same == labels.len());
        if same > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, shown));
        }
    }
    best.map(|(_, shown)| shown)
}

/// Whether a cell is of the line of dashes below the first.
fn is_rule(cell: &str) -> bool {
    let dashes = cell.trim_matches(':');
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}

fn has_views(block: &Block) -> bool {
    // Each flow has its name over its diagram.
    let named = |item: &Item| matches!(item, Item::View(_) | Item::Flow);
    block.items.iter().any(named)
}

/// Whether all that stands under this heading follows from the rest.
fn follows(block: &Block) -> bool {
    shown(block).iter().all(|shown| !shown.home) && known::fields(block).next().is_none()
}

//! Tables, the entities and the schema.

use super::Page;
use super::escape::{bold, cell, line};
use super::known::{ATTRIBUTES_CAPTION, ENTITY_RESULTS, NONE, WITHOUT_ENTITY};
use crate::formula::Formula;
use crate::model::data_model::{ATTRIBUTE_SIZE, ATTRIBUTES, ENTITIES};
use crate::model::{Table, row_name};
use crate::outline::{Block, Chart, ENTITY_COLUMNS, Item, View};
use crate::text::grid::Grid;
use crate::text::{charts, schema, views};

impl Page<'_> {
    /// A whole table, with results at the end of each row.
    pub(super) fn table(&mut self, table: &'static Table, results: &[&'static Formula]) {
        let columns: Vec<usize> = (0..(table.specs)().len()).collect();
        self.columns(table, &columns, results);
    }

    /// Some columns of a table, with results at the end of each row.
    pub(super) fn columns(
        &mut self,
        table: &'static Table,
        columns: &[usize],
        results: &[&'static Formula],
    ) {
        let rows = (table.rows)(self.doc);
        let ids = rows.ids();
        if ids.is_empty() {
            self.push(&[NONE, "\n"]);
            return;
        }
        let specs = (table.specs)();
        let filled = |at: usize| {
            (0..ids.len()).any(|row| rows.cell_at(row, at).is_some_and(|cell| !cell.is_empty()))
        };
        let columns: Vec<_> = columns
            .iter()
            .filter_map(|at| specs.get(*at).map(|spec| (*at, *spec)))
            .filter(|(at, spec)| !(spec.in_picture || spec.sparse) || filled(*at))
            .collect();
        let labels = columns
            .iter()
            .map(|(_, spec)| spec.label)
            .chain(results.iter().map(|formula| formula.name));
        self.header(labels);
        for (position, id) in ids.into_iter().enumerate() {
            for (at, spec) in &columns {
                let text = rows.cell_at(position, *at).unwrap_or_default();
                let text = self.cell(spec, text, id);
                self.push(&["| ", &text, " "]);
            }
            for formula in results {
                let value = self.estimate.shown(formula, id);
                self.push(&["| ", &cell(&value), " "]);
            }
            self.push(&["|\n"]);
        }
    }

    /// Whether a row has one of these results, known or not.
    pub(super) fn has_results(&self, table: &Table, results: &[&Formula]) -> bool {
        let rows = (table.rows)(self.doc).ids().into_iter();
        let mut of_rows = rows.flat_map(|row| results.iter().map(move |formula| (formula, row)));
        of_rows.any(|(formula, row)| self.estimate.result(formula, row).is_some())
    }

    /// Whether anything stands in these columns, beside the names of the rows.
    pub(super) fn has_cells(&self, table: &Table, columns: &[usize]) -> bool {
        let rows = (table.rows)(self.doc);
        let filled = |cell: &str| !cell.is_empty();
        (0..rows.count()).any(|at| {
            let mut cells = columns.iter().filter(|column| **column > 0);
            cells.any(|column| rows.cell_at(at, *column).is_some_and(filled))
        })
    }

    fn header<'l>(&mut self, labels: impl Iterator<Item = &'l str>) {
        let mut rule = String::new();
        for label in labels {
            self.push(&["| ", label, " "]);
            rule.push_str("| --- ");
        }
        self.push(&["|\n", &rule, "|\n"]);
    }

    /// A table of what follows; nothing where there is nothing to say.
    pub(super) fn view(&mut self, view: View, item: &Item, block: &Block) {
        if view == View::Comparison && self.doc.whatif.scenarios.is_empty() {
            self.push(&[NONE, "\n"]);
            return;
        }
        let grid = views::grid(view, self.doc, self.estimate);
        if grid.rows.is_empty() && grid.note.is_empty() {
            return;
        }
        self.caption(item, block);
        self.grid(&grid);
    }

    /// The table of a chart, where it says what the entries and results do not; or, where it is drawn, its name in a
    /// fence.
    pub(super) fn chart(&mut self, chart: Chart, item: &Item, block: &Block) {
        if self.drawn.contains(&chart) {
            self.caption(item, block);
            self.push(&["```chart\n", chart.name(), "\n```\n"]);
        } else if chart.adds()
            && let Some(plot) = charts::plot(chart, self.doc, self.estimate, self.samples)
        {
            self.caption(item, block);
            self.grid(&charts::grid(&plot));
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let labels: Vec<String> = grid.head.iter().map(|label| cell(label)).collect();
        self.header(labels.iter().map(String::as_str));
        for row in &grid.rows {
            for each in row {
                let gap = if each.mark.is_empty() { "" } else { " " };
                self.push(&["| ", &cell(&each.text), gap, &each.mark, " "]);
            }
            self.push(&["|\n"]);
        }
        if !grid.note.is_empty() {
            self.push(&["\n_", &line(&grid.note), "_\n"]);
        }
    }

    /// Each entity with its attributes, to be seen at once; then the entities and the attributes, all that is known
    /// of them.
    pub(super) fn entities(&mut self) {
        let entities = &self.doc.data_model.entities;
        let attributes = self.doc.attributes_by_entity();
        for (at, entity) in entities.iter().enumerate() {
            let name = row_name(&entity.name, at + 1);
            let attributes = attributes.get(&entity.id).map_or(&[][..], Vec::as_slice);
            self.attributes(&["**", &bold(&name), "**"].concat(), attributes);
        }
        if let Some(rest) = attributes.get(&0) {
            self.attributes(WITHOUT_ENTITY, rest);
        }
        self.gap();
        self.columns(&ENTITIES, ENTITY_COLUMNS, ENTITY_RESULTS);
        if !self.doc.data_model.attributes.is_empty() {
            self.push(&["\n**", ATTRIBUTES_CAPTION, "**\n\n"]);
            self.table(&ATTRIBUTES, &[]);
        }
    }

    /// `- **Pastes**: short_link (char(7), 7 B, PK), …`
    fn attributes(&mut self, name: &str, attributes: &[usize]) {
        self.push(&["- ", name, ": "]);
        for (at, place) in attributes.iter().enumerate() {
            let attribute = &self.doc.data_model.attributes[*place];
            let size = self.cell(&ATTRIBUTE_SIZE.spec, &attribute.size, attribute.id);
            let kind = line(&attribute.kind);
            let constraints = line(&attribute.constraints);
            let said = [kind, size, constraints]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>();
            let label = match attribute.name.trim() {
                "" => ATTRIBUTES.row.to_owned(),
                name => line(name),
            };
            self.push(&[if at == 0 { "" } else { ", " }, &label]);
            if !said.is_empty() {
                self.push(&[" (", &said.join(", "), ")"]);
            }
        }
        self.push(&[if attributes.is_empty() {
            "no attributes yet\n"
        } else {
            "\n"
        }]);
    }

    /// The entities as in the template's example: the name in bold, an attribute a bullet.
    pub(super) fn schema(&mut self) {
        let entities = schema::lines(self.doc);
        if entities.is_empty() {
            self.push(&[NONE, "\n"]);
        }
        for (name, attributes) in entities {
            self.gap();
            self.push(&["**", &bold(&name), "**\n\n"]);
            for attribute in &attributes {
                // A name of control characters alone leaves nothing to see.
                let said = line(attribute);
                let said = match said.trim() {
                    "" => ATTRIBUTES.row,
                    said => said,
                };
                self.push(&["- ", said, "\n"]);
            }
            if attributes.is_empty() {
                self.push(&["- no attributes yet\n"]);
            }
        }
    }
}

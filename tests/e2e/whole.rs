//! A finished design, typed entry by entry into a blank page: what comes out of it is the example itself, also after it
//! went through a file into another browser.

use envelope::estimate;
use envelope::library::examples;
use envelope::model::data_model::{ATTRIBUTE_ENTITY, ATTRIBUTES, ENTITIES};
use envelope::model::{Document, Field, Id, Input, Section, Spec, Table, conventions};
use envelope::outline::{self, Block, ENTITY_COLUMNS, Item};
use envelope::text::export::Form;
use envelope::text::{json, markdown};
use serde_json::{Value, json};
use xtask::browser::Element;
use xtask::scratch::Folder;

use crate::page::Page;

/// What is longer is put in as if it were pasted.
const TYPED: usize = 24;

/// The control in a row of a table, by the table's name, the label of the column and the number of the row; for a table
/// that stands more than once under different headings, in the one under this heading.
const CELL: &str = "const [table, column, row, under] = arguments;
    const within = under ? [...document.querySelectorAll('.entity')].find(e => words(e.querySelector('h3 button')) === under) : document;
    for (const found of within?.querySelectorAll(`table[aria-label='${table}']`) ?? []) {
      const cell = found.tBodies[0].rows[row]?.querySelector(`td[data-label='${column}']`);
      if (cell) { const control = cell.querySelector('input, select, textarea'); control.focus(); return control; }
    }
    return null;";

/// The button that adds a row to a table.
const ADD: &str = "const [table, under] = arguments;
    const within = under ? [...document.querySelectorAll('.entity')].find(e => words(e.querySelector('h3 button')) === under) : document;
    for (const found of within?.querySelectorAll(`table[aria-label='${table}']`) ?? []) {
      const add = found.parentElement.querySelector('.add button');
      if (add) { add.focus(); return add; }
    }
    return null;";

/// Somebody who has a finished design before them and types it in.
struct Typist<'p> {
    page: &'p Page,
    /// What is typed.
    design: Document,
}

impl<'p> Typist<'p> {
    #[track_caller]
    fn find(&self, script: &str, arguments: &[Value]) -> Element<'p> {
        let mut found = Value::Null;
        self.page.until(&format!("{arguments:?}"), |page| {
            found = page.try_js(script, arguments)?;
            Ok(!found.is_null())
        });
        Element::from_value(&self.page.session, &found).unwrap()
    }

    /// Types into the control, which has the focus.
    #[track_caller]
    fn fill(&self, control: &Element<'_>, spec: &Spec, text: &str, place: &str) {
        match spec.input {
            Input::Choice(choices) => {
                let label = choices.iter().find(|(value, _)| *value == text).unwrap().1;
                self.choose(control, label, place);
            }
            Input::Reference(table) => {
                let row: Id = text.parse().unwrap();
                self.choose(control, &table.row_name(&self.design, row), place);
            }
            _ if text.len() > TYPED || text.contains('\n') => {
                self.page.insert(text);
                assert_eq!(control.value().unwrap(), text, "{place}");
            }
            _ => {
                self.page.session.type_text(text).unwrap();
                assert_eq!(control.value().unwrap(), text, "{place}");
            }
        }
    }

    #[track_caller]
    fn choose(&self, select: &Element<'_>, label: &str, place: &str) {
        // What stands there already is chosen only by way of another.
        let script = "const [select, label] = arguments;
            const wanted = [...select.options].find(option => option.label === label);
            const other = [...select.options].find(option => option !== wanted);
            return wanted ? wanted.selected ? [other, wanted] : [wanted] : [];";
        let options = self.page.js(script, &[select.to_value(), json!(label)]);
        let options = options.as_array().unwrap();
        assert!(!options.is_empty(), "{place} has no choice {label:?}");
        for option in options {
            let option = Element::from_value(&self.page.session, option).unwrap();
            option.click().unwrap();
        }
    }

    #[track_caller]
    fn field(&self, field: &Field<Document>) {
        let (text, id) = ((field.get)(&self.design), field.spec.key.replace('.', "-"));
        if !text.is_empty() {
            let script = "const control = document.getElementById('f-' + arguments[0]); control?.focus(); return control;";
            let control = self.find(script, &[json!(id)]);
            // A field may stand under two headings.
            if control.value().unwrap() == *text {
                return;
            }
            self.fill(&control, &field.spec, text, field.spec.key);
        }
    }

    /// Adds the rows of a table and types into their cells, but for the choices among rows that are not there yet.
    #[track_caller]
    fn table(&self, table: &'static Table, columns: &[usize], under: &str, rows: &[Id]) {
        for (at, row) in rows.iter().enumerate() {
            let add = self.find(ADD, &[json!(table.title), json!(under)]);
            add.click().unwrap();
            self.row(table, columns, under, (at, *row), false);
        }
    }

    /// The cells of a row: those that refer to others, or all but those.
    #[track_caller]
    fn row(
        &self,
        table: &'static Table,
        columns: &[usize],
        under: &str,
        row: (usize, Id),
        refers: bool,
    ) {
        let specs = (table.specs)();
        for column in columns {
            let spec = specs[*column];
            let rows = (table.rows)(&self.design);
            let text = rows.cell(row.1, *column).unwrap_or_default();
            if text.is_empty() || matches!(spec.input, Input::Reference(_)) != refers {
                continue;
            }
            let arguments = [
                json!(table.title),
                json!(spec.label),
                json!(row.0),
                json!(under),
            ];
            let cell = self.find(CELL, &arguments);
            let now = cell.value().unwrap();
            if now.is_empty() || refers || matches!(spec.input, Input::Choice(_)) {
                self.fill(&cell, spec, text, &format!("{}, row {}", spec.key, row.0));
            }
        }
    }

    fn ids(&self, table: &Table) -> Vec<Id> {
        (table.rows)(&self.design).ids()
    }

    #[track_caller]
    fn item(&self, item: &Item, refers: bool) {
        match *item {
            Item::Fields(fields) if !refers => fields.iter().for_each(|field| self.field(field)),
            Item::Table(table, _) => self.shown(table, &every(table), true, refers),
            Item::Columns {
                table,
                columns,
                home,
                ..
            } => {
                self.shown(table, columns, home, refers);
            }
            Item::Entities => {
                self.shown(&ENTITIES, ENTITY_COLUMNS, true, refers);
                let belongs = ATTRIBUTES.column(ATTRIBUTE_ENTITY.spec.key).unwrap();
                let columns: Vec<usize> = every(&ATTRIBUTES)
                    .into_iter()
                    .filter(|at| *at != belongs)
                    .collect();
                for entity in self.ids(&ENTITIES) {
                    let rows = (ATTRIBUTES.rows)(&self.design);
                    let mut own = rows.ids();
                    own.retain(|row| rows.cell(*row, belongs) == Some(entity.to_string().as_str()));
                    let under =
                        format!("Attributes of {}", ENTITIES.row_name(&self.design, entity));
                    if !refers {
                        self.table(&ATTRIBUTES, &columns, &under, &own);
                    }
                }
            }
            _ => {}
        }
    }

    /// Some columns of a table; its rows are added at its home.
    #[track_caller]
    fn shown(&self, table: &'static Table, columns: &[usize], home: bool, refers: bool) {
        let rows = self.ids(table);
        if home && !refers {
            self.table(table, columns, "", &rows);
        } else {
            for (at, row) in rows.into_iter().enumerate() {
                self.row(table, columns, "", (at, row), refers);
            }
        }
    }

    #[track_caller]
    fn section(&self, section: Section, refers: bool) {
        self.page.go(section);
        for block in outline::blocks(section) {
            if block.is_notes() {
                self.unfold(block);
            }
            block.items.iter().for_each(|item| self.item(item, refers));
        }
    }

    /// Opens the free notes of a section where there is something to be written.
    fn unfold(&self, block: &Block) {
        let filled = |item: &Item| match item {
            Item::Fields(fields) => fields
                .iter()
                .any(|field| !(field.get)(&self.design).is_empty()),
            _ => false,
        };
        let closed = "return !!document.querySelector('.notes button[aria-expanded=false]');";
        if block.items.iter().any(filled) && self.page.js(closed, &[]) == true {
            self.page.click(block.heading);
        }
    }
}

fn every(table: &Table) -> Vec<usize> {
    (0..(table.specs)().len()).collect()
}

#[test]
fn a_whole_design_typed_exported_and_opened_elsewhere_is_the_same() {
    let design = json::example(&examples::PASTEBIN);
    let estimate = estimate::of(&design);
    let written = Form::Markdown.write(&design, &estimate, &estimate.sample());
    let page = Page::open();
    let typist = Typist {
        page: &page,
        design,
    };
    page.enter("Title of the design", &typist.design.title);
    for field in [
        &conventions::DATA,
        &conventions::CALENDAR,
        &conventions::DIGITS,
    ] {
        let (text, Input::Choice(choices)) = ((field.get)(&typist.design), field.spec.input) else {
            panic!("{} is a choice", field.spec.key);
        };
        let label = choices.iter().find(|(value, _)| *value == text).unwrap().1;
        typist.choose(&page.control(field.spec.label), label, field.spec.key);
    }
    for refers in [false, true] {
        for section in Section::ALL {
            typist.section(section, refers);
        }
    }
    page.no_errors();
    let file = handed_over(&page, &written);
    // What was typed is in the file, and nothing else.
    let read = markdown::read(&std::fs::read_to_string(&file).unwrap());
    assert_eq!(read.document, typist.design.canonical());
    assert_eq!(read.notes.len(), 0);
    // Taken along to another browser.
    let folder = Folder::new("elsewhere").unwrap();
    let taken = folder.path().join("Pastebin.md");
    std::fs::copy(&file, &taken).unwrap();
    let title = typist.design.title.clone();
    drop(page);
    let elsewhere = Page::open();
    elsewhere.designs();
    let chosen = elsewhere.session.find_css("#file").unwrap();
    chosen.send_keys(&taken.display().to_string()).unwrap();
    elsewhere.until("the design", |page| {
        Ok(page.value("Title of the design") == title)
    });
    handed_over(&elsewhere, &written);
    elsewhere.no_errors();
}

/// Exports the Markdown, which must be this, as a file.
#[track_caller]
fn handed_over(page: &Page, written: &str) -> std::path::PathBuf {
    page.click("Export");
    page.until("the preview", |page| Ok(page.preview().len() > 1000));
    page.settle();
    let held = page
        .session
        .wait_until(crate::page::PATIENCE, |_| Ok(page.preview() == written));
    if held.is_err() {
        let shown = page.preview();
        let differs = shown.lines().zip(written.lines()).find(|(a, b)| a != b);
        panic!("the Markdown differs: {differs:#?}");
    }
    page.click("Download Pastebin.md");
    let file = page.downloads().join("Pastebin.md");
    page.until("the file", |_| {
        Ok(std::fs::read_to_string(&file).unwrap_or_default() == written)
    });
    file
}

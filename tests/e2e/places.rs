//! Everything that the outline and the model declare has its place on the page, under its name.

use std::collections::BTreeSet;

use envelope::formula::Formula;
use envelope::model::data_model::{ATTRIBUTE_ENTITY, ATTRIBUTES, ENTITIES};
use envelope::model::{Section, Table, conventions};
use envelope::outline::{Item, KEY_NUMBERS, blocks};

use crate::access::names;
use crate::page::Page;

/// What must be found in a section, as the browser names it: a role and a name.
type Places = BTreeSet<(&'static str, String)>;

#[test]
fn everything_has_a_place() {
    let page = Page::open();
    let mut missing = Vec::new();
    let mut count = 0;
    for section in Section::ALL {
        page.go(section);
        let wanted = wanted(&page, section);
        // What a result means stands with its work.
        page.js(
            "document.querySelectorAll('main .res button').forEach(e => e.click());",
            &[],
        );
        page.settle();
        let (found, text) = (names(&page), page.text());
        count += wanted.len();
        for (role, name) in &wanted {
            if !found.iter().any(|(r, n)| r == role && n == name) {
                missing.push(format!("{}: no {role} is called {name:?}", section.name()));
            }
        }
        for words in said(section) {
            if !text.contains(words) {
                missing.push(format!("{}: nowhere “{words}”", section.name()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 400, "only {count} places were looked for");
    page.no_errors();
}

/// The sentences that must be read in a section.
fn said(section: Section) -> Vec<&'static str> {
    let mut said = vec![section.lede()];
    for item in blocks(section).iter().flat_map(|block| block.items) {
        match item {
            Item::Hint(hint) => said.push(hint),
            Item::Fields(fields) => said.extend(fields.iter().map(|field| field.spec.help)),
            Item::Results(formulas) => said.extend(formulas.iter().map(|formula| formula.help)),
            Item::Total(formula) => said.push(formula.help),
            _ => {}
        }
    }
    said
}

/// Adds a row to each table that has its home here, and lists what must then be there.
fn wanted(page: &Page, section: Section) -> Places {
    let mut wanted = Places::new();
    // How much work an export shows stands beside the export.
    let fields = conventions::Conventions::FIELDS.iter();
    for field in fields.filter(|field| field.spec.key != conventions::WORK.spec.key) {
        wanted.insert(("combobox", field.spec.label.to_owned()));
    }
    for (_, formula) in KEY_NUMBERS {
        wanted.insert(("status", formula.name.to_owned()));
    }
    for block in blocks(section) {
        wanted.insert(("heading", block.heading.to_owned()));
        if block.is_notes() {
            page.click(block.heading);
        }
        for item in block.items {
            match *item {
                Item::Fields(fields) => {
                    wanted.extend(fields.iter().map(|field| place(&field.spec, "")));
                }
                Item::Table(table, results) => rows(page, &mut wanted, table, &[], results, true),
                Item::Columns {
                    table,
                    columns,
                    home,
                    results,
                } => rows(page, &mut wanted, table, columns, results, home),
                Item::Entities => entities(page, &mut wanted),
                Item::Results(formulas) => {
                    wanted.extend(formulas.iter().map(|f| ("status", f.name.to_owned())));
                }
                Item::Total(formula) => {
                    wanted.insert(("status", formula.name.to_owned()));
                }
                Item::Hint(_)
                | Item::Advice(_)
                | Item::Schema
                // Not there as long as no row has such a result: see `stores`.
                | Item::RowResults(..)
                | Item::Picture
                | Item::Sql
                | Item::OpenApi
                | Item::Diagram
                | Item::Flow
                | Item::Reference(_)
                | Item::Proposals(_)
                | Item::View(_)
                | Item::Chart(_)
                // Of an empty design nothing is written.
                | Item::Written => {}
            }
        }
    }
    wanted
}

fn place(spec: &envelope::model::Spec, row: &str) -> (&'static str, String) {
    use envelope::model::Input;
    let role = match spec.input {
        Input::Choice(_) | Input::Reference(_) => "combobox",
        Input::Line | Input::Text | Input::Quantity(_) | Input::Curve => "textbox",
    };
    (role, format!("{}{row}", spec.label))
}

fn rows(
    page: &Page,
    wanted: &mut Places,
    table: &'static Table,
    columns: &[usize],
    results: &[&Formula],
    home: bool,
) {
    let specs = (table.specs)();
    if home {
        page.add_row(table.row, &format!("{}, row 1", specs[0].label));
        wanted.insert(("button", format!("Remove {} row 1", table.row)));
    }
    for (column, spec) in specs.iter().enumerate() {
        // What is put into a picture by hand has its place there.
        if !spec.in_picture && (columns.is_empty() || columns.contains(&column)) {
            wanted.insert(place(spec, ", row 1"));
        }
    }
    for formula in results {
        wanted.insert(("status", format!("{}, row 1", formula.name)));
    }
}

fn entities(page: &Page, wanted: &mut Places) {
    use envelope::estimate::data_model::{ROW_SIZE, TABLE_SIZE};
    rows(
        page,
        wanted,
        &ENTITIES,
        &[],
        &[&ROW_SIZE, &TABLE_SIZE],
        true,
    );
    let hidden = ATTRIBUTES.column(ATTRIBUTE_ENTITY.spec.key).unwrap();
    let columns: Vec<usize> = (0..(ATTRIBUTES.specs)().len())
        .filter(|column| *column != hidden)
        .collect();
    rows(page, wanted, &ATTRIBUTES, &columns, &[], true);
}

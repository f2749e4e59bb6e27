//! Every heading, bullet and formula of the template has its place on the page and in the Markdown.
#![allow(clippy::unwrap_used, missing_docs)] // a test stops at the first failure
#![cfg(not(target_arch = "wasm32"))] // reads files of the host

use envelope::model::{Document, Input, Section, Spec, Table, data_model};
use envelope::outline::{Item, blocks};
use envelope::{estimate, text};

/// The lines of the template as comments, and under each the words that must be found.
const TEMPLATE: &str = include_str!("cases/template.txt");

/// The same words in any spelling of the house: case, dashes and marks do not count.
fn plain(text: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || "×=&/%–→↔<".contains(c) {
            c
        } else {
            ' '
        }
    };
    let text: String = text.to_lowercase().chars().map(kept).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that the page shows of an empty design, a line each.
fn page() -> String {
    let mut page = Vec::new();
    for section in Section::ALL {
        let number = section
            .number()
            .map_or_else(String::new, |number| format!("{number}. "));
        page.extend([number + section.heading(), section.lede().to_owned()]);
        for block in blocks(section) {
            page.push(block.heading.to_owned());
            page.extend(block.items.iter().flat_map(words).map(str::to_owned));
        }
    }
    page.join("\n")
}

fn words(item: &Item) -> Vec<&'static str> {
    match item {
        Item::Hint(hint) => vec![*hint],
        Item::Fields(fields) => fields.iter().flat_map(|field| spec(&field.spec)).collect(),
        Item::Results(formulas) => formulas
            .iter()
            .flat_map(|formula| [formula.name, formula.help])
            .collect(),
        Item::Total(formula) => vec![formula.name, formula.help],
        Item::Table(table, _) | Item::Columns { table, .. } => columns(table),
        Item::Entities | Item::Schema => [
            columns(&data_model::ENTITIES),
            columns(&data_model::ATTRIBUTES),
        ]
        .concat(),
        Item::RowResults(..)
        | Item::Picture
        | Item::Sql
        | Item::OpenApi
        | Item::Diagram
        | Item::Flow
        | Item::Advice(_)
        | Item::Reference(_)
        | Item::Proposals(_)
        | Item::View(_)
        | Item::Chart(_)
        | Item::Written => Vec::new(),
    }
}

fn columns(table: &Table) -> Vec<&'static str> {
    let cells = (table.specs)().into_iter().flat_map(spec);
    [table.title, table.help].into_iter().chain(cells).collect()
}

fn spec(spec: &'static Spec) -> Vec<&'static str> {
    let choices = match spec.input {
        Input::Choice(choices) => choices,
        _ => &[],
    };
    [spec.label, spec.help]
        .into_iter()
        .chain(choices.iter().map(|(_, label)| *label))
        .collect()
}

#[test]
fn the_whole_template_is_on_the_page_and_in_the_markdown() {
    let doc = Document::default();
    let markdown = plain(&text::markdown::render(&doc, &estimate::of(&doc)));
    let page = plain(&page());
    let mut missing = Vec::new();
    let wanted = TEMPLATE
        .lines()
        .filter(|line| !line.starts_with("//") && !line.trim().is_empty());
    for line in wanted.clone() {
        // "page:" in front: what only stands in the choices and the help of the form, until it is filled in.
        let (words, both) = line
            .strip_prefix("page: ")
            .map_or((line, true), |words| (words, false));
        let words = plain(words);
        if !page.contains(&words) {
            missing.push(format!("the page lacks “{line}”"));
        }
        if both && !markdown.contains(&words) {
            missing.push(format!("the Markdown lacks “{line}”"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(wanted.count() > 120, "the template is whole");
}

/// The headings stand in the template's order, and so do the bullets under them.
#[test]
fn headings_stand_in_the_template_s_order() {
    let doc = Document::default();
    let markdown = text::markdown::render(&doc, &estimate::of(&doc));
    let mut at = 0;
    for line in TEMPLATE
        .lines()
        .filter(|line| line.starts_with("// ### ") || line.starts_with("// #### "))
    {
        let heading = line.trim_start_matches(['/', ' ', '#']);
        let found = markdown[at..]
            .lines()
            .find(|l| l.starts_with('#') && l.trim_start_matches(['#', ' ']) == heading);
        assert!(found.is_some(), "“{heading}” is missing or out of order");
        at += markdown[at..].find(heading).unwrap();
    }
}

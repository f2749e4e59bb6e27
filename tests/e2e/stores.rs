//! Results that only some stores have are there with the first entity that is kept in one.

use envelope::estimate;
use envelope::estimate::data_model::{READ_UNITS, WRITE_UNITS};
use envelope::library::examples;
use envelope::model::Section;
use envelope::text::json;

use crate::page::Page;

#[test]
fn units_are_there_with_the_first_entity_in_dynamodb() {
    let page = Page::open();
    page.fill_with(&examples::SHOP);
    page.go(Section::DataModel);
    page.settle();
    let mut document = json::example(&examples::SHOP);
    let entity = &mut document.data_model.entities[1];
    let (id, name) = (entity.id, entity.name.clone());
    let units = [&READ_UNITS, &WRITE_UNITS];
    let labels = units.map(|formula| format!("{}, {name}", formula.name));
    // Results that are hidden are not seen by their names.
    let seen = |page: &Page, label: &str| {
        let script = "return [...document.querySelectorAll('output')].some(e => shown(e) && named(e) === arguments[0]);";
        page.js(script, &[label.into()]) == true
    };
    for label in &labels {
        assert!(!seen(&page, label), "{label}");
    }
    "dynamodb".clone_into(&mut entity.engine);
    let estimate = estimate::of(&document);
    page.choose(&format!("Engine, {name}"), "DynamoDB");
    for (formula, label) in units.iter().zip(&labels) {
        page.until(label, |page| Ok(seen(page, label)));
        page.expect(label, &estimate.shown_alone(formula, id));
    }
    page.choose(&format!("Engine, {name}"), "PostgreSQL");
    page.until("units to go", |page| {
        Ok(!labels.iter().any(|label| seen(page, label)))
    });
    page.no_errors();
}

//! A picture that is redrawn: what has changed is put in, and nothing else is touched.

use envelope::browser::redrawn::show;
use envelope::diagram::svg::{self, Theme};
use envelope::diagram::{entities, scene::Scene};
use envelope::model::Document;
use envelope::model::data_model::{ATTRIBUTES, ENTITIES, RELATIONSHIPS};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

/// Five entities, each of which refers to the one before.
fn design() -> Document {
    let mut doc = Document::default();
    let mut before = String::new();
    for name in ["Users", "Orders", "Items", "Goods", "Stores"] {
        let id = doc.add_row_of(&ENTITIES, &[name]).to_string();
        doc.add_row_of(&ATTRIBUTES, &["id", "bigint", "", "PK", &id]);
        doc.add_row_of(&ATTRIBUTES, &["name", "text", "20 B", "", &id]);
        if !before.is_empty() {
            doc.add_row_of(&RELATIONSHIPS, &["has", &before, "", &id]);
        }
        before = id;
    }
    doc
}

fn picture(doc: &Document) -> String {
    let scene: Scene = entities::scene(doc);
    svg::render(&scene, Theme::Auto, "redrawn")
}

fn place() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("div").unwrap()
}

fn groups(place: &Element) -> Vec<Element> {
    let found = place.query_selector_all("svg > g").unwrap();
    let all = (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into());
    all.collect()
}

/// What a new picture gives, put over the one before or into an empty place.
#[track_caller]
fn is_as_drawn_anew(redrawn: &Element, now: &str) {
    let anew = place();
    anew.set_inner_html(now);
    assert_eq!(redrawn.inner_html(), anew.inner_html());
}

#[wasm_bindgen_test]
fn one_part_that_differs_is_put_in_and_the_rest_is_not_touched() {
    let mut doc = design();
    let (place, before) = (place(), picture(&doc));
    show(&place, "", &before);
    is_as_drawn_anew(&place, &before);
    let old = groups(&place);
    "nick".clone_into(&mut doc.data_model.attributes[1].name);
    let now = picture(&doc);
    assert_ne!(before, now);
    show(&place, &before, &now);
    is_as_drawn_anew(&place, &now);
    let new = groups(&place);
    assert_eq!(old.len(), new.len());
    assert_eq!(old.iter().zip(&new).filter(|(a, b)| a != b).count(), 1);
    // A name stands in the description too, and in what the lines at it say.
    "Users <b>".clone_into(&mut doc.data_model.entities[0].name);
    let later = picture(&doc);
    show(&place, &now, &later);
    is_as_drawn_anew(&place, &later);
    assert!(place.text_content().unwrap().contains("Users <b>"));
    assert_eq!(groups(&place)[6..], new[6..]);
}

#[wasm_bindgen_test]
fn what_has_other_parts_or_another_size_is_drawn_anew() {
    let mut doc = design();
    let (place, before) = (place(), picture(&doc));
    show(&place, "", &before);
    doc.add_row_of(&ENTITIES, &["More"]);
    let now = picture(&doc);
    show(&place, &before, &now);
    is_as_drawn_anew(&place, &now);
    // Somebody else has changed the page.
    groups(&place)[0].remove();
    let first = picture(&design());
    "Uses".clone_into(&mut doc.data_model.entities[0].name);
    show(&place, &now, &picture(&doc));
    is_as_drawn_anew(&place, &picture(&doc));
    show(&place, &picture(&doc), &first);
    is_as_drawn_anew(&place, &first);
    show(&place, &first, "");
    is_as_drawn_anew(&place, "");
}

//! The architecture as files of other programs that draw: what their loaders ask of a file.

use crate::diagram::architecture::{Scene, scene};
use crate::estimate;
use crate::library::examples;
use crate::model::architecture::{COMPONENTS, CONNECTIONS, KINDS};
use crate::model::{Document, Id};
use crate::text::{drawio, excalidraw, json};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

fn drawn(doc: &Document) -> Scene {
    scene(doc, &estimate::of(doc))
}

fn designs() -> impl Strategy<Value = Document> {
    let component = (any::<String>(), 0..KINDS.len(), any::<String>());
    let components = prop::collection::vec(component, 1..6);
    let connections = prop::collection::vec((any::<String>(), 0..6_usize, 0..6_usize), 0..8);
    (components, connections).prop_map(|(components, connections)| {
        let mut doc = Document::default();
        let ids: Vec<Id> = (components.iter())
            .map(|(name, kind, note)| {
                let group = ["", "eu-west", "<us>"][kind % 3];
                doc.add_row_of(&COMPONENTS, &[name, KINDS[*kind].0, note, "", group])
            })
            .collect();
        for (label, from, to) in connections {
            let id = |at: usize| ids.get(at).map_or_else(String::new, Id::to_string);
            doc.add_row_of(&CONNECTIONS, &[&label, &id(from), &id(to)]);
        }
        doc
    })
}

/// Well-formed XML in which each cell has an id of its own, a parent, and ends that are there.
fn is_drawio(scene: &Scene) {
    let text = drawio::write(scene);
    let file = roxmltree::Document::parse(&text).unwrap();
    let cells: Vec<_> = file
        .descendants()
        .filter(|node| node.has_tag_name("mxCell"))
        .collect();
    let ids: BTreeSet<&str> = cells
        .iter()
        .map(|cell| cell.attribute("id").unwrap())
        .collect();
    assert_eq!(ids.len(), cells.len());
    let drawn = scene.frames.len() + scene.parts.len() + scene.lines.len();
    assert_eq!(cells.len(), 2 + drawn);
    // What is in a container is placed from its corner.
    for part in &scene.parts {
        let find = |id: &str| {
            let cell = cells.iter().find(|cell| cell.attribute("id") == Some(id))?;
            let place = cell.first_element_child()?;
            let x: f64 = place.attribute("x")?.parse().ok()?;
            Some((x, cell.attribute("parent")?))
        };
        let (x, parent) = find(&format!("c{}", part.key)).unwrap();
        let left = find(parent).map_or(0.0, |(left, _)| left);
        assert!((x + left - part.rect.x).abs() < 0.02);
    }
    for cell in &cells[1..] {
        for end in ["parent", "source", "target"] {
            assert!(
                cell.attribute(end).is_none_or(|end| ids.contains(end)),
                "{cell:?}"
            );
        }
        let geometry = cell
            .children()
            .find(|child| child.has_tag_name("mxGeometry"));
        if cell.attribute("vertex").is_some() {
            let geometry = geometry.unwrap();
            for name in ["x", "y", "width", "height"] {
                assert!(
                    geometry
                        .attribute(name)
                        .unwrap()
                        .parse::<f64>()
                        .unwrap()
                        .is_finite()
                );
            }
        } else if cell.attribute("edge").is_some() {
            assert!(cell.attribute("source").is_some() && cell.attribute("target").is_some());
        }
        assert!(
            !cell.attribute("style").unwrap_or_default().contains("html"),
            "texts are plain"
        );
    }
}

/// Elements with ids of their own; texts, containers and arrows name each other both ways.
fn is_excalidraw(scene: &Scene) {
    let file: Value = serde_json::from_str(&excalidraw::write(scene)).unwrap();
    assert_eq!(
        (&file["type"], &file["version"]),
        (&"excalidraw".into(), &2.into())
    );
    let elements = file["elements"].as_array().unwrap();
    let find = |id: &Value| elements.iter().find(|element| element["id"] == *id);
    let ids: BTreeSet<&str> = elements
        .iter()
        .map(|element| element["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), elements.len());
    for element in elements {
        for number in ["x", "y", "width", "height"] {
            assert!(element[number].is_number(), "{element}");
        }
        if !element["containerId"].is_null() {
            let bound = find(&element["containerId"]).unwrap()["boundElements"]
                .as_array()
                .unwrap();
            assert!(bound.iter().any(|bound| bound["id"] == element["id"]));
        }
        for bound in element["boundElements"].as_array().into_iter().flatten() {
            assert_eq!(find(&bound["id"]).unwrap()["type"], bound["type"]);
        }
        if !element["frameId"].is_null() {
            assert_eq!(find(&element["frameId"]).unwrap()["type"], "frame");
        }
        if element["type"] == "arrow" {
            assert_eq!(element["points"][0], serde_json::json!([0.0, 0.0]));
            for end in ["startBinding", "endBinding"] {
                let bound = find(&element[end]["elementId"]).unwrap()["boundElements"]
                    .as_array()
                    .unwrap();
                assert!(bound.iter().any(|bound| bound["id"] == element["id"]));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_architecture_is_a_file_of_other_programs(doc in designs()) {
        let drawn = drawn(&doc);
        is_drawio(&drawn);
        is_excalidraw(&drawn);
    }
}

#[test]
fn every_example_is_one_too_with_all_of_its_parts() {
    for example in examples::ALL {
        let doc = json::example(example);
        let drawn = drawn(&doc);
        is_drawio(&drawn);
        is_excalidraw(&drawn);
        let files = [drawio::write(&drawn), excalidraw::write(&drawn)];
        for component in &doc.architecture.components {
            let first = component.name.split(' ').next().unwrap_or_default();
            assert!(
                files.iter().all(|file| file.contains(first)),
                "{}: {first}",
                example.name
            );
        }
    }
    let nothing = drawn(&Document::default());
    assert_eq!(
        (drawio::write(&nothing), excalidraw::write(&nothing)),
        Default::default()
    );
}

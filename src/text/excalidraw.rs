//! The architecture as a scene of Excalidraw: shapes with their texts, and arrows that are bound to them.
//!
//! The form is version 2 of its files. Every property that its loader would otherwise make up is written, so that the
//! same design gives the same bytes.

use crate::diagram::architecture::{Line, Part, Scene, Shape, Way};
use crate::diagram::geometry::Rect;
use serde_json::{Map, Value, json};

/// The height of a line of text, in sizes of the font; and that size.
const TEXT: (f64, f64) = (1.25, 11.0);

/// The file; empty where there are no components.
///
/// ```
/// use envelope::{diagram::architecture, estimate, model::{Document, architecture as a}, text::excalidraw};
/// let mut doc = Document::default();
/// doc.add_row_of(&a::COMPONENTS, &["Redis", "cache"]);
/// let file = excalidraw::write(&architecture::scene(&doc, &estimate::of(&doc)));
/// let file: serde_json::Value = serde_json::from_str(&file).unwrap();
/// assert_eq!((&file["type"], &file["elements"][1]["text"]), (&"excalidraw".into(), &"Redis".into()));
/// ```
pub fn write(scene: &Scene) -> String {
    if scene.parts.is_empty() {
        return String::new();
    }
    let mut elements = Vec::new();
    for (at, frame) in scene.frames.iter().enumerate() {
        let name = json!({ "name": frame.name, "strokeColor": "#bbb" });
        elements.push(element(&format!("g{}", at + 1), "frame", &frame.rect, name));
    }
    for part in &scene.parts {
        component(part, scene, &mut elements);
    }
    for line in &scene.lines {
        connection(line, &mut elements);
    }
    let file = json!({
        "type": "excalidraw",
        "version": 2,
        "source": "Envelope",
        "elements": elements,
        "appState": { "viewBackgroundColor": "#ffffff", "gridSize": null },
        "files": {},
    });
    // A value always can be written.
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// What every element has.
fn element(id: &str, kind: &str, rect: &Rect, more: Value) -> Value {
    let mut element = json!({
        "id": id, "type": kind,
        "x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height, "angle": 0,
        "strokeColor": "#1e1e1e", "backgroundColor": "transparent", "fillStyle": "solid",
        "strokeWidth": 1, "strokeStyle": "solid", "roughness": 0, "opacity": 100,
        "groupIds": [], "frameId": null, "roundness": null, "seed": 1, "version": 1, "versionNonce": 1,
        "isDeleted": false, "boundElements": null, "updated": 1, "link": null, "locked": false,
    });
    if let (Some(all), Value::Object(more)) = (element.as_object_mut(), more) {
        let more: Map<String, Value> = more;
        all.extend(more);
    }
    element
}

fn component(part: &Part, scene: &Scene, elements: &mut Vec<Value>) {
    let id = format!("c{}", part.key);
    let bound = scene
        .lines
        .iter()
        .filter(|line| line.points.len() > 1 && line.ends.contains(&part.key));
    let mut bound: Vec<Value> = bound
        .map(|line| json!({ "type": "arrow", "id": format!("c{}", line.key) }))
        .collect();
    bound.insert(0, json!({ "type": "text", "id": format!("{id}-text") }));
    let own = matches!(part.kind.as_str(), "" | "worker");
    let frame = (scene.frames.iter()).position(|frame| frame.members.contains(&part.key));
    let frame = frame.map(|at| format!("g{}", at + 1));
    let round = match part.shape() {
        Shape::Card => 3,
        Shape::Pill | Shape::Pipe | Shape::Cylinder => 2,
    };
    elements.push(element(
        &id,
        "rectangle",
        &part.rect,
        json!({
            "strokeColor": if own { "#0b5f6b" } else { "#1e1e1e" },
            "backgroundColor": if own { "#e3f1f1" } else { "transparent" },
            "strokeStyle": if part.kind == "third" { "dashed" } else { "solid" },
            "roundness": { "type": round },
            "boundElements": bound,
            "frameId": frame,
        }),
    ));
    let before = elements.len();
    let lines = part.name.iter().chain(&part.note).chain(part.numbers());
    text(
        &format!("{id}-text"),
        Some(&id),
        lines,
        &part.rect,
        elements,
    );
    for text in &mut elements[before..] {
        text["frameId"] = json!(frame);
    }
}

/// A text in the middle of its container, or of this rectangle.
fn text<'t>(
    id: &str,
    container: Option<&str>,
    lines: impl Iterator<Item = &'t String>,
    within: &Rect,
    elements: &mut Vec<Value>,
) {
    let lines: Vec<&str> = lines
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    let count = crate::diagram::layout::number(lines.len());
    let words = lines.join("\n");
    let height = count * TEXT.0 * TEXT.1;
    let rect = Rect {
        x: within.x + 5.0,
        y: within.y + (within.height - height) / 2.0,
        width: (within.width - 10.0).max(1.0),
        height,
    };
    elements.push(element(id, "text", &rect, json!({
        "text": words, "originalText": words, "fontSize": TEXT.1, "fontFamily": 2, "lineHeight": TEXT.0,
        "textAlign": "center", "verticalAlign": "middle", "containerId": container, "autoResize": true,
    })));
}

fn connection(line: &Line, elements: &mut Vec<Value>) {
    let [first, .., _] = &line.points[..] else {
        return;
    };
    let id = format!("c{}", line.key);
    let points: Vec<Value> = (line.points.iter())
        .map(|point| json!([point.x - first.x, point.y - first.y]))
        .collect();
    let ends = |axis: fn(&crate::diagram::geometry::Point) -> f64| {
        let all = line.points.iter().map(axis);
        all.clone().fold(f64::MIN, f64::max) - all.fold(f64::MAX, f64::min)
    };
    let rect = Rect {
        x: first.x,
        y: first.y,
        width: ends(|point| point.x),
        height: ends(|point| point.y),
    };
    let [from, to] = line
        .ends
        .map(|key| json!({ "elementId": format!("c{key}"), "focus": 0, "gap": 1 }));
    let (style, head) = match line.way {
        Way::Sync => ("solid", "triangle"),
        Way::Async => ("dashed", "arrow"),
        Way::Replication => ("dotted", "triangle_outline"),
    };
    elements.push(element(
        &id,
        "arrow",
        &rect,
        json!({
            "points": points, "lastCommittedPoint": null, "startBinding": from, "endBinding": to,
            "startArrowhead": null, "endArrowhead": head, "elbowed": false,
            "strokeColor": "#8b877d", "strokeStyle": style, "roundness": null,
        }),
    ));
    if let Some((place, words)) = &line.label {
        text(&format!("{id}-text"), None, words.iter(), place, elements);
    }
}

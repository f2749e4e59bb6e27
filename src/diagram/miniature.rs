//! A picture so small that it is no more than a shape to know a design by: boxes and lines without a word.

use super::geometry::{Point, Rect};
use super::{architecture, entities};
use crate::estimate::Estimate;
use crate::model::Document;
use std::fmt::Write as _;

/// How wide and how high it is at most, in its own units.
const ROOM: [f64; 2] = [240.0, 96.0];

/// Around it, so that no stroke is cut.
const MARGIN: f64 = 2.0;

/// A box or a line is never so small that it is not seen.
const LEAST: f64 = 3.0;

/// The shape of a design: three texts, an SVG `viewBox`, the way of the boxes, and the way of the lines. The components
/// are drawn, or the entities where there are none; nothing where there is neither.
///
/// ```
/// use envelope::{diagram::miniature, estimate, library::examples, model::Document, text::json};
/// let empty = Document::default();
/// assert_eq!(miniature::of(&empty, &estimate::of(&empty)), None);
/// let pastebin = json::from_json(examples::PASTEBIN.json).unwrap();
/// let [room, boxes, lines] = miniature::of(&pastebin, &estimate::of(&pastebin)).unwrap();
/// assert!(room.starts_with("0 0 ") && boxes.starts_with('M') && lines.starts_with('M'));
/// ```
pub fn of(doc: &Document, estimate: &Estimate) -> Option<[String; 3]> {
    if doc.architecture.components.is_empty() {
        let scene = entities::scene(doc);
        let lines = scene.lines.into_iter().map(|line| line.points);
        drawn(
            scene.cards.into_iter().map(|card| card.rect).collect(),
            lines.collect(),
        )
    } else {
        let scene = architecture::scene(doc, estimate);
        let lines = scene.lines.into_iter().map(|line| line.points);
        drawn(
            scene.parts.into_iter().map(|part| part.rect).collect(),
            lines.collect(),
        )
    }
}

fn drawn(boxes: Vec<Rect>, lines: Vec<Vec<Point>>) -> Option<[String; 3]> {
    let ends = boxes
        .iter()
        .flat_map(|at| [(at.x, at.y), (at.x + at.width, at.y + at.height)]);
    let corners = lines.iter().flatten().map(|at| (at.x, at.y));
    let ((left, top), (right, bottom)) =
        ends.chain(corners).fold(None, |all, (x, y)| match all {
            None => Some(((x, y), (x, y))),
            Some(((left, top), (right, bottom))) => {
                Some(((x.min(left), y.min(top)), (x.max(right), y.max(bottom))))
            }
        })?;
    let (width, height) = ((right - left).max(1.0), (bottom - top).max(1.0));
    let scale = (ROOM[0] / width).min(ROOM[1] / height).min(1.0);
    let (x, y) = (
        |at: f64| ((at - left) * scale + MARGIN).round(),
        |at: f64| ((at - top) * scale + MARGIN).round(),
    );
    let (mut shapes, mut ways) = (String::new(), String::new());
    // Writing into a string cannot fail.
    for at in boxes {
        let (across, down) = (
            (at.width * scale).round().max(LEAST),
            (at.height * scale).round().max(LEAST),
        );
        let _ = write!(
            shapes,
            "M{} {}h{across}v{down}h-{across}z",
            x(at.x),
            y(at.y)
        );
    }
    for points in lines {
        for (index, at) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            let _ = write!(ways, "{letter}{} {}", x(at.x), y(at.y));
        }
    }
    let room = format!("0 0 {} {}", x(right) + MARGIN, y(bottom) + MARGIN);
    Some([room, shapes, ways])
}

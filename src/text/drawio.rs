//! The architecture as a file of draw.io: boxes and lines where the picture has them, to be moved on there.
//!
//! The form is that of draw.io's uncompressed files: an `mxGraphModel` in a `diagram` in an `mxfile`, with a cell for the
//! paper, one for the layer, and one for each part. Texts are plain: no style says `html`.

use crate::diagram::architecture::{Frame, Line, Part, Scene, Shape, Way};
use crate::diagram::geometry::{Point, Rect};
use crate::diagram::svg::{Number, escape};
use std::fmt::Write as _;

/// The file; empty where there are no components.
///
/// ```
/// use envelope::{diagram::architecture, estimate, model::{Document, architecture as a}, text::drawio};
/// let mut doc = Document::default();
/// doc.add_row_of(&a::COMPONENTS, &["<Redis>", "cache"]);
/// let file = drawio::write(&architecture::scene(&doc, &estimate::of(&doc)));
/// assert!(file.starts_with("<mxfile ") && file.contains(" value=\"&lt;Redis&gt;\" "));
/// ```
pub fn write(scene: &Scene) -> String {
    if scene.parts.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "<mxfile host=\"Envelope\"><diagram id=\"architecture\" name=\"Architecture\">\n\
         <mxGraphModel grid=\"1\" gridSize=\"10\" page=\"0\"><root>\n<mxCell id=\"0\"/>\n<mxCell id=\"1\" parent=\"0\"/>\n",
    );
    for (at, frame) in scene.frames.iter().enumerate() {
        container(&mut out, at, frame);
    }
    for part in &scene.parts {
        vertex(&mut out, part, scene);
    }
    for line in &scene.lines {
        edge(&mut out, line, scene);
    }
    out.push_str("</root></mxGraphModel>\n</diagram></mxfile>\n");
    out
}

/// Lines of text as the value of a cell.
fn value<'t>(out: &mut String, lines: impl Iterator<Item = &'t String>) {
    for (at, line) in lines.filter(|line| !line.is_empty()).enumerate() {
        if at > 0 {
            out.push_str("&#xa;");
        }
        escape(out, line);
    }
}

/// A frame, which takes along what is in it.
fn container(out: &mut String, at: usize, frame: &Frame) {
    let _ = write!(out, "<mxCell id=\"g{}\" value=\"", at + 1);
    escape(out, &frame.name);
    let _ = writeln!(
        out,
        "\" style=\"rounded=1;absoluteArcSize=1;arcSize=16;fillColor=none;strokeColor=#cfcac0;verticalAlign=top;align=left;\
         spacingLeft=5;fontStyle=1;fontColor=#565d67;fontSize=11;container=1;collapsible=0;recursiveResize=0;\" vertex=\"1\" parent=\"1\">{}",
        geometry(&frame.rect)
    );
}

fn geometry(rect: &Rect) -> String {
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(Number);
    format!(
        "<mxGeometry x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" as=\"geometry\"/></mxCell>"
    )
}

fn vertex(out: &mut String, part: &Part, scene: &Scene) {
    let shape = match part.shape() {
        Shape::Card => "rounded=1;arcSize=8;",
        Shape::Pill => "rounded=1;arcSize=50;",
        Shape::Cylinder => "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=7;",
        Shape::Pipe => "shape=cylinder3;direction=south;boundedLbl=1;backgroundOutline=1;size=7;",
    };
    let look = match part.kind.as_str() {
        "" | "worker" => "fillColor=#e3f1f1;strokeColor=#0b5f6b;",
        "third" => "fillColor=none;strokeColor=#8b877d;dashed=1;",
        _ => "fillColor=#ffffff;strokeColor=#8b877d;",
    };
    let _ = write!(out, "<mxCell id=\"c{}\" value=\"", part.key);
    value(
        out,
        part.name.iter().chain(&part.note).chain(part.numbers()),
    );
    // Within a container, places are counted from its corner.
    let frames = (1..).zip(&scene.frames);
    let within = frames
        .into_iter()
        .find(|(_, frame)| frame.members.contains(&part.key));
    let (parent, rect) = match within {
        None => ("1".to_owned(), part.rect),
        Some((at, frame)) => {
            let (x, y) = (part.rect.x - frame.rect.x, part.rect.y - frame.rect.y);
            (format!("g{at}"), Rect { x, y, ..part.rect })
        }
    };
    let _ = writeln!(
        out,
        "\" style=\"{shape}whiteSpace=wrap;{look}fontColor=#1b1e23;fontSize=11;\" vertex=\"1\" parent=\"{parent}\">{}",
        geometry(&rect)
    );
}

fn edge(out: &mut String, line: &Line, scene: &Scene) {
    let [from, to] = line.ends;
    let of = |key| scene.parts.iter().find(|part| part.key == key);
    let (Some(one), Some(other), [first, inner @ .., last]) = (of(from), of(to), &line.points[..])
    else {
        return;
    };
    let way = match line.way {
        Way::Sync => "endArrow=block;endFill=1;",
        Way::Async => "endArrow=open;dashed=1;",
        Way::Replication => "endArrow=block;endFill=0;dashed=1;dashPattern=1 3;",
    };
    let _ = write!(out, "<mxCell id=\"c{}\" value=\"", line.key);
    value(out, line.label.iter().flat_map(|(_, words)| words));
    let _ = write!(
        out,
        "\" style=\"edgeStyle=orthogonalEdgeStyle;rounded=1;{way}strokeColor=#8b877d;fontColor=#565d67;fontSize=11;{}{}\" \
         edge=\"1\" parent=\"1\" source=\"c{from}\" target=\"c{to}\"><mxGeometry relative=\"1\" as=\"geometry\"><Array as=\"points\">",
        fixed("exit", first, &one.rect),
        fixed("entry", last, &other.rect),
    );
    for Point { x, y } in inner {
        let _ = write!(out, "<mxPoint x=\"{}\" y=\"{}\"/>", Number(*x), Number(*y));
    }
    out.push_str("</Array></mxGeometry></mxCell>\n");
}

/// Where a line meets its box, in parts of that.
fn fixed(end: &str, at: &Point, rect: &Rect) -> String {
    let x = u8::from(at.x > rect.x + rect.width / 2.0);
    let y = ((at.y - rect.y) / rect.height).clamp(0.0, 1.0);
    format!("{end}X={x};{end}Y={y:.4};{end}Dx=0;{end}Dy=0;")
}

//! The architecture as a diagram: components by kind, from left to right, and what connects them.

mod bears;
mod frame;
mod measure;
mod svg;

pub use bears::{Bears, Busy, short};
pub use frame::Frame;
pub use svg::render;

use super::geometry::{Point, Rect};
use super::layout::{self, Graph, Link, Node, number};
use super::scene::FONTS;
use super::words::{line, widest, width};
use crate::estimate::Estimate;
use crate::model::{Document, Id, row_name};
use measure::{LABEL_LINE, grow, labelled, measured};

/// A drawing with all of its places, in pixels from its upper left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What it is called.
    pub title: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Frames around the components of a group, behind everything else; in the order of the document.
    pub frames: Vec<Frame>,
    /// The components, in the order of the document.
    pub parts: Vec<Part>,
    /// The connections that have both of their ends.
    pub lines: Vec<Line>,
    /// What the lines mean, where there is more than one sort of them: where each begins, and its sort.
    pub legend: Vec<(Point, Way)>,
}

/// A component in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The row of the component.
    pub key: Id,
    /// Its kind, by its key.
    pub kind: String,
    /// Its place.
    pub rect: Rect,
    /// Its name, as much as there is room for.
    pub name: Vec<String>,
    /// Its note, as much as there is room for.
    pub note: Vec<String>,
    /// What it bears at the busiest moment and what it keeps, where that is known.
    pub load: String,
    /// How busy its machines are, and how many there are.
    pub busy: Option<Busy>,
    /// What it costs a month, and how many machines it is where nothing says how busy they are.
    pub machines: String,
    /// That it breaks first as the users grow, and where.
    pub first: String,
    /// Whether the action that is followed comes here.
    pub on: bool,
    /// All that is known of it.
    pub about: String,
    /// Its upper left corner as the document counts, whatever lies to the left of it and above.
    pub at: Point,
    /// Whether somebody put it there.
    pub pinned: bool,
}

/// A connection in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The row of the connection.
    pub key: Id,
    /// The rows of the components where it begins and ends.
    pub ends: [Id; 2],
    /// Its corners, from the border of one component to that of the other.
    pub points: Vec<Point>,
    /// Who waits.
    pub way: Way,
    /// How much goes over it at the busiest moment, or the step of the action that is followed; the last line of its label.
    pub bears: String,
    /// Whether the action that is followed goes over it.
    pub on: bool,
    /// What stands at it line by line, if there is room.
    pub label: Option<(Rect, Vec<String>)>,
    /// All that it says.
    pub about: String,
}

/// Who waits for what goes over a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The caller waits.
    #[default]
    Sync,
    /// Nobody waits.
    Async,
    /// The data follows by itself.
    Replication,
}

impl Way {
    const ALL: [Self; 3] = [Self::Sync, Self::Async, Self::Replication];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sync => "waits for an answer",
            Self::Async => "does not wait",
            Self::Replication => "replication",
        }
    }
}

/// The outline of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A box with corners a little round.
    Card,
    /// A box with round sides.
    Pill,
    /// A cylinder that stands.
    Cylinder,
    /// A cylinder that lies.
    Pipe,
}

/// How far a cylinder's end is curved.
const CURVE: f64 = 7.0;
/// The largest radius of a corner.
const ROUND: f64 = 30.0;
/// Around the whole drawing.
const MARGIN: f64 = 24.0;
/// The height of the legend, and the length of a line in it.
const LEGEND: (f64, f64) = (28.0, 34.0);
/// Level at both ends of a line: the head of an arrow and a round corner.
const STUB: f64 = 16.0;

impl Part {
    /// What the estimate says of it, line by line.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &String> {
        let busy = self.busy.as_ref().map(|busy| &busy.words);
        [&self.load]
            .into_iter()
            .chain(busy)
            .chain([&self.machines, &self.first])
    }

    pub(crate) fn shape(&self) -> Shape {
        match self.kind.as_str() {
            "client" => Shape::Pill,
            "sql" | "nosql" => Shape::Cylinder,
            "queue" => Shape::Pipe,
            _ => Shape::Card,
        }
    }

    /// The radius of the corners of a pill: a high one is no circle.
    fn round(&self) -> f64 {
        (self.rect.height / 2.0).min(ROUND)
    }

    /// How far within its rectangle the border is at this height.
    fn inset(&self, y: f64) -> f64 {
        let rect = &self.rect;
        let half = rect.height / 2.0;
        let far = (y - rect.y - half).abs();
        match self.shape() {
            Shape::Pill => {
                let (radius, over) = (self.round(), far - half + self.round());
                let over = over.max(0.0).min(radius);
                radius - (radius * radius - over * over).sqrt()
            }
            Shape::Pipe => CURVE - CURVE * (1.0 - (far / half).powi(2)).max(0.0).sqrt(),
            Shape::Card | Shape::Cylinder => 0.0,
        }
    }
}

/// The components of a design with a place for each, and what the estimate says of them and their connections.
///
/// ```
/// use envelope::{diagram::architecture::scene, estimate, model::{Document, architecture as a}};
/// let mut doc = Document::default();
/// let service = doc.add_row_of(&a::COMPONENTS, &["Paste service"]).to_string();
/// let database = doc.add_row_of(&a::COMPONENTS, &["PostgreSQL", "sql"]).to_string();
/// doc.add_row_of(&a::CONNECTIONS, &["inserts", &service, &database]);
/// let scene = scene(&doc, &estimate::of(&doc));
/// assert!(scene.parts[0].rect.right() < scene.parts[1].rect.x);
/// assert_eq!(scene.lines[0].about, "Paste service → PostgreSQL: inserts");
/// ```
pub fn scene(doc: &Document, estimate: &Estimate) -> Scene {
    bearing(doc, &Bears::of(doc, estimate))
}

/// The same with these numbers. Where everything stands does not depend on how large they are, unless one is uncommonly
/// long.
pub fn bearing(doc: &Document, bears: &Bears) -> Scene {
    let model = &doc.architecture;
    let components = (1..).zip(&model.components);
    let mut scene = Scene {
        title: "Architecture diagram".to_owned(),
        parts: components
            .map(|(at, part)| measured(part, at, bears))
            .collect(),
        ..Scene::default()
    };
    let position = |id: &str| {
        let id: Id = id.trim().parse().ok()?;
        model.components.iter().position(|part| part.id == id)
    };
    let mut graph = Graph::default();
    for connection in &model.connections {
        let (Some(from), Some(to)) = (position(&connection.from), position(&connection.to)) else {
            continue;
        };
        let carries = line(&connection.label);
        let mut label = labelled(&carries);
        let borne = bears.line(connection.id);
        let room = bears.room(&borne).max(widest(&label, FONTS[2])).ceil();
        label.extend((!borne.label.is_empty()).then(|| borne.label.clone()));
        graph.links.push(Link {
            key: connection.id,
            from,
            to,
            label: room,
            high: LABEL_LINE * number(label.len()) + 1.0,
            ..Link::default()
        });
        let name = |at: usize| line(&row_name(&model.components[at].name, at + 1));
        let gap = |text: &str| if text.is_empty() { "" } else { ": " };
        scene.lines.push(Line {
            key: connection.id,
            ends: [from, to].map(|at| model.components[at].id),
            way: match connection.kind.as_str() {
                "async" => Way::Async,
                "replication" => Way::Replication,
                _ => Way::Sync,
            },
            label: Some((Rect::default(), label)),
            about: [
                &name(from),
                " → ",
                &name(to),
                gap(&carries),
                &carries,
                gap(&borne.about),
                &borne.about,
            ]
            .concat(),
            bears: borne.label,
            on: borne.on,
            ..Line::default()
        });
    }
    grow(&mut scene.parts, &graph.links);
    graph.stub = Some(STUB);
    let groups = frame::numbers(&model.components);
    graph.boxes = (scene.parts.iter().zip(&model.components).zip(&groups))
        .map(|((part, component), group)| Node {
            key: part.key,
            width: part.rect.width,
            height: part.rect.height,
            pinned: component.put().map(|(x, y)| Point { x, y }),
            group: *group,
        })
        .collect();
    let frames = place(&mut scene, &graph);
    scene.frame(&model.components, &groups, frames);
    scene.finish();
    scene
}

/// Puts everything where the layout says; hands back the frames.
fn place(scene: &mut Scene, graph: &Graph) -> Vec<(u32, Rect)> {
    let layout = layout::of(graph);
    for ((part, rect), node) in scene.parts.iter_mut().zip(layout.boxes).zip(&graph.boxes) {
        part.rect = rect;
        part.at = Point {
            x: rect.x,
            y: rect.y,
        };
        part.pinned = node.pinned.is_some();
    }
    for ((drawn, route), link) in scene.lines.iter_mut().zip(layout.links).zip(&graph.links) {
        let label = drawn.label.take();
        drawn.label = route.label.zip(label.map(|(_, text)| text));
        drawn.points = route.points;
        // The layout knows rectangles; a line goes on to where its component is really seen.
        let last = drawn.points.len().saturating_sub(1);
        for (at, end) in [(0, link.from), (last, link.to)] {
            let (Some(point), Some(part)) = (drawn.points.get_mut(at), scene.parts.get(end)) else {
                continue;
            };
            let middle = part.rect.x + part.rect.width / 2.0;
            let inset = part.inset(point.y);
            point.x += if point.x < middle { inset } else { -inset };
        }
    }
    layout.frames
}

impl Scene {
    /// Its size, the legend, and what it says to those who do not see it.
    fn finish(&mut self) {
        self.frame_all();
        let names = self.parts.iter().map(|part| part.about.as_str());
        let groups = self.frames.iter().map(|frame| frame.about.as_str());
        let said: Vec<&str> = names.take(40).chain(groups.take(20)).collect();
        self.description = said.join(", ");
    }

    /// Moves all to the upper left corner, takes the size from what is there, and puts the legend below.
    fn frame_all(&mut self) {
        let points = (self.lines.iter())
            .flat_map(|line| &line.points)
            .map(|point| Rect {
                x: point.x,
                y: point.y,
                ..Rect::default()
            });
        let labels = self
            .lines
            .iter()
            .filter_map(|line| Some(line.label.as_ref()?.0));
        let all = (self.parts.iter().map(|part| part.rect))
            .chain(self.frames.iter().map(|frame| frame.rect))
            .chain(points)
            .chain(labels)
            .reduce(|all, one| all.with(&one))
            .unwrap_or_default()
            .grown(MARGIN);
        for part in &mut self.parts {
            part.rect.x -= all.x;
            part.rect.y -= all.y;
        }
        for frame in &mut self.frames {
            frame.rect.x -= all.x;
            frame.rect.y -= all.y;
        }
        for line in &mut self.lines {
            for point in &mut line.points {
                point.x -= all.x;
                point.y -= all.y;
            }
            if let Some((label, _)) = &mut line.label {
                label.x -= all.x;
                label.y -= all.y;
            }
        }
        (self.width, self.height) = (all.width, all.height);
        self.explain();
    }

    /// The legend, where there is more than one sort of lines.
    fn explain(&mut self) {
        let there = |way: &Way| self.lines.iter().any(|line| line.way == *way);
        let ways: Vec<Way> = Way::ALL.into_iter().filter(there).collect();
        if ways.len() < 2 {
            return;
        }
        let mut at = Point {
            x: MARGIN,
            y: self.height + LEGEND.0 / 2.0 - MARGIN / 2.0,
        };
        for way in ways {
            self.legend.push((at, way));
            at.x += (LEGEND.1 + 8.0 + width(way.name(), FONTS[2]) + MARGIN).ceil();
        }
        self.width = self.width.max(at.x);
        self.height += LEGEND.0;
    }
}

//! What is drawn: cards with rows, lines between them, labels. It knows no model and no format.

use super::geometry::{Point, Rect};
use super::layout::{self, Graph, Link, Node};
use super::words::{BOLD, fitted, line, width};

/// What a diagram says, before anything has a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// The cards, in any order.
    pub cards: Vec<Card>,
    /// The lines between them, in any order.
    pub ties: Vec<Tie>,
}

/// A box with a title and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What orders the cards; the same for as long as a card is the same.
    pub key: u32,
    /// Its name.
    pub title: String,
    /// What stands below the name, from top to bottom.
    pub rows: Vec<Row>,
    /// Where somebody put its upper left corner.
    pub pinned: Option<Point>,
}

/// A row of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// A short mark at the left, such as `PK`.
    pub mark: &'static str,
    /// Its name; where there is neither mark nor kind, a remark.
    pub name: String,
    /// Its type.
    pub kind: String,
}

/// A line between two cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tie {
    /// What orders lines between the same cards.
    pub key: u32,
    /// The positions of its cards in the plan.
    pub cards: [usize; 2],
    /// The rows at which it ends; at the title where there is none.
    pub rows: [Option<usize>; 2],
    /// What is drawn at its ends.
    pub ends: [End; 2],
    /// Drawn in dashes.
    pub dashed: bool,
    /// What it says.
    pub label: String,
}

/// The end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Nothing.
    #[default]
    Plain,
    /// An arrow's head.
    Arrow,
    /// Exactly one: two bars.
    One,
    /// None or one: a circle and a bar.
    ZeroOrOne,
    /// One or more: a bar and a crow's foot.
    Many,
    /// None or more: a circle and a crow's foot.
    ZeroOrMany,
}

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
    /// The upper left corner of the drawing, seen from where pinned cards are counted.
    pub origin: Point,
    /// Frames around several cards, each with its name; behind everything else.
    pub frames: Vec<(Rect, String)>,
    /// The cards, in the order of the plan.
    pub cards: Vec<Drawn>,
    /// The lines, in the order of the plan.
    pub lines: Vec<Line>,
}

/// A card in its place. Its texts fit into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Its place.
    pub rect: Rect,
    /// The card, with texts that are cut where they are too long.
    pub card: Card,
    /// Its name in full.
    pub title: String,
    /// What the marks take at the left of its rows.
    pub marks: f64,
}

/// A line in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its corners.
    pub points: Vec<Point>,
    /// What is drawn at its first and last point.
    pub ends: [End; 2],
    /// Drawn in dashes.
    pub dashed: bool,
    /// What stands at it, if there is room.
    pub label: Option<(Rect, String)>,
    /// All that it says.
    pub about: String,
}

/// The height of a card's title.
pub const HEAD: f64 = 32.0;
/// The height of a row.
pub const ROW: f64 = 22.0;
/// Below the last row.
pub const FOOT: f64 = 5.0;
/// From a card's edge to its texts.
pub const PAD: f64 = 12.0;
/// The sizes of the fonts: of titles, rows, labels and marks.
pub const FONTS: [f64; 4] = [13.0, 12.0, 11.0, 9.0];

/// A card is not narrower, and not wider, than this.
const WIDTHS: (f64, f64) = (120.0, 280.0);
/// Between the name and the type of a row.
const BETWEEN: f64 = 16.0;
/// The widest type.
const KIND: f64 = 110.0;
/// The widest label.
const LABEL: f64 = 130.0;
/// Around the whole drawing.
const MARGIN: f64 = 24.0;
/// Ends with different marks at one place are so far apart.
const MARK_STEP: f64 = 11.0;

/// Finds a place for everything.
///
/// ```
/// use envelope::diagram::scene::{self, Card, Plan, Tie};
/// let card = |key, title: &str| Card { key, title: title.into(), ..Card::default() };
/// let tie = Tie { cards: [0, 1], label: "writes".into(), ..Tie::default() };
/// let plan = Plan { cards: vec![card(1, "Users"), card(2, "Orders")], ties: vec![tie], ..Plan::default() };
/// let scene = scene::arrange(&plan);
/// assert!(scene.cards[0].rect.right() < scene.cards[1].rect.x);
/// assert_eq!(scene.lines[0].about, "Users – writes – Orders");
/// ```
pub fn arrange(plan: &Plan) -> Scene {
    let cards: Vec<Drawn> = plan.cards.iter().map(measured).collect();
    let labels: Vec<String> = (plan.ties.iter())
        .map(|tie| fitted(&line(&tie.label), FONTS[2], LABEL))
        .collect();
    let stops = stops(plan);
    let graph = Graph {
        boxes: (cards.iter())
            .map(|drawn| Node {
                key: drawn.card.key,
                width: drawn.rect.width,
                height: drawn.rect.height,
                pinned: drawn.card.pinned,
                group: 0,
            })
            .collect(),
        links: (plan.ties.iter().zip(&labels))
            .map(|(tie, label)| Link {
                key: tie.key,
                from: tie.cards[0],
                to: tie.cards[1],
                from_port: Some(port(plan, &stops, tie, 0)),
                to_port: Some(port(plan, &stops, tie, 1)),
                label: width(label, FONTS[2]),
                ..Link::default()
            })
            .collect(),
        stub: None,
    };
    let layout = layout::of(&graph);
    let mut scene = Scene {
        title: line(&plan.title),
        description: description(plan),
        cards,
        ..Scene::default()
    };
    for (drawn, rect) in scene.cards.iter_mut().zip(layout.boxes) {
        drawn.rect = rect;
    }
    for ((tie, label), route) in plan.ties.iter().zip(labels).zip(layout.links) {
        let name = |end: usize| {
            plan.cards
                .get(tie.cards[end])
                .map_or("", |card| &card.title)
        };
        let texts = [name(0), &tie.label, name(1)].map(line);
        let said = texts.iter().filter(|text| !text.is_empty());
        scene.lines.push(Line {
            points: route.points,
            ends: tie.ends,
            dashed: tie.dashed,
            label: route.label.map(|rect| (rect, label)),
            about: said.cloned().collect::<Vec<_>>().join(" – "),
        });
    }
    scene.frame_all();
    scene
}

/// A card with its size and with texts that fit.
fn measured(card: &Card) -> Drawn {
    let title = line(&card.title);
    let mut wide = width(&title, FONTS[0]) * BOLD;
    let mut rows = Vec::with_capacity(card.rows.len());
    let most = WIDTHS.1 - 2.0 * PAD;
    let marks = card.rows.iter().map(|row| width(row.mark, FONTS[3]) * BOLD);
    let marks = match marks.fold(0.0, f64::max) {
        0.0 => 0.0,
        marks => marks.ceil() + 8.0,
    };
    for row in &card.rows {
        let kind = fitted(&line(&row.kind), FONTS[1], KIND);
        let mut taken = width(&kind, FONTS[1]);
        taken += if kind.is_empty() { 0.0 } else { BETWEEN };
        let name = fitted(&line(&row.name), FONTS[1] * BOLD, most - marks - taken);
        wide = wide.max(marks + width(&name, FONTS[1]) * BOLD + taken);
        rows.push(Row {
            mark: row.mark,
            name,
            kind,
        });
    }
    let count = layout::number(card.rows.len());
    let rect = Rect {
        // Few different widths look calmer than many.
        width: ((wide.min(most) + 2.0 * PAD) / 20.0)
            .ceil()
            .max(WIDTHS.0 / 20.0)
            * 20.0,
        height: HEAD + count * ROW + if rows.is_empty() { 0.0 } else { FOOT },
        ..Rect::default()
    };
    let short = fitted(&title, FONTS[0] * BOLD, most);
    let card = Card {
        title: short,
        rows,
        ..card.clone()
    };
    Drawn {
        rect,
        card,
        title,
        marks,
    }
}

/// Of each card: the rows where lines end, and a bit for each mark that is drawn there.
fn stops(plan: &Plan) -> Vec<Vec<(Option<usize>, u8)>> {
    let mut stops: Vec<Vec<(Option<usize>, u8)>> = vec![Vec::new(); plan.cards.len()];
    for tie in &plan.ties {
        for end in 0..2 {
            let Some(stops) = stops.get_mut(tie.cards[end]) else {
                continue;
            };
            let mark = 1 << tie.ends[end] as u8;
            match stops.iter_mut().find(|stop| stop.0 == tie.rows[end]) {
                Some(stop) => stop.1 |= mark,
                None => stops.push((tie.rows[end], mark)),
            }
        }
    }
    stops
}

/// How far below its card's upper edge an end is. Ends with different marks at one row do not cover each other.
fn port(plan: &Plan, stops: &[Vec<(Option<usize>, u8)>], tie: &Tie, end: usize) -> f64 {
    let (card, row) = (tie.cards[end], tie.rows[end]);
    let marks = stops
        .get(card)
        .and_then(|stops| stops.iter().find(|stop| stop.0 == row));
    let marks = marks.map_or(0, |stop| stop.1);
    let above = marks & ((1 << tie.ends[end] as u8) - 1);
    let from_middle = f64::from(above.count_ones()) - (f64::from(marks.count_ones()) - 1.0) / 2.0;
    let row = row.filter(|row| {
        plan.cards
            .get(card)
            .is_some_and(|card| *row < card.rows.len())
    });
    let middle = row.map_or(HEAD / 2.0, |row| HEAD + (layout::number(row) + 0.5) * ROW);
    middle + from_middle * MARK_STEP
}

/// The cards by name, for those who do not see them.
fn description(plan: &Plan) -> String {
    const MOST: usize = 40;
    let names: Vec<String> = plan
        .cards
        .iter()
        .take(MOST)
        .map(|card| line(&card.title))
        .collect();
    let mut text = names.join(", ");
    if plan.cards.len() > MOST {
        text.push_str(", …");
    }
    text
}

impl Scene {
    /// Moves all to the upper left corner, and takes the size from what is there.
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
        let all = (self.cards.iter().map(|drawn| drawn.rect))
            .chain(points)
            .chain(labels)
            .reduce(|all, one| all.with(&one))
            .unwrap_or_default()
            .grown(MARGIN);
        for drawn in &mut self.cards {
            drawn.rect.x -= all.x;
            drawn.rect.y -= all.y;
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
        self.origin = Point { x: all.x, y: all.y };
        (self.width, self.height) = (all.width, all.height);
    }
}

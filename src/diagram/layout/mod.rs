//! Where boxes stand and links go: in columns from left to right, after K. Sugiyama, S. Tagawa and M. Toda (1981).
//!
//! `rank` gives each box a column, `order` an order in it, `place` a height, `group` keeps groups together, and `route`
//! leads the links through the spaces between the boxes. Parts that no link joins are laid out by themselves and packed.

mod group;
mod net;
mod order;
mod pack;
mod pin;
mod place;
mod rank;
mod route;

use super::geometry::{Point, Rect};
use std::cmp::Ordering;

/// A box to be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// What orders the boxes; the same for as long as a box is the same.
    pub key: u32,
    /// Its width, 1 to 4,000 px.
    pub width: f64,
    /// Its height, 1 to 4,000 px.
    pub height: f64,
    /// Where its upper left corner has to be, if somebody put it there.
    pub pinned: Option<Point>,
    /// The number of the group whose frame it stands in; 0 for none.
    pub group: u32,
}

/// A link between two boxes, or from a box to itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// What orders links between the same boxes.
    pub key: u32,
    /// The position of the box that it leads from, in the graph.
    pub from: usize,
    /// The position of the box that it leads to.
    pub to: usize,
    /// How far below the upper edge it leaves its box; anywhere where there is none.
    pub from_port: Option<f64>,
    /// How far below the upper edge it comes in.
    pub to_port: Option<f64>,
    /// The width of its label; 0 for none.
    pub label: f64,
    /// How high its label is; not less than [`LABEL`].
    pub high: f64,
}

/// What is laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The boxes, in any order.
    pub boxes: Vec<Node>,
    /// The links, in any order. One with an end that is not there has no way.
    pub links: Vec<Link>,
    /// How far a link is level at both of its ends, for the marks there; [`STUB`] where there is no number.
    pub stub: Option<f64>,
}

/// The way of a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// Corners from the border of one box to that of the other; level and upright lines in turn.
    pub points: Vec<Point>,
    /// Where the label has room, if anywhere.
    pub label: Option<Rect>,
}

/// Where everything stands, in the order of the graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The boxes.
    pub boxes: Vec<Rect>,
    /// The links.
    pub links: Vec<Route>,
    /// The groups by their numbers, each with the frame around its boxes. As long as no box is pinned, a frame meets no
    /// other and no box of another group.
    pub frames: Vec<(u32, Rect)>,
}

/// The height of a label of one line.
pub const LABEL: f64 = 14.0;
/// Level at both ends of a link: as much as the largest end mark takes, and a rounded corner.
pub const STUB: f64 = 24.0;

/// A part of the graph by itself. `sizes` have no place yet.
struct Inner {
    sizes: Vec<Rect>,
    groups: Vec<u32>,
    links: Vec<Link>,
    stub: f64,
}

/// The layout of a part.
#[derive(Default)]
struct Part {
    boxes: Vec<Rect>,
    links: Vec<Route>,
}

impl Link {
    /// Its boxes, the left one first.
    fn oriented(&self, reversed: bool) -> (usize, usize) {
        if reversed {
            (self.to, self.from)
        } else {
            (self.from, self.to)
        }
    }
}

/// Lays a graph out. The same boxes and links give the same picture, in whatever order they come, as long as boxes
/// have different keys.
///
/// ```
/// use envelope::diagram::layout::{self, Graph, Link, Node};
/// let node = |key| Node { key, width: 100.0, height: 60.0, ..Node::default() };
/// let link = Link { from: 0, to: 1, ..Link::default() };
/// let drawn = layout::of(&Graph { boxes: vec![node(1), node(2)], links: vec![link], stub: None });
/// let [users, orders] = [drawn.boxes[0], drawn.boxes[1]];
/// assert!(users.right() < orders.x && users.y == orders.y);
/// let way = &drawn.links[0].points;
/// assert_eq!((way[0].x, way[1].x), (users.right(), orders.x));
/// ```
pub fn of(graph: &Graph) -> Layout {
    let graph = sane(graph);
    let key = |at: usize| {
        let node = &graph.boxes[at];
        (node.key, node.width.to_bits(), node.height.to_bits())
    };
    let mut by_key: Vec<usize> = (0..graph.boxes.len()).collect();
    sort(&mut by_key, &|a, b| key(a).cmp(&key(b)));
    let mut position = vec![0; by_key.len()];
    for (at, node) in by_key.iter().enumerate() {
        position[*node] = at;
    }
    let bits = |port: Option<f64>| port.map(f64::to_bits);
    let mut links: Vec<usize> = (0..graph.links.len())
        .filter(|at| {
            let link = &graph.links[*at];
            link.from < by_key.len() && link.to < by_key.len()
        })
        .collect();
    let key = |at: usize| {
        let link = &graph.links[at];
        let ends = (position[link.from], position[link.to]);
        let ports = (bits(link.from_port), bits(link.to_port));
        (ends, link.key, ports, link.label.to_bits())
    };
    sort(&mut links, &|a, b| key(a).cmp(&key(b)));
    let mut layout = Layout {
        boxes: vec![Rect::default(); graph.boxes.len()],
        links: vec![Route::default(); graph.links.len()],
        frames: Vec::new(),
    };
    pack::pack(&graph, &by_key, &links, &mut layout);
    pin::pin(&graph, &mut layout);
    group::frames(graph.boxes.iter().map(|node| node.group), &mut layout);
    layout
}

/// One part: all of its boxes hang together.
fn part(inner: &Inner) -> Part {
    let ranks = rank::ranks(inner);
    let mut net = net::Net::new(inner, &ranks);
    order::order(&mut net);
    let items = group::gather(&mut net, &inner.groups, &inner.links);
    let loops = net.spread();
    let mut heights = place::place(&net);
    if let Some(items) = items {
        group::part(&net, &items, &mut heights);
    }
    route::route(inner, &ranks, &net, heights, loops)
}

/// The graph with sizes and places that can be computed with.
fn sane(graph: &Graph) -> Graph {
    const LARGEST: f64 = 4_000.0;
    const FARTHEST: f64 = 100_000.0;
    let within = |value: f64, least: f64, most: f64| {
        if value.is_nan() {
            least
        } else {
            value.max(least).min(most)
        }
    };
    let mut graph = graph.clone();
    for node in &mut graph.boxes {
        // Whole pixels: lines are sharp, and what is straight stays so.
        node.width = within(node.width, 1.0, LARGEST).ceil();
        node.height = within(node.height, 1.0, LARGEST).ceil();
        node.pinned = node.pinned.map(|at| Point {
            x: within(at.x, -FARTHEST, FARTHEST),
            y: within(at.y, -FARTHEST, FARTHEST),
        });
    }
    let height = |at: usize| graph.boxes.get(at).map_or(1.0, |node| node.height);
    for link in &mut graph.links {
        let port = |port: Option<f64>, height| {
            port.filter(|port| !port.is_nan())
                .map(|port| within(port, 0.0, height).round())
        };
        link.from_port = port(link.from_port, height(link.from));
        link.to_port = port(link.to_port, height(link.to));
        link.label = within(link.label, 0.0, 400.0).ceil();
        link.high = within(link.high, LABEL, 100.0).ceil();
    }
    graph.stub = Some(within(graph.stub.unwrap_or(STUB), 8.0, 100.0).ceil());
    graph
}

/// Sorts positions. There is only this one, with the order behind a pointer: every further kind of sort would add some
/// five thousand bytes to the program.
fn sort(positions: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| order(*a, *b));
}

/// A count to compute with.
#[expect(
    clippy::cast_precision_loss,
    reason = "positions and counts of a drawing"
)]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

//! How high each node stands in its column.
//!
//! Column by column, each node is moved to where its links would be level, as far as the others of its column let it:
//! first to the mean of these heights, which lets all of the drawing find its shape, then to their median, which is
//! one of them and so makes a link straight. For a whole column at once both are isotonic regressions, found by pooling
//! adjacent violators (M. Ayer and others, 1955).

use super::group::{FOOT, HEAD};
use super::net::{Net, Piece};

/// Between boxes, between a box and a link, between links.
const GAPS: [f64; 3] = [32.0, 20.0, 12.0];
/// What links pull: from box to box, to a place of a long link, and between two of those.
const PULLS: [f64; 3] = [1.0, 3.0, 12.0];
/// So often all columns are moved to means, then to medians, and then nodes to make links straight.
const SWEEPS: (usize, usize, usize) = (14, 8, 6);
/// Groups of more nodes, or with more links, are not moved together.
const LARGEST: usize = 64;
/// A link is straight if it rises or falls by less.
const LEVEL: f64 = 0.01;
/// What a bent link costs beside its height.
const BENT: f64 = 24.0;

/// Neighbours of a column that touch and move together.
struct Block {
    count: usize,
    /// Heights of the first that would make a link level, rising, and what they pull.
    wishes: Vec<(f64, f64)>,
    at: f64,
}

/// The height of the middle of each node; no two of a column nearer than they may be.
pub(super) fn place(net: &Net) -> Vec<f64> {
    let mut heights = vec![0.0; net.halves.len()];
    for layer in &net.layers {
        let length: f64 = layer
            .windows(2)
            .map(|pair| net.apart(pair[0], pair[1]))
            .sum();
        let mut at = -length / 2.0;
        for (position, v) in layer.iter().enumerate() {
            if position > 0 {
                at += net.apart(layer[position - 1], *v);
            }
            heights[*v] = at;
        }
    }
    let count = net.layers.len();
    for sweep in 0..SWEEPS.0 + SWEEPS.1 {
        for at in 0..count {
            let (layer, side) = if sweep % 2 == 0 {
                (at, 0)
            } else {
                (count - 1 - at, 1)
            };
            // At first a column follows the one before it alone, which carries the shape through all of them.
            let sides = if sweep < 4 { side..side + 1 } else { 0..2 };
            settle(net, &mut heights, layer, sides, sweep >= SWEEPS.0);
        }
    }
    straighten(net, &mut heights);
    for (height, half) in heights.iter_mut().zip(&net.halves) {
        *height = (*height - half).round() + half;
    }
    heights
}

impl Piece {
    /// How far it leads down from left to right.
    fn rise(&self, heights: &[f64]) -> f64 {
        let [left, right] = self.ends;
        heights[right] + self.ports[1] - heights[left] - self.ports[0]
    }
}

impl Net {
    /// The pieces that end at a node, each with the node at its other end.
    fn around(&self, node: usize) -> impl Iterator<Item = (&Piece, usize)> {
        let sides = self.sides[node].iter().enumerate();
        sides.flat_map(move |(side, pieces)| {
            pieces
                .iter()
                .map(move |at| (&self.pieces[*at], self.pieces[*at].ends[side]))
        })
    }

    /// The least distance between the middles of two neighbours of a column.
    pub(super) fn apart(&self, above: usize, below: usize) -> f64 {
        let links = usize::from(!self.is_box(above)) + usize::from(!self.is_box(below));
        self.halves[above] + GAPS[links] + self.between(above, below) + self.halves[below]
    }

    /// What the frames of two neighbours take between them.
    fn between(&self, above: usize, below: usize) -> f64 {
        let of = |node: usize| self.groups.get(node).copied().unwrap_or(0);
        let frame = |inner: u32, outer: u32, takes: f64| match inner {
            0 => 0.0,
            inner if inner == outer => 0.0,
            _ => takes,
        };
        frame(of(above), of(below), FOOT) + frame(of(below), of(above), HEAD)
    }
}

/// Moves a column to where its links are as level as can be, seen from these sides.
fn settle(
    net: &Net,
    heights: &mut [f64],
    layer: usize,
    sides: std::ops::Range<usize>,
    median: bool,
) {
    let layer = &net.layers[layer];
    let mut blocks: Vec<Block> = Vec::new();
    let mut offset = 0.0;
    for (position, v) in layer.iter().copied().enumerate() {
        if position > 0 {
            offset += net.apart(layer[position - 1], v);
        }
        let mut wishes = Vec::new();
        for side in sides.clone() {
            for piece in net.sides[v][side].iter().map(|piece| &net.pieces[*piece]) {
                let rise = piece.rise(heights);
                let by = if side == 0 { -rise } else { rise };
                let links = piece.ends.iter().filter(|end| !net.is_box(**end)).count();
                let wish = (heights[v] + by - offset, PULLS[links]);
                wishes.insert(wishes.partition_point(|other| *other < wish), wish);
            }
        }
        if wishes.is_empty() {
            wishes.push((heights[v] - offset, 0.01));
        }
        let at = middle(&mut wishes, median);
        blocks.push(Block {
            count: 1,
            wishes,
            at,
        });
        while let [.., above, below] = blocks.as_mut_slice()
            && above.at > below.at
        {
            above.count += below.count;
            merge(&mut above.wishes, &below.wishes);
            above.at = middle(&mut above.wishes, median);
            blocks.pop();
        }
    }
    let mut nodes = layer.iter().copied().enumerate();
    let mut offset = 0.0;
    for block in blocks {
        for (position, v) in nodes.by_ref().take(block.count) {
            if position > 0 {
                offset += net.apart(layer[position - 1], v);
            }
            heights[v] = block.at + offset;
        }
    }
}

/// Puts wishes that rise among others that rise.
fn merge(wishes: &mut Vec<(f64, f64)>, others: &[(f64, f64)]) {
    let own = std::mem::take(wishes);
    let mut own = own.iter().peekable();
    wishes.reserve(own.len() + others.len());
    for other in others {
        while let Some(wish) = own.next_if(|wish| *wish <= other) {
            wishes.push(*wish);
        }
        wishes.push(*other);
    }
    wishes.extend(own);
}

/// The mean or the median of wishes that rise, by what they pull.
fn middle(wishes: &mut Vec<(f64, f64)>, median: bool) -> f64 {
    let all: f64 = wishes.iter().map(|wish| wish.1).sum();
    if !median {
        let mean = wishes.iter().map(|wish| wish.0 * wish.1).sum::<f64>() / all;
        // For a mean, one wish stands for all of them.
        wishes.clear();
        wishes.push((mean, all));
        return mean;
    }
    let mut below = 0.0;
    for wish in wishes.iter() {
        below += wish.1;
        if below * 2.0 >= all {
            return wish.0;
        }
    }
    0.0
}

/// Moves nodes, as far as there is room, to where more of their links are straight: one by one, and in groups that
/// straight links already hold together.
fn straighten(net: &Net, heights: &mut [f64]) {
    let mut group = vec![0; heights.len()];
    let mut number = 0;
    let mut members = Vec::new();
    for sweep in 0..SWEEPS.2 {
        let reach = if sweep % 2 == 0 { 1 } else { LARGEST };
        let start = number;
        for v in net.layers.iter().flatten().copied() {
            if group[v] > start {
                continue;
            }
            number += 1;
            members.clear();
            members.push(v);
            group[v] = number;
            let mut seen = 0;
            while let Some(u) = members.get(seen).copied() {
                seen += 1;
                for (piece, other) in net.around(u) {
                    let level = piece.rise(heights).abs() < LEVEL;
                    if level && group[other] <= start && members.len() < reach {
                        group[other] = number;
                        members.push(other);
                    }
                }
            }
            let by = best_move(net, heights, &members, |v| group[v] == number);
            for v in &members {
                heights[*v] += by;
            }
        }
    }
}

/// How far nodes are moved together within their room: to make more links straight, and then to make them shorter.
fn best_move(net: &Net, heights: &[f64], members: &[usize], inside: impl Fn(usize) -> bool) -> f64 {
    let (mut low, mut high) = (f64::MIN, f64::MAX);
    let mut moves = Vec::new();
    for v in members.iter().copied() {
        let layer = &net.layers[net.ranks[v]];
        let at = net.order[v];
        if let Some(u) = at
            .checked_sub(1)
            .map(|at| layer[at])
            .filter(|u| !inside(*u))
        {
            low = low.max(heights[u] + net.apart(u, v) - heights[v]);
        }
        if let Some(w) = layer.get(at + 1).copied().filter(|w| !inside(*w)) {
            high = high.min(heights[w] - net.apart(v, w) - heights[v]);
        }
        for (piece, other) in net.around(v) {
            if !inside(other) {
                let sign = if piece.ends[0] == v { 1.0 } else { -1.0 };
                moves.push(sign * piece.rise(heights));
            }
        }
    }
    if moves.len() > LARGEST {
        return 0.0;
    }
    let cost = |by: f64| -> f64 {
        let rises = moves.iter().map(|wanted| (wanted - by).abs());
        rises
            .map(|rise| if rise < LEVEL { 0.0 } else { rise + BENT })
            .sum()
    };
    let mut best = (cost(0.0), 0.0);
    for by in &moves {
        let found = cost(*by);
        if *by >= low && *by <= high && found + 0.5 < best.0 {
            best = (found, *by);
        }
    }
    best.1
}

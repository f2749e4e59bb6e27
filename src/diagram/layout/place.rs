//! How high each node stands in its column.
//!
//! After U. Brandes and B. Köpf, *Fast and Simple Horizontal Coordinate Assignment* (Graph Drawing 2001): nodes that
//! should be in one line are joined to blocks in four ways, each is pushed together, and of these and their medians
//! the best is taken. Blocks are joined at the ports of the links, so that the links are straight and not the boxes'
//! middles in line; and pushed together as a graph of blocks, by longest paths.

use super::net::Net;

/// Between boxes, between a box and a link, between links.
const GAPS: [f64; 3] = [32.0, 20.0, 12.0];
/// What a bent link costs beside its height.
const BENT: f64 = 24.0;
/// How often boxes are moved so that links become straight.
const SWEEPS: usize = 4;

/// The height of the middle of each node; no two of a column nearer than they may be.
pub(super) fn place(net: &Net) -> Vec<f64> {
    let crossed = crossed(net);
    let mut variants: Vec<Vec<f64>> = (0..4)
        .map(|at| variant(net, &crossed, at % 2, at / 2 == 1))
        .collect();
    let extent = |heights: &[f64]| {
        let ends = (0..net.halves.len()).filter(|v| net.layered(*v));
        ends.fold((f64::MAX, f64::MIN), |(low, high), v| {
            (
                low.min(heights[v] - net.halves[v]),
                high.max(heights[v] + net.halves[v]),
            )
        })
    };
    let extents: Vec<(f64, f64)> = variants.iter().map(|heights| extent(heights)).collect();
    let narrowest = (extents.iter().copied())
        .min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
        .unwrap_or_default();
    for (at, heights) in variants.iter_mut().enumerate() {
        let by = if at / 2 == 1 {
            narrowest.1 - extents[at].1
        } else {
            narrowest.0 - extents[at].0
        };
        heights.iter_mut().for_each(|height| *height += by);
    }
    // Sorted node by node, each of the four keeps the distances; so does the mean of the middle two.
    let medians = (0..net.halves.len())
        .map(|v| {
            let mut four = [0, 1, 2, 3].map(|at| variants[at][v]);
            four.sort_by(f64::total_cmp);
            f64::midpoint(four[1], four[2])
        })
        .collect();
    variants.push(medians);
    let cost = |heights: &[f64]| {
        let (low, high) = extent(heights);
        let bent = net.pieces.iter().map(|piece| match net.rise(piece, heights).abs() {
            rise if rise < 0.5 => 0.0,
            rise => rise + BENT,
        });
        bent.sum::<f64>() + (high - low)
    };
    for heights in &mut variants {
        straighten(net, heights);
    }
    (variants.into_iter().map(|heights| (cost(&heights), heights)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, heights)| heights)
        .unwrap_or_default()
}

impl Net {
    /// Whether a node stands in a column, and is not a lane above all of them.
    fn layered(&self, node: usize) -> bool {
        self.is_box(node) || !self.sides[node][0].is_empty()
    }

    /// How far a piece leads down from left to right.
    pub(super) fn rise(&self, piece: &super::net::Piece, heights: &[f64]) -> f64 {
        let [left, right] = piece.ends;
        if self.layered(left) && self.layered(right) {
            heights[right] + piece.ports[1] - heights[left] - piece.ports[0]
        } else {
            0.0
        }
    }

    /// The least distance between the middles of two neighbours of a column.
    fn apart(&self, above: usize, below: usize) -> f64 {
        let links = usize::from(!self.is_box(above)) + usize::from(!self.is_box(below));
        self.halves[above] + GAPS[links] + self.halves[below]
    }
}

/// Which pieces cross a piece of a long link: those of long links are rather kept straight.
fn crossed(net: &Net) -> Vec<bool> {
    let mut crossed = vec![false; net.pieces.len()];
    for layer in &net.layers {
        // The long links that come into this column stand at rising positions, or they cross each other.
        let (mut low, mut from) = (0.0, 0);
        for (at, v) in layer.iter().enumerate() {
            let inner = net.sides[*v][0].first().filter(|piece| {
                !net.is_box(*v) && !net.is_box(net.pieces[**piece].ends[0])
            });
            let high = match inner {
                Some(piece) => net.place(*piece, 0),
                None if at + 1 == layer.len() => f64::MAX,
                None => continue,
            };
            for w in &layer[from..=at] {
                for piece in &net.sides[*w][0] {
                    let place = net.place(*piece, 0);
                    if place < low || place > high {
                        crossed[*piece] = true;
                    }
                }
            }
            if let Some(piece) = inner {
                crossed[*piece] = high < low;
            }
            (low, from) = (high.max(low), at + 1);
        }
    }
    crossed
}

/// One of the four: joined to the nodes on `side`, and in doubt to the upper, or where `flip` to the lower.
fn variant(net: &Net, crossed: &[bool], side: usize, flip: bool) -> Vec<f64> {
    let sign = if flip { -1.0 } else { 1.0 };
    let (root, shift) = join(net, crossed, side, flip);
    // Flipped, all is computed upside down.
    let mut edges: Vec<(usize, usize, f64)> = Vec::new();
    for layer in &net.layers {
        for pair in layer.windows(2) {
            let (above, below) = if flip { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
            let least = shift[above] + net.apart(above, below) - shift[below];
            edges.push((root[above], root[below], least));
        }
    }
    let heights = push_together(net.halves.len(), &edges);
    (0..net.halves.len())
        .map(|v| sign * (heights[root[v]] + shift[v]))
        .collect()
}

/// Joins each node to the middle one of those that it is linked with on one side, where none is in the way. Returns
/// the first node of the block of each, and how far below that it stands.
fn join(net: &Net, crossed: &[bool], side: usize, flip: bool) -> (Vec<usize>, Vec<f64>) {
    let sign = if flip { -1.0 } else { 1.0 };
    let mut root: Vec<usize> = (0..net.halves.len()).collect();
    let mut shift = vec![0.0; net.halves.len()];
    let mut pieces: Vec<usize> = Vec::new();
    let count = net.layers.len();
    for at in 0..count {
        let layer = &net.layers[if side == 0 { at } else { count - 1 - at }];
        let mut last: Option<usize> = None;
        for at in 0..layer.len() {
            let v = layer[if flip { layer.len() - 1 - at } else { at }];
            pieces.clone_from(&net.sides[v][side]);
            pieces.sort_by(|a, b| net.place(*a, side).total_cmp(&net.place(*b, side)));
            if pieces.is_empty() {
                continue;
            }
            let mut middles = [(pieces.len() - 1) / 2, pieces.len() / 2];
            if flip {
                middles.swap(0, 1);
            }
            for piece in middles.map(|middle| pieces[middle]) {
                let ends = &net.pieces[piece];
                let u = ends.ends[side];
                let free = last.is_none_or(|last| {
                    if flip { net.order[u] < last } else { net.order[u] > last }
                });
                if root[v] == v && !crossed[piece] && free {
                    root[v] = root[u];
                    shift[v] = shift[u] + sign * (ends.ports[side] - ends.ports[1 - side]);
                    last = Some(net.order[u]);
                }
            }
        }
    }
    (root, shift)
}

/// The heights of blocks that are at least so far apart as the edges say: first each as high as it can be, then as low
/// as those below it let it.
fn push_together(count: usize, edges: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut out = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for (at, (_, below, _)) in edges.iter().enumerate() {
        out[edges[at].0].push(at);
        waiting[*below] += 1;
    }
    let mut order: Vec<usize> = (0..count).filter(|v| waiting[*v] == 0).collect();
    let mut heights = vec![0.0_f64; count];
    let mut next = 0;
    while let Some(v) = order.get(next).copied() {
        next += 1;
        for edge in &out[v] {
            let (_, below, least) = edges[*edge];
            heights[below] = heights[below].max(heights[v] + least);
            waiting[below] -= 1;
            if waiting[below] == 0 {
                order.push(below);
            }
        }
    }
    for v in order.into_iter().rev() {
        let room = out[v].iter().map(|edge| heights[edges[*edge].1] - edges[*edge].2);
        if let Some(room) = room.min_by(f64::total_cmp) {
            heights[v] = heights[v].max(room);
        }
    }
    heights
}

/// Moves boxes, as far as their column has room, to where most of their links are straight.
fn straighten(net: &Net, heights: &mut [f64]) {
    for sweep in 0..SWEEPS {
        for at in 0..net.layers.len() {
            let layer = &net.layers[if sweep % 2 == 0 { at } else { net.layers.len() - 1 - at }];
            for (at, v) in layer.iter().copied().enumerate() {
                if !net.is_box(v) {
                    continue;
                }
                let above = at.checked_sub(1).map(|at| layer[at]);
                let low = above.map_or(f64::MIN, |u| heights[u] + net.apart(u, v) - heights[v]);
                let high = (layer.get(at + 1))
                    .map_or(f64::MAX, |w| heights[*w] - net.apart(v, *w) - heights[v]);
                let by = best_move(net, heights, v, (low, high));
                heights[v] += by;
            }
        }
    }
}

/// How far a box is moved within its room: to make more links straight, and then to make them shorter.
fn best_move(net: &Net, heights: &[f64], v: usize, (low, high): (f64, f64)) -> f64 {
    /// A box with more links than this is not looked at link by link.
    const MOST: usize = 48;
    let mut moves = vec![0.0];
    for (side, sign) in [(0, -1.0), (1, 1.0)] {
        let rises = net.sides[v][side].iter();
        moves.extend(rises.map(|piece| sign * net.rise(&net.pieces[*piece], heights)));
    }
    if moves.len() > MOST {
        return 0.0;
    }
    let wanted = &moves[1..];
    let cost = |by: f64| -> f64 {
        let rises = wanted.iter().map(|wanted| (wanted - by).abs());
        rises.map(|rise| if rise < 0.5 { 0.0 } else { rise + BENT }).sum()
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

//! The columns with all that stands in them: boxes, and a place for each long link in every column that it passes.

use super::rank::Ranks;
use super::{Inner, sort};

/// A link's way through the space between two neighbouring columns.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The nodes at its left and at its right end.
    pub(super) ends: [usize; 2],
    /// How far below the middle of each node it ends.
    pub(super) ports: [f64; 2],
    /// The column to the left of it.
    pub(super) channel: usize,
}

/// Boxes come first among the nodes, then what stands for long links, then lanes above all columns.
pub(super) struct Net {
    /// The nodes of each column, from top to bottom.
    pub(super) layers: Vec<Vec<usize>>,
    /// The position of each node in its column.
    pub(super) order: Vec<usize>,
    /// Half the height of each node; 0 for all but boxes.
    pub(super) halves: Vec<f64>,
    /// The column of each node.
    pub(super) ranks: Vec<usize>,
    /// The group of each node; empty where there are none.
    pub(super) groups: Vec<u32>,
    /// How many nodes are boxes.
    pub(super) boxes: usize,
    /// The pieces of all links.
    pub(super) pieces: Vec<Piece>,
    /// Of each link: its pieces, from left to right. None for a link from a box to itself.
    pub(super) chains: Vec<Vec<usize>>,
    /// The ends of all links.
    pub(super) ends: Vec<End>,
    /// Of each node: the pieces that end at its left and at its right side.
    pub(super) sides: Vec<[Vec<usize>; 2]>,
}

/// Neighbouring links that say the same are so far apart.
const TWINS: f64 = 7.0;

impl Net {
    /// Builds the columns in the order of the boxes' keys.
    pub(super) fn new(inner: &Inner, ranks: &Ranks) -> Self {
        let (boxes, ends) = (inner.sizes.len(), ends(inner, ranks));
        let last = ranks.of.iter().max().copied().unwrap_or(0);
        let mut net = Self {
            layers: vec![Vec::new(); last + 1],
            order: vec![0; boxes],
            halves: inner.sizes.iter().map(|size| size.height / 2.0).collect(),
            boxes,
            ranks: ranks.of.clone(),
            groups: Vec::new(),
            pieces: Vec::new(),
            chains: Vec::new(),
            ends: Vec::new(),
            sides: vec![[Vec::new(), Vec::new()]; boxes],
        };
        for (v, rank) in ranks.of.iter().enumerate() {
            net.layers[*rank].push(v);
        }
        net.chains = vec![Vec::new(); ends.len()];
        let longest = longest(inner, ranks);
        // Links that begin at one place go together as far as they can.
        let start = |end: &End| (end.boxes[0], end.ports[0].map(f64::to_bits));
        let mut sorted: Vec<usize> = (0..ends.len())
            .filter(|at| ends[*at].boxes[0] != ends[*at].boxes[1])
            .collect();
        sort(&mut sorted, &|a, b| start(&ends[a]).cmp(&start(&ends[b])));
        for same in sorted.chunk_by(|a, b| start(&ends[*a]) == start(&ends[*b])) {
            let mut run = Vec::new();
            for at in same {
                if ends[*at].ports[0].is_none() {
                    run.clear();
                }
                net.chains[*at] = net.chain(&ends[*at], &mut run, longest);
            }
        }
        net.ends = ends;
        net.number();
        net
    }

    /// Adds the pieces from one box to another: through every column between them, or over the top of all. `run` has
    /// the pieces to such places that are there already for links from the same place.
    fn chain(&mut self, end: &End, run: &mut Vec<usize>, longest: usize) -> Vec<usize> {
        let [left, right] = end.boxes;
        let ports = [0, 1]
            .map(|side| end.ports[side].map_or(0.0, |port| port - self.halves[end.boxes[side]]));
        let (start, last) = (self.ranks[left], self.ranks[right] - 1);
        if last - start >= longest {
            let lane = self.node(start);
            return vec![
                self.piece([left, lane], [ports[0], 0.0], start, false),
                self.piece([lane, right], [0.0, ports[1]], last, false),
            ];
        }
        for rank in start + run.len()..last {
            let from = run.last().map_or(left, |piece| self.pieces[*piece].ends[1]);
            let port = if run.is_empty() { ports[0] } else { 0.0 };
            let node = self.node(rank + 1);
            // In the middle of the boxes, where it is as good as any: what is around one line looks balanced.
            let layer = &mut self.layers[rank + 1];
            layer.insert(layer.len() / 2, node);
            run.push(self.piece([from, node], [port, 0.0], rank, true));
        }
        let mut chain = run[..last - start].to_vec();
        let from = chain
            .last()
            .map_or(left, |piece| self.pieces[*piece].ends[1]);
        let port = if chain.is_empty() { ports[0] } else { 0.0 };
        chain.push(self.piece([from, right], [port, ports[1]], last, true));
        chain
    }

    fn node(&mut self, rank: usize) -> usize {
        self.order.push(0);
        self.ranks.push(rank);
        self.halves.push(0.0);
        self.sides.push([Vec::new(), Vec::new()]);
        self.halves.len() - 1
    }

    fn piece(&mut self, ends: [usize; 2], ports: [f64; 2], channel: usize, placed: bool) -> usize {
        let at = self.pieces.len();
        if placed {
            self.sides[ends[0]][1].push(at);
            self.sides[ends[1]][0].push(at);
        }
        self.pieces.push(Piece {
            ends,
            ports,
            channel,
        });
        at
    }

    /// Whether a node is a box, and no place of a link.
    pub(super) fn is_box(&self, node: usize) -> bool {
        node < self.boxes
    }

    /// Where an end of a piece stands in its column: the position of the node, and within it how far down.
    pub(super) fn place(&self, piece: usize, side: usize) -> f64 {
        let piece = &self.pieces[piece];
        let node = piece.ends[side];
        let half = self.halves[node].max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "a position in a column")]
        let at = self.order[node] as f64;
        at + piece.ports[side] / half * 0.45
    }

    /// Writes down the positions of all nodes.
    pub(super) fn number(&mut self) {
        for layer in 0..self.layers.len() {
            self.number_layer(layer);
        }
    }

    /// Writes down the positions of the nodes of a column.
    pub(super) fn number_layer(&mut self, layer: usize) {
        for (at, node) in self.layers[layer].iter().enumerate() {
            self.order[*node] = at;
        }
    }

    /// Gives each end that may be anywhere on its side of a box a place there, in the order of what it leads to. Returns
    /// the ports of links from a box to itself, from its middle.
    pub(super) fn spread(&mut self) -> Vec<[f64; 2]> {
        // Of each: the box and its side, what it leads to, and the link with its end.
        let mut free: Vec<(usize, usize, f64, usize, usize)> = Vec::new();
        let mut loops = vec![[0.0; 2]; self.ends.len()];
        for (at, end) in self.ends.iter().enumerate() {
            for (side, (node, port)) in end.boxes.into_iter().zip(end.ports).enumerate() {
                match (self.last(at, side), port) {
                    // Both ends on the right, above all others.
                    (None, None) => free.push((node, 1, -1.0, at, side)),
                    (None, Some(port)) => loops[at][side] = port - self.halves[node],
                    (Some(piece), None) => {
                        let towards = self.place(piece, 1 - side);
                        free.push((node, 1 - side, towards, at, side));
                    }
                    (Some(_), Some(_)) => {}
                }
            }
        }
        let mut sorted: Vec<usize> = (0..free.len()).collect();
        sort(&mut sorted, &|a, b| {
            let (one, other) = (&free[a], &free[b]);
            ((one.0, one.1).cmp(&(other.0, other.1))).then(one.2.total_cmp(&other.2))
        });
        for same in sorted.chunk_by(|a, b| (free[*a].0, free[*a].1) == (free[*b].0, free[*b].1)) {
            let half = self.halves[free[same[0]].0];
            let count = super::number(same.len());
            for (at, (_, _, _, link, side)) in same.iter().map(|at| &free[*at]).enumerate() {
                let port = (2.0 * half * super::number(at + 1) / (count + 1.0)).round() - half;
                match self.last(*link, *side) {
                    None => loops[*link][*side] = port,
                    Some(piece) => self.pieces[piece].ports[*side] = port,
                }
            }
        }
        for (end, ports) in self.ends.iter().zip(&mut loops) {
            let half = self.halves[end.boxes[0]];
            if end.boxes[0] == end.boxes[1] && (ports[0] - ports[1]).abs() < TWINS {
                let (step, middle) = (TWINS.min(half), f64::midpoint(ports[0], ports[1]));
                let middle = middle.max(step - half).min(half - step);
                *ports = [middle - step, middle + step];
            }
        }
        loops
    }

    /// The first or the last piece of a link.
    fn last(&self, link: usize, side: usize) -> Option<usize> {
        let chain = &self.chains[link];
        (if side == 0 {
            chain.first()
        } else {
            chain.last()
        })
        .copied()
    }
}

/// The boxes of a link, and the heights at which it ends there, where they are given; the left one first.
pub(super) struct End {
    boxes: [usize; 2],
    ports: [Option<f64>; 2],
}

/// The ends of all links. Those that have both in common are moved apart.
fn ends(inner: &Inner, ranks: &Ranks) -> Vec<End> {
    let mut ends: Vec<End> = (inner.links.iter().zip(&ranks.reversed))
        .map(|(link, reversed)| {
            let (left, right) = link.oriented(*reversed);
            let mut ports = [link.from_port, link.to_port];
            if *reversed {
                ports.swap(0, 1);
            }
            End {
                boxes: [left, right],
                ports,
            }
        })
        .collect();
    let key = |end: &End| (end.boxes, end.ports.map(|port| port.map(f64::to_bits)));
    let mut sorted: Vec<usize> = (0..ends.len()).collect();
    sort(&mut sorted, &|a, b| key(&ends[a]).cmp(&key(&ends[b])));
    let groups: Vec<&[usize]> = sorted
        .chunk_by(|a, b| key(&ends[*a]) == key(&ends[*b]))
        .collect();
    for same in groups {
        let middle = super::number(same.len() - 1) / 2.0;
        for (at, link) in same.iter().enumerate() {
            let End { boxes, ports } = &mut ends[*link];
            for (node, port) in boxes.iter().zip(ports) {
                let by = (super::number(at) - middle) * TWINS;
                *port =
                    port.map(|port| (port + by).round().max(0.0).min(inner.sizes[*node].height));
            }
        }
    }
    ends
}

/// The longest link, in columns, that gets a place in every column that it passes: all of them, unless there would be
/// far more such places than boxes and links.
fn longest(inner: &Inner, ranks: &Ranks) -> usize {
    let mut spans: Vec<usize> = inner
        .links
        .iter()
        .map(|link| ranks.of[link.from].abs_diff(ranks.of[link.to]))
        .collect();
    sort(&mut spans, &|a, b| a.cmp(&b));
    let mut room = 200 + 6 * (inner.sizes.len() + inner.links.len());
    let mut most = 1;
    for span in spans {
        let Some(left) = room.checked_sub(span.saturating_sub(1)) else {
            // Links of the same length are treated alike.
            return if span == most { most - 1 } else { most }.max(1);
        };
        room = left;
        most = span.max(1);
    }
    most
}

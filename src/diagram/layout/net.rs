//! The columns with all that stands in them: boxes, and a place for each long link in every column that it passes.

use super::Inner;
use super::rank::Ranks;

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
    /// How many nodes are boxes.
    pub(super) boxes: usize,
    /// The pieces of all links, those of a link from left to right behind each other.
    pub(super) pieces: Vec<Piece>,
    /// Of each link: its first piece and how many it has. None for a link from a box to itself.
    pub(super) chains: Vec<(usize, usize)>,
    /// Of each node: the pieces that end at its left and at its right side.
    pub(super) sides: Vec<[Vec<usize>; 2]>,
}

/// Neighbouring links that say the same are so far apart.
const TWINS: f64 = 7.0;

impl Net {
    /// Builds the columns in the order of the boxes' keys.
    pub(super) fn new(inner: &Inner, ranks: &Ranks) -> Self {
        let boxes = inner.sizes.len();
        let last = ranks.of.iter().max().copied().unwrap_or(0);
        let mut net = Self {
            layers: vec![Vec::new(); last + 1],
            order: vec![0; boxes],
            halves: inner.sizes.iter().map(|size| size.height / 2.0).collect(),
            boxes,
            ranks: ranks.of.clone(),
            pieces: Vec::new(),
            chains: Vec::new(),
            sides: vec![[Vec::new(), Vec::new()]; boxes],
        };
        for (v, rank) in ranks.of.iter().enumerate() {
            net.layers[*rank].push(v);
        }
        let longest = longest(inner, ranks);
        for (link, reversed) in inner.links.iter().zip(&ranks.reversed) {
            let first = net.pieces.len();
            let (left, right) = link.oriented(*reversed);
            if left != right {
                net.chain(ranks, (left, right), longest);
                let mut ports = [link.from_port, link.to_port];
                if *reversed {
                    ports.swap(0, 1);
                }
                let last = net.pieces.len() - 1;
                for (piece, side) in [(first, 0), (last, 1)] {
                    let node = net.pieces[piece].ends[side];
                    net.pieces[piece].ports[side] =
                        ports[side].map_or(0.0, |port| port - net.halves[node]);
                }
            }
            net.chains.push((first, net.pieces.len() - first));
        }
        net.number();
        net
    }

    /// Adds the pieces from one box to another: through every column between them, or over the top of all.
    fn chain(&mut self, ranks: &Ranks, (left, right): (usize, usize), longest: usize) {
        let (start, end) = (ranks.of[left], ranks.of[right]);
        let high = end - start > longest;
        let mut at = left;
        if high {
            let lane = self.node(start);
            self.piece(at, lane, start, false);
            self.piece(lane, right, end - 1, false);
            return;
        }
        for rank in start + 1..end {
            let node = self.node(rank);
            self.layers[rank].push(node);
            self.piece(at, node, rank - 1, true);
            at = node;
        }
        self.piece(at, right, end - 1, true);
    }

    fn node(&mut self, rank: usize) -> usize {
        self.order.push(0);
        self.ranks.push(rank);
        self.halves.push(0.0);
        self.sides.push([Vec::new(), Vec::new()]);
        self.halves.len() - 1
    }

    fn piece(&mut self, left: usize, right: usize, channel: usize, placed: bool) {
        if placed {
            self.sides[left][1].push(self.pieces.len());
            self.sides[right][0].push(self.pieces.len());
        }
        self.pieces.push(Piece {
            ends: [left, right],
            ports: [0.0; 2],
            channel,
        });
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

    /// Gives each end that may be anywhere on its side of a box a place there, in the order of what it leads to; and
    /// moves links apart that lead from the same place to the same place. Returns the ports of links from a box to
    /// itself, from its middle.
    pub(super) fn spread(&mut self, inner: &Inner, ranks: &Ranks) -> Vec<[f64; 2]> {
        let mut free: Vec<(usize, usize, f64, usize, usize)> = Vec::new();
        let mut loops = vec![[0.0; 2]; inner.links.len()];
        for (at, link) in inner.links.iter().enumerate() {
            let (first, count) = self.chains[at];
            for (end, port) in [link.from_port, link.to_port].into_iter().enumerate() {
                let node = [link.from, link.to][end];
                let side = end ^ usize::from(ranks.reversed[at]);
                if count == 0 {
                    // Both ends on the right, above all others.
                    match port {
                        Some(port) => loops[at][end] = port - self.halves[node],
                        None => free.push((node, 1, -1.0, at, end)),
                    }
                } else if port.is_none() {
                    let piece = if side == 0 { first } else { first + count - 1 };
                    let towards = self.place(piece, 1 - side);
                    free.push((node, 1 - side, towards, at, end));
                }
            }
        }
        free.sort_by(|a, b| {
            (a.0, a.1)
                .cmp(&(b.0, b.1))
                .then(a.2.total_cmp(&b.2))
                .then((a.3, a.4).cmp(&(b.3, b.4)))
        });
        for same in free.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let half = self.halves[same[0].0];
            let count = super::number(same.len());
            for (at, (_, _, _, link, end)) in same.iter().enumerate() {
                let port = half * (2.0 * super::number(at + 1) / (count + 1.0) - 1.0);
                let (first, pieces) = self.chains[*link];
                let side = end ^ usize::from(ranks.reversed[*link]);
                if pieces == 0 {
                    loops[*link][*end] = port;
                } else {
                    let piece = if side == 0 { first } else { first + pieces - 1 };
                    self.pieces[piece].ports[side] = port;
                }
            }
        }
        self.part_twins();
        for (link, ports) in inner.links.iter().zip(&mut loops) {
            let half = self.halves[link.from];
            if link.from == link.to && (ports[0] - ports[1]).abs() < TWINS {
                let (step, middle) = (TWINS.min(half), f64::midpoint(ports[0], ports[1]));
                let middle = middle.clamp(step - half, half - step);
                *ports = [middle - step, middle + step];
            }
        }
        loops
    }

    /// Moves links apart that have both ends in common.
    fn part_twins(&mut self) {
        let ends = |net: &Self, chain: (usize, usize)| {
            let (first, last) = (&net.pieces[chain.0], &net.pieces[chain.0 + chain.1 - 1]);
            let bits = |port: f64| port.to_bits();
            (
                (first.ends[0], last.ends[1]),
                (bits(first.ports[0]), bits(last.ports[1])),
            )
        };
        let mut chains: Vec<(usize, usize)> =
            (self.chains.iter().copied()).filter(|c| c.1 > 0).collect();
        chains.sort_by_key(|chain| (ends(self, *chain), chain.0));
        let groups: Vec<Vec<(usize, usize)>> = chains
            .chunk_by(|a, b| ends(self, *a) == ends(self, *b))
            .filter(|same| same.len() > 1)
            .map(<[_]>::to_vec)
            .collect();
        for same in groups {
            let middle = super::number(same.len() - 1) / 2.0;
            for (at, (first, count)) in same.iter().enumerate() {
                for (piece, side) in [(*first, 0), (first + count - 1, 1)] {
                    let half = self.halves[self.pieces[piece].ends[side]];
                    let port = &mut self.pieces[piece].ports[side];
                    *port = (*port + (super::number(at) - middle) * TWINS).clamp(-half, half);
                }
            }
        }
    }
}

/// The longest link, in columns, that gets a place in every column that it passes: all of them, unless there would be
/// far more such places than boxes and links.
fn longest(inner: &Inner, ranks: &Ranks) -> usize {
    let mut spans: Vec<usize> = inner
        .links
        .iter()
        .map(|link| ranks.of[link.from].abs_diff(ranks.of[link.to]))
        .collect();
    spans.sort_unstable();
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

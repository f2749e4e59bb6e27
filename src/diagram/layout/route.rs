//! The ways of the links: level through the columns, and up or down only in the space between two of them.

use super::group::HEAD;
use super::net::Net;
use super::rank::Ranks;
use super::{Inner, LABEL, Part, Route, number, sort};
use crate::diagram::geometry::{Point, Rect};

/// Between two links that go up or down beside each other, where there is room.
const TRACK: f64 = 10.0;
/// All of them together take no more than this.
const TRACKS: f64 = 240.0;
/// Between lanes above the columns.
const LANE: f64 = 8.0;

/// Links that go up or down in one line, because they begin or end at one place.
#[derive(Default)]
struct Trunk {
    pieces: Vec<usize>,
    low: f64,
    high: f64,
    /// How far it leads down from left to right.
    rise: f64,
    left: f64,
    track: usize,
}

/// Where the columns and the spaces between them begin.
struct Columns {
    left: Vec<f64>,
    right: Vec<f64>,
    /// Where the first track is, of the space to the right of each column, and how far they are apart.
    tracks: Vec<(f64, f64)>,
}

struct Router<'a> {
    inner: &'a Inner,
    ranks: &'a Ranks,
    net: &'a Net,
    heights: Vec<f64>,
    loops: Vec<[f64; 2]>,
}

/// Puts boxes at their places and leads the links between them.
pub(super) fn route(
    inner: &Inner,
    ranks: &Ranks,
    net: &Net,
    mut heights: Vec<f64>,
    loops: Vec<[f64; 2]>,
) -> Part {
    let tops = (0..net.boxes).map(|v| {
        let grouped = net.groups.get(v).is_some_and(|group| *group > 0);
        heights[v] - net.halves[v] - if grouped { HEAD } else { 0.0 }
    });
    let top = tops.fold(f64::MAX, f64::min);
    let lanes = net.pieces.iter().filter(|piece| piece.ends[1] >= net.boxes);
    let mut lane = top - inner.stub;
    for piece in lanes.filter(|piece| net.sides[piece.ends[1]][0].is_empty()) {
        heights[piece.ends[1]] = lane;
        lane -= LANE;
    }
    let router = Router {
        inner,
        ranks,
        net,
        heights,
        loops,
    };
    let mut tracks = vec![0; net.pieces.len() + inner.links.len()];
    let counts: Vec<usize> = (router.trunks().into_iter())
        .map(|trunks| assign(trunks, &mut tracks))
        .collect();
    let columns = router.columns(&counts);
    let mut part = Part::default();
    for (v, rank) in ranks.of.iter().enumerate() {
        let size = inner.sizes[v];
        part.boxes.push(Rect {
            x: columns.left[*rank],
            y: router.heights[v] - net.halves[v],
            ..size
        });
    }
    part.links = (0..inner.links.len())
        .map(|link| router.way(link, &columns, &tracks, &part.boxes))
        .collect();
    router.label(&columns, &counts, &mut part);
    part
}

impl Router<'_> {
    fn end(&self, piece: usize, side: usize) -> f64 {
        let piece = &self.net.pieces[piece];
        self.heights[piece.ends[side]] + piece.ports[side]
    }

    /// Of each space between columns: what goes up or down in it. Links from a box to itself are numbered after the
    /// pieces.
    fn trunks(&self) -> Vec<Vec<Trunk>> {
        let pieces = &self.net.pieces;
        let mut channels: Vec<Vec<usize>> = vec![Vec::new(); self.net.layers.len()];
        for (at, piece) in pieces.iter().enumerate() {
            channels[piece.channel].push(at);
        }
        let mut trunks: Vec<Vec<Trunk>> = (channels.into_iter())
            .map(|channel| self.merged(channel))
            .collect();
        for (at, link) in self.inner.links.iter().enumerate() {
            if link.from == link.to {
                let [one, other] = self.loops[at].map(|port| self.heights[link.from] + port);
                trunks[self.ranks.of[link.from]].push(Trunk {
                    pieces: vec![pieces.len() + at],
                    low: one.min(other),
                    high: one.max(other),
                    rise: f64::NEG_INFINITY,
                    left: one,
                    track: 0,
                });
            }
        }
        trunks
    }

    /// Puts the pieces of a space together that begin at the same place; and of the others those that end at one.
    fn merged(&self, channel: Vec<usize>) -> Vec<Trunk> {
        let mut trunks = Vec::new();
        let mut rest = channel;
        for side in [0, 1] {
            let key = |piece: &usize| {
                (
                    self.net.pieces[*piece].ends[side],
                    self.end(*piece, side).to_bits(),
                )
            };
            sort(&mut rest, &|a, b| key(&a).cmp(&key(&b)));
            let mut alone = Vec::new();
            for same in rest.chunk_by(|a, b| key(a) == key(b)) {
                if same.len() == 1 && side == 0 {
                    alone.push(same[0]);
                } else {
                    trunks.push(self.trunk(same));
                }
            }
            rest = alone;
        }
        trunks
    }

    fn trunk(&self, pieces: &[usize]) -> Trunk {
        let ends = |side: usize| pieces.iter().map(move |piece| self.end(*piece, side));
        let all = || ends(0).chain(ends(1));
        let count = number(pieces.len());
        let left = ends(0).sum::<f64>() / count;
        Trunk {
            pieces: pieces.to_vec(),
            low: all().fold(f64::MAX, f64::min),
            high: all().fold(f64::MIN, f64::max),
            rise: ends(1).sum::<f64>() / count - left,
            left,
            track: 0,
        }
    }

    fn columns(&self, counts: &[usize]) -> Columns {
        let mut columns = Columns {
            left: Vec::new(),
            right: Vec::new(),
            tracks: Vec::new(),
        };
        let mut labels = vec![0.0_f64; counts.len()];
        for (at, link) in self.inner.links.iter().enumerate() {
            let channel = match self.net.chains[at].last() {
                None => self.ranks.of[link.from],
                Some(piece) => self.net.pieces[*piece].channel,
            };
            labels[channel] = labels[channel].max(link.label);
        }
        let mut x = 0.0;
        for (rank, layer) in self.net.layers.iter().enumerate() {
            let boxes = layer.iter().filter(|v| self.net.is_box(**v));
            let width = boxes
                .map(|v| self.inner.sizes[*v].width)
                .fold(0.0, f64::max);
            columns.left.push(x);
            x += width;
            columns.right.push(x);
            let gaps = number(counts[rank].saturating_sub(1));
            let step = TRACK.min(TRACKS / gaps.max(1.0));
            columns.tracks.push((x + self.inner.stub, step));
            x += 2.0 * self.inner.stub + gaps * step + labels[rank];
        }
        columns
    }

    /// The way of a link, from its start to its end.
    fn way(&self, at: usize, columns: &Columns, tracks: &[usize], boxes: &[Rect]) -> Route {
        let link = &self.inner.links[at];
        let chain = &self.net.chains[at];
        let track = |piece: usize, channel: usize| {
            let (start, step) = columns.tracks[channel];
            start + step * number(tracks[piece])
        };
        let mut points = Vec::new();
        let (left, right) = link.oriented(self.ranks.reversed[at]);
        let border = boxes[left].right();
        if let (Some(first), Some(last)) = (chain.first(), chain.last()) {
            points.push(Point {
                x: border,
                y: self.end(*first, 0),
            });
            for piece in chain {
                let x = track(*piece, self.net.pieces[*piece].channel);
                points.extend([0, 1].map(|side| Point {
                    x,
                    y: self.end(*piece, side),
                }));
            }
            points.push(Point {
                x: boxes[right].x,
                y: self.end(*last, 1),
            });
        } else {
            let x = track(self.net.pieces.len() + at, self.ranks.of[left]);
            let [one, other] = self.loops[at].map(|port| self.heights[left] + port);
            let corners = [(border, one), (x, one), (x, other), (border, other)];
            points.extend(corners.map(|(x, y)| Point { x, y }));
        }
        if self.ranks.reversed[at] {
            points.reverse();
        }
        Route {
            points: simple(&points),
            label: None,
        }
    }

    /// Puts labels on the last level part of their links, between the tracks and the next column, where no other link
    /// goes through.
    fn label(&self, columns: &Columns, counts: &[usize], part: &mut Part) {
        // Of each level line in a space: its height, the link that it may carry a label for, and where that ends.
        let mut lines: Vec<Vec<(f64, usize, f64)>> = vec![Vec::new(); counts.len()];
        for (at, link) in self.inner.links.iter().enumerate() {
            let chain = &self.net.chains[at];
            let (_, right) = link.oriented(self.ranks.reversed[at]);
            let x = part.boxes[right].x - self.inner.stub + 4.0;
            for piece in chain {
                let own = chain.last() == Some(piece);
                let carries = if own { at } else { usize::MAX };
                let channel = self.net.pieces[*piece].channel;
                lines[channel].push((self.end(*piece, 1), carries, x));
            }
            if chain.is_empty() {
                let rank = self.ranks.of[right];
                let tracks = number(counts[rank].saturating_sub(1)) * columns.tracks[rank].1;
                let x = columns.tracks[rank].0 + tracks + 6.0 + link.label;
                let [one, other] = self.loops[at].map(|port| self.heights[right] + port);
                lines[rank].push((f64::midpoint(one, other) + link.high / 2.0, at, x));
            }
        }
        for channel in &lines {
            let mut sorted: Vec<usize> = (0..channel.len()).collect();
            sort(&mut sorted, &|a, b| {
                let (one, other) = (channel[a], channel[b]);
                one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
            });
            let mut above = f64::MIN;
            for (y, link, x) in sorted.into_iter().map(|at| &channel[at]) {
                let label = self.inner.links.get(*link);
                let (width, height) = label.map_or((0.0, LABEL), |link| (link.label, link.high));
                if width > 0.0 && *y - above > height + 1.0 {
                    part.links[*link].label = Some(Rect {
                        x: *x - width,
                        y: *y - height - 1.0,
                        width,
                        height,
                    });
                }
                above = *y;
            }
        }
    }
}

/// Gives each trunk a track, from the left; returns how many there are. What goes down is put in from the lowest to
/// the highest, what goes up the other way round: so two of them that need not cross do not.
fn assign(mut trunks: Vec<Trunk>, tracks: &mut [usize]) -> usize {
    trunks.retain(|trunk| trunk.high - trunk.low > 0.01);
    let class = |trunk: &Trunk| {
        if trunk.rise == f64::NEG_INFINITY {
            (0, trunk.high - trunk.low)
        } else if trunk.rise > 0.0 {
            (1, -trunk.left)
        } else {
            (2, trunk.left)
        }
    };
    let mut sorted: Vec<usize> = (0..trunks.len()).collect();
    sort(&mut sorted, &|a, b| {
        let (one, other) = (class(&trunks[a]), class(&trunks[b]));
        (one.0.cmp(&other.0))
            .then(one.1.total_cmp(&other.1))
            .then(trunks[a].pieces[0].cmp(&trunks[b].pieces[0]))
    });
    let mut count = 0;
    let mut before: Vec<Trunk> = Vec::new();
    for at in sorted {
        let mut trunk = std::mem::take(&mut trunks[at]);
        let meets = |other: &&Trunk| other.low < trunk.high + 4.0 && trunk.low < other.high + 4.0;
        let taken = before.iter().filter(meets).map(|other| other.track + 1);
        trunk.track = taken.max().unwrap_or(0);
        count = count.max(trunk.track + 1);
        for piece in &trunk.pieces {
            tracks[*piece] = trunk.track;
        }
        before.push(trunk);
    }
    count
}

/// Without points that lie between their neighbours on one line; a way that turns back there keeps its turn.
pub(super) fn simple(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        let same = |a: f64, b: f64| (a - b).abs() < 0.01;
        if let [.., a, b] = out.as_slice() {
            let level = same(a.y, b.y) && same(b.y, point.y);
            let upright = same(a.x, b.x) && same(b.x, point.x);
            let on = (b.x - a.x) * (point.x - b.x) >= 0.0 && (b.y - a.y) * (point.y - b.y) >= 0.0;
            if (level || upright) && on {
                out.pop();
            }
        }
        out.push(*point);
    }
    out
}

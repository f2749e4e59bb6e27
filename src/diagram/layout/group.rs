//! Boxes of one group stand together: the rectangle around them holds no other box, and meets no other group.
//!
//! Groups, and boxes of none, are put in one order from above to below. Each column follows it, and what is above in it
//! ends where the next begins, in every column that a group reaches over. Two solutions are found, by pushing down and by
//! pushing up; what is asked of them are differences, so that the mean of both is a solution too.

use super::net::Net;
use super::{Layout, Link, place, sort};
use crate::diagram::geometry::Rect;

/// Above the boxes of a group, for its name.
pub(super) const HEAD: f64 = 26.0;
/// Below its boxes.
pub(super) const FOOT: f64 = 10.0;
/// At each side of them; a link is level for longer.
const SIDE: f64 = 7.0;
/// Between a group and what stands above or below.
const GAP: f64 = 16.0;

/// What stands above what.
pub(super) struct Items {
    /// From above to below: the nodes of each, by columns and from above to below in each.
    nodes: Vec<Vec<usize>>,
    /// The first and the last column of each.
    spans: Vec<(usize, usize)>,
}

/// Puts the boxes of each group beside each other in every column, where there are groups.
pub(super) fn gather(net: &mut Net, groups: &[u32], links: &[Link]) -> Option<Items> {
    if groups.iter().all(|group| *group == 0) {
        return None;
    }
    let heights = place::place(net);
    mark(net, groups, links);
    let count = net.halves.len();
    let last = net.groups.iter().max().map_or(0, |group| *group as usize);
    // Of each item how high its boxes are in the mean: of groups by their number, then of single nodes.
    let mut sums = vec![(0.0, 0.0); last + 1 + count];
    let mut item = vec![0; count];
    for v in 0..count {
        item[v] = match net.groups[v] {
            0 => last + 1 + v,
            group => group as usize,
        };
        if net.groups[v] == 0 || net.is_box(v) {
            let (sum, all) = &mut sums[item[v]];
            (*sum, *all) = (*sum + heights[v], *all + 1.0);
        }
    }
    let mean = |item: usize| sums[item].0 / f64::max(sums[item].1, 1.0);
    let mut sorted: Vec<usize> = (0..sums.len()).collect();
    sort(&mut sorted, &|a, b| {
        mean(a).total_cmp(&mean(b)).then(a.cmp(&b))
    });
    let mut turn = vec![0; sorted.len()];
    for (at, item) in sorted.into_iter().enumerate() {
        turn[item] = at;
    }
    let mut items = Items {
        nodes: vec![Vec::new(); sums.len()],
        spans: vec![(usize::MAX, 0); sums.len()],
    };
    for rank in 0..net.layers.len() {
        let mut layer = std::mem::take(&mut net.layers[rank]);
        sort(&mut layer, &|a, b| {
            (turn[item[a]], net.order[a]).cmp(&(turn[item[b]], net.order[b]))
        });
        for v in &layer {
            let at = turn[item[*v]];
            items.nodes[at].push(*v);
            let span = &mut items.spans[at];
            *span = (span.0.min(rank), span.1.max(rank));
        }
        net.layers[rank] = layer;
    }
    net.number();
    Some(items)
}

/// Writes down the group of each node: the places of a long link between two boxes of a group belong to it.
fn mark(net: &mut Net, groups: &[u32], links: &[Link]) {
    net.groups = groups.to_vec();
    net.groups.resize(net.halves.len(), 0);
    let mut mixed = vec![false; net.halves.len()];
    for (link, chain) in links.iter().zip(&net.chains) {
        let (one, other) = (groups[link.from], groups[link.to]);
        let inner = chain.iter().map(|piece| net.pieces[*piece].ends[1]);
        for node in inner.filter(|node| *node >= groups.len()) {
            if one == other && !mixed[node] {
                net.groups[node] = one;
            } else {
                // Places that several links share belong to none.
                net.groups[node] = 0;
                mixed[node] = true;
            }
        }
    }
}

/// Moves nodes up and down until each group has its room.
pub(super) fn part(net: &Net, items: &Items, heights: &mut [f64]) {
    let down = pushed(net, items, heights, 1.0);
    let up = pushed(net, items, heights, -1.0);
    for (at, height) in heights.iter_mut().enumerate() {
        let half = net.halves[at];
        *height = (f64::midpoint(down[at], up[at]) - half).round() + half;
    }
}

/// The heights with everything pushed down as far as it has to be; up, where the sign is turned round.
fn pushed(net: &Net, items: &Items, heights: &[f64], sign: f64) -> Vec<f64> {
    let (head, foot) = if sign > 0.0 {
        (HEAD, FOOT)
    } else {
        (FOOT, HEAD)
    };
    let mut at: Vec<f64> = heights.iter().map(|height| height * sign).collect();
    // Of each column: where what stands there so far ends, and its last node if no group came behind that.
    let mut ends = vec![(f64::MIN, None); net.layers.len()];
    let mut turns: Vec<usize> = (0..items.nodes.len()).collect();
    if sign < 0.0 {
        turns.reverse();
    }
    for (nodes, span) in turns
        .into_iter()
        .map(|turn| (&items.nodes[turn], items.spans[turn]))
    {
        let Some(first) = nodes.first() else { continue };
        let columns = span.0..span.1 + 1;
        if net.groups[*first] == 0 {
            let end = &mut ends[span.0];
            let least = match end.1 {
                Some(before) => at[before] + net.apart(before, *first),
                None => end.0 + GAP + net.halves[*first],
            };
            at[*first] = at[*first].max(least);
            *end = (at[*first] + net.halves[*first], Some(*first));
            continue;
        }
        let top = columns
            .clone()
            .map(|rank| ends[rank].0)
            .fold(f64::MIN, f64::max)
            + GAP
            + head;
        let mut bottom = f64::MIN;
        let mut before: Option<usize> = None;
        let mut inner = nodes.clone();
        if sign < 0.0 {
            inner.reverse();
        }
        for v in inner {
            let mut least = top + net.halves[v];
            if let Some(before) = before.filter(|before| net.ranks[*before] == net.ranks[v]) {
                least = least.max(at[before] + net.apart(before, v));
            }
            at[v] = at[v].max(least);
            bottom = bottom.max(at[v] + net.halves[v]);
            before = Some(v);
        }
        ends[columns].fill((bottom + foot, None));
    }
    for height in &mut at {
        *height *= sign;
    }
    at
}

/// The rectangle around the boxes of each group, with room for its name; in the order of their numbers.
pub(super) fn frames(groups: impl Iterator<Item = u32>, layout: &mut Layout) {
    let mut all: Vec<(u32, Rect)> = Vec::new();
    for (group, rect) in groups.zip(&layout.boxes).filter(|(group, _)| *group > 0) {
        match all.iter_mut().find(|(known, _)| *known == group) {
            Some((_, frame)) => *frame = frame.with(rect),
            None => all.push((group, *rect)),
        }
    }
    let mut sorted: Vec<usize> = (0..all.len()).collect();
    sort(&mut sorted, &|a, b| all[a].0.cmp(&all[b].0));
    layout.frames = sorted
        .into_iter()
        .map(|at| {
            let (group, inner) = all[at];
            let frame = Rect {
                x: inner.x - SIDE,
                y: inner.y - HEAD,
                width: inner.width + 2.0 * SIDE,
                height: inner.height + HEAD + FOOT,
            };
            (group, frame)
        })
        .collect();
}

//! The order of each column from top to bottom: as few crossings as can be had with little effort.

use super::net::Net;
use super::sort;

/// So often all columns are sorted.
const SWEEPS: usize = 12;
/// So many sweeps without a better order end it.
const PATIENCE: usize = 4;
/// So often each sweep goes over the neighbours of a column to swap them.
const SWAPS: usize = 3;
/// Pairs of boxes with more pairs of links than this are not swapped.
const MOST_PAIRS: usize = 2_500;

/// Sorts every column by the medians of what its boxes are linked with, from the left and from the right in turn, and
/// swaps neighbours while that helps. The order at the start stays unless another has fewer crossings.
pub(super) fn order(net: &mut Net) {
    let mut best = net.layers.clone();
    let mut least = crossings(net);
    let mut waited = 0;
    for sweep in 0..SWEEPS {
        if least == 0 || waited == PATIENCE {
            break;
        }
        let count = net.layers.len();
        let from_left = sweep % 2 == 0;
        for at in 0..count {
            let layer = if from_left { at } else { count - 1 - at };
            arrange(net, layer, usize::from(!from_left));
        }
        for _ in 0..SWAPS {
            let mut any = false;
            for layer in 0..count {
                any |= swap(net, layer);
            }
            if !any {
                break;
            }
        }
        let found = crossings(net);
        waited += 1;
        if found < least {
            least = found;
            best.clone_from(&net.layers);
            waited = 0;
        }
    }
    net.layers = best;
    net.number();
}

/// Sorts a column by the medians on one side. What has no link there stays where it is.
fn arrange(net: &mut Net, layer: usize, side: usize) {
    let column = &net.layers[layer];
    let mut medians = vec![0.0; column.len()];
    let mut ends = Vec::new();
    for (median, v) in medians.iter_mut().zip(column) {
        ends.clone_from(&net.sides[*v][side]);
        sort(&mut ends, &|a, b| {
            net.place(a, side).total_cmp(&net.place(b, side))
        });
        if let (Some(low), Some(high)) = (
            ends.get((ends.len().max(1) - 1) / 2),
            ends.get(ends.len() / 2),
        ) {
            *median = f64::midpoint(net.place(*low, side), net.place(*high, side));
        }
    }
    let linked = |slot: &usize| !net.sides[column[*slot]][side].is_empty();
    let slots: Vec<usize> = (0..column.len()).filter(linked).collect();
    let mut sorted = slots.clone();
    sort(&mut sorted, &|a, b| medians[a].total_cmp(&medians[b]));
    let nodes: Vec<usize> = sorted.into_iter().map(|slot| column[slot]).collect();
    for (slot, node) in slots.into_iter().zip(nodes) {
        net.layers[layer][slot] = node;
    }
    net.number_layer(layer);
}

/// Swaps neighbours of a column where that saves crossings on its two sides; whether any were.
fn swap(net: &mut Net, layer: usize) -> bool {
    let mut any = false;
    for at in 1..net.layers[layer].len() {
        let (above, below) = (net.layers[layer][at - 1], net.layers[layer][at]);
        let (mut now, mut then) = (0, 0);
        for side in 0..2 {
            let (ones, others) = (&net.sides[above][side], &net.sides[below][side]);
            if ones.len() * others.len() > MOST_PAIRS {
                continue;
            }
            for one in ones {
                let one = net.place(*one, side);
                for other in others {
                    let other = net.place(*other, side);
                    now += usize::from(one > other);
                    then += usize::from(one < other);
                }
            }
        }
        if then < now {
            net.layers[layer].swap(at - 1, at);
            net.order[above] = at;
            net.order[below] = at - 1;
            any = true;
        }
    }
    any
}

/// How many pairs of links cross.
fn crossings(net: &Net) -> usize {
    let mut total = 0;
    let (mut keys, mut spare, mut pieces) = (Vec::new(), Vec::new(), Vec::new());
    for layer in &net.layers {
        keys.clear();
        for v in layer {
            pieces.clone_from(&net.sides[*v][1]);
            sort(&mut pieces, &|a, b| {
                let left = net.place(a, 0).total_cmp(&net.place(b, 0));
                left.then(net.place(a, 1).total_cmp(&net.place(b, 1)))
            });
            keys.extend(pieces.iter().map(|piece| net.place(*piece, 1)));
        }
        spare.resize(keys.len(), 0.0);
        total += inversions(&mut keys, &mut spare);
    }
    total
}

/// The number of pairs in the wrong order, counted while they are merged into the right one.
fn inversions(keys: &mut [f64], spare: &mut [f64]) -> usize {
    if keys.len() < 2 {
        return 0;
    }
    let middle = keys.len() / 2;
    let mut count = inversions(&mut keys[..middle], spare) + inversions(&mut keys[middle..], spare);
    let (mut i, mut j) = (0, middle);
    for slot in &mut spare[..keys.len()] {
        if j == keys.len() || (i < middle && keys[i] <= keys[j]) {
            *slot = keys[i];
            i += 1;
        } else {
            *slot = keys[j];
            j += 1;
            count += middle - i;
        }
    }
    keys.copy_from_slice(&spare[..keys.len()]);
    count
}

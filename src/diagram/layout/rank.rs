//! Which column each box stands in: cycles are broken, then each link leads to the right.

use super::Inner;

/// Columns, and which links were turned round.
pub(super) struct Ranks {
    /// The column of each box, from 0.
    pub(super) of: Vec<usize>,
    /// For each link: it leads from right to left.
    pub(super) reversed: Vec<bool>,
}

/// How often boxes are moved towards what they are linked with.
const SWEEPS: usize = 8;

/// Ranks by the longest way from a box that no link leads to, then drawn together so that links are short.
pub(super) fn ranks(inner: &Inner) -> Ranks {
    let count = inner.sizes.len();
    let mut out = vec![Vec::new(); count];
    let mut entered = vec![false; count];
    for (at, link) in inner.links.iter().enumerate() {
        if link.from != link.to {
            out[link.from].push(at);
            entered[link.to] = true;
        }
    }
    let mut reversed = vec![false; inner.links.len()];
    let order = depth_first(inner, &out, &entered, &mut reversed);
    let mut sides = vec![[Vec::new(), Vec::new()]; count];
    for (link, reversed) in inner.links.iter().zip(&reversed) {
        if link.from != link.to {
            let (left, right) = link.oriented(*reversed);
            sides[left][1].push(right);
            sides[right][0].push(left);
        }
    }
    let mut of = vec![0; count];
    for v in order.iter().copied() {
        of[v] = sides[v][0].iter().map(|u| of[*u] + 1).max().unwrap_or(0);
    }
    draw_together(&order, &sides, &mut of);
    fold(inner, &sides, &mut of);
    let least = of.iter().min().copied().unwrap_or(0);
    for rank in &mut of {
        *rank -= least;
    }
    Ranks { of, reversed }
}

/// Turns round every link that leads back into the search's own path; returns the boxes in an order in which every
/// link leads forward. Boxes that no link leads to come first, so that a cycle is entered where it is entered from.
fn depth_first(
    inner: &Inner,
    out: &[Vec<usize>],
    entered: &[bool],
    reversed: &mut [bool],
) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let count = out.len();
    let mut state = vec![State::New; count];
    let mut finished = Vec::with_capacity(count);
    let mut path: Vec<(usize, usize)> = Vec::new();
    let starts = (0..count).filter(|v| !entered[*v]).chain(0..count);
    for start in starts {
        if state[start] == State::New {
            state[start] = State::Open;
            path.push((start, 0));
        }
        while let Some((v, next)) = path.last_mut() {
            let v = *v;
            let Some(link) = out[v].get(*next).copied() else {
                state[v] = State::Done;
                finished.push(v);
                path.pop();
                continue;
            };
            *next += 1;
            let to = inner.links[link].to;
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    path.push((to, 0));
                }
                State::Open => reversed[link] = true,
                State::Done => {}
            }
        }
    }
    finished.reverse();
    finished
}

/// Moves each box within what its neighbours leave free to the side where it has more links: with every move the sum
/// of all lengths falls.
fn draw_together(order: &[usize], sides: &[[Vec<usize>; 2]], of: &mut [usize]) {
    for sweep in 0..SWEEPS {
        let mut moved = false;
        for at in 0..order.len() {
            let v = order[if sweep % 2 == 0 {
                order.len() - 1 - at
            } else {
                at
            }];
            let [left, right] = &sides[v];
            let low = left.iter().map(|u| of[*u] + 1).max();
            let high = right.iter().map(|u| of[*u].saturating_sub(1)).min();
            let wanted = match left.len().cmp(&right.len()) {
                std::cmp::Ordering::Less => high,
                std::cmp::Ordering::Greater => low,
                std::cmp::Ordering::Equal => None,
            };
            if let Some(rank) = wanted
                && rank != of[v]
            {
                of[v] = rank;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// Moves boxes that nothing leads on from into the next column where a column is much higher than the drawing is
/// wide.
fn fold(inner: &Inner, sides: &[[Vec<usize>; 2]], of: &mut [usize]) {
    let area: f64 = inner
        .sizes
        .iter()
        .map(|size| (size.width + 140.0) * (size.height + 40.0))
        .sum();
    let most = area.sqrt().max(700.0);
    let mut rank = 0;
    while of.iter().max().is_some_and(|last| rank <= *last) {
        let stack =
            |of: &[usize]| -> Vec<usize> { (0..of.len()).filter(|v| of[*v] == rank).collect() };
        let column = stack(of);
        let mut height = 0.0;
        for v in &column {
            height += inner.sizes[*v].height + 40.0;
            let last = sides[*v][1].iter().all(|u| of[*u] > rank + 1);
            // A column keeps a box, so that this comes to an end.
            if height > most && last && *v != column[0] {
                of[*v] += 1;
                height -= inner.sizes[*v].height + 40.0;
            }
        }
        rank += 1;
    }
}

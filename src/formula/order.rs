//! Putting things in order by numbers.

/// The items by their ranks, the least first; where ranks are equal, in the order in which they came.
///
/// There is one sort for all of them, because each sort of its own type weighs as much as a screen of the page.
///
/// ```
/// use envelope::formula::in_order;
/// assert_eq!(in_order(vec![3, 1, 2], |number| [f64::from(*number), 0.0]), [1, 2, 3]);
/// ```
pub fn in_order<T>(items: Vec<T>, rank: impl Fn(&T) -> [f64; 2]) -> Vec<T> {
    let mut places: Vec<([f64; 2], usize)> = items.iter().map(rank).zip(0..).collect();
    sort(&mut places);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let in_order = places.into_iter();
    in_order
        .filter_map(|(_, place)| items.get_mut(place)?.take())
        .collect()
}

fn sort(places: &mut [([f64; 2], usize)]) {
    places.sort_unstable_by(|(one, at), (other, then)| {
        let ranks = one[0].total_cmp(&other[0]);
        ranks.then(one[1].total_cmp(&other[1])).then(at.cmp(then))
    });
}

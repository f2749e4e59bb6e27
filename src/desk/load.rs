//! The architecture under load, with the way of an action.

use crate::desk::Drawing;
use crate::diagram::architecture::{self, Bears};
use crate::diagram::svg::Theme;
use crate::estimate::{self, Estimate, architecture::paths as ways, whatif};
use crate::model::{Document, Id};
use crate::text::{grid::Grid, paths};

/// So many times the users are shown at most.
const MOST: f64 = 1_000.0;

/// The answer to [`Wish::Load`](super::Wish::Load): how many times the users, and the row of an action.
pub(super) fn answer(argument: &str, doc: &Document, estimate: &Estimate) -> Vec<String> {
    let (times, action) = argument.split_once(' ').unwrap_or((argument, ""));
    let times = times.parse().ok().filter(|times: &f64| times.is_finite());
    let times = times.map_or(1.0, |times| times.clamp(1.0, MOST));
    let action: Id = action.parse().unwrap_or_default();
    let grown = (times > 1.0).then(|| {
        let then = whatif::grown(doc, times);
        let estimate = estimate::of(&then);
        (then, estimate)
    });
    let (then, under) = grown
        .as_ref()
        .map_or((doc, estimate), |(doc, estimate)| (doc, estimate));
    let found = if action == 0 {
        Vec::new()
    } else {
        ways(then, under)
    };
    let path = found.iter().find(|path| path.action == action);
    let mut bears = Bears::of(doc, estimate).under(under);
    if let Some(path) = path {
        bears = bears.along(path);
    }
    let scene = architecture::bearing(doc, &bears);
    let svg = architecture::render(&scene, Theme::Auto, Drawing::Architecture.name());
    let said = path
        .map(|path| paths::said(path, under))
        .unwrap_or_default();
    let steps = path.map_or_else(Grid::default, |path| paths::steps(path, doc, under));
    let first = [svg, paths::under(doc, estimate, under, times), said];
    first.into_iter().chain(steps.into_texts()).collect()
}

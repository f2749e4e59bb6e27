//! Boxes that somebody put somewhere.
use super::{Graph, Layout};
pub(super) fn pin(_graph: &Graph, _layout: &mut Layout) {}

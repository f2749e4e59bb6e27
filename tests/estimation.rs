//! The estimate measured by what others have published: their worked examples, and their faults.

#![cfg(not(target_arch = "wasm32"))] // reads files of the host
#![allow(clippy::unwrap_used)] // a test stops at the first failure

#[path = "estimation/faults.rs"]
mod faults;
#[path = "estimation/worked.rs"]
mod worked;

use envelope::estimate::Estimate;
use envelope::formula::Node;

/// The node that is called `action.qps#3`: the key, and the id of its row where it has one.
fn node<'e>(estimate: &'e Estimate, name: &str) -> Option<&'e Node> {
    let (key, row) = match name.split_once('#') {
        Some((key, row)) => (key, row.parse().ok()?),
        None => (name, 0),
    };
    let nodes = estimate.graph().nodes();
    nodes
        .iter()
        .find(|node| node.key == (node.key.0, row) && node.key.0 == key)
}

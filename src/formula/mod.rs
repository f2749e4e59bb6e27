//! The graph of formulas. A formula is written once and yields its value, its unit check, its trace with the
//! numbers put in, its range, what it hangs on, and its inverse. It knows nothing of what a system design is.

mod column;
mod draws;
mod evaluate;
mod expr;
mod function;
mod graph;
mod inverse;
mod name;
mod order;
mod range;
mod reach;
mod sample;
mod sensitivity;
mod terms;
mod trace;

pub use draws::{BLOCKS, DRAWS};
pub use expr::{Expr, ceil, greatest, per, sum};
pub use function::{Callee, Function, Operation, Written, heads, tiered, years_of_growth};
pub use graph::{Graph, Key, Node, NodeRef, Origin};
pub use inverse::Unsolved;
pub use name::Name;
pub use order::in_order;
pub use range::{BARS, Range};
pub use sample::{Sampler, Samples};
pub use sensitivity::Influence;
pub use terms::Term;
pub use trace::Trace;

use crate::quantity::Kind;

/// What is declared of a result: its name, its unit, and where the formula comes from.
///
/// The formula itself is the [`Expr`] that [`Graph::define`] is given together with this.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    /// Stable, unique name, such as `capacity.average_qps`.
    pub key: &'static str,
    /// The name of the result, in the field's own terms.
    pub name: &'static str,
    /// How the result is shown; its dimensions are what the formula is checked against.
    pub kind: Kind,
    /// What the result says, in one sentence.
    pub help: &'static str,
}

impl PartialEq for Formula {
    /// There is one formula of a key.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

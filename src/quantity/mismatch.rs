//! Why quantities cannot be combined.

use super::Dim;
use std::fmt;

/// Why two quantities could not be combined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// The units do not go together, such as a size and a time in a sum.
    Units {
        /// Dimension on the left.
        left: Dim,
        /// Dimension on the right.
        right: Dim,
    },
    /// A division by zero.
    DivisionByZero,
    /// The result is too large for a number.
    TooLarge,
    /// The result is no real number, such as a root of a negative one.
    Undefined,
    /// More arrives than can be served, so that a queue would grow for ever.
    Overloaded,
    /// Something that is waited for does not happen, however long.
    Never,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Units { left, right } => {
                f.write_str(left.name())?;
                f.write_str(" and ")?;
                f.write_str(right.name())?;
                f.write_str(" do not go together")
            }
            Mismatch::DivisionByZero => f.write_str("a division by zero"),
            Mismatch::TooLarge => f.write_str("the result is too large"),
            Mismatch::Undefined => f.write_str("the result is not a number"),
            Mismatch::Overloaded => {
                f.write_str("more arrives than can be served, so the queue would never end")
            }
            Mismatch::Never => f.write_str("it never comes to that"),
        }
    }
}

impl std::error::Error for Mismatch {}

//! Section 14: the design in a few sentences.

use super::declare::section;

section! {
    /// The summary.
    pub struct Summary at summary {
        fields {
            text: SUMMARY = text("Summary", "The design in five sentences: what it does, how it is built, what it costs, what was decided, what is still open.");
            risks: RISKS = text("Open risks", "What could still go wrong, and what would be looked at next.");
        }
        tables {}
    }
}

//! Whether the design is safe, in one word.

/// Whether the design is safe, as far as the page knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saved {
    /// The stored design is still being read.
    Opening,
    /// What is on the page is in the store.
    Yes,
    /// On its way.
    Saving,
    /// Not stored, and why.
    No(String),
    /// Another tab writes it, and this one shows what it has stored.
    Follows,
    /// It cannot be shown, and why; it is never written over.
    Closed(String),
}

impl Saved {
    /// Whether nothing can be changed here.
    pub(super) const fn is_closed(&self) -> bool {
        // What is typed while a design is opened would meet it, and go.
        matches!(self, Self::Opening | Self::Follows | Self::Closed(_))
    }
}

//! Data: reference figures, prices and finished designs, each with its source and date. Nothing here decides.

pub mod examples;
pub mod figures;
pub mod prices;
pub mod prompts;
pub mod reference;
pub mod threats;

/// A value that may be taken where nothing is given, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The value, in the words that a person would type.
    pub text: &'static str,
    /// A rule of thumb in words, or the source with its date.
    pub why: &'static str,
}

const fn reference(text: &'static str, why: &'static str) -> Reference {
    Reference { text, why }
}

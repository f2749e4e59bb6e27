//! Diagrams: what is drawn, where it stands, and the picture as SVG.
//!
//! A [`scene::Plan`] says what a diagram shows; [`layout`] finds a place for it; a [`scene::Scene`] has all of it in
//! pixels, for the page to draw or [`svg`] to write. Only the files that make a plan, such as [`entities`], know the
//! document.

pub mod architecture;
pub mod chart;
pub mod entities;
pub mod geometry;
pub mod layout;
pub mod miniature;
pub mod scene;
pub mod sequence;
pub mod svg;
pub mod words;

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
// tests stop at a failure, and the same places are the same to the bit
mod tests;

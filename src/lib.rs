//! Envelope: system design on the back of one.
//!
//! One way, no way back: text becomes a [`quantity`], quantities stand in the [`model`], the
//! [`estimate`] builds a graph of [`formula`]s over it with the mathematics of [`theory`], [`review`]
//! says what is wrong, [`propose`] what could be added, [`outline`] says what stands under which heading, [`diagram`] draws, and [`text`]
//! and the page show it. What computes knows nothing of a browser: without the feature `ui` only that
//! part is left.

#[cfg(feature = "ui")]
pub mod browser;
pub mod desk;
pub mod diagram;
pub mod engines;
pub mod estimate;
pub mod formula;
pub mod keep;
pub mod library;
pub mod model;
pub mod outline;
pub mod propose;
pub mod quantity;
pub mod review;
pub mod text;
pub mod theory;
#[cfg(feature = "ui")]
pub mod ui;

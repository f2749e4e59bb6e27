//! Set-up, build and test driver of Envelope.
//!
//! The library part serves the end-to-end tests and the benchmarks: [`browser`]
//! steers a real browser, [`server`] serves the built page.

#![forbid(unsafe_code)]
// Everything that fails here fails for the person at the keyboard, with a message; see `error`.
#![allow(clippy::missing_errors_doc)]

pub mod audit;
pub mod bench;
pub mod browser;
pub mod build;
pub mod cli;
pub mod error;
pub mod http;
pub mod lean;
pub mod offline;
pub mod paths;
pub mod policy;
pub mod process;
pub mod reproduce;
pub mod scratch;
pub mod sections;
pub mod serve;
pub mod server;
pub mod setup;
pub mod shots;
pub mod single;
pub mod split;
pub mod tally;
pub mod test;
pub mod weight;

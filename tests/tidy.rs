//! The rules of the house, as tests. Each says which file, which line, and what to do.
//!
//! They hold without the page: `cargo test --no-default-features --test tidy`.

#![cfg(not(target_arch = "wasm32"))] // reads files of the host

// A test that meets the unexpected should stop at once and say where.
#![allow(clippy::unwrap_used)]

#[path = "tidy/code.rs"]
mod code;
#[path = "tidy/declarations.rs"]
mod declarations;
#[path = "tidy/policy.rs"]
mod policy;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/supply.rs"]
mod supply;

/// Fails with everything that was found, so that one run shows all there is to do.
#[track_caller]
fn none_of(found: &[String], what_to_do: &str) {
    assert!(found.is_empty(), "\n{}\n\n{what_to_do}\n", found.join("\n"));
}

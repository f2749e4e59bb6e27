//! Tests of the page's parts in a real browser: `cargo xtask test --only web`.

#![cfg(all(target_arch = "wasm32", feature = "ui"))]
// A test that meets the unexpected should stop at once and say where.
#![allow(clippy::unwrap_used)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

#[path = "web/browser.rs"]
mod browser;
#[path = "web/journal.rs"]
mod journal;
#[path = "web/redrawn.rs"]
mod redrawn;
#[path = "web/saved.rs"]
mod saved;
#[path = "web/store.rs"]
mod store;
#[path = "web/versions.rs"]
mod versions;
// Tests of the components stand beside these, one file for each part of `src/ui`.

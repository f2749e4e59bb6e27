//! What only a browser can do: keep a design, hand over a file, know its address, hold a timer.
//!
//! Nothing here knows what a design is, and nothing here decides anything about one. Every access
//! to the browser may be refused, by a setting, a policy or a full disk: that is an ordinary
//! answer, never a panic.

pub mod disk;
pub mod drawn;
pub mod files;
pub mod journal;
pub mod page;
pub mod route;
mod saved;
pub mod sight;
pub mod store;
pub mod tabs;
pub mod worker;

use wasm_bindgen::{JsCast, JsValue};

/// What the browser says of an error: its name and message, or its text.
fn told(error: &JsValue) -> String {
    if let Some(exception) = error.dyn_ref::<web_sys::DomException>() {
        return format!("{}: {}", exception.name(), exception.message());
    }
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}

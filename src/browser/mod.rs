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
pub mod raster;
pub mod redrawn;
pub mod route;
mod saved;
pub mod sight;
pub mod store;
pub mod tabs;
pub mod turns;
pub mod worker;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The function of a page that is one file (`unpack.js`) that answers for what lies beside the other page.
const WITHIN: &str = "envelopeFile";

/// What this page has in it of what would be fetched: the text of a file, or a worker that was just started. None where
/// it has to be fetched.
fn within(name: &str) -> Option<JsValue> {
    let found = Reflect::get(&js_sys::global(), &WITHIN.into()).ok()?;
    let found = found.dyn_ref::<Function>()?;
    let found = found.call1(&JsValue::NULL, &name.into()).ok()?;
    (!found.is_undefined()).then_some(found)
}

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

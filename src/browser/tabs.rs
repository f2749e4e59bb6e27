//! The other tabs: the lock of a design, letters between tabs, and when this one is left or comes back.
//!
//! What the browser needs for it is `tabs.js` beside this file, which the page loads before the program.

use crate::keep::{Event, Said};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen(js_namespace = envelope)]
extern "C" {
    #[wasm_bindgen(catch, js_name = tell)]
    fn js_tell(to: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = join)]
    fn js_join(name: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = steal)]
    fn js_steal() -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = leave)]
    fn js_leave() -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = say)]
    fn js_say(what: &str) -> Result<(), JsValue>;
}

/// What a tab hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something that the tab's machine is to be told.
    Event(Event),
    /// The tab is out of sight now, and may never come back.
    Hidden,
}

/// From now on this is told what happens. `false` where the browser has nothing to tell.
pub fn listen(mut told: impl FnMut(Heard) + 'static) -> bool {
    let told = Closure::wrap(Box::new(move |what: JsValue| {
        if let Some(heard) = what.as_string().as_deref().and_then(heard) {
            told(heard);
        }
    }) as Box<dyn FnMut(JsValue)>);
    js_tell(&told.into_js_value().unchecked_into()).is_ok()
}

fn heard(what: &str) -> Option<Heard> {
    Some(Heard::Event(match what {
        "hidden" => return Some(Heard::Hidden),
        "writes" => Event::Granted,
        "follows" => Event::Denied,
        "robbed" => Event::Stolen,
        "shown" => Event::Shown,
        "wanted" => Event::Heard(Said::Wanted),
        "free" => Event::Heard(Said::Free),
        revision => Event::Heard(Said::Stored(revision.parse().ok()?)),
    }))
}

/// Has the design of this name open, and no other: its lock is asked for, its letters are heard. `false` where that
/// cannot be, and nobody will answer.
pub fn join(name: &str) -> bool {
    js_join(name).is_ok()
}

/// Takes the lock by force.
pub fn steal() {
    // Without locks there was nobody to ask for one.
    let _ = js_steal();
}

/// Lets go of the lock.
pub fn leave() {
    let _ = js_leave();
}

/// Tells the others that have the same design open.
pub fn say(said: Said) {
    let _ = match said {
        Said::Stored(revision) => js_say(&revision.to_string()),
        Said::Wanted => js_say("wanted"),
        Said::Free => js_say("free"),
    };
}

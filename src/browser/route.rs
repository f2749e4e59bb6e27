//! The address after `#`, and the moment when a person leaves.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{Location, VisibilityState};

/// The address after and with `#`, such as `#/capacity`; empty where there is none.
pub fn hash() -> String {
    location()
        .and_then(|location| location.hash().ok())
        .unwrap_or_default()
}

/// The address of the page itself, without what is behind the `#`.
pub fn page() -> String {
    let whole = location().and_then(|location| location.href().ok());
    let whole = whole.unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}

/// Goes to an address such as `#/capacity`: a new step in the browser's history.
pub fn set_hash(hash: &str) {
    if let Some(location) = location() {
        // Refused only where there is no document to go anywhere in.
        let _ = location.set_hash(hash);
    }
}

/// Goes to an address such as `#/capacity` in place of the present one, which leaves the history.
pub fn replace_hash(hash: &str) {
    if let Some(location) = location() {
        // As above. Unlike `history.replaceState`, this tells those who listen.
        let _ = location.replace(&format!("#{}", hash.trim_start_matches('#')));
    }
}

/// Calls with the new address whenever it changes, by a link, by the history or by the functions here.
/// It listens as long as the page lives.
pub fn on_hash_change(call: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| call(hash())).forget();
    }
}

/// Calls when the page may be about to end: it was hidden, closed or left. Each may be the last call.
///
/// Both events are needed: a phone ends a hidden page without another word, and a page can be left
/// while it is not hidden. `beforeunload` is not reliable and would cost the quick way back.
pub fn on_leave(call: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let call = Rc::new(call);
    if let Some(document) = window.document() {
        let (call, seen) = (call.clone(), document.clone());
        let hidden = move || seen.visibility_state() == VisibilityState::Hidden;
        EventListener::new(&document, "visibilitychange", move |_| {
            if hidden() {
                call();
            }
        })
        .forget();
    }
    EventListener::new(&window, "pagehide", move |_| call()).forget();
}

fn location() -> Option<Location> {
    web_sys::window().map(|window| window.location())
}

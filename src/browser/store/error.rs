//! Why the store did not do what was asked, in a person's words.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Event};

use super::super::told;

/// Why the store did not do what was asked. Its text is meant for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser offers no storage to this page.
    Blocked,
    /// There is no room left.
    Quota,
    /// The browser has cut the connection, and a second try failed as well.
    Gone,
    /// A newer version of the program has changed the database.
    Newer,
    /// A later save was begun before this one could be repeated, and takes its place.
    Overtaken,
    /// What is stored is not what the save was made from: another tab has stored newer work, or it is damaged.
    Refused,
    /// Anything else, in the browser's words.
    Other(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blocked => f.write_str("This browser does not let the page keep anything. Download the design to keep it."),
            Self::Quota => f.write_str("The browser has no room left for this page. Download the design to keep it."),
            Self::Gone => f.write_str("The browser has closed its storage. Download the design, then load the page again."),
            Self::Newer => f.write_str("Another tab runs a newer version of this page. Download the design, then load the page again."),
            Self::Overtaken => f.write_str("A later edit is being saved in its place."),
            Self::Refused => f.write_str("Another tab has stored newer work."),
            Self::Other(said) => write!(f, "The browser could not save ({said}). Download the design to keep it."),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<JsValue> for StoreError {
    /// Takes an exception, or an event whose target carries one.
    fn from(error: JsValue) -> Self {
        if let Some(event) = error.dyn_ref::<Event>() {
            return Self::of_event(event);
        }
        let name = error
            .dyn_ref::<DomException>()
            .map(DomException::name)
            .unwrap_or_default();
        match name.as_str() {
            // The second is what Firefox has called it.
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Quota,
            "SecurityError" => Self::Blocked,
            "VersionError" => Self::Newer,
            "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => {
                Self::Gone
            }
            _ => Self::Other(told(&error)),
        }
    }
}

impl StoreError {
    fn of_event(event: &Event) -> Self {
        let target = event.target().map(JsValue::from).unwrap_or_default();
        match Reflect::get(&target, &"error".into()) {
            Ok(error) if !error.is_null() && !error.is_undefined() => Self::from(error),
            _ if event.type_() == "blocked" => Self::Newer,
            // A transaction that ends without an error of its own was cut off with its connection.
            _ => Self::Gone,
        }
    }
}

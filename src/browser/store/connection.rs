//! The connection to the database: opened, watched and closed.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest};

use super::request::event;
use super::{DESIGNS, StoreError};

const DATABASE: &str = "envelope";
pub(super) const VERSION: u32 = 1;

/// An open database. It is not used again once the browser has closed it or wants it closed.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) database: IdbDatabase,
    alive: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Connection {
    pub(super) fn new(database: IdbDatabase) -> Self {
        let alive = Rc::new(Cell::new(true));
        let closed = EventListener::new(&database, "close", {
            let alive = alive.clone();
            move |_| alive.set(false)
        });
        // Another tab wants to change or delete the database, and waits until this one lets go.
        let wanted = EventListener::new(&database, "versionchange", {
            let (alive, database) = (alive.clone(), database.clone());
            move |_| {
                alive.set(false);
                database.close();
            }
        });
        Self {
            database,
            alive,
            _listeners: [closed, wanted],
        }
    }

    /// Whether it may still be used.
    pub(super) fn is_alive(&self) -> bool {
        self.alive.get()
    }
}

impl Drop for Connection {
    /// Without this the database would stay open, and block others, until memory is swept.
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Opens the database, at this version or at the one that it has. Whatever stops it here is the browser's doing, so
/// that no repetition helps.
pub(super) async fn connect(version: Option<u32>) -> Result<IdbDatabase, StoreError> {
    let refused = |error: StoreError| {
        if error == StoreError::Gone {
            StoreError::Blocked
        } else {
            error
        }
    };
    let factory = factory()?;
    let request = match version {
        Some(version) => factory.open_with_u32(DATABASE, version),
        None => factory.open(DATABASE),
    };
    let request = request.map_err(|error| refused(error.into()))?;
    let upgrade = EventListener::once(&request, "upgradeneeded", {
        let request = request.clone();
        // A failure aborts the upgrade, and with it the opening, which is where it is reported.
        move |_| drop(create(&request))
    });
    let opened = event(&request, &["success"], &["error", "blocked"]).await;
    drop(upgrade);
    opened.map_err(refused)?;
    Ok(request.result()?.unchecked_into())
}

fn create(request: &IdbOpenDbRequest) -> Result<IdbObjectStore, JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    database.create_object_store(DESIGNS)
}

/// `indexedDB`, where the browser has it: the getter itself may throw or give nothing.
fn factory() -> Result<IdbFactory, StoreError> {
    let global = js_sys::global();
    match Reflect::get(&global, &"indexedDB".into()) {
        Ok(factory) if factory.is_object() => Ok(factory.unchecked_into()),
        _ => Err(StoreError::Blocked),
    }
}

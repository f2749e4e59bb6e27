//! The store: the designs in the browser's own database, IndexedDB.
//!
//! Each design has two entries, which are written together: its text, and what a list of designs says of it.
//!
//! A save counts only when its *transaction* has completed: with a full disk the request in it
//! still succeeds, and the transaction is taken back afterwards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EventTarget, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest,
    IdbRequest, IdbTransaction,
};

pub use error::StoreError;

use super::saved::Saved;
use crate::keep::may_replace;

mod error;

const DATABASE: &str = "envelope";
const VERSION: u32 = 1;
const DESIGNS: &str = "designs";
/// The name of the first design that is kept. There was no other once, so it stays what it was.
pub const FIRST: &str = "current";
/// Before the name of a design, for what a list says of it.
const ABOUT: &str = "about:";
/// Behind all of those.
const BEHIND_ABOUT: &str = "about;";

/// The designs in the browser's database. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Store(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    connection: RefCell<Option<Connection>>,
    /// How many saves of each design were begun.
    begun: RefCell<Vec<(String, u64)>>,
    /// Whether the database is of a newer program: it is read, and never written.
    newer: Cell<bool>,
}

/// What a save of a design hangs on: that no later one was begun, and that the stored text is the one it was made from.
#[derive(Clone, Copy, Debug)]
struct Made<'t> {
    name: &'t str,
    ticket: u64,
    base: u64,
    text: &'t str,
}

impl Made<'_> {
    /// Whether it may take the place of what is stored.
    fn may_replace(&self, stored: &JsValue) -> bool {
        let new = Saved::revision_of(self.text).unwrap_or_default();
        match stored.as_string().map(|text| Saved::revision_of(&text)) {
            Some(Some(stored)) => may_replace(Some(stored), self.base, new),
            // What cannot be read is not written over.
            Some(None) => false,
            None => stored.is_undefined(),
        }
    }
}

/// An open database. It is not used again once the browser has closed it or wants it closed.
#[derive(Debug)]
struct Connection {
    database: IdbDatabase,
    alive: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Connection {
    fn new(database: IdbDatabase) -> Self {
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
}

impl Drop for Connection {
    /// Without this the database would stay open, and block others, until memory is swept.
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Store {
    /// Opens the database, and makes it where there is none yet.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open() -> Result<Self, StoreError> {
        let store = Self(Rc::default());
        store.database().await?;
        Ok(store)
    }

    /// Whether the database is of a newer program, so that nothing is written here.
    pub fn is_newer(&self) -> bool {
        self.0.newer.get()
    }

    /// The text of a design that was saved last; `None` where nothing ever was.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn load(&self, name: &str) -> Result<Option<String>, StoreError> {
        match self.try_load(name).await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.try_load(name).await
            }
            done => done,
        }
    }

    /// The name of each design, with what a list says of it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn list(&self) -> Result<Vec<(String, String)>, StoreError> {
        let database = self.database().await?;
        let range = IdbKeyRange::bound(&ABOUT.into(), &BEHIND_ABOUT.into())?;
        let designs = designs(&database.transaction_with_str(DESIGNS)?)?;
        let keys = found(&designs.get_all_keys_with_key(&range)?).await?;
        // Keys and values come in the same order; in between nothing was written in this transaction.
        let values = found(&designs.get_all_with_key(&range)?).await?;
        let (keys, values) = (Array::from(&keys), Array::from(&values));
        let pairs = keys.iter().zip(values.iter());
        Ok(pairs
            .filter_map(|(key, value)| {
                let name = key.as_string()?.strip_prefix(ABOUT)?.to_owned();
                Some((name, value.as_string()?))
            })
            .collect())
    }

    /// Saves a design in place of what it was before, with what a list says of it. `Ok` means that it is in the
    /// database and stays there. The text bears its revision ([`Saved`]); `base` is the one that it was made from.
    ///
    /// Saves of one design take effect in the order in which they were begun.
    ///
    /// # Errors
    /// When the browser refuses, or something else is stored than what this was made from; what was there before is
    /// then still there.
    pub async fn save(
        &self,
        name: &str,
        text: &str,
        about: &str,
        base: u64,
    ) -> Result<(), StoreError> {
        let ticket = self.begin(name);
        let made = Some(Made {
            name,
            ticket,
            base,
            text,
        });
        let about_name = [ABOUT, name].concat();
        let entries = [(name, text), (about_name.as_str(), about)];
        match self.put(&entries, made).await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.put(&entries, made).await
            }
            done => done,
        }
    }

    /// Changes what a list says of a design, and not the design.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn describe(&self, name: &str, about: &str) -> Result<(), StoreError> {
        self.put(&[([ABOUT, name].concat().as_str(), about)], None)
            .await
    }

    /// Takes a design away for good.
    ///
    /// # Errors
    /// When the browser refuses; it is then still there.
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let database = self.database().await?;
        let transaction = durable(&database)?;
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        designs.delete(&name.into())?;
        designs.delete(&[ABOUT, name].concat().into())?;
        end.await
    }

    /// Begins a save: its number among those of this design.
    fn begin(&self, name: &str) -> u64 {
        let mut begun = self.0.begun.borrow_mut();
        if let Some((_, count)) = begun.iter_mut().find(|(of, _)| of == name) {
            *count += 1;
            return *count;
        }
        begun.push((name.to_owned(), 1));
        1
    }

    fn is_overtaken(&self, made: Made) -> bool {
        let begun = self.0.begun.borrow();
        begun
            .iter()
            .any(|(of, count)| of == made.name && *count > made.ticket)
    }

    async fn try_load(&self, name: &str) -> Result<Option<String>, StoreError> {
        let database = self.database().await?;
        let designs = designs(&database.transaction_with_str(DESIGNS)?)?;
        let value = found(&designs.get(&name.into())?).await?;
        match value.as_string() {
            Some(text) => Ok(Some(text)),
            None if value.is_undefined() => Ok(None),
            None => Err(StoreError::Other("what is stored is not a text".to_owned())),
        }
    }

    /// Writes texts, all or none; those of a save only if it may take its place.
    async fn put(
        &self,
        entries: &[(&str, &str)],
        made: Option<Made<'_>>,
    ) -> Result<(), StoreError> {
        let database = self.database().await?;
        if self.0.newer.get() {
            return Err(StoreError::Newer);
        }
        if made.is_some_and(|made| self.is_overtaken(made)) {
            return Err(StoreError::Overtaken);
        }
        let transaction = durable(&database)?;
        // Before the requests, so that no end of the transaction can be missed.
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        if let Some(made) = made {
            // In the same transaction, so that no other tab comes in between.
            let stored = found(&designs.get(&made.name.into())?).await?;
            if !made.may_replace(&stored) {
                return Err(StoreError::Refused);
            }
        }
        for (name, text) in entries {
            designs.put_with_key(&(*text).into(), &(*name).into())?;
        }
        // Not to wait for another request helps a save that begins while the page is being left.
        // A browser without `commit` ends the transaction by itself, a moment later.
        if let Ok(commit) = Reflect::get(&transaction, &"commit".into())?.dyn_into::<Function>() {
            commit.call0(&transaction)?;
        }
        end.await
    }

    /// The open connection, opened anew where the browser has closed it.
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(database) = self.connected() {
            return Ok(database);
        }
        let database = match connect(Some(VERSION)).await {
            Err(StoreError::Newer) => {
                self.0.newer.set(true);
                connect(None).await?
            }
            done => done?,
        };
        // Two may have waited for this at once: the first connection is the one that is kept.
        if let Some(first) = self.connected() {
            database.close();
            return Ok(first);
        }
        *self.0.connection.borrow_mut() = Some(Connection::new(database.clone()));
        Ok(database)
    }

    fn connected(&self) -> Option<IdbDatabase> {
        let connection = self.0.connection.borrow();
        connection
            .as_ref()
            .filter(|connection| connection.alive.get())
            .map(|connection| connection.database.clone())
    }

    fn forget_connection(&self) {
        drop(self.0.connection.take());
    }
}

/// Opens the database, at this version or at the one that it has. Whatever stops it here is the browser's doing, so
/// that no repetition helps.
async fn connect(version: Option<u32>) -> Result<IdbDatabase, StoreError> {
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

/// A transaction that is on the disk itself when it is complete. The binding has no name for that option.
fn durable(database: &IdbDatabase) -> Result<IdbTransaction, StoreError> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    Ok(begin
        .call3(database, &DESIGNS.into(), &"readwrite".into(), &options)?
        .unchecked_into())
}

fn designs(transaction: &IdbTransaction) -> Result<IdbObjectStore, JsValue> {
    transaction.object_store(DESIGNS)
}

/// Waits for what a request finds.
async fn found(request: &IdbRequest) -> Result<JsValue, StoreError> {
    event(request, &["success"], &["error"]).await?;
    Ok(request.result()?)
}

/// Waits for the first of some events: `Ok` for a good one. It listens from now on, not from the first poll.
fn event(
    target: &EventTarget,
    good: &[&str],
    bad: &[&str],
) -> impl Future<Output = Result<(), StoreError>> + use<> {
    let promise = Promise::new(&mut |resolve, reject| {
        for (names, answer) in [(good, &resolve), (bad, &reject)] {
            for name in names {
                // Refused only for a listener that is no function.
                let _ = target.add_event_listener_with_callback(name, answer);
            }
        }
    });
    let first = JsFuture::from(promise);
    async move { first.await.map(drop).map_err(StoreError::from) }
}

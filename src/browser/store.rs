//! The store: the design in the browser's own database, IndexedDB.
//!
//! A save counts only when its *transaction* has completed: with a full disk the request in it
//! still succeeds, and the transaction is taken back afterwards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, EventTarget, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest,
    IdbTransaction,
};

use super::told;

const DATABASE: &str = "envelope";
const VERSION: u32 = 1;
const DESIGNS: &str = "designs";
/// The one design that is open; more will have keys of their own.
const CURRENT: &str = "current";
/// A text that could not be read: put aside, so that nothing written later takes its place.
const DAMAGED: &str = "damaged";

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

/// The design in the browser's database. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Store(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    connection: RefCell<Option<Connection>>,
    /// How many saves were begun.
    begun: Cell<u64>,
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

    /// The text that was saved last; `None` where nothing ever was.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn load(&self) -> Result<Option<String>, StoreError> {
        match self.try_load().await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.try_load().await
            }
            done => done,
        }
    }

    /// Saves a text in place of the one before. `Ok` means that it is in the database and stays there.
    ///
    /// Saves take effect in the order in which they were begun.
    ///
    /// # Errors
    /// When the browser refuses; the text before is then still there.
    pub async fn save(&self, text: &str) -> Result<(), StoreError> {
        let ticket = self.0.begun.get() + 1;
        self.0.begun.set(ticket);
        match self.put(CURRENT, text, Some(ticket)).await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.put(CURRENT, text, Some(ticket)).await
            }
            done => done,
        }
    }

    /// Puts a text aside that cannot be read as a design, so that the next save does not destroy it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn set_aside(&self, text: &str) -> Result<(), StoreError> {
        self.put(DAMAGED, text, None).await
    }

    async fn try_load(&self) -> Result<Option<String>, StoreError> {
        let database = self.database().await?;
        let request = database
            .transaction_with_str(DESIGNS)?
            .object_store(DESIGNS)?
            .get(&CURRENT.into())?;
        event(&request, &["success"], &["error"]).await?;
        let value = request.result()?;
        match value.as_string() {
            Some(text) => Ok(Some(text)),
            None if value.is_undefined() => Ok(None),
            None => Err(StoreError::Other("what is stored is not a text".to_owned())),
        }
    }

    /// Writes a text; with a ticket, only while no later save was begun.
    async fn put(&self, key: &str, text: &str, ticket: Option<u64>) -> Result<(), StoreError> {
        let database = self.database().await?;
        if ticket.is_some_and(|ticket| ticket < self.0.begun.get()) {
            return Err(StoreError::Overtaken);
        }
        let transaction = durable(&database)?;
        // Before the request, so that no end of the transaction can be missed.
        let end = event(&transaction, &["complete"], &["abort"]);
        designs(&transaction)?.put_with_key(&text.into(), &key.into())?;
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
        let database = connect().await?;
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

/// Opens the database. Whatever stops it here is the browser's doing, so that no repetition helps.
async fn connect() -> Result<IdbDatabase, StoreError> {
    let refused = |error: StoreError| {
        if error == StoreError::Gone {
            StoreError::Blocked
        } else {
            error
        }
    };
    let request = factory()?
        .open_with_u32(DATABASE, VERSION)
        .map_err(|error| refused(error.into()))?;
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

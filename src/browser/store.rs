//! The store: the designs in the browser's own database, IndexedDB.
//!
//! Each design has three entries, which are written together: its text, what a list of designs says of it, and the
//! steps that led to it. Its versions (`versions`) have entries of their own.
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

mod error;
mod versions;

const DATABASE: &str = "envelope";
const VERSION: u32 = 1;
const DESIGNS: &str = "designs";
/// The name of the first design that is kept. There was no other once, so it stays what it was.
pub const FIRST: &str = "current";
/// Before the name of a design whose text could not be read: put aside, so that nothing written later takes its place.
const DAMAGED: &str = "damaged:";
/// Before the name of a design, for what a list says of it.
const ABOUT: &str = "about:";
/// Behind all of those.
const BEHIND_ABOUT: &str = "about;";
/// Before the name of a design, for the steps that lead to what it is.
const STEPS: &str = "history:";

/// The designs in the browser's database. Clones share one connection.
#[derive(Clone, Debug)]
pub struct Store(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    connection: RefCell<Option<Connection>>,
    /// How many saves of each design were begun.
    begun: RefCell<Vec<(String, u64)>>,
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
        all(&database, &range, ABOUT).await
    }

    /// Saves a design in place of what it was before, with what a list says of it. `Ok` means that it is in the
    /// database and stays there.
    ///
    /// Saves of one design take effect in the order in which they were begun.
    ///
    /// # Errors
    /// When the browser refuses; what was there before is then still there.
    pub async fn save(&self, name: &str, text: &str, about: &str) -> Result<(), StoreError> {
        self.save_with_steps(name, text, about, "").await
    }

    /// The same with the steps that lead to this text, which are of no use without it, nor for another.
    ///
    /// # Errors
    /// When the browser refuses; all that was there before is then still there.
    pub async fn save_with_steps(
        &self,
        name: &str,
        text: &str,
        about: &str,
        steps: &str,
    ) -> Result<(), StoreError> {
        let ticket = (name, self.begin(name));
        let (about_name, steps_name) = ([ABOUT, name].concat(), [STEPS, name].concat());
        let entries = [
            (name, text),
            (about_name.as_str(), about),
            (steps_name.as_str(), steps),
        ];
        match self.put(&entries, Some(ticket)).await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.put(&entries, Some(ticket)).await
            }
            done => done,
        }
    }

    /// The steps that were saved with a design; empty where there are none.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn steps(&self, name: &str) -> Result<String, StoreError> {
        let steps = self.load(&[STEPS, name].concat()).await?;
        Ok(steps.unwrap_or_default())
    }

    /// Changes what a list says of a design, and not the design.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn describe(&self, name: &str, about: &str) -> Result<(), StoreError> {
        self.put(&[([ABOUT, name].concat().as_str(), about)], None)
            .await
    }

    /// Takes a design away for good, with its steps and its versions.
    ///
    /// # Errors
    /// When the browser refuses; it is then still there.
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let database = self.database().await?;
        let transaction = durable(&database)?;
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        designs.delete(&name.into())?;
        for before in [ABOUT, STEPS] {
            designs.delete(&[before, name].concat().into())?;
        }
        for range in versions::ranges(name)? {
            designs.delete(&range)?;
        }
        end.await
    }

    /// Puts a text aside that cannot be read as a design, so that the next save does not destroy it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn set_aside(&self, name: &str, text: &str) -> Result<(), StoreError> {
        self.put(&[([DAMAGED, name].concat().as_str(), text)], None)
            .await
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

    fn is_overtaken(&self, (name, ticket): (&str, u64)) -> bool {
        let begun = self.0.begun.borrow();
        begun
            .iter()
            .any(|(of, count)| of == name && *count > ticket)
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

    /// Writes texts, all or none; with a ticket, only while no later save of the design was begun.
    async fn put(
        &self,
        entries: &[(&str, &str)],
        ticket: Option<(&str, u64)>,
    ) -> Result<(), StoreError> {
        let database = self.database().await?;
        if ticket.is_some_and(|ticket| self.is_overtaken(ticket)) {
            return Err(StoreError::Overtaken);
        }
        let transaction = durable(&database)?;
        // Before the requests, so that no end of the transaction can be missed.
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        let mut all = entries.iter();
        let put = all.try_for_each(|(name, text)| {
            let put = designs.put_with_key(&(*text).into(), &(*name).into());
            put.map(drop)
        });
        all_or_none(&transaction, put)?;
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

/// Where a request is refused outright, those before it are taken back.
fn all_or_none(transaction: &IdbTransaction, done: Result<(), JsValue>) -> Result<(), StoreError> {
    done.map_err(|error| {
        // Where it cannot be taken back it has ended already, and not well.
        let _ = transaction.abort();
        error.into()
    })
}

/// Every text of a range, with what stands behind the beginning of its key.
async fn all(
    database: &IdbDatabase,
    range: &IdbKeyRange,
    before: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    let designs = designs(&database.transaction_with_str(DESIGNS)?)?;
    let keys = found(&designs.get_all_keys_with_key(range)?).await?;
    // Keys and values come in the same order; in between nothing was written in this transaction.
    let values = found(&designs.get_all_with_key(range)?).await?;
    let (keys, values) = (Array::from(&keys), Array::from(&values));
    let pairs = keys.iter().zip(values.iter());
    Ok(pairs
        .filter_map(|(key, value)| {
            let name = key.as_string()?.strip_prefix(before)?.to_owned();
            Some((name, value.as_string()?))
        })
        .collect())
}

/// Waits for what a request finds.
async fn found(request: &IdbRequest) -> Result<JsValue, StoreError> {
    event(request, &["success"], &["error"]).await?;
    Ok(request.result()?)
}

/// Waits for the first of some events: `Ok` for a good one. It listens from now on, not from the first poll.
pub(super) fn event(
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

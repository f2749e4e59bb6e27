//! The store: the designs in the browser's own database, IndexedDB.
//!
//! Each design has three entries, which are written together: its text, what a list of designs says of it, and the
//! steps that led to it. Its versions (`versions`) have entries of their own.
//!
//! A save counts only when its *transaction* has completed: with a full disk the request in it
//! still succeeds, and the transaction is taken back afterwards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange};

pub use error::StoreError;
pub(super) use request::event;

use super::journal::About;
use super::saved::Saved;
use crate::keep::may_replace;
use connection::{Connection, VERSION, connect};
use request::{all, all_or_none, designs, durable, found};

mod connection;
mod error;
mod request;
mod versions;

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
        all(&database, &range, ABOUT).await
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
        self.save_with_steps(name, text, about, "", base).await
    }

    /// The same with the steps that lead to this text, which are of no use without it, nor for another.
    ///
    /// # Errors
    /// As [`Self::save`]; all that was there before is then still there.
    pub async fn save_with_steps(
        &self,
        name: &str,
        text: &str,
        about: &str,
        steps: &str,
        base: u64,
    ) -> Result<(), StoreError> {
        let ticket = self.begin(name);
        let made = Some(Made {
            name,
            ticket,
            base,
            text,
        });
        let (about_name, steps_name) = ([ABOUT, name].concat(), [STEPS, name].concat());
        let entries = [
            (name, text),
            (about_name.as_str(), about),
            (steps_name.as_str(), steps),
        ];
        match self.put(&entries, made).await {
            Err(StoreError::Gone) => {
                self.forget_connection();
                self.put(&entries, made).await
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

    /// Puts a whole text in the place of one that is damaged, which is put aside.
    ///
    /// # Errors
    /// When the browser refuses; the damaged one is then still there.
    pub async fn mend(&self, name: &str, damaged: &str, whole: &str) -> Result<(), StoreError> {
        let aside = [DAMAGED, name].concat();
        self.put(&[(aside.as_str(), damaged), (name, whole)], None)
            .await
    }

    /// Changes what a list says of a design, and not the design; whether it was changed. What it says now is read in the
    /// same transaction, so that nothing is written over which was saved meanwhile.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn describe(
        &self,
        name: &str,
        change: &mut dyn FnMut(&mut About) -> bool,
    ) -> Result<bool, StoreError> {
        let database = self.written().await?;
        let transaction = durable(&database)?;
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        let key = [ABOUT, name].concat().into();
        let about = found(&designs.get(&key)?).await?.as_string();
        let mut about = about.map(|text| About::decode(&text));
        let changed = about.as_mut().is_some_and(change);
        if let Some(about) = about.filter(|_| changed) {
            designs.put_with_key(&about.encode().into(), &key)?;
        }
        end.await.map(|()| changed)
    }

    /// Takes a design away for good, with its steps and its versions.
    ///
    /// # Errors
    /// When the browser refuses; it is then still there.
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let database = self.written().await?;
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
        let database = self.written().await?;
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

    /// The open connection, to be written through: never into the database of a newer program.
    async fn written(&self) -> Result<IdbDatabase, StoreError> {
        let database = self.database().await?;
        let ours = !self.0.newer.get();
        ours.then_some(database).ok_or(StoreError::Newer)
    }

    fn connected(&self) -> Option<IdbDatabase> {
        let connection = self.0.connection.borrow();
        connection
            .as_ref()
            .filter(|connection| connection.is_alive())
            .map(|connection| connection.database.clone())
    }

    fn forget_connection(&self) {
        drop(self.0.connection.take());
    }
}

//! The versions of a design, beside it in the same database.
//!
//! Each has two entries, which are written together: its text, and what a list of versions says of it. Their names
//! begin with that of the design, and stand in the order in which the versions came.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

use super::{Store, StoreError, all, all_or_none, designs, durable, event, found};

const ABOUT: &str = "version:";
const TEXT: &str = "version-text:";

/// The beginning of the names of all entries of one sort.
fn before(sort: &str, name: &str) -> String {
    [sort, name, ":"].concat()
}

/// The names of both entries of a version.
fn names(name: &str, key: &str) -> [String; 2] {
    [ABOUT, TEXT].map(|sort| [&before(sort, name), key].concat())
}

/// All entries of one sort; a semicolon is what comes right behind a colon.
fn range(sort: &str, name: &str) -> Result<IdbKeyRange, JsValue> {
    let end = [sort, name, ";"].concat();
    IdbKeyRange::bound(&before(sort, name).into(), &end.into())
}

/// Where everything lies that belongs to the versions of a design.
pub(super) fn ranges(name: &str) -> Result<[IdbKeyRange; 2], JsValue> {
    Ok([range(ABOUT, name)?, range(TEXT, name)?])
}

impl Store {
    /// The key of each version of a design, with what a list says of it; the oldest first.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn versions(&self, name: &str) -> Result<Vec<(String, String)>, StoreError> {
        let database = self.database().await?;
        all(&database, &range(ABOUT, name)?, &before(ABOUT, name)).await
    }

    /// The text of a version; `None` where it is gone.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn version(&self, name: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.load(&[&before(TEXT, name), key].concat()).await
    }

    /// The text of the newest version.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn last_version(&self, name: &str) -> Result<Option<String>, StoreError> {
        let database = self.database().await?;
        let texts = designs(&database.transaction_with_str(super::DESIGNS)?)?;
        let range = range(TEXT, name)?;
        let keys = found(&texts.get_all_keys_with_key(&range)?).await?;
        match Array::from(&keys).pop().as_string() {
            Some(key) => self.load(&key).await,
            None => Ok(None),
        }
    }

    /// Keeps a version, or says something else of one that is kept where there is no text; and lets others go, all of
    /// it or none.
    ///
    /// # Errors
    /// When the browser refuses; all versions are then as they were.
    pub async fn keep_version(
        &self,
        name: &str,
        version: Option<(&str, &str, Option<&str>)>,
        let_go: &[String],
    ) -> Result<(), StoreError> {
        let database = self.written().await?;
        let transaction = durable(&database)?;
        let end = event(&transaction, &["complete"], &["abort"]);
        let designs = designs(&transaction)?;
        let mut done = Ok(());
        for name in let_go.iter().flat_map(|key| names(name, key)) {
            done = done.and_then(|()| designs.delete(&name.into()).map(drop));
        }
        if let Some((key, about, text)) = version {
            let texts = names(name, key).into_iter().zip([Some(about), text]);
            for (name, text) in texts.filter_map(|(name, text)| Some((name, text?))) {
                let put = |()| designs.put_with_key(&text.into(), &name.into());
                done = done.and_then(put).map(drop);
            }
        }
        all_or_none(&transaction, done)?;
        end.await
    }
}

//! What is asked of the database: transactions, requests, and waiting for what becomes of them.

use super::{DESIGNS, StoreError};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

/// A transaction that is on the disk itself when it is complete. The binding has no name for that option.
pub(super) fn durable(database: &IdbDatabase) -> Result<IdbTransaction, StoreError> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    Ok(begin
        .call3(database, &DESIGNS.into(), &"readwrite".into(), &options)?
        .unchecked_into())
}

pub(super) fn designs(transaction: &IdbTransaction) -> Result<IdbObjectStore, JsValue> {
    transaction.object_store(DESIGNS)
}

/// Where a request is refused outright, those before it are taken back.
pub(super) fn all_or_none(
    transaction: &IdbTransaction,
    done: Result<(), JsValue>,
) -> Result<(), StoreError> {
    done.map_err(|error| {
        // Where it cannot be taken back it has ended already, and not well.
        let _ = transaction.abort();
        error.into()
    })
}

/// Every text of a range, with what stands behind the beginning of its key.
pub(super) async fn all(
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
pub(super) async fn found(request: &IdbRequest) -> Result<JsValue, StoreError> {
    event(request, &["success"], &["error"]).await?;
    Ok(request.result()?)
}

/// Waits for the first of some events: `Ok` for a good one. It listens from now on, not from the first poll.
pub(in crate::browser) fn event(
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

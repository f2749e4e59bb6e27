//! The store and the journal: what is saved is there again, and what is not saved says so.

use std::future::Future;

use envelope::browser::journal;
use envelope::browser::store::{FIRST, Store, StoreError};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

/// Evaluates a script; a promise is waited for.
pub(crate) async fn script(source: &str) -> JsValue {
    let value = js_sys::eval(source).unwrap();
    JsFuture::from(Promise::resolve(&value)).await.unwrap()
}

/// Deletes the whole database. The stores that are still open must let go of it.
async fn delete_database() {
    script(
        "new Promise((done, failed) => {
            const request = indexedDB.deleteDatabase('envelope');
            request.onsuccess = () => done();
            request.onerror = failed;
        })",
    )
    .await;
}

pub(crate) async fn fresh() -> Store {
    delete_database().await;
    Store::open().await.unwrap()
}

/// Runs a test with something in the browser broken by one script, and mended by another.
pub(crate) async fn with_broken<T>(
    break_it: &str,
    mend_it: &str,
    test: impl Future<Output = T>,
) -> T {
    script(break_it).await;
    let result = test.await;
    script(mend_it).await;
    result
}

#[wasm_bindgen_test]
async fn nothing_is_loaded_where_nothing_was_saved() {
    assert_eq!(fresh().await.load(FIRST).await, Ok(None));
}

#[wasm_bindgen_test]
async fn what_was_saved_is_loaded_by_another_connection() {
    let text = "{\"title\":\"é 漢 🚀 \\u2028 \"}";
    fresh().await.save(FIRST, text, "about").await.unwrap();
    assert_eq!(
        Store::open().await.unwrap().load(FIRST).await,
        Ok(Some(text.to_owned()))
    );
}

#[wasm_bindgen_test]
async fn a_save_takes_the_place_of_the_one_before() {
    let store = fresh().await;
    for text in ["one", "two", ""] {
        store.save(FIRST, text, "about").await.unwrap();
        assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
async fn a_large_text_is_kept_whole() {
    let text = "0123456789abcdef".repeat(2 << 16);
    assert_eq!(text.len(), 2 << 20);
    let store = fresh().await;
    store.save(FIRST, &text, "about").await.unwrap();
    assert!(store.load(FIRST).await.unwrap().as_deref() == Some(text.as_str()));
}

#[wasm_bindgen_test]
async fn saves_take_effect_in_the_order_in_which_they_were_begun() {
    let store = fresh().await;
    // The connection is lost first, so that all of them wait for a new one at once.
    delete_database().await;
    let begun: Array = (0..20)
        .map(|number| {
            let store = store.clone();
            future_to_promise(async move {
                // An early one may be overtaken, never the last.
                match store.save(FIRST, &number.to_string(), "about").await {
                    Ok(()) => Ok(true.into()),
                    Err(StoreError::Overtaken) => Ok(false.into()),
                    Err(error) => Err(error.to_string().into()),
                }
            })
        })
        .collect();
    let saved = Array::from(&JsFuture::from(Promise::all(&begun)).await.unwrap());
    assert_eq!(saved.get(19), JsValue::TRUE);
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("19"));
}

#[wasm_bindgen_test]
async fn a_store_lets_go_of_a_database_that_another_deletes_and_makes_it_anew() {
    let store = fresh().await;
    store.save(FIRST, "before", "about").await.unwrap();
    delete_database().await;
    assert_eq!(store.load(FIRST).await, Ok(None));
    store.save(FIRST, "after", "about").await.unwrap();
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("after"));
}

#[wasm_bindgen_test]
async fn a_dead_connection_is_opened_anew_once() {
    let store = fresh().await;
    store.save(FIRST, "before", "about").await.unwrap();
    let broken = "window.kept = IDBDatabase.prototype.transaction;
        window.failures = 1;
        IDBDatabase.prototype.transaction = function (...all) {
            if (window.failures-- > 0) throw new DOMException('closing', 'InvalidStateError');
            return window.kept.apply(this, all);
        };";
    let mended = "IDBDatabase.prototype.transaction = window.kept;";
    let both = with_broken(broken, mended, async {
        let saved = store.save(FIRST, "after", "about").await;
        script("window.failures = 1").await;
        (saved, store.load(FIRST).await)
    })
    .await;
    assert_eq!(both, (Ok(()), Ok(Some("after".to_owned()))));
    let twice = broken.replace("failures = 1", "failures = 2");
    assert_eq!(
        with_broken(&twice, mended, store.save(FIRST, "never", "about")).await,
        Err(StoreError::Gone)
    );
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("after"));
}

#[wasm_bindgen_test]
async fn a_save_whose_transaction_is_taken_back_is_no_save() {
    let store = fresh().await;
    store.save(FIRST, "before", "about").await.unwrap();
    let broken = "window.kept = IDBObjectStore.prototype.put;
        window.succeeded = 0;
        IDBObjectStore.prototype.put = function (...all) {
            const request = window.kept.apply(this, all);
            request.onsuccess = () => { window.succeeded++; this.transaction.abort(); };
            return request;
        };
        window.commit = IDBTransaction.prototype.commit;
        delete IDBTransaction.prototype.commit;";
    let mended = "IDBObjectStore.prototype.put = window.kept; IDBTransaction.prototype.commit = window.commit;";
    let result = with_broken(broken, mended, store.save(FIRST, "after", "about")).await;
    assert_eq!(result, Err(StoreError::Gone));
    // The request itself did succeed, both times.
    assert_eq!(script("window.succeeded").await, 2);
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("before"));
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_as_such_and_the_text_before_stays() {
    let store = fresh().await;
    store.save(FIRST, "before", "about").await.unwrap();
    for name in ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"] {
        let broken = format!(
            "window.kept = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => {{ throw new DOMException('full', '{name}'); }};"
        );
        let result = with_broken(
            &broken,
            "IDBObjectStore.prototype.put = window.kept;",
            store.save(FIRST, "after", "about"),
        )
        .await;
        assert_eq!(result, Err(StoreError::Quota));
    }
    // The way it usually goes: the request succeeds, then the transaction is taken back.
    let broken = "window.kept = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...all) {
            const error = new DOMException('full', 'QuotaExceededError');
            Object.defineProperty(this.transaction, 'error', { configurable: true, get: () => error });
            const request = window.kept.apply(this, all);
            request.onsuccess = () => this.transaction.abort();
            return request;
        };
        window.commit = IDBTransaction.prototype.commit;
        delete IDBTransaction.prototype.commit;";
    let mended = "IDBObjectStore.prototype.put = window.kept; IDBTransaction.prototype.commit = window.commit;";
    assert_eq!(
        with_broken(broken, mended, store.save(FIRST, "after", "about")).await,
        Err(StoreError::Quota)
    );
    assert!(StoreError::Quota.to_string().contains("no room"));
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("before"));
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_program_is_left_alone() {
    let store = fresh().await;
    store.save(FIRST, "before", "about").await.unwrap();
    script(
        "new Promise((done, failed) => {
            const request = indexedDB.open('envelope', 2);
            request.onsuccess = () => { request.result.close(); done(); };
            request.onerror = failed;
            request.onblocked = () => failed('blocked: the store did not let go');
        })",
    )
    .await;
    assert_eq!(
        store.save(FIRST, "after", "about").await,
        Err(StoreError::Newer)
    );
    delete_database().await;
}

#[wasm_bindgen_test]
async fn storage_that_is_switched_off_is_an_ordinary_answer() {
    let descriptor = "window.kept = Object.getOwnPropertyDescriptor(window, 'indexedDB');";
    let mended = "Object.defineProperty(window, 'indexedDB', window.kept);";
    for get in [
        "undefined",
        "(() => { throw new DOMException('no', 'SecurityError'); })()",
    ] {
        let broken = format!(
            "{descriptor} Object.defineProperty(window, 'indexedDB', {{ configurable: true, get: () => {get} }});"
        );
        let opened = with_broken(&broken, mended, Store::open()).await;
        assert_eq!(opened.map(drop), Err(StoreError::Blocked));
    }
    let broken = "window.kept = IDBFactory.prototype.open;
        IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
    let opened = with_broken(
        broken,
        "IDBFactory.prototype.open = window.kept;",
        Store::open(),
    )
    .await;
    assert_eq!(opened.map(drop), Err(StoreError::Blocked));
}

#[wasm_bindgen_test]
async fn what_is_set_aside_leaves_the_design_alone() {
    let store = fresh().await;
    store.save(FIRST, "design", "about").await.unwrap();
    store.set_aside(FIRST, "damaged").await.unwrap();
    assert_eq!(store.load(FIRST).await.unwrap().as_deref(), Some("design"));
}

#[wasm_bindgen_test]
async fn a_save_asks_for_the_disk_itself() {
    let store = fresh().await;
    let watched = "window.kept = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...all) {
            const transaction = window.kept.apply(this, all);
            window.durability = transaction.durability;
            return transaction;
        };";
    with_broken(
        watched,
        "IDBDatabase.prototype.transaction = window.kept;",
        store.save(FIRST, "text", "about"),
    )
    .await
    .unwrap();
    assert_eq!(script("window.durability").await, "strict");
}

#[wasm_bindgen_test]
fn the_journal_keeps_the_last_text() {
    journal::clear(FIRST);
    assert_eq!(journal::read(FIRST), None);
    assert!(journal::write(FIRST, "one"));
    assert!(journal::write(FIRST, "two é 漢"));
    assert_eq!(journal::read(FIRST).as_deref(), Some("two é 漢"));
    journal::clear(FIRST);
    assert_eq!(journal::read(FIRST), None);
}

#[wasm_bindgen_test]
fn a_journal_that_is_full_keeps_the_text_before() {
    assert!(journal::write(FIRST, "before"));
    assert!(!journal::write(FIRST, &"x".repeat(6 << 20)));
    assert_eq!(journal::read(FIRST).as_deref(), Some("before"));
    journal::clear(FIRST);
}

#[wasm_bindgen_test]
async fn a_journal_that_is_switched_off_is_an_ordinary_answer() {
    let broken = "window.kept = Object.getOwnPropertyDescriptor(window, 'localStorage');
        Object.defineProperty(window, 'localStorage',
            { configurable: true, get: () => { throw new DOMException('no', 'SecurityError'); } });";
    let mended = "Object.defineProperty(window, 'localStorage', window.kept);";
    let result = with_broken(broken, mended, async {
        let written = journal::write(FIRST, "text");
        journal::clear(FIRST);
        (
            written,
            journal::read(FIRST),
            envelope::browser::page::theme(),
        )
    })
    .await;
    assert_eq!(
        result,
        (false, None, envelope::browser::page::Theme::System)
    );
}

#[wasm_bindgen_test]
async fn the_newer_of_the_store_and_the_journal_is_found_at_the_start() {
    let store = fresh().await;
    store
        .save(FIRST, &journal::Saved::encode_parts(4, "{}"), "about")
        .await
        .unwrap();
    journal::write(
        FIRST,
        &journal::Saved::encode_parts(5, "{\"title\":\"typed last\"}"),
    );
    let (stored, written) = (store.load(FIRST).await.unwrap(), journal::read(FIRST));
    let newest =
        journal::newer(stored.as_deref(), written.as_deref()).and_then(journal::Saved::decode);
    assert_eq!(
        newest.map(|saved| saved.json).as_deref(),
        Some("{\"title\":\"typed last\"}")
    );
    journal::clear(FIRST);
}

#[wasm_bindgen_test]
async fn designs_are_kept_beside_each_other() {
    let store = fresh().await;
    assert_eq!(store.list().await, Ok(Vec::new()));
    for (name, text, about) in [
        ("b", "text b", "B"),
        (FIRST, "text", "first"),
        ("a", "old", "old"),
        ("a", "text a", "A"),
    ] {
        store.save(name, text, about).await.unwrap();
    }
    store.set_aside("a", "damaged").await.unwrap();
    let pair = |name: &str, about: &str| (name.to_owned(), about.to_owned());
    assert_eq!(
        store.list().await,
        Ok(vec![pair("a", "A"), pair("b", "B"), pair(FIRST, "first")])
    );
    assert_eq!(store.load("a").await.unwrap().as_deref(), Some("text a"));
    store.describe("a", "thrown away").await.unwrap();
    store.remove("b").await.unwrap();
    assert_eq!(
        store.list().await,
        Ok(vec![pair("a", "thrown away"), pair(FIRST, "first")])
    );
    assert_eq!(store.load("a").await.unwrap().as_deref(), Some("text a"));
    assert_eq!(store.load("b").await, Ok(None));
}

#[wasm_bindgen_test]
async fn saves_of_one_design_do_not_overtake_those_of_another() {
    let store = fresh().await;
    // The connection is lost first, so that all of them wait for a new one at once.
    delete_database().await;
    let begun: Array = ["a", "b", "c"]
        .into_iter()
        .map(|name| {
            let store = store.clone();
            future_to_promise(async move {
                let saved = store.save(name, name, name).await;
                saved
                    .map(|()| JsValue::TRUE)
                    .map_err(|error| error.to_string().into())
            })
        })
        .collect();
    JsFuture::from(Promise::all(&begun)).await.unwrap();
    for name in ["a", "b", "c"] {
        assert_eq!(store.load(name).await.unwrap().as_deref(), Some(name));
    }
}

#[wasm_bindgen_test]
fn each_design_has_a_journal_of_its_own() {
    journal::write(FIRST, "first");
    journal::write("other", "other");
    assert_eq!(journal::read(FIRST).as_deref(), Some("first"));
    assert_eq!(journal::read("other").as_deref(), Some("other"));
    journal::clear("other");
    assert_eq!(journal::read("other"), None);
    assert_eq!(journal::read(FIRST).as_deref(), Some("first"));
    journal::clear(FIRST);
    journal::set_open("other");
    assert_eq!(journal::open().as_deref(), Some("other"));
    journal::set_open(FIRST);
}

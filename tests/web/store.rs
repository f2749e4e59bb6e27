//! The store and the journal: what is saved is there again, and what is not saved says so.

use std::future::Future;

use std::sync::atomic::{AtomicU64, Ordering};

use envelope::browser::journal::{self, About};
use envelope::browser::store::{FIRST, Store, StoreError};
use envelope::keep::{TABS, next};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

/// A design with this text, of a later revision than all before.
pub(crate) fn design(text: &str) -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let revision = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    let json = serde_json::Value::from(text).to_string();
    journal::Saved::encode_parts(revision * TABS, &json)
}

/// Saves a text as one tab does that knows of all saves before.
pub(crate) fn save(
    store: &Store,
    name: &str,
    text: &str,
) -> impl Future<Output = Result<(), StoreError>> + use<> {
    let (store, name, text) = (store.clone(), name.to_owned(), design(text));
    async move { store.save(&name, &text, &name, 0).await }
}

/// The text that is stored.
pub(crate) async fn load(store: &Store, name: &str) -> Result<Option<String>, StoreError> {
    let text = store.load(name).await?;
    let saved = text.as_deref().and_then(journal::Saved::decode);
    Ok(saved.map(|saved| serde_json::from_str(&saved.json).unwrap()))
}

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
    assert_eq!(load(&fresh().await, FIRST).await, Ok(None));
}

#[wasm_bindgen_test]
async fn what_was_saved_is_loaded_by_another_connection() {
    let text = "{\"title\":\"é 漢 🚀 \\u2028 \"}";
    save(&fresh().await, FIRST, text).await.unwrap();
    assert_eq!(
        load(&Store::open().await.unwrap(), FIRST).await,
        Ok(Some(text.to_owned()))
    );
}

#[wasm_bindgen_test]
async fn a_save_takes_the_place_of_the_one_before() {
    let store = fresh().await;
    for text in ["one", "two", ""] {
        save(&store, FIRST, text).await.unwrap();
        assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
async fn a_large_text_is_kept_whole() {
    let text = "0123456789abcdef".repeat(2 << 16);
    assert_eq!(text.len(), 2 << 20);
    let store = fresh().await;
    save(&store, FIRST, &text).await.unwrap();
    assert!(load(&store, FIRST).await.unwrap().as_deref() == Some(text.as_str()));
}

#[wasm_bindgen_test]
async fn saves_take_effect_in_the_order_in_which_they_were_begun() {
    let store = fresh().await;
    // The connection is lost first, so that all of them wait for a new one at once.
    delete_database().await;
    let begun: Array = (0..20)
        .map(|number| {
            let store = store.clone();
            let number = number.to_string();
            // Begun in this order, whichever is done first.
            let save = save(&store, FIRST, &number);
            future_to_promise(async move {
                // An early one may be overtaken, never the last.
                match save.await {
                    Ok(()) => Ok(true.into()),
                    Err(StoreError::Overtaken) => Ok(false.into()),
                    Err(error) => Err(error.to_string().into()),
                }
            })
        })
        .collect();
    let saved = Array::from(&JsFuture::from(Promise::all(&begun)).await.unwrap());
    assert_eq!(saved.get(19), JsValue::TRUE);
    assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some("19"));
}

#[wasm_bindgen_test]
async fn a_store_lets_go_of_a_database_that_another_deletes_and_makes_it_anew() {
    let store = fresh().await;
    save(&store, FIRST, "before").await.unwrap();
    delete_database().await;
    assert_eq!(load(&store, FIRST).await, Ok(None));
    save(&store, FIRST, "after").await.unwrap();
    assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some("after"));
}

#[wasm_bindgen_test]
async fn a_dead_connection_is_opened_anew_once() {
    let store = fresh().await;
    save(&store, FIRST, "before").await.unwrap();
    let broken = "window.kept = IDBDatabase.prototype.transaction;
        window.failures = 1;
        IDBDatabase.prototype.transaction = function (...all) {
            if (window.failures-- > 0) throw new DOMException('closing', 'InvalidStateError');
            return window.kept.apply(this, all);
        };";
    let mended = "IDBDatabase.prototype.transaction = window.kept;";
    let both = with_broken(broken, mended, async {
        let saved = save(&store, FIRST, "after").await;
        script("window.failures = 1").await;
        (saved, load(&store, FIRST).await)
    })
    .await;
    assert_eq!(both, (Ok(()), Ok(Some("after".to_owned()))));
    let twice = broken.replace("failures = 1", "failures = 2");
    assert_eq!(
        with_broken(&twice, mended, save(&store, FIRST, "never")).await,
        Err(StoreError::Gone)
    );
    assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some("after"));
}

#[wasm_bindgen_test]
async fn a_save_whose_transaction_is_taken_back_is_no_save() {
    let store = fresh().await;
    save(&store, FIRST, "before").await.unwrap();
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
    let result = with_broken(broken, mended, save(&store, FIRST, "after")).await;
    assert_eq!(result, Err(StoreError::Gone));
    // The request itself did succeed, both times.
    assert_eq!(script("window.succeeded").await, 2);
    assert_eq!(
        load(&store, FIRST).await.unwrap().as_deref(),
        Some("before")
    );
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_as_such_and_the_text_before_stays() {
    let store = fresh().await;
    save(&store, FIRST, "before").await.unwrap();
    for name in ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"] {
        let broken = format!(
            "window.kept = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => {{ throw new DOMException('full', '{name}'); }};"
        );
        let result = with_broken(
            &broken,
            "IDBObjectStore.prototype.put = window.kept;",
            save(&store, FIRST, "after"),
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
        with_broken(broken, mended, save(&store, FIRST, "after")).await,
        Err(StoreError::Quota)
    );
    assert!(StoreError::Quota.to_string().contains("no room"));
    assert_eq!(
        load(&store, FIRST).await.unwrap().as_deref(),
        Some("before")
    );
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_program_is_left_alone() {
    let store = fresh().await;
    save(&store, FIRST, "before").await.unwrap();
    script(
        "new Promise((done, failed) => {
            const request = indexedDB.open('envelope', 2);
            request.onsuccess = () => { request.result.close(); done(); };
            request.onerror = failed;
            request.onblocked = () => failed('blocked: the store did not let go');
        })",
    )
    .await;
    assert_eq!(save(&store, FIRST, "after").await, Err(StoreError::Newer));
    // It can still be read, to be taken along.
    assert_eq!(
        load(&store, FIRST).await.unwrap().as_deref(),
        Some("before")
    );
    let again = Store::open().await.unwrap();
    assert_eq!(
        load(&again, FIRST).await.unwrap().as_deref(),
        Some("before")
    );
    assert_eq!(
        again.describe(FIRST, &mut |_| true).await,
        Err(StoreError::Newer)
    );
    assert_eq!(again.remove(FIRST).await, Err(StoreError::Newer));
    let version = Some(("01", "about", Some("text")));
    assert_eq!(
        again.keep_version(FIRST, version, &[]).await,
        Err(StoreError::Newer)
    );
    assert_eq!(again.versions(FIRST).await, Ok(Vec::new()));
    assert!(load(&again, FIRST).await.unwrap().is_some());
    drop((store, again));
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
        save(&store, FIRST, "text"),
    )
    .await
    .unwrap();
    assert_eq!(script("window.durability").await, "strict");
}

#[wasm_bindgen_test]
async fn designs_are_kept_beside_each_other() {
    let store = fresh().await;
    assert_eq!(store.list().await, Ok(Vec::new()));
    let about = |title: &str, changed| About {
        title: title.to_owned(),
        changed,
        ..About::default()
    };
    for (name, text, about) in [
        ("b", "text b", about("B", 1)),
        (FIRST, "text", about("first", 2)),
        ("a", "old", about("old", 3)),
        ("a", "text a", about("A", 4)),
    ] {
        let about = about.encode();
        store.save(name, &design(text), &about, 0).await.unwrap();
    }
    let pair = |name: &str, about: &About| (name.to_owned(), about.encode());
    let (a, first) = (about("A", 4), about("first", 2));
    assert_eq!(
        store.list().await,
        Ok(vec![
            pair("a", &a),
            pair("b", &about("B", 1)),
            pair(FIRST, &first)
        ])
    );
    assert_eq!(load(&store, "a").await.unwrap().as_deref(), Some("text a"));
    // What the list says is changed as it is now, or not at all.
    let mut throws = |now: &mut About| {
        now.deleted = now.changed + 1;
        true
    };
    assert_eq!(store.describe("a", &mut throws).await, Ok(true));
    assert_eq!(store.describe("none", &mut throws).await, Ok(false));
    let mut looks = |now: &mut About| {
        now.title.clear();
        false
    };
    assert_eq!(store.describe(FIRST, &mut looks).await, Ok(false));
    store.remove("b").await.unwrap();
    let thrown_away = About { deleted: 5, ..a };
    assert_eq!(
        store.list().await,
        Ok(vec![pair("a", &thrown_away), pair(FIRST, &first)])
    );
    assert_eq!(load(&store, "a").await.unwrap().as_deref(), Some("text a"));
    assert_eq!(load(&store, "b").await, Ok(None));
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
                let saved = save(&store, name, name).await;
                saved
                    .map(|()| JsValue::TRUE)
                    .map_err(|error| error.to_string().into())
            })
        })
        .collect();
    JsFuture::from(Promise::all(&begun)).await.unwrap();
    for name in ["a", "b", "c"] {
        assert_eq!(load(&store, name).await.unwrap().as_deref(), Some(name));
    }
}

/// Two tabs that know of each other's saves only by what is stored.
#[wasm_bindgen_test]
async fn a_save_does_not_take_the_place_of_newer_work() {
    let (one, other) = (fresh().await, Store::open().await.unwrap());
    let text = |revision, text: &str| journal::Saved::encode_parts(revision, text);
    let (first, mine, theirs) = (next(0, 1), next(next(0, 1), 1), next(next(0, 1), 2));
    one.save(FIRST, &text(first, "1"), "", 0).await.unwrap();
    other
        .save(FIRST, &text(theirs, "2"), "", first)
        .await
        .unwrap();
    let refused = one.save(FIRST, &text(mine, "3"), "", first).await;
    assert_eq!(refused, Err(StoreError::Refused));
    // However far this tab is.
    let far = text(next(mine, 1), "4");
    assert_eq!(
        one.save(FIRST, &far, "", first).await,
        Err(StoreError::Refused)
    );
    assert_eq!(one.load(FIRST).await, Ok(Some(text(theirs, "2"))));
    // Made from it, it may.
    one.save(FIRST, &text(next(theirs, 1), "5"), "", theirs)
        .await
        .unwrap();
    // What said nothing, but took effect, is in the way of nobody.
    let again = text(next(next(theirs, 1), 1), "6");
    one.save(FIRST, &again, "", first).await.unwrap();
    assert_eq!(other.load(FIRST).await, Ok(Some(again)));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_not_written_over() {
    let store = fresh().await;
    script(
        "new Promise((done, failed) => {
            const request = indexedDB.open('envelope');
            request.onsuccess = () => {
                const change = request.result.transaction('designs', 'readwrite');
                change.objectStore('designs').put('{\"revi', 'current');
                change.objectStore('designs').put(7, 'number');
                change.oncomplete = () => { request.result.close(); done(); };
                change.onerror = failed;
            };
        })",
    )
    .await;
    for name in [FIRST, "number"] {
        assert_eq!(save(&store, name, "text").await, Err(StoreError::Refused));
    }
    assert_eq!(store.load(FIRST).await, Ok(Some("{\"revi".to_owned())));
}

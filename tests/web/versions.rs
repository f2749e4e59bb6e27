//! The steps of a design and its versions, in the store.

use envelope::browser::store::{FIRST, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::store::{design, fresh, load, save, script, with_broken};

async fn keep(store: &Store, name: &str, key: &str, let_go: &[&str]) {
    let let_go: Vec<String> = let_go.iter().map(|key| (*key).to_owned()).collect();
    let text = [name, " ", key].concat();
    let version = Some((key, "about", Some(text.as_str())));
    store.keep_version(name, version, &let_go).await.unwrap();
}

/// Saves a text with the steps that lead to it, as one tab does that knows of all saves before.
async fn save_steps(store: &Store, name: &str, text: &str, steps: &str) -> Result<(), StoreError> {
    store
        .save_with_steps(name, &design(text), "about", steps, 0)
        .await
}

async fn keys(store: &Store, name: &str) -> Vec<String> {
    let list = store.versions(name).await.unwrap();
    list.into_iter().map(|(key, _)| key).collect()
}

#[wasm_bindgen_test]
async fn steps_are_saved_with_their_text_and_go_with_another() {
    let store = fresh().await;
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok(""));
    save_steps(&store, FIRST, "one", "steps of one")
        .await
        .unwrap();
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok("steps of one"));
    save(&store, "other", "text").await.unwrap();
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok("steps of one"));
    save(&store, FIRST, "two").await.unwrap();
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok(""));
    // What stands beside the designs is none of them.
    assert_eq!(store.list().await.unwrap().len(), 2);
}

/// The text and its steps are written together or not at all: a save that is cut off between the two is none.
#[wasm_bindgen_test]
async fn a_save_that_ends_between_the_text_and_its_steps_is_no_save() {
    let store = fresh().await;
    save_steps(&store, FIRST, "one", "steps of one")
        .await
        .unwrap();
    let broken = "window.kept = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (text, name) {
            if (name.startsWith('history:')) this.transaction.abort();
            return window.kept.call(this, text, name);
        };";
    let mended = "IDBObjectStore.prototype.put = window.kept;";
    let saved = with_broken(
        broken,
        mended,
        save_steps(&store, FIRST, "two", "steps of two"),
    )
    .await;
    assert!(saved.is_err());
    assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some("one"));
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok("steps of one"));
}

#[wasm_bindgen_test]
async fn r12_a_save_where_the_entry_is_gone_is_there_all_the_same() {
    let store = fresh().await;
    save_steps(&store, FIRST, "one", "steps").await.unwrap();
    script(
        "new Promise((done, failed) => {
            const request = indexedDB.open('envelope', 1);
            request.onsuccess = () => {
                const change = request.result.transaction('designs', 'readwrite');
                change.objectStore('designs').clear();
                change.oncomplete = () => { request.result.close(); done(); };
                change.onerror = failed;
            };
        })",
    )
    .await;
    assert_eq!(store.load(FIRST).await, Ok(None));
    save_steps(&store, FIRST, "two", "steps of two")
        .await
        .unwrap();
    assert_eq!(load(&store, FIRST).await.unwrap().as_deref(), Some("two"));
    assert_eq!(store.steps(FIRST).await.as_deref(), Ok("steps of two"));
    assert_eq!(store.list().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn versions_stand_in_the_order_of_their_keys_and_each_design_has_its_own() {
    let store = fresh().await;
    for (name, key) in [
        ("a", "02"),
        ("a", "10"),
        ("a", "01"),
        ("ab", "01"),
        (FIRST, "05"),
    ] {
        keep(&store, name, key, &[]).await;
    }
    assert_eq!(keys(&store, "a").await, ["01", "02", "10"]);
    assert_eq!(
        store.last_version("a").await.unwrap().as_deref(),
        Some("a 10")
    );
    assert_eq!(store.last_version("b").await, Ok(None));
    assert_eq!(
        store.version("a", "02").await.unwrap().as_deref(),
        Some("a 02")
    );
    assert_eq!(store.version("a", "03").await, Ok(None));
    keep(&store, "a", "11", &["01", "10", "99"]).await;
    assert_eq!(keys(&store, "a").await, ["02", "11"]);
    assert_eq!(store.version("a", "01").await, Ok(None));
    // Another name for one that is there leaves its text alone.
    store
        .keep_version("a", Some(("02", "named", None)), &[])
        .await
        .unwrap();
    assert_eq!(store.versions("a").await.unwrap()[0].1, "named");
    assert_eq!(
        store.version("a", "02").await.unwrap().as_deref(),
        Some("a 02")
    );
    assert_eq!(store.list().await, Ok(Vec::new()));
    assert_eq!(keys(&store, "ab").await, ["01"]);
}

#[wasm_bindgen_test]
async fn a_version_that_is_refused_leaves_all_as_they_were() {
    let store = fresh().await;
    keep(&store, "a", "01", &[]).await;
    let broken = "window.kept = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (text, name) {
            if (name.startsWith('version-text:')) throw new DOMException('full', 'QuotaExceededError');
            return window.kept.call(this, text, name);
        };
        window.commit = IDBTransaction.prototype.commit;";
    let mended = "IDBObjectStore.prototype.put = window.kept;";
    let let_go = ["01".to_owned()];
    let kept = store.keep_version("a", Some(("02", "about", Some("text"))), &let_go);
    assert!(with_broken(broken, mended, kept).await.is_err());
    assert_eq!(keys(&store, "a").await, ["01"]);
    assert_eq!(
        store.version("a", "01").await.unwrap().as_deref(),
        Some("a 01")
    );
}

#[wasm_bindgen_test]
async fn a_design_that_is_taken_away_takes_its_steps_and_versions_along() {
    let store = fresh().await;
    for name in ["a", "b"] {
        save_steps(&store, name, name, name).await.unwrap();
        keep(&store, name, "01", &[]).await;
    }
    store.remove("a").await.unwrap();
    assert_eq!(store.steps("a").await.as_deref(), Ok(""));
    assert!(keys(&store, "a").await.is_empty());
    assert_eq!(store.last_version("a").await, Ok(None));
    assert_eq!(store.steps("b").await.as_deref(), Ok("b"));
    assert_eq!(
        store.last_version("b").await.unwrap().as_deref(),
        Some("b 01")
    );
}

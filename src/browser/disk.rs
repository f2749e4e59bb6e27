//! Files on the disk, where the browser lets a page write them, and files that are dropped onto it: what `disk.js` does,
//! which is no part of the first load.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::store::event;
use super::worker::{list, texts, version};

/// The script, beside the page.
const SCRIPT: &str = "disk.js";

/// What it is called once it is there.
const NAME: &str = "envelopeDisk";

const UNREACHABLE: &str =
    "A part of the program could not be fetched. Is the page still being served?";

/// Fetches the script, and calls with what is dropped: name, text and number of a file, or what is wrong with it.
pub fn start(hear: impl Fn(Vec<String>) + 'static) {
    spawn_local(async move {
        let hear = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| hear(texts(&told)));
        // Without the script nothing is dropped; whoever asks for something else is told so.
        let _ = call(&Array::new(), &hear.into_js_value()).await;
    });
}

/// Asks for something: the name of a wish in `disk.js`, and its texts.
///
/// # Errors
/// In a person's words.
pub async fn ask(question: &[&str]) -> Result<Vec<String>, String> {
    let question = list(question.iter().map(|text| (*text).to_owned()));
    let answer = call(&question, &JsValue::UNDEFINED).await;
    answer.map(|answer| texts(&answer)).map_err(|why| {
        let why = why.as_string();
        why.unwrap_or_else(|| UNREACHABLE.to_owned())
    })
}

async fn call(question: &Array, hear: &JsValue) -> Result<JsValue, JsValue> {
    let global = js_sys::global();
    let mut there = Reflect::get(&global, &NAME.into())?;
    if there.is_undefined() {
        load().await?;
        there = Reflect::get(&global, &NAME.into())?;
    }
    let promise = there
        .dyn_into::<Function>()?
        .call2(&global, question, hear)?;
    JsFuture::from(js_sys::Promise::resolve(&promise)).await
}

async fn load() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let script = document.create_element("script")?;
    script.set_attribute("src", &format!("{SCRIPT}?{}", version()))?;
    let loaded = event(&script, &["load"], &["error"]);
    let root = document.document_element().ok_or(JsValue::UNDEFINED)?;
    root.append_child(&script)?;
    loaded.await.map_err(|_| JsValue::UNDEFINED)
}

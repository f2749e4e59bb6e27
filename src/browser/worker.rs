//! A worker beside the page: a list of texts goes there, and a list of texts comes back.
//!
//! The page does not wait for it. A worker that cannot be had, or that breaks, is an ordinary answer; the next
//! question starts another.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker};

use super::{page, within};

/// The script that starts the worker, beside the page.
const SCRIPT: &str = "desk/start.js";

const UNREACHABLE: &str =
    "A part of the program could not be fetched. Is the page still being served?";
const BROKEN: &str = "A part of the program has stopped. Try it again.";

/// The side of the page.
#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    /// It has said that it listens.
    ready: bool,
    /// Questions that were asked before it listened.
    unsent: Vec<(f64, Vec<String>)>,
    /// The last text of the last question that was sent.
    sent: Option<String>,
    /// Who waits for an answer, by the number of the question.
    waiting: Vec<(f64, Function, Function)>,
    questions: f64,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
}

/// Fetches and starts the worker, unless it is there. When it listens, the root element has `data-desk="ready"`: from
/// then on the page needs its server no more.
pub fn start() {
    LINE.with_borrow_mut(|line| {
        if line.worker.is_none() {
            line.worker = begin();
        }
    });
}

/// Asks the worker.
///
/// # Errors
/// In a person's words, where there is no worker, or it cannot answer this.
pub async fn ask(question: impl IntoIterator<Item = String>) -> Result<Vec<String>, String> {
    start();
    let mut question: Vec<String> = question.into_iter().collect();
    let promise = Promise::new(&mut |resolve, reject| {
        LINE.with_borrow_mut(|line| {
            line.questions += 1.0;
            line.waiting.push((line.questions, resolve, reject));
            let question = std::mem::take(&mut question);
            line.unsent.push((line.questions, question));
            line.send();
        });
    });
    match JsFuture::from(promise).await {
        Ok(answer) => Ok(texts(&answer)),
        Err(why) => Err(why.as_string().unwrap_or_else(|| BROKEN.to_owned())),
    }
}

impl Line {
    fn send(&mut self) {
        let Some(worker) = &self.worker else {
            return self.end(UNREACHABLE);
        };
        if self.ready {
            for (number, mut question) in self.unsent.drain(..) {
                // Mostly the design, about which much is asked: it lies there already, unless it has changed.
                let last = question.pop();
                let again = last == self.sent;
                let message = list(question);
                message.unshift(&number.into());
                match &last {
                    Some(last) if !again => message.push(&last.into()),
                    _ => message.push(&JsValue::NULL),
                };
                self.sent = last;
                // Numbers and texts can always be copied, which is all that could be refused.
                let _ = worker.post_message(&message);
            }
        }
    }

    /// Nobody who waits will get an answer any more.
    fn end(&mut self, why: &str) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.ready = false;
        self.sent = None;
        self.unsent.clear();
        for (_, _, reject) in self.waiting.drain(..) {
            let _ = reject.call1(&JsValue::NULL, &why.into());
        }
    }

    /// A message from the worker: nothing when it listens, what is wrong, or an answer with the number of its question.
    fn hear(&mut self, message: &JsValue) {
        if message.is_null() {
            self.ready = true;
            page::mark("data-desk", "ready");
            return self.send();
        }
        let Some(answer) = message.dyn_ref::<Array>() else {
            return self.end(UNREACHABLE);
        };
        let number = answer.shift().as_f64();
        let waiting = self.waiting.iter();
        let place = waiting
            .map(|(question, ..)| *question)
            .position(|question| Some(question) == number);
        if let Some(place) = place {
            let (_, resolve, reject) = self.waiting.swap_remove(place);
            let refused = answer.shift();
            // A promise takes any value, and what waits for it runs later.
            let _ = if refused.is_null() {
                resolve.call1(&JsValue::NULL, answer)
            } else {
                reject.call1(&JsValue::NULL, &refused)
            };
        }
    }
}

/// Starts a worker; none where the browser has none.
fn begin() -> Option<Worker> {
    let worker = match within(SCRIPT) {
        Some(worker) => worker.dyn_into().ok()?,
        // With the version of the page: a worker that was kept from another is not used.
        None => Worker::new(&format!("{SCRIPT}?{}", version())).ok()?,
    };
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        LINE.with_borrow_mut(|line| line.hear(&event.data()));
    });
    let fail = Closure::<dyn FnMut(Event)>::new(|_| {
        LINE.with_borrow_mut(|line| {
            let why = if line.ready { BROKEN } else { UNREACHABLE };
            line.end(why);
        });
    });
    // They live as long as the page, as the worker does.
    worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    worker.set_onerror(Some(fail.into_js_value().unchecked_ref()));
    Some(worker)
}

/// The version of the page, as the build has put it there; empty where it has not.
pub(super) fn version() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let mark = document.and_then(|document| {
        let mark = document.query_selector("meta[name=version]");
        mark.ok().flatten()?.get_attribute("content")
    });
    mark.unwrap_or_default()
}

pub(super) fn list(texts: impl IntoIterator<Item = String>) -> Array {
    texts.into_iter().map(JsValue::from).collect()
}

pub(super) fn texts(list: &JsValue) -> Vec<String> {
    let texts = Array::from(list);
    texts.iter().filter_map(|text| text.as_string()).collect()
}

/// The side of the worker: answers each question, for as long as the page lives.
pub fn serve<A>(answer: impl Fn(Vec<String>) -> A + 'static)
where
    A: Future<Output = Result<Vec<String>, String>> + 'static,
{
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let page = scope.clone();
    let lies = RefCell::new(String::new());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let question = Array::from(&event.data());
        let number = question.shift();
        let last = question.pop();
        let mut question = texts(&question);
        // The same as in the question before.
        if let Some(last) = last.as_string() {
            lies.replace(last);
        }
        question.push(lies.borrow().clone());
        let (page, answer) = (page.clone(), answer(question));
        spawn_local(async move {
            let message = match answer.await {
                Ok(texts) => {
                    let message = list(texts);
                    message.unshift(&JsValue::NULL);
                    message
                }
                Err(why) => Array::of1(&why.into()),
            };
            message.unshift(&number);
            // Texts can always be copied, which is all that could be refused.
            let _ = page.post_message(&message);
        });
    });
    scope.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    let _ = scope.post_message(&JsValue::NULL);
}

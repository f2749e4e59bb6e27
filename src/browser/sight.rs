//! Which elements are near the part of the page that is in sight.
//!
//! A list of hundreds of rows costs the browser more than the program: every control is laid out, and
//! drawn into memory, whether anybody sees it or not. So a long list puts its rows on the page as they
//! come near.

use super::page;
use js_sys::Array;
use rustc_hash::FxHashMap as HashMap;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};

/// So far above and below what is in sight a row counts as near: a quick scroll still meets rows.
const MARGIN: &str = "500px 0px";

/// The style of a list that says how high a part is taken to be.
const HEIGHT: &str = "--part";

type Told = Rc<dyn Fn(bool)>;

struct Sight {
    observer: IntersectionObserver,
    told: HashMap<String, Told>,
    lists: Vec<List>,
}

/// What holds parts. A browser looks at all that it observes whenever it draws, so the parts of a list that is far
/// away are not observed.
struct List {
    element: Element,
    near: bool,
}

thread_local! {
    static SIGHT: RefCell<Option<Sight>> = const { RefCell::new(None) };
}

/// Tells whether the element with this id is near, now and whenever that changes. An element that holds the
/// focus stays near. One that is left keeps its height, so that nothing below it moves.
///
/// A browser that cannot tell counts everything as near.
pub fn follow(id: &str, told: impl Fn(bool) + 'static) {
    let told: Told = Rc::new(told);
    let Some(element) = page::element(id) else {
        return;
    };
    guess_height(&element);
    let watched = SIGHT.with_borrow_mut(|sight| {
        if sight.is_none() {
            *sight = start();
        }
        sight.as_mut().is_some_and(|sight| {
            sight.told.insert(id.to_owned(), Rc::clone(&told));
            if sight.is_list_near(&element) {
                sight.observer.observe(&element);
            }
            true
        })
    });
    if !watched {
        told(true);
    }
}

/// Ends what [`follow`] began; the element may be gone by now.
pub fn forget(id: &str) {
    SIGHT.with_borrow_mut(|sight| {
        if let Some(sight) = sight {
            sight.told.remove(id);
            if let Some(element) = page::element(id) {
                sight.observer.unobserve(&element);
                keep_height(&element, true);
            }
        }
    });
}

impl Sight {
    /// Whether the list of this part is near, as far as is known: a list that is new is observed from now on.
    fn is_list_near(&mut self, part: &Element) -> bool {
        let Some(element) = part.parent_element() else {
            return true;
        };
        if let Some(list) = self.lists.iter().find(|list| list.element == element) {
            return list.near;
        }
        self.lists.retain(|list| {
            let is_there = list.element.is_connected();
            if !is_there {
                self.observer.unobserve(&list.element);
            }
            is_there
        });
        self.observer.observe(&element);
        let near = false;
        self.lists.push(List { element, near });
        near
    }

    /// Observes the parts of the list that this element is, or ceases to; whether it is one.
    fn is_list(&mut self, element: &Element, near: bool) -> bool {
        let Some(list) = self.lists.iter_mut().find(|list| list.element == *element) else {
            return false;
        };
        if std::mem::replace(&mut list.near, near) == near {
            return true;
        }
        let parts =
            std::iter::successors(element.first_element_child(), Element::next_element_sibling);
        for part in parts {
            if !self.told.contains_key(&part.id()) {
                continue;
            }
            if near {
                self.observer.observe(&part);
            } else {
                self.observer.unobserve(&part);
            }
        }
        true
    }
}

fn start() -> Option<Sight> {
    // Lives as long as the page, like the observer.
    let call = Closure::<dyn Fn(Array)>::new(|entries: Array| {
        for entry in entries.iter() {
            tell(&entry.unchecked_into());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let callback = call.into_js_value();
    let observer =
        IntersectionObserver::new_with_options(callback.unchecked_ref(), &options).ok()?;
    // What is printed is the whole list.
    let all = Closure::<dyn Fn()>::new(show_all).into_js_value();
    let window = web_sys::window()?;
    window.set_onbeforeprint(Some(all.unchecked_ref()));
    Some(Sight {
        observer,
        told: HashMap::default(),
        lists: Vec::new(),
    })
}

fn tell(entry: &IntersectionObserverEntry) {
    let element = entry.target();
    let near = entry.is_intersecting();
    let is_list = SIGHT.with_borrow_mut(|sight| {
        let sight = sight.as_mut();
        sight.is_some_and(|sight| sight.is_list(&element, near))
    });
    if is_list {
        return;
    }
    if !near && (page::holds_focus(&element) || element.child_element_count() == 0) {
        return;
    }
    keep_height(&element, near);
    let told = SIGHT.with_borrow(|sight| {
        let told = &sight.as_ref()?.told;
        told.get(&element.id()).cloned()
    });
    if let Some(told) = told {
        told(near);
    }
}

/// What has not been on the page yet is taken to be as high as the first of its list.
fn guess_height(element: &Element) {
    let list = element
        .parent_element()
        .and_then(|list| list.dyn_into::<HtmlElement>().ok());
    let Some(list) = list else { return };
    let known = list.style().get_property_value(HEIGHT);
    let first = list
        .first_element_child()
        .and_then(|first| first.dyn_into::<HtmlElement>().ok());
    if let (Ok(""), Some(first)) = (known.as_deref(), first) {
        // A plain length is never refused.
        let _ = list
            .style()
            .set_property(HEIGHT, &format!("{}px", first.offset_height()));
    }
}

/// Holds the place of what is taken off the page.
fn keep_height(element: &Element, near: bool) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return;
    };
    // A plain length is never refused.
    let _ = if near {
        element.style().remove_property("min-height").map(drop)
    } else {
        let height = format!("{}px", element.offset_height());
        element.style().set_property("min-height", &height)
    };
}

fn show_all() {
    let all: Vec<Told> = SIGHT.with_borrow(|sight| {
        let told = sight.iter().flat_map(|sight| sight.told.values());
        told.cloned().collect()
    });
    for told in all {
        told(true);
    }
}

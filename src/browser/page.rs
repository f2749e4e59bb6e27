//! The page around the design: its title, its theme, the focus, timers and the clock.

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, MessageChannel};

use super::journal::storage;

const THEME_KEY: &str = "envelope:theme";

/// Light or dark, or whatever the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, the system's first.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The stable name, as it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The name on the page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The theme of this name; the system's for any other.
    pub fn from_name(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or_default()
    }

    /// The value of `data-theme`; none for the system's.
    const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Writes what went wrong to the console, should the program ever stop by itself.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
}

/// Shows an element over the whole screen; the browser's own way out of it is the Escape key.
pub fn full_screen(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        // A browser that has no such thing shows it where it stands.
        let _ = element.request_fullscreen();
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether the system asks for dark colours.
pub fn prefers_dark() -> bool {
    let query = web_sys::window().and_then(|window| {
        window
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
    });
    query.is_some_and(|query| query.matches())
}

/// The theme that was chosen last; the system's where none was, or where that cannot be read.
pub fn theme() -> Theme {
    let kept = storage().and_then(|storage| storage.get_item(THEME_KEY).ok().flatten());
    kept.as_deref().map(Theme::from_name).unwrap_or_default()
}

/// Shows a theme and keeps the choice, as far as the browser lets it.
pub fn set_theme(theme: Theme) {
    show_theme(theme);
    if let Some(storage) = storage() {
        // A choice that cannot be kept still holds until the page is closed.
        let _ = match theme.attribute() {
            Some(value) => storage.set_item(THEME_KEY, value),
            None => storage.remove_item(THEME_KEY),
        };
    }
}

/// Puts a word on the root element, for the style and for whoever waits for it.
pub fn mark(attribute: &str, word: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // The name of the attribute is a valid one, which is all that could be refused.
        let _ = root.set_attribute(attribute, word);
    }
}

/// Shows a theme: `data-theme` on the root element, none for the system's.
pub fn show_theme(theme: Theme) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    // The name of the attribute is a valid one, which is all that could be refused.
    let _ = match theme.attribute() {
        Some(value) => root.set_attribute("data-theme", value),
        None => root.remove_attribute("data-theme"),
    };
}

/// Moves the focus to the element with this id, once what was just added or moved stands there.
///
/// The first try comes before any further key, the second with the next frame, should the focus have been lost again.
pub fn focus(id: &str) {
    let id = id.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        for _ in 0..TURNS {
            // Resolved already: it only lets the others go first.
            let turn = Promise::resolve(&JsValue::UNDEFINED);
            let _ = JsFuture::from(turn).await;
        }
        let there = focus_now(&id);
        let then = Closure::once_into_js(move || {
            if !there || focused().is_empty() {
                focus_now(&id);
            }
        });
        if let Some(window) = web_sys::window() {
            // Refused only where there is nothing to draw.
            let _ = window.request_animation_frame(then.unchecked_ref());
        }
    });
}

/// So many turns the effects of a change take at most until the page shows it.
const TURNS: u32 = 4;

/// Shows the element with this id, and moves the focus to the first control in it.
pub fn focus_within(id: &str) {
    if let Some(element) = element(id) {
        focus_in(&element);
    }
}

/// Brings the row of a table into sight that has this identity in the design, and moves the focus into it.
pub fn focus_row(row: &str) {
    // Identities are numbers; a row is named after its table on the page, then its identity.
    let row: String = row.chars().filter(char::is_ascii_digit).collect();
    let found = document().and_then(|document| {
        let found = document.query_selector(&format!("main tr[id$='-{row}']"));
        found.ok().flatten()
    });
    if let Some(element) = found {
        focus_in(&element);
    }
}

/// Moves the focus into the cell of this row and column once its table is on the page.
///
/// Far down in a long list the row is empty until it comes near. Where it stands in several tables one after the other is
/// brought into sight, and where it is folded away, the element with the id `fold`.
pub fn focus_cell(row: u32, column: usize, fold: String) {
    wasm_bindgen_futures::spawn_local(async move {
        for turn in 0..LOOKS {
            rest(LOOK_MS).await;
            let Some(document) = document() else {
                return;
            };
            let cell = document.query_selector(&format!("main td > [id$='-{row}-{column}']"));
            if let Some(cell) = cell.ok().flatten() {
                focus_now(&cell.id());
                return;
            }
            let rows = document.query_selector_all(&format!("main tr[id$='-{row}']"));
            let place = rows
                .ok()
                .and_then(|rows| rows.item(turn % rows.length().max(1)));
            match place.and_then(|place| place.dyn_into::<Element>().ok()) {
                Some(place) => place.scroll_into_view(),
                None => focus_within(&fold),
            }
        }
    });
}

/// So often a cell is looked for, and so long it is waited between.
const LOOKS: u32 = 6;
const LOOK_MS: u32 = 60;

fn focus_in(element: &Element) {
    element.scroll_into_view();
    let control = element.query_selector("button, input, select, textarea");
    if let Some(control) = control
        .ok()
        .flatten()
        .and_then(|control| control.dyn_into::<HtmlElement>().ok())
    {
        // An element that takes no focus leaves it where it is.
        let _ = control.focus();
    }
}

fn focus_now(id: &str) -> bool {
    let element = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // An element that takes no focus leaves it where it is.
    element.is_some_and(|element| element.focus().is_ok())
}

/// The id of the element that has the focus; empty where it has no id.
pub fn focused() -> String {
    let element = document().and_then(|document| document.active_element());
    element.map(|element| element.id()).unwrap_or_default()
}

/// Whether the focus is in this element.
pub fn holds_focus(element: &Element) -> bool {
    let focused = document().and_then(|document| document.active_element());
    element.contains(focused.as_deref())
}

/// Calls once, after so many milliseconds.
pub fn after(ms: u32, call: impl FnOnce() + 'static) {
    Timeout::new(ms, call).forget();
}

/// Waits for so many milliseconds.
pub async fn rest(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        after(ms, move || {
            // A promise takes any value.
            let _ = resolve.call0(&JsValue::NULL);
        });
    });
    // Nothing refuses it.
    let _ = JsFuture::from(promise).await;
}

/// Calls once, when the page is about to be drawn next.
pub fn next_frame(call: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        // Refused only where there is nothing to draw.
        let _ = window.request_animation_frame(Closure::once_into_js(call).unchecked_ref());
    }
}

/// Calls once behind the next frame; soon where no frame is drawn.
pub fn after_frame(call: impl FnOnce() + 'static) {
    if is_hidden() {
        return soon(call);
    }
    next_frame(move || soon(call));
}

/// Tells how long the next frame takes to be laid out and drawn, in milliseconds; nothing where no frame is drawn.
pub fn next_frame_takes(tell: impl FnOnce(f64) + 'static) {
    if is_hidden() {
        return;
    }
    next_frame(move || {
        let begun = clock_ms();
        soon(move || tell(clock_ms() - begun));
    });
}

/// Calls once, as soon as what waits already has had its turn, such as a key or a frame. A timer that is set by
/// a timer would wait for four milliseconds more.
pub fn soon(call: impl FnOnce() + 'static) {
    let Ok(channel) = MessageChannel::new() else {
        return after(0, call);
    };
    let port = channel.port1();
    let then = Closure::once_into_js({
        let port = port.clone();
        move || {
            port.close();
            call();
        }
    });
    port.set_onmessage(Some(then.unchecked_ref()));
    // What is sent can always be copied, which is all that could be refused.
    let _ = channel.port2().post_message(&JsValue::NULL);
}

/// The time by the clock on the wall, in milliseconds since 1970: it goes on while the page is closed.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// The time by a clock that nobody sets and that tells parts of a millisecond: for how long something takes.
pub fn clock_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(now_ms, |clock| clock.now())
}

/// The time on the wall in whole milliseconds.
pub fn now() -> u64 {
    whole(now_ms())
}

/// A name that nothing has had: the time, and chance.
pub fn new_name() -> String {
    format!("{}-{}", now(), random(1_000_000_000))
}

/// A whole number by chance, below the end.
pub fn random(end: u64) -> u64 {
    #[expect(clippy::cast_precision_loss, reason = "the ends are small")]
    let end = end as f64;
    whole(js_sys::Math::random() * end)
}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "neither of them is negative, and both are far below the greatest"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

/// A time in milliseconds since 1970, as people here write it.
pub fn local_time(ms: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no date is so far away")]
    let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    let options = js_sys::Object::new();
    for part in ["dateStyle", "timeStyle"] {
        // A new object takes any property.
        let _ = js_sys::Reflect::set(&options, &part.into(), &"short".into());
    }
    date.to_locale_string("default", &options).into()
}

/// A text in small letters, by the browser's tables: those of the language would weigh more than they are worth.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Clicks the element with this id, as for a person.
pub fn click(id: &str) {
    if let Some(element) = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// The element with this id.
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Takes the element with this id out of the page.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Shows the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

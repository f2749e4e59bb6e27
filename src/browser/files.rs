//! Files and the clipboard: how a design leaves the page, and how one comes in.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, FocusOptions, HtmlAnchorElement, HtmlElement,
    HtmlInputElement, HtmlTextAreaElement, Url, Window,
};

use super::{page, told, within};

/// The largest file that is read, in bytes: more than any design, and less than what stops a page.
pub const LARGEST: u32 = 8 << 20;

/// How long a browser may take to begin to fetch a file before its address ends.
const ADDRESS_LIFE_MS: u32 = 60_000;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its name, without a folder.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Offers a text as a file.
///
/// # Errors
/// What the browser said when it refused.
pub fn download(file_name: &str, mime: &str, text: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options);
    refused(blob.and_then(|blob| start_download(file_name, &blob)))
}

/// Offers what is no text as a file.
///
/// # Errors
/// What the browser said when it refused.
pub fn download_blob(file_name: &str, blob: &Blob) -> Result<(), String> {
    refused(start_download(file_name, blob))
}

fn refused(done: Result<(), JsValue>) -> Result<(), String> {
    done.map_err(|error| format!("The file could not be handed over ({}).", told(&error)))
}

fn start_download(file_name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = document().ok_or("no document")?;
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&safe_name(file_name));
    // Some browsers follow a link only where it stands in the page.
    let body = document.body().ok_or("no body")?;
    body.append_child(&link)?;
    link.click();
    link.remove();
    page::after(ADDRESS_LIFE_MS, move || {
        // An address that is gone already needs no end.
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Fetches a file that lies beside the page, unless the page has it in it.
///
/// # Errors
/// In a person's words, when it cannot be had.
pub async fn fetch(address: &str) -> Result<String, String> {
    if let Some(text) = within(address).and_then(|text| text.as_string()) {
        return Ok(text);
    }
    let failed = |_: JsValue| "It could not be fetched. Is the page still being served?".to_owned();
    let window = web_sys::window().ok_or_else(|| "There is no window.".to_owned())?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(failed)?;
    let response: web_sys::Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("The file {address} is not there."));
    }
    let text = JsFuture::from(response.text().map_err(failed)?)
        .await
        .map_err(failed)?;
    text.as_string().ok_or_else(|| "It is no text.".to_owned())
}

/// Puts a text on the clipboard. To be called in answer to a click or a key, or the browser refuses.
///
/// # Errors
/// What the browser said when it refused.
pub async fn copy(text: &str) -> Result<(), String> {
    let window = web_sys::window().ok_or("There is no window.")?;
    let refused = match write_clipboard(&window, text).await {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    // The old way asks for no permission, and is there where the page is not served securely.
    match copy_selected(text) {
        Ok(true) => Ok(()),
        _ => Err(format!(
            "The clipboard is not open to this page ({}).",
            told(&refused)
        )),
    }
}

async fn write_clipboard(window: &Window, text: &str) -> Result<(), JsValue> {
    let navigator = window.navigator();
    // Missing on an insecure address, although the binding's type says that it never is.
    if Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err("it is missing".into());
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}

/// Copies by selecting the text in a field that stands in the page for just that long.
fn copy_selected(text: &str) -> Result<bool, JsValue> {
    let document = document().ok_or("no document")?;
    let body = document.body().ok_or("no body")?;
    let before = document
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    let field: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    field.set_value(text);
    body.append_child(&field)?;
    field.focus_with_options(&still)?;
    field.select();
    let command: Function = Reflect::get(&document, &"execCommand".into())?.dyn_into()?;
    let done = command.call1(&document, &"copy".into());
    field.remove();
    if let Some(before) = before {
        before.focus_with_options(&still)?;
    }
    Ok(done?.is_truthy())
}

/// Reads the file that was chosen in the `<input type="file">` with this id, and forgets the choice, so that
/// the same file can be chosen again. `None` where none was.
///
/// # Errors
/// When the file is too large, is not text, or cannot be read.
pub async fn picked(id: &str) -> Result<Option<Picked>, String> {
    let input = page::element(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return Ok(None);
    };
    let Some(file) = input.files().and_then(|files| files.get(0)) else {
        return Ok(None);
    };
    let name = file.name();
    if file.size() > f64::from(LARGEST) {
        return Err(format!(
            "{name} is larger than {} MB: that is not a design.",
            LARGEST >> 20
        ));
    }
    let text = JsFuture::from(file.text()).await;
    input.set_value("");
    let text = text.map_err(|error| format!("{name} could not be read ({}).", told(&error)))?;
    match text.as_string() {
        // What is not UTF-8 is read as this character.
        Some(text) if !text.contains('\u{fffd}') => Ok(Some(Picked {
            name,
            text: text.trim_start_matches('\u{feff}').to_owned(),
        })),
        _ => Err(format!("{name} is not a text file.")),
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A name that every system takes for a file: no folders, no control or direction marks, not too long.
pub fn safe_name(name: &str) -> String {
    const LONGEST: usize = 100;
    let safe: String = name
        .chars()
        .map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let (stem, end) = safe.rsplit_once('.').unwrap_or((&safe, ""));
    let stem: String = stem
        .trim_matches(|c: char| c == '.' || c.is_whitespace())
        .chars()
        .take(LONGEST)
        .collect();
    let stem = match stem.as_str() {
        "" => "design".to_owned(),
        word if reserved(word) => format!("{word}-design"),
        _ => stem,
    };
    if end.is_empty() {
        stem
    } else {
        format!("{stem}.{end}")
    }
}

/// Whether Windows keeps this name for a device.
fn reserved(stem: &str) -> bool {
    let word = stem.to_ascii_uppercase();
    let numbered = |device: &str| {
        word.strip_prefix(device)
            .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&word.as_str()) || numbered("COM") || numbered("LPT")
}

//! The address, the page around the design, and files.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use envelope::browser::page::{self, Theme};
use envelope::browser::{files, route};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

async fn script(source: &str) -> JsValue {
    let value = js_sys::eval(source).unwrap();
    JsFuture::from(Promise::resolve(&value)).await.unwrap()
}

async fn pause(ms: u32) {
    script(&format!("new Promise(done => setTimeout(done, {ms}))")).await;
}

#[wasm_bindgen_test]
async fn the_address_is_set_and_heard() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    route::on_hash_change({
        let heard = heard.clone();
        move |hash| heard.borrow_mut().push(hash)
    });
    script("window.steps = history.length").await;
    route::set_hash("#/capacity");
    pause(50).await;
    assert_eq!(route::hash(), "#/capacity");
    route::replace_hash("#/data-model");
    pause(50).await;
    assert_eq!(route::hash(), "#/data-model");
    assert_eq!(*heard.borrow(), ["#/capacity", "#/data-model"]);
    // One step is added by the first, none by the second.
    assert_eq!(script("history.length - window.steps").await, 1);
}

#[wasm_bindgen_test]
async fn leaving_is_heard_when_the_page_is_hidden_and_when_it_goes() {
    let calls = Rc::new(Cell::new(0));
    route::on_leave({
        let calls = calls.clone();
        move || calls.set(calls.get() + 1)
    });
    script("document.dispatchEvent(new Event('visibilitychange'))").await;
    assert_eq!(calls.get(), 0, "the page is still seen");
    script(
        "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
         document.dispatchEvent(new Event('visibilitychange'));
         delete document.visibilityState;",
    )
    .await;
    assert_eq!(calls.get(), 1);
    script("window.dispatchEvent(new Event('pagehide'))").await;
    assert_eq!(calls.get(), 2);
}

#[wasm_bindgen_test]
async fn the_theme_stands_on_the_root_and_is_kept() {
    let shown = || js_sys::eval("document.documentElement.getAttribute('data-theme')").unwrap();
    for theme in [Theme::Dark, Theme::Light] {
        page::set_theme(theme);
        assert_eq!(shown(), theme.name());
        assert_eq!(page::theme(), theme);
    }
    page::set_theme(Theme::System);
    assert!(shown().is_null());
    assert_eq!(page::theme(), Theme::System);
    assert!(
        !page::prefers_dark(),
        "the browser of the tests asks for nothing"
    );
}

#[wasm_bindgen_test]
async fn the_focus_moves_to_what_is_added_within_the_frame() {
    page::focus("later");
    script("document.body.insertAdjacentHTML('beforeend', '<input id=later>')").await;
    page::focus("nowhere");
    pause(200).await;
    assert_eq!(script("document.activeElement.id").await, "later");
    page::remove("later");
    page::remove("later");
    assert!(page::element("later").is_none());
}

#[wasm_bindgen_test]
async fn a_timer_calls_once() {
    let calls = Rc::new(Cell::new(0));
    let from = page::now_ms();
    page::after(20, {
        let calls = calls.clone();
        move || calls.set(calls.get() + 1)
    });
    assert_eq!(calls.get(), 0);
    pause(100).await;
    assert_eq!(calls.get(), 1);
    assert!(page::now_ms() - from >= 100.0);
}

#[wasm_bindgen_test]
async fn what_is_put_off_a_little_has_its_turn() {
    let calls = Rc::new(Cell::new(0));
    page::soon({
        let calls = calls.clone();
        move || calls.set(calls.get() + 1)
    });
    assert_eq!(calls.get(), 0);
    pause(50).await;
    assert_eq!(calls.get(), 1);
}

#[wasm_bindgen_test]
async fn the_title_is_the_windows() {
    let before = script("document.title").await.as_string().unwrap();
    page::set_title("Pastebin – Envelope");
    assert_eq!(script("document.title").await, "Pastebin – Envelope");
    page::set_title(&before);
}

#[wasm_bindgen_test]
async fn a_download_hands_over_name_type_and_text() {
    script(
        "window.kept = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { window.link = this; };",
    )
    .await;
    files::download("Paste/bin.md", "text/markdown", "# Pastebin é 漢").unwrap();
    script("HTMLAnchorElement.prototype.click = window.kept").await;
    assert_eq!(script("window.link.download").await, "Paste-bin.md");
    assert_eq!(script("window.link.isConnected").await, false);
    assert_eq!(
        script("fetch(window.link.href).then(file => file.text())").await,
        "# Pastebin é 漢"
    );
    assert_eq!(
        script("fetch(window.link.href).then(file => file.headers.get('content-type'))").await,
        "text/markdown"
    );
}

#[wasm_bindgen_test]
async fn a_text_is_copied_the_new_way_and_where_that_is_missing_the_old_way() {
    script(
        "window.written = [];
         Object.defineProperty(navigator, 'clipboard',
            { configurable: true, value: { writeText: async text => { window.written.push(text); } } });",
    )
    .await;
    files::copy("new").await.unwrap();
    script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
         document.execCommand = name => {
            const field = document.activeElement;
            window.written.push(name + ':' + field.value.slice(field.selectionStart, field.selectionEnd));
            return true;
         };
         document.body.insertAdjacentHTML('beforeend', '<input id=before>');
         document.getElementById('before').focus();",
    )
    .await;
    files::copy("old\nway").await.unwrap();
    assert_eq!(
        script("JSON.stringify(window.written)").await,
        "[\"new\",\"copy:old\\nway\"]"
    );
    // Nothing is left behind, and the focus is where it was.
    assert_eq!(
        script("document.querySelectorAll('textarea').length").await,
        0
    );
    assert_eq!(script("document.activeElement.id").await, "before");
    script("document.execCommand = () => false").await;
    assert!(
        files::copy("refused")
            .await
            .unwrap_err()
            .contains("clipboard")
    );
    script("delete document.execCommand; delete navigator.clipboard; document.getElementById('before').remove()").await;
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_read_and_a_picture_refused() {
    let choose = |bytes: &str| {
        js_sys::eval(&format!(
            "(() => {{
                document.getElementById('chosen')?.remove();
                const input = document.createElement('input');
                input.type = 'file';
                input.id = 'chosen';
                document.body.append(input);
                const chosen = new DataTransfer();
                chosen.items.add(new File([new Uint8Array({bytes})], 'design.md'));
                input.files = chosen.files;
            }})()"
        ))
        .unwrap();
    };
    choose("[0xef, 0xbb, 0xbf, 35, 32, 0xc3, 0xa9]");
    let read = files::picked("chosen").await.unwrap().unwrap();
    assert_eq!(
        (read.name.as_str(), read.text.as_str()),
        ("design.md", "# é")
    );
    // The choice is forgotten, so that the same file can be chosen again.
    assert_eq!(files::picked("chosen").await, Ok(None));
    for (bytes, said) in [("[0x89, 0x50, 0xff]", "not a text"), ("9000000", "larger")] {
        choose(bytes);
        assert!(files::picked("chosen").await.unwrap_err().contains(said));
    }
    assert_eq!(files::picked("nowhere").await, Ok(None));
}

#[wasm_bindgen_test]
fn a_name_becomes_a_file_name() {
    for (name, safe) in [
        ("Pastebin.md", "Pastebin.md"),
        ("TCP/IP: a \"design\"?.md", "TCP-IP- a -design--.md"),
        ("../../etc/passwd.md", "-..-etc-passwd.md"),
        (" .md", "design.md"),
        ("", "design"),
        ("con.md", "con-design.md"),
        ("COM1.sql", "COM1-design.sql"),
        ("Комета.md", "Комета.md"),
        ("a\u{202e}b\u{0}c.md", "abc.md"),
    ] {
        assert_eq!(files::safe_name(name), safe, "{name:?}");
    }
    assert_eq!(
        files::safe_name(&format!("{}.md", "x".repeat(500))).len(),
        103
    );
}

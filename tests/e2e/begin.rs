//! The page comes part by part behind the shell.

use crate::page::Page;
use envelope::model::Section;
use serde_json::json;

/// The page is put together part by part, and a person may go elsewhere before the last of them is there.
#[test]
fn another_section_is_opened_while_the_page_is_put_together() {
    // As soon as the frame of the page is there, and the parts of its first section are not.
    const GO: &str = "
new MutationObserver((_, watch) => {
  if (!document.getElementById('main')) return;
  watch.disconnect();
  window.early = !!document.getElementById('shell') && !document.querySelector('#main .card');
  location.hash = '#/cost';
}).observe(document, { childList: true, subtree: true });";
    let page = Page::open();
    page.enter("Title of the design", "In a hurry");
    page.saved();
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": GO }),
    );
    page.reload();
    assert_eq!(page.js("return window.early;", &[]), true);
    assert_eq!(page.value("Title of the design"), "In a hurry");
    let cards =
        "return [...document.querySelectorAll('main .card h2')].map(title => title.textContent);";
    let cost = page.js(cards, &[]);
    assert!(
        cost.as_array().is_some_and(|cards| cards.len() > 8),
        "{cost}"
    );
    page.go(Section::Requirements);
    assert_ne!(page.js(cards, &[]), cost);
    page.no_errors();
}

/// What goes wrong while the page is put together is no part that did not come, and what was kept is handed out.
#[test]
fn a_program_that_stops_before_the_page_stands_says_so() {
    const REFUSE: &str = "
const { addEventListener } = window;
window.addEventListener = function (kind, ...others) {
  if (kind === 'hashchange') throw new Error('refused');
  return addEventListener.call(this, kind, ...others);
};";
    let page = Page::open();
    page.enter("Title of the design", "Not lost");
    page.saved();
    let source = json!({ "source": REFUSE });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", &source);
    page.js("setTimeout(() => location.reload());", &[]);
    page.until("what is wrong", |page| {
        Ok(page.text().contains("The program has stopped"))
    });
    let kept = page.value("Design as JSON, Not lost");
    assert!(kept.contains("\"title\": \"Not lost\""), "{kept}");
}

//! A table of hundreds of rows: they are on the page where they are near, and none of them is lost.

use envelope::model::data_model::{ATTRIBUTES, ENTITIES};
use envelope::model::{Document, Section, apis};
use envelope::text::json;
use serde_json::Value;
use xtask::error::Result;

use crate::page::Page;

const MANY: usize = 150;

/// Puts a design into the browser's database in the form that the page itself stores.
const STORE: &str = "
const [text, done] = arguments;
localStorage.clear();
const request = indexedDB.open('envelope', 1);
request.onsuccess = () => {
  const change = request.result.transaction('designs', 'readwrite');
  change.objectStore('designs').put(text, 'current');
  change.oncomplete = () => { request.result.close(); done(''); };
};";

const ROWS: &str = "return [...document.querySelector('tbody').children].filter(row => row.childElementCount > 0).length;";

/// The page with a design that it stored the last time.
fn stored(doc: &Document) -> Page {
    let page = Page::open();
    let stored = format!("{{\"revision\":9,\"document\":{}}}", json::to_compact(doc));
    let refused = page.session.execute_async(STORE, &[stored.into()]).unwrap();
    assert_eq!(refused, "");
    page.reload();
    page
}

fn long_table() -> Page {
    let mut doc = Document::default();
    for number in 1..=MANY {
        let name = format!("Action {number}");
        doc.add_row_of(&apis::ACTIONS, &[&name, "", "GET", "/", "read", "10/s"]);
    }
    let page = stored(&doc);
    page.go(Section::Apis);
    page.expect("Average QPS", "1,500 /s");
    page
}

fn scroll_to(page: &Page, number: usize) {
    bring(
        page,
        "document.querySelector('tbody').children[arguments[0] - 1]",
        &number.into(),
    );
}

/// Scrolls to what an expression names.
fn bring(page: &Page, expression: &str, argument: &Value) {
    let script = format!("({expression}).scrollIntoView({{ block: 'center' }});");
    // Twice: the rows that come near are as high as they are, not as was guessed.
    for _ in 0..2 {
        page.js(&script, std::slice::from_ref(argument));
        page.settle();
    }
}

#[test]
fn a_row_far_down_comes_as_it_comes_near_and_goes_when_it_is_far() {
    let page = long_table();
    let at_first = page.js(ROWS, &[]).as_u64().unwrap();
    assert!((20..100).contains(&at_first), "{at_first} rows at first");
    scroll_to(&page, 120);
    page.enter("Rate, Action 120", "1010/s");
    page.expect("Average QPS", "2,500 /s");
    scroll_to(&page, 1);
    page.enter("Rate, Action 1", "20/s");
    page.until("the rows that are far", |page| {
        let rows = page.try_js(ROWS, &[])?.as_u64().unwrap_or_default();
        Ok((20..100).contains(&rows))
    });
    page.saved();
    page.reload();
    page.expect("Average QPS", "2,510 /s");
    scroll_to(&page, 120);
    assert_eq!(page.value("Rate, Action 120"), "1010/s");
    page.no_errors();
}

/// A long table of results is like a long list: it is on the page while it is near, with what holds by then.
#[test]
fn a_long_table_of_results_comes_as_it_comes_near_and_goes_when_it_is_far() {
    const FIGURES: &str = "document.querySelector('[aria-label=\"Each table and each index\"]')";
    let mut doc = Document::default();
    for number in 1..=MANY {
        let name = format!("Entity_{number}");
        let entity = doc.add_row_of(&ENTITIES, &[&name, "1000"]).to_string();
        doc.add_row_of(&ATTRIBUTES, &["id", "bigint", "", "PK", &entity]);
    }
    let page = stored(&doc);
    page.go(Section::DataModel);
    let rows = |page: &Page| -> Result<u64> {
        let count = format!("return {FIGURES}.querySelectorAll('tbody tr').length;");
        Ok(page.try_js(&count, &[])?.as_u64().unwrap_or_default())
    };
    let height = |page: &Page| {
        let height = page.js(&format!("return {FIGURES}.scrollHeight;"), &[]);
        height.as_u64().unwrap()
    };
    page.until("the room of the table", |page| {
        Ok(page.try_js(&format!("return {FIGURES}.scrollHeight > 1000;"), &[])? == true)
    });
    assert_eq!(rows(&page).unwrap(), 0, "it is far away");

    bring(&page, FIGURES, &Value::Null);
    page.until("the table", |page| Ok(rows(page)? > MANY as u64));
    let whole = height(&page);
    let first = format!("return {FIGURES}.querySelector('tbody tr')?.textContent;");
    let before = page.js(&first, &[]);
    bring(&page, "document.querySelector('tbody tr')", &Value::Null);
    page.until("the table to go", |page| Ok(rows(page)? == 0));
    assert_eq!(height(&page), whole, "the page keeps its height");

    page.enter("Rows, Entity_1", "500000");
    bring(&page, FIGURES, &Value::Null);
    page.until("what holds by now", |page| {
        let now = page.try_js(&first, &[])?;
        Ok(rows(page)? > MANY as u64 && now.is_string() && now != before)
    });
    page.no_errors();
}

#[test]
fn a_new_row_at_the_end_takes_the_focus() {
    let page = long_table();
    scroll_to(&page, MANY);
    page.add_row("action", &format!("Action, row {}", MANY + 1));
    page.enter(&format!("Action, row {}", MANY + 1), "The last one");
    page.enter("Rate, The last one", "500/s");
    page.expect("Average QPS", "2,000 /s");
    page.no_errors();
}

#[test]
fn a_key_in_the_middle_of_a_word_is_in_the_journal_at_once() {
    let page = long_table();
    scroll_to(&page, 75);
    page.enter("Action, Action 75", "Changed \\ at once");
    // Nobody waits for a save.
    page.reload();
    scroll_to(&page, 75);
    assert_eq!(
        page.value("Action, Changed \\ at once"),
        "Changed \\ at once"
    );
}

#[test]
fn a_choice_among_hundreds_is_there_when_one_chooses() {
    let page = long_table();
    page.go(Section::WhatIf);
    page.add_row("change", "Change, row 1");
    let options = "const name = 'Of action, row 1';
        const select = [...document.querySelectorAll('select')].find(e => named(e) === name);
        return select.options.length;";
    assert_eq!(page.js(options, &[]), 1, "nothing is chosen yet");
    page.touch(&page.control("Of action, row 1"));
    page.settle();
    assert_eq!(page.js(options, &[]), MANY + 1);
    page.choose("Of action, row 1", "Action 77");
    assert_eq!(page.chosen("Of action, row 1"), "Action 77");
    page.reload();
    page.at(Section::WhatIf);
    assert_eq!(page.chosen("Of action, row 1"), "Action 77");
    page.no_errors();
}

/// R20: no file so large is opened, but what was pasted here is kept here, and so it is read again.
#[test]
fn a_paste_larger_than_any_file_is_there_after_a_reload() {
    const NOTES: &str = "Assumptions and questions";
    let page = Page::open();
    let field = page.control(NOTES).to_value();
    page.js(
        "const [field] = arguments;
        field.value = 'All of it. '.repeat(500000);
        field.dispatchEvent(new Event('input', { bubbles: true }));",
        &[field],
    );
    page.saved();
    page.reload();
    let length = "const [name] = arguments; return [...document.querySelectorAll('textarea')].find(e => named(e) === name).value.length;";
    assert_eq!(page.js(length, &[NOTES.into()]), 5_500_000);
    page.saved();
    page.enter("Title of the design", "Large");
    page.saved();
    page.no_errors();
}

/// Counts the questions about the design: those that wait for an answer, at most; all; and those for which the design was
/// not handed over again. They are answered in the order in which they are asked.
const QUESTIONS: &str = "
window.asked = { most: 0, all: 0, again: 0 };
const send = Worker.prototype.postMessage, followed = new Set();
let waiting = 0;
Worker.prototype.postMessage = function (message) {
  if (message?.length === 4) {
    if (!followed.has(this)) {
      followed.add(this);
      this.addEventListener('message', () => { waiting -= 1; });
    }
    waiting += 1;
    asked.most = Math.max(asked.most, waiting);
    asked.all += 1;
    asked.again += message[3] === null ? 1 : 0;
  }
  return send.call(this, message);
};";

#[test]
fn questions_about_a_large_design_never_pile_up() {
    let page = long_table();
    page.go(Section::Capacity);
    page.js(QUESTIONS, &[]);
    for users in ["10M", "20M", "30M"] {
        page.enter("Daily active users", users);
        // Long enough for everything on the page to ask anew.
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    page.until("many questions", |page| {
        Ok(page.try_js("return asked.all;", &[])?.as_u64() > Some(8))
    });
    let asked = page.js("return asked;", &[]);
    // The next is asked as soon as the page hears the answer, which is before the counter does.
    assert!(asked["most"].as_u64() <= Some(2), "{asked}");
    assert!(asked["again"].as_u64() > Some(4), "{asked}");
    page.no_errors();
}

//! Undo and redo outlive the page, and never meet a design that they do not belong to.

use envelope::model::{Document, Section};
use envelope::text::json;
use serde_json::Value;
use xtask::browser::keys;

use crate::page::{Blank, Page, opened};

hosted_and_from_disk! {
    undo_and_redo_go_on_after_a_reload,
    what_only_the_journal_has_kept_can_be_undone_after_a_reload,
    each_design_has_its_own_steps_and_a_copy_has_none,
    r14_steps_never_meet_a_design_that_they_do_not_belong_to,
    r15_a_new_design_writes_over_nothing,
}

/// Whether the store refuses to write, as a full disk would have it: then only the journal is written.
const REFUSE: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";

/// Reads entries of the browser's database, or writes one where there is a text.
const ENTRY: &str = "
const [name, text, done] = arguments;
const request = indexedDB.open('envelope', 1);
request.onsuccess = () => {
  const change = request.result.transaction('designs', 'readwrite');
  const designs = change.objectStore('designs');
  const found = text === null ? designs.get(name) : designs.put(text, name);
  change.oncomplete = () => { request.result.close(); done(found.result ?? null); };
};";

impl Page {
    /// An entry of the browser's database; empty where there is none.
    pub(crate) fn stored(&self, name: &str) -> String {
        let arguments = [name.into(), Value::Null];
        let found = self.session.execute_async(ENTRY, &arguments).unwrap();
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Writes an entry of the browser's database.
    pub(crate) fn store(&self, name: &str, text: &str) {
        let arguments = [name.into(), text.into()];
        self.session.execute_async(ENTRY, &arguments).unwrap();
    }
}

#[track_caller]
fn expect_users(page: &Page, text: &str) {
    page.until(text, |page| Ok(page.value("Daily active users") == text));
}

/// Types users, a title and users again: three steps, the last of them still to be stored where the store refuses.
fn three_steps(page: &Page, refused: bool) {
    page.go(Section::Capacity);
    page.enter("Daily active users", "1M");
    page.enter("Title of the design", "Pastebin");
    page.saved();
    if refused {
        page.js(REFUSE, &[]);
    }
    page.enter("Daily active users", "2M");
    if !refused {
        page.saved();
    }
}

fn steps_go_back_and_forth(page: &Page) {
    page.control("Daily active users").click().unwrap();
    page.session.press(&[keys::CONTROL, "z"]).unwrap();
    expect_users(page, "1M");
    page.session.press(&[keys::CONTROL, "z"]).unwrap();
    page.until("no title", |page| {
        Ok(page.value("Title of the design").is_empty())
    });
    page.session.press(&[keys::CONTROL, "z"]).unwrap();
    expect_users(page, "");
    page.until("nothing to undo", |page| {
        Ok(!page.button("Undo").is_enabled()?)
    });
    for users in ["1M", "1M", "2M"] {
        page.session.press(&[keys::CONTROL, "y"]).unwrap();
        expect_users(page, users);
    }
    assert_eq!(page.value("Title of the design"), "Pastebin");
}

fn undo_and_redo_go_on_after_a_reload(blank: Blank) {
    let page = opened(blank);
    three_steps(&page, false);
    page.reload();
    steps_go_back_and_forth(&page);
    // In the middle of them as well.
    page.click("Undo");
    expect_users(&page, "1M");
    page.saved();
    page.reload();
    assert!(page.button("Undo").is_enabled().unwrap());
    page.click("Redo");
    expect_users(&page, "2M");
    page.no_errors();
}

fn what_only_the_journal_has_kept_can_be_undone_after_a_reload(blank: Blank) {
    let page = opened(blank);
    three_steps(&page, true);
    page.reload();
    expect_users(&page, "2M");
    steps_go_back_and_forth(&page);
    page.saved();
    // A step that was taken back, and not stored before the page was gone.
    page.js(REFUSE, &[]);
    page.click("Undo");
    expect_users(&page, "1M");
    page.reload();
    expect_users(&page, "1M");
    page.click("Redo");
    expect_users(&page, "2M");
    page.until("nothing to redo", |page| {
        Ok(!page.button("Redo").is_enabled()?)
    });
}

fn each_design_has_its_own_steps_and_a_copy_has_none(blank: Blank) {
    let page = opened(blank);
    three_steps(&page, false);
    page.designs();
    page.click("Duplicate Pastebin");
    page.click("Pastebin (copy)");
    page.until("the copy", |page| {
        Ok(page.value("Title of the design") == "Pastebin (copy)")
    });
    assert!(!page.button("Undo").is_enabled().unwrap());
    page.designs();
    // One step more, though another design is on the page.
    page.click("Rename Pastebin");
    page.expect_focus("New title");
    page.session.press(&[keys::CONTROL, "a"]).unwrap();
    page.session.type_text("Snippets").unwrap();
    page.session.press(&[keys::ENTER]).unwrap();
    page.click("Snippets");
    page.until("the first", |page| {
        Ok(page.value("Title of the design") == "Snippets")
    });
    page.go(Section::Capacity);
    page.click("Undo");
    page.until("the old title", |page| {
        Ok(page.value("Title of the design") == "Pastebin")
    });
    steps_go_back_and_forth(&page);
    page.no_errors();
}

/// What is stored without its steps, and steps of another text, by whatever accident.
fn r14_steps_never_meet_a_design_that_they_do_not_belong_to(blank: Blank) {
    let page = opened(blank);
    three_steps(&page, false);
    let (text, steps) = (page.stored("current"), page.stored("history:current"));
    let revision = steps.split(' ').next().unwrap().to_owned();
    assert!(
        text.starts_with(&format!("{{\"revision\":{revision},")),
        "{steps}"
    );
    let mut other = Document::default();
    "7M".clone_into(&mut other.capacity.dau);
    let other = json::to_compact(&other);
    let later = revision.parse::<u64>().unwrap() + 1;
    for (revision, json) in [
        (revision.as_str(), other.as_str()),
        (&later.to_string(), &other),
    ] {
        page.store(
            "current",
            &format!("{{\"revision\":{revision},\"document\":{json}}}"),
        );
        page.js("localStorage.clear();", &[]);
        page.reload();
        expect_users(&page, "7M");
        assert!(!page.button("Undo").is_enabled().unwrap());
        assert!(!page.button("Redo").is_enabled().unwrap());
    }
    // Cut off in the middle of a step: none of them is taken.
    page.store("current", &text);
    page.store("history:current", &steps[..steps.len() / 2]);
    page.reload();
    expect_users(&page, "2M");
    assert!(!page.button("Undo").is_enabled().unwrap());
    page.no_errors();
}

fn r15_a_new_design_writes_over_nothing(blank: Blank) {
    let page = opened(blank);
    three_steps(&page, false);
    let text = page.stored("current");
    page.click("New design");
    page.until("a new design", |page| {
        Ok(page.value("Title of the design").is_empty())
    });
    page.reload();
    assert_eq!(page.stored("current"), text);
    page.enter("Title of the design", "Another");
    page.saved();
    assert_eq!(page.stored("current"), text);
    page.no_errors();
}

//! What a design was at other times: looked at, gone back to, and there when what is stored is damaged.

use envelope::model::Section;
use xtask::browser::keys;

use crate::page::{Blank, Page, opened};

hosted_and_from_disk! {
    r13_a_version_is_kept_looked_at_and_gone_back_to_and_undo_leads_forth,
    a_design_that_is_not_open_goes_back_and_the_open_one_stays,
    a_design_is_kept_as_a_version_by_itself_and_goes_with_it,
    r11_a_design_that_is_damaged_in_the_store_comes_back_as_its_last_good_copy,
    a_save_that_does_not_read_back_is_no_save,
}

/// The names of the entries in the database that begin with this.
const NAMES: &str = "
const [before, done] = arguments;
const request = indexedDB.open('envelope', 1);
request.onsuccess = () => {
  const names = request.result.transaction('designs').objectStore('designs').getAllKeys();
  names.onsuccess = () => { request.result.close(); done(names.result.filter(name => name.startsWith(before))); };
};";

fn versions(page: &Page) -> usize {
    let found = page
        .session
        .execute_async(NAMES, &["version:current:".into()]);
    found.unwrap().as_array().unwrap().len()
}

/// Clicks what is offered of the version of this name. What it is called has the time in it, as people write it.
fn of_version(page: &Page, act: &str, name: &str) {
    let click = "const [act, name] = arguments;
        const all = [...document.querySelectorAll('.versions button')];
        const found = all.find(e => named(e).startsWith(act) && named(e).endsWith(name));
        found?.click();
        return !!found;";
    page.until(name, |page| {
        Ok(page.try_js(click, &[act.into(), name.into()])? == true)
    });
}

/// The version that is looked at, as Markdown.
#[track_caller]
fn expect_looked_at(page: &Page, wanted: &str) {
    page.until(wanted, |page| {
        let text = page.try_js(
            "return document.querySelector('.versions + pre').textContent;",
            &[],
        )?;
        Ok(text.as_str().unwrap_or_default().contains(wanted))
    });
}

fn r13_a_version_is_kept_looked_at_and_gone_back_to_and_undo_leads_forth(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.go(Section::Capacity);
    page.enter("Daily active users", "1M");
    page.designs();
    page.click("Versions Pastebin");
    page.enter("Name for the present version", "For the review");
    page.session.press(&[keys::ENTER]).unwrap();
    of_version(&page, "Look at", "For the review");
    expect_looked_at(&page, "# Pastebin");
    expect_looked_at(&page, "Daily active users: 1M");
    page.click("Pastebin");
    page.go(Section::Capacity);
    page.enter("Daily active users", "5M");
    page.designs();
    page.click("Versions Pastebin");
    of_version(&page, "Go back to", "For the review");
    page.at(Section::Requirements);
    page.go(Section::Capacity);
    page.until("the old users", |page| {
        Ok(page.value("Daily active users") == "1M")
    });
    page.saved();
    page.reload();
    page.click("Undo");
    page.until("the new users", |page| {
        Ok(page.value("Daily active users") == "5M")
    });
    // What was there before is a version too.
    page.designs();
    page.click("Versions Pastebin");
    of_version(&page, "Look at", "Before going back");
    expect_looked_at(&page, "Daily active users: 5M");
    page.no_errors();
}

/// R13: the design that is open stays what it is when another goes back to a version.
fn a_design_that_is_not_open_goes_back_and_the_open_one_stays(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.designs();
    page.click("Versions Pastebin");
    page.enter("Name for the present version", "First");
    page.session.press(&[keys::ENTER]).unwrap();
    of_version(&page, "Look at", "First");
    page.enter("Title of the design", "Snippets");
    page.saved();
    page.click("New design");
    // More edits than the other has.
    for title in ["Chat 1", "Chat 2", "Chat 3", "Chat 4", "Chat"] {
        page.enter("Title of the design", title);
        page.saved();
    }
    page.designs();
    page.click("Versions Snippets");
    of_version(&page, "Go back to", "First");
    page.at(Section::Requirements);
    page.until("the version", |page| {
        Ok(page.value("Title of the design") == "Pastebin")
    });
    page.saved();
    page.click("Undo");
    page.until("what was there", |page| {
        Ok(page.value("Title of the design") == "Snippets")
    });
    page.saved();
    page.designs();
    page.click("Chat");
    page.until("the other design", |page| {
        Ok(page.value("Title of the design") == "Chat")
    });
    page.no_errors();
}

fn a_design_is_kept_as_a_version_by_itself_and_goes_with_it(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.until("a version", |page| Ok(versions(page) > 0));
    page.reload();
    page.enter("Title of the design", "Snippets");
    page.designs();
    page.click("Versions Snippets");
    page.enter("Name for the present version", "Named");
    page.session.press(&[keys::ENTER]).unwrap();
    of_version(&page, "Look at", "Named");
    // What is thrown away for good takes them along; until then they stay.
    page.click("Delete Snippets");
    page.click("Bring back Snippets");
    page.click("Versions Snippets");
    of_version(&page, "Look at", "Named");
    page.no_errors();
}

/// The last good copy is replaced only by one that was read back.
fn r11_a_design_that_is_damaged_in_the_store_comes_back_as_its_last_good_copy(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.until("a version", |page| Ok(versions(page) > 0));
    for damaged in [
        "",
        "{\"revision\":9,\"document\":{\"title\":\"Paste",
        "null",
    ] {
        page.store("current", damaged);
        page.js("localStorage.clear();", &[]);
        page.reload();
        assert_eq!(page.value("Title of the design"), "Pastebin", "{damaged}");
        assert!(
            page.notice().contains("last good copy"),
            "{}",
            page.notice()
        );
        assert_eq!(page.stored("damaged:current"), damaged);
        page.saved();
    }
}

/// What lies in the store is not what was written: nobody is told that it is safe, and the good copy stays.
fn a_save_that_does_not_read_back_is_no_save(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Pastebin");
    page.until("a version", |page| Ok(versions(page) > 0));
    let before = versions(&page);
    // As a faulty disk would have it: a letter is another.
    page.js(
        "const put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (text, name) {
             return put.call(this, name === 'current' ? text.replace('Snippets', 'Snippeds') : text, name);
         };",
        &[],
    );
    page.enter("Title of the design", "Snippets");
    page.until("it to be said", |page| {
        let status = "return clean(document.querySelector('.status').textContent);";
        Ok(page.try_js(status, &[])? == "Not saved")
    });
    assert!(
        page.notice().contains("not what was written"),
        "{}",
        page.notice()
    );
    assert_eq!(versions(&page), before);
}

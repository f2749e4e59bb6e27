//! Files on the disk: opened, dropped, saved and saved again. What chooses a file is the browser's own window, which no
//! test can reach; in its place stands a choice of a file in the page's private folder, behind which is the same API.

use envelope::estimate;
use envelope::model::{Document, Section};
use envelope::text::{json, markdown};
use serde_json::json;
use xtask::browser::keys;

use crate::page::Page;

/// The windows that ask for a file: they take the file of this name, and count how often they were asked.
const CHOICE: &str = "
window.asked = 0;
const file = async name => (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
window.showSaveFilePicker = async options => { window.asked++; return file(arguments[0] || options.suggestedName); };
window.showOpenFilePicker = async () => { window.asked++; return [await file(arguments[0])]; };";

fn choose(page: &Page, name: &str) {
    page.js(CHOICE, &[json!(name)]);
}

/// What stands in a file of the private folder.
fn content(page: &Page, name: &str) -> String {
    let script = "const done = arguments[1];
navigator.storage.getDirectory().then(folder => folder.getFileHandle(arguments[0])).then(handle => handle.getFile())
  .then(file => file.text()).then(done, () => done(''));";
    let text = page.session.execute_async(script, &[json!(name)]).unwrap();
    text.as_str().unwrap().to_owned()
}

/// Writes a file of the private folder, as another program would.
fn write(page: &Page, name: &str, text: &str) {
    let script = "const done = arguments[2];
(async () => {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(arguments[0], { create: true });
  const stream = await handle.createWritable();
  await stream.write(arguments[1]);
  await stream.close();
})().then(done);";
    let arguments = [json!(name), json!(text)];
    page.session.execute_async(script, &arguments).unwrap();
}

#[track_caller]
fn told(page: &Page, words: &str) {
    page.until(words, |page| Ok(page.notice().contains(words)));
}

fn save(page: &Page) {
    page.session.press(&[keys::CONTROL, "s"]).unwrap();
}

#[track_caller]
fn titled(page: &Page, title: &str) {
    page.until(title, |page| Ok(page.value("Title of the design") == title));
}

/// Lets a file fall onto the page.
fn drop_file(page: &Page, name: &str, text: &str) {
    let script = "const data = new DataTransfer();
data.items.add(new File([arguments[1]], arguments[0]));
for (const type of ['dragover', 'drop']) {
  document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}";
    page.js(script, &[json!(name), json!(text)]);
}

/// The page, with all that is fetched after the first paint.
fn ready() -> Page {
    let page = Page::open();
    page.until("the rest", |page| {
        Ok(page.try_js(
            "return !!window.envelopeDisk && document.documentElement.dataset.desk === 'ready';",
            &[],
        )? == true)
    });
    page
}

#[test]
fn a_design_is_saved_to_its_file_again_and_again() {
    let page = ready();
    page.enter("Title of the design", "Mine");
    choose(&page, "");
    save(&page);
    told(&page, "Saved to Mine.md.");
    assert!(content(&page, "Mine.md").starts_with("# Mine\n"));
    page.enter("Title of the design", "Yours");
    save(&page);
    page.until("the new title", |page| {
        Ok(content(page, "Mine.md").starts_with("# Yours\n"))
    });
    assert_eq!(page.js("return window.asked;", &[]), 1);
    page.saved();
    // The next visit knows the file still.
    page.reload();
    page.enter("Title of the design", "Ours");
    save(&page);
    told(&page, "Saved to Mine.md.");
    assert!(content(&page, "Mine.md").starts_with("# Ours\n"));
    // What somebody else has written is not replaced unseen.
    write(&page, "Mine.md", "# Theirs\n");
    page.enter("Title of the design", "Whose");
    save(&page);
    told(&page, "changed by another program");
    assert_eq!(content(&page, "Mine.md"), "# Theirs\n");
    choose(&page, "other.json");
    page.click("Export");
    page.click("Save as…");
    told(&page, "Saved to other.json.");
    let saved = json::from_json(&content(&page, "other.json")).unwrap();
    assert_eq!(saved.title, "Whose");
    page.no_errors();
}

#[test]
fn a_file_that_was_opened_is_the_one_that_is_saved() {
    let page = ready();
    page.enter("Title of the design", "Before");
    write(
        &page,
        "design.json",
        "{\"title\": \"From disk\", \"capacity\": {\"dau\": \"3M\"}}",
    );
    choose(&page, "design.json");
    page.designs();
    page.click("Open a file");
    titled(&page, "From disk");
    page.go(Section::Capacity);
    assert_eq!(page.value("Daily active users"), "3M");
    page.enter("Daily active users", "4M");
    page.until("the handle", |page| {
        save(page);
        Ok(page.notice() == "Saved to design.json.")
    });
    let saved = json::from_json(&content(&page, "design.json")).unwrap();
    assert_eq!(saved.capacity.dau, "4M");
    assert_eq!(page.js("return window.asked;", &[]), 1);
    // The other design has no file, and asks for one.
    page.designs();
    page.click("Before");
    titled(&page, "Before");
    choose(&page, "");
    save(&page);
    told(&page, "Saved to Before.md.");
    page.no_errors();
}

#[test]
fn files_are_dropped_onto_the_page() {
    let page = ready();
    page.enter("Title of the design", "Before");
    page.go(Section::Capacity);
    let mut doc = Document {
        title: "Dropped".to_owned(),
        ..Document::default()
    };
    doc.capacity.dau = "7M".to_owned();
    let markdown = markdown::render(&doc, &estimate::of(&doc));
    drop_file(&page, "a.md", &markdown);
    titled(&page, "Dropped");
    assert_eq!(page.value("Daily active users"), "7M");
    drop_file(&page, "b.json", "{\"title\": ");
    told(&page, "It could not be opened.");
    drop_file(&page, "c.exe", "MZ");
    told(&page, "neither Markdown");
    titled(&page, "Dropped");
    // What is not understood is shown.
    drop_file(&page, "d.md", "# Half\n\nWeather\n");
    titled(&page, "Half");
    page.until("the line", |page| Ok(page.text().contains("“Weather”")));
    for title in ["Half", "Dropped", "Before"] {
        page.until(title, |page| Ok(page.sees(&format!("Duplicate {title}"))));
    }
    page.no_errors();
}

#[test]
fn without_files_on_the_disk_a_design_is_downloaded_and_the_reminder_knows() {
    let page = ready();
    page.js(
        "window.showSaveFilePicker = window.showOpenFilePicker = undefined; navigator.storage.persisted = async () => false;",
        &[],
    );
    page.enter("Title of the design", "Mine");
    page.designs();
    page.until("a reminder", |page| {
        Ok(page
            .text()
            .contains("The open design was never saved to disk."))
    });
    save(&page);
    let file = page.downloads().join("Mine.md");
    page.until("the file", |_| Ok(file.is_file()));
    page.go(Section::Capacity);
    page.until("another reminder", |page| {
        page.designs();
        Ok(page.text().contains("last saved to disk today"))
    });
    page.no_errors();
}

/// Two saves at once would ask for two files; and the second would take what the first has just written for the work of
/// another program.
#[test]
fn a_save_while_another_is_on_its_way_is_none() {
    let page = ready();
    page.enter("Title of the design", "Mine");
    choose(&page, "");
    page.js(
        "const pick = window.showSaveFilePicker;
        window.showSaveFilePicker = async options => {
            await new Promise(chosen => window.choose = chosen);
            return pick(options);
        };",
        &[],
    );
    save(&page);
    page.until("the window", |page| {
        Ok(page.try_js("return !!window.choose;", &[])? == true)
    });
    page.js("window.first = window.choose;", &[]);
    save(&page);
    page.settle();
    page.settle();
    assert_eq!(
        page.js("return window.choose === window.first;", &[]),
        true,
        "one window at a time"
    );
    page.js("window.choose();", &[]);
    told(&page, "Saved to Mine.md.");
    assert_eq!(page.js("return window.asked;", &[]), 1);
    // The next one is a save again.
    page.enter("Title of the design", "Yours");
    save(&page);
    page.until("the new title", |page| {
        Ok(content(page, "Mine.md").starts_with("# Yours\n"))
    });
    page.no_errors();
}

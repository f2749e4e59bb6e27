//! A design that goes by link: made on one page, looked at and opened on another, and never in place of anything.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use envelope::library::examples;
use envelope::model::{Document, Section};
use envelope::text::{json, link};
use serde_json::json;

use crate::page::{Blank, Page, opened};

hosted_and_from_disk! {
    hostile_links_change_nothing,
    what_a_link_carries_is_text,
}

/// Goes to the end of an address, as somebody would who pastes it.
fn follow(page: &Page, end: &str) {
    page.js("location.hash = arguments[0];", &[json!(end)]);
}

/// Waits for what the page says of a link.
#[track_caller]
fn says(page: &Page, words: &str) {
    page.until(words, |page| {
        let main = "return document.querySelector('main').innerText;";
        let text = page.try_js(main, &[])?;
        Ok(text.as_str().is_some_and(|text| text.contains(words)))
    });
}

fn hash(page: &Page) -> String {
    let hash = page.js("return location.hash;", &[]);
    hash.as_str().unwrap().to_owned()
}

#[track_caller]
fn titled(page: &Page, title: &str) {
    page.until(title, |page| Ok(page.value("Title of the design") == title));
}

fn takes(page: &Page) -> bool {
    page.button("Open as a new design").is_enabled().unwrap()
}

#[test]
fn a_link_opens_in_another_browser_as_a_new_design() {
    let doc = json::example(&examples::PASTEBIN);
    let end = link::write(&doc, None).unwrap();
    let page = Page::open();
    page.open_example();
    page.click("Share");
    let whole = format!("{}{end}", page.url());
    page.until("the link", |page| Ok(page.preview() == whole));
    let text = page.text();
    let beside = format!("{} characters: ", link::grouped(whole.len()));
    assert!(
        text.contains(&beside) && text.contains("not encrypted"),
        "{text}"
    );
    assert!(text.contains("too long for a QR code"));
    page.click("Copy the link");
    page.until("a copy", |page| Ok(page.notice() == "Copied the link."));
    page.no_errors();
    drop(page);

    let other = Page::open();
    other.enter("Title of the design", "Mine");
    follow(&other, &end);
    says(&other, "Peak QPS: 220 /s");
    says(&other, "Daily active users");
    // Looked at, and nothing else.
    assert_eq!(other.value("Title of the design"), "Mine");
    other.click("Leave it");
    other.at(Section::Requirements);
    assert_eq!(hash(&other), "#/requirements");
    other.saved();
    other.visit(&format!("{}{end}", other.url()));
    says(&other, "Peak QPS: 220 /s");
    assert_eq!(other.value("Title of the design"), "Mine");
    other.click("Open as a new design");
    titled(&other, "Pastebin");
    other.at(Section::Requirements);
    assert_eq!(hash(&other), "#/requirements");
    // It was stored before the link was dropped.
    other.reload();
    titled(&other, "Pastebin");
    other.click("Export");
    other.choose("Form", "JSON");
    other.until("the design", |page| {
        let there = json::from_json(&page.preview());
        Ok(there.is_ok_and(|there| there.canonical() == doc.canonical()))
    });
    other.designs();
    for title in ["Mine", "Pastebin"] {
        assert!(other.sees(&format!("Duplicate {title}")));
    }
    other.no_errors();
}

#[test]
fn a_section_goes_by_itself_with_a_code_for_a_camera() {
    let page = Page::open();
    page.open_example();
    page.go(Section::Cost);
    page.session.resize(390, 800).unwrap();
    page.click("Sections");
    page.click("Share");
    page.click("This section only");
    let doc = json::example(&examples::PASTEBIN);
    let end = link::write(&doc, Some(Section::Cost)).unwrap();
    page.until("the link", |page| {
        Ok(page.preview() == format!("{}{end}", page.url()))
    });
    page.until("the code", |page| {
        Ok(page.try_js("return shown(document.querySelector('.qr svg'));", &[])? == true)
    });
    page.click("Close the preview");
    page.session.resize(1280, 800).unwrap();
    follow(&page, &end);
    says(&page, "One section: Cost.");
    page.click("Open as a new design");
    page.at(Section::Cost);
    page.until("a new design", |page| {
        Ok(!page.button("Undo").is_enabled()?)
    });
    page.click("Export");
    page.choose("Form", "JSON");
    page.until("the section", |page| {
        let there = json::from_json(&page.preview());
        Ok(there.is_ok_and(|there| there.canonical() == doc.part(Section::Cost).canonical()))
    });
    page.no_errors();
}

/// R23 among them: more characters than any link has.
fn hostile_links_change_nothing(blank: Blank) {
    let page = opened(blank);
    page.enter("Title of the design", "Mine");
    page.saved();
    let whole = link::write(&json::example(&examples::PASTEBIN), None).unwrap();
    let bomb = [
        vec![0; 4],
        miniz_oxide::deflate::compress_to_vec(&vec![0; 30_000_000], 9),
    ];
    let changed = format!("{}{}", &whole[..200], &whole[201..]);
    for (end, said) in [
        (
            format!("#/d/1.{}", URL_SAFE_NO_PAD.encode(bomb.concat())),
            "more than any design",
        ),
        (
            format!("#/d/1.{}", "A".repeat(2_200_000)),
            "2,200,006 characters",
        ),
        (whole[..whole.len() / 2].to_owned(), "not whole"),
        (changed, "not whole"),
        ("#/d/1.".to_owned(), "not whole"),
        ("#/s/__proto__".to_owned(), "not whole"),
        ("#/d/7.AAAA".to_owned(), "newer form"),
    ] {
        follow(&page, &end);
        says(&page, said);
        assert!(!takes(&page), "{said}");
        assert_eq!(page.value("Title of the design"), "Mine");
        page.go(Section::Capacity);
    }
    // The first thing that a page is shown.
    page.visit(&format!("{}#/d/1.AAAA", page.url()));
    says(&page, "not whole");
    assert_eq!(page.value("Title of the design"), "Mine");
    page.click("Leave it");
    page.designs();
    let kept = page.js("return document.querySelectorAll('.kept').length;", &[]);
    assert_eq!(kept, 1);
    page.no_errors();
}

fn what_a_link_carries_is_text(blank: Blank) {
    let page = opened(blank);
    let mut doc = Document {
        title: "\u{202e}<img src=x onerror=\"document.title='run'\">".to_owned(),
        ..Document::default()
    };
    "<script>document.title='run'</script>\n[x](javascript:document.title='run')"
        .clone_into(&mut doc.requirements.assumptions);
    follow(&page, &link::write(&doc, None).unwrap());
    says(&page, "<img src=x");
    let made = page.js(
        "return [document.querySelectorAll('main img, main script, main a').length, getComputedStyle(document.querySelector('main bdi')).unicodeBidi];",
        &[],
    );
    assert_eq!(made, json!([0, "isolate"]));
    page.click("Open as a new design");
    titled(&page, &doc.title);
    page.settle();
    assert_ne!(page.session.title().unwrap(), "run");
    page.no_errors();
}

/// A link to a file is of use to nobody else: that is said, and what works stands beside it.
#[test]
fn a_page_that_is_a_file_says_that_its_links_lead_nowhere_else() {
    let hosted = Page::open();
    hosted.click("Share");
    hosted.until("the link", |page| Ok(page.preview().contains("#/d/1.")));
    assert!(!hosted.text().contains("nobody else can use it"));
    drop(hosted);
    let page = opened(Page::on_disk);
    page.enter("Title of the design", "Pastebin");
    page.click("Share");
    page.until("the link", |page| Ok(page.preview().starts_with("file://")));
    assert!(page.text().contains("nobody else can use it"));
    let camera = "return !!document.querySelector('.qr');";
    assert_eq!(page.js(camera, &[]), false);
    page.click("Copy as Markdown");
    page.until("a copy", |page| Ok(page.notice() == "Copied the Markdown."));
    page.click("Download Pastebin.md");
    let file = page.downloads().join("Pastebin.md");
    page.until("the download", |_| {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        Ok(text.starts_with("# Pastebin\n"))
    });
    // It is of use here.
    let end = page.preview();
    page.click("New design");
    page.session.goto("about:blank").unwrap();
    page.visit(&end);
    page.click("Open as a new design");
    titled(&page, "Pastebin");
    page.no_errors();
}

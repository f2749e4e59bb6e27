//! The page that is one file, opened from a disk: in Chromium and in Firefox, without a server.

use envelope::library::examples;
use envelope::model::Section;
use envelope::text::json;
use envelope::{estimate, text};
use serde_json::json;
use xtask::browser::SessionOptions;
use xtask::scratch::Folder;
use xtask::server::Server;
use xtask::single;

use crate::page::{Blank, PATIENCE, Page, address, one_file};
use crate::{faults, frames, pastebin, safe};

/// What was asked of any network. The file itself, and what it has in it, are on none.
fn asked(page: &Page) -> Vec<String> {
    let mut asked = page.session.asked().unwrap();
    asked.retain(|url| {
        !["file:", "blob:", "data:"]
            .iter()
            .any(|own| url.starts_with(own))
    });
    asked
}

/// Types a design in, takes it along and finds it again; opens the example; asks the desk.
fn is_all_there(open: Blank) {
    let (folder, profile) = (one_file(), Folder::new("kept").unwrap());
    let file = address(&folder.path().join(single::NAME));
    let options = SessionOptions {
        perf_log: true,
        profile: Some(profile.path().to_owned()),
        ..SessionOptions::default()
    };
    let page = open(options.clone());
    page.session.goto("about:blank").unwrap();
    page.session.asked().unwrap();
    page.visit(&file);
    pastebin::type_in(&page, "Interview, 100,000 s a day");
    page.expect("Storage per month", "12.7 GB");
    page.expect("Write QPS", "4 /s");
    page.expect("Read/write ratio", "10 : 1");
    page.click("Export");
    // Written by the worker.
    page.until("the preview", |page| Ok(page.text().contains("# Pastebin")));
    let markdown = page.preview();
    assert!(markdown.contains("| Create paste | Author | write | 10M/month |"));
    pastebin::download(&page, &markdown);
    page.saved();
    page.reload();
    page.expect("Write QPS", "4 /s");

    page.open_example();
    page.go(Section::Capacity);
    page.expect("Storage over the horizon", "458 GB");
    let document = json::example(&examples::PASTEBIN);
    let whole = text::markdown::render(&document, &estimate::of(&document));
    page.click("Export");
    page.until("the Markdown of the example", |page| {
        Ok(page.preview() == whole)
    });
    page.click("Close the preview");
    page.go(Section::Architecture);
    let (wide, high) = frames::png(&page, "Pastebin architecture.png");
    assert!(wide > 1_000 && high > 500, "{wide} × {high}");
    page.saved();
    assert_eq!(asked(&page), [""; 0]);
    page.no_errors();
    drop(page);

    // The browser is closed, and opened again another day.
    let page = open(options);
    page.visit(&file);
    page.designs();
    page.until("both designs", |page| {
        Ok(page.text().matches("Pastebin").count() > 1)
    });
    page.no_errors();
}

#[test]
fn one_file_is_the_whole_page_in_chromium() {
    is_all_there(Page::blank_with);
}

#[test]
fn one_file_is_the_whole_page_in_firefox() {
    is_all_there(Page::firefox_with);
}

/// Had a page asked for something, it would have been seen.
#[test]
fn what_a_file_asks_of_the_network_is_seen() {
    let folder = Folder::new("asks").unwrap();
    let file = folder.path().join("asks.html");
    for open in [Page::blank_with as Blank, Page::firefox_with] {
        let page = open(SessionOptions {
            perf_log: true,
            ..SessionOptions::default()
        });
        let icon = format!("{}icon.svg", page.url());
        std::fs::write(&file, format!("<img src='{icon}'>")).unwrap();
        page.session.goto(&address(&file)).unwrap();
        assert!(page.session.asked().unwrap().contains(&icon));
    }
}

fn refuses(open: Blank) {
    let folder = one_file();
    let page = open(SessionOptions::default());
    page.visit(&address(&folder.path().join(single::NAME)));
    let other = page.url();
    let other = other.trim_end_matches('/');
    let found = page
        .session
        .execute_async(safe::ATTACKS, &[other.into()])
        .unwrap();
    assert_eq!(found[0], json!([]), "these got through");
    assert!(found[1].as_u64() >= found[2].as_u64(), "{found}");
    // Nor from its own folder.
    std::fs::write(folder.path().join("beside.txt"), "private").unwrap();
    let script = "const done = arguments[0];
        setTimeout(() => fetch('beside.txt').then(() => done('read'), () => done('refused')));";
    let read = page.session.execute_async(script, &[]).unwrap();
    assert_eq!(read, "refused");
    page.enter("Title of the design", "Still there");
    page.saved();
}

#[test]
fn nothing_runs_in_one_file_that_is_not_its_own_in_chromium() {
    refuses(Page::blank_with);
}

#[test]
fn nothing_runs_in_one_file_that_is_not_its_own_in_firefox() {
    refuses(Page::firefox_with);
}

/// When the program stops, what is kept is handed out by the file as by the page.
#[test]
fn a_program_that_has_stopped_hands_out_the_designs() {
    let folder = one_file();
    for open in [Page::blank_with as Blank, Page::firefox_with] {
        let page = open(SessionOptions::default());
        page.visit(&address(&folder.path().join(single::NAME)));
        page.enter("Title of the design", "Not lost");
        page.saved();
        page.js(faults::BREAK, &[]);
        page.until("the way out", |page| {
            let text = page.text();
            Ok(text.contains("The program has stopped") && text.contains("Not lost"))
        });
    }
}

/// A file that was cut off on its way, and one that a host serves in a character set of its own, say what to do.
#[test]
fn a_file_that_cannot_work_says_why() {
    let folder = one_file();
    let whole = std::fs::read(folder.path().join(single::NAME)).unwrap();
    let cut = folder.path().join("cut.html");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    std::fs::copy(
        folder.path().join(single::NAME),
        folder.path().join("index.html"),
    )
    .unwrap();
    let server = Server::start(folder.path()).unwrap();
    for (address, said) in [
        (address(&cut), "This file is not whole."),
        (server.url(), "This file works from a disk: save it"),
    ] {
        let page = Page::blank();
        page.session.goto(&address).unwrap();
        let told = page
            .session
            .wait_until(PATIENCE, |_| Ok(page.text().contains(said)));
        assert!(told.is_ok(), "{said}: {}", page.text());
        page.no_errors();
    }
}

#[test]
fn a_host_hands_the_file_over_and_does_not_show_it() {
    let page = Page::open();
    let script = "const [name, done] = arguments;
        fetch(name).then(answer => done(answer.headers.get('content-disposition')));";
    let sent = page.session.execute_async(script, &[single::NAME.into()]);
    assert_eq!(sent.unwrap(), "attachment");
}

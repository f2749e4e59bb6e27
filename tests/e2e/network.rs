//! The page talks to nobody but its own server, stands anywhere on it, and is readable before the program.

use std::path::{Path, PathBuf};

use envelope::model::Section;
use envelope::text::export::Form;
use serde_json::{Value, json};
use xtask::browser::SessionOptions;
use xtask::scratch::Folder;
use xtask::server::Server;

use crate::page::{Page, dist};

/// What happened on the network since the last look: addresses, and what failed.
fn traffic(page: &Page) -> (Vec<String>, Vec<String>) {
    let (mut asked, mut failed) = (Vec::new(), Vec::new());
    for event in page.session.performance_log().unwrap() {
        let params = &event["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match event["method"].as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => asked.push(text(&params["request"]["url"])),
            "Network.webSocketCreated" => failed.push(text(&params["url"])),
            // A download takes its address away from the page, which the log calls a failure.
            "Network.loadingFailed" if params["canceled"] != true => {
                failed.push(text(&params["errorText"]));
            }
            "Network.responseReceived" => {
                let status = params["response"]["status"].as_u64().unwrap_or_default();
                if status >= 400 {
                    failed.push(format!("{status}: {}", text(&params["response"]["url"])));
                }
            }
            _ => {}
        }
    }
    (asked, failed)
}

#[test]
fn the_page_talks_to_nobody_else() {
    let page = Page::blank_with(SessionOptions {
        perf_log: true,
        ..SessionOptions::default()
    });
    // The browser's own first page is none of ours.
    page.session.goto("about:blank").unwrap();
    traffic(&page);
    page.visit(&page.url());
    page.open_example();
    for section in Section::ALL {
        page.go(section);
    }
    page.click("Export");
    for form in Form::ALL {
        let name = format!("Pastebin{}", form.ending());
        page.choose("Form", form.name());
        page.click(&format!("Download {name}"));
        let file = page.downloads().join(&name);
        page.until(&name, |_| Ok(file.is_file()));
    }
    page.designs();
    page.saved();
    page.reload();
    let (asked, failed) = traffic(&page);
    let own = page.url();
    let outside = |url: &&String| {
        ![own.as_str(), "blob:", "data:"]
            .iter()
            .any(|start| url.starts_with(start))
    };
    assert_eq!(asked.iter().find(outside), None);
    assert!(failed.is_empty(), "{failed:#?}");
    for part in [".wasm", ".js", ".css", "examples/pastebin.json"] {
        assert!(
            asked.iter().any(|url| url.ends_with(part)),
            "{part} was never asked for"
        );
    }
    page.no_errors();
}

/// Copies the built page, all but the files that end in `without`.
pub(crate) fn copy(from: &Path, to: &Path, without: Option<&str>) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            copy(&path, &to.join(name), without);
        } else if without.is_none_or(|end| !name.ends_with(end)) {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn expect_shell(page: &Page) {
    let text = page.text();
    assert!(text.starts_with("Envelope"), "{text:?}");
    for section in Section::ALL
        .iter()
        .filter(|section| section.number().is_some())
    {
        assert!(
            text.contains(section.name()),
            "the shell lacks {}",
            section.name()
        );
    }
}

#[test]
fn the_shell_is_readable_before_the_program_arrives() {
    let folder = Folder::new("shell").unwrap();
    copy(&dist(), folder.path(), Some(".wasm"));
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.session.goto(&server.url()).unwrap();
    expect_shell(&page);
    // It is more than bare text: the style has arrived with it.
    page.prefer("light");
    let light = background(&page);
    page.prefer("dark");
    assert_ne!(background(&page), light);
}

#[test]
fn without_scripts_it_says_what_it_needs() {
    let page = Page::blank();
    page.cdp(
        "Emulation.setScriptExecutionDisabled",
        &json!({ "value": true }),
    );
    page.session.goto(&page.url()).unwrap();
    let body = page.session.find_css("body").unwrap().text().unwrap();
    assert!(
        body.contains("Capacity and scale") && body.contains("WebAssembly"),
        "{body}"
    );
}

fn background(page: &Page) -> String {
    let body = page.session.find_css("body").unwrap();
    body.css_value("background-color").unwrap()
}

#[test]
fn the_page_works_below_any_address() {
    let folder = Folder::new("deep").unwrap();
    copy(&dist(), &folder.path().join("some/deep/path"), None);
    std::fs::write(folder.path().join("index.html"), "not the page").unwrap();
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    let deep = format!("{}some/deep/path/", server.url());
    page.visit(&format!("{deep}#/cost"));
    page.at(Section::Cost);
    page.open_example();
    page.go(Section::Capacity);
    page.expect("Average QPS", "44 /s");
    assert_eq!(page.session.url().unwrap(), format!("{deep}#/capacity"));
    page.saved();
    page.reload();
    page.expect("Average QPS", "44 /s");
    page.no_errors();
}

/// With the server gone, an open page goes on and goes on saving.
#[test]
fn an_open_page_needs_no_server() {
    let folder = Folder::new("offline").unwrap();
    copy(&dist(), folder.path(), None);
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.visit(&server.url());
    page.until("all of the program", |page| {
        let ready = "return document.documentElement.dataset.desk || '';";
        Ok(page.js(ready, &[]) == json!("ready"))
    });
    // What is still being fetched for later would fail, and say so in the console.
    page.ready_offline();
    drop(server);
    page.enter("Title of the design", "On a train");
    page.saved();
    for section in Section::ALL {
        page.go(section);
    }
    page.click("Export");
    page.until("the Markdown", |page| {
        Ok(page.preview().starts_with("# On a train"))
    });
    page.no_errors();
}

/// A page of which a part is missing is not kept for offline use; what cannot be had says so in words.
#[test]
fn what_cannot_be_fetched_says_so() {
    let folder = Folder::new("partial").unwrap();
    copy(&dist(), folder.path(), Some("pastebin.json"));
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.visit(&server.url());
    page.enter("Title of the design", "On a train");
    page.designs();
    page.click("Open the example: Pastebin");
    page.until("the notice", |page| {
        Ok(page.notice().contains("could not be opened"))
    });
    assert_eq!(page.value("Title of the design"), "On a train");
    assert!(!page.text().contains("Ready offline"));
}

/// Whichever part of the program does not come, or not whole: that is said, and what is kept can be taken along.
#[test]
fn a_program_that_does_not_come_hands_out_the_designs() {
    let folder = Folder::new("missing").unwrap();
    copy(&dist(), folder.path(), None);
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.visit(&server.url());
    page.enter("Title of the design", "Not lost");
    page.saved();
    page.ready_offline();
    // What is kept for offline use would come all the same.
    page.cdp("Network.enable", &json!({}));
    page.cdp("Network.setBypassServiceWorker", &json!({ "bypass": true }));
    let program = |end: &str| {
        let files = std::fs::read_dir(folder.path()).unwrap().flatten();
        let mut paths = files.map(|entry| entry.path());
        let is_it = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("envelope-") && name.ends_with(end)
        };
        paths.find(is_it).unwrap()
    };
    for (end, whole) in [("_bg.wasm", true), ("_bg.wasm", false), (".js", false)] {
        let file = program(end);
        let bytes = std::fs::read(&file).unwrap();
        if whole {
            std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        } else {
            std::fs::remove_file(&file).unwrap();
        }
        page.session.reload().unwrap();
        page.until("the way out", |page| {
            let text = page.text();
            Ok(text.contains("could not be loaded") && text.contains("Not lost"))
        });
        expect_shell(&page);
        assert!(
            page.value("Design as JSON, Not lost")
                .contains("\"title\": \"Not lost\"")
        );
        std::fs::write(&file, &bytes).unwrap();
        page.click("Load the page again");
        page.started();
    }
}

/// A server that does not know what a program is: it is fetched whole, and then compiled.
#[test]
fn a_program_that_is_served_as_something_else_starts() {
    let page = Page::blank();
    let other = "const { get } = Headers.prototype;
        Headers.prototype.get = function (name) {
            const type = get.call(this, name);
            return type === 'application/wasm' ? 'text/plain' : type;
        };
        WebAssembly.instantiateStreaming = async () => {
            window.refused = true;
            throw new TypeError(\"Incorrect response MIME type. Expected 'application/wasm'.\");
        };";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": other }),
    );
    page.visit(&page.url());
    assert_eq!(page.js("return window.refused;", &[]), true);
    page.enter("Title of the design", "Pastebin");
    page.saved();
}

/// A program that takes long is no fault, but it is said, and what was said goes with the shell.
#[test]
fn a_program_that_comes_slowly_says_so() {
    const SAID: &str = "The program is still on its way.";
    let page = Page::open();
    page.ready_offline();
    page.cdp("Network.enable", &json!({}));
    page.cdp("Network.setBypassServiceWorker", &json!({ "bypass": true }));
    page.cdp(
        "Network.setCacheDisabled",
        &json!({ "cacheDisabled": true }),
    );
    let slow = |rate: i64| json!({ "offline": false, "latency": 0, "downloadThroughput": rate, "uploadThroughput": -1 });
    page.cdp("Network.emulateNetworkConditions", &slow(30_000));
    page.js("setTimeout(() => location.reload());", &[]);
    page.until("the words", |page| Ok(page.text().contains(SAID)));
    expect_shell(&page);
    page.cdp("Network.emulateNetworkConditions", &slow(-1));
    page.until("the page", |page| {
        Ok(page.try_js("return !document.getElementById('shell');", &[])? == true)
    });
    assert!(!page.text().contains(SAID));
    page.no_errors();
}

/// The second module of the page: without it the form works and keeps, and with one click it is asked for again.
#[test]
fn a_part_that_comes_later_may_fail_to_come() {
    let later = std::fs::read_dir(dist()).unwrap().flatten();
    let later = later.map(|entry| entry.file_name().into_string().unwrap());
    let later: Vec<String> = later
        .filter(|name| name.starts_with("later-") && name.ends_with("wasm"))
        .collect();
    let [later] = &later[..] else {
        panic!("one module comes later, not {later:?}");
    };
    let folder = Folder::new("later").unwrap();
    copy(&dist(), folder.path(), Some(later));
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.visit(&format!("{}#/designs", server.url()));
    page.until("the words", |page| {
        Ok(page.text().contains("could not be fetched"))
    });
    page.visit(&format!("{}#/capacity", server.url()));
    page.enter("Title of the design", "On a train");
    page.enter("Daily active users", "1M");
    page.saved();
    page.click("New design");
    page.until("the notice", |page| {
        Ok(page.notice().contains("That was not done"))
    });
    assert_eq!(page.value("Title of the design"), "On a train");

    std::fs::copy(dist().join(later), folder.path().join(later)).unwrap();
    page.visit(&format!("{}#/designs", server.url()));
    page.click("Try again");
    page.until("the list", |page| Ok(page.text().contains("Pastebin")));
    page.click("Open the example: Pastebin");
    page.until("the example", |page| {
        Ok(page.value("Title of the design") == "Pastebin")
    });
}

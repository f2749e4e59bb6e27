//! The page without its server: one whole version is kept, and changes only when somebody asks for it.

use std::path::Path;

use envelope::model::Section;
use serde_json::{Value, json};
use xtask::scratch::Folder;
use xtask::server::Server;
use xtask::{offline, policy};

use crate::network::copy;
use crate::page::{Page, dist};

const EXAMPLE: &str = "examples/shop.json";

/// A copy of the built page that a test may change, and its server.
struct Site {
    folder: Folder,
    server: Server,
}

impl Site {
    fn new() -> Self {
        let folder = Folder::new("site").unwrap();
        copy(&dist(), folder.path(), None);
        let server = Server::start(folder.path()).unwrap();
        Self { folder, server }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Another version stands there from now on: files with a name of their own are others, and so is the page.
    fn release(&self) {
        std::fs::write(self.path().join(EXAMPLE), "the second").unwrap();
        let start = self.path().join("desk/start.js");
        let script = std::fs::read_to_string(&start).unwrap();
        std::fs::write(&start, format!("{script}// the second\n")).unwrap();
        policy::write(self.path()).unwrap();
        offline::write(self.path()).unwrap();
    }
}

impl Page {
    fn version(&self) -> Value {
        self.js(
            "return document.querySelector('meta[name=version]').content;",
            &[],
        )
    }

    /// Waits until the page says that it needs its server no more.
    #[track_caller]
    pub(crate) fn ready_offline(&self) {
        self.until("Ready offline", |page| {
            let said = "return document.getElementById('offline').textContent;";
            Ok(page.try_js(said, &[])? == "Ready offline" && page.text().contains("Ready offline"))
        });
    }

    /// What the browser keeps of this page: the versions, by their names.
    fn kept(&self) -> Value {
        let script = "const done = arguments[arguments.length - 1];
            caches.keys().then(names => done(names.filter(n => n.startsWith('envelope ')).map(n => n.split(' ').pop())));";
        self.session.execute_async(script, &[]).unwrap()
    }

    /// A file as this tab gets it.
    fn fetched(&self, path: &str) -> String {
        let script = "const [path, done] = arguments;
            fetch(path).then(r => r.text()).then(done, error => done(String(error)));";
        let text = self.session.execute_async(script, &[path.into()]).unwrap();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Looks for a new version, as a browser does by itself from time to time: what becomes of it. It may be doing so
    /// already, and is asked again should that have ended unseen.
    fn look_for_update(&self) -> Value {
        let script = "const done = arguments[arguments.length - 1];
            navigator.serviceWorker.getRegistration().then(registration => {
              const follow = worker => {
                const look = () => ['installed', 'redundant'].includes(worker?.state) && done(worker.state);
                worker?.addEventListener('statechange', look);
                look();
              };
              registration.addEventListener('updatefound', () => follow(registration.installing));
              follow(registration.installing ?? registration.waiting);
              const ask = () => registration.update().catch(() => {});
              ask();
              setInterval(ask, 3000);
            });";
        self.session.execute_async(script, &[]).unwrap()
    }

    /// Whether the worker finds all of this tab's version in its place; the page has heard it then as well.
    fn is_whole(&self) -> Value {
        let script = "const done = arguments[arguments.length - 1];
            navigator.serviceWorker.addEventListener('message', event => done(event.data.ready), { once: true });
            navigator.serviceWorker.controller.postMessage(document.querySelector('meta[name=version]').content);";
        self.session.execute_async(script, &[]).unwrap()
    }

    fn offers_update(&self) -> bool {
        self.sees(UPDATE)
    }
}

const UPDATE: &str = "A new version is ready – use it now";

#[test]
fn everything_works_after_the_server_is_gone() {
    let site = Site::new();
    let page = Page::blank();
    page.visit(&site.server.url());
    page.enter("Title of the design", "On a train");
    page.saved();
    page.ready_offline();
    drop(site.server);
    page.reload();
    assert_eq!(page.value("Title of the design"), "On a train");
    page.ready_offline();
    for section in Section::ALL {
        page.go(section);
    }
    page.open_example();
    page.go(Section::Capacity);
    page.expect("Average QPS", "44 /s");
    page.go(Section::Architecture);
    page.until("the picture", |page| {
        let there = "return !!document.querySelector('.canvas svg');";
        Ok(page.try_js(there, &[])? == true)
    });
    page.click("Export");
    page.click("Download Pastebin.md");
    let file = page.downloads().join("Pastebin.md");
    page.until("the download", |_| Ok(file.is_file()));
    page.saved();
    page.reload();
    page.expect("Average QPS", "44 /s");
    page.no_errors();
}

/// Two tabs are open when a new version arrives: each goes on with its own, whole, until it is asked (R17).
#[test]
fn a_new_version_takes_over_one_tab_at_a_time() {
    let site = Site::new();
    let page = Page::blank();
    page.visit(&site.server.url());
    page.ready_offline();
    let first = page.session.tabs().unwrap().remove(0);
    let old = page.version();
    let second = page.session.new_tab().unwrap();
    page.session.switch_to(&second).unwrap();
    page.session.resize(1280, 800).unwrap();
    page.visit(&format!("{}#/cost", site.server.url()));
    page.ready_offline();
    let expect_old = |page: &Page| {
        assert_eq!(page.version(), old);
        assert!(page.fetched(EXAMPLE).starts_with('{'));
        let script = page.fetched(&format!("desk/start.js?{}", old.as_str().unwrap()));
        assert!(!script.contains("the second"), "{script}");
    };

    site.release();
    assert_eq!(page.look_for_update(), "installed");
    page.until("the offer", |page| Ok(page.offers_update()));
    expect_old(&page);
    // A reload changes nothing: nobody has agreed.
    page.reload();
    page.until("the offer", |page| Ok(page.offers_update()));
    expect_old(&page);

    // What was typed in this moment goes along.
    page.session.switch_to(&first).unwrap();
    page.enter("Title of the design", "Saved first");
    page.click(UPDATE);
    page.until("the new version", |page| Ok(page.version() != old));
    page.until("the design", |page| {
        Ok(page.value("Title of the design") == "Saved first")
    });
    page.ready_offline();
    assert!(!page.offers_update());
    assert_eq!(page.fetched(EXAMPLE), "the second");

    // The other tab has stayed with its version, of which nothing is gone.
    page.session.switch_to(&second).unwrap();
    page.until("the offer", |page| Ok(page.offers_update()));
    expect_old(&page);
    assert!(!page.text().contains("Ready offline"));
    page.go(Section::Architecture);
    page.click(UPDATE);
    page.until("the new version", |page| Ok(page.version() != old));
    page.ready_offline();
    assert_eq!(page.fetched(EXAMPLE), "the second");
    page.until("the old version to go", |page| {
        Ok(page.kept() == json!([page.version()]))
    });
    page.no_errors();
}

/// A version of which a file is missing or cut off is not taken, and leaves nothing behind (R16, R28).
#[test]
fn a_version_that_is_not_whole_changes_nothing() {
    let site = Site::new();
    let page = Page::blank();
    page.visit(&site.server.url());
    page.ready_offline();
    let old = page.version();
    site.release();
    let program = site.path().join("desk/desk_bg.wasm");
    let whole = std::fs::read(&program).unwrap();
    for cut in [Some(whole.len() / 2), None] {
        match cut {
            Some(length) => std::fs::write(&program, &whole[..length]).unwrap(),
            None => std::fs::remove_file(&program).unwrap(),
        }
        assert_eq!(page.look_for_update(), "redundant", "{cut:?}");
        assert_eq!(page.kept(), json!([old]), "{cut:?}");
        page.reload();
        page.ready_offline();
        assert_eq!(page.version(), old);
        assert!(!page.offers_update());
    }
    std::fs::write(&program, &whole).unwrap();
    assert_eq!(page.look_for_update(), "installed");
    page.until("the offer", |page| Ok(page.offers_update()));
    drop(site.server);
    page.reload();
    assert_eq!(page.version(), old);
    page.ready_offline();
}

/// What was spoilt in the browser's own keeping is fetched again; where it cannot be, nobody says "Ready offline".
#[test]
fn a_spoilt_file_is_not_used() {
    let site = Site::new();
    let page = Page::blank();
    page.visit(&site.server.url());
    page.ready_offline();
    let spoil = "const [end, done] = arguments;
        (async () => {
          const name = (await caches.keys()).find(name => name.startsWith('envelope '));
          const cache = await caches.open(name);
          const request = (await cache.keys()).find(request => request.url.endsWith(end));
          const response = await cache.match(request);
          const body = await response.arrayBuffer();
          await cache.put(request, new Response(body.slice(0, body.byteLength / 2), { headers: response.headers }));
          done(true);
        })();";
    for file in ["_bg.wasm", EXAMPLE] {
        page.session.execute_async(spoil, &[file.into()]).unwrap();
        page.reload();
        page.ready_offline();
    }
    drop(site.server);
    page.session
        .execute_async(spoil, &[EXAMPLE.into()])
        .unwrap();
    page.reload();
    assert_eq!(page.is_whole(), false);
    assert!(!page.text().contains("Ready offline"));
    assert!(page.fetched(EXAMPLE).contains("TypeError"));
}

#[test]
fn it_can_be_installed() {
    let page = Page::open();
    page.ready_offline();
    let found = page.cdp("Page.getInstallabilityErrors", &json!({}));
    assert_eq!(found["installabilityErrors"], json!([]), "{found}");
    let manifest = page.cdp("Page.getAppManifest", &json!({}));
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let text: Value = serde_json::from_str(manifest["data"].as_str().unwrap()).unwrap();
    assert_eq!(text["short_name"], "Envelope");
    for icon in text["icons"].as_array().unwrap() {
        let script = "const [source, done] = arguments; const image = new Image();
            image.onload = () => done([image.naturalWidth, image.naturalHeight].join('x'));
            image.onerror = () => done('nothing'); image.src = source;";
        let size = page
            .session
            .execute_async(script, &[icon["src"].clone()])
            .unwrap();
        assert!(
            icon["sizes"] == "any" || icon["sizes"] == size,
            "{icon}: {size}"
        );
        assert_ne!(size, "nothing", "{icon}");
    }
}

//! The page in a browser of its own: how it is opened, and how a test waits for it.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use envelope::model::Section;
use serde_json::{Value, json};
use xtask::browser::{Config, Driver, Session, SessionOptions};
use xtask::error::Result;
use xtask::scratch::Folder;
use xtask::server::Server;
use xtask::{build, setup, single, test};

/// Far more than anything on the page takes, also on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// So many browsers run at once; more make each other slow.
const SEATS: usize = 2;

/// What every script can use: what is seen, and what a person would call it.
const WORDS: &str = "
const clean = text => (text ?? '').replace(/\\s+/g, ' ').trim();
const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const words = e => {
  const copy = e.cloneNode(true);
  copy.querySelectorAll('[aria-hidden=true], input, select, textarea').forEach(part => part.remove());
  return clean(copy.textContent);
};
const named = e => clean(e.getAttribute('aria-label'))
  || (e.labels?.length ? clean([...e.labels].map(words).join(' ')) : words(e));
const reachable = e => shown(e) && !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]') && e.checkVisibility();
const focusable = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(reachable);
";

/// Nothing is drawn any more that was asked for before.
const SETTLED: &str = "const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";

/// The program has taken the shell away, and has read what is stored.
const STARTED: &str = "const state = document.querySelector('.status');
return !document.getElementById('shell') && !!state && !state.textContent.startsWith('Opening') && !document.querySelector('[inert]');";

/// The server and the driver that all tests share; they end with the last test that runs.
struct House {
    server: Server,
    driver: Driver,
}

static HOUSE: Mutex<Weak<House>> = Mutex::new(Weak::new());
static TAKEN: Mutex<usize> = Mutex::new(0);
static FREE: Condvar = Condvar::new();

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A test that failed elsewhere leaves nothing half done in here.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the built page lies.
pub(crate) fn dist() -> PathBuf {
    std::env::var_os(test::DIST_VARIABLE).map_or_else(build::dist, PathBuf::from)
}

fn house() -> Arc<House> {
    let mut shared = lock(&HOUSE);
    if let Some(house) = shared.upgrade() {
        return house;
    }
    let house = Arc::new(House {
        server: Server::start(&dist()).unwrap(),
        driver: Driver::start(&Config::from_env().unwrap()).unwrap(),
    });
    *shared = Arc::downgrade(&house);
    house
}

thread_local! {
    /// Whether this test runs a browser.
    static SEATED: Cell<bool> = const { Cell::new(false) };
}

/// The right to run a browser.
struct Seat;

impl Seat {
    /// Each test has one at most: as many as there are seats, each with one and waiting for another, would wait for ever.
    fn take() -> Self {
        assert!(!SEATED.replace(true), "a second browser; see Page::killed");
        let mut taken = FREE
            .wait_while(lock(&TAKEN), |taken| *taken == SEATS)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Self
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        SEATED.set(false);
        *lock(&TAKEN) -= 1;
        FREE.notify_one();
    }
}

/// A browser with nothing open, for the page as a server hands it out or as it lies on a disk.
pub(crate) type Blank = fn(SessionOptions) -> Page;

/// The page with a new, empty design.
pub(crate) fn opened(blank: Blank) -> Page {
    let page = blank(SessionOptions::default());
    page.visit(&page.url());
    page
}

/// A folder of its own with the page that is one file: what a browser keeps may belong to the folder.
pub(crate) fn one_file() -> Folder {
    let folder = Folder::new("one-file").unwrap();
    std::fs::copy(dist().join(single::NAME), folder.path().join(single::NAME)).unwrap();
    folder
}

/// The address of a file.
pub(crate) fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

/// The page in a browser of its own. Fields are dropped in this order: the browser first.
pub(crate) struct Page {
    /// The browser, for what has no shorter way here.
    pub(crate) session: Session,
    house: Arc<House>,
    downloads: Folder,
    /// The folder of the page that is one file.
    file: Option<Folder>,
    _seat: Seat,
}

impl Page {
    /// A browser with nothing open, and without a past.
    pub(crate) fn blank() -> Self {
        Self::blank_with(SessionOptions::default())
    }

    /// The same, opened in a way of its own.
    pub(crate) fn blank_with(options: SessionOptions) -> Self {
        let seat = Seat::take();
        let house = house();
        let downloads = Folder::new("downloads").unwrap();
        let options = SessionOptions {
            download_dir: Some(downloads.path().to_owned()),
            ..options
        };
        let session = house.driver.session(&options).unwrap();
        Self {
            session,
            house,
            downloads,
            file: None,
            _seat: seat,
        }
    }

    /// The same for the page that is one file.
    pub(crate) fn on_disk(options: SessionOptions) -> Self {
        Self {
            file: Some(one_file()),
            ..Self::blank_with(options)
        }
    }

    /// A Firefox with nothing open.
    pub(crate) fn firefox_with(options: SessionOptions) -> Self {
        let seat = Seat::take();
        let firefox = setup::firefox().unwrap().unwrap();
        let downloads = Folder::new("downloads").unwrap();
        let options = SessionOptions {
            download_dir: Some(downloads.path().to_owned()),
            ..options
        };
        Self {
            session: Session::firefox(&firefox, &options).unwrap(),
            house: house(),
            downloads,
            file: None,
            _seat: seat,
        }
    }

    /// The page with a new, empty design.
    pub(crate) fn open() -> Self {
        opened(Self::blank_with)
    }

    /// Ends the browser as a power cut would, and opens another one with nothing open. What it is opened from, a server
    /// or a file, stays at its address.
    pub(crate) fn killed(self, options: SessionOptions) -> Self {
        self.session.kill().unwrap();
        drop(self.session);
        let options = SessionOptions {
            download_dir: Some(self.downloads.path().to_owned()),
            ..options
        };
        Self {
            session: self.house.driver.session(&options).unwrap(),
            ..self
        }
    }

    /// Opens an address and waits until the page takes input.
    #[track_caller]
    pub(crate) fn visit(&self, url: &str) {
        self.session.goto(url).unwrap();
        self.started();
    }

    /// Loads the page again and waits until it takes input.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.session.reload().unwrap();
        self.started();
    }

    /// Waits until the page takes input.
    #[track_caller]
    pub(crate) fn started(&self) {
        self.until("the page to start", |page| {
            Ok(page.session.execute(STARTED, &[])? == true)
        });
    }

    /// The address of the page, with a slash at its end unless it is a file.
    pub(crate) fn url(&self) -> String {
        match &self.file {
            Some(folder) => address(&folder.path().join(single::NAME)),
            None => self.house.server.url(),
        }
    }

    /// The address of the section with most fields.
    pub(crate) fn capacity(&self) -> String {
        format!("{}#/capacity", self.url())
    }

    /// Where downloads arrive.
    pub(crate) fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    /// Goes to a section by its address, and waits until it is there.
    #[track_caller]
    pub(crate) fn go(&self, section: Section) {
        self.js(
            "location.hash = '#/' + arguments[0];",
            &[section.route().into()],
        );
        self.at(section);
        self.settle();
    }

    /// Goes to the list of designs.
    #[track_caller]
    pub(crate) fn designs(&self) {
        self.js("location.hash = '#/designs';", &[]);
        self.until("the list of designs", |page| {
            let heading = "return clean(document.querySelector('h1')?.textContent);";
            Ok(page.try_js(heading, &[])? == "Designs")
        });
        self.settle();
    }

    /// Waits until a section is on the page.
    #[track_caller]
    pub(crate) fn at(&self, section: Section) {
        self.until(section.name(), |page| {
            let heading = page.try_js(
                "return clean(document.querySelector('h1')?.textContent);",
                &[],
            )?;
            let heading = heading.as_str().unwrap_or_default();
            Ok(
                heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
                    == section.name(),
            )
        });
    }

    /// Waits until everything is drawn that was asked for.
    pub(crate) fn settle(&self) {
        self.session.execute_async(SETTLED, &[]).unwrap();
    }

    /// Runs a script in the page; see [`WORDS`] for what it can use.
    pub(crate) fn js(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_js(script, arguments).unwrap()
    }

    /// The same, where a failure only means "not yet".
    pub(crate) fn try_js(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.session.execute(&format!("{WORDS}{script}"), arguments)
    }

    /// Waits until something holds.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> Result<bool>) {
        let held = self.session.wait_until(PATIENCE, |_| holds(self));
        if let Err(cause) = held {
            panic!("waiting for {what}: {cause}");
        }
    }

    /// Waits until the design is stored.
    #[track_caller]
    pub(crate) fn saved(&self) {
        self.until("Saved", |page| {
            Ok(page.try_js(
                "return clean(document.querySelector('.status').textContent);",
                &[],
            )? == "Saved")
        });
    }

    /// What the page said last.
    pub(crate) fn notice(&self) -> String {
        let said = self.js(
            "return clean(document.querySelector('[role=status]').textContent);",
            &[],
        );
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Whatever is seen of the page, as text.
    pub(crate) fn text(&self) -> String {
        let text = self.js("return document.body.innerText;", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Fails with every error in the browser's console since the last call.
    #[track_caller]
    pub(crate) fn no_errors(&self) {
        let mut log = self.session.browser_log().unwrap();
        log.retain(|entry| entry.level == "SEVERE");
        assert!(log.is_empty(), "errors in the console: {log:#?}");
    }

    /// Sends a command of the DevTools protocol.
    pub(crate) fn cdp(&self, method: &str, params: &Value) -> Value {
        self.session.cdp(method, params).unwrap()
    }

    /// Makes colours light or dark, as the system would.
    pub(crate) fn prefer(&self, scheme: &str) {
        let features = [("prefers-color-scheme", scheme)];
        self.session.emulate_media(&features).unwrap();
    }

    /// Puts text in at the caret at once, as from a clipboard.
    pub(crate) fn insert(&self, text: &str) {
        self.cdp("Input.insertText", &json!({ "text": text }));
    }
}

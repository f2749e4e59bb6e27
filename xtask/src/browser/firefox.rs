//! Firefox, without a driver of its own: it listens to Marionette, which knows the commands of WebDriver by other names.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::capture::LogEntry;
use super::options::SessionOptions;
use super::wire::{COMMAND_LIMIT, failure};
use crate::error::{Context, Error, Result};
use crate::process;

/// A cold start on a busy machine takes a fraction of this.
const START_LIMIT: Duration = Duration::from_mins(1);
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Where it says its port, in its profile.
const PORT: &str = "MarionetteActivePort";

/// What every Firefox here is set to: it chooses its port itself, asks nothing, and calls nobody.
const SETTINGS: [(&str, &str); 14] = [
    // As it is at a person's: for tests it would give up some of what keeps one file from another.
    ("remote.prefs.recommended", "false"),
    ("marionette.port", "0"),
    ("app.normandy.enabled", "false"),
    ("app.update.enabled", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.page", "0"),
    // It would prepare the page of a new tab, with pictures from its maker.
    ("browser.newtab.preload", "false"),
    ("browser.newtabpage.enabled", "false"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("services.settings.server", "\"data:,none\""),
    ("browser.download.folderList", "2"),
    ("browser.download.alwaysOpenPanel", "false"),
];

/// The names of what is asked of the page, by method and path.
const OF_PAGE: [(&str, &str, &str); 12] = [
    ("POST", "url", "Navigate"),
    ("GET", "url", "GetCurrentURL"),
    ("GET", "title", "GetTitle"),
    ("POST", "refresh", "Refresh"),
    ("POST", "back", "Back"),
    ("POST", "forward", "Forward"),
    ("POST", "execute/sync", "ExecuteScript"),
    ("POST", "execute/async", "ExecuteAsyncScript"),
    ("POST", "element", "FindElement"),
    ("POST", "elements", "FindElements"),
    ("GET", "element/active", "GetActiveElement"),
    ("POST", "actions", "PerformActions"),
];

/// The names of what is asked of an element, by what follows its reference.
const OF_ELEMENT: [(&str, &str); 7] = [
    ("click", "ElementClick"),
    ("value", "ElementSendKeys"),
    ("clear", "ElementClear"),
    ("text", "GetElementText"),
    ("computedlabel", "GetComputedLabel"),
    ("displayed", "IsElementDisplayed"),
    ("property", "GetElementProperty"),
];

/// From now on each request that a page makes is noted, before it goes anywhere; none of the browser's own pages does.
const LISTEN: &str = "
window.asked = [];
const note = { observe(channel) {
  channel.QueryInterface(Ci.nsIHttpChannel);
  const { triggeringPrincipal } = channel.loadInfo;
  if (!triggeringPrincipal.isSystemPrincipal && !triggeringPrincipal.schemeIs('about')) window.asked.push(channel.URI.spec);
} };
Services.obs.addObserver(note, 'http-on-modify-request');";

/// Errors of pages, which have a window, and what they wrote to the console as one.
const ERRORS: &str = "
const errors = Services.console.getMessageArray()
  .filter(told => told instanceof Ci.nsIScriptError && told.innerWindowID && !(told.flags & told.warningFlag) && !(told.flags & told.infoFlag))
  .map(told => `${told.sourceName} ${told.lineNumber}: ${told.errorMessage}`);
Services.console.reset();
const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
for (const told of storage.getEvents()) if (told.level === 'error' && typeof told.innerID === 'number') errors.push(`${told.filename}: ${told.arguments.join(' ')}`);
storage.clearEvents();
return errors;";

const ASKED: &str = "return window.asked.splice(0);";

/// A running Firefox. It ends when dropped.
#[derive(Debug)]
pub(super) struct Firefox {
    child: Child,
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    stream: BufReader<TcpStream>,
    number: u64,
}

impl Firefox {
    /// Starts Firefox with this profile, which is set up for it.
    pub(super) fn start(firefox: &Path, options: &SessionOptions, profile: &Path) -> Result<Self> {
        let _ = std::fs::remove_file(profile.join(PORT));
        std::fs::write(profile.join("user.js"), settings(options))?;
        let mut child = Command::new(firefox)
            .args(["--headless", "--marionette", "--no-remote"])
            // What a page asks of the network is seen by the browser itself alone.
            .args(["--remote-allow-system-access", "--profile"])
            .arg(profile)
            .env("MOZ_HEADLESS_WIDTH", options.width.to_string())
            .env("MOZ_HEADLESS_HEIGHT", options.height.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context(format!("starting {}", firefox.display()))?;
        let line = match connect(profile) {
            Ok(line) => Mutex::new(line),
            Err(cause) => {
                process::end(&mut child);
                return Err(cause);
            }
        };
        let browser = Self { child, line };
        browser.send(
            "WebDriver:NewSession",
            &json!({ "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 } }),
        )?;
        browser.inside(LISTEN)?;
        Ok(browser)
    }

    /// A command of WebDriver, by its method and what follows `/session/ID/` in its path.
    pub(super) fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let mut body = body.cloned().unwrap_or_else(|| json!({}));
        let unknown = || Error::new(format!("Firefox is not asked for {method} {path} here"));
        let of_page = OF_PAGE.iter().find(|row| (row.0, row.1) == (method, path));
        let name = if let Some((.., name)) = of_page {
            name
        } else {
            let mut words = path
                .strip_prefix("element/")
                .ok_or_else(unknown)?
                .split('/');
            let (element, what) = (words.next(), words.next().unwrap_or_default());
            let row = OF_ELEMENT.iter().find(|row| row.0 == what);
            body["id"] = element.into();
            if let Some(name) = words.next() {
                body["name"] = name.into();
            }
            row.ok_or_else(unknown)?.1
        };
        self.send(&format!("WebDriver:{name}"), &body)
    }

    /// The errors of pages since the last call.
    pub(super) fn errors(&self) -> Result<Vec<LogEntry>> {
        let errors: Vec<String> = serde_json::from_value(self.inside(ERRORS)?)?;
        let entry = |message| LogEntry {
            level: "SEVERE".to_owned(),
            source: "firefox".to_owned(),
            message,
        };
        Ok(errors.into_iter().map(entry).collect())
    }

    /// What pages asked of the network since the last call.
    pub(super) fn asked(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.inside(ASKED)?)?)
    }

    pub(super) fn pid(&self) -> u64 {
        self.child.id().into()
    }

    /// Runs a script as a part of the browser.
    fn inside(&self, script: &str) -> Result<Value> {
        let context = |name: &str| self.send("Marionette:SetContext", &json!({ "value": name }));
        context("chrome")?;
        let body = json!({ "script": script, "args": [], "sandbox": "system" });
        let answer = self.send("WebDriver:ExecuteScript", &body);
        context("content")?;
        answer
    }

    fn send(&self, name: &str, body: &Value) -> Result<Value> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.number += 1;
        let message = json!([0, line.number, name, body]).to_string();
        write!(line.stream.get_mut(), "{}:{message}", message.len())?;
        // `[1, number, error, answer]`
        let mut answer = line.read()?;
        if answer[2].is_null() {
            // Lists come as they are, everything else as a value.
            let found = answer[3].take();
            return Ok(match found {
                Value::Object(mut fields) => {
                    fields.remove("value").unwrap_or(Value::Object(fields))
                }
                other => other,
            });
        }
        Err(failure(name, &answer[2]))
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // It writes its profile down before it goes.
        let asked = self.send("Marionette:Quit", &json!({ "flags": ["eForceQuit"] }));
        let started = Instant::now();
        while asked.is_ok() && started.elapsed() < START_LIMIT {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(LOOK_EVERY);
        }
        process::end(&mut self.child);
    }
}

impl Line {
    /// A message: its length, a colon, and as many bytes of JSON.
    fn read(&mut self) -> Result<Value> {
        let mut length = Vec::new();
        self.stream.read_until(b':', &mut length)?;
        let length = String::from_utf8_lossy(&length);
        let length = length.trim_end_matches(':').parse();
        let length: usize = length.map_err(|_| Error::new("Firefox has gone away"))?;
        let mut text = vec![0; length];
        self.stream.read_exact(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }
}

/// Waits until it says its port.
fn connect(profile: &Path) -> Result<Line> {
    let started = Instant::now();
    loop {
        let port = std::fs::read_to_string(profile.join(PORT)).ok();
        let port: Option<u16> = port.and_then(|text| text.trim().parse().ok());
        let stream = port.and_then(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        if let Some(stream) = stream {
            stream.set_read_timeout(Some(COMMAND_LIMIT))?;
            stream.set_nodelay(true)?;
            let mut line = Line {
                stream: BufReader::new(stream),
                number: 0,
            };
            // It says first what it is.
            line.read()?;
            return Ok(line);
        }
        if started.elapsed() > START_LIMIT {
            return Err(Error::new("Firefox did not start"));
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// The settings as they stand in a profile.
fn settings(options: &SessionOptions) -> String {
    let mut text = String::new();
    for (name, value) in SETTINGS {
        // Writing to a string does not fail.
        let _ = writeln!(text, "user_pref(\"{name}\", {value});");
    }
    if let Some(folder) = &options.download_dir {
        let folder = json!(folder).to_string();
        let _ = writeln!(text, "user_pref(\"browser.download.dir\", {folder});");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_are_those_of_a_profile() {
        let options = SessionOptions {
            download_dir: Some("/tmp/a \"b\"".into()),
            ..SessionOptions::default()
        };
        let text = settings(&options);
        assert!(text.contains("user_pref(\"marionette.port\", 0);\n"));
        assert!(text.ends_with("user_pref(\"browser.download.dir\", \"/tmp/a \\\"b\\\"\");\n"));
    }
}

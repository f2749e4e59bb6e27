//! A browser window and what can be done in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::element::{self, Element};
use super::firefox::Firefox;
use super::options::SessionOptions;
use super::wire::Process;
use crate::error::{Context, Error, Result};
use crate::process;
use crate::scratch::Folder;

/// Closing takes a fraction of this; whoever needs longer is killed.
const CLOSE_LIMIT: Duration = Duration::from_secs(5);
/// How often a condition is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(25);
/// A browser of its own, with a profile of its own. It is closed when dropped,
/// also when a test panics.
#[derive(Debug)]
pub struct Session {
    wire: Wire,
    pid: Option<u64>,
    // Removed after the browser is gone.
    _profile: Option<Folder>,
}

/// How a browser is spoken with.
#[derive(Debug)]
enum Wire {
    /// By a driver, which knows it by this name.
    Driver {
        process: Arc<Process>,
        id: String,
    },
    Firefox(Firefox),
}

impl Session {
    /// Opens a Firefox of its own. Pictures, more tabs and what is peculiar to Chromium cannot be asked for.
    ///
    /// # Errors
    /// When it does not start.
    pub fn firefox(firefox: &Path, options: &SessionOptions) -> Result<Self> {
        let (path, profile) = profile_of(options)?;
        let firefox = Firefox::start(firefox, options, &path)?;
        Ok(Self {
            pid: Some(firefox.pid()),
            wire: Wire::Firefox(firefox),
            _profile: profile,
        })
    }

    pub(super) fn open(
        process: Arc<Process>,
        chrome: &Path,
        options: &SessionOptions,
    ) -> Result<Self> {
        let (path, profile) = profile_of(options)?;
        let asked = options.capabilities(chrome, &path);
        let answer = process.command("POST", "/session", Some(&asked))?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or_else(|| Error::new("the driver opened no session"))?;
        let session = Self {
            wire: Wire::Driver {
                id: id.to_owned(),
                process,
            },
            pid: answer["capabilities"]["goog:processID"].as_u64(),
            _profile: profile,
        };
        session.resize(options.width, options.height)?;
        if let Some(folder) = &options.download_dir {
            session.cdp(
                "Browser.setDownloadBehavior",
                &json!({ "behavior": "allow", "downloadPath": folder, "eventsEnabled": true }),
            )?;
        }
        Ok(session)
    }

    /// Gives the page's viewport a size in CSS pixels. A window cannot be as
    /// narrow as a telephone, so the size is emulated, and only in this tab.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", &size)
            .map(drop)
    }

    /// Opens an address and waits until it is loaded.
    pub fn goto(&self, url: &str) -> Result<()> {
        self.command("POST", "url", Some(&json!({ "url": url })))
            .map(drop)
    }

    /// The address of the page.
    pub fn url(&self) -> Result<String> {
        self.command("GET", "url", None).map(element::string)
    }

    /// The title of the page.
    pub fn title(&self) -> Result<String> {
        self.command("GET", "title", None).map(element::string)
    }

    /// Loads the page again.
    pub fn reload(&self) -> Result<()> {
        self.command("POST", "refresh", Some(&json!({}))).map(drop)
    }

    /// Goes one step back in the history.
    pub fn back(&self) -> Result<()> {
        self.command("POST", "back", Some(&json!({}))).map(drop)
    }

    /// Goes one step forward in the history.
    pub fn forward(&self) -> Result<()> {
        self.command("POST", "forward", Some(&json!({}))).map(drop)
    }

    /// Runs the body of a function in the page: `return arguments[0] + 1;`.
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let body = json!({ "script": script, "args": arguments });
        self.command("POST", "execute/sync", Some(&body))
    }

    /// Runs the body of a function that calls its last argument when it is done.
    pub fn execute_async(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let body = json!({ "script": script, "args": arguments });
        self.command("POST", "execute/async", Some(&body))
    }

    /// The first element that the selector matches.
    pub fn find_css(&self, selector: &str) -> Result<Element<'_>> {
        let found = self.command("POST", "element", Some(&element::css(selector)))?;
        Element::from_value(self, &found)
    }

    /// All elements that the selector matches.
    pub fn find_all_css(&self, selector: &str) -> Result<Vec<Element<'_>>> {
        let found = self.command("POST", "elements", Some(&element::css(selector)))?;
        element::list(self, &found)
    }

    /// The first element that the selector matches and whose accessible name is this one.
    pub fn find_named(&self, selector: &str, name: &str) -> Result<Element<'_>> {
        for candidate in self.find_all_css(selector)? {
            if candidate.computed_label()? == name {
                return Ok(candidate);
            }
        }
        Err(Error::new(format!("no {selector} is called {name:?}")))
    }

    /// The element that has the focus.
    pub fn active_element(&self) -> Result<Element<'_>> {
        let found = self.command("GET", "element/active", None)?;
        Element::from_value(self, &found)
    }

    /// Presses keys together, wherever the focus is: `&[keys::CONTROL, "k"]`.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        let down = keys.iter().map(|key| ("keyDown", *key));
        let up = keys.iter().rev().map(|key| ("keyUp", *key));
        self.keyboard(down.chain(up))
    }

    /// Types text, key by key, wherever the focus is.
    pub fn type_text(&self, text: &str) -> Result<()> {
        let letters: Vec<String> = text.chars().map(String::from).collect();
        let strokes = letters
            .iter()
            .flat_map(|letter| [("keyDown", letter.as_str()), ("keyUp", letter.as_str())]);
        self.keyboard(strokes)
    }

    fn keyboard<'k>(&self, strokes: impl Iterator<Item = (&'k str, &'k str)>) -> Result<()> {
        let actions: Vec<Value> = strokes
            .map(|(kind, key)| json!({ "type": kind, "value": key }))
            .collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.command("POST", "actions", Some(&body)).map(drop)
    }

    /// The handles of all tabs.
    pub fn tabs(&self) -> Result<Vec<String>> {
        let handles = self.command("GET", "window/handles", None)?;
        Ok(serde_json::from_value(handles)?)
    }

    /// Opens a tab and returns its handle, without switching to it.
    pub fn new_tab(&self) -> Result<String> {
        let tab = self.command("POST", "window/new", Some(&json!({ "type": "tab" })))?;
        Ok(element::string(tab["handle"].clone()))
    }

    /// Switches to a tab; its viewport is not resized.
    pub fn switch_to(&self, handle: &str) -> Result<()> {
        self.command("POST", "window", Some(&json!({ "handle": handle })))
            .map(drop)
    }

    /// Closes the present tab; another one must be switched to afterwards.
    pub fn close_tab(&self) -> Result<()> {
        self.command("DELETE", "window", None).map(drop)
    }

    /// Looks again and again until the condition holds. Errors on the way mean
    /// "not yet"; the last one is told if time runs out.
    ///
    /// # Errors
    /// When it does not hold in time.
    pub fn wait_until(
        &self,
        limit: Duration,
        mut holds: impl FnMut(&Self) -> Result<bool>,
    ) -> Result<()> {
        self.wait_for(limit, |page| Ok(holds(page)?.then_some(())))
    }

    /// Looks again and again until there is something, and returns it.
    ///
    /// # Errors
    /// When there is nothing in time.
    pub fn wait_for<'s, T>(
        &'s self,
        limit: Duration,
        mut look: impl FnMut(&'s Self) -> Result<Option<T>>,
    ) -> Result<T> {
        let started = Instant::now();
        loop {
            let last = match look(self) {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => "the condition does not hold".to_owned(),
                Err(cause) => cause.to_string(),
            };
            if started.elapsed() > limit {
                return Err(Error::new(format!("waited {limit:?} in vain: {last}")));
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// The browser's process number.
    pub fn pid(&self) -> Option<u64> {
        self.pid
    }

    /// Ends the browser as a power cut would. The session is of no use afterwards.
    ///
    /// # Errors
    /// When the process number is not known or the process is gone.
    pub fn kill(&self) -> Result<()> {
        let pid = self
            .pid
            .ok_or_else(|| Error::new("the browser did not tell its process number"))?;
        process::answer(Command::new("kill").args(["-KILL", &pid.to_string()])).map(drop)
    }

    /// Sends a command of this session; `path` follows `/session/ID/`.
    pub(super) fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        match &self.wire {
            Wire::Driver { process, id } => {
                process.command(method, &format!("/session/{id}/{path}"), body)
            }
            Wire::Firefox(firefox) => firefox.command(method, path, body),
        }
    }

    /// Firefox, if it is one.
    pub(super) fn as_firefox(&self) -> Option<&Firefox> {
        match &self.wire {
            Wire::Driver { .. } => None,
            Wire::Firefox(firefox) => Some(firefox),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Wire::Driver { process, id } = &self.wire else {
            return;
        };
        let path = format!("/session/{id}");
        let closed = process.command_within("DELETE", &path, None, CLOSE_LIMIT);
        if closed.is_err() {
            let _ = self.kill();
        }
    }
}

/// The profile directory, and the owner of it if it is to be removed.
fn profile_of(options: &SessionOptions) -> Result<(PathBuf, Option<Folder>)> {
    let Some(path) = &options.profile else {
        let folder = Folder::new("profile")?;
        return Ok((folder.path().to_owned(), Some(folder)));
    };
    std::fs::create_dir_all(path).context(format!("making {}", path.display()))?;
    for entry in std::fs::read_dir(path)?.flatten() {
        // A killed browser leaves its lock behind.
        if entry.file_name().to_string_lossy().starts_with("Singleton") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok((path.clone(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_that_is_kept_loses_the_lock_of_a_killed_browser() {
        let folder = Folder::new("kept").unwrap();
        std::fs::write(folder.path().join("SingletonLock"), "").unwrap();
        std::fs::write(folder.path().join("Cookies"), "").unwrap();
        let options = SessionOptions {
            profile: Some(folder.path().to_owned()),
            ..SessionOptions::default()
        };
        let (path, owner) = profile_of(&options).unwrap();
        assert!(owner.is_none());
        assert!(!path.join("SingletonLock").exists() && path.join("Cookies").exists());
    }
}

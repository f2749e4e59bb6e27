//! How a browser window is opened.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// What every browser here is started with. No sandbox, because the tests may
/// run as root or in a container, where it does not start; the only page it
/// opens is our own. No scroll bars, so that the width asked for is the page's.
/// The rest keeps the browser from calling home.
const ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
    "--hide-scrollbars",
];

/// How a browser window is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionOptions {
    /// The width of the page's viewport in CSS pixels; it may be a telephone's.
    pub width: u32,
    /// The height of the page's viewport.
    pub height: u32,
    /// Further arguments of the browser.
    pub extra_args: Vec<String>,
    /// Where downloads go; without it they are refused.
    pub download_dir: Option<PathBuf>,
    /// Whether the performance log (network and page events) is kept.
    pub perf_log: bool,
    /// A profile directory that outlives the session, for tests that open the
    /// browser again; without it an empty one is made and removed.
    pub profile: Option<PathBuf>,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 800,
            extra_args: Vec::new(),
            download_dir: None,
            perf_log: false,
            profile: None,
        }
    }
}

/// The arguments every browser is started with, for other programs that start one.
pub fn base_arguments() -> &'static [&'static str] {
    &ARGUMENTS
}

impl SessionOptions {
    /// The capabilities as the driver wants them.
    pub(super) fn capabilities(&self, chrome: &Path, profile: &Path) -> Value {
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(ToString::to_string).collect();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.push(format!("--window-size={},{}", self.width, self.height));
        arguments.extend(self.extra_args.iter().cloned());
        let mut logs = json!({ "browser": "ALL" });
        if self.perf_log {
            logs["performance"] = json!("ALL");
        }
        json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 },
            "goog:chromeOptions": { "binary": chrome, "args": arguments },
            "goog:loggingPrefs": logs,
        } } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_reach_the_capabilities() {
        let options = SessionOptions {
            width: 390,
            extra_args: vec!["--force-dark-mode".to_owned()],
            perf_log: true,
            ..SessionOptions::default()
        };
        let sent = options.capabilities(Path::new("/bin/chrome"), Path::new("/tmp/p"));
        let always = &sent["capabilities"]["alwaysMatch"];
        let chrome = &always["goog:chromeOptions"];
        assert_eq!(chrome["binary"], "/bin/chrome");
        let arguments = chrome["args"].to_string();
        for part in ["--user-data-dir=/tmp/p", "390,800", "--force-dark-mode"] {
            assert!(arguments.contains(part), "{part} is missing");
        }
        assert_eq!(always["goog:loggingPrefs"]["performance"], "ALL");
    }
}

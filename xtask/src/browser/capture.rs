//! What a session shows and logs: pictures, the console, and the DevTools protocol.

use serde_json::{Value, json};

use super::element;
use super::session::Session;
use super::wire::base64;
use crate::error::Result;

/// A line of the browser's console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// Where it comes from, such as `console-api`, `network` or `javascript`.
    pub source: String,
    /// The text, behind the address and line it comes from.
    pub message: String,
}

impl Session {
    /// Sends a command of the Chrome DevTools Protocol.
    pub fn cdp(&self, method: &str, params: &Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": params });
        self.command("POST", "goog/cdp/execute", Some(&body))
    }

    /// Emulates media features, such as `("prefers-color-scheme", "dark")`.
    pub fn emulate_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "features": features }),
        )
        .map(drop)
    }

    /// The viewport as a PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        let picture = self.command("GET", "screenshot", None)?;
        base64(&element::string(picture))
    }

    /// The whole page as a PNG, with what lies below the viewport.
    pub fn screenshot_full(&self) -> Result<Vec<u8>> {
        let metrics = self.cdp("Page.getLayoutMetrics", &json!({}))?;
        let size = &metrics["cssContentSize"];
        let clip =
            json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let params = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.cdp("Page.captureScreenshot", &params)?;
        base64(&element::string(picture["data"].clone()))
    }

    /// The lines of the console since the last call; of Firefox only the errors.
    pub fn browser_log(&self) -> Result<Vec<LogEntry>> {
        if let Some(firefox) = self.as_firefox() {
            return firefox.errors();
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(self
            .log("browser")?
            .iter()
            .map(|entry| LogEntry {
                level: text(&entry["level"]),
                source: text(&entry["source"]),
                message: text(&entry["message"]),
            })
            .collect())
    }

    /// The addresses that pages asked the network for since the last call, with those of no network such as `file:` where
    /// the browser tells them; Chromium must be opened with `perf_log`.
    pub fn asked(&self) -> Result<Vec<String>> {
        if let Some(firefox) = self.as_firefox() {
            return firefox.asked();
        }
        let events = self.performance_log()?.into_iter();
        let asked = events.filter(|event| event["method"] == "Network.requestWillBeSent");
        Ok(asked
            .map(|event| element::string(event["params"]["request"]["url"].clone()))
            .collect())
    }

    /// The network and page events since the last call, as
    /// `{"method": "Network.…", "params": {…}}`; the session must be opened with `perf_log`.
    pub fn performance_log(&self) -> Result<Vec<Value>> {
        let mut events = Vec::new();
        for entry in self.log("performance")? {
            let text = entry["message"].as_str().unwrap_or_default();
            let mut event: Value = serde_json::from_str(text)?;
            events.push(event["message"].take());
        }
        Ok(events)
    }

    fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = self.command("POST", "se/log", Some(&json!({ "type": kind })))?;
        Ok(serde_json::from_value(entries)?)
    }
}

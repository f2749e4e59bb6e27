//! The driver's process, and the protocol spoken with it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::{http, process};

/// The driver starts in a fraction of this.
const START_LIMIT: Duration = Duration::from_secs(30);
/// Longer than the longest time-out that the browser itself keeps.
pub(super) const COMMAND_LIMIT: Duration = Duration::from_secs(90);

/// A running chromedriver.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    port: u16,
}

impl Process {
    /// Starts the driver; it chooses the port itself and tells it.
    pub(super) fn start(driver: &Path) -> Result<Self> {
        let mut child = Command::new(driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context(format!("starting {}", driver.display()))?;
        let (tell, told) = mpsc::channel();
        if let Some(pipe) = child.stdout.take() {
            thread::spawn(move || {
                // Reads on after the port: a full pipe would stop the driver.
                for line in BufReader::new(pipe)
                    .lines()
                    .map_while(std::result::Result::ok)
                {
                    if let Some(port) = port_in(&line) {
                        let _ = tell.send(port);
                    }
                }
            });
        }
        if let Ok(port) = told.recv_timeout(START_LIMIT) {
            return Ok(Self { child, port });
        }
        process::end(&mut child);
        Err(Error::new(format!("{} did not start", driver.display())))
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Sends a command and returns the value of the answer.
    pub(super) fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        self.command_within(method, path, body, COMMAND_LIMIT)
    }

    /// As [`Self::command`], for those who cannot wait long.
    pub(super) fn command_within(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        limit: Duration,
    ) -> Result<Value> {
        let text = body.map(Value::to_string);
        let answer = http::request(self.port, method, path, text.as_deref(), limit)?;
        let mut json: Value = serde_json::from_slice(&answer.body)?;
        let value = json["value"].take();
        if answer.status == 200 {
            return Ok(value);
        }
        Err(failure(path, &value))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        process::end(&mut self.child);
    }
}

/// The driver adds its build and a stack to its words; a person needs the first line.
pub(super) fn failure(path: &str, value: &Value) -> Error {
    let kind = value["error"].as_str().unwrap_or("unknown error");
    let message = value["message"].as_str().unwrap_or_default();
    let first = message.lines().next().unwrap_or_default();
    let command = match path.strip_prefix("/session/") {
        Some(path) => path.split_once('/').map_or("", |(_, command)| command),
        None => path,
    };
    Error::new(format!("browser, {command}: {kind}: {first}"))
}

/// `ChromeDriver was started successfully on port 41233.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').trim().parse().ok()
}

/// Decodes base64, in which the driver sends pictures.
pub(super) fn base64(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return Err(Error::new("the picture is not in base64")),
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn base64_is_decoded_with_any_padding() {
        assert_eq!(base64("").unwrap(), b"");
        assert_eq!(base64("Zg==").unwrap(), b"f");
        assert_eq!(base64("Zm8=").unwrap(), b"fo");
        assert_eq!(base64("Zm9v\nYmFy").unwrap(), b"foobar");
        assert_eq!(base64("//79").unwrap(), [0xff, 0xfe, 0xfd]);
        assert!(base64("a*").is_err());
    }

    #[test]
    fn the_port_is_read_from_the_greeting() {
        let line = "ChromeDriver was started successfully on port 41233.";
        assert_eq!(port_in(line), Some(41233));
        assert_eq!(port_in("Only local connections are allowed."), None);
    }

    #[test]
    fn a_failure_tells_command_kind_and_cause() {
        let value = json!({"error": "no such element", "message": "none: p\n(Session info: x)"});
        assert_eq!(
            failure("/session/1a/element", &value).to_string(),
            "browser, element: no such element: none: p"
        );
    }
}

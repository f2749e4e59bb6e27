//! A real browser, steered through its WebDriver: blocking, and small.
//!
//! ```no_run
//! use std::time::Duration;
//! use xtask::browser::{Config, Driver, SessionOptions, keys};
//!
//! # fn main() -> xtask::error::Result<()> {
//! let driver = Driver::start(&Config::from_env()?)?;
//! let session = driver.session(&SessionOptions::default())?;
//! session.goto("http://127.0.0.1:8080/#/capacity")?;
//! session.wait_until(Duration::from_secs(5), |page| {
//!     Ok(page.find_css("h1")?.text()? == "Capacity")
//! })?;
//! session.press(&[keys::CONTROL, "k"])?;
//! # Ok(())
//! # }
//! ```

mod capture;
mod element;
mod firefox;
pub mod keys;
mod options;
mod session;
mod wire;

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::setup::Browser;

pub use capture::LogEntry;
pub use element::{Element, Rect};
pub use options::{SessionOptions, base_arguments};
pub use session::Session;

use wire::Process;

/// The variable that tells tests which browser to use.
pub const CHROME_VARIABLE: &str = "ENVELOPE_CHROME";
/// The variable that tells tests which driver to use.
pub const DRIVER_VARIABLE: &str = "ENVELOPE_CHROMEDRIVER";

/// Which programs to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The browser's executable file.
    pub chrome: PathBuf,
    /// The driver's executable file.
    pub driver: PathBuf,
}

impl Config {
    /// The programs that the variables name, or the ones found on this system.
    ///
    /// # Errors
    /// When there is no browser with a driver of its version.
    pub fn from_env() -> Result<Self> {
        let chrome = std::env::var_os(CHROME_VARIABLE);
        let driver = std::env::var_os(DRIVER_VARIABLE);
        if let (Some(chrome), Some(driver)) = (chrome, driver) {
            return Ok(Self {
                chrome: chrome.into(),
                driver: driver.into(),
            });
        }
        Browser::find()?
            .map(|found| Self::from(&found))
            .ok_or_else(|| Error::new("no browser with a driver of its version: cargo xtask setup"))
    }
}

impl From<&Browser> for Config {
    fn from(found: &Browser) -> Self {
        Self {
            chrome: found.chrome.clone(),
            driver: found.driver.clone(),
        }
    }
}

/// A running driver. It ends when it and all its sessions are dropped.
#[derive(Debug)]
pub struct Driver {
    process: Arc<Process>,
    chrome: PathBuf,
}

impl Driver {
    /// Starts the driver on a free port.
    ///
    /// # Errors
    /// When it does not start or does not say its port in time.
    pub fn start(config: &Config) -> Result<Self> {
        Ok(Self {
            process: Arc::new(Process::start(&config.driver)?),
            chrome: config.chrome.clone(),
        })
    }

    /// Opens a browser window of its own, with an empty profile unless one is given.
    ///
    /// # Errors
    /// When the browser does not start.
    pub fn session(&self, options: &SessionOptions) -> Result<Session> {
        Session::open(Arc::clone(&self.process), &self.chrome, options)
    }

    /// The port the driver listens on.
    pub fn port(&self) -> u16 {
        self.process.port()
    }
}

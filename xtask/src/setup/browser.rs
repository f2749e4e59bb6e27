//! The browser for the tests, and the driver that steers it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::process;

/// Debian's packages of a browser and its driver in step.
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Debian's package of Firefox.
const FIREFOX_PACKAGES: [&str; 1] = ["firefox-esr"];

/// The names of Firefox.
const FIREFOXES: [&str; 3] = [
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// Where browsers are found. Debian's `/usr/bin/chromium` is a shell script around the first of these.
const BROWSERS: [&str; 7] = [
    "/usr/lib/chromium/chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Chromium or Chrome and a driver of the same version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// The browser's executable file.
    pub chrome: PathBuf,
    /// The driver's executable file.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds a browser and a driver whose major versions agree; `CHROME` and
    /// `CHROMEDRIVER` name them where they are somewhere else.
    ///
    /// # Errors
    /// When one of the variables names no file.
    pub fn find() -> Result<Option<Self>> {
        let chosen = named("CHROME")?;
        let trusted = chosen.is_some();
        let driver = match named("CHROMEDRIVER")? {
            Some(driver) => Some(driver),
            None => driver_on_path(),
        };
        let Some(driver) = driver else {
            return Ok(None);
        };
        let candidates = match chosen {
            Some(chrome) => vec![chrome],
            None => BROWSERS.iter().filter_map(|name| locate(name)).collect(),
        };
        let wanted = major(&driver);
        Ok(candidates
            .into_iter()
            .find(|chrome| trusted || (wanted.is_some() && major(chrome) == wanted))
            .map(|chrome| Self { chrome, driver }))
    }

    /// Installs Debian's packages.
    ///
    /// # Errors
    /// When apt cannot be used; then with the other way out.
    pub fn install() -> Result<()> {
        super::system::install(&PACKAGES).map_err(|cause| {
            Error::new(format!(
                "{cause}\nOr install Chrome and a ChromeDriver of the same version by other means, and name them in CHROME and CHROMEDRIVER."
            ))
        })
    }
}

/// Firefox; `FIREFOX` names it where it is somewhere else.
///
/// # Errors
/// When the variable names no file.
pub fn firefox() -> Result<Option<PathBuf>> {
    let chosen = named("FIREFOX")?;
    Ok(chosen.or_else(|| FIREFOXES.iter().find_map(|name| locate(name))))
}

/// Installs Debian's package of it.
///
/// # Errors
/// When apt cannot be used; then with the other way out.
pub(super) fn install_firefox() -> Result<()> {
    super::system::install(&FIREFOX_PACKAGES).map_err(|cause| {
        Error::new(format!(
            "{cause}\nOr install Firefox by other means, and name it in FIREFOX."
        ))
    })
}

fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let file = PathBuf::from(value);
    if file.is_file() {
        return Ok(Some(file));
    }
    Err(Error::new(format!(
        "{variable} names {}, which is no file",
        file.display()
    )))
}

fn driver_on_path() -> Option<PathBuf> {
    // Hosted build machines put the driver beside the PATH and name its directory.
    let beside = std::env::var_os("CHROMEWEBDRIVER")
        .and_then(|folder| process::find_in(&folder, "chromedriver"));
    beside.or_else(|| process::which("chromedriver"))
}

fn locate(name: &str) -> Option<PathBuf> {
    if Path::new(name).is_absolute() {
        return Path::new(name).is_file().then(|| PathBuf::from(name));
    }
    process::which(name)
}

fn major(program: &Path) -> Option<String> {
    let said = process::answer(Command::new(program).arg("--version")).ok()?;
    major_in(&said)
}

/// `ChromeDriver 156.0.8078.79 (…)` becomes `156`.
fn major_in(said: &str) -> Option<String> {
    said.split_whitespace()
        .find(|word| word.contains('.') && word.starts_with(|first: char| first.is_ascii_digit()))
        .and_then(|version| version.split('.').next())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number_with_a_dot() {
        assert_eq!(
            major_in("Chromium 156.0.8078.79 built on Debian 12").as_deref(),
            Some("156")
        );
        assert_eq!(major_in("no version"), None);
    }
}

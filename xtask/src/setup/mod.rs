//! Installs what building and testing need, once, into a cache outside the repository.

mod browser;
mod engines;
mod lock;
mod system;
mod toolchain;
mod tools;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::error::{Context, Error, Result};
use crate::paths;

pub use browser::{Browser, firefox};
pub use engines::{mariadb, postgres, sqlite};
pub use toolchain::{TARGET, Wasm};
use tools::{CargoTool, Locked, WasmOpt};

/// What a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// Each is asked for by itself.
#[allow(clippy::struct_excessive_bools)]
pub struct Needs {
    /// The compiler for wasm32 and what turns its product into a page.
    pub page: bool,
    /// A browser and its driver.
    pub browser: bool,
    /// Firefox, in which the page that is one file is tested too.
    pub firefox: bool,
    /// Database servers, and what reads the diagrams.
    pub engines: bool,
    /// Lighthouse and axe-core.
    pub audit: bool,
    /// Squiggle.
    pub squiggle: bool,
}

impl Needs {
    /// For building the page.
    pub const PAGE: Self = Self {
        page: true,
        browser: false,
        firefox: false,
        engines: false,
        audit: false,
        squiggle: false,
    };
    /// For building it and looking at it.
    pub const BROWSER: Self = Self {
        browser: true,
        ..Self::PAGE
    };
    /// For building and testing it.
    pub const TEST: Self = Self {
        firefox: true,
        engines: true,
        ..Self::BROWSER
    };
    /// For auditing it.
    pub const AUDIT: Self = Self {
        audit: true,
        ..Self::BROWSER
    };
    /// For testing it and for auditing it.
    pub const ALL: Self = Self {
        audit: true,
        ..Self::TEST
    };
    /// For comparing it with Squiggle.
    pub const SQUIGGLE: Self = Self {
        squiggle: true,
        ..Self::PAGE
    };
}

/// Whatever of the needed tools is there.
#[derive(Debug, Clone)]
pub struct Tools {
    /// The compiler for the page.
    pub wasm: Wasm,
    /// The directories of the tools, for the front of a `PATH`.
    pub folders: Vec<PathBuf>,
    browser: Option<Browser>,
    audit: Option<PathBuf>,
    squiggle: Option<PathBuf>,
}

impl Tools {
    /// The browser.
    ///
    /// # Errors
    /// When it was not asked for.
    pub fn browser(&self) -> Result<&Browser> {
        let missing = || Error::new("no browser was set up for this command");
        self.browser.as_ref().ok_or_else(missing)
    }

    /// The directory whose `node_modules` holds Lighthouse and axe-core.
    ///
    /// # Errors
    /// When it was not asked for.
    pub fn audit(&self) -> Result<&Path> {
        let missing = || Error::new("no audit tools were set up for this command");
        self.audit.as_deref().ok_or_else(missing)
    }

    /// The directory whose `node_modules` holds Squiggle.
    ///
    /// # Errors
    /// When it was not asked for.
    pub fn squiggle(&self) -> Result<&Path> {
        let missing = || Error::new("no Squiggle was set up for this command");
        self.squiggle.as_deref().ok_or_else(missing)
    }

    /// Gives a command the tools and the variables for building the page.
    pub fn prepare(&self, command: &mut Command) {
        self.wasm.prepare(command, &self.folders);
    }

    /// Cargo for wasm32, with the tools at hand.
    pub fn cargo(&self) -> Command {
        let mut cargo = self.wasm.cargo();
        cargo.current_dir(paths::root());
        self.prepare(&mut cargo);
        cargo
    }

    /// The full path of one of the tools.
    ///
    /// # Errors
    /// When it is not there.
    pub fn program(&self, name: &str) -> Result<PathBuf> {
        self.folders
            .iter()
            .find_map(|folder| crate::process::find_in(folder.as_os_str(), name))
            .ok_or_else(|| Error::new(format!("{name} is not installed")))
    }
}

/// Something that may have to be installed.
#[derive(Debug, Clone)]
enum Part {
    Wasm,
    Cargo(CargoTool),
    WasmOpt,
    Browser,
    Firefox,
    Engines,
    Mermaid,
    OpenApi,
    Drawings,
    Audit,
    Squiggle,
}

impl Part {
    fn of(needs: Needs) -> Result<Vec<Self>> {
        let mut parts = Vec::new();
        if needs.page {
            parts.push(Self::Wasm);
            parts.push(Self::WasmOpt);
            parts.push(Self::Cargo(CargoTool::wasm_bindgen()?));
            parts.push(Self::Cargo(CargoTool::trunk()));
        }
        if needs.browser {
            parts.push(Self::Browser);
        }
        if needs.firefox {
            parts.push(Self::Firefox);
            parts.push(Self::Drawings);
        }
        if needs.engines {
            parts.push(Self::Engines);
            parts.push(Self::Mermaid);
            parts.push(Self::OpenApi);
        }
        if needs.audit {
            parts.push(Self::Audit);
        }
        if needs.squiggle {
            parts.push(Self::Squiggle);
        }
        Ok(parts)
    }

    fn title(&self) -> String {
        match self {
            Self::Wasm => format!("Rust for {TARGET}"),
            Self::Cargo(tool) => tool.title(),
            Self::WasmOpt => WasmOpt::title(),
            Self::Browser => "Chromium and its driver".to_owned(),
            Self::Firefox => "Firefox".to_owned(),
            Self::Engines => "PostgreSQL, MariaDB and SQLite".to_owned(),
            Self::Mermaid => "Mermaid, three versions".to_owned(),
            Self::OpenApi => "validators of OpenAPI, two".to_owned(),
            Self::Drawings => "loaders of draw.io and Excalidraw".to_owned(),
            Self::Audit => "Lighthouse and axe-core".to_owned(),
            Self::Squiggle => "Squiggle".to_owned(),
        }
    }

    fn why(&self) -> &'static str {
        match self {
            Self::Wasm => "compiles the page; some seconds by rustup, two minutes without it",
            Self::Cargo(tool) if tool.title().starts_with("trunk") => {
                "puts the page together; compiled here, some minutes"
            }
            Self::Cargo(_) => "joins the page's wasm to JavaScript; compiled here, some minutes",
            Self::WasmOpt => "makes the page's wasm smaller; from npm, some seconds",
            Self::Browser => "runs the tests of the page; system packages, half a minute",
            Self::Firefox => "runs the page that is one file; a system package, half a minute",
            Self::Engines => {
                "what sizes and statements are tested against; system packages, half a minute"
            }
            Self::Mermaid => "what reads the diagrams; from npm, half a minute",
            Self::OpenApi => "what checks the OpenAPI documents; from npm, some seconds",
            Self::Drawings => "what opens the exported drawings; from npm, some seconds",
            Self::Audit => "measure speed and accessibility; from npm, some seconds",
            Self::Squiggle => "what the ranges are measured against; from npm, some seconds",
        }
    }

    fn is_there(&self) -> Result<bool> {
        Ok(match self {
            Self::Wasm => Wasm::find()?.is_some(),
            Self::Cargo(tool) => tool.find()?.is_some(),
            Self::WasmOpt => WasmOpt::find()?.is_some(),
            Self::Browser => Browser::find()?.is_some(),
            Self::Firefox => firefox()?.is_some(),
            Self::Engines => engines::are_there(),
            Self::Mermaid => Locked::MERMAID.find()?.is_some(),
            Self::OpenApi => Locked::OPENAPI.find()?.is_some(),
            Self::Drawings => Locked::DRAWINGS.find()?.is_some(),
            Self::Audit => Locked::AUDIT.find()?.is_some(),
            Self::Squiggle => Locked::SQUIGGLE.find()?.is_some(),
        })
    }

    fn install(&self) -> Result<()> {
        match self {
            Self::Wasm => Wasm::install(),
            Self::Cargo(tool) => tool.install(),
            Self::WasmOpt => WasmOpt::install(),
            Self::Browser => Browser::install(),
            Self::Firefox => browser::install_firefox(),
            Self::Engines => engines::install(),
            Self::Mermaid => Locked::MERMAID.install(),
            Self::OpenApi => Locked::OPENAPI.install(),
            Self::Drawings => Locked::DRAWINGS.install(),
            Self::Audit => Locked::AUDIT.install(),
            Self::Squiggle => Locked::SQUIGGLE.install(),
        }
    }
}

/// The directory whose `node_modules` holds Mermaid in several versions, if it is there.
pub fn mermaid() -> Option<PathBuf> {
    Locked::MERMAID.find().ok().flatten()
}

/// The directory whose `node_modules` holds the validators of `OpenAPI`, if it is there.
pub fn openapi() -> Option<PathBuf> {
    Locked::OPENAPI.find().ok().flatten()
}

/// The directory whose `node_modules` holds the loaders of draw.io and Excalidraw, if it is there.
pub fn drawings() -> Option<PathBuf> {
    Locked::DRAWINGS.find().ok().flatten()
}

/// Installs what is missing and returns the tools. Does nothing, quickly, if all is there.
///
/// # Errors
/// When something cannot be installed; then with what the person can do.
pub fn ensure(needs: Needs) -> Result<Tools> {
    let parts = Part::of(needs)?;
    if !missing(&parts)?.is_empty() {
        let cache = paths::cache()?;
        let lock = lock::Lock::take(&cache)?;
        // Another set-up may have done it all while this one waited for the lock.
        install(&missing(&parts)?, &cache)?;
        drop(lock);
    }
    collect(needs)
}

fn missing(parts: &[Part]) -> Result<Vec<Part>> {
    let mut missing = Vec::new();
    for part in parts {
        if !part.is_there()? {
            missing.push(part.clone());
        }
    }
    Ok(missing)
}

fn install(parts: &[Part], cache: &Path) -> Result<()> {
    if parts.is_empty() {
        return Ok(());
    }
    println!(
        "set-up: {} to install; tools go to {}, system packages by apt.",
        parts.len(),
        cache.display()
    );
    println!("set-up: it may be interrupted, and goes on at the next start.");
    for (number, part) in parts.iter().enumerate() {
        let title = part.title();
        println!("[{}/{}] {title}: {}", number + 1, parts.len(), part.why());
        let started = Instant::now();
        part.install()
            .map_err(|cause| Error::new(format!("set-up of {title} failed: {cause}")))?;
        if !part.is_there()? {
            return Err(Error::new(format!(
                "set-up of {title} ended well, but it still cannot be found"
            )));
        }
        println!("    {title}: ready after {} s", started.elapsed().as_secs());
    }
    Ok(())
}

fn collect(needs: Needs) -> Result<Tools> {
    let gone = |title: String| Error::new(format!("{title} went away during set-up"));
    let mut folders = Vec::new();
    let mut wasm = Wasm::Usual;
    if needs.page {
        wasm = Wasm::find()?.ok_or_else(|| gone(Part::Wasm.title()))?;
        for tool in [CargoTool::trunk(), CargoTool::wasm_bindgen()?] {
            folders.push(tool.find()?.ok_or_else(|| gone(tool.title()))?);
        }
        folders.push(WasmOpt::find()?.ok_or_else(|| gone(WasmOpt::title()))?);
    }
    Ok(Tools {
        wasm,
        folders,
        browser: if needs.browser {
            Browser::find()?
        } else {
            None
        },
        audit: if needs.audit {
            Locked::AUDIT.find()?
        } else {
            None
        },
        squiggle: if needs.squiggle {
            Locked::SQUIGGLE.find()?
        } else {
            None
        },
    })
}

/// The directory in which something is made ready before it is renamed into
/// place. It may hold what an interrupted run left, for the next one to go on with.
fn partial(home: &Path) -> Result<PathBuf> {
    let name = home
        .file_name()
        .ok_or_else(|| Error::new(format!("{} is no place for a tool", home.display())))?;
    let partial = home.with_file_name(format!("partial-{}", name.to_string_lossy()));
    std::fs::create_dir_all(&partial).context(format!("making {}", partial.display()))?;
    let _ = std::fs::remove_dir_all(partial.join("ready"));
    Ok(partial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_asks_for_no_more_than_it_needs() {
        assert_eq!(Part::of(Needs::PAGE).unwrap().len(), 4);
        assert_eq!(Part::of(Needs::BROWSER).unwrap().len(), 5);
        assert_eq!(Part::of(Needs::TEST).unwrap().len(), 10);
        assert_eq!(Part::of(Needs::AUDIT).unwrap().len(), 6);
        assert_eq!(Part::of(Needs::ALL).unwrap().len(), 11);
        assert_eq!(Part::of(Needs::SQUIGGLE).unwrap().len(), 5);
    }

    #[test]
    fn what_is_made_ready_lies_beside_its_place() {
        let folder = crate::scratch::Folder::new("partial").unwrap();
        let home = folder.path().join("tool-1.0");
        let partial = partial(&home).unwrap();
        assert_eq!(partial, folder.path().join("partial-tool-1.0"));
        assert!(partial.is_dir() && !home.exists());
    }
}

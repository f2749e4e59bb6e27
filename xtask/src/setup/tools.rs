//! The tools that build the page: Trunk, wasm-bindgen, wasm-opt; and the ones that measure it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::error::{Context, Error, Result};
use crate::{paths, process};

/// The version of Trunk; the next one wants a newer compiler.
const TRUNK: &str = "0.21.14";
/// The version of the npm package that holds wasm-opt.
const BINARYEN: &str = "132.0.0";
/// What that wasm-opt says when it is asked for its version.
const WASM_OPT: &str = "version_132";

/// Compiling a tool takes minutes; more than this is a machine in trouble.
const LIMIT: Duration = Duration::from_mins(40);

/// A tool from the crate registry, compiled into the cache.
#[derive(Debug, Clone)]
pub(super) struct CargoTool {
    package: &'static str,
    binary: &'static str,
    version: String,
    extra: &'static [&'static str],
}

impl CargoTool {
    /// Trunk. It fetches nothing here, so it is compiled without the encryption that fetching needs.
    pub(super) fn trunk() -> Self {
        Self {
            package: "trunk",
            binary: "trunk",
            version: TRUNK.to_owned(),
            extra: &["--locked", "--no-default-features"],
        }
    }

    /// wasm-bindgen, of the version the page is linked against.
    ///
    /// # Errors
    /// When Cargo.lock does not tell that version.
    pub(super) fn wasm_bindgen() -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: paths::locked_version("wasm-bindgen")?,
            // Not --locked: the lock file of this release names a crate version that mirrors may lack.
            extra: &[],
        })
    }

    /// Name and version, for a person.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn home(&self) -> Result<PathBuf> {
        Ok(paths::cache()?.join(format!("{}-{}", self.package, self.version)))
    }

    /// The directory that holds the tool: in the cache, or on the `PATH` in the right version.
    ///
    /// # Errors
    /// When the cache is unknown.
    pub(super) fn find(&self) -> Result<Option<PathBuf>> {
        let bin = self.home()?.join("bin");
        if process::find_in(bin.as_os_str(), self.binary).is_some() {
            return Ok(Some(bin));
        }
        let expected = format!("{} {}", self.binary, self.version);
        Ok(on_path(self.binary, |said| said == expected))
    }

    /// Compiles the tool in a partial directory, then puts it in place.
    ///
    /// # Errors
    /// When cargo fails.
    pub(super) fn install(&self) -> Result<()> {
        let home = self.home()?;
        let partial = super::partial(&home)?;
        let ready = partial.join("ready");
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&partial)
            .args([
                "install",
                self.package,
                "--version",
                &self.version,
                "--force",
            ])
            .args(self.extra)
            .arg("--root")
            .arg(&ready)
            // Kept over an interruption, so that the next try goes on where this one stopped.
            .env("CARGO_TARGET_DIR", partial.join("target"))
            // The tools' own profiles spend ten minutes on speed that nobody notices here.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        process::watch(&mut cargo, LIMIT).map_err(|cause| {
            Error::new(format!(
                "{cause}\nIf the network is at fault, start again later; or put {} {} on the PATH by other means.",
                self.binary, self.version
            ))
        })?;
        put_in_place(&ready, &home, &partial)
    }
}

/// wasm-opt from npm.
#[derive(Debug, Clone, Copy)]
pub(super) struct WasmOpt;

impl WasmOpt {
    /// Name and version, for a person.
    pub(super) fn title() -> String {
        format!("wasm-opt ({WASM_OPT})")
    }

    fn home() -> Result<PathBuf> {
        Ok(paths::cache()?.join(format!("binaryen-{BINARYEN}")))
    }

    /// The directory that holds the tool.
    ///
    /// # Errors
    /// When the cache is unknown.
    pub(super) fn find() -> Result<Option<PathBuf>> {
        let bin = Self::home()?.join("node_modules/.bin");
        if process::find_in(bin.as_os_str(), "wasm-opt").is_some() {
            return Ok(Some(bin));
        }
        Ok(on_path("wasm-opt", |said| said.contains(WASM_OPT)))
    }

    /// Installs the npm package in a partial directory, then puts it in place.
    ///
    /// # Errors
    /// When npm is missing or fails.
    pub(super) fn install() -> Result<()> {
        let home = Self::home()?;
        let partial = super::partial(&home)?;
        let ready = partial.join("ready");
        std::fs::create_dir_all(&ready)?;
        let package = format!("binaryen@{BINARYEN}");
        let mut npm = npm()?;
        npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
            .arg("--prefix")
            .arg(&ready)
            .arg(&package);
        process::watch(&mut npm, LIMIT)?;
        put_in_place(&ready, &home, &partial)
    }
}

/// What the lock file in a folder of `xtask` pins, from npm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Locked(&'static str);

impl Locked {
    /// Lighthouse and axe-core.
    pub(super) const AUDIT: Self = Self("audit");
    /// Mermaid as GitHub, GitLab and editors have it, old and new.
    pub(super) const MERMAID: Self = Self("mermaid");
    /// Two validators of `OpenAPI`: one with its own schema, one with its own rules.
    pub(super) const OPENAPI: Self = Self("openapi");
    /// What draw.io was built on, and the loader of Excalidraw.
    pub(super) const DRAWINGS: Self = Self("drawings");
    /// Squiggle.
    pub(super) const SQUIGGLE: Self = Self("squiggle");

    fn home(self) -> Result<PathBuf> {
        let lock = self.source().join("package-lock.json");
        let lock = std::fs::read(&lock).context(format!("reading {}", lock.display()))?;
        let key = lock.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            // FNV-1a: a changed lock file gets a directory of its own.
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Ok(paths::cache()?.join(format!("{}-{key:016x}", self.0)))
    }

    fn source(self) -> PathBuf {
        paths::root().join("xtask").join(self.0)
    }

    /// The directory with `node_modules`.
    ///
    /// # Errors
    /// When the cache is unknown or the lock file is missing.
    pub(super) fn find(self) -> Result<Option<PathBuf>> {
        let home = self.home()?;
        Ok(home.join("node_modules").is_dir().then_some(home))
    }

    /// Installs what the lock file names in a partial directory, then puts it in place.
    ///
    /// # Errors
    /// When npm is missing or fails.
    pub(super) fn install(self) -> Result<()> {
        let home = self.home()?;
        let partial = super::partial(&home)?;
        let ready = partial.join("ready");
        std::fs::create_dir_all(&ready)?;
        for name in ["package.json", "package-lock.json"] {
            std::fs::copy(self.source().join(name), ready.join(name))?;
        }
        let mut npm = npm()?;
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&ready)
            // The browser that is there is used; none is downloaded.
            .env("PUPPETEER_SKIP_DOWNLOAD", "1");
        process::watch(&mut npm, LIMIT)?;
        put_in_place(&ready, &home, &partial)
    }
}

fn npm() -> Result<Command> {
    process::which("npm").map(Command::new).ok_or_else(|| {
        Error::new(
            "npm is missing. Install Node.js 20 or newer (on Debian: `sudo apt-get install nodejs npm`), then start again.",
        )
    })
}

/// The directory of a program on the `PATH`, if it says the right version.
fn on_path(binary: &str, right: impl Fn(&str) -> bool) -> Option<PathBuf> {
    let file = process::which(binary)?;
    let said = process::answer(Command::new(&file).arg("--version")).ok()?;
    right(&said).then(|| file.parent().map(Path::to_path_buf))?
}

fn put_in_place(ready: &Path, home: &Path, partial: &Path) -> Result<()> {
    let _ = std::fs::remove_dir_all(home);
    std::fs::rename(ready, home).context(format!("putting {} in place", home.display()))?;
    let _ = std::fs::remove_dir_all(partial);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_of_another_version_is_not_taken() {
        assert!(on_path("cargo", |said| said.starts_with("cargo 0.0")).is_none());
        assert!(on_path("cargo", |said| said.starts_with("cargo ")).is_some());
    }

    #[test]
    fn wasm_bindgen_follows_the_lock_file() {
        let tool = CargoTool::wasm_bindgen().unwrap();
        assert_eq!(tool.version, paths::locked_version("wasm-bindgen").unwrap());
    }
}

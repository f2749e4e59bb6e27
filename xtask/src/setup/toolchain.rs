//! The compiler for the page, and the standard library for wasm32.
//!
//! Usually rustup has both. Where its servers cannot be reached, Debian's Rust
//! has the same compiler with matching sources, from which the standard
//! library is built once into the cache.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::error::{Context, Error, Result};
use crate::{paths, process};

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's Rust with its sources, its clippy, and a linker for wasm.
const DEBIAN_PACKAGES: [&str; 6] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "libstd-rust-web-dev",
    "rust-web-clippy",
    "lld-22",
];
/// Flags of the compiler for the page.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";

/// Where rustup is refused it fails at once; where the network swallows packets it would wait for ever.
const RUSTUP_LIMIT: Duration = Duration::from_mins(3);
const STD_LIMIT: Duration = Duration::from_mins(30);

/// A compiler that can build the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wasm {
    /// The usual toolchain has the target.
    Usual,
    /// Debian's compiler with a standard library in the cache.
    Debian {
        /// The directory given to the compiler as `--sysroot`.
        sysroot: PathBuf,
    },
}

/// Which of the two ways may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Either,
    Rustup,
    Debian,
}

impl Wasm {
    /// Finds a compiler that is ready.
    ///
    /// # Errors
    /// When `ENVELOPE_WASM` has an unknown value or the cache is unknown.
    pub fn find() -> Result<Option<Self>> {
        let way = way()?;
        // A library in the cache was built because rustup could not help; then it is not asked again.
        if way != Way::Rustup
            && let Some(sysroot) = debian_sysroot()?
            && has_std(&sysroot)
            && Path::new(DEBIAN_LINKER).exists()
        {
            return Ok(Some(Self::Debian { sysroot }));
        }
        if way != Way::Debian && usual_has_target() {
            return Ok(Some(Self::Usual));
        }
        Ok(None)
    }

    /// Makes one of the two compilers ready: rustup's if its servers answer, else Debian's.
    ///
    /// # Errors
    /// When neither way works, with both causes.
    pub fn install() -> Result<()> {
        let way = way()?;
        let refused = if way == Way::Debian {
            Error::new("rustup was not asked (ENVELOPE_WASM=debian)")
        } else {
            let mut rustup = Command::new("rustup");
            rustup
                .args(["target", "add", TARGET])
                .current_dir(paths::root());
            match process::watch(&mut rustup, RUSTUP_LIMIT) {
                Ok(()) if usual_has_target() => return Ok(()),
                Ok(()) => Error::new("rustup added the target to another toolchain"),
                Err(cause) => cause,
            }
        };
        if way == Way::Rustup {
            return Err(refused);
        }
        println!("    {refused}");
        println!("    So Debian's Rust and a standard library built from its sources are used.");
        install_debian().map_err(|cause| {
            Error::new(format!(
                "no compiler for {TARGET}.\nFirst way: {refused}\n    rustup target add {TARGET}\nSecond way: {cause}"
            ))
        })
    }

    /// Cargo of this toolchain.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Usual => Command::new("cargo"),
            Self::Debian { .. } => Command::new(DEBIAN_CARGO),
        }
    }

    /// Gives a command the variables that building for wasm32 needs, and these
    /// directories in front of its `PATH`.
    pub fn prepare(&self, command: &mut Command, tools: &[PathBuf]) {
        let mut folders = Vec::new();
        command.env(RUSTFLAGS, self.flags());
        if let Self::Debian { .. } = self {
            // Debian's cargo and clippy must be found before rustup's, which are of another version.
            folders.push(PathBuf::from("/usr/bin"));
            command
                .env("RUSTC", DEBIAN_RUSTC)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
                // Two compilers in one directory would wait for each other and lose each other's work.
                .env("CARGO_TARGET_DIR", self.target_dir());
        }
        folders.extend_from_slice(tools);
        let old = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&old));
        if let Ok(joined) = std::env::join_paths(folders) {
            command.env("PATH", joined);
        }
    }

    /// What the compiler is told: where its library is, and to keep the paths of this machine out of the page, which
    /// is the same wherever it is built. These come on top of those in `.cargo/config.toml`.
    fn flags(&self) -> String {
        let mut flags = Vec::new();
        if let Self::Debian { sysroot } = self {
            flags.push(format!("--sysroot={}", sysroot.display()));
        }
        if let Some(home) = cargo_home() {
            flags.push(format!("--remap-path-prefix={}=/cargo", home.display()));
        }
        // The variable is split at spaces; a path with one cannot be said in it.
        flags.retain(|flag| !flag.contains(' '));
        flags.join(" ")
    }

    /// Where this toolchain's products go.
    pub fn target_dir(&self) -> PathBuf {
        match self {
            Self::Usual => paths::target(),
            Self::Debian { .. } => paths::target().join("wasm"),
        }
    }
}

/// Where cargo unpacks the crates.
fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
}

fn way() -> Result<Way> {
    match std::env::var("ENVELOPE_WASM").unwrap_or_default().as_str() {
        "" => Ok(Way::Either),
        "rustup" => Ok(Way::Rustup),
        "debian" => Ok(Way::Debian),
        other => Err(Error::new(format!(
            "ENVELOPE_WASM is `{other}`; it may be `rustup` or `debian`"
        ))),
    }
}

fn usual_has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "sysroot"])
        .current_dir(paths::root());
    process::answer(&mut rustc).is_ok_and(|sysroot| has_std(Path::new(&sysroot)))
}

fn library_dir(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn has_std(sysroot: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(library_dir(sysroot)) else {
        return false;
    };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Where the standard library for Debian's compiler belongs; none without that compiler.
fn debian_sysroot() -> Result<Option<PathBuf>> {
    if !Path::new(DEBIAN_RUSTC).exists() {
        return Ok(None);
    }
    let version = process::answer(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    Ok(Some(
        paths::cache()?.join(format!("sysroot-{}", key_of(&version))),
    ))
}

/// `rustc 1.96.0 (ac68faa20 2026-05-25) (built …)` becomes `1.96.0-ac68faa20`:
/// a library is of use only to the very compiler that built it.
fn key_of(version: &str) -> String {
    version
        .split_whitespace()
        .skip(1)
        .take(2)
        .map(|word| word.trim_start_matches('('))
        .collect::<Vec<_>>()
        .join("-")
}

fn install_debian() -> Result<()> {
    super::system::install(&DEBIAN_PACKAGES)?;
    let sysroot = debian_sysroot()?
        .ok_or_else(|| Error::new(format!("the packages brought no {DEBIAN_RUSTC}")))?;
    if has_std(&sysroot) {
        return Ok(());
    }
    println!("    building the standard library for {TARGET} (about a minute)");
    let build = super::partial(&sysroot)?;
    let libraries = build_std(&build)?;
    // It is collected beside the build and renamed: a run cut short leaves no half of a library,
    // and no second copy of a crate beside the first.
    let ready = build.join("sysroot");
    collect(&libraries, &library_dir(&ready))?;
    let _ = std::fs::remove_dir_all(&sysroot);
    std::fs::rename(&ready, &sysroot).context(format!("putting {} in place", sysroot.display()))?;
    let _ = std::fs::remove_dir_all(&build);
    Ok(())
}

/// Builds the standard library as the dependency of an empty crate; the directory with the libraries.
fn build_std(build: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(build.join("src"))?;
    std::fs::write(
        build.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n",
    )?;
    std::fs::write(build.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = Command::new(DEBIAN_CARGO);
    cargo
        .current_dir(build)
        .args(["build", "--release", "--target", TARGET])
        // `test` is what the tests in the browser link to.
        .arg("-Zbuild-std=std,panic_abort,test")
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without the bitcode, link-time optimisation of the page fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", build.join("target"));
    process::watch(&mut cargo, STD_LIMIT)?;
    Ok(build.join("target").join(TARGET).join("release/deps"))
}

fn collect(from: &Path, to: &Path) -> Result<()> {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let library = Path::new(&name)
            .extension()
            .is_some_and(|end| end == "rlib");
        if library && !name.starts_with("libempty-") {
            std::fs::copy(entry.path(), to.join(&name)).context(format!("copying {name}"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_names_version_and_commit() {
        assert_eq!(
            key_of("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            "1.96.0-ac68faa20"
        );
    }

    #[test]
    fn only_the_libraries_are_collected() {
        let folder = crate::scratch::Folder::new("collect").unwrap();
        let from = folder.path().join("deps");
        std::fs::create_dir_all(&from).unwrap();
        for name in [
            "libstd-1.rlib",
            "libstd-1.rmeta",
            "libempty-2.rlib",
            "core.d",
        ] {
            std::fs::write(from.join(name), "").unwrap();
        }
        let sysroot = folder.path().join("sysroot");
        collect(&from, &library_dir(&sysroot)).unwrap();
        let names: Vec<_> = std::fs::read_dir(library_dir(&sysroot)).unwrap().collect();
        assert_eq!(names.len(), 1);
        assert!(has_std(&sysroot));
    }

    #[test]
    fn the_debian_way_sets_the_compiler_and_its_library() {
        let wasm = Wasm::Debian {
            sysroot: PathBuf::from("/cache/sysroot"),
        };
        let mut cargo = wasm.cargo();
        wasm.prepare(&mut cargo, &[]);
        let flags = cargo.get_envs().find(|(name, _)| *name == RUSTFLAGS);
        let flags = flags.and_then(|(_, value)| value).unwrap();
        let flags = flags.to_string_lossy();
        assert!(
            flags.starts_with("--sysroot=/cache/sysroot --remap-path-prefix=")
                && flags.ends_with("=/cargo"),
            "{flags}"
        );
    }
}

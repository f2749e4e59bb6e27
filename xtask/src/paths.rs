//! Where things are: the repository and the cache beside it.

use std::path::PathBuf;

use crate::error::{Context, Error, Result};

/// The root of the repository.
pub fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}

/// Cargo's target directory of this repository.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || root().join("target"),
        |folder| root().join(PathBuf::from(folder)),
    )
}

/// The cache for tools: `ENVELOPE_CACHE`, or `envelope` in the user's own cache directory.
///
/// # Errors
/// When neither that variable nor a home directory is known.
pub fn cache() -> Result<PathBuf> {
    cache_from(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

fn cache_from(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Result<PathBuf> {
    if let Some(own) = variable("ENVELOPE_CACHE") {
        return Ok(root().join(own));
    }
    if let Some(user) = variable("XDG_CACHE_HOME") {
        return Ok(PathBuf::from(user).join("envelope"));
    }
    variable("HOME")
        .or_else(|| variable("USERPROFILE"))
        .map(|home| PathBuf::from(home).join(".cache").join("envelope"))
        .ok_or_else(|| Error::new("no home directory: set ENVELOPE_CACHE to a directory for tools"))
}

/// The version of a package as Cargo.lock has it.
///
/// # Errors
/// When Cargo.lock cannot be read or does not name the package.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    version_in(&lock, package)
        .ok_or_else(|| Error::new(format!("Cargo.lock does not name {package}")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != name);
    lines.next()?;
    let version = lines.next()?.trim().strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_follows_the_variables_in_order() {
        let all = |name: &str| Some(format!("/{}", name.to_lowercase()).into());
        assert_eq!(cache_from(all).unwrap(), PathBuf::from("/envelope_cache"));
        let home = |name: &str| (name == "HOME").then(|| "/home/ada".into());
        assert_eq!(
            cache_from(home).unwrap(),
            PathBuf::from("/home/ada/.cache/envelope")
        );
        assert!(cache_from(|_| None).is_err());
    }

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n";
        assert_eq!(version_in(lock, "a"), Some("1.2.3".to_owned()));
        assert_eq!(version_in(lock, "b"), None);
    }
}

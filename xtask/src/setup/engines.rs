//! The database servers that sizes and statements are tested against.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::process;

/// A program that a test starts, and Debian's package of it.
const PROGRAMS: [(Find, &str, &str); 7] = [
    (postgres, "initdb", "postgresql"),
    (postgres, "postgres", "postgresql"),
    (postgres, "psql", "postgresql"),
    (mariadb, "mariadb-install-db", "mariadb-server"),
    (mariadb, "mariadbd", "mariadb-server"),
    (mariadb, "mariadb", "mariadb-server"),
    (other, "sqlite3", "sqlite3"),
];

type Find = fn(&str) -> Option<PathBuf>;

/// A program of `PostgreSQL`: on the `PATH`, or where Debian puts the newest.
pub fn postgres(name: &str) -> Option<PathBuf> {
    process::which(name).or_else(|| newest(Path::new("/usr/lib/postgresql"), name))
}

/// A program of `MariaDB`: on the `PATH`, or among the system's own, which not everybody has there.
pub fn mariadb(name: &str) -> Option<PathBuf> {
    process::which(name).or_else(|| process::find_in("/usr/sbin:/usr/libexec".as_ref(), name))
}

/// The command line of `SQLite`.
pub fn sqlite() -> Option<PathBuf> {
    other("sqlite3")
}

fn other(name: &str) -> Option<PathBuf> {
    process::which(name)
}

/// `postgresql/15/bin/postgres` rather than `postgresql/9/bin/postgres`.
fn newest(home: &Path, name: &str) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir(home)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            let program = entry.path().join("bin").join(name);
            program.is_file().then_some((version, program))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, program)| program)
}

/// The packages of which a program is missing, each once.
fn missing() -> Vec<&'static str> {
    let mut packages: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(find, name, _)| find(name).is_none())
        .map(|(_, _, package)| *package)
        .collect();
    packages.dedup();
    packages
}

/// Whether every program is there.
pub(super) fn are_there() -> bool {
    missing().is_empty()
}

/// Installs Debian's packages of what is missing. Their own servers are not needed: a test starts one
/// in a directory of its own.
///
/// # Errors
/// When apt cannot be used; then with the other way out.
pub(super) fn install() -> Result<()> {
    super::system::install(&missing()).map_err(|cause| {
        Error::new(format!(
            "{cause}\nOr install PostgreSQL 15 or newer, MariaDB 10.6 or newer and SQLite 3 by other means, with their programs on the PATH."
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_taken_by_its_number() {
        let folder = crate::scratch::Folder::new("versions").unwrap();
        for version in ["9", "15", "16", "common"] {
            let bin = folder.path().join(version).join("bin");
            std::fs::create_dir_all(&bin).unwrap();
            if version != "16" {
                std::fs::write(bin.join("postgres"), "").unwrap();
            }
        }
        let expected = folder.path().join("15/bin/postgres");
        assert_eq!(newest(folder.path(), "postgres"), Some(expected));
        assert_eq!(newest(folder.path(), "no-such-program"), None);
    }
}

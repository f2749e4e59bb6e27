//! Temporary directories that go away by themselves.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::error::{Context, Result};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A new empty directory, removed with all that is in it when dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes a directory whose name tells what it is for.
    ///
    /// # Errors
    /// When the directory cannot be made.
    pub fn new(purpose: &str) -> Result<Self> {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("envelope-{purpose}-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // A process that was killed may have left one of the same number.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).context(format!("making {}", path.display()))?;
        Ok(Self { path })
    }

    /// Where the directory is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_new_and_goes_away() {
        let folder = Folder::new("test").unwrap();
        let path = folder.path().to_owned();
        std::fs::write(path.join("file"), "x").unwrap();
        assert_ne!(path, Folder::new("test").unwrap().path());
        drop(folder);
        assert!(!path.exists());
    }
}

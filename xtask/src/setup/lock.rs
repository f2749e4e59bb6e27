//! One set-up at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::{Context, Result};

/// Held while something is being installed. The operating system gives it
/// back when the process ends, however it ends, so it cannot go stale.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of this cache directory, waiting for another set-up to end.
    ///
    /// # Errors
    /// When the lock file cannot be made.
    pub(super) fn take(cache: &Path) -> Result<Self> {
        std::fs::create_dir_all(cache).context(format!("making {}", cache.display()))?;
        let path = cache.join("setup.lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .context(format!("opening {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("set-up: another one is at work; waiting for its end");
                file.lock().context("waiting for the set-up lock")?;
            }
            Err(TryLockError::Error(cause)) => return Err(cause.into()),
        }
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file gives the lock back as well.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_until_the_first_is_done() {
        let folder = crate::scratch::Folder::new("lock").unwrap();
        let first = Lock::take(folder.path()).unwrap();
        let path = folder.path().to_owned();
        let second = std::thread::spawn(move || Lock::take(&path).is_ok());
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert!(!second.is_finished());
        drop(first);
        assert!(second.join().unwrap());
    }
}

//! The one error of this crate: a message for the person at the keyboard.

use std::fmt;

/// What went wrong, in words a person can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
}

/// The result of everything here that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Self {
        Self::new(cause.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::new(format!("unreadable JSON: {cause}"))
    }
}

/// Puts what was being done before the cause of a failure.
pub trait Context<T> {
    /// Turns the failure into `doing: cause`.
    ///
    /// # Errors
    /// Passes the failure on, with the words in front.
    fn context(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|cause| Error::new(format!("{doing}: {cause}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stands_before_the_cause() {
        let failed: std::result::Result<(), &str> = Err("no such file");
        let error = failed.context("reading Cargo.lock").unwrap_err();
        assert_eq!(error.to_string(), "reading Cargo.lock: no such file");
    }
}

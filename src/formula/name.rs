//! What a number is called.

use std::fmt;
use std::sync::Arc;

/// A label, and the name of the row that it belongs to. The two are put together only where they are read: a
/// large design has thousands of names with every edit, and a screen shows a few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    label: &'static str,
    row: Option<Arc<str>>,
}

impl Name {
    /// The name of a number of one row.
    ///
    /// ```
    /// use envelope::formula::Name;
    /// assert_eq!(Name::in_row("Rate", "Create paste".into()).to_string(), "Rate, Create paste");
    /// ```
    pub const fn in_row(label: &'static str, row: Arc<str>) -> Self {
        Self {
            label,
            row: Some(row),
        }
    }
}

impl From<&'static str> for Name {
    fn from(label: &'static str) -> Self {
        Self { label, row: None }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label)?;
        match &self.row {
            Some(row) => write!(f, ", {row}"),
            None => Ok(()),
        }
    }
}

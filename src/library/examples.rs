//! Finished designs.

#[cfg(not(target_arch = "wasm32"))]
use crate::model::Document;

/// A finished design. The page fetches its file when it is opened, so that the first load does not carry it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// Its file, beside the page.
    pub file: &'static str,
    /// The document, in the form of a file.
    #[cfg(not(target_arch = "wasm32"))]
    pub json: &'static str,
}

/// Pastebin: the first exercise of the system-design-primer, carried through.
///
/// Source of its traffic and sizes: donnemartin/system-design-primer, `solutions/system_design/pastebin`, 2026-03-20.
pub static PASTEBIN: Example = Example {
    name: "Pastebin",
    file: "examples/pastebin.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/pastebin.json"),
};

/// Every finished design.
pub static ALL: &[Example] = &[PASTEBIN];

#[cfg(not(target_arch = "wasm32"))]
impl Example {
    /// The document, read.
    ///
    /// ```
    /// use envelope::{estimate, library::examples};
    /// let doc = examples::PASTEBIN.document();
    /// let estimate = estimate::of(&doc);
    /// assert_eq!(estimate.shown(&estimate::capacity::STORAGE_HORIZON, 0), "458 GB");
    /// ```
    pub fn document(&self) -> Document {
        // Every example is read by a test, so that what is bundled can be read.
        crate::text::json::from_json(self.json).unwrap_or_default()
    }
}

/// The document of [`PASTEBIN`].
#[cfg(not(target_arch = "wasm32"))]
pub fn pastebin() -> Document {
    PASTEBIN.document()
}

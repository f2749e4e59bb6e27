//! Finished designs.

/// A finished design. The page fetches its file when it is opened, so that the first load does not carry it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// What can be learned from it, in a line.
    pub about: &'static str,
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
    about: "Short links to texts: ten reads for each write, a cache, one database.",
    file: "examples/pastebin.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/pastebin.json"),
};

/// Shop: users, orders and payments, carried through.
///
/// Source of its three tables and their attributes: the example of a relational schema in the outline that the
/// sections follow, point 4 of section 7, 2026-11-22. Traffic, types and sizes are made up for it.
pub static SHOP: Example = Example {
    name: "Shop",
    about: "Users, orders and payments: a relational schema with true sizes.",
    file: "examples/shop.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/shop.json"),
};

/// Every finished design.
pub static ALL: &[Example] = &[PASTEBIN, SHOP];

//! The keys that have no letter, as WebDriver numbers them.

/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Tabulator.
pub const TAB: &str = "\u{E004}";
/// Escape.
pub const ESCAPE: &str = "\u{E00C}";
/// Backspace.
pub const BACKSPACE: &str = "\u{E003}";
/// Delete.
pub const DELETE: &str = "\u{E017}";
/// Insert.
pub const INSERT: &str = "\u{E016}";
/// The space bar.
pub const SPACE: &str = "\u{E00D}";
/// Shift.
pub const SHIFT: &str = "\u{E008}";
/// Control.
pub const CONTROL: &str = "\u{E009}";
/// Alt.
pub const ALT: &str = "\u{E00A}";
/// Meta, Command or the Windows key.
pub const META: &str = "\u{E03D}";
/// Page up.
pub const PAGE_UP: &str = "\u{E00E}";
/// Page down.
pub const PAGE_DOWN: &str = "\u{E00F}";
/// End.
pub const END: &str = "\u{E010}";
/// Home.
pub const HOME: &str = "\u{E011}";
/// Arrow to the left.
pub const LEFT: &str = "\u{E012}";
/// Arrow up.
pub const UP: &str = "\u{E013}";
/// Arrow to the right.
pub const RIGHT: &str = "\u{E014}";
/// Arrow down.
pub const DOWN: &str = "\u{E015}";
/// F1.
pub const F1: &str = "\u{E031}";
/// F2.
pub const F2: &str = "\u{E032}";
/// F6.
pub const F6: &str = "\u{E036}";

//! What follows from the design as tables of texts, for the page and the Markdown alike.

use super::grid::Grid;
use super::{data_model, paths, targets, whatif};
use crate::estimate::Estimate;
use crate::model::Document;
use crate::outline::View;

/// A table of what follows; empty where there is nothing to say.
///
/// ```
/// use envelope::{estimate, model::{Document, apis, whatif}, outline::View, text::views::grid};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "40/s"]);
/// doc.add_row_of(&whatif::SCENARIOS, &["Success", "10x"]);
/// let side_by_side = grid(View::Comparison, &doc, &estimate::of(&doc));
/// assert_eq!(side_by_side.head, ["Result", "Base", "Success"]);
/// assert_eq!(side_by_side.rows[1][2].text, "400 /s");
/// assert_eq!(side_by_side.rows[1][2].mark, "▲ ×10");
/// ```
pub fn grid(view: View, doc: &Document, estimate: &Estimate) -> Grid {
    whatif::grid(view, doc, estimate)
        .or_else(|| data_model::grid(view, doc, estimate))
        .or_else(|| targets::grid(view, doc, estimate))
        .or_else(|| paths::grid(view, doc, estimate))
        .unwrap_or_default()
}

//! The requirements of section 1 beside what the design has, as a table of texts.

use super::grid::{Cell, Grid};
use crate::estimate::Estimate;
use crate::model::Document;
use crate::model::requirements::NON_FUNCTIONAL;
use crate::outline::View;
use crate::review::targets::{Agrees, covered};

pub(super) fn grid(view: View, doc: &Document, estimate: &Estimate) -> Option<Grid> {
    if view != View::Coverage {
        return None;
    }
    let or_dash = |text: &str| {
        Cell::from(if text.trim().is_empty() {
            "–"
        } else {
            text.trim()
        })
    };
    let rows = covered(doc, estimate).into_iter().map(|one| {
        let row = one.requirement;
        let agrees = match one.agrees {
            Agrees::Yes => "yes".to_owned(),
            Agrees::No(by) => ["no, by ", &by].concat(),
            Agrees::Needs(what) => ["not known, needs ", &what].concat(),
            Agrees::Judge => "for you to judge".to_owned(),
        };
        vec![
            NON_FUNCTIONAL.row_name(doc, row.id).into(),
            or_dash(&row.target),
            or_dash(&row.met_by),
            or_dash(&one.has),
            agrees.into(),
        ]
    });
    Some(Grid {
        head: [
            "Requirement",
            "Target",
            "Met by",
            "In the estimate",
            "Agrees",
        ]
        .map(str::to_owned)
        .into(),
        rows: rows.collect(),
        note: String::new(),
    })
}

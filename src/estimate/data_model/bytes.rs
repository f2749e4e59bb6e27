//! The parts of what a table takes on disk, as formulas.

use super::schema::Store;
use super::sizes::Kept;
use super::steps::Steps;
use crate::engines::{IndexOf, TableSize};
use crate::formula::{Callee, Expr, NodeRef, Operation, Written};
use crate::quantity::{Conventions, Dim, Mismatch, Period, Quantity, Unit};
use std::sync::Arc;

/// Which part of a table's size.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Row,
    Table,
    Indexes,
    /// The indexes whose keys come in order, or were sorted when they were built.
    Ordered,
    Index(IndexOf),
}

/// The bytes of a part of a table, for its arguments.
pub(super) fn bytes(kept: &Arc<Kept>, part: Part, arguments: &[NodeRef]) -> Expr {
    let kept = Arc::clone(kept);
    let bytes = Bytes {
        kept,
        part,
        steps: Steps::default(),
    };
    Callee::Made(Arc::new(bytes)).of(arguments.iter().copied())
}

struct Bytes {
    kept: Arc<Kept>,
    part: Part,
    steps: Steps,
}

impl Bytes {
    fn of(&self, size: &TableSize) -> f64 {
        let all = || size.indexes.iter();
        match self.part {
            Part::Row => size.row,
            Part::Table => size.table + size.overflow + size.maps,
            Part::Indexes => all().map(|index| index.total).sum(),
            Part::Ordered => {
                let random = |at: &usize| self.kept.random.get(*at) == Some(&true);
                let ordered = all().filter(|index| !index.columns.first().is_some_and(random));
                // Not `sum`, which is −0 where there are none.
                ordered.fold(0.0, |all, index| all + index.total)
            }
            Part::Index(of) => all()
                .find(|index| index.of == of)
                .map_or(0.0, |index| index.total),
        }
    }
}

impl Operation for Bytes {
    fn dim(&self, _: &[Dim]) -> Result<Dim, String> {
        Ok(Dim::DATA)
    }

    fn value(&self, arguments: &[Quantity], _: &Conventions) -> Result<Quantity, Mismatch> {
        let arguments: Vec<f64> = arguments.iter().map(|argument| argument.value).collect();
        let bytes = self.of(&self.kept.size(&arguments));
        if bytes.is_finite() {
            Ok(Quantity::new(bytes, Dim::DATA, Period::Second))
        } else {
            Err(Mismatch::TooLarge)
        }
    }

    /// Where only the number of rows is not known for sure.
    fn along(
        &self,
        arguments: &[Quantity],
        which: usize,
        cases: &mut [f64],
        _: &Conventions,
    ) -> Option<Unit> {
        let mut arguments: Vec<f64> = arguments.iter().map(|argument| argument.value).collect();
        let usual = self.kept.usual_rows(&arguments).filter(|_| which == 0)?;
        let in_proportion = !matches!(self.part, Part::Row);
        let figure = |rows| {
            arguments[0] = rows;
            self.of(&self.kept.size_by_rows(&arguments))
        };
        let unit = Quantity::new(0.0, Dim::DATA, Period::Second).unit();
        let done = self.steps.figures(cases, usual, in_proportion, figure);
        done.then_some(unit)
    }

    fn write(&self, arguments: &[Written]) -> String {
        let rows = arguments.first().map_or("", |rows| rows.text.as_str());
        let name = match self.kept.store {
            Store::Relational(engine) => engine.name(),
            Store::Other(store) => store.name(),
        };
        let columns = self.kept.table.columns.len();
        let what = match self.part {
            Part::Row => {
                return format!(
                    "a row of {columns} columns in {name}, with its header and its place in the page"
                );
            }
            Part::Table => "pages",
            Part::Indexes => "indexes",
            Part::Ordered => "indexes in order",
            Part::Index(_) => "index",
        };
        format!("{what} in {name} of {rows} rows of {columns} columns")
    }
}

//! The graph while it is being built: fields in, formulas on top.

use super::input::{Reading, read};
use crate::formula::{Expr, Formula, Graph, Name, NodeRef, Origin};
use crate::model::{Document, Field, Id, Record, Spec};
use crate::quantity::{Kind, Mismatch, Period, Quantity, parse};
use std::borrow::Cow;
use std::sync::Arc;

/// Stands for the row where a field keeps what it would be without its entry.
pub const INSTEAD: Id = Id::MAX;

/// A document and the numbers that follow from it so far.
pub(super) struct Sheet<'d> {
    pub(super) doc: &'d Document,
    /// The row that was named last: its numbers follow each other.
    row: Arc<str>,
    graph: Graph,
    results: Vec<(&'static Formula, NodeRef)>,
}

impl<'d> Sheet<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        Self {
            doc,
            graph: Graph::new(doc.number_conventions()),
            row: "".into(),
            results: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Graph {
        self.graph
    }

    /// Puts in a field: given, assumed, or unknown.
    pub(super) fn field(&mut self, field: &'static Field<Document>) -> NodeRef {
        self.text(
            &field.spec,
            (field.get)(self.doc),
            0,
            field.spec.label.into(),
        )
    }

    /// Puts in a field; left empty, it follows from `derived`.
    pub(super) fn field_or(
        &mut self,
        field: &'static Field<Document>,
        derived: impl Into<Expr>,
    ) -> NodeRef {
        let key = (field.spec.key, self.place_of_default(field));
        let name = field.spec.label.into();
        let kind = field.spec.kind().unwrap_or(Kind::Count);
        let derived = self.graph.define_named(key, name, kind, derived.into());
        if self.entered(field) {
            self.field(field)
        } else {
            derived
        }
    }

    /// Puts in a field; left empty, it is assumed to be `value`.
    pub(super) fn field_assumed(
        &mut self,
        field: &'static Field<Document>,
        value: Quantity,
        why: &'static str,
    ) -> NodeRef {
        let key = (field.spec.key, self.place_of_default(field));
        let name = field.spec.label.into();
        let kind = field.spec.kind().unwrap_or(Kind::Count);
        let why = Cow::Borrowed(why);
        let assumed = (self.graph).input(key, name, kind, Origin::Assumed, Some(value), why);
        if self.entered(field) {
            self.field(field)
        } else {
            assumed
        }
    }

    /// An entry takes the place of what the field would be without it; that stays in the graph, so that it can
    /// be shown and gone back to.
    fn place_of_default(&self, field: &'static Field<Document>) -> Id {
        if self.entered(field) { INSTEAD } else { 0 }
    }

    /// Whether anything was entered in a field.
    pub(super) fn entered(&self, field: &'static Field<Document>) -> bool {
        !(field.get)(self.doc).trim().is_empty()
    }

    /// What the price of an empty field becomes beyond a volume in a month: each volume and its price.
    pub(super) fn tiers(&self, field: &'static Field<Document>) -> Vec<[Expr; 2]> {
        let (Some(kind), Some(price), false) =
            (field.spec.kind(), field.spec.price, self.entered(field))
        else {
            return Vec::new();
        };
        let conv = self.graph.conventions();
        let read = |text, kind| Some(Expr::Constant(parse(text, kind, conv).ok()?, kind));
        price
            .tiers(self.doc.price_book())
            .iter()
            .filter_map(|tier| Some([read(tier.beyond, Kind::Data)?, read(tier.text, kind)?]))
            .collect()
    }

    fn row_of(&mut self, name: &str) -> Arc<str> {
        if *self.row != *name {
            self.row = name.into();
        }
        Arc::clone(&self.row)
    }

    /// Puts in the cell of a row.
    pub(super) fn cell<R: Record>(
        &mut self,
        field: &'static Field<R>,
        record: &R,
        row_name: &str,
    ) -> NodeRef {
        let name = Name::in_row(field.spec.label, self.row_of(row_name));
        self.text(&field.spec, (field.get)(record), record.id(), name)
    }

    /// Puts in the cell of a row; left empty, it follows from `derived`.
    pub(super) fn cell_or<R: Record>(
        &mut self,
        field: &'static Field<R>,
        record: &R,
        row_name: &str,
        derived: impl Into<Expr>,
    ) -> NodeRef {
        match (field.spec.kind(), (field.get)(record).trim()) {
            (Some(kind), "") => {
                let name = Name::in_row(field.spec.label, self.row_of(row_name));
                let key = (field.spec.key, record.id());
                self.graph.define_named(key, name, kind, derived.into())
            }
            _ => self.cell(field, record, row_name),
        }
    }

    fn text(&mut self, spec: &'static Spec, text: &str, row: Id, name: Name) -> NodeRef {
        let kind = spec.kind().unwrap_or(Kind::Count);
        let conv = *self.graph.conventions();
        let (origin, entry, note) = match read(spec, text, &conv) {
            Reading::Value(entry) => (Origin::Given, Some(entry), Cow::Borrowed("")),
            Reading::Invalid(message) => (Origin::Unknown, None, Cow::Owned(message)),
            Reading::Empty => match spec
                .taken_by(self.doc.price_book())
                .map(|(text, why)| (read(spec, text, &conv), why))
            {
                Some((Reading::Value(entry), why)) => (Origin::Assumed, Some(entry), why),
                _ => (Origin::Unknown, None, Cow::Borrowed("")),
            },
        };
        let value = entry.map(|entry| entry.value);
        // A rate that is not known counts as one in total; only a value can say that it is for each user.
        let kind = if value.is_none() && kind == Kind::ActionRate {
            Kind::Rate
        } else {
            kind
        };
        let input = (self.graph).input((spec.key, row), name, kind, origin, value, note);
        self.graph
            .set_spread(input, entry.and_then(|entry| entry.spread));
        input
    }

    /// Something that a result needs and that nobody has entered at all, such as "an action with a rate".
    pub(super) fn wanting(&mut self, key: &'static str, name: &'static str, kind: Kind) -> NodeRef {
        self.graph.input(
            (key, 0),
            name.into(),
            kind,
            Origin::Unknown,
            None,
            Cow::Borrowed(""),
        )
    }

    pub(super) fn define(&mut self, formula: &'static Formula, expr: impl Into<Expr>) -> NodeRef {
        let node = self.graph.define(formula, expr);
        self.results.push((formula, node));
        node
    }

    /// A result of the whole document that was defined before, for what follows from it elsewhere.
    pub(super) fn result(&self, formula: &Formula) -> Option<NodeRef> {
        let mut results = self.results.iter();
        results.find_map(|(known, node)| (*known == formula).then_some(*node))
    }

    pub(super) fn define_row(
        &mut self,
        formula: &'static Formula,
        row: Id,
        name: &str,
        expr: impl Into<Expr>,
    ) -> NodeRef {
        let name = self.row_of(name);
        self.graph.define_row(formula, row, name, expr)
    }

    /// An input that was put in before, by its field's key.
    pub(super) fn input(&self, key: &'static str, row: Id) -> Option<NodeRef> {
        self.graph.reference((key, row))
    }

    /// The term of a result of the whole document that begins with a field.
    pub(super) fn term(&self, formula: &Formula, first: &Field<Document>) -> Option<Expr> {
        self.graph.term((formula.key, 0), (first.spec.key, 0))
    }

    pub(super) fn value(&self, node: NodeRef) -> Option<Quantity> {
        self.graph.node(node).value
    }
}

/// One day, month or year, to make an amount of a rate.
pub(super) fn one(period: Period) -> Expr {
    Expr::Constant(
        Quantity::new(1.0, crate::quantity::Dim::TIME, period),
        Kind::Span,
    )
}

/// What a function of `theory` gives, as a plain number; it gives none where there is no answer.
pub(super) fn scalar(value: Option<f64>) -> Result<Quantity, Mismatch> {
    value.map(Quantity::scalar).ok_or(Mismatch::Undefined)
}

/// A constant that is shown as a share, in percent.
pub(super) fn share(value: f64) -> Expr {
    Expr::Constant(Quantity::scalar(value), Kind::Share)
}

/// What is left of a whole: one less `part`.
pub(super) fn rest(part: NodeRef) -> Expr {
    share(1.0) - part
}

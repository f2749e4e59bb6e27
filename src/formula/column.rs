//! A number in many cases at once, so that a formula is gone through once for all of them.

use super::Function;
use super::evaluate::{Values, known_sum};
use super::graph::{Graph, NodeRef, allowed};
use crate::quantity::{Conventions, Kind, Operator, Period, Quantity, Unit};
use std::borrow::Cow;

/// The values of one number in a block of draws.
#[derive(Clone, Debug)]
pub(super) enum Column<'c> {
    /// The same in all of them, or none in any.
    Same(Option<Quantity>),
    /// Counted in one unit; NaN where there is none.
    Draws(Unit, Cow<'c, [f64]>),
    /// Counted in different units, as the greater of two that are counted differently.
    Mixed(Vec<Option<Quantity>>),
}

impl Column<'_> {
    /// The value at one draw.
    pub(super) fn at(&self, draw: usize) -> Option<Quantity> {
        match self {
            Self::Same(value) => *value,
            Self::Draws(unit, values) => values
                .get(draw)
                .filter(|value| !value.is_nan())
                .map(|value| unit.of(*value)),
            Self::Mixed(values) => values.get(draw).copied().flatten(),
        }
    }

    /// The same, needing nothing of others.
    pub(super) fn owned(self) -> Column<'static> {
        match self {
            Self::Same(value) => Column::Same(value),
            Self::Draws(unit, values) => Column::Draws(unit, Cow::Owned(values.into_owned())),
            Self::Mixed(values) => Column::Mixed(values),
        }
    }

    /// Each draw by itself, counted as it comes.
    fn collect(count: usize, at: &mut dyn FnMut(usize) -> Option<Quantity>) -> Column<'static> {
        let values: Vec<Option<Quantity>> = (0..count).map(at).collect();
        let mut known = values.iter().flatten();
        match known.next().map(|value| value.unit()) {
            None => Column::Same(None),
            Some(unit) if known.all(|value| value.unit() == unit) => {
                let number = |value: &Option<Quantity>| value.map_or(f64::NAN, |value| value.value);
                Column::Draws(unit, values.iter().map(number).collect())
            }
            Some(_) => Column::Mixed(values),
        }
    }

    /// What a node of this kind may have of it.
    pub(super) fn allowed(self, kind: Kind, count: usize) -> Self {
        match self {
            Self::Same(value) => Self::Same(value.filter(|value| allowed(kind, *value))),
            Self::Draws(unit, values) if kind.dims().contains(&unit.dim) => {
                Self::Draws(unit, values)
            }
            Self::Draws(..) => Self::Same(None),
            Self::Mixed(_) => Self::collect(count, &mut |draw| {
                self.at(draw).filter(|value| allowed(kind, *value))
            }),
        }
    }
}

/// The nodes of a graph in a block of draws.
pub(super) struct Columns<'g> {
    pub(super) graph: &'g Graph,
    /// So many draws.
    pub(super) count: usize,
    /// By the place of the node; a node without one is the same in all draws.
    pub(super) columns: &'g [Option<Column<'static>>],
}

impl<'g> Columns<'g> {
    const fn conv(&self) -> &Conventions {
        self.graph.conventions()
    }

    /// A column of one unit as numbers, unless its draws are counted differently.
    fn numbers<'c>(&self, column: Column<'c>) -> Result<(Unit, Cow<'c, [f64]>), Column<'c>> {
        match column {
            Column::Same(Some(value)) => {
                Ok((value.unit(), Cow::Owned(vec![value.value; self.count])))
            }
            Column::Draws(unit, values) => Ok((unit, values)),
            other => Err(other),
        }
    }

    /// Two columns, draw by draw.
    fn each(
        &self,
        left: &Column,
        right: &Column,
        value: &dyn Fn(Option<Quantity>, Option<Quantity>) -> Option<Quantity>,
    ) -> Column<'g> {
        Column::collect(self.count, &mut |draw| value(left.at(draw), right.at(draw)))
    }
}

impl<'g> Values for Columns<'g> {
    type Value = Column<'g>;

    fn node(&self, node: NodeRef) -> Column<'g> {
        match self.columns.get(node.place()).and_then(Option::as_ref) {
            Some(Column::Draws(unit, values)) => Column::Draws(*unit, Cow::Borrowed(values)),
            Some(other) => other.clone(),
            None => Column::Same(self.graph.node(node).value),
        }
    }

    fn constant(&self, value: Option<Quantity>) -> Column<'g> {
        Column::Same(value)
    }

    fn combine(&self, operator: Operator, left: Column<'g>, right: Column<'g>) -> Column<'g> {
        let conv = self.conv();
        let one = |a: Option<Quantity>, b: Option<Quantity>| a?.combine(operator, b?, conv).ok();
        let unit = |column: &Column| match column {
            Column::Same(value) => value.map(Quantity::unit),
            Column::Draws(unit, _) => Some(*unit),
            Column::Mixed(_) => None,
        };
        match (&left, &right) {
            (Column::Same(a), Column::Same(b)) => return Column::Same(one(*a, *b)),
            (Column::Same(None), _) | (_, Column::Same(None)) => return Column::Same(None),
            _ => {}
        }
        let units = unit(&left).zip(unit(&right));
        let Some(plan) = units.and_then(|(a, b)| operator.plan(a, b, conv)) else {
            return self.each(&left, &right, &one);
        };
        match (self.numbers(left), self.numbers(right)) {
            (Ok((_, left)), Ok((_, right))) => {
                let mut values = left.into_owned();
                plan.combine(&mut values, &right);
                Column::Draws(plan.unit, Cow::Owned(values))
            }
            // Both had a unit, so both are numbers.
            _ => Column::Same(None),
        }
    }

    fn total(&self, sum: Column<'g>, term: Column<'g>) -> Column<'g> {
        let whole = |column: &Column| match column {
            Column::Same(value) => value.is_some(),
            Column::Draws(_, values) => !values.iter().any(|value| value.is_nan()),
            Column::Mixed(_) => false,
        };
        match (&sum, &term) {
            (Column::Same(None), _) => term,
            (_, Column::Same(None)) => sum,
            (a, b) if whole(a) && whole(b) => self.combine(Operator::Add, sum, term),
            (a, b) => self.each(a, b, &|sum, term| {
                known_sum(sum, term, self.conv()).ok().flatten()
            }),
        }
    }

    fn ceil(&self, value: Column<'g>) -> Column<'g> {
        match value {
            Column::Same(value) => Column::Same(value.map(Quantity::ceil)),
            Column::Draws(unit, values) => {
                let mut values = values.into_owned();
                for value in &mut values {
                    *value = unit.of(*value).ceil().value;
                }
                Column::Draws(unit, Cow::Owned(values))
            }
            Column::Mixed(values) => {
                let ceil = |value: Option<Quantity>| value.map(Quantity::ceil);
                Column::Mixed(values.into_iter().map(ceil).collect())
            }
        }
    }

    fn per(&self, value: Column<'g>, period: Period) -> Column<'g> {
        let per = |value: Quantity| value.in_period(period, self.conv());
        match value {
            Column::Same(value) => Column::Same(value.map(per)),
            Column::Draws(unit, values) if unit.dim.time == 0 || unit.period == period => {
                Column::Draws(unit, values)
            }
            Column::Draws(unit, values) => {
                let mut values = values.into_owned();
                let unit = unit.convert(&mut values, period, self.conv());
                Column::Draws(unit, Cow::Owned(values))
            }
            Column::Mixed(values) => {
                Column::collect(self.count, &mut |draw| values.get(draw)?.map(per))
            }
        }
    }

    fn function(&self, function: &Function, arguments: Vec<Column<'g>>) -> Column<'g> {
        let mut known = Vec::with_capacity(arguments.len());
        let mut value = |draw| {
            known.clear();
            for argument in &arguments {
                known.push(argument.at(draw)?);
            }
            (function.value)(&known, self.conv())
                .ok()
                .filter(|value| value.value.is_finite())
        };
        let same = |argument: &Column| matches!(argument, Column::Same(_));
        if arguments.iter().all(same) {
            Column::Same(value(0))
        } else {
            Column::collect(self.count, &mut value)
        }
    }
}

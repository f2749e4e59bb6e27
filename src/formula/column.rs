//! A number in many cases at once, so that a formula is gone through once for all of them.

use super::Operation;
use super::evaluate::{Values, known_sum};
use super::graph::{Graph, NodeRef, allowed};
use crate::quantity::{Conventions, Kind, Operator, Period, Quantity, Unit};
use std::borrow::Cow;

/// The values of one number in a block of draws.
#[derive(Clone, Debug)]
pub(super) enum Column<'c> {
    /// The same in all of them, or none in any.
    Same(Option<Quantity>),
    /// Counted in one unit.
    Draws(Draws<'c>),
    /// Counted in different units, as the greater of two that are counted differently.
    Mixed(Vec<Option<Quantity>>),
}

/// The values of one number, all counted in one unit.
#[derive(Clone, Debug)]
pub(super) struct Draws<'c> {
    pub(super) unit: Unit,
    /// NaN where there is none.
    pub(super) values: Cow<'c, [f64]>,
    /// Whether there is one at each draw.
    whole: bool,
}

impl Draws<'_> {
    pub(super) fn new(unit: Unit, values: Vec<f64>) -> Self {
        let nan = |bad, value: &f64| bad | value.is_nan();
        Self {
            unit,
            whole: !values.iter().fold(false, nan),
            values: Cow::Owned(values),
        }
    }

    /// The sum of those that there are, each times `part`.
    ///
    /// A plain loop, because the page is compiled to be small; two sums, because each addition waits for the one before.
    pub(super) fn sum(&self, part: f64) -> f64 {
        let (mut one, mut other, mut at) = (0.0, 0.0, 0);
        let values = &self.values;
        while at + 1 < values.len() {
            let (a, b) = (values[at] * part, values[at + 1] * part);
            one += if a.is_nan() { 0.0 } else { a };
            other += if b.is_nan() { 0.0 } else { b };
            at += 2;
        }
        let last = values.get(at).filter(|value| !value.is_nan());
        one + other + last.map_or(0.0, |value| value * part)
    }

    /// Other values where there were values.
    fn map(self, map: impl FnOnce(Unit, &mut [f64]) -> Unit) -> Self {
        let mut values = self.values.into_owned();
        Self {
            unit: map(self.unit, &mut values),
            values: Cow::Owned(values),
            ..self
        }
    }
}

impl Column<'_> {
    /// The value at one draw.
    pub(super) fn at(&self, draw: usize) -> Option<Quantity> {
        match self {
            Self::Same(value) => *value,
            Self::Draws(draws) => draws
                .values
                .get(draw)
                .filter(|value| !value.is_nan())
                .map(|value| draws.unit.of(*value)),
            Self::Mixed(values) => values.get(draw).copied().flatten(),
        }
    }

    /// The same, needing nothing of others.
    pub(super) fn owned(self) -> Column<'static> {
        match self {
            Self::Same(value) => Column::Same(value),
            Self::Draws(draws) => Column::Draws(Draws {
                values: Cow::Owned(draws.values.into_owned()),
                ..draws
            }),
            Self::Mixed(values) => Column::Mixed(values),
        }
    }

    /// How all of them are counted.
    fn unit(&self) -> Option<Unit> {
        match self {
            Self::Same(value) => value.map(Quantity::unit),
            Self::Draws(draws) => Some(draws.unit),
            Self::Mixed(_) => None,
        }
    }

    /// Each draw by itself, counted as it comes.
    fn collect(count: usize, at: &mut dyn FnMut(usize) -> Option<Quantity>) -> Column<'static> {
        let mut unit = None;
        let mut values = Vec::with_capacity(count);
        for draw in 0..count {
            let Some(value) = at(draw) else {
                values.push(f64::NAN);
                continue;
            };
            if *unit.get_or_insert(value.unit()) != value.unit() {
                return Column::Mixed((0..count).map(at).collect());
            }
            values.push(value.value);
        }
        unit.map_or(Column::Same(None), |unit| {
            Column::Draws(Draws::new(unit, values))
        })
    }

    /// What a node of this kind may have of it.
    pub(super) fn allowed(self, kind: Kind, count: usize) -> Self {
        match self {
            Self::Same(value) => Self::Same(value.filter(|value| allowed(kind, *value))),
            Self::Draws(draws) if kind.dims().contains(&draws.unit.dim) => Self::Draws(draws),
            Self::Draws(_) => Self::Same(None),
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
    pub(super) by_place: &'g [Option<Column<'static>>],
}

impl<'g> Columns<'g> {
    const fn conv(&self) -> &Conventions {
        self.graph.conventions()
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
        match self.by_place.get(node.place()).and_then(Option::as_ref) {
            Some(Column::Draws(draws)) => Column::Draws(Draws {
                values: Cow::Borrowed(&draws.values),
                ..*draws
            }),
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
        let (left_unit, right_unit) = match (&left, &right) {
            (Column::Same(a), Column::Same(b)) => return Column::Same(one(*a, *b)),
            (Column::Same(None), _) | (_, Column::Same(None)) => return Column::Same(None),
            _ => (left.unit(), right.unit()),
        };
        let units = left_unit.zip(right_unit);
        let Some(plan) = units.and_then(|(left, right)| operator.plan(left, right, conv)) else {
            return self.each(&left, &right, &one);
        };
        let (values, whole) = match (left, right) {
            // As one month of what comes in a month.
            (Column::Draws(left), Column::Same(Some(right))) if plan.is_once(right.value) => {
                (left.values.into_owned(), left.whole)
            }
            (Column::Draws(left), Column::Same(Some(right))) => {
                let mut values = left.values.into_owned();
                let whole = plan.combine(&mut values, &[right.value]);
                (values, whole)
            }
            (Column::Same(Some(left)), Column::Draws(right)) => {
                let mut values = right.values.into_owned();
                let whole = plan.combine_one(left.value, &mut values);
                (values, whole)
            }
            (Column::Draws(left), Column::Draws(right)) => {
                let mut values = left.values.into_owned();
                let whole = plan.combine(&mut values, &right.values);
                (values, whole)
            }
            (left, right) => return self.each(&left, &right, &one),
        };
        Column::Draws(Draws {
            unit: plan.unit,
            values: Cow::Owned(values),
            whole,
        })
    }

    fn total(&self, sum: Column<'g>, term: Column<'g>) -> Column<'g> {
        let whole = |column: &Column| match column {
            Column::Same(value) => value.is_some(),
            Column::Draws(draws) => draws.whole,
            Column::Mixed(_) => false,
        };
        match (&sum, &term) {
            (Column::Same(None), _) => term,
            (_, Column::Same(None)) => sum,
            (a, b) if whole(a) && whole(b) => self.combine(Operator::Add, sum, term),
            (a, b) => self.each(a, b, &|sum, term| {
                known_sum(sum, term, *self.conv()).ok().flatten()
            }),
        }
    }

    fn ceil(&self, value: Column<'g>) -> Column<'g> {
        match value {
            Column::Same(value) => Column::Same(value.map(Quantity::ceil)),
            Column::Draws(draws) => Column::Draws(draws.map(|unit, values| {
                for value in values {
                    *value = unit.of(*value).ceil().value;
                }
                unit
            })),
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
            Column::Draws(draws) if draws.unit.dim.time == 0 || draws.unit.period == period => {
                Column::Draws(draws)
            }
            Column::Draws(draws) => {
                Column::Draws(draws.map(|unit, values| unit.convert(values, period, self.conv())))
            }
            Column::Mixed(values) => {
                Column::collect(self.count, &mut |draw| values.get(draw)?.map(per))
            }
        }
    }

    fn function(&self, function: &dyn Operation, arguments: Vec<Column<'g>>) -> Column<'g> {
        if let Some(draws) = along(function, &arguments, *self.conv()) {
            return Column::Draws(draws);
        }
        // Of what is the same in all draws, the value is there already.
        let mut known = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            match argument {
                Column::Same(None) => return Column::Same(None),
                argument => known.push(argument.at(0).unwrap_or(Quantity::scalar(0.0))),
            }
        }
        let mut value = |draw| {
            for (known, argument) in known.iter_mut().zip(&arguments) {
                if !matches!(argument, Column::Same(_)) {
                    *known = argument.at(draw)?;
                }
            }
            function
                .value(&known, self.conv())
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

/// The values of a function of which one argument differs from draw to draw, where they can be had at once.
fn along(
    function: &dyn Operation,
    arguments: &[Column],
    conv: Conventions,
) -> Option<Draws<'static>> {
    let mut varying = None;
    let mut known = Vec::with_capacity(arguments.len());
    for (at, argument) in arguments.iter().enumerate() {
        known.push(match argument {
            Column::Same(value) => (*value)?,
            Column::Draws(draws) if varying.is_none() => {
                varying = Some((at, draws));
                draws.unit.of(0.0)
            }
            _ => return None,
        });
    }
    let (which, draws) = varying?;
    let mut values = draws.values.to_vec();
    let unit = function.along(&known, which, &mut values, &conv)?;
    for value in &mut values {
        if value.is_infinite() {
            *value = f64::NAN;
        }
    }
    Some(Draws::new(unit, values))
}

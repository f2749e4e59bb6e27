//! Questions: what has to be so for a result to be so much.

use super::{Refused, growing_nodes, result};
use crate::estimate::Estimate;
use crate::formula::{Formula, Graph, Key, Unsolved};
use crate::model::whatif::{GOAL_INPUT, GOAL_RESULT, GOAL_TARGET, GOALS, Goal};
use crate::model::{Address, Document, Id, Input, Spec};
use crate::quantity::{Kind, Period, Quantity, parse};

/// What was asked, and what was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The row of the question.
    pub row: Id,
    /// The result.
    pub result: &'static Formula,
    /// How much it may be.
    pub target: Quantity,
    /// What was looked for; none stands for the users.
    pub input: Option<&'static Spec>,
    /// What was found.
    pub found: Result<Found, Unsolved>,
}

/// The last value at which the result is within its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The value of the input, where one was looked for.
    pub value: Option<Quantity>,
    /// How many times what it is now; none where it is nothing or not known now.
    pub times: Option<f64>,
    /// Whether the input may be less, and not more.
    pub at_most: bool,
}

/// A question that can be answered.
struct Question {
    result: &'static Formula,
    target: Quantity,
    input: Option<Address>,
}

/// The answers to the questions that are whole and understood, in their order.
///
/// ```
/// use envelope::{estimate::{self, whatif}, model::{Document, apis, whatif as w}};
/// let mut doc = Document::default();
/// doc.capacity.peak_factor = "1x".into();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "700/s"]);
/// // A server answers 700 a second, and there is one spare.
/// doc.add_row_of(&w::GOALS, &["How far do four servers go?", "capacity.servers", "4"]);
/// let answers = whatif::answers(&doc, &estimate::of(&doc));
/// assert_eq!(answers[0].found.as_ref().unwrap().times, Some(3.0));
/// ```
pub fn answers(doc: &Document, estimate: &Estimate) -> Vec<Answer> {
    let graph = estimate.graph();
    let answer = |goal: &Goal| {
        let question = question(doc, goal).ok()??;
        let found = match &question.input {
            None => factor(graph, &question, &growing_nodes(doc, estimate)),
            Some(address @ Address::Field(_)) => field(graph, &question, address.spec()?),
            Some(Address::Cell { table, column, .. }) => {
                let key = (table.specs)().get(*column)?.key;
                let rows = (table.rows)(doc).ids().into_iter();
                let keys: Vec<Key> = rows.map(|row| (key, row)).collect();
                factor(graph, &question, &keys)
            }
        };
        Some(Answer {
            row: goal.id,
            result: question.result,
            target: question.target,
            input: question.input.and_then(|address| address.spec()),
            found,
        })
    };
    doc.whatif.goals.iter().filter_map(answer).collect()
}

/// A question, understood; none while it is not whole.
///
/// # Errors
/// With the key of the column to blame, and why.
fn question(doc: &Document, goal: &Goal) -> Result<Option<Question>, (&'static str, String)> {
    let [key, target, input] = [&goal.result, &goal.target, &goal.input].map(|text| text.trim());
    if key.is_empty() || target.is_empty() {
        return Ok(None);
    }
    let Some(result) = result(key) else {
        return Err((GOAL_RESULT.spec.key, format!("There is no result “{key}”.")));
    };
    let target = parse(target, result.kind, &doc.number_conventions())
        .map_err(|error| (GOAL_TARGET.spec.key, error.message))?;
    let input = match Address::of(input, 0) {
        _ if input.is_empty() => None,
        None => {
            return Err((GOAL_INPUT.spec.key, format!("There is no input “{input}”.")));
        }
        Some(curve) if matches!(curve.spec().map(|spec| &spec.input), Some(Input::Curve)) => {
            let why = "A curve cannot be looked for; the peak factor can.";
            return Err((GOAL_INPUT.spec.key, why.to_owned()));
        }
        found => found,
    };
    Ok(Some(Question {
        result,
        target,
        input,
    }))
}

/// How many times as much these may be.
fn factor(graph: &Graph, question: &Question, keys: &[Key]) -> Result<Found, Unsolved> {
    let result = (question.result.key, 0);
    let bounds = [0.0, super::MOST];
    let times = graph.solve_factor(result, question.target, keys, bounds)?;
    let value = |key: &Key| {
        let value = graph.find(*key)?.value?;
        Some((*key, value.unit().of(value.value * bounds[1])))
    };
    let most: Vec<(Key, Quantity)> = keys.iter().filter_map(value).collect();
    Ok(Found {
        value: None,
        times: Some(times),
        at_most: above(graph, question, &most),
    })
}

/// What a field has to be.
fn field(graph: &Graph, question: &Question, spec: &'static Spec) -> Result<Found, Unsolved> {
    let (Some(kind), Some(node)) = (spec.kind(), graph.find((spec.key, 0))) else {
        return Err(Unsolved::Independent);
    };
    let unit = node.value.map_or_else(
        || Quantity::new(0.0, kind.dim(), Period::Second).unit(),
        Quantity::unit,
    );
    let bounds = match (spec.bounds, kind) {
        (Some((least, greatest)), _) => [least, greatest].map(|bound| {
            let bound = Quantity::new(bound, unit.dim, Period::Second);
            bound.in_period(unit.period, graph.conventions())
        }),
        (None, Kind::Share) => [0.0, 1.0].map(|bound| unit.of(bound)),
        (None, Kind::Growth) => [-1.0, 1e3].map(|bound| unit.of(bound)),
        (None, _) => [0.0, 1e18].map(|bound| unit.of(bound)),
    };
    let key = (spec.key, 0);
    let value = graph.solve((question.result.key, 0), question.target, key, bounds)?;
    let now = node.value.map(|now| value.value / now.value);
    Ok(Found {
        value: Some(value),
        times: now.filter(|times| times.is_finite()),
        at_most: above(graph, question, &[(key, bounds[1])]),
    })
}

/// Whether the result is beyond its target, or has none, when the input is as much as it can be.
fn above(graph: &Graph, question: &Question, most: &[(Key, Quantity)]) -> bool {
    let then = graph.with_changed(most, (question.result.key, 0));
    then.is_none_or(|then| {
        let order = then.compare(question.target, graph.conventions());
        order.is_ok_and(std::cmp::Ordering::is_gt)
    })
}

/// What is wrong with the questions.
pub(super) fn refused(doc: &Document) -> Vec<Refused> {
    let goals = doc.whatif.goals.iter();
    goals
        .filter_map(|goal| {
            let (column, why) = question(doc, goal).err()?;
            Some(Refused::at(&GOALS, goal.id, column, why))
        })
        .collect()
}

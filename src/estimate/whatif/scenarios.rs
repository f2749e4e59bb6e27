//! Scenarios: the document as it would be with their changes, each estimated like any other.

use super::{Refused, growing, growing_nodes, multiplied};
use crate::estimate::{self, Estimate, Reading, read};
use crate::formula::{Formula, Key};
use crate::model::whatif::{
    CHANGE_ACTION, CHANGE_INPUT, CHANGE_SCENARIO, CHANGE_VALUE, CHANGES, Change, SCENARIOS, USERS,
};
use crate::model::{Address, Document, Id, Input, Spec, apis};
use crate::quantity::{Dim, Entry, Period, Quantity, show_exact};

/// So many scenarios stand side by side with the base.
pub const SHOWN: usize = 8;

/// The design as it stands, or as it would be in a scenario.
#[derive(Clone, Debug)]
pub struct Column {
    /// The row of the scenario; 0 for the design as it stands.
    pub row: Id,
    /// What the scenario is called.
    pub name: String,
    /// What follows from it.
    pub estimate: Estimate,
}

impl Column {
    /// Whether an input was entered as a range.
    fn varies(&self, input: Key) -> bool {
        let node = self.estimate.graph().find(input);
        node.is_some_and(|node| node.spread.is_some())
    }

    /// How many times the base's result this one is; none where one of them has no value, or the base's is 0.
    pub fn times(&self, base: &Self, formula: &Formula) -> Option<f64> {
        let value = |column: &Self| column.estimate.result(formula, 0)?.value;
        let (now, then) = (value(base)?, value(self)?);
        let conv = base.estimate.graph().conventions();
        let factor = then.in_period(now.period, conv).value / now.value;
        factor.is_finite().then_some(factor)
    }

    /// Whether a result is another than the base's; inexactness of arithmetic does not count.
    pub fn differs(&self, base: &Self, formula: &Formula) -> bool {
        let value = |column: &Self| column.estimate.result(formula, 0)?.value;
        match (value(base), value(self), self.times(base, formula)) {
            (Some(_), Some(_), Some(factor)) => (factor - 1.0).abs() > 1e-9,
            // Of nothing there are no multiples; what comes from nothing is another number.
            (Some(now), Some(then), None) => now.value.total_cmp(&then.value).is_ne(),
            (now, then, _) => now.is_some() != then.is_some(),
        }
    }
}

/// The design as it stands, and as it would be in each of its first scenarios.
///
/// ```
/// use envelope::{estimate::{capacity, whatif}, model::{Document, apis, whatif as w}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "40/s"]);
/// doc.add_row_of(&w::SCENARIOS, &["Success", "10x"]);
/// let columns = whatif::columns(&doc);
/// assert_eq!(columns[1].name, "Success");
/// assert_eq!(columns[1].times(&columns[0], &capacity::AVERAGE_QPS), Some(10.0));
/// ```
pub fn columns(doc: &Document) -> Vec<Column> {
    let column = |row, name: String, doc: &Document| Column {
        row,
        name,
        estimate: estimate::of(doc),
    };
    let mut all = vec![column(0, "Base".to_owned(), doc)];
    for scenario in doc.whatif.scenarios.iter().take(SHOWN) {
        let then = self::scenario(doc, scenario.id);
        let mut column = column(scenario.id, SCENARIOS.row_name(doc, scenario.id), &then);
        if factor(doc, scenario.id).is_some_and(|factor| factor.spread.is_some()) {
            // Users that are many make all rates high at once; a range of its own stays one.
            let mut grown = growing_nodes(&then, &column.estimate);
            grown.retain(|key| !all[0].varies(*key));
            column.estimate.draw_alike(grown);
        }
        all.push(column);
    }
    all
}

/// The document as it would be in a scenario: its changes first, then so many times the users.
///
/// What cannot be carried out changes nothing, and [`refused`](super::refused) says why.
///
/// ```
/// use envelope::{estimate::whatif, model::{Document, whatif as w}};
/// let mut doc = Document::default();
/// doc.capacity.dau = "2M".into();
/// let row = doc.add_row_of(&w::SCENARIOS, &["Success", "10x"]);
/// assert_eq!(whatif::scenario(&doc, row).capacity.dau, "(2M)*10");
/// assert_eq!(whatif::scenario(&doc, 0), doc);
/// ```
pub fn scenario(doc: &Document, row: Id) -> Document {
    let mut then = doc.clone();
    let id = row.to_string();
    for change in &doc.whatif.changes {
        if change.scenario.trim() == id
            && let Ok(entries) = carried_out(doc, change)
        {
            for (address, text) in entries {
                address.set(&mut then, text);
            }
        }
    }
    if let Some(factor) = factor(doc, row) {
        grow(&mut then, factor);
    }
    then
}

/// The document as it would be with so many times the users: what grows with them is multiplied, as a person would type
/// it; sizes and machines that somebody entered stay.
///
/// ```
/// use envelope::{estimate::whatif, model::Document};
/// let mut doc = Document::default();
/// doc.capacity.dau = "2M".into();
/// assert_eq!(whatif::grown(&doc, 10.0).capacity.dau, "(2M)*10");
/// assert_eq!(whatif::grown(&doc, 1.0), doc);
/// ```
pub fn grown(doc: &Document, factor: f64) -> Document {
    let mut then = doc.clone();
    if (factor - 1.0).abs() > f64::EPSILON {
        let value = Quantity::new(factor, Dim::NONE, Period::Second);
        grow(
            &mut then,
            Entry {
                value,
                spread: None,
            },
        );
    }
    then
}

/// Multiplies what grows with the users.
fn grow(doc: &mut Document, factor: Entry) {
    let conv = doc.number_conventions();
    let grown = growing(doc).into_iter().filter_map(|address| {
        let spec = address.spec()?;
        Some((address, multiplied(spec, address.get(doc), factor, conv)))
    });
    let grown: Vec<(Address, String)> = grown.collect();
    for (address, text) in grown {
        address.set(doc, text);
    }
}

/// How many times the users a scenario has, where that changes anything.
fn factor(doc: &Document, row: Id) -> Option<Entry> {
    let scenario = doc.whatif.scenarios.iter().find(|s| s.id == row)?;
    match read(&USERS.spec, &scenario.users, &doc.number_conventions()) {
        Reading::Value(factor) => Some(factor),
        _ => None,
    }
    .filter(|factor| factor.spread.is_some() || (factor.value.value - 1.0).abs() > f64::EPSILON)
}

/// The entries that a change replaces, each with its new text; none while the change is not whole.
///
/// # Errors
/// With the key of the column to blame, and why.
fn carried_out(
    doc: &Document,
    change: &Change,
) -> Result<Vec<(Address, String)>, (&'static str, String)> {
    let value = change.value.trim();
    if value.is_empty() {
        return Ok(Vec::new());
    }
    let (input, of) = (CHANGE_INPUT.spec.key, CHANGE_ACTION.spec.key);
    let no_scenario = SCENARIOS.referred(doc, &change.scenario).is_none();
    if no_scenario {
        let why = "Choose the scenario that this belongs to.";
        return Err((CHANGE_SCENARIO.spec.key, why.to_owned()));
    }
    let addresses = match Address::of(change.input.trim(), 0) {
        _ if change.input.trim().is_empty() => {
            return Err((input, "Choose what is different.".to_owned()));
        }
        Some(field @ Address::Field(_)) => vec![field],
        Some(Address::Cell { table, column, .. }) if *table == apis::ACTIONS => {
            let chosen = change.action.trim();
            let mut rows = (table.rows)(doc).ids();
            rows.retain(|row| chosen.is_empty() || row.to_string() == chosen);
            if rows.is_empty() {
                return Err((of, "There is no such action.".to_owned()));
            }
            let cell = |row| Address::Cell { table, row, column };
            rows.into_iter().map(cell).collect()
        }
        _ => {
            let why = format!("There is no input “{}”.", change.input.trim());
            return Err((input, why));
        }
    };
    let entry = |address: Address| {
        let text = entry(doc, &address, value).map_err(|why| (CHANGE_VALUE.spec.key, why))?;
        Ok((address, text))
    };
    addresses.into_iter().map(entry).collect()
}

/// The text that a change puts in the place of an entry.
fn entry(doc: &Document, address: &Address, value: &str) -> Result<String, String> {
    let Some(spec) = address.spec() else {
        return Err("There is no such entry.".to_owned());
    };
    if let Input::Choice(choices) = spec.input {
        let means = |(key, label): &&(&str, &str)| {
            key.eq_ignore_ascii_case(value) || label.eq_ignore_ascii_case(value)
        };
        return choices.iter().find(means).map_or_else(
            || {
                let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
                Err(format!("Write one of: {}.", labels.join("; ")))
            },
            |(key, _)| Ok((*key).to_owned()),
        );
    }
    let conv = doc.number_conventions();
    let text = match value.strip_prefix(['×', '*']) {
        None => value.to_owned(),
        Some(times) => {
            let base = standing(doc, address, spec)
                .ok_or("Nothing stands there that could be multiplied.")?;
            match read(&USERS.spec, times, &conv) {
                Reading::Value(factor) => multiplied(spec, &base, factor, conv),
                Reading::Empty => return Err("Write how many times, such as ×2.".to_owned()),
                Reading::Invalid(why) => return Err(why),
            }
        }
    };
    match read(spec, &text, &conv) {
        Reading::Invalid(why) => Err(why),
        _ => Ok(text),
    }
}

/// What an entry holds: what was typed, or else what is assumed or derived in its place.
fn standing(doc: &Document, address: &Address, spec: &Spec) -> Option<String> {
    let typed = address.get(doc).trim();
    if !typed.is_empty() {
        return Some(typed.to_owned());
    }
    if let Some((taken, _)) = spec.taken_by(doc.price_book()) {
        return Some(taken.to_owned());
    }
    let estimate = estimate::of(doc);
    let value = estimate.input(spec.key, address.row())?.value?;
    Some(show_exact(&value, spec.kind()?, &doc.number_conventions()))
}

/// What is wrong with the changes.
pub(super) fn refused(doc: &Document) -> Vec<Refused> {
    let changes = doc.whatif.changes.iter();
    changes
        .filter_map(|change| {
            let (column, why) = carried_out(doc, change).err()?;
            Some(Refused::at(&CHANGES, change.id, column, why))
        })
        .collect()
}

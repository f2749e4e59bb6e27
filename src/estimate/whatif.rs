//! What if: scenarios beside the design, the limits it runs into as its users grow, and questions.

mod goals;
mod limits;
mod scenarios;

pub use goals::{Answer, Found, answers};
pub(super) use limits::passed_by;
pub use limits::{Bound, Break, LIMITS, Limit, MOST, Passed, bound, breaks, breaks_of, passed};
pub use scenarios::{Column, SHOWN, columns, grown, scenario};

use super::sheet::Sheet;
use super::{Estimate, Reading, capacity, read};
use crate::formula::{Formula, Key, Origin, greatest};
use crate::model::capacity::{CONNECTIONS, DAU, MAU};
use crate::model::{
    Address, Document, Field, Id, Spec, Table, apis, cost, data_model, reliability,
    whatif as fields,
};
use crate::quantity::{Conventions, Dim, Entry, Kind, Quantity, show_exact};

results! {
    NETWORK_PEAK = "whatif.network_peak", "Peak through one network card", DataRate, "What goes through the machine where all traffic comes in, in the busier direction; without what a CDN serves.";
}

/// Puts in the limits that are only asked for here.
pub(super) fn estimate(sheet: &mut Sheet) {
    for field in fields::WhatIf::FIELDS {
        sheet.field(field);
    }
    let ends =
        [&capacity::PEAK_INGRESS, &capacity::PEAK_ORIGIN_EGRESS].map(|end| sheet.result(end));
    if let [Some(ingress), Some(egress)] = ends {
        sheet.define(&NETWORK_PEAK, greatest([ingress.into(), egress.into()]));
    }
}

/// A change or a question that cannot be carried out, with the entry to blame.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The entry.
    pub place: Address,
    /// What is wrong, in words.
    pub message: String,
}

impl Refused {
    /// The entry in the column with this key.
    fn at(table: &'static Table, row: Id, key: &str, message: impl Into<String>) -> Self {
        let column = table.column(key).unwrap_or_default();
        Self {
            place: Address::Cell { table, row, column },
            message: message.into(),
        }
    }
}

/// Everything that is wrong with the scenarios and the questions.
///
/// ```
/// use envelope::{estimate::whatif, model::{Document, whatif as w}};
/// let mut doc = Document::default();
/// let scenario = doc.add_row_of(&w::SCENARIOS, &["Launch"]).to_string();
/// doc.add_row_of(&w::CHANGES, &["", &scenario, "capacity.hit_ratio", "", "5 GB"]);
/// assert!(whatif::refused(&doc)[0].message.contains("80%"));
/// ```
pub fn refused(doc: &Document) -> Vec<Refused> {
    let mut refused = scenarios::refused(doc);
    refused.extend(goals::refused(doc));
    refused
}

/// Single entries that grow with the users: the users themselves, their connections, rates in total, and the traffic of a month.
static GROWING: [&Field<Document>; 10] = [
    &DAU,
    &MAU,
    &CONNECTIONS,
    &reliability::KAFKA_RATE,
    &cost::SMS,
    &cost::EMAILS,
    &cost::INGRESS,
    &cost::EGRESS,
    &cost::CDN_TRAFFIC,
    &cost::LOG_VOLUME,
];

/// The columns that grow with the users, unless they are a rate for each user.
static GROWING_CELLS: [(&Table, &str); 5] = [
    (&apis::ACTIONS, apis::RATE.spec.key),
    (&cost::OTHERS, cost::OTHER_QUANTITY.spec.key),
    (&data_model::ENTITIES, data_model::NEW_ROWS.spec.key),
    (&reliability::TOPICS, reliability::TOPIC_RATE.spec.key),
    (
        &data_model::ACCESS_PATTERNS,
        data_model::QUERY_RATE.spec.key,
    ),
];

/// The entries that grow with the users, if they hold a number.
fn may_grow(doc: &Document) -> impl Iterator<Item = Address> {
    let fields = GROWING.map(Address::Field).into_iter();
    let cells = GROWING_CELLS.into_iter().flat_map(|(table, key)| {
        let column = table.column(key).unwrap_or_default();
        let rows = (table.rows)(doc).ids().into_iter();
        rows.map(move |row| Address::Cell { table, row, column })
    });
    fields.chain(cells)
}

/// The entries of a document that grow with its users. What was not entered follows from them, or stays.
fn growing(doc: &Document) -> Vec<Address> {
    let conv = doc.number_conventions();
    let grows = |address: &Address| {
        address.spec().is_some_and(|spec| {
            matches!(read(spec, address.get(doc), &conv),
                Reading::Value(entry) if entry.value.dim != Dim::PER_USER_TIME)
        })
    };
    may_grow(doc).filter(grows).collect()
}

/// The nodes of the same.
pub(super) fn growing_nodes(doc: &Document, estimate: &Estimate) -> Vec<Key> {
    let node = |address: &Address| {
        let node = estimate.input(address.spec()?.key, address.row())?;
        let entered = node.origin == Origin::Given;
        let grows = node
            .value
            .is_some_and(|value| value.dim != Dim::PER_USER_TIME);
        (entered && grows).then_some(node.key)
    };
    may_grow(doc).filter_map(|address| node(&address)).collect()
}

/// A text that says so many times what another says: as a calculation, or, where what was typed does not go
/// into one, as the number or the range that it comes to.
fn multiplied(spec: &Spec, text: &str, factor: Entry, conv: Conventions) -> String {
    let times = match factor.spread {
        Some(spread) => format!("({} to {})", spread.low(), spread.high()),
        None => factor.value.value.to_string(),
    };
    let calculation = format!("({})*{times}", text.trim());
    let (Reading::Invalid(_), Reading::Value(entry), Some(kind)) = (
        read(spec, &calculation, &conv),
        read(spec, text, &conv),
        spec.kind(),
    ) else {
        return calculation;
    };
    let exact = |value| show_exact(&entry.value.unit().of(value), kind, &conv);
    let number = match ends(entry, factor) {
        Some([low, high]) => [exact(low), exact(high)].join(" to "),
        None => exact(entry.value.value * factor.value.value),
    };
    match read(spec, &number, &conv) {
        Reading::Value(_) => number,
        _ => calculation,
    }
}

/// Between which ends a product of two entries lies, if one of them is a range: each is off by a factor.
///
/// Source: the logarithms of independent lognormal factors add up, and so do the squares of their deviations.
fn ends(one: Entry, other: Entry) -> Option<[f64; 2]> {
    let middle = one.value.value * other.value.value;
    let off = |entry: Entry| {
        let spread = entry.spread?;
        (spread.low() > 0.0).then(|| (spread.high() / spread.low()).ln())
    };
    let off = match (off(one), off(other)) {
        (Some(one), Some(other)) => one.hypot(other),
        (one, other) => one.or(other)?,
    };
    let factor = (off / 2.0).exp();
    Some([middle / factor, middle * factor])
}

/// How many daily users there would be with so many times as many; none where nobody entered how many there are.
///
/// ```
/// use envelope::{estimate::{self, whatif}, model::Document};
/// let mut doc = Document::default();
/// doc.capacity.dau = "2M".into();
/// assert_eq!(whatif::users(&estimate::of(&doc), 10.0).map(|users| users.value), Some(20e6));
/// ```
pub fn users(estimate: &Estimate, factor: f64) -> Option<Quantity> {
    let node = estimate.input(DAU.spec.key, 0)?;
    let users = node.value?;
    let grown = users.unit().of(users.value * factor);
    grown.value.is_finite().then_some(grown)
}

/// A result that a question may be about, by its key.
fn result(key: &str) -> Option<&'static Formula> {
    let of_capacity = capacity::RESULTS.iter().map(|(_, results)| *results);
    let others = [
        super::cost::RESULTS,
        super::reliability::RESULTS,
        super::topics::RESULTS,
    ];
    let mut all = of_capacity.chain(others).flatten();
    all.find(|formula| formula.key == key).copied()
}

//! What two sections say of the same thing, and does not go together.

use super::complete::of_table;
use super::personal::{RULED, Sensitive, found as sensitive, paths, regime_of};
use super::{Fix, Problem, Severity, above, targets};
use crate::estimate::{Estimate, capacity as c, reliability as r, topics};
use crate::formula::{Formula, Node};
use crate::model::reliability::{COPIES, NEEDED, PARTS};
use crate::model::{
    Address, Document, Field, Section, Table, apis, capacity, cost, data_model, security,
};
use crate::quantity::{Kind, Period, Quantity, show};
use std::cmp::Ordering;

pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let mut found = Vec::new();
    found.extend(cache(doc, estimate));
    found.extend(hot(estimate));
    found.extend(kept(doc, estimate));
    found.extend(alone(doc, estimate));
    found.extend(unpriced(doc));
    found.extend(paid(doc, estimate));
    found.extend(unused(doc));
    found.extend(unruled(doc));
    found
}

pub(super) fn warning(section: Section, place: Address, title: &str, detail: &[&str]) -> Problem {
    Problem {
        severity: Severity::Warning,
        section,
        place,
        title: title.to_owned(),
        detail: detail.concat(),
        fix: None,
    }
}

pub(super) fn cell<R>(table: &'static Table, field: &Field<R>, row: u32) -> Address {
    let column = table.column(field.spec.key).unwrap_or_default();
    Address::Cell { table, row, column }
}

/// A cache that is larger than all that could be in it.
fn cache(doc: &Document, estimate: &Estimate) -> Option<Problem> {
    let own = [&capacity::CACHE_MEMORY, &cost::CACHE_MEMORY];
    let own = own
        .into_iter()
        .find(|field| !(field.get)(doc).trim().is_empty());
    let (place, cache) = match own {
        Some(field) => (field, estimate.input(field.spec.key, 0)?),
        None => (&capacity::HOT_SHARE, estimate.result(&c::CACHE_SIZE, 0)?),
    };
    let data = estimate.result(&c::RAW_STORAGE, 0)?;
    let stored = data.value.is_some_and(|value| value.value > 0.0);
    let shown = |node: &Node| estimate.graph().shown(node);
    (stored && above(estimate, cache, data)).then(|| {
        let section = Section::of_key(place.spec.key).unwrap_or(Section::Capacity);
        warning(
            section,
            Address::Field(place),
            "The cache is larger than the data",
            &[
                "It has ",
                &shown(cache),
                ", and all that is kept is ",
                &shown(data),
                ". Take a smaller one, or enter what reads really return.",
            ],
        )
    })
}

/// Data that is hot for longer than it is kept.
fn hot(estimate: &Estimate) -> Option<Problem> {
    let hot = estimate.input(capacity::HOT_AGE.spec.key, 0)?;
    let kept = estimate.input(capacity::RETENTION.spec.key, 0)?;
    let shown = |node: &Node| estimate.graph().shown(node);
    above(estimate, hot, kept).then(|| {
        warning(
            Section::Capacity,
            Address::Field(&capacity::HOT_AGE),
            "Hot for longer than it is kept",
            &[
                "It is hot for ",
                &shown(hot),
                " and gone after ",
                &shown(kept),
                ": nothing is ever cold. Shorten the one, or lengthen the other.",
            ],
        )
    })
}

/// Entities with more rows than their retention leaves. Rows are those at the end of the horizon: what is kept then was
/// added at no more than the rate of that day, as long as the traffic does not shrink.
fn kept(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let conv = estimate.graph().conventions();
    let entered = |key| estimate.input(key, 0)?.value;
    let growth = entered(capacity::GROWTH.spec.key).map_or(0.0, |growth| growth.value);
    let horizon = entered(capacity::HORIZON.spec.key);
    let years = horizon.map_or(0.0, |span| span.in_period(Period::Year, conv).value);
    let times = (1.0 + growth).powf(years);
    if growth < 0.0 || (growth > 0.0 && horizon.is_none()) || !times.is_finite() {
        return Vec::new();
    }
    let table = &data_model::ENTITIES;
    let check = |entity: &data_model::Entity| {
        let read = |key| estimate.input(key, entity.id)?.value;
        let rows = read(data_model::ENTITY_ROWS.spec.key)?;
        let (rate, span) = (
            read(data_model::NEW_ROWS.spec.key)?,
            read(data_model::KEPT.spec.key)?,
        );
        let mut left = rate.mul(span, conv).ok()?;
        left.value *= times;
        let given = !entity.rows.trim().is_empty() && !entity.kept.trim().is_empty();
        (given && rows.value > left.value * TOLERANCE).then(|| {
            let shown = |rows: &Quantity| show(rows, Kind::Count, conv);
            let name = table.row_name(doc, entity.id);
            let title = [&name, " has more rows than are kept"].concat();
            let detail = [
                "There are ",
                &shown(&rows),
                " rows, and what is added within the time that a row is kept is ",
                if growth > 0.0 { "at most " } else { "" },
                &shown(&left),
                if growth > 0.0 {
                    ", with the growth until the end of the horizon"
                } else {
                    ""
                },
                ". Correct the rows, or keep them for longer.",
            ];
            let place = cell(table, &data_model::ENTITY_ROWS, entity.id);
            warning(Section::DataModel, place, &title, &detail)
        })
    };
    doc.data_model.entities.iter().filter_map(check).collect()
}

/// Numbers of rows are rounded by people.
const TOLERANCE: f64 = 1.1;

/// More copies than these are no answer.
const COPIES_AT_MOST: i32 = 5;

/// Single parts that alone are down more often than the target allows.
fn alone(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let graph = estimate.graph();
    let Some(target) = targets::availability(doc, estimate) else {
        return Vec::new();
    };
    let check = |part: &crate::model::reliability::Part| {
        // Of one where nothing is entered.
        let one = |text: &str, key| match estimate.input(key, part.id) {
            Some(node) => node.value.is_some_and(|value| value.value <= 1.0),
            None => text.trim().is_empty(),
        };
        let single = one(&part.copies, COPIES.spec.key) && one(&part.needed, NEEDED.spec.key);
        let together = estimate.result(&r::PART_TOGETHER, part.id)?;
        let up = together.value?.value;
        if !single || up >= target.value {
            return None;
        }
        let name = PARTS.row_name(doc, part.id);
        let place = cell(&PARTS, &COPIES, part.id);
        let copies =
            (2..=COPIES_AT_MOST).find(|copies| 1.0 - (1.0 - up).powi(*copies) >= target.value);
        let target = show(&target, Kind::Share, graph.conventions());
        let detail = [
            "A single point of failure: there is one, it answers ",
            &graph.shown(together),
            " of the time, and the target is ",
            &target,
            ". Run copies that fail by themselves, or take a better one.",
        ];
        let fix = copies.map(|copies| {
            let copies = copies.to_string();
            Fix::edit(
                ["Run ", &copies, " copies of ", &name].concat(),
                place,
                copies,
            )
        });
        Some(Problem {
            severity: Severity::Error,
            fix,
            ..warning(
                Section::Reliability,
                place,
                &[&name, " alone misses the target"].concat(),
                &detail,
            )
        })
    };
    doc.reliability.parts.iter().filter_map(check).collect()
}

/// Deliveries of all writes, where actions have their own.
fn unused(doc: &Document) -> Option<Problem> {
    let own = |action: &apis::Action| !action.fan_out.trim().is_empty();
    let both = !doc.capacity.fan_out.trim().is_empty() && doc.apis.actions.iter().any(own);
    both.then(|| {
        let place = Address::Field(&capacity::FAN_OUT);
        Problem {
            severity: Severity::Hint,
            fix: Some(Fix::edit("Clear it".to_owned(), place, String::new())),
            ..warning(
                Section::Capacity,
                place,
                "Deliveries per write are not used",
                &["Actions have deliveries of their own, and those count instead."],
            )
        }
    })
}

/// Services that are paid for, of which no price is known.
fn unpriced(doc: &Document) -> Vec<Problem> {
    let table = &cost::OTHERS;
    let empty = |text: &str| text.trim().is_empty();
    let open = |other: &&cost::Other| {
        !empty(&other.quantity) && empty(&other.price) && empty(&other.fixed)
    };
    let say = |other: &cost::Other| {
        warning(
            Section::Cost,
            cell(table, &cost::OTHER_PRICE, other.id),
            &["No price: ", &table.row_name(doc, other.id)].concat(),
            &["It is used and costs nothing in the total. Enter its price, such as $5/1000, or 0."],
        )
    };
    doc.cost.others.iter().filter(open).map(say).collect()
}

/// What section 6 pays for, what of it is needed, and whether the estimate counts where nothing is entered.
static PAID: [(&Field<Document>, &Formula, bool); 5] = [
    (&cost::INSTANCES, &c::SERVERS, true),
    (&cost::DATABASE_SIZE, &c::DATABASE_STORAGE, true),
    (&cost::BLOB_SIZE, &c::BLOB_STORAGE, true),
    (&cost::CACHE_MEMORY, &c::CACHE_SIZE, true),
    (&cost::BROKERS, &topics::KAFKA_BROKERS, false),
];

/// Less is paid for than the estimate asks for.
fn paid(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let graph = estimate.graph();
    let check = |(field, needed, derived): &(&'static Field<Document>, &Formula, bool)| {
        if (field.get)(doc).trim().is_empty() {
            return None;
        }
        let entered = estimate.input(field.spec.key, 0)?;
        let needed = estimate.result(needed, 0)?;
        let mut most = entered.value?;
        most.value *= TOLERANCE;
        let order = needed.value?.compare(most, graph.conventions());
        (order == Ok(Ordering::Greater)).then(|| {
            let place = Address::Field(field);
            let detail = [
                "Section 6 pays for ",
                &graph.shown(entered),
                ", and the estimate needs ",
                &graph.shown(needed),
                ". Enter as much, or correct what it follows from.",
            ];
            let leave = || Fix::edit("Leave it to the estimate".to_owned(), place, String::new());
            Problem {
                fix: derived.then(leave),
                ..warning(
                    Section::Cost,
                    place,
                    &[field.spec.label, ": less than is needed"].concat(),
                    &detail,
                )
            }
        })
    };
    PAID.iter().filter_map(check).collect()
}

/// Data about people without a rule, once section 12 has something.
fn unruled(doc: &Document) -> Vec<Problem> {
    let rules = &doc.security.rules;
    if rules.is_empty() && doc.security.measures.is_empty() {
        return Vec::new();
    }
    let sensitive = sensitive(doc);
    let check = |(holds, regime, key, words): &(Sensitive, &str, &str, &[&str])| {
        let paths = paths(&sensitive, *holds)?;
        let about = |rule: &security::Rule| {
            let said = [rule.regime.as_str(), &rule.demand].concat().to_lowercase();
            regime_of(rule) == *key || words.iter().any(|word| said.contains(word))
        };
        let cells = [regime, "", "", *key].map(str::to_owned).to_vec();
        (!rules.iter().any(about)).then(|| Problem {
            fix: Some(Fix::add(["Add ", regime].concat(), &security::RULES, cells)),
            ..warning(
                Section::Security,
                of_table(&security::RULES),
                &["Nothing is said of ", regime].concat(),
                &["The data model has ", &paths, ". Say which rules apply to it and how the design keeps them, or that none does."],
            )
        })
    };
    RULED.iter().filter_map(check).collect()
}

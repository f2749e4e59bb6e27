//! The capacity units that an entity in `DynamoDB` takes, from the queries that ask it.

use super::QUERY_QPS;
use super::disk::{READ_UNITS, WRITE_UNITS};
use crate::engines::dynamodb::{Read, read_units, write_units};
use crate::estimate::sheet::{Sheet, scalar};
use crate::formula::{Expr, Function, NodeRef, Written, sum};
use crate::model::data_model::{self as fields, Entity};
use crate::quantity::{Dim, Mismatch, Quantity};

/// Puts the units of one entity into the graph; of queries whose rate is not known there are none.
pub(super) fn units(sheet: &mut Sheet, entity: &Entity, name: &str, item: NodeRef) {
    let (mut reads, mut writes) = (Vec::new(), Vec::new());
    let id = entity.id.to_string();
    let doc = sheet.doc;
    let patterns = doc.data_model.access_patterns.iter();
    for pattern in patterns.filter(|pattern| pattern.entity.trim() == id) {
        let Some(qps) = sheet.input(QUERY_QPS.key, pattern.id) else {
            continue;
        };
        let rows = sheet.cell(&fields::QUERY_ROWS, pattern, pattern.query.trim());
        let (list, each) = match (pattern.operation.as_str(), pattern.consistency.as_str()) {
            ("write", _) => (&mut writes, &WRITE),
            (_, "strong") => (&mut reads, &STRONG),
            _ => (&mut reads, &EVENTUAL),
        };
        list.push(Expr::from(qps) * each.of([item, rows]));
    }
    for (formula, units) in [(&READ_UNITS, reads), (&WRITE_UNITS, writes)] {
        if !units.is_empty() {
            sheet.define_row(formula, entity.id, name, sum(units));
        }
    }
}

fn dim(dims: &[Dim]) -> Result<Dim, String> {
    match dims {
        [Dim::DATA, rows] if rows.is_none() => Ok(Dim::NONE),
        _ => Err("units of something else than items of a size".to_owned()),
    }
}

fn value(arguments: &[Quantity], units: impl Fn(f64, f64) -> f64) -> Result<Quantity, Mismatch> {
    match arguments {
        [item, rows] => {
            scalar(Some(units(item.value, rows.value)).filter(|units| units.is_finite()))
        }
        _ => Err(Mismatch::Undefined),
    }
}

fn write(arguments: &[Written], each: &str) -> String {
    match arguments {
        [item, rows] => format!("(units of {} × {}, {each})", rows.text, item.text),
        _ => String::new(),
    }
}

/// The items of a query are added first, then rounded up.
static STRONG: Function = Function {
    dim,
    value: |arguments, _| {
        value(arguments, |item, rows| {
            read_units(item * rows, Read::Strong)
        })
    },
    write: |arguments| write(arguments, "1 for each 4 KB"),
};

static EVENTUAL: Function = Function {
    dim,
    value: |arguments, _| {
        value(arguments, |item, rows| {
            read_units(item * rows, Read::Eventual)
        })
    },
    write: |arguments| write(arguments, "½ for each 4 KB"),
};

/// Each item is rounded up by itself.
static WRITE: Function = Function {
    dim,
    value: |arguments, _| value(arguments, |item, rows| write_units(item, false) * rows),
    write: |arguments| write(arguments, "1 for each 1 KB of an item"),
};

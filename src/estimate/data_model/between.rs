//! What the tables of many-to-many relationships take, which nobody has made yet.

use super::bytes::{Part, bytes};
use super::disk::{BETWEEN_INDEXES, BETWEEN_ON_DISK};
use super::junctions::{Junction, junctions};
use super::schema::store;
use super::sizes::{Kept, OnDisk, kept_as};
use crate::estimate::sheet::Sheet;
use crate::formula::{Expr, NodeRef, greatest};
use crate::model::Document;
use crate::model::data_model::{self as fields, Attribute};
use std::sync::Arc;

/// Puts their sizes into the graph; `rows` of each entity.
pub(super) fn on_disk(sheet: &mut Sheet, rows: &[NodeRef]) -> Vec<OnDisk> {
    let doc = sheet.doc;
    let all = junctions(doc);
    all.into_iter()
        .filter_map(|junction| one(sheet, junction, rows))
        .collect()
}

fn one(sheet: &mut Sheet, junction: Junction, rows: &[NodeRef]) -> Option<OnDisk> {
    let (relation, name) = (junction.relation, junction.table.name.clone());
    let sides = junction.sides.iter().filter_map(|(_, at)| rows.get(*at));
    let larger = greatest(sides.copied().map(Expr::from));
    let pairs = sheet.cell_or(&fields::PAIRS, relation, &name, larger);
    let (mut kept, attributes) = kept(sheet.doc, junction);
    let arguments = kept.gather(pairs, &attributes, &[], None, |key, row| {
        sheet.input(key, row)
    })?;
    let kept = Arc::new(kept);
    let part = |part| bytes(&kept, part, &arguments);
    let [table, indexes] = [Part::Table, Part::Indexes].map(part);
    Some(OnDisk {
        table: sheet.define_row(&BETWEEN_ON_DISK, relation.id, &name, table),
        indexes: sheet.define_row(&BETWEEN_INDEXES, relation.id, &name, indexes),
        dead: None,
    })
}

/// The table as its engine, that of the first side, keeps it, and the attributes whose values it repeats.
pub(super) fn kept<'d>(doc: &'d Document, junction: Junction) -> (Kept, Vec<&'d Attribute>) {
    let attributes = &doc.data_model.attributes;
    let sources: Vec<_> = (junction.sources.iter())
        .filter_map(|at| attributes.get(*at))
        .collect();
    let store = store(doc, junction.sides[0].0);
    (kept_as(store, junction.table, &sources), sources)
}

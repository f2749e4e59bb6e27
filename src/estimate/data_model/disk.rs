//! What all tables and indexes take on disk, beside the quick way.

use super::Quick;
use super::between;
use super::sizes::{OnDisk, on_disk};
use super::upkeep;
use crate::estimate::sheet::Sheet;
use crate::formula::{Expr, NodeRef, sum};
use crate::quantity::Kind;
use std::iter;

results! {
    ROW_ON_DISK = "entity.row_on_disk", "Row on disk", Data, "A row as the engine stores it, with its header and its place in the page.";
    TABLE_ON_DISK = "entity.table_on_disk", "Table on disk", Data, "The pages of the table by the engine's own rules, with what is moved out of the rows.";
    INDEXES_ON_DISK = "entity.indexes_on_disk", "Indexes on disk", Data, "All indexes of the entity by the engine's own rules.";
    ENTITY_ON_DISK = "entity.on_disk", "On disk with indexes", Data, "The table with all its indexes.";
    INDEX_ON_DISK = "index.on_disk", "On disk", Data, "The index by the engine's own rules.";
    READ_UNITS = "entity.read_units", "Read units (RCU)", Rate, "For a table of items, what the queries of an entity take: ½ for each 4 KB of an answer, 1 where it must be the newest.";
    WRITE_UNITS = "entity.write_units", "Write units (WCU)", Rate, "For a table of items, what the changes of an entity take: 1 for each 1 KB of each item.";
    BETWEEN_ON_DISK = "relationship.table_on_disk", "Table on disk", Data, "What the table of a many-to-many relationship takes, as long as no entity stands for it.";
    BETWEEN_INDEXES = "relationship.indexes_on_disk", "Indexes on disk", Data, "Its key of both sides, and the index for the way back.";
    TABLES_ON_DISK = "data_model.tables_on_disk", "Tables on disk", Data, "By the engines' own rules: headers, alignment, pages.";
    ALL_INDEXES_ON_DISK = "data_model.indexes_on_disk", "Indexes on disk", Data, "By the engines' own rules: each index on its own.";
    ON_DISK = "data_model.on_disk", "On disk with indexes", Data, "What the design's tables and indexes really take.";
    DEAD_ROWS = "entity.dead_rows", "Bloat", Data, "What updates leave behind, at most, where a day changes a fifth of the rows: dead rows until the next vacuum where there is one, and indexes of split pages; elsewhere, where rows are changed in place, the room in indexes whose entries move.";
    WITH_DEAD_ROWS = "data_model.with_dead_rows", "On disk with bloat", Data, "Tables and indexes with what updates leave behind.";
    DISK_COST = "data_model.disk_cost", "Storage cost of what is on disk", MonthlyCost, "The true size × replication factor × price of database storage, beside the storage cost of section 6.";
    DISK_BACKUP = "data_model.disk_backup", "Backup of what is on disk", Data, "The true size × full backups kept, beside the backup size of section 6.";
    DISK_BACKUP_COST = "data_model.disk_backup_cost", "Backup cost of what is on disk", MonthlyCost, "That × the price of backup storage.";
    INDEX_PART = "data_model.index_part", "Indexes on top of the tables", Share, "What the indexes really add, beside the 20–30% of the quick rule.";
    BESIDE_QUICK = "data_model.beside_quick", "On disk ÷ quick way", Factor, "How far average row × rows and the quick rule for indexes are off.";
}

/// Puts what the tables take on disk into the graph.
pub(in crate::estimate) fn estimate(sheet: &mut Sheet, quick: &Quick) {
    let doc = sheet.doc;
    let attributes = doc.attributes_by_entity();
    let entities = doc.data_model.entities.iter().enumerate();
    let mut kept: Vec<OnDisk> = entities
        .zip(&quick.counts)
        .filter_map(|((at, entity), rows)| {
            let places = attributes.get(&entity.id).into_iter().flatten();
            let attributes: Vec<_> = places.map(|at| &doc.data_model.attributes[*at]).collect();
            on_disk(sheet, entity, at, &attributes, *rows)
        })
        .collect();
    kept.extend(between::on_disk(sheet, &quick.counts));
    let on_disk = totals(sheet, &kept, quick.total);
    let dead = kept.iter().filter_map(|kept| kept.dead);
    sheet.define(&WITH_DEAD_ROWS, sum(iter::once(on_disk).chain(dead)));
    upkeep::costs(sheet, on_disk);
}

fn totals(sheet: &mut Sheet, kept: &[OnDisk], quick: NodeRef) -> NodeRef {
    let mut all = |formula, part: fn(&OnDisk) -> NodeRef| {
        let total: Expr = if kept.is_empty() {
            sheet
                .wanting(
                    "data_model.kept",
                    "an entity of a relational engine with attributes",
                    Kind::Data,
                )
                .into()
        } else {
            sum(kept.iter().map(part))
        };
        sheet.define(formula, total)
    };
    let tables = all(&TABLES_ON_DISK, |kept| kept.table);
    let indexes = all(&ALL_INDEXES_ON_DISK, |kept| kept.indexes);
    let both = sheet.define(&ON_DISK, tables + indexes);
    sheet.define(&INDEX_PART, indexes / tables);
    sheet.define(&BESIDE_QUICK, both / quick);
    both
}

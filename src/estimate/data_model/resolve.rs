//! Foreign keys of whole tables, from what each attribute says of itself.

use super::columns::same;
use crate::engines::{ForeignKey, Schema, Table};

/// What other tables can refer to.
struct Target {
    name: String,
    primary: Vec<String>,
    uniques: Vec<Vec<String>>,
}

impl Target {
    fn of(table: &Table) -> Self {
        let indexes = table.indexes.iter();
        let indexes = indexes.filter(|index| {
            index.unique && index.predicate.is_none() && index.parts.iter().all(|of| !of.expression)
        });
        let of = |index: &crate::engines::Index| {
            let parts = index.parts.iter();
            parts.map(|part| part.of.clone()).collect()
        };
        let uniques = table.uniques.iter().map(|key| key.columns.clone());
        let primary = table.primary_key.as_ref();
        Self {
            name: table.name.clone(),
            primary: primary.map_or_else(Vec::new, |key| key.columns.clone()),
            uniques: uniques.chain(indexes.map(of)).collect(),
        }
    }

    /// Whether both refer to parts of one key of several columns.
    fn together(&self, one: &ForeignKey, other: &ForeignKey) -> bool {
        let has = |key: &[String], all: &[String]| all.iter().all(|name| key.contains(name));
        let both = |key: &[String]| has(key, &one.references) && has(key, &other.references);
        // What is a key by itself is referred to by itself.
        let alone = self.uniques.contains(&other.references);
        both(&self.primary)
            || self.primary != other.references
                && !alone
                && self.uniques.iter().any(|key| both(key))
    }
}

/// Lets each foreign key name the table and the columns that are there, and puts together those that refer to one
/// key of several columns.
pub(super) fn resolve(schema: &mut Schema) {
    let targets: Vec<Target> = schema.tables.iter().map(Target::of).collect();
    for table in &mut schema.tables {
        let mut keys: Vec<ForeignKey> = Vec::new();
        for mut key in std::mem::take(&mut table.foreign_keys) {
            let Some(target) = targets.iter().find(|target| same(&target.name, &key.table)) else {
                keys.push(key);
                continue;
            };
            key.table.clone_from(&target.name);
            if key.references.is_empty() && target.primary.len() == 1 {
                key.references.clone_from(&target.primary);
            }
            for column in &mut key.references {
                let mut there = target.primary.iter().chain(target.uniques.iter().flatten());
                if let Some(there) = there.find(|there| same(there, column)) {
                    column.clone_from(there);
                }
            }
            let open = keys.iter_mut().find(|other| {
                other.table == key.table
                    && (other.on_delete, other.on_update) == (key.on_delete, key.on_update)
                    && !other.references.is_empty()
                    && (key.references.iter()).all(|name| !other.references.contains(name))
                    && target.together(other, &key)
            });
            match open {
                Some(other) if !key.references.is_empty() => {
                    other.columns.append(&mut key.columns);
                    other.references.append(&mut key.references);
                }
                _ => keys.push(key),
            }
        }
        table.foreign_keys = keys;
    }
}

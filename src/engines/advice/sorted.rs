//! Sorted indexes beside each other.

use crate::engines::{IndexOf, Method, Table};

/// A sorted index by its columns, and whether each is sorted downwards.
pub(super) struct Sorted<'a> {
    pub(super) of: IndexOf,
    pub(super) parts: Vec<(&'a str, bool)>,
    unique: bool,
    /// It has an entry for each row.
    whole: bool,
    include: &'a [String],
}

impl Sorted<'_> {
    /// Whether the other does all that this one does. Of two that are the same, `first` stays.
    pub(super) fn covered_by(&self, other: &Self, first: bool) -> bool {
        let same = self.parts.len() == other.parts.len();
        let needed = self.unique && !(same && other.unique);
        let carried = |name: &String| {
            other.include.contains(name) || other.parts.iter().any(|(part, _)| part == name)
        };
        // The primary key and what is unique stay before an index that is only one.
        let stays = first && (self.unique || !other.unique);
        self.whole
            && other.whole
            && !needed
            && !stays
            && self.of != IndexOf::Primary
            && other.parts.starts_with(&self.parts)
            && self.include.iter().all(carried)
    }
}

/// The sorted indexes of a table, the primary key first.
pub(super) fn sorted(table: &Table) -> Vec<Sorted<'_>> {
    let keys = table.primary_key.iter().map(|key| (IndexOf::Primary, key));
    let uniques = table.uniques.iter().enumerate();
    let keys = keys.chain(uniques.map(|(at, key)| (IndexOf::Unique(at), key)));
    let mut all: Vec<Sorted> = keys
        .map(|(of, key)| Sorted {
            of,
            parts: key
                .columns
                .iter()
                .map(|name| (name.as_str(), false))
                .collect(),
            unique: true,
            whole: true,
            include: &[],
        })
        .collect();
    for (at, index) in table.indexes.iter().enumerate() {
        if index.method == Method::BTree {
            let parts = index.parts.iter();
            all.push(Sorted {
                of: IndexOf::Index(at),
                parts: parts
                    .map(|part| (part.of.as_str(), part.descending))
                    .collect(),
                unique: index.unique,
                whole: index.predicate.is_none(),
                include: &index.include,
            });
        }
    }
    all.retain(|one| !one.parts.is_empty());
    all
}

//! The form in which designs that say the same are equal.

use super::{Document, FORMAT, Id, Input, all_tables};
use rustc_hash::FxHashMap;

impl Document {
    /// The same design with its rows numbered anew: from 1, table by table in the order of their declarations. A
    /// reference to a row that is not there (any more) is empty.
    ///
    /// Ids are only there to tell rows apart; a text for people has none. What is read from Markdown is equal to
    /// what was written in this form.
    ///
    /// ```
    /// use envelope::model::{Document, actors, apis};
    /// let mut doc = Document::default();
    /// doc.add_row_of(&apis::ACTIONS, &["Read", "2"]);
    /// doc.add_row_of(&actors::ACTORS, &["User"]);
    /// doc.add_row_of(&apis::ACTIONS, &["Write", "7"]);
    /// let same = doc.canonical();
    /// assert_eq!((same.actors.actors[0].id, same.apis.actions[0].id), (1, 2));
    /// assert_eq!(same.apis.actions[0].actor, "1");
    /// assert_eq!(same.apis.actions[1].actor, "");
    /// ```
    #[must_use]
    pub fn canonical(&self) -> Self {
        let mut doc = self.clone();
        doc.repair();
        (doc.format, doc.last_id) = (FORMAT, 0);
        let mut renumbered: Vec<FxHashMap<Id, Id>> = Vec::new();
        let tables = all_tables();
        for table in &tables {
            let mut new = FxHashMap::default();
            for (position, id) in (table.rows)(&doc).ids().into_iter().enumerate() {
                let next = doc.next_id();
                (table.rows_mut)(&mut doc).renumber(position, next);
                new.insert(id, next);
            }
            renumbered.push(new);
        }
        for table in &tables {
            for (column, spec) in (table.specs)().into_iter().enumerate() {
                let Input::Reference(to) = spec.input else {
                    continue;
                };
                let new = tables.iter().position(|table| *table == to);
                let new = new.and_then(|at| renumbered.get(at));
                let rows = (table.rows_mut)(&mut doc);
                for position in 0..rows.count() {
                    if let Some(cell) = rows.cell_mut_at(position, column) {
                        let id = cell.trim().parse::<Id>().ok();
                        let id = id.and_then(|id| new?.get(&id));
                        *cell = id.map_or_else(String::new, Id::to_string);
                    }
                }
            }
        }
        doc
    }
}

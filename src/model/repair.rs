//! Makes a document sound that another program or a person has written.

use super::{Document, Id, Table, all_tables};
use rustc_hash::FxHashMap as HashMap;

/// Ids above this are given anew, so that there is always a next one.
const LAST: Id = 1_000_000_000;

impl Document {
    /// Gives every row an id that no other has, with `last_id` at least as large as each.
    ///
    /// The first row of an id keeps it. References follow a row whose id has changed, unless another row of
    /// the same table still has the id that they hold.
    ///
    /// ```
    /// use envelope::model::{Document, actors, apis};
    /// let mut doc = Document::default();
    /// doc.actors.actors.push(actors::Actor { id: 7, ..Default::default() });
    /// doc.apis.actions.push(apis::Action { id: 7, actor: "7".into(), ..Default::default() });
    /// doc.repair();
    /// assert_eq!((doc.actors.actors[0].id, doc.apis.actions[0].id), (7, 8));
    /// assert_eq!((doc.apis.actions[0].actor.as_str(), doc.last_id), ("7", 8));
    /// ```
    pub fn repair(&mut self) {
        let tables = all_tables();
        let largest = tables
            .iter()
            .flat_map(|table| (table.rows)(self).ids())
            .filter(|id| *id <= LAST)
            .max();
        self.last_id = self.last_id.min(LAST).max(largest.unwrap_or(0));
        // One type of map for ids throughout: each further one is a copy of its code in the page.
        let mut seen = HashMap::default();
        let renamed: Vec<_> = tables
            .iter()
            .map(|table| self.renumber(table, &mut seen))
            .collect();
        // Only now, when every row can be told from every other.
        for (table, renamed) in tables.iter().zip(&renamed) {
            if !renamed.is_empty() {
                self.follow(table, renamed);
            }
        }
    }

    /// Gives new ids to those rows of a table that need one; returns the old ids that are gone, with the new ones.
    fn renumber(&mut self, table: &Table, seen: &mut HashMap<Id, Id>) -> HashMap<Id, Id> {
        let mut renamed = HashMap::default();
        let ids = (table.rows)(self).ids();
        for (position, id) in ids.into_iter().enumerate() {
            if id == 0 || id > LAST || seen.insert(id, id).is_some() {
                let new = self.next_id();
                seen.insert(new, new);
                (table.rows_mut)(self).renumber(position, new);
                renamed.entry(id).or_insert(new);
            }
        }
        let kept: HashMap<Id, Id> = (table.rows)(self)
            .ids()
            .into_iter()
            .map(|id| (id, id))
            .collect();
        renamed.retain(|old, _| !kept.contains_key(old));
        renamed
    }

    /// Lets references to rows of `table` follow their new ids.
    fn follow(&mut self, table: &Table, renamed: &HashMap<Id, Id>) {
        for other in all_tables() {
            for (column, spec) in (other.specs)().into_iter().enumerate() {
                if !matches!(spec.input, super::Input::Reference(to) if to == table) {
                    continue;
                }
                for row in (other.rows)(self).ids() {
                    let held = (other.rows)(self)
                        .cell(row, column)
                        .and_then(|text| text.trim().parse::<Id>().ok());
                    if let Some(new) = held.and_then(|id| renamed.get(&id)) {
                        self.set_cell(other, row, column, new.to_string());
                    }
                }
            }
        }
    }
}

//! One section of a design, as a design of its own.

use super::{Document, Id, Input, Section, Table, all_fields, all_tables};

impl Document {
    /// The same design with what stands in one section, the title and the conventions; everything else is empty. Of
    /// the rows elsewhere that the section refers to, the names come along.
    ///
    /// ```
    /// use envelope::model::{Document, Section, actors, apis};
    /// let mut doc = Document::default();
    /// let user = doc.add_row_of(&actors::ACTORS, &["User", "", "Share a text"]);
    /// doc.add_row_of(&actors::ACTORS, &["Moderator"]);
    /// doc.add_row_of(&apis::ACTIONS, &["Read", &user.to_string()]);
    /// doc.capacity.dau = "10M".into();
    /// let part = doc.part(Section::Apis);
    /// assert_eq!(part.apis, doc.apis);
    /// assert_eq!(part.actors.actors.len(), 1);
    /// assert_eq!((part.actors.actors[0].name.as_str(), part.actors.actors[0].wants.as_str()), ("User", ""));
    /// assert!(part.capacity.dau.is_empty());
    /// ```
    #[must_use]
    pub fn part(&self, section: Section) -> Self {
        let mut part = Self {
            format: self.format,
            last_id: self.last_id,
            title: self.title.clone(),
            conventions: self.conventions.clone(),
            ..Self::default()
        };
        for field in all_fields() {
            if Section::of_key(field.spec.key) == Some(section) {
                (field.get)(self).clone_into((field.get_mut)(&mut part));
            }
        }
        let mut named: Vec<(&Table, Id)> = Vec::new();
        for table in all_tables() {
            if Section::of_key(table.key) == Some(section) {
                let columns = (table.specs)().len();
                (table.rows_mut)(&mut part).take_over((table.rows)(self), columns);
                self.referred(table, &mut named);
            }
        }
        for (table, id) in named {
            let name = (table.rows)(self).cell(id, 0);
            let rows = (table.rows_mut)(&mut part);
            if let (Some(name), None) = (name, rows.position(id)) {
                rows.insert(usize::MAX, id);
                rows.set_cell(id, 0, name.to_owned());
            }
        }
        part
    }

    /// Adds the rows that a table refers to.
    fn referred(&self, table: &Table, named: &mut Vec<(&'static Table, Id)>) {
        let rows = (table.rows)(self);
        for (column, spec) in (table.specs)().into_iter().enumerate() {
            let Input::Reference(to) = spec.input else {
                continue;
            };
            let cells = (0..rows.count()).filter_map(|position| rows.cell_at(position, column));
            named.extend(cells.filter_map(|cell| Some((to, cell.trim().parse().ok()?))));
        }
    }
}

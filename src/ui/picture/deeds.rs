//! What is done with that which is chosen in the architecture's picture: each is one step of undo.

use super::edit::Edit;
use crate::browser::page;
use crate::model::Id;
use crate::model::architecture::{COMPONENTS, CONNECTIONS};
use crate::model::placed::{Align, Standing};
use leptos::prelude::*;

impl Edit {
    /// Opens the name of the component that is chosen.
    pub(super) fn rename(self) {
        let place = |row: Id| Some((row, self.drawn()?.over(row)?));
        let found = untrack(|| self.one()).and_then(place);
        self.renamed.set(found);
        if found.is_some() {
            page::focus("picture-name");
        }
    }

    /// Takes over a name, if it is another.
    pub(super) fn named(self, name: &str) {
        let Some((row, _)) = self.renamed.get_untracked() else {
            return;
        };
        self.renamed.set(None);
        let rows = |doc: &crate::model::Document| {
            doc.architecture
                .components
                .iter()
                .any(|one| one.id == row && one.name != name)
        };
        if self.state().doc.with_untracked(rows) {
            self.state()
                .change("", |doc| doc.set_cell(&COMPONENTS, row, 0, name.to_owned()));
        }
    }

    /// Adds a component and chooses it.
    pub(super) fn add(self, kind: &str) {
        let row = self.state().change("", |doc| doc.add_component(kind));
        self.chosen.set(vec![row]);
        let name = self
            .state()
            .doc
            .with_untracked(|doc| COMPONENTS.row_name(doc, row));
        self.state().say(format!(
            "Added “{name}”. Drag it to its place, or connect it."
        ));
    }

    /// Connects what is chosen with this component.
    pub(super) fn connect(self, to: Id) {
        self.connects.set(false);
        match untrack(|| self.one()) {
            Some(from) if from != to => self.add_line(from, to),
            _ => {}
        }
    }

    pub(super) fn add_line(self, from: Id, to: Id) {
        let row = self
            .state()
            .change("", |doc| doc.connect_components(from, to));
        self.chosen.set(vec![row]);
        let said = self.state().doc.with_untracked(|doc| {
            let [from, to] = [from, to].map(|row| COMPONENTS.row_name(doc, row));
            format!("Connected {from} with {to}.")
        });
        self.state().say(said);
    }

    /// Takes away what is chosen, with the connections of it.
    pub(super) fn remove(self) {
        let rows = self.chosen.get_untracked();
        if rows.is_empty() {
            return;
        }
        let name = self.state().doc.with_untracked(|doc| match rows[..] {
            [row] if CONNECTIONS.referred(doc, &row.to_string()).is_some() => {
                "the connection".to_owned()
            }
            [row] => format!("“{}”", COMPONENTS.row_name(doc, row)),
            _ => format!("{} parts", rows.len()),
        });
        self.state().change("", |doc| doc.remove_parts(&rows));
        self.chosen.set(Vec::new());
        self.state()
            .say(format!("Removed {name}. Undo brings it back."));
    }

    /// Puts the components that are chosen in line, where they are enough.
    pub(super) fn align(self, align: Align) {
        let (rows, drawn) = (untrack(|| self.components()), self.drawn());
        let stands = |row: &Id| {
            let drawn = drawn.as_ref()?;
            let (at, size) = (drawn.at(*row)?, drawn.size(*row)?);
            Some(Standing {
                row: *row,
                at,
                size,
            })
        };
        let all: Vec<Standing> = rows.iter().filter_map(stands).collect();
        let [name, _] = align.said();
        if all.len() < align.least() {
            let needed = align.least();
            self.state()
                .say(format!("{name}: choose {needed} components or more."));
            return;
        }
        self.state()
            .change("", |doc| doc.align_components(&all, align));
        self.state()
            .say(format!("{name}: {} components.", all.len()));
    }
}

//! What is wrong in section 7: names and types, references, indexes and queries, sizes.

mod entities;
mod indexes;
mod limits;
mod references;
mod relations;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use references::counted;

use super::{Fix, Problem, Severity};
use crate::engines::Engine;
use crate::estimate::Estimate;
use crate::estimate::data_model::{Constraints, Own, Store, constraints, owned, store};
use crate::model::data_model::{ATTRIBUTES, Attribute, CONSTRAINTS};
use crate::model::{Address, Document, Field, Id, Section, Table};
use rustc_hash::FxHashMap as HashMap;

/// Everything that is wrong with the data model.
pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let mut model = Model::new(doc, estimate);
    for at in 0..model.all.len() {
        entities::check(&mut model, at);
        references::check(&mut model, at);
        indexes::check(&mut model, at);
        limits::check(&mut model, at);
    }
    relations::check(&mut model);
    model.found
}

/// The entities, found by their names and ids, and what is wrong with them.
struct Model<'d> {
    doc: &'d Document,
    estimate: &'d Estimate,
    all: Vec<Seen<'d>>,
    /// By the name in small letters: the first of it.
    by_name: HashMap<String, usize>,
    found: Vec<Problem>,
}

/// An entity as it was read.
struct Seen<'d> {
    own: Own<'d>,
    store: Store,
    /// Of each attribute, what its constraints say.
    read: Vec<Constraints<'d>>,
    /// Attributes by their names in small letters: the first of each.
    columns: HashMap<String, usize>,
    /// The attributes of the primary key.
    key: Vec<usize>,
}

impl<'d> Model<'d> {
    fn new(doc: &'d Document, estimate: &'d Estimate) -> Self {
        let all: Vec<Seen> = owned(doc).into_iter().map(|own| seen(doc, own)).collect();
        let mut by_name = HashMap::default();
        for (at, seen) in all.iter().enumerate() {
            by_name.entry(folded(&seen.own.name)).or_insert(at);
        }
        Self {
            doc,
            estimate,
            all,
            by_name,
            found: Vec::new(),
        }
    }

    fn entity(&self, name: &str) -> Option<usize> {
        self.by_name.get(&folded(name)).copied()
    }

    /// What is likely to go wrong.
    fn say(&mut self, place: Address, title: String, detail: String, fix: Option<Fix>) {
        self.found.push(Problem {
            severity: Severity::Warning,
            section: Section::DataModel,
            place,
            title,
            detail,
            fix,
        });
    }

    /// What no engine would take.
    fn wrong(&mut self, place: Address, title: String, detail: String, fix: Option<Fix>) {
        self.say(place, title, detail, fix);
        if let Some(last) = self.found.last_mut() {
            last.severity = Severity::Error;
        }
    }
}

fn seen<'d>(doc: &'d Document, own: Own<'d>) -> Seen<'d> {
    let read: Vec<_> = (own.attributes.iter())
        .map(|attribute| constraints(&attribute.constraints))
        .collect();
    let mut columns = HashMap::default();
    for (at, attribute) in own.attributes.iter().enumerate() {
        columns.entry(folded(&attribute.name)).or_insert(at);
    }
    let primary = read.iter().enumerate().filter(|(_, read)| read.primary);
    Seen {
        store: store(doc, own.entity),
        key: primary.map(|(at, _)| at).collect(),
        own,
        read,
        columns,
    }
}

impl Seen<'_> {
    fn engine(&self) -> Option<Engine> {
        match self.store {
            Store::Relational(engine) => Some(engine),
            Store::Other(_) => None,
        }
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(&folded(name)).copied()
    }

    /// What a reference to this attribute looks like: `Users.user_id`.
    fn path(&self, attribute: usize) -> String {
        [
            &self.own.name,
            ".",
            self.own.attributes[attribute].name.trim(),
        ]
        .concat()
    }

    /// Whether an attribute alone tells rows apart.
    fn unique(&self, attribute: usize) -> bool {
        let name = self.own.attributes[attribute].name.trim();
        let mut indexes = self.own.indexes.iter();
        self.read[attribute].unique
            || self.key == [attribute]
            || indexes.any(|index| {
                index.unique
                    && index.condition.is_empty()
                    && index.columns.len() == 1
                    && index.columns[0].column.eq_ignore_ascii_case(name)
            })
    }
}

/// As names are compared: case and spaces around them make no difference.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The name of one row of an entity: `users` → `user`, `Categories` → `category`.
pub fn singular(name: &str) -> String {
    let name = folded(name);
    for (end, one) in [
        ("ies", "y"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ss", "ss"),
        ("s", ""),
    ] {
        if let Some(start) = name.strip_suffix(end) {
            return [start, one].concat();
        }
    }
    name
}

/// The place of a row's cell in the column of a field.
fn cell<R>(table: &'static Table, field: &Field<R>, row: Id) -> Address {
    let column = table.column(field.spec.key).unwrap_or_default();
    Address::Cell { table, row, column }
}

fn constraints_of(attribute: &Attribute) -> Address {
    cell(&ATTRIBUTES, &CONSTRAINTS, attribute.id)
}

/// Constraints with one more at the beginning.
fn with(clause: &str, text: &str) -> String {
    match text.trim() {
        "" => clause.to_owned(),
        text => [clause, ", ", text].concat(),
    }
}

/// A text in which a part of it, as it was read, is another.
fn replaced(text: &str, part: &str, by: &str) -> Option<String> {
    let at = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let (before, rest) = text.split_at_checked(at)?;
    Some([before, by, rest.get(part.len()..)?].concat())
}

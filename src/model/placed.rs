//! What is done to the architecture by hand, in its picture.

use super::architecture::{COMPONENTS, CONNECTIONS, FARTHEST, KINDS};
use super::{Document, Id};

/// Components are put at multiples of so many pixels.
pub const GRID: f64 = 10.0;

impl Document {
    /// Puts a component at the crossing of the grid that is nearest to this place, in pixels.
    ///
    /// ```
    /// use envelope::model::{Document, architecture::COMPONENTS};
    /// let mut doc = Document::default();
    /// let redis = doc.add_row_of(&COMPONENTS, &["Redis", "cache"]);
    /// doc.put_component(redis, (344.0, -16.0));
    /// assert_eq!(doc.architecture.components[0].place, "340, -20");
    /// doc.lay_out_again();
    /// assert_eq!(doc.architecture.components[0].place, "");
    /// ```
    pub fn put_component(&mut self, row: Id, at: (f64, f64)) {
        let components = &mut self.architecture.components;
        if let Some(component) = components.iter_mut().find(|one| one.id == row) {
            let [x, y] = [at.0, at.1].map(|at| snapped(at).to_string());
            component.place = [&x, ", ", &y].concat();
        }
    }

    /// Whether somebody put a component somewhere.
    pub fn is_placed(&self) -> bool {
        let mut components = self.architecture.components.iter();
        components.any(|component| !component.place.is_empty())
    }

    /// Lets the picture find a place for every component again.
    pub fn lay_out_again(&mut self) {
        for component in &mut self.architecture.components {
            component.place.clear();
        }
    }

    /// Adds a component of this kind, named after it.
    ///
    /// ```
    /// use envelope::model::Document;
    /// let mut doc = Document::default();
    /// doc.add_component("sql");
    /// let added = &doc.architecture.components[0];
    /// assert_eq!((added.name.as_str(), added.kind.as_str()), ("SQL database", "sql"));
    /// ```
    pub fn add_component(&mut self, kind: &str) -> Id {
        let kind = KINDS.iter().find(|(key, _)| *key == kind);
        let (key, label) = kind.unwrap_or(&KINDS[0]);
        let mut letters = label.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        let name: String = first.into_iter().chain(letters).collect();
        self.add_row_of(&COMPONENTS, &[&name, key])
    }

    /// Adds a connection between two components.
    pub fn connect_components(&mut self, from: Id, to: Id) -> Id {
        let [from, to] = [from, to].map(|id| id.to_string());
        self.add_row_of(&CONNECTIONS, &["", &from, &to])
    }

    /// Takes away components, with the connections that begin or end there, and connections.
    ///
    /// ```
    /// use envelope::model::{Document, architecture::COMPONENTS};
    /// let mut doc = Document::default();
    /// let [a, b, c] = ["a", "b", "c"].map(|name| doc.add_row_of(&COMPONENTS, &[name]));
    /// doc.connect_components(a, b);
    /// let kept = doc.connect_components(b, c);
    /// doc.remove_parts(&[a]);
    /// assert_eq!((doc.architecture.components.len(), doc.architecture.connections[0].id), (2, kept));
    /// doc.remove_parts(&[kept]);
    /// assert!(doc.architecture.connections.is_empty());
    /// ```
    pub fn remove_parts(&mut self, rows: &[Id]) {
        let model = &mut self.architecture;
        let had: Vec<Id> = (model.components.iter().map(|component| component.id))
            .filter(|id| rows.contains(id))
            .collect();
        let leads = |end: &str| end.trim().parse().is_ok_and(|id: Id| had.contains(&id));
        model.connections.retain(|connection| {
            !(rows.contains(&connection.id) || leads(&connection.from) || leads(&connection.to))
        });
        model
            .components
            .retain(|component| !rows.contains(&component.id));
    }
}

/// The multiple of the grid that is nearest, as far out as a place may be.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no farther than the farthest place"
)]
fn snapped(at: f64) -> i32 {
    ((at.clamp(-FARTHEST, FARTHEST) / GRID).round() * GRID) as i32
}

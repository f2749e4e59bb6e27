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
            component.place = place(at, GRID);
        }
    }

    /// Puts components beside each other or in line, to a pixel: their sides would not be, on the grid.
    ///
    /// ```
    /// use envelope::model::{Document, architecture::COMPONENTS, placed::{Align, Standing}};
    /// let mut doc = Document::default();
    /// let [a, b, c] = ["a", "b", "c"].map(|name| doc.add_row_of(&COMPONENTS, &[name]));
    /// let stands = |row, x, width| Standing { row, at: (x, 0.0), size: (width, 40.0) };
    /// let all = [stands(a, 0.0, 100.0), stands(b, 110.0, 60.0), stands(c, 300.0, 100.0)];
    /// let places = |doc: &Document| doc.architecture.components.iter().map(|one| one.place.clone()).collect::<Vec<_>>();
    /// doc.align_components(&all, Align::Centre);
    /// assert_eq!(places(&doc), ["150, 0", "170, 0", "150, 0"]);
    /// doc.align_components(&all, Align::Across);
    /// assert_eq!(places(&doc), ["0, 0", "170, 0", "300, 0"]);
    /// ```
    pub fn align_components(&mut self, all: &[Standing], align: Align) {
        for (row, at) in aligned(all, align) {
            let components = &mut self.architecture.components;
            if let Some(component) = components.iter_mut().find(|one| one.id == row) {
                component.place = place(at, 1.0);
            }
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

/// A place at the nearest multiples of a step, as a component has it.
fn place(at: (f64, f64), step: f64) -> String {
    let [x, y] = [at.0, at.1].map(|at| snapped(at, step).to_string());
    [&x, ", ", &y].concat()
}

/// The multiple of a step that is nearest, as far out as a place may be.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no farther than the farthest place"
)]
fn snapped(at: f64, step: f64) -> i32 {
    ((at.clamp(-FARTHEST, FARTHEST) / step).round() * step) as i32
}

/// How components are put in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Their left sides.
    Left,
    /// Their middles, one above the other.
    Centre,
    /// Their right sides.
    Right,
    /// Their upper sides.
    Top,
    /// Their middles, one beside the other.
    Middle,
    /// Their lower sides.
    Bottom,
    /// The same space between them, from left to right.
    Across,
    /// The same space between them, from above to below.
    Down,
}

impl Align {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Left,
        Self::Centre,
        Self::Right,
        Self::Top,
        Self::Middle,
        Self::Bottom,
        Self::Across,
        Self::Down,
    ];

    /// What it is called, and the key for it.
    pub const fn said(self) -> [&'static str; 2] {
        match self {
            Self::Left => ["Align left", "l"],
            Self::Centre => ["Align centre", "c"],
            Self::Right => ["Align right", "r"],
            Self::Top => ["Align top", "t"],
            Self::Middle => ["Align middle", "m"],
            Self::Bottom => ["Align bottom", "b"],
            Self::Across => ["Space evenly across", "h"],
            Self::Down => ["Space evenly down", "v"],
        }
    }

    /// How many components it takes.
    pub const fn least(self) -> usize {
        match self {
            Self::Across | Self::Down => 3,
            _ => 2,
        }
    }
}

/// A component where it stands in the picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its row.
    pub row: Id,
    /// Its upper left corner.
    pub at: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
}

/// Where components stand once they are in line.
fn aligned(all: &[Standing], align: Align) -> Vec<(Id, (f64, f64))> {
    let across = matches!(
        align,
        Align::Left | Align::Centre | Align::Right | Align::Across
    );
    // Of each: where it begins along the axis, and how long it is there.
    let along = |one: &Standing| {
        if across {
            (one.at.0, one.size.0)
        } else {
            (one.at.1, one.size.1)
        }
    };
    let put = |one: &Standing, at: f64| {
        let place = if across {
            (at, one.at.1)
        } else {
            (one.at.0, at)
        };
        (one.row, place)
    };
    let low = all.iter().map(|one| along(one).0).fold(f64::MAX, f64::min);
    let ends = all.iter().map(|one| along(one).0 + along(one).1);
    let high = ends.fold(f64::MIN, f64::max);
    if matches!(align, Align::Across | Align::Down) {
        let mut sorted: Vec<&Standing> = all.iter().collect();
        sorted.sort_by(|a, b| along(a).0.total_cmp(&along(b).0).then(a.row.cmp(&b.row)));
        let taken: f64 = all.iter().map(|one| along(one).1).sum();
        let gaps = f64::from(u32::try_from(all.len().saturating_sub(1)).unwrap_or(u32::MAX));
        // Where there is no room between them, they do not cover each other all the same.
        let gap = ((high - low - taken) / gaps.max(1.0)).max(GRID);
        let mut at = low;
        return (sorted.into_iter())
            .map(|one| {
                let placed = put(one, at);
                at += along(one).1 + gap;
                placed
            })
            .collect();
    }
    let place = |one: &Standing| match align {
        Align::Left | Align::Top => low,
        Align::Right | Align::Bottom => high - along(one).1,
        _ => f64::midpoint(low, high) - along(one).1 / 2.0,
    };
    all.iter().map(|one| put(one, place(one))).collect()
}

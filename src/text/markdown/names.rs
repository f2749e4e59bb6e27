//! Rows by their names: how a reference is written, and which row is meant by one.

use super::plain::decode;
use crate::model::Rows;
use rustc_hash::FxHashMap;

/// The rows of a table by their names.
pub(super) struct Names {
    names: Vec<String>,
    /// The first row of each name, and whether there is another.
    first: FxHashMap<String, (usize, bool)>,
}

/// The row that a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// That at this position.
    Row(usize),
    /// The first of several.
    First(usize),
    /// There is none.
    Nobody,
}

impl Names {
    pub(super) fn of(rows: &dyn Rows) -> Self {
        let name = |at| rows.cell_at(at, 0).unwrap_or_default().trim().to_owned();
        let names: Vec<String> = (0..rows.count()).map(name).collect();
        let mut first: FxHashMap<String, (usize, bool)> = FxHashMap::default();
        for (at, name) in names.iter().enumerate() {
            let seen = first.entry(name.clone());
            seen.and_modify(|(_, more)| *more = true)
                .or_insert((at, false));
        }
        Self { names, first }
    }

    /// The row that is meant by a name, or by a name with ` (row 2)` behind it.
    pub(super) fn find(&self, said: &str) -> Named {
        let said = said.trim();
        let numbered = said.strip_suffix(')').and_then(|rest| {
            let (name, number) = rest.rsplit_once("(row ")?;
            let at = number.parse::<usize>().ok()?.checked_sub(1)?;
            (self.names.get(at)? == name.trim_end()).then_some(at)
        });
        if let Some(at) = numbered {
            return Named::Row(at);
        }
        if said.is_empty() {
            return Named::Nobody;
        }
        match self.first.get(said) {
            Some((at, false)) => Named::Row(*at),
            Some((at, true)) => Named::First(*at),
            None => Named::Nobody,
        }
    }

    /// The name of a row as [`Names::find`] finds it again, if `written` is how a text is written.
    pub(super) fn write(&self, at: usize, written: impl Fn(&str) -> String) -> String {
        let name = self.names.get(at).map_or("", String::as_str);
        let plain = written(name);
        if self.find(&decode(&plain)) == Named::Row(at) {
            return plain;
        }
        let gap = if plain.is_empty() { "" } else { " " };
        format!("{plain}{gap}(row {})", at + 1)
    }
}

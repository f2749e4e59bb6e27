//! A table of texts, to be shown as it is.

/// A table of texts; the first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The heading of each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What is to be said below; may be empty.
    pub note: String,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// How it differs from the base, with an arrow; empty where it does not.
    pub mark: String,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            mark: String::new(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Grid {
    /// All its texts in one list, from which [`Grid::from_texts`] makes it again.
    ///
    /// ```
    /// use envelope::text::grid::{Cell, Grid};
    /// let row = vec![Cell::from("Peak QPS"), Cell { text: "8 /s".into(), mark: "▲ ×2".into() }];
    /// let grid = Grid { head: vec!["Result".into(), "Base".into()], rows: vec![row], note: String::new() };
    /// assert_eq!(Grid::from_texts(grid.clone().into_texts()), grid);
    /// ```
    pub fn into_texts(self) -> Vec<String> {
        let mut texts = vec![self.note, self.head.len().to_string()];
        texts.extend(self.head);
        for row in self.rows {
            texts.push(row.len().to_string());
            texts.extend(row.into_iter().flat_map(|cell| [cell.text, cell.mark]));
        }
        texts
    }

    /// Reads what [`Grid::into_texts`] made; what is missing is empty.
    pub fn from_texts(texts: Vec<String>) -> Self {
        let mut texts = texts.into_iter();
        let note = texts.next().unwrap_or_default();
        let columns = number(texts.next());
        let head = texts.by_ref().take(columns).collect();
        let mut rows = Vec::new();
        while let Some(cells) = texts.next() {
            let cell = |_| {
                Some(Cell {
                    text: texts.next()?,
                    mark: texts.next()?,
                })
            };
            rows.push((0..number(Some(cells))).map_while(cell).collect());
        }
        Self { head, rows, note }
    }
}

fn number(text: Option<String>) -> usize {
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

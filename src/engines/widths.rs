//! The bytes of values that are all alike, for the quick way of sizing a row.

/// Types by the first word of their name, in small letters, and the bytes of a value in `PostgreSQL` (its manual, "Data
/// Types"); the other engines are within a few bytes of it.
const WIDTHS: [(&str, f64); 24] = [
    ("bigint", 8.0),
    ("bigserial", 8.0),
    ("bool", 1.0),
    ("boolean", 1.0),
    ("date", 4.0),
    ("datetime", 8.0),
    ("double", 8.0),
    ("float", 8.0),
    ("float4", 4.0),
    ("float8", 8.0),
    ("int", 4.0),
    ("int2", 2.0),
    ("int4", 4.0),
    ("int8", 8.0),
    ("integer", 4.0),
    ("interval", 16.0),
    ("real", 4.0),
    ("serial", 4.0),
    ("smallint", 2.0),
    ("smallserial", 2.0),
    ("time", 8.0),
    ("timestamp", 8.0),
    ("timestamptz", 8.0),
    ("uuid", 16.0),
];

/// The bytes of a value of this type, where the name of the type tells; with `char(7)` the seven that it says.
///
/// ```
/// use envelope::engines::width;
/// assert_eq!(width("BIGINT unsigned"), Some(8.0));
/// assert_eq!(width("char(7)"), Some(7.0));
/// assert_eq!(width("varchar(40)"), None);
/// ```
pub fn width(type_name: &str) -> Option<f64> {
    let text = type_name.trim().to_ascii_lowercase();
    if let Some(length) = text.strip_prefix("char(") {
        let length: u16 = length.strip_suffix(')')?.trim().parse().ok()?;
        return Some(f64::from(length));
    }
    let first = text.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if text.ends_with("[]") {
        return None;
    }
    let known = WIDTHS.iter().find(|(name, _)| *name == first);
    known.map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::{Column, ColumnFacts, Engine, Table, Type, read_type, size};

    /// A row of two such columns is as much longer than a row of one as the engine's own rules have it.
    #[test]
    fn widths_are_those_of_the_rules() {
        for (name, bytes) in WIDTHS {
            let data_type = read_type(name);
            assert!(!matches!(data_type, Type::Other(_)), "{name}");
            let column = Column {
                data_type,
                not_null: true,
                ..Column::default()
            };
            let row = |count: usize| {
                let table = Table {
                    columns: vec![column.clone(); count],
                    ..Table::default()
                };
                size(
                    Engine::Postgres,
                    &table,
                    1e6,
                    &vec![ColumnFacts::default(); count],
                )
                .row
            };
            // Eight of them end at a multiple of eight bytes, whatever one takes.
            assert!((row(9) - row(1) - 8.0 * bytes).abs() < 1e-9, "{name}");
        }
    }
}

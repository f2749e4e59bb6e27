//! What each engine calls a type.

use super::{Engine, Type};

/// The name of a type in an engine, as a `CREATE TABLE` has it, and whether it means the same there.
///
/// It does not where the engine has no such type and something that holds the values stands in for it.
/// `PostgreSQL` has a name of its own for each enumeration, which only a `CREATE TYPE` can give; this
/// says `text` for it.
///
/// ```
/// use envelope::engines::{Engine, Type, type_name};
/// let of = |engine, data_type| type_name(engine, &data_type);
/// assert_eq!(of(Engine::Postgres, Type::Uuid), ("uuid".to_owned(), true));
/// assert_eq!(of(Engine::Innodb, Type::Uuid), ("binary(16)".to_owned(), false));
/// assert_eq!(of(Engine::Innodb, Type::Decimal(Some((10, 2)))), ("decimal(10,2)".to_owned(), true));
/// let array = Type::Array(Box::new(Type::Varchar(Some(20))));
/// assert_eq!(of(Engine::Postgres, array), ("varchar(20)[]".to_owned(), true));
/// ```
pub fn type_name(engine: Engine, data_type: &Type) -> (String, bool) {
    let column = match engine {
        Engine::Postgres => 0,
        Engine::Innodb => 1,
        Engine::Sqlite => 2,
    };
    let name = name_of(engine, data_type)[column];
    let (name, exact) = name.strip_prefix('~').map_or((name, true), |n| (n, false));
    let mut text = name.to_owned();
    let mut exact = exact;
    match (engine, data_type) {
        (_, Type::Other(other)) => text.push_str(other),
        (Engine::Sqlite, _) => {}
        (Engine::Postgres, Type::Array(of)) => {
            (text, exact) = type_name(engine, of);
            text.push_str("[]");
        }
        (Engine::Postgres | Engine::Innodb, Type::Decimal(Some((digits, after)))) => {
            in_parentheses(&mut text, &[u32::from(*digits), u32::from(*after)]);
        }
        (Engine::Postgres, Type::Char(length) | Type::Varchar(Some(length)))
        | (
            Engine::Innodb,
            Type::Char(length)
            | Type::Varchar(Some(length))
            | Type::Binary(length)
            | Type::Varbinary(length),
        ) if text.ends_with("char") || text.ends_with("binary") => {
            in_parentheses(&mut text, &[*length]);
        }
        (_, Type::DateTime(Some(digits)) | Type::Timestamp(Some(digits))) => {
            exact &= *digits <= 6;
            in_parentheses(&mut text, &[u32::from(*digits).min(6)]);
        }
        (Engine::Innodb, Type::Enum(words) | Type::Set(words)) => quoted(&mut text, words),
        _ => {}
    }
    (text, exact)
}

/// The names in `PostgreSQL`, `InnoDB` and `SQLite`, without lengths; after `~` where something stands in.
fn name_of(engine: Engine, data_type: &Type) -> [&'static str; 3] {
    match data_type {
        Type::Bool => ["boolean", "boolean", "~integer"],
        Type::TinyInt => ["~smallint", "tinyint", "~integer"],
        Type::SmallInt => ["smallint", "smallint", "~integer"],
        Type::MediumInt => ["~integer", "mediumint", "~integer"],
        Type::Int => ["integer", "int", "~integer"],
        Type::BigInt => ["bigint", "bigint", "integer"],
        Type::Real => ["real", "float", "~real"],
        Type::Double => ["double precision", "double", "real"],
        Type::Decimal(Some(_)) => ["numeric", "decimal", "~numeric"],
        Type::Decimal(None) => ["numeric", "~decimal(38,10)", "~numeric"],
        // What is longer than the engine's type of this name goes into the next greater one.
        Type::Char(length) if *length > 255 && engine == Engine::Innodb => ["", "~text", ""],
        Type::Char(_) => ["char", "char", "~text"],
        Type::Varchar(Some(length)) if *length > 16_383 && engine == Engine::Innodb => [
            "",
            if *length > 65_535 {
                "~longtext"
            } else {
                "~text"
            },
            "",
        ],
        Type::Varchar(Some(_)) => ["varchar", "varchar", "~text"],
        Type::Varchar(None) => ["varchar", "~text", "text"],
        Type::Text => ["text", "text", "text"],
        Type::Binary(length) if *length > 255 && engine == Engine::Innodb => ["", "~varbinary", ""],
        Type::Varbinary(length) if *length > 65_000 && engine == Engine::Innodb => {
            ["", "~longblob", ""]
        }
        Type::Binary(_) => ["~bytea", "binary", "~blob"],
        Type::Varbinary(_) => ["~bytea", "varbinary", "~blob"],
        Type::Blob => ["bytea", "blob", "blob"],
        Type::Date => ["date", "date", "~text"],
        Type::Time => ["time", "time", "~text"],
        Type::DateTime(_) => ["timestamp", "datetime", "~text"],
        Type::Timestamp(_) => ["timestamptz", "timestamp", "~text"],
        Type::Interval => ["interval", "~bigint", "~integer"],
        Type::Year => ["~smallint", "year", "~integer"],
        Type::Uuid => ["uuid", "~binary(16)", "~blob"],
        Type::Json => ["json", "json", "~text"],
        Type::Jsonb => ["jsonb", "~json", "~text"],
        Type::Enum(_) => ["~text", "enum", "~text"],
        Type::Set(_) => ["~text[]", "set", "~text"],
        Type::Inet => ["inet", "~varbinary(16)", "~text"],
        Type::Array(_) => ["", "~json", "~text"],
        Type::Other(_) => ["~", "~", "~"],
    }
}

fn in_parentheses(text: &mut String, numbers: &[u32]) {
    for (at, number) in numbers.iter().enumerate() {
        text.push(if at == 0 { '(' } else { ',' });
        text.push_str(&number.to_string());
    }
    text.push(')');
}

/// The words of an enumeration, as strings of SQL.
fn quoted(text: &mut String, words: &[String]) {
    for (at, word) in words.iter().enumerate() {
        text.push_str(if at == 0 { "('" } else { "','" });
        text.push_str(&word.replace('\\', "\\\\").replace('\'', "''"));
    }
    text.push_str(if words.is_empty() { "('')" } else { "')" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_precisions_and_words_stand_behind_the_name() {
        let words = || vec!["it's".to_owned(), "a\\b".to_owned()];
        let cases = [
            (
                Engine::Postgres,
                Type::Varchar(Some(20)),
                "varchar(20)",
                true,
            ),
            (Engine::Postgres, Type::Binary(16), "bytea", false),
            (
                Engine::Postgres,
                Type::Timestamp(Some(3)),
                "timestamptz(3)",
                true,
            ),
            (Engine::Postgres, Type::Enum(words()), "text", false),
            (
                Engine::Postgres,
                Type::Other("point".into()),
                "point",
                false,
            ),
            (
                Engine::Innodb,
                Type::Varchar(Some(16_383)),
                "varchar(16383)",
                true,
            ),
            (Engine::Innodb, Type::Varchar(Some(16_384)), "text", false),
            (Engine::Innodb, Type::Binary(256), "varbinary(256)", false),
            (
                Engine::Innodb,
                Type::Enum(words()),
                "enum('it''s','a\\\\b')",
                true,
            ),
            (
                Engine::Innodb,
                Type::DateTime(Some(9)),
                "datetime(6)",
                false,
            ),
            (
                Engine::Sqlite,
                Type::Decimal(Some((9, 2))),
                "numeric",
                false,
            ),
            (Engine::Sqlite, Type::Varchar(None), "text", true),
        ];
        for (engine, data_type, name, exact) in cases {
            let expected = (name.to_owned(), exact);
            assert_eq!(type_name(engine, &data_type), expected, "{data_type:?}");
        }
    }
}

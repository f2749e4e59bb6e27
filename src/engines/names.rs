//! The names of types, in one table for both directions.

use super::{Engine, Type};
use std::mem::discriminant;

/// Sets of engines.
const P: u8 = 1;
const M: u8 = 2;
const S: u8 = 4;
const ALL: u8 = P | M | S;

fn bit(engine: Engine) -> u8 {
    match engine {
        Engine::Postgres => P,
        Engine::Innodb => M,
        Engine::Sqlite => S,
    }
}

/// A name, what it means, who writes it, and who understands it so.
struct Name(&'static str, Type, u8, u8);

/// The first that fits is taken. Lengths and digits in it stand where a text gives none.
///
/// Of `SQLite` only the affinity counts; it keeps any name, so that it can say what is meant.
static NAMES: &[Name] = &[
    Name("boolean", Type::Bool, P | S, ALL),
    Name("bool", Type::Bool, 0, ALL),
    Name("tinyint", Type::TinyInt, M | S, ALL),
    Name("int1", Type::TinyInt, 0, M),
    Name("smallint", Type::SmallInt, ALL, ALL),
    Name("int2", Type::SmallInt, 0, ALL),
    Name("smallserial", Type::SmallInt, 0, P),
    Name("serial2", Type::SmallInt, 0, P),
    Name("mediumint", Type::MediumInt, M | S, ALL),
    Name("int3", Type::MediumInt, 0, M),
    Name("integer", Type::Int, P | S, ALL),
    Name("int", Type::Int, M, ALL),
    Name("int4", Type::Int, 0, ALL),
    Name("serial", Type::Int, 0, P),
    Name("serial", Type::BigInt, 0, M),
    Name("serial4", Type::Int, 0, P),
    Name("bigint", Type::BigInt, ALL, ALL),
    Name("int8", Type::BigInt, 0, ALL),
    Name("bigserial", Type::BigInt, 0, P),
    Name("serial8", Type::BigInt, 0, P),
    Name("real", Type::Real, P, P),
    Name("real", Type::Double, 0, M | S),
    Name("float4", Type::Real, 0, ALL),
    Name("float", Type::Real, M | S, M | S),
    Name("float", Type::Double, 0, P),
    Name("double precision", Type::Double, P, ALL),
    Name("double", Type::Double, M | S, ALL),
    Name("float8", Type::Double, 0, ALL),
    Name("numeric", Type::Decimal(None), P, ALL),
    Name("decimal", Type::Decimal(None), M | S, ALL),
    Name("dec", Type::Decimal(None), 0, ALL),
    Name("fixed", Type::Decimal(None), 0, M),
    Name("char", Type::Char(1), ALL, ALL),
    Name("character", Type::Char(1), 0, ALL),
    Name("bpchar", Type::Char(1), 0, P),
    Name("nchar", Type::Char(1), 0, ALL),
    Name("varchar", Type::Varchar(None), ALL, ALL),
    Name("character varying", Type::Varchar(None), 0, ALL),
    Name("char varying", Type::Varchar(None), 0, ALL),
    Name("nvarchar", Type::Varchar(None), 0, ALL),
    Name("text", Type::Text, ALL, ALL),
    Name("tinytext", Type::Text, 0, M),
    Name("mediumtext", Type::Text, 0, M),
    Name("longtext", Type::Text, 0, M),
    Name("clob", Type::Text, 0, S),
    Name("binary", Type::Binary(1), M | S, M | S),
    Name("varbinary", Type::Varbinary(255), M | S, M | S),
    Name("bytea", Type::Blob, P, P),
    Name("blob", Type::Blob, M | S, M | S),
    Name("tinyblob", Type::Blob, 0, M),
    Name("mediumblob", Type::Blob, 0, M),
    Name("longblob", Type::Blob, 0, M),
    Name("date", Type::Date, ALL, ALL),
    Name("time", Type::Time, ALL, ALL),
    Name("time without time zone", Type::Time, 0, ALL),
    Name("timestamp", Type::DateTime(None), P, P),
    Name(
        "timestamp without time zone",
        Type::DateTime(None),
        0,
        P | S,
    ),
    Name("datetime", Type::DateTime(None), M | S, M | S),
    Name("timestamptz", Type::Timestamp(None), P, P | S),
    Name("timestamp with time zone", Type::Timestamp(None), 0, ALL),
    Name("timestamp", Type::Timestamp(None), M | S, M | S),
    Name("interval", Type::Interval, P | S, P | S),
    Name("year", Type::Year, M | S, M | S),
    Name("uuid", Type::Uuid, P | S, ALL),
    Name("json", Type::Json, ALL, ALL),
    Name("jsonb", Type::Jsonb, P | S, P | S),
    Name("inet", Type::Inet, P | S, P | S),
    // What an engine does not have.
    Name("smallint", Type::TinyInt, P, 0),
    Name("integer", Type::MediumInt, P, 0),
    Name("tinyint(1)", Type::Bool, M, 0),
    Name("smallint", Type::Year, P, 0),
    Name("bytea", Type::Binary(0), P, 0),
    Name("bytea", Type::Varbinary(0), P, 0),
    Name("varchar(64)", Type::Interval, M, 0),
    Name("binary(16)", Type::Uuid, M, 0),
    Name("json", Type::Jsonb, M, 0),
    Name("varchar(45)", Type::Inet, M, 0),
    Name("text", Type::Set(Vec::new()), P | S, 0),
    Name("text", Type::Enum(Vec::new()), P | S, 0),
];

/// What stands in the parentheses behind a name of a type: numbers or words.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Lengths and digits.
    pub numbers: Vec<u32>,
    /// The words of an enumeration.
    pub words: Vec<String>,
}

/// The type that a name in small letters stands for, if the engine's own has that name.
pub fn type_of(engine: Engine, name: &str, arguments: Arguments) -> Option<Type> {
    let first = arguments.numbers.first().copied();
    match (name, first) {
        ("tinyint", Some(1)) if engine == Engine::Innodb => return Some(Type::Bool),
        ("float", Some(..25)) if engine == Engine::Postgres => return Some(Type::Real),
        ("float", Some(25..)) if arguments.numbers.len() == 1 => return Some(Type::Double),
        ("enum", _) if !arguments.words.is_empty() => return Some(Type::Enum(arguments.words)),
        ("set", _) if !arguments.words.is_empty() => return Some(Type::Set(arguments.words)),
        _ => {}
    }
    let Name(_, prototype, ..) = NAMES
        .iter()
        .find(|Name(word, _, _, reads)| *word == name && reads & bit(engine) > 0)?;
    let digits = first.and_then(|digits| u8::try_from(digits).ok());
    Some(match (prototype, first) {
        (Type::Decimal(_), Some(total)) => {
            let after = arguments.numbers.get(1).copied().unwrap_or(0);
            let part = |digits| u16::try_from(digits).unwrap_or(u16::MAX);
            Type::Decimal(Some((part(total), part(after))))
        }
        // A decimal of MySQL without digits has ten before the point.
        (Type::Decimal(_), None) if engine == Engine::Innodb => Type::Decimal(Some((10, 0))),
        (Type::Char(_), Some(length)) => Type::Char(length),
        (Type::Varchar(_), Some(length)) => Type::Varchar(Some(length)),
        (Type::Binary(_), Some(length)) => Type::Binary(length),
        (Type::Varbinary(_), Some(length)) => Type::Varbinary(length),
        (Type::DateTime(_), Some(_)) => Type::DateTime(digits),
        (Type::Timestamp(_), Some(_)) => Type::Timestamp(digits),
        (prototype, _) => prototype.clone(),
    })
}

/// The engine's name for a type, without lengths, and whether it means just that; none where it has no such type.
pub fn name_of(engine: Engine, data_type: &Type) -> Option<(&'static str, bool)> {
    let found = NAMES.iter().find(|Name(_, prototype, writes, _)| {
        writes & bit(engine) > 0 && discriminant(prototype) == discriminant(data_type)
    });
    let Name(name, _, _, reads) = found?;
    Some((name, reads & bit(engine) > 0 || *data_type == Type::Bool))
}

/// The type that somebody means by a text, in the words of any of the engines; its own words where they are no
/// type's, and a text where there are none.
///
/// ```
/// use envelope::engines::{Type, read_type};
/// assert_eq!(read_type("char(7)"), Type::Char(7));
/// assert_eq!(read_type(" Double  Precision "), Type::Double);
/// assert_eq!(read_type("datetime"), Type::DateTime(None));
/// assert_eq!(read_type("numeric(10, 2)[]"), Type::Array(Box::new(Type::Decimal(Some((10, 2))))));
/// assert_eq!(read_type("enum('open', 'paid')"), Type::Enum(vec!["open".into(), "paid".into()]));
/// assert_eq!(read_type("uuid v7"), Type::Uuid);
/// assert_eq!(read_type("string"), Type::Other("string".into()));
/// ```
pub fn read_type(text: &str) -> Type {
    read_type_of(Engine::Postgres, text)
}

/// The same, where a word means different types to different engines: what it means to this one.
///
/// ```
/// use envelope::engines::{Engine, Type, read_type_of};
/// assert_eq!(read_type_of(Engine::Postgres, "timestamp"), Type::DateTime(None));
/// assert_eq!(read_type_of(Engine::Innodb, "timestamp"), Type::Timestamp(None));
/// ```
pub fn read_type_of(engine: Engine, text: &str) -> Type {
    let text = text.trim();
    if let Some(of) = text.strip_suffix("[]") {
        return Type::Array(Box::new(read_type_of(engine, of)));
    }
    let (name, inside) = match text.split_once('(') {
        Some((name, rest)) => (
            name,
            rest.rsplit_once(')').map_or(rest, |(inside, _)| inside),
        ),
        None => (text, ""),
    };
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let arguments = arguments(inside);
    // What stands behind the name, such as `unsigned` or `v7`, does not change what is stored.
    let shorter = (1..=words.len())
        .rev()
        .map(|count| words[..count].join(" "));
    for name in shorter {
        for engine in [engine, Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
            if let Some(data_type) = type_of(engine, &name, arguments.clone()) {
                return data_type;
            }
        }
    }
    match lower.trim() {
        "" => Type::Text,
        _ => Type::Other(text.to_owned()),
    }
}

/// The numbers and words between commas. Within a word in quotation marks a comma is none, and two marks are one.
fn arguments(mut text: &str) -> Arguments {
    let mut arguments = Arguments::default();
    loop {
        text = text.trim_start();
        if let Some(mut rest) = text.strip_prefix('\'') {
            let mut word = String::new();
            while let Some((part, after)) = rest.split_once('\'') {
                word.push_str(part);
                rest = after;
                let Some(after) = after.strip_prefix('\'') else {
                    break;
                };
                word.push('\'');
                rest = after;
            }
            arguments.words.push(word);
            text = rest;
        }
        let (part, rest) = text.split_once(',').unwrap_or((text, ""));
        match part.trim() {
            "" => {}
            part => match part.parse() {
                Ok(number) => arguments.numbers.push(number),
                Err(_) => arguments.words.push(part.to_owned()),
            },
        }
        if rest.is_empty() {
            return arguments;
        }
        text = rest;
    }
}

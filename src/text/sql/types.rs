//! The names of types, in one table for both directions.

use super::words;
use crate::engines::{Engine, Type};
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
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) numbers: Vec<u32>,
    pub(super) words: Vec<String>,
}

/// The type that a name in small letters stands for, if the engine's own has that name.
pub(super) fn read(engine: Engine, name: &str, arguments: Arguments) -> Option<Type> {
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

/// The name of a type in an engine, and why it is not quite the type, if so. An `Enum` is for the caller in
/// `PostgreSQL`, where it has a name of its own, and in `SQLite`, where a check keeps the words apart.
pub(super) fn write(engine: Engine, data_type: &Type) -> (String, Option<&'static str>) {
    let mysql = engine == Engine::Innodb;
    match data_type {
        Type::Array(of) if engine == Engine::Postgres => {
            let mut of = of;
            while let Type::Array(inner) = of.as_ref() {
                of = inner;
            }
            let (name, why) = write(engine, of);
            return (name + "[]", why);
        }
        Type::Array(_) => return (String::from("json"), Some("a list is kept as JSON")),
        Type::Enum(words) if mysql => return (list("enum", words), None),
        Type::Set(words) if mysql => return (list("set", words), None),
        Type::Other(name) => return other(engine, name),
        Type::Decimal(None) if mysql => {
            return (
                String::from("decimal(38,10)"),
                Some("without limits there is no decimal"),
            );
        }
        Type::Varchar(None) if mysql => {
            return (String::from("text"), Some("a varchar needs a length"));
        }
        Type::Varchar(Some(16_384..)) if mysql => {
            return (
                String::from("longtext"),
                Some("a varchar has at most 16,383 characters of 4 bytes"),
            );
        }
        Type::Char(length @ 256..) if mysql => {
            let (name, _) = write(engine, &Type::Varchar(Some(*length)));
            return (name, Some("a char has at most 255 characters"));
        }
        Type::Binary(length @ 256..) if mysql => {
            let (name, _) = write(engine, &Type::Varbinary(*length));
            return (name, Some("a binary has at most 255 bytes"));
        }
        Type::Varbinary(65_533..) if mysql => {
            let why = "a varbinary has at most 65,532 bytes";
            return (String::from("longblob"), Some(why));
        }
        Type::Char(10_485_761..) | Type::Varchar(Some(10_485_761..))
            if engine == Engine::Postgres =>
        {
            let why = "a varchar has at most 10,485,760 characters";
            return (String::from("text"), Some(why));
        }
        Type::Decimal(Some(digits)) => {
            let (total, after) = match engine {
                Engine::Postgres => (1000, 1000),
                Engine::Innodb => (65, 30),
                Engine::Sqlite => (u16::MAX, u16::MAX),
            };
            let total = digits.0.clamp(1, total);
            let kept = (total, digits.1.min(after).min(total));
            if kept != *digits {
                let (name, _) = write(engine, &Type::Decimal(Some(kept)));
                return (name, Some("so many digits are not kept"));
            }
        }
        _ => {}
    }
    let found = NAMES.iter().find(|Name(_, prototype, writes, _)| {
        writes & bit(engine) > 0 && discriminant(prototype) == discriminant(data_type)
    });
    let Some(Name(name, _, _, reads)) = found else {
        return (String::from("text"), Some("no such type"));
    };
    let exact = reads & bit(engine) > 0 || *data_type == Type::Bool;
    let why = (!exact).then_some("the nearest type there is");
    // Not where the name of another type stands for it.
    let numbers = if exact {
        arguments(engine, data_type)
    } else {
        String::new()
    };
    ([*name, &numbers].concat(), why)
}

fn arguments(engine: Engine, data_type: &Type) -> String {
    let number = |number: u32| ["(", &number.to_string(), ")"].concat();
    match data_type {
        Type::Decimal(Some((total, after))) => {
            ["(", &total.to_string(), ",", &after.to_string(), ")"].concat()
        }
        // PostgreSQL has no text of exactly or at most no character.
        Type::Char(length) | Type::Varchar(Some(length)) if engine == Engine::Postgres => {
            number((*length).max(1))
        }
        Type::Char(length)
        | Type::Varchar(Some(length))
        | Type::Binary(length)
        | Type::Varbinary(length) => number(*length),
        Type::DateTime(Some(digits)) | Type::Timestamp(Some(digits)) => {
            number(u32::from(*digits).min(6))
        }
        _ => String::new(),
    }
}

fn list(name: &str, entries: &[String]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|word| words::text(Engine::Innodb, word))
        .collect();
    [name, "(", &entries.join(","), ")"].concat()
}

/// A type by its name. What is no name of a type is none: it would end up in the middle of a statement.
fn other(engine: Engine, name: &str) -> (String, Option<&'static str>) {
    let name = name.trim();
    if name.is_empty() && engine == Engine::Sqlite {
        return (String::new(), None);
    }
    let (named, numbers) = match name.strip_suffix(')').and_then(|name| name.split_once('(')) {
        Some((named, numbers)) => (named, numbers),
        None => (name, ""),
    };
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == ' ';
    let begins = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !words::reserved(Engine::Postgres, word)
            && !super::column::COLUMN
                .split(' ')
                .any(|own| own.eq_ignore_ascii_case(word))
    };
    let begins = !named.is_empty() && named.split_whitespace().all(begins);
    let number = |c: char| plain(c) || c == ',';
    if begins && named.chars().all(plain) && numbers.chars().all(number) {
        return (
            name.to_owned(),
            Some("the name of the type is written as it is"),
        );
    }
    (String::from("text"), Some("that is no name of a type"))
}

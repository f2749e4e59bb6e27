//! The names of types as they are written.

use super::words;
use crate::engines::{Engine, Type, name_of};

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
    let Some((name, exact)) = name_of(engine, data_type) else {
        return (String::from("text"), Some("no such type"));
    };
    let why = (!exact).then_some("the nearest type there is");
    // Not where the name of another type stands for it.
    let numbers = if exact {
        arguments(engine, data_type)
    } else {
        String::new()
    };
    ([name, &numbers].concat(), why)
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
            && !crate::engines::reserved(Engine::Postgres, word)
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

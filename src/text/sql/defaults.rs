//! Defaults of columns: what one engine calls so and another otherwise.

use super::translate;
use crate::engines::{Engine, Type};

const NOW: [&str; 9] = [
    "now()",
    "current_timestamp",
    "current_timestamp()",
    "localtimestamp",
    "transaction_timestamp()",
    "statement_timestamp()",
    "datetime('now')",
    "sysdate()",
    "getdate()",
];
const TODAY: [&str; 4] = ["current_date", "current_date()", "curdate()", "date('now')"];
const RANDOM: [&str; 4] = [
    "gen_random_uuid()",
    "uuid_generate_v4()",
    "uuid()",
    "newid()",
];

/// Words that are a value by themselves in every engine.
const VALUES: [&str; 6] = [
    "null",
    "true",
    "false",
    "current_timestamp",
    "current_date",
    "current_time",
];

/// The default of a column of this type as the engine takes it, and what is to be said of it; or why it
/// cannot be written.
pub(super) fn write(
    engine: Engine,
    data_type: &Type,
    default: &str,
) -> Result<(String, Option<&'static str>), &'static str> {
    let lower = default.trim().to_ascii_lowercase();
    let is_one = |names: &[&str]| names.contains(&lower.as_str());
    if is_one(&NOW) || lower.starts_with("current_timestamp(") && lower.ends_with(')') {
        return Ok((now(engine, data_type, default.trim(), &lower), None));
    }
    if is_one(&TODAY) {
        let mysql = engine == Engine::Innodb;
        let today = if mysql {
            "(CURRENT_DATE)"
        } else {
            "CURRENT_DATE"
        };
        return Ok((today.to_owned(), None));
    }
    if is_one(&RANDOM) {
        return Ok((random(engine, data_type, &lower).to_owned(), None));
    }
    if *data_type == Type::Bool {
        let truth = match lower.trim_matches('\'') {
            "true" | "t" | "1" | "yes" | "on" => Some(true),
            "false" | "f" | "0" | "no" | "off" => Some(false),
            _ => None,
        };
        if let Some(truth) = truth {
            let words = if engine == Engine::Postgres {
                ["false", "true"]
            } else {
                ["0", "1"]
            };
            return Ok((words[usize::from(truth)].to_owned(), None));
        }
    }
    let Some(written) = translate::write(engine, default, &[]) else {
        return Err("the default is not understood there; it is left out");
    };
    let shape = translate::shape(default);
    let of_any_length = matches!(
        data_type,
        Type::Text
            | Type::Blob
            | Type::Json
            | Type::Jsonb
            | Type::Array(_)
            | Type::Varchar(None | Some(16_384..))
    );
    match shape {
        translate::Shape::Constant if engine == Engine::Innodb && of_any_length => {
            Ok((["(", &written, ")"].concat(), None))
        }
        translate::Shape::Constant => Ok((written, None)),
        translate::Shape::Word if is_one(&VALUES) => Ok((written, None)),
        translate::Shape::Word => Err("the default is a word that nobody knows; it is left out"),
        translate::Shape::Call if engine == Engine::Postgres => Ok((written, Some(AS_IT_IS))),
        translate::Shape::Call => Ok((["(", &written, ")"].concat(), Some(AS_IT_IS))),
        translate::Shape::Other => Ok((["(", &written, ")"].concat(), None)),
    }
}

const AS_IT_IS: &str = "the function of the default is written as it is";

/// The moment at which a row is inserted.
fn now(engine: Engine, data_type: &Type, default: &str, lower: &str) -> String {
    let digits = match data_type {
        Type::DateTime(Some(digits)) | Type::Timestamp(Some(digits)) => (*digits).min(6),
        _ => 0,
    };
    let said = match (engine, data_type) {
        // Its own words stay.
        (Engine::Postgres, _)
            if ![
                "current_timestamp()",
                "datetime('now')",
                "sysdate()",
                "getdate()",
            ]
            .contains(&lower) =>
        {
            default
        }
        (Engine::Innodb, Type::DateTime(_) | Type::Timestamp(_)) if digits > 0 => {
            // MySQL wants as many digits as the column has.
            return ["CURRENT_TIMESTAMP(", &digits.to_string(), ")"].concat();
        }
        (Engine::Innodb, Type::DateTime(_) | Type::Timestamp(_)) => "CURRENT_TIMESTAMP",
        (Engine::Innodb, _) => "(CURRENT_TIMESTAMP)",
        _ => "CURRENT_TIMESTAMP",
    };
    said.to_owned()
}

/// A random identifier.
fn random(engine: Engine, data_type: &Type, lower: &str) -> &'static str {
    let bytes = matches!(
        data_type,
        Type::Uuid | Type::Binary(_) | Type::Varbinary(_) | Type::Blob
    );
    match engine {
        Engine::Postgres if lower == "uuid_generate_v4()" => "uuid_generate_v4()",
        Engine::Postgres => "gen_random_uuid()",
        Engine::Innodb if bytes => "(unhex(replace(uuid(),'-','')))",
        Engine::Innodb => "(uuid())",
        Engine::Sqlite
            if matches!(data_type, Type::Binary(_) | Type::Varbinary(_) | Type::Blob) =>
        {
            "(randomblob(16))"
        }
        Engine::Sqlite => "(lower(hex(randomblob(16))))",
    }
}

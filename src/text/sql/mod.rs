//! SQL: a schema as statements that an engine runs, and the statements of others as a schema.
//!
//! Expressions in a [`Schema`](crate::engines::Schema) are in the standard's letters: texts in `'`, doubled
//! within; names bare or in `"`. [`read`] makes them so, and [`write()`] puts them into those of the engine.

mod able;
mod alter;
mod column;
mod columns;
mod cursor;
mod defaults;
mod expression;
mod guess;
mod keys;
mod lex;
mod read;
mod references;
mod statement;
mod table;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod translate;
mod types;
mod words;
mod write;

pub use read::{Reading, Skipped, read, read_as};
pub use write::{Note, Script, write};

use crate::engines::{Engine, Type};

/// The name of a type as it is typed and shown: that of the engine, and the words of an enumeration in each.
///
/// ```
/// use envelope::{engines::{Engine, Type, read_type}, text::sql::type_text};
/// let states = Type::Enum(vec!["open".into(), "it's".into()]);
/// assert_eq!(type_text(Engine::Postgres, &states), "enum('open','it''s')");
/// assert_eq!(read_type(&type_text(Engine::Postgres, &states)), states);
/// assert_eq!(type_text(Engine::Innodb, &Type::Varchar(Some(40))), "varchar(40)");
/// ```
pub fn type_text(engine: Engine, data_type: &Type) -> String {
    let engine = match data_type {
        Type::Enum(_) | Type::Set(_) => Engine::Innodb,
        _ => engine,
    };
    types::write(engine, data_type).0
}

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

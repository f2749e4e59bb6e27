//! SQL written and read back, without an engine.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a test stops at the first failure

#[path = "sql/schemas.rs"]
mod schemas;

use envelope::engines::{Engine, Schema};
use envelope::text::sql;
use schemas::{Random, schema, seeds};

const ENGINES: [Engine; 3] = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];

/// In `MySQL` a unique index and a unique constraint are the same; the other engines tell them apart.
fn written(engine: Engine, schema: &Schema) -> String {
    sql::write(engine, schema).sql
}

#[test]
fn what_is_written_reads_back() {
    for engine in ENGINES {
        for seed in seeds(400) {
            let schema = schema(&mut Random::new(seed), engine);
            let sql = written(engine, &schema);
            let reading = sql::read_as(engine, &sql);
            assert_eq!(reading.skipped, [], "SEED={seed} {engine:?}\n{sql}");
            for (read, meant) in reading.schema.tables.iter().zip(&schema.tables) {
                assert_eq!(read, meant, "SEED={seed} {engine:?}\n{sql}");
            }
            assert_eq!(reading.schema.tables.len(), schema.tables.len());
        }
    }
}

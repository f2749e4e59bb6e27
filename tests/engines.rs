//! Sizes and statements against the real engines: `cargo xtask test --only engines`.

// A test that meets the unexpected should stop at once and say where.
#![allow(clippy::unwrap_used)]

#[path = "engines/bloat.rs"]
mod bloat;
#[path = "engines/comparison.rs"]
mod comparison;
#[path = "engines/designs.rs"]
mod designs;
#[path = "engines/filling.rs"]
mod filling;
#[path = "engines/flowcharts.rs"]
mod flowcharts;
#[path = "engines/mermaid.rs"]
mod mermaid;
#[path = "engines/openapi.rs"]
mod openapi;
#[path = "engines/servers.rs"]
mod servers;
#[path = "engines/shapes.rs"]
mod shapes;
#[path = "engines/sizes.rs"]
mod sizes;
#[path = "engines/sql.rs"]
mod sql;

use servers::{Mariadb, Postgres, Sqlite};

#[test]
fn each_engine_starts_answers_and_says_what_is_wrong() {
    let (postgres, mariadb, sqlite) = (Postgres::start(), Mariadb::start(), Sqlite::start());
    let ask = |sql: &str| {
        [
            postgres.try_query(sql),
            mariadb.try_query(sql),
            sqlite.try_query(sql),
        ]
    };
    for answer in ask("SELECT 1, 'a b'; SELECT 2;") {
        assert_eq!(answer.unwrap(), "1\ta b\n2");
    }
    for answer in ask("SELECT nothing FROM nowhere;") {
        let said = answer.unwrap_err();
        assert!(said.contains("nowhere"), "{said}");
    }
}

//! What engines refuse.

use super::Engine;

/// The limits of a table in one engine. What has none is infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableLimits {
    /// Columns of a table.
    pub columns: f64,
    /// Bytes of a row, without what is moved out of it.
    pub row: f64,
    /// Bytes (`InnoDB`: characters) of a name.
    pub name: f64,
    /// Columns of an index.
    pub index_columns: f64,
    /// Bytes of a key of a sorted index, all of its columns together.
    pub index_key: f64,
    /// Where that is said.
    pub source: &'static str,
}

/// The limits of a table.
pub fn table_limits(engine: Engine) -> &'static TableLimits {
    match engine {
        Engine::Postgres => &POSTGRES,
        Engine::Innodb => &INNODB,
        Engine::Sqlite => &SQLITE,
    }
}

const POSTGRES: TableLimits = TableLimits {
    columns: 1600.0,
    row: 8160.0,
    name: 63.0,
    index_columns: 32.0,
    index_key: 2704.0,
    source: "PostgreSQL 15 manual, Appendix K; MaxHeapTupleSize and BTMaxItemSize in its source",
};

const INNODB: TableLimits = TableLimits {
    columns: 1017.0,
    row: 8126.0,
    name: 64.0,
    index_columns: 16.0,
    index_key: 3072.0,
    source: "MySQL 8.0 manual, \"InnoDB Limits\" and \"Limits on Table Column Count and Row Size\"",
};

const SQLITE: TableLimits = TableLimits {
    columns: 2000.0,
    row: 1e9,
    name: f64::INFINITY,
    index_columns: 2000.0,
    index_key: f64::INFINITY,
    source: "SQLite, \"Implementation Limits For SQLite\"",
};

/// A limit of a store without tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoreLimit {
    /// The store.
    pub store: &'static str,
    /// What is limited.
    pub what: &'static str,
    /// How much: bytes, or a number where `what` counts.
    pub most: f64,
    /// It is refused beyond; otherwise it is only advised against.
    pub hard: bool,
    /// Where that is said.
    pub source: &'static str,
}

/// The limits of documents, items and partitions.
pub const STORE_LIMITS: [StoreLimit; 9] = [
    store("DynamoDB", "item", 409_600.0, true, DYNAMODB),
    store("DynamoDB", "partition key", 2048.0, true, DYNAMODB),
    store("DynamoDB", "sort key", 1024.0, true, DYNAMODB),
    store(
        "DynamoDB",
        "local indexes' items of one partition key",
        10e9,
        true,
        DYNAMODB,
    ),
    store("MongoDB", "document", 16_777_216.0, true, MONGODB),
    store(
        "MongoDB",
        "levels of documents within documents",
        100.0,
        true,
        MONGODB,
    ),
    store("Cassandra", "values of a partition", 2e9, true, CASSANDRA),
    store(
        "Cassandra",
        "values of a partition, advised",
        100_000.0,
        false,
        CASSANDRA,
    ),
    store(
        "Cassandra",
        "partition, advised",
        100_000_000.0,
        false,
        CASSANDRA,
    ),
];

const DYNAMODB: &str = "Amazon DynamoDB Developer Guide, \"Quotas in Amazon DynamoDB\"";
const MONGODB: &str = "MongoDB manual, \"MongoDB Limits and Thresholds\"";
const CASSANDRA: &str =
    "Apache Cassandra documentation, \"CQL limits\"; DataStax, data modeling analysis";

const fn store(
    store: &'static str,
    what: &'static str,
    most: f64,
    hard: bool,
    source: &'static str,
) -> StoreLimit {
    StoreLimit {
        store,
        what,
        most,
        hard,
        source,
    }
}

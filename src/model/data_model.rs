//! Section 7: what is stored, and how it is asked for.

use super::Id;
use super::apis::ACTIONS;
use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::library::figures;
use crate::quantity::Kind;
use rustc_hash::FxHashMap as HashMap;

/// Where rows are kept.
const ENGINES: &[(&str, &str)] = &[
    ("", "default"),
    ("postgres", "PostgreSQL"),
    ("mysql", "MySQL"),
    ("sqlite", "SQLite"),
    ("mongodb", "MongoDB"),
    ("dynamodb", "DynamoDB"),
    ("cassandra", "Cassandra"),
    ("redis", "Redis"),
];

record! {
    /// A table or collection.
    pub struct Entity as "entity" {
        name: ENTITY = line("Entity", "A table or collection, in the plural.").example("Pastes");
        rows: ENTITY_ROWS = quantity("Rows", Kind::Count, "How many rows there are at the end of the horizon.").example("360M");
        new_rows: NEW_ROWS = quantity("New rows", Kind::Rate, "How many are added, such as 10M/month.").example("10M/month");
        note: ENTITY_NOTE = line("Note", "What one row stands for.").example("one paste");
        engine: ENTITY_ENGINE = choice("Engine", ENGINES, "Where it is kept, if not in the document's own engine: most large designs use more than one.");
        fill: FILL = quantity("Fill factor", Kind::Share, "How full its pages are left (PostgreSQL): less leaves room for updates.").assumed("100%", "PostgreSQL fills the pages of a table").bounds(0.1, 1.0);
        kept: KEPT = quantity("Kept for", Kind::Span, "How long a row is kept; without it, until the horizon.").example("90 days").optional();
        partition: PARTITION_KEY = line("Partition key", "What decides where a row lies once there is more than one machine.").example("user_id");
        stance: STANCE = choice("CAP/PACELC stance", &[("", "as the whole"), ("pc-ec", "consistent always (PC/EC)"), ("pc-el", "consistent when split, quick otherwise (PC/EL)"), ("pa-ec", "available when split, consistent otherwise (PA/EC)"), ("pa-el", "available and quick (PA/EL)")], "What is given up while the network is split, and otherwise, for the sake of latency.");
        compressed: COMPRESSED = quantity("Compressed to", Kind::Share, "What is left of it on disk where the engine compresses: values outside the rows in PostgreSQL (TOAST with pglz or lz4), pages in InnoDB, blocks in MongoDB and Cassandra.").assumed("100%", "no compression").bounds(0.01, 1.0);
    }
}

record! {
    /// An attribute of an entity.
    pub struct Attribute as "attribute" {
        name: ATTRIBUTE = line("Attribute", "The name of the attribute.").example("short_link");
        kind: ATTRIBUTE_TYPE = line("Type", "Its type, as the database calls it.").example("char(7)");
        size: ATTRIBUTE_SIZE = quantity("Size", Kind::Data, "Bytes of its value, on average, such as 7 B or 20-60 B; that of its type while it is empty.").example("7 B");
        constraints: CONSTRAINTS = line("Constraints", "PK, FK → Users.user_id, unique, not null, default 0, check (amount > 0), index, generated, without rowid (at a key in SQLite), with commas between; after a foreign key on delete cascade and the like. Names with more than letters and digits stand in quotation marks. Anything else is a comment.").example("PK");
        entity: ATTRIBUTE_ENTITY = reference("Entity", &ENTITIES, "The entity that it belongs to.");
        nulls: NULL_SHARE = quantity("Null", Kind::Share, "The share of rows in which it is empty.").bounds(0.0, 1.0).optional();
    }
}

record! {
    /// A relationship between two entities.
    pub struct Relationship as "relationship" {
        label: RELATIONSHIP = line("Relationship", "What the one does to the other.").example("writes");
        from: RELATION_FROM = reference("From", &ENTITIES, "The one side.");
        kind: RELATION_KIND = choice("Kind", &[("", "One-to-Many"), ("one", "One-to-One"), ("many", "Many-to-Many")], "User ↔ Profile is one-to-one, User → Orders one-to-many, Students ↔ Courses many-to-many.");
        to: RELATION_TO = reference("To", &ENTITIES, "The many side.");
        optional: RELATION_OPTIONAL = choice("Optional", &[("", "no"), ("from", "the one side"), ("to", "the many side"), ("both", "both sides")], "Where there may be none.");
        identifying: IDENTIFYING = choice("Identifying", &[("", "no"), ("yes", "yes")], "Whether the key of the one is part of the key of the other.");
        pairs: PAIRS = quantity("Pairs", Kind::Count, "Of a many-to-many relationship: how many pairs there are, which are the rows of its table; as many as rows of the larger side while it is empty.").example("50M").optional();
    }
}

record! {
    /// An index beside those that keys and unique attributes have.
    pub struct Index as "index" {
        columns: INDEX_COLUMNS = line("Index on", "The columns in their order, with desc where it is sorted down; include (…) for columns that it only carries.").example("user_id, created_at desc");
        kind: INDEX_KIND = choice("Kind", &[("", "sorted (B-tree)"), ("unique", "unique"), ("hash", "hash"), ("inverted", "full text/GIN"), ("brin", "summary of pages (BRIN)"), ("spatial", "by place (GiST)")], "How it is built.");
        condition: INDEX_CONDITION = line("Only where", "Only rows for which this holds are in it (a partial index).").example("expires_at is not null");
        share: INDEX_ROWS = quantity("Share of rows", Kind::Share, "The share of the rows that are in it.").assumed("100%", "all rows, unless the index is partial").bounds(0.0, 1.0);
        entity: INDEX_ENTITY = reference("Entity", &ENTITIES, "Whose rows it finds.");
    }
}

record! {
    /// A frequent query.
    pub struct AccessPattern as "access_pattern" {
        query: QUERY = line("Query", "A frequent query, in words.").example("Get all orders by user");
        entity: QUERY_ENTITY = reference("Entity", &ENTITIES, "What is asked.");
        operation: QUERY_OPERATION = choice("Read or write", &[("", "–"), ("read", "read"), ("write", "write")], "Whether it changes the data.");
        rate: QUERY_RATE = quantity("Rate", Kind::ActionRate, "How often.").example("100M/month");
        index: QUERY_INDEX = line("Index", "The index that serves it.").example("orders (user_id, created_at)");
        optimisation: QUERY_OPTIMISATION = line("Optimization", "Denormalization or caching, where needed.").example("cache by user for 60 s");
        filter: QUERY_FILTER = line("By", "The columns that it looks for, and after > or < those of which it wants a range.").example("user_id");
        sort: QUERY_SORT = line("Sorted by", "The order in which the rows come.").example("created_at desc");
        rows: QUERY_ROWS = quantity("Rows", Kind::Count, "How many rows one query answers with or changes.").assumed("1", "a query by its key");
        consistency: QUERY_CONSISTENCY = choice("Consistency", &[("", "as the whole"), ("strong", "strong"), ("own", "reads its own writes"), ("eventual", "eventual")], "How old an answer may be.");
        action: QUERY_ACTION = reference("Action", &ACTIONS, "The action that asks; its rate is taken where none is entered.");
    }
}

section! {
    /// The data model and the choice of database.
    pub struct DataModel at data_model {
        fields {
            database: DATABASE = choice("Database choice", &[("", "not decided"), ("sql", "SQL (Relational)"), ("document", "NoSQL (Document)"), ("key-value", "NoSQL (Key-Value)"), ("column", "NoSQL (Column)"), ("graph", "NoSQL (Graph)"), ("hybrid", "Hybrid")], "SQL for strong consistency, transactions and joins. NoSQL for high scale, a flexible schema and eventual consistency. Hybrid if both are needed.");
            engine: ENGINE = choice("Database engine", &[("", "not decided: PostgreSQL"), ("postgres", "PostgreSQL"), ("mysql", "MySQL (InnoDB)"), ("sqlite", "SQLite")], "By whose rules the sizes are computed and the SQL is written; an entity may have another.");
            database_reasons: DATABASE_REASONS = text("Reasons for the choice", "What in this design asks for it.");
            heavy: HEAVY = choice("Read-heavy or write-heavy", &[("", "from the ratio"), ("read", "read-heavy"), ("write", "write-heavy"), ("even", "even")], "From the read/write ratio unless you know better.");
            indexing: INDEXING = text("Indexing strategy", "Which indexes there are, and which queries each serves.");
            optimisation: OPTIMISATION = text("Query optimization", "Denormalization, caching, materialised views, if needed.");
            vertical: VERTICAL = line("Vertical scaling", "How far a bigger machine goes.").example("up to 96 CPUs and 10 TB, enough for two years");
            horizontal: HORIZONTAL = line("Horizontal scaling", "Sharding and partitioning.").example("16 shards by short link");
            replicas: REPLICAS = line("Replication", "Read replicas, primary and replicas, or leaderless.").example("two read replicas, asynchronous");
            cap: CAP = choice("CAP stance", &[("", "not decided"), ("cp", "Strong Consistency"), ("ap", "Availability")], "What is given up while the network is split.");
            cap_reasons: CAP_REASONS = line("Reasons for the CAP stance", "Why.").example("a stale paste is better than none");
            index_share: INDEX_SHARE = quantity("Index size overhead", Kind::Share, "Indexes on top of the rows, about 20–30%.").taken(figures::INDEXES);
            point_in_time: POINT_IN_TIME = line("Point-in-time recovery", "How far back, and how exactly.").example("7 days, to the second");
            cross_region: CROSS_REGION = line("Replication across regions", "Which regions, how far behind.").example("one region, under a minute behind");
            rpo: RPO = quantity("Recovery point objective (RPO)", Kind::Latency, "How much work may be lost, as a span of time.").example("5 minutes");
            rto: RTO = quantity("Recovery time objective (RTO)", Kind::Latency, "How long a recovery may take.").example("1 hour");
            cold: COLD = line("Cold storage for historical data", "What moves where, and when.").example("pastes not read for a year, to Glacier");
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            entities: ENTITIES of Entity = ("Entities (Tables/Collections)", "entity", "What is stored: one entity for each table or collection.");
            attributes: ATTRIBUTES of Attribute = ("Attributes", "attribute", "With type, size and constraints.");
            relationships: RELATIONSHIPS of Relationship = ("Relationships", "relationship", "How the entities belong together.");
            indexes: INDEXES of Index = ("Indexes", "index", "Beside those of the primary keys and unique attributes.");
            access_patterns: ACCESS_PATTERNS of AccessPattern = ("Access Patterns (Queries)", "query", "The frequent queries; indexes follow from them.");
        }
    }
}

impl super::Document {
    /// Where the attributes of each entity stand in their list, by the entity's id; under 0 those that belong to none.
    pub fn attributes_by_entity(&self) -> HashMap<Id, Vec<usize>> {
        let model = &self.data_model;
        let mut of: HashMap<Id, Vec<usize>> = model
            .entities
            .iter()
            .map(|entity| (entity.id, Vec::new()))
            .collect();
        for (at, attribute) in model.attributes.iter().enumerate() {
            let entity = attribute
                .entity
                .trim()
                .parse()
                .ok()
                .filter(|id| of.contains_key(id))
                .unwrap_or(0);
            of.entry(entity).or_default().push(at);
        }
        of
    }
}

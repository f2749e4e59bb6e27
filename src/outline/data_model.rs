//! Section 7: the eight points.

use super::{Block, Chart, Item, Proposed, Topic, View};
use crate::estimate::{capacity, cost, data_model as d};
use crate::model::{cost as prices, data_model as f};

/// What is asked, by what, in which order, how many rows, how often.
const QUERIES: &[usize] = &[0, 1, 2, 6, 7, 8, 3];

/// The columns of the entities at their home; the others stand where they belong.
pub const ENTITY_COLUMNS: &[usize] = &[0, 1, 2, 4, 3];

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "1. Entities (Tables/Collections)",
        items: &[Item::Entities],
    },
    Block {
        heading: "2. Relationships",
        items: &[
            Item::Hint(
                "One-to-one: User ↔ Profile. One-to-many: User → Orders. Many-to-many: Students ↔ Courses.",
            ),
            Item::Table(&f::RELATIONSHIPS, &[]),
            Item::RowResults(
                &f::RELATIONSHIPS,
                &[&d::BETWEEN_ON_DISK, &d::BETWEEN_INDEXES],
            ),
            Item::Proposals(Proposed::Junctions),
        ],
    },
    Block {
        heading: "3. Database Choice",
        items: &[
            Item::Hint(
                "SQL (Relational) → strong consistency, transactions, joins. NoSQL (Document/Key-Value/Column/Graph) → high scale, flexible schema, eventual consistency. Hybrid approach if required.",
            ),
            Item::Advice(Topic::Database),
            Item::Fields(&[&f::DATABASE, &f::DATABASE_REASONS, &f::ENGINE]),
        ],
    },
    Block {
        heading: "4. Schema Design Example (Relational)",
        items: &[Item::Picture, Item::Schema, Item::Sql],
    },
    Block {
        heading: "5. Access Patterns (Queries)",
        items: &[
            Item::Hint(
                "Read-heavy or write-heavy? Frequent queries (e.g., get all orders by user), indexing strategy, query optimization (denormalization, caching if needed).",
            ),
            Item::Results(&[&capacity::READ_WRITE_RATIO]),
            Item::Fields(&[&f::HEAVY]),
            Item::Columns {
                table: &f::ACCESS_PATTERNS,
                columns: QUERIES,
                home: true,
                results: &[&d::QUERY_QPS],
            },
            Item::Table(&f::INDEXES, &[&d::INDEX_ON_DISK]),
            Item::View(View::Serving),
            Item::Columns {
                table: &f::ACCESS_PATTERNS,
                columns: &[0, 10, 9, 4, 5],
                home: false,
                results: &[],
            },
            Item::Fields(&[&f::INDEXING, &f::OPTIMISATION]),
        ],
    },
    Block {
        heading: "6. Scaling Strategy",
        items: &[
            Item::Hint(
                "Vertical scaling → bigger DB machine. Horizontal scaling → sharding, partitioning. CAP theorem: strong consistency or availability.",
            ),
            Item::Fields(&[
                &f::VERTICAL,
                &f::HORIZONTAL,
                &f::REPLICAS,
                &f::CAP,
                &f::CAP_REASONS,
            ]),
            Item::Columns {
                table: &f::ENTITIES,
                columns: &[0, 7, 8],
                home: false,
                results: &[],
            },
            Item::RowResults(&f::ENTITIES, &[&d::READ_UNITS, &d::WRITE_UNITS]),
            Item::View(View::Sharding),
        ],
    },
    Block {
        heading: "7. Storage Estimation",
        items: &[
            Item::Hint(
                "Avg row size × number of rows = total DB size. Index size overhead: about 20–30%.",
            ),
            Item::Columns {
                table: &f::ENTITIES,
                columns: &[0, 5, 6, 9],
                home: false,
                results: &[
                    &d::ROW_ON_DISK,
                    &d::TABLE_ON_DISK,
                    &d::INDEXES_ON_DISK,
                    &d::ENTITY_ON_DISK,
                ],
            },
            Item::RowResults(&f::ENTITIES, &[&d::DEAD_ROWS]),
            Item::Results(&[
                &d::TABLES_ON_DISK,
                &d::ALL_INDEXES_ON_DISK,
                &d::ON_DISK,
                &d::INDEX_PART,
                &d::WITH_DEAD_ROWS,
                &d::DISK_COST,
            ]),
            Item::View(View::Sizes),
            Item::Chart(Chart::TablesGrowth),
            Item::View(View::Savings),
            Item::Fields(&[&f::INDEX_SHARE]),
            Item::Results(&[
                &d::DATABASE_SIZE,
                &d::INDEX_SIZE,
                &d::WITH_INDEXES,
                &d::BESIDE_QUICK,
                &d::GROWTH_PER_DAY,
                &d::GROWTH_PER_MONTH,
                &d::GROWTH_PER_YEAR,
            ]),
        ],
    },
    Block {
        heading: "8. Backup & Recovery",
        items: &[
            Item::Fields(&[
                &f::POINT_IN_TIME,
                &f::CROSS_REGION,
                &f::COLD,
                &f::RPO,
                &f::RTO,
            ]),
            Item::Fields(&[
                &prices::BACKUP_COPIES,
                &prices::BACKUP_RETENTION,
                &prices::BACKUP_SIZE,
            ]),
            Item::Results(&[&cost::BACKUP, &d::DISK_BACKUP, &d::DISK_BACKUP_COST]),
        ],
    },
    notes!(crate::model::data_model::NOTES),
];

//! Section 5: the nine points.

use super::{Block, Item};
#[allow(clippy::wildcard_imports)] // the results of the section of this name
use crate::estimate::capacity::*;
use crate::library::reference;
use crate::model::{apis, capacity as f};

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "Users and Traffic",
        items: &[
            Item::Hint("DAU/MAU, peak QPS, traffic patterns."),
            Item::Fields(&[&f::DAU, &f::MAU, &f::PATTERN, &f::PEAK_FACTOR]),
            Item::Results(&[
                &AVERAGE_QPS,
                &READ_QPS,
                &WRITE_QPS,
                &PEAK_QPS,
                &PEAK_READ_QPS,
                &PEAK_WRITE_QPS,
                &REQUESTS_PER_DAY,
                &DAU_MAU,
            ]),
        ],
    },
    Block {
        heading: "Actions",
        items: &[Item::Columns {
            table: &apis::ACTIONS,
            columns: &[0, 4, 5, 6, 7, 8],
            home: false,
            results: &[&ACTION_QPS],
        }],
    },
    Block {
        heading: "Data Size Estimations",
        items: &[
            Item::Hint(
                "Request average payload size, database storage, logs and metadata (add 10–20% overhead), growth rate per day, month and year.",
            ),
            Item::Fields(&[&f::EXISTING, &f::LOGS, &f::GROWTH, &f::HORIZON]),
            Item::Results(&[
                &AVERAGE_REQUEST,
                &AVERAGE_RESPONSE,
                &STORAGE_PER_DAY,
                &STORAGE_PER_MONTH,
                &STORAGE_PER_YEAR,
                &RECORDS,
                &STORAGE_HORIZON,
                &LOGS_SIZE,
                &DATABASE_STORAGE,
                &BLOB_STORAGE,
            ]),
            Item::Reference(&reference::UNITS),
        ],
    },
    Block {
        heading: "Read/Write Ratio",
        items: &[
            Item::Hint("Helps decide DB sharding, caching, and indexing."),
            Item::Results(&[&READ_WRITE_RATIO]),
            Item::Fields(&[&f::RATIO_DECISION]),
        ],
    },
    Block {
        heading: "Latency",
        items: &[
            Item::Hint("Time taken for a request (e.g., <200ms)."),
            Item::Fields(&[
                &f::LATENCY_TARGET,
                &f::NETWORK_TIME,
                &f::SERVICE_TIME,
                &f::CACHE_TIME,
                &f::DATABASE_TIME,
            ]),
            Item::Results(&[&LATENCY, &CONCURRENCY]),
            Item::Reference(&reference::LATENCY),
        ],
    },
    Block {
        heading: "Throughput",
        items: &[
            Item::Hint("Number of requests served per second."),
            Item::Fields(&[&f::SERVER_RATE, &f::UTILISATION, &f::SPARE]),
            Item::Results(&[&SERVER_THROUGHPUT, &SERVERS]),
            Item::Reference(&reference::THROUGHPUT),
        ],
    },
    Block {
        heading: "Bandwidth",
        items: &[
            Item::Hint("Request payload size × QPS."),
            Item::Fields(&[&f::CDN_SHARE]),
            Item::Results(&[
                &INGRESS,
                &PEAK_INGRESS,
                &EGRESS,
                &PEAK_EGRESS,
                &INGRESS_PER_MONTH,
                &EGRESS_PER_MONTH,
                &ORIGIN_EGRESS,
                &CDN_TRAFFIC,
            ]),
        ],
    },
    Block {
        heading: "Cache Estimation",
        items: &[
            Item::Hint("Hit ratio. Cache size = working set of hot data."),
            Item::Fields(&[&f::HIT_RATIO, &f::HOT_SHARE]),
            Item::Results(&[&DAILY_READS, &CACHE_SIZE, &DATABASE_READS]),
        ],
    },
    Block {
        heading: "Database Scaling",
        items: &[
            Item::Hint("Vertical, horizontal, partition key selection."),
            Item::Fields(&[
                &f::SCALING,
                &f::PARTITION_KEY,
                &f::NODE_STORAGE,
                &f::NODE_WRITES,
                &f::NODE_READS,
            ]),
            Item::Results(&[&SHARDS, &READ_REPLICAS]),
            Item::Reference(&reference::NODES),
        ],
    },
    Block {
        heading: "Storage and Replication",
        items: &[
            Item::Hint(
                "Effective storage = raw storage × replication factor. Cold or hot storage.",
            ),
            Item::Fields(&[&f::REPLICATION, &f::HOT_STORAGE]),
            Item::Results(&[
                &RAW_STORAGE,
                &EFFECTIVE_STORAGE,
                &HOT_STORAGE,
                &COLD_STORAGE,
            ]),
        ],
    },
];

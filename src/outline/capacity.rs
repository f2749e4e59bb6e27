//! Section 5: the nine points.

use super::{Block, Chart, Item, Topic};
#[allow(clippy::wildcard_imports)] // the results of the section of this name
use crate::estimate::capacity::*;
use crate::library::reference;
use crate::model::{apis, capacity as f};

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "Users and Traffic",
        items: &[
            Item::Hint("DAU/MAU, peak QPS, traffic patterns."),
            Item::Fields(&[&f::DAU, &f::MAU, &f::PATTERN, &f::PEAK_FACTOR, &f::CURVE]),
            Item::Results(&[
                &AVERAGE_QPS,
                &READ_QPS,
                &WRITE_QPS,
                &PEAK_QPS,
                &PEAK_READ_QPS,
                &PEAK_WRITE_QPS,
                &ORIGIN_QPS,
                &PEAK_QPS_HORIZON,
                &REQUESTS_PER_DAY,
                &DAU_MAU,
            ]),
            Item::Chart(Chart::Day),
        ],
    },
    Block {
        heading: "Actions",
        items: &[Item::Columns {
            table: &apis::ACTIONS,
            columns: &[0, 4, 5, 6, 7, 8],
            home: false,
            results: &[&ACTION_QPS, &ACTION_PEAK_QPS],
        }],
    },
    Block {
        heading: "Fan-out",
        items: &[
            Item::Hint("One write, many deliveries: by push, by pull, or mixed."),
            Item::Fields(&[&f::DELIVERY, &f::FAN_OUT, &f::FOLLOWS, &f::PULLED]),
            Item::Columns {
                table: &apis::ACTIONS,
                columns: &[0, 17],
                home: false,
                results: &[&ACTION_DELIVERIES],
            },
            Item::Results(&[&PUSHED, &GATHERED, &DELIVERIES, &PEAK_DELIVERIES]),
        ],
    },
    Block {
        heading: "Held connections",
        items: &[
            Item::Hint("Where clients keep a connection open: WebSocket, long poll, push channel."),
            Item::Fields(&[
                &f::ONLINE,
                &f::CONNECTIONS,
                &f::CONNECTION_MEMORY,
                &f::NODE_CONNECTIONS,
            ]),
            Item::Results(&[&CONNECTIONS_MEMORY, &CONNECTION_SERVERS]),
        ],
    },
    Block {
        heading: "Data Size Estimations",
        items: &[
            Item::Hint(
                "Request average payload size, database storage, logs and metadata (add 10–20% overhead), growth rate per day, month and year.",
            ),
            Item::Fields(&[
                &f::EXISTING,
                &f::EXISTING_BLOB,
                &f::LOGS,
                &f::GROWTH,
                &f::HORIZON,
                &f::RETENTION,
                &f::COMPRESSION,
            ]),
            Item::Results(&[
                &AVERAGE_REQUEST,
                &AVERAGE_RESPONSE,
                &STORAGE_PER_DAY,
                &STORAGE_PER_MONTH,
                &STORAGE_PER_YEAR,
                &ROWS_PER_YEAR,
                &RECORDS,
                &KEPT_RECORDS,
                &STORAGE_HORIZON,
                &KEPT_STORAGE,
                &KEPT_ROWS,
                &LOGS_SIZE,
                &DATABASE_PER_YEAR,
                &DATABASE_STORAGE,
                &BLOB_STORAGE,
            ]),
            Item::Chart(Chart::StorageGrowth),
            Item::Chart(Chart::StorageSwing),
            Item::Reference(&reference::UNITS),
        ],
    },
    Block {
        heading: "Retention of each action",
        items: &[Item::Columns {
            table: &apis::ACTIONS,
            columns: &[0, 8, 19],
            home: false,
            results: &[],
        }],
    },
    Block {
        heading: "Read/Write Ratio",
        items: &[
            Item::Hint("Helps decide DB sharding, caching, and indexing."),
            Item::Results(&[&READ_WRITE_RATIO]),
            Item::Advice(Topic::ReadWrite),
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
            Item::Results(&[
                &LATENCY,
                &LATENCY_P50,
                &LATENCY_P99,
                &WRITE_P50,
                &WRITE_P99,
                &CONCURRENCY,
            ]),
            Item::Reference(&reference::LATENCY),
        ],
    },
    Block {
        heading: "Latency of each action",
        items: &[
            Item::Hint(
                "Along its path: network, balancer, wait for a server, service, then the cache and, when it misses, the database; a write goes to the database; a file to or from blob storage.",
            ),
            Item::Columns {
                table: &apis::ACTIONS,
                columns: &[0, 12],
                home: false,
                results: &[&ACTION_P50, &ACTION_P99],
            },
            Item::Advice(Topic::Latency),
            Item::Fields(&[
                &f::BALANCER_TIME,
                &f::WRITE_TIME,
                &f::BLOB_READ_TIME,
                &f::BLOB_WRITE_TIME,
            ]),
            Item::Chart(Chart::Latency),
        ],
    },
    Block {
        heading: "Throughput",
        items: &[
            Item::Hint("Number of requests served per second."),
            Item::Fields(&[
                &f::SERVER_RATE,
                &f::UTILISATION,
                &f::SPARE,
                &f::SERVER_CONCURRENCY,
            ]),
            Item::Results(&[
                &SERVER_THROUGHPUT,
                &SERVERS_FOR_RATE,
                &SERVERS_FOR_CONCURRENCY,
                &SERVERS,
            ]),
            Item::Advice(Topic::Servers),
            Item::Reference(&reference::THROUGHPUT),
        ],
    },
    Block {
        heading: "Waiting for a server",
        items: &[
            Item::Hint("How busy the servers are at peak, and how long requests wait for one."),
            Item::Fields(&[&f::OWN_SERVERS, &f::WAIT_TARGET, &f::MARGIN]),
            Item::Results(&[
                &PEAK_UTILISATION,
                &WAITING,
                &WAIT_MEAN,
                &WAIT_P50,
                &WAIT_P99,
                &SERVERS_FOR_WAIT,
                &SERVERS_BY_ROOT,
            ]),
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
                &PEAK_ORIGIN_EGRESS,
                &INGRESS_PER_MONTH,
                &EGRESS_PER_MONTH,
                &ORIGIN_EGRESS,
                &CDN_TRAFFIC,
            ]),
        ],
    },
    Block {
        heading: "Bandwidth of each action",
        items: &[Item::Columns {
            table: &apis::ACTIONS,
            columns: &[0, 18],
            home: false,
            results: &[
                &ACTION_INGRESS,
                &ACTION_PEAK_INGRESS,
                &ACTION_EGRESS,
                &ACTION_PEAK_EGRESS,
            ],
        }],
    },
    Block {
        heading: "Cache Estimation",
        items: &[
            Item::Hint("Hit ratio. Cache size = working set of hot data."),
            Item::Fields(&[&f::HIT_RATIO, &f::HOT_SHARE]),
            Item::Results(&[
                &DAILY_READS,
                &CACHE_SIZE,
                &ROW_READS,
                &CACHE_NODES,
                &DATABASE_READS,
            ]),
        ],
    },
    Block {
        heading: "Hit ratio from popularity",
        items: &[
            Item::Hint(
                "Enter how many distinct items are read: the hit ratio then follows from what the cache holds.",
            ),
            Item::Fields(&[
                &f::ITEMS,
                &f::POPULARITY,
                &f::CACHE_MEMORY,
                &f::ITEM_SIZE,
                &f::KEY_OVERHEAD,
                &f::CACHE_NODE,
                &f::CACHE_NODE_RATE,
            ]),
            Item::Results(&[&CACHED_ITEMS]),
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
                &f::OWN_SHARDS,
            ]),
            Item::Results(&[
                &NODE_LOAD,
                &NODE_FULL,
                &SHARDS_FOR_STORAGE,
                &SHARDS_FOR_WRITES,
                &SHARDS,
                &NODES_FOR_READS,
                &READ_REPLICAS,
                &READ_NODES,
                &DATABASE_NODES,
            ]),
            Item::Advice(Topic::Shards),
            Item::Reference(&reference::NODES),
        ],
    },
    Block {
        heading: "Partition key candidates",
        items: &[Item::Table(&f::CANDIDATES, &[&CANDIDATE_WRITES])],
    },
    Block {
        heading: "Storage and Replication",
        items: &[
            Item::Hint(
                "Effective storage = raw storage × replication factor. Cold or hot storage.",
            ),
            Item::Fields(&[
                &f::REPLICATION,
                &f::HOT_STORAGE,
                &f::HOT_AGE,
                &f::FREE_SPACE,
                &f::BLOB_COPIES,
            ]),
            Item::Results(&[
                &RAW_STORAGE,
                &EFFECTIVE_STORAGE,
                &PROVISIONED_STORAGE,
                &HOT_STORAGE,
                &COLD_STORAGE,
            ]),
        ],
    },
    notes!(crate::model::capacity::NOTES),
];

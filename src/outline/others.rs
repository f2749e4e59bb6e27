//! The sections that are mostly lists.

use super::{Block, Item};
use crate::estimate::{capacity, cost, notes as n, reliability as r};
use crate::library::reference;
use crate::model::{
    actors, apis, architecture, failures, feedback, notes, reliability, requirements, security,
    services, summary, tradeoffs,
};

pub(super) static REQUIREMENTS: &[Block] = &[
    Block {
        heading: "Functional Requirements",
        items: &[Item::Table(&requirements::FUNCTIONAL, &[])],
    },
    Block {
        heading: "Non Functional Requirements",
        items: &[Item::Columns {
            table: &requirements::NON_FUNCTIONAL,
            columns: &[0, 1, 2],
            home: true,
            results: &[],
        }],
    },
    Block {
        heading: "Assumptions and questions",
        items: &[Item::Fields(&[&requirements::ASSUMPTIONS])],
    },
];

pub(super) static ACTORS: &[Block] = &[
    Block {
        heading: "Explain flow for clarity",
        items: &[
            Item::Fields(&[&actors::EXPLANATION]),
            Item::Table(&actors::STEPS, &[]),
        ],
    },
    Block {
        heading: "List actors",
        items: &[Item::Table(&actors::ACTORS, &[])],
    },
];

pub(super) static APIS: &[Block] = &[
    Block {
        heading: "Write down actions done by actors",
        items: &[Item::Columns {
            table: &apis::ACTIONS,
            columns: &[0, 1, 4, 5, 6, 7, 8],
            home: true,
            results: &[&capacity::ACTION_QPS],
        }],
    },
    Block {
        heading: "Make them as APIs",
        items: &[
            Item::Columns {
                table: &apis::ACTIONS,
                columns: &[0, 2, 3, 9, 10],
                home: false,
                results: &[],
            },
            Item::Fields(&[&apis::API_NOTES]),
        ],
    },
];

pub(super) static SERVICES: &[Block] = &[Block {
    heading: "Based on APIs identify Services",
    items: &[Item::Table(&services::SERVICES, &[])],
}];

pub(super) static ARCHITECTURE: &[Block] = &[
    Block {
        heading: "Diagram",
        items: &[Item::Diagram],
    },
    Block {
        heading: "Components",
        items: &[Item::Table(&architecture::COMPONENTS, &[])],
    },
    Block {
        heading: "Connections",
        items: &[Item::Table(&architecture::CONNECTIONS, &[])],
    },
    Block {
        heading: "Description",
        items: &[Item::Fields(&[&architecture::ARCHITECTURE_NOTES])],
    },
];

pub(super) static RELIABILITY: &[Block] = &[
    Block {
        heading: "Cover all non functional requirements",
        items: &[
            Item::Hint("The requirements of section 1: say for each what meets it."),
            Item::Columns {
                table: &requirements::NON_FUNCTIONAL,
                columns: &[0, 2, 3],
                home: false,
                results: &[],
            },
            Item::Fields(&[&reliability::SCALABILITY, &reliability::FAILOVER]),
        ],
    },
    Block {
        heading: "Availability",
        items: &[
            Item::Fields(&[&reliability::AVAILABILITY]),
            Item::Results(&[&r::DOWNTIME_PER_YEAR, &r::DOWNTIME_PER_MONTH]),
            Item::Reference(&reference::AVAILABILITY),
        ],
    },
    Block {
        heading: "Kafka",
        items: &[
            Item::Fields(&[
                &reliability::KAFKA_RETENTION,
                &reliability::KAFKA_RATE,
                &reliability::KAFKA_SIZE,
                &reliability::KAFKA_REPLICATION,
                &reliability::PARTITION_RATE,
            ]),
            Item::Results(&[
                &r::KAFKA_THROUGHPUT,
                &r::KAFKA_STORAGE,
                &r::KAFKA_PARTITIONS,
            ]),
        ],
    },
];

pub(super) static TRADEOFFS: &[Block] = &[Block {
    heading: "Tradeoffs",
    items: &[Item::Table(&tradeoffs::TRADEOFFS, &[])],
}];

pub(super) static FAILURES: &[Block] = &[
    Block {
        heading: "Failures",
        items: &[Item::Table(&failures::FAILURES, &[])],
    },
    Block {
        heading: "Bottlenecks",
        items: &[Item::Table(&failures::BOTTLENECKS, &[])],
    },
];

pub(super) static SECURITY: &[Block] = &[
    Block {
        heading: "Security",
        items: &[Item::Table(&security::MEASURES, &[])],
    },
    Block {
        heading: "Compliance",
        items: &[Item::Table(&security::RULES, &[])],
    },
];

pub(super) static FEEDBACK: &[Block] = &[Block {
    heading: "Feedback",
    items: &[Item::Table(&feedback::COMMENTS, &[])],
}];

pub(super) static SUMMARY: &[Block] = &[
    Block {
        heading: "Key numbers",
        items: &[Item::Results(&[
            &capacity::AVERAGE_QPS,
            &capacity::PEAK_QPS,
            &capacity::READ_WRITE_RATIO,
            &capacity::STORAGE_HORIZON,
            &capacity::EFFECTIVE_STORAGE,
            &capacity::CACHE_SIZE,
            &capacity::SERVERS,
            &cost::TOTAL,
        ])],
    },
    Block {
        heading: "Summary",
        items: &[Item::Fields(&[&summary::SUMMARY, &summary::RISKS])],
    },
];

pub(super) static NOTES: &[Block] = &[
    Block {
        heading: "My Learnings",
        items: &[Item::Table(&notes::LEARNINGS, &[])],
    },
    Block {
        heading: "Snowflake ID",
        items: &[
            Item::Hint("Unique identifiers across a distributed system."),
            Item::Fields(&[
                &notes::TIMESTAMP_BITS,
                &notes::DATACENTER_BITS,
                &notes::WORKER_BITS,
                &notes::SEQUENCE_BITS,
            ]),
            Item::Results(&[
                &n::ID_BITS,
                &n::ID_LIFE,
                &n::ID_MACHINES,
                &n::IDS_PER_MS,
                &n::IDS_PER_SECOND,
            ]),
        ],
    },
];

//! Section 9: scalability, availability and its budget, Kafka.

use super::{Block, Item, Proposed, View};
use crate::estimate::{reliability as r, topics as t};
use crate::library::reference;
use crate::model::{apis, reliability as f, requirements};

pub(super) static BLOCKS: &[Block] = &[
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
            Item::View(View::Coverage),
            Item::Fields(&[&f::SCALABILITY, &f::FAILOVER]),
        ],
    },
    Block {
        heading: "Availability",
        items: &[
            Item::Fields(&[&f::AVAILABILITY]),
            Item::Results(&[
                &r::NINES,
                &r::DOWNTIME_PER_YEAR,
                &r::DOWNTIME_PER_MONTH,
                &r::DOWNTIME_PER_WEEK,
                &r::DOWNTIME_PER_DAY,
            ]),
            Item::Reference(&reference::AVAILABILITY),
        ],
    },
    Block {
        heading: "Parts in series and parallel",
        items: &[
            Item::Table(&f::PARTS, &[&r::PART_TOGETHER]),
            Item::Results(&[
                &r::ALL_PARTS,
                &r::ALL_NINES,
                &r::ALL_DOWNTIME_PER_YEAR,
                &r::ALL_DOWNTIME_PER_MONTH,
            ]),
        ],
    },
    Block {
        heading: "Availability of each action",
        items: &[
            Item::Columns {
                table: &apis::ACTIONS,
                columns: &[0],
                home: false,
                results: &[&r::ACTION_AVAILABILITY],
            },
            Item::Results(&[&r::SHARED_PARTS]),
        ],
    },
    Block {
        heading: "Error budget",
        items: &[
            Item::Hint(
                "The usual alerts: a burn rate of 14.4 over an hour, and of 6 over six hours.",
            ),
            Item::Fields(&[&f::WINDOW, &f::ERRORS]),
            Item::Results(&[
                &r::ERROR_BUDGET,
                &r::FAILED_REQUESTS,
                &r::BURN_RATE,
                &r::BUDGET_LASTS,
                &r::PAGE_AT,
                &r::TICKET_AT,
            ]),
        ],
    },
    Block {
        heading: "Slow tail and retries",
        items: &[
            Item::Fields(&[&f::SLOW_SHARE, &f::CALLS]),
            Item::Results(&[&r::SLOW_REQUESTS]),
            Item::Fields(&[&f::FAILING, &f::RETRIES]),
            Item::Results(&[&r::RETRY_LOAD]),
        ],
    },
    Block {
        heading: "Protections",
        items: &[
            Item::Table(&f::PROTECTIONS, &[&r::PROTECTION_LOAD]),
            Item::Proposals(Proposed::Protections),
        ],
    },
    Block {
        heading: "Replication and failover",
        items: &[
            Item::Table(&f::REPLICATION, &[&r::FAILOVERS]),
            Item::Proposals(Proposed::Replication),
        ],
    },
    Block {
        heading: "Kafka",
        items: &[
            Item::Fields(&[
                &f::KAFKA_RETENTION,
                &f::KAFKA_RATE,
                &f::KAFKA_SIZE,
                &f::KAFKA_REPLICATION,
                &f::KAFKA_COMPRESSION,
                &f::PARTITION_RATE,
                &f::KAFKA_GROUPS,
            ]),
            Item::Columns {
                table: &f::TOPICS,
                columns: &[0, 1, 2, 3, 4, 5],
                home: true,
                results: &[&t::TOPIC_THROUGHPUT, &t::TOPIC_DISK],
            },
            Item::Results(&[&t::KAFKA_THROUGHPUT, &t::KAFKA_STORAGE]),
        ],
    },
    Block {
        heading: "Kafka partitions, network and brokers",
        items: &[
            Item::Columns {
                table: &f::TOPICS,
                columns: &[0, 6, 7, 8],
                home: false,
                results: &[&t::TOPIC_PARTITIONS, &t::TOPIC_IN, &t::TOPIC_OUT],
            },
            Item::Fields(&[&f::BROKER_DISK, &f::BROKER_NETWORK, &f::BROKER_PARTITIONS]),
            Item::Results(&[
                &t::KAFKA_PARTITIONS,
                &t::KAFKA_REPLICAS,
                &t::KAFKA_IN,
                &t::KAFKA_OUT,
                &t::KAFKA_BROKERS,
            ]),
        ],
    },
    notes!(crate::model::reliability::NOTES),
];

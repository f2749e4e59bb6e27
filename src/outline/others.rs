//! The sections that are mostly lists.

use super::{Block, Item, Proposed, View};
use crate::estimate::{architecture as bears, capacity, cost, services as load};
use crate::model::{
    actors, apis, architecture, failures, feedback, requirements, security, services, summary,
    tradeoffs,
};

pub(super) static REQUIREMENTS: &[Block] = &[
    Block {
        heading: "Functional Requirements",
        items: &[
            Item::Table(&requirements::FUNCTIONAL, &[]),
            Item::Proposals(Proposed::Functional),
        ],
    },
    Block {
        heading: "Non Functional Requirements",
        items: &[
            Item::Columns {
                table: &requirements::NON_FUNCTIONAL,
                columns: &[0, 1, 2, 4],
                home: true,
                results: &[],
            },
            Item::Proposals(Proposed::NonFunctional),
        ],
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
            Item::Flow,
        ],
    },
    Block {
        heading: "List actors",
        items: &[Item::Table(&actors::ACTORS, &[])],
    },
    notes!(actors::NOTES),
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
                columns: &[0, 2, 3, 9, 10, 11],
                home: false,
                results: &[],
            },
            Item::Columns {
                table: &apis::ACTIONS,
                columns: &[0, 13, 14, 15, 16],
                home: false,
                results: &[],
            },
            Item::Table(&apis::API_FIELDS, &[]),
            Item::Fields(&[&apis::API_BASE, &apis::API_AUTH, &apis::API_NOTES]),
            Item::OpenApi,
        ],
    },
];

pub(super) static SERVICES: &[Block] = &[
    Block {
        heading: "Based on APIs identify Services",
        items: &[
            Item::Table(
                &services::SERVICES,
                &[
                    &load::SERVICE_APIS,
                    &load::SERVICE_QPS,
                    &load::SERVICE_PEAK_QPS,
                ],
            ),
            Item::RowResults(
                &services::SERVICES,
                &[
                    &load::SERVICE_INGRESS,
                    &load::SERVICE_PEAK_INGRESS,
                    &load::SERVICE_EGRESS,
                    &load::SERVICE_PEAK_EGRESS,
                ],
            ),
            Item::Proposals(Proposed::Services),
        ],
    },
    notes!(services::NOTES),
];

pub(super) static ARCHITECTURE: &[Block] = &[
    Block {
        heading: "Diagram",
        items: &[Item::Diagram],
    },
    Block {
        heading: "Components",
        items: &[
            Item::Table(&architecture::COMPONENTS, &[]),
            Item::RowResults(
                &architecture::COMPONENTS,
                &[
                    &bears::COMPONENT_PEAK_QPS,
                    &bears::COMPONENT_KEEPS,
                    &bears::COMPONENT_UTILISATION,
                    &bears::COMPONENT_INSTANCES,
                    &bears::COMPONENT_COST,
                ],
            ),
            Item::Proposals(Proposed::Components),
        ],
    },
    Block {
        heading: "Connections",
        items: &[
            Item::Table(&architecture::CONNECTIONS, &[]),
            Item::RowResults(
                &architecture::CONNECTIONS,
                &[&bears::CONNECTION_PEAK_QPS, &bears::CONNECTION_BANDWIDTH],
            ),
            Item::Proposals(Proposed::Connections),
            Item::View(View::Paths),
        ],
    },
    Block {
        heading: "Description",
        items: &[Item::Fields(&[&architecture::ARCHITECTURE_NOTES])],
    },
];

pub(super) static TRADEOFFS: &[Block] = &[
    Block {
        heading: "Tradeoffs",
        items: &[
            Item::Table(&tradeoffs::TRADEOFFS, &[]),
            Item::Proposals(Proposed::Tradeoffs),
        ],
    },
    notes!(tradeoffs::NOTES),
];

pub(super) static FAILURES: &[Block] = &[
    Block {
        heading: "Failures",
        items: &[
            Item::Table(&failures::FAILURES, &[]),
            Item::Proposals(Proposed::Failures),
        ],
    },
    Block {
        heading: "Bottlenecks",
        items: &[
            Item::Table(&failures::BOTTLENECKS, &[]),
            Item::Proposals(Proposed::Bottlenecks),
        ],
    },
    notes!(failures::NOTES),
];

pub(super) static SECURITY: &[Block] = &[
    Block {
        heading: "Security",
        items: &[
            Item::Table(&security::MEASURES, &[]),
            Item::Proposals(Proposed::Measures),
        ],
    },
    Block {
        heading: "Personal data",
        items: &[
            Item::Table(&security::PERSONAL, &[]),
            Item::Proposals(Proposed::Personal),
        ],
    },
    Block {
        heading: "Compliance",
        items: &[
            Item::Table(&security::RULES, &[]),
            Item::Proposals(Proposed::Rules),
        ],
    },
    notes!(security::NOTES),
];

pub(super) static FEEDBACK: &[Block] = &[
    Block {
        heading: "Feedback",
        items: &[Item::Table(&feedback::COMMENTS, &[])],
    },
    notes!(feedback::NOTES),
];

pub(super) static SUMMARY: &[Block] = &[
    Block {
        heading: "Key numbers",
        items: &[Item::Results(&[
            &capacity::AVERAGE_QPS,
            &capacity::PEAK_QPS,
            &capacity::READ_WRITE_RATIO,
            &capacity::KEPT_STORAGE,
            &capacity::EFFECTIVE_STORAGE,
            &capacity::CACHE_SIZE,
            &capacity::SERVERS,
            &cost::TOTAL,
        ])],
    },
    Block {
        heading: "Summary",
        items: &[
            Item::Written,
            Item::Fields(&[&summary::SUMMARY, &summary::RISKS]),
        ],
    },
];

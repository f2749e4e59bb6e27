//! Section 6: the eight parts, the total, and what follows from it.

use super::{Block, Chart, Item};
use crate::estimate::{capacity, cost};
use crate::model::{capacity as sizes, cost as f};

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "Prices",
        items: &[Item::Fields(&[&f::PRICE_BOOK])],
    },
    Block {
        heading: "1. Compute (Servers/VMs/Containers)",
        items: &[
            Item::Hint("Number of instances × cost per instance."),
            Item::Fields(&[&f::INSTANCES, &f::INSTANCE_PRICE, &f::HOURS, &f::COMMITMENT]),
            Item::Total(&cost::COMPUTE),
        ],
    },
    Block {
        heading: "2. Storage",
        items: &[
            Item::Hint(
                "(DB + blob) × replication factor. Blobs have a factor of their own: the price of an object store contains its copies.",
            ),
            Item::Fields(&[
                &f::DATABASE_SIZE,
                &f::DATABASE_PRICE,
                &f::BLOB_SIZE,
                &f::BLOB_PRICE,
                &sizes::REPLICATION,
                &sizes::BLOB_COPIES,
            ]),
            Item::Total(&cost::STORAGE),
        ],
    },
    Block {
        heading: "3. Network / Bandwidth",
        items: &[
            Item::Hint("Ingress traffic is usually free."),
            Item::Fields(&[
                &f::INGRESS,
                &f::INGRESS_PRICE,
                &f::EGRESS,
                &f::EGRESS_PRICE,
                &f::BALANCER_PRICE,
            ]),
            Item::Total(&cost::NETWORK),
        ],
    },
    Block {
        heading: "4. Cache / CDN",
        items: &[
            Item::Fields(&[
                &f::CACHE_MEMORY,
                &f::MEMORY_PRICE,
                &f::CACHE_CLUSTER,
                &f::CDN_TRAFFIC,
                &f::CDN_PRICE,
            ]),
            Item::Results(&[&cost::CDN]),
            Item::Total(&cost::CACHE),
        ],
    },
    Block {
        heading: "5. Queue / Streaming",
        items: &[
            Item::Fields(&[&f::BROKERS, &f::BROKER_PRICE, &f::QUEUE_CLUSTER]),
            Item::Total(&cost::QUEUE),
        ],
    },
    Block {
        heading: "6. Monitoring & Logging",
        items: &[
            Item::Fields(&[
                &f::HOST_PRICE,
                &f::HOSTS,
                &f::LOG_SIZE,
                &f::LOG_VOLUME,
                &f::LOG_PRICE,
            ]),
            Item::Total(&cost::MONITORING),
        ],
    },
    Block {
        heading: "7. Backups & Disaster Recovery",
        items: &[
            Item::Fields(&[
                &f::BACKUP_COPIES,
                &f::BACKUP_RETENTION,
                &f::BACKUP_SIZE,
                &f::BACKUP_PRICE,
                &f::RECOVERY_SHARE,
                &f::RECOVERY_PRICE,
                &f::BACKUP_BLOBS,
                &f::RECOVERY_BLOBS,
            ]),
            Item::Total(&cost::BACKUP),
        ],
    },
    Block {
        heading: "8. Third-Party Integrations",
        items: &[
            Item::Fields(&[
                &f::SMS,
                &f::SMS_SEGMENTS,
                &f::SMS_PRICE,
                &f::SMS_FEE,
                &f::EMAILS,
                &f::EMAIL_PRICE,
            ]),
            Item::Table(&f::OTHERS, &[&cost::OTHER]),
            Item::Total(&cost::THIRD_PARTY),
        ],
    },
    Block {
        heading: "Total",
        items: &[
            Item::Fields(&[&f::BUDGET]),
            Item::Total(&cost::TOTAL),
            Item::Results(&[
                &cost::YEARLY,
                &cost::PER_USER,
                &capacity::REQUESTS_PER_MONTH,
                &cost::PER_THOUSAND,
                &cost::PER_MILLION,
                &cost::FLOW,
                &cost::KEPT,
                &cost::HORIZON,
            ]),
            Item::Chart(Chart::CostParts),
            Item::Chart(Chart::CostGrowth),
            Item::Chart(Chart::CostSwing),
        ],
    },
    notes!(crate::model::cost::NOTES),
];

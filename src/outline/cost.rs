//! Section 6: the eight parts, and the total.

use super::{Block, Item};
use crate::estimate::{capacity, cost};
use crate::model::{capacity as sizes, cost as f};

pub(super) static BLOCKS: &[Block] = &[
    Block {
        heading: "1. Compute (Servers/VMs/Containers)",
        items: &[
            Item::Hint("Number of instances × cost per instance."),
            Item::Fields(&[&f::INSTANCES, &f::INSTANCE_PRICE]),
            Item::Total(&cost::COMPUTE),
        ],
    },
    Block {
        heading: "2. Storage",
        items: &[
            Item::Hint("(DB + blob) × replication factor."),
            Item::Fields(&[
                &f::DATABASE_SIZE,
                &f::DATABASE_PRICE,
                &f::BLOB_SIZE,
                &f::BLOB_PRICE,
                &sizes::REPLICATION,
            ]),
            Item::Total(&cost::STORAGE),
        ],
    },
    Block {
        heading: "3. Network / Bandwidth",
        items: &[
            Item::Hint("Ingress traffic is usually free."),
            Item::Results(&[&capacity::INGRESS_PER_MONTH, &capacity::ORIGIN_EGRESS]),
            Item::Fields(&[&f::INGRESS_PRICE, &f::EGRESS_PRICE]),
            Item::Total(&cost::NETWORK),
        ],
    },
    Block {
        heading: "4. Cache / CDN",
        items: &[
            Item::Fields(&[&f::MEMORY_PRICE, &f::CACHE_CLUSTER]),
            Item::Results(&[&capacity::CDN_TRAFFIC]),
            Item::Fields(&[&f::CDN_PRICE]),
            Item::Results(&[&cost::CDN]),
            Item::Total(&cost::CACHE),
        ],
    },
    Block {
        heading: "5. Queue / Streaming",
        items: &[
            Item::Fields(&[&f::QUEUE_CLUSTER]),
            Item::Total(&cost::QUEUE),
        ],
    },
    Block {
        heading: "6. Monitoring & Logging",
        items: &[
            Item::Fields(&[&f::HOST_PRICE, &f::HOSTS]),
            Item::Total(&cost::MONITORING),
        ],
    },
    Block {
        heading: "7. Backups & Disaster Recovery",
        items: &[
            Item::Fields(&[&f::BACKUP_SIZE, &f::BACKUP_PRICE]),
            Item::Total(&cost::BACKUP),
        ],
    },
    Block {
        heading: "8. Third-Party Integrations",
        items: &[
            Item::Fields(&[&f::SMS, &f::SMS_PRICE, &f::EMAILS, &f::EMAIL_PRICE]),
            Item::Total(&cost::THIRD_PARTY),
        ],
    },
    Block {
        heading: "Total",
        items: &[Item::Total(&cost::TOTAL)],
    },
];

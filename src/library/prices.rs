//! The price book, in US dollars. Bundled, never fetched: each price carries its source and date.

use super::{Reference, reference};

/// One instance of 4 CPUs and 16 GB.
pub const INSTANCE: Reference = reference(
    "$92/month",
    "4 CPUs at $15 and 16 GB of memory at $2, on demand; napkin-math, 2026-03-21",
);
/// Storage of a database.
pub const DATABASE: Reference = reference("$0.20/GB/month", "zonal SSD; napkin-math, 2026-03-21");
/// Storage of objects.
pub const BLOB: Reference = reference("$0.02/GB/month", "blob storage; napkin-math, 2026-03-21");
/// Traffic that comes in.
pub const INGRESS: Reference =
    reference("$0/GB", "ingress is usually free; napkin-math, 2026-03-21");
/// Traffic that goes out to the internet.
pub const EGRESS: Reference = reference(
    "$0.09/GB",
    "AWS, first 10 TB a month, us-east-1; leanopstech, 2026-04-27",
);
/// Memory of a cache.
pub const MEMORY: Reference = reference("$2/GB/month", "memory on demand; napkin-math, 2026-03-21");
/// Traffic that a CDN serves.
pub const CDN: Reference = reference("$0.05/GB", "CDN egress; napkin-math, 2026-03-21");
/// No queue or stream.
pub const QUEUE: Reference = reference("$0/month", "no queue or stream until you enter its price");
/// Monitoring of one host.
pub const MONITORING: Reference = reference(
    "$15/month",
    "Datadog infrastructure host, Pro, paid by the year; getaiperks, 2026",
);
/// Storage of backups.
pub const BACKUP: Reference = reference(
    "$0.0036/GB/month",
    "S3 Glacier Flexible Retrieval, us-east-1; finout.io, 2026",
);
/// One text message.
pub const SMS: Reference = reference(
    "$0.0083",
    "Twilio, one US segment without carrier fees; budgetforge, 2026-07-05",
);

//! The price books, in US dollars. Bundled, never fetched: each price carries its source and date.
//!
//! What another company than the provider charges is the same in each book.

use super::{Reference, reference};
use std::borrow::Cow;

/// Whose prices are taken where none is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Round figures that hold for any large provider.
    Thumb,
    /// On demand in the region us-east-1 of AWS.
    Aws,
    /// List prices of GCP in North America.
    Gcp,
}

impl Book {
    /// The stored choice and its label, for each book.
    pub const CHOICES: &'static [(&'static str, &'static str)] = &[
        ("", "Rules of thumb"),
        ("aws", "AWS-like"),
        ("gcp", "GCP-like"),
    ];

    /// Every book.
    pub const ALL: [Self; 3] = [Self::Thumb, Self::Aws, Self::Gcp];

    /// The book of a stored choice; the rules of thumb where it is none.
    pub fn of(choice: &str) -> Self {
        match choice {
            "aws" => Self::Aws,
            "gcp" => Self::Gcp,
            _ => Self::Thumb,
        }
    }
}

/// Beyond so much a month, another price holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The volume up to which the price before holds, as a person would type it.
    pub beyond: &'static str,
    /// The price from there on.
    pub text: &'static str,
}

/// One price as each book has it.
#[derive(Debug)]
pub struct Price {
    /// The rule of thumb, which also stands in where a book has no confirmed price.
    pub thumb: Reference,
    listed: [Option<Listed>; 2],
}

/// A price of a provider, with what it becomes for more.
#[derive(Clone, Copy, Debug)]
struct Listed {
    first: Reference,
    tiers: &'static [Tier],
}

impl Price {
    const fn new(thumb: Reference) -> Self {
        Self {
            thumb,
            listed: [None; 2],
        }
    }

    const fn aws(mut self, first: Reference, tiers: &'static [Tier]) -> Self {
        self.listed[0] = Some(Listed { first, tiers });
        self
    }

    const fn gcp(mut self, first: Reference, tiers: &'static [Tier]) -> Self {
        self.listed[1] = Some(Listed { first, tiers });
        self
    }

    fn listed(&self, book: Book) -> Option<Listed> {
        match book {
            Book::Thumb => None,
            Book::Aws => self.listed[0],
            Book::Gcp => self.listed[1],
        }
    }

    /// The price in a book, and where it is from. A rule of thumb that stands in for another price says so.
    ///
    /// ```
    /// use envelope::library::prices::{BLOB, Book, MEMORY};
    /// assert_eq!(BLOB.taken(Book::Aws).0, "$0.023/GB/month");
    /// assert!(MEMORY.taken(Book::Aws).1.ends_with("a rule of thumb, because this book has no confirmed price"));
    /// ```
    pub fn taken(&self, book: Book) -> (&'static str, Cow<'static, str>) {
        match self.listed(book) {
            Some(listed) => (listed.first.text, Cow::Borrowed(listed.first.why)),
            None if book == Book::Thumb => (self.thumb.text, Cow::Borrowed(self.thumb.why)),
            None => {
                let why = [
                    self.thumb.why,
                    "; a rule of thumb, because this book has no confirmed price",
                ];
                (self.thumb.text, Cow::Owned(why.concat()))
            }
        }
    }

    /// What the price becomes beyond a volume in a month, in order; nothing where it stays.
    pub fn tiers(&self, book: Book) -> &'static [Tier] {
        self.listed(book).map_or(&[], |listed| listed.tiers)
    }
}

const fn tier(beyond: &'static str, text: &'static str) -> Tier {
    Tier { beyond, text }
}

/// One instance of 4 CPUs and 16 GB.
pub static INSTANCE: Price = Price::new(reference(
    "$92/month",
    "4 CPUs at $15 and 16 GB of memory at $2, on demand; napkin-math, 2026-03-21",
))
.aws(
    reference(
        "$0.192/hour",
        "m6i.xlarge with 4 CPUs and 16 GB, on demand, us-east-1; c3x.dev, 2026",
    ),
    &[],
);
/// Storage of a database.
pub static DATABASE: Price = Price::new(reference(
    "$0.20/GB/month",
    "zonal SSD; napkin-math, 2026-03-21",
))
.aws(
    reference(
        "$0.08/GB/month",
        "EBS gp3; Netflix service-capacity-modeling, 2026-06-06",
    ),
    &[],
)
.gcp(
    reference(
        "$0.17/GiB/month",
        "SSD persistent disk, North America: $34 for 200 GB; its price page, read 2026-11",
    ),
    &[],
);
/// Storage of objects.
pub static BLOB: Price = Price::new(reference(
    "$0.02/GB/month",
    "blob storage; napkin-math, 2026-03-21",
))
.aws(
    reference("$0.023/GB/month", "S3 Standard, us-east-1; finout.io, 2026"),
    &[],
)
.gcp(
    reference(
        "$0.020/GB/month",
        "Cloud Storage, standard; finout.io, 2026",
    ),
    &[],
);
/// Traffic that comes in.
pub const INGRESS: Reference =
    reference("$0/GB", "ingress is usually free; napkin-math, 2026-03-21");
/// Traffic that goes out to the internet.
pub static EGRESS: Price = Price::new(reference(
    "$0.10/GB",
    "internet egress; napkin-math, 2026-03-21",
))
.aws(
    reference(
        "$0.09/GB",
        "first 10 TB a month, then $0.085 to 50 TB, $0.07 to 150 TB, $0.05 above; leanopstech, 2026-04-27",
    ),
    &[
        tier("10 TB", "$0.085/GB"),
        tier("50 TB", "$0.07/GB"),
        tier("150 TB", "$0.05/GB"),
    ],
)
.gcp(
    reference(
        "$0.12/GB",
        "Premium Tier, first 1 TB a month, then $0.11 to 10 TB, $0.08 above; leanopstech, 2026-04-27, the tiers from dev.to/suhas_mallesh, read 2026-11",
    ),
    &[tier("1 TB", "$0.11/GB"), tier("10 TB", "$0.08/GB")],
);
/// Traffic through a load balancer.
pub const BALANCER: Reference = reference(
    "$0/GB",
    "not counted until you enter a price; $0.008/GB is usual (napkin-math, 2026-03-21)",
);
/// Memory of a cache.
pub static MEMORY: Price = Price::new(reference(
    "$2/GB/month",
    "memory on demand; napkin-math, 2026-03-21",
));
/// Traffic that a CDN serves.
pub static CDN: Price = Price::new(reference(
    "$0.05/GB",
    "CDN egress; napkin-math, 2026-03-21",
))
.aws(
    reference(
        "$0.085/GB",
        "CloudFront to the US and Europe, first 10 TB a month, then $0.08 to 50 TB, $0.06 to 150 TB, $0.04 to 500 TB, less above, without requests; its price page, read 2026-11",
    ),
    &[
        tier("10 TB", "$0.08/GB"),
        tier("50 TB", "$0.06/GB"),
        tier("150 TB", "$0.04/GB"),
        tier("500 TB", "$0.03/GB"),
        tier("1024 TB", "$0.025/GB"),
        tier("5 PB", "$0.02/GB"),
    ],
)
.gcp(
    reference(
        "$0.08/GiB",
        "Cloud CDN to North America and Europe, first 10 TiB a month, then $0.055 to 150 TiB, $0.03 above, by agreement from 500 TiB on, without requests and fill; its price page, read 2026-11",
    ),
    &[tier("10 TiB", "$0.055/GiB"), tier("150 TiB", "$0.03/GiB")],
);
/// No queue or stream.
pub const QUEUE: Reference = reference(
    "$0/month",
    "no queue or stream until you enter its price or its brokers",
);
/// Monitoring of one host.
pub const MONITORING: Reference = reference(
    "$15/month",
    "Datadog infrastructure host, Pro, paid by the year; getaiperks, 2026",
);
/// Logs that are taken in.
pub static LOGS: Price = Price::new(reference(
    "$0.50/GB",
    "logs and traces; napkin-math, 2026-03-21",
))
.aws(
    reference(
        "$0.50/GB",
        "CloudWatch Logs, taken in, us-east-1; c3x.dev, 2026-06",
    ),
    &[],
)
.gcp(
    reference(
        "$0.50/GiB",
        "Cloud Logging, beyond the 50 GiB a month that are free; its price page, 2023-07",
    ),
    &[],
);
/// Storage of backups.
pub static BACKUP: Price = Price::new(reference(
    "$0.0036/GB/month",
    "S3 Glacier Flexible Retrieval, us-east-1; finout.io, 2026",
))
.aws(
    reference(
        "$0.0036/GB/month",
        "S3 Glacier Flexible Retrieval, us-east-1; finout.io, 2026",
    ),
    &[],
)
.gcp(
    reference(
        "$0.0024/GB/month",
        "Cloud Storage, archive; finout.io, 2026",
    ),
    &[],
);
/// One segment of a text message.
pub const SMS: Reference = reference(
    "$0.0083",
    "Twilio, one US segment without carrier fees; budgetforge, 2026-07-05",
);
/// What the carrier takes for it.
pub const SMS_FEE: Reference = reference(
    "$0.0044",
    "US, the middle of $0.0025 to $0.0062; hivebook, 2026-04",
);
/// Emails.
pub static EMAIL: Price = Price::new(reference(
    "$0.40/1000",
    "SendGrid Essentials, $19.95 for 50,000 emails a month; apimap.dev, 2026-03-29",
))
.aws(
    reference("$0.10/1000", "SES; acecloudinterviews.com, read 2026-11"),
    &[],
);

//! Finished designs.

/// A finished design. The page fetches its file when it is opened, so that the first load does not carry it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// What can be learned from it, in a line.
    pub about: &'static str,
    /// Its file, beside the page.
    pub file: &'static str,
    /// The document, in the form of a file.
    #[cfg(not(target_arch = "wasm32"))]
    pub json: &'static str,
}

/// Pastebin: the first exercise of the system-design-primer, carried through.
///
/// Source of its traffic and sizes: donnemartin/system-design-primer, `solutions/system_design/pastebin`, 2026-03-20.
pub static PASTEBIN: Example = Example {
    name: "Pastebin",
    about: "Short links to texts: ten reads for each write, a cache, one database.",
    file: "examples/pastebin.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/pastebin.json"),
};

/// Shop: users, orders and payments, carried through.
///
/// Source of its three tables and their attributes: the example of a relational schema in the outline that the
/// sections follow, point 4 of section 7, 2026-11-22. Traffic, types and sizes are made up for it.
pub static SHOP: Example = Example {
    name: "Shop",
    about: "Users, orders and payments: a relational schema with true sizes.",
    file: "examples/shop.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/shop.json"),
};

/// URL shortener, carried through.
///
/// Source of its traffic and sizes: 100 million links a day over ten years, ten reads for each, preslavmihaylov/booknotes, `system-design/system-design-interview/chapter09`, 2025-03-01; the daily users are assumed.
pub static URL_SHORTENER: Example = Example {
    name: "URL shortener",
    about: "Codes of seven signs, ten redirects for each new link, a cache that answers most.",
    file: "examples/url-shortener.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/url-shortener.json"),
};

/// Timeline, carried through.
///
/// Source of its traffic and sizes: posts, deliveries and reads of donnemartin/system-design-primer, `solutions/system_design/twitter`, 2026-03-20; the peak is assumed, 2026-11-22.
pub static TIMELINE: Example = Example {
    name: "Timeline",
    about: "Fan-out on write for most, on read for the famous: 60,000 deliveries a second.",
    file: "examples/timeline.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/timeline.json"),
};

/// Chat, carried through.
///
/// Source of its traffic and sizes: assumed, but for the memory of a connection, 2026-11-22.
pub static CHAT: Example = Example {
    name: "Chat",
    about: "Twenty million open connections, messages that arrive once and in order, receipts.",
    file: "examples/chat.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/chat.json"),
};

/// Video streaming, carried through.
///
/// Source of its traffic and sizes: 150 TB of uploads a day and the price of the CDN from preslavmihaylov/booknotes, `system-design/system-design-interview/chapter15`, 2025-03-01; the renditions are assumed.
pub static VIDEO: Example = Example {
    name: "Video streaming",
    about: "Uploads in parts, transcoding, petabytes of blobs, and a CDN that costs more than all else.",
    file: "examples/video.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/video.json"),
};

/// File sync, carried through.
///
/// Source of its traffic and sizes: 500 million accounts, 100 million of them a day, 100 billion files, as in the widespread exercise on Dropbox; edits and deduplication are assumed.
pub static FILE_SYNC: Example = Example {
    name: "File sync",
    about: "Blocks that are kept once, metadata in 57 shards, and clients that hear of changes.",
    file: "examples/file-sync.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/file-sync.json"),
};

/// Ride hailing, carried through.
///
/// Source of its traffic and sizes: assumed, 2026-11-22.
pub static RIDE_HAILING: Example = Example {
    name: "Ride hailing",
    about: "Where 500,000 drivers are, every few seconds, and who is near.",
    file: "examples/ride-hailing.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/ride-hailing.json"),
};

/// Photo sharing, carried through.
///
/// Source of its traffic and sizes: 300 million users who open five feeds a day, `Kolsha/grokking_sdi`, `facebook_newsfeed.md`, commit 5613352; posts and sizes are assumed.
pub static PHOTO_SHARING: Example = Example {
    name: "Photo sharing",
    about: "Originals, thumbnails and a feed: blobs behind a CDN, ids in a cache.",
    file: "examples/photo-sharing.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/photo-sharing.json"),
};

/// Web crawler, carried through.
///
/// Source of its traffic and sizes: a billion pages a month of 500 KB over five years, preslavmihaylov/booknotes, `system-design/system-design-interview/chapter10`, 2025-03-01.
pub static WEB_CRAWLER: Example = Example {
    name: "Web crawler",
    about: "A frontier that is polite, pages that are kept once, and hardly any users.",
    file: "examples/web-crawler.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/web-crawler.json"),
};

/// Search autocomplete, carried through.
///
/// Source of its traffic and sizes: five billion searches a day, `Kolsha/grokking_sdi`, `typehead.md`, commit 5613352; requests for each search are assumed.
pub static AUTOCOMPLETE: Example = Example {
    name: "Search autocomplete",
    about: "Answers between two keys: prefixes that are built each day and kept in memory.",
    file: "examples/autocomplete.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/autocomplete.json"),
};

/// Rate limiter, carried through.
///
/// Source of its traffic and sizes: 36 bytes for a bucket, `Kolsha/grokking_sdi`, `api_rate_limiter.md`, commit 5613352; the traffic is assumed.
pub static RATE_LIMITER: Example = Example {
    name: "Rate limiter",
    about: "Token buckets in memory: a decision in a millisecond, and what accuracy costs.",
    file: "examples/rate-limiter.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/rate-limiter.json"),
};

/// Notification system, carried through.
///
/// Source of its traffic and sizes: 10 million push messages, 1 million SMS and 5 million e-mails a day, the usual figures of this exercise.
pub static NOTIFICATIONS: Example = Example {
    name: "Notification system",
    about: "Push, SMS and e-mail through queues: retries, and third parties that cost the most.",
    file: "examples/notifications.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/notifications.json"),
};

/// Ticket booking, carried through.
///
/// Source of its traffic and sizes: assumed, 2026-11-22.
pub static TICKET_BOOKING: Example = Example {
    name: "Ticket booking",
    about: "A flash crowd for a few seats: holds that expire, and no seat sold twice.",
    file: "examples/ticket-booking.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/ticket-booking.json"),
};

/// Payment ledger, carried through.
///
/// Source of its traffic and sizes: a million payments a day, preslavmihaylov/booknotes, `system-design/system-design-interview/chapter27`, 2025-03-01.
pub static PAYMENT_LEDGER: Example = Example {
    name: "Payment ledger",
    about: "Double entry, keys against paying twice, and books that always balance.",
    file: "examples/payment-ledger.json",
    #[cfg(not(target_arch = "wasm32"))]
    json: include_str!("examples/payment-ledger.json"),
};

/// Every finished design.
pub static ALL: &[Example] = &[
    PASTEBIN,
    URL_SHORTENER,
    TIMELINE,
    CHAT,
    VIDEO,
    FILE_SYNC,
    RIDE_HAILING,
    PHOTO_SHARING,
    WEB_CRAWLER,
    AUTOCOMPLETE,
    RATE_LIMITER,
    NOTIFICATIONS,
    TICKET_BOOKING,
    PAYMENT_LEDGER,
    SHOP,
];

//! `Kafka`: the bytes of a record and of a batch, as they are sent and stored.
//!
//! Documentation, "Message Format" (version 2).

/// The header of a batch.
pub const BATCH: f64 = 61.0;

/// A record. Lengths are in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The key; none takes a byte all the same.
    pub key: Option<f64>,
    /// The value.
    pub value: f64,
    /// Headers: the lengths of their names and values.
    pub headers: Vec<(f64, f64)>,
}

/// The bytes of a record in a batch of so many, whose times lie so many milliseconds apart in all.
///
/// Its length, a byte of attributes, the differences of time and offset to the first of the batch, lengths,
/// key, value and headers. Lengths are numbers of varying length, positive ones doubled.
///
/// ```
/// use envelope::engines::kafka::{Record, record};
/// // The shortest: 7 bytes around a key and a value that are not there.
/// assert_eq!(record(&Record { key: None, value: 0.0, headers: vec![] }, 1.0, 0.0), 7.0);
/// // A length of 2 bytes, a key of 36, a value of 200 bytes.
/// let order = Record { key: Some(36.0), value: 200.0, headers: vec![] };
/// assert_eq!(record(&order, 1.0, 0.0), 2.0 + 1.0 + 1.0 + 1.0 + (1.0 + 36.0) + (2.0 + 200.0) + 1.0);
/// ```
pub fn record(record: &Record, in_batch: f64, milliseconds: f64) -> f64 {
    let counted = |length: f64| varint(length) + length.max(0.0);
    let headers = record.headers.iter();
    let count = headers.clone().map(|_| 1.0).sum();
    let headers: f64 = headers
        .map(|(name, value)| counted(*name) + counted(*value))
        .sum();
    // On average half of the differences of the last.
    let differences = varint(milliseconds / 2.0) + varint((in_batch - 1.0) / 2.0);
    let key = record.key.map_or(1.0, counted);
    let body = 1.0 + differences + key + counted(record.value) + varint(count) + headers;
    varint(body) + body
}

/// The bytes of a batch of so many records like this one, before compression.
///
/// ```
/// use envelope::engines::kafka::{BATCH, Record, batch};
/// let one = Record { key: None, value: 100.0, headers: vec![] };
/// assert_eq!(batch(&one, 1.0, 0.0), BATCH + 109.0);
/// ```
pub fn batch(one: &Record, records: f64, milliseconds: f64) -> f64 {
    BATCH + records.max(0.0) * record(one, records, milliseconds)
}

/// The bytes of a length: seven bits in each, one of which is the sign.
fn varint(value: f64) -> f64 {
    let mut limit = 64.0;
    let mut bytes = 1.0;
    while value >= limit && bytes < 10.0 {
        limit *= 128.0;
        bytes += 1.0;
    }
    bytes
}

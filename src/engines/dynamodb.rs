//! `DynamoDB`: the bytes of an item, and the units that reading and writing it takes.
//!
//! Developer guide, "`DynamoDB` item sizes and formats" and "Read and write operations".

/// What an item takes beside its attributes in what is billed for storage, for it and for each index.
pub const OVERHEAD: f64 = 100.0;

/// The largest item, its names and values.
pub const MOST: f64 = 409_600.0;

/// The longest partition key and the longest sort key.
pub const PARTITION_KEY: f64 = 2048.0;
/// See [`PARTITION_KEY`].
pub const SORT_KEY: f64 = 1024.0;

/// A value of an item. Lengths are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// Text in UTF-8.
    String(f64),
    /// A number with so many significant digits.
    Number(f64),
    /// Bytes.
    Binary(f64),
    /// True, false or nothing.
    Flag,
    /// Values in order.
    List(Vec<Attribute>),
    /// Values with the lengths of their names.
    Map(Vec<(f64, Attribute)>),
}

/// The bytes of an item with these attributes, each with the length of its name.
///
/// ```
/// use envelope::engines::dynamodb::{Attribute, OVERHEAD, item};
/// // The guide's own: "shirt-color" and "R" are 12 bytes, "shirt-size" and "M" are 11.
/// let shirt = [(11.0, Attribute::String(1.0)), (10.0, Attribute::String(1.0))];
/// assert_eq!(item(&shirt), 23.0);
/// assert_eq!(item(&shirt) + OVERHEAD, 123.0);
/// ```
pub fn item(attributes: &[(f64, Attribute)]) -> f64 {
    let attribute = |(name, value): &(f64, Attribute)| name.max(0.0) + bytes(value);
    attributes.iter().map(attribute).sum()
}

fn bytes(value: &Attribute) -> f64 {
    match value {
        Attribute::String(length) | Attribute::Binary(length) => length.max(0.0),
        // Two digits to a byte, and one more; at most 38 digits.
        Attribute::Number(digits) => 1.0 + (digits.clamp(0.0, 38.0) / 2.0).ceil(),
        Attribute::Flag => 1.0,
        Attribute::List(values) => 3.0 + values.iter().map(|value| 1.0 + bytes(value)).sum::<f64>(),
        Attribute::Map(fields) => {
            let field = |(name, value): &(f64, Attribute)| 1.0 + name.max(0.0) + bytes(value);
            3.0 + fields.iter().map(field).sum::<f64>()
        }
    }
}

/// How sure a read is of what was written before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// It may be a little old: half a unit for each 4 KB.
    Eventual,
    /// It is what was last written: a unit.
    Strong,
    /// Together with others or not at all: two.
    Transactional,
}

/// The read units of one item of this size, or of all items of one query, whose sizes are added first.
///
/// ```
/// use envelope::engines::dynamodb::{Read, read_units};
/// assert_eq!(read_units(4096.0, Read::Strong), 1.0);
/// assert_eq!(read_units(4097.0, Read::Eventual), 1.0);
/// assert_eq!(read_units(100.0, Read::Transactional), 2.0);
/// ```
pub fn read_units(bytes: f64, read: Read) -> f64 {
    let each = match read {
        Read::Eventual => 0.5,
        Read::Strong => 1.0,
        Read::Transactional => 2.0,
    };
    (bytes / 4096.0).ceil().max(1.0) * each
}

/// The write units of one item of this size: one for each 1 KB, two in a transaction.
///
/// ```
/// use envelope::engines::dynamodb::write_units;
/// assert_eq!(write_units(1025.0, false), 2.0);
/// assert_eq!(write_units(512.0, true), 2.0);
/// ```
pub fn write_units(bytes: f64, transactional: bool) -> f64 {
    (bytes / 1024.0).ceil().max(1.0) * if transactional { 2.0 } else { 1.0 }
}

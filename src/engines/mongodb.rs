//! `MongoDB`: the bytes of a document, as BSON has them.

/// The longest document, in bytes (manual, "`MongoDB` Limits and Thresholds").
pub const MOST: f64 = 16_777_216.0;

/// A value of a document. Lengths are in bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Bson {
    /// A 64-bit integer, a floating-point number, a date or a timestamp.
    Eight,
    /// A 32-bit integer.
    Int32,
    /// True or false.
    Bool,
    /// Nothing.
    Null,
    /// The identifier that a document gets unless it brings one.
    ObjectId,
    /// A decimal number of 34 digits.
    Decimal,
    /// Text.
    String(f64),
    /// Bytes, such as a UUID.
    Binary(f64),
    /// A document within it.
    Document(Vec<(f64, Bson)>),
    /// A list of so many values of one kind.
    Array(u32, Box<Bson>),
}

/// The bytes of a document of these fields, each with the length of its name.
///
/// 4 bytes of its own length, for each field a byte of type, the name and a zero byte, and a zero byte at the
/// end (bsonspec.org). What the storage engine makes of it by compression is not in it.
///
/// ```
/// use envelope::engines::mongodb::{Bson, document};
/// // {"hello": "world"}, the example of the specification: 22 bytes.
/// assert_eq!(document(&[(5.0, Bson::String(5.0))]), 22.0);
/// // {"BSON": ["awesome", 5.05, 1986], …}: the list alone takes 38 bytes.
/// let list = Bson::Array(3, Box::new(Bson::Int32));
/// assert_eq!(document(&[(4.0, list)]), 4.0 + 1.0 + 5.0 + (4.0 + 3.0 * (1.0 + 2.0 + 4.0) + 1.0) + 1.0);
/// ```
pub fn document(fields: &[(f64, Bson)]) -> f64 {
    let field = |(name, value): &(f64, Bson)| 1.0 + name.max(0.0) + 1.0 + bytes(value);
    4.0 + fields.iter().map(field).sum::<f64>() + 1.0
}

fn bytes(value: &Bson) -> f64 {
    match value {
        Bson::Null => 0.0,
        Bson::Bool => 1.0,
        Bson::Int32 => 4.0,
        Bson::Eight => 8.0,
        Bson::ObjectId => 12.0,
        Bson::Decimal => 16.0,
        Bson::String(length) => 4.0 + length.max(0.0) + 1.0,
        Bson::Binary(length) => 4.0 + 1.0 + length.max(0.0),
        Bson::Document(fields) => document(fields),
        Bson::Array(count, value) => {
            let count = *count;
            // The names are the places: "0", "1" … "10".
            let names: f64 = (0..10)
                .map(|digits| 10_u32.pow(digits))
                .map_while(|from| count.checked_sub(if from == 1 { 0 } else { from }))
                .map(f64::from)
                .sum();
            4.0 + f64::from(count) * (2.0 + bytes(value)) + names + 1.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_list_are_names_that_grow() {
        let list = |count| bytes(&Bson::Array(count, Box::new(Bson::Null)));
        assert!((list(0) - 5.0).abs() < 1e-9);
        assert!((list(10) - list(9) - 3.0).abs() < 1e-9);
        assert!((list(11) - list(10) - 4.0).abs() < 1e-9);
        assert!((list(101) - list(100) - 5.0).abs() < 1e-9);
        assert!(list(u32::MAX).is_finite());
    }
}

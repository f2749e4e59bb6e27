//! `Redis`: the memory of a key.
//!
//! Measured with 7.0.15 and jemalloc: 200,000 keys, the growth of `used_memory`, the tables of keys included.

/// The entry of a key, and the header of a value.
const ENTRY: f64 = 24.0;
const OBJECT: f64 = 16.0;
/// The part of a key in the table of keys, which doubles when it is full.
const TABLE: f64 = 18.5;
/// What the entry of a key in the table of deadlines takes.
const DEADLINE: f64 = 42.2;

/// What a key holds. Lengths are in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A whole number.
    Int,
    /// Text or bytes.
    String(f64),
    /// A hash of few short fields, which is one piece of memory: fields, and bytes of a name and its value.
    Hash(f64, f64, f64),
}

/// Bytes of a key of this length with its value, and with a deadline if it has one. The table of keys, other
/// users of memory, fragmentation (10 to 50 %) and copying while saving are to be added.
///
/// ```
/// use envelope::engines::redis::{Value, key};
/// let measured = [(Value::Int, 74.5), (Value::String(8.0), 90.7), (Value::String(44.0), 122.5),
///     (Value::String(45.0), 138.5), (Value::String(100.0), 186.5), (Value::String(1000.0), 1098.5)];
/// for (value, bytes) in measured {
///     assert!((key(14.0, value, false) / bytes - 1.0).abs() < 0.003, "{value:?}");
/// }
/// assert!((key(14.0, Value::Int, true) - key(14.0, Value::Int, false) - 42.2).abs() < 0.1);
/// ```
pub fn key(name: f64, value: Value, deadline: bool) -> f64 {
    let value = match value {
        Value::Int => OBJECT,
        // Up to 44 bytes, text is in one piece with what stands before it.
        Value::String(length) if length <= 44.0 => piece(OBJECT + 3.0 + length + 1.0),
        Value::String(length) => OBJECT + text(length),
        Value::Hash(fields, name, value) => {
            let entry = |length: f64| length.max(0.0) + if length < 64.0 { 2.0 } else { 3.0 };
            OBJECT + piece(7.0 + fields.max(0.0) * (entry(name) + entry(value)))
        }
    };
    let deadline = if deadline { DEADLINE } else { 0.0 };
    ENTRY + TABLE + text(name) + value + deadline
}

/// A string with its header of 1, 3, 5 or 9 bytes, and the zero byte at its end.
fn text(length: f64) -> f64 {
    let length = length.max(0.0);
    let header = match length {
        ..32.0 => 1.0,
        ..256.0 => 3.0,
        ..65_536.0 => 5.0,
        _ => 9.0,
    };
    piece(header + length + 1.0)
}

/// The size that the allocator gives for this one: multiples of 16 up to 128, then four steps to each doubling.
fn piece(bytes: f64) -> f64 {
    if bytes <= 8.0 {
        return 8.0;
    }
    if bytes <= 128.0 {
        return (bytes / 16.0).ceil() * 16.0;
    }
    if !bytes.is_finite() {
        return f64::MAX / 1e6;
    }
    let step = 2.0_f64.powf((bytes.log2() - 1e-9).floor()) / 4.0;
    (bytes / step).ceil() * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_come_in_the_steps_of_the_allocator() {
        for (asked, given) in [
            (5.0, 8.0),
            (16.0, 16.0),
            (17.0, 32.0),
            (128.0, 128.0),
            (129.0, 160.0),
            (1006.0, 1024.0),
            (1025.0, 1280.0),
        ] {
            assert!((piece(asked) - given).abs() < 1e-6, "{asked}");
        }
    }

    #[test]
    fn a_small_hash_is_about_as_measured() {
        // Five fields of ten bytes: names of six and values of four were taken.
        let measured = 170.6;
        let computed = key(14.0, Value::Hash(5.0, 6.0, 10.0), false);
        assert!((computed / measured - 1.0).abs() < 0.15, "{computed}");
    }
}

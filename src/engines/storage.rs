//! How each engine keeps the values of a type.

use super::packing::within;
use super::{Engine, Type};

/// How the values of a type lie in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Storage {
    /// Always as many bytes, beginning at a multiple of `align`.
    Fixed { length: f64, align: f64 },
    /// `SQLite`: a number, in as few bytes as it needs.
    Number { assumed: f64 },
    /// A length and that many bytes; a long one begins at a multiple of `align`.
    Varying {
        align: f64,
        /// The average to take where nobody knows.
        assumed: f64,
        /// No value is shorter: text that is padded.
        least: f64,
        /// No value is longer.
        most: f64,
        /// `assumed` follows from the type.
        certain: bool,
    },
}

/// How the values of a type lie in a row of this engine.
pub(super) fn storage(engine: Engine, data_type: &Type) -> Storage {
    match engine {
        Engine::Postgres => postgres(data_type),
        Engine::Innodb => innodb(data_type),
        Engine::Sqlite => sqlite(data_type),
    }
}

fn fixed(length: f64, align: f64) -> Storage {
    Storage::Fixed { length, align }
}

fn varying(assumed: f64) -> Storage {
    Storage::Varying {
        align: 4.0,
        assumed,
        least: 0.0,
        most: f64::INFINITY,
        certain: false,
    }
}

/// A value whose length follows from its type.
fn certain(length: f64) -> Storage {
    Storage::Varying {
        align: 4.0,
        assumed: length,
        least: 0.0,
        most: f64::INFINITY,
        certain: true,
    }
}

/// Text with a limit. What people enter is far from it where it is generous: 8 and an eighth of it.
fn limited(limit: u32, bytes_each: f64) -> Storage {
    let limit = f64::from(limit);
    Storage::Varying {
        align: 4.0,
        assumed: (8.0 + limit / 8.0).floor().min(limit),
        least: 0.0,
        most: limit * bytes_each,
        certain: false,
    }
}

/// Text that is padded with spaces to its length.
fn padded(length: u32, bytes_each: f64) -> Storage {
    Storage::Varying {
        align: 4.0,
        assumed: f64::from(length),
        least: f64::from(length),
        most: f64::from(length) * bytes_each,
        certain: true,
    }
}

/// The average length of one of these words.
fn average(words: &[String]) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for word in words {
        sum += f64::from(u32::try_from(word.len()).unwrap_or(u32::MAX));
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 8.0 }
}

/// Text without a limit, and a document: nobody can know.
const TEXT: f64 = 200.0;
const DOCUMENT: f64 = 256.0;
const BYTES: f64 = 1024.0;

/// Lengths and alignments of `pg_type` (measured, `PostgreSQL` 15.18).
fn postgres(data_type: &Type) -> Storage {
    match data_type {
        Type::Bool => fixed(1.0, 1.0),
        Type::TinyInt | Type::SmallInt | Type::Year => fixed(2.0, 2.0),
        Type::MediumInt | Type::Int | Type::Real | Type::Date | Type::Enum(_) => fixed(4.0, 4.0),
        Type::BigInt | Type::Double | Type::Time | Type::DateTime(_) | Type::Timestamp(_) => {
            fixed(8.0, 8.0)
        }
        Type::Interval => fixed(16.0, 8.0),
        Type::Uuid => fixed(16.0, 1.0),
        Type::Decimal(digits) => numeric(*digits),
        Type::Char(length) => padded(*length, 4.0),
        Type::Varchar(Some(limit)) => limited(*limit, 4.0),
        Type::Varchar(None) | Type::Text => varying(TEXT),
        Type::Binary(length) => certain(f64::from(*length)),
        Type::Varbinary(limit) => limited(*limit, 1.0),
        Type::Blob => varying(BYTES),
        Type::Json | Type::Jsonb => varying(DOCUMENT),
        // Family, bits of the mask, and the four bytes of the address.
        Type::Inet => varying(6.0),
        // Dimensions, flag, element type, then bounds and length of one dimension.
        Type::Set(_) => varying(20.0 + 2.0 * 12.0),
        Type::Array(of) => varying(20.0 + 4.0 * element(postgres(of))),
        Type::Other(name) => other(name),
    }
}

/// Geometric and other types of `PostgreSQL` that have no name of their own here.
fn other(name: &str) -> Storage {
    const KNOWN: [(&str, f64, f64); 11] = [
        ("money", 8.0, 8.0),
        ("timetz", 12.0, 8.0),
        ("macaddr", 6.0, 4.0),
        ("macaddr8", 8.0, 4.0),
        ("point", 16.0, 8.0),
        ("line", 24.0, 8.0),
        ("circle", 24.0, 8.0),
        ("lseg", 32.0, 8.0),
        ("box", 32.0, 8.0),
        ("name", 64.0, 1.0),
        ("oid", 4.0, 4.0),
    ];
    KNOWN
        .iter()
        .find(|(known, ..)| name.eq_ignore_ascii_case(known))
        .map_or_else(
            || varying(32.0),
            |(_, length, align)| fixed(*length, *align),
        )
}

/// Four digits in two bytes, from the point on both ways, after two bytes of sign and scale.
fn numeric(digits: Option<(u16, u16)>) -> Storage {
    let Some((digits, after)) = digits else {
        return varying(6.0);
    };
    let groups = |digits: u16| f64::from(digits.div_ceil(4));
    let most = 2.0 + 2.0 * (groups(digits.saturating_sub(after)) + groups(after));
    Storage::Varying {
        align: 4.0,
        assumed: most,
        least: 0.0,
        most,
        certain: false,
    }
}

/// What an element of an array takes.
fn element(storage: Storage) -> f64 {
    match storage {
        Storage::Fixed { length, .. } => length,
        Storage::Number { assumed } => assumed,
        Storage::Varying { assumed, .. } => 4.0 * ((4.0 + assumed) / 4.0).ceil(),
    }
}

/// `MySQL` manual, "Data Type Storage Requirements"; text in utf8mb4.
fn innodb(data_type: &Type) -> Storage {
    let one = |length: f64| fixed(length, 1.0);
    let fraction = |digits: &Option<u8>| f64::from(digits.unwrap_or(0).min(6).div_ceil(2));
    match data_type {
        Type::Bool | Type::TinyInt | Type::Year => one(1.0),
        Type::SmallInt => one(2.0),
        Type::MediumInt | Type::Date | Type::Time => one(3.0),
        Type::Int | Type::Real => one(4.0),
        Type::BigInt | Type::Double | Type::Interval => one(8.0),
        Type::Decimal(digits) => one(decimal(digits.unwrap_or((38, 10)))),
        Type::DateTime(digits) => one(5.0 + fraction(digits)),
        Type::Timestamp(digits) => one(4.0 + fraction(digits)),
        Type::Uuid => one(16.0),
        Type::Char(length) => padded(*length, 4.0),
        Type::Varchar(Some(limit)) => limited(*limit, 4.0),
        Type::Varchar(None) | Type::Text => varying(TEXT),
        Type::Binary(length) if *length > 255 => certain(f64::from(*length)),
        Type::Binary(length) => one(f64::from(*length)),
        Type::Varbinary(limit) => limited(*limit, 1.0),
        Type::Blob => varying(BYTES),
        Type::Json | Type::Jsonb | Type::Array(_) => varying(DOCUMENT),
        Type::Enum(words) => one(if words.len() > 255 { 2.0 } else { 1.0 }),
        Type::Set(words) => one(match words.len().div_ceil(8) {
            0 | 1 => 1.0,
            2 => 2.0,
            3 => 3.0,
            4 => 4.0,
            _ => 8.0,
        }),
        Type::Inet => Storage::Varying {
            align: 1.0,
            assumed: 4.0,
            least: 4.0,
            most: 16.0,
            certain: false,
        },
        Type::Other(_) => varying(32.0),
    }
}

/// Nine digits in four bytes; what is left over, before the point and after it, in fewer.
fn decimal((digits, after): (u16, u16)) -> f64 {
    const LEFT_OVER: [f64; 9] = [0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0];
    let part = |digits: u16| 4.0 * f64::from(digits / 9) + LEFT_OVER[usize::from(digits % 9)];
    part(digits.saturating_sub(after)) + part(after)
}

/// `SQLite` keeps what it is given. Times are taken to be text in the form of ISO 8601, as its own
/// functions make them.
fn sqlite(data_type: &Type) -> Storage {
    let number = |assumed: f64| Storage::Number { assumed };
    let moment = |digits: &Option<u8>| match digits {
        None | Some(0) => certain(19.0),
        Some(digits) => certain(20.0 + f64::from(*digits)),
    };
    match data_type {
        Type::Bool => number(0.0),
        Type::TinyInt => number(1.0),
        Type::SmallInt | Type::Year => number(2.0),
        Type::MediumInt => number(3.0),
        Type::Int => number(4.0),
        Type::BigInt | Type::Interval => number(6.0),
        Type::Decimal(Some((digits, 0))) => number(match digits {
            0..=2 => 1.0,
            3..=4 => 2.0,
            5..=6 => 3.0,
            7..=9 => 4.0,
            10..=14 => 6.0,
            _ => 8.0,
        }),
        Type::Real | Type::Double | Type::Decimal(_) => number(8.0),
        Type::Date => certain(10.0),
        Type::Time => certain(8.0),
        Type::DateTime(digits) | Type::Timestamp(digits) => moment(digits),
        Type::Uuid => certain(16.0),
        Type::Char(length) | Type::Binary(length) => certain(f64::from(*length)),
        Type::Varchar(Some(limit)) => limited(*limit, 4.0),
        Type::Varchar(None) | Type::Text => varying(TEXT),
        Type::Varbinary(limit) => limited(*limit, 1.0),
        Type::Blob => varying(BYTES),
        Type::Json | Type::Jsonb | Type::Array(_) => varying(DOCUMENT),
        Type::Enum(words) | Type::Set(words) => varying(average(words)),
        Type::Inet => varying(11.0),
        Type::Other(_) => varying(32.0),
    }
}

impl Storage {
    /// The average length of the values, without what tells their length, and whether it had to be assumed.
    pub(super) fn average(self, known: Option<f64>) -> (f64, bool) {
        match self {
            Self::Fixed { length, .. } => (length, false),
            Self::Number { assumed } => (
                known.map_or(assumed, |known| within(known, 0.0, 8.0)),
                known.is_none(),
            ),
            Self::Varying {
                assumed,
                least,
                most,
                certain,
                ..
            } => (
                within(known.unwrap_or(assumed), least, most),
                known.is_none() && !certain,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_take_what_the_manuals_say() {
        let bytes = |engine, digits| {
            storage(engine, &Type::Decimal(Some(digits)))
                .average(None)
                .0
        };
        // DECIMAL(18,9) is the manual's own example: 8 bytes; (20,6): 4 + 3 and 3.
        for (digits, expected) in [((18, 9), 8.0), ((20, 6), 10.0), ((10, 2), 5.0)] {
            assert!((bytes(Engine::Innodb, digits) - expected).abs() < 1e-9);
        }
        // 12345678.90 was measured at 9 bytes, one of which is its length.
        assert!((bytes(Engine::Postgres, (10, 2)) - 8.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_padded_is_never_shorter() {
        let char = storage(Engine::Postgres, &Type::Char(20));
        assert_eq!(char.average(Some(3.0)), (20.0, false));
        let varchar = storage(Engine::Postgres, &Type::Varchar(Some(20)));
        assert_eq!(varchar.average(Some(3.0)), (3.0, false));
        assert_eq!(varchar.average(None), (10.0, true));
    }
}

//! The words people write behind a number.

use super::fault::Fault;
use super::{Conventions, DataUnits, Kind, Period};

/// What a word behind a number means.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Word {
    /// A multiplier: thousand, million.
    Scale(f64),
    /// So many bytes.
    Data(f64),
    /// So many bytes, written in bits.
    Bits(f64),
    /// So many bytes a second; whether written in bits does not matter.
    DataPerSecond(f64),
    /// So many of a period.
    Time(f64, Period),
    /// Once per period, as in `qps`.
    PerTime(Period),
    /// A user.
    User,
    /// A thing that is counted and has no unit.
    Item,
    /// So many dollars.
    Money(f64),
    /// A hundredth.
    Percent,
    /// Times as much.
    Times,
    /// What follows divides.
    Per,
    /// Divides as well, but only continues: `per user and day`.
    And,
    /// Between two numbers of a range.
    To,
}

/// Whether a lone `B`, `M`, `T` is a size here: in a price only behind the slash.
fn is_size(kind: Kind, below: bool) -> bool {
    match kind {
        Kind::Data | Kind::DataRate => true,
        Kind::DataPrice | Kind::TrafficPrice => below,
        _ => false,
    }
}

/// The meaning of a word in a field of this kind; `below` says that it stands behind a slash.
pub(super) fn lookup(
    word: &str,
    below: bool,
    kind: Kind,
    conv: Conventions,
) -> Result<Word, Fault<'_>> {
    if let Some(found) = letter(word, below, kind, conv)? {
        return Ok(found);
    }
    if let Some(found) = data(word, conv) {
        return match found {
            Word::Bits(_) if kind == Kind::Bits => Ok(Word::Item),
            Word::Bits(_) if kind == Kind::Data => Err(Fault::Bits(word)),
            _ => Ok(found),
        };
    }
    // Words are compared without regard to case; the longest in the table has eleven letters.
    let mut lower = [0_u8; 16];
    let bytes = word.as_bytes();
    let Some(lower) = lower.get_mut(..bytes.len()) else {
        return Err(Fault::Unit(word));
    };
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).unwrap_or_default();
    named(lower)
        .or_else(|| named(lower.strip_suffix('s').filter(|stem| stem.len() >= 2)?))
        .or_else(|| item(lower).then_some(Word::Item))
        .ok_or(Fault::Unit(word))
}

/// Single letters, whose meaning depends on the field.
fn letter(
    word: &str,
    below: bool,
    kind: Kind,
    conv: Conventions,
) -> Result<Option<Word>, Fault<'_>> {
    if is_size(kind, below)
        && let Some(bytes) = match word {
            "B" | "b" => Some(1.0),
            "m" if below => None,
            _ => single_prefix(word).map(|power| size(power, conv.data == DataUnits::Binary)),
        }
    {
        return Ok(Some(Word::Data(bytes)));
    }
    let time = matches!(kind, Kind::Latency | Kind::Span);
    Ok(Some(match word {
        "m" if below => return Err(Fault::Minute("min", "month")),
        "m" | "M" if kind == Kind::Span => return Err(Fault::Minute(" min", " months")),
        "m" | "M" if kind == Kind::Latency => return Err(Fault::Minute(" ms", " min")),
        "m" if !matches!(
            kind,
            Kind::Count | Kind::Users | Kind::ActionRate | Kind::Rate
        ) =>
        {
            return Err(Fault::Unit(word));
        }
        "k" | "K" if !time => Word::Scale(1e3),
        "M" | "m" => Word::Scale(1e6),
        "B" | "b" if !time => Word::Scale(1e9),
        "T" if !time => Word::Scale(1e12),
        "x" | "X" | "×" => Word::Times,
        "$" => Word::Money(1.0),
        "%" => Word::Percent,
        _ => return Ok(None),
    }))
}

fn single_prefix(word: &str) -> Option<i32> {
    let mut chars = word.chars();
    let power = prefix(chars.next()?)?;
    chars.next().is_none().then_some(power)
}

/// The power of a thousand a letter stands for.
fn prefix(letter: char) -> Option<i32> {
    Some(match letter {
        'k' | 'K' => 1,
        'm' | 'M' => 2,
        'g' | 'G' => 3,
        't' | 'T' => 4,
        'p' | 'P' => 5,
        'e' | 'E' => 6,
        _ => return None,
    })
}

/// A thousand, or 1,024, to the power.
pub(super) fn size(power: i32, binary: bool) -> f64 {
    let base = if binary { 1024.0 } else { 1000.0 };
    let mut size = 1.0;
    for _ in 0..power {
        size *= base;
    }
    size
}

/// `KB`, `MiB`, `Mbit`, `Gbps`, `byte`: sizes, where case can tell bits from bytes.
fn data(word: &str, conv: Conventions) -> Option<Word> {
    if let Some(found) = suffix(word, 0, false, false, conv) {
        return Some(found);
    }
    let first = word.chars().next()?;
    let power = prefix(first)?;
    if let "kilobyte" | "megabyte" | "gigabyte" | "terabyte" | "petabyte" =
        word.strip_suffix('s').unwrap_or(word)
    {
        return Some(Word::Data(size(power, conv.data == DataUnits::Binary)));
    }
    let rest = &word[1..];
    match rest.strip_prefix('i') {
        Some(rest) => suffix(rest, power, true, first.is_ascii_uppercase(), conv),
        None => suffix(rest, power, false, first.is_ascii_uppercase(), conv),
    }
}

fn suffix(word: &str, power: i32, binary: bool, upper: bool, conv: Conventions) -> Option<Word> {
    let bytes = size(power, binary || conv.data == DataUnits::Binary);
    let bits = size(power, binary) / 8.0;
    Some(match word {
        "b" if upper => Word::Bits(bits),
        // Without a prefix a lone letter was decided by the field.
        "B" | "b" if power > 0 => Word::Data(bytes),
        "byte" | "bytes" | "Byte" | "Bytes" => Word::Data(bytes),
        "bit" | "bits" | "Bit" | "Bits" => Word::Bits(bits),
        "bps" => Word::DataPerSecond(bits),
        "Bps" => Word::DataPerSecond(bytes),
        _ => return None,
    })
}

/// Words with a unit, in lower case and singular.
fn named(word: &str) -> Option<Word> {
    Some(match word {
        "ns" | "nanosecond" => Word::Time(1e-9, Period::Second),
        "us" | "µs" | "μs" | "microsecond" => Word::Time(1e-6, Period::Second),
        "ms" | "msec" | "millisecond" => Word::Time(1e-3, Period::Second),
        "s" | "sec" | "second" => Word::Time(1.0, Period::Second),
        "min" | "minute" => Word::Time(1.0, Period::Minute),
        "h" | "hr" | "hour" => Word::Time(1.0, Period::Hour),
        "d" | "day" => Word::Time(1.0, Period::Day),
        "w" | "wk" | "week" => Word::Time(1.0, Period::Week),
        "mo" | "mos" | "month" | "mth" => Word::Time(1.0, Period::Month),
        "y" | "yr" | "year" => Word::Time(1.0, Period::Year),
        "qps" | "rps" | "tps" | "ops" | "wps" | "iops" => Word::PerTime(Period::Second),
        "rpm" | "qpm" => Word::PerTime(Period::Minute),
        "user" | "people" | "person" | "customer" | "visitor" | "dau" | "mau" => Word::User,
        "thousand" => Word::Scale(1e3),
        "million" | "mn" | "mio" => Word::Scale(1e6),
        "billion" | "bn" => Word::Scale(1e9),
        "trillion" | "tn" => Word::Scale(1e12),
        "usd" | "dollar" => Word::Money(1.0),
        "cent" | "¢" => Word::Money(0.01),
        "percent" | "pct" => Word::Percent,
        "times" => Word::Times,
        "per" | "a" | "an" | "every" => Word::Per,
        "and" => Word::And,
        "to" => Word::To,
        _ => return None,
    })
}

/// Things that are counted, in lower case.
fn item(word: &str) -> bool {
    const ITEMS: [&str; 62] = [
        "req",
        "request",
        "query",
        "write",
        "read",
        "op",
        "operation",
        "tx",
        "txn",
        "transaction",
        "message",
        "msg",
        "event",
        "row",
        "record",
        "item",
        "server",
        "node",
        "partition",
        "shard",
        "replica",
        "call",
        "hit",
        "post",
        "tweet",
        "order",
        "photo",
        "video",
        "upload",
        "download",
        "link",
        "url",
        "page",
        "file",
        "image",
        "search",
        "click",
        "view",
        "update",
        "entry",
        "key",
        "job",
        "connection",
        "session",
        "instance",
        "machine",
        "object",
        "document",
        "table",
        "column",
        "insert",
        "lookup",
        "copy",
        "push",
        "each",
        "monthly",
        "daily",
        "active",
        "registered",
        "concurrent",
        "unique",
        "new",
    ];
    let known = |stem: &str| ITEMS.contains(&stem);
    known(word)
        || word.strip_suffix('s').is_some_and(known)
        || word.strip_suffix("es").is_some_and(known)
        || word
            .strip_suffix("ies")
            .is_some_and(|stem| matches!(stem, "quer" | "entr" | "cop"))
}

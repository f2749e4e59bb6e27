//! Display of a range: two ends, with the unit once where they share it.

use super::digits::{Style, price, rounded};
use super::show::{said, text, turned};
use super::{Conventions, Entry, Kind, Quantity, number, understood};

/// Two ends of a range as people would write them, with the digits of [`show`](super::show()): the unit
/// once where they share it, one end where both read the same.
///
/// ```
/// use envelope::quantity::{show_range, Conventions, Dim, Kind, Period, Quantity};
/// let conv = Conventions::EXACT;
/// let size = |bytes| Quantity::new(bytes, Dim::DATA, Period::Second);
/// let shown = |low, high| show_range(&size(low), &size(high), Kind::Data, &conv);
/// assert_eq!(shown(1e9, 2.5e9), "1–2.5 GB");
/// assert_eq!(shown(800e9, 1.2e12), "800 GB–1.2 TB");
/// assert_eq!(shown(999.9e9, 1e12), "1 TB");
/// ```
pub fn show_range(low: &Quantity, high: &Quantity, kind: Kind, conv: &Conventions) -> String {
    let style = Style {
        digits: conv.digits,
        exact: false,
        typed: false,
    };
    ends(*low, *high, kind, *conv, style, text)
}

/// What a field says back after a valid entry: as [`understood`], a range with both ends.
///
/// ```
/// use envelope::quantity::{parse_entry, understood_entry, Conventions, Kind};
/// let conv = Conventions::EXACT;
/// let echo = |text, kind| parse_entry(text, kind, &conv).map(|entry| understood_entry(&entry, kind, &conv));
/// assert_eq!(echo("10-20M", Kind::Users), Ok("10–20 M users".into()));
/// assert_eq!(echo("~15M", Kind::Users), Ok("12–18 M users".into()));
/// assert_eq!(echo("500M * 20%", Kind::Users), Ok("100 M users".into()));
/// ```
pub fn understood_entry(entry: &Entry, kind: Kind, conv: &Conventions) -> String {
    let Some(spread) = entry.spread else {
        return understood(&entry.value, kind, conv);
    };
    let end = |value| Quantity {
        value,
        ..entry.value
    };
    let style = Style {
        digits: 6,
        exact: false,
        typed: true,
    };
    ends(
        end(spread.low()),
        end(spread.high()),
        kind,
        *conv,
        style,
        said,
    )
}

/// How one quantity is written.
type Write = fn(&Quantity, Kind, Conventions, Style) -> String;

/// Both ends in one period, written by `write` and joined.
fn ends(
    low: Quantity,
    high: Quantity,
    kind: Kind,
    conv: Conventions,
    style: Style,
    write: Write,
) -> String {
    let larger = if low.value.abs() > high.value.abs() {
        low
    } else {
        high
    };
    // The period in which the larger end reads well holds for both: 0.05–5 /s, not 3 /min–5 /s.
    let period = turned(&larger, kind, conv, style).period;
    let (low, high) = (low.in_period(period, &conv), high.in_period(period, &conv));
    let both = |style| [low, high].map(|q| write(&q, kind, conv, style));
    let [mut one, mut other] = both(style);
    if inverted(&one, &other) {
        // Small whole numbers are not rounded: 1,545.8 is not 1,550 beside 1,548.
        let digits = style.digits.max(4);
        [one, other] = both(Style { digits, ..style });
    }
    let bare = |text: &str| split(text).1.is_empty();
    if kind == Kind::UnitPrice && bare(&other) && !bare(&one) && low.value < 0.001 {
        // Both by the million: $0.1–8,300 /1M.
        other = [&price(high.value * 1e6, style), " /1M"].concat();
    } else if bare(&one) != bare(&other) && low.value != 0.0 {
        // A magnitude behind the last number would hold for the first: 9,120–12,300, not 9,120–12.3 k.
        let full = Style {
            digits: 15,
            exact: true,
            ..style
        };
        [one, other] = [low, high].map(|q| {
            let value = rounded(q.value, style).value().copysign(q.value);
            write(&Quantity { value, ..q }, kind, conv, full)
        });
    }
    joined(&one, &other)
}

/// Whether the first of two texts with the same unit is the larger number.
fn inverted(low: &str, high: &str) -> bool {
    let ((one, unit), (other, last)) = (split(low), split(high));
    match (
        number::read(one.trim_start_matches('$')),
        number::read(other.trim_start_matches('$')),
    ) {
        (Ok((one, _)), Ok((other, _))) => unit == last && one > other,
        _ => false,
    }
}

/// Two numbers with their units as one text that is read as the range.
fn joined(low: &str, high: &str) -> String {
    if low == high {
        return high.into();
    }
    let ((one, unit), (other, last)) = (split(low), split(high));
    // 1 month–3 months: the plural is no other unit.
    let same = unit.trim_end_matches('s') == last.trim_end_matches('s');
    let shared = same || one.trim_start_matches(['$', '-']) == "0";
    // 10 k–1 M /month: what follows the magnitude is shared as well.
    let (magnitude, rest) = scaled(unit);
    let unit = match scaled(last) {
        _ if shared => "",
        (_, other) if !magnitude.is_empty() && rest == other => magnitude,
        _ => unit,
    };
    let dash = if one.starts_with('-') || other.starts_with('-') {
        " to "
    } else {
        "–"
    };
    let other = other
        .strip_prefix('$')
        .filter(|_| one.starts_with('$') && shared)
        .unwrap_or(other);
    [one, unit, dash, other, last].concat()
}

/// The magnitude of the short scale that a unit starts with, and the rest.
fn scaled(unit: &str) -> (&str, &str) {
    let end = match unit.as_bytes() {
        [b' ', b'k' | b'M' | b'B' | b'T'] | [b' ', b'k' | b'M' | b'B' | b'T', b' ', ..] => 2,
        _ => 0,
    };
    unit.split_at(end)
}

/// The number in a shown text, and the unit behind it.
fn split(text: &str) -> (&str, &str) {
    const POWER: &str = " × 10^";
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '$' | ',' | '.');
    let mut unit = text.trim_start_matches(digits);
    if let Some(power) = unit.strip_prefix(POWER) {
        unit = power.trim_start_matches(digits);
    }
    text.split_at(text.len() - unit.len())
}

//! Display: the value and unit as people would say them.

use super::digits::{Decimal, Style, bill, long, percent, price, rounded, short};
use super::unit::size;
use super::{Conventions, DataUnits, Dim, Kind, Period, Quantity, date};

/// The value and its unit as people would say them, rounded to `conv.digits` significant digits; small
/// whole counts as they are. A rate is shown per second, or, below 0.1 /s, per minute, hour, day, month or
/// year; an action rate, a data rate and a cost keep the period they are counted in, if it is not seconds.
///
/// ```
/// use envelope::quantity::{show, Conventions, Dim, Kind, Period, Quantity};
/// let conv = Conventions::EXACT;
/// let size = Quantity::new(12.71e9, Dim::DATA, Period::Second);
/// assert_eq!(show(&size, Kind::Data, &conv), "12.7 GB");
/// let rate = Quantity::new(100e6, Dim::PER_TIME, Period::Day);
/// assert_eq!(show(&rate, Kind::Rate, &conv), "1,160 /s");
/// assert_eq!(show(&rate, Kind::ActionRate, &conv), "100 M /day");
/// ```
pub fn show(q: &Quantity, kind: Kind, conv: &Conventions) -> String {
    let style = Style {
        digits: conv.digits,
        exact: false,
        typed: false,
    };
    text(&turned(q, kind, *conv, style), kind, *conv, style)
}

/// All digits, up to 15, in base units: bytes, dollars, and the period it is counted in.
///
/// ```
/// use envelope::quantity::{show_exact, Conventions, Dim, Kind, Period, Quantity};
/// let size = Quantity::new(12.71e9, Dim::DATA, Period::Second);
/// assert_eq!(show_exact(&size, Kind::Data, &Conventions::EXACT), "12,710,000,000 B");
/// ```
pub fn show_exact(q: &Quantity, kind: Kind, conv: &Conventions) -> String {
    let style = Style {
        digits: 15,
        exact: true,
        typed: true,
    };
    text(&turned(q, kind, *conv, style), kind, *conv, style)
}

/// What a field says back after a valid entry: as [`show`], but in the period that was typed, with six
/// digits, and with the unit in words where a bare number was given one.
///
/// ```
/// use envelope::quantity::{parse, understood, Conventions, Kind};
/// let conv = Conventions::EXACT;
/// let echo = |text, kind| parse(text, kind, &conv).map(|q| understood(&q, kind, &conv));
/// assert_eq!(echo("10M/month", Kind::ActionRate), Ok("10 M /month".into()));
/// assert_eq!(echo("5", Kind::ActionRate), Ok("5 per user and day".into()));
/// ```
pub fn understood(q: &Quantity, kind: Kind, conv: &Conventions) -> String {
    let style = Style {
        digits: 6,
        exact: false,
        typed: true,
    };
    said(&turned(q, kind, *conv, style), kind, *conv, style)
}

/// The unit in words where a bare number was given one.
pub(super) fn said(q: &Quantity, kind: Kind, conv: Conventions, style: Style) -> String {
    match q.dim {
        _ if !q.value.is_finite() => "unknown".into(),
        Dim::USER => counted(&short(q.value, style), " user", " users"),
        Dim::PER_USER_TIME => [
            &short(q.value, style),
            " per user and ",
            q.period.singular(),
        ]
        .concat(),
        _ => text(q, kind, conv, style),
    }
}

/// A data rate in bits per second, for people who think of links.
///
/// ```
/// use envelope::quantity::{show_bits, Conventions, Dim, Period, Quantity};
/// let rate = Quantity::new(1.5e6, Dim::DATA_RATE, Period::Second);
/// assert_eq!(show_bits(&rate, &Conventions::EXACT), "12 Mbit/s");
/// ```
pub fn show_bits(q: &Quantity, conv: &Conventions) -> String {
    if !q.value.is_finite() {
        return "unknown".into();
    }
    let bits = (q.in_period(Period::Second, conv).value * 8.0).clamp(f64::MIN, f64::MAX);
    let style = Style {
        digits: conv.digits,
        exact: false,
        typed: false,
    };
    let mut out = decimal_size(bits, style, ["", "k", "M", "G", "T", "P", "E"]);
    out.push_str("bit/s");
    out
}

/// The kind as which a quantity is shown: what its dimension says, where that is not what its kind says.
fn shown_as(q: &Quantity, kind: Kind) -> Kind {
    if kind != Kind::Limit && kind.dims().contains(&q.dim) {
        kind
    } else {
        usual(q.dim)
    }
}

/// The quantity in the period in which it is shown.
pub(super) fn turned(q: &Quantity, kind: Kind, conv: Conventions, style: Style) -> Quantity {
    match shown_as(q, kind) {
        Kind::Rate => readable(q, conv, style),
        Kind::ActionRate | Kind::DataRate if q.period == Period::Second => readable(q, conv, style),
        Kind::MonthlyCost if q.period == Period::Second && !style.exact => {
            q.in_period(Period::Month, &conv)
        }
        _ => *q,
    }
}

/// The value and its unit, in the period it is in.
pub(super) fn text(q: &Quantity, kind: Kind, conv: Conventions, style: Style) -> String {
    if !q.value.is_finite() {
        return "unknown".into();
    }
    let value = q.value;
    match shown_as(q, kind) {
        Kind::Count | Kind::Users | Kind::Limit => short(value, style),
        Kind::ActionRate | Kind::Rate => {
            let user = if q.dim.user == 0 { " /" } else { " /user/" };
            [&short(value, style), user, q.period.short()].concat()
        }
        Kind::Data => bytes(value, conv, style),
        Kind::DataRate => [&bytes(value, conv, style), "/", q.period.short()].concat(),
        Kind::Latency => latency(q, conv, style),
        Kind::Span => span(q, conv, style),
        Kind::Factor => [&long(value, style), "x"].concat(),
        Kind::Ratio if value > 0.0 && value < 1.0 => ["1 : ", &long(1.0 / value, style)].concat(),
        Kind::Ratio => [&long(value, style), " : 1"].concat(),
        Kind::Share => [&percent(value, style), " %"].concat(),
        Kind::Growth => [&long(value * 100.0, style), " % /year"].concat(),
        Kind::MonthlyCost => {
            let money = if q.period == Period::Month {
                bill
            } else {
                price
            };
            [&money(value, style), " /", q.period.short()].concat()
        }
        Kind::DataPrice => [&per_gigabyte(value, conv, style), "/", q.period.short()].concat(),
        Kind::TrafficPrice => per_gigabyte(value, conv, style),
        Kind::UnitPrice if value > 0.0 && value < 0.001 && !style.exact => {
            [&price(value * 1e6, style), " /1M"].concat()
        }
        Kind::UnitPrice => price(value, style),
        Kind::Bits => counted(&long(value, style), " bit", " bits"),
        Kind::Date => {
            let seconds = q.in_period(Period::Second, &conv).value;
            date::text(seconds, style.exact || style.typed)
        }
    }
}

fn counted(number: &str, one: &str, many: &str) -> String {
    [number, if number == "1" { one } else { many }].concat()
}

/// How a quantity is shown whose dimension is not what its kind says.
fn usual(dim: Dim) -> Kind {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.dims().contains(&dim))
        .unwrap_or(Kind::Count)
}

/// A rate in a period in which it reads well: per second down to 0.1, then whatever is at least one.
fn readable(q: &Quantity, conv: Conventions, style: Style) -> Quantity {
    if style.typed && (q.period != Period::Second || style.exact) {
        return *q;
    }
    let second = q.in_period(Period::Second, &conv);
    if second.value == 0.0 || second.value.abs() >= 0.1 {
        return second;
    }
    let yearly = q.in_period(Period::Year, &conv);
    [Period::Minute, Period::Hour, Period::Day, Period::Month]
        .into_iter()
        .map(|period| q.in_period(period, &conv))
        .find(|q| q.value.abs() >= 1.0)
        .unwrap_or(yearly)
}

fn bytes(value: f64, conv: Conventions, style: Style) -> String {
    if style.exact {
        return [&long(value, style), " B"].concat();
    }
    if conv.data == DataUnits::Decimal {
        let mut out = decimal_size(value, style, ["", "K", "M", "G", "T", "P", "E"]);
        out.push('B');
        return out;
    }
    let units = [" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"];
    let mut left = value;
    for (at, unit) in units.into_iter().enumerate() {
        // Between 1,000 and 1,024 four digits are needed.
        let digits = if left.abs() >= 1000.0 {
            style.digits.max(4)
        } else {
            style.digits
        };
        if at + 1 == units.len() || rounded(left, Style { digits, ..style }).value() < 1024.0 {
            return [&long(left, Style { digits, ..style }), unit].concat();
        }
        left /= 1024.0;
    }
    String::new()
}

/// A number with a prefix for a power of a thousand, up to the unit itself.
fn decimal_size(value: f64, style: Style, prefixes: [&str; 7]) -> String {
    let whole = value.fract() == 0.0 && value.abs() < 1000.0;
    let decimal = Decimal::round(value, if whole { 15 } else { style.digits });
    let order = decimal.order();
    let at = usize::try_from(order / 3)
        .unwrap_or(0)
        .min(prefixes.len() - 1);
    let shifted = decimal.shifted(if at == 0 {
        0
    } else {
        -3 * i32::try_from(at).unwrap_or(0)
    });
    let text = if (-6..22).contains(&order) {
        shifted.plain()
    } else {
        shifted.scientific()
    };
    let sign = if value < 0.0 { "-" } else { "" };
    [
        sign,
        &text,
        " ",
        prefixes.get(at).copied().unwrap_or_default(),
    ]
    .concat()
}

fn latency(q: &Quantity, conv: Conventions, style: Style) -> String {
    if style.exact || q.period != Period::Second {
        return span(q, conv, style);
    }
    match rounded(q.value, style).value() {
        seconds if seconds >= 120.0 => span(q, conv, style),
        seconds if seconds >= 1.0 || seconds == 0.0 => [&long(q.value, style), " s"].concat(),
        seconds if seconds >= 1e-3 => [&long(q.value * 1e3, style), " ms"].concat(),
        seconds if seconds >= 1e-6 => [&long(q.value * 1e6, style), " µs"].concat(),
        _ => [&long(q.value * 1e9, style), " ns"].concat(),
    }
}

fn span(q: &Quantity, conv: Conventions, style: Style) -> String {
    let mut q = *q;
    if q.period == Period::Second && !style.exact {
        if rounded(q.value, style).value() < 1.0 && q.value != 0.0 {
            return latency(&q, conv, style);
        }
        let largest = [
            Period::Year,
            Period::Month,
            Period::Day,
            Period::Hour,
            Period::Minute,
        ]
        .into_iter()
        .map(|period| q.in_period(period, &conv))
        .find(|q| rounded(q.value, style).value() >= 1.0);
        q = largest.unwrap_or(q);
    }
    let number = long(q.value, style);
    let (one, many) = (q.period.singular(), q.period.plural());
    [number.as_str(), " ", if number == "1" { one } else { many }].concat()
}

fn per_gigabyte(value: f64, conv: Conventions, style: Style) -> String {
    let binary = conv.data == DataUnits::Binary;
    let unit = if binary { " /GiB" } else { " /GB" };
    [&price(value * size(3, binary), style), unit].concat()
}

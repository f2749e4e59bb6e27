//! Reading what people type into a field.

use super::calculate::{self, Value};
use super::fault::{Fault, ParseError, message};
use super::reading::{Reading, parts, reading, settle};
use super::{Conventions, Kind, Period, Quantity, Spread, date};

/// What was typed into a field: a number, or a range of which the middle stands for it.
///
/// ```
/// use envelope::quantity::{parse_entry, Conventions, Kind};
/// # fn main() -> Result<(), envelope::quantity::ParseError> {
/// let exact = parse_entry("15M", Kind::Users, &Conventions::EXACT)?;
/// assert!(exact.value.value == 15e6 && exact.spread.is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Entry {
    /// The number, or the middle of the range.
    pub value: Quantity,
    /// The range, in the unit and period of the value.
    pub spread: Option<Spread>,
}

/// Reads the one number that was typed into a field of this kind, or the calculation with one.
///
/// # Errors
/// When the text is not understood; the message says what was wrong and what is expected.
///
/// ```
/// use envelope::quantity::{parse, Conventions, Dim, Kind, Period};
/// let conv = Conventions::EXACT;
/// let rate = parse("10 M per month", Kind::ActionRate, &conv).map(|q| (q.value, q.dim, q.period));
/// assert_eq!(rate, Ok((10e6, Dim::PER_TIME, Period::Month)));
/// assert_eq!(parse("500M * 20%", Kind::Users, &conv).map(|q| q.value), Ok(100e6));
/// let error = parse("5 GB", Kind::Rate, &conv).map_err(|e| e.message);
/// assert_eq!(error, Err("“5 GB” is a size. Write a rate such as 400/s, 10M/month or 2/day.".into()));
/// ```
pub fn parse(text: &str, kind: Kind, conv: &Conventions) -> Result<Quantity, ParseError> {
    read_entry(text, kind, *conv, false).map(|entry| entry.value)
}

/// Reads what was typed into a field of this kind: a number, a calculation, or a range.
///
/// A range is a 90 % interval, the lower end first: `10-20M`, `10M to 20M`, `10 .. 20M`, `15M ± 2M`,
/// `15M ± 20%`. The unit of the last number holds for both, unless the first has its own. `~15M` and
/// `about 15M` are 20 % less to 20 % more; where that is a share above one half, 20 % of what is missing.
///
/// A dash alone between two numbers is a range, because no field takes less than nothing. It subtracts
/// beside another operator or a parenthesis: `1 KB + 7 B - 4 B`, `(100%) - 20%`. Within parentheses, as in
/// `(10-20M)*0.2`, it is what makes sense, and refused if it can be both.
///
/// # Errors
/// When the text is not understood; the message says what was wrong and what is expected.
///
/// ```
/// use envelope::quantity::{parse_entry, Conventions, Kind};
/// let conv = Conventions::EXACT;
/// let ends = |text, kind| parse_entry(text, kind, &conv).map(|entry| entry.spread.map(|s| (s.low(), s.high())));
/// assert_eq!(ends("10-20M", Kind::Users), Ok(Some((10e6, 20e6))));
/// assert_eq!(ends("15M ± 20%", Kind::Users), Ok(Some((12e6, 18e6))));
/// assert_eq!(ends("1 KB + 7 B", Kind::Data), Ok(None));
/// assert!(ends("20-10M", Kind::Users).is_err());
/// ```
pub fn parse_entry(text: &str, kind: Kind, conv: &Conventions) -> Result<Entry, ParseError> {
    read_entry(text, kind, *conv, kind != Kind::Bits)
}

fn read_entry(
    text: &str,
    kind: Kind,
    conv: Conventions,
    ranges: bool,
) -> Result<Entry, ParseError> {
    let text = text.trim();
    let entry = match single(text, kind, conv) {
        Ok(value) => Ok(Entry {
            value,
            spread: None,
        }),
        // The dashes of a date are no range and no minus.
        Err(fault) if kind == Kind::Date => Err((fault, text)),
        Err(Fault::Range) if ranges && calculate::plain(text, kind) => Err((Fault::Half, text)),
        Err(fault) if calculate::plain(text, kind) => Err((fault, text)),
        Err(_) => calculate::value(text, kind, conv).and_then(|value| {
            if value.high.is_some() && !ranges {
                return Err((Fault::Range, text));
            }
            settled(&value, kind, conv).map_err(|fault| (fault, text))
        }),
    };
    entry.map_err(|(fault, at)| {
        let fault = match fault {
            // How to write a range is no help where none is taken.
            Fault::Order | Fault::Ends | Fault::Dash | Fault::Dashes | Fault::Ranges if !ranges => {
                Fault::Range
            }
            fault => fault,
        };
        ParseError {
            message: message(fault, at, kind),
        }
    })
}

/// One number with its unit.
fn single(text: &str, kind: Kind, conv: Conventions) -> Result<Quantity, Fault<'_>> {
    match kind {
        Kind::Ratio => ratio(text, conv),
        Kind::Date => {
            let seconds = date::read(text)?;
            Ok(Quantity::new(seconds, kind.dim(), Period::Second))
        }
        _ => read(text, kind, conv),
    }
}

/// `10:1`, `1:100`, `10`.
fn ratio(text: &str, conv: Conventions) -> Result<Quantity, Fault<'_>> {
    let parts = text
        .split_once([':', '/'])
        .or_else(|| text.split_once(" to "));
    let (left, right) = parts.unwrap_or((text, "1"));
    let left = read(left.trim(), Kind::Ratio, conv)?.value;
    let right = read(right.trim(), Kind::Ratio, conv)?.value;
    if right == 0.0 {
        Err(Fault::Outside)
    } else {
        settle(
            &Reading::of(Quantity::scalar(left / right)),
            Kind::Ratio,
            conv,
        )
    }
}

fn read(text: &str, kind: Kind, conv: Conventions) -> Result<Quantity, Fault<'_>> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    if text.starts_with(['~', '≈', '<', '>', '≤', '≥', '±']) {
        return Err(Fault::Range);
    }
    settle(&reading(&parts(text)?, kind, conv)?, kind, conv)
}

/// What a field makes of a calculation: its number, or the ends of its range.
fn settled(value: &Value, kind: Kind, conv: Conventions) -> Result<Entry, Fault<'static>> {
    let (mut low, Some(mut high)) = (value.low, value.high) else {
        return Ok(Entry {
            value: settle(&value.low, kind, conv)?,
            spread: None,
        });
    };
    let whole = matches!(kind, Kind::Share | Kind::Growth);
    if whole && low.bare() && high.bare() {
        // 5 is 5 % and 0.5 is 50 %: the two ends must be written in the same way.
        let (one, other) = (low.value.abs(), high.value.abs());
        let (least, greatest) = (one.min(other), one.max(other));
        if greatest > 1.0 && (least == 0.0 || least >= 1.0) {
            for end in [&mut low, &mut high] {
                end.value /= 100.0;
                end.percent = true;
            }
        } else if greatest >= 1.0 {
            return Err(Fault::Percent);
        }
    }
    let (low, high) = (settle(&low, kind, conv)?, settle(&high, kind, conv)?);
    let (least, greatest) = match kind {
        Kind::Share => (0.0, 1.0),
        Kind::Growth => (-1.0, f64::INFINITY),
        _ => (0.0, f64::INFINITY),
    };
    let spread = Spread::between(low.value, high.value).map(|spread| {
        let spread = if value.even { spread.even() } else { spread };
        spread.within(least, greatest)
    });
    Ok(Entry {
        value: Quantity {
            value: spread.map_or(low.value, Spread::median),
            ..low
        },
        spread,
    })
}

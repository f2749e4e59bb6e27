//! Reading the number part of a text: digits, separators of thousands, a point, an exponent.

use super::fault::Fault;

/// `value` times ten to the power `exponent`, exact wherever both factors are.
pub(super) fn scale10(value: f64, exponent: i32) -> f64 {
    let mut result = value;
    let mut left = exponent.unsigned_abs().min(700);
    while left > 0 {
        // Powers of ten up to 22 are exact, so dividing by one rounds once only.
        let step = left.min(22);
        left -= step;
        let mut power = 1.0;
        for _ in 0..step {
            power *= 10.0;
        }
        result = if exponent < 0 {
            result / power
        } else {
            result * power
        };
    }
    result
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '_' | '\'' | '’') || (c.is_whitespace() && c != '\n')
}

/// How many bytes of decimal digits the text starts with.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// A number without a sign or a unit, and nothing else; none where the text is anything else. The language's own reader
/// of numbers would make the page heavier by its tables.
///
/// ```
/// use envelope::quantity::number;
/// assert_eq!(number("1,250.5"), Some(1250.5));
/// assert_eq!(number("1e3"), Some(1000.0));
/// assert_eq!(number("3 apples"), None);
/// ```
pub fn plain(text: &str) -> Option<f64> {
    match read(text) {
        Ok((value, "")) => Some(value),
        _ => None,
    }
}

/// Reads an unsigned number and returns it with what follows.
pub(super) fn read(text: &str) -> Result<(f64, &str), Fault<'_>> {
    if let Some((exponent, rest)) = text.strip_prefix("10^").and_then(exponent) {
        let value = scale10(1.0, exponent);
        return if value.is_finite() && value >= 1e-30 {
            Ok((value, rest))
        } else {
            Err(Fault::TooLarge)
        };
    }
    let mut digits = Digits::default();
    let mut rest = whole(text, &mut digits)?;
    let mut any = rest.len() < text.len();
    if let Some(after) = rest
        .strip_prefix('.')
        .filter(|after| !after.starts_with('.'))
    {
        let length = run(after);
        if any || length > 0 {
            any = true;
            digits.push(&after[..length], true);
            rest = &after[length..];
        }
    }
    if !any {
        return Err(Fault::NoNumber);
    }
    let exponent = match power(rest) {
        Some((exponent, after)) => {
            rest = after;
            exponent
        }
        None => 0,
    };
    #[allow(clippy::cast_precision_loss)] // more digits than a float holds are rounded
    let value = scale10(
        digits.mantissa as f64,
        digits.exponent.saturating_add(exponent),
    );
    if !value.is_finite() {
        return Err(Fault::TooLarge);
    }
    if digits.mantissa != 0 && value < 1e-30 {
        return Err(Fault::TooSmall);
    }
    Ok((value, rest))
}

/// The digits before the point; groups of three may be separated, by one kind of separator.
fn whole<'a>(text: &'a str, digits: &mut Digits) -> Result<&'a str, Fault<'a>> {
    let first = run(text);
    digits.push(&text[..first], false);
    let mut rest = &text[first..];
    let Some(separator) = rest
        .chars()
        .next()
        .filter(|&c| first > 0 && is_separator(c))
    else {
        return Ok(rest);
    };
    while let Some(after) = rest.strip_prefix(separator) {
        let length = run(after);
        if length == 3 && first <= 3 {
            digits.push(&after[..3], false);
            rest = &after[3..];
        } else if length == 0 || separator.is_whitespace() {
            return Ok(rest);
        } else {
            // Read once as a decimal comma, once as a separator with the missing digits filled in.
            let simple =
                separator == ',' && rest.len() + first == text.len() && length < 3 && first <= 3;
            return Err(Fault::Comma(if simple {
                Some((&text[..first], &after[..length]))
            } else {
                None
            }));
        }
    }
    Ok(rest)
}

/// An exponent: `e6` or `× 10^15`.
fn power(text: &str) -> Option<(i32, &str)> {
    let text = if let Some(after) = text.strip_prefix(['e', 'E']) {
        after
    } else {
        text.trim_start()
            .strip_prefix(['×', 'x', '*', '·'])?
            .trim_start()
            .strip_prefix("10^")?
    };
    exponent(text)
}

/// The digits of an exponent and its sign.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(after) => (true, after),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let length = run(text);
    if length == 0 {
        return None;
    }
    let mut value = 0_i32;
    for digit in text[..length].bytes() {
        value = (value * 10 + i32::from(digit - b'0')).min(9_999);
    }
    Some((if negative { -value } else { value }, &text[length..]))
}

/// The digits read so far, as a whole number and a power of ten.
#[derive(Default)]
struct Digits {
    mantissa: u64,
    exponent: i32,
}

impl Digits {
    fn push(&mut self, digits: &str, fraction: bool) {
        for digit in digits.bytes() {
            // Digits beyond the eighteenth only move the point.
            if self.mantissa < 100_000_000_000_000_000 {
                self.mantissa = self.mantissa * 10 + u64::from(digit - b'0');
                self.exponent = self.exponent.saturating_sub(i32::from(fraction));
            } else {
                self.exponent = self.exponent.saturating_add(i32::from(!fraction));
            }
        }
    }
}

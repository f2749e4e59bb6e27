//! Writing numbers: significant digits, separators of thousands, short scales.

use super::number::scale10;

/// How a number is written.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Significant digits, 1 to 15.
    pub digits: u8,
    /// In full: base units, no short scales.
    pub exact: bool,
    /// In the period it was typed in.
    pub typed: bool,
}

/// A rounded number that is not negative: `mantissa` × 10^`exponent`, without trailing zeros.
#[derive(Clone, Copy)]
pub(super) struct Decimal {
    mantissa: u64,
    exponent: i32,
}

impl Decimal {
    /// The absolute value, rounded to so many significant digits.
    pub(super) fn round(value: f64, digits: u8) -> Decimal {
        let value = value.abs();
        if value == 0.0 || !value.is_finite() {
            return Decimal {
                mantissa: 0,
                exponent: 0,
            };
        }
        let digits = i32::from(digits.clamp(1, 15));
        #[allow(clippy::cast_possible_truncation)] // the logarithm of a float is within ±324
        let order = value.log10().floor() as i32;
        let exponent = order + 1 - digits;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 10^16
        let mut decimal = Decimal {
            mantissa: scale10(value, -exponent).round() as u64,
            exponent,
        };
        while decimal.mantissa != 0 && decimal.mantissa.is_multiple_of(10) {
            decimal.mantissa /= 10;
            decimal.exponent += 1;
        }
        decimal
    }

    /// The number it stands for.
    pub(super) fn value(self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // at most 16 digits
        scale10(self.mantissa as f64, self.exponent)
    }

    /// The power of ten of the first digit.
    pub(super) fn order(self) -> i32 {
        self.exponent + self.mantissa.checked_ilog10().map_or(0, u32::cast_signed)
    }

    /// Times ten to the power.
    pub(super) fn shifted(self, by: i32) -> Decimal {
        Decimal {
            exponent: if self.mantissa == 0 {
                0
            } else {
                self.exponent + by
            },
            ..self
        }
    }

    /// In full, with separators of thousands.
    pub(super) fn plain(self) -> String {
        self.with_decimals(0)
    }

    /// In full, with at least so many digits behind the point.
    pub(super) fn with_decimals(self, least: usize) -> String {
        let mut digits = Vec::new();
        let mut left = self.mantissa;
        let mut behind = usize::try_from(-self.exponent).unwrap_or(0);
        digits.resize(usize::try_from(self.exponent).unwrap_or(0), '0');
        while behind < least {
            digits.push('0');
            behind += 1;
        }
        while left > 0 || digits.len() <= behind {
            // The remainder is a single digit.
            digits.push(char::from(b'0' + u8::try_from(left % 10).unwrap_or(0)));
            left /= 10;
        }
        let mut out = String::new();
        for (at, digit) in digits.iter().enumerate().rev() {
            out.push(*digit);
            if at == behind && behind > 0 {
                out.push('.');
            } else if at > behind && (at - behind).is_multiple_of(3) {
                out.push(',');
            }
        }
        out
    }

    /// As `3.52 × 10^15`.
    pub(super) fn scientific(self) -> String {
        let order = self.order();
        let mut out = self.shifted(-order).plain();
        out.push_str(" × 10^");
        if order < 0 {
            out.push('-');
        }
        out.push_str(
            &Decimal {
                mantissa: u64::from(order.unsigned_abs()),
                exponent: 0,
            }
            .plain(),
        );
        out
    }
}

/// Whether a number is shown digit by digit anyway: whole and below ten thousand.
fn small_whole(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() < 10_000.0
}

/// The number rounded as the style says, but small whole numbers as they are.
pub(super) fn rounded(value: f64, style: Style) -> Decimal {
    Decimal::round(
        value,
        if style.exact || small_whole(value) {
            15
        } else {
            style.digits
        },
    )
}

fn signed(value: f64, text: String) -> String {
    if value < 0.0 && text != "0" {
        ["-", &text].concat()
    } else {
        text
    }
}

/// A number with separators of thousands: `86,400`; very large and very small ones as powers of ten.
pub(super) fn long(value: f64, style: Style) -> String {
    let decimal = rounded(value, style);
    let (least, most) = if style.exact { (-9, 30) } else { (-6, 5) };
    let order = decimal.order();
    signed(
        value,
        if order < least || order > most {
            decimal.scientific()
        } else {
            decimal.plain()
        },
    )
}

/// A number in the short scale: `9,120`, `86.4 k`, `360 M`, `5.1 B`.
pub(super) fn short(value: f64, style: Style) -> String {
    let decimal = rounded(value, style);
    let order = decimal.order();
    if style.exact || !(4..15).contains(&order) {
        return long(value, style);
    }
    let (scale, by) = match order {
        4 | 5 => (" k", 3),
        6..=8 => (" M", 6),
        9..=11 => (" B", 9),
        _ => (" T", 12),
    };
    let mut text = decimal.shifted(-by).plain();
    text.push_str(scale);
    signed(value, text)
}

/// Dollars as a price: `$0.023`, `$9,120`, `$1.23 M`.
pub(super) fn price(value: f64, style: Style) -> String {
    let order = rounded(value, style).order();
    let text = if order < 6 {
        long(value.abs(), style)
    } else {
        short(value.abs(), style)
    };
    let sign = if value < 0.0 { "-$" } else { "$" };
    [sign, &text].concat()
}

/// Dollars on a bill: as [`price`], but whole cents below ten dollars.
pub(super) fn bill(value: f64, style: Style) -> String {
    let decimal = rounded(value, style);
    if style.exact || !(0.01..10.0).contains(&decimal.value()) {
        return price(value, style);
    }
    // Cents are two digits below a dollar and three above.
    let cents = Decimal::round((decimal.value() * 100.0).round(), 15).shifted(-2);
    let text = cents.with_decimals(if cents.exponent < 0 { 2 } else { 0 });
    [if value < 0.0 { "-$" } else { "$" }, &text].concat()
}

/// A part of a whole in percent, without the sign: `80`, `99.95`; never 100 unless it is all.
pub(super) fn percent(share: f64, style: Style) -> String {
    let value = share * 100.0;
    if style.exact || !(0.99..1.0).contains(&share) {
        return long(value, style);
    }
    // As many digits as leave two of what is missing: 99.95 % misses 0.05 %.
    let missing = Decimal::round((1.0 - share) * 100.0, 2);
    let behind = (-missing.exponent).clamp(0, 12);
    let scaled = scale10(value, behind);
    let whole = if scaled.round() >= scale10(100.0, behind) {
        scaled.floor()
    } else {
        scaled.round()
    };
    Decimal::round(scale10(whole, -behind), 15).plain()
}

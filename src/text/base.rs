//! Numbers for machines: in base units, with all their digits.

use crate::quantity::{Conventions, Dim, Period, Quantity};

/// The number of a quantity in base units: bytes, seconds, users, dollars.
///
/// What happens or flows in a time is counted per second, by the calendar of the design; what costs money in a time
/// per month, as on a bill. A length of time has its real seconds in either calendar.
///
/// ```
/// use envelope::quantity::{Conventions, Kind, parse};
/// use envelope::text::base::{amount, digits, unit};
/// let size = parse("2 KB", Kind::Data, &Conventions::EXACT).unwrap();
/// assert_eq!(digits(amount(size, &Conventions::EXACT)) + " " + &unit(size.dim), "2000 B");
/// ```
pub fn amount(quantity: Quantity, conv: &Conventions) -> f64 {
    let conv = match quantity.dim {
        // 69.7 years are that long, however the traffic is counted.
        Dim::TIME => &Conventions::EXACT,
        _ => conv,
    };
    let period = if quantity.dim.money == 0 {
        Period::Second
    } else {
        Period::Month
    };
    quantity.in_period(period, conv).value
}

/// The base unit of a dimension: `B/s`, `$/month`, `/user/s`; `plain` for a number without one.
pub fn unit(dim: Dim) -> String {
    let time = if dim.money == 0 { "s" } else { "month" };
    let parts = [
        (dim.money, "$", "$"),
        (dim.data, "B", "B"),
        (dim.user, "users", "user"),
        (dim.time, time, time),
    ];
    let above = parts.iter().filter(|(power, ..)| *power > 0);
    let above: Vec<&str> = above.map(|(_, many, _)| *many).collect();
    let below = parts.iter().filter(|(power, ..)| *power < 0);
    let below: String = below.map(|(.., one)| ["/", *one].concat()).collect();
    match above.join("·") + &below {
        none if none.is_empty() => "plain".to_owned(),
        unit => unit,
    }
}

/// All digits that tell a number from the next; no exponent where it reads well without.
pub fn digits(value: f64) -> String {
    if value == 0.0 || (1e-6..1e21).contains(&value.abs()) {
        // Not a zero with a sign.
        format!("{}", value + 0.0)
    } else {
        format!("{value:e}")
    }
}

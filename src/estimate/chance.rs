//! Functions of availability and of identifiers, for formulas. Each is a formula of its own, so none is
//! written with parentheses around it.

use super::sheet::scalar;
use crate::formula::{Expr, Function, Written};
use crate::quantity::{Dim, Mismatch, Period, Quantity};
use crate::theory::{availability, identifiers};

/// Seconds of a mean year of the calendar, 365.2425 days.
const SECONDS_PER_YEAR: f64 = 31_556_952.0;

/// More factors than this are counted, not written out.
const FACTORS_SHOWN: usize = 8;

fn plain(dims: &[Dim]) -> Result<Dim, String> {
    if dims.iter().all(|dim| dim.is_none()) {
        Ok(Dim::NONE)
    } else {
        Err("a chance of something with a unit".to_owned())
    }
}

/// Declares a function of so many numbers: its value, and how it is written with their texts.
macro_rules! function {
    ($(#[$meta:meta])* $name:ident($($argument:ident),+) = $value:expr, [$($piece:expr),+ $(,)?]) => {
        $(#[$meta])*
        pub(super) static $name: Function = Function {
            dim: plain,
            value: |arguments, _| match arguments {
                [$($argument),+] => {
                    $(let $argument = $argument.value;)+
                    scalar($value)
                }
                _ => Err(Mismatch::Undefined),
            },
            write: |arguments| match arguments {
                [$($argument),+] => {
                    $(let $argument = $argument.text.as_str();)+
                    [$($piece),+].concat()
                }
                _ => String::new(),
            },
        };
    };
}

function! {
    /// How many nines a share has.
    NINES(share) = availability::nines(share), ["−log10 (1 − ", share, ")"]
}
function! {
    /// The load of a service of whose requests a share fails and is sent again.
    RETRY_LOAD(share, retries) = availability::retry_load(share, retries),
    ["1 + ", share, " + … + ", share, " ^ ", retries]
}
function! {
    /// The signs that a code needs.
    CODE_LENGTH(total, alphabet) = identifiers::code_length(total, alphabet),
    ["least n with ", alphabet, " ^ n ≥ ", total]
}
function! {
    /// The chance that any two of so many random codes are the same.
    COLLISION(codes, space) = identifiers::collision_probability(codes, space),
    ["1 − e ^ −(", codes, " × (", codes, " − 1) ÷ (2 × ", space, "))"]
}
function! {
    /// How many random codes there can be until two are the same with this chance.
    IDS_UNTIL(chance, space) = identifiers::ids_until(chance, space),
    ["½ + √(¼ − 2 × ", space, " × ln (1 − ", chance, "))"]
}

/// The availability of `copies` of which `needed` have to be up.
pub(super) fn enough<T: Into<Expr>>(needed: T, copies: T, part: T) -> Expr {
    ENOUGH.of([needed, copies, part])
}

static ENOUGH: Function = Function {
    dim: plain,
    value: |arguments, _| match arguments {
        [needed, copies, part] if needed.value <= 1.0 => {
            scalar(availability::parallel(part.value, copies.value))
        }
        [needed, copies, part] => {
            scalar(availability::k_of_n(needed.value, copies.value, part.value))
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [needed, copies, part] if needed.value.is_some_and(|needed| needed.value <= 1.0) => {
            ["1 − (1 − ", &part.text, ") ^ ", &copies.text].concat()
        }
        [needed, copies, part] => [
            "chance that ",
            &needed.text,
            " of ",
            &copies.text,
            " are up, each ",
            &part.text,
        ]
        .concat(),
        _ => String::new(),
    },
};

/// The availability of parts that are all needed.
pub(super) fn all_of<T: Into<Expr>>(parts: impl IntoIterator<Item = T>) -> Expr {
    ALL_OF.of(parts)
}

static ALL_OF: Function = Function {
    dim: plain,
    value: |parts, _| {
        let parts: Vec<f64> = parts.iter().map(|part| part.value).collect();
        scalar(availability::series(&parts))
    },
    write: |parts| {
        let texts = parts.iter().map(|Written { text, .. }| text.as_str());
        let text = texts.take(FACTORS_SHOWN).collect::<Vec<_>>().join(" × ");
        match parts.len().checked_sub(FACTORS_SHOWN + 1) {
            Some(more) => format!("{text} × … {} more", more + 1),
            None => text,
        }
    },
};

/// How long so many bits of a unit of time last, in real years, whatever calendar the traffic is estimated by.
pub(super) fn lasting<T: Into<Expr>>(bits: T, unit: T) -> Expr {
    LASTING.of([bits, unit])
}

static LASTING: Function = Function {
    dim: |dims| match dims {
        [Dim::NONE, unit] => Ok(*unit),
        _ => Err("bits with a unit".to_owned()),
    },
    value: |arguments, conv| match arguments {
        [bits, unit] => {
            let seconds = bits.value.exp2() * unit.in_period(Period::Second, conv).value;
            let years = seconds / SECONDS_PER_YEAR;
            if years.is_finite() {
                Ok(Quantity::new(years, unit.dim, Period::Year))
            } else {
                Err(Mismatch::TooLarge)
            }
        }
        _ => Err(Mismatch::Undefined),
    },
    write: |arguments| match arguments {
        [bits, unit] => [
            "2 ^ ",
            &bits.text,
            " × ",
            &unit.text,
            " ÷ 31,556,952 s/year",
        ]
        .concat(),
        _ => String::new(),
    },
};

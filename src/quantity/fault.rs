//! What can be wrong with a text, and the words for it.

use super::Kind;
use std::fmt;

/// Why a text was not understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// What was not understood and what is expected, in the user's words: whole sentences.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// What stopped the reading; [`message`] puts it in words.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Fault<'a> {
    Empty,
    NoNumber,
    Unclear,
    TooLarge,
    TooSmall,
    Negative,
    Range,
    Bare,
    /// A comma that separates no thousands: the digits on both sides, where there are just these.
    Comma(Option<(&'a str, &'a str)>),
    /// A lone `m`: the two ways to write what it may mean.
    Minute(&'static str, &'static str),
    /// Bits where bytes are expected.
    Bits(&'a str),
    /// An unknown word.
    Unit(&'a str),
    /// Understood, but of another kind.
    Other(&'static str),
    /// A share that can be read as 1 % or 100 %.
    One,
    Outside,
    /// A division by zero.
    Zero,
    /// A sum of two things that do not add up, or a range from one to the other.
    Apart(&'static str, &'static str),
    /// A range whose first end alone has a unit.
    Ends,
    /// A range that ends below its beginning.
    Order,
    /// More than one dash between plain numbers, as in a date.
    Dashes,
    /// A dash that can be a minus or a range.
    Dash,
    /// A difference below zero that may have been meant as a range.
    Below,
    /// A range of shares of which one end can be read as a percentage or as a part.
    Percent,
    /// A calculation with two ranges.
    Ranges,
    /// A range without one of its ends, such as `<5`.
    Half,
    /// A calculation that is too long.
    Long,
    /// Too many parentheses within each other.
    Deep,
}

/// The text in quotes, cut when it is long.
fn quote(into: &mut String, text: &str) {
    into.push('“');
    if text.chars().count() > 64 {
        into.extend(text.chars().take(40));
        into.push('…');
    } else {
        into.push_str(text);
    }
    into.push('”');
}

/// The fault in whole sentences.
pub(super) fn message(fault: Fault<'_>, text: &str, kind: Kind) -> String {
    let mut out = String::new();
    let mut say = |parts: &[&str]| {
        if !matches!(fault, Fault::Empty | Fault::Range | Fault::Bare) {
            quote(&mut out, text);
        }
        for part in parts {
            out.push_str(part);
        }
    };
    let expects = kind.expects();
    match fault {
        Fault::Empty => say(&["Nothing is written here. Write ", expects, "."]),
        Fault::Range => say(&["One number is expected here, such as ", kind.example(), "."]),
        Fault::Bare if kind == Kind::Span => say(&["Add a unit: 3 years, 7 days."]),
        Fault::Bare => say(&["Add a unit: 300 MB/s, 2.4 Gbps."]),
        Fault::TooLarge => say(&[" is too large. Write ", expects, "."]),
        Fault::TooSmall => say(&[" is too small. Write ", expects, "."]),
        Fault::Negative => say(&[" is below zero. Write ", expects, "."]),
        Fault::Comma(Some((a, b))) => {
            say(&[
                " can be read two ways. Write ",
                a,
                ".",
                b,
                " or ",
                a,
                ",",
                b,
                &"00"[b.len() - 1..],
                ".",
            ]);
        }
        Fault::Comma(None) => {
            say(&[" can be read two ways: a comma separates thousands. Write 1.5 or 1,500."]);
        }
        Fault::Minute(a, b) => {
            // The text without its m; a unit behind a slash or “per” follows as it is.
            let stem = text.strip_suffix(['m', 'M']).unwrap_or_default();
            let stem = if a.starts_with(' ') {
                stem.trim_end()
            } else {
                stem
            };
            say(&[
                " can be read two ways. Write ",
                stem,
                a,
                " or ",
                stem,
                b,
                ".",
            ]);
        }
        Fault::Bits(word) => {
            let letter = word.get(..1).unwrap_or_default();
            let long = match letter {
                "k" | "K" => "kilobits",
                "m" | "M" => "megabits",
                "g" | "G" => "gigabits",
                "t" | "T" => "terabits",
                _ => "bits",
            };
            let prefix = if long == "bits" { "" } else { letter };
            let verb = if long == "bits" {
                " are not bytes"
            } else {
                " is "
            };
            let long = if long == "bits" { "" } else { long };
            say(&[": ", word, verb, long, "; write ", prefix, "B for bytes."]);
        }
        Fault::Unit(word) if word != text => {
            say(&[": "]);
            quote(&mut out, word);
            out.push_str(" is no unit known here. Write ");
            out.push_str(expects);
            out.push('.');
        }
        Fault::Unit(_) | Fault::NoNumber | Fault::Unclear => {
            say(&[" is not understood. Write ", expects, "."]);
        }
        Fault::Other(name) => say(&[" is ", name, ". Write ", expects, "."]),
        Fault::Apart(a, b) => {
            say(&[" puts ", a, " and ", b, " together. Write ", expects, "."]);
        }
        Fault::Outside => say(&[" is outside what is possible. Write ", expects, "."]),
        Fault::Zero => say(&[" divides by zero. Write ", expects, "."]),
        other => say(&[advice(other)]),
    }
    out
}

/// Faults that are put right in the same way in any field.
fn advice(fault: Fault<'_>) -> &'static str {
    match fault {
        Fault::One => " can be read two ways. Write 1% or 100%.",
        Fault::Ends => {
            " can be read two ways. Write the unit behind both numbers; to subtract, put the first in parentheses."
        }
        Fault::Order => {
            " ends lower than it begins, and a dash between two numbers is a range. Write the lower end first, or (20M) - 10M to subtract."
        }
        Fault::Dashes => {
            " has more than one dash. Write a range such as 10-20M, or (30) - 20 - 10 to subtract."
        }
        Fault::Dash => {
            " can be a range or a difference. Write (10 to 20M) for a range, ((20M) - 10) to subtract."
        }
        Fault::Below => {
            " is below zero, because a dash beside other operators subtracts. Write a range in parentheses, such as (10-20M)*0.2."
        }
        Fault::Percent => " can be read two ways. Write both ends with %.",
        Fault::Ranges => {
            " combines two ranges. Write one range, alone or with plain numbers, such as (10-20M)*0.2."
        }
        Fault::Half => " has one end only. Write a number, or a range such as 10-20M.",
        Fault::Deep => {
            " has too many parentheses. Write a number, a range such as 10-20M, or a short calculation."
        }
        _ => " is too long. Write a number, a range such as 10-20M, or a short calculation.",
    }
}

//! Reading a calculation: operands with or without units, operators, parentheses, ranges.

use super::combine::{Field, Term};
use super::fault::Fault;
use super::reading::{parts, reading, units};
use super::scan::{self, Sign};
use super::{Conventions, Kind};

pub(super) use super::combine::Value;

/// Longest calculation, in bytes; a single number may be longer.
const LONGEST: usize = 240;

/// Parentheses within each other, so that no text can exhaust the stack.
const DEEPEST: u8 = 16;

/// What is wrong, and the part of the text that it is about.
type Result<'a, T> = std::result::Result<T, (Fault<'a>, &'a str)>;

/// Whether a text has nothing to calculate in it.
pub(super) fn plain(text: &str, kind: Kind) -> bool {
    about(text).is_none() && scan::operand(text, kind) == text.len()
}

/// Reads a calculation.
pub(super) fn value(text: &str, kind: Kind, conv: Conventions) -> Result<'_, Value> {
    if text.len() > LONGEST {
        return Err((Fault::Long, text));
    }
    let mut calculation = Calculation {
        text,
        rest: text,
        field: Field { kind, conv },
        depth: 0,
        minus: false,
    };
    let value = calculation.whole()?;
    if calculation.minus && value.low.value < 0.0 && kind != Kind::Growth {
        return Err((Fault::Below, text));
    }
    if calculation.rest.trim_start().is_empty() {
        Ok(value)
    } else {
        calculation.fail(Fault::Unclear)
    }
}

/// What follows a sign or word for “about”.
fn about(text: &str) -> Option<&str> {
    const WORDS: [&str; 6] = [
        "about",
        "around",
        "roughly",
        "approximately",
        "approx",
        "circa",
    ];
    if let Some(after) = text.strip_prefix(['~', '≈']) {
        return Some(after);
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, after) = text.split_at(end);
    WORDS
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
        .then(|| after.strip_prefix('.').unwrap_or(after))
}

struct Calculation<'a> {
    text: &'a str,
    rest: &'a str,
    field: Field,
    depth: u8,
    /// A dash between plain numbers was taken as a minus.
    minus: bool,
}

impl<'a> Calculation<'a> {
    fn fail<T>(&self, fault: Fault<'a>) -> Result<'a, T> {
        Err((fault, self.text))
    }

    /// A fault of the calculation is one of the whole text.
    fn said<T>(&self, result: std::result::Result<T, Fault<'a>>) -> Result<'a, T> {
        result.map_err(|fault| (fault, self.text))
    }

    /// The operator that comes next.
    fn next(&self) -> Option<Sign> {
        scan::sign(self.rest.trim_start()).map(|(sign, _)| sign)
    }

    /// Passes over the operator that comes next.
    fn pass(&mut self) {
        let rest = self.rest.trim_start();
        self.rest = scan::sign(rest).map_or(rest, |(_, length)| &rest[length..]);
    }

    /// What is typed into a field or stands in parentheses: a range, or a sum.
    fn whole(&mut self) -> Result<'a, Value> {
        let after = about(self.rest.trim_start());
        self.rest = after.unwrap_or(self.rest);
        let first = self.product()?;
        let left = if first.leaf.is_some() && self.next() == Some(Sign::Minus) {
            self.dash(&first)?
        } else {
            self.sum(first)?
        };
        let value = match self.next() {
            Some(sign @ (Sign::To | Sign::PlusMinus)) => {
                self.pass();
                let right = self.product()?;
                let right = self.sum(right)?;
                let range = if sign == Sign::To {
                    self.field.ends(&left, &right)
                } else {
                    self.field.around(&left, &right)
                };
                self.said(range)?
            }
            _ => left.value,
        };
        if after.is_some() {
            self.said(self.field.about(value))
        } else {
            Ok(value)
        }
    }

    /// A number, a dash, and what follows.
    fn dash(&mut self, left: &Term<'a>) -> Result<'a, Term<'a>> {
        self.pass();
        let right = self.product()?;
        let next = self.next();
        let difference = self.field.apply(Sign::Minus, left.value, right.value);
        if right.leaf.is_none() || next == Some(Sign::Plus) {
            let value = self.said(difference)?;
            self.minus = true;
            return self.sum(Term { value, leaf: None });
        }
        if next.is_some() {
            // 2024-01-02, 10-20 ± 5
            return self.fail(Fault::Dashes);
        }
        let range = self.field.ends(left, &right);
        if self.depth == 0 {
            let value = self.said(range)?;
            return Ok(Term { value, leaf: None });
        }
        // In parentheses it is what can be: no range is empty, and nothing is below zero.
        let range = range.and_then(|range| match range.high {
            Some(high) if high.value > range.low.value => Ok(range),
            _ => Err(Fault::Order),
        });
        let value = match (range, difference) {
            (Ok(_), Ok(difference)) if difference.low.value >= 0.0 => self.fail(Fault::Dash),
            (Ok(_), Err(Fault::One)) => self.fail(Fault::Dash),
            (Err(_), Ok(difference)) if difference.low.value >= 0.0 => Ok(difference),
            (range, _) => self.said(range),
        };
        Ok(Term {
            value: value?,
            leaf: None,
        })
    }

    /// The rest of a sum.
    fn sum(&mut self, first: Term<'a>) -> Result<'a, Term<'a>> {
        let mut sum = first;
        while let Some(sign @ (Sign::Plus | Sign::Minus)) = self.next() {
            self.pass();
            let right = self.product()?;
            sum = Term {
                value: self.said(self.field.apply(sign, sum.value, right.value))?,
                leaf: None,
            };
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<'a, Term<'a>> {
        let mut product = self.factor()?;
        while let Some(sign @ (Sign::Times | Sign::Over)) = self.next() {
            self.pass();
            let right = self.factor()?;
            product = Term {
                value: self.said(self.field.apply(sign, product.value, right.value))?,
                leaf: None,
            };
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<'a, Term<'a>> {
        let rest = self.rest.trim_start();
        let Field { kind, conv } = self.field;
        if let Some(after) = rest.strip_prefix('(') {
            self.rest = after;
            return self.parenthesised();
        }
        let (leaf, after) = rest.split_at(scan::operand(rest, kind));
        self.rest = after;
        let leaf = leaf.trim_end();
        if leaf.is_empty() {
            return self.fail(Fault::Unclear);
        }
        let whole = |fault| (fault, leaf);
        let parts = parts(leaf).map_err(whole)?;
        let digits = leaf.trim_start_matches(|c: char| !c.is_ascii_digit());
        if digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit() {
            // 01 is of a date or a telephone number.
            return self.fail(Fault::Unclear);
        }
        let value = reading(&parts, kind, conv).map_err(whole)?;
        Ok(Term {
            value: value.into(),
            leaf: Some(parts),
        })
    }

    /// What stands behind an opening parenthesis, the closing one, and a unit of the whole.
    fn parenthesised(&mut self) -> Result<'a, Term<'a>> {
        if self.depth == DEEPEST {
            return self.fail(Fault::Deep);
        }
        self.depth += 1;
        let value = self.whole()?;
        self.depth -= 1;
        let Some(after) = self.rest.trim_start().strip_prefix(')') else {
            return self.fail(Fault::Unclear);
        };
        let (unit, after) = after.split_at(scan::unit(after, 0, false));
        self.rest = after;
        let value = if unit.trim().is_empty() {
            value
        } else {
            let unit = self.said(units(1.0, unit, self.field.kind, self.field.conv))?;
            self.said(self.field.with_unit(value, &unit))?
        };
        Ok(Term { value, leaf: None })
    }
}

//! Where an operand ends and an operator stands, although `/`, `-` and `x` also belong to units.

use super::Kind;

/// What stands between two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
    /// From one end of a range to the other.
    To,
    PlusMinus,
}

/// Whether another operand follows, and not the rest of a unit.
fn number_follows(text: &str) -> bool {
    text.trim_start()
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '(' | '$'))
}

/// Whether a word follows: `GB-month` is a unit.
fn word_follows(text: &str) -> bool {
    text.trim_start().starts_with(char::is_alphabetic)
}

/// The operator that `text` starts with, and its length. It does not begin within a word.
pub(super) fn sign(text: &str) -> Option<(Sign, usize)> {
    let first = text.chars().next()?;
    let length = first.len_utf8();
    let after = &text[length..];
    let found = match first {
        '+' => {
            let minus = after.strip_prefix('/').unwrap_or(after);
            return Some(match minus.chars().next() {
                Some(c @ ('-' | '−' | '–')) => {
                    (Sign::PlusMinus, text.len() - minus.len() + c.len_utf8())
                }
                _ => (Sign::Plus, length),
            });
        }
        '±' => Sign::PlusMinus,
        '-' | '−' if !word_follows(after) => Sign::Minus,
        '–' | '—' | '…' => Sign::To,
        '.' if after.starts_with('.') => {
            return Some((Sign::To, text.len() - text.trim_start_matches('.').len()));
        }
        '*' => Sign::Times,
        '·' if !word_follows(after) => Sign::Times,
        '×' | 'x' | 'X' if number_follows(after) => Sign::Times,
        '÷' => Sign::Over,
        '/' if number_follows(after) => Sign::Over,
        't' | 'T' => {
            let rest = after.strip_prefix(['o', 'O'])?;
            return (!rest.starts_with(char::is_alphabetic)).then_some((Sign::To, 2));
        }
        _ => return None,
    };
    Some((found, length))
}

/// The length of what belongs to a number although it looks like an operator: the sign of an exponent, and
/// the `× 10^` of a power of ten.
fn exponent(before: &str, text: &str) -> Option<usize> {
    let signs = ['-', '−', '+'];
    let signed = |text: &str| text.len() - text.strip_prefix(signs).unwrap_or(text).len();
    if let Some(after) = text.strip_prefix('^') {
        return Some(1 + signed(after));
    }
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    if let Some(after) = text.strip_prefix(['e', 'E']) {
        let digits = after.strip_prefix(signs)?;
        return (before.ends_with(digit) && digits.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(1 + signed(after));
    }
    let after = text
        .strip_prefix(['×', 'x', '*', '·'])?
        .trim_start()
        .strip_prefix("10^")?;
    // A number has one power of ten; another is a factor.
    let one = before.trim_end().ends_with(digit) && !before.contains('^');
    one.then_some(text.len() - after.len() - 1)
}

/// The length of the operand that `text` starts with: to the next operator or parenthesis.
pub(super) fn operand(text: &str, kind: Kind) -> usize {
    let body = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '−' | '+' | '$' | 'x' | 'X' | '×')
    });
    unit(text, text.len() - body.len(), kind == Kind::UnitPrice)
}

/// The length of the operand whose unit goes on at `at`; with `price`, the first number behind a slash is
/// part of it: `$0.40/1M`.
pub(super) fn unit(text: &str, at: usize, mut price: bool) -> usize {
    let mut at = at;
    while let Some(first) = text[at..].chars().next() {
        let (before, rest) = text.split_at(at);
        if let Some(length) = exponent(before, rest) {
            at += length;
        } else if first == '/' && price && !rest[1..].trim_start().starts_with(['(', '$']) {
            price = !number_follows(&rest[1..]);
            at += 1;
        } else if matches!(first, '(' | ')') || sign(rest).is_some() {
            break;
        } else if first.is_alphabetic() {
            at += rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
        } else {
            at += first.len_utf8();
        }
    }
    at
}

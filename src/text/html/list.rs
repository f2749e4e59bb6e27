//! The items of a list.

use super::blocks::{Begins, begins};

/// What a line begins with that is an item of a list.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Marker {
    /// The sign: `-`, `*`, `+`, or what stands behind a number.
    sign: char,
    /// The number, where the list has numbers.
    pub(super) start: Option<u32>,
    /// Where the content begins, in bytes.
    content: usize,
    /// Whether nothing stands behind it.
    pub(super) empty: bool,
}

/// The marker that a line begins with, if it does.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = text[digits..].chars().next()?;
    let start = match (digits, sign) {
        (0, '-' | '*' | '+') => None,
        (1..=9, '.' | ')') => Some(text[..digits].parse().ok()?),
        _ => return None,
    };
    let behind = &text[digits + 1..];
    let spaces = behind.len() - behind.trim_start_matches(' ').len();
    let empty = behind.trim().is_empty();
    if !(empty || (spaces > 0 && indent < 4)) {
        return None;
    }
    // From five spaces on it is code that begins after one.
    let width = if empty || spaces > 4 { 1 } else { spaces };
    Some(Marker {
        sign,
        start,
        content: indent + digits + 1 + width,
        empty,
    })
}

/// The lines of each item of the list that begins here, without their indentation; how many lines the list has; and
/// whether its items stand apart from each other.
pub(super) fn items<'l>(lines: &[&'l str], first: Marker) -> (Vec<Vec<&'l str>>, usize, bool) {
    let mut items: Vec<Vec<&str>> = Vec::new();
    let (mut at, mut blank, mut loose, mut content) = (0, 0, false, 0);
    while let Some(line) = lines.get(at + blank) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        let begins = begins(line, 0);
        let next = match begins {
            Begins::List(next) if next.sign == first.sign => Some(next),
            _ => None,
        };
        if at > 0 && indent >= content {
            let item = items.last_mut();
            let text = &line[content..];
            loose |= blank > 0 && !text.starts_with(' ');
            if let Some(item) = item {
                item.extend(std::iter::repeat_n("", blank));
                item.push(text);
            }
        } else if let Some(next) = next {
            loose |= blank > 0;
            content = next.content;
            items.push(vec![line.get(content..).unwrap_or_default()]);
        } else if at > 0 && blank == 0 && !begins.interrupts() {
            // A paragraph goes on without its indentation.
            if let Some(item) = items.last_mut() {
                item.push(line.trim_start());
            }
        } else {
            break;
        }
        at += blank + 1;
        blank = 0;
    }
    (items, at.max(1), loose)
}

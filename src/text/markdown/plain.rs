//! From Markdown in one line back to the text that was typed; and a form of any text that reads back as it was.

use super::escape::closing;

/// Longer runs of backticks open no code span.
const LONGEST_RUN: usize = 80;

/// The text that a line or a cell of Markdown says. Emphasis, links and code are kept as they were typed.
pub(super) fn decode(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    // The lengths of which no further run of backticks is left.
    let mut lone = 0_u128;
    while let Some(at) = rest.find(['\\', '&', '<', '`']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let used = match from.as_bytes()[0] {
            b'\\' => escaped(from, &mut out),
            b'&' => entity(from, &mut out),
            b'<' => line_break(from, &mut out),
            _ => code(from, &mut lone, &mut out),
        };
        rest = &from[used..];
    }
    out.push_str(rest);
    out
}

/// A backslash: it makes a sign of punctuation stand for itself.
fn escaped(from: &str, out: &mut String) -> usize {
    match from.as_bytes().get(1) {
        Some(sign) if sign.is_ascii_punctuation() => {
            out.push(char::from(*sign));
            2
        }
        _ => {
            out.push('\\');
            1
        }
    }
}

/// `&amp;`, `&#8211;` and the like; an ampersand where it is none of these.
fn entity(from: &str, out: &mut String) -> usize {
    const NAMED: [(&str, char); 6] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
    ];
    // No name or number that is known here is longer.
    let end = from.bytes().take(10).position(|byte| byte == b';');
    let read = end.and_then(|end| {
        let name = &from[1..end];
        let number = match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
            Some(number) => number.parse().ok(),
            None => None,
        };
        let named = || NAMED.iter().find(|(known, _)| *known == name);
        let sign = number.and_then(char::from_u32);
        Some((sign.or_else(|| Some(named()?.1))?, end + 1))
    });
    let (sign, used) = read.unwrap_or(('&', 1));
    out.push(sign);
    used
}

fn line_break(from: &str, out: &mut String) -> usize {
    for form in ["<br>", "<br/>", "<br />"] {
        if from
            .get(..form.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(form))
        {
            out.push('\n');
            return form.len();
        }
    }
    out.push('<');
    1
}

/// A code span, as it was typed; or backticks that have no partner.
fn code(from: &str, lone: &mut u128, out: &mut String) -> usize {
    let after = from.trim_start_matches('`');
    let run = from.len() - after.len();
    let may_close = run <= LONGEST_RUN && *lone & (1 << run) == 0;
    let Some(end) = closing(after, run).filter(|_| may_close) else {
        if run <= LONGEST_RUN {
            *lone |= 1 << run;
        }
        out.push_str(&from[..run]);
        return run;
    };
    out.push_str(&from[..run]);
    out.push_str(&after[..end].replace("\\|", "|"));
    out.push_str(&from[..run]);
    run + end + run
}

/// `pretty`, where it says the text that was typed; otherwise [`exact`].
pub(super) fn kept(text: &str, pretty: String) -> String {
    if decode(&pretty) == text {
        pretty
    } else {
        exact(text)
    }
}

/// A text in such a way that nothing in it is Markdown, nor anything that the document itself writes. It begins with
/// a reference to its first character, and shows as the text that was typed.
pub(super) fn exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let end = text.trim_end().len();
    for (at, c) in text.char_indices() {
        let blank = c != ' ' && (c.is_control() || c.is_whitespace());
        match c {
            '\n' if at > 0 => out.push_str("<br>"),
            // What tells an entry from what is written in its place.
            '–' | '“' | '”' | '|' => number(c, &mut out),
            _ if at == 0 || at >= end || blank => number(c, &mut out),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | '<' | '>' | '&' | '#' | '~' | ':' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn number(c: char, out: &mut String) {
    out.push_str("&#");
    out.push_str(&u32::from(c).to_string());
    out.push(';');
}

/// The cells of a row of a table, each without the blanks around it, still as Markdown.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut cells, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(row[start..at].trim_matches([' ', '\t']));
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    // A row that was written without its last pipe.
    let rest = row[start..].trim_matches([' ', '\t']);
    if !rest.is_empty() {
        cells.push(rest);
    }
    cells
}

//! The links of a flowchart.

use super::super::cursor::Cursor;
use super::super::label::plain;

/// What stands between two boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) label: String,
    /// As in [`super::Edge`].
    pub(super) kind: &'static str,
    /// It leads from the second to the first.
    pub(super) back: bool,
    /// It is there for the layout alone.
    pub(super) hidden: bool,
}

/// The marks at the ends of a link.
const MARKS: [&str; 3] = ["x", "o", "<"];

/// The link that is next, if there is one; passes over it and its label.
pub(super) fn arrow(cursor: &mut Cursor) -> Option<Arrow> {
    let mut ahead = *cursor;
    if ahead.rest.starts_with("~~~") {
        ahead.take_while(|c| c == '~');
        *cursor = ahead;
        return Some(Arrow {
            hidden: true,
            ..Arrow::default()
        });
    }
    let start = MARKS.into_iter().find(|mark| {
        let after = ahead.rest.strip_prefix(mark);
        after.is_some_and(|after| {
            ["--", "==", "-."]
                .iter()
                .any(|line| after.starts_with(line))
        })
    });
    ahead.skip(start.map_or(0, str::len));
    let (sign, kind) = match ahead.rest.get(..2)? {
        "--" => ('-', ""),
        "==" => ('=', "replication"),
        "-." => ('.', "async"),
        _ => return None,
    };
    let mut arrow = Arrow {
        kind,
        ..Arrow::default()
    };
    let head = if let Some(head) = line(&mut ahead, sign) {
        head
    } else {
        let (text, head) = within(&mut ahead, sign)?;
        arrow.label = plain(text);
        head
    };
    arrow.back = start == Some("<") && head.is_empty();
    let mut label = ahead;
    label.spaces();
    if label.take("|") {
        arrow.label = plain(label.label(&["|"])?);
        ahead = label;
    }
    *cursor = ahead;
    Some(arrow)
}

/// A line with its head, whole; passes over it. None where a label stands within it, of which the first signs are passed
/// over.
fn line(cursor: &mut Cursor, sign: char) -> Option<&'static str> {
    if sign == '.' {
        cursor.take("-");
        cursor.take_while(|c| c == '.');
        return cursor.take("-").then(|| head(cursor));
    }
    let count = cursor.take_while(|c| c == sign).len();
    let head = head(cursor);
    (count > 2 || !head.is_empty()).then_some(head)
}

/// The mark at the end of a line, if there is one.
fn head(cursor: &mut Cursor) -> &'static str {
    let mut marks = [">", "x", "o"].into_iter();
    marks.find(|mark| cursor.take(mark)).unwrap_or_default()
}

/// The label within a line, and the mark at its end.
fn within<'a>(cursor: &mut Cursor<'a>, sign: char) -> Option<(&'a str, &'static str)> {
    let end = match sign {
        '-' => "--",
        '=' => "==",
        _ => ".-",
    };
    let mut ahead = *cursor;
    ahead.spaces();
    let text = if ahead.take("\"") {
        let text = ahead.up_to("\"", false)?;
        ahead.spaces();
        ahead.take_while(|c| c == '.' && sign == '.');
        // A dotted line ends with dots and a hyphen.
        let ends = if sign == '.' { "-" } else { end };
        ahead.take(ends).then_some(text)?
    } else {
        ahead.up_to(end, true)?
    };
    ahead.take_while(|c| c == sign || c == '-' && sign == '.');
    let head = head(&mut ahead);
    *cursor = ahead;
    Some((text.trim_end_matches('.'), head))
}

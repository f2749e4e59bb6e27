//! What stands in quotation marks, in Mermaid's own escapes, and the way back.

/// A label in Mermaid's own escapes: nothing in it can end the quotation or begin something else.
pub(super) fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            ';' => out.push_str("#59;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            // A backtick at the start would open Mermaid's Markdown mode, and a run of them end our fence.
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            // Two of them begin a comment or a directive.
            '%' if out.ends_with('%') => out.push_str("#37;"),
            '\n' => out.push_str("<br/>"),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The names of signs that people write in labels.
const NAMED: [(&str, char); 8] = [
    ("quot", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("semi", ';'),
    ("num", '#'),
];
/// A tag in a label is not longer, in bytes.
const TAG: usize = 120;
/// An escape is not longer, in bytes.
const ESCAPE: usize = 10;

/// The text of a label in one line: escapes as the signs they stand for, no tags, no signs of Markdown around it.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim();
    let marked = (text.strip_prefix('`')).and_then(|text| text.strip_suffix('`'));
    let bold;
    let mut rest = match marked {
        Some(marked) => {
            bold = marked.replace("**", "");
            bold.as_str()
        }
        None => text,
    };
    let mut out = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        if let Some((said, length)) = escaped(rest) {
            out.push(said);
            rest = &rest[length..];
        } else if let Some(length) = tag(rest) {
            if rest[1..]
                .trim_start_matches('/')
                .to_ascii_lowercase()
                .starts_with("br")
            {
                out.push(' ');
            }
            rest = &rest[length..];
        } else {
            out.push(if c.is_control() { ' ' } else { c });
            rest = &rest[c.len_utf8()..];
        }
    }
    let out = out.trim();
    // A picture from a font of pictures.
    let sign = |word: &&str| {
        word.split_once(':').is_some_and(|(font, name)| {
            matches!(font, "fa" | "fab" | "fas" | "far") && name.starts_with("fa-")
        })
    };
    match out.split_once(' ') {
        Some((first, others)) if sign(&first) => others.trim_start().to_owned(),
        _ => out.to_owned(),
    }
}

/// The sign that an escape at the start stands for, and how long the escape is.
fn escaped(text: &str) -> Option<(char, usize)> {
    if !text.starts_with(['#', '&']) {
        return None;
    }
    let end = text.bytes().take(ESCAPE).position(|byte| byte == b';')?;
    let name = text[1..end].trim_start_matches('#');
    let number = || char::from_u32(name.parse().ok()?);
    let named = NAMED.iter().find(|(named, _)| *named == name);
    let said = named.map(|(_, said)| *said).or_else(number)?;
    Some((if said.is_control() { ' ' } else { said }, end + 1))
}

/// How long a tag at the start is.
fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    inner
        .starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(())?;
    let end = text.bytes().take(TAG).position(|byte| byte == b'>')?;
    Some(end + 1)
}

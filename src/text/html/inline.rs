//! What stands within a line of Markdown: code, emphasis, links. Everything else is text, and escaped.

/// Emphasis within emphasis is followed so deep; what is deeper is text.
const DEEPEST: usize = 6;

/// The words and the target of a link are no longer than this, in bytes.
const LONGEST_LINK: usize = 2_000;

/// Where a link may lead.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "#"];

/// Text for HTML, in an element or in the value of an attribute.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        push(c, out);
    }
}

fn push(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        c => out.push(c),
    }
}

/// Writes a text with its marks as HTML.
pub(super) fn inline(text: &str, depth: usize, out: &mut String) {
    let mut at = 0;
    // Marks that nothing closes from here on: each is looked for once only.
    let mut open_for_ever = Vec::new();
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            '\\' => backslash(rest, out),
            '`' => code(rest, out),
            '<' if rest.starts_with("<br>") => {
                out.push_str("<br>");
                4
            }
            '&' => entity(rest, out),
            '*' | '_' | '~' => emphasis(text, at, depth, &mut open_for_ever, out),
            '[' => link(rest, depth, out),
            '\n' => {
                if text[..at].ends_with("  ") {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push_str("<br>");
                }
                out.push('\n');
                1
            }
            c => {
                push(c, out);
                c.len_utf8()
            }
        };
    }
}

fn backslash(rest: &str, out: &mut String) -> usize {
    match rest[1..].chars().next() {
        Some(c) if c.is_ascii_punctuation() => {
            push(c, out);
            2
        }
        Some('\n') => {
            out.push_str("<br>\n");
            2
        }
        _ => {
            out.push('\\');
            1
        }
    }
}

/// How many of the first character stand there.
fn run(rest: &str) -> usize {
    rest.chars()
        .next()
        .map_or(0, |mark| rest.len() - rest.trim_start_matches(mark).len())
}

/// The length of the code span that begins here, and what is in it.
fn span(rest: &str) -> Option<(usize, &str)> {
    let ticks = run(rest);
    let mut at = ticks;
    loop {
        at += rest[at..].find('`')?;
        let here = run(&rest[at..]);
        if here == ticks {
            return Some((at + ticks, &rest[ticks..at]));
        }
        at += here;
    }
}

fn code(rest: &str, out: &mut String) -> usize {
    let Some((length, inside)) = span(rest) else {
        let ticks = run(rest);
        out.push_str(&rest[..ticks]);
        return ticks;
    };
    let inside = inside.replace('\n', " ");
    let bare = inside
        .strip_prefix(' ')
        .and_then(|inside| inside.strip_suffix(' '))
        .filter(|bare| !bare.trim().is_empty());
    out.push_str("<code>");
    escape(bare.unwrap_or(&inside), out);
    out.push_str("</code>");
    length
}

/// `&lt;` stays what it is: an entity is never a tag.
fn entity(rest: &str, out: &mut String) -> usize {
    let name = rest[1..].trim_start_matches('#');
    let letters = name.len()
        - name
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric())
            .len();
    let hashes = rest.len() - 1 - name.len();
    if hashes <= 1 && (1..=31).contains(&letters) && name[letters..].starts_with(';') {
        let length = 1 + hashes + letters + 1;
        out.push_str(&rest[..length]);
        return length;
    }
    out.push_str("&amp;");
    1
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_sign(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace())
}

/// Whether marks at this place can open and close.
fn flanks(text: &str, at: usize, length: usize) -> (bool, bool) {
    let (before, after) = (
        text[..at].chars().next_back(),
        text[at + length..].chars().next(),
    );
    let left = !is_space(after) && (!is_sign(after) || is_space(before) || is_sign(before));
    let right = !is_space(before) && (!is_sign(before) || is_space(after) || is_sign(after));
    if text[at..].starts_with('_') {
        // Within a_word it is a letter.
        let (open, close) = (!right || is_sign(before), !left || is_sign(after));
        return (left && open, right && close);
    }
    (left, right)
}

/// Where marks like those at `from` close, behind them.
fn closing(text: &str, from: usize, length: usize) -> Option<usize> {
    let mark = text[from..].chars().next()?;
    let mut at = from + length;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => span(rest).map_or_else(|| run(rest), |(length, _)| length),
            c if c == mark => {
                let here = run(rest);
                if here == length && flanks(text, at, length).1 {
                    return Some(at);
                }
                here
            }
            c => c.len_utf8(),
        };
    }
    None
}

fn emphasis(
    text: &str,
    at: usize,
    depth: usize,
    open_for_ever: &mut Vec<(u8, usize)>,
    out: &mut String,
) -> usize {
    let (rest, length) = (&text[at..], run(&text[at..]));
    let mark = (rest.as_bytes()[0], length);
    let (open, close) = match mark {
        (b'~', 2) => ("<del>", "</del>"),
        (b'*' | b'_', 1) => ("<em>", "</em>"),
        (b'*' | b'_', 2) => ("<strong>", "</strong>"),
        (b'*' | b'_', 3) => ("<em><strong>", "</strong></em>"),
        _ => ("", ""),
    };
    let can = !open.is_empty() && depth < DEEPEST && flanks(text, at, length).0;
    let end = if can && !open_for_ever.contains(&mark) {
        let end = closing(text, at, length);
        if end.is_none() {
            open_for_ever.push(mark);
        }
        end
    } else {
        None
    };
    let Some(end) = end else {
        out.push_str(&rest[..length]);
        return length;
    };
    out.push_str(open);
    inline(&text[at + length..end], depth + 1, out);
    out.push_str(close);
    end + length - at
}

/// A link, where it leads to the web, to an address of mail or to a heading; else it is text.
fn link(rest: &str, depth: usize, out: &mut String) -> usize {
    let Some((words, target, length)) = link_parts(rest).filter(|_| depth < DEEPEST) else {
        out.push('[');
        return 1;
    };
    out.push_str("<a rel=\"noopener noreferrer\" href=\"");
    escape(&target, out);
    out.push_str("\">");
    inline(words, depth + 1, out);
    out.push_str("</a>");
    length
}

/// The words, the target and the length of the link that begins here.
fn link_parts(rest: &str) -> Option<(&str, String, usize)> {
    let near = &rest.as_bytes()[..rest.len().min(LONGEST_LINK)];
    // Both are ASCII: they stand between characters.
    let end = near.iter().skip(1).position(|c| matches!(c, b'[' | b']'))? + 1;
    if near.get(end..end + 2) != Some(b"](") {
        return None;
    }
    let stops = |c: &u8| matches!(c, b')' | b'(' | b' ' | b'\n' | b'<' | b'>');
    let stop = end + 2 + near[end + 2..].iter().position(stops)?;
    if near[stop] != b')' {
        return None;
    }
    let target = unescaped(&rest[end + 2..stop]);
    let small = target.to_ascii_lowercase();
    let allowed = SCHEMES.iter().any(|scheme| small.starts_with(scheme));
    let sound = !target.contains(char::is_control);
    (allowed && sound).then(|| (&rest[1..end], target, stop + 1))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(c),
        }
        if c == '\\'
            && let Some(next) = chars.next_if(char::is_ascii_punctuation)
        {
            out.push(next);
        }
    }
    out
}

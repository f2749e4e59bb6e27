//! Names within what people type: bare, or in quotation marks where they hold more than letters and digits.

use std::borrow::Cow;

/// What a name may stand in: `"a.b"`, as in SQL, or in the marks of `MySQL`.
const MARKS: [char; 2] = ['"', '`'];

/// A name as it is typed where other text stands around it: bare, or in quotation marks where a part of it could be
/// taken for something else. [`unmarked`] reads it back.
///
/// ```
/// use envelope::estimate::data_model::{marked, unmarked};
/// assert_eq!(marked("user_id"), "user_id");
/// assert_eq!(marked("a.b, \"c\""), "\"a.b, \"\"c\"\"\"");
/// assert_eq!(unmarked(&marked("a.b, \"c\"")), "a.b, \"c\"");
/// ```
pub fn marked(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '_';
    if !name.is_empty() && name.chars().all(plain) && !name.eq_ignore_ascii_case("include") {
        return name.to_owned();
    }
    ["\"", &name.replace('"', "\"\""), "\""].concat()
}

/// A name as it is meant: without the quotation marks around it.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let mut within = MARKS.into_iter().filter_map(|mark| within(text, mark));
    within.next().unwrap_or(Cow::Borrowed(text))
}

/// What stands in quotation marks of this kind, if a text is nothing else; of two in a row one is meant.
pub(super) fn within(text: &str, mark: char) -> Option<Cow<'_, str>> {
    let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
    if !inner.contains(mark) {
        return Some(Cow::Borrowed(inner));
    }
    let two = String::from_iter([mark, mark]);
    let whole = inner.split(&two).all(|part| !part.contains(mark));
    whole.then(|| Cow::Owned(inner.replace(&two, &two[mark.len_utf8()..])))
}

/// What stands in parentheses that go around all of it.
pub(super) fn inside(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let first = bare(text).find(|(_, c, depth)| *c == ')' && *depth == 0);
    first
        .is_some_and(|(at, ..)| at + 1 == text.len())
        .then_some(inner.trim())
}

/// The parts between separators, trimmed; one in parentheses or quotation marks is none, nor is the comma of `100,000`.
pub(super) fn divided<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, c, depth) in bare(text) {
        if depth == 0 && separators.contains(&c) && !(c == ',' && in_a_number(text, at)) {
            parts.push(text[start..at].trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// Whether the comma here divides the thousands of a number.
fn in_a_number(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    at > 0 && (at - 1..at + 4).all(|place| place == at || digit(place)) && !digit(at + 4)
}

/// Where a word stands that has a space before it, outside of parentheses and quotation marks.
pub(super) fn find_word(text: &str, word: &str) -> Option<usize> {
    let in_a_word = |c: char| c.is_alphanumeric() || c == '_';
    bare(text).find_map(|(at, c, depth)| {
        let (start, end) = (at + c.len_utf8(), at + c.len_utf8() + word.len());
        let is = depth == 0
            && c.is_whitespace()
            && (text.get(start..end)).is_some_and(|found| found.eq_ignore_ascii_case(word))
            && !text[end..].starts_with(in_a_word);
        is.then_some(start)
    })
}

/// The characters outside of quotation marks, each with its place and how many parentheses are open around it.
///
/// What looks like a quotation mark opens nothing behind a word (`a person's`) or where none closes it.
pub(super) fn bare(text: &str) -> impl Iterator<Item = (usize, char, u32)> {
    let (mut chars, mut depth, mut letters) = (text.char_indices(), 0_u32, 0_u32);
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let rest = chars.as_str();
            let opens = letters < 2 && (c == '\'' || MARKS.contains(&c));
            letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
            if let Some(length) = opens.then(|| rest.find(c)).flatten() {
                // The characters of what is quoted, and the mark that closes it.
                for _ in 0..=rest[..length].chars().count() {
                    chars.next();
                }
                continue;
            }
            let before = depth;
            match c {
                '(' | '[' => depth = depth.saturating_add(1),
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            return Some((at, c, before.min(depth)));
        }
    })
}

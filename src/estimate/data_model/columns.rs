//! The columns of indexes and queries, as people write them: `user_id, created_at desc`.

/// A column of an index or an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted<'d> {
    /// Its name, as it was typed.
    pub column: &'d str,
    /// From the greatest to the least.
    pub descending: bool,
}

/// A column that a query looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sought<'d> {
    /// Its name, as it was typed.
    pub column: &'d str,
    /// A range of its values is wanted, not one.
    pub range: bool,
    /// Words in it are looked for.
    pub words: bool,
}

/// The columns of an index or an order: `user_id, created_at desc`. What it carries besides is left out.
pub fn sorted(text: &str) -> Vec<Sorted<'_>> {
    let end = find_word(text, "include").unwrap_or(text.len());
    parts(&text[..end])
        .map(|part| {
            let descending = last_word(part, "desc");
            let column = descending.or(last_word(part, "asc")).unwrap_or(part);
            Sorted {
                column,
                descending: descending.is_some(),
            }
        })
        .collect()
}

/// The columns that an index only carries: those in the parentheses behind `include`.
pub fn included(text: &str) -> impl Iterator<Item = &str> {
    let carried = find_word(text, "include").map_or("", |at| &text[at + "include".len()..]);
    parts(carried.trim().trim_start_matches('(').trim_end_matches(')'))
}

/// The columns that a query looks for: `user_id, created_at >`, `body ~`.
pub fn sought(text: &str) -> Vec<Sought<'_>> {
    parts(text)
        .map(|part| {
            let end = part
                .find(['=', '<', '>', '~', '≥', '≤'])
                .unwrap_or(part.len());
            let (column, sign) = part.split_at(end);
            let (between, like) = (
                column_before(column, "between"),
                column_before(column, "like"),
            );
            let matched = column_before(column, "match").or(column_before(column, "contains"));
            Sought {
                column: between.or(like).or(matched).unwrap_or(column).trim(),
                range: sign.starts_with(['<', '>', '≥', '≤'])
                    || between.is_some()
                    || like.is_some(),
                words: sign.starts_with('~') || matched.is_some(),
            }
        })
        .collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    let split = move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    text.split(split)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What stands before the last word, if it is this one.
fn last_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    last.eq_ignore_ascii_case(word).then(|| before.trim())
}

fn column_before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    find_word(text, word).map(|at| &text[..at])
}

/// Where a word stands that has a space before it.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(&[" ", word].concat())? + 1;
    let rest = &lower[at + word.len()..];
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(at)
}

pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

//! The columns of indexes and queries, as people write them: `user_id, created_at desc`.

use super::names::{bare, divided, find_word, inside, unmarked};
use std::borrow::Cow;

/// A column of an index or an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted<'d> {
    /// Its name, as it was typed, or the text of an expression.
    pub column: Cow<'d, str>,
    /// It is an expression, such as `lower(email)`.
    pub expression: bool,
    /// From the greatest to the least.
    pub descending: bool,
}

/// A column that a query looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought<'d> {
    /// Its name, as it was typed.
    pub column: Cow<'d, str>,
    /// A range of its values is wanted, not one.
    pub range: bool,
    /// Words in it are looked for.
    pub words: bool,
}

/// The columns of an index or an order: `user_id, created_at desc`. What it carries besides is left out.
///
/// A name that is more than letters and digits may stand in quotation marks. What has parentheses is an expression;
/// those that go around all of it only say so: `("a" || 'b') desc`.
pub fn sorted(text: &str) -> Vec<Sorted<'_>> {
    let end = find_word(text, "include").unwrap_or(text.len());
    parts(&text[..end])
        .map(|part| {
            let descending = last_word(part, "desc");
            let column = descending.or(last_word(part, "asc")).unwrap_or(part);
            let expression = bare(column).any(|(_, c, _)| c == '(');
            Sorted {
                column: if expression {
                    Cow::Borrowed(inside(column).unwrap_or(column))
                } else {
                    unmarked(column)
                },
                expression,
                descending: descending.is_some(),
            }
        })
        .collect()
}

/// The columns that an index only carries: those in the parentheses behind `include`.
pub fn included(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let carried = find_word(text, "include").map_or("", |at| &text[at + "include".len()..]);
    let carried = carried.trim();
    parts(inside(carried).unwrap_or(carried)).map(unmarked)
}

/// The columns that a query looks for: `user_id, created_at >`, `body ~`.
pub fn sought(text: &str) -> Vec<Sought<'_>> {
    parts(text)
        .map(|part| {
            let sign = bare(part).find(|(_, c, _)| ['=', '<', '>', '~', '≥', '≤'].contains(c));
            let end = sign.map_or(part.len(), |(at, ..)| at);
            let (column, sign) = part.split_at(end);
            let (between, like) = (
                column_before(column, "between"),
                column_before(column, "like"),
            );
            let matched = column_before(column, "match").or(column_before(column, "contains"));
            Sought {
                column: unmarked(between.or(like).or(matched).unwrap_or(column)),
                range: sign.starts_with(['<', '>', '≥', '≤'])
                    || between.is_some()
                    || like.is_some(),
                words: sign.starts_with('~') || matched.is_some(),
            }
        })
        .collect()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    divided(text, &[','])
        .into_iter()
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

pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

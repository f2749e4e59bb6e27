//! What the constraints of an attribute, a text that a person typed, say about keys.

/// The keys that an attribute belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys<'a> {
    /// It is the primary key, or a part of it.
    pub primary: bool,
    /// It refers to another entity.
    pub foreign: bool,
    /// The entity that it refers to, where that is said.
    pub entity: &'a str,
    /// The attribute there, where that is said.
    pub attribute: &'a str,
    /// It may be without a value: *null* is said, and not *not null*.
    pub nullable: bool,
}

/// Reads the constraints: `PK`, `FK → Users.user_id`, `references users (id)`, in any case and order.
///
/// ```
/// use envelope::model::keys;
/// let keys = keys::of("PK, FK -> Users.user_id, not null");
/// assert!(keys.primary && keys.foreign && !keys.nullable);
/// assert_eq!((keys.entity, keys.attribute), ("Users", "user_id"));
/// let keys = keys::of("references order items (id) on delete set null");
/// assert_eq!((keys.primary, keys.entity, keys.attribute), (false, "order items", "id"));
/// assert_eq!(keys::of("null: never"), keys::Keys { nullable: true, ..keys::Keys::default() });
/// assert_eq!(keys::of("not null, default 'PKW'"), keys::Keys::default());
/// ```
pub fn of(constraints: &str) -> Keys<'_> {
    let mut keys = Keys::default();
    let mut before = "";
    for (at, word) in words(constraints) {
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        let follows = |other: &str| before.eq_ignore_ascii_case(other);
        let rest = &constraints[at + word.len()..];
        keys.primary |= is("pk") || (is("key") && follows("primary"));
        let names = is("fk") || is("references") || (is("key") && follows("foreign"));
        keys.foreign |= names;
        if names && keys.entity.is_empty() {
            (keys.entity, keys.attribute) = target(rest);
        }
        // What happens on a deletion says nothing of the column.
        keys.nullable |= is("null") && !follows("not") && !follows("set");
        before = word;
    }
    if let Some((_, rest)) = constraints.split_once('→').or(constraints.split_once("->"))
        && keys.entity.is_empty()
    {
        keys.foreign = true;
        (keys.entity, keys.attribute) = target(rest);
    }
    keys
}

/// The words of a text with where they begin; what stands in quotation marks is none.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut quoted = false;
    let parts = text.split(move |c: char| {
        quoted ^= c == '\'';
        quoted || !(c.is_alphanumeric() || c == '_')
    });
    parts
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Entity and attribute of `→ Users.user_id`, `Users (user_id)` or `Users`.
fn target(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "→->:".contains(c));
    let text = text.split([',', ';']).next().unwrap_or_default();
    let text = text.split(" on ").next().unwrap_or_default();
    let (entity, attribute) = text.split_once(['.', '(']).unwrap_or((text, ""));
    let attribute = attribute.split([')', ' ']).next().unwrap_or_default();
    (entity.trim(), attribute.trim())
}

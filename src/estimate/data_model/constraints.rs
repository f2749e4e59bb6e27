//! What the constraints of an attribute say, as people write them: `PK, FK → Users.user_id on delete cascade`.

use super::names::{bare, divided, find_word, inside, unmarked, within};
use crate::engines::Action;
use std::borrow::Cow;

/// The constraints of an attribute; the texts are those that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a constraint that is there or not, whatever the others are"
)]
pub struct Constraints<'t> {
    /// It is the primary key, or a part of it.
    pub primary: bool,
    /// Its place in the primary key where that is said, as in `PK 2`; 0 where it stands in the order of the attributes.
    pub place: usize,
    /// No two rows have the same.
    pub unique: bool,
    /// There always is a value.
    pub not_null: bool,
    /// It may be without a value: that is said, as `null` or at the beginning of a remark.
    pub nullable: bool,
    /// It has an index of its own.
    pub index: bool,
    /// The engine counts it up.
    pub generated: bool,
    /// `SQLite` keeps the rows in the tree of this key.
    pub without_rowid: bool,
    /// It refers to rows of other entities, mostly to one.
    pub references: Vec<Reference<'t>>,
    /// What stands in it unless something else is said.
    pub default: Option<&'t str>,
    /// What must hold of it.
    pub checks: Vec<&'t str>,
    /// All that is none of these, and what stands in `comment '…'`.
    pub remarks: Vec<Cow<'t, str>>,
}

/// What an attribute refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The entity, as it was typed, without the quotation marks around it.
    pub entity: Cow<'t, str>,
    /// Its attribute; empty where its key is meant.
    pub attribute: Cow<'t, str>,
    /// What happens when that row is deleted.
    pub on_delete: Action,
    /// What happens when its key changes.
    pub on_update: Action,
}

/// Reads the constraints of an attribute. Whatever is typed, something comes back: a clause that is none is a remark.
///
/// Names stand in quotation marks where they hold a dot, a comma and the like: `FK → "a.b"."c"`. So does a comment
/// that could be taken for constraints: `comment 'unique, they say'`.
///
/// ```
/// use envelope::estimate::data_model::constraints;
/// let read = constraints("PK, FK -> Users.user_id, check (amount in (1, 2)), null: never");
/// assert!(read.primary && !read.not_null);
/// assert_eq!((&*read.references[0].entity, &*read.references[0].attribute), ("Users", "user_id"));
/// assert_eq!(read.checks, ["amount in (1, 2)"]);
/// assert_eq!(read.remarks, ["null: never"]);
/// ```
pub fn constraints(text: &str) -> Constraints<'_> {
    let mut read = Constraints::default();
    for clause in divided(text, &[',', ';', '\n']) {
        let lower = clause.to_ascii_lowercase();
        match lower.as_str() {
            "" => {}
            "pk" | "primary" | "primary key" => read.primary = true,
            "unique" | "uk" | "unique key" => read.unique = true,
            "not null" | "required" | "mandatory" => read.not_null = true,
            "null" | "nullable" | "optional" => read.nullable = true,
            "without rowid" => read.without_rowid = true,
            "index" | "indexed" => read.index = true,
            "generated" | "identity" | "auto" | "auto_increment" | "auto increment"
            | "autoincrement" | "serial" => read.generated = true,
            _ if lower.starts_with("pk ") => {
                read.primary = true;
                match clause[3..].trim().parse() {
                    Ok(place) => read.place = place,
                    // `PK FK → Users`, without the comma.
                    Err(_) => other(&mut read, clause[3..].trim(), lower[3..].trim()),
                }
            }
            _ => other(&mut read, clause, &lower),
        }
    }
    read
}

fn other<'t>(read: &mut Constraints<'t>, clause: &'t str, lower: &str) {
    // In small letters it is as long as before: only those of ASCII were changed.
    let after = |word: &str| {
        let rest = lower.strip_prefix(word)?;
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        ends.then(|| clause[word.len()..].trim())
    };
    if let Some(to) = after("fk").or(after("references")).or(after("foreign key")) {
        read.references.push(reference(to));
    } else if let Some(value) = after("default").filter(|value| !value.is_empty()) {
        read.default = Some(value.trim_start_matches(['=', ':']).trim());
    } else if let Some(condition) = after("check").filter(|condition| !condition.is_empty()) {
        read.checks.push(inside(condition).unwrap_or(condition));
    } else if let Some(said) = after("comment").and_then(|said| within(said, '\'')) {
        read.remarks.push(said);
    } else {
        read.nullable |= after("null").is_some();
        read.remarks.push(Cow::Borrowed(clause));
    }
}

/// `→ Users.user_id on delete cascade`, `Users(user_id)`, `"a.b"."c"`.
fn reference(text: &str) -> Reference<'_> {
    let text = text.trim_start_matches(['-', '=', '>', '→', ':']).trim();
    let end = find_word(text, "on").unwrap_or(text.len());
    let (to, rules) = (text[..end].trim(), text[end..].to_ascii_lowercase());
    let mut open = bare(to).filter(|(_, c, _)| *c == '(').map(|(at, ..)| at);
    let dot = bare(to).filter(|(_, c, _)| *c == '.').map(|(at, ..)| at);
    let (entity, attribute) = match (to.strip_suffix(')'), open.next(), dot.last()) {
        (Some(to), Some(open), _) => (&to[..open], &to[open + 1..]),
        (_, _, Some(dot)) => (&to[..dot], &to[dot + 1..]),
        _ => (to, ""),
    };
    Reference {
        entity: unmarked(entity),
        attribute: unmarked(attribute),
        on_delete: action(&rules, "on delete "),
        on_update: action(&rules, "on update "),
    }
}

fn action(rules: &str, when: &str) -> Action {
    const ACTIONS: [(&str, Action); 4] = [
        ("cascade", Action::Cascade),
        ("restrict", Action::Restrict),
        ("set null", Action::SetNull),
        ("set default", Action::SetDefault),
    ];
    let said = rules.split_once(when).map_or("", |(_, said)| said.trim());
    let found = ACTIONS.iter().find(|(words, _)| said.starts_with(words));
    found.map_or(Action::NoAction, |(_, action)| *action)
}

/// The attributes of a primary key in their order, those without a place of their own in the order of the attributes.
pub(super) fn in_place<T>(parts: Vec<(usize, T)>) -> Vec<T> {
    let (mut said, rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(place, _)| *place > 0);
    said.sort_by_key(|(place, _)| *place);
    let mut key: Vec<T> = rest.into_iter().map(|(_, part)| part).collect();
    for (place, part) in said {
        key.insert((place - 1).min(key.len()), part);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write() {
        let read = constraints("pk, Not Null, UNIQUE; default 'a, b', identity");
        assert!(read.primary && read.not_null && read.unique && read.generated);
        assert_eq!(read.default, Some("'a, b'"));
        let to = |text| {
            let to = constraints(text).references.pop();
            to.map(|to| {
                (
                    to.entity.to_string(),
                    to.attribute.to_string(),
                    to.on_delete,
                )
            })
        };
        let named = |entity: &str, attribute: &str, action| {
            Some((entity.to_owned(), attribute.to_owned(), action))
        };
        assert_eq!(
            to("FK → Users.user_id"),
            named("Users", "user_id", Action::NoAction)
        );
        assert_eq!(to("fk Users"), named("Users", "", Action::NoAction));
        assert_eq!(
            to("references users (id) on update restrict on delete set null"),
            named("users", "id", Action::SetNull)
        );
        assert_eq!(to("FK"), named("", "", Action::NoAction));
        assert_eq!(to("fkey"), None);
        assert_eq!(
            constraints("check a > (0) and (b)").checks,
            ["a > (0) and (b)"]
        );
        assert_eq!(constraints("check ((a) or (b))").checks, ["(a) or (b)"]);
        assert_eq!(constraints("check (a) or (b)").checks, ["(a) or (b)"]);
    }

    #[test]
    fn names_in_quotation_marks() {
        let to = |text| {
            let to = constraints(text).references.pop();
            to.map(|to| (to.entity.into_owned(), to.attribute.into_owned()))
        };
        let named = |entity: &str, attribute: &str| Some((entity.to_owned(), attribute.to_owned()));
        assert_eq!(to(r#"FK → "a.b"."c""#), named("a.b", "c"));
        assert_eq!(to(r#"FK → "a, ""b"" on".`c(`"#), named("a, \"b\" on", "c("));
        assert_eq!(to(r#"references "a(b" ("c)")"#), named("a(b", "c)"));
        assert_eq!(to("FK → shop.Users.id"), named("shop.Users", "id"));
        let read = constraints(r#"check ("a)" > 0), unique, not null"#);
        assert_eq!(read.checks, [r#""a)" > 0"#]);
        assert!(read.unique && read.not_null);
    }

    #[test]
    fn a_comment_may_say_anything() {
        let read = constraints("comment 'unique, it''s said', not null, a person's, unique");
        assert_eq!(read.remarks, ["unique, it's said", "a person's"]);
        assert!(read.not_null && read.unique);
        assert_eq!(constraints("comment on it").remarks, ["comment on it"]);
    }

    #[test]
    fn more_than_one_of_a_kind() {
        let read = constraints("FK → A.x, FK → B.x, check (x > 0), check (x < 9)");
        assert_eq!(read.references.len(), 2);
        assert_eq!(read.checks, ["x > 0", "x < 9"]);
        assert_eq!(constraints("PK 2").place, 2);
        assert_eq!(
            in_place(vec![(0, 'b'), (1, 'a'), (0, 'c')]),
            ['a', 'b', 'c']
        );
        assert_eq!(
            in_place(vec![(2, 'b'), (0, 'a'), (9, 'c')]),
            ['a', 'b', 'c']
        );
    }

    #[test]
    fn anything_else_is_a_remark() {
        for text in [
            "null if the text is an object",
            "ſtraße",
            "(((",
            "'",
            "default",
            "check",
        ] {
            assert_eq!(constraints(text).remarks, [text], "{text}");
        }
        assert_eq!(constraints(" , ;\n").remarks, [""; 0]);
        let read = constraints("null until 1,000,000 rows,123 of them, default 1,23");
        assert_eq!(
            read.remarks,
            ["null until 1,000,000 rows", "123 of them", "23"]
        );
        let nullable = Constraints {
            nullable: true,
            ..Constraints::default()
        };
        assert_eq!(constraints("nullable"), nullable);
        assert!(constraints("PK FK → Users").primary);
        assert!(!constraints("PK FK → Users").references.is_empty());
    }
}

//! What the constraints of an attribute say, as people write them: `PK, FK → Users.user_id on delete cascade`.

use crate::engines::Action;

/// The constraints of an attribute; the texts are those that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// Each of these stands or does not stand in the text, whatever the others do.
#[allow(clippy::struct_excessive_bools)]
pub struct Constraints<'t> {
    /// It is the primary key, or a part of it.
    pub primary: bool,
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
    /// It refers to a row of another entity.
    pub reference: Option<Reference<'t>>,
    /// What stands in it unless something else is said.
    pub default: Option<&'t str>,
    /// What must hold of it.
    pub check: Option<&'t str>,
    /// All that is none of these.
    pub remarks: Vec<&'t str>,
}

/// What an attribute refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The entity, as it was typed.
    pub entity: &'t str,
    /// Its attribute; empty where its key is meant.
    pub attribute: &'t str,
    /// What happens when that row is deleted.
    pub on_delete: Action,
    /// What happens when its key changes.
    pub on_update: Action,
}

/// Reads the constraints of an attribute. Whatever is typed, something comes back: a clause that is none is a remark.
///
/// ```
/// use envelope::estimate::data_model::constraints;
/// let read = constraints("PK, FK -> Users.user_id, check (amount in (1, 2)), null: never");
/// assert!(read.primary && !read.not_null);
/// assert_eq!(read.reference.map(|to| (to.entity, to.attribute)), Some(("Users", "user_id")));
/// assert_eq!(read.check, Some("amount in (1, 2)"));
/// assert_eq!(read.remarks, ["null: never"]);
/// ```
pub fn constraints(text: &str) -> Constraints<'_> {
    let mut read = Constraints::default();
    for clause in clauses(text) {
        let lower = clause.to_ascii_lowercase();
        match lower.as_str() {
            "" => {}
            "pk" | "primary" | "primary key" => read.primary = true,
            "unique" | "uk" | "unique key" => read.unique = true,
            "not null" | "required" | "mandatory" => read.not_null = true,
            "null" | "nullable" | "optional" => read.nullable = true,
            "index" | "indexed" => read.index = true,
            "generated" | "identity" | "auto" | "auto_increment" | "auto increment"
            | "autoincrement" | "serial" => read.generated = true,
            // `PK FK → Users`, without the comma.
            _ if lower.starts_with("pk ") => {
                read.primary = true;
                other(&mut read, clause[3..].trim(), lower[3..].trim());
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
        read.reference = Some(reference(to));
    } else if let Some(value) = after("default").filter(|value| !value.is_empty()) {
        read.default = Some(value.trim_start_matches(['=', ':']).trim());
    } else if let Some(condition) = after("check").filter(|condition| !condition.is_empty()) {
        read.check = Some(inside(condition).unwrap_or(condition));
    } else {
        read.nullable |= after("null").is_some();
        read.remarks.push(clause);
    }
}

/// `→ Users.user_id on delete cascade`, `Users(user_id)`.
fn reference(text: &str) -> Reference<'_> {
    let text = text.trim_start_matches(['-', '=', '>', '→', ':']).trim();
    let lower = text.to_ascii_lowercase();
    let end = lower.find(" on ").unwrap_or(text.len());
    let (to, rules) = (text[..end].trim(), &lower[end..]);
    let (entity, attribute) = match (
        to.strip_suffix(')').and_then(|to| to.split_once('(')),
        to.rsplit_once('.'),
    ) {
        (Some((entity, attribute)), _) | (None, Some((entity, attribute))) => (entity, attribute),
        (None, None) => (to, ""),
    };
    Reference {
        entity: entity.trim(),
        attribute: attribute.trim(),
        on_delete: action(rules, "on delete "),
        on_update: action(rules, "on update "),
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

/// What stands in parentheses that go around all of it.
fn inside(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_i32;
    for c in inner.chars() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth < 0 {
            return None;
        }
    }
    Some(inner.trim())
}

/// The parts between commas; a comma in parentheses or quotation marks is not one of them.
fn clauses(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_u32, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            ',' | ';' | '\n' if !quoted && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
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
            constraints(text)
                .reference
                .map(|to| (to.entity.to_owned(), to.attribute.to_owned(), to.on_delete))
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
            constraints("check a > (0) and (b)").check,
            Some("a > (0) and (b)")
        );
        assert_eq!(constraints("check ((a) or (b))").check, Some("(a) or (b)"));
        assert_eq!(constraints("check (a) or (b)").check, Some("(a) or (b)"));
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
        let nullable = Constraints {
            nullable: true,
            ..Constraints::default()
        };
        assert_eq!(constraints("nullable"), nullable);
        assert!(constraints("PK FK → Users").primary);
        assert!(constraints("PK FK → Users").reference.is_some());
    }
}

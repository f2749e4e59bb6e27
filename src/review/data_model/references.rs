//! Foreign keys: to what is there, is unique, and has the same type.

use super::{Model, Seen, cell, constraints_of, replaced, singular, with};
use crate::engines::{Engine, Type, read_type};
use crate::estimate::data_model::Reference;
use crate::model::data_model::{ATTRIBUTE_TYPE, ATTRIBUTES, Attribute};
use crate::review::Fix;
use std::borrow::Cow;

pub(super) fn check(model: &mut Model, at: usize) {
    for attribute in 0..model.all[at].read.len() {
        for reference in model.all[at].read[attribute].references.clone() {
            match model.entity(&reference.entity) {
                Some(to) if !reference.entity.is_empty() => {
                    there(model, at, attribute, to, &reference);
                }
                _ => nowhere(model, at, attribute, &reference),
            }
        }
    }
}

/// The key of an entity as a foreign key names it, if it is a single attribute.
fn whole_key(seen: &Seen) -> Option<String> {
    match seen.key[..] {
        [key] => Some(seen.path(key)),
        _ => None,
    }
}

/// The entity is not there, or not named.
fn nowhere(model: &mut Model, at: usize, attribute: usize, reference: &Reference) {
    let from = &model.all[at].own;
    let row: &Attribute = from.attributes[attribute];
    let name = row.name.trim();
    let (title, why) = if reference.entity.is_empty() {
        (
            format!("{}.{name} refers to nothing", from.name),
            "Write the entity behind it, such as FK → Users.user_id.",
        )
    } else {
        (
            format!("There is no entity {}", reference.entity),
            "A foreign key leads to an entity of this design. Write its name as it stands there, or add it.",
        )
    };
    // What is meant: `user` is Users, and so is that of `user_id`.
    let stem = name.strip_suffix("_id").unwrap_or(name);
    let meant = [&*reference.entity, stem].map(singular);
    let mut others = model.all.iter();
    let likely = others.find(|seen| meant.contains(&singular(&seen.own.name)));
    let fix = likely.and_then(|seen| {
        let path = whole_key(seen)?;
        let gap = if reference.entity.is_empty() {
            " → "
        } else {
            ""
        };
        let text = other(row, reference, &[gap, &path].concat())?;
        Some(Fix::edit(
            ["Refer to ", &path].concat(),
            constraints_of(row),
            text,
        ))
    });
    model.wrong(constraints_of(row), title, why.to_owned(), fix);
}

/// The constraints of an attribute with another target.
fn other(row: &Attribute, reference: &Reference, path: &str) -> Option<String> {
    let text = &row.constraints;
    // A name in quotation marks stands there otherwise: whoever wrote it so knows better.
    let (Cow::Borrowed(entity), Cow::Borrowed(attribute)) =
        (&reference.entity, &reference.attribute)
    else {
        return None;
    };
    if text.contains('"') {
        return None;
    }
    if attribute.is_empty() {
        return replaced(text, entity, path);
    }
    let place = |part: &str| part.as_ptr().addr().checked_sub(text.as_ptr().addr());
    let (from, end) = (place(entity)?, place(attribute)? + attribute.len());
    // `Users(user_id)` ends with its parenthesis.
    let end = end + usize::from(text.get(end..)?.starts_with(')'));
    replaced(text, text.get(from..end)?, path)
}

/// The entity is there.
fn there(model: &mut Model, at: usize, attribute: usize, to: usize, reference: &Reference) {
    let (from, target) = (&model.all[at], &model.all[to]);
    let row = from.own.attributes[attribute];
    if target.read.is_empty() {
        return; // Just begun.
    }
    let place = constraints_of(row);
    let to_key = whole_key(target).and_then(|path| {
        let text = other(row, reference, &path)?;
        Some(Fix::edit(["Refer to ", &path].concat(), place, text))
    });
    let column = match (&*reference.attribute, &target.key[..]) {
        // That it has no key is said there.
        ("", []) => return,
        ("", [key]) => *key,
        ("", _) => {
            let title = format!("The key of {} has several attributes", target.own.name);
            let why = format!(
                "Say which of them {} holds, and have a foreign key for each: FK → {}.",
                row.name.trim(),
                target.path(target.key[0])
            );
            return model.wrong(place, title, why, None);
        }
        (name, _) => {
            let Some(column) = target.column(name) else {
                let title = format!("{} has no {name}", target.own.name);
                let why = format!("{} refers to it.", from.path(attribute));
                return model.wrong(place, title, why, to_key);
            };
            column
        }
    };
    if !target.unique(column) && !whole(model, at, to) {
        let title = format!("{} is not unique", target.path(column));
        let why = format!(
            "{} has to lead to one row. Make it unique, or refer to the key.",
            from.path(attribute)
        );
        let referred = target.own.attributes[column];
        let unique = Fix::edit(
            format!("Make {} unique", target.path(column)),
            constraints_of(referred),
            with("unique", &referred.constraints),
        );
        return model.wrong(place, title, why, to_key.or(Some(unique)));
    }
    types(model, at, attribute, (to, column));
}

/// Whether an entity refers to all of another's key, attribute by attribute.
fn whole(model: &Model, at: usize, to: usize) -> bool {
    let target = &model.all[to];
    let referred = |key: &usize| {
        let name = target.own.attributes[*key].name.trim();
        let mut references = model.all[at].read.iter().flat_map(|read| &read.references);
        references.any(|reference| {
            reference.attribute.eq_ignore_ascii_case(name)
                && model.entity(&reference.entity) == Some(to)
        })
    };
    target.key.len() > 1 && target.key.iter().all(referred)
}

/// Both ends have one type.
fn types(model: &mut Model, at: usize, attribute: usize, (to, column): (usize, usize)) {
    let (from, target) = (&model.all[at], &model.all[to]);
    let (own, referred) = (
        from.own.attributes[attribute],
        target.own.attributes[column],
    );
    let (kind, wanted) = (own.kind.trim(), referred.kind.trim());
    let signed = |kind: &str| !kind.to_ascii_lowercase().contains("unsigned");
    let same_sign = from.engine() != Some(Engine::Innodb) || signed(kind) == signed(wanted);
    if kind.is_empty()
        || wanted.is_empty()
        || holds(&read_type(kind), &read_type(wanted)) && same_sign
    {
        return;
    }
    let title = format!(
        "{} is {kind}, and {} is {wanted}",
        from.path(attribute),
        target.path(column)
    );
    let why = "A foreign key has the type of what it refers to. With another it is refused, or each look-up converts it and passes the index by.";
    let place = cell(&ATTRIBUTES, &ATTRIBUTE_TYPE, own.id);
    let fix = super::entities::set(place, counted(wanted));
    model.wrong(place, title, why.to_owned(), Some(fix));
}

/// The type of what refers to a column that counts itself up.
pub fn counted(kind: &str) -> &str {
    match kind.to_ascii_lowercase().as_str() {
        "serial" | "serial4" => "integer",
        "bigserial" | "serial8" => "bigint",
        "smallserial" | "serial2" => "smallint",
        _ => kind,
    }
}

/// Whether a column of the one type holds every value of the other, as itself.
fn holds(own: &Type, other: &Type) -> bool {
    use Type::{Binary, Char, DateTime, Decimal, Text, Timestamp, Varbinary, Varchar};
    match (own, other) {
        (Char(own) | Varchar(Some(own)), Char(other) | Varchar(Some(other)))
        | (Binary(own) | Varbinary(own), Binary(other) | Varbinary(other)) => own >= other,
        (Char(_) | Varchar(_) | Text, Char(_) | Varchar(_) | Text)
        | (DateTime(_), DateTime(_))
        | (Timestamp(_), Timestamp(_))
        | (Decimal(_), Decimal(_)) => true,
        (Type::Other(own), Type::Other(other)) => own.eq_ignore_ascii_case(other),
        _ => own == other,
    }
}

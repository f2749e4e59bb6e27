//! A data model larger than anybody will draw: 500 entities with 20 attributes each, and what else belongs to them.

use envelope::model::Document;
use envelope::model::data_model::{ACCESS_PATTERNS, ATTRIBUTES, ENTITIES, INDEXES, RELATIONSHIPS};

/// So many entities, and so many attributes of each.
pub(crate) const MANY: usize = 500;
pub(crate) const EACH: usize = 20;

/// The types of the attributes behind the two keys, and their sizes.
const KINDS: [(&str, &str); 6] = [
    ("varchar(100)", "24 B"),
    ("timestamp", ""),
    ("int", ""),
    ("text", "200 B"),
    ("boolean", ""),
    ("decimal(10,2)", ""),
];

/// The name of an entity.
pub(crate) fn entity(number: usize) -> String {
    format!("Things_{number}")
}

/// The name of an attribute; no other has it.
pub(crate) fn attribute(of: usize, number: usize) -> String {
    format!("a_{of}_{number}")
}

/// The design: each entity refers to one before it, and is asked by that.
pub(crate) fn design() -> Document {
    let mut doc = Document {
        title: "Everything".to_owned(),
        ..Document::default()
    };
    "10M".clone_into(&mut doc.capacity.dau);
    let mut ids: Vec<String> = Vec::new();
    for number in 0..MANY {
        let rows = format!("{}M", number + 1);
        let cells = [&*entity(number), &rows, "1M/month", "one thing"];
        let id = doc.add_row_of(&ENTITIES, &cells).to_string();
        let key = attribute(number, 0);
        doc.add_row_of(&ATTRIBUTES, &[&key, "bigint", "", "PK", &id]);
        let to = number / 2;
        let reference = attribute(number, 1);
        let clause = format!("FK → {}.{}, not null", entity(to), attribute(to, 0));
        doc.add_row_of(&ATTRIBUTES, &[&reference, "bigint", "", &clause, &id]);
        for at in 2..EACH {
            let (kind, size) = KINDS[at % KINDS.len()];
            let name = attribute(number, at);
            doc.add_row_of(&ATTRIBUTES, &[&name, kind, size, "not null", &id]);
        }
        doc.add_row_of(&INDEXES, &[&reference, "", "", "", &id]);
        let query = format!("Things of {number}");
        let cells = [&*query, &id, "read", "10/s", "", "", &reference];
        doc.add_row_of(&ACCESS_PATTERNS, &cells);
        ids.push(id);
        let cells = ["has", &ids[to], "", &ids[number]];
        doc.add_row_of(&RELATIONSHIPS, &cells);
    }
    doc
}

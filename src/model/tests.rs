//! Documents for the tests of the whole house, and the laws of the model itself.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

/// What people type, and what they should not.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,4}(\\.[0-9])?(k|M|B)?( ?(B|KB|MB|GB|TB|/s|/day|/month|/user/day|%|x|ms|years|/GB|:1))?",
        1 => "\\$[0-9]{1,3}(/month|/GB|/GB/month|/hour|/1000)?",
        2 => prop::sample::select(vec![
            "1e308", "9e307 B", "1e300/s", "1e308 years", "-1", "0", "0%", "100%", "1e-300", "1e-308/s", "1e308/user/day",
            "\\|", "a | b", "```", "~~~\nx", "# h", "---", "<!--", "<details>", "a\nb", "`|`", "\\", "1", "2", "3", "read",
            "write", "blob", "GET", "POST", "sql", "flash", "interview", "binary",
        ]).prop_map(str::to_owned),
        2 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

/// Any document: some fields and up to four rows of each table filled with [`any_text`].
pub(crate) fn any_document() -> impl Strategy<Value = Document> {
    let fields = proptest::collection::vec((any::<prop::sample::Index>(), any_text()), 0..30);
    let rows = proptest::collection::vec(
        (
            any::<prop::sample::Index>(),
            proptest::collection::vec(any_text(), 12),
        ),
        0..16,
    );
    (any_text(), fields, rows).prop_map(|(title, fields, rows)| {
        let mut doc = Document {
            title,
            ..Document::default()
        };
        let (all, tables) = (all_fields(), all_tables());
        for (at, text) in fields {
            *(all[at.index(all.len())].get_mut)(&mut doc) = text;
        }
        for (at, texts) in rows {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            doc.add_row_of(tables[at.index(tables.len())], &texts);
        }
        doc
    })
}

proptest! {
    #[test]
    fn the_compact_form_is_what_serde_writes(doc in any_document()) {
        prop_assert_eq!(doc.to_compact_json(), serde_json::to_string(&doc).unwrap());
    }
}

#[test]
fn every_byte_that_json_escapes_is_escaped_as_serde_does() {
    let title: String = (0..=u8::MAX)
        .map(char::from)
        .chain(['\u{2028}', '😀'])
        .collect();
    let doc = Document {
        title,
        ..Document::default()
    };
    assert_eq!(doc.to_compact_json(), serde_json::to_string(&doc).unwrap());
}

#[test]
fn keys_are_unique_and_belong_to_their_section() {
    let mut seen = HashSet::new();
    for field in all_fields() {
        assert!(
            seen.insert(field.spec.key),
            "{} is declared twice",
            field.spec.key
        );
        let section = Section::of_key(field.spec.key);
        assert!(
            section.is_some() || field.spec.key.starts_with("conventions."),
            "{}",
            field.spec.key
        );
    }
    for table in all_tables() {
        assert!(seen.insert(table.key), "{} is declared twice", table.key);
        assert!(Section::of_key(table.key).is_some(), "{}", table.key);
    }
}

#[test]
fn every_declaration_is_complete() {
    let cells = all_tables().into_iter().flat_map(|table| (table.specs)());
    for spec in all_fields()
        .into_iter()
        .map(|field| &field.spec)
        .chain(cells)
    {
        assert!(
            !spec.label.is_empty() && spec.help.ends_with(['.', '?', '…']),
            "{}",
            spec.key
        );
        // A curve is no number; the house's rules look at its example.
        if let Some(kind) = spec.kind().filter(|_| !matches!(spec.input, Input::Curve)) {
            let conv = crate::quantity::Conventions::EXACT;
            for text in [spec.example, spec.assumed.map_or("", |taken| taken.text)] {
                let fine = text.is_empty() || crate::quantity::parse(text, kind, &conv).is_ok();
                assert!(fine, "{}: “{text}” cannot be read", spec.key);
            }
        }
    }
}

#[test]
fn addresses_read_and_write() {
    let mut doc = Document::default();
    let row = doc.add_row(&apis::ACTIONS);
    let cell = Address::Cell {
        table: &apis::ACTIONS,
        row,
        column: 0,
    };
    cell.set(&mut doc, "Create".into());
    assert_eq!(
        (cell.get(&doc), cell.row(), cell.spec().unwrap().key),
        ("Create", row, "action.name")
    );
    let field = Address::Field(&capacity::DAU);
    field.set(&mut doc, "10M".into());
    assert_eq!(
        (field.get(&doc), doc.capacity.dau.as_str(), field.row()),
        ("10M", "10M", 0)
    );
    doc.remove_row(&apis::ACTIONS, row);
    cell.set(&mut doc, "gone".into());
    assert_eq!((cell.get(&doc), doc.apis.actions.len()), ("", 0));
    assert!(
        Address::Cell {
            table: &apis::ACTIONS,
            row,
            column: 99
        }
        .spec()
        .is_none()
    );
}

#[test]
fn ids_are_never_used_twice() {
    let mut doc = Document::default();
    let first = doc.add_row(&actors::ACTORS);
    doc.remove_row(&actors::ACTORS, first);
    assert_ne!(doc.add_row(&actors::ACTORS), first);
    assert!(!doc.is_empty());
    assert!(
        Document {
            last_id: 7,
            ..Document::default()
        }
        .is_empty()
    );
}

#[test]
fn rows_move_as_far_as_there_is_room() {
    let mut doc = Document::default();
    let ids: Vec<Id> = ["a", "b", "c"]
        .map(|name| doc.add_row_of(&actors::ACTORS, &[name]))
        .to_vec();
    let names = |doc: &Document| {
        doc.actors
            .actors
            .iter()
            .map(|actor| actor.name.clone())
            .collect::<String>()
    };
    (&mut doc.actors.actors as &mut dyn Rows).shift(ids[2], -1);
    assert_eq!(names(&doc), "acb");
    (&mut doc.actors.actors as &mut dyn Rows).shift(ids[0], 99);
    assert_eq!(names(&doc), "cba");
    (&mut doc.actors.actors as &mut dyn Rows).shift(999, 1);
    let middle = doc.insert_row(&actors::ACTORS, 1);
    assert_eq!(doc.actors.actors[1].id, middle);
}

#[test]
fn repair_lets_references_follow() {
    let mut doc = Document::default();
    let component = |id, name: &str| architecture::Component {
        id,
        name: name.into(),
        ..Default::default()
    };
    doc.architecture.components = vec![
        component(0, "a"),
        component(5, "b"),
        component(5, "c"),
        component(Id::MAX, "d"),
    ];
    let connection = |from: &str, to: &str| architecture::Connection {
        from: from.into(),
        to: to.into(),
        ..Default::default()
    };
    doc.architecture.connections = vec![connection("0", "5"), connection("4294967295", "99")];
    doc.repair();
    let ids: Vec<Id> = doc
        .architecture
        .components
        .iter()
        .map(|component| component.id)
        .collect();
    assert_eq!(ids, [6, 5, 7, 8]);
    let [first, second] = &doc.architecture.connections[..] else {
        panic!("two connections")
    };
    assert_eq!((first.from.as_str(), first.to.as_str()), ("6", "5"));
    assert_eq!((second.from.as_str(), second.to.as_str()), ("8", "99"));
    assert!(doc.last_id >= second.id);
}

proptest! {
    // Unoptimised, each document takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn repaired_ids_are_unique_and_below_the_last(ids in proptest::collection::vec(any::<Id>(), 0..12), last in any::<Id>()) {
        let mut doc = Document { last_id: last, ..Document::default() };
        for (at, id) in ids.iter().enumerate() {
            let id = if at % 3 == 0 { id % 4 } else { *id };
            doc.actors.actors.push(actors::Actor { id, ..Default::default() });
            doc.apis.actions.push(apis::Action { id, ..Default::default() });
        }
        doc.repair();
        let all: Vec<Id> = all_tables().into_iter().flat_map(|table| (table.rows)(&doc).ids()).collect();
        let unique: HashSet<Id> = all.iter().copied().collect();
        prop_assert_eq!(all.len(), unique.len());
        prop_assert!(all.iter().all(|id| *id != 0 && *id <= doc.last_id));
        let again = doc.clone();
        doc.repair();
        prop_assert_eq!(doc, again);
    }

    #[test]
    fn a_copy_is_the_same(doc in any_document()) {
        prop_assert_eq!(&doc.clone(), &doc);
    }

    #[test]
    fn a_sound_document_needs_no_repair(doc in any_document()) {
        let mut repaired = doc.clone();
        repaired.repair();
        prop_assert_eq!(repaired, doc);
    }
}

//! Which index serves which query, on texts as people write them.

use super::*;
use crate::model::data_model::AccessPattern;

fn index(text: &'static str, way: Way) -> Access<'static> {
    Access {
        columns: sorted(text),
        way,
        unique: false,
        condition: "",
        included: included(text).collect(),
        row: 0,
    }
}

#[track_caller]
fn serves(indexes: &[Access], filter: &str, sort: &str, expected: Served) {
    let pattern = AccessPattern {
        filter: filter.into(),
        sort: sort.into(),
        ..AccessPattern::default()
    };
    assert_eq!(served(&pattern, indexes), expected, "{filter} / {sort}");
}

#[test]
fn columns_are_read_as_people_write_them() {
    let column = |column: &'static str, expression, descending| Sorted {
        column: column.into(),
        expression,
        descending,
    };
    assert_eq!(
        sorted("a, b DESC , lower(c, d) asc include (e, f)"),
        [
            column("a", false, false),
            column("b", false, true),
            column("lower(c, d)", true, false)
        ]
    );
    assert_eq!(
        sorted(r#""a, (b" desc, "include", (c || 'd, e') desc, include desc include ("f)", g)"#),
        [
            column("a, (b", false, true),
            column("include", false, false),
            column("c || 'd, e'", true, true)
        ]
    );
    let carried = included(r#"a include ("f)", g)"#);
    assert_eq!(carried.collect::<Vec<_>>(), ["f)", "g"]);
    assert_eq!(included("a include (e, f)").collect::<Vec<_>>(), ["e", "f"]);
    assert_eq!(included("including").count(), 0);
    let seek = |column: &'static str, range, words| Sought {
        column: column.into(),
        range,
        words,
    };
    assert_eq!(
        sought("user_id, created_at > ?, n between 1 and 2, t ~ 'x', title like 'a%', k = 3"),
        [
            seek("user_id", false, false),
            seek("created_at", true, false),
            seek("n", true, false),
            seek("t", false, true),
            seek("title", true, false),
            seek("k", false, false)
        ]
    );
}

#[test]
fn an_index_serves_by_its_first_columns() {
    let all = [
        index("id", Way::Sorted),
        index("user_id, created_at desc", Way::Sorted),
    ];
    serves(&all, "id", "", Served::Whole(0));
    serves(&all, "ID ", "created_at", Served::Unsorted(0));
    serves(&all, "user_id", "created_at desc", Served::Whole(1));
    serves(&all, "user_id", "created_at", Served::Whole(1));
    serves(
        &all,
        "user_id, created_at >",
        "created_at desc",
        Served::Whole(1),
    );
    serves(&all, "user_id, status", "", Served::Narrowed(1));
    serves(&all, "created_at", "", Served::Scan);
    serves(&all, "", "user_id", Served::Whole(1));
    serves(&all, "status", "user_id", Served::Narrowed(1));
    serves(&all, "", "", Served::Needless);
    serves(&[], "id", "", Served::Scan);
}

#[test]
fn an_index_of_some_rows_comes_after_one_of_all() {
    let some = Access {
        condition: "state in ('open', 'paid')",
        ..index("user_id", Way::Sorted)
    };
    let all = [some.clone(), index("user_id", Way::Sorted)];
    serves(&all, "user_id", "", Served::Whole(1));
    // Who names the state may have meant those rows.
    serves(&all, "user_id, state", "", Served::Narrowed(0));
    serves(&[some], "user_id", "", Served::Whole(0));
}

#[test]
fn a_range_ends_what_an_index_finds() {
    let all = [index("a, b, c", Way::Sorted)];
    serves(&all, "a, b >, c", "", Served::Narrowed(0));
    serves(&all, "a, b >", "b, c", Served::Whole(0));
    serves(&all, "a, b >", "c", Served::Unsorted(0));
    serves(&all, "a", "b, c desc", Served::Unsorted(0));
    serves(&all, "b", "", Served::Scan);
}

#[test]
fn other_ways() {
    let hash = [index("token", Way::Hash)];
    serves(&hash, "token", "", Served::Whole(0));
    serves(&hash, "token >", "", Served::Scan);
    serves(&hash, "token", "created_at", Served::Unsorted(0));
    let words = [index("body", Way::Inverted)];
    serves(&words, "body ~", "", Served::Whole(0));
    serves(&words, "title ~", "", Served::Scan);
    serves(&[index("body", Way::Sorted)], "body ~", "", Served::Scan);
    serves(
        &[index("created_at", Way::Summary)],
        "created_at >",
        "",
        Served::Narrowed(0),
    );
}

#[test]
fn what_begins_like_another_is_covered() {
    let mut all = [
        index("a", Way::Sorted),
        index("a, b", Way::Sorted),
        index("a desc", Way::Sorted),
        index("a, b", Way::Sorted),
    ];
    assert_eq!(covered_by(&all, 0), Some(1));
    assert_eq!(covered_by(&all, 1), None);
    assert_eq!(covered_by(&all, 2), None);
    assert_eq!(covered_by(&all, 3), Some(1));
    all[0].unique = true;
    assert_eq!(covered_by(&all, 0), None);
    let carrying = [
        index("a include (c)", Way::Sorted),
        index("a, b", Way::Sorted),
        index("a, b, c", Way::Sorted),
    ];
    assert_eq!(covered_by(&carrying, 0), Some(2));
    assert_eq!(covered_by(&carrying[..2], 0), None);
}

#[test]
fn a_shard_is_known_by_its_whole_key() {
    let by = |filter: &str| AccessPattern {
        filter: filter.into(),
        ..AccessPattern::default()
    };
    assert!(on_one_shard(&by("user_id, created_at >"), "user_id"));
    assert!(!on_one_shard(&by("user_id >"), "user_id"));
    assert!(!on_one_shard(&by("user_id"), "user_id, month"));
    assert!(!on_one_shard(&by("user_id"), ""));
}

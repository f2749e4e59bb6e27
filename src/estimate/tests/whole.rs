//! Whole designs: the bundled example, and one that is sized from its data model.

use super::{typed, value};
use crate::estimate::{self, capacity as c};
use crate::library::examples;
use crate::model::data_model;
use crate::quantity::Period::{Day, Second};

#[test]
fn bundled_pastebin() {
    let doc = crate::text::json::example(&examples::PASTEBIN);
    let estimate = estimate::of(&doc);
    assert_eq!(estimate.graph().faults(), &[] as &[String]);
    for (formula, shown) in [
        (&c::STORAGE_PER_MONTH, "12.7 GB"),
        (&c::STORAGE_HORIZON, "458 GB"),
        (&c::RECORDS, "360 M"),
        (&c::WRITE_QPS, "4 /s"),
        (&c::READ_QPS, "40 /s"),
    ] {
        assert_eq!(estimate.shown(formula, 0), shown, "{}", formula.name);
    }
    let pastes = doc.data_model.entities[0].id;
    assert_eq!(
        value(&estimate, &estimate::data_model::ROW_SIZE, pastes, Second),
        Some(1_271.0)
    );
    assert_eq!(
        estimate.shown(&estimate::data_model::TABLE_SIZE, pastes),
        "458 GB"
    );
}

#[test]
fn a_table_grows_by_its_new_rows() {
    let mut doc = typed("interview", &[], &[]);
    let friends = doc.add_row_of(&data_model::ENTITIES, &["Friendships", "5B", "10M/day"]);
    for (name, size) in [("user_id", "8 B"), ("friend_id", "8 B")] {
        doc.add_row_of(
            &data_model::ATTRIBUTES,
            &[name, "bigint", size, "", &friends.to_string()],
        );
    }
    let estimate = estimate::of(&doc);
    assert_eq!(
        estimate.shown(&estimate::data_model::TABLE_SIZE, friends),
        "80 GB"
    );
    assert_eq!(
        value(&estimate, &estimate::data_model::GROWTH_PER_DAY, 0, Day),
        Some(160e6)
    );
    assert_eq!(
        value(&estimate, &estimate::data_model::GROWTH_PER_YEAR, 0, Day),
        Some(160e6 * 365.0)
    );
}

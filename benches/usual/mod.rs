//! A design as people write them: 12 actions and 8 entities.

use envelope::model::Document;
use envelope::model::apis::ACTIONS;
use envelope::model::data_model::{ATTRIBUTES, ENTITIES};

/// The design.
pub(crate) fn design() -> Document {
    let mut doc = Document::default();
    "10M".clone_into(&mut doc.capacity.dau);
    for number in 1..=12 {
        let rate = format!("{number}/user/day");
        let (kind, stored) = if number % 4 == 0 {
            ("write", "2 KB")
        } else {
            ("read", "")
        };
        let cells = ["Action", "", "", "", kind, &rate, "1 KB", "4 KB", stored];
        doc.add_row_of(&ACTIONS, &cells);
    }
    for number in 1..=8 {
        let name = format!("things_{number}");
        let entity = doc.add_row_of(&ENTITIES, &[&name, "10M", "1M/month", ""]);
        let entity = entity.to_string();
        for size in ["8 B", "8 B", "60 B", "1 KB", "8 B"] {
            doc.add_row_of(&ATTRIBUTES, &["column", "", size, "", &entity]);
        }
    }
    doc
}

/// The same with a range wherever a number is not known: every rate, every number of rows, the peak.
pub(crate) fn ranged(mut doc: Document) -> Document {
    for action in &mut doc.apis.actions {
        action.rate = doubled(&action.rate);
    }
    for entity in &mut doc.data_model.entities {
        entity.rows = doubled(&entity.rows);
    }
    "2-4x".clone_into(&mut doc.capacity.peak_factor);
    doc
}

/// `5M` as `5-10M`.
fn doubled(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let number: u32 = number.parse().unwrap_or_default();
    format!("{number}-{}{unit}", number * 2)
}

//! The three tables of the outline's example, as they are typed: name, type and constraints of each attribute.

use envelope::model::{Document, data_model as d};

pub(crate) const TYPED: [(&str, &[[&str; 3]]); 3] = [
    (
        "Users",
        &[
            ["user_id", "bigint", "PK, generated"],
            ["name", "varchar(100)", ""],
            ["email", "varchar(254)", "unique, not null"],
            ["created_at", "timestamptz", "not null"],
        ],
    ),
    (
        "Orders",
        &[
            ["order_id", "bigint", "PK, generated"],
            ["user_id", "bigint", "FK -> Users.user_id, not null"],
            ["amount", "numeric(12,2)", "not null, check (amount >= 0)"],
            ["status", "varchar(20)", "default 'placed', not null"],
            ["created_at", "timestamptz", "not null"],
        ],
    ),
    (
        "Payments",
        &[
            ["payment_id", "bigint", "PK, generated"],
            [
                "order_id",
                "bigint",
                "FK -> Orders.order_id on delete cascade",
            ],
            ["amount", "numeric(12,2)", "not null"],
            [
                "mode",
                "varchar(20)",
                "check (mode IN ('card', 'it''s cash'))",
            ],
            ["status", "varchar(20)", ""],
        ],
    ),
];

/// The design that they make.
pub(crate) fn typed() -> Document {
    let mut doc = Document::default();
    let entities = TYPED.map(|(name, _)| doc.add_row_of(&d::ENTITIES, &[name]).to_string());
    for (entity, (_, attributes)) in entities.iter().zip(TYPED) {
        for [name, kind, constraints] in attributes {
            doc.add_row_of(&d::ATTRIBUTES, &[name, kind, "", constraints, entity]);
        }
    }
    doc
}

//! The entities as a relational schema, in the form of the template.

use crate::model::data_model::Attribute;
use crate::model::{Document, data_model, row_name};

/// Each entity with its attributes, one a line: name, and in parentheses its key and constraints.
///
/// ```
/// use envelope::{model::{Document, data_model}, text::schema};
/// let mut doc = Document::default();
/// let users = doc.add_row_of(&data_model::ENTITIES, &["Users"]).to_string();
/// doc.add_row_of(&data_model::ATTRIBUTES, &["user_id", "bigint", "8 B", "PK", &users]);
/// doc.add_row_of(&data_model::ATTRIBUTES, &["team_id", "bigint", "8 B", "FK -> Teams.team_id", &users]);
/// doc.add_row_of(&data_model::ATTRIBUTES, &["name", "text", "20 B", "", &users]);
/// let lines = ["user_id (PK)", "team_id (FK → Teams.team_id)", "name"].map(String::from).to_vec();
/// assert_eq!(schema::lines(&doc), [("Users".to_string(), lines)]);
/// ```
pub fn lines(doc: &Document) -> Vec<(String, Vec<String>)> {
    let attributes = doc.attributes_by_entity();
    let entities = doc.data_model.entities.iter().enumerate();
    entities
        .map(|(at, entity)| {
            let attributes = attributes.get(&entity.id).into_iter().flatten();
            let lines = attributes
                .map(|at| line(&doc.data_model.attributes[*at]))
                .collect();
            (row_name(&entity.name, at + 1), lines)
        })
        .collect()
}

fn line(attribute: &Attribute) -> String {
    // Of a name of control characters alone nothing would be seen.
    let name = match attribute.name.trim() {
        name if name.chars().all(char::is_control) => data_model::ATTRIBUTES.row,
        name => name,
    };
    match attribute.constraints.trim() {
        "" => name.to_owned(),
        constraints => format!("{name} ({})", constraints.replace("->", "→")),
    }
}

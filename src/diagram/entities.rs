//! The data model as a diagram: entities with their attributes, keys and relationships.

use super::scene::{self, Card, End, Plan, Row, Scene, Tie};
use crate::estimate::data_model::{Constraints, constraints};
use crate::model::data_model::Relationship;
use crate::model::{Document, Id, row_name};

/// So many attributes of an entity are drawn; the rest is counted.
const MOST: usize = 12;

/// An attribute as the diagram needs it.
struct Column<'a> {
    name: &'a str,
    keys: Constraints<'a>,
    row: usize,
    /// A relationship is drawn for it.
    drawn: bool,
}

/// The entities of a design, as they are drawn.
///
/// ```
/// use envelope::{diagram::entities, model::{Document, data_model as d}};
/// let mut doc = Document::default();
/// let users = doc.add_row_of(&d::ENTITIES, &["Users"]).to_string();
/// let orders = doc.add_row_of(&d::ENTITIES, &["Orders"]).to_string();
/// doc.add_row_of(&d::ATTRIBUTES, &["user_id", "bigint", "", "PK", &users]);
/// doc.add_row_of(&d::ATTRIBUTES, &["user_id", "bigint", "", "FK -> Users.user_id", &orders]);
/// let scene = entities::scene(&doc);
/// assert_eq!(scene.cards[0].card.rows[0].mark, "PK");
/// assert_eq!(scene.lines[0].about, "Users – Orders");
/// ```
pub fn scene(doc: &Document) -> Scene {
    scene::arrange(&plan(doc))
}

/// What the diagram says. A line is drawn for each relationship, at the foreign key that stands for it where there is
/// one; and for each foreign key of which no relationship tells.
pub fn plan(doc: &Document) -> Plan {
    let model = &doc.data_model;
    let of = doc.attributes_by_entity();
    let mut tables: Vec<Vec<Column>> = Vec::new();
    let mut plan = Plan {
        title: "Entity diagram".to_owned(),
        ..Plan::default()
    };
    for (at, entity) in model.entities.iter().enumerate() {
        let attributes = of
            .get(&entity.id)
            .into_iter()
            .flatten()
            .map(|at| &model.attributes[*at]);
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for attribute in attributes {
            let keys = constraints(&attribute.constraints);
            rows.push(Row {
                mark: mark(&keys),
                name: attribute.name.trim().to_owned(),
                kind: attribute.kind.clone(),
            });
            columns.push(Column {
                name: attribute.name.trim(),
                keys,
                row: 0,
                drawn: false,
            });
        }
        shorten(&mut rows, &mut columns);
        tables.push(columns);
        let title = row_name(&entity.name, at + 1);
        plan.cards.push(Card {
            key: entity.id,
            title,
            rows,
            pinned: None,
        });
    }
    let position = |id: &str| {
        let id: Id = id.trim().parse().ok()?;
        model.entities.iter().position(|entity| entity.id == id)
    };
    for relationship in &model.relationships {
        if let Some(from) = position(&relationship.from)
            && let Some(to) = position(&relationship.to)
        {
            let tie = related(&plan.cards, &mut tables, relationship, [from, to]);
            plan.ties.push(tie);
        }
    }
    referred(&mut plan, &tables);
    plan
}

/// Leaves the keys and the first of the other attributes, and says how many more there are; tells each column its row.
fn shorten(rows: &mut Vec<Row>, columns: &mut [Column]) {
    let count = rows.len();
    let most = if count > MOST { MOST - 1 } else { MOST };
    let keys = rows.iter().filter(|row| !row.mark.is_empty()).count();
    let mut others = most.saturating_sub(keys);
    let mut kept = Vec::new();
    for (row, column) in rows.drain(..).zip(columns) {
        let key = !row.mark.is_empty();
        let keep = kept.len() < most && (key || others > 0);
        // The row that counts the rest stands for those that are not drawn.
        column.row = if keep { kept.len() } else { usize::MAX };
        if keep {
            others -= usize::from(!key);
            kept.push(row);
        }
    }
    if count > kept.len() {
        let name = format!("… {} more", count - kept.len());
        kept.push(Row {
            name,
            ..Row::default()
        });
    }
    *rows = kept;
}

fn refers(keys: &Constraints, title: &str) -> bool {
    keys.references.iter().any(|to| same(&to.entity, title))
}

fn mark(keys: &Constraints) -> &'static str {
    match (keys.primary, !keys.references.is_empty()) {
        (true, true) => "PK FK",
        (true, false) => "PK",
        (false, true) => "FK",
        (false, false) => "",
    }
}

/// The line of a relationship.
fn related(
    cards: &[Card],
    tables: &mut [Vec<Column>],
    relationship: &Relationship,
    [from, to]: [usize; 2],
) -> Tie {
    let (ends, either) = match relationship.kind.as_str() {
        "one" => ([End::One, End::ZeroOrOne], true),
        "many" => ([End::ZeroOrMany; 2], false),
        _ => ([End::One, End::ZeroOrMany], false),
    };
    let mut tie = Tie {
        key: relationship.id,
        cards: [from, to],
        ends,
        label: relationship.label.clone(),
        ..Tie::default()
    };
    if relationship.kind == "many" {
        return tie;
    }
    // Of a one-to-one relationship either side may have the key.
    for (one, other, side) in [(from, to, 0), (to, from, 1)]
        .into_iter()
        .take(1 + usize::from(either))
    {
        let found = tables[other]
            .iter()
            .position(|column| !column.drawn && refers(&column.keys, &cards[one].title));
        if let Some(at) = found {
            tables[other][at].drawn = true;
            tie_to_key(&mut tie, tables, [(one, side), (other, 1 - side)], at);
            break;
        }
    }
    tie
}

/// Lets a line end at a foreign key and at what it refers to. `ends` are the card referred to and the card with the
/// key, each with the end of the line that it is at.
fn tie_to_key(tie: &mut Tie, tables: &[Vec<Column>], ends: [(usize, usize); 2], at: usize) {
    let [(one, side), (other, other_side)] = ends;
    let key = &tables[other][at];
    let named = |column: &&Column| {
        let to = key.keys.references.iter();
        to.clone().any(|to| same(column.name, &to.attribute))
    };
    let target = tables[one].iter().find(named);
    let target = target.or_else(|| tables[one].iter().find(|column| column.keys.primary));
    tie.rows[side] = target.map(|column| column.row);
    tie.rows[other_side] = Some(key.row);
    tie.dashed = !key.keys.primary;
    if key.keys.nullable && tie.ends[side] == End::One {
        tie.ends[side] = End::ZeroOrOne;
    }
}

/// Adds a line for each foreign key of which no relationship tells.
fn referred(plan: &mut Plan, tables: &[Vec<Column>]) {
    for (other, columns) in tables.iter().enumerate() {
        for (at, column) in columns.iter().enumerate() {
            if column.drawn || column.keys.references.is_empty() {
                continue;
            }
            let named = |card: &Card| refers(&column.keys, &card.title);
            if let Some(one) = plan.cards.iter().position(named) {
                let mut tie = Tie {
                    cards: [one, other],
                    ends: [End::One, End::ZeroOrMany],
                    ..Tie::default()
                };
                tie_to_key(&mut tie, tables, [(one, 0), (other, 1)], at);
                plan.ties.push(tie);
            }
        }
    }
}

/// Whether two names are the same, as databases compare them.
fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.eq_ignore_ascii_case(other)
}

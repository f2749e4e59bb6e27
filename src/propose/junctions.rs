//! Tables of many-to-many relationships, as entities that can be edited.

use super::Proposal;
use crate::estimate::data_model::{Junction, junctions, marked};
use crate::model::Document;
use crate::model::data_model::{ATTRIBUTES, ENTITIES, INDEXES, RELATIONSHIPS};
use crate::review::{Fix, counted};

pub(super) fn proposals(doc: &Document) -> Vec<Proposal> {
    let all = junctions(doc);
    all.iter()
        .map(|junction| Proposal {
            fix: made(doc, junction),
            why: why(junction),
        })
        .collect()
}

fn why(junction: &Junction) -> String {
    let [from, to] = [0, 1].map(|at| junction.table.foreign_keys[at].table.as_str());
    format!(
        "A table with a row for each pair of {from} and {to}, its key of both, and an index for the way back; as an entity it can have attributes of its own, queries, and its number of rows."
    )
}

/// The entity with its attributes, its index and two relationships, instead of the one of many to many.
fn made(doc: &Document, junction: &Junction) -> Fix {
    let table = &junction.table;
    let text = |text: &str| text.to_owned();
    let mut fix = Fix {
        label: ["Make the table ", &table.name].concat(),
        removes: vec![(&RELATIONSHIPS, junction.relation.id)],
        ..Fix::default()
    };
    let mut entity = vec![String::new(); 5];
    entity[0].clone_from(&table.name);
    entity[1].clone_from(&junction.relation.pairs);
    entity[3].clone_from(&table.comment);
    entity[4].clone_from(&junction.sides[0].0.engine);
    fix.adds.push((&ENTITIES, entity));
    for (column, source) in table.columns.iter().zip(&junction.sources) {
        let source = &doc.data_model.attributes[*source];
        let keys = table.foreign_keys.iter();
        let clauses: Vec<String> = keys
            .filter_map(|key| {
                let at = key.columns.iter().position(|one| *one == column.name)?;
                let to = [marked(&key.table), marked(&key.references[at])].join(".");
                Some(["FK → ", &to, " on delete cascade"].concat())
            })
            .collect();
        let cells = vec![
            column.name.clone(),
            text(counted(source.kind.trim())),
            source.size.clone(),
            ["PK, ", &clauses.join(", ")].concat(),
            String::new(),
        ];
        fix.inner.push([fix.adds.len(), 4, 0]);
        fix.adds.push((&ATTRIBUTES, cells));
    }
    for index in &table.indexes {
        let columns: Vec<_> = (index.parts.iter()).map(|part| marked(&part.of)).collect();
        let mut cells = vec![String::new(); 5];
        cells[0] = columns.join(", ");
        fix.inner.push([fix.adds.len(), 4, 0]);
        fix.adds.push((&INDEXES, cells));
    }
    for (entity, _) in junction.sides {
        let id = entity.id.to_string();
        let label = junction.relation.label.clone();
        let cells = vec![
            label,
            id,
            String::new(),
            String::new(),
            String::new(),
            text("yes"),
        ];
        fix.inner.push([fix.adds.len(), 3, 0]);
        fix.adds.push((&RELATIONSHIPS, cells));
    }
    fix
}

//! Advice, each kind in the smallest table that asks for it.

use super::{ANY, index, key, long, table};
use crate::engines::{
    Advice, ColumnFacts, Engine, Finding, ForeignKey, IndexOf, Table, Type, advice, size,
};

fn of(engine: Engine, table: &Table, facts: &[ColumnFacts]) -> Vec<Advice> {
    let now = size(engine, table, 1e6, facts);
    advice(engine, table, 1e6, facts, &now)
}

fn findings(engine: Engine, table: &Table, facts: &[ColumnFacts]) -> Vec<Finding> {
    of(engine, table, facts)
        .into_iter()
        .map(|advice| advice.finding)
        .collect()
}

#[test]
fn a_table_without_faults_gets_no_advice() {
    let mut table = table(&[Type::BigInt, Type::Int, Type::Varchar(Some(40))]);
    table.primary_key = Some(key(&["c0"]));
    for engine in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
        assert_eq!(findings(engine, &table, &[]), []);
    }
}

#[test]
fn a_random_key_costs_what_a_sequential_one_would_save() {
    let mut table = table(&[Type::Uuid, Type::BigInt]);
    table.primary_key = Some(key(&["c0"]));
    let random = [ColumnFacts {
        random: true,
        ..ANY
    }];
    for engine in [Engine::Postgres, Engine::Innodb] {
        let advice = of(engine, &table, &random);
        let found = advice
            .iter()
            .find(|one| one.finding == Finding::RandomKey { column: 0 });
        assert!(found.unwrap().saves > 5e6, "{engine:?}");
    }
    // SQLite shares among neighbours what does not fit: random keys take no more there than ordered ones.
    assert_eq!(findings(Engine::Sqlite, &table, &random), []);
}

#[test]
fn an_index_that_another_begins_with_is_not_needed() {
    let mut table = table(&[Type::BigInt, Type::Int, Type::Int]);
    table.primary_key = Some(key(&["c0"]));
    table.indexes = vec![
        index(&["c1"]),
        index(&["c1", "c2"]),
        index(&["c1", "c2"]),
        index(&["c0"]),
    ];
    let (i0, i1, i2, i3) = (
        IndexOf::Index(0),
        IndexOf::Index(1),
        IndexOf::Index(2),
        IndexOf::Index(3),
    );
    let found = findings(Engine::Postgres, &table, &[]);
    assert!(found.contains(&Finding::RedundantIndex { index: i0, by: i1 }));
    assert!(found.contains(&Finding::DuplicateIndex { index: i2, by: i1 }));
    assert!(found.contains(&Finding::DuplicateIndex {
        index: i3,
        by: IndexOf::Primary
    }));
    assert_eq!(found.len(), 3);
    // One that is unique or partial is needed.
    table.indexes = vec![index(&["c1"]), index(&["c1", "c2"])];
    table.indexes[0].unique = true;
    assert_eq!(findings(Engine::Postgres, &table, &[]), []);
    table.indexes[0].unique = false;
    table.indexes[1].predicate = Some("c2 > 0".to_owned());
    assert_eq!(findings(Engine::Postgres, &table, &[]), []);
}

#[test]
fn a_foreign_key_wants_an_index_which_costs_bytes() {
    let mut table = table(&[Type::BigInt, Type::BigInt]);
    table.primary_key = Some(key(&["c0"]));
    table.foreign_keys = vec![ForeignKey {
        columns: vec!["c1".to_owned()],
        table: "other".to_owned(),
        ..ForeignKey::default()
    }];
    let advice = of(Engine::Postgres, &table, &[]);
    assert_eq!(
        advice[0].finding,
        Finding::ForeignKeyWithoutIndex { foreign_key: 0 }
    );
    assert!((advice[0].saves / -22.49e6 - 1.0).abs() < 0.001);
    assert_eq!(findings(Engine::Innodb, &table, &[]), []);
    table.indexes = vec![index(&["c1", "c0"])];
    assert_eq!(findings(Engine::Postgres, &table, &[]), []);
}

#[test]
fn nulls_long_text_and_large_indexes_are_told() {
    let mut wide = table(&vec![Type::Int; 9]);
    wide.columns[3].not_null = false;
    let mut facts = vec![ANY; 9];
    facts[3].null_share = 0.5;
    let advice = of(Engine::Postgres, &wide, &facts);
    let expected = Advice {
        finding: Finding::NullsPastEight { column: 3 },
        saves: 4e6,
    };
    assert_eq!(advice, [expected]);

    let text = table(&[Type::BigInt, Type::Text]);
    for engine in [Engine::Postgres, Engine::Innodb, Engine::Sqlite] {
        let found = of(engine, &text, &[ANY, long(20_000.0)]);
        assert!(
            matches!(found[..], [Advice { finding: Finding::OutOfLine { column: 1 }, saves }] if saves > 1.6e10)
        );
    }

    let mut small = table(&[Type::Text]);
    small.indexes = vec![index(&["c0"])];
    let random = ColumnFacts {
        random: true,
        ..long(100.0)
    };
    let found = of(Engine::Postgres, &small, &[random]);
    let index = size(Engine::Postgres, &small, 1e6, &[random]).indexes[0].total;
    let expected = Advice {
        finding: Finding::LargeIndex {
            index: IndexOf::Index(0),
        },
        saves: index,
    };
    assert_eq!(found, [expected]);
}

#[test]
fn what_an_engine_refuses_is_told() {
    let mut long_names = table(&[Type::Int]);
    long_names.name = "ä".repeat(40);
    assert_eq!(
        findings(Engine::Postgres, &long_names, &[]),
        [Finding::NameTooLong { column: None }]
    );
    assert_eq!(findings(Engine::Innodb, &long_names, &[]), []);
    let many = table(&vec![Type::Char(4); 1100]);
    let found = findings(Engine::Innodb, &many, &[]);
    assert_eq!(found, [Finding::TooManyColumns]);
    let broad = table(&vec![Type::Binary(255); 40]);
    assert_eq!(findings(Engine::Innodb, &broad, &[]), [Finding::RowTooLong]);
    let mut keyed = table(&[Type::Text]);
    keyed.indexes = vec![index(&["c0"])];
    let found = findings(Engine::Postgres, &keyed, &[long(3000.0)]);
    assert!(found.contains(&Finding::IndexTooLong {
        index: IndexOf::Index(0)
    }));
}

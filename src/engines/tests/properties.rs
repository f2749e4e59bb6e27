//! What holds for any table, any number of rows and any length.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{ANY, index, key, long, table};
use crate::engines::{ColumnFacts, Engine, Finding, Method, Table, TableSize, Type, advice, size};

const ENGINES: [Engine; 3] = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];

fn any_type() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![
        Just(Type::Bool),
        Just(Type::TinyInt),
        Just(Type::SmallInt),
        Just(Type::MediumInt),
        Just(Type::Int),
        Just(Type::BigInt),
        Just(Type::Real),
        Just(Type::Double),
        any::<Option<(u16, u16)>>().prop_map(Type::Decimal),
        any::<u32>().prop_map(Type::Char),
        any::<Option<u32>>().prop_map(Type::Varchar),
        Just(Type::Text),
        any::<u32>().prop_map(Type::Binary),
        any::<u32>().prop_map(Type::Varbinary),
        Just(Type::Blob),
        any::<Option<u8>>().prop_map(Type::DateTime),
        any::<Option<u8>>().prop_map(Type::Timestamp),
        Just(Type::Interval),
        Just(Type::Uuid),
        Just(Type::Jsonb),
        vec(".{0,8}", 0..300).prop_map(Type::Enum),
        vec("[a-z]{0,3}", 0..70).prop_map(Type::Set),
        Just(Type::Inet),
        ".{0,8}".prop_map(Type::Other),
    ];
    leaf.prop_recursive(3, 4, 1, |of| of.prop_map(|of| Type::Array(Box::new(of))))
}

/// Numbers as they should not be, too.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        0.0..1e4,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(1e15),
        Just(0.0)
    ]
}

fn any_facts() -> impl Strategy<Value = ColumnFacts> {
    let average = proptest::option::of(any_number());
    let distinct = proptest::option::of(any_number());
    (average, any_number(), any_number(), any::<bool>(), distinct).prop_map(
        |(average, spread, null_share, random, distinct)| ColumnFacts {
            average,
            spread,
            null_share,
            random,
            distinct,
        },
    )
}

fn any_method() -> impl Strategy<Value = Method> {
    prop_oneof![
        Just(Method::BTree),
        Just(Method::Hash),
        Just(Method::Inverted),
        Just(Method::Brin),
        Just(Method::Spatial),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let names = || vec("c[0-9]", 0..4);
    let indexes = vec((names(), any_method(), any::<bool>()), 0..3);
    (
        vec(any_type(), 0..12),
        names(),
        indexes,
        any::<Option<u8>>(),
        any::<bool>(),
    )
        .prop_map(|(types, primary, indexes, fill_factor, without_rowid)| {
            let mut table = table(&types);
            let names =
                |names: &[String]| key(&names.iter().map(String::as_str).collect::<Vec<_>>());
            for (at, column) in table.columns.iter_mut().enumerate() {
                column.not_null = at % 3 == 0;
            }
            table.primary_key = Some(names(&primary));
            table.uniques = vec![names(&primary)];
            for (columns, method, unique) in indexes {
                let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                let mut one = index(&columns);
                (one.method, one.unique) = (method, unique);
                table.indexes.push(one);
            }
            table.fill_factor = fill_factor;
            table.without_rowid = without_rowid;
            table
        })
}

fn sound(size: &TableSize) -> bool {
    let parts = [size.row, size.table, size.overflow, size.maps, size.total];
    let indexes = size
        .indexes
        .iter()
        .flat_map(|index| [index.row, index.total]);
    parts
        .into_iter()
        .chain(indexes)
        .all(|bytes| bytes.is_finite() && bytes >= 0.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_table_has_a_size(
        table in any_table(),
        rows in any_number(),
        facts in vec(any_facts(), 0..12),
    ) {
        for engine in ENGINES {
            let size = size(engine, &table, rows, &facts);
            prop_assert!(sound(&size), "{engine:?} {size:?}");
            for advice in advice(engine, &table, rows, &facts, &size) {
                prop_assert!(advice.saves.is_finite(), "{advice:?}");
            }
        }
    }

    #[test]
    fn more_rows_never_take_less(
        table in any_table(),
        rows in 0.0..1e9,
        more in 1.0..3.0,
        facts in vec(any_facts(), 0..12),
    ) {
        for engine in ENGINES {
            let of = |rows| size(engine, &table, rows, &facts);
            let (fewer, many) = (of(rows), of(rows * more));
            prop_assert!(fewer.table <= many.table, "{engine:?} {} {}", fewer.table, many.table);
            prop_assert!(fewer.overflow <= many.overflow);
        }
    }

    #[test]
    fn longer_values_never_take_less(
        before in vec(any_type(), 0..5),
        after in vec(any_type(), 0..5),
        length in 0.0..1500_f64,
        more in 0.0..500_f64,
    ) {
        let mut types = before.clone();
        types.push(Type::Text);
        types.extend(after);
        // No other value is so long that it would go out of the row before this one.
        let facts = |length: f64| {
            let mut facts = vec![long(16.0); types.len()];
            facts[before.len()] = long(length);
            facts
        };
        let fixed = |data_type: &Type| matches!(data_type, Type::Char(_) | Type::Binary(_));
        prop_assume!(!types.iter().any(fixed));
        let table = table(&types);
        for engine in ENGINES {
            let of = |length: f64| size(engine, &table, 1e5, &facts(length.floor())).total;
            let (short, longer) = (of(length), of(length + more));
            prop_assert!(short <= longer, "{engine:?} {short} {longer}");
        }
    }

    #[test]
    fn the_order_advised_is_never_longer(
        types in vec(any_type(), 0..12),
        facts in vec(any_facts(), 12),
    ) {
        let table = table(&types);
        let now = size(Engine::Postgres, &table, 1e6, &facts);
        for advice in advice(Engine::Postgres, &table, 1e6, &facts, &now) {
            if let Finding::ColumnOrder { order, per_row } = advice.finding {
                prop_assert!(per_row > 0.0 && advice.saves > 0.0);
                let mut sorted = order.clone();
                sorted.sort_unstable();
                prop_assert_eq!(sorted, (0..types.len()).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn a_table_without_rows_has_no_pages_of_rows() {
    let table = table(&[Type::Int]);
    assert_eq!(size(Engine::Postgres, &table, 0.0, &[ANY]).total, 0.0);
    assert_eq!(size(Engine::Sqlite, &table, 0.0, &[ANY]).total, 4096.0);
    assert_eq!(size(Engine::Innodb, &table, 0.0, &[ANY]).total, 16_384.0);
}

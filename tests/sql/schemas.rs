//! Schemas by chance, with all that makes SQL hard; the same for the same seed.

use envelope::engines::{
    Action, Check, Column, Engine, ForeignKey, Index, Key, Method, Part, Schema, Table, Type,
};

/// Numbers by chance (splitmix64), the same for the same seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// The seeds to try: that of `SEED`, or the first so many, or as many as `CASES` says.
pub(crate) fn seeds(count: u64) -> Vec<u64> {
    let asked = |name| {
        std::env::var(name)
            .ok()
            .map(|number| number.parse::<u64>().unwrap())
    };
    match asked("SEED") {
        Some(seed) => vec![seed],
        None => (0..asked("CASES").unwrap_or(count)).collect(),
    }
}

/// Names as people have them.
const NAMES: [&str; 29] = [
    "event",
    "language",
    "comment",
    "Upper",
    "camelCase",
    "with space",
    "qu\"ote",
    "back`tick",
    "it's",
    "semi;colon",
    "--dash",
    "/*star*/",
    "a.b",
    "2fa",
    "日本",
    "naïve",
    "Ölçü",
    "back\\slash",
    "(paren)",
    "comma,",
    "name",
    "type",
    "value",
    "date",
    "text",
    "full text",
    "$money",
    "[bracket]",
    "100%",
];

/// Names that mean something else where they stand without quotes.
const RESERVED: [&str; 17] = [
    "order",
    "user",
    "group",
    "key",
    "index",
    "end",
    "check",
    "primary",
    "constraint",
    "select",
    "rank",
    "rows",
    "default",
    "unique",
    "references",
    "null",
    "true",
];

/// Every name that a table or column may get.
pub(crate) fn names() -> Vec<&'static str> {
    [&RESERVED[..], &NAMES].concat()
}

pub(crate) const TEXTS: [&str; 9] = [
    "plain",
    "it's",
    "a \"b\"",
    "back\\slash",
    "semi;colon",
    "-- no comment",
    "/* none */",
    "ünï 日本 😀",
    "100% `x`",
];

/// A name that none of these has, in other letters either.
fn name(random: &mut Random, taken: &mut Vec<String>) -> String {
    loop {
        let mut name = random.one_of(&names()).to_owned();
        if random.once_in(2) {
            name.push_str(&random.below(99).to_string());
        }
        let lower = name.to_lowercase();
        if !taken.contains(&lower) {
            taken.push(lower);
            return name;
        }
    }
}

/// A type that the engine has by itself, and whether it may be in a key.
fn data_type(random: &mut Random, engine: Engine) -> (Type, bool) {
    let length = 1 + u32::try_from(random.below(60)).unwrap();
    let digits = [None, Some(0), Some(3), Some(6)][random.below(4)];
    let words = || ["a", "it's", "b c", "ü"].map(String::from).to_vec();
    let (postgres, mysql) = (engine == Engine::Postgres, engine == Engine::Innodb);
    let mut all = vec![
        (Type::SmallInt, true),
        (Type::Int, true),
        (Type::BigInt, true),
        (Type::Bool, true),
        (Type::Varchar(Some(length)), true),
        (Type::Char(length), true),
        (Type::Date, true),
        (Type::Text, !mysql),
        (Type::Double, false),
        (Type::Real, false),
        (Type::Time, false),
        (Type::Decimal(Some((10, 2))), false),
        (Type::Blob, false),
        (Type::Json, false),
        (Type::DateTime(digits), false),
        (Type::Timestamp(digits), false),
    ];
    if mysql {
        // MySQL has no other word for none.
        let digits = digits.filter(|digits| *digits > 0);
        all.retain(|(of, _)| !matches!(of, Type::DateTime(_) | Type::Timestamp(_)));
        all.extend([
            (Type::DateTime(digits), false),
            (Type::Timestamp(digits), false),
            (Type::TinyInt, true),
            (Type::MediumInt, true),
            (Type::Year, true),
            (Type::Binary(length), true),
            (Type::Varbinary(length), true),
            (Type::Enum(words()), false),
            (Type::Set(words()[..1].to_vec()), false),
        ]);
    } else {
        all.extend([
            (Type::Uuid, true),
            (Type::Jsonb, false),
            (Type::Interval, false),
            (Type::Inet, false),
            (Type::Varchar(None), true),
            (Type::Decimal(None), false),
        ]);
    }
    if postgres {
        all.extend([
            (Type::Enum(words()), true),
            (Type::Array(Box::new(Type::Int)), false),
            (Type::Array(Box::new(Type::Varchar(Some(9)))), false),
            (Type::Other("point".into()), false),
        ]);
    }
    if engine == Engine::Sqlite {
        all.extend([
            (Type::TinyInt, true),
            (Type::MediumInt, true),
            (Type::Binary(length), true),
            (Type::Other(String::new()), true),
        ]);
    }
    random.one_of(&all)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A default that a column of this type can have.
fn default(random: &mut Random, engine: Engine, of: &Type) -> Option<String> {
    let mysql = engine == Engine::Innodb;
    let any = ["a", "it's", "b\\", ""];
    Some(match of {
        Type::TinyInt | Type::SmallInt | Type::MediumInt | Type::Int | Type::BigInt => {
            random.one_of(&["0", "-1", "42"]).into()
        }
        Type::Decimal(_) => random.one_of(&["0.50", "-1.25"]).into(),
        Type::Bool => random.one_of(&["true", "false"]).into(),
        Type::Varchar(Some(4..)) if random.once_in(2) => quoted("it's"),
        Type::Varchar(_) | Type::Char(_) => quoted("x"),
        Type::Text => quoted(random.one_of(&any)),
        Type::Date if !mysql => "CURRENT_DATE".into(),
        Type::Date => "'2024-02-29'".into(),
        Type::DateTime(digits) | Type::Timestamp(digits) => match (engine, digits) {
            (Engine::Innodb, Some(digits)) => format!("CURRENT_TIMESTAMP({digits})"),
            (Engine::Postgres, _) => random.one_of(&["now()", "CURRENT_TIMESTAMP"]).into(),
            _ => "CURRENT_TIMESTAMP".into(),
        },
        Type::Uuid if engine == Engine::Postgres => "gen_random_uuid()".into(),
        Type::Json | Type::Jsonb | Type::Array(_) => quoted("{}"),
        Type::Enum(words) => quoted(&random.one_of(words)),
        _ => return None,
    })
}

/// A condition on a column, as the standard's letters have it.
fn condition(random: &mut Random, column: &Column) -> Option<String> {
    let begins = column.name.starts_with(|c: char| c.is_ascii_lowercase());
    let kept = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let plain = begins && column.name.chars().all(kept);
    let name = if plain && !RESERVED.contains(&column.name.as_str()) {
        column.name.clone()
    } else {
        format!("\"{}\"", column.name.replace('"', "\"\""))
    };
    Some(match column.data_type {
        Type::SmallInt | Type::Int | Type::BigInt => match random.below(3) {
            0 => format!("{name} > 0"),
            1 => format!("({name} >= 1) AND ({name} < 100)"),
            _ => format!("{name} IN (1, 2, 3)"),
        },
        Type::Varchar(Some(_)) | Type::Text => match random.below(3) {
            0 => format!("{name} <> {}", quoted(random.one_of(&TEXTS))),
            1 => format!("{name} IN ({}, 'b')", quoted(random.one_of(&TEXTS))),
            _ => format!("{name} IS NOT NULL"),
        },
        _ => return None,
    })
}

/// What somebody notes.
fn comment(random: &mut Random, engine: Engine) -> String {
    if !random.once_in(3) {
        return String::new();
    }
    let mut said = random.one_of(&TEXTS).to_owned();
    if engine != Engine::Sqlite && random.once_in(3) {
        said.push_str("\nand more");
    }
    if engine == Engine::Innodb {
        // It keeps no more than the basic plane in a comment.
        said = said.replace('😀', "☺");
    }
    said
}

fn columns_of(
    random: &mut Random,
    columns: &[Column],
    keyable: &[bool],
    most: usize,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..=random.below(most) {
        let at = random.below(columns.len());
        if keyable[at] && !names.contains(&columns[at].name) {
            names.push(columns[at].name.clone());
        }
    }
    names
}

/// Whether a column can be without a sign: what may be below nothing has a default below it.
fn has_no_sign(engine: Engine, data_type: &Type, default: Option<&str>) -> bool {
    let number = matches!(
        data_type,
        Type::SmallInt | Type::Int | Type::BigInt | Type::Double | Type::Decimal(_)
    );
    engine != Engine::Postgres && number && !default.is_some_and(|text| text.contains('-'))
}

/// A schema of types, keys and indexes that this engine has by itself.
pub(crate) fn schema(random: &mut Random, engine: Engine) -> Schema {
    // No index of MySQL is called so.
    let (mut tables, mut named) = (Vec::new(), vec!["primary".to_owned()]);
    for _ in 0..=random.below(5) {
        tables.push(table(random, engine, &mut named));
    }
    for at in 0..tables.len() {
        for _ in 0..random.below(3) {
            let target = random.below(tables.len());
            let target = tables[target].clone();
            reference(random, engine, &mut tables[at], &target, &mut named);
        }
    }
    Schema { tables }
}

fn table(random: &mut Random, engine: Engine, named: &mut Vec<String>) -> Table {
    let (mut columns, mut keyable, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=random.below(7) {
        let (data_type, key) = data_type(random, engine);
        let default = if random.once_in(3) {
            default(random, engine, &data_type)
        } else {
            None
        };
        columns.push(Column {
            unsigned: has_no_sign(engine, &data_type, default.as_deref()) && random.once_in(3),
            name: name(random, &mut taken),
            not_null: random.once_in(2),
            default,
            comment: comment(random, engine),
            data_type,
            generated: false,
        });
        keyable.push(key);
    }
    let mut table = Table {
        name: name(random, named),
        comment: comment(random, engine),
        ..Table::default()
    };
    let key = columns_of(random, &columns, &keyable, 3);
    if !key.is_empty() && !random.once_in(5) {
        let alone = key.len() == 1;
        for column in columns
            .iter_mut()
            .filter(|column| key.contains(&column.name))
        {
            column.not_null = true;
            let whole = matches!(
                column.data_type,
                Type::TinyInt | Type::SmallInt | Type::MediumInt | Type::Int | Type::BigInt
            );
            if engine == Engine::Sqlite && alone && whole {
                // It counts every `INTEGER PRIMARY KEY` up, and has no other numbers.
                column.unsigned = false;
                (column.data_type, column.generated, column.default) = (Type::Int, true, None);
            } else if engine != Engine::Sqlite && alone && whole && random.once_in(2) {
                (column.generated, column.default) = (true, None);
            }
        }
        let constraint = (engine != Engine::Innodb).then(|| name(random, named));
        table.without_rowid = engine == Engine::Sqlite
            && !columns.iter().any(|column| column.generated)
            && random.once_in(4);
        table.primary_key = Some(Key {
            name: constraint,
            columns: key,
        });
    }
    for _ in 0..random.below(3) {
        let columns = columns_of(random, &columns, &keyable, 3);
        if !columns.is_empty()
            && table.uniques.iter().all(|other| other.columns != columns)
            && table
                .primary_key
                .as_ref()
                .is_none_or(|key| key.columns != columns)
        {
            table.uniques.push(Key {
                name: Some(name(random, named)),
                columns,
            });
        }
    }
    for _ in 0..random.below(3) {
        let parts = columns_of(random, &columns, &keyable, 3);
        table
            .indexes
            .extend(index(random, engine, &columns, parts, named));
    }
    for column in &columns {
        if random.once_in(4) && !(engine == Engine::Innodb && column.generated) {
            let Some(condition) = condition(random, column) else {
                continue;
            };
            let name = name(random, named);
            // MariaDB gives a document a check with the name of its column.
            let lower = name.to_lowercase();
            if columns
                .iter()
                .all(|column| column.name.to_lowercase() != lower)
            {
                table.checks.push(Check {
                    name: Some(name),
                    condition,
                });
            }
        }
    }
    if engine == Engine::Postgres && random.once_in(3) {
        table.fill_factor = Some(70);
    }
    table.columns = columns;
    table
}

fn index(
    random: &mut Random,
    engine: Engine,
    columns: &[Column],
    parts: Vec<String>,
    named: &mut Vec<String>,
) -> Option<Index> {
    let name = Some(name(random, named));
    let of = |one: &dyn Fn(&Type) -> bool| {
        columns
            .iter()
            .find(|column| one(&column.data_type))
            .map(|column| column.name.clone())
    };
    let part = |of: String, descending: bool| Part {
        of,
        expression: false,
        descending,
    };
    if random.once_in(4) {
        let (method, of) = match engine {
            Engine::Postgres if random.once_in(2) => (
                Method::Inverted,
                of(&|of| matches!(of, Type::Jsonb | Type::Array(_))),
            ),
            Engine::Postgres if random.once_in(2) => (
                Method::Brin,
                of(&|of| matches!(of, Type::Timestamp(_) | Type::Int)),
            ),
            Engine::Postgres if random.once_in(2) => {
                (Method::Spatial, of(&|of| matches!(of, Type::Other(_))))
            }
            Engine::Postgres => (Method::Hash, of(&|of| matches!(of, Type::Text | Type::Int))),
            Engine::Innodb => (
                Method::Inverted,
                of(&|of| matches!(of, Type::Text | Type::Varchar(_))),
            ),
            Engine::Sqlite => return None,
        };
        return of.map(|of| Index {
            name,
            parts: vec![part(of, false)],
            method,
            ..Index::default()
        });
    }
    let mut index = Index {
        name,
        ..Index::default()
    };
    for of in parts {
        let descending = random.once_in(3);
        index.parts.push(part(of, descending));
    }
    if engine != Engine::Innodb {
        index.unique = random.once_in(4);
        if random.once_in(3) {
            index.predicate = columns.iter().find_map(|column| condition(random, column));
        }
        if random.once_in(4)
            && let Some(text) = columns
                .iter()
                .find(|column| column.data_type == Type::Text && column.name == "name")
        {
            index.parts.push(Part {
                of: format!("lower({})", text.name),
                expression: true,
                descending: false,
            });
        }
    }
    if engine == Engine::Postgres && random.once_in(4) {
        let free = columns
            .iter()
            .find(|column| index.parts.iter().all(|part| part.of != column.name));
        index.include.extend(free.map(|column| column.name.clone()));
    }
    (!index.parts.is_empty()).then_some(index)
}

/// Lets a table refer to the primary key of another, or to its own.
fn reference(
    random: &mut Random,
    engine: Engine,
    table: &mut Table,
    target: &Table,
    named: &mut Vec<String>,
) {
    let Some(key) = &target.primary_key else {
        return;
    };
    let mut taken: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.name.to_lowercase())
        .collect();
    let mut columns = Vec::new();
    for of in &key.columns {
        let of = target
            .columns
            .iter()
            .find(|column| column.name == *of)
            .unwrap();
        let name = name(random, &mut taken);
        columns.push(name.clone());
        table.columns.push(Column {
            name,
            data_type: of.data_type.clone(),
            unsigned: of.unsigned,
            ..Column::default()
        });
    }
    let actions = [
        Action::NoAction,
        Action::Cascade,
        Action::SetNull,
        Action::Restrict,
        Action::SetDefault,
    ];
    // What InnoDB tells apart.
    let actions = if engine == Engine::Innodb {
        &actions[..3]
    } else {
        &actions
    };
    table.foreign_keys.push(ForeignKey {
        name: Some(name(random, named)),
        columns,
        table: target.name.clone(),
        references: key.columns.clone(),
        on_delete: random.one_of(actions),
        on_update: random.one_of(actions),
    });
}

//! Tables of every shape, from a seed, with the statements that make and fill them in each engine.

use std::fmt::Write;

use envelope::engines::{Column, ColumnFacts, Engine, Index, Key, Part, Schema, Table, Type};
use envelope::text::sql::{type_text, write as write_sql};

use crate::comparison::scatter;

/// The seed of this run: that of the variable `SEED`, or one that is always the same.
pub(crate) fn seed() -> u64 {
    let seed = std::env::var("SEED").map_or(20_261_122, |text| text.parse().unwrap());
    println!("SEED={seed}");
    seed
}

/// Numbers that follow from a seed (Knuth's multiplier).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A whole number from 0 up to this one, without it.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = u32::try_from(self.0 >> 33).unwrap();
        high % limit
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }
}

/// What stands in a column.
#[derive(Clone, Debug)]
pub(crate) enum Fill {
    /// 1, 2, 3 …
    Counter,
    /// The same beyond a trillion: as many bytes each.
    Above,
    /// 16 random bytes.
    Random,
    /// A random number below 2³⁰.
    Thrown,
    /// As many digits, counting up.
    Digits(u32),
    /// Text with lengths between these.
    Text(u32, u32),
    /// Always the same.
    Same,
    /// One of so many numbers.
    Few(u32),
}

/// A table and what is put into it.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) table: Table,
    pub(crate) fills: Vec<Fill>,
    /// Nulls of each column in a thousand rows.
    pub(crate) nulls: Vec<u32>,
    pub(crate) rows: u32,
}

impl Shape {
    pub(crate) fn empty(rows: u32) -> Self {
        Self {
            table: Table {
                name: "t".to_owned(),
                ..Table::default()
            },
            fills: Vec::new(),
            nulls: Vec::new(),
            rows,
        }
    }

    /// Adds a column named by its place.
    pub(crate) fn push(&mut self, data_type: Type, fill: Fill, nulls: u32) -> &mut Self {
        self.table.columns.push(Column {
            name: format!("c{}", self.table.columns.len()),
            data_type,
            not_null: nulls == 0,
            ..Column::default()
        });
        self.fills.push(fill);
        self.nulls.push(nulls);
        self
    }

    /// Makes columns the primary key.
    pub(crate) fn key(&mut self, columns: &[&str]) -> &mut Self {
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        self.table.primary_key = Some(Key {
            name: None,
            columns,
        });
        self
    }

    /// Adds an index.
    pub(crate) fn index(&mut self, columns: &[&str]) -> &mut Self {
        let part = |name: &&str| Part {
            of: (*name).to_owned(),
            ..Part::default()
        };
        self.table.indexes.push(Index {
            name: Some(format!("i{}", self.table.indexes.len())),
            parts: columns.iter().map(part).collect(),
            ..Index::default()
        });
        self
    }

    /// The shape of this number: columns of all types in any order, some with nulls, some of varying
    /// length, in pages filled to one degree or another.
    pub(crate) fn generated(dice: &mut Dice, rows: u32) -> Self {
        let mut shape = Self::empty(rows);
        match dice.below(4) {
            0 => shape.push(Type::Uuid, Fill::Random, 0).key(&["c0"]),
            1 => {
                let digits = 8 + dice.below(30);
                shape.push(Type::Varchar(Some(64)), Fill::Digits(digits), 0);
                shape.key(&["c0"])
            }
            _ => shape.push(Type::BigInt, Fill::Counter, 0).key(&["c0"]),
        };
        for _ in 0..=dice.below(13) {
            let nulls = if dice.one_in(4) {
                50 + dice.below(800)
            } else {
                0
            };
            let (data_type, fill) = any_column(dice);
            shape.push(data_type, fill, nulls);
        }
        if dice.one_in(3) {
            shape.table.fill_factor = Some(u8::try_from(50 + dice.below(50)).unwrap());
        }
        shape.push(Type::Int, Fill::Few(1 + dice.below(100)), 0);
        if dice.one_in(3) {
            let second = shape.second_key();
            shape.key(&["c0", &second]);
            // It is no longer the number of its row in SQLite.
            if matches!(shape.fills[0], Fill::Counter) {
                shape.fills[0] = Fill::Above;
            }
        }
        shape
    }

    /// A column that can stand in a key of every engine behind the first.
    fn second_key(&self) -> String {
        let usable = |column: &&Column| column.not_null && column.data_type != Type::Text;
        let found = self.table.columns.iter().skip(1).find(usable);
        found.unwrap().name.clone()
    }

    /// How far its size may scatter, in percent; not at all where all rows are alike.
    pub(crate) fn scatter(&self, found: f64, page: f64) -> f64 {
        let differ = |fill: &Fill| matches!(fill, Fill::Text(least, most) if least < most);
        if self.nulls.iter().any(|nulls| *nulls > 0) || self.fills.iter().any(differ) {
            scatter(found, page, f64::from(self.rows))
        } else {
            0.0
        }
    }

    fn text(&self, at: usize) -> bool {
        matches!(self.fills[at], Fill::Text(..))
    }

    /// What a person would know of it, where the engine has counted the averages and the nulls.
    pub(crate) fn facts(&self, counted: &str) -> Vec<ColumnFacts> {
        let mut counted = counted
            .split_whitespace()
            .map(|word| word.parse::<f64>().unwrap());
        let mut next = || counted.next().unwrap();
        let rows = f64::from(self.rows);
        let facts = self.fills.iter().map(|fill| {
            let (null_share, average) = (next(), next());
            ColumnFacts {
                average: match fill {
                    Fill::Text(..) => Some(average),
                    Fill::Digits(digits) => Some(f64::from(*digits)),
                    // In SQLite.
                    Fill::Above => Some(6.0),
                    // In SQLite, most of them take four bytes, and a 128th three.
                    Fill::Thrown => Some(4.0 - 1.0 / 128.0),
                    // In SQLite, 0 and 1 take nothing, and what is below 128 a byte.
                    Fill::Few(many) => Some(f64::from(many.saturating_sub(2)) / f64::from(*many)),
                    _ => None,
                },
                spread: match fill {
                    Fill::Text(least, most) => f64::from(most - least) / 2.0,
                    _ => 0.0,
                },
                null_share,
                random: matches!(fill, Fill::Random | Fill::Thrown),
                distinct: match fill {
                    Fill::Counter | Fill::Above | Fill::Random | Fill::Thrown | Fill::Digits(_) => {
                        Some(rows)
                    }
                    Fill::Few(many) => Some(f64::from(*many)),
                    _ => None,
                },
            }
        });
        facts.collect()
    }

    /// The question whose answer [`Shape::facts`] takes.
    pub(crate) fn count(&self) -> String {
        let columns = self.table.columns.iter().enumerate().map(|(at, column)| {
            let name = &column.name;
            let average = if self.text(at) {
                format!("coalesce(avg(length({name})),0)")
            } else {
                "0".to_owned()
            };
            format!("avg(CASE WHEN {name} IS NULL THEN 1.0 ELSE 0.0 END),{average}")
        });
        format!("SELECT {} FROM t;", columns.collect::<Vec<_>>().join(","))
    }

    /// Makes the table without its indexes, and fills it.
    pub(crate) fn statements(&self, engine: Engine) -> String {
        // By the statements that the product writes, whose sizes it says.
        let bare = Table {
            indexes: Vec::new(),
            ..self.table.clone()
        };
        let script = write_sql(engine, &Schema { tables: vec![bare] });
        let mut sql = ["DROP TABLE IF EXISTS t; ", &script.sql].concat();
        for (at, column) in self.table.columns.iter().enumerate() {
            // What is compressed is no longer as long as it is said to be.
            if engine == Engine::Postgres && self.text(at) {
                write!(
                    sql,
                    "ALTER TABLE t ALTER {} SET STORAGE EXTERNAL;",
                    column.name
                )
                .unwrap();
            }
        }
        let values: Vec<String> = (0..self.fills.len())
            .map(|at| self.value(engine, at))
            .collect();
        write!(
            sql,
            "INSERT INTO t SELECT {} FROM dice WHERE i<={} ORDER BY i;",
            values.join(","),
            self.rows
        )
        .unwrap();
        sql
    }

    /// Makes its indexes.
    pub(crate) fn index_statements(&self) -> String {
        let mut sql = String::new();
        for index in &self.table.indexes {
            let columns: Vec<&str> = index.parts.iter().map(|part| part.of.as_str()).collect();
            let name = index.name.as_deref().unwrap();
            write!(sql, "CREATE INDEX {name} ON t ({});", columns.join(",")).unwrap();
        }
        sql
    }

    fn value(&self, engine: Engine, at: usize) -> String {
        let (fill, nulls) = (&self.fills[at], self.nulls[at]);
        let data_type = &self.table.columns[at].data_type;
        let value = match (fill, engine) {
            (Fill::Counter, _) => "i".to_owned(),
            (Fill::Above, _) => "1000000000000+i".to_owned(),
            (Fill::Thrown, _) => "h".to_owned(),
            (Fill::Random, Engine::Postgres) => "md5(i::text)::uuid".to_owned(),
            (Fill::Random, Engine::Innodb) => "unhex(md5(i))".to_owned(),
            (Fill::Random, Engine::Sqlite) => "CAST(printf('%08x%08x',h,i) AS blob)".to_owned(),
            (Fill::Digits(many), Engine::Sqlite) => format!("printf('%0{many}d',i)"),
            (Fill::Digits(many), Engine::Postgres) => format!("lpad(i::text,{many},'0')"),
            (Fill::Digits(many), Engine::Innodb) => format!("lpad(i,{many},'0')"),
            (Fill::Text(least, most), _) => {
                let length = format!("{least}+{}%{}", mixed(at * 2), most - least + 1);
                match engine {
                    Engine::Sqlite => format!("printf('%.*c',{length},'x')"),
                    Engine::Postgres => format!("repeat('x',({length})::int)"),
                    Engine::Innodb => format!("repeat('x',{length})"),
                }
            }
            // Whether a value takes a byte follows from the value there; how many rows share it, elsewhere.
            (Fill::Few(many), Engine::Sqlite) => format!("h%{many}"),
            (Fill::Few(many), _) => format!("i%{many}"),
            (Fill::Same, _) => same(engine, data_type),
        };
        if nulls == 0 {
            return value;
        }
        let null = match engine {
            Engine::Postgres => format!("NULL::{}", type_text(engine, data_type)),
            _ => "NULL".to_owned(),
        };
        format!(
            "CASE WHEN {}%1000<{nulls} THEN {null} ELSE {value} END",
            mixed(at * 2 + 1)
        )
    }
}

/// A number below a million that differs from row to row without a pattern.
fn mixed(at: usize) -> String {
    format!("((h*{}+{})%1000003)", 7919 + 30 * at, 104_729 * at)
}

/// Makes the table `dice` of the numbers that rows are made from: `i` counts, `h` is thrown.
pub(crate) fn thrown(dice: &mut Dice, rows: u32) -> String {
    let mut sql = String::from("CREATE TABLE dice (i bigint, h bigint);\n");
    for at in 1..=rows {
        let start = if at % 1000 == 1 {
            "INSERT INTO dice VALUES "
        } else {
            ","
        };
        let end = if at % 1000 == 0 || at == rows {
            ";\n"
        } else {
            ""
        };
        write!(sql, "{start}({at},{}){end}", dice.below(1 << 30)).unwrap();
    }
    sql
}

fn same(engine: Engine, data_type: &Type) -> String {
    let sqlite = engine == Engine::Sqlite;
    match data_type {
        Type::Bool if engine == Engine::Postgres => "true".to_owned(),
        Type::Bool => "1".to_owned(),
        Type::TinyInt => "100".to_owned(),
        Type::SmallInt => "30000".to_owned(),
        Type::MediumInt => "8000000".to_owned(),
        Type::Int => "2000000000".to_owned(),
        Type::BigInt => "100000000000000".to_owned(),
        Type::Real | Type::Double => "0.5".to_owned(),
        Type::Decimal(_) if sqlite => "12345678.95".to_owned(),
        Type::Decimal(_) => "12345678.90".to_owned(),
        Type::Date => "'2026-11-22'".to_owned(),
        Type::Time => "'12:34:56'".to_owned(),
        Type::Timestamp(_) | Type::DateTime(_) => "'2026-11-22 12:34:56'".to_owned(),
        Type::Char(many) => format!("'{}'", "x".repeat(usize::try_from(*many).unwrap())),
        other => panic!("no value for {other:?}"),
    }
}

fn any_column(dice: &mut Dice) -> (Type, Fill) {
    let least = 1 + dice.below(60);
    match dice.below(18) {
        0 => (Type::Bool, Fill::Same),
        1 => (Type::SmallInt, Fill::Same),
        2 => (Type::Int, Fill::Same),
        3 => (Type::BigInt, Fill::Same),
        4 => (Type::Real, Fill::Same),
        5 => (Type::Double, Fill::Same),
        6 => (Type::Decimal(Some((10, 2))), Fill::Same),
        7 => (Type::Date, Fill::Same),
        8 => (Type::Timestamp(None), Fill::Same),
        9 => (Type::DateTime(None), Fill::Same),
        10 => (Type::Time, Fill::Same),
        11 => (Type::Uuid, Fill::Random),
        12 => (Type::Char(1 + dice.below(40)), Fill::Same),
        13 => (Type::Varchar(Some(60)), Fill::Text(least, least)),
        14 => (
            Type::Varchar(Some(200)),
            Fill::Text(least, least + dice.below(100)),
        ),
        15 => (Type::Text, Fill::Text(least * 10, least * 10)),
        16 => (Type::Text, Fill::Text(least, least + dice.below(200))),
        _ => (Type::TinyInt, Fill::Same),
    }
}

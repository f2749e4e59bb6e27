//! Prints the bytes of the tables of a schema: `cargo run --no-default-features --example sizes -- --engine postgres --rows 1000000 FILE.sql`.

#[path = "common/file.rs"]
mod file;

use envelope::engines::{Assumption, ColumnFacts, Engine, IndexOf, Table, TableSize, size};
use envelope::text::sql;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

const HELP: &str = "\
Prints the bytes that the tables and indexes of a schema take on disk.

Usage: sizes --engine ENGINE --rows N [OPTIONS] [FILE]

FILE is SQL: CREATE TABLE by hand, or what pg_dump --schema-only, mysqldump --no-data or .schema
print. Without a name, or for -, standard input is read.

A line has three columns with tabs between them:
  name       the table; TABLE.INDEX for an index; TABLE (outside) for long values beside the
             rows, TABLE (maps) for PostgreSQL's maps of its pages, TABLE (total) for all of it
  per row    bytes for each row of the table
  total      bytes

  --engine postgres|mysql|sqlite     whose pages are counted
  --rows N                           rows of each table: 1000000, 1M
  --rows TABLE=N                     rows of one table
  --avg TABLE.COLUMN=BYTES           the average length of its values
  --null TABLE.COLUMN=SHARE          the share of rows without a value, 0 to 1
  --random TABLE.COLUMN              its values come in no order, as random UUIDs do
  --help                             this text

What is not given is assumed, and said on standard error, as is each statement that was passed over.
The code is 0, or 1 where the file cannot be read or has no table, or 2 where an argument is wrong.
";

const USAGE: &str =
    "Usage: sizes --engine postgres|mysql|sqlite --rows N [OPTIONS] [FILE]; --help says more";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        return ended(file::write(HELP));
    }
    match asked(arguments) {
        Ok(request) => ended(print(&request)),
        Err(message) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

fn ended(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            complain(&message);
            ExitCode::FAILURE
        }
    }
}

/// Says something beside the results. Where even this cannot be written, the code still says it.
fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// What the command line asks for.
struct Request {
    file: String,
    engine: Engine,
    rows: Option<f64>,
    /// `TABLE`, and its rows.
    rows_of: Vec<(String, f64)>,
    /// `TABLE.COLUMN`, and what is known of it.
    facts: Vec<(String, Fact)>,
}

enum Fact {
    Average(f64),
    Null(f64),
    Random,
}

fn asked(arguments: Vec<String>) -> Result<Request, String> {
    let (mut engine, mut file) = (None, None);
    let (mut rows, mut rows_of, mut facts) = (None, Vec::new(), Vec::new());
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let (option, within) = match argument.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        let mut value = || {
            let value = within.clone().or_else(|| arguments.next());
            value.ok_or_else(|| format!("`{option}` needs a value. {USAGE}"))
        };
        match option {
            "--engine" => engine = Some(engine_of(&value()?)?),
            "--rows" => {
                let value = value()?;
                match value.rsplit_once('=') {
                    Some((table, count)) => rows_of.push((table.to_owned(), count_of(count)?)),
                    None => rows = Some(count_of(&value)?),
                }
            }
            "--avg" => {
                let (column, bytes) = pair(option, &value()?)?;
                facts.push((column, Fact::Average(number(&bytes, f64::MAX)?)));
            }
            "--null" => {
                let (column, share) = pair(option, &value()?)?;
                facts.push((column, Fact::Null(number(&share, 1.0)?)));
            }
            "--random" => facts.push((value()?, Fact::Random)),
            _ if option.starts_with('-') && option != "-" => {
                return Err(format!("`{option}` is no option. {USAGE}"));
            }
            _ if file.is_some() => return Err(format!("One file at a time. {USAGE}")),
            _ => file = Some(argument),
        }
    }
    let engine = engine.ok_or_else(|| format!("`--engine` is missing. {USAGE}"))?;
    if rows.is_none() && rows_of.is_empty() {
        return Err(format!("`--rows` is missing. {USAGE}"));
    }
    let file = file.unwrap_or_else(|| String::from("-"));
    Ok(Request {
        file,
        engine,
        rows,
        rows_of,
        facts,
    })
}

fn engine_of(name: &str) -> Result<Engine, String> {
    match name.to_ascii_lowercase().as_str() {
        "postgres" | "postgresql" => Ok(Engine::Postgres),
        "mysql" | "mariadb" | "innodb" => Ok(Engine::Innodb),
        "sqlite" => Ok(Engine::Sqlite),
        _ => Err(format!("`{name}` is no engine that is known. {USAGE}")),
    }
}

/// `TABLE.COLUMN=VALUE`, taken apart. A name may have an equals sign in it.
fn pair(option: &str, text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, value)) if column.contains('.') => Ok((column.to_owned(), value.to_owned())),
        _ => Err(format!(
            "`{option} {text}` is not TABLE.COLUMN=NUMBER. {USAGE}"
        )),
    }
}

/// A number from 0 to `most`.
fn number(text: &str, most: f64) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok();
    number
        .filter(|number| (0.0..=most).contains(number))
        .ok_or_else(|| format!("`{text}` is no number that fits. {USAGE}"))
}

/// A number of rows: digits, with `k`, `M` or `G` behind them for thousands, millions and billions.
fn count_of(text: &str) -> Result<f64, String> {
    let times = [('k', 1e3), ('K', 1e3), ('M', 1e6), ('G', 1e9), ('B', 1e9)];
    let short = times
        .iter()
        .find_map(|(end, times)| Some((text.strip_suffix(*end)?, times)));
    let (digits, times) = short.unwrap_or((text, &1.0));
    number(&digits.replace('_', ""), 1e15).map(|number| (number * times).round())
}

fn print(request: &Request) -> Result<(), String> {
    let text = file::read(&request.file)?;
    let reading = sql::read(&text);
    for skipped in &reading.skipped {
        complain(&format!(
            "line {}: {}: {}",
            skipped.line, skipped.what, skipped.why
        ));
    }
    if reading.schema.tables.is_empty() {
        return Err(format!("{}: no table was found", request.file));
    }
    unused(request, &reading.schema.tables);
    let mut out = String::new();
    for table in &reading.schema.tables {
        let mut facts = vec![ColumnFacts::default(); table.columns.len()];
        for (column, fact) in &request.facts {
            let of = table
                .columns
                .iter()
                .position(|of| names(table, &of.name, column));
            if let Some(facts) = of.and_then(|at| facts.get_mut(at)) {
                match fact {
                    Fact::Average(bytes) => facts.average = Some(*bytes),
                    Fact::Null(share) => facts.null_share = *share,
                    Fact::Random => facts.random = true,
                }
            }
        }
        let Some(rows) = rows_of(request, table) else {
            complain(&format!(
                "{}: no number of rows is given; it is left out",
                table.name
            ));
            continue;
        };
        let bytes = size(request.engine, table, rows, &facts);
        for assumption in &bytes.assumptions {
            complain(&format!("{}: {}", table.name, assumed(table, assumption)));
        }
        lines(table, rows, &bytes, &mut out);
    }
    file::write(&out)
}

/// Whether `TABLE.COLUMN` is this column of this table.
fn names(table: &Table, column: &str, text: &str) -> bool {
    let rest = text.strip_prefix(table.name.as_str());
    rest.and_then(|rest| rest.strip_prefix('.')) == Some(column)
}

fn rows_of(request: &Request, table: &Table) -> Option<f64> {
    let own = request
        .rows_of
        .iter()
        .rev()
        .find(|(name, _)| *name == table.name);
    own.map(|(_, rows)| *rows).or(request.rows)
}

/// Says which options name nothing that is there.
fn unused(request: &Request, tables: &[Table]) {
    for (name, _) in &request.rows_of {
        if tables.iter().all(|table| table.name != *name) {
            complain(&format!("{name}: there is no such table"));
        }
    }
    for (text, _) in &request.facts {
        let mut columns = tables
            .iter()
            .flat_map(|table| table.columns.iter().map(move |column| (table, column)));
        if !columns.any(|(table, column)| names(table, &column.name, text)) {
            complain(&format!("{text}: there is no such column"));
        }
    }
}

/// The lines of a table.
fn lines(table: &Table, rows: f64, bytes: &TableSize, out: &mut String) {
    let each = |total: f64| if rows > 0.0 { total / rows } else { 0.0 };
    let mut line = |name: &str, row: f64, total: f64| {
        let _ = writeln!(out, "{name}\t{}\t{total}", (row * 1000.0).round() / 1000.0);
    };
    let beside = |what: &str| format!("{} ({what})", table.name);
    line(&table.name, each(bytes.table), bytes.table);
    for index in &bytes.indexes {
        let name = format!("{}.{}", table.name, index_name(table, index.of));
        line(&name, each(index.total), index.total);
    }
    for (what, total) in [("outside", bytes.overflow), ("maps", bytes.maps)] {
        if total > 0.0 {
            line(&beside(what), each(total), total);
        }
    }
    line(&beside("total"), each(bytes.total), bytes.total);
}

/// The name of an index, or what it is of.
fn index_name(table: &Table, of: IndexOf) -> String {
    if let Some(name) = of.name(table) {
        return name.to_owned();
    }
    let (word, columns): (&str, Vec<&str>) = match of {
        IndexOf::Primary => return String::from("primary key"),
        IndexOf::Unique(at) => {
            let columns = table.uniques.get(at).map_or(&[][..], |key| &key.columns);
            ("unique", columns.iter().map(String::as_str).collect())
        }
        IndexOf::Index(at) => {
            let parts = table.indexes.get(at).map_or(&[][..], |index| &index.parts);
            ("index", parts.iter().map(|part| part.of.as_str()).collect())
        }
        IndexOf::ForeignKey(at) => {
            let columns = table
                .foreign_keys
                .get(at)
                .map_or(&[][..], |key| &key.columns);
            ("foreign key", columns.iter().map(String::as_str).collect())
        }
    };
    format!("{word} ({})", columns.join(", "))
}

/// An assumption in words.
fn assumed(table: &Table, assumption: &Assumption) -> String {
    let column = |at: usize| {
        table
            .columns
            .get(at)
            .map_or("", |column| column.name.as_str())
    };
    match *assumption {
        Assumption::Average { column: at, bytes } => {
            format!("{} is assumed to have {bytes} bytes (--avg)", column(at))
        }
        Assumption::NotCompressed { column: at } => {
            format!("{} is counted without compression", column(at))
        }
        Assumption::Expression { index } => {
            format!(
                "{} is counted as if it were on a column",
                index_name(table, index)
            )
        }
        Assumption::WholeTable { index } => {
            format!(
                "{} is counted as if all rows were in it",
                index_name(table, index)
            )
        }
        Assumption::Rough { index } => {
            format!(
                "{} is an order of magnitude: it follows from its content",
                index_name(table, index)
            )
        }
    }
}

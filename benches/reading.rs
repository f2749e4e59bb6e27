//! How long files of 5 MB take to be read: Markdown, JSON, SQL, honest and hostile.
//!
//! `cargo bench --no-default-features --bench reading`. An import has a second on the page, whose code is made small and
//! not fast: here it should be well below half of one. What takes longer is marked.

use std::hint::black_box;
use std::time::{Duration, Instant};

use envelope::estimate;
use envelope::model::{Document, apis, data_model, requirements};
use envelope::text::{json, markdown, sql};

/// The size of a file, in bytes.
const SIZE: usize = 5_000_000;
/// What is longer than this is marked.
const LONG: Duration = Duration::from_millis(500);

type Read = fn(&str);

fn main() {
    println!("{:<58} {:>10} {:>12}", "5 MB", "bytes", "time");
    let from_markdown: Read = |text| drop(black_box(markdown::read(text)));
    let from_json: Read = |text| drop(black_box(json::from_json(text)));
    let from_sql: Read = |text| drop(black_box(sql::read(text)));
    for (name, text) in markdowns() {
        line("Markdown", name, &text, from_markdown);
    }
    for (name, text) in jsons() {
        line("JSON", name, &text, from_json);
    }
    for (name, text) in repeated() {
        line("Markdown", &name, &text, from_markdown);
        line("JSON", &name, &text, from_json);
        line("SQL", &name, &text, from_sql);
    }
}

fn line(form: &str, name: &str, text: &str, read: Read) {
    let start = Instant::now();
    read(black_box(text));
    let took = start.elapsed();
    let mark = if took > LONG { "  <<<" } else { "" };
    println!(
        "{:<58} {:>10} {:>9.1} ms{mark}",
        format!("{form}: {name}"),
        text.len(),
        took.as_secs_f64() * 1e3
    );
}

/// So many times a text that it is as large as a file may be.
fn fill(part: &str) -> String {
    part.repeat(SIZE / part.len())
}

fn rendered(doc: &Document) -> String {
    markdown::render(doc, &estimate::of(doc))
}

/// Designs as they are written, and texts that look like one.
fn markdowns() -> Vec<(&'static str, String)> {
    let mut rows = Document::default();
    for at in 0..20_000 {
        let name = format!("Requirement {at} | of many");
        rows.add_row_of(&requirements::FUNCTIONAL, &[&name, "", "must"]);
    }
    let mut entities = Document::default();
    for at in 0..2_000 {
        let id = entities.add_row_of(&data_model::ENTITIES, &[&format!("Entity {at}"), "1M"]);
        for column in 0..8 {
            let cells = [
                &*format!("column_{column}"),
                "text",
                "20 B",
                "",
                &id.to_string(),
            ];
            entities.add_row_of(&data_model::ATTRIBUTES, &cells);
        }
    }
    let mut long = Document::default();
    long.apis.style = "- one line of notes, with `code` and a [link](x)\n".repeat(SIZE / 52);
    let mut wide = Document::default();
    wide.requirements.assumptions = "word ".repeat(SIZE / 5);
    let mut actions = Document::default();
    for at in 0..2_000 {
        let path = format!("/things/{at}");
        let cells = [&*format!("Do {at}"), "", "GET", &path, "read", "1/s"];
        actions.add_row_of(&apis::ACTIONS, &cells);
    }
    let heading = "# A\n\n### 1. Clarify Requirements\n\n#### Functional Requirements\n\n";
    let head = "| Requirement | Scope | Priority |\n| --- | --- | --- |\n";
    let cells = [heading, head, &"| a | b | c |\n".repeat(33_334)].concat();
    let large = [
        heading,
        head,
        &"| some words of a requirement | in scope | must |\n".repeat(SIZE / 52),
    ]
    .concat();
    let columns = [
        heading,
        "|",
        &" Requirement |".repeat(100_000),
        "\n|",
        &" --- |".repeat(100_000),
        "\n",
    ]
    .concat();
    vec![
        ("20,000 rows of a table", rendered(&rows)),
        ("2,000 entities of 8 attributes", rendered(&entities)),
        ("2,000 actions", rendered(&actions)),
        ("a long text of many lines", rendered(&long)),
        ("one long line", rendered(&wide)),
        ("a table of 100,000 cells", cells),
        ("a table that fills the file", large),
        ("a table of 100,000 columns", columns),
    ]
}

fn jsons() -> Vec<(&'static str, String)> {
    let mut rows = Document::default();
    for at in 0..37_000 {
        let name = format!("Requirement {at}");
        rows.add_row_of(&requirements::FUNCTIONAL, &[&name, "", "must"]);
    }
    let mut text = Document::default();
    text.apis.style = "x".repeat(SIZE - 10_000);
    let depth = SIZE / 2;
    let same = "{\"id\":1,\"requirement\":\"a\"},".repeat(SIZE / 26);
    let same = [
        "{\"format\":1,\"requirements\":{\"functional\":[",
        &same[..same.len() - 1],
        "]}}",
    ]
    .concat();
    vec![
        ("37,000 rows", json::to_json(&rows)),
        ("rows that all have one id", same),
        ("one huge text", json::to_json(&text)),
        (
            "nested arrays",
            ["[".repeat(depth), "]".repeat(depth)].concat(),
        ),
        ("nested objects", "{\"a\":".repeat(SIZE / 5)),
        (
            "escapes",
            ["{\"title\":\"", &"\\u0041".repeat(SIZE / 6 - 4), "\"}"].concat(),
        ),
    ]
}

/// One thing, over and over.
fn repeated() -> Vec<(String, String)> {
    let parts = [
        "|",
        "`",
        "#",
        "*",
        "_",
        "\n",
        " ",
        "\\",
        "[",
        "](",
        "<",
        "&",
        "<!--",
        "```\n",
        "~~~\n",
        "> ",
        "- ",
        "- a\n",
        "# a\n",
        "### 5. Capacity and Scale Estimation\n",
        "| a |\n| --- |\n",
        "**a**\n",
        "(",
        "'",
        "\"",
        "$$",
        "/*",
        "--",
        ",",
        ";",
        "\u{202e}",
        "\u{feff}",
        "&#10;",
        "a: ",
        "“",
        "– (",
        "CREATE TABLE t (a int);\n",
        "CREATE INDEX i ON t (a);\n",
        "INSERT INTO t VALUES (1);\n",
    ];
    parts
        .iter()
        .map(|part| (format!("{part:?} over and over"), fill(part)))
        .collect()
}

//! Markdown that is read back: what was written, what people change in it, and any other text.

use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{
    Document, Input, Spec, all_fields, all_tables,
};
use crate::text::json;
use crate::text::markdown::{Note, read, render};
use proptest::prelude::*;

fn markdown(doc: &Document) -> String {
    render(doc, &estimate::of(doc))
}

#[track_caller]
fn reads_back(doc: &Document) {
    let text = markdown(doc);
    let reading = read(&text);
    let wanted = doc.canonical();
    same(&reading.document, &wanted);
}

/// Equal; if not, the first entry that differs is said.
#[track_caller]
fn same(read: &Document, wanted: &Document) {
    assert_eq!(read.title, wanted.title, "title");
    for field in all_fields() {
        let (read, wanted) = ((field.get)(read), (field.get)(wanted));
        assert_eq!(read, wanted, "{}", field.spec.key);
    }
    for table in all_tables() {
        let (read, wanted) = ((table.rows)(read), (table.rows)(wanted));
        assert_eq!(read.ids(), wanted.ids(), "{}", table.key);
        for at in 0..wanted.count() {
            for (column, spec) in (table.specs)().iter().enumerate() {
                let (read, wanted) = (read.cell_at(at, column), wanted.cell_at(at, column));
                assert_eq!(read, wanted, "{}, row {at}", spec.key);
            }
        }
    }
    assert_eq!(read, wanted);
}

fn notes(text: &str) -> Vec<(usize, String)> {
    let notes = read(text).notes.into_iter();
    notes.map(|Note { line, what, .. }| (line, what)).collect()
}

/// Texts that look like Markdown, like the document's own lines, or like nothing at all.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => prop::sample::select(vec![
            "|", "\\|", "\\\\|", "`a|b`", "`a\\|b`", "`", "``", "```", "~~~", "```js\nx\n```", "```\n# x", "<b>", "</details>", "<!-- -->",
            "<br>", "&amp;", "&lt;b>", "&#45;", "&#10;", "&nbsp;", "&", "😀", "مرحبا", "\u{202e}", "\u{0}", "\u{1b}", "\r\n", "\r", "\n", "\n\n",
            "\t", " ", "  ", "\u{a0}", "\u{2028}", "\u{feff}", "\u{85}", "- ", "* ", "+ ", "1. ", "> ", "# ", "## My Learnings", "### 6. Cost Estimation",
            "#### Latency", "---", "===", "- API notes: –", "- **Total: 5**", "- **Peak QPS: 3**", "- → advice", "**System flow**", "**API notes**",
            "**Open risks**", "**Attributes**", "_None yet._", "_Ingress traffic is usually free._", "| Query | Entity |\n| --- | --- |", "| Actor | Kind | Wants |",
            "–", "– ", "(assumed: x)", " (assumed: y)", "3x (assumed: a day)", "(derived)", "5 (derived from Servers)", "“5” – not understood: no", "” – not understood: ",
            "“", "”", "(row 2)", " (row 1)", "row 1", "x", "A", "A", "Untitled design", "High-level design (HLD).", " Calendar: ", ". Digits: 2.", "yes", "PostgreSQL", "not decided",
            "[a](b)", "![a](b)", "**b**", "_i_", "*", "_", "~~s~~", "https://a.b/c", "\\", "\\\\", "\\#", "\\*", "    code", "#", "##", "a ##",
        ]).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9 .,;:!?%$@()-]{0,12}",
        1 => "\\PC{0,8}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

/// What an entry of this declaration may hold; of a reference, the number of a row that is made an id later.
fn entry(spec: &Spec) -> BoxedStrategy<String> {
    match spec.input {
        Input::Choice(choices) => {
            let values: Vec<String> = choices.iter().map(|(v, _)| (*v).to_owned()).collect();
            prop_oneof![8 => prop::sample::select(values), 1 => hostile()].boxed()
        }
        Input::Reference(_) => prop_oneof![6 => "[0-3]", 1 => hostile()].boxed(),
        Input::Quantity(_) | Input::Curve => prop_oneof![
            2 => Just(String::new()),
            2 => Just(spec.example.to_owned()),
            2 => "[0-9]{1,4}(\\.[0-9])?(k|M)?( ?(B|KB|GB|/s|/day|/user/day|%|x|ms|years))?",
            2 => hostile(),
        ]
        .boxed(),
        Input::Line | Input::Text => {
            prop_oneof![1 => Just(String::new()), 3 => hostile()].boxed()
        }
    }
}

/// Any document: every field, and up to three rows of every table.
fn full_document() -> impl Strategy<Value = Document> {
    let fields: Vec<_> = all_fields().iter().map(|field| entry(&field.spec)).collect();
    let rows: Vec<_> = all_tables()
        .iter()
        .map(|table| {
            let row: Vec<_> = (table.specs)().into_iter().map(entry).collect();
            proptest::collection::vec(row, 0..4)
        })
        .collect();
    (hostile(), fields, rows).prop_map(|(title, fields, tables)| {
        let mut doc = Document {
            title,
            ..Document::default()
        };
        for (field, text) in all_fields().into_iter().zip(fields) {
            *(field.get_mut)(&mut doc) = text;
        }
        for (table, rows) in all_tables().into_iter().zip(tables) {
            for row in rows {
                let row: Vec<&str> = row.iter().map(String::as_str).collect();
                doc.add_row_of(table, &row);
            }
        }
        refer(&mut doc);
        doc
    })
}

/// Makes the number of a row the id of a row that is there.
fn refer(doc: &mut Document) {
    for table in all_tables() {
        for (column, spec) in (table.specs)().into_iter().enumerate() {
            let Input::Reference(to) = spec.input else {
                continue;
            };
            let ids = (to.rows)(doc).ids();
            for at in 0..(table.rows)(doc).count() {
                let cell = (table.rows_mut)(doc).cell_mut_at(at, column).unwrap();
                let row = cell.parse::<usize>().ok();
                if let Some(id) = row.and_then(|row| ids.get(row)) {
                    *cell = id.to_string();
                }
            }
        }
    }
}

#[test]
fn the_examples_and_the_empty_design_read_back_without_a_note() {
    let empty = Document::default();
    let designs = examples::ALL.iter().map(json::example);
    for doc in designs.chain([empty]) {
        reads_back(&doc);
        assert_eq!(read(&markdown(&doc)).notes, [], "{}", doc.title);
    }
}

#[test]
fn every_case_reads_back() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    for folder in [folder.clone(), folder.join("estimation")] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|end| end == "json") {
                let text = std::fs::read_to_string(&path).unwrap();
                reads_back(&json::from_json(&text).unwrap());
                cases += 1;
            }
        }
    }
    assert!(cases > 10, "the cases are there");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_design_reads_back(doc in full_document()) {
        reads_back(&doc);
    }

    #[test]
    fn a_design_with_a_few_entries_reads_back(doc in any_document()) {
        reads_back(&doc);
    }

    #[test]
    fn nothing_of_a_design_is_told_to_be_not_understood(doc in full_document()) {
        let notes = read(&markdown(&doc)).notes;
        prop_assert!(notes.is_empty(), "{:?}", notes);
    }

    #[test]
    fn no_text_stops_the_reader(parts in proptest::collection::vec(hostile(), 0..60)) {
        let reading = read(&parts.join("\n"));
        prop_assert_eq!(reading.document.canonical(), reading.document);
    }
}

#[test]
fn no_part_of_a_design_stops_the_reader() {
    let doc = json::example(&examples::ALL[1]);
    let text = markdown(&doc);
    let mut ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let places = (0..text.len()).step_by(997);
    ends.extend(places.filter(|at| text.is_char_boundary(*at)));
    for end in ends {
        let reading = read(&text[..end]);
        assert!(reading.notes.len() <= 2, "{end}: {:?}", reading.notes);
        assert!(reading.document.title.is_empty() || doc.title.starts_with(&reading.document.title));
    }
}

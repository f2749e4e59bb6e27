//! Markdown that is read back: what was written, what people change in it, and any other text.

use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, Input, Spec, all_fields, all_tables, apis, data_model as d};
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
        Input::Line | Input::Text => prop_oneof![1 => Just(String::new()), 3 => hostile()].boxed(),
    }
}

/// Any document: every field, and up to three rows of every table.
fn full_document() -> impl Strategy<Value = Document> {
    let fields: Vec<_> = all_fields()
        .iter()
        .map(|field| entry(&field.spec))
        .collect();
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
        // What refers to a row that comes later has nothing to refer to, nor has a diagram; and the last line may be
        // half a line.
        let lines = text[..end].lines().count();
        let later = |note: &Note| {
            ["No row", "A diagram"]
                .iter()
                .any(|why| note.why.starts_with(why))
        };
        let wrong = |note: &&Note| !later(note) && note.line + 1 < lines;
        assert_eq!(reading.notes.iter().find(wrong), None, "{end}");
        assert!(doc.title.starts_with(&reading.document.title));
    }
}

fn designed() -> Document {
    let mut doc = Document {
        title: "Pastes".into(),
        ..Document::default()
    };
    doc.capacity.dau = "10M".into();
    doc.summary.text = "First.\n\n- one\n- **two**".into();
    doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "/x", "read", "5/s"]);
    doc.add_row_of(&apis::ACTIONS, &["Write", "", "POST", "/y"]);
    let entity = doc.add_row_of(&d::ENTITIES, &["Pastes"]).to_string();
    doc.add_row_of(&d::ATTRIBUTES, &["id", "char(7)", "", "PK", &entity]);
    doc
}

/// The text with one part of it replaced, everywhere.
#[track_caller]
fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}\n{text}");
    text.replace(from, to)
}

#[test]
fn other_marks_levels_spaces_and_line_ends_say_the_same() {
    let doc = designed();
    let text = markdown(&doc);
    for (from, to) in [
        ("\n", "\r\n"),
        ("\n- ", "\n* "),
        ("\n### ", "\n## "),
        ("\n#### ", "\n##### "),
        ("\n### 5. ", "\n### "),
        ("| --- ", "|:---:"),
        ("| ", "|    "),
        (" |", "|"),
        ("# Pastes", "\u{feff}# Pastes #"),
        ("\n\n", "\n\n\n"),
        ("**Attributes**\n\n", ""),
        ("**Actions and APIs**\n\n", ""),
    ] {
        let mut doc = designed();
        if to == "\n* " {
            doc.summary.text = doc.summary.text.replace("- ", "* ");
        } else if to == "\n\n\n" {
            doc.summary.text = doc.summary.text.replace("\n\n", to);
        }
        let reading = read(&edited(&text, from, to));
        same(&reading.document, &doc.canonical());
        assert_eq!(reading.notes, [], "{from:?}");
    }
}

#[test]
fn sections_may_stand_in_another_order_or_be_missing() {
    let text = markdown(&designed());
    let start = text.find("### 1.").unwrap();
    let (head, rest) = text.split_at(start);
    let mut sections: Vec<&str> = rest.split_inclusive("\n### ").collect();
    sections.reverse();
    let turned = [head, "### ", &sections.join("\n\n### ")].concat();
    let turned = turned.replace("### ### ", "### ");
    same(&read(&turned).document, &designed().canonical());
    // Without its own table, an action is known from the others.
    let from = text.find("#### Write down").unwrap();
    let to = text.find("#### Make them").unwrap();
    let reading = read(&[&text[..from], &text[to..]].concat());
    assert_eq!(reading.notes, []);
    assert_eq!(reading.document.apis.actions[0].rate, "5/s");
    assert_eq!(reading.document.apis.actions[1].path, "/y");
    assert_eq!(reading.document.apis.actions.len(), 2);
}

#[test]
fn what_is_changed_by_hand_is_taken() {
    let text = markdown(&designed());
    let growth = "- Growth a year: 0 % /year (assumed";
    let text = edited(&text, growth, "- Growth a year: 40% (assumed");
    let peak = "- Peak factor: 2x (assumed";
    let text = edited(&text, peak, "- Peak factor: 4x (assumed");
    let text = edited(
        &text,
        "- Horizon: 3 years (assumed: a usual planning horizon)",
        "- Horizon: 5 years",
    );
    let calendar = "Calendar: Exact, 86,400 s a day (assumed)";
    let text = edited(&text, calendar, "Calendar: interview, 100,000 s a day");
    let text = edited(&text, "10M", "20M");
    let text = edited(&text, "| Write |  | – |", "| Write |  | write |");
    let text = edited(
        &text,
        "| id | char(7) |  | PK | Pastes |  |\n",
        "| id | char(7) |  | PK | Pastes |  |\n| body | text |\n",
    );
    let reading = read(&text);
    let doc = reading.document;
    assert_eq!(doc.capacity.growth, "40%");
    assert_eq!(doc.capacity.peak_factor, "4x");
    assert_eq!(doc.capacity.horizon, "5 years");
    assert_eq!(doc.capacity.dau, "20M");
    assert_eq!(doc.conventions.calendar, "interview");
    assert_eq!(doc.apis.actions[1].operation, "write");
    assert_eq!(doc.data_model.attributes[1].kind, "text");
    // The table of actions in section 5 still says otherwise; nothing is lost there.
    assert_eq!(reading.notes, []);
}

#[test]
fn columns_may_be_turned_left_out_or_unknown() {
    let text = "## Actions and APIs\n\n#### Write down actions done by actors\n\n| Rate | Colour | Action |\n|---|---|---|\n| 5/s | red | Read |\n| | | Write | more |\n|||\n";
    let reading = read(text);
    let actions = &reading.document.apis.actions;
    assert_eq!(
        (actions[0].rate.as_str(), actions[1].name.as_str()),
        ("5/s", "Write")
    );
    assert_eq!(actions.len(), 3);
    assert_eq!(
        notes(text),
        [
            (1, "## Actions and APIs".into()),
            (5, "Colour".into()),
            (8, "more".into())
        ]
    );
}

#[test]
fn what_stands_twice_with_different_texts_is_said() {
    let mut doc = designed();
    doc.capacity.replication = "2x".into();
    let text = markdown(&doc);
    let at = text.rfind("- Replication factor: 2x").unwrap();
    let twice = [&text[..at], "- Replication factor: 5x", &text[at + 24..]].concat();
    let line = text[..at].lines().count() + 1;
    assert_eq!(read(&twice).document.capacity.replication, "2x");
    assert_eq!(notes(&twice), [(line, "Replication factor: 5x".into())]);
    // A row that was given another name at home keeps it.
    let renamed = text.replacen("| Write |", "| Create |", 1);
    let reading = read(&renamed);
    assert_eq!(reading.document.apis.actions[1].name, "Create");
    assert_eq!(reading.document.apis.actions[1].path, "/y");
    assert!(
        reading.notes.iter().all(|note| note.what == "Write"),
        "{:?}",
        reading.notes
    );
    assert!(!reading.notes.is_empty());
}

#[test]
fn references_find_rows_of_the_same_name_and_of_none() {
    let mut doc = Document::default();
    let names = ["A", "A", "", "A (row 1)", "row 3", " A"];
    for name in names {
        let id = doc.add_row_of(&d::ENTITIES, &[name]).to_string();
        doc.add_row_of(&d::ATTRIBUTES, &["x", "", "", "", &id]);
    }
    let text = markdown(&doc);
    assert!(
        text.contains("| A (row 2) |") && text.contains("| (row 3) |"),
        "{text}"
    );
    reads_back(&doc);
    let reading =
        read("#### 2. Relationships\n\n| Relationship | From |\n| --- | --- |\n| r | Nobody |\n");
    assert_eq!(
        (reading.notes[0].line, reading.notes[0].what.as_str()),
        (5, "Nobody")
    );
}

#[test]
fn a_long_text_is_read_in_time_that_grows_as_its_length() {
    let line = "| `` ` \\` | a \\| b & c &#45; <b> |\n- **x** → y\nplain text\n";
    let start = "#### List actors\n\n| Actor | Wants |\n| --- | --- |\n";
    let time = |lines: usize| {
        let text = [start, &line.repeat(lines)].concat();
        let from = std::time::Instant::now();
        read(&text);
        from.elapsed().as_secs_f64()
    };
    // Eight times the text; twice that is allowed for a machine that does something else.
    let (short, long) = (time(2_000), time(16_000));
    assert!(long < 16.0 * short.max(0.01), "{short} {long}");
}

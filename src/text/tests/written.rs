//! Notes, the summary that is written from the design, and how much of the work is shown.

use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, Input, Section, failures, requirements, summary, tradeoffs};
use crate::outline::{self, Item};
use crate::text::{json, markdown::render, summary as written};
use proptest::prelude::*;

fn markdown(doc: &Document) -> String {
    render(doc, &estimate::of(doc))
}

/// Each of the fourteen sections, and what stands behind them, has a place for what has no other.
#[test]
fn every_section_takes_free_text() {
    for section in Section::ALL {
        let blocks = outline::blocks(section);
        let text = |item: &Item| matches!(item, Item::Fields(fields) if fields.iter().any(|field| matches!(field.spec.input, Input::Text)));
        assert!(
            blocks.iter().any(|block| block.items.iter().any(text)),
            "{}",
            section.name()
        );
        let notes = blocks.iter().position(outline::Block::is_notes);
        assert!(
            notes.is_none_or(|at| at + 1 == blocks.len()),
            "{}: last",
            section.name()
        );
    }
}

#[test]
fn notes_stand_last_in_their_section_and_only_where_they_are_filled() {
    let mut doc = Document::default();
    let empty = markdown(&doc);
    assert!(!empty.contains("Notes"), "{empty}");
    doc.cost.notes = "# Ask\n\n- for *quotes*".into();
    let text = markdown(&doc);
    assert!(
        text.contains("\n#### Notes\n\n\\# Ask\n\n- for *quotes*\n\n### 7. "),
        "{text}"
    );
    assert_eq!(text.matches("#### Notes").count(), 1);
}

fn design() -> Document {
    let mut doc = Document::default();
    for text in [
        "Create a paste.",
        "Read\na paste",
        "",
        "Erase it",
        "Report it",
    ] {
        doc.add_row_of(&requirements::FUNCTIONAL, &[text]);
    }
    doc.add_row_of(&requirements::FUNCTIONAL, &["Search", "out"]);
    doc.add_row_of(
        &tradeoffs::TRADEOFFS,
        &["Where texts are", "", "Blob storage."],
    );
    doc.add_row_of(&tradeoffs::TRADEOFFS, &["Undecided"]);
    doc.add_row_of(
        &failures::FAILURES,
        &["Cache", "A node is lost", "", "", "Replicas"],
    );
    doc.add_row_of(&failures::FAILURES, &["Primary", "It is lost"]);
    doc
}

#[test]
fn the_summary_says_what_the_design_says() {
    let doc = design();
    let said = written::written(&doc, &estimate::of(&doc));
    assert_eq!(
        said[0],
        "What it does: Create a paste; Read a paste; Erase it; and 1 more."
    );
    let has = |sentence: &str| assert!(said.iter().any(|said| said == sentence), "{said:#?}");
    has("Decided: Where texts are → Blob storage.");
    has("Failures without an answer: Primary, It is lost.");
    assert!(
        said.iter().any(|said| said.starts_with("Unknown: ")),
        "{said:#?}"
    );
    let example = json::example(&examples::PASTEBIN);
    let said = written::written(&example, &estimate::of(&example)).join(" ");
    assert!(
        said.contains("Key numbers: Average QPS 44 /s; Peak QPS "),
        "{said}"
    );
}

#[test]
fn of_nothing_no_summary_is_written() {
    let mut doc = Document::default();
    assert!(written::written(&doc, &estimate::of(&doc)).is_empty());
    doc.capacity.growth = "40 GB".into();
    assert!(written::written(&doc, &estimate::of(&doc)).is_empty());
    assert!(markdown(&doc).contains("- Summary: –\n"));
}

#[test]
fn what_a_person_wrote_takes_the_place_of_what_was_written_from_the_design() {
    let mut doc = design();
    let text = markdown(&doc);
    assert!(
        text.contains("#### Summary\n\n_Written from the design:_ What it does: Create a paste; "),
        "{text}"
    );
    assert!(
        !text.contains("- Summary: –") && text.contains("\n\n- Open risks: –\n"),
        "{text}"
    );
    (summary::SUMMARY.get_mut)(&mut doc).push_str("A place for texts.");
    let text = markdown(&doc);
    assert!(
        text.contains("#### Summary\n\nA place for texts.\n"),
        "{text}"
    );
    assert!(!text.contains("Written from the design"));
}

#[test]
fn the_work_is_shown_as_far_as_it_is_wanted() {
    let mut doc = Document::default();
    doc.cost.instances = "2".into();
    let total = |doc: &Document, work: &str| {
        let mut doc = doc.clone();
        doc.conventions.work = work.into();
        let text = markdown(&doc);
        let total = text.lines().find(|line| line.starts_with("- **Total: "));
        let derived = text
            .lines()
            .find(|line| line.starts_with("- Monitored hosts: "));
        [total, derived].map(|line| line.unwrap().to_owned())
    };
    let full = [
        "- **Total: 2 × $92 /month = $184 /month** (Number of instances × Cost per instance)",
        "- Monitored hosts: 2 (derived from Number of instances)",
    ];
    assert_eq!(total(&doc, ""), full);
    assert_eq!(total(&doc, "full"), full);
    let short = [
        "- **Total: 2 × $92 /month = $184 /month**",
        "- Monitored hosts: 2 (derived)",
    ];
    assert_eq!(total(&doc, "short"), short);
    let none = ["- **Total: $184 /month**", "- Monitored hosts: 2 (derived)"];
    assert_eq!(total(&doc, "none"), none);
}

#[test]
fn a_result_keeps_its_value_and_what_it_lacks_however_little_is_shown() {
    let example = json::example(&examples::PASTEBIN);
    let line = |work: &str, name: &str| {
        let mut doc = example.clone();
        doc.conventions.work = work.into();
        let text = markdown(&doc);
        let start = ["- **", name, ": "].concat();
        text.lines()
            .find(|line| line.starts_with(&start))
            .unwrap()
            .to_owned()
    };
    let name = "Effective storage";
    let (full, short, none) = (line("full", name), line("short", name), line("none", name));
    assert!(
        full.starts_with(&short) && short.starts_with(&none),
        "{full}\n{short}\n{none}"
    );
    assert!(
        full.ends_with(')') && short.contains(" × ") && none.ends_with("TB**"),
        "{full}\n{short}\n{none}"
    );
    let mut doc = Document::default();
    doc.conventions.work = "none".into();
    doc.capacity.dau = "10M".into();
    assert!(
        markdown(&doc)
            .lines()
            .any(|line| line.starts_with("- **") && line.contains(" – needs "))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Less is shown, never something else: the same lines, and none is longer.
    #[test]
    fn less_work_is_less_text(doc in any_document()) {
        let mut lines = Vec::new();
        for work in ["none", "short", "full"] {
            let mut doc = doc.clone();
            doc.conventions.work = work.into();
            lines.push(markdown(&doc));
        }
        let count = |text: &String| text.lines().count();
        prop_assert_eq!(count(&lines[0]), count(&lines[1]));
        prop_assert_eq!(count(&lines[1]), count(&lines[2]));
        for ((none, short), full) in lines[0].lines().zip(lines[1].lines()).zip(lines[2].lines()) {
            // The line that names the conventions says which it is.
            if !none.starts_with("High-level design") {
                prop_assert!(none.len() <= short.len() && short.len() <= full.len(), "{none}\n{short}\n{full}");
            }
        }
    }

    /// The sentences are a line each, so that they cannot begin a heading or a list.
    #[test]
    fn each_sentence_is_one_line(doc in any_document()) {
        for sentence in written::written(&doc, &estimate::of(&doc)) {
            prop_assert!(!sentence.contains(['\n', '\r']) && sentence.ends_with('.'), "{sentence:?}");
        }
    }
}

//! The Markdown: what it says, and that nothing typed can break it.

use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{
    Document, Input, Section, all_fields, apis, capacity, cost, data_model as d, requirements,
    summary, whatif,
};
use crate::outline::{NOTES, blocks};
use crate::text::markdown::render;
use proptest::prelude::*;

fn markdown(doc: &Document) -> String {
    render(doc, &estimate::of(doc))
}

#[track_caller]
fn has(text: &str, line: &str) {
    assert!(
        text.lines().any(|l| l == line),
        "no line “{line}” in\n{text}"
    );
}

/// The headings, in order, outside fences.
fn headings(text: &str) -> Vec<&str> {
    let mut fence: Option<&str> = None;
    let mut found = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start_matches(' ');
        let ticks = &bare[..bare.len() - bare.trim_start_matches(['`', '~']).len()];
        match fence {
            None if ticks.len() >= 3 && !bare[ticks.len()..].contains('`') => fence = Some(ticks),
            Some(open) if bare.trim_end() == ticks && ticks.starts_with(open) => fence = None,
            None if line.starts_with('#') => found.push(line),
            _ => {}
        }
    }
    found
}

/// Pipes of a line that are not escaped.
fn pipes(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for c in line.chars() {
        count += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

#[test]
fn given_assumed_derived_unknown_and_misunderstood_look_different() {
    let mut doc = Document::default();
    doc.capacity.spare = "2".into();
    doc.capacity.dau = "5 GB".into();
    doc.add_row_of(
        &apis::ACTIONS,
        &["Read | all", "", "", "", "read", "1k/s", "2 <b>"],
    );
    let text = markdown(&doc);
    has(&text, "- Spare servers: 2");
    has(
        &text,
        "- Target utilisation: 70 % (assumed: leaves room for queueing and for a lost node)",
    );
    has(&text, "- Number of instances: 5 (derived from Servers)");
    has(&text, "- Monthly active users: –");
    assert!(
        text.contains("- Daily active users: “5 GB” – not understood: "),
        "{text}"
    );
    assert!(
        text.contains("| Read \\| all |") && text.contains("| “2 \\<b>” – not understood: "),
        "{text}"
    );
    has(
        &text,
        "- **Total: 5 × $92 /month = $460 /month** (Number of instances × Cost per instance)",
    );
    assert!(
        text.contains("- **Ingress: –** ") && text.contains(" – needs Request size, Read | all"),
        "{text}"
    );
}

#[test]
fn the_template_s_total_stands_as_it_has_it() {
    let mut doc = Document::default();
    (cost::INSTANCES.get_mut)(&mut doc).push('2');
    has(
        &markdown(&doc),
        "- **Total: 2 × $92 /month = $184 /month** (Number of instances × Cost per instance)",
    );
}

#[test]
fn hints_are_for_who_has_not_written_anything() {
    let empty = markdown(&Document::default());
    has(&empty, "_Helps decide DB sharding, caching, and indexing._");
    let mut doc = Document::default();
    (capacity::RATIO_DECISION.get_mut)(&mut doc).push_str("Replicas.");
    assert!(!markdown(&doc).contains("_Helps decide"));
}

#[test]
fn long_texts_keep_their_markdown_and_their_place() {
    let mut doc = Document::default();
    let typed = "# Title\n\nSome *text* with `Map<K, V>` and <details>\n\n- one\n- two\n---\n> # quoted\n\n```rust\n# not a heading\nfn f() {}";
    (summary::SUMMARY.get_mut)(&mut doc).push_str(typed);
    (summary::RISKS.get_mut)(&mut doc).push_str("one line #2");
    let text = markdown(&doc);
    has(&text, "\\# Title");
    has(&text, "Some *text* with `Map<K, V>` and &lt;details>");
    has(&text, "\\---");
    has(&text, "> \\# quoted");
    assert!(text.contains("```rust\n# not a heading\nfn f() {}\n````\n\n**Open risks**\n\none line #2\n\n## Assumptions\n"), "{text}");
    assert_eq!(headings(&text), headings(&markdown(&Document::default())));
}

#[test]
fn a_list_at_the_end_of_a_text_does_not_swallow_the_next_field() {
    let mut doc = Document::default();
    (d::DATABASE_REASONS.get_mut)(&mut doc).push_str("text");
    (d::INDEXING.get_mut)(&mut doc).push_str("- one\n- two");
    let text = markdown(&doc);
    assert!(
        text.contains("- two\n\n<!-- -->\n\n- Query optimization: –"),
        "{text}"
    );
}

#[test]
fn entities_and_schema_follow_the_template() {
    let mut doc = Document::default();
    let pastes = doc
        .add_row_of(&d::ENTITIES, &["Pastes", "360M"])
        .to_string();
    doc.add_row_of(
        &d::ATTRIBUTES,
        &["short_link", "char(7)", "7 B", "PK", &pastes],
    );
    doc.add_row_of(&d::ATTRIBUTES, &["path", "", "255 B", "", &pastes]);
    doc.add_row_of(&d::ATTRIBUTES, &["lost"]);
    let text = markdown(&doc);
    has(
        &text,
        "- **Pastes**: short_link (char(7), 7 B, PK), path (255 B)",
    );
    has(&text, "- _Without an entity_: lost");
    has(&text, "| Pastes | 360M |  | default |  | 262 B | 94.3 GB |");
    assert!(
        text.contains("**Pastes**\n\n- short_link (PK)\n- path\n"),
        "{text}"
    );
}

#[test]
fn assumptions_and_what_is_unknown_are_listed() {
    let mut doc = Document::default();
    doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "5/user/day"]);
    let text = markdown(&doc);
    let (_, list) = text.split_once("## Assumptions\n").unwrap();
    has(
        list,
        "- Replication factor: 3x – three copies: one may be lost while another is replaced",
    );
    has(list, "- Daily active users");
}

#[test]
fn every_heading_of_the_outline_is_there_once_in_order() {
    let doc = crate::text::json::example(&examples::PASTEBIN);
    let text = markdown(&doc);
    let mut expected = vec!["# Pastebin".to_owned()];
    for section in Section::ALL {
        expected.push(match section.number() {
            Some(number) => format!("### {number}. {}", section.heading()),
            None => format!("## {}", section.heading()),
        });
        if section == Section::Notes {
            let at = expected.len() - 1;
            expected.insert(at, "## Assumptions".to_owned());
        }
        let inner = blocks(section)
            .iter()
            // Of the notes there are none in the example.
            .filter(|block| block.heading != section.heading() && !block.is_notes());
        expected.extend(inner.map(|block| format!("#### {}", block.heading)));
    }
    assert_eq!(headings(&text), expected);
}

#[test]
fn a_large_document_is_written_whole() {
    let mut doc = Document::default();
    for at in 0..200 {
        doc.add_row_of(
            &apis::ACTIONS,
            &[
                &format!("Action {at}"),
                "",
                "GET",
                "/x",
                "read",
                "1k/s",
                "1 KB",
                "2 KB",
                "1 KB",
            ],
        );
        let entity = doc
            .add_row_of(&d::ENTITIES, &[&format!("Entity {at}"), "1M", "1k/day"])
            .to_string();
        for name in ["id", "name", "email", "created_at", "text"] {
            doc.add_row_of(&d::ATTRIBUTES, &[name, "text", "20 B", "", &entity]);
        }
    }
    let estimate = estimate::of(&doc);
    let text = render(&doc, &estimate);
    // Each row has its place; how long that takes is for the benchmark to say.
    assert!(text.contains("| Action 199 |") && text.lines().count() > 1000);
}

/// Texts in which a person may well write a table of their own.
fn without_own_tables(mut doc: Document) -> Document {
    for field in all_fields() {
        if matches!(field.spec.input, Input::Text) {
            let text = (field.get_mut)(&mut doc);
            *text = text.replace('|', "/");
        }
    }
    doc
}

/// Whether anything stands under What if.
fn asks(doc: &Document) -> bool {
    let fields = whatif::WhatIf::FIELDS.iter();
    let tables = whatif::WhatIf::TABLES.iter();
    fields
        .map(|field| (field.get)(doc).trim().is_empty())
        .chain(tables.map(|table| (table.rows)(doc).ids().is_empty()))
        .any(|empty| !empty)
}

proptest! {
    // Unoptimised, each document takes milliseconds.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tables_hold_together(doc in any_document()) {
        let text = markdown(&without_own_tables(doc));
        let mut columns = None;
        for line in text.lines() {
            if line.starts_with('|') {
                prop_assert!(line.ends_with('|'));
                prop_assert_eq!(pipes(line), *columns.get_or_insert(pipes(line)), "{}", line);
            } else {
                columns = None;
            }
        }
    }

    #[test]
    fn nothing_typed_makes_or_hides_a_heading(doc in any_document()) {
        let title = headings(&markdown(&doc)).remove(0).to_owned();
        prop_assert!(title.starts_with("# "));
        let text = markdown(&doc);
        let mut plain = Document::default();
        // What if stands there only where something was asked.
        if asks(&doc) {
            plain.add_row(&whatif::GOALS);
        }
        // And so do notes.
        for field in all_fields() {
            if field.spec.label == NOTES && !(field.get)(&doc).trim().is_empty() {
                (field.get_mut)(&mut plain).push('x');
            }
        }
        let plain = markdown(&plain);
        prop_assert_eq!(&headings(&text)[1..], &headings(&plain)[1..], "{}", text);
    }

    #[test]
    fn no_odd_number_is_written(doc in any_document()) {
        let text = markdown(&doc);
        let odd = |word: &str| matches!(word, "NaN" | "inf" | "infinity");
        prop_assert!(!text.split(|c: char| !c.is_alphanumeric()).any(odd), "{}", text);
        prop_assert_eq!(text, markdown(&doc));
    }
}

#[test]
fn what_if_stands_there_only_where_something_was_asked() {
    let mut doc = Document::default();
    assert!(!markdown(&doc).contains("What If"));
    doc.add_row_of(&apis::ACTIONS, &["Read", "", "GET", "", "", "40/s"]);
    doc.add_row_of(&whatif::SCENARIOS, &["Ten | times", "10x"]);
    let text = markdown(&doc);
    has(&text, "| Result | Base | Ten \\| times |");
    has(&text, "| Average QPS | 40 /s | 400 /s ▲ ×10 |");
    has(&text, "| Expected latency | 13.5 ms | 13.5 ms |");
    assert!(text.find("## My Learnings") < text.find("## What If"));
}

#[test]
fn requirements_are_cut_to_the_columns_of_their_place() {
    let mut doc = Document::default();
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Latency", "fast", "200 ms", "a cache"],
    );
    let text = markdown(&doc);
    has(&text, "| Latency | fast | 200 ms | – |");
    has(&text, "| Latency | 200 ms | a cache |");
    has(
        &text,
        "| Latency | 200 ms | a cache | – | not known, needs a read with a rate (section 3) |",
    );
}

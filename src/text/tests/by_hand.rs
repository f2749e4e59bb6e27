//! Markdown as people write it: what is meant is read, and what is not read is said.

use crate::estimate;
use crate::library::examples;
use crate::model::architecture::Component;
use crate::text::json;
use crate::text::markdown::{Reading, read, render};

const TRAFFIC: &str = "# Notes\n\n## Users and Traffic\n\n";

fn under_traffic(line: &str) -> Reading {
    read(&[TRAFFIC, line, "\n"].concat())
}

#[test]
fn an_entry_is_read_whatever_its_emphasis_and_its_list() {
    for line in [
        "- **Daily active users**: 9M",
        "- **Daily active users:** 9M",
        "- **Daily active users: 9M**",
        "- __Daily active users__: 9M",
        "* *Daily active users*: 9M",
        "- daily active users:9M",
        "1. Daily active users: 9M",
        "12) **Daily active users**: 9M",
        "- [ ] Daily active users: 9M",
        "- [x] Daily active users: 9M",
    ] {
        let reading = under_traffic(line);
        assert_eq!(reading.document.capacity.dau, "9M", "{line}");
        assert_eq!(reading.notes, [], "{line}");
    }
}

#[test]
fn what_only_looks_like_a_result_is_said() {
    for line in [
        "- **Total users: 5**",
        "- **Total users**: 5",
        "- **Weather**",
        "- **Peak QPS**: 5",
        "- **Cost of servers: $5** = mine",
        "- → note of mine",
        "- Average of mine: 9M",
        "1. Weather: fine",
    ] {
        let reading = under_traffic(line);
        let lines: Vec<usize> = reading.notes.iter().map(|note| note.line).collect();
        assert_eq!(lines, [5], "{line}: {:?}", reading.notes);
    }
}

#[test]
fn a_result_of_the_section_is_passed_over() {
    let peak = "- **Peak QPS: 8 /s** = 4 /s × 2x (Average QPS × Peak factor)\n";
    let text = [TRAFFIC, peak, "\n## Elsewhere\n\n", peak].concat();
    let lines: Vec<usize> = read(&text).notes.iter().map(|note| note.line).collect();
    // The heading alone is not known.
    assert_eq!(lines, [7]);
}

/// A whole design as Markdown, with a line of it followed by another; the line that was added, from one.
fn drawn(below: &str, line: &str) -> (String, usize) {
    let doc = json::example(&examples::ALL[0]);
    let text = render(&doc, &estimate::of(&doc));
    let at = text
        .find(below)
        .unwrap_or_else(|| panic!("{below}\n{text}"));
    let end = at + text[at..].find('\n').unwrap() + 1;
    let number = text[..end].lines().count() + 1;
    ([&text[..end], line, "\n", &text[end..]].concat(), number)
}

fn said(reading: &Reading) -> Vec<(usize, &str)> {
    let notes = reading.notes.iter();
    notes.map(|note| (note.line, note.what.as_str())).collect()
}

#[test]
fn what_somebody_draws_in_a_diagram_is_said() {
    for (below, line) in [
        ("flowchart LR", "    client1 -->|\"straight\"| cache8"),
        ("flowchart LR", "    extra[\"Auditor\"]"),
        ("flowchart LR", "    style client1 fill:#f00"),
        ("sequenceDiagram", "    p1->>p1: Waits"),
        ("sequenceDiagram", "    participant p9 as Auditor"),
        (
            "erDiagram",
            "    \"Pastes\" ||--o{ \"Audits\" : \"paste_id\"",
        ),
    ] {
        let (text, number) = drawn(below, line);
        let reading = read(&text);
        assert_eq!(said(&reading), [(number, line.trim())], "{below}");
        assert!(reading.notes[0].why.contains("tables"));
        let doc = json::example(&examples::ALL[0]).canonical();
        assert_eq!(reading.document, doc, "nothing is read from it");
    }
    // Spaces say nothing, nor does a line that is there twice.
    for line in ["", "flowchart  LR", "\tclient1([\"Browser\"])"] {
        assert_eq!(said(&read(&drawn("flowchart LR", line).0)), [], "{line}");
    }
}

#[test]
fn a_diagram_from_before_rows_were_moved_says_nothing() {
    let mut doc = json::example(&examples::ALL[0]);
    let old = render(&doc, &estimate::of(&doc));
    // A row above moves the numbers of all others; another kind has another shape and id.
    doc.architecture.components.insert(
        0,
        Component {
            id: 9001,
            name: "Auditor".into(),
            ..Default::default()
        },
    );
    doc.architecture.components[3].kind = "balancer".into();
    let new = render(&doc, &estimate::of(&doc));
    let fence = |text: &str| {
        let at = text.find("flowchart LR").unwrap();
        text[at..at + text[at..].find("```").unwrap()].to_owned()
    };
    assert_ne!(fence(&old), fence(&new));
    let reading = read(&new.replace(&fence(&new), &fence(&old)));
    assert_eq!(said(&reading), []);
    assert_eq!(reading.document, doc.canonical());
}

#[test]
fn every_line_that_is_not_understood_is_said() {
    let text = "Hello\n\n# Title\n\nSome words\n\n### 4. Identify Microservices\n\n#### Based on APIs identify Services\n\nmore\n\n```\ncode\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n## Elsewhere\n\n- x\n";
    let lines: Vec<usize> = read(text).notes.iter().map(|note| note.line).collect();
    assert_eq!(lines, [1, 5, 11, 13, 17, 21, 23]);
}

//! Markdown as people write it: what is meant is read, and what is not read is said.

use crate::text::markdown::{Reading, read};

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

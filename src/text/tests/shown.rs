//! The Markdown as a viewer shows it, and as it is after somebody was careless with it.

use crate::estimate;
use crate::library::examples;
use crate::model::{Document, capacity, requirements, summary};
use crate::text::json;
use crate::text::markdown::{read, render};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a viewer shows of the first cell below a heading, of the bullet that begins so, and of what stands between
/// two headings.
struct Viewed {
    cell: String,
    bullet: String,
    long: String,
}

fn viewed(text: &str) -> Viewed {
    let mut viewed = Viewed {
        cell: String::new(),
        bullet: String::new(),
        long: String::new(),
    };
    let (mut heading, mut part, mut cells, mut item) = (false, String::new(), 0, String::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        let words = match &event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) => words.as_ref(),
            Event::SoftBreak | Event::HardBreak => "\n",
            Event::InlineHtml(tag) if tag.as_ref() == "<br>" => "\n",
            Event::InlineHtml(tag) => tag.as_ref(),
            _ => "",
        };
        match &event {
            Event::Start(Tag::Heading { .. }) => {
                (heading, cells) = (true, 0);
                part.clear();
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Start(Tag::Item) => item.clear(),
            Event::End(TagEnd::Item) => {
                if let Some(said) = item.strip_prefix("Partition key: ") {
                    said.clone_into(&mut viewed.bullet);
                }
            }
            _ => {}
        }
        if heading {
            part.push_str(words);
        } else if part == "Functional Requirements" && cells == 4 {
            viewed.cell.push_str(words);
        } else if part == "Summary" {
            viewed.long.push_str(words);
        }
        item.push_str(words);
    }
    viewed
}

/// A text without the signs that are Markdown where a person means them so.
fn bare(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"*_~`".contains(*c);
    let shown = |c: char| if c == '\0' { '\u{fffd}' } else { c };
    text.chars().map(shown).filter(kept).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Texts in which nothing but emphasis and code is Markdown's own.
fn plain() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(vec![
            "|", "\\|", "\\\\|", "`a|b`", "`a\\|b`", "`", "``", "<b>", "</x>", "<!--", "<br>", "&amp;", "&#45;", "&", "\n", "\r", "\0", "\t",
            " ", "–", "“", "(assumed: x)", "# a", "- b", "1. c", "> d", "\\", "\\*", "*e*", "😀", "مرحبا", "**f**", "---", "===",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9 .,;:?%$@()-]{0,12}",
    ];
    proptest::collection::vec(part, 1..6).prop_map(|parts| ["x", &parts.concat(), "y"].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_viewer_shows_what_was_typed(cell in plain(), bullet in plain(), long in plain()) {
        let mut doc = Document::default();
        doc.add_row_of(&requirements::FUNCTIONAL, &[&cell]);
        (capacity::PARTITION_KEY.get_mut)(&mut doc).push_str(&bullet);
        // Entities and tags in a long text are Markdown's own.
        let long = long.replace(['&', '<'], "+");
        (summary::SUMMARY.get_mut)(&mut doc).push_str(&long);
        let text = render(&doc, &estimate::of(&doc));
        let viewed = viewed(&text);
        prop_assert_eq!(bare(&viewed.cell), bare(&cell));
        prop_assert_eq!(bare(&viewed.bullet), bare(&bullet));
        let shown = letters(&viewed.long);
        prop_assert!(shown.starts_with(&letters(&long)), "{} {}", shown, long);
    }

    /// Lines that are lost, doubled, cut or moved: whatever comes of it is a design, and can be written again.
    #[test]
    fn a_text_that_was_spoilt_is_read(spoils in proptest::collection::vec((0_usize..1200, 0_usize..1200, 0_usize..200, 0_u8..5), 1..60)) {
        let doc = json::example(&examples::ALL[1]);
        let text = render(&doc, &estimate::of(&doc));
        let mut lines: Vec<&str> = text.lines().collect();
        for (at, other, place, how) in spoils {
            let (at, other) = (at % lines.len(), other % lines.len());
            let cut = lines[at].char_indices().nth(place).map_or(0, |(cut, _)| cut);
            match how {
                0 => drop(lines.remove(at)),
                1 => lines.insert(other, lines[at]),
                2 => lines[at] = &lines[at][..cut],
                3 => lines[at] = &lines[at][cut..],
                _ => lines.swap(at, other),
            }
        }
        let read_once = read(&lines.join("\n")).document;
        let again = render(&read_once, &estimate::of(&read_once));
        prop_assert_eq!(read(&again).document, read_once);
    }
}

#[test]
fn five_megabytes_are_read_at_once() {
    let doc = json::example(&examples::ALL[1]);
    let mut large = json::example(&examples::ALL[1]);
    while large.data_model.attributes.len() < 20_000 {
        large
            .data_model
            .attributes
            .extend(doc.data_model.attributes.clone());
        large.apis.actions.extend(doc.apis.actions.clone());
    }
    large.repair();
    large.summary.text = "A line of `text` with <b> & more\n- and a list\n".repeat(60_000);
    let text = render(&large, &estimate::of(&Document::default()));
    let start = std::time::Instant::now();
    let reading = read(&text);
    let taken = start.elapsed();
    println!("{} KB of Markdown read in {taken:?}", text.len() / 1000);
    assert_eq!(
        reading.document.data_model.attributes.len(),
        large.data_model.attributes.len()
    );
    // Without optimisation on a loaded machine.
    assert!(taken.as_secs() < 20, "{taken:?}");
}

//! Links, whoever has written them.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::{LONGEST, length, packed, qr, read, short, write};
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, Section, apis};
use crate::text::json;
use proptest::prelude::*;

/// A link with this text in it, as somebody could make it by hand.
fn link(text: &str) -> String {
    format!("#/d/1.{}", packed::pack(text))
}

#[test]
fn every_example_arrives_as_it_was() {
    for example in examples::ALL {
        let doc = json::example(example);
        let end = write(&doc, None).unwrap();
        let received = read(&end).unwrap();
        assert!(received.doc == doc.canonical(), "{}", example.name);
        assert_eq!(received.section, None);
        assert!(end.len() < 14_000, "{}: {}", example.name, end.len());
    }
}

#[test]
fn every_section_arrives_with_the_names_that_it_needs() {
    let doc = json::example(&examples::PASTEBIN);
    for section in Section::ALL {
        let end = write(&doc, Some(section)).unwrap();
        assert!(end.starts_with("#/s/1."), "{end}");
        let received = read(&end).unwrap();
        assert_eq!(received.section, Some(section));
        assert!(received.doc == doc.part(section).canonical());
        // One of them for the other is no link.
        assert!(read(&end.replace("/s/", "/d/")).is_err());
    }
    let apis = read(&write(&doc, Some(Section::Apis)).unwrap())
        .unwrap()
        .doc;
    let actor = |doc: &Document| {
        let id: u32 = doc.apis.actions[0].actor.parse().unwrap();
        let found = doc.actors.actors.iter().find(|actor| actor.id == id);
        found.unwrap().name.clone()
    };
    assert_eq!(actor(&apis), actor(&doc));
}

/// The links of form 1 as they were first written, and what they carry. They are never written anew: whoever keeps
/// such a link opens it with every later version.
#[test]
fn old_links_open_for_ever() {
    const LINKS: &str = include_str!("../../../tests/cases/links.txt");
    let mut lines = LINKS.lines().filter(|line| !line.starts_with("//"));
    let mut count = 0;
    while let (Some(end), Some(stored)) = (lines.next(), lines.next()) {
        let doc = json::from_json(stored).unwrap();
        assert!(read(end).unwrap().doc == doc.canonical(), "{end}");
        count += 1;
    }
    assert_eq!(count, 3);
}

/// R21.
#[test]
fn a_bomb_is_not_unpacked() {
    for byte in ["\0", "\n\t", "\napis.actions\t1\n\t", "a"] {
        // As much as goes into a link.
        let end = link(&byte.repeat(10_000_000 / byte.len()));
        assert!(end.len() < LONGEST, "{}", end.len());
        let why = read(&end).unwrap_err();
        assert!(why.contains("unpacks to more"), "{byte:?}: {why}");
    }
    // Rows cost more than the bytes that they come in.
    let rows = format!("\napis.actions\t1{}", "\n\t".repeat(5_001));
    assert!(read(&link(&rows)).unwrap_err().contains("unpacks to more"));
    let rows = format!("\nnobody.knows\t1{}", "\n\t".repeat(5_001));
    assert!(read(&link(&rows)).is_err());
}

/// R23.
#[test]
fn what_is_too_long_is_refused_on_both_sides() {
    let long = format!("#/d/1.{}", "A".repeat(2_200_000));
    assert!(read(&long).unwrap_err().contains("2,200,006 characters"));
    // No text of this length is compressed to nothing: each line is another.
    let doc = Document {
        title: (0..40_000_u32)
            .map(|n| char::from_u32(0x4e00 + n * 7919 % 20_000).unwrap_or('x'))
            .collect(),
        ..Document::default()
    };
    let why = write(&doc, None).unwrap_err();
    assert!(why.contains("64,000") && why.contains("file"), "{why}");
    let doc = Document {
        title: "a".repeat(packed::LARGEST + 1),
        ..Document::default()
    };
    assert!(write(&doc, None).unwrap_err().contains("too much"));
    let mut doc = Document::default();
    for _ in 0..5_001 {
        doc.add_row(&apis::ACTIONS);
    }
    assert!(write(&doc, None).unwrap_err().contains("too much"));
}

#[test]
fn hostile_texts_become_entries_and_nothing_else() {
    let doc = |text: &str| read(&link(text)).unwrap().doc;
    assert_eq!(doc("").title, "");
    assert_eq!(doc("T\n__proto__\tx\nconstructor\n\tx").title, "T");
    assert!(doc("\ncapacity.dau\t1e999\ncapacity.dau\t10M").capacity.dau == "10M");
    // Rows without a table, with an id that is none, with one that others have, and with too many cells.
    let odd = doc(
        "T\n\tlost\napis.actions\t-1\n\tA\napis.actions\t4294967295\n\tB\n\tC\n\tD\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tx",
    );
    let names: Vec<_> = odd.apis.actions.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "C", "D"]);
    assert_eq!(odd, odd.canonical());
    assert_eq!(doc("a\\").title, "a\\");
    assert_eq!(doc("a\\nb\\tc\\\\n\u{202e}x").title, "a\nb\tc\\n\u{202e}x");
}

#[test]
fn a_link_with_half_a_character_is_refused() {
    use base64::Engine as _;
    // A surrogate of UTF-16 alone, as bytes of UTF-8 would have it.
    for text in [&b"T\xed\xa0\x80"[..], b"T\xff", b"T\xc3"] {
        let mut bytes = miniz_oxide::mz_adler32_oxide(1, text)
            .to_be_bytes()
            .to_vec();
        bytes.extend(miniz_oxide::deflate::compress_to_vec(text, 9));
        let letters = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        let why = read(&["#/d/1.", &letters].concat()).unwrap_err();
        assert!(why.contains("not whole"), "{why}");
    }
}

#[test]
fn a_link_that_was_cut_or_changed_is_refused() {
    let whole = write(
        &json::example(&examples::PASTEBIN).part(Section::Cost),
        None,
    )
    .unwrap();
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "{length}");
    }
    for more in ["A", ".", "AAAA", "%20"] {
        assert!(read(&[&whole, more].concat()).is_err(), "{more}");
    }
    // A space at the end is what programs add.
    assert!(read(&[&whole, " "].concat()).is_ok());
    let received = read(&whole);
    for (at, _) in whole.char_indices().skip(6) {
        for other in ['A', '-', '9'] {
            let mut changed = whole.clone();
            changed.replace_range(at..=at, &other.to_string());
            // Another way to pack the very same text is no change.
            let read = read(&changed);
            assert!(read.is_err() || read == received, "{at} {other}");
        }
    }
}

#[test]
fn the_length_comes_with_advice() {
    assert!(length(&"x".repeat(2_000)).starts_with("2,000 characters: short"));
    assert!(length(&"x".repeat(2_001)).contains("most chat"));
    assert!(length(&"x".repeat(64_000)).contains("Better send a file"));
}

/// The picture's modules as a camera sees them, four pixels each.
fn pixels(svg: &str) -> (usize, Vec<bool>) {
    let tree = roxmltree::Document::parse(svg).unwrap();
    let side: usize = tree.root_element().attribute("viewBox").unwrap()[4..]
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let path = tree
        .descendants()
        .find_map(|node| node.attribute("d"))
        .unwrap();
    let mut dark = vec![false; side * side];
    for run in path.split_inclusive('z') {
        let numbers: Vec<usize> = run
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let [x, y, width, ..] = numbers[..] else {
            panic!("{run}");
        };
        dark[y * side + x..][..width].fill(true);
    }
    (side, dark)
}

#[test]
fn a_camera_reads_the_code() {
    for letters in [1, 100, 500, qr::LONGEST - 40] {
        let link = format!(
            "https://example.org/envelope/#/d/1.{}",
            "aB-_9".repeat(letters)[..letters].to_owned()
        );
        let (side, dark) = pixels(&qr::svg(&link).unwrap());
        let seen = |x: usize, y: usize| if dark[y / 4 * side + x / 4] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, seen);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "{letters}");
        assert_eq!(grids[0].decode().unwrap().1, link);
    }
}

proptest! {
    #[test]
    fn what_is_sent_arrives(doc in any_document(), section in prop::sample::select(Section::ALL.to_vec())) {
        let end = write(&doc, None).unwrap();
        prop_assert!(end.bytes().all(|b| b.is_ascii_alphanumeric() || b"#/.-_".contains(&b)));
        prop_assert_eq!(read(&end).unwrap().doc, doc.canonical());
        let end = write(&doc, Some(section)).unwrap();
        prop_assert_eq!(read(&end).unwrap().doc, doc.part(section).canonical());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), lines in prop::collection::vec("[a-z._\\t\\\\0-9]{0,30}", 0..20)) {
        let _ = read(&text);
        let _ = read(&["#/d/1.", &text].concat());
        let _ = read(&["#/s/1.", &text].concat());
        for text in [text, lines.join("\n")] {
            let received = short::read(&text).unwrap();
            prop_assert_eq!(received.doc.canonical(), received.doc.clone());
            let there = read(&link(&text));
            prop_assert_eq!(there.is_ok(), received.section.is_none());
            prop_assert!(there.is_err() || there == Ok(received));
        }
    }

    #[test]
    fn any_bytes_are_unpacked_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        use base64::Engine as _;
        let letters = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        let _ = packed::unpack(&letters);
    }
}

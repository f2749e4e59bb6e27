//! The form in which a design is stored, and which of two is the newer one.

use envelope::browser::journal::{About, Edit, Saved};
use wasm_bindgen_test::wasm_bindgen_test;

fn text(revision: u64, json: &str) -> String {
    Saved::encode_parts(revision, json)
}

#[wasm_bindgen_test]
fn what_is_encoded_is_decoded_byte_for_byte() {
    for json in [
        "{}",
        "{\"title\" : \"a } b\",\"x\":[1, 2]}",
        "{\"text\":\"é \u{2028} 漢 \\\"\"}",
    ] {
        let saved = Saved {
            revision: u64::MAX,
            json: json.to_owned(),
        };
        assert_eq!(Saved::decode(&saved.encode()), Some(saved));
    }
}

#[wasm_bindgen_test]
fn the_stored_text_is_json() {
    let value: serde_json::Value = serde_json::from_str(&text(7, "{\"title\":\"x\"}")).unwrap();
    assert_eq!(value["revision"], 7);
    assert_eq!(value["document"]["title"], "x");
}

#[wasm_bindgen_test]
fn a_text_cut_off_anywhere_is_damaged() {
    let whole = text(12, "{\"title\":\"paste\",\"rows\":[{\"id\":1}]}");
    for end in 0..whole.len() {
        assert_eq!(Saved::decode(&whole[..end]), None, "cut at {end}");
    }
    for odd in [
        "null",
        "[]",
        "{\"revision\":-1,\"document\":{}}",
        "\u{feff}{\"revision\":1,\"document\":{}}",
    ] {
        assert_eq!(Saved::decode(odd), None, "{odd}");
    }
    assert_eq!(
        Saved::decode("{\"revision\":99999999999999999999,\"document\":{}}"),
        None
    );
}

#[wasm_bindgen_test]
fn the_revision_is_read_without_the_rest() {
    assert_eq!(Saved::revision_of(&text(12, "{}")), Some(12));
    assert_eq!(Saved::revision_of("{\"revision\":12,"), Some(12));
    for odd in [
        "",
        "{\"revision\":",
        "{\"revision\":12",
        "{\"revision\":x",
        "{}",
        "{\"revision\":-1,",
    ] {
        assert_eq!(Saved::revision_of(odd), None, "{odd}");
    }
}

fn edit(revision: u64, text: &str) -> Edit {
    Edit {
        revision,
        key: "action.rate".to_owned(),
        row: 7,
        text: text.to_owned(),
    }
}

#[wasm_bindgen_test]
fn edits_read_back_whatever_was_typed() {
    let texts = [
        "",
        "10M/month",
        "two\nlines",
        "a \\n b \\",
        " é 漢 🙂 ",
        "\r\n\t",
    ];
    let edits: Vec<Edit> = (1..).zip(texts).map(|(at, text)| edit(at, text)).collect();
    assert_eq!(Edit::decode(&Edit::encode(&edits)), edits);
}

#[wasm_bindgen_test]
fn a_damaged_edit_costs_no_other() {
    let whole = Edit::encode(&[edit(1, "one"), edit(2, "two")]);
    for cut in (0..whole.len()).filter(|cut| whole.is_char_boundary(*cut)) {
        let read = Edit::decode(&whole[..cut]);
        assert!(read.len() < 2 || read[0] == edit(1, "one"), "{read:?}");
    }
    let damaged = format!("x y\n{}-1 a 0 b\n\n", Edit::encode(&[edit(3, "three")]));
    assert_eq!(Edit::decode(&damaged), [edit(3, "three")]);
}

#[wasm_bindgen_test]
fn what_a_list_says_of_a_design_reads_back() {
    for title in ["", "Pastebin", "a \t b \\n 漢"] {
        let about = About {
            title: title.to_owned(),
            changed: 1_795_370_000_123,
            deleted: 7,
            numbers: vec!["Peak QPS\t220 /s".to_owned(), "Servers\t–".to_owned()],
            picture: vec![
                "1795370000123".to_owned(),
                "0 0 9 9".to_owned(),
                String::new(),
            ],
        };
        assert_eq!(About::decode(&about.encode()), about);
    }
    let lines = About {
        title: "one\ntwo".to_owned(),
        ..About::default()
    };
    assert_eq!(About::decode(&lines.encode()).title, "one two");
    for odd in ["", "x", "1\n", "1\nx\ntitle", "\n\n\n"] {
        assert!(About::decode(odd).numbers.len() <= 1, "{odd:?}");
    }
}

//! What holds of the importers for any bytes: nothing stops them, and what was read can be written and read again.
//!
//! Used by the fuzz targets, and by `tests/crashers.rs`, which replays what they found.
#![allow(dead_code)] // each target uses one of them

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use envelope::engines::Engine;
use envelope::model::Document;
use envelope::quantity::{Conventions, Kind, parse_entry, show, show_exact};
use envelope::text::{data_model, json, link, markdown, mermaid, sql};
use envelope::{estimate, review};

/// Longer texts are read, but not written again: that is a matter of time, and timed elsewhere.
const WRITTEN: usize = 20_000;

/// A file that claims to be a design in JSON.
pub(crate) fn json_import(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(doc) = json::from_json(&text) {
        let again = json::from_json(&json::to_json(&doc));
        assert!(again.as_ref() == Ok(&doc), "JSON reads back");
        if text.len() < WRITTEN {
            written(&doc);
        }
    }
}

/// A file that claims to be a design in Markdown.
pub(crate) fn md_import(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let reading = markdown::read(&text);
    let lines = text.split(['\n', '\r']).count() + 1;
    for note in &reading.notes {
        assert!(note.line <= lines, "a note is about a line that is there");
    }
    if text.len() < WRITTEN {
        written(&reading.document);
    }
}

/// A design that was read is estimated and reviewed, and its Markdown is itself.
fn written(doc: &Document) {
    let estimate = estimate::of(doc);
    for problem in review::problems(doc, &estimate) {
        assert!(!problem.title.is_empty() && !problem.detail.is_empty());
    }
    let text = markdown::render(doc, &estimate);
    assert!(
        markdown::read(&text).document == doc.canonical(),
        "Markdown reads back"
    );
}

/// What is typed into a field of any kind.
pub(crate) fn quantity(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for kind in Kind::ALL {
        for conv in [Conventions::EXACT, Conventions::INTERVIEW] {
            match parse_entry(&text, kind, &conv) {
                Ok(entry) => {
                    assert!(entry.value.value.is_finite(), "a number is a number");
                    assert!(kind.dims().contains(&entry.value.dim), "of its kind");
                    for shown in [
                        show(&entry.value, kind, &conv),
                        show_exact(&entry.value, kind, &conv),
                    ] {
                        assert!(
                            !shown.is_empty() && !shown.contains("NaN") && !shown.contains("inf")
                        );
                    }
                }
                Err(error) => assert!(error.message.ends_with('.'), "{}", error.message),
            }
        }
    }
}

/// SQL that is taken over, by the first byte as one engine writes it.
pub(crate) fn ddl(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let engine = match bytes.first() {
        Some(b'm') => Engine::Innodb,
        Some(b's') => Engine::Sqlite,
        _ => Engine::Postgres,
    };
    for reading in [sql::read(&text), sql::read_as(engine, &text)] {
        let lines = text.split(['\n', '\r']).count() + 1;
        for skipped in &reading.skipped {
            assert!(skipped.line <= lines);
        }
    }
}

/// A flowchart that is taken over: what it adds is a design, and the flowchart of that adds nothing to it.
pub(crate) fn flowchart(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let reading = mermaid::read(&text);
    let lines = text.split('\n').count();
    assert!(reading.notes.iter().all(|note| note.line <= lines));
    let mut doc = Document::default();
    let added = mermaid::add(&doc, &reading);
    data_model::NewRow::add(&added.rows, &mut doc);
    assert_eq!(doc.architecture.components.len(), reading.nodes.len());
    assert_eq!(doc.architecture.connections.len(), reading.edges.len());
    // Escaped, a longer name is no label any more.
    if let Some(chart) = mermaid::flowchart(&doc).filter(|_| text.len() < 1_000) {
        let again = mermaid::add(&doc, &mermaid::read(&chart));
        assert!(again.components.is_empty(), "what is written is read");
    }
}

/// The end of an address that claims to carry a design: as it stands there, as what its letters say, and as the text that
/// they unpack to. What is read can be kept, and sent on.
pub(crate) fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let packed = URL_SAFE_NO_PAD.encode(packed(text.as_bytes()));
    for end in [
        text.clone().into_owned(),
        format!("#/d/1.{}", URL_SAFE_NO_PAD.encode(bytes)),
        format!("#/d/1.{packed}"),
        format!("#/s/1.{packed}"),
    ] {
        let received = match link::read(&end) {
            Ok(received) => received,
            Err(why) => {
                assert!(why.ends_with('.'), "{why}");
                continue;
            }
        };
        let doc = &received.doc;
        assert!(
            json::from_json(&json::to_json(doc)).as_ref() == Ok(doc),
            "JSON reads back"
        );
        // A section takes along what it needs, and no more.
        let sent = match received.section {
            Some(section) => doc.part(section).canonical(),
            None => doc.clone(),
        };
        if let Ok(again) = link::write(doc, received.section) {
            let arrived = link::read(&again).map(|received| received.doc);
            assert!(arrived == Ok(sent), "what is sent on arrives");
        }
        if text.len() < WRITTEN {
            written(doc);
        }
    }
}

/// Bytes as a link holds them, but not made smaller: behind their Adler-32, in stored blocks (RFC 1950 and 1951).
fn packed(bytes: &[u8]) -> Vec<u8> {
    const PRIME: u32 = 65_521;
    let (mut one, mut two) = (1, 0);
    for byte in bytes {
        one = (one + u32::from(*byte)) % PRIME;
        two = (two + one) % PRIME;
    }
    let mut packed = ((two << 16) | one).to_be_bytes().to_vec();
    for block in bytes.chunks(0xffff) {
        let length = u16::try_from(block.len()).unwrap_or_default();
        packed.push(0);
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    // The last one is empty.
    packed.extend([1, 0, 0, 0xff, 0xff]);
    packed
}

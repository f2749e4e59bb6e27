//! Designs that are rendered to the Markdown and the diagrams stored beside them, to the letter.
//!
//! `UPDATE=1 cargo test --no-default-features --test golden` writes the stored texts anew; read the difference.
#![allow(clippy::unwrap_used, missing_docs)] // a test stops at the first failure
#![cfg(not(target_arch = "wasm32"))] // reads files of the host

use envelope::desk::{Desk, Drawing, Wish};
use envelope::diagram::chart::Width;
use envelope::formula::Samples;
use envelope::model::apis::{Action, ApiField};
use envelope::outline::Chart;
use envelope::text::export::Form;
use envelope::{estimate, library::examples, text};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

fn render(json: &str) -> String {
    let doc = text::json::from_json(json).unwrap();
    text::markdown::render(&doc, &estimate::of(&doc))
}

#[track_caller]
fn compare(path: &Path, actual: &str) {
    if update() {
        std::fs::write(path, actual).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    let place = stored.lines().zip(actual.lines()).position(|(a, b)| a != b);
    if let Some(at) = place {
        let line = |text: &str| text.lines().nth(at).unwrap_or_default().to_owned();
        panic!(
            "{}, line {}:\n stored: {}\n actual: {}",
            path.display(),
            at + 1,
            line(&stored),
            line(actual)
        );
    }
    assert!(
        stored == actual,
        "{}: one is longer than the other",
        path.display()
    );
}

/// The name of an example's own file, without its ending.
fn stem(example: &examples::Example) -> &str {
    let file = Path::new(example.file).file_stem().unwrap();
    file.to_str().unwrap()
}

#[test]
fn every_case_renders_to_its_markdown() {
    let mut cases = 0;
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            compare(
                &path.with_extension("md"),
                &render(&std::fs::read_to_string(&path).unwrap()),
            );
            cases += 1;
        }
    }
    assert!(cases >= 3, "the cases are there");
}

#[test]
fn every_example_renders_to_its_markdown() {
    for example in examples::ALL {
        let name = stem(example);
        if update() {
            let path = root()
                .join("src/library/examples")
                .join(name)
                .with_extension("json");
            std::fs::write(path, text::json::to_json(&text::json::example(example))).unwrap();
        }
        let path = root()
            .join("tests/cases")
            .join(format!("example-{name}.md"));
        compare(&path, &render(example.json));
    }
}

/// What is made for other programs, and for paper.
#[test]
fn every_example_is_exported_as_its_files() {
    for example in examples::ALL {
        let name = stem(example);
        let mut desk = Desk::default();
        for form in [Form::Html, Form::Capacity, Form::Cost] {
            // As the page asks for it.
            let wire = Wish::Export(form).of(example.json.to_owned());
            let answer = desk.answer(&wire).unwrap();
            let [ending, media, written] = &answer[..] else {
                panic!("{answer:?}")
            };
            assert_eq!((&**ending, &**media), (form.ending(), form.media()));
            let path = format!("tests/cases/example-{name}{ending}");
            compare(&root().join(path), written);
        }
    }
}

#[test]
fn the_published_schema_is_that_of_the_declarations() {
    let path = root().join("docs/envelope.schema.json");
    compare(&path, &text::json_schema::schema());
}

#[test]
fn every_example_is_drawn_as_its_diagrams() {
    for example in examples::ALL {
        let doc = text::json::example(example);
        let name = stem(example);
        let estimate = estimate::of(&doc);
        for drawing in Drawing::ALL {
            let file = format!("example-{name}-{}.svg", drawing.name());
            compare(
                &root().join("tests/cases").join(file),
                &drawing.svg(&doc, || &estimate),
            );
        }
    }
}

/// Two examples as they stand, and one with ranges, which gives its charts bands.
#[test]
fn some_examples_are_drawn_as_their_charts() {
    let example = |name: &str| {
        let found = examples::ALL.iter().find(|example| stem(example) == name);
        text::json::example(found.unwrap())
    };
    let mut ranged = example("pastebin");
    for (number, action) in ranged.apis.actions.iter_mut().enumerate() {
        action.rate = ["5-20M/month", "60M-150M/month"][number.min(1)].to_owned();
    }
    ranged.capacity.growth = "10-40%".to_owned();
    let designs = [
        ("pastebin", example("pastebin")),
        ("video", example("video")),
        ("ranges", ranged),
    ];
    let mut drawn = 0;
    for (name, doc) in designs {
        let estimate = estimate::of(&doc);
        let samples = estimate.sample();
        for chart in Chart::ALL {
            let Some(plot) = text::charts::plot(chart, &doc, &estimate, &samples) else {
                assert!(
                    chart.swings().is_some() && name != "ranges",
                    "{name}: {chart:?}"
                );
                continue;
            };
            for width in Width::ALL {
                let file = format!("{name}-{chart:?}-{}.svg", width.name()).to_lowercase();
                let path = root().join("tests/cases/charts").join(file);
                compare(&path, &text::charts::svg(chart, &plot, width));
                drawn += 1;
            }
        }
    }
    assert_eq!(drawn, 2 * (6 + 6 + 8));
}

#[test]
fn every_example_is_written_as_its_openapi() {
    for example in examples::ALL {
        let doc = text::json::example(example);
        let name = stem(example);
        let written = text::openapi::write(&doc, &estimate::of(&doc));
        // All is said; of what is said on a WebSocket it is noted where it stands.
        let spoken = |action: &&Action| {
            let of = |field: &ApiField| field.action == action.id.to_string();
            let body = |field: &ApiField| ["request", "response"].contains(&&*field.place);
            let mut fields = doc.apis.fields.iter();
            action.method == "WS" && fields.any(|field| of(field) && body(field))
        };
        let notes: Vec<_> = (doc.apis.actions.iter().filter(spoken))
            .map(|action| {
                let why = "OpenAPI has no messages of a WebSocket; they stand under x-messages";
                format!("{}: {why}", action.name)
            })
            .collect();
        assert_eq!(written.notes, notes, "{name}");
        let path = root()
            .join("tests/cases/openapi")
            .join(format!("example-{name}.openapi.json"));
        compare(&path, &written.json);
    }
}

/// What is made for databases, and for other programs that draw; the JSON of an example is its own file.
#[test]
fn every_example_is_written_as_its_sql_and_mermaid() {
    for example in examples::ALL {
        let doc = text::json::example(example);
        let (name, estimate) = (stem(example), estimate::of(&doc));
        for form in Form::ALL {
            let folder = match form {
                Form::Sql(_) => "sql",
                Form::Flow | Form::Entities | Form::Architecture => "mermaid",
                Form::Drawio | Form::Excalidraw if name == "pastebin" => "drawings",
                _ => continue,
            };
            let written = form.write(&doc, &estimate, &Samples::default());
            assert!(!written.is_empty(), "{name}: {}", form.name());
            let file = format!("tests/cases/{folder}/example-{name}{}", form.ending());
            compare(&root().join(file), &written);
        }
    }
}

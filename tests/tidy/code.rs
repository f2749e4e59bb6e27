//! What the code may say, and where.

use std::fs;

use super::none_of;
use super::source::{Source, files, root, shown, sources};

/// What each room may use of the crate, besides itself. One direction, no way back.
const ARROWS: [(&str, &[&str]); 16] = [
    ("theory", &[]),
    ("quantity", &[]),
    ("library", &[]),
    ("model", &["quantity", "library"]),
    ("formula", &["theory", "quantity"]),
    ("engines", &["quantity"]),
    (
        "estimate",
        &[
            "theory", "quantity", "model", "formula", "library", "engines",
        ],
    ),
    ("outline", &["library", "model", "formula", "estimate"]),
    (
        "review",
        &[
            "quantity", "model", "formula", "engines", "estimate", "outline",
        ],
    ),
    (
        "propose",
        &[
            "quantity", "library", "model", "formula", "engines", "estimate", "outline", "review",
        ],
    ),
    ("diagram", &["quantity", "model", "formula", "estimate"]),
    (
        "text",
        &[
            "quantity", "library", "model", "formula", "engines", "estimate", "outline", "review",
            "diagram",
        ],
    ),
    (
        "desk",
        &[
            "quantity", "model", "formula", "engines", "estimate", "outline", "review", "propose",
            "diagram", "text",
        ],
    ),
    ("keep", &[]),
    ("browser", &["keep"]),
    (
        "ui",
        &[
            "quantity", "library", "model", "formula", "engines", "estimate", "outline", "review",
            "propose", "diagram", "text", "desk", "keep", "browser",
        ],
    ),
];

/// The rooms that need a browser.
const OF_THE_PAGE: [&str; 2] = ["browser", "ui"];

/// Files that may be longer than the rest, each with its reason: tables of data only.
const LONG: [(&str, &str); 0] = [];

const LONGEST: usize = 400;

/// The rooms and outside modules that follow `crate::` in a text, with where they stand.
fn named_after_crate(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        // `my_crate::` is another word.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + start.len()..];
        match rest.trim_start().strip_prefix('{') {
            Some(group) => found.extend(first_names(group).into_iter().map(|name| (at, name))),
            None => found.push((at, word(rest))),
        }
    }
    found
}

/// The first name of each path in a group `a, b::{c, d}, e}`.
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut begins) = (Vec::new(), 0, true);
    for (at, character) in group.char_indices() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                names.push(word(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The code of a file without its tests, and the line that a place in it stands on.
fn code_of(source: &Source) -> (String, impl Fn(usize) -> usize) {
    let (mut code, mut starts) = (String::new(), Vec::new());
    for (number, line) in source.numbered() {
        starts.push((code.len(), number));
        code.push_str(&line.code);
        code.push('\n');
    }
    let line_at = move |place: usize| {
        starts
            .iter()
            .rev()
            .find(|(start, _)| *start <= place)
            .map_or(0, |(_, n)| *n)
    };
    (code, line_at)
}

/// The length of the longest `super::super::…` on a line.
fn supers(code: &str) -> usize {
    code.match_indices("super::")
        .map(|(at, _)| {
            let mut rest = &code[at..];
            std::iter::from_fn(|| {
                rest = rest.strip_prefix("super::")?;
                Some(())
            })
            .count()
        })
        .max()
        .unwrap_or(0)
}

#[test]
fn each_room_uses_only_the_rooms_before_it() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(room) = source.room() else { continue };
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            found.push(format!(
                "{}:1: the room `{room}` has no line in ARROWS",
                source.path
            ));
            continue;
        };
        let (code, line_at) = code_of(&source);
        for (at, used) in named_after_crate(&code) {
            if used != room && !allowed.contains(&used.as_str()) {
                found.push(format!(
                    "{}:{}: `{room}` uses `crate::{used}`",
                    source.path,
                    line_at(at)
                ));
            }
        }
        for (number, line) in source.numbered() {
            if supers(&line.code) >= source.depth() {
                found.push(format!(
                    "{}:{number}: `super` leads out of the room; write `crate::`",
                    source.path
                ));
            }
        }
    }
    none_of(
        &found,
        "Move what is needed into a room that may use it (ARROWS in tests/tidy/code.rs), or hand it in.",
    );
}

#[test]
fn the_arrows_make_no_circle() {
    let before = |room: &str| {
        ARROWS
            .iter()
            .find(|(name, _)| *name == room)
            .map_or(&[][..], |(_, used)| *used)
    };
    for (room, used) in ARROWS {
        let mut reached: Vec<&str> = used.to_vec();
        let mut at = 0;
        while let Some(next) = reached.get(at).copied() {
            reached.extend(
                before(next)
                    .iter()
                    .filter(|name| !reached.contains(name))
                    .copied()
                    .collect::<Vec<_>>(),
            );
            at += 1;
        }
        assert!(
            !reached.contains(&room),
            "`{room}` may use {reached:?}, which leads back to it: take an arrow away"
        );
    }
}

#[test]
fn the_core_knows_nothing_of_a_browser() {
    const WORDS: [&str; 6] = [
        "leptos",
        "web_sys",
        "gloo",
        "wasm_bindgen",
        "js_sys",
        "wasm_bindgen_futures",
    ];
    let mut found = Vec::new();
    for source in sources() {
        if source.room().is_none_or(|room| OF_THE_PAGE.contains(&room)) {
            continue;
        }
        for (number, line) in source.numbered() {
            let mut words = line.code.split(|c: char| !c.is_alphanumeric() && c != '_');
            if let Some(word) = words.find(|word| WORDS.contains(word)) {
                found.push(format!("{}:{number}: `{word}` in the core", source.path));
            }
        }
    }
    none_of(
        &found,
        "Move it to `browser` or `ui`, and hand in what the core needs.",
    );
}

#[test]
fn no_file_is_too_long() {
    let mut found = Vec::new();
    for folder in ["src", "xtask/src"] {
        for path in files(folder, &["rs"]) {
            let (count, name) = (
                fs::read_to_string(&path).unwrap().lines().count(),
                shown(&path),
            );
            if count > LONGEST && !LONG.iter().any(|(long, _)| *long == name) {
                found.push(format!("{name}:{LONGEST}: {count} lines"));
            }
        }
    }
    none_of(
        &found,
        &format!("Divide each into files of at most {LONGEST} lines, each about one thing."),
    );
}

#[test]
fn nothing_points_outside_the_page() {
    // The name of a vocabulary, not an address that is fetched.
    const NAMES: [&str; 2] = [
        "http://www.w3.org/2000/svg",
        "https://json-schema.org/draft/2020-12/schema",
    ];
    const OUTSIDE: [&str; 6] = [
        "http://",
        "https://",
        "src=\"//",
        "href=\"//",
        "url(//",
        "url(\"//",
    ];
    let points_outside = |text: &str| {
        let text = NAMES
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(name, ""));
        OUTSIDE.iter().any(|start| text.contains(start))
    };
    let mut found = Vec::new();
    for source in sources() {
        for (number, line) in source
            .numbered()
            .filter(|(_, line)| points_outside(&line.literals))
        {
            found.push(format!("{}:{number}: {}", source.path, line.literals));
        }
    }
    let mut plain = files("style", &["css", "js", "svg", "html"]);
    plain.push(root().join("index.html"));
    for path in plain {
        for (at, line) in fs::read_to_string(&path)
            .unwrap()
            .lines()
            .enumerate()
            .filter(|(_, l)| points_outside(l))
        {
            found.push(format!("{}:{}: {}", shown(&path), at + 1, line.trim()));
        }
    }
    none_of(
        &found,
        "The page talks to nobody: bundle what is needed; name a source in words.",
    );
}

#[test]
fn nothing_stops_the_page() {
    const STOPS: [&str; 6] = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
    ];
    let mut found = Vec::new();
    for source in sources() {
        for (number, line) in source.numbered() {
            if let Some(stop) = STOPS.iter().find(|stop| line.code.contains(**stop))
                && !states_invariant(&source, number)
            {
                found.push(format!("{}:{number}: `{stop}`", source.path));
            }
        }
    }
    none_of(
        &found,
        "Return an Option or a Result; or state above it why it cannot happen: `// Invariant: …`.",
    );
}

/// Whether the comments and attributes right above a line state an invariant.
fn states_invariant(source: &Source, number: usize) -> bool {
    let above = source.lines[..number - 1]
        .iter()
        .rev()
        .map(|line| line.raw.trim());
    above
        .take_while(|line| line.starts_with("//") || line.starts_with("#["))
        .any(|line| line.starts_with("// Invariant:"))
}

#[test]
fn the_change_log_names_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    let log = fs::read_to_string(root().join("CHANGELOG.md")).unwrap_or_default();
    let named = log.lines().any(|line| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
        line.starts_with('#') && words.any(|word| word == version)
    });
    assert!(
        named,
        "CHANGELOG.md:1: add the heading `## {version}` with what a user notices of it"
    );
}

#[test]
fn groups_are_read_like_single_paths() {
    let names = |code| {
        named_after_crate(code)
            .into_iter()
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("use crate::model::{Document, Id};"), ["model"]);
    assert_eq!(
        names("use crate::{\n    model::{self, Id},\n    ui,\n};"),
        ["model", "ui"]
    );
    assert_eq!(
        names("pub(crate) use x; other_crate::y; $crate::formula::F"),
        ["formula"]
    );
    assert_eq!(supers("use super::super::x;"), 2);
}

//! Rust files, taken apart far enough to tell code, literals and comments from each other.

use std::fs;
use std::path::{Path, PathBuf};

/// A line of a file.
#[derive(Debug, Default, Clone)]
pub(crate) struct Line {
    /// The line as it stands there.
    pub(crate) raw: String,
    /// What is left without comments, and without what stands in string literals.
    pub(crate) code: String,
    /// What stands in its string literals.
    pub(crate) literals: String,
    /// Whether it belongs to a test within the file.
    pub(crate) test: bool,
}

/// A file below the root of the repository.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its path from the root, with forward slashes.
    pub(crate) path: String,
    /// Its lines, from the first.
    pub(crate) lines: Vec<Line>,
}

impl Source {
    /// The first part of the path below `src`: the room it belongs to; none for `lib.rs` and `main.rs`.
    pub(crate) fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        let room = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "main", "bin"].contains(&room)).then_some(room)
    }

    /// How many modules lie between the root of the crate and what this file holds.
    pub(crate) fn depth(&self) -> usize {
        let parts = self.path.split('/').count() - 1;
        if self.path.ends_with("/mod.rs") {
            parts - 1
        } else {
            parts
        }
    }

    /// The lines with their numbers, without those of tests.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.test)
            .map(|(at, line)| (at + 1, line))
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with one of these endings, sorted by path; none where there is no such folder.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|end| endings.iter().any(|ending| end == *ending))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path from the root of the repository, with forward slashes.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// The Rust files of the program.
pub(crate) fn sources() -> Vec<Source> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = shown(&path);
        let whole = path.ends_with("/tests.rs") || path.contains("/tests/");
        Source {
            path,
            lines: lines(&text, whole),
        }
    };
    let sources: Vec<Source> = files("src", &["rs"]).into_iter().map(read).collect();
    assert!(
        sources.len() > 20,
        "the sources are where they are looked for"
    );
    sources
}

/// Takes a file apart; `all_tests` says that nothing else is in it.
pub(crate) fn lines(text: &str, all_tests: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = text
        .lines()
        .map(|raw| Line {
            raw: raw.to_owned(),
            test: all_tests,
            ..Line::default()
        })
        .collect();
    let mut at = 0;
    for (piece, part) in pieces(text) {
        for character in part.chars() {
            if character == '\n' {
                at += 1;
            } else if let Some(line) = lines.get_mut(at) {
                match piece {
                    Piece::Code => line.code.push(character),
                    Piece::Literal => line.literals.push(character),
                    Piece::Comment => {}
                }
            }
        }
    }
    mark_tests(&mut lines);
    lines
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Code,
    Literal,
    Comment,
}

/// The text in pieces, in order and without a gap.
fn pieces(text: &str) -> Vec<(Piece, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, length) = next_piece(rest, pieces.last());
        let (this, after) = rest.split_at(length);
        pieces.push((piece, this));
        rest = after;
    }
    pieces
}

fn next_piece(rest: &str, before: Option<&(Piece, &str)>) -> (Piece, usize) {
    let up_to = |end: &str, from: usize| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |at| from + at + end.len())
    };
    let within_word = before.is_some_and(|(piece, text)| {
        *piece == Piece::Code && text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
    });
    if rest.starts_with("//") {
        (Piece::Comment, rest.find('\n').unwrap_or(rest.len()))
    } else if rest.starts_with("/*") {
        (Piece::Comment, up_to("*/", 2))
    } else if let Some(hashes) = raw_string(rest).filter(|_| !within_word) {
        (
            Piece::Literal,
            up_to(&format!("\"{}", "#".repeat(hashes)), hashes + 2),
        )
    } else if rest.starts_with('"') {
        (Piece::Literal, quoted(rest))
    } else if let Some(length) = character(rest) {
        (Piece::Literal, length)
    } else {
        (Piece::Code, rest.chars().next().map_or(1, char::len_utf8))
    }
}

/// The number of `#` of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// The length of the string literal that begins here.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of the character literal that begins here; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map(|at| at + 4);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(length + 2)
}

/// Marks what stands under `#[cfg(test)]`, to the end of the item.
fn mark_tests(lines: &mut [Line]) {
    let (mut inside, mut depth) = (false, 0_usize);
    for line in lines {
        inside |= line.code.trim_start().starts_with("#[cfg(test)]");
        if !inside {
            continue;
        }
        line.test = true;
        for character in line.code.chars() {
            match character {
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    inside &= depth > 0;
                }
                ';' if depth == 0 => inside = false,
                _ => {}
            }
        }
    }
}

#[test]
fn code_literals_and_comments_are_told_apart() {
    let text = "let a = \"// no \\\" comment\"; // comment \"x\"\nlet c = '\"'; let r = r#\"raw \"x\" \"#;\nfn f<'a>(x: &'a str) {}";
    let lines = lines(text, false);
    assert_eq!(lines[0].code, "let a = ; ");
    assert_eq!(lines[0].literals, "\"// no \\\" comment\"");
    assert_eq!(lines[1].code, "let c = ; let r = ;");
    assert_eq!(lines[2].code, "fn f<'a>(x: &'a str) {}");
}

#[test]
fn what_is_tested_within_a_file_is_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests;\nfn b() {}\n#[cfg(test)]\nmod more {\n fn c() {}\n}\nfn d() {}";
    let kept: Vec<bool> = lines(text, false).iter().map(|line| !line.test).collect();
    assert_eq!(
        kept,
        [true, false, false, true, false, false, false, false, true]
    );
}

//! Diagrams follow from the tables. Where somebody has drawn in one, that is said: nothing is read from it.

use super::read::Found;
use crate::estimate::data_model::{engine, schema};
use crate::model::Document;
use crate::text::mermaid;
use rustc_hash::{FxHashMap, FxHashSet};

/// What each id of a diagram stands for.
type Names<'t> = FxHashMap<&'t str, &'t str>;

/// Says the lines of the diagrams that this design would not write. Ids are numbers of rows, which change with a row
/// above, and shapes follow from kinds; so things are compared by their names.
pub(super) fn check(doc: &Document, found: &mut Found) {
    let drawn = std::mem::take(&mut found.drawn);
    if drawn.is_empty() {
        return;
    }
    let own = [
        mermaid::flowchart(doc),
        mermaid::entities(engine(doc), &schema(doc)),
    ];
    let flows = mermaid::sequences(doc).into_iter().map(|(_, text)| text);
    let (mut known, plain) = (FxHashSet::default(), Names::default());
    for text in own.into_iter().flatten().chain(flows) {
        let names = names(text.lines());
        for line in text.lines() {
            known.insert(key(line, &plain));
            known.insert(key(line, &names));
        }
    }
    for lines in drawn {
        let names = names(lines.iter().map(|(_, line)| *line));
        for (number, line) in lines {
            let has = |names| known.contains(&key(line, names));
            if !line.trim().is_empty() && ![&plain, &names].into_iter().any(has) {
                let why = "A diagram follows from the tables, and this is not in them.";
                found.note(number, line, why);
            }
        }
    }
}

fn names<'t>(lines: impl Iterator<Item = &'t str>) -> Names<'t> {
    lines.filter_map(named).collect()
}

/// An id and its name: `client1(["Client"])`, `subgraph g2["eu-west"]`, `actor p1 as Reader`.
fn named(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let person = line.strip_prefix("actor ");
    if let Some(rest) = person.or_else(|| line.strip_prefix("participant ")) {
        return rest.split_once(" as ");
    }
    let line = line.strip_prefix("subgraph ").unwrap_or(line);
    let end = line.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (id, rest) = line.split_at(end);
    // A type in a table has no number at its end where a parenthesis follows.
    let opens =
        rest.starts_with(['[', '(', '{', '>']) && id.ends_with(|c: char| c.is_ascii_digit());
    let name = rest.split_once('"')?.1.rsplit_once('"')?.0;
    opens.then_some((id, name))
}

/// A line without spaces, each id in it as its name.
fn key(line: &str, names: &Names) -> String {
    if let Some((id, name)) = named(line)
        && names.contains_key(id)
    {
        return ["=", name].concat();
    }
    let mut key = String::with_capacity(line.len());
    let words = line.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    for part in words {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        key.push_str(names.get(word).unwrap_or(&word));
        key.extend(part[word.len()..].chars().filter(|c| !c.is_whitespace()));
    }
    key
}

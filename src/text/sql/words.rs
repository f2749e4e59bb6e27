//! How each engine writes names and texts.

use crate::engines::{Engine, reserved};

/// Whether a name means the same without quotation marks.
fn simple(name: &str) -> bool {
    let begins = |c: char| c == '_' || c.is_ascii_lowercase();
    name.starts_with(begins) && name.chars().all(|c| begins(c) || c.is_ascii_digit())
}

/// A name within an expression of a schema: bare where every engine takes it so, else in `"`.
pub(super) fn neutral(name: &str) -> String {
    let engines = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];
    if simple(name) && !engines.iter().any(|engine| reserved(*engine, name)) {
        name.to_owned()
    } else {
        quoted(name, '"')
    }
}

fn quoted(name: &str, quote: char) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push(quote);
    for c in name.chars() {
        out.push(c);
        if c == quote {
            out.push(c);
        }
    }
    out.push(quote);
    out
}

/// A name as this engine takes it: within its limits, in quotation marks where it needs them.
pub(super) fn name(engine: Engine, name: &str) -> String {
    let fitted = fitted(engine, name);
    if simple(&fitted) && !reserved(engine, &fitted) {
        fitted
    } else {
        marked(engine, name)
    }
}

/// The same, in quotation marks whether it needs them or not.
pub(super) fn marked(engine: Engine, name: &str) -> String {
    let quote = if engine == Engine::Innodb { '`' } else { '"' };
    quoted(&fitted(engine, name), quote)
}

/// A name within the limits of this engine: 63 bytes in `PostgreSQL`; in `MySQL` 64 characters of the
/// basic plane without a space at the end; no name of `SQLite`'s own.
///
/// The end of one that is too long becomes a number that follows from all of it, so that two do not become one.
pub(super) fn fitted(engine: Engine, name: &str) -> String {
    let mysql = engine == Engine::Innodb;
    let kept = |c: &char| *c != '\0';
    let fits = |c: char| {
        if mysql && c > '\u{ffff}' { '_' } else { c }
    };
    let mut out: String = name.chars().filter(kept).map(fits).collect();
    if mysql {
        out.truncate(out.trim_end().len());
    }
    if out.is_empty() {
        return String::from("unnamed");
    }
    let internal = out
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"));
    if engine == Engine::Sqlite && internal {
        out.insert(0, '_');
    }
    let (length, most) = match engine {
        Engine::Postgres => (out.len(), 63),
        Engine::Innodb => (out.chars().count(), 64),
        Engine::Sqlite => (0, 1),
    };
    if length > most {
        let mark = [String::from("_"), number_of(&out)].concat();
        let room = most - mark.len();
        let end = |(at, c): &(usize, char)| match engine {
            Engine::Postgres => at + c.len_utf8() <= room,
            _ => true,
        };
        let shown = if mysql { room } else { most };
        let cut: String = out
            .char_indices()
            .take_while(end)
            .map(|(_, c)| c)
            .take(shown)
            .collect();
        out = cut + &mark;
    }
    out
}

/// Eight digits that follow from a text (FNV-1a).
fn number_of(text: &str) -> String {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811c_9dc5, mix);
    (0..8)
        .map(|digit| char::from_digit(hash >> (4 * digit) & 15, 16).unwrap_or('0'))
        .collect()
}

/// A text in quotation marks.
pub(super) fn text(engine: Engine, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' if engine == Engine::Innodb => out.push_str("\\\\"),
            '\0' => {}
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

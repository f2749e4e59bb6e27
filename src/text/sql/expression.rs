//! Expressions: defaults, conditions, what an index is sorted by.
//!
//! In a schema an expression is in the standard's letters, whatever engine it is from: texts in `'`,
//! doubled within and without escapes; names bare where every engine takes them so, else in `"`.

use super::lex::{Kind, Token, count, said};
use super::words;
use crate::engines::Engine;

/// A piece of an expression.
struct Piece {
    kind: Kind,
    text: String,
    gap: bool,
}

impl Piece {
    fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Symbol) && self.text.eq_ignore_ascii_case(text)
    }

    fn atom(&self) -> bool {
        !matches!(self.kind, Kind::Symbol | Kind::End)
    }

    /// After this a parenthesis groups, and does not hold arguments.
    fn groups(&self) -> bool {
        const WORDS: [&str; 9] = [
            "and", "or", "not", "when", "then", "else", "case", "like", "is",
        ];
        match self.kind {
            Kind::Word => WORDS
                .iter()
                .any(|word| self.text.eq_ignore_ascii_case(word)),
            kind => kind == Kind::Symbol && self.text != ")" && self.text != "]",
        }
    }
}

/// An expression of an engine in the standard's letters, without what an engine adds by itself: casts of
/// constants and to text, parentheses around one word, lists in place of `IN`.
pub(super) fn neutral(text: &str, tokens: &[Token], engine: Engine) -> String {
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len());
    let (mut at, mut gap) = (0, false);
    count(tokens.len());
    while let Some(token) = tokens.get(at) {
        at += 1;
        let mut piece = piece(text, token);
        piece.gap |= std::mem::take(&mut gap);
        if piece.text == "::" {
            let length = cast_length(text, &tokens[at..]);
            if cast_says_nothing(text, pieces.last(), &tokens[at..at + length]) {
                at += length;
                continue;
            }
        }
        // The name of a character set before a text.
        let introduces = engine == Engine::Innodb
            && piece.kind == Kind::Word
            && piece.text.starts_with('_')
            && tokens
                .get(at)
                .is_some_and(|next| next.kind == Kind::Escaped);
        if introduces {
            gap = piece.gap;
            continue;
        }
        let closes = piece.is(")");
        pieces.push(piece);
        if closes {
            without_parentheses(&mut pieces);
        }
    }
    lists(&mut pieces);
    joined(within_parentheses(&pieces))
}

/// Without the cast of a text that is all of a default: the column has the type already.
pub(super) fn without_cast<'t>(text: &str, tokens: &'t [Token]) -> &'t [Token] {
    match tokens {
        [first, cast, of @ ..]
            if matches!(first.kind, Kind::Text | Kind::Escaped)
                && &text[cast.start..cast.end] == "::"
                && cast_length(text, of) == of.len() =>
        {
            &tokens[..1]
        }
        _ => tokens,
    }
}

fn piece(text: &str, token: &Token) -> Piece {
    let said = said(text, token);
    let text = match token.kind {
        Kind::Name => words::neutral(&said),
        Kind::Text | Kind::Escaped | Kind::Dollar => words::text(Engine::Postgres, &said),
        _ => said.into_owned(),
    };
    let kind = match token.kind {
        Kind::Escaped | Kind::Dollar => Kind::Text,
        kind => kind,
    };
    Piece {
        kind,
        text,
        gap: token.gap,
    }
}

/// How many tokens the type behind `::` has.
fn cast_length(text: &str, tokens: &[Token]) -> usize {
    const MORE: [&str; 7] = [
        "varying",
        "precision",
        "without",
        "with",
        "time",
        "zone",
        "array",
    ];
    let raw = |at: usize| {
        tokens
            .get(at)
            .map_or("", |token| &text[token.start..token.end])
    };
    let word = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Name))
    };
    if !word(0) {
        return 0;
    }
    let mut at = 1;
    loop {
        if raw(at) == "." && word(at + 1) {
            at += 2;
        } else if MORE.iter().any(|more| raw(at).eq_ignore_ascii_case(more)) {
            at += 1;
        } else if raw(at) == "(" && raw(at + 2) == ")" {
            at += 3;
        } else if raw(at) == "(" && raw(at + 2) == "," && raw(at + 4) == ")" {
            at += 5;
        } else if raw(at) == "[" && raw(at + 1) == "]" {
            at += 2;
        } else {
            return at;
        }
    }
}

/// Whether a cast changes nothing: of a constant to the type of what it stands beside, or to text.
fn cast_says_nothing(text: &str, before: Option<&Piece>, cast: &[Token]) -> bool {
    const TEXTS: [&str; 5] = ["text", "varchar", "character", "bpchar", "char"];
    // Beside these an untyped constant would be something else.
    const KEPT: [&str; 3] = ["interval", "regclass", "date"];
    let Some(first) = cast.first() else {
        return false;
    };
    let raw = &text[first.start..first.end];
    let one_of = |words: &[&str]| words.iter().any(|word| raw.eq_ignore_ascii_case(word));
    match before {
        Some(piece) if matches!(piece.kind, Kind::Text | Kind::Number) => !one_of(&KEPT),
        Some(piece) => one_of(&TEXTS) && (piece.atom() || piece.is(")")),
        None => false,
    }
}

/// Takes the parentheses away that close here, if only one word stands in them and they only group.
fn without_parentheses(pieces: &mut Vec<Piece>) {
    let length = pieces.len();
    let [.., open, inside, _] = &pieces[..] else {
        return;
    };
    let grouping = length == 3 || pieces.get(length - 4).is_some_and(Piece::groups);
    if open.is("(") && inside.atom() && grouping {
        pieces.pop();
        let after_word = length > 3 && pieces[length - 4].kind == Kind::Word;
        pieces[length - 2].gap = pieces[length - 3].gap || after_word;
        pieces.remove(length - 3);
    }
}

/// For each parenthesis and bracket that opens, where it closes.
fn pairs(pieces: &[Piece]) -> Option<Vec<usize>> {
    let (mut open, mut pairs) = (Vec::new(), vec![0; pieces.len()]);
    for (at, piece) in pieces.iter().enumerate() {
        if piece.is("(") || piece.is("[") {
            open.push(at);
        } else if piece.is(")") || piece.is("]") {
            let opened = open.pop()?;
            if pieces[opened].is("(") != piece.is(")") {
                return None;
            }
            pairs[opened] = at;
        }
    }
    open.is_empty().then_some(pairs)
}

/// `= ANY (ARRAY[…])` is what `PostgreSQL` makes of `IN (…)`, and `<> ALL (ARRAY[…])` of `NOT IN (…)`.
fn lists(pieces: &mut Vec<Piece>) {
    let Some(pairs) = pairs(pieces) else { return };
    let mut dropped = vec![false; pieces.len()];
    for at in 0..pieces.len().saturating_sub(4) {
        let any = pieces[at].is("=") && pieces[at + 1].is("any");
        let all = pieces[at].is("<")
            && pieces[at + 1].is(">")
            && !pieces[at + 1].gap
            && pieces[at + 2].is("all");
        if !any && !all {
            continue;
        }
        let open = at + 2 + usize::from(all);
        let more = usize::from(pieces.get(open + 1).is_some_and(|piece| piece.is("(")));
        let array = open + 1 + more;
        let is = |at: usize, text: &str| pieces.get(at).is_some_and(|piece| piece.is(text));
        if !is(open, "(") || !is(array, "array") || !is(array + 1, "[") {
            continue;
        }
        let close = pairs[array + 1];
        if pairs[open] != close + 1 + more {
            continue;
        }
        let word = if any { "IN" } else { "NOT IN" };
        pieces[at] = Piece {
            kind: Kind::Word,
            text: String::from(word),
            gap: true,
        };
        dropped[at + 1..=array].fill(true);
        dropped[close + 1..=pairs[open]].fill(true);
        pieces[array + 1].text = String::from("(");
        pieces[array + 1].gap = true;
        pieces[close].text = String::from(")");
    }
    let mut at = 0;
    pieces.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
}

/// Without the parentheses around all of it.
fn within_parentheses(pieces: &[Piece]) -> &[Piece] {
    let Some(pairs) = pairs(pieces) else {
        return pieces;
    };
    let (mut from, mut to) = (0, pieces.len());
    while from + 2 < to && pieces[from].is("(") && pairs[from] == to - 1 {
        (from, to) = (from + 1, to - 1);
    }
    &pieces[from..to]
}

fn joined(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        if piece.gap && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&piece.text);
    }
    out
}

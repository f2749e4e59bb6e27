//! SQL in tokens. Each byte is looked at once; whatever the text is, there is an end to it.

use crate::engines::Engine;
use std::borrow::Cow;

/// Counts what is looked at, for a test that it is not looked at again and again.
#[cfg(test)]
pub(super) fn count(steps: usize) {
    STEPS.with(|counted| counted.set(counted.get() + steps));
}

#[cfg(not(test))]
pub(super) fn count(_: usize) {}

#[cfg(test)]
thread_local! {
    /// Bytes and tokens that were looked at.
    pub(super) static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word without quotation marks.
    Word,
    /// A name in quotation marks.
    Name,
    /// A text in quotation marks.
    Text,
    /// A text in which a backslash begins an escape.
    Escaped,
    /// A text between two `$tag$`.
    Dollar,
    /// A number without a sign.
    Number,
    /// A character that stands for itself, or `::`.
    Symbol,
    /// The end of a statement.
    End,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The line it begins on, from one.
    pub(super) line: usize,
    /// There is a space before it.
    pub(super) gap: bool,
    /// A `--` comment behind it, on its line: from where to where.
    pub(super) comment: (usize, usize),
}

/// Reads one token after another.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) line: usize,
    engine: Engine,
    delimiter: &'a str,
    /// Within a comment of `MySQL` whose content counts: `/*!40101 … */`.
    versioned: bool,
    /// A comment on the line of the token before; whoever keeps that token takes it.
    pub(super) comment: Option<(usize, usize)>,
    /// The line on which something begins that does not end.
    pub(super) unfinished: Option<usize>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, engine: Engine) -> Self {
        Self {
            text,
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            line: 1,
            engine,
            delimiter: ";",
            versioned: false,
            comment: None,
            unfinished: None,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Goes on by some bytes, and counts the lines in them.
    fn skip(&mut self, bytes: usize) {
        let end = (self.at + bytes).min(self.text.len());
        let passed = &self.text.as_bytes()[self.at..end];
        self.line += passed.split(|byte| *byte == b'\n').count() - 1;
        count(passed.len());
        self.at = end;
    }

    /// How far it is to the end of what begins here and ends with `close`.
    fn to(&mut self, from: usize, close: &str) -> usize {
        let found = self.rest().get(from..).and_then(|rest| rest.find(close));
        found.map_or_else(|| self.never_ends(), |at| from + at + close.len())
    }

    fn never_ends(&mut self) -> usize {
        self.unfinished.get_or_insert(self.line);
        self.rest().len()
    }

    fn to_line_end(&self) -> usize {
        self.rest().find('\n').unwrap_or(self.rest().len())
    }

    /// Passes over the rest of the line: what a shell reads and no server.
    pub(super) fn skip_line(&mut self) {
        self.skip(self.to_line_end());
    }

    /// Passes over rows of `COPY`, up to the line `\.`.
    pub(super) fn skip_rows(&mut self) {
        self.skip_line();
        let bytes = match self.rest().find("\n\\.") {
            Some(at) => at + 3,
            None => self.never_ends(),
        };
        self.skip(bytes);
    }

    /// `DELIMITER ;;` of `MySQL`'s shell: what ends a statement from here on.
    pub(super) fn set_delimiter(&mut self) {
        let line = &self.rest()[..self.to_line_end()];
        self.delimiter = match line.trim() {
            "" => ";",
            delimiter => delimiter,
        };
        self.skip_line();
    }

    /// Whether statements end with a semicolon.
    pub(super) fn plain_delimiter(&self) -> bool {
        self.delimiter == ";"
    }

    /// Passes over blanks and comments.
    fn skip_blanks(&mut self) {
        let last_line = self.line;
        let mysql = self.engine == Engine::Innodb;
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                self.skip(blank);
            } else if rest.starts_with("--") && (!mysql || dashes_begin_a_comment(rest))
                || mysql && rest.starts_with('#')
            {
                let length = self.to_line_end();
                if self.line == last_line && self.comment.is_none() {
                    self.comment = Some((self.at, self.at + length));
                }
                self.skip(length);
            } else if rest.starts_with("/*!") || rest.starts_with("/*M!") {
                let bang = rest.find('!').map_or(0, |at| at + 1);
                // `/*M!999999\- enable the sandbox mode */` is for the shell.
                self.versioned = !rest[bang..].starts_with("999999");
                if !self.versioned {
                    let length = self.to(bang, "*/");
                    self.skip(length);
                    continue;
                }
                let digits = rest[bang..].bytes().take_while(u8::is_ascii_digit).count();
                self.skip(bang + digits);
            } else if self.versioned && rest.starts_with("*/") {
                self.versioned = false;
                self.skip(2);
            } else if rest.starts_with("/*") {
                let length = self.comment_length();
                self.skip(length);
            } else {
                return;
            }
        }
    }

    /// The length of a comment between `/*` and `*/`; in `PostgreSQL` there may be others in it.
    fn comment_length(&mut self) -> usize {
        if self.engine != Engine::Postgres {
            return self.to(2, "*/");
        }
        let (bytes, mut at, mut depth) = (self.rest().as_bytes(), 2, 1_usize);
        while depth > 0 {
            match bytes.get(at..at + 2) {
                Some(b"/*") => (at, depth) = (at + 2, depth + 1),
                Some(b"*/") => (at, depth) = (at + 2, depth - 1),
                Some(_) => at += 1,
                None => return self.never_ends(),
            }
        }
        at
    }

    /// The length of what stands between two of `quote`, from the first to behind the last.
    fn quoted(&mut self, from: usize, quote: u8, backslash: bool) -> usize {
        let (bytes, mut at) = (self.rest().as_bytes(), from + 1);
        while let Some(byte) = bytes.get(at) {
            at += match *byte {
                b'\\' if backslash => 2,
                byte if byte == quote && bytes.get(at + 1) == Some(&quote) => 2,
                byte if byte == quote => return at + 1,
                _ => 1,
            };
        }
        self.never_ends()
    }

    /// The length of `$tag$ … $tag$`, if that begins here.
    fn dollars(&mut self) -> Option<usize> {
        let inside = &self.rest()[1..];
        let tag = inside.find(|c: char| !c.is_alphanumeric() && c != '_')?;
        let digit = inside.starts_with(|c: char| c.is_ascii_digit());
        if digit || !inside[tag..].starts_with('$') {
            return None;
        }
        let mark = &self.rest()[..tag + 2];
        Some(self.to(mark.len(), mark))
    }

    /// What begins here, and its length.
    fn measure(&mut self, first: char) -> (Kind, usize) {
        let rest = self.rest();
        let next = rest.as_bytes().get(1).copied();
        let (mysql, postgres) = (
            self.engine == Engine::Innodb,
            self.engine == Engine::Postgres,
        );
        match first {
            '\'' if mysql => (Kind::Escaped, self.quoted(0, b'\'', true)),
            '\'' => (Kind::Text, self.quoted(0, b'\'', false)),
            'e' | 'E' if postgres && next == Some(b'\'') => {
                (Kind::Escaped, self.quoted(1, b'\'', true))
            }
            'n' | 'N' if next == Some(b'\'') => (Kind::Text, self.quoted(1, b'\'', mysql)),
            '"' if mysql => (Kind::Escaped, self.quoted(0, b'"', true)),
            '"' => (Kind::Name, self.quoted(0, b'"', false)),
            '`' => (Kind::Name, self.quoted(0, b'`', false)),
            '[' if self.engine == Engine::Sqlite => (Kind::Name, self.to(1, "]")),
            '$' if postgres => match self.dollars() {
                Some(length) => (Kind::Dollar, length),
                None => (Kind::Symbol, 1),
            },
            '0'..='9' => number(rest),
            '.' if next.is_some_and(|byte| byte.is_ascii_digit()) => number(rest),
            ':' if next == Some(b':') => (Kind::Symbol, 2),
            c if in_a_word(c) && c != '$' => (Kind::Word, word_length(rest)),
            c => (Kind::Symbol, c.len_utf8()),
        }
    }

    /// The next token; none at the end of the text.
    pub(super) fn next(&mut self) -> Option<Token> {
        let from = self.at;
        self.skip_blanks();
        let first = self.rest().chars().next()?;
        let (kind, length) = if self.rest().starts_with(self.delimiter) {
            (Kind::End, self.delimiter.len())
        } else {
            self.measure(first)
        };
        let (start, line) = (self.at, self.line);
        self.skip(length);
        Some(Token {
            kind,
            start,
            end: self.at,
            line,
            gap: start > from,
            comment: (0, 0),
        })
    }
}

/// In `MySQL` two dashes begin a comment only before a blank: `5--3` is 8.
fn dashes_begin_a_comment(rest: &str) -> bool {
    rest[2..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c.is_control())
}

pub(super) fn in_a_word(c: char) -> bool {
    c == '_' || c == '$' || c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace()
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !in_a_word(c)).unwrap_or(rest.len())
}

/// A number, or a word that begins with a digit, as `MySQL` has them.
fn number(rest: &str) -> (Kind, usize) {
    let word = word_length(rest);
    let digits = |from: usize| {
        let rest = rest.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    if rest.starts_with("0x") || rest.starts_with("0X") {
        return (Kind::Number, word);
    }
    let mut end = digits(0);
    if rest.as_bytes().get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if rest[end..].starts_with(['e', 'E']) {
        let sign = usize::from(rest[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    if end < word {
        (Kind::Word, word)
    } else {
        (Kind::Number, end)
    }
}

/// What a token says: a name or a text without its quotation marks, all else as it stands.
pub(super) fn said<'a>(text: &'a str, token: &Token) -> Cow<'a, str> {
    let raw = &text[token.start..token.end];
    match token.kind {
        Kind::Name | Kind::Text | Kind::Escaped => {
            let quote = raw.find(['\'', '"', '`', '[']).unwrap_or(0);
            let close = match raw.as_bytes().get(quote) {
                Some(b'[') => ']',
                Some(byte) => char::from(*byte),
                None => '\'',
            };
            let inside = raw.get(quote + 1..).unwrap_or_default();
            let inside = inside.strip_suffix(close).unwrap_or(inside);
            if !inside.contains(close) && (token.kind != Kind::Escaped || !inside.contains('\\')) {
                return Cow::Borrowed(inside);
            }
            Cow::Owned(unescaped(inside, close, token.kind == Kind::Escaped))
        }
        Kind::Dollar => {
            let mark = raw[1..].find('$').map_or(1, |at| at + 2);
            let end = raw.len().saturating_sub(mark).max(mark);
            Cow::Borrowed(raw.get(mark..end).unwrap_or_default())
        }
        _ => Cow::Borrowed(raw),
    }
}

fn unescaped(inside: &str, quote: char, backslash: bool) -> String {
    let mut out = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if backslash => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('b') => out.push('\u{8}'),
                Some('0') => out.push('\0'),
                Some('Z') => out.push('\u{1a}'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            },
            c if c == quote => {
                chars.next();
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

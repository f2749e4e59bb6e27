//! A walk through the tokens of a statement.

use super::lex::{Kind, Token, count, said};

/// What is left of a statement or of a part of it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Cursor<'a> {
    /// The text of the token some places ahead; nothing behind the end.
    pub(super) fn raw(&self, ahead: usize) -> &'a str {
        let token = self.tokens.get(ahead);
        token.map_or("", |token| &self.text[token.start..token.end])
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.tokens.get(ahead).map(|token| token.kind)
    }

    /// The line of what is next.
    pub(super) fn line(&self) -> usize {
        self.tokens.first().map_or(0, |token| token.line)
    }

    pub(super) fn done(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn skip(&mut self, tokens: usize) {
        count(tokens);
        self.tokens = self.tokens.get(tokens..).unwrap_or_default();
    }

    /// Whether this word or sign is next.
    pub(super) fn is(&self, word: &str) -> bool {
        self.is_at(0, word)
    }

    pub(super) fn is_at(&self, ahead: usize, word: &str) -> bool {
        let bare = matches!(self.kind(ahead), Some(Kind::Word | Kind::Symbol));
        bare && self.raw(ahead).eq_ignore_ascii_case(word)
    }

    /// Whether one of these words, with spaces between them, is next.
    pub(super) fn is_one_of(&self, words: &str) -> bool {
        self.kind(0) == Some(Kind::Word) && words.split(' ').any(|word| self.is(word))
    }

    /// Passes over these words, if they are next.
    pub(super) fn take(&mut self, words: &str) -> bool {
        let mut length = 0;
        for word in words.split(' ') {
            if !self.is_at(length, word) {
                return false;
            }
            length += 1;
        }
        self.skip(length);
        true
    }

    /// Passes over all of these words that are next.
    pub(super) fn take_any(&mut self, words: &str) {
        while self.is_one_of(words) {
            self.skip(1);
        }
    }

    /// A name with those before it: of the schema, of the table.
    pub(super) fn path(&mut self) -> Vec<String> {
        let mut path = Vec::new();
        let named = |kind| {
            matches!(
                kind,
                Some(Kind::Word | Kind::Name | Kind::Text | Kind::Escaped)
            )
        };
        while named(self.kind(0)) {
            path.push(said(self.text, &self.tokens[0]).into_owned());
            self.skip(1);
            if !(self.is(".") && named(self.kind(1))) {
                break;
            }
            self.skip(1);
        }
        path
    }

    /// A name, without that of its schema.
    pub(super) fn name(&mut self) -> Option<String> {
        self.path().pop()
    }

    /// A text in quotation marks.
    pub(super) fn string(&mut self) -> Option<String> {
        let quoted = matches!(
            self.kind(0),
            Some(Kind::Text | Kind::Escaped | Kind::Dollar)
        );
        let token = self.tokens.first().filter(|_| quoted)?;
        self.skip(1);
        Some(said(self.text, token).into_owned())
    }

    /// What stands between the parentheses that are next; passes over them. Without an end, all that is left.
    pub(super) fn parentheses(&mut self) -> Option<Self> {
        if !self.is("(") {
            return None;
        }
        let length = self.group();
        let closed = length > 1 && self.raw(length - 1) == ")";
        let tokens = &self.tokens[1..length - usize::from(closed)];
        self.skip(length);
        Some(Self {
            text: self.text,
            tokens,
        })
    }

    /// How many tokens the next one has with all that it encloses.
    fn group(&self) -> usize {
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.kind == Kind::Symbol {
                match &self.text[token.start..token.end] {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            count(1);
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// The tokens up to where this holds, outside of parentheses; at least one.
    pub(super) fn until(&mut self, stops: impl Fn(&Self) -> bool) -> &'a [Token] {
        let all = self.tokens;
        self.skip(self.group());
        while !self.done() && !stops(self) {
            self.skip(self.group());
        }
        &all[..all.len() - self.tokens.len()]
    }

    /// The parts between the commas outside of parentheses, each with the comment behind it.
    pub(super) fn parts(mut self) -> Vec<(Self, (usize, usize))> {
        let mut parts = Vec::new();
        while !self.done() {
            let tokens = if self.is(",") {
                &[]
            } else {
                self.until(|at| at.is(","))
            };
            let mut comment = tokens.last().map_or((0, 0), |token| token.comment);
            if let Some(comma) = self.tokens.first() {
                if comma.comment.1 > 0 {
                    comment = comma.comment;
                }
                self.skip(1);
            }
            let text = self.text;
            parts.push((Self { text, tokens }, comment));
        }
        parts
    }

    /// The names between parentheses.
    pub(super) fn names(&mut self) -> Vec<String> {
        let parts = self.parentheses().map(Self::parts).unwrap_or_default();
        let names = parts.into_iter().filter_map(|(mut part, _)| part.name());
        names.collect()
    }
}

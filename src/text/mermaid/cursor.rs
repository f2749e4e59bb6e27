//! A walk through the text of a flowchart.

/// A label in quotation marks, or between the brackets of a shape, is not longer, in bytes.
const LONGEST: usize = 8_000;

/// What is left of a text, and on which line that begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
    pub(super) line: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
        }
    }

    /// Passes over so many bytes, which end between two characters.
    pub(super) fn skip(&mut self, bytes: usize) -> &'a str {
        let (over, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += over.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        over
    }

    /// Passes over this, if it is next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let there = self.rest.starts_with(text);
        if there {
            self.skip(text.len());
        }
        there
    }

    /// Passes over characters for as long as this holds.
    pub(super) fn take_while(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !holds(c)).unwrap_or(self.rest.len());
        self.skip(end)
    }

    /// Passes over spaces within a line.
    pub(super) fn spaces(&mut self) {
        self.take_while(|c| c.is_whitespace() && c != '\n');
    }

    /// Whether a statement ends here.
    pub(super) fn ends(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with(['\n', ';']) || self.rest.starts_with("%%")
    }

    /// Passes over all up to the end of the statement, texts in quotation marks with what is in them.
    pub(super) fn statement(&mut self) -> &'a str {
        let mut quoted = false;
        let end = self.rest.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'\n' || byte == b';' && !quoted
        });
        self.skip(end.unwrap_or(self.rest.len()))
    }

    /// Passes over all up to the end of the line.
    pub(super) fn whole_line(&mut self) -> &'a str {
        self.take_while(|c| c != '\n')
    }

    /// What stands before one of these ends, in quotation marks or not; passes over it and the end. Nothing is passed
    /// over where there is none.
    pub(super) fn label(&mut self, ends: &[&str]) -> Option<&'a str> {
        let mut ahead = *self;
        ahead.take_while(char::is_whitespace);
        let text = if ahead.take("\"") {
            let text = ahead.up_to("\"", false)?;
            ahead.take_while(char::is_whitespace);
            ends.iter().any(|end| ahead.take(end)).then_some(text)?
        } else {
            ahead = *self;
            let found = ends.iter().filter_map(|end| {
                let mut ahead = ahead;
                Some((ahead.up_to(end, true)?, ahead))
            });
            let (text, after) = found.min_by_key(|(text, _)| text.len())?;
            ahead = after;
            text
        };
        *self = ahead;
        Some(text)
    }

    /// What stands before this, on the same line where that is asked for; passes over both.
    pub(super) fn up_to(&mut self, end: &str, same_line: bool) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let found = bytes
            .windows(end.len())
            .position(|part| part == end.as_bytes() || same_line && part[0] == b'\n')?;
        if !self.rest[found..].starts_with(end) {
            return None;
        }
        let text = self.skip(found);
        self.skip(end.len());
        Some(text)
    }
}

//! A long text: several paragraphs of a person's own Markdown, written so that they are read back, and read.

use super::escape::{Fence, fence, heading_line, paragraphs};
use super::known::{is_break, known};
use super::plain::{decode, exact};
use crate::outline::Block;

/// What stands for an empty line at the beginning or the end.
const EMPTY: &str = "&#10;";

/// The lines of a text, without the sign that Windows puts before each end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// A long text under this heading: its Markdown is kept where it reads back, line by line.
pub(super) fn write(text: &str, block: &Block) -> String {
    let middle = text.trim_matches('\n');
    let before = text.len() - text.trim_start_matches('\n').len();
    let after = text.len() - before - middle.len();
    if middle.is_empty() {
        return [EMPTY, "\n"].concat().repeat(before + 1);
    }
    let around = |middle: &str| {
        let mut out = [EMPTY, "\n"].concat().repeat(before);
        out.push_str(middle);
        out.push_str(&[EMPTY, "\n"].concat().repeat(after));
        out
    };
    let own = |line: &str, pretty: &str| undo(pretty) == line && known(block, pretty).is_none();
    let pretty = around(&paragraphs(middle, &own));
    if read(&pretty, block).is_some_and(|said| said == text) {
        return pretty;
    }
    let mut each = String::new();
    for line in middle.split('\n') {
        each.push_str(&exact(line));
        each.push('\n');
    }
    around(&each)
}

/// The text that was written under this heading; none where a line of it belongs to the document.
fn read(written: &str, block: &Block) -> Option<String> {
    let mut long = Long::default();
    let mut all = lines(written);
    all.all(|line| long.takes(line, Some(block)))
        .then(|| long.finish())
}

/// A long text while it is being read.
#[derive(Default)]
pub(super) struct Long<'t> {
    lines: Vec<(&'t str, bool)>,
    fence: Option<Fence>,
    /// The line of a closing fence that may have been added.
    added: Option<usize>,
}

impl<'t> Long<'t> {
    /// Takes the next line, unless the text ends before it.
    pub(super) fn takes(&mut self, line: &'t str, block: Option<&Block>) -> bool {
        let inside = self.fence.is_some();
        if let Some(open) = self.fence {
            if let Some(more) = open.closed_by(line) {
                self.fence = None;
                self.added = (more == 1).then_some(self.lines.len());
            }
        } else {
            let own = block.and_then(|block| known(block, line)).is_none();
            if !own || is_break(line) || heading_line(line).is_some() {
                return false;
            }
            self.fence = fence(line);
        }
        self.lines.push((line, inside || self.fence.is_some()));
        true
    }

    /// The text as it was typed.
    pub(super) fn finish(self) -> String {
        let filled = |(line, _): &(&str, bool)| !line.trim().is_empty();
        let first = self.lines.iter().position(filled);
        let last = self.lines.iter().rposition(filled);
        let (Some(first), Some(mut last)) = (first, last) else {
            return String::new();
        };
        if self.added == Some(last) && last > first {
            last -= 1;
        }
        let mut text = String::new();
        for (at, (line, code)) in self.lines[first..=last].iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            if *code {
                text.push_str(line);
            } else {
                text.push_str(&undo(line));
            }
        }
        text
    }
}

/// What was typed for a line outside code.
fn undo(line: &str) -> String {
    if line == EMPTY {
        return String::new();
    }
    if line.starts_with("&#") {
        return decode(line);
    }
    let (markers, text) = line.split_at(super::escape::content(line));
    let text = match text.strip_prefix('\\') {
        Some(bare) if super::escape::needs_backslash(bare) => bare,
        _ => text,
    };
    let mut out = markers.to_owned();
    let mut rest = text;
    while let Some(at) = rest.find("&lt;") {
        let (before, after) = (&rest[..at], &rest[at + 4..]);
        out.push_str(before);
        out.push_str(if super::escape::begins_html(after) {
            "<"
        } else {
            "&lt;"
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

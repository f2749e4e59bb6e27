//! What people type, put into Markdown so that it shows and cannot break what stands around it.

/// What the text goes into.
#[derive(Clone, Copy, PartialEq)]
enum Into {
    /// One line: a heading or a bullet.
    Line,
    /// A cell of a table.
    Cell,
}

/// A text for a heading or a bullet: on one line, its Markdown kept, no HTML.
///
/// Backslashes stand for themselves.
pub(super) fn line(text: &str) -> String {
    inline(text.trim(), Into::Line)
}

/// A text for a cell: as [`line`], with pipes escaped and new lines as `<br>`.
pub(super) fn cell(text: &str) -> String {
    inline(text.trim(), Into::Cell)
}

/// A text for a heading: as [`line`], with closing number signs kept.
pub(super) fn heading(text: &str) -> String {
    let mut text = line(text);
    if text.ends_with('#') {
        text.insert(text.len() - 1, '\\');
    }
    text
}

/// A text inside `**`.
pub(super) fn bold(text: &str) -> String {
    line(text).replace('*', "\\*")
}

fn inline(text: &str, into: Into) -> String {
    let special = |c: char| matches!(c, '\\' | '|' | '<' | '&' | '`') || c.is_control();
    if !text.contains(special) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let (before, from) = rest.split_at(at);
        plain(before, into, &mut out);
        let (ticks, after) = from.split_at(run);
        out.push_str(ticks);
        rest = after;
        if let Some(end) = closing(after, run) {
            code(&after[..end], into, &mut out);
            out.push_str(ticks);
            rest = &after[end + run..];
        }
    }
    plain(rest, into, &mut out);
    out
}

/// Where a code span that was opened by `run` backticks ends: at a run of just as many.
pub(super) fn closing(text: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// Text outside code: nothing in it is HTML or an escape.
fn plain(text: &str, into: Into, out: &mut String) {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => out.push_str("\\\\"),
            '|' => pipe(into, out),
            '<' if begins_html(&text[at + 1..]) => out.push_str("\\<"),
            '&' if begins_entity(&text[at + 1..]) => out.push_str("&amp;"),
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\n' | '\r' if into == Into::Cell => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Text in a code span, where only a pipe is special, and only in a table.
fn code(text: &str, into: Into, out: &mut String) {
    for c in text.chars() {
        match c {
            '|' => pipe(into, out),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

fn pipe(into: Into, out: &mut String) {
    if into == Into::Cell {
        // Backslashes before the pipe must not escape its escape.
        let backslashes = out.len() - out.trim_end_matches('\\').len();
        out.push_str(if backslashes.is_multiple_of(2) {
            "\\"
        } else {
            "\\\\"
        });
    }
    out.push('|');
}

/// Whether `<` before this would begin a tag, a comment or a declaration.
pub(super) fn begins_html(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Whether `&` before this would begin an entity such as `&lt;`.
fn begins_entity(after: &str) -> bool {
    let name = after
        .trim_start_matches('#')
        .trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.len() < after.len() && name.starts_with(';')
}

/// A long text: its Markdown is kept, but it cannot begin a heading, leave a fence open or hold HTML. A line of which
/// `reads_back` says that it would be read as something else is written exactly.
pub(super) fn paragraphs(text: &str, reads_back: &dyn Fn(&str, &str) -> bool) -> String {
    let mut writer = Paragraphs {
        out: String::new(),
        fence: None,
        unpaired: false,
        reads_back,
    };
    for line in text.split('\n') {
        writer.line(line);
    }
    writer.finish()
}

/// An open fence: its character, its length, and how far it is indented.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

impl Fence {
    /// By how many signs more than it has this line closes it, if it does.
    pub(super) fn closed_by(self, line: &str) -> Option<usize> {
        let bare = line.trim().chars().all(|c| c == self.mark);
        let end = fence(line).filter(|end| bare && end.mark == self.mark)?;
        end.length.checked_sub(self.length)
    }
}

struct Paragraphs<'a> {
    out: String,
    fence: Option<Fence>,
    /// A backtick without its partner stood in a line: from here on, code spans are not what they seem.
    unpaired: bool,
    reads_back: &'a dyn Fn(&str, &str) -> bool,
}

impl Paragraphs<'_> {
    fn line(&mut self, line: &str) {
        match (self.fence, fence(line)) {
            (None, Some(opened)) => {
                self.fence = Some(opened);
                self.out.push_str(line.trim_end());
            }
            (None, None) => self.outside(line),
            (Some(open), _) => self.inside(open, line),
        }
        self.out.push('\n');
    }

    /// A line of code. It is indented as far as its fence: a fence in a list ends where the indentation does.
    fn inside(&mut self, open: Fence, line: &str) {
        let missing = open
            .indent
            .saturating_sub(line.len() - line.trim_start_matches(' ').len());
        if !line.trim().is_empty() {
            self.out.push_str(&"   "[..missing]);
        }
        self.out.push_str(line);
        if open.closed_by(line).is_some() {
            self.fence = None;
        }
    }

    fn outside(&mut self, line: &str) {
        let from = self.out.len();
        let (markers, text) = line.split_at(content(line));
        self.out.push_str(markers);
        if needs_backslash(text) {
            self.out.push('\\');
        }
        self.spans(text);
        if !(self.reads_back)(line, &self.out[from..]) {
            self.out.truncate(from);
            self.out.push_str(&super::plain::exact(line));
        }
    }

    /// As [`inline`], but backslashes are kept as Markdown's own.
    fn spans(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('`') {
            let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
            self.tags(&rest[..at]);
            let (ticks, after) = rest[at..].split_at(run);
            let end = closing(after, run).filter(|_| !self.unpaired);
            self.out.push_str(ticks);
            rest = after;
            if let Some(end) = end {
                self.out.push_str(&after[..end + run]);
                rest = &after[end + run..];
            } else {
                self.unpaired = true;
            }
        }
        self.tags(rest);
    }

    fn tags(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            if c == '<' && begins_html(&text[at + 1..]) {
                // An escaped backslash before it would undo a single one.
                self.out.push_str("&lt;");
            } else if c.is_control() && c != '\t' {
                self.out.push(' ');
            } else {
                self.out.push(c);
            }
        }
    }

    /// A fence that was never closed is closed by one sign more, so that it is known not to have been.
    fn finish(mut self) -> String {
        if let Some(open) = self.fence {
            self.out.push_str(&"   "[..open.indent]);
            self.out
                .extend(std::iter::repeat_n(open.mark, open.length + 1));
            self.out.push('\n');
        }
        self.out
    }
}

/// Whether a line with this content would be a heading, or make one of the line above.
pub(super) fn needs_backslash(text: &str) -> bool {
    let underline = |mark: char| !text.is_empty() && text.trim_end().chars().all(|c| c == mark);
    text.starts_with('#') || underline('-') || underline('=')
}

/// The text of a heading, still as Markdown, where the line is one, and its level.
pub(super) fn heading_line(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches(' ');
    let bare = text.trim_start_matches('#');
    let level = text.len() - bare.len();
    let fine = line.len() - text.len() <= 3 && (1..=6).contains(&level);
    if !fine || !(bare.is_empty() || bare.starts_with([' ', '\t'])) {
        return None;
    }
    let bare = bare.trim_matches([' ', '\t']);
    // A closing row of number signs.
    let open = bare.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with([' ', '\t']);
    Some((level, if closed { open.trim_end() } else { bare }))
}

/// The fence that a line opens or closes, if it does.
pub(super) fn fence(line: &str) -> Option<Fence> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    let valid = indent <= 3 && length >= 3 && !(mark == '`' && info.contains('`'));
    valid.then_some(Fence {
        mark,
        length,
        indent,
    })
}

/// Where the content of a line begins, behind spaces, quotation marks and list markers.
pub(super) fn content(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &rest[blank..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = match rest[digits..].chars().next() {
            Some('>') if digits == 0 => 1,
            Some('-' | '*' | '+') if digits == 0 && rest[1..].starts_with([' ', '\t']) => 1,
            Some('.' | ')') if digits > 0 && rest[digits + 1..].starts_with([' ', '\t']) => {
                digits + 1
            }
            _ => return at + blank,
        };
        at += blank + marker;
    }
}

/// Whether a text may end in a list: its last part has a line that begins with a marker.
pub(super) fn ends_in_list(text: &str) -> bool {
    let lines = text
        .trim_end()
        .lines()
        .rev()
        .take_while(|line| !line.trim().is_empty());
    lines
        .into_iter()
        .any(|line| content(line) > line.len() - line.trim_start().len())
}

/// `text` as a fenced block; the fence is longer than any in the text.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    format!(
        "{fence}{language}\n{}\n{fence}\n",
        text.trim_end_matches('\n')
    )
}

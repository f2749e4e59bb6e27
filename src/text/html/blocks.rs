//! The blocks of Markdown: headings, paragraphs, lists, tables, code, quotations.

use super::Picture;
use super::inline::{escape, inline};
use super::list::{Marker, marker};

/// Quotations and lists within each other are followed so deep; what is deeper is text.
const DEEPEST: usize = 12;

/// What is being written.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    /// The sections: where each begins in `out`, its anchor, its words.
    pub(super) contents: Vec<(usize, String, String)>,
    anchors: Vec<String>,
    pictures: &'a [Picture],
}

impl<'a> Writer<'a> {
    pub(super) const fn new(pictures: &'a [Picture]) -> Self {
        Self {
            out: String::new(),
            contents: Vec::new(),
            anchors: Vec::new(),
            pictures,
        }
    }

    /// Writes blocks. In a tight list paragraphs are not set apart.
    pub(super) fn blocks(&mut self, lines: &[&str], depth: usize, tight: bool) {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += match begins(line, depth) {
                Begins::Nothing => 1,
                Begins::Fence => self.fence(&lines[at..]),
                Begins::Code => self.indented(&lines[at..]),
                Begins::Heading => self.heading(line),
                Begins::Rule => self.push("<hr>\n"),
                Begins::Quote => self.quote(&lines[at..], depth),
                Begins::List(first) => self.list(&lines[at..], first, depth),
                Begins::Text => match rule_of_table(lines.get(at + 1)) {
                    Some(columns) if cells(line).len() == columns => self.table(&lines[at..]),
                    _ => self.paragraph(&lines[at..], depth, tight),
                },
            };
        }
    }

    /// Writes a text of our own that stands for one line.
    fn push(&mut self, text: &str) -> usize {
        self.out.push_str(text);
        1
    }

    fn heading(&mut self, line: &str) -> usize {
        let line = line.trim_start();
        let words = line.trim_start_matches('#');
        // Sections have the third level in the template, and nothing has the second but what stands behind them.
        let level = match line.len() - words.len() {
            1 => "1",
            2 | 3 => "2",
            4 => "3",
            _ => "4",
        };
        let start = self.out.len();
        let mut title = String::new();
        inline(words.trim(), 0, &mut title);
        if level == "1" {
            for part in ["<h1>", &title, "</h1>\n"] {
                self.out.push_str(part);
            }
            return 1;
        }
        let anchor = self.anchor(words);
        if level == "2" {
            let words = words.trim().to_owned();
            self.contents.push((start, anchor.clone(), words));
        }
        for part in [
            "<h",
            level,
            " id=\"",
            &anchor,
            "\"><a href=\"#",
            &anchor,
            "\">",
            &title,
            "</a></h",
            level,
            ">\n",
        ] {
            self.out.push_str(part);
        }
        1
    }

    /// An anchor of letters, digits and hyphens that no other heading has.
    fn anchor(&mut self, words: &str) -> String {
        let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
        let words: String = words.to_ascii_lowercase().chars().map(kept).collect();
        let base = match words.split_whitespace().collect::<Vec<_>>().join("-") {
            none if none.is_empty() => "section".to_owned(),
            some => some,
        };
        let mut anchor = base.clone();
        let mut next = 2;
        while self.anchors.contains(&anchor) {
            anchor = [&base, "-", &next.to_string()].concat();
            next += 1;
        }
        self.anchors.push(anchor.clone());
        anchor
    }

    fn paragraph(&mut self, lines: &[&str], depth: usize, tight: bool) -> usize {
        let rest = lines.iter().skip(1);
        let more = rest.take_while(|line| !begins(line, depth).interrupts());
        let count = 1 + more.count();
        let text: Vec<&str> = lines[..count]
            .iter()
            .map(|line| line.trim_start())
            .collect();
        self.out.push_str(if tight { "" } else { "<p>" });
        inline(text.join("\n").trim_end(), 0, &mut self.out);
        self.out.push_str(if tight { "\n" } else { "</p>\n" });
        count
    }

    fn code(&mut self, text: &str) {
        self.out.push_str("<pre><code>");
        escape(text, &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    /// A fenced block, or the picture that stands for it.
    fn fence(&mut self, lines: &[&str]) -> usize {
        let Some((indent, mark)) = fence(lines[0]) else {
            return 1;
        };
        let closes = |line: &&&str| {
            fence(line)
                .is_some_and(|(_, end)| end.starts_with(mark) && line.trim().len() == end.len())
        };
        let inside = lines.iter().skip(1);
        let count = inside.clone().take_while(|line| !closes(line)).count();
        let text: String = inside
            .take(count)
            .flat_map(|line| {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                [&line[spaces.min(indent)..], "\n"]
            })
            .collect();
        let whole = [lines[0].trim(), "\n", &text].concat();
        let same = |picture: &&Picture| {
            [&text, &whole]
                .into_iter()
                .any(|text| picture.0.trim_end() == text.trim_end())
        };
        match self.pictures.iter().find(same) {
            Some((_, picture)) => {
                for part in ["<div class=\"wide\">\n", picture, "</div>\n"] {
                    self.out.push_str(part);
                }
            }
            None => self.code(&text),
        }
        (count + 2).min(lines.len())
    }

    fn indented(&mut self, lines: &[&str]) -> usize {
        let is_code = |line: &&&str| line.trim().is_empty() || line.starts_with("    ");
        let mut count = lines.iter().take_while(is_code).count();
        while lines[count - 1].trim().is_empty() {
            count -= 1;
        }
        let text: String = lines[..count]
            .iter()
            .flat_map(|line| [line.get(4..).unwrap_or_default(), "\n"])
            .collect();
        self.code(&text);
        count
    }

    fn quote(&mut self, lines: &[&str], depth: usize) -> usize {
        let mut inside: Vec<&str> = Vec::new();
        for line in lines {
            match line.trim_start().strip_prefix('>') {
                Some(text) => inside.push(text.strip_prefix(' ').unwrap_or(text)),
                // A paragraph goes on without its mark.
                None if begins(line, depth).interrupts() => break,
                None if inside.last().is_some_and(|last| last.trim().is_empty()) => break,
                None => inside.push(line),
            }
        }
        self.out.push_str("<blockquote>\n");
        self.blocks(&inside, depth + 1, false);
        self.out.push_str("</blockquote>\n");
        inside.len()
    }

    fn list(&mut self, lines: &[&str], first: Marker, depth: usize) -> usize {
        let (items, count, loose) = super::list::items(lines, first);
        let (open, close) = match first.start {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(start) => (
                ["<ol start=\"", &start.to_string(), "\">\n"].concat(),
                "</ol>\n",
            ),
        };
        self.out.push_str(&open);
        for item in items {
            self.out.push_str("<li>");
            self.blocks(&item, depth + 1, !loose);
            self.out.truncate(self.out.trim_end_matches('\n').len());
            self.out.push_str("</li>\n");
        }
        self.out.push_str(close);
        count
    }

    fn table(&mut self, lines: &[&str]) -> usize {
        let head = cells(lines[0]);
        let rows = lines.iter().skip(2);
        let count = rows.clone().take_while(|line| line.contains('|')).count();
        self.out.push_str("<div class=\"wide\"><table>\n<thead>");
        self.row(&head, head.len(), "th scope=\"col\"", "th");
        self.out.push_str("</thead>\n<tbody>\n");
        for line in rows.take(count) {
            self.row(&cells(line), head.len(), "td", "td");
            self.out.push('\n');
        }
        self.out.push_str("</tbody>\n</table></div>\n");
        count + 2
    }

    fn row(&mut self, cells: &[String], columns: usize, open: &str, close: &str) {
        self.out.push_str("<tr>");
        for at in 0..columns {
            for part in ["<", open, ">"] {
                self.out.push_str(part);
            }
            inline(cells.get(at).map_or("", String::as_str), 0, &mut self.out);
            for part in ["</", close, ">"] {
                self.out.push_str(part);
            }
        }
        self.out.push_str("</tr>");
    }
}

/// What a line begins, outside anything else.
pub(super) enum Begins {
    Nothing,
    Fence,
    Code,
    Heading,
    Rule,
    Quote,
    List(Marker),
    Text,
}

impl Begins {
    /// Whether it ends a paragraph.
    pub(super) fn interrupts(&self) -> bool {
        match self {
            Self::Text | Self::Code => false,
            // "1986. What a year" is no list in the middle of a text, and neither is an empty item.
            Self::List(marker) => !marker.empty && marker.start.is_none_or(|start| start == 1),
            _ => true,
        }
    }
}

pub(super) fn begins(line: &str, depth: usize) -> Begins {
    let text = line.trim_start();
    let bare = text.trim_end();
    // What parts a list from the one before it.
    if bare.is_empty() || bare == "<!-- -->" {
        return Begins::Nothing;
    }
    if line.starts_with("    ") || line.starts_with('\t') {
        return Begins::Code;
    }
    if fence(line).is_some() {
        return Begins::Fence;
    }
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        return Begins::Heading;
    }
    let rule = |mark: char| {
        bare.chars().filter(|c| *c == mark).count() >= 3
            && bare.chars().all(|c| c == mark || c == ' ')
    };
    if ['-', '*', '_'].into_iter().any(rule) {
        return Begins::Rule;
    }
    if depth < DEEPEST {
        if text.starts_with('>') {
            return Begins::Quote;
        }
        if let Some(marker) = marker(line) {
            return Begins::List(marker);
        }
    }
    Begins::Text
}

/// The indentation and the marks of a fence.
fn fence(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let marks = &text[..text.len() - info.len()];
    let valid = indent <= 3 && marks.len() >= 3 && !(mark == '`' && info.contains('`'));
    valid.then_some((indent, marks))
}

/// How many columns the rule under the head of a table has, if it is one.
fn rule_of_table(line: Option<&&str>) -> Option<usize> {
    let line = line?;
    let cells = cells(line);
    let is_rule = |cell: &String| {
        let marks = cell.trim_start_matches(':').trim_end_matches(':');
        !marks.is_empty() && marks.chars().all(|c| c == '-')
    };
    (line.contains('|') && cells.iter().all(is_rule)).then_some(cells.len())
}

/// The cells of a line, with their escaped pipes as they are meant.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match (c, escaped) {
            ('|', true) => {
                cell.pop();
                cell.push('|');
            }
            ('|', false) => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    if !cell.trim().is_empty() {
        cells.push(cell);
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

//! What is wrong with a design, and what could be added to it, over the wire.

use crate::model::{Address, Section, Table, all_tables};
use crate::propose::Proposal;
use crate::review::{Fix, Problem, Severity};

/// Problems as a list of texts: severity, section, key and row of the place, title, detail, and the fix: its label, which is
/// empty where there is none, and then what it does.
pub fn texts(problems: &[Problem]) -> Vec<String> {
    let mut texts = Vec::new();
    for problem in problems {
        texts.push(problem.severity.word().to_owned());
        texts.push(problem.section.key().to_owned());
        texts.extend(place(&problem.place));
        texts.extend([problem.title.clone(), problem.detail.clone()]);
        match &problem.fix {
            Some(fix) => fix_texts(fix, &mut texts),
            None => texts.push(String::new()),
        }
    }
    texts
}

fn place(place: &Address) -> [String; 2] {
    let key = place.spec().map_or("", |spec| spec.key);
    [key.to_owned(), place.row().to_string()]
}

/// Each list begins with how many there are of it.
fn fix_texts(fix: &Fix, texts: &mut Vec<String>) {
    texts.push(fix.label.clone());
    texts.push(fix.edits.len().to_string());
    for (address, text) in &fix.edits {
        texts.extend(place(address));
        texts.push(text.clone());
    }
    texts.push(fix.adds.len().to_string());
    for (table, cells) in &fix.adds {
        texts.extend([table.key.to_owned(), cells.len().to_string()]);
        texts.extend(cells.iter().cloned());
    }
    texts.push(fix.links.len().to_string());
    for (address, added) in &fix.links {
        texts.extend(place(address));
        texts.push(added.to_string());
    }
    texts.push(fix.inner.len().to_string());
    let inner = fix.inner.iter().flatten();
    texts.extend(inner.map(usize::to_string));
    texts.push(fix.removes.len().to_string());
    for (table, row) in &fix.removes {
        texts.extend([table.key.to_owned(), row.to_string()]);
    }
}

/// Reads what [`texts`] made; what has no place is left out.
///
/// ```
/// use envelope::{desk::problems, estimate, model::{Document, data_model}, review};
/// let mut doc = Document::default();
/// doc.capacity.growth = "40 GB".into();
/// let users = doc.add_row_of(&data_model::ENTITIES, &["Users"]).to_string();
/// doc.add_row_of(&data_model::ATTRIBUTES, &["user_id", "bigint", "8 B", "", &users]);
/// let found = review::problems(&doc, &estimate::of(&doc));
/// assert!(found[1].fix.is_some());
/// assert_eq!(problems::read(problems::texts(&found)), found);
/// ```
pub fn read(texts: Vec<String>) -> Vec<Problem> {
    let mut texts = Texts(texts.into_iter());
    let mut problems = Vec::new();
    while texts.problem(&mut problems).is_some() {}
    problems
}

/// Proposals as a list of texts: why, and what is done, as above.
pub fn proposal_texts(proposals: &[Proposal]) -> Vec<String> {
    let mut texts = Vec::new();
    for proposal in proposals {
        texts.push(proposal.why.clone());
        fix_texts(&proposal.fix, &mut texts);
    }
    texts
}

/// Reads what [`proposal_texts`] made.
///
/// ```
/// use envelope::{desk::problems, estimate, model::{Document, apis}, propose::{Proposed, proposals}};
/// let mut doc = Document::default();
/// doc.add_row_of(&apis::ACTIONS, &["Create paste", "", "POST", "/api/v1/pastes"]);
/// let found = proposals(Proposed::Services, &doc, &estimate::of(&doc));
/// assert_eq!(problems::read_proposals(problems::proposal_texts(&found)), found);
/// ```
pub fn read_proposals(texts: Vec<String>) -> Vec<Proposal> {
    let mut texts = Texts(texts.into_iter());
    let mut proposals = Vec::new();
    while let Some(why) = texts.text() {
        let Some(fix) = texts.fix() else { break };
        proposals.push(Proposal { fix, why });
    }
    proposals
}

/// What is left to read; none where the list ends before its time.
struct Texts(std::vec::IntoIter<String>);

impl Texts {
    fn text(&mut self) -> Option<String> {
        self.0.next()
    }

    fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.text()?.parse().ok()
    }

    fn table(&mut self) -> Option<&'static Table> {
        let key = self.text()?;
        let mut tables = all_tables().into_iter();
        tables.find(|table| table.key == key)
    }

    fn problem(&mut self, problems: &mut Vec<Problem>) -> Option<()> {
        let (severity, section) = (self.text()?, self.text()?);
        let mut severities = Severity::ALL.into_iter();
        let severity = severities.find(|(_, word)| *word == severity);
        let mut all = Section::ALL.into_iter();
        let section = all.find(|known| known.key() == section);
        let (key, row) = (self.text()?, self.number()?);
        let (title, detail) = (self.text()?, self.text()?);
        let fix = self.fix()?;
        if let Some(((section, (severity, _)), place)) =
            section.zip(severity).zip(Address::of(&key, row))
        {
            problems.push(Problem {
                severity,
                section,
                place,
                title,
                detail,
                fix: Some(fix).filter(|fix| !fix.label.is_empty()),
            });
        }
        Some(())
    }

    /// A fix without a label is none.
    fn fix(&mut self) -> Option<Fix> {
        let mut fix = Fix {
            label: self.text()?,
            ..Fix::default()
        };
        if fix.label.is_empty() {
            return Some(fix);
        }
        for _ in 0..self.number::<usize>()? {
            let (key, row, text) = (self.text()?, self.number()?, self.text()?);
            let place = Address::of(&key, row);
            fix.edits.extend(place.map(|place| (place, text)));
        }
        for _ in 0..self.number::<usize>()? {
            let (table, count) = (self.table()?, self.number::<usize>()?);
            let cells = self.0.by_ref().take(count).collect();
            fix.adds.push((table, cells));
        }
        for _ in 0..self.number::<usize>()? {
            let (key, row, added) = (self.text()?, self.number()?, self.number()?);
            let place = Address::of(&key, row);
            fix.links.extend(place.map(|place| (place, added)));
        }
        for _ in 0..self.number::<usize>()? {
            fix.inner
                .push([self.number()?, self.number()?, self.number()?]);
        }
        for _ in 0..self.number::<usize>()? {
            fix.removes.push((self.table()?, self.number()?));
        }
        Some(fix)
    }
}

//! What is wrong with a design, over the wire.

use crate::model::{Address, Section};
use crate::review::Problem;

/// Problems as a list of texts: section, key and row of the place, title, detail.
pub fn texts(problems: &[Problem]) -> Vec<String> {
    let texts = problems.iter().flat_map(|problem| {
        let key = problem.place.spec().map_or("", |spec| spec.key);
        [
            problem.section.key().to_owned(),
            key.to_owned(),
            problem.place.row().to_string(),
            problem.title.clone(),
            problem.detail.clone(),
        ]
    });
    texts.collect()
}

/// Reads what [`texts`] made; what has no place is left out.
///
/// ```
/// use envelope::{desk::problems, estimate, model::Document, review};
/// let mut doc = Document::default();
/// doc.capacity.growth = "40 GB".into();
/// let found = review::problems(&doc, &estimate::of(&doc));
/// assert_eq!(problems::read(problems::texts(&found)), found);
/// ```
pub fn read(texts: Vec<String>) -> Vec<Problem> {
    let mut texts = texts.into_iter();
    let mut problems = Vec::new();
    while let (Some(section), Some(key), Some(row), Some(title), Some(detail)) = (
        texts.next(),
        texts.next(),
        texts.next(),
        texts.next(),
        texts.next(),
    ) {
        let mut all = Section::ALL.into_iter();
        let section = all.find(|known| known.key() == section);
        let place = row.parse().ok().and_then(|row| Address::of(&key, row));
        if let Some((section, place)) = section.zip(place) {
            problems.push(Problem {
                section,
                place,
                title,
                detail,
            });
        }
    }
    problems
}

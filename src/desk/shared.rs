//! Links: what is said of one that is made, and of one that came.

use crate::estimate;
use crate::model::{Document, Section, all_fields, all_tables};
use crate::outline;
use crate::text::link::{self, qr};
use crate::text::{json, markdown};

/// What stands beside every link.
const WHERE: [&str; 2] = [
    "The design itself stands in the link, behind the #: no server gets to see it, and none is needed to keep it.",
    "It is packed, not encrypted: whoever has the link can read the design. It shows the design as it is now.",
];

/// The link to a design, or to the section at this route, on the page at this address; then what is to be known.
pub(super) fn link(argument: &str, doc: &Document) -> Result<Vec<String>, String> {
    let link = address(argument, doc)?;
    let mut texts = vec![link::length(&link)];
    texts.extend(WHERE.map(str::to_owned));
    if link.starts_with("file:") {
        texts.push("This page was opened from a disk: the link opens only where the same file lies at the same place.".to_owned());
    }
    if link.len() > qr::LONGEST {
        let most = format!(
            "It is too long for a QR code, which a camera reads up to {} characters.",
            link::grouped(qr::LONGEST)
        );
        texts.push(most);
    }
    texts.insert(0, link);
    Ok(texts)
}

/// The same as a QR code; empty where it is too long for one, or there is no link.
pub(super) fn code(argument: &str, doc: &Document) -> String {
    let link = address(argument, doc).ok();
    link.and_then(|link| qr::svg(&link)).unwrap_or_default()
}

fn address(argument: &str, doc: &Document) -> Result<String, String> {
    let (route, page) = argument.split_once(' ').unwrap_or_default();
    let section = Section::at(&format!("#/{route}"));
    Ok([page, &link::write(doc, section)?].concat())
}

/// What came by a link: the design as JSON, the route of the section where it is only one, its name, its Markdown, and
/// what is to be known of it, line by line.
pub(super) fn received(end: &str) -> Result<Vec<String>, String> {
    let link::Received { doc, section } = link::read(end)?;
    let estimate = estimate::of(&doc);
    let filled = |section: &&Section| {
        let here = |key| Section::of_key(key) == Some(**section);
        let entered = |key, there: bool| there && here(key);
        let mut fields = all_fields().into_iter();
        let mut tables = all_tables().into_iter();
        fields.any(|field| entered(field.spec.key, !(field.get)(&doc).is_empty()))
            || tables.any(|table| entered(table.key, (table.rows)(&doc).count() > 0))
    };
    let names: Vec<_> = Section::ALL
        .iter()
        .filter(filled)
        .map(|s| s.name())
        .collect();
    let what = match section {
        Some(section) => format!("One section: {}.", section.name()),
        None if names.is_empty() => "It is empty.".to_owned(),
        None => format!("Filled: {}.", names.join(", ")),
    };
    let numbers = outline::CARD_NUMBERS.iter().filter_map(|(label, formula)| {
        let shown = estimate.shown_alone(formula, 0);
        (shown != "–").then(|| format!("{label}: {shown}"))
    });
    let mut texts = vec![
        json::to_compact(&doc),
        section.map_or("", Section::route).to_owned(),
        doc.name().to_owned(),
        markdown::render(&doc, &estimate),
        what,
    ];
    texts.extend(numbers);
    Ok(texts)
}

//! Links: what is said of one that is made, and of one that came.

use crate::estimate;
use crate::model::{Document, Field, Section, Table, all_fields, all_tables};
use crate::outline;
use crate::text::html::escape;
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

/// What came by a link: the design as JSON, the route of the section where it is only one, and what it looks like in
/// HTML. The first two are empty where it cannot be read.
pub(super) fn received(end: &str) -> Vec<String> {
    let link::Received { doc, section } = match link::read(end) {
        Ok(received) => received,
        Err(why) => {
            return vec![
                String::new(),
                String::new(),
                format!("<p class=\"hint\">{why}</p>"),
            ];
        }
    };
    let estimate = estimate::of(&doc);
    let numbers = outline::CARD_NUMBERS.iter().filter_map(|(label, formula)| {
        let shown = estimate.shown_alone(formula, 0);
        (shown != "–").then(|| format!("{label}: {shown}"))
    });
    let notes: Vec<String> = std::iter::once(filled(&doc, section))
        .chain(numbers)
        .collect();
    let mut html = "<section class=\"card shared\"><h2><bdi>".to_owned();
    escape(doc.name(), &mut html);
    html.push_str("</bdi></h2><ul class=\"notes\">");
    for note in notes {
        html.push_str("<li>");
        escape(&note, &mut html);
        html.push_str("</li>");
    }
    html.push_str("</ul><pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"Markdown of the design by link\">");
    escape(&markdown::render(&doc, &estimate), &mut html);
    html.push_str("</pre></section>");
    let route = section.map_or("", Section::route).to_owned();
    vec![json::to_compact(&doc), route, html]
}

/// Which sections hold something, in words.
fn filled(doc: &Document, section: Option<Section>) -> String {
    if let Some(section) = section {
        return format!("One section: {}.", section.name());
    }
    let (fields, tables) = (all_fields(), all_tables());
    let holds = |section: &&Section| {
        let here = |key: &str| Section::of_key(key) == Some(**section);
        let entered =
            |field: &&Field<Document>| here(field.spec.key) && !(field.get)(doc).is_empty();
        let listed = |table: &&Table| here(table.key) && (table.rows)(doc).count() > 0;
        fields.iter().any(entered) || tables.iter().any(listed)
    };
    let names: Vec<&str> = Section::ALL
        .iter()
        .filter(holds)
        .map(|section| section.name())
        .collect();
    if names.is_empty() {
        "It is empty.".to_owned()
    } else {
        format!("Filled: {}.", names.join(", "))
    }
}

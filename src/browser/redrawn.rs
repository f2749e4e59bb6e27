//! A picture that is looked at: of a new one only those parts are put on the page that differ from the one before. A
//! browser needs a hundred milliseconds for the texts of a large picture, in which no key is heard.

use web_sys::Element;

/// The end of every picture.
const END: &str = "</svg>\n";
const DESCRIPTION: [&str; 2] = ["<desc", "</desc>"];

/// Puts a picture into an element, in place of the one before, which is empty where there is none. Each part of a
/// picture is a `<g>` in a line of its own: see `diagram::svg`.
pub fn show(place: &Element, before: &str, now: &str) {
    if patch(place, before, now).is_none() {
        place.set_inner_html(now);
    }
}

/// Puts in what differs; `None`, and nothing is changed, where that is too much, or is not seen to be a part.
fn patch(place: &Element, before: &str, now: &str) -> Option<()> {
    let (before, now) = (Parts::of(before)?, Parts::of(now)?);
    let pairs = || before.parts.iter().zip(&now.parts);
    let differ = pairs().filter(|(old, new)| old != new).count();
    if before.frame != now.frame
        || before.parts.len() != now.parts.len()
        || differ * 2 > now.parts.len()
    {
        return None;
    }
    let elements = elements(&place.first_element_child()?);
    if elements.len() != now.parts.len() {
        return None;
    }
    for ((old, new), element) in pairs().zip(elements) {
        if old != new {
            element.set_outer_html(new);
        }
    }
    Some(())
}

/// A picture in pieces.
struct Parts<'p> {
    /// What stands before its description and behind it.
    frame: [&'p str; 2],
    /// Its description, and each of its lines.
    parts: Vec<&'p str>,
}

impl<'p> Parts<'p> {
    fn of(picture: &'p str) -> Option<Self> {
        let mut lines = picture.strip_suffix(END)?.split('\n');
        let head = lines.next()?;
        let start = head.find(DESCRIPTION[0])?;
        let end = head.find(DESCRIPTION[1])? + DESCRIPTION[1].len();
        let mut parts = vec![head.get(start..end)?];
        parts.extend(lines);
        Some(Self {
            frame: [&head[..start], &head[end..]],
            parts,
        })
    }
}

/// The elements of the parts of a picture: its description and its groups.
fn elements(picture: &Element) -> Vec<Element> {
    let mut found = Vec::new();
    let mut next = picture.first_element_child();
    while let Some(element) = next {
        next = element.next_element_sibling();
        if ["desc", "g"].contains(&element.tag_name().as_str()) {
            found.push(element);
        }
    }
    found
}

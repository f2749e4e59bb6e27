//! A design in the part of an address behind the `#`, which no server gets to see: `#/d/1.…`, and `#/s/1.…` for one
//! section of it.
//!
//! The number is that of the form. Form 1 is the [`short`] text of the design, deflated with a dictionary that is part
//! of the form, behind its checksum, in the letters of an address. What a link holds was written by anybody: every
//! length has an end, and what does not fit together is refused as a whole.

mod packed;
pub mod qr;
mod short;

use crate::model::{Document, Section};

/// The longest link that is made and read, in characters. Safari opens up to 80,000, Firefox and Chromium more.
pub const LONGEST: usize = 64_000;

/// Up to this length a link fits where people send links: the shortest messages of the large chat programs, and
/// servers that pass links on.
const ANYWHERE: usize = 2_000;

/// Up to this length most chat and mail programs leave a link whole.
const USUALLY: usize = 8_000;

/// The form that is written.
const FORM: &str = "1";

/// What came by a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The design, in its canonical form.
    pub doc: Document,
    /// The section, where the link carries only one.
    pub section: Option<Section>,
}

/// The end of an address that carries the design, or one section of it.
///
/// # Errors
/// In a person's words, where the design is too large for a link.
///
/// ```
/// use envelope::{model::Document, text::link};
/// let doc = Document { title: "Pastebin".into(), ..Document::default() };
/// let end = link::write(&doc, None).unwrap();
/// assert!(end.starts_with("#/d/1.") && end.len() < 30);
/// assert_eq!(link::read(&end).unwrap().doc, doc);
/// ```
pub fn write(doc: &Document, section: Option<Section>) -> Result<String, String> {
    let (letter, doc) = match section {
        Some(section) => ("s", doc.part(section).canonical()),
        None => ("d", doc.canonical()),
    };
    let large = || format!("This is too much for a link. {ADVICE}");
    let text = short::write(&doc, section).ok_or_else(large)?;
    let end = format!("#/{letter}/{FORM}.{}", packed::pack(&text));
    if text.len() > packed::LARGEST {
        return Err(large());
    }
    if end.len() > LONGEST {
        return Err(format!(
            "The link would have {} characters; no more than {} are sure to open in every browser. {ADVICE}",
            grouped(end.len()),
            grouped(LONGEST)
        ));
    }
    Ok(end)
}

/// What to do where there is no link.
const ADVICE: &str = "Send a file instead (Export, Markdown or JSON), or the link to one section.";

/// What the end of an address carries.
///
/// # Errors
/// In a person's words, where it is not whole, of a newer form, or larger than any design.
///
/// ```
/// use envelope::text::link;
/// assert!(link::read("#/d/1.AAAA").unwrap_err().contains("not whole"));
/// assert!(link::read("#/d/2.AAAA").unwrap_err().contains("newer"));
/// ```
pub fn read(end: &str) -> Result<Received, String> {
    const BROKEN: &str = "The link is not whole: on its way something has cut or changed it. Ask for it again, or for a file with the design.";
    if end.len() > LONGEST {
        return Err(format!(
            "The link has {} characters, more than any that is made here. It was not opened.",
            grouped(end.len())
        ));
    }
    let (whole, rest) = match (end.strip_prefix("#/d/"), end.strip_prefix("#/s/")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(BROKEN.to_owned()),
    };
    let (form, letters) = rest.split_once('.').ok_or(BROKEN)?;
    if form != FORM {
        let number = !form.is_empty() && form.len() < 9 && form.bytes().all(|b| b.is_ascii_digit());
        return Err(if number {
            "The link is of a newer form than this page can read. Reload the page to get the newest.".to_owned()
        } else {
            BROKEN.to_owned()
        });
    }
    let text = packed::unpack(letters.trim_end()).map_err(|fault| match fault {
        packed::Fault::Broken => BROKEN.to_owned(),
        packed::Fault::Large => LARGE.to_owned(),
    })?;
    let received = short::read(&text).ok_or(LARGE)?;
    if received.section.is_none() == whole {
        Ok(received)
    } else {
        Err(BROKEN.to_owned())
    }
}

const LARGE: &str = "The link unpacks to more than any design holds. It was not opened.";

/// How long a link is, and where it can be expected to arrive.
///
/// ```
/// let link = format!("https://example.org/#/d/1.{}", "A".repeat(1808));
/// assert_eq!(envelope::text::link::length(&link), "1,834 characters: short enough for chat, mail and other programs.");
/// ```
pub fn length(link: &str) -> String {
    let where_to = match link.len() {
        0..=ANYWHERE => "short enough for chat, mail and other programs.",
        _ if link.len() <= USUALLY => {
            "most chat and mail programs leave it whole; some cut a link after 2,000 characters."
        }
        _ => {
            "every browser opens it, but many chat programs cut a link after 2,000 to 8,000 characters. Better send a file, or the link to one section."
        }
    };
    format!("{} characters: {where_to}", grouped(link.len()))
}

/// A number with a comma after each thousand: `64,000`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

// On the host only: the property tests have no source of randomness in wasm.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

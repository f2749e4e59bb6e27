//! How what is no text stands in a page: packed, a byte a character. `src/browser/unpack.js` is the way back.
//!
//! Base64 would cost a third. In windows-1252 each byte is a character of its own, and a script of a type that nobody
//! runs holds any of them but three: NUL is replaced, CR becomes LF, and `<` before `/` or `!` may begin its end.

use std::fmt::Write as _;
use std::io::Write as _;

use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::error::{Error, Result};

/// Stands before a byte that cannot stand there itself, which is changed by the mask.
const ESCAPE: u8 = b'}';
const MASK: u8 = 64;

/// What may be escaped. Before anything else, the escape is itself.
const ESCAPED: [u8; 4] = [0, b'\r', b'<', ESCAPE];

/// The element with these files, by their names.
pub(super) fn element(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut sizes = serde_json::Map::new();
    let mut all = Vec::new();
    // A map sorts its names, and what is packed follows it.
    let sorted: std::collections::BTreeMap<_, _> = files.iter().map(|(n, b)| (n, b)).collect();
    for (name, bytes) in sorted {
        sizes.insert(name.clone(), bytes.len().into());
        all.extend(bytes);
    }
    let packed = compressed(&all)?;
    let sizes = serde_json::Value::Object(sizes).to_string();
    let mut element = format!(
        "<script id=\"packed\" type=\"application/octet-stream\" data-length=\"{}\" data-files='{sizes}'>",
        packed.len()
    )
    .into_bytes();
    element.extend(escaped(&packed));
    element.extend(b"</script>\n");
    Ok(element)
}

/// By LZMA: a fifth smaller than what browsers unpack by themselves. Without a header, with the properties that
/// `unpack.js` knows.
fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (4, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    let failed = |cause| Error::new(format!("packing: {cause}"));
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false).map_err(failed)?;
    writer.write_all(bytes)?;
    writer.finish().map_err(failed)
}

/// Bytes that stand for themselves, but for those that cannot.
fn escaped(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() + bytes.len() / 100);
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        let cannot = match *byte {
            0 | b'\r' => true,
            b'<' => matches!(next, None | Some(b'/' | b'!')),
            ESCAPE => next.is_some_and(|next| ESCAPED.contains(&(next ^ MASK))),
            _ => false,
        };
        if cannot {
            text.extend([ESCAPE, byte ^ MASK]);
        } else {
            text.push(*byte);
        }
    }
    text
}

/// Markup in ASCII, which is the same in any character set.
pub(super) fn markup(text: &str) -> String {
    ascii(text, |out, letter| write!(out, "&#{};", u32::from(letter)))
}

/// A style in ASCII.
pub(super) fn style(text: &str) -> String {
    ascii(text, |out, letter| {
        write!(out, "\\{:x} ", u32::from(letter))
    })
}

fn ascii(text: &str, other: impl Fn(&mut String, char) -> std::fmt::Result) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            // Writing to a string does not fail.
            let _ = other(&mut out, letter);
        }
        out
    })
}

/// A text as the end of an address that carries it: what means something else there, or in an attribute, is escaped.
pub(super) fn address(text: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        for letter in line.trim().chars() {
            if letter.is_ascii() && !matches!(letter, '"' | '#' | '%' | '<' | '>') {
                out.push(letter);
            } else {
                for byte in letter.to_string().bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lzma_rust2::LzmaReader;
    use std::io::Read;

    #[test]
    fn every_byte_comes_back_and_none_means_something_else() {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.extend(b"<a</script><!--}}\0}\r}@}M}=}|}}|}<<!<}");
        bytes.extend(b"<");
        let text = escaped(&bytes);
        assert!(!text.iter().any(|byte| matches!(byte, 0 | b'\r')));
        assert!(!text.windows(2).any(|two| two == b"</" || two == b"<!"));
        assert!(!text.ends_with(b"<"));
        let (mut back, mut rest) = (Vec::new(), text.iter().peekable());
        while let Some(byte) = rest.next() {
            let escaped = |next: &&u8| *byte == ESCAPE && ESCAPED.contains(&(**next ^ MASK));
            let next = rest.next_if(escaped);
            back.push(next.map_or(*byte, |next| next ^ MASK));
        }
        assert_eq!(back, bytes);
    }

    #[test]
    fn what_is_packed_is_lzma_with_the_properties_that_are_known() {
        let bytes = b"one and one and one and two".repeat(50);
        let packed = compressed(&bytes).unwrap();
        assert!(packed.len() < 60);
        let reader = LzmaReader::new(&packed[..], bytes.len() as u64, 4, 0, 0, 1 << 20, None);
        let mut back = Vec::new();
        reader.unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(back, bytes);
    }

    #[test]
    fn other_letters_are_escaped_in_markup_styles_and_addresses() {
        assert_eq!(markup("a \u{b7} \u{1f600}"), "a &#183; &#128512;");
        assert_eq!(style("\"\u{b7} \""), "\"\\b7  \"");
        assert_eq!(
            address("<a b=\"#c\">\n  \u{b7}"),
            "%3Ca b=%22%23c%22%3E%C2%B7"
        );
    }
}

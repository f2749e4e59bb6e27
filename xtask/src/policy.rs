//! What browsers are told to refuse the page: the Content Security Policy and the other headers.
//!
//! The policy stands in the page itself, so that it holds on any static host, and with the other headers in
//! `_headers`, in the form that Netlify and Cloudflare read. `cargo xtask serve` and the tests send that file too.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::error::{Context, Error, Result};
use crate::single;

/// The file of headers, beside the page.
pub const HEADERS: &str = "_headers";

/// The styles of the pictures: each brings its own `<style>`, so that it is whole as a file too. A test computes them.
pub const STYLES: [&str; 4] = [
    "sha256-SHkfJOa5+f0baIBAlv5RxpbhBMU6uTXVHlToZsOsXg4=",
    "sha256-CW5jzGaA8aCnkTqwDU6S56VUSelVVNHUQlfOiBbyjHg=",
    "sha256-9b83pYqoWq67qF8w+J9+rhTPO3X6U84SrayZ9g9y7YI=",
    "sha256-b+T7FjUSu9mJeJ5mZx1riVyC2WwniR42OuUzShSEOqU=",
];

/// What is said besides the policy, for every file. All of them are asked for anew each time, since some keep their
/// name from version to version; what has not changed is not sent again.
const OTHERS: [&str; 7] = [
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Strict-Transport-Security: max-age=31536000; includeSubDomains",
    "Cache-Control: no-cache",
];

/// How the policy begins in the page.
const META: &str = "<meta http-equiv=Content-Security-Policy content=\"";

/// Puts the policy into the page in this directory, and the headers beside it.
///
/// # Errors
/// When the page cannot be read, or has no place for the policy.
pub fn write(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let page = std::fs::read_to_string(&index).context(format!("reading {}", index.display()))?;
    let policy = of(&page);
    let page = with(&page, &policy)?;
    std::fs::write(&index, page).context(format!("writing {}", index.display()))?;
    // Who may frame the page can only be said in a header.
    let others = OTHERS.map(|line| format!("  {line}\n")).concat();
    let headers =
        format!("/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n{others}");
    // Its character set is its own, and not what a host says of every page.
    let to_keep = format!("/{}\n  Content-Disposition: attachment\n", single::NAME);
    std::fs::write(dist.join(HEADERS), headers + &to_keep).context(format!("writing {HEADERS}"))
}

/// The policy of a page: nothing but its own files, and of scripts within it those that it has now.
fn of(page: &str) -> String {
    let mut scripts = String::new();
    for script in inline_scripts(page) {
        // Writing to a string does not fail.
        let _ = write!(scripts, " '{}'", hash(script));
    }
    let styles = STYLES.map(|style| format!(" '{style}'")).concat();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// The policy of the page that is one file, of which these are the scripts and this is the style: it fetches nothing, not
/// even from where it lies. A worker can be named by its scheme alone; `src/browser/unpack.js` makes the only one.
pub(crate) fn of_one_file(scripts: &[String], style: &str) -> String {
    let hashes = |texts: &[String]| -> String {
        let hashes = texts.iter().map(|text| format!(" '{}'", hash(text)));
        hashes.collect()
    };
    let styles = STYLES.map(|style| format!(" '{style}'")).concat();
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{}; style-src '{}'{styles}; img-src data: blob:; \
         worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types default file",
        hashes(scripts),
        hash(style)
    )
}

/// The source expression of a script or style within the page.
pub fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

/// The scripts that stand in the page itself.
pub fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, after)) = after.split_once('>') else {
            break;
        };
        let Some((script, after)) = after.split_once("</script>") else {
            break;
        };
        if !attributes.contains("src=") {
            found.push(script);
        }
        rest = after;
    }
    found
}

/// The page with this policy in place of any other, before everything that it is about.
fn with(page: &str, policy: &str) -> Result<String> {
    let mut page = page.to_owned();
    if let Some(start) = page.find(META)
        && let Some(length) = page[start..].find('>')
    {
        page.replace_range(start..=start + length, "");
    }
    let place = page
        .find("<meta charset")
        .and_then(|start| Some(start + page[start..].find('>')? + 1))
        .ok_or_else(|| Error::new("index.html does not begin with its character set"))?;
    page.insert_str(place, &format!("{META}{policy}\">"));
    Ok(page)
}

/// The headers for this path, as they stand in the file of headers of this directory, if there is one: those for every
/// file, and those for it.
pub fn headers(dist: &Path, path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(dist.join(HEADERS)).unwrap_or_default();
    let (mut found, mut meant) = (Vec::new(), false);
    for line in text.lines() {
        if !line.starts_with(' ') {
            meant = line == "/*" || line == path;
        } else if meant {
            found.push(line.trim().to_owned());
        }
    }
    found
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| {
            bits << 8 | u32::from(chunk.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > chunk.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Folder;

    const PAGE: &str = "<!doctype html><html><meta charset=utf-8><title>a</title><script src=./b.js></script>\
                        <script type=module>go()</script>";

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_script_in_the_page_is_named_by_its_hash_and_no_other_runs() {
        assert_eq!(inline_scripts(PAGE), ["go()"]);
        let policy = of(PAGE);
        // By `printf 'go()' | openssl dgst -sha256 -binary | base64`.
        assert!(
            policy.contains(
                "'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';"
            ),
            "{policy}"
        );
        assert!(!policy.contains("'unsafe-"), "{policy}");
        assert!(policy.starts_with("default-src 'none';"));
    }

    #[test]
    fn the_policy_stands_before_the_first_script_and_only_once() {
        let folder = Folder::new("policy").unwrap();
        let index = folder.path().join("index.html");
        std::fs::write(&index, PAGE).unwrap();
        write(folder.path()).unwrap();
        let once = std::fs::read_to_string(&index).unwrap();
        write(folder.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&index).unwrap(), once);
        assert!(once.find(META).unwrap() < once.find("<title").unwrap());
        // A browser complains of what only a header can say.
        assert!(!once.contains("frame-ancestors"));
        let sent = headers(folder.path(), "/");
        assert!(sent[0].starts_with("Content-Security-Policy: default-src 'none'"));
        assert!(sent[0].ends_with("frame-ancestors 'none'"));
        assert!(sent.contains(&"X-Content-Type-Options: nosniff".to_owned()));
    }

    #[test]
    fn a_page_without_a_place_for_it_is_refused() {
        assert!(with("<html>", "").is_err());
    }
}

//! The page as one file, `envelope.html`: it is opened from a disk, and needs neither a server nor a network.
//!
//! One program is the page and its worker (`src/bin/whole.rs`). It stands in the file together with what else lies
//! beside the other page, packed (`pack`); `src/browser/unpack.js` takes it out and starts it. The policy of the file
//! names each of its scripts and lets nothing be fetched at all.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::lean::{PASSES, snip, without_comments};
use crate::setup::{TARGET, Tools};
use crate::split::{FEATURES, file};
use crate::{paths, policy, process};

mod pack;
mod style;

/// The file, beside the page.
pub const NAME: &str = "envelope.html";

/// What of the style is packed, as `unpack.js` calls it.
const STYLE: &str = "main.css";

/// More bytes than this are too many to be sent around.
pub const BUDGET: usize = 900 * 1000;

/// The program, as cargo calls it.
pub const PROGRAM: &str = "whole";

/// What else `unpack.js` runs. All scripts that it runs are named in the policy.
const SCRIPTS: [&str; 2] = ["rescue.js", "disk.js"];

/// What a line of the page's head has in it that is about other files.
const OUTSIDE: [&str; 3] = ["data-trunk", "rel=\"manifest\"", "rel=\"apple-touch-icon\""];

/// How the policy begins, and the address of the icon.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const ICON: &str = "data:image/svg+xml,";

/// The folder of what is opened by its name.
const EXAMPLES: &str = "examples";

/// Builds the file from the folder with its program and puts it beside the page, which is built already. The size of
/// the file.
///
/// # Errors
/// When the page or the folder lacks something of which the file consists.
pub fn write(dist: &Path, folder: &Path) -> Result<usize> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for end in [".js", "_bg.wasm"] {
        let name = format!("{PROGRAM}{end}");
        files.push((name.clone(), read(&folder.join(name))?));
    }
    for name in SCRIPTS {
        files.push((name.to_owned(), read(&dist.join(name))?));
    }
    for (name, text) in examples(&dist.join(EXAMPLES))? {
        files.push((name, text));
    }
    let page = assemble(dist, files)?;
    std::fs::write(dist.join(NAME), &page).context(format!("writing {NAME}"))?;
    Ok(page.len())
}

/// Makes the program, which is compiled already, small; the folder with its module and script.
///
/// # Errors
/// When one of the tools fails.
pub fn program(tools: &Tools) -> Result<PathBuf> {
    let made = tools.wasm.target_dir().join(TARGET).join("release");
    let folder = paths::target().join("single");
    // Of the build before.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    process::answer(
        Command::new(tools.program("wasm-bindgen")?)
            .args(["--target", "no-modules", "--no-typescript", "--out-dir"])
            .arg(&folder)
            .arg(made.join(format!("{PROGRAM}.wasm"))),
    )?;
    let script = folder.join(format!("{PROGRAM}.js"));
    let text = std::fs::read_to_string(&script)?;
    std::fs::write(&script, without_comments(&text))?;

    let (module, lean) = (
        folder.join(format!("{PROGRAM}_bg.wasm")),
        folder.join("lean.wasm"),
    );
    let bytes = read(&module)?;
    std::fs::write(&lean, snip(&bytes).unwrap_or(bytes))?;
    process::answer(
        Command::new(tools.program("wasm-opt")?)
            .args(PASSES)
            .args(FEATURES.map(|feature| format!("--enable-{feature}")))
            .arg("-o")
            .arg(&module)
            .arg(&lean),
    )?;
    Ok(folder)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).context(format!("reading {}", file.display()))
}

/// Each by the name under which the page asks for it, without the white space that is there for people, and without what
/// is empty, which reads the same.
fn examples(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let entries = std::fs::read_dir(folder).context(format!("reading {}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let json = paths.filter(|path| path.extension().is_some_and(|end| end == "json"));
    json.map(|path| {
        let value = without_empty(serde_json::from_slice(&read(&path)?)?);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok((format!("{EXAMPLES}/{name}"), value.to_string().into_bytes()))
    })
    .collect()
}

/// A design without the entries in which nothing stands.
pub fn without_empty(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let said = fields.into_iter().filter(|(_, value)| {
                let length = match value {
                    Value::String(text) => text.len(),
                    Value::Array(rows) => rows.len(),
                    _ => 1,
                };
                length > 0
            });
            said.map(|(name, value)| (name, without_empty(value)))
                .collect()
        }
        Value::Array(rows) => rows.into_iter().map(without_empty).collect(),
        other => other,
    }
}

/// The file: the head and the shell of the page with their style and the first scripts, and everything else packed.
fn assemble(dist: &Path, mut files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    let source = |path: PathBuf| -> Result<String> {
        std::fs::read_to_string(&path).context(format!("reading {}", path.display()))
    };
    let beside = |begin: &str, end: &str| source(dist.join(file(dist, begin, end)?));
    let page = source(paths::root().join("index.html"))?;
    let (first, rest) = style::halves(&beside("main-", ".css")?);
    let style = pack::style(&first);
    let unpack = without_comments(&source(paths::root().join("src/browser/unpack.js"))?);
    let scripts = [beside("guard-", ".js")?, beside("tabs-", ".js")?, unpack];
    let strange = |script: &String| {
        !script.is_ascii() || script.contains("</script") || script.contains("<!--")
    };
    if scripts.iter().any(strange) {
        return Err(Error::new("a script cannot stand in the one file as it is"));
    }
    // Those that are packed run as scripts of the page too.
    let is_script = |name: &str| Path::new(name).extension().is_some_and(|end| end == "js");
    let run = files.iter().filter(|(name, _)| is_script(name));
    let run = run.map(|(_, script)| String::from_utf8_lossy(script).into_owned());
    let run: Vec<String> = scripts.iter().cloned().chain(run).collect();

    let icon = source(dist.join("icon.svg"))?;
    let (mut before, after) = shell(&page, &policy::of_one_file(&run, &style), &icon)?;
    // Writing to a string does not fail, here and below.
    let _ = writeln!(before, "<style>{style}</style>");
    for script in &scripts {
        let _ = writeln!(before, "<script>{script}</script>");
    }
    let mut all = pack::markup(&before).into_bytes();
    all.extend(pack::markup(after).into_bytes());
    files.push((STYLE.to_owned(), rest.into_bytes()));
    all.extend(pack::element(&files)?);
    all.extend(b"</body>\n</html>\n");
    Ok(all)
}

/// What stands before the end of the head of the one file, and what stands from there to the end of the body.
fn shell<'p>(page: &'p str, policy: &str, icon: &str) -> Result<(String, &'p str)> {
    let place = |what: &str| {
        page.find(what)
            .ok_or_else(|| Error::new(format!("index.html has no {what}")))
    };
    let (head, end) = (place("</head>")?, place("</body>")?);
    let mut before = String::new();
    for line in page[..head].lines().map(str::trim) {
        if line.starts_with("<meta charset") {
            // One byte is one character, whichever byte it is.
            let _ = writeln!(
                before,
                "<meta charset=\"windows-1252\">\n{POLICY}{policy}\">"
            );
        } else if line.contains("rel=\"icon\"") {
            let icon = pack::address(icon);
            let _ = writeln!(before, "<link rel=\"icon\" href=\"{ICON}{icon}\">");
        } else if !OUTSIDE.iter().any(|mark| line.contains(mark)) {
            before += line;
            before += "\n";
        }
    }
    Ok((before, &page[head..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Folder;

    fn made() -> Vec<u8> {
        let dist = Folder::new("single").unwrap();
        for (name, text) in [
            ("main-1.css", "p::before{content:\"\u{b7} \"}"),
            ("guard-1.js", "guard()"),
            ("tabs-1.js", "tabs()"),
            ("icon.svg", "<svg a=\"#b\"/>"),
        ] {
            std::fs::write(dist.path().join(name), text).unwrap();
        }
        let files = vec![
            ("disk.js".to_owned(), b"disk(\"\xe2\x80\xa6\")".to_vec()),
            ("a.wasm".to_owned(), (0..=255).collect()),
        ];
        assemble(dist.path(), files).unwrap()
    }

    #[test]
    fn the_file_names_no_other_and_each_of_its_scripts_is_in_its_policy() {
        let file = String::from_utf8_lossy(&made()).into_owned();
        let (head, _) = file.split_once("</head>").unwrap();
        assert!(head.is_ascii());
        for word in [
            "href=\"./",
            "src=",
            "manifest",
            "data-trunk",
            "http://",
            "https://",
        ] {
            assert!(!head.contains(word), "{word}");
        }
        let (_, policy) = head.split_once("content=\"default-src 'none';").unwrap();
        let (policy, _) = policy.split_once('"').unwrap();
        assert!(head.find("charset").unwrap() < head.find("default-src").unwrap());
        let inline = policy::inline_scripts(head);
        assert_eq!(inline.len(), 3);
        for script in inline.into_iter().chain(["disk(\"\u{2026}\")"]) {
            assert!(policy.contains(&policy::hash(script)), "{script}");
        }
        assert!(policy.contains(&policy::hash("p::before{content:\"\\b7 \u{20}\"}")));
        for word in ["'self'", "connect-src", "'unsafe-"] {
            assert!(!policy.contains(word), "{word}");
        }
    }

    #[test]
    fn a_page_without_a_head_is_refused() {
        assert!(shell("<html><body></body>", "", "").is_err());
    }

    #[test]
    fn examples_are_taken_with_all_that_is_in_them() {
        let folder = Folder::new("examples").unwrap();
        std::fs::write(folder.path().join("a.json"), "{\n  \"b\": \"c  d\"\n}\n").unwrap();
        let found = examples(folder.path()).unwrap();
        assert_eq!(found["examples/a.json"], b"{\"b\":\"c  d\"}");
    }
}

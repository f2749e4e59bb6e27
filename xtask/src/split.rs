//! Takes the program of the page apart: what the first paint needs, and what comes after it.
//!
//! The program marks the way into what comes later (`src/main.rs`). Between the compiler and wasm-bindgen, which would
//! not understand the marks, everything that only that way leads to is put into a module of its own; the first module
//! imports a script that fetches it. When Trunk is done, the module and the script are put beside the page.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest as _, Sha256};
use wasm_split_cli_support::{Options, transform};

use crate::error::{Context, Error, Result};
use crate::lean::{PASSES, snip, without_comments};
use crate::offline::hex;
use crate::{paths, process};

/// What the marks begin with.
const MARK: &[u8] = b"__wasm_split_00";

/// How the names of the module and of its script begin, before the hash of the program.
pub const NAME: &str = "later-";

/// The script of the first module, as the second calls it; its name is known when Trunk has written it.
const MAIN: &str = "./main.js";

/// The name that the module has at first.
const MODULE: &str = "./split_later.wasm";

/// How Trunk names the script of the page: its own name, and a hash.
const PAGE: &str = "envelope-";

/// The variable that tells it to the program that stands in for wasm-bindgen, whose target directory may be another.
pub const FOLDER: &str = "ENVELOPE_LATER";

/// What the compiler may use of WebAssembly by itself, and so every browser that runs the first module knows.
pub(crate) const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Where the parts are until Trunk is done.
pub fn folder() -> PathBuf {
    std::env::var_os(FOLDER).map_or_else(|| paths::target().join("later"), PathBuf::from)
}

/// Takes a program apart; the path of the first module. `None` where nothing of it comes later.
///
/// # Errors
/// When the program cannot be read or taken apart.
pub fn apart(program: &Path) -> Result<Option<PathBuf>> {
    let bytes = std::fs::read(program).context(format!("reading {}", program.display()))?;
    if !bytes.windows(MARK.len()).any(|window| window == MARK) {
        return Ok(None);
    }
    let folder = folder();
    // Of the build before.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let first = folder.join("first.wasm");
    let name = format!("{NAME}{}", &hex(&Sha256::digest(&bytes))[..16]);
    let script = format!("./{name}.js");
    let mut options = Options::new(&bytes);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = &script;
    options.main_module = MAIN;
    let made = transform(options).context("taking the page apart")?;
    let [module] = &made.split_modules[..] else {
        return Err(Error::new(format!(
            "the page has {} parts that come later, and not one",
            made.split_modules.len()
        )));
    };
    std::fs::rename(module, folder.join(format!("{name}.wasm")))?;
    Ok(Some(first))
}

/// Puts what comes later beside the page, made as small as the first module by `wasm-opt`, and has the page fetch its
/// script together with its own.
///
/// # Errors
/// When the page has no script, or its parts cannot be read or written.
pub fn put(dist: &Path, wasm_opt: &Path) -> Result<()> {
    let folder = folder();
    let script = file(&folder, NAME, ".js")?;
    let module = file(&folder, NAME, ".wasm")?;
    let page = file(dist, PAGE, ".js")?;

    let text = std::fs::read_to_string(folder.join(&script))?;
    let text = without_comments(&text)
        .replace(MAIN, &format!("./{page}"))
        .replace(MODULE, &format!("./{module}"));
    std::fs::write(dist.join(&script), text)?;

    let lean = folder.join("lean.wasm");
    let bytes = std::fs::read(folder.join(&module))?;
    std::fs::write(&lean, snip(&bytes).unwrap_or(bytes))?;
    process::answer(
        Command::new(wasm_opt)
            .args(PASSES)
            .args(FEATURES.map(|feature| format!("--enable-{feature}")))
            .arg("-o")
            .arg(dist.join(&module))
            .arg(&lean),
    )?;

    let index = dist.join("index.html");
    let html = std::fs::read_to_string(&index).context(format!("reading {}", index.display()))?;
    let hint = format!("<link rel=modulepreload href=./{script}>");
    let place = html
        .find("</head>")
        .ok_or_else(|| Error::new("index.html has no head"))?;
    std::fs::write(&index, [&html[..place], &hint, &html[place..]].concat())?;
    Ok(())
}

/// The one file of a folder whose name begins and ends so.
pub(crate) fn file(folder: &Path, begin: &str, end: &str) -> Result<String> {
    let names = std::fs::read_dir(folder)
        .context(format!("reading {}", folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let found: Vec<String> = names
        .filter(|name| name.starts_with(begin) && name.ends_with(end))
        .collect();
    match &found[..] {
        [name] => Ok(name.clone()),
        found => Err(Error::new(format!(
            "{} has {} files {begin}…{end}, and not one",
            folder.display(),
            found.len()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Folder;

    #[test]
    fn a_program_without_a_mark_stays_whole() {
        let folder = Folder::new("whole").unwrap();
        let program = folder.path().join("desk.wasm");
        std::fs::write(&program, b"\0asm\x01\0\0\0").unwrap();
        assert_eq!(apart(&program).unwrap(), None);
    }

    #[test]
    fn a_program_that_cannot_be_taken_apart_is_an_error() {
        let folder = Folder::new("broken").unwrap();
        let program = folder.path().join("envelope.wasm");
        std::fs::write(&program, [b"no program ", MARK].concat()).unwrap();
        assert!(apart(&program).is_err());
        assert!(apart(&folder.path().join("none.wasm")).is_err());
    }

    #[test]
    fn one_file_is_found_and_two_are_an_error() {
        let folder = Folder::new("named").unwrap();
        assert!(file(folder.path(), "later-", ".js").is_err());
        std::fs::write(folder.path().join("later-1.js"), "").unwrap();
        assert_eq!(file(folder.path(), "later-", ".js").unwrap(), "later-1.js");
        std::fs::write(folder.path().join("later-2.js"), "").unwrap();
        assert!(file(folder.path(), "later-", ".js").is_err());
    }
}

//! Takes out of the page what nobody uses: the words of panics above all.
//!
//! A release of the page stops by a trap, whatever the reason was. What the standard library does before that, putting a
//! message together, is a twentieth of a first visit, and nobody sees it but in the console. So each function that only
//! ends the program is replaced by the instruction that does so, and `wasm-opt` leaves out what nobody calls any more.
//! Checks of bounds and the like stay as they are: they still end in the trap.
//!
//! What a library exports for streams, which the page has none of, is replaced as well; and the comments and indentation
//! of what wasm-bindgen writes are left out, as Trunk cannot.
//!
//! Trunk calls both tools by their names; this program, under those names, is put before them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Result};
use crate::{paths, process, split};

mod module;

pub(crate) use module::snip;

/// The names under which Trunk calls, and the variables that say which programs are the true ones.
const NAMES: [(&str, &str); 2] = [
    ("wasm-opt", "ENVELOPE_WASM_OPT"),
    ("wasm-bindgen", "ENVELOPE_WASM_BINDGEN"),
];

/// What `wasm-opt` does to a program that will be compressed. What `-Oz` does on top makes the program shorter, and 2 %
/// longer once it is compressed, in four times the time.
pub(crate) const PASSES: [&str; 13] = [
    "--strip-debug",
    "--remove-unused-module-elements",
    "--dce",
    "--duplicate-function-elimination",
    "--remove-unused-brs",
    "--remove-unused-names",
    "--merge-blocks",
    "--optimize-instructions",
    "--simplify-locals-nostructure",
    "--vacuum",
    "--reorder-locals",
    "--vacuum",
    "--reorder-functions-by-name",
];

/// How the names of what is exported and never called begin.
const UNUSED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// The functions of the standard library that never come back.
const ENDS: [&str; 17] = [
    "unwrap_failed",
    "expect_failed",
    "slice_index_fail",
    "slice_start_index_len_fail",
    "slice_end_index_len_fail",
    "slice_index_order_fail",
    "slice_error_fail",
    "slice_error_fail_rt",
    "len_mismatch_fail",
    "assert_failed",
    "panic_already_borrowed",
    "panic_already_mutably_borrowed",
    "panic_access_error",
    "panic_bounds_check",
    "capacity_overflow",
    "handle_alloc_error",
    "rust_oom",
];

/// Puts this program before the true tools of a command's `PATH`.
///
/// # Errors
/// When the file system refuses.
pub fn stand_before(command: &mut Command) -> Result<()> {
    let path = command
        .get_envs()
        .find_map(|(name, value)| (name == "PATH").then_some(value?.to_owned()));
    let path = path
        .or_else(|| std::env::var_os("PATH"))
        .unwrap_or_default();
    let folder = paths::target().join("lean");
    std::fs::create_dir_all(&folder)?;
    for (name, variable) in NAMES {
        let here = folder.join(name);
        // It may be running in another build, and is then not written over.
        let _ = std::fs::remove_file(&here);
        if let Some(true_one) = process::find_in(&path, name) {
            std::fs::copy(std::env::current_exe()?, &here)
                .context(format!("copying to {}", here.display()))?;
            command.env(variable, true_one);
        }
    }
    command.env(split::FOLDER, split::folder());
    let mut folders = vec![folder];
    folders.extend(std::env::split_paths(&path));
    if let Ok(joined) = std::env::join_paths(folders) {
        command.env("PATH", joined);
    }
    Ok(())
}

/// Does what the tool does under whose name this program was called, and what is said above. `None` where it was called
/// by its own name.
pub fn stand_in(mut arguments: impl Iterator<Item = String>) -> Option<Result<bool>> {
    let called = arguments.next()?;
    let called = Path::new(&called).file_name()?;
    let (name, variable) = NAMES.iter().find(|(name, _)| called == *name)?;
    let true_one = std::env::var_os(variable)?;
    let arguments: Vec<String> = arguments.collect();
    let tool = Command::new(true_one);
    Some(match *name {
        "wasm-opt" => optimise(tool, arguments),
        _ => bind(tool, arguments),
    })
}

/// `wasm-opt` with a leaner input.
fn optimise(mut tool: Command, arguments: Vec<String>) -> Result<bool> {
    let (mut output, mut made) = (false, None);
    for mut argument in arguments {
        // How much Trunk asks for.
        if argument.starts_with("-O") {
            tool.args(PASSES);
            continue;
        }
        let is_module = Path::new(&argument)
            .extension()
            .is_some_and(|end| end == "wasm");
        let is_input = is_module && !output && !argument.starts_with('-');
        output = matches!(argument.as_str(), "-o" | "--output");
        if is_input {
            let input = PathBuf::from(&argument);
            let lean = snip(&std::fs::read(&input).context(format!("reading {argument}"))?);
            if let Some(lean) = lean {
                let beside = input.with_extension("lean.wasm");
                std::fs::write(&beside, lean).context(format!("writing {}", beside.display()))?;
                argument = beside.display().to_string();
                made = Some(beside);
            }
        }
        tool.arg(argument);
    }
    let status = tool.status();
    if let Some(made) = made {
        std::fs::remove_file(made)?;
    }
    Ok(status?.success())
}

/// `wasm-bindgen`, which gets only what the first paint needs of a program that is taken apart, and whose scripts are
/// made leaner.
fn bind(mut tool: Command, mut arguments: Vec<String>) -> Result<bool> {
    let program = arguments.iter_mut().find(|argument| {
        Path::new(argument)
            .extension()
            .is_some_and(|end| end == "wasm")
    });
    if let Some(program) = program
        && let Some(first) = split::apart(Path::new(program))?
    {
        *program = first.display().to_string();
        // What the second module needs of the first is exported by the linker alone.
        tool.arg("--keep-lld-exports");
    }
    if !tool.args(&arguments).status()?.success() {
        return Ok(false);
    }
    let out = arguments
        .iter()
        .find_map(|argument| argument.strip_prefix("--out-dir="));
    let after = arguments
        .iter()
        .skip_while(|argument| *argument != "--out-dir")
        .nth(1);
    let Some(out) = out.or(after.map(String::as_str)) else {
        return Ok(true);
    };
    for file in std::fs::read_dir(out)
        .context(format!("reading {out}"))?
        .flatten()
    {
        let path = file.path();
        if path.extension().is_some_and(|end| end == "js") {
            let script = std::fs::read_to_string(&path)?;
            std::fs::write(&path, without_comments(&script))?;
        }
    }
    Ok(true)
}

/// A script without lines that are comments, without empty lines and without indentation. Those of wasm-bindgen have no
/// texts of several lines.
pub(crate) fn without_comments(script: &str) -> String {
    let (mut lean, mut inside) = (String::with_capacity(script.len()), false);
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if inside || begins {
            inside = !line.contains("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

/// Whether a function of this name only ends the program.
fn ends(name: &str) -> bool {
    if UNUSED.iter().any(|unused| name.starts_with(unused)) {
        return true;
    }
    let name = plain(name);
    let of_the_library = ["core::", "alloc::", "std::"]
        .iter()
        .any(|room| name.starts_with(room));
    let last = name.rsplit("::").next().unwrap_or_default();
    of_the_library && (name.starts_with("core::panicking::") || ENDS.contains(&last))
}

/// A name without the hashes of crates and functions, and without types: `core[12f8]::option::unwrap_failed`,
/// `core::option::unwrap_failed::h0123456789abcdef`.
fn plain(name: &str) -> String {
    let (mut plain, mut depth) = (String::new(), 0_usize);
    for letter in name.chars() {
        match letter {
            '[' | '<' => depth += 1,
            ']' | '>' => depth = depth.saturating_sub(1),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let plain = plain.trim_end_matches("::");
    match plain.rsplit_once("::h") {
        Some((before, hash)) if hash.len() == 16 => before.to_owned(),
        _ => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ends_the_program_is_replaced() {
        for name in [
            "core[12f89f2d8a73214f]::option::unwrap_failed",
            "core::option::unwrap_failed::h0123456789abcdef",
            "core[12f89f2d8a73214f]::panicking::assert_failed::<usize, usize>",
            "alloc[48ead055df97ea0b]::raw_vec::capacity_overflow",
            "intounderlyingsource_pull",
            "__wbg_intounderlyingsource_free",
        ] {
            assert!(ends(name), "{name}");
        }
        for name in [
            "std[465afff93ac137a0]::panicking::set_hook",
            "<hashbrown[d17c3d596ce3a0a9]::raw::Fallibility>::capacity_overflow",
            "envelope::ui::expect_failed",
            "core::option::unwrap_failed_not",
            "",
        ] {
            assert!(!ends(name), "{name}");
        }
    }

    #[test]
    fn comments_of_a_script_are_left_out() {
        let script = "/* one */\n  /**\n   * @returns {number}\n   */\n  get() {\n\n    // why\n    return '//' + \"/*\";\n  }\n";
        assert_eq!(
            without_comments(script),
            "get() {\nreturn '//' + \"/*\";\n}\n"
        );
    }
}

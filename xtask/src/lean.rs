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
use crate::{paths, process};

/// The names under which Trunk calls, and the variables that say which programs are the true ones.
const NAMES: [(&str, &str); 2] = [
    ("wasm-opt", "ENVELOPE_WASM_OPT"),
    ("wasm-bindgen", "ENVELOPE_WASM_BINDGEN"),
];

/// How the names of what is exported and never called begin.
const UNUSED: [&str; 2] = ["intounderlying", "__wbg_intounderlying"];

/// A body without locals: `unreachable`, `end`.
const STOP: [u8; 3] = [0, 0, 0x0b];

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
    let mut tool = Command::new(true_one);
    Some(match *name {
        "wasm-opt" => optimise(tool, arguments),
        _ => bind(tool.args(&arguments), &arguments),
    })
}

/// `wasm-opt` with a leaner input.
fn optimise(mut tool: Command, arguments: Vec<String>) -> Result<bool> {
    let (mut output, mut made) = (false, None);
    for mut argument in arguments {
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

/// `wasm-bindgen`, whose scripts are made leaner.
fn bind(tool: &mut Command, arguments: &[String]) -> Result<bool> {
    if !tool.status()?.success() {
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
fn without_comments(script: &str) -> String {
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

/// A section of a module: its number, and what is in it.
type Part<'m> = (u8, &'m [u8]);

/// The module with those functions replaced. None where it is no module, or has no names.
fn snip(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut parts: Vec<Part> = Vec::new();
    while let Some((number, after)) = rest.split_first() {
        let (part, after) = sized(after)?;
        parts.push((*number, part));
        rest = after;
    }
    let of = |number: u8| {
        parts
            .iter()
            .find(|part| part.0 == number)
            .map(|part| part.1)
    };
    let imported = of(2).map_or(Some(0), imported_functions)?;
    let names = parts.iter().find_map(function_names)?;
    let mut lean = head.to_vec();
    for (number, part) in &parts {
        let written = if *number == 10 {
            bodies(part, imported, &names)?
        } else {
            part.to_vec()
        };
        lean.push(*number);
        write(&mut lean, written.len());
        lean.extend(written);
    }
    Some(lean)
}

fn bodies(part: &[u8], imported: usize, names: &[(usize, &str)]) -> Option<Vec<u8>> {
    let (count, mut rest) = read(part)?;
    let mut written = Vec::with_capacity(part.len());
    write(&mut written, count);
    for at in imported..imported + count {
        let (body, after) = sized(rest)?;
        let found = names.binary_search_by_key(&at, |name| name.0);
        let body = if found.is_ok_and(|place| ends(names[place].1)) {
            &STOP
        } else {
            body
        };
        write(&mut written, body.len());
        written.extend(body);
        rest = after;
    }
    Some(written)
}

/// How many functions come from outside; they are counted first.
fn imported_functions(part: &[u8]) -> Option<usize> {
    let (count, mut rest) = read(part)?;
    let mut functions = 0;
    for _ in 0..count {
        rest = sized(sized(rest)?.1)?.1;
        let (kind, after) = rest.split_first()?;
        rest = match kind {
            0 => {
                functions += 1;
                read(after)?.1
            }
            1 => limits(after.get(1..)?)?,
            2 => limits(after)?,
            _ => after.get(2..)?,
        };
    }
    Some(functions)
}

fn limits(bytes: &[u8]) -> Option<&[u8]> {
    let (flags, after) = bytes.split_first()?;
    let after = read(after)?.1;
    if flags & 1 == 1 {
        Some(read(after)?.1)
    } else {
        Some(after)
    }
}

/// The names of functions with their numbers, which go up.
fn function_names<'m>((number, part): &Part<'m>) -> Option<Vec<(usize, &'m str)>> {
    let (name, mut rest) = if *number == 0 {
        sized(part)?
    } else {
        return None;
    };
    if name != b"name" {
        return None;
    }
    while let Some((kind, after)) = rest.split_first() {
        let (map, after) = sized(after)?;
        if *kind == 1 {
            let (count, mut rest) = read(map)?;
            let mut names = Vec::new();
            for _ in 0..count {
                let (at, after) = read(rest)?;
                let (name, after) = sized(after)?;
                names.push((at, std::str::from_utf8(name).unwrap_or_default()));
                rest = after;
            }
            return Some(names);
        }
        rest = after;
    }
    None
}

/// A number as it stands in modules (LEB128), and what follows it.
fn read(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0_usize;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        number |= usize::from(byte & 127) << (7 * at);
        if byte & 128 == 0 {
            return Some((number, bytes.get(at + 1..)?));
        }
    }
    None
}

fn write(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 127).unwrap_or_default();
        number >>= 7;
        out.push(if number == 0 { low } else { low | 128 });
        if number == 0 {
            return;
        }
    }
}

/// As many bytes as the number before them says, and what follows.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (size, rest) = read(bytes)?;
    rest.split_at_checked(size)
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

    /// A module with one imported and two own functions, whose names are these.
    fn module(names: [&str; 3]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let mut part = |number: u8, bytes: &[u8]| {
            module.push(number);
            write(&mut module, bytes.len());
            module.extend(bytes);
        };
        part(2, b"\x02\x01a\x01b\x00\x00\x01a\x01m\x02\x01\x01\x02");
        part(10, b"\x02\x04\0\x01\x01\x0b\x02\0\x0b");
        let mut map = vec![3];
        for (at, name) in names.iter().enumerate() {
            write(&mut map, at);
            write(&mut map, name.len());
            map.extend(name.bytes());
        }
        let mut section = b"\x04name\x01".to_vec();
        write(&mut section, map.len());
        section.extend(map);
        part(0, &section);
        module
    }

    #[test]
    fn comments_of_a_script_are_left_out() {
        let script = "/* one */\n  /**\n   * @returns {number}\n   */\n  get() {\n\n    // why\n    return '//' + \"/*\";\n  }\n";
        assert_eq!(
            without_comments(script),
            "get() {\nreturn '//' + \"/*\";\n}\n"
        );
    }

    #[test]
    fn a_module_keeps_all_of_its_other_parts() {
        let (ends, other) = ("core::panicking::panic_fmt", "main");
        let whole = module([ends, other, ends]);
        let lean = snip(&whole).unwrap();
        let body = |module: &[u8]| {
            let at = module.iter().position(|byte| *byte == 10).unwrap();
            module[at..at + 12].to_vec()
        };
        assert_eq!(
            body(&whole)[..11],
            *b"\x0a\x09\x02\x04\0\x01\x01\x0b\x02\0\x0b"
        );
        assert_eq!(body(&lean), *b"\x0a\x0a\x02\x04\0\x01\x01\x0b\x03\0\0\x0b");
        assert_eq!(
            snip(&module([ends, other, other])).unwrap(),
            module([ends, other, other])
        );
        // Cut off anywhere, it is left as it is.
        for end in 0..whole.len() {
            let _ = snip(&whole[..end]);
        }
    }
}

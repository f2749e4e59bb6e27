//! A module of `WebAssembly` with some of its functions replaced: only as much of the form is known here as that takes.

use super::ends;

/// A body without locals: `unreachable`, `end`.
const STOP: [u8; 3] = [0, 0, 0x0b];

/// A section of a module: its number, and what is in it.
type Part<'m> = (u8, &'m [u8]);

/// The module with those functions replaced. None where it is no module, or has no names.
pub(crate) fn snip(module: &[u8]) -> Option<Vec<u8>> {
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

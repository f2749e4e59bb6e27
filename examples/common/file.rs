//! What the examples read, and where they write.

use std::io::{ErrorKind, Read as _, Write as _};

/// The text of a file; `-` is standard input. Otherwise why there is none.
pub(crate) fn read(file: &str) -> Result<String, String> {
    let text = if file == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    text.map_err(|error| format!("{file} cannot be read: {error}"))
}

/// Writes to standard output. Who reads no further has what they want.
pub(crate) fn write(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("The results cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

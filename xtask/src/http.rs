//! Just enough HTTP to speak with a program on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::error::{Context, Error, Result};

/// An answer: the status and the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// A port of 127.0.0.1 that nobody listens on at this moment.
///
/// # Errors
/// When the system has none.
pub fn free_port() -> Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}

/// Sends a request to a port of 127.0.0.1 and reads the answer.
///
/// # Errors
/// When nobody answers in time, or not in HTTP.
pub fn request(
    port: u16,
    method: &str,
    path: &str,
    body: Option<&str>,
    limit: Duration,
) -> Result<Answer> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, limit)
        .context(format!("connecting to 127.0.0.1:{port}"))?;
    stream.set_read_timeout(Some(limit))?;
    stream.set_nodelay(true)?;
    let body = body.unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes())?;
    read_answer(&mut BufReader::new(stream)).context(format!("{method} {path}"))
}

fn read_answer(reader: &mut impl BufRead) -> Result<Answer> {
    let first = line(reader)?;
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| Error::new(format!("no HTTP answer: {first:?}")))?;
    let mut length = None;
    let mut chunked = false;
    loop {
        let header = line(reader)?.to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok();
        } else if header.starts_with("transfer-encoding:") {
            chunked = header.contains("chunked");
        }
    }
    let body = if chunked {
        read_chunks(reader)?
    } else {
        read_body(reader, length)?
    };
    Ok(Answer { status, body })
}

fn read_body(reader: &mut impl BufRead, length: Option<usize>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    if let Some(length) = length {
        body.resize(length, 0);
        reader.read_exact(&mut body)?;
    } else {
        reader.read_to_end(&mut body)?;
    }
    Ok(body)
}

fn read_chunks(reader: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(reader)?;
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16)
            .context("the size of a chunk")?;
        if size == 0 {
            return Ok(body);
        }
        let start = body.len();
        body.resize(start + size, 0);
        reader.read_exact(&mut body[start..])?;
        line(reader)?;
    }
}

fn line(reader: &mut impl BufRead) -> Result<String> {
    let mut text = String::new();
    if reader.read_line(&mut text)? == 0 {
        return Err(Error::new("the connection ended early"));
    }
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_ends_where_its_length_says() {
        let text = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}more";
        let answer = read_answer(&mut text.as_slice()).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (404, b"{}".as_slice())
        );
    }

    #[test]
    fn chunks_are_joined() {
        let text = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let answer = read_answer(&mut text.as_slice()).unwrap();
        assert_eq!(answer.body, b"abcde");
    }

    #[test]
    fn silence_and_noise_are_errors() {
        assert!(read_answer(&mut b"".as_slice()).is_err());
        assert!(read_answer(&mut b"hello\r\n\r\n".as_slice()).is_err());
    }
}

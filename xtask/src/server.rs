//! A small static file server for the built page, on 127.0.0.1 only.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flate2::Compression;

use crate::error::{Context, Error, Result};
use crate::{policy, weight};

/// A browser that says nothing for so long is let go.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server; it stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a directory on a free port.
    ///
    /// # Errors
    /// When the directory holds no page or no port is free.
    pub fn start(folder: &Path) -> Result<Self> {
        Self::start_at(folder, 0)
    }

    /// Serves a directory on this port; 0 means any free one. A server that was
    /// dropped can be started again at its port: the page finds it back.
    ///
    /// # Errors
    /// When the directory holds no page or the port is taken.
    pub fn start_at(folder: &Path, port: u16) -> Result<Self> {
        if !folder.join("index.html").is_file() {
            return Err(Error::new(format!(
                "{} holds no index.html; build the page first: cargo xtask build",
                folder.display()
            )));
        }
        let folder = folder
            .canonicalize()
            .context(format!("finding {}", folder.display()))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .context(format!("listening on 127.0.0.1:{port}"))?;
        let address = listener.local_addr()?;
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stop);
        let thread = thread::spawn(move || accept(&listener, &folder, &seen));
        Ok(Self {
            address,
            stop,
            thread: Some(thread),
        })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The address of the page, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits until the server stops, which is when the process is ended.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The thread sleeps in `accept`; a last visitor wakes it.
        let _ = TcpStream::connect_timeout(&self.address, PATIENCE);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, folder: &Path, stop: &Arc<AtomicBool>) {
    for stream in listener.incoming() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let folder = folder.to_owned();
        let stop = Arc::clone(stop);
        thread::spawn(move || {
            // A browser that goes away in the middle is no fault of the server.
            let _ = converse(&stream, &folder, &stop);
            let _ = stream.shutdown(Shutdown::Both);
        });
    }
}

/// Answers one request after the other, as browsers keep connections open.
fn converse(stream: &TcpStream, folder: &Path, stop: &AtomicBool) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = Request::read(&mut reader)? {
        // Stopped means gone, also for those who are still connected.
        if stop.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut writer = stream;
        writer.write_all(&respond(&request, folder))?;
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Request {
    method: String,
    path: String,
    gzip: bool,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let mut request = Self {
            method: words.next().unwrap_or_default().to_owned(),
            path: words.next().unwrap_or_default().to_owned(),
            gzip: false,
        };
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                return Ok(Some(request));
            }
            let header = header.to_ascii_lowercase();
            if header.starts_with("accept-encoding:") {
                request.gzip = header.contains("gzip");
            }
        }
    }
}

fn respond(request: &Request, folder: &Path) -> Vec<u8> {
    let plain = |status, text: &str| Answer {
        status,
        kind: "text/plain",
        gzip: false,
        body: text.as_bytes().to_vec(),
    };
    let answer = if request.method == "GET" || request.method == "HEAD" {
        read(request, folder).unwrap_or_else(|| plain("404 Not Found", "no such file"))
    } else {
        plain("405 Method Not Allowed", "only GET")
    };
    let path = request.path.split(['?', '#']).next().unwrap_or_default();
    answer.encode(&policy::headers(folder, path), request.method != "HEAD")
}

fn read(request: &Request, folder: &Path) -> Option<Answer> {
    let file = locate(folder, &request.path)?;
    let bytes = std::fs::read(&file).ok()?;
    let packed = request
        .gzip
        .then(|| weight::gzip(&bytes, Compression::default()).ok());
    let packed = packed.flatten();
    Some(Answer {
        status: "200 OK",
        kind: kind_of(&file),
        gzip: packed.is_some(),
        body: packed.unwrap_or(bytes),
    })
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    gzip: bool,
    body: Vec<u8>,
}

impl Answer {
    /// With the page's own headers, or at least with those that a server of files should send.
    fn encode(self, headers: &[String], with_body: bool) -> Vec<u8> {
        let least = [
            "Cache-Control: no-cache".to_owned(),
            "X-Content-Type-Options: nosniff".to_owned(),
        ];
        let headers = if headers.is_empty() { &least } else { headers };
        let encoding = if self.gzip {
            "Content-Encoding: gzip\r\n"
        } else {
            ""
        };
        let mut bytes = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{encoding}\
             Vary: Accept-Encoding\r\n{}\r\n\r\n",
            self.status,
            self.kind,
            self.body.len(),
            headers.join("\r\n")
        )
        .into_bytes();
        if with_body {
            bytes.extend(self.body);
        }
        bytes
    }
}

/// The file of a path, if it lies in the directory.
fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let relative = path.trim_start_matches('/');
    let mut file = folder.join(relative);
    if file.is_dir() {
        file.push("index.html");
    }
    let file = file.canonicalize().ok()?;
    file.starts_with(folder).then_some(file)
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http;
    use crate::scratch::Folder;

    fn page() -> (Folder, Server) {
        let folder = Folder::new("server").unwrap();
        std::fs::write(folder.path().join("index.html"), "<h1>here</h1>").unwrap();
        std::fs::write(folder.path().join("a.wasm"), [0, 1, 2]).unwrap();
        let server = Server::start(folder.path()).unwrap();
        (folder, server)
    }

    fn get(server: &Server, path: &str) -> http::Answer {
        http::request(server.port(), "GET", path, None, PATIENCE).unwrap()
    }

    #[test]
    fn the_page_is_served_and_nothing_outside() {
        let (_folder, server) = page();
        assert_eq!(get(&server, "/?a#b").body, b"<h1>here</h1>");
        assert_eq!(get(&server, "/a.wasm").body, [0, 1, 2]);
        assert_eq!(get(&server, "/none").status, 404);
        assert_eq!(get(&server, "/../../../etc/passwd").status, 404);
        assert_eq!(get(&server, "//etc/passwd").status, 404);
    }

    #[test]
    fn a_stopped_server_is_gone_and_can_come_back() {
        let (folder, server) = page();
        let port = server.port();
        drop(server);
        assert!(http::request(port, "GET", "/", None, PATIENCE).is_err());
        let server = Server::start_at(folder.path(), port).unwrap();
        assert_eq!(get(&server, "/").status, 200);
    }

    #[test]
    fn gzip_goes_only_to_those_who_take_it() {
        let (folder, _server) = page();
        let folder = folder.path().canonicalize().unwrap();
        let mut request = Request {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            gzip: true,
        };
        let head = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Content-Encoding: gzip");
        assert!(head(&respond(&request, &folder)));
        request.gzip = false;
        assert!(!head(&respond(&request, &folder)));
    }

    #[test]
    fn the_headers_of_the_page_are_sent_with_every_file() {
        let (folder, _server) = page();
        std::fs::write(
            folder.path().join(policy::HEADERS),
            "/*\n  Referrer-Policy: no-referrer\n  A: b\n/other\n  C: d\n/a.wasm\n  E: f\n",
        )
        .unwrap();
        let request = Request {
            method: "GET".to_owned(),
            path: "/a.wasm".to_owned(),
            gzip: false,
        };
        let folder = folder.path().canonicalize().unwrap();
        let text = String::from_utf8_lossy(&respond(&request, &folder)).into_owned();
        assert!(text.contains("\r\nReferrer-Policy: no-referrer\r\nA: b\r\nE: f\r\n\r\n"));
        assert!(!text.contains("C: d"));
    }

    #[test]
    fn wasm_has_its_type() {
        assert_eq!(kind_of(Path::new("a.wasm")), "application/wasm");
        assert_eq!(kind_of(Path::new("a.unknown")), "application/octet-stream");
    }
}

//! As much of HTTP/1.1 as a preview needs: what a browser asks for, and how it is answered.
//!
//! It knows no pages. What is not exactly as it should be is refused.

use std::io::{Read, Result, Write};

/// The longest request.
const LONGEST: usize = 16 << 10;

/// What a browser asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether it wants to know only what it would get.
    pub(super) is_head: bool,
    /// The path without the slash it begins with, decoded.
    pub(super) path: String,
}

/// Number and words of an answer.
pub(super) type Status = &'static str;

pub(super) const OK: Status = "200 OK";
pub(super) const MOVED: Status = "301 Moved Permanently";
pub(super) const MALFORMED: Status = "400 Bad Request";
pub(super) const NOT_FOUND: Status = "404 Not Found";
pub(super) const NOT_ALLOWED: Status = "405 Method Not Allowed";
/// For a request that was meant for another host: a page that somebody else's name leads to this machine.
pub(super) const MISDIRECTED: Status = "421 Misdirected Request";

/// What every answer says.
const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: frame-ancestors 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: Status,
    /// What the body is, as in `text/html; charset=utf-8`.
    pub(super) kind: &'static str,
    /// Where what was asked for is to be found instead.
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Reads a request for the host that listens on a port of this machine.
pub(super) fn read(stream: &mut impl Read, port: u16) -> core::result::Result<Request, Status> {
    parse(&head(stream).ok_or(MALFORMED)?, port)
}

/// Everything before the body, of which there is none.
fn head(stream: &mut impl Read) -> Option<String> {
    let (mut head, mut part) = (Vec::new(), [0; 2048]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut part).ok().filter(|count| *count > 0)?;
        head.extend_from_slice(part.get(..count)?);
        if head.len() > LONGEST {
            return None;
        }
    }
    String::from_utf8(head).ok()
}

fn parse(head: &str, port: u16) -> core::result::Result<Request, Status> {
    let mut lines = head.split("\r\n");
    let words: Vec<_> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, target, "HTTP/1.1" | "HTTP/1.0"] = words[..] else {
        return Err(MALFORMED);
    };
    let headers = lines.filter_map(|line| line.split_once(':'));
    let hosts = headers.filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let hosts: Vec<_> = hosts.map(|(_, host)| host.trim()).collect();
    match hosts[..] {
        [host] if is_here(host, port) => {}
        [_] => return Err(MISDIRECTED),
        _ => return Err(MALFORMED),
    }
    let is_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(NOT_ALLOWED),
    };
    let path = target
        .split('?')
        .next()
        .and_then(|path| path.strip_prefix('/'));
    let path = path.and_then(decoded).ok_or(MALFORMED)?;
    Ok(Request { is_head, path })
}

/// Whether a host is this machine as its own browsers call it. Another name that somebody made lead here
/// would let that somebody's pages read these.
fn is_here(host: &str, port: u16) -> bool {
    let names = ["127.0.0.1", "localhost"];
    let with_port = |name| format!("{name}:{port}");
    names.iter().any(|name| {
        let bare = port == 80 && host.eq_ignore_ascii_case(name);
        bare || host.eq_ignore_ascii_case(&with_port(name))
    })
}

/// Text without `%20` and the like.
fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Writes an answer, or what it would be like.
pub(super) fn write(stream: &mut impl Write, answer: &Answer, is_head: bool) -> Result<()> {
    let Answer {
        status, kind, body, ..
    } = answer;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{ALWAYS}"
    )?;
    if *status == NOT_ALLOWED {
        write!(stream, "Allow: GET, HEAD\r\n")?;
    }
    if let Some(location) = &answer.location {
        write!(stream, "Location: {location}\r\n")?;
    }
    stream.write_all(b"\r\n")?;
    if !is_head {
        stream.write_all(body)?;
    }
    stream.flush()
}

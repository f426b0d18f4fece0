//! Answers browsers: a path is looked up among the files of the site and nowhere else.

use crate::cli::serve::dress::{self, RELOAD, VERSION};
use crate::cli::serve::http::{self, Answer, MALFORMED, MOVED, NOT_FOUND, OK, Status};
use crate::cli::serve::site::{Shown, Site};
use crate::error::system::plain;
use crate::error::{Error, Result};
use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// A browser that is slower than this is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What files are, by the end of their names.
const TYPES: &[(&str, &str)] = &[
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", SCRIPT),
    ("json", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("xml", "application/xml"),
    ("atom", "application/atom+xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("pdf", "application/pdf"),
];

/// Answers from now on, beside everything else.
pub(super) fn begin(listener: TcpListener, shown: &Arc<Shown>) -> Result<()> {
    let failed = |error: io::Error| Error::Usage(format!("cannot serve: {}", plain(&error)));
    let port = listener.local_addr().map_err(failed)?.port();
    let shown = Arc::clone(shown);
    let all = move || {
        for stream in listener.incoming() {
            let shown = Arc::clone(&shown);
            let one = stream.and_then(|stream| {
                thread::Builder::new().spawn(move || answer(stream, port, &shown))
            });
            if one.is_err() {
                // There are too many at once; some will be done in a moment, and browsers ask again.
                thread::sleep(Duration::from_millis(50));
            }
        }
    };
    thread::Builder::new().spawn(all).map_err(failed).map(drop)
}

/// Answers one browser; if it goes away in between, nothing is lost.
fn answer(mut stream: TcpStream, port: u16, shown: &Shown) {
    let patient = stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
    if patient.is_err() {
        return;
    }
    let request = http::read(&mut stream, port);
    let (answer, is_head) = match &request {
        Ok(request) => (found(&shown.now(), &request.path), request.is_head),
        Err(status) => (refused(status), false),
    };
    let _ = http::write(&mut stream, &answer, is_head);
}

/// What there is at a path.
fn found(site: &Site, path: &str) -> Answer {
    if path == RELOAD {
        return said(OK, SCRIPT, dress::SCRIPT);
    }
    if path == VERSION {
        return said(OK, TEXT, &site.version);
    }
    let is_folder = path.is_empty() || path.ends_with('/');
    let name = if is_folder {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    if let Some(content) = site.file(&name) {
        return file(site, OK, &name, content);
    }
    if !is_folder && site.file(&format!("{path}/index.html")).is_some() {
        return Answer {
            location: Some(format!("/{path}/")),
            ..said(MOVED, TEXT, "")
        };
    }
    // The site's own page would lead to where the site will be.
    file(site, NOT_FOUND, "404.html", dress::MISSING.as_bytes())
}

fn file(site: &Site, status: Status, name: &str, content: &[u8]) -> Answer {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES.iter().find(|(known, _)| *known == ending);
    let kind = known.map_or(TEXT, |(_, kind)| *kind);
    let body = match std::str::from_utf8(content) {
        Ok(page) if kind == HTML => dress::dressed(page, site).into_bytes(),
        _ => content.to_vec(),
    };
    Answer {
        status,
        kind,
        location: None,
        body,
    }
}

fn refused(status: Status) -> Answer {
    let why = match status {
        MALFORMED => "this is no request that a browser would send\n",
        http::MISDIRECTED => "this preview answers to 127.0.0.1 and localhost only\n",
        _ => "pages can be read here, nothing else\n",
    };
    said(status, TEXT, why)
}

fn said(status: Status, kind: &'static str, text: &str) -> Answer {
    Answer {
        status,
        kind,
        location: None,
        body: text.as_bytes().to_vec(),
    }
}

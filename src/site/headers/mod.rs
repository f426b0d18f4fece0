//! What a web server should say with every page, for the hosts that partners use.
//!
//! A page says for itself what it may load; who may frame it, how long it may be kept and what a file is can
//! only be said beside it. Each host has a language of its own; what is said stands here, once. Where the
//! host takes its settings from the site by name, the file has that name, else it waits in a folder.

mod apache;
mod iis;
mod netlify;
mod nginx;

use crate::error::Result;
use crate::page::link;
use crate::site::edition::Edition;
use crate::site::{Printed, STYLE, not_found};

/// A header's name and value.
type Header = (&'static str, &'static str);

/// What a page may load and who may frame it; the page's own policy allows less where it needs less.
const SECURITY: &[Header] = &[
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// For pages that are no search engine's.
const UNLISTED: Header = ("X-Robots-Tag", "noindex");

/// Endings of files whose type not every host knows.
const TYPES: &[(&str, &str)] = &[
    ("atom", "application/atom+xml"),
    ("ics", "text/calendar; charset=utf-8"),
    ("json", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
];

/// Files that pages share. They may be kept a little while; a page is asked for anew each time, because
/// what it promises may have changed.
const SHARED: &[&str] = &[STYLE];

/// How long they may be kept, in seconds.
const KEPT: u32 = 600;

/// What the hosts are told.
#[derive(Debug)]
struct Told {
    headers: Vec<Header>,
    /// Path of the site on its host, with a slash at both ends.
    path: String,
    /// The page for addresses without one, below that path.
    not_found: Option<String>,
}

/// Says it in the language of a host.
type Host = fn(&Told) -> String;

/// The languages of the hosts by file.
const HOSTS: &[(&str, Host)] = &[
    ("_headers", netlify::text),
    ("headers/apache.conf", apache::text),
    ("headers/nginx.conf", nginx::text),
    ("headers/web.config", iis::text),
];

/// The files for the public pages.
pub fn public(editions: &[Edition<'_>]) -> Result<Printed> {
    let unlisted = editions.first().is_some_and(|first| first.only_drafts);
    let base = editions
        .first()
        .and_then(|first| first.options.base_url.as_deref());
    let not_found = format!("{}.html", not_found::STEM);
    Ok(files(unlisted, base, Some(not_found)))
}

/// The files for pages that are one customer's alone, wherever they will be.
pub fn private() -> Printed {
    files(true, None, None)
}

fn files(unlisted: bool, base: Option<&str>, not_found: Option<String>) -> Printed {
    let robots = unlisted.then_some(UNLISTED);
    let told = Told {
        headers: SECURITY.iter().copied().chain(robots).collect(),
        path: base.and_then(path).unwrap_or_else(|| "/".to_owned()),
        not_found,
    };
    let file = |(name, text): &(&str, Host)| ((*name).to_owned(), text(&told));
    HOSTS.iter().map(file).collect()
}

/// The path of an address; none where a server's settings would have to quote it.
fn path(base: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
    link::path(base).filter(|path| path.chars().all(plain))
}

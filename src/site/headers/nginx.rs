//! Settings for nginx, to be included in the block of a server.
//!
//! A location that adds a header forgets those of the block around it, so no location here adds one.

use super::{KEPT, TYPES, Told};

const ABOUT: &str = "\
# What nginx should say with these pages. In the server block that serves them:
#   include /path/to/these/pages/headers/nginx.conf;
# A location of yours that uses add_header has to repeat the headers below, because nginx forgets them there.
";

pub(super) fn text(told: &Told) -> String {
    let header = |(name, value): &(&str, &str)| format!("add_header {name} \"{value}\" always;\n");
    let headers: String = told.headers.iter().map(header).collect();
    let path = told.path.replace('.', "\\.");
    let kind = |(ending, kind): &(&str, &str)| {
        format!("location ~ ^{path}.*\\.{ending}$ {{ types {{ }} default_type \"{kind}\"; }}\n")
    };
    let types: String = TYPES.iter().map(kind).collect();
    let not_found = told.not_found.as_deref();
    let not_found = not_found.map(|file| format!("error_page 404 {}{file};\n", told.path));
    let not_found = not_found.unwrap_or_default();
    format!(
        "{ABOUT}{headers}{not_found}charset utf-8;\nexpires -1;\nlocation ~ ^{path}.*\\.(css|js)$ {{ expires {KEPT}s; }}\n{types}"
    )
}

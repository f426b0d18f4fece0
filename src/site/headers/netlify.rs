//! The `_headers` file that Netlify and Cloudflare Pages read from the top of a site.
//!
//! A header that two rules set is sent twice, so no rule repeats another's.

use super::{KEPT, SHARED, TYPES, Told};

pub(super) fn text(told: &Told) -> String {
    let lines = |(name, value): &(&str, &str)| format!("  {name}: {value}\n");
    let all: String = told.headers.iter().map(lines).collect();
    let shared = SHARED
        .iter()
        .map(|file| format!("\n/{file}\n  Cache-Control: public, max-age={KEPT}\n"));
    let types = TYPES
        .iter()
        .map(|(ending, kind)| format!("\n/*.{ending}\n  Content-Type: {kind}\n"));
    let rest: String = shared.chain(types).collect();
    format!("/*\n{all}{rest}")
}

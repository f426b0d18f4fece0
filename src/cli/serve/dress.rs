//! What a page gets on top while it is a preview: a script that follows the documents, and what is wrong.
//!
//! Published files never have any of it.

use crate::cli::serve::site::Site;
use crate::page::escape;

/// Where the script is; no page can have such a name.
pub(super) const RELOAD: &str = "~reload.js";

/// Where the version of the site is.
pub(super) const VERSION: &str = "~version";

/// Loads the page anew when the site has another version.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// What there is where there is no page.
pub(super) const MISSING: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<title>No such page</title>
</head>
<body>
<p>There is no such page. <a href=\"/\">All pages</a></p>
</body>
</html>
";

/// How the page says what it may load.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// What it may load as a preview.
const PREVIEW: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// A page as a preview. What a document says cannot be taken for the marks that are looked for here: in
/// texts they are escaped.
pub(super) fn dressed(page: &str, site: &Site) -> String {
    let page = with_policy(page);
    let script = format!(
        "<script src=\"/{RELOAD}\" data-version=\"{}\" defer></script>\n</head>",
        site.version
    );
    let page = page.replacen("</head>", &script, 1);
    if site.trouble.is_empty() {
        return page;
    }
    let told = format!(
        "<body>\n<aside class=\"draft\" role=\"status\"><pre>{}</pre></aside>",
        escape::xml(site.trouble.trim_end())
    );
    page.replacen("<body>", &told, 1)
}

fn with_policy(page: &str) -> String {
    let policy = page.split_once(POLICY);
    let parts = policy.and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
    match parts {
        Some((before, (_, after))) => format!("{before}{POLICY}{PREVIEW}\"{after}"),
        None => page.to_owned(),
    }
}

//! A page as it is printed: its links lead to where the site will be, or nowhere.
//!
//! Left as they are, they would lead to the folder in which the page is printed.

/// How a link begins, and its address in it.
const LINK: &str = "<a ";
const ADDRESS: &str = "href=\"";

/// The page with a stem such as `en/basic`, of a site whose address is perhaps known.
pub(super) fn page(html: &str, stem: &str, base: Option<&str>) -> String {
    let mut parts = html.split(LINK);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        page.push_str(LINK);
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        page.push_str(&link(tag, stem, base));
        page.push('>');
        page.push_str(rest);
    }
    page
}

/// What is in a link's tag. Values stand in quotes, and what could end them is escaped.
fn link(tag: &str, stem: &str, base: Option<&str>) -> String {
    let found = tag.split_once(ADDRESS);
    let found = found.and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
    let Some((before, (address, after))) = found else {
        return tag.to_owned();
    };
    let name = address.split(['/', '#', '?']).next().unwrap_or_default();
    if address.starts_with('#') || name.contains(':') {
        return tag.to_owned();
    }
    match base {
        Some(base) => format!(
            "{before}{ADDRESS}{}\"{after}",
            absolute(address, stem, base)
        ),
        None => format!("{before}{after}"),
    }
}

/// The address as seen from anywhere.
fn absolute(address: &str, stem: &str, base: &str) -> String {
    let mut folders: Vec<_> = stem.split('/').collect();
    folders.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    format!("{}/{}", base.trim_end_matches('/'), folders.join("/"))
}

//! The guide to severities: each scale once, with the offerings that share it.

use crate::site::markup;
use crate::site::pages::{Pages, build, load, options, sources};
use csp_support::source::Source;

fn site(fixture: &str) -> Pages {
    build(&load(&sources(fixture)), &options(&["de", "en"]))
}

/// The headings of the scales of a page.
fn scales(page: &str) -> Vec<String> {
    let parts = page.split("<h2 id=\"scale-").skip(1);
    let heading = |part: &str| {
        let text = part.split_once('>').unwrap().1;
        text.split("</h2>").next().unwrap().to_owned()
    };
    parts.map(heading).collect()
}

#[test]
fn scales_that_differ_are_told_apart() {
    let page = &site("atlas")["en/severities.html"];
    let scales = scales(page);
    assert_eq!(scales.len(), 5, "{scales:?}");
    // All that a scale is made of.
    for part in [
        "Standstill (4)",
        "A plant or the whole company cannot work.",
        "Nobody can sign in",
        "Severity by impact and urgency",
        "If you see a severity differently",
        "First answer: 15 minutes",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn offerings_that_share_a_scale_stand_together() {
    let mut sources = sources("minimal");
    let text = sources[0].text.clone();
    let other = text
        .replace("id: standard,", "id: premium,")
        .replace("name: Standard support", "name: Premium support")
        .replace("within: PT1H", "within: PT30M");
    sources.push(Source::new("premium.yaml", other));
    let pages = build(&load(&sources), &options(&["en"]));
    let page = &pages["en/severities.html"];
    assert_eq!(scales(page).len(), 1);
    assert!(page.contains("<a href=\"premium.html#response\">Premium support</a>"));
    assert!(page.contains("First answer: 30 minutes") && page.contains("First answer: 1 hour"));
    let definitions = page.matches("Nobody can work").count();
    assert_eq!(definitions, 1, "a scale is defined once");
}

#[test]
fn without_severities_there_is_no_guide() {
    let partner = sources("minimal").pop().unwrap();
    let text = sources("minimal")[0].text.clone();
    let (before, rest) = text.split_once("  severities:\n").unwrap();
    let after = rest.split_once("  pricing:").unwrap().1;
    let text = format!("{before}  pricing:{after}");
    let pages = build(
        &load(&[Source::new("o.yaml", text), partner]),
        &options(&["en"]),
    );
    assert!(!pages.contains_key("en/severities.html"));
    let links = markup::tags(&pages["en/standard.html"]);
    let mut links = links.iter().filter_map(|tag| tag.attribute("href"));
    assert!(!links.any(|href| href.starts_with("severities")));
}

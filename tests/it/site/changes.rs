//! What changed and what will: by date, and against the offering that was replaced.

use crate::site::markup;
use crate::site::pages::{Pages, build, load, options, sources};
use csp_support::source::Source;

fn site(fixture: &str) -> Pages {
    build(&load(&sources(fixture)), &options(&["de", "en"]))
}

#[test]
fn entries_stand_by_date_the_newest_first() {
    for (path, page) in &site("atlas") {
        if !path.ends_with("changes.html") {
            continue;
        }
        let (main, _) = page.split_once("<footer").unwrap();
        let tags = markup::tags(main);
        let dates: Vec<_> = tags
            .iter()
            .filter_map(|tag| tag.attribute("datetime"))
            .collect();
        assert!(dates.len() > 10, "{path}: {dates:?}");
        assert!(
            dates.is_sorted_by(|one, other| one > other),
            "a day is told once, {path}: {dates:?}"
        );
        let coming = page.find("id=\"coming\"").unwrap();
        let past = page.find("id=\"past\"").unwrap();
        let today = page.find("datetime=\"2026-10-01\"").unwrap();
        let later = page.find("datetime=\"2026-12-05\"").unwrap();
        assert!(coming < later && later < past && past < today, "{path}");
    }
}

/// The rows of a Markdown list below the line of a matter.
fn about<'p>(page: &'p str, matter: &str) -> Vec<&'p str> {
    let lines = page.lines().skip_while(|line| !line.starts_with(matter));
    let below = lines.skip(1).take_while(|line| line.starts_with("  - "));
    below.map(|line| line.trim_start_matches("  - ")).collect()
}

#[test]
fn a_replaced_offering_is_told_by_what_was_and_what_is() {
    let page = &site("atlas")["en/changes.md"];
    assert!(page.contains("### 1 July 2026\n\n#### [Atlas Workplace](workplace.md)\n"));
    assert!(page.contains("Replaces: Atlas All-round"));
    for (matter, rows) in [
        ("- **Version**", vec!["Before: 2024.2", "Now: 2026.3"]),
        ("- **Products**", vec!["New: Windows 365"]),
        (
            "- **How to reach us**, Fax",
            vec!["No longer: +49 89 99998199"],
        ),
        ("- **In which languages we answer**", vec!["New: English"]),
    ] {
        assert_eq!(about(page, matter), rows, "{matter}");
    }
    let hours = about(page, "- **When we are there**, Service desk");
    assert_eq!(hours[0], "Before: Monday to Friday, 08:00–17:00");
    let price = about(page, "- **What it costs**, Managed workplace");
    assert!(
        price[0].starts_with("Before: €31.00 per user and month"),
        "{price:?}"
    );
    let topic = about(
        page,
        "- **What we support**, Computers, telephones and printers",
    );
    assert_eq!(topic, ["Before: Not covered", "Now: Included"]);
    assert!(about(page, "- **What we support**, Assigning licences").is_empty());
}

#[test]
fn a_draft_that_never_held_is_not_set_against_anything() {
    let mut sources = sources("atlas");
    for source in &mut sources {
        if source.text.contains("id: workplace-2024,") {
            let text = source.text.replace("status: retired", "status: draft");
            *source = Source::new(source.path.clone(), text);
        }
    }
    let pages = build(&load(&sources), &options(&["en"]));
    let page = &pages["en/changes.md"];
    assert!(!page.contains("Fax") && !page.contains("2024.2"), "{page}");
}

#[test]
fn offerings_that_replace_each_other_in_a_circle_come_to_an_end() {
    let mut sources = sources("minimal");
    let text = sources[0].text.clone();
    let text = text.replace(
        "  name: Standard support\n",
        "  name: One\n  supersedes: two\n",
    );
    let two = text.replace("id: standard,", "id: two,").replace(
        "name: One\n  supersedes: two",
        "name: Two\n  supersedes: standard",
    );
    sources[0] = Source::new("one.yaml", text);
    sources.push(Source::new("two.yaml", two));
    let pages = build(&load(&sources), &options(&["en"]));
    let page = &pages["en/changes.md"];
    assert_eq!(page.matches("Replaces: Two").count(), 1, "{page}");
    assert_eq!(page.matches("Replaces: One").count(), 1, "{page}");
}

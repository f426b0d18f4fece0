//! The plans side by side: there where there is something to compare, and in the words of their own pages.

use crate::site::markup;
use crate::site::pages::{Pages, build, ending, html, load, options, sources};

fn site(fixture: &str) -> Pages {
    build(&load(&sources(fixture)), &options(&["de", "en"]))
}

#[test]
fn a_comparison_takes_two_plans() {
    let (two, one) = (site("nordlicht"), site("minimal"));
    for language in ["de", "en"] {
        for suffix in ["html", "md"] {
            let path = format!("{language}/comparison.{suffix}");
            assert!(
                two.contains_key(&path) && !one.contains_key(&path),
                "{path}"
            );
        }
    }
    for (path, page) in html(&one) {
        assert!(!page.contains("comparison"), "{path}");
    }
}

#[test]
fn every_page_of_a_language_leads_to_the_comparison() {
    for (path, page) in html(&site("nordlicht")).filter(|(path, _)| path.contains('/')) {
        let tags = markup::tags(page);
        let link = tags
            .iter()
            .find(|tag| tag.attribute("href") == Some("comparison.html"));
        let link = link.unwrap_or_else(|| panic!("{path} does not lead to it"));
        let current = link.attribute("aria-current").is_some();
        assert_eq!(current, path.ends_with("comparison.html"), "{path}");
    }
}

#[test]
fn its_table_has_a_cell_for_each_plan_in_each_row() {
    for fixture in ["nordlicht", "atlas"] {
        let pages = site(fixture);
        let page = &pages["en/comparison.html"];
        let tags = markup::tags(page);
        let plans = tags
            .iter()
            .filter(|tag| tag.name == "th" && tag.attribute("scope") == Some("col"))
            .count()
            - 1;
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count("td"), plans * (count("tr") - 1));
        assert_eq!(count("caption"), 1);
        assert!(!page.contains("colspan") && !page.contains("rowspan"));
        let statements = html(&pages).filter(|(path, page)| {
            path.starts_with("en/") && page.contains("<section id=\"about\"")
        });
        for (path, _) in statements {
            let href = format!("href=\"{}\"", path.trim_start_matches("en/"));
            assert!(page.contains(&href), "{href}");
        }
    }
}

#[test]
fn it_says_what_the_pages_of_the_plans_say() {
    let pages = site("nordlicht");
    let page = &pages["en/comparison.html"];
    let told = [
        ("premium-2026", "30 minutes"),
        ("premium-2026", "€9.80 per user and month, plus VAT"),
        ("standard-2026", "on the same day for requests until 17:00"),
        ("azure-2026", "Stratuswerk GmbH"),
        ("azure-2026", "07:00–20:00"),
        ("standard-2026", "1 October 2026"),
    ];
    for (offering, words) in told {
        let own = &pages[&format!("en/{offering}.html")];
        assert!(own.contains(words), "{offering} does not say {words}");
        assert!(page.contains(words), "the comparison does not say {words}");
    }
    // All three plans have the same severities, so each is a row.
    assert!(page.contains("First answer: Critical</th>"), "{page}");
    let atlas = &site("atlas")["en/comparison.html"];
    assert!(atlas.contains("First answer</th>"), "{atlas}");
}

/// Names of languages, days and kinds of support are written small in most languages; a line is not.
#[test]
fn lines_begin_with_a_capital_letter_and_sentences_end_once() {
    let loaded = load(&sources("nordlicht"));
    let pages = build(&loaded, &options(&["de", "fr", "nb"]));
    for (path, page) in ending(&pages, "md") {
        assert!(!page.contains(".. "), "{path}");
    }
    assert!(pages["de/comparison.md"].contains("zuzüglich USt. Premium-Support für Azure"));
    assert!(pages["de/comparison.md"].contains(", kostenlos. Hoher oder normaler Fall"));
    assert!(pages["fr/comparison.md"].contains("| Allemand et anglais |"));
    assert!(
        pages["fr/comparison.html"]
            .contains("<td data-plan=\"Support Standard\">Allemand et anglais</td>")
    );
    for (start, page) in [
        ("\nDu lundi au vendredi, ", "fr/premium-2026.md"),
        ("| Lundi |", "fr/premium-2026.md"),
        ("- **Teknisk support**", "nb/premium-2026.md"),
        ("- Vendredi 25 décembre 2026", "fr/closures.md"),
    ] {
        assert!(pages[page].contains(start), "{page}: {start}");
    }
}

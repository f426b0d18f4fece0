//! Pages that are kept as they were: each version once, under an address that stays.

use crate::harness::Project;
use crate::site::folder::{files, read};
use crate::site::markup;
use crate::site::pages::{html, joined};
use csp_support::site::write::{Neighbours, Place, Sink};
use serde_json::Value;
use std::collections::BTreeMap;

const FIRST: &str = "archive/2026-11-23/en/standard.html";

fn project() -> Project {
    Project::with_fixture("minimal")
}

fn publish(project: &Project, more: &[&str]) -> crate::harness::Ran {
    let words = ["publish", "ws", "--out", "site", "--allow-empty"];
    project.run(&[&words[..], more].concat())
}

fn keep(project: &Project, day: &str) -> crate::harness::Ran {
    publish(project, &["--archive", "--as-of", day, "--lang", "en,de"])
}

/// The same workspace with something else in its offering.
fn changed(project: Project, from: &str, to: &str) -> Project {
    let text = project.read("ws/offering.yaml");
    assert!(text.contains(from), "{text}");
    let text = text.replace(from, to);
    project.file("ws/offering.yaml", text)
}

fn site(project: &Project) -> BTreeMap<String, String> {
    let files = read(&project.path("site")).into_iter();
    let text = |(path, bytes)| (path, String::from_utf8(bytes).unwrap());
    files.map(text).collect()
}

fn kept(project: &Project) -> BTreeMap<String, String> {
    let all = site(project).into_iter();
    all.filter(|(path, _)| path.starts_with("archive/"))
        .collect()
}

fn versions(project: &Project) -> Vec<Value> {
    let record: Value = serde_json::from_str(&project.read("site/archive.json")).unwrap();
    record["versions"].as_array().unwrap().clone()
}

/// Every relative link of every page leads to a file, and to a place in it.
fn links_lead(pages: &BTreeMap<String, String>) {
    for (path, page) in html(pages).filter(|(path, _)| *path != "404.html") {
        for tag in markup::tags(page) {
            let Some(to) = tag.attribute("href").or(tag.attribute("src")) else {
                continue;
            };
            if to.contains(':') {
                continue;
            }
            let (file, place) = to.split_once('#').unwrap_or((to, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                joined(path, file)
            };
            let found = pages.get(&target);
            let found = found.unwrap_or_else(|| panic!("{path} leads to {to}"));
            let there = found.contains(&format!("id=\"{place}\""));
            assert!(place.is_empty() || there, "{path} leads to {to}");
        }
    }
}

#[test]
fn a_page_is_kept_under_its_day_and_says_so() {
    let project = project();
    let ran = keep(&project, "2026-11-23").exits(0);
    ran.warns("added the page of 1 offering to the archive");
    let pages = site(&project);
    for suffix in ["html", "md", "json"] {
        for language in ["en", "de"] {
            let path = format!("archive/2026-11-23/{language}/standard.{suffix}");
            assert!(pages.contains_key(&path), "{path}");
        }
    }
    let page = &pages[FIRST];
    assert!(
        page.contains("shows what we promised on 23 November 2026."),
        "{page}"
    );
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page.contains("href=\"../../../en/archive.html#offering-standard\""));
    assert!(
        !page.contains("<script") && !page.contains("glossary.html"),
        "{page}"
    );
    assert!(pages["en/standard.html"].contains("href=\"archive.html#offering-standard\""));
    assert!(pages["en/archive.html"].contains("Since 23 November 2026"));
    assert!(pages["en/index.html"].contains("href=\"archive.html\""));
    assert!(pages["archive/2026-11-23/en/standard.md"].contains("> Archived page. "));
    links_lead(&pages);
}

#[test]
fn a_kept_page_is_at_home_where_it_is_kept() {
    let project = project().file(
        "ws/csp-support.yaml",
        "site: {baseUrl: \"https://support.harbour.example\"}\n",
    );
    keep(&project, "2026-11-23").exits(0);
    let page = project.read(&format!("site/{FIRST}"));
    let own = format!("<link rel=\"canonical\" href=\"https://support.harbour.example/{FIRST}\">");
    assert!(page.contains(&own), "{page}");
    assert!(page.contains(&FIRST.replace("/en/", "/de/")), "{page}");
    assert!(!project.read("site/sitemap.xml").contains("/archive/"));
    let data: Value =
        serde_json::from_str(&project.read(&format!("site/{}", FIRST.replace(".html", ".json"))))
            .unwrap();
    assert_eq!(
        data["page"],
        format!("https://support.harbour.example/{FIRST}")
    );
}

#[test]
fn what_only_the_calendar_changes_is_not_kept_again() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let before = (kept(&project), versions(&project));
    let ran = keep(&project, "2027-02-15").exits(0);
    ran.warns("nothing was added to the archive");
    assert_eq!((kept(&project), versions(&project)), before);
    let page = project.read("site/en/closures.html");
    assert!(
        page.contains("From 15 February 2027"),
        "the rest goes on: {page}"
    );
}

#[test]
fn another_promise_is_another_version_beside_the_first() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let before = kept(&project);
    let project = changed(project, "09:00-17:30", "09:00-17:00");
    keep(&project, "2027-02-15").exits(0);
    let after = kept(&project);
    for (path, text) in &before {
        assert_eq!(&after[path], text, "{path} was changed");
    }
    assert!(after[FIRST].contains("17:30"));
    assert!(after["archive/2027-02-15/en/standard.html"].contains("17:00"));
    let days: Vec<_> = versions(&project)
        .iter()
        .map(|own| (own["from"].clone(), own["until"].clone()))
        .collect();
    let day = |day: &str| Value::from(day);
    let wanted = [
        (day("2026-11-23"), day("2027-02-15")),
        (day("2027-02-15"), Value::Null),
    ];
    assert_eq!(days, wanted);
    let page = project.read("site/en/archive.md");
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("- ")).collect();
    let wanted = [
        "- [Since 15 February 2027](../archive/2027-02-15/en/standard.md)",
        "- [23 November 2026 to 15 February 2027](../archive/2026-11-23/en/standard.md)",
    ];
    assert_eq!(rows, wanted);
    links_lead(&site(&project));
}

#[test]
fn two_versions_of_one_day_are_both_kept() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let project = changed(project, "09:00-17:30", "09:00-17:00");
    keep(&project, "2026-11-23").exits(0);
    let pages = kept(&project);
    assert!(pages[FIRST].contains("17:30"));
    assert!(pages["archive/2026-11-23-2/en/standard.html"].contains("17:00"));
    links_lead(&site(&project));
}

#[test]
fn what_is_kept_stays_without_being_asked_for() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let (pages, record) = (kept(&project), versions(&project));
    let project = changed(project, "09:00-17:30", "09:00-17:00");
    let without = ["--as-of", "2027-02-15", "--lang", "en,de"];
    let compared = publish(&project, &[&without[..], &["--check"]].concat()).exits(1);
    assert!(!compared.stdout.contains("archive"), "{}", compared.stdout);
    publish(&project, &without).exits(0);
    assert_eq!((kept(&project), versions(&project)), (pages, record));
    links_lead(&site(&project));
}

#[test]
fn comparing_tells_what_would_be_kept_and_keeps_nothing() {
    let project = project();
    let words = [
        "--archive",
        "--lang",
        "en",
        "--as-of",
        "2026-11-23",
        "--check",
    ];
    publish(&project, &words)
        .exits(1)
        .says(&format!("new site/{FIRST}\n"));
    assert!(!project.path("site").exists());
    publish(&project, &words[..5]).exits(0);
    let again = publish(&project, &words).exits(0);
    assert_eq!(again.stdout, "");
}

#[test]
fn an_offering_that_is_gone_leaves_its_versions() {
    let project = changed(project(), "spec:\n", "spec:\n  status: published\n");
    keep(&project, "2026-11-23").exits(0);
    let project = changed(project, "status: published", "status: retired");
    keep(&project, "2027-02-15").exits(0);
    let pages = site(&project);
    assert!(!pages.contains_key("en/standard.html") && pages.contains_key(FIRST));
    let archive = &pages["en/archive.html"];
    assert!(
        archive.contains("We no longer offer this support."),
        "{archive}"
    );
    assert!(archive.contains("Standard support"));
    assert!(archive.contains("23 November 2026 to 15 February 2027"));
    links_lead(&pages);
}

#[test]
fn a_language_that_is_gone_still_leads_on() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let words = ["--archive", "--as-of", "2027-02-15", "--lang", "de"];
    publish(&project, &words).exits(0);
    let pages = site(&project);
    assert!(!pages.contains_key("en/index.html"));
    assert!(pages["en/archive.html"].contains("../de/standard.html"));
    links_lead(&pages);
    assert_eq!(versions(&project).len(), 1, "the same is not kept again");
}

#[test]
fn nothing_is_kept_before_what_is_kept_already() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let refused = keep(&project, "2026-11-22").exits(2);
    refused.warns("the archive goes up to 2026-11-23 already");
}

#[test]
fn drafts_are_not_kept() {
    let project = changed(
        project(),
        "products: [microsoft_365]",
        "products: [no_such]",
    );
    let words = [
        "--archive",
        "--allow-findings",
        "--lang",
        "en",
        "--as-of",
        "2026-11-23",
    ];
    publish(&project, &words).exits(0);
    assert_eq!(kept(&project), BTreeMap::new());
    assert!(!project.path("site/archive.json").exists());
}

#[test]
fn an_archive_that_somebody_changed_is_not_gone_on_with() {
    let project = project();
    keep(&project, "2026-11-23").exits(0);
    let page = project.read(&format!("site/{FIRST}"));
    let project = project.file(&format!("site/{FIRST}"), page.replace("17:30", "18:30"));
    keep(&project, "2027-02-15")
        .exits(2)
        .warns("was changed by hand");
}

#[test]
fn a_file_that_stays_is_neither_changed_nor_removed() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("site");
    let put = |of: &[(&str, &str)]| {
        let place = Place::new(&out, &Neighbours::default()).unwrap();
        let build = place.keeping("archive/").build().unwrap();
        for (path, content) in files(of) {
            build.take(&path, &content)?;
        }
        build.finish()
    };
    put(&[("index.html", "a"), ("archive/x.html", "x")]).unwrap();
    put(&[("index.html", "b")]).unwrap();
    let wanted = files(&[("index.html", "b"), ("archive/x.html", "x")]);
    assert_eq!(read(&out), wanted);
    put(&[("index.html", "b"), ("archive/x.html", "x")]).unwrap();
    let error = put(&[("index.html", "b"), ("archive/x.html", "y")]).unwrap_err();
    assert!(error.to_string().contains("is kept for good"), "{error}");
    assert_eq!(read(&out), wanted);
}

//! Facts whose answers are told by a shortcut where they can be: the shortcut answers as the long way does.

use csp_support::judge::expr::Answer;
use csp_support::judge::facts::{Context, Fact, FactType, Remembered, Subject, find};
use csp_support::model::catalog::Catalogs;
use csp_support::model::load;
use csp_support::source::Source;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::sync::atomic::{AtomicI64, Ordering};

const TODAY: Date = date(2026, 11, 23);

/// Days from a day to the one that a text names, as the fact tells them; none where it cannot.
fn days_left(text: &str) -> Option<String> {
    let document = format!(
        "apiVersion: csp-support/v1\nkind: AccessGrant\nmetadata: {{id: g}}\n\
         spec: {{relationship: {{endDateTime: \"{text}\"}}}}\n"
    );
    let loaded = load(&[Source::new("grant.yaml", &document)]).unwrap();
    let context = Context::new(&loaded.workspace, TODAY);
    let entry = &loaded.workspace.entries()[0];
    let subject = Subject {
        entry,
        node: entry.spec().unwrap().get("relationship").unwrap(),
        row: None,
    };
    let fact = find("days_left", "AccessGrant.relationship").unwrap();
    let answer = (fact.compute)(&context, subject);
    answer.ok().map(|answer| answer.value.words())
}

/// The same by the library alone.
fn by_library(text: &str) -> Option<String> {
    let day = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let instant = || text.parse::<Timestamp>().ok();
    let day = day.or_else(|| instant().map(|at| at.to_zoned(TimeZone::UTC).date()))?;
    Some((TODAY.duration_until(day).as_hours() / 24).to_string())
}

#[test]
fn a_day_is_what_the_library_reads() {
    let texts = [
        "2026-11-23",
        "2027-02-28",
        "2027-02-29",
        "2028-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-1-010",
        "2026/11/23",
        "20261123",
        "2026-W48-1",
        "0000-01-01",
        "9999-12-31",
        "2026-11-23T10:05:00Z",
        "2026-11-23T23:59:59Z",
        "2026-11-23T23:59:60Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z",
        "2026-11-23t10:05:00z",
        "2026-11-23 10:05:00Z",
        "2026-11-23T10:05:00+",
        "2026-11-23T10:05:0xZ",
        "2026-02-30T10:05:00Z",
        "2026-11-23T23:30:00-02:00",
        "2026-11-23T10:05:00.25Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "soon",
        "",
    ];
    for text in texts {
        assert_eq!(days_left(text), by_library(text), "{text}");
    }
    assert_eq!(days_left("2026-11-23T23:30:00-02:00").unwrap(), "1");
}

#[test]
fn no_retired_name_is_overlooked() {
    let catalogs = Catalogs::embedded().unwrap();
    for term in catalogs.retired_terms() {
        let name = &term.term;
        for text in [
            name.clone(),
            format!("Früher hieß es „{}“.", name.to_uppercase()),
            format!("Über{}", name.to_lowercase()),
            format!("my-{name}-account"),
            format!("with _{name}_ and __{name}__"),
        ] {
            let words = text.split(|sign: char| !sign.is_alphanumeric());
            let begins = words
                .into_iter()
                .any(|word| catalogs.begins_retired_term(word));
            assert!(!begins || catalogs.may_have_retired_term(&text), "{text}");
        }
        assert!(catalogs.may_have_retired_term(name), "{name}");
    }
    assert!(!catalogs.may_have_retired_term("Problems with systems adapt to nobody"));
}

/// How often [`COUNTED`] was asked.
static ASKED: AtomicI64 = AtomicI64::new(0);

/// A fact that never answers the same twice.
static COUNTED: Fact = Fact {
    name: "counted",
    of: "AccessGrant",
    ty: FactType::Int,
    about: "how often it was asked before",
    compute: |_, _| Ok(Answer::number(ASKED.fetch_add(1, Ordering::Relaxed))),
};

#[test]
fn a_fact_is_asked_once_about_a_subject_and_again_about_another() {
    let document = "apiVersion: csp-support/v1\nkind: AccessGrant\nmetadata: {id: g}\nspec: {}\n";
    let loaded = load(&[Source::new("grant.yaml", document)]).unwrap();
    let context = Context::new(&loaded.workspace, TODAY);
    let entry = &loaded.workspace.entries()[0];
    let node = entry.spec().unwrap();
    let subject = Subject {
        entry,
        node,
        row: None,
    };
    let (one, other) = (Remembered::default(), Remembered::default());
    let answers = [&one, &one, &other, &one].map(|remembered| {
        let answer = remembered.ask(&COUNTED, &context, subject);
        answer.unwrap().value.words()
    });
    assert_eq!(answers, ["0", "0", "1", "0"]);
}

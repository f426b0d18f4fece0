//! What only exports of Partner Center show: one thing written in two ways, and texts that are not what they look like.

use crate::harness::{Project, Ran};

fn imported(source: &str, text: &str) -> Ran {
    let project = Project::with_fixture("nordlicht").file("export.json", text);
    project.run(&[
        "import",
        "-q",
        "--into",
        "ws",
        "--customer",
        "hansewind",
        source,
        "export.json",
    ])
}

#[test]
fn requests_have_numbers_in_lists_and_words_by_id() {
    let source = "partner-center-service-requests";
    let list = r#"{"totalCount": 1, "items": [{"id": "2611010040000101", "title": "Mail is late", "severity": 1, "status": 2}]}"#;
    let ran = imported(source, list).exits(0).warns("CSP-DATA-007");
    let ran = ran.says("severity: critical").says("status: closed");
    assert!(
        ran.stdout.contains("number: '2611010040000101'"),
        "{}",
        ran.stdout
    );
    let single = r#"{"id": "2611010040000102", "title": "Sign-in fails", "severity": "Critical", "status": "open", "lastClosedDate": "0001-01-01T00:00:00"}"#;
    let ran = imported(source, single).exits(0);
    assert!(!ran.stderr.contains("CSP-DATA-007"), "{}", ran.stderr);
    let ran = ran.says("severity: critical").says("status: open");
    assert!(!ran.stdout.contains("0001-01-01"), "{}", ran.stdout);
}

#[test]
fn a_profile_has_blanks_a_mark_and_texts_that_are_no_addresses() {
    let profile = "\u{feff}{\"email\": \"support@nordlicht.example\", \"telephone\": \"2015550123\", \
                   \"website\": \"www.nordlicht.example\", \"profileType\": \" SupportProfile\"}";
    let ran = imported("partner-center-support-profile", profile).exits(0);
    let ran = ran.warns("`telephone` should be a telephone number with country code");
    let ran = ran.warns("`website` should be an address that starts with `https://`");
    assert!(!ran.stderr.contains("profileType"), "{}", ran.stderr);
}

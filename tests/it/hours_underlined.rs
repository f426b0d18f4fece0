//! Mistakes in opening hours are underlined inside the text, however YAML writes it.

use crate::harness::Project;

/// Ways to write hours with `Fri` in them, and what `check` underlines.
const WAYS: &[(&str, &str)] = &[
    ("Mo-Fri 09:00-17:30", "Fri"),
    ("'Mo-Fri 09:00-17:30'", "Fri"),
    (r#""Mo-Fri 09:00-17:30""#, "Fri"),
    (r#""Mo\u002DFri 09:00-17:30""#, "Fri"),
    (r#""Mo-\x46ri 09:00-17:30""#, r"\x46ri"),
    (r#"'Sa 10:00-12:00 "it''s"; Mo-Fri 09:00-17:30'"#, "Fri"),
    ("\"Mo-Th 09:00-17:30;\n          Fri 09:00-17:00\"", "Fri"),
    (
        "\"Mo-Th 09:00-17:30;\\\n          \\ Fri 09:00-17:00\"",
        "Fri",
    ),
    ("Mo-Th 09:00-17:30;\n          Fri 09:00-17:00", "Fri"),
    (
        ">-\n          Mo-Th 09:00-17:30;\n          Fri 09:00-17:00",
        "Fri",
    ),
    ("|-\n          Mo-Fri 09:00-17:30", "Fri"),
    (
        ">4-\n          Mo-Th 09:00-17:30;\n          PH off; Fri 09:00-17:00",
        "Fri",
    ),
];

fn offering(open: &str) -> String {
    let fixture = include_str!("../../fixtures/minimal/offering.yaml");
    let office = fixture
        .lines()
        .find(|line| line.trim_start().starts_with("office:"));
    let window = format!(
        "    office:\n      zone: Europe/London\n      holidays: GB-ENG\n      languages: [en]\n      open: {open}"
    );
    fixture.replace(office.unwrap(), &window)
}

/// What stands above the carets of a report.
fn underlined(report: &str) -> String {
    let lines: Vec<&str> = report.lines().collect();
    let carets = lines.iter().position(|line| line.contains('^')).unwrap();
    let marked = lines[carets].chars().zip(lines[carets - 1].chars());
    marked
        .filter(|(mark, _)| *mark == '^')
        .map(|(_, shown)| shown)
        .collect()
}

#[test]
fn a_mistake_is_underlined_inside_the_hours() {
    for (open, expected) in WAYS {
        let project = Project::with_fixture("minimal").file("ws/offering.yaml", offering(open));
        let ran = project
            .run(&["check", "ws"])
            .exits(1)
            .says("write `Fr` instead of `Fri`");
        assert_eq!(underlined(&ran.stdout), *expected, "{open}");
    }
}

#[test]
fn hours_behind_an_alias_are_shown_whole_and_where_they_were_written() {
    let open = "&hours Mo-Fri 09:00-17:30\n    more: {zone: Europe/London, open: *hours}";
    let project = Project::with_fixture("minimal").file("ws/offering.yaml", offering(open));
    let ran = project.run(&["check", "ws"]).exits(1);
    assert!(ran.stdout.contains("written here"), "{}", ran.stdout);
}

//! The action plan: written, filled in with a spreadsheet, read back, written again.

use super::{PROFILE, SETTINGS, found};
use crate::harness::{Project, Ran};
use csp_support::source::Source;
use csp_support::yaml::{NodeRef, read_csv};

/// Two profiles, the second breaking CSP-SEC-004 too.
fn workspace() -> Project {
    let second = PROFILE.replace("id: partner", "id: second");
    Project::new()
        .file("csp-support.yaml", SETTINGS)
        .file("a.yaml", PROFILE)
        .file("b.yaml", second)
}

/// What `audit` writes as a plan.
fn plan(project: &Project) -> String {
    let words = ["audit", ".", "--format", "plan"];
    let text = project.run(&words).exits(0).stdout;
    // What Excel takes as a sign that the table is UTF-8.
    text.strip_prefix('\u{feff}').unwrap().to_owned()
}

/// A table as rows of cells.
fn cells(text: &str) -> Vec<Vec<(String, String)>> {
    let reading = read_csv(&Source::new("plan.csv", text), None);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let rows = reading.documents[0].root().get("rows").unwrap().items();
    let row = |row: NodeRef<'_>| {
        row.entries()
            .map(|(name, cell)| (name.text().to_owned(), cell.text().to_owned()))
            .collect()
    };
    rows.map(row).collect()
}

/// The plan with columns of the row about a document filled in.
fn filled(text: &str, document: &str, columns: &[(&str, &str)]) -> String {
    let mut rows = cells(text);
    let about = |row: &&mut Vec<(String, String)>| {
        row.iter()
            .any(|(name, cell)| name == "document" && cell.starts_with(document))
    };
    let row = rows.iter_mut().find(about).unwrap();
    for (column, value) in columns {
        let cell = row.iter_mut().find(|(name, _)| name == column).unwrap();
        (*value).clone_into(&mut cell.1);
    }
    written(&rows, ",", "\r\n")
}

fn written(rows: &[Vec<(String, String)>], separator: &str, end: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(separator) + end;
    let head = rows[0].iter().map(|(name, _)| quoted(name)).collect();
    let rows = rows
        .iter()
        .map(|row| line(row.iter().map(|(_, cell)| quoted(cell)).collect()));
    line(head) + &rows.collect::<String>()
}

fn import(project: Project, text: impl AsRef<[u8]>, words: &[&str]) -> (Project, Ran) {
    let project = project.file("filled.csv", text);
    let ran = project.run(&[&["plan", "import", "filled.csv"], words].concat());
    (project, ran)
}

const FIRST: &str = "PartnerProfile/partner";
const SECOND: &str = "PartnerProfile/second";
const FIX: [(&str, &str); 4] = [
    ("decision", "fix"),
    ("owner", "Jörg \"JB\" Berg; sales"),
    ("due", "2027-01-31"),
    ("reason", "after the move"),
];
const WAIVE: [(&str, &str); 4] = [
    ("decision", "Waive"),
    ("reason", "they are hiring"),
    ("approver", "Jo Berg"),
    ("until", "31.12.2026"),
];

#[test]
fn a_plan_comes_back_as_days_and_waivers_and_is_written_again_with_them() {
    let project = workspace();
    let empty = plan(&project);
    assert_eq!(cells(&empty).len(), 2);
    let text = filled(&filled(&empty, FIRST, &FIX), SECOND, &WAIVE);
    let (project, ran) = import(project, &text, &[]);
    ran.exits(0)
        .warns("`waiver-2026-001` in waivers.yaml excuses 1 check until 2026-12-31")
        .warns("wrote csp-support-plan.yaml");
    let kept = project.read("csp-support-plan.yaml");
    assert!(
        kept.contains("\n  - {rule: CSP-SEC-004, target: PartnerProfile/partner#/spec, owner: "),
        "{kept}"
    );
    assert_eq!(found(&project, &[]), ["4: CSP-SEC-004"]);
    let again = cells(&plan(&project));
    let cell = |row: usize, column: &str| {
        let mut cells = again[row].iter();
        cells.find(|(name, _)| name == column).unwrap().1.clone()
    };
    for (column, value) in FIX {
        assert_eq!(cell(0, column), value);
    }
    for (column, value) in [
        ("decision", "waive"),
        ("reason", "they are hiring"),
        ("approver", "Jo Berg"),
        ("until", "2026-12-31"),
        ("waiver", "waiver-2026-001"),
    ] {
        assert_eq!(cell(1, column), value);
    }
    let (project, ran) = import(project, plan_of(&again), &[]);
    ran.exits(0)
        .warns("the plan decides nothing that is not written down already");
    assert_eq!(project.read("csp-support-plan.yaml"), kept);
}

fn plan_of(rows: &[Vec<(String, String)>]) -> String {
    written(rows, ";", "\n")
}

#[test]
fn owner_and_day_stand_beside_the_finding_in_every_report() {
    let project = workspace();
    let text = filled(&plan(&project), FIRST, &FIX);
    let (project, ran) = import(project, text, &[]);
    ran.exits(0);
    let words =
        "to be mended by Jörg \"JB\" Berg; sales until 2027-01-31, 69 days left: after the move";
    project.run(&["check", "."]).exits(1).says(words);
    let late = ["check", ".", "--as-of", "2027-02-01"];
    project.run(&late).exits(1).says("overdue by 1 day");
    let json = project
        .run(&["check", ".", "--format", "json"])
        .exits(1)
        .stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let planned = &json["findings"][0]["remediation"];
    assert_eq!(planned["due"], "2027-01-31");
    assert_eq!(planned["daysLeft"], 69);
    assert_eq!(json["findings"][1]["remediation"], serde_json::Value::Null);
    let ending = &json["endings"][0];
    assert_eq!(ending["sort"], "remediation");
    for format in ["html", "markdown", "csv", "ics"] {
        let words = ["audit", ".", "--format", format];
        let text = project.run(&words).exits(0).stdout;
        assert!(text.contains("Jörg"), "{format}");
    }
}

#[test]
fn what_spreadsheets_make_of_a_plan_is_read() {
    let rows = |project: &Project, due: &str| {
        let mut rows = cells(&plan(project));
        for row in &mut rows {
            for (name, cell) in row.iter_mut() {
                match name.as_str() {
                    "decision" => "FIX ".clone_into(cell),
                    "owner" => "'=Jo".clone_into(cell),
                    "due" => due.clone_into(cell),
                    _ => {}
                }
            }
            row.insert(3, ("my notes".to_owned(), "a\nb".to_owned()));
            row.reverse();
        }
        rows
    };
    let due = |text: &str| {
        let plan: String = text.lines().filter(|line| line.contains("due:")).collect();
        assert!(plan.contains("owner: "), "{text}");
        assert!(plan.contains("due: 2027-01-31"), "{text}");
    };
    for (separator, end, before, day) in [
        (",", "\r\n", "\u{feff}", "2027-01-31"),
        (";", "\r\n", "\u{feff}", "31.01.2027"),
        (";", "\n", "", "31.1.27"),
        ("\t", "\r\n", "", "1/31/2027"),
        (",", "\n", "", "31/01/2027"),
        (",", "\n", "", "2027-01-31 00:00:00"),
    ] {
        let project = workspace();
        let text = before.to_owned() + &written(&rows(&project, day), separator, end);
        let (project, ran) = import(project, &text, &[]);
        ran.exits(0);
        due(&project.read("csp-support-plan.yaml"));
    }
    let project = workspace();
    let text = written(&rows(&project, "2027-01-31"), "\t", "\r\n");
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let (project, ran) = import(project, wide, &[]);
    ran.exits(0);
    due(&project.read("csp-support-plan.yaml"));
}

#[test]
fn a_row_that_cannot_be_followed_is_named_and_nothing_is_written() {
    for (columns, says) in [
        (&[("decision", "later")][..], "`later` is no decision"),
        (
            &[("owner", "Jo")],
            "`owner` is filled in, but `decision` is empty",
        ),
        (
            &[("decision", "fix")],
            "`fix` needs `owner`, which is empty",
        ),
        (
            &[("decision", "fix"), ("owner", "Jo")],
            "`fix` needs `due`, which is empty",
        ),
        (
            &[("decision", "fix"), ("owner", "Jo"), ("due", "soon")],
            "`due`: `soon` is no date; write 2026-12-31 or 31.12.2026",
        ),
        (
            &[("decision", "fix"), ("owner", "Jo"), ("due", "30.02.2027")],
            "`due`: `30.02.2027` is no date",
        ),
        (
            &[("decision", "fix"), ("owner", "Jo"), ("due", "03/04/2027")],
            "`due`: `03/04/2027` can be read as 2027-04-03 or as 2027-03-04; write the one that is meant",
        ),
        (
            &[("decision", "waive"), ("reason", "r"), ("approver", "a")],
            "`waive` needs `until`, which is empty",
        ),
        (
            &[
                ("decision", "waive"),
                ("reason", "r"),
                ("approver", "a"),
                ("until", "2026-11-22"),
            ],
            "2026-11-22 is over already: today is 2026-11-23",
        ),
    ] {
        let project = workspace();
        let text = filled(&filled(&plan(&project), SECOND, &FIX), FIRST, columns);
        let (project, ran) = import(project, text, &[]);
        ran.exits(2)
            .warns(says)
            .warns("filled.csv:2:")
            .warns("the plan cannot be followed and nothing was written");
        assert!(!project.path("csp-support-plan.yaml").exists());
    }
}

#[test]
fn another_table_or_an_old_one_is_no_plan() {
    let (_, ran) = import(workspace(), "a,b\n1,2\n", &[]);
    ran.exits(2).warns("the table has no column `decision`");
    let (_, ran) = import(workspace(), "", &[]);
    ran.exits(2);
    let (_, ran) = import(workspace(), b"decision,fingerprint\nJ\xf6rg,x\n", &[]);
    ran.exits(2).warns("`filled.csv`, line 2: the byte 0xF6 is not UTF-8; in Windows-1252 it would be `ö`; save the file as UTF-8, which Excel calls `CSV UTF-8`");
    workspace()
        .run(&["plan", "import", "nowhere.csv"])
        .exits(2)
        .warns("cannot read `nowhere.csv`");
    let project = workspace();
    let text = filled(&plan(&project), FIRST, &FIX);
    let mended = project.file("a.yaml", "");
    let (project, ran) = import(mended, text, &[]);
    ran.exits(0)
        .warns("line 2: this finding is not open any more, so nothing was noted");
    assert!(!project.path("csp-support-plan.yaml").exists());
}

#[test]
fn a_broken_row_is_told_in_one_true_sentence() {
    let (_, ran) = import(workspace(), "decision,fingerprint\nfix\n", &[]);
    let ran = ran
        .exits(2)
        .warns("the row has 1 cell, but the table has 2 columns")
        .warns("the plan cannot be followed and nothing was written");
    for untrue in ["other rows were read", "documents read", "0 met"] {
        assert!(!ran.stderr.contains(untrue), "{}", ran.stderr);
    }
}

#[test]
fn what_cannot_be_waived_cannot_be_waived_by_a_plan() {
    let project = workspace().file("broken.yaml", "a: 1\n");
    let text = plan(&project);
    let mut rows = cells(&text);
    let broken =
        |row: &&mut Vec<(String, String)>| row.iter().any(|(_, cell)| cell == "document-kind");
    let row = rows.iter_mut().find(broken).unwrap();
    for (name, cell) in row.iter_mut() {
        if name == "decision" {
            "waive".clone_into(cell);
        }
    }
    let (project, ran) = import(project, plan_of(&rows), &[]);
    ran.exits(2)
        .warns("document-kind cannot be waived: it is no rule but a check of the format itself");
    let row = rows.iter_mut().find(broken).unwrap();
    for (name, cell) in row.iter_mut() {
        match name.as_str() {
            "decision" => "fix".clone_into(cell),
            "owner" => "Jo".clone_into(cell),
            "due" => "2026-12-01".clone_into(cell),
            _ => {}
        }
    }
    let (project, ran) = import(project, plan_of(&rows), &[]);
    ran.exits(0);
    project
        .run(&["check", "."])
        .exits(1)
        .says("to be mended by Jo until 2026-12-01");
}

#[test]
fn a_waiver_that_is_there_is_changed_where_it_stands() {
    let project = workspace();
    let text = filled(&plan(&project), FIRST, &WAIVE);
    let (project, ran) = import(project, text, &[]);
    ran.exits(0);
    let longer = filled(&plan(&project), FIRST, &[("until", "2027-06-30")]);
    let (_, ran) = import(project, longer, &[]);
    ran.exits(2)
        .warns("`until` differs from the waiver that is there already")
        .warns("change the waiver itself, at waivers.yaml:");
}

#[test]
fn what_people_wrote_into_the_kept_plan_stays() {
    let kept = "# ours\nremediations: # all of them\n  - rule: CSP-SEC-004 # first\n    target: PartnerProfile/partner#/spec\n    owner: Old Owner\n    due: 2026-12-01\n";
    let project = workspace().file("csp-support-plan.yaml", kept);
    assert_eq!(found(&project, &[]), ["4: CSP-SEC-004", "4: CSP-SEC-004"]);
    let both = [("decision", "fix"), ("owner", "Jo"), ("due", "2027-01-31")];
    let text = filled(&filled(&plan(&project), FIRST, &both), SECOND, &both);
    let (project, ran) = import(project, &text, &["--dry-run"]);
    ran.exits(0).says("owner: Jo\n");
    assert_eq!(project.read("csp-support-plan.yaml"), kept);
    let (project, ran) = import(project, &text, &[]);
    ran.exits(0);
    let changed = kept
        .replace("Old Owner", "Jo")
        .replace("2026-12-01", "2027-01-31");
    assert_eq!(
        project.read("csp-support-plan.yaml"),
        format!(
            "{changed}  - {{rule: CSP-SEC-004, target: PartnerProfile/second#/spec, owner: Jo, due: 2027-01-31}}\n"
        )
    );
}

#[test]
fn a_kept_plan_with_mistakes_is_refused_like_settings() {
    for (text, says) in [
        ("remediations: [{rule: R, target: T, owner: O}]\n", "due"),
        (
            "remediations: [{rule: R, target: T, owner: O, due: soon}]\n",
            "csp-support-plan.yaml:1:",
        ),
        ("remediation: []\n", "did you mean `remediations`?"),
        ("a: [\n", "csp-support-plan.yaml:"),
    ] {
        workspace()
            .file("csp-support-plan.yaml", text)
            .run(&["check", "."])
            .exits(2)
            .warns(says)
            .warns("the plan cannot be used and nothing was checked");
    }
}

#[test]
fn formulas_stay_text_on_the_way_out_and_back() {
    let project = workspace();
    let owner = [
        ("decision", "fix"),
        ("owner", "=cmd|' /C calc'!A0"),
        ("due", "2027-01-31"),
    ];
    let text = filled(&plan(&project), FIRST, &owner);
    let (project, ran) = import(project, text, &[]);
    ran.exits(0);
    let again = plan(&project);
    assert!(again.contains("\"'=cmd|' /C calc'!A0\""), "{again}");
    let (project, ran) = import(project, again, &[]);
    ran.exits(0)
        .warns("the plan decides nothing that is not written down already");
    assert!(
        project
            .read("csp-support-plan.yaml")
            .contains("=cmd|' /C calc'!A0")
    );
}

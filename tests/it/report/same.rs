//! One audit in all its formats and for all its readers: the same findings by the same names, the same counts, and
//! a portfolio that adds up.

use crate::harness::{Project, repository};
use csp_support::report::State;
use serde_json::Value;
use std::collections::BTreeSet;

/// An audit in four formats and the check as SARIF.
struct Audit {
    project: Project,
    json: Value,
}

impl Audit {
    fn of(paths: &[String], words: &[&str]) -> Self {
        let project = Project::new();
        let paths = paths.iter().map(String::as_str);
        let formats =
            ["html", "markdown", "json", "csv"].map(|name| format!("{name}=audit.{name}"));
        let formats = formats
            .iter()
            .flat_map(|target| ["--format", target.as_str()]);
        let audit: Vec<&str> = ["audit", "--quiet"]
            .into_iter()
            .chain(paths.clone())
            .chain(formats)
            .collect();
        project.run(&[audit, words.to_vec()].concat()).exits(0);
        let check = [
            "check",
            "--fail-on",
            "never",
            "--format",
            "sarif=check.sarif",
        ];
        project
            .run(&check.into_iter().chain(paths).collect::<Vec<_>>())
            .exits(0);
        let json = serde_json::from_str(&project.read("audit.json")).unwrap();
        Self { project, json }
    }

    fn list(&self, key: &str) -> &[Value] {
        self.json[key].as_array().map_or(&[], Vec::as_slice)
    }

    /// The names of all findings as JSON has them.
    fn findings(&self) -> BTreeSet<String> {
        let names = self
            .list("findings")
            .iter()
            .map(|own| own["fingerprint"].as_str().unwrap().to_owned());
        names.collect()
    }

    /// What stands between a beginning and an end, wherever that is 32 hexadecimal digits.
    fn names(&self, format: &str, before: &str, after: &str) -> BTreeSet<String> {
        let text = self.project.read(&format!("audit.{format}"));
        let pieces = text
            .split(before)
            .skip(1)
            .filter_map(|piece| piece.split(after).next());
        let names =
            pieces.filter(|name| name.len() == 32 && name.bytes().all(|c| c.is_ascii_hexdigit()));
        names.map(str::to_owned).collect()
    }

    fn has_the_same_findings(&self) {
        let findings = self.findings();
        assert_eq!(
            findings.len(),
            self.list("findings").len(),
            "names are unique"
        );
        assert_eq!(self.names("html", " id=\"f-", "\""), findings, "html");
        assert_eq!(self.names("markdown", "`", "`"), findings, "markdown");
        assert_eq!(self.names("csv", ",\"", "\""), findings, "csv");
        let sarif: Value = serde_json::from_str(&self.project.read("check.sarif")).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let results = results.iter().map(|own| {
            own["partialFingerprints"]["csp-support/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        });
        assert_eq!(results.collect::<BTreeSet<_>>(), findings, "sarif");
    }

    fn has_the_same_counts(&self) {
        let counts = State::ALL.map(|state| self.json["counts"][state.key()].as_u64().unwrap());
        let html = self.project.read("audit.html");
        let csv = self.project.read("audit.csv");
        for (state, count) in State::ALL.into_iter().zip(counts) {
            let tile = format!("<b>{count}</b> <span class=\"state s-{}\">", state.key());
            assert!(html.contains(&tile), "{tile}");
            let verdicts = self
                .list("verdicts")
                .iter()
                .filter(|own| own["state"] == state.key());
            assert_eq!(verdicts.count() as u64, count, "{state:?}");
            assert_eq!(
                csv.matches(&format!("\",\"{}\",\"", state.word())).count() as u64,
                count,
                "{state:?}"
            );
        }
        let row = counts.map(|count| count.to_string()).join(" | ");
        assert!(
            self.project
                .read("audit.markdown")
                .contains(&format!("\n| {row} |\n")),
            "{row}"
        );
    }

    /// Each document, verdict and finding is the business of one row.
    fn adds_up(&self) {
        let rows = self.list("portfolio");
        let sum = |group: &str, key: &str| -> u64 {
            rows.iter()
                .map(|row| row[group][key].as_u64().unwrap())
                .sum()
        };
        for group in ["counts", "findingsBySeverity"] {
            for (key, count) in self.json[group].as_object().unwrap() {
                assert_eq!(sum(group, key), count.as_u64().unwrap(), "{group} {key}");
            }
        }
        let documents = rows
            .iter()
            .map(|row| row["documents"].as_array().unwrap().len());
        assert_eq!(
            documents.sum::<usize>() as u64,
            self.json["documents"].as_u64().unwrap()
        );
        let html = self.project.read("audit.html");
        assert_eq!(html.matches("data-item=\"portfolio\"").count(), rows.len());
    }
}

fn fixture(name: &str) -> Vec<String> {
    vec![
        repository()
            .join("fixtures")
            .join(name)
            .display()
            .to_string(),
    ]
}

/// Broken files of one topic.
fn broken(topic: &str) -> Vec<String> {
    let folder = std::fs::read_dir(repository().join("fixtures/invalid")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let mut paths: Vec<String> = paths
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(topic)
        })
        .map(|path| path.display().to_string())
        .collect();
    paths.sort();
    paths
}

#[test]
fn all_formats_tell_the_same_findings_and_counts() {
    for workspace in [
        "nordlicht",
        "fjord",
        "atlas",
        "manara",
        "minimal",
        "invalid",
    ] {
        let audit = Audit::of(&fixture(workspace), &[]);
        audit.has_the_same_findings();
        audit.has_the_same_counts();
        audit.adds_up();
        let found = audit.findings().len();
        assert_eq!(
            found > 1_000,
            workspace == "invalid",
            "{workspace}: {found}"
        );
    }
}

#[test]
fn all_readers_are_told_the_same_findings_and_counts() {
    let paths = broken("csp-stmt");
    let everybody = Audit::of(&paths, &[]);
    assert!(everybody.findings().len() > 20);
    for reader in ["manager", "auditor", "engineer"] {
        let audit = Audit::of(&paths, &["--audience", reader]);
        assert_eq!(audit.findings(), everybody.findings(), "{reader}");
        audit.has_the_same_findings();
        audit.has_the_same_counts();
        let html = audit.project.read("audit.html");
        assert_eq!(
            html.contains("class=\"excerpt\""),
            reader != "manager",
            "{reader}"
        );
        assert_eq!(
            html.contains("id=\"obligations\""),
            reader == "auditor",
            "{reader}"
        );
    }
}

#[test]
fn what_is_about_a_customer_is_its_own_row() {
    let audit = Audit::of(&fixture("nordlicht"), &[]);
    for row in audit.list("portfolio") {
        let named = |kind: &str| {
            let documents = row["documents"].as_array().unwrap().iter();
            documents
                .filter(|own| own.as_str().unwrap().starts_with(kind))
                .count()
        };
        match row["sort"].as_str().unwrap() {
            "customer" => assert_eq!(
                (named("Customer/"), named("SupportOffering/")),
                (1, 0),
                "{row}"
            ),
            "offering" => assert_eq!(
                (named("SupportOffering/"), named("Customer/")),
                (1, 0),
                "{row}"
            ),
            _ => assert_eq!(
                (named("PartnerProfile/"), named("AccessGrant/")),
                (1, 0),
                "{row}"
            ),
        }
    }
}

/// An auditor compares the hashes with any program there is.
#[test]
fn inputs_are_told_by_sha_256_of_their_bytes() {
    let text = "\u{feff}apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {id: abc}\n";
    let project = Project::new()
        .file("ws/csp-support.yaml", "")
        .file("ws/a.yaml", text);
    let ran = project.run(&["audit", "ws", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let hashes: Vec<(&str, &str)> = json["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["path"].as_str().unwrap(), own["hash"].as_str().unwrap()))
        .collect();
    // By sha256sum.
    assert_eq!(
        hashes,
        [
            (
                "ws/csp-support.yaml",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            ),
            (
                "ws/a.yaml",
                "sha256:505f19e253687982048b7b276eafcab80b2093ec614d4e645090dc0bbb3eb3aa"
            ),
        ]
    );
}

#[test]
fn rules_are_counted_alike_at_the_head_and_in_the_coverage() {
    let fixture = repository().join("fixtures/nordlicht");
    let audit = Audit::of(&[fixture.to_string_lossy().into_owned()], &[]);
    let html = audit.project.read("audit.html");
    let counts: Vec<usize> = html
        .split(" checks of ")
        .skip(1)
        .map(|rest| rest.split(' ').next().unwrap().parse().unwrap())
        .collect();
    let [head, coverage] = counts[..] else {
        panic!("{counts:?}")
    };
    assert_eq!(head, coverage);
    let verdicts = audit.json["verdicts"].as_array().unwrap();
    let looked: BTreeSet<&str> = verdicts
        .iter()
        .map(|verdict| verdict["rule"].as_str().unwrap())
        .collect();
    assert_eq!(head, looked.len());
    let all = audit.json["rules"].as_array().unwrap().len();
    assert!(html.contains(&format!("The {all} rules, by what they rest on:")));
    let idle = format!("; {} further rules found nothing to look at", all - head);
    assert!(html.contains(&idle), "{idle}");
}

//! Tables: read into the arena, mapped, compared; broken rows and cells told where they stand.

use crate::harness::{Project, Ran, repository};
use csp_support::source::Source;
use csp_support::yaml::{NodeKind, NodeRef, Reading, read_csv};
use snapbox::{Data, assert_data_eq};

fn csv(text: &str) -> Reading {
    read_csv(&Source::new("table.csv", text), None)
}

fn rows(text: &str) -> serde_json::Value {
    let reading = csv(text);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let root = serde_json::to_value(reading.documents[0].root()).unwrap();
    root["rows"].clone()
}

#[test]
fn cells_are_read_whatever_the_separator_and_the_line_end() {
    let wanted = serde_json::json!([{"a": "1", "b": "x, \"y\"; z"}, {"a": "2", "b": null}]);
    for text in [
        "a,b\n1,\"x, \"\"y\"\"; z\"\n2,\n",
        "a;b\r\n1;\"x, \"\"y\"\"; z\"\r\n2;\r\n\r\n",
        "\u{feff}a\tb\r1\t\"x, \"\"y\"\"; z\"\r2\t\" \"",
        "sep=;\r\n\"a\";b\r\n1;\"x, \"\"y\"\"; z\"\r\n;\r\n2;;;",
    ] {
        assert_eq!(rows(text), wanted, "{text:?}");
    }
}

#[test]
fn cells_and_keys_stand_where_they_are_written() {
    let text = "a;b\r\n1;\"x \"\"y\"\"\"\r\n3;vier\r\n";
    let reading = csv(text);
    let list = reading.documents[0].root().get("rows").unwrap();
    let row = list.items().nth(1).unwrap();
    let (key, cell) = row.entry("b").unwrap();
    for node in [key, cell] {
        let at = node.span();
        assert_eq!(&text[at.start as usize..at.end as usize], "vier");
    }
    assert_eq!(cell.json_pointer(), "/rows/1/b");
    let quoted = list.items().next().unwrap().get("b").unwrap();
    assert_eq!(quoted.text(), "x \"y\"");
    let at = quoted.span();
    assert_eq!(&text[at.start as usize..at.end as usize], "\"x \"\"y\"\"\"");
    assert_eq!(row.kind(), NodeKind::Map);
}

#[test]
fn a_header_that_could_be_read_in_two_ways_is_refused() {
    for (text, says) in [
        (
            "a,b;c\n1,2;3\n",
            "more than one of comma, semicolon and tab",
        ),
        ("a,b,a\n1,2,3\n", "`a` is the name of two columns"),
        ("", "no row with the names of the columns"),
    ] {
        let reading = csv(text);
        assert!(reading.documents.is_empty(), "{text}");
        assert!(reading.findings[0].message.contains(says), "{text}");
    }
    let told = read_csv(&Source::new("t.csv", "a,b;c\n1,2;3\n"), Some(b';'));
    assert!(told.findings.is_empty());
}

#[test]
fn a_broken_row_costs_no_other_row() {
    let text = "a,b\n1,\"open\n2,two\n3,\"x\"y\n4\n5,five,more\n6,six\n";
    let reading = csv(text);
    let list = reading.documents[0].root().get("rows").unwrap();
    let kept: Vec<_> = list.items().filter_map(|row| row.str("a")).collect();
    assert_eq!(kept, ["2", "6"]);
    let lines = reading.findings.iter();
    let lines: Vec<_> = lines
        .map(|finding| finding.place.source.line_col(finding.place.span.start).line)
        .collect();
    assert_eq!(lines, [2, 4, 5, 6]);
}

#[test]
fn every_cut_and_every_odd_character_ends_in_rows_or_findings() {
    let text = "a;b;c\r\n1;\"x \"\"y\"\"\";3\r\n\"ü\";;\r\n7;8;9";
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        for odd in ["", "\"", ";", "\n", "\r", "\u{0}", "ü"] {
            for text in [
                format!("{}{odd}", &text[..at]),
                format!("{}{odd}{}", &text[..at], &text[at..]),
            ] {
                let reading = csv(&text);
                for document in &reading.documents {
                    let rows = document.root().get("rows").unwrap();
                    for (key, cell) in rows.items().flat_map(NodeRef::entries) {
                        assert!(cell.span().end as usize <= text.len());
                        assert!(!key.text().is_empty(), "{text:?}");
                    }
                }
            }
        }
    }
}

const WORDS: [&str; 7] = [
    "import",
    "csv",
    "ws/exports/crm.csv",
    "--mapping",
    "ws/operations/crm.yaml",
    "--into",
    "ws",
];

fn import(project: &Project, more: &[&str]) -> Ran {
    project.run(&[&WORDS, more].concat())
}

fn golden(file: &str) -> Data {
    let path = repository().join("fixtures/golden/import").join(file);
    Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
}

#[test]
fn a_list_of_customers_becomes_documents() {
    let project = Project::with_fixture("nordlicht");
    let ran = import(&project, &[]).exits(1);
    assert_data_eq!(&ran.stdout, golden("csv.yaml"));
    assert_data_eq!(ran.stderr, golden("csv.text"));
    let project = project.file("ws/imported.yaml", &ran.stdout);
    let checked = project.run(&["check", "ws", "-q"]);
    for id in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(!checked.stdout.contains(id), "{}", checked.stdout);
    }
}

#[test]
fn a_list_of_customers_is_compared() {
    let project = Project::with_fixture("nordlicht");
    let ran = import(&project, &["--compare", "-q"]).exits(1);
    let ran = ran
        .says("kolibri.yaml:")
        .says("`ws/exports/crm.csv` says `Kolibri; Verlag`");
    assert!(
        !ran.stdout.contains("`elbtal` is declared"),
        "{}",
        ran.stdout
    );
    let mapping = project.read("ws/operations/crm.yaml");
    let whole = mapping.replace("  keys:", "  complete: true\n  keys:");
    let project = project.file("ws/operations/crm.yaml", whole);
    import(&project, &["--compare", "-q"]).says("`elbtal` is declared, but csv does not list it");
}

#[test]
fn columns_that_mean_nothing_are_counted_and_kept() {
    let project = Project::with_fixture("nordlicht");
    import(&project, &["--aside", "aside.json"]);
    let aside: serde_json::Value = serde_json::from_str(&project.read("aside.json")).unwrap();
    let fields = aside["ws/exports/crm.csv"].as_array().unwrap();
    let told: Vec<_> = fields
        .iter()
        .map(|field| {
            (
                field["field"].as_str().unwrap(),
                field["count"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("rows[].Betreuer", 3)]);
}

fn with_mapping(spec: &str, table: &str) -> Project {
    let mapping =
        format!("apiVersion: csp-support/v1\nkind: CsvMapping\nmetadata: {{id: m}}\nspec:\n{spec}");
    Project::new()
        .file("mapping.yaml", mapping)
        .file("table.csv", table)
}

const TABLE: [&str; 5] = ["import", "csv", "table.csv", "--mapping", "mapping.yaml"];

#[test]
fn a_mapping_that_does_not_fit_is_told_where_it_is_wrong() {
    let table = "Name,Tenant\nA,dde53f64-b9a5-4b5f-b3c1-8c1b55270a2c\n";
    for (spec, says) in [
        (
            "  rows: Customer\n  keys: [tenantId]\n  columns: [{column: Name, field: displayNam}]\n",
            "error[schema-unknown-key]: there is no field `displayNam` in `displayNam`\n --> mapping.yaml:7:35",
        ),
        (
            "  rows: Customer\n  keys: [tenantId]\n  columns: [{column: Name, field: displayName}]\n",
            "`tenantId` is a key, but no column or constant is that field",
        ),
        (
            "  rows: Customer\n  keys: [tenantId]\n  columns: [{column: Tenan, field: tenantId}]\n",
            "`table.csv` has no column `Tenan`",
        ),
        (
            "  rows: Customers\n  keys: [tenantId]\n  columns: [{column: Tenant, field: tenantId}]\n",
            "`rows` cannot be `Customers`",
        ),
    ] {
        let ran = with_mapping(spec, table).run(&TABLE).exits(1);
        assert_eq!(ran.stdout, "", "{spec}");
        ran.warns(says);
    }
}

#[test]
fn a_mapping_is_asked_for() {
    let project = Project::new().file("table.csv", "a,b\n1,2\n");
    let ran = project.run(&["import", "csv", "table.csv"]).exits(2);
    ran.warns("`csv` needs `--mapping FILE`");
}

#[test]
fn other_documents_are_found_by_their_tenant() {
    let spec = "  rows: SupportAssignment\n  keys: [customer, offering]\n  columns:\n  \
        - {column: Tenant, field: customer, by: tenantId}\n  - {column: Vertrag, field: contractRef}\n  \
        constants: {offering: standard-2026}\n";
    let table = "Tenant,Vertrag\nE48E224B-8a1e-4f91-8951-f5492823213c,NL-9\nnobody,NL-8\n";
    let mapping = with_mapping(spec, table).read("mapping.yaml");
    let project = Project::with_fixture("nordlicht")
        .file("mapping.yaml", mapping)
        .file("table.csv", table);
    let ran = project.run(&[&TABLE[..], &["--into", "ws", "--compare", "-q"]].concat());
    let ran = ran
        .exits(1)
        .says("`contractRef` is `NL-2023-007`; `table.csv` says `NL-9`");
    ran.says("table.csv:3:1: error[export-record]")
        .says("no document has `nobody` as its `tenantId`");
}

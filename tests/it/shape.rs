//! The schemas compile, and what the fixtures show has the right shape.

use csp_support::finding::Finding;
use csp_support::model;
use csp_support::source::Source;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// Everything the model says about these texts, one line each.
fn complaints(sources: &[Arc<Source>]) -> String {
    let loaded = model::load(sources).unwrap();
    let misfits = loaded.workspace.entries().iter();
    let misfits = misfits.flat_map(|entry| &entry.misfits);
    let findings = loaded.findings.iter();
    let all = findings.chain(misfits.map(|misfit| &misfit.finding));
    all.fold(String::new(), |mut lines, finding| {
        writeln!(lines, "{}", line(finding)).unwrap();
        lines
    })
}

fn line(finding: &Finding) -> String {
    let source = &finding.place.source;
    let at = source.line_col(finding.place.span.start);
    format!("{}:{}: {}", source.path, at.line, finding.message)
}

fn of_folder(folder: &Path) -> Vec<Arc<Source>> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|file| file.unwrap().into_path());
    let documents = files.filter(|path| {
        let is_own = path.iter().any(|folder| folder == "templates");
        path.extension().is_some_and(|end| end == "yaml")
            && !path.ends_with("csp-support.yaml")
            && !is_own
    });
    documents
        .map(|path| {
            Source::new(
                path.to_string_lossy(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn fixtures_have_the_right_shape() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for workspace in ["minimal", "nordlicht", "fjord", "atlas", "manara"] {
        let sources = of_folder(&fixtures.join(workspace));
        assert!(!sources.is_empty(), "{workspace} has documents");
        assert_eq!(complaints(&sources), "", "{workspace}");
    }
}

#[test]
fn patterns_are_explained_in_words() {
    let text = "apiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: Anna}\nspec: {upn: anna@nordlicht.example}\n";
    let said = complaints(&[Source::new("agent.yaml", text)]);
    let wanted = "agent.yaml:3: `id` should be lower-case letters, digits, dots and hyphens such as `basic-2026`, not `Anna`\n";
    assert_eq!(said, wanted);
}

/// The rules that the shape of one document breaks.
fn broken_rules(kind: &str, spec: &str) -> Vec<String> {
    let text = format!(
        "apiVersion: csp-support/v1\nkind: {kind}\nmetadata: {{id: x}}\nspec: {{{spec}}}\n"
    );
    let loaded = model::load(&[Source::new("x.yaml", text)]).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let misfits = loaded.workspace.entries().iter();
    let misfits = misfits.flat_map(|entry| &entry.misfits);
    misfits.filter_map(|misfit| misfit.rule.clone()).collect()
}

#[test]
fn obligations_in_schemas_keep_their_rule() {
    let hours = r#"hours: {day: {open: "24/7", zone: Europe/Berlin}}"#;
    let offering = |rest: &str| format!("products: [azure], supportTypes: [billing], {rest}");
    for (kind, spec, rule) in [
        ("SupportOffering", offering("contacts: [{method: email, address: a@b.example}]"), "CSP-STMT-002"),
        ("SupportOffering", offering(&format!("{hours}, contacts: []")), "CSP-STMT-003"),
        ("SupportOffering", offering(&format!("{hours}, contacts: [{{method: email}}]")), "CSP-STMT-003"),
        ("SupportOffering", offering(&format!("{hours}, contacts: [{{method: phone, address: a@b.example}}]")), "CSP-STMT-003"),
        ("AccessGrant", "customer: c, mechanism: gdap, relationship: {displayName: Access, status: alive}".to_owned(), "CSP-GDAP-010"),
        ("SlaCreditClaim", "customer: c, outageId: EX1, purchasedThroughCsp: true".to_owned(), "CSP-SLA-003"),
        ("ServiceRequest", "customer: c, title: t, description: d, severity: huge, supportTopic: {}, product: azure, primaryContact: {firstName: a, lastName: b, email: a@b.example, phone: \"+493023125010\"}, country: DE".to_owned(), "CSP-SR-003"),
    ] {
        assert_eq!(broken_rules(kind, &spec), [rule], "{kind}: {spec}");
    }
}

#[test]
fn wrong_hours_and_zones_are_underlined_inside_the_text() {
    let text = "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {id: x}\nspec:\n  products: [azure]\n  supportTypes: [billing]\n  delivery: {model: direct, accountableParty: partner}\n  hours: {day: {open: \"Mo-Fri 08:00-18:00\", zone: Berlin}}\n  contacts: [{method: email, address: a@b.example}]\n  pricing: {charging: none}\n";
    let loaded = model::load(&[Source::new("x.yaml", text)]).unwrap();
    let found: Vec<_> = loaded
        .findings
        .iter()
        .map(|finding| {
            let span = finding.place.span;
            let underlined = &text[span.start as usize..span.end as usize];
            (underlined, finding.message.as_str())
        })
        .collect();
    let zone = "`zone`: `Berlin` is not a time zone; did you mean `Europe/Berlin`";
    let hours = "`open`: write `Fr` instead of `Fri`";
    assert_eq!(found, [("Fri", hours), ("Berlin", zone)]);
}

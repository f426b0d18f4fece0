//! The embedded packs: they compile, and every rule is proven by its own examples and mutants.

use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::proof::prove;
use csp_support::judge::rule::Rule;
use csp_support::model::Schemas;
use std::collections::BTreeSet;

fn embedded() -> Vec<Pack> {
    let files = PackFiles::embedded();
    files.iter().map(compiled).collect()
}

fn compiled(files: &PackFiles) -> Pack {
    compile(files, Schemas::embedded().unwrap()).unwrap_or_else(|findings| {
        let lines = findings.iter().map(|finding| {
            let at = finding.place.source.line_col(finding.place.span.start);
            format!(
                "{}:{}:{}: {}",
                finding.place.source.path, at.line, at.column, finding.message
            )
        });
        panic!(
            "the pack is broken:\n{}",
            lines.collect::<Vec<_>>().join("\n")
        )
    })
}

fn rules(packs: &[Pack]) -> impl Iterator<Item = &Rule> {
    packs.iter().flat_map(|pack| &pack.rules)
}

#[test]
fn every_rule_is_proven_by_its_examples() {
    let schemas = Schemas::embedded().unwrap();
    let mut problems = Vec::new();
    for pack in &embedded() {
        for rule in &pack.rules {
            let proof = prove(pack, rule, schemas).unwrap();
            let told = proof.problems.iter();
            problems.extend(told.map(|problem| format!("{}: {problem}", rule.id)));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_id_stands_in_two_packs() {
    let packs = embedded();
    let ids: BTreeSet<&str> = rules(&packs).map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules(&packs).count());
    assert_eq!(packs.len(), 2);
}

#[test]
fn rules_stand_in_the_order_of_their_ids() {
    let packs = embedded();
    for pair in packs.iter().flat_map(|pack| pack.rules.windows(2)) {
        let (first, second) = (&pair[0].place, &pair[1].place);
        let together = first.source.path == second.source.path;
        assert!(
            !together || first.span < second.span,
            "{} stands before {}",
            pair[1].id,
            pair[0].id
        );
    }
}

#[test]
fn rules_are_worded_alike() {
    let mut problems = Vec::new();
    for rule in rules(&embedded()) {
        for (field, text) in [("why", &rule.why), ("fix", &rule.fix)] {
            let begins = text.starts_with(|c: char| c.is_uppercase() || c == '`');
            if !begins || !text.ends_with(['.', '?', '!']) {
                problems.push(format!("{}: `{field}` is no sentence: {text}", rule.id));
            }
        }
        for says in rule.editions.iter().map(|edition| &edition.says.text) {
            if says.ends_with('.') {
                problems.push(format!("{}: `says` ends with a full stop", rule.id));
            }
        }
        if rule.title.ends_with('.') {
            problems.push(format!("{}: `title` ends with a full stop", rule.id));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_first_set_of_the_catalogue_is_whole() {
    let packs = embedded();
    let waiting = packs.iter().flat_map(|pack| &pack.waiting);
    let waiting = waiting.map(|waiting| waiting.id.as_str());
    let known: BTreeSet<&str> = rules(&packs)
        .map(|rule| rule.id.as_str())
        .chain(waiting)
        .collect();
    let missing: Vec<_> = FIRST_SET
        .split_whitespace()
        .filter(|id| !known.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(FIRST_SET.split_whitespace().count(), 85);
}

/// The obligations of the first set, by their ids in the catalogue.
const FIRST_SET: &str = "
    CSP-OBL-001 CSP-OBL-003 CSP-OBL-004 CSP-OBL-005 CSP-OBL-006 CSP-OBL-009
    CSP-OBL-010 CSP-OBL-011 CSP-OBL-012 CSP-OBL-015 CSP-STMT-001 CSP-STMT-002
    CSP-STMT-003 CSP-STMT-004 CSP-STMT-005 CSP-STMT-006 CSP-STMT-007 CSP-STMT-010
    CSP-STMT-011 CSP-STMT-012 CSP-STMT-014 CSP-MODEL-001 CSP-MODEL-002 CSP-MODEL-003
    CSP-MODEL-004 CSP-MODEL-007 CSP-MODEL-010 CSP-MODEL-011 CSP-ESC-001 CSP-ESC-002
    CSP-ESC-004 CSP-ESC-005 CSP-ESC-006 CSP-ESC-007 CSP-ESC-008 CSP-ESC-010
    CSP-ESC-015 CSP-SEV-002 CSP-SEV-003 CSP-SR-001 CSP-SR-002 CSP-SR-003
    CSP-SR-005 CSP-HEALTH-003 CSP-SLA-001 CSP-SLA-002 CSP-SLA-003 CSP-SLA-004
    CSP-PLAN-001 CSP-PLAN-004 CSP-PLAN-006 CSP-DB-002 CSP-DB-003 CSP-IR-003
    CSP-ROLE-003 CSP-DAP-001 CSP-DAP-002 CSP-DAP-006 CSP-GDAP-001 CSP-GDAP-002
    CSP-GDAP-003 CSP-GDAP-004 CSP-GDAP-005 CSP-GDAP-008 CSP-GDAP-009 CSP-GDAP-010
    CSP-GDAP-011 CSP-GDAP-012 CSP-GDAP-013 CSP-GDAP-014 CSP-GDAP-016 CSP-GDAP-019
    CSP-GDAP-026 CSP-LP-001 CSP-LP-003 CSP-AZ-001 CSP-AZ-003 CSP-SEC-001
    CSP-SEC-004 CSP-SEC-005 CSP-SEC-009 CSP-PROD-BC-001 CSP-DATA-001 CSP-DATA-005
    CSP-TERM-001";

//! The embedded packs: they compile, and every rule is proven by its own examples and mutants.

use csp_support::judge::pack::{Pack, PackFiles, compile, coverage};
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
fn every_obligation_of_the_catalogue_is_accounted_for_once() {
    let pack = &embedded()[0];
    let coverage = coverage(pack);
    let catalogue: BTreeSet<&str> = CATALOGUE.split_whitespace().collect();
    assert_eq!(catalogue.len(), 204);
    let lists = [
        &coverage.in_rules,
        &coverage.manual,
        &coverage.not_checkable,
        &coverage.waiting,
    ];
    let found: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
    let odd: Vec<_> = found.symmetric_difference(&catalogue).collect();
    assert!(odd.is_empty(), "{odd:?}");
    let remarks = pack.covered.len() + pack.not_checkable.len() + pack.waiting.len();
    let records = pack.rules.iter().filter(|rule| {
        let level = rule.id.rsplit_once('-').map_or("", |(_, level)| level);
        rule.control.is_some() || !(level.len() == 1 && level.to_lowercase() == level)
    });
    assert_eq!(coverage.total, 204);
    assert_eq!(records.count() + remarks, 204, "an id stands in two places");
}

#[test]
fn covered_obligations_name_rules_that_exist() {
    let packs = embedded();
    let known: BTreeSet<&str> = rules(&packs).map(|rule| rule.id.as_str()).collect();
    let covered = packs.iter().flat_map(|pack| &pack.covered);
    let named = covered.flat_map(|covered| &covered.by);
    let lost: Vec<_> = named.filter(|id| !known.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_first_set_of_the_catalogue_is_whole() {
    let packs = embedded();
    let coverage = coverage(&packs[0]);
    let known = |id: &&str| coverage.in_rules.contains(id) || coverage.waiting.contains(id);
    let missing: Vec<_> = FIRST_SET
        .split_whitespace()
        .filter(|id| !known(id))
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

/// All obligations, by their ids in the catalogue.
const CATALOGUE: &str = "
    CSP-OBL-001 CSP-OBL-002 CSP-OBL-003 CSP-OBL-004 CSP-OBL-005 CSP-OBL-006
    CSP-OBL-007 CSP-OBL-008 CSP-OBL-009 CSP-OBL-010 CSP-OBL-011 CSP-OBL-012
    CSP-OBL-013 CSP-OBL-014 CSP-OBL-015 CSP-STMT-001 CSP-STMT-002 CSP-STMT-003
    CSP-STMT-004 CSP-STMT-005 CSP-STMT-006 CSP-STMT-007 CSP-STMT-008 CSP-STMT-009
    CSP-STMT-010 CSP-STMT-011 CSP-STMT-012 CSP-STMT-013 CSP-STMT-014 CSP-STMT-015
    CSP-MODEL-001 CSP-MODEL-002 CSP-MODEL-003 CSP-MODEL-004 CSP-MODEL-005
    CSP-MODEL-006 CSP-MODEL-007 CSP-MODEL-008 CSP-MODEL-009 CSP-MODEL-010
    CSP-MODEL-011 CSP-MODEL-012 CSP-ESC-001 CSP-ESC-002 CSP-ESC-003 CSP-ESC-004
    CSP-ESC-005 CSP-ESC-006 CSP-ESC-007 CSP-ESC-008 CSP-ESC-009 CSP-ESC-010
    CSP-ESC-011 CSP-ESC-012 CSP-ESC-013 CSP-ESC-014 CSP-ESC-015 CSP-SEV-001
    CSP-SEV-002 CSP-SEV-003 CSP-SEV-004 CSP-SEV-005 CSP-SEV-006 CSP-SR-001
    CSP-SR-002 CSP-SR-003 CSP-SR-004 CSP-SR-005 CSP-SR-006 CSP-SR-007 CSP-HEALTH-001
    CSP-HEALTH-002 CSP-HEALTH-003 CSP-HEALTH-004 CSP-HEALTH-005 CSP-SLA-001
    CSP-SLA-002 CSP-SLA-003 CSP-SLA-004 CSP-SLA-005 CSP-SLA-006 CSP-PLAN-001
    CSP-PLAN-002 CSP-PLAN-003 CSP-PLAN-004 CSP-PLAN-005 CSP-PLAN-006 CSP-PLAN-007
    CSP-PLAN-008 CSP-PLAN-009 CSP-DB-001 CSP-DB-002 CSP-DB-003 CSP-DB-004 CSP-DB-005
    CSP-DB-006 CSP-DB-007 CSP-DB-008 CSP-IR-001 CSP-IR-002 CSP-IR-003 CSP-IP-001
    CSP-ROLE-001 CSP-ROLE-002 CSP-ROLE-003 CSP-ROLE-004 CSP-ROLE-005 CSP-ROLE-006
    CSP-ROLE-007 CSP-ROLE-008 CSP-DAP-001 CSP-DAP-002 CSP-DAP-003 CSP-DAP-004
    CSP-DAP-005 CSP-DAP-006 CSP-DAP-007 CSP-GDAP-001 CSP-GDAP-002 CSP-GDAP-003
    CSP-GDAP-004 CSP-GDAP-005 CSP-GDAP-006 CSP-GDAP-007 CSP-GDAP-008 CSP-GDAP-009
    CSP-GDAP-010 CSP-GDAP-011 CSP-GDAP-012 CSP-GDAP-013 CSP-GDAP-014 CSP-GDAP-015
    CSP-GDAP-016 CSP-GDAP-017 CSP-GDAP-018 CSP-GDAP-019 CSP-GDAP-020 CSP-GDAP-021
    CSP-GDAP-022 CSP-GDAP-023 CSP-GDAP-024 CSP-GDAP-025 CSP-GDAP-026 CSP-GDAP-027
    CSP-GDAP-028 CSP-GDAP-029 CSP-GDAP-030 CSP-GDAP-031 CSP-LP-001 CSP-LP-002
    CSP-LP-003 CSP-LP-004 CSP-LP-005 CSP-LP-006 CSP-LP-007 CSP-LP-008 CSP-AZ-001
    CSP-AZ-002 CSP-AZ-003 CSP-AZ-004 CSP-AZ-005 CSP-AZ-006 CSP-PEC-001 CSP-PEC-002
    CSP-SEC-001 CSP-SEC-002 CSP-SEC-003 CSP-SEC-004 CSP-SEC-005 CSP-SEC-006
    CSP-SEC-007 CSP-SEC-008 CSP-SEC-009 CSP-SEC-010 CSP-SEC-011 CSP-SEC-012
    CSP-SEC-013 CSP-SEC-014 CSP-SEC-015 CSP-SEC-016 CSP-PROD-M365-001
    CSP-PROD-M365-002 CSP-PROD-AZ-001 CSP-PROD-AZ-002 CSP-PROD-AZ-003
    CSP-PROD-BC-001 CSP-PROD-BC-002 CSP-PROD-BC-003 CSP-PROD-PP-001
    CSP-PROD-W365-001 CSP-PROD-SEC-001 CSP-PROD-GCC-001 CSP-DATA-001 CSP-DATA-002
    CSP-DATA-003 CSP-DATA-004 CSP-DATA-005 CSP-DATA-006 CSP-DATA-007 CSP-TERM-001
    CSP-TERM-002 CSP-TERM-003 CSP-EXIT-001 CSP-EXIT-002";

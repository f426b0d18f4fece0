//! The embedded pack: it compiles, and every rule is proven by its own examples and mutants.

use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::proof::prove;
use csp_support::model::Schemas;

fn embedded() -> Pack {
    let schemas = Schemas::embedded().unwrap();
    compile(&PackFiles::embedded(), schemas).unwrap_or_else(|findings| {
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

#[test]
fn every_rule_is_proven_by_its_examples() {
    let schemas = Schemas::embedded().unwrap();
    let pack = embedded();
    let mut problems = Vec::new();
    for rule in &pack.rules {
        let proof = prove(&pack, rule, schemas).unwrap();
        problems.extend(
            proof
                .problems
                .iter()
                .map(|problem| format!("{}: {problem}", rule.id)),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

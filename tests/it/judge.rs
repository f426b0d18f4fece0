//! Judging: packs compile or say where they are broken, rules speak at the right place.

use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::proof::prove;
use csp_support::judge::verdict::{Answered, Outcome};
use csp_support::judge::{Judgement, Options, judge};
use csp_support::model::{Schemas, load};
use csp_support::source::Source;

const RULE: &str = r#"
rules:
  - id: T-1
    name: too-many-members
    title: Groups are small
    obligation: must
    basis: verbatim
    each: AgentGroup
    when: this.tier == 1
    assert: size(this.members) <= 2
    at: members
    says: "`{metadata.id}` has {size(this.members)} members"
    why: Small groups are easy to review.
    fix: Split the group.
    editions: [{from: 2020-01-01, sources: [S]}]
    good:
      - documents: |
          kind: AgentGroup
          metadata: {id: g}
          spec: {tenantId: 8777b240-c6f0-4469-9e98-a3205431b836, objectId: 8777b240-c6f0-4469-9e98-a3205431b836, tier: 1, members: [a, b]}
      - documents: |
          kind: AgentGroup
          metadata: {id: g}
          spec: {tenantId: 8777b240-c6f0-4469-9e98-a3205431b836, objectId: 8777b240-c6f0-4469-9e98-a3205431b836, tier: 2, members: [a, b, c, d]}
    bad: |
      kind: AgentGroup
      metadata: {id: g}
      spec:
        tenantId: 8777b240-c6f0-4469-9e98-a3205431b836
        objectId: 8777b240-c6f0-4469-9e98-a3205431b836
        tier: 1
        members: [a, b, c] # T-1
"#;

const SOURCES: &str = "sources: [{key: S, title: A page, locator: unknown, date: '2020', tier: P}]";

fn pack(rules: &str) -> Result<Pack, Vec<csp_support::finding::Finding>> {
    let file = |name: &str, text: &str| (name.to_owned(), Source::new(name, text));
    let files = [
        file("rules.yaml", rules),
        file("_sources.yaml", SOURCES),
        file("_pack.yaml", "{id: t, asOf: 2026-11-23}"),
    ];
    compile(&PackFiles::new(files), Schemas::embedded().unwrap())
}

fn problems(rules: &str) -> Vec<String> {
    let pack = pack(rules).unwrap();
    let proof = prove(&pack, &pack.rules[0], Schemas::embedded().unwrap()).unwrap();
    proof.problems
}

/// Message and underlined text of the only finding about a broken pack.
fn broken(rules: &str) -> (String, String) {
    let findings = pack(rules).unwrap_err();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let span = findings[0].place.span;
    let underlined = &findings[0].place.source.text[span.start as usize..span.end as usize];
    (findings[0].message.clone(), underlined.to_owned())
}

#[test]
fn a_rule_is_proven_by_examples_that_kill_every_mutant() {
    assert_eq!(problems(RULE), Vec::<String>::new());
}

#[test]
fn examples_that_prove_too_little_are_told() {
    let weak = RULE.replace("members: [a, b]}", "members: [a]}");
    assert_eq!(
        problems(&weak),
        ["no example tells `size(this.members) <= 2` 1 instead of 2 from the rule"]
    );
    let unmarked = RULE.replace(" # T-1", "");
    assert_eq!(
        problems(&unmarked),
        ["bad 1: speaks on lines {7}, marked are {}"]
    );
}

#[test]
fn a_misspelt_field_is_underlined_in_the_expression() {
    let rules = RULE.replace("size(this.members) <= 2", "size(this.membrs) <= 2");
    let (message, underlined) = broken(&rules);
    assert_eq!(
        message,
        "there is no field `membrs`; did you mean `members`?"
    );
    assert_eq!(underlined, "this.membrs");
}

#[test]
fn types_are_checked_when_the_pack_loads() {
    let rules = RULE.replace("this.tier == 1", "this.tier == 'one'");
    assert_eq!(broken(&rules).0, "compares a whole number with text");
    let rules = RULE.replace("this.tier == 1", "size(this.members)");
    assert_eq!(
        broken(&rules).0,
        "should be true or false, not a whole number"
    );
    let rules = RULE.replace("this.tier == 1", "fact.nonsense");
    assert_eq!(
        broken(&rules).0,
        "there is no fact `nonsense` about AgentGroup"
    );
    let rules = RULE.replace("this.tier == 1", "this.tier ==");
    assert!(broken(&rules).0.starts_with("is not a valid expression"));
}

#[test]
fn unknown_sources_and_fields_break_a_pack() {
    assert_eq!(
        broken(&RULE.replace("sources: [S]", "sources: [T]")).0,
        "there is no source `T`; did you mean `S`?"
    );
    let misspelt = RULE.replace("fix: Split", "fixes: Split");
    let messages: Vec<_> = pack(&misspelt)
        .unwrap_err()
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    assert_eq!(
        messages,
        ["this item needs `fix`", "this item has no field `fixes`"]
    );
}

const GROUP: &str = "apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: desk}
spec:
  tenantId: 8777b240-c6f0-4469-9e98-a3205431b836
  objectId: 8777b240-c6f0-4469-9e98-a3205431b836
";

fn judged(text: &str, check: impl Fn(&Judgement<'_>)) {
    judged_by(RULE, text, check);
}

fn judged_by(rules: &str, text: &str, check: impl Fn(&Judgement<'_>)) {
    let packs = [pack(rules).unwrap()];
    let loaded = load(&[Source::new("groups.yaml", text)]).unwrap();
    let options = Options {
        complete: true,
        ..Options::new("2026-11-23".parse().unwrap())
    };
    check(&judge(
        &loaded,
        &packs,
        Schemas::embedded().unwrap(),
        &options,
    ));
}

#[test]
fn a_missing_field_makes_the_answer_unknown() {
    judged(&format!("{GROUP}  tier: 1\n"), |judgement| {
        let answers: Vec<_> = judgement
            .verdicts
            .iter()
            .map(|verdict| verdict.outcome.answered())
            .collect();
        assert_eq!(answers, [Answered::Unknown]);
        assert!(judgement.findings.is_empty(), "{:?}", judgement.findings);
    });
}

#[test]
fn what_a_document_decides_holds_for_all_its_nodes() {
    let rules = RULE
        .replace("each: AgentGroup", "each: AgentGroup.members[]")
        .replace("this.tier == 1", "spec.tier == 1 && spec.job != 'other'")
        .replace("assert: size(this.members) <= 2", "assert: this != 'c'")
        .replace("    at: members\n", "")
        .replace("has {size(this.members)} members", "has {this}");
    let members = "  members: [a, c]\n";
    let answers = |more: &str, expected: [Answered; 2]| {
        judged_by(&rules, &format!("{GROUP}{members}{more}"), |judgement| {
            let verdicts = judgement.verdicts.iter();
            let told: Vec<_> = verdicts.map(|own| own.outcome.answered()).collect();
            assert_eq!(told, expected, "{more}");
        });
    };
    answers(
        "  tier: 1\n  job: specialist\n",
        [Answered::Pass, Answered::Fail],
    );
    answers("  tier: 2\n", [Answered::NotApplicable; 2]);
    answers("  tier: 1\n", [Answered::Unknown; 2]);
    judged_by(&rules, &format!("{GROUP}{members}"), |judgement| {
        let verdicts = judgement.verdicts.iter();
        let missing = verdicts.map(|own| match &own.outcome {
            Outcome::Unknown(what) => what.to_string(),
            other => format!("{other:?}"),
        });
        assert_eq!(missing.collect::<Vec<_>>(), ["spec.tier"; 2]);
    });
}

#[test]
fn a_finding_names_the_value_and_its_line() {
    let text = format!("{GROUP}  tier: 1\n  members: [a, b, c]\n");
    judged(&text, |judgement| {
        let finding = judgement
            .findings
            .iter()
            .find(|finding| finding.rule == "T-1")
            .unwrap();
        assert_eq!(finding.message, "`desk` has 3 members");
        assert_eq!(
            finding.place.source.line_col(finding.place.span.start).line,
            8
        );
        assert_eq!(finding.subject.pointer, "/spec");
    });
}

#[test]
fn a_waiver_excuses_until_its_last_day() {
    let waiver = |expires: &str| {
        format!(
            "{GROUP}  tier: 1\n  members: [a, b, c]\n---\napiVersion: csp-support/v1\nkind: RuleWaiver\nmetadata: {{id: w}}\nspec: {{rule: T-1, target: AgentGroup/desk, reason: agreed, approver: cto, expires: {expires}}}\n"
        )
    };
    let rules = |judgement: &Judgement<'_>| {
        let mut rules: Vec<_> = judgement
            .findings
            .iter()
            .map(|finding| finding.rule.clone())
            .collect();
        rules.retain(|rule| rule != "ref-dangling");
        rules
    };
    judged(&waiver("2026-11-23"), |judgement| {
        assert_eq!(rules(judgement), Vec::<String>::new());
        assert_eq!(judgement.waivers[0].days_left(judgement.as_of), Some(0));
    });
    judged(&waiver("2026-11-22"), |judgement| {
        assert_eq!(rules(judgement), ["T-1", "waiver-expired"]);
    });
}

#[test]
fn a_misspelt_id_finds_its_neighbour_among_very_many() {
    let agent = |number: usize| {
        let head = "apiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: agent";
        Source::new(
            format!("{number}.yaml"),
            format!("{head}-{number:04}}}\nspec: {{upn: a@b.example}}\n"),
        )
    };
    let group = "apiVersion: csp-support/v1\nkind: AgentGroup\nmetadata: {id: g}\n\
                 spec: {members: [agent-0712x]}\n";
    let mut sources: Vec<_> = (0..2000).map(agent).collect();
    sources.push(Source::new("group.yaml", group));
    let loaded = load(&sources).unwrap();
    let schemas = Schemas::embedded().unwrap();
    let judgement = judge(
        &loaded,
        &[],
        schemas,
        &Options::new("2026-11-23".parse().unwrap()),
    );
    let lost = judgement.findings.iter().find(|f| f.rule == "ref-dangling");
    assert_eq!(lost.unwrap().help, "did you mean `agent-0712`?");
}

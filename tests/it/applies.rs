//! To whom and to what rules apply: limits before conditions, reasons in words, mutants of limits.

use crate::harness::{Project, direct_with};
use csp_support::judge::applies::DIMENSIONS;
use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::proof::prove;
use csp_support::judge::verdict::Outcome;
use csp_support::judge::{Options, judge};
use csp_support::model::Schemas;
use csp_support::source::{Source, embedded};
use csp_support::yaml;

const SOURCES: &str = "sources: [{key: S, title: A page, locator: unknown, date: '2020', tier: P}]";

fn compiled(rules: &str, about: &str) -> Result<Pack, Vec<csp_support::finding::Finding>> {
    let file = |name: &str, text: &str| (name.to_owned(), Source::new(name, text));
    let files = [
        file("rules.yaml", rules),
        file("_sources.yaml", SOURCES),
        file("_pack.yaml", about),
    ];
    compile(&PackFiles::new(files), Schemas::embedded().unwrap())
}

fn record(each: &str, limits: &str, assert: &str) -> String {
    format!(
        "rules:\n- id: T-1\n  name: test\n  title: A test\n  obligation: must\n  basis: verbatim\n  each: {each}\n  \
         {limits}\n  assert: {assert}\n  says: says\n  why: Why.\n  fix: Fix.\n  \
         editions: [{{from: 2020-01-01, sources: [S]}}]\n  good: []\n  bad: []\n"
    )
}

fn pack(rules: &str) -> Pack {
    compiled(rules, "{id: t, asOf: 2026-11-23}").unwrap()
}

/// What the rule answers on the base workspace with these changes: `pass`, `fail`, or the word and the reason.
fn answer(pack: Pack, changes: &str) -> String {
    let loaded = direct_with(changes);
    let options = Options {
        complete: true,
        ..Options::new("2026-11-23".parse().unwrap())
    };
    let packs = [pack];
    let judgement = judge(&loaded, &packs, Schemas::embedded().unwrap(), &options);
    let outcome = &judgement.verdicts[0].outcome;
    match outcome {
        Outcome::NotApplicable(why) => format!("not applicable: {why}"),
        Outcome::Unknown(what) => format!("unknown: {what}"),
        other => other.answered().word().to_owned(),
    }
}

fn limited(each: &str, limits: &str, changes: &str) -> String {
    answer(pack(&record(each, limits, "\"1 == 2\"")), changes)
}

#[test]
fn a_limit_that_does_not_fit_is_the_reason() {
    for (each, limits, reason) in [
        (
            "Customer",
            "applies: {partnerTypes: [indirect_reseller]}",
            "it does not apply to direct-bill partners",
        ),
        (
            "PartnerProfile",
            "applies: {clouds: [us_gov]}",
            "it applies only in the cloud of the United States government",
        ),
        (
            "SupportOffering",
            "applies: {products: [windows_365, dynamics_365]}",
            "it applies only to Windows 365 or Dynamics 365",
        ),
        (
            "SupportAssignment",
            "applies: {products: [windows_365]}",
            "it applies only to Windows 365",
        ),
        (
            "SupportAssignment",
            "applies: {commerce: [legacy]}",
            "it applies only to legacy subscriptions",
        ),
        (
            "SupportOffering",
            "applies: {delivery: [resold]}",
            "it applies only where support is given by a company whose support is resold",
        ),
        (
            "SupportAssignment",
            "applies: {delivery: [outsourced, resold]}",
            "it applies only where support is given by a subcontractor or by a company whose support is resold",
        ),
    ] {
        let told = limited(each, limits, "");
        assert_eq!(told, format!("not applicable: {reason}"), "{each} {limits}");
    }
}

#[test]
fn a_limit_that_fits_lets_the_rule_speak() {
    for (each, limits) in [
        ("Customer", "applies: {partnerTypes: [cpv, direct_bill]}"),
        ("PartnerProfile", "applies: {clouds: [commercial]}"),
        (
            "SupportOffering",
            "applies: {products: [windows_365, azure]}",
        ),
        ("SupportAssignment", "applies: {products: [azure]}"),
        ("SupportAssignment", "applies: {commerce: [new_commerce]}"),
        ("SupportAssignment", "applies: {delivery: [mixed]}"),
    ] {
        assert_eq!(limited(each, limits, ""), "fail", "{each} {limits}");
    }
}

#[test]
fn a_limit_is_looked_at_before_the_condition() {
    let limits = "applies: {clouds: [us_gov]}\n  when: \"1 == 2\"";
    let told = limited("PartnerProfile", limits, "");
    assert!(told.contains("only in the cloud"), "{told}");
}

#[test]
fn what_is_missing_makes_a_limit_unknown_and_is_named() {
    let changes = "kind: SupportAssignment\nmetadata: {id: assignment}\nspec: {commerce: null}\n";
    let limits = "applies: {commerce: [legacy]}";
    let told = limited("SupportAssignment", limits, changes);
    assert_eq!(told, "unknown: spec.commerce");
    let limits = "applies: {commerce: [legacy]}\n  when: \"1 == 2\"";
    let told = limited("SupportAssignment", limits, changes);
    assert!(told.starts_with("not applicable"), "{told}");
}

#[test]
fn a_limit_that_documents_cannot_tell_breaks_the_pack() {
    let rules = record("Agent", "applies: {commerce: [legacy]}", "\"1 == 2\"");
    let findings = compiled(&rules, "{id: t}").unwrap_err();
    assert_eq!(
        findings[0].message,
        "`commerce` cannot be told of Agent, only of SupportAssignment"
    );
    let rules = record("Agent", "applies: {clouds: [moon]}", "\"1 == 2\"");
    let findings = compiled(&rules, "{id: t}").unwrap_err();
    assert!(
        findings[0].message.contains("moon"),
        "{}",
        findings[0].message
    );
}

#[test]
fn a_condition_that_does_not_hold_is_told_in_words() {
    for (each, when, reason) in [
        (
            "SupportOffering",
            "this.status != 'published'",
            "it does not apply where `status` is `published`",
        ),
        (
            "PartnerProfile",
            "this.cspAuthorization.status == 'leaving' && 1 == 1",
            "it applies only where `cspAuthorization.status` is `leaving`; here it is `active`",
        ),
        (
            "Customer",
            "partner.cspAuthorization.partnerType in ['advisor', 'cpv']",
            "it applies only where `cspAuthorization.partnerType` of the partner's profile is `advisor` or `cpv`; \
             here it is `direct_bill`",
        ),
        (
            "SupportOffering",
            "'windows_365' in this.products",
            "it applies only where `products` names `windows_365`",
        ),
        (
            "SupportOffering",
            "has(this.supersedes)",
            "it applies only where `supersedes` is given",
        ),
        (
            "AccessGrant",
            "fact.over",
            "it applies only where the access was removed, ended, or is past its last day",
        ),
        (
            "SupportOffering",
            "this.contacts.exists(contact, contact.method == 'postal')",
            "it applies only where for some of `contacts`, `method` is `postal`",
        ),
        (
            "SupportOffering",
            "!(has(this.products) || has(this.contacts))",
            "it does not apply where `products` is given or `contacts` is given",
        ),
        (
            "Customer",
            "size(fact.missing_support_types) > 0",
            "it applies only where there are types of support that nothing in force promises to this customer",
        ),
        (
            "Customer",
            "'mars' in fact.held_roles",
            "it applies only where `mars` is among the names of the Entra roles that our groups hold in the customer's \
             tenant today",
        ),
        (
            "SupportOffering",
            "size(this.products) > 100",
            "it applies only where the number of `products` is more than `100`",
        ),
        (
            "SupportOffering",
            "false",
            "the edition of the guidance in force asks nothing of it",
        ),
    ] {
        let told = limited(each, &format!("when: \"{when}\""), "");
        assert_eq!(told, format!("not applicable: {reason}"), "{when}");
    }
}

#[test]
fn what_nobody_reads_is_only_counted() {
    let loaded = direct_with("");
    let packs = [pack(&record(
        "PartnerProfile",
        "applies: {clouds: [us_gov]}",
        "\"1 == 2\"",
    ))];
    let options = Options::new("2026-11-23".parse().unwrap());
    let judgement = judge(&loaded, &packs, Schemas::embedded().unwrap(), &options);
    assert!(judgement.verdicts.is_empty(), "{:?}", judgement.verdicts);
    let counted = judgement.quiet.iter();
    let counted: Vec<_> = counted.map(|own| (own.met, own.not_applicable)).collect();
    assert_eq!(counted[0], (0, 1));
    assert!(counted[1..].iter().all(|own| *own == (0, 0)), "{counted:?}");
}

#[test]
fn mutants_drop_every_key_and_every_value() {
    let documents = |kind: &str, mark: &str| {
        format!(
            "    - documents: |\n        kind: PartnerProfile\n        metadata: {{id: p}}\n        spec:\n          \
             legalName: Example {mark}\n          cspAuthorization: {{partnerType: {kind}}}\n          \
             securityContact: {{firstName: A, lastName: B, email: a@b.example, phone: \"+493023125011\"}}\n"
        )
    };
    let head = record(
        "PartnerProfile",
        "applies: {partnerTypes: [advisor, cpv], clouds: [commercial]}",
        "has(this.website)",
    );
    let head = head.split("  good:").next().unwrap();
    let passing = documents("cpv", "").replace(
        "legalName",
        "website: https://a.example\n          legalName",
    );
    let rules = format!(
        "{head}  good:\n{passing}  bad:\n{}",
        documents("advisor", "# T-1")
    )
    .replace("legalName: Example # T-1", "legalName: Example");
    let rules = rules.replacen("        kind: PartnerProfile\n        metadata: {id: p}\n        spec:\n          legalName", "        kind: PartnerProfile\n        metadata: {id: p}\n        spec: # T-1\n          legalName", 1);
    let pack = pack(&rules);
    let proof = prove(&pack, &pack.rules[0], Schemas::embedded().unwrap()).unwrap();
    let dropped: Vec<_> = proof
        .problems
        .iter()
        .filter(|told| told.ends_with("dropped from the rule"))
        .collect();
    assert_eq!(dropped.len(), 2, "{:?}", proof.problems);
}

#[test]
fn a_control_tells_whom_it_does_not_ask() {
    let about = "{id: t, asOf: 2026-11-23, manual: [{id: T-2, title: A control, question: Is it so?, owner: somebody, \
                 evidence: a list, reviewEvery: P1Y, obligation: should, basis: own, \
                 applies: {partnerTypes: [indirect_provider, cpv], clouds: [commercial]}, editions: [{from: 2020-01-01}]}]}";
    let pack = compiled("rules: []", about).unwrap();
    let proof = prove(&pack, &pack.rules[0], Schemas::embedded().unwrap()).unwrap();
    assert_eq!(proof.problems, Vec::<String>::new());
    assert!(proof.mutants >= 5, "{}", proof.mutants);
    let told = answer(pack, "");
    assert_eq!(
        told,
        "not applicable: it does not apply to direct-bill partners"
    );
}

#[test]
fn limits_take_the_values_that_documents_take() {
    let read = |path: &str, route: &[&str]| {
        let text = embedded::policy(path).unwrap();
        let reading = yaml::read(&Source::new(path, text));
        let node = reading.documents[0].root().path(route).unwrap();
        let values = node.items().map(|item| item.text().to_owned());
        values.collect::<Vec<_>>()
    };
    let authorization = [
        "properties",
        "spec",
        "properties",
        "cspAuthorization",
        "properties",
    ];
    let profile = |field: &str| {
        let route: Vec<_> = authorization
            .iter()
            .copied()
            .chain([field, "enum"])
            .collect();
        read("schemas/partner-profile.schema.yaml", &route)
    };
    let commerce = ["properties", "spec", "properties", "commerce", "enum"];
    let delivery = ["$defs", "delivery", "properties", "model", "enum"];
    let expected = [
        ("partnerTypes", profile("partnerType")),
        ("clouds", profile("cloud")),
        (
            "commerce",
            read("schemas/support-assignment.schema.yaml", &commerce),
        ),
        ("delivery", read("schemas/_delivery.yaml", &delivery)),
    ];
    for (key, values) in expected {
        let route = ["$defs", "applies", "properties", key, "items", "enum"];
        assert_eq!(read("schemas/_applies.yaml", &route), values, "{key}");
        let dimension = DIMENSIONS
            .iter()
            .find(|dimension| dimension.key == key)
            .unwrap();
        assert_eq!(dimension.values().collect::<Vec<_>>(), values, "{key}");
    }
}

#[test]
fn people_and_programs_see_whom_a_rule_asks() {
    let project = Project::new();
    project
        .run(&["explain", "CSP-PLAN-003", "--as-of", "2026-11-23"])
        .exits(0)
        .says("Applies only to\n  indirect resellers\n  Microsoft Azure\n");
    let listed = project.run(&["rules", "CSP-PLAN-003"]).exits(0);
    listed.says("(only indirect resellers; Microsoft Azure)");
    let listed = project
        .run(&["rules", "CSP-PLAN-003", "--format", "json"])
        .exits(0);
    let lines: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(
        lines[0]["applies"],
        serde_json::json!({"partnerTypes": ["indirect_reseller"], "products": ["azure"]})
    );
}

#[test]
fn every_format_of_an_audit_tells_the_reason() {
    let project = Project::with_fixture("minimal");
    let formats = ["json", "csv", "markdown", "html"];
    let formats: Vec<String> = formats
        .iter()
        .map(|name| format!("{name}=audit.{name}"))
        .collect();
    let mut words = vec!["audit", "ws", "--select", "CSP-DB-002", "--quiet"];
    for format in &formats {
        words.extend(["--format", format]);
    }
    project.run(&words).exits(0);
    for name in ["json", "csv", "markdown", "html"] {
        let text = project.read(&format!("audit.{name}"));
        let told = text.contains("it does not apply to");
        assert!(told, "{name}");
    }
}

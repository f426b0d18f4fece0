//! Needed and held roles: each way in which they differ is found and named, with the rule that says it.

use crate::harness::direct_with;
use csp_support::judge::access_matrix::{AccessMatrix, State};
use csp_support::judge::facts::Context;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

/// One line per role of the base's customer: name, state, until, first remark's rule.
fn lines(changes: &str) -> Vec<String> {
    let loaded = direct_with(changes);
    let context = Context::new(&loaded.workspace, TODAY);
    let matrix = AccessMatrix::new(&context);
    let rows = matrix.customers.iter().flat_map(|customer| &customer.rows);
    let line = |row: &csp_support::judge::access_matrix::Row<'_>| {
        let rule = row.remarks.first().and_then(|remark| remark.rule);
        format!(
            "{}: {} [{}] {}",
            row.role.name(),
            row.state.words(),
            row.until.words(),
            rule.unwrap_or("-")
        )
    };
    rows.map(line).collect()
}

/// The line of one role.
fn line(role: &str, changes: &str) -> String {
    let lines = lines(changes);
    let found = lines.iter().find(|line| line.starts_with(role));
    found
        .cloned()
        .unwrap_or_else(|| format!("no {role} in {lines:?}"))
}

fn grant(spec: &str) -> String {
    format!("kind: AccessGrant\nmetadata: {{id: gdap}}\nspec: {spec}")
}

fn roles(approved: &[&str], held: &[&str]) -> String {
    let listed: Vec<String> = approved.iter().map(|id| format!("{{id: {id}}}")).collect();
    format!(
        "{{roles: [{}], assignments: [{{group: desk, status: active, roles: [{}]}}]}}",
        listed.join(", "),
        held.join(", ")
    )
}

const SUPPORT: &str = "f023fd81-a637-4b56-95fd-791ac0226033";
const READERS: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const LICENSES: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
const USERS: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const GLOBAL: &str = "62e90394-69f5-4237-9190-012177145e10";
const UNLOCK: &str = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";

#[test]
fn what_is_promised_declared_and_held_stands_side_by_side() {
    assert_eq!(
        lines(""),
        [
            "License Administrator: missing [] -",
            "Owner: fits [without end] -",
            "Service Support Administrator: fits [2027-09-02, extends itself] -",
            "Support Request Contributor: fits [without end] -",
        ]
    );
}

#[test]
fn too_much_and_too_little_are_told_apart() {
    let with = |held: &[&str]| grant(&format!("{{relationship: {}}}", roles(held, held)));
    let all = with(&[SUPPORT, READERS, LICENSES]);
    assert_eq!(
        line("License", &all),
        "License Administrator: fits [2027-09-02, extends itself] -"
    );
    assert_eq!(
        line("Directory", &all),
        "Directory Readers: fits [2027-09-02, extends itself] -"
    );
    let unneeded = with(&[SUPPORT, LICENSES, UNLOCK]);
    assert_eq!(
        line("Privileged", &unneeded),
        "Privileged Authentication Administrator: not needed [2027-09-02, extends itself] CSP-LP-001"
    );
    let stronger = with(&[SUPPORT, USERS]);
    assert_eq!(
        line("User", &stronger),
        "User Administrator: too strong [2027-09-02, extends itself] -"
    );
    let weak = with(&[READERS]);
    assert_eq!(
        line("Service", &weak),
        "Service Support Administrator: missing [] CSP-GDAP-014"
    );
    let undeclared = with(&[SUPPORT, LICENSES, UNLOCK]).replace(
        "{relationship",
        "{tasks: null, justification: null, relationship",
    );
    assert_eq!(
        line("Privileged", &undeclared),
        "Privileged Authentication Administrator: not needed [2027-09-02, extends itself] CSP-LP-002"
    );
}

#[test]
fn a_reason_in_words_cannot_be_compared() {
    let held = roles(&[SUPPORT, LICENSES, UNLOCK], &[SUPPORT, LICENSES, UNLOCK]);
    let reasoned = grant(&format!("{{tasks: null, relationship: {held}}}"));
    assert_eq!(
        line("Privileged", &reasoned),
        "Privileged Authentication Administrator: not told [2027-09-02, extends itself] -"
    );
}

#[test]
fn products_that_the_customer_does_not_have_from_us_take_nothing() {
    let without = "kind: Customer\nmetadata: {id: customer}\nspec: {products: [microsoft_365]}";
    let owner = grant("{tasks: null}").replace("gdap", "owner");
    let owner = owner.replace("tasks: null", "justification: null");
    assert_eq!(
        line("Owner", &format!("{without}\n---\n{owner}")),
        "Owner: not needed [without end] -"
    );
}

#[test]
fn approved_roles_that_nobody_holds_are_named() {
    let unassigned = |tasks: &str| {
        grant(&format!(
            "{{tasks: {tasks}, relationship: {}}}",
            roles(&[SUPPORT, USERS], &[SUPPORT])
        ))
    };
    assert_eq!(
        line("User", &unassigned("[submit_support_ticket]")),
        "User Administrator: not needed [] CSP-LP-001"
    );
    assert_eq!(
        line("User", &unassigned("[submit_support_ticket, create_user]")),
        "User Administrator: missing [] PROMISE-ACCESS-001"
    );
}

#[test]
fn standing_privilege_is_named_by_what_is_worst_about_it() {
    let unlock = "{tasks: [submit_support_ticket, reset_password_privileged_admin], justification: null, relationship: ";
    let unlock = grant(&format!(
        "{unlock}{}}}",
        roles(&[SUPPORT, UNLOCK], &[SUPPORT, UNLOCK])
    ));
    assert_eq!(
        line("Privileged", &unlock),
        "Privileged Authentication Administrator: no reason given [2027-09-02, extends itself] CSP-LP-002"
    );
    let reason = unlock.replace(
        "justification: null",
        "justification: Locked-out administrators",
    );
    assert_eq!(
        line("Privileged", &reason),
        "Privileged Authentication Administrator: fits [2027-09-02, extends itself] -"
    );
    let default = reason.replace("{tasks", "{origin: default_gdap, tasks");
    assert_eq!(
        line("Privileged", &default),
        "Privileged Authentication Administrator: default roles [2027-09-02, extends itself] CSP-GDAP-023"
    );
    let global = grant(&format!(
        "{{tasks: [update_user_settings], relationship: {}}}",
        roles(&[GLOBAL], &[GLOBAL])
    ));
    assert_eq!(
        line("Global", &global),
        "Global Administrator: does not extend [2027-09-02] CSP-GDAP-004"
    );
}

#[test]
fn dap_is_left_over_and_gives_everything() {
    let dap = "kind: AccessGrant\nmetadata: {id: old}\nspec: {customer: customer, mechanism: dap}";
    assert_eq!(
        line("Global", dap),
        "Global Administrator: DAP left over [without end] CSP-DAP-002"
    );
    let removed = dap.replace("dap}", "dap, endedOn: 2026-11-01}");
    assert!(line("Global", &removed).starts_with("no Global"));
}

#[test]
fn access_that_ends_before_the_promise_is_named() {
    let short = |end: &str| {
        grant(&format!(
            "{{relationship: {{autoExtendDuration: PT0S, endDateTime: {end}}}}}"
        ))
    };
    let until = |day: &str| {
        format!(
            "---\nkind: SupportAssignment\nmetadata: {{id: assignment}}\nspec: {{effectiveTo: {day}}}"
        )
    };
    let support = "Service";
    assert_eq!(
        line(support, &short("2027-06-30T00:00:00Z")),
        "Service Support Administrator: ends first [2027-06-30] -"
    );
    let promised = |day: &str| format!("{}\n{}", short("2027-06-30T00:00:00Z"), until(day));
    assert_eq!(
        line(support, &promised("2027-07-01")),
        "Service Support Administrator: ends first [2027-06-30] PROMISE-ACCESS-002"
    );
    assert_eq!(
        line(support, &promised("2027-06-30")),
        "Service Support Administrator: fits [2027-06-30] -"
    );
    assert_eq!(
        line(
            support,
            &format!("{}\n{}", short("2027-01-22T00:00:00Z"), until("2027-07-01"))
        ),
        "Service Support Administrator: ends first [2027-01-22] CSP-GDAP-019-a"
    );
}

#[test]
fn what_keeps_everybody_from_filing_is_named() {
    let blocked = "kind: Customer\nmetadata: {id: customer}\nspec: {security: {conditionalAccess: {excludesServiceProvider: false}}}";
    assert_eq!(
        line("Service", blocked),
        "Service Support Administrator: out of reach [2027-09-02, extends itself] CSP-GDAP-028"
    );
    let roles = "kind: Agent\nmetadata: {id: admin}\nspec: {partnerCenterRoles: [billing_admin]}\n---\nkind: Agent\nmetadata: {id: helpdesk}\nspec: {partnerCenterRoles: [billing_admin]}";
    assert_eq!(
        line("Service", roles),
        "Service Support Administrator: out of reach [2027-09-02, extends itself] -"
    );
}

#[test]
fn a_role_of_a_group_without_people_reaches_nobody() {
    let empty = "kind: AgentGroup\nmetadata: {id: desk}\nspec: {members: []}";
    assert_eq!(
        line("Service", empty),
        "Service Support Administrator: out of reach [2027-09-02, extends itself] -"
    );
}

#[test]
fn what_is_not_told_is_not_guessed() {
    let broken = grant("{relationship: {endDateTime: null}}");
    assert_eq!(
        line("Service", &broken),
        "Service Support Administrator: not told [] -"
    );
    let gone = "kind: SupportAssignment\nmetadata: {id: assignment}\nspec: {offering: elsewhere}";
    assert!(
        line("Owner", gone).contains("not told"),
        "{}",
        line("Owner", gone)
    );
}

#[test]
fn customers_who_left_are_shown_only_with_what_we_still_hold() {
    let left = "kind: Customer\nmetadata: {id: customer}\nspec: {status: left}";
    assert_eq!(line("Owner", left), "Owner: not needed [without end] -");
    let all_gone = ["gdap", "azure", "owner"].map(|id| {
        format!("kind: AccessGrant\nmetadata: {{id: {id}}}\nspec: {{endedOn: 2026-11-01}}")
    });
    assert!(lines(&format!("{left}\n---\n{}", all_gone.join("\n---\n"))).is_empty());
}

#[test]
fn states_have_words_and_keys_of_their_own() {
    let words: std::collections::BTreeSet<_> = State::ALL.map(State::words).into_iter().collect();
    let keys: std::collections::BTreeSet<_> = State::ALL.map(State::key).into_iter().collect();
    assert_eq!(
        (words.len(), keys.len()),
        (State::ALL.len(), State::ALL.len())
    );
    assert!(State::ALL.is_sorted());
}

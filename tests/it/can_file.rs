//! The relation `can_file`: each condition of filing a request is found where it is the first to fail.

use crate::harness::direct_with;
use csp_support::judge::facts::{Context, Row, relation};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

/// The rows for a workspace like the base with documents laid over it, one line each.
fn rows_on(as_of: Date, changes: &str) -> Vec<String> {
    let loaded = direct_with(changes);
    let context = Context::new(&loaded.workspace, as_of);
    let rows = (relation("can_file").unwrap().rows)(&context);
    rows.iter().map(line).collect()
}

fn rows(changes: &str) -> Vec<String> {
    rows_on(TODAY, changes)
}

fn line(row: &Row<'_>) -> String {
    let column = |name| row.column(name).map(|answer| answer.value.words());
    let text = |name| column(name).unwrap_or_default();
    let answer = match column("ok").as_deref() {
        Some("true") => "yes".to_owned(),
        Some(_) => text("failing"),
        None => format!("not told: {}", text("detail")),
    };
    format!("{} {}: {answer}", text("agent"), text("product"))
}

/// What keeps `admin` from filing for a product.
fn obstacle(product: &str, changes: &str) -> String {
    let rows = rows(changes);
    let row = rows
        .iter()
        .find_map(|row| row.strip_prefix(&format!("admin {product}: ")));
    row.unwrap_or("no row").to_owned()
}

#[test]
fn everybody_in_a_group_with_access_has_a_row_for_each_product() {
    assert_eq!(
        rows(""),
        [
            "admin microsoft_365: yes",
            "helpdesk microsoft_365: yes",
            "admin azure: yes",
            "helpdesk azure: yes",
            "admin business_central: yes",
            "helpdesk business_central: yes",
        ]
    );
}

#[test]
fn the_first_condition_that_fails_is_named() {
    let partner =
        |spec: &str| format!("kind: PartnerProfile\nmetadata: {{id: partner}}\nspec: {spec}");
    let customer = |spec: &str| format!("kind: Customer\nmetadata: {{id: customer}}\nspec: {spec}");
    let agent = |spec: &str| format!("kind: Agent\nmetadata: {{id: admin}}\nspec: {spec}");
    let relationship = |spec: &str| {
        format!("kind: AccessGrant\nmetadata: {{id: gdap}}\nspec: {{relationship: {spec}}}")
    };
    let assigned = |role: &str| {
        relationship(&format!(
            "{{assignments: [{{group: desk, status: active, roles: [{role}]}}]}}"
        ))
    };
    let reader = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    let no_azure_role = "kind: AccessGrant\nmetadata: {id: azure}\nspec: {endedOn: 2026-11-23}\n---\nkind: AccessGrant\nmetadata: {id: owner}\nspec: {roles: [{id: acdd72a7-3385-48ef-bd42-f606fba81ae7}]}";
    let reseller = partner("{cspAuthorization: {partnerType: indirect_reseller}}");
    for (product, changes, wanted) in [
        ("azure", reseller.clone(), "partner type"),
        ("microsoft_365", reseller, "yes"),
        (
            "microsoft_365",
            partner("{cspAuthorization: {partnerType: cpv}}"),
            "partner type",
        ),
        (
            "azure",
            customer("{resellerRelationship: {status: ended}}"),
            "reseller relationship",
        ),
        (
            "microsoft_365",
            customer("{resellerRelationship: {status: ended}}"),
            "yes",
        ),
        ("azure", agent("{status: suspended}"), "active agent"),
        (
            "azure",
            relationship("{status: approvalPending}"),
            "active access",
        ),
        (
            "azure",
            relationship("{endDateTime: 2026-11-22T23:00:00Z}"),
            "active access",
        ),
        (
            "azure",
            relationship("{endDateTime: 2026-11-23T00:00:00Z}"),
            "yes",
        ),
        (
            "azure",
            relationship("{assignments: [{group: desk, status: pending}]}"),
            "active access",
        ),
        ("microsoft_365", assigned(reader), "ticket role"),
        ("azure", assigned(reader), "yes"),
        ("azure", assigned(""), "ticket role"),
        ("azure", no_azure_role.to_owned(), "Azure role"),
        ("microsoft_365", no_azure_role.to_owned(), "yes"),
        (
            "azure",
            agent("{partnerCenterRoles: [billing_admin]}"),
            "Partner Center role",
        ),
        (
            "azure",
            agent("{mfa: {enforced: false}}"),
            "multifactor authentication",
        ),
        ("azure", agent("{guestIn: [customer]}"), "guest account"),
        (
            "azure",
            customer("{security: {conditionalAccess: {excludesServiceProvider: false}}}"),
            "conditional access",
        ),
    ] {
        assert_eq!(obstacle(product, &changes), wanted, "{product}, {changes}");
    }
}

#[test]
fn what_is_missing_is_never_guessed() {
    let unsaid = "kind: Customer\nmetadata: {id: customer}\nspec: {security: null}";
    assert_eq!(obstacle("azure", unsaid), "not told: spec.security");
    let unsaid = "kind: Agent\nmetadata: {id: admin}\nspec: {mfa: null}\n---\nkind: PartnerProfile\nmetadata: {id: partner}\nspec: {security: null}";
    assert_eq!(obstacle("azure", unsaid), "not told: spec.security");
    let nobody_named = "kind: AgentGroup\nmetadata: {id: desk}\nspec: {members: null}";
    assert_eq!(
        rows(nobody_named)[0],
        "- microsoft_365: not told: who is in `desk`"
    );
}

#[test]
fn nobody_in_reach_is_a_row_too() {
    let empty = "kind: AgentGroup\nmetadata: {id: desk}\nspec: {members: []}";
    let wanted = [
        "- microsoft_365: active access",
        "- azure: active access",
        "- business_central: active access",
    ];
    assert_eq!(rows(empty), wanted);
    let none = "kind: AccessGrant\nmetadata: {id: gdap}\nspec: {mechanism: local_account, relationship: null}";
    assert_eq!(rows(none), wanted);
}

#[test]
fn members_of_nested_groups_count() {
    let nested = "kind: AgentGroup\nmetadata: {id: desk}\nspec: {members: [], memberOf: [night]}\n---\nkind: AgentGroup\nmetadata: {id: night}\nspec: {members: [admin], memberOf: [desk]}";
    assert_eq!(obstacle("azure", nested), "yes");
}

#[test]
fn what_others_file_has_no_rows() {
    let offering =
        |spec: &str| format!("kind: SupportOffering\nmetadata: {{id: offering}}\nspec: {spec}");
    let assignment =
        |spec: &str| format!("kind: SupportAssignment\nmetadata: {{id: assignment}}\nspec: {spec}");
    for changes in [
        offering("{escalation: {toMicrosoft: {by: provider}}}"),
        offering("{escalation: {technical: {target: provider}}}"),
        offering("{products: [marketplace_third_party, software_perpetual]}"),
        offering("{supportTypes: [billing]}"),
        offering("{status: draft}"),
        assignment("{split: [{supportType: technical, owner: provider}]}"),
        assignment("{effectiveFrom: 2026-11-24}"),
        assignment("{effectiveTo: 2026-11-22}"),
    ] {
        assert_eq!(rows(&changes), [""; 0], "{changes}");
    }
    let own_azure = assignment(
        "{products: [azure, entra_id], split: [{supportType: technical, owner: provider}, {supportType: technical, product: azure, owner: shared}]}",
    );
    assert_eq!(
        rows(&own_azure),
        ["admin azure: yes", "helpdesk azure: yes"]
    );
}

#[test]
fn entra_requests_depend_on_the_customers_licence() {
    let entra = |license: &str| {
        format!(
            "kind: SupportAssignment\nmetadata: {{id: assignment}}\nspec: {{products: [entra_id]}}\n---\nkind: AccessGrant\nmetadata: {{id: azure}}\nspec: {{endedOn: 2026-11-01}}\n---\nkind: AccessGrant\nmetadata: {{id: owner}}\nspec: {{endedOn: 2026-11-01}}\n---\nkind: Customer\nmetadata: {{id: customer}}\nspec: {{security: {{entraLicense: {license}}}}}"
        )
    };
    assert_eq!(obstacle("entra_id", &entra("p1")), "yes");
    assert_eq!(obstacle("entra_id", &entra("free")), "Azure role");
}

#[test]
fn others_could_file_azure_requests_until_february_2023() {
    let changes = "kind: PartnerProfile\nmetadata: {id: partner}\nspec: {cspAuthorization: {partnerType: indirect_reseller}}\n---\nkind: SupportAssignment\nmetadata: {id: assignment}\nspec: {effectiveFrom: 2021-01-01, products: [azure]}\n---\nkind: SupportOffering\nmetadata: {id: offering}\nspec: {effectiveFrom: 2021-01-01}";
    assert_eq!(rows_on(date(2023, 1, 31), changes)[0], "admin azure: yes");
    assert_eq!(
        rows_on(date(2023, 2, 1), changes)[0],
        "admin azure: partner type"
    );
}

/// Which of three people reach three customers: by DAP only, by DAP and GDAP, by GDAP only. GDAP wins
/// for whoever has both, here with a role that may not file.
#[test]
fn gdap_wins_over_dap() {
    let weak = "{group: weak, status: active, roles: [f2ef992c-3afb-46b9-b7cf-a126ee74c451]}";
    let person = |(agent, roles): (&str, &str)| {
        format!(
            "kind: Agent\nmetadata: {{id: {agent}}}\nspec: {{upn: {agent}@seeadler.example, partnerCenterRoles: [{roles}]}}"
        )
    };
    let people = [
        ("admin", "admin_agent"),
        ("both", "admin_agent"),
        ("gdap-only", "billing_admin"),
        ("helpdesk", "other"),
    ];
    let mut documents: Vec<String> = people.map(person).into();
    documents.push(
        "kind: AgentGroup\nmetadata: {id: weak}\nspec: {members: [both, gdap-only]}".to_owned(),
    );
    documents.push("kind: AgentGroup\nmetadata: {id: desk}\nspec: {members: []}".to_owned());
    documents.push(
        "kind: AccessGrant\nmetadata: {id: gdap}\nspec: {mechanism: dap, relationship: null}"
            .to_owned(),
    );
    documents.push(
        "kind: SupportAssignment\nmetadata: {id: assignment}\nspec: {products: [microsoft_365]}"
            .to_owned(),
    );
    let alone = rows(&documents.join("\n---\n"));
    assert_eq!(
        alone,
        ["admin microsoft_365: yes", "both microsoft_365: yes"]
    );

    documents.push(format!("kind: AccessGrant\nmetadata: {{id: new}}\nspec: {{customer: customer, mechanism: gdap, relationship: {{displayName: New, status: active, endDateTime: 2027-09-02T09:15:00Z, assignments: [{weak}]}}}}"));
    let together = rows(&documents.join("\n---\n"));
    let wanted = [
        "admin microsoft_365: yes",
        "both microsoft_365: ticket role",
        "gdap-only microsoft_365: ticket role",
    ];
    assert_eq!(together, wanted);

    documents
        .push("kind: AccessGrant\nmetadata: {id: gdap}\nspec: {endedOn: 2026-11-01}".to_owned());
    let after = rows(&documents.join("\n---\n"));
    let wanted = [
        "admin microsoft_365: active access",
        "both microsoft_365: ticket role",
        "gdap-only microsoft_365: ticket role",
    ];
    assert_eq!(after, wanted);
}

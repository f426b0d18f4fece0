//! The runbook: what the internal page for one customer says, and what it never does.

use crate::harness::{Project, repository};
use crate::site::markup;
use crate::site::pages::inspect_markdown;
use csp_support::model::load::load;
use csp_support::page::Templates;
use csp_support::site::PAGES;
use csp_support::site::runbook::{self, Asked, Format};
use csp_support::source::Source;
use jiff::civil::date;
use snapbox::{Data, assert_data_eq, data::DataFormat};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use walkdir::WalkDir;

fn nordlicht() -> Project {
    Project::with_fixture("nordlicht")
}

/// A file, something that stands in it, and what is to stand there instead.
type Change = (&'static str, &'static str, &'static str);

/// The runbook of a customer of the workspace, without starting the program.
#[track_caller]
fn page(project: &Project, customer: &str, language: &str, format: Format) -> String {
    let files = WalkDir::new(project.path("ws")).sort_by_file_name();
    let files = files.into_iter().map(|file| file.unwrap().into_path());
    let documents = files.filter(|path| {
        let settings = path
            .file_name()
            .is_some_and(|name| name == "csp-support.yaml");
        path.extension().is_some_and(|ext| ext == "yaml") && !settings
    });
    let sources: Vec<_> = documents
        .map(|path| {
            Source::new(
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    let workspace = load(&sources).unwrap().workspace;
    let asked = Asked {
        customer: workspace.get("Customer", customer).unwrap(),
        language,
        as_of: date(2026, 11, 23),
        now: None,
    };
    let templates = Templates::new(BTreeMap::new()).unwrap();
    runbook::print(&workspace, &templates, asked, format).unwrap()
}

fn english(project: &Project, customer: &str) -> String {
    page(project, customer, "en", Format::Markdown)
}

/// Replaces something that stands in a file of the workspace.
#[track_caller]
fn replace(project: &Project, path: &str, before: &str, after: &str) {
    let path = project.path("ws").join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(before), "no `{before}` in {}", path.display());
    fs::write(path, text.replace(before, after)).unwrap();
}

#[track_caller]
fn says(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no `{part}` in\n{page}");
    }
}

#[track_caller]
fn golden(file: &str, text: String) {
    let path = repository().join("fixtures/golden/runbook").join(file);
    assert_data_eq!(text, Data::read_from(&path, Some(DataFormat::Text)).raw());
}

#[test]
fn the_runbook_of_a_customer_is_as_it_was_agreed() {
    let project = nordlicht();
    golden("hansewind.md", english(&project, "hansewind"));
    let html = ["runbook", "hansewind", "ws", "--format", "html"];
    golden("hansewind.html", project.run(&html).exits(0).stdout);
}

#[test]
fn a_reseller_is_told_to_go_through_its_distributor_for_azure() {
    let page = english(&Project::with_fixture("fjord"), "brygga");
    says(
        &page,
        &[
            "| Microsoft Azure | our distributor files these requests |",
            "Our distributor takes it further.",
            "Skagerrak Distribution SE (contract DIST-2026-17): Support portal https://partner.skagerrak.example/tickets",
            "Microsoft's pages disagree whether a reseller may file these requests",
            "- Can file: Kari Nordmann, Ole Lien, Synnøve Bakke",
        ],
    );
    assert!(!page.contains("Azure portal"), "{page}");
}

#[test]
fn what_stands_in_the_way_is_named_with_what_to_do() {
    let customer = "customers/kolibri.yaml";
    let agents = "people/agents.yaml";
    let role = "f023fd81-a637-4b56-95fd-791ac0226033";
    let reader = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    let active = "excludesServiceProvider: true";
    let cases: [(&[Change], &str, &str); 7] = [
        (
            &[(
                customer,
                "endDateTime: 2027-11-03T09:12:00Z",
                "endDateTime: 2026-11-20T09:12:00Z",
            )],
            "- **no access today**: NL-SUPPORT-kolibri-02 gives CSP Service Desk no access today. Request a new relationship from Kolibri Manufaktur GmbH; one that has ended cannot be revived.",
            "**heute kein Zugriff**: NL-SUPPORT-kolibri-02 gibt CSP Service Desk heute keinen Zugriff.",
        ),
        (
            &[(customer, role, reader)],
            "- **ticket role**: CSP Service Desk holds no role that may open the request. Assign Service Support Administrator to CSP Service Desk",
            "**Rolle für Anfragen**: CSP Service Desk hat keine Rolle",
        ),
        (
            &[
                (agents, "[helpdesk_agent]", "[]"),
                (agents, "[admin_agent]", "[billing_admin]"),
            ],
            "- **Partner Center role**: Jana Petersen is neither Admin agent nor Helpdesk agent in Partner Center. Have an administrator make Jana Petersen Helpdesk agent",
            "**Rolle im Partner Center**: Jana Petersen ist im Partner Center weder",
        ),
        (
            &[(customer, active, "excludesServiceProvider: false")],
            "- **conditional access**: A conditional access policy of Kolibri Manufaktur GmbH blocks people from other tenants.",
            "**Bedingter Zugriff**: Eine Richtlinie",
        ),
        (
            &[
                ("partner.yaml", "allUsers: true", "allUsers: false"),
                (
                    agents,
                    "mfa: {enforced: true, phishingResistant: true}",
                    "mfa: {enforced: false}",
                ),
            ],
            "- **multifactor authentication**: Jana Petersen signs in without",
            "**Mehrstufige Anmeldung**: Jana Petersen",
        ),
        (
            &[
                (
                    "people/groups.yaml",
                    "members: [j.petersen, t.brandt]",
                    "members: []",
                ),
                (
                    "people/groups.yaml",
                    "members: [l.vogt, m.engel]",
                    "members: []",
                ),
            ],
            "Nobody is in a group with access to Kolibri Manufaktur GmbH.",
            "Niemand ist in einer Gruppe mit Zugriff auf Kolibri Manufaktur GmbH.",
        ),
        (
            &[(agents, "upn: ", "guestIn: [kolibri]\n  upn: ")],
            "- **guest account**: Jana Petersen is also a guest in the tenant of Kolibri Manufaktur GmbH",
            "**Gastkonto**: Jana Petersen ist zugleich Gast",
        ),
    ];
    for (changes, english_part, german_part) in cases {
        let project = nordlicht();
        for (path, before, after) in changes {
            replace(&project, path, before, after);
        }
        let told = english(&project, "kolibri");
        says(&told, &["**Nobody can file today.**", english_part]);
        let german = page(&project, "kolibri", "de", Format::Markdown);
        says(&german, &["**Heute kann niemand anfragen.**", german_part]);
    }
}

#[test]
fn what_only_azure_needs_is_named_too() {
    let customer = "customers/hansewind.yaml";
    let reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    let cases: [(&[Change], &str); 4] = [
        (
            &[("partner.yaml", "direct_bill", "indirect_reseller")],
            "- **partner type**: A partner of our type cannot file requests for Microsoft Azure. Go through the distributor",
        ),
        (
            &[(
                customer,
                "resellerRelationship: {status: active",
                "resellerRelationship: {status: ended",
            )],
            "- **reseller relationship**: There is no active reseller relationship with Hansewind Logistik SE. Ask Hansewind Logistik SE",
        ),
        (
            &[("people/agents.yaml", "upn: ", "status: suspended\n  upn: ")],
            "- **not active**: Lukas Vogt does not work for us at present.",
        ),
        (
            &[
                (customer, "cfd33db0-3dd1-45e3-aa9d-cdbdf3b6f24e", reader),
                (customer, "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", reader),
            ],
            "- **Azure role**: Lukas Vogt holds no Azure role that may open the request. Ask the owner of the subscription",
        ),
    ];
    for (changes, part) in cases {
        let project = nordlicht();
        for (path, before, after) in changes {
            replace(&project, path, before, after);
        }
        let page = english(&project, "hansewind");
        let (_, azure) = page.split_once("### Microsoft Azure").unwrap();
        says(azure, &["**Nobody can file today.**", part]);
    }
}

#[test]
fn products_of_others_go_to_their_publisher() {
    let project = nordlicht();
    let before = "products: [microsoft_365, entra_id, business_central]";
    replace(
        &project,
        "customers/kolibri.yaml",
        before,
        "products: [marketplace_third_party]",
    );
    let offering = "offerings/standard.yaml";
    replace(
        &project,
        offering,
        "  products: [",
        "  products: [marketplace_third_party, ",
    );
    let before = "    technical: {target: microsoft}";
    let after = "    technical: {target: isv, contact: {name: Backup AS, method: phone, address: \"+4720000077\"}}";
    replace(&project, offering, before, after);
    says(
        &english(&project, "kolibri"),
        &[
            "The publisher supports it; billing, set-up and payment stay with us.",
            "- Backup AS: +47 20 00 00 77",
        ],
    );
}

#[test]
fn what_is_not_written_down_is_said_to_be_unknown() {
    let project = nordlicht();
    let before = "    conditionalAccess: {blocksExternal: true, excludesServiceProvider: true}\n";
    replace(&project, "customers/kolibri.yaml", before, "");
    says(
        &english(&project, "kolibri"),
        &[
            "**Not known whether anybody can file.**",
            "not told: spec.security.conditionalAccess",
        ],
    );
}

#[test]
fn a_document_with_errors_answers_nothing_and_is_named() {
    let project = nordlicht();
    let (before, after) = ("mechanism: gdap", "mechanism: gdap\n  pim: perhaps");
    replace(&project, "customers/kolibri.yaml", before, after);
    let page = english(&project, "kolibri");
    says(
        &page,
        &["- NL-SUPPORT-kolibri-02: not known (", "kolibri.yaml"],
    );
    says(&page, &["**Not known whether anybody can file.**"]);
}

#[test]
fn what_cannot_be_read_is_told_and_fails_the_run() {
    let project = nordlicht();
    fs::write(
        project.path("ws/people/torn.yaml"),
        [b'a', b':', b' ', 0xff, 0xfe],
    )
    .unwrap();
    let ran = project.run(&["runbook", "kolibri", "ws"]).exits(2);
    ran.says("# Leitfaden")
        .warns("`ws/people/torn.yaml` could not be read, so the page may lack something");
}

#[test]
fn ways_that_are_closed_are_listed_with_the_reason() {
    for (before, after, told) in [
        (
            "status: active\n    createdDateTime",
            "status: approvalPending\n    createdDateTime",
            "NL-SUPPORT-kolibri-02: status approvalPending",
        ),
        (
            "2027-11-03T09:12:00Z",
            "2026-11-20T09:12:00Z",
            "NL-SUPPORT-kolibri-02: ended on 20 November 2026",
        ),
        (
            "group: service-desk\n        status: active",
            "group: service-desk\n        status: pending",
            "NL-SUPPORT-kolibri-02: the roles are not assigned to CSP Service Desk",
        ),
    ] {
        let project = nordlicht();
        replace(&project, "customers/kolibri.yaml", before, after);
        says(
            &english(&project, "kolibri"),
            &["Gives no access today:", told],
        );
    }
}

#[test]
fn a_plan_that_is_named_and_not_in_force_is_noticed() {
    let project = nordlicht();
    replace(
        &project,
        "partner.yaml",
        "validTo: 2027-06-30",
        "validTo: 2026-10-31",
    );
    says(
        &english(&project, "hansewind"),
        &["Plan: Advanced Support for Partners (ASfP) is named, but none is in force"],
    );
}

#[test]
fn a_product_that_is_only_sold_is_told() {
    let project = nordlicht();
    let before = "products: [microsoft_365, entra_id, business_central]";
    let after = "products: [microsoft_365, windows_365, marketplace_third_party]";
    replace(&project, "customers/kolibri.yaml", before, after);
    says(
        &english(&project, "kolibri"),
        &[
            "| Windows 365 | Microsoft 365 admin center (our reading",
            "Sold, but no support was promised for it.",
            "| marketplace products of other vendors | no requests in the customer's context |",
        ],
    );
}

#[test]
fn somebody_is_there_now_only_where_today_is_really_today() {
    let project = nordlicht();
    let words = ["runbook", "hansewind", "ws", "--lang", "en"];
    let page = project.run(&words).exits(0).stdout;
    assert!(!page.contains("; Now: "), "{page}");
    replace(
        &project,
        "csp-support.yaml",
        "asOf: 2026-11-23",
        "# asOf: 2026-11-23",
    );
    let page = project.run(&words).exits(0).stdout;
    says(&page, &["; Now: ", " · read at "]);
    let pinned = ["runbook", "hansewind", "ws", "--as-of", "2026-12-25"];
    let page = project.run(&pinned).exits(0).stdout;
    says(
        &page,
        &[
            "Service Desk**: Montag bis Freitag, 07:00–19:00 Uhr (Mitteleuropäische Zeit); Deutsch und Englisch; An diesem Tag: Geschlossen",
        ],
    );
}

#[test]
fn an_unknown_customer_is_an_error_with_a_suggestion() {
    let project = nordlicht();
    let ran = project.run(&["runbook", "hansewnd", "ws"]).exits(2);
    ran.warns("there is no customer `hansewnd`; did you mean `hansewind`?");
    replace(
        &project,
        "customers/kolibri.yaml",
        "tenantCountry: DE",
        "tenantCountry: 5",
    );
    let ran = project.run(&["runbook", "kolibri", "ws"]).exits(2);
    ran.warns("the customer `kolibri` has errors");
    let ran = project.run(&["runbook", "hansewind", "ws", "--lang", "tlh"]);
    ran.exits(2).warns("there is no language `tlh`");
}

#[test]
fn the_file_tells_its_format_and_no_document_is_overwritten() {
    let project = nordlicht();
    let out = |name: &str| project.run(&["runbook", "kolibri", "ws", "--out", name]);
    out("kolibri.html").exits(0).warns("it is internal");
    assert!(project.read("kolibri.html").starts_with("<!doctype html>"));
    out("kolibri.md").exits(0);
    assert!(project.read("kolibri.md").starts_with("# Leitfaden"));
    out("kolibri.txt")
        .exits(2)
        .warns("does not tell its format");
    let own = [
        "runbook",
        "kolibri",
        "ws",
        "--format",
        "html",
        "--out",
        "ws/partner.yaml",
    ];
    project
        .run(&own)
        .exits(2)
        .warns("is a document that this run reads");
    assert!(project.read("ws/partner.yaml").contains("Nordlicht"));
}

#[test]
fn the_page_says_that_it_is_internal_and_stands_alone() {
    let project = nordlicht();
    let html = [
        "runbook",
        "hansewind",
        "ws",
        "--format",
        "html",
        "--lang",
        "en",
    ];
    let page = project.run(&html).exits(0).stdout;
    says(
        &page,
        &["<strong>Internal</strong>", "noindex", "lang=\"en\""],
    );
    for tag in markup::tags(&page) {
        assert!(!["script", "iframe", "img", "form"].contains(&tag.name.as_str()));
        if tag.name == "link" {
            assert_eq!(tag.attribute("href"), Some("data:,"));
        }
    }
    assert!(PAGES.iter().all(|page| page.name != runbook::NAME));
}

/// The workspace in which names, numbers and contracts are a text.
fn hostile(text: &str) -> Project {
    let quoted = serde_json::to_string(text).unwrap();
    let short: String = text.chars().take(50).collect();
    let name = serde_json::to_string(&short).unwrap();
    let project = nordlicht();
    for (path, before, after) in [
        (
            "customers/kolibri.yaml",
            "displayName: Kolibri Manufaktur GmbH",
            format!("displayName: {quoted}"),
        ),
        (
            "customers/kolibri.yaml",
            "displayName: NL-SUPPORT-kolibri-02",
            format!("displayName: {name}"),
        ),
        (
            "customers/kolibri.yaml",
            "contractRef: NL-2022-031",
            format!("contractRef: {quoted}"),
        ),
        (
            "customers/kolibri.yaml",
            "domains: [kolibri.example]",
            format!("domains: [{quoted}]"),
        ),
        (
            "partner.yaml",
            "contractRef: C-4711",
            format!("contractRef: {quoted}"),
        ),
        (
            "partner.yaml",
            "displayName: Nordlicht",
            format!("displayName: {quoted}"),
        ),
        (
            "people/groups.yaml",
            "displayName: CSP Service Desk",
            format!("displayName: {quoted}"),
        ),
        (
            "people/agents.yaml",
            "displayName: Jana Petersen",
            format!("displayName: {quoted}"),
        ),
        (
            "people/agents.yaml",
            "displayName: Tim Brandt",
            format!("employer: {quoted}"),
        ),
        (
            "offerings/standard.yaml",
            "label: Service Desk",
            format!("label: {quoted}"),
        ),
    ] {
        replace(&project, path, before, &after);
    }
    let snapshot = format!(
        "---\napiVersion: csp-support/v1\nkind: HealthSnapshot\nmetadata: {{id: own}}\nspec:\n  customer: kolibri\n  takenAt: 2026-11-22T10:00:00Z\n  file: {quoted}\n  services: [{{id: Exchange, name: {quoted}, status: serviceOperational}}]\n  issues: [{{id: {quoted}, title: {quoted}, classification: incident, isResolved: false}}]\n"
    );
    let path = project.path("ws/operations/own.yaml");
    fs::write(path, snapshot).unwrap();
    project
}

fn names(page: &str) -> BTreeSet<String> {
    markup::tags(page)
        .iter()
        .flat_map(markup::Tag::names)
        .collect()
}

#[test]
fn hostile_text_stays_text() {
    let print = |project: &Project| page(project, "kolibri", "en", Format::Html);
    let calm = names(&print(&hostile("calm")));
    let naughty: Vec<String> = serde_json::from_str(include_str!("../data/blns.json")).unwrap();
    let ours = [
        "</style></title><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "{{ 7 * 7 }} {% include \"base.html\" %}",
        "| a | b |\n# h\n\n- a\n> b",
    ];
    let ours = std::iter::once(ours.join("\n"));
    // Characters that the reader of documents refuses never get as far as a page.
    let refused =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let naughty: Vec<_> = naughty
        .into_iter()
        .filter(|text| !text.contains(refused))
        .collect();
    assert!(naughty.len() > 400, "{}", naughty.len());
    for text in ours.chain(naughty.chunks(240).map(|chunk| chunk.join("\n"))) {
        let project = hostile(&text);
        let html = print(&project);
        let new: Vec<_> = names(&html).difference(&calm).cloned().collect();
        let markdown_only = ["em", "strong", "code", "a", "href", "br", "del"];
        assert!(
            new.iter()
                .all(|name| markdown_only.contains(&name.as_str())),
            "{new:?} by {text}"
        );
        let page = english(&project, "kolibri");
        let headings = page.lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(headings, 6, "{page}");
        inspect_markdown(&page, &text);
        assert!(!page.contains('\u{1b}'), "{page}");
    }
}

//! The catalogues: their counts, look-ups, and that all of them agree with each other and the schemas.

use csp_support::model::catalog::{Catalogs, Deployment, EntraRole, NewGdap, Ticket};
use csp_support::source::{Source, embedded};
use csp_support::yaml;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

fn catalogs() -> &'static Catalogs {
    Catalogs::embedded().unwrap()
}

fn count(wanted: impl Fn(&EntraRole) -> bool) -> usize {
    let roles = catalogs().entra_roles().iter();
    roles.filter(|role| wanted(role)).count()
}

fn assert_sorted_and_unique<T: Ord + std::fmt::Debug>(keys: impl IntoIterator<Item = T>) {
    let keys: Vec<T> = keys.into_iter().collect();
    for pair in keys.windows(2) {
        assert!(pair[0] < pair[1], "{pair:?} out of order");
    }
    assert!(!keys.is_empty());
}

/// The values of an `enum` in the shared schema definitions.
fn schema_enum(pointer: &[&str]) -> BTreeSet<String> {
    let text = embedded::policy(pointer[0]).unwrap();
    let reading = yaml::read(&Source::new(pointer[0], text));
    let node = reading.documents[0].root().path(&pointer[1..]).unwrap();
    node.items().map(|item| item.text().to_owned()).collect()
}

fn source_keys() -> BTreeSet<String> {
    let text = embedded::policy("csp/_sources.yaml").unwrap();
    let reading = yaml::read(&Source::new("csp/_sources.yaml", text));
    assert!(reading.findings.is_empty());
    let sources = reading.documents[0].root().get("sources").unwrap();
    let keys = sources.items().map(|source| source.str("key").unwrap());
    keys.map(str::to_owned).collect()
}

#[test]
fn entra_roles_are_complete() {
    assert_eq!(catalogs().entra_roles().len(), 143);
    assert_eq!(count(|role| role.m365_tickets), 56);
    assert_eq!(count(|role| role.m365_tickets && !role.azure_tickets), 14);
    assert_eq!(count(|role| role.privileged), 32);
    assert_eq!(count(|role| role.new_gdap == NewGdap::Never), 3);
    assert_eq!(count(|role| role.message_center), 18);
    assert_eq!(count(|role| role.bulk_tool), 73);
    assert_sorted_and_unique(
        catalogs()
            .entra_roles()
            .iter()
            .map(|r| r.name.to_lowercase()),
    );
    let ids: BTreeSet<_> = catalogs()
        .entra_roles()
        .iter()
        .map(|role| &role.id)
        .collect();
    assert_eq!(ids.len(), 143);
}

#[test]
fn the_least_ticket_role_is_not_privileged() {
    let role = catalogs().least_roles("submit_support_ticket")[0];
    assert_eq!(role.id, "f023fd81-a637-4b56-95fd-791ac0226033");
    assert!(role.m365_tickets && role.azure_tickets && role.health && !role.privileged);
}

#[test]
fn roles_are_found_by_id_then_name_then_alias() {
    let name = |text: &str| catalogs().entra_role(text).map(|role| role.name.as_str());
    let fabric = Some("Fabric Administrator");
    assert_eq!(name("a9ea8996-122f-4c74-9520-8edcd192826c"), fabric);
    assert_eq!(name("A9EA8996-122F-4C74-9520-8EDCD192826C"), fabric);
    assert_eq!(name("fabric administrator"), fabric);
    assert_eq!(name("Power BI administrator"), fabric);
    assert_eq!(name("dd4db9a0-cc4a-4213-9f9f-70242232d97e"), None);
    assert_eq!(name("Supreme Administrator"), None);
}

#[test]
fn only_other_names_count_as_aliases() {
    let alias = catalogs().alias("company administrator").unwrap();
    assert_eq!(
        (alias.role.as_str(), alias.because.as_str()),
        ("Global Administrator", "legacy")
    );
    assert!(catalogs().alias("Global Administrator").is_none());
    assert!(catalogs().alias("Supreme Administrator").is_none());
}

#[test]
fn every_alias_means_a_role_and_hides_none() {
    assert_sorted_and_unique(catalogs().aliases().iter().map(|entry| &entry.alias));
    for entry in catalogs().aliases() {
        let role = catalogs().entra_role(&entry.alias).unwrap();
        assert_eq!(role.name, entry.role, "{}", entry.alias);
        assert_ne!(role.name.to_lowercase(), entry.alias.to_lowercase());
        let known = ["legacy", "misspelt", "renamed", "translated"];
        assert!(known.contains(&entry.because.as_str()), "{}", entry.because);
    }
}

#[test]
fn every_task_names_roles_and_is_one_of_the_schema() {
    assert_sorted_and_unique(catalogs().tasks().iter().map(|task| &task.id));
    for task in catalogs().tasks() {
        assert_eq!(
            catalogs().least_roles(&task.id).len(),
            task.least.len(),
            "{}",
            task.id
        );
        for name in task.least.iter().chain(&task.also) {
            assert_eq!(&catalogs().entra_role(name).unwrap().name, name);
        }
    }
    let ids: BTreeSet<_> = catalogs()
        .tasks()
        .iter()
        .map(|task| task.id.clone())
        .collect();
    assert_eq!(
        ids,
        schema_enum(&["schemas/_defs.yaml", "$defs", "task", "enum"])
    );
    assert!(catalogs().least_roles("make_coffee").is_empty());
}

#[test]
fn every_activity_names_tasks_roles_and_products_that_exist() {
    assert_sorted_and_unique(catalogs().activities().iter().map(|activity| &activity.id));
    for activity in catalogs().activities() {
        assert!(!activity.source.is_empty(), "{}", activity.id);
        for task in &activity.tasks {
            assert!(catalogs().task(task).is_some(), "{task}");
        }
        for role in &activity.azure_roles {
            assert_eq!(&catalogs().azure_role(role).unwrap().name, role);
        }
        for product in &activity.products {
            assert!(catalogs().product(product).is_some(), "{product}");
        }
    }
    let wider = catalogs().tasks().iter().flat_map(|task| &task.covered_by);
    for task in wider {
        assert!(catalogs().task(task).is_some(), "{task}");
    }
}

#[test]
fn every_role_set_holds_built_in_roles() {
    for set in catalogs().role_sets() {
        assert!(!set.roles.is_empty(), "{}", set.id);
        for id in &set.roles {
            assert_eq!(&catalogs().entra_role(id).unwrap().id, id, "{}", set.id);
        }
    }
    let ids: BTreeSet<_> = catalogs().role_sets().iter().map(|set| &set.id).collect();
    assert_eq!(ids.len(), catalogs().role_sets().len());
}

#[test]
fn default_sets_depend_on_the_partner_type() {
    let size = |kind| catalogs().default_set(kind).map(|set| set.roles.len());
    assert_eq!(size("direct_bill"), Some(11));
    assert_eq!(size("indirect_provider"), Some(11));
    assert_eq!(size("indirect_reseller"), Some(9));
    assert_eq!(size("advisor"), None);
}

#[test]
fn azure_roles_that_file_tickets_are_known() {
    let role = catalogs()
        .azure_role("CFD33DB0-3DD1-45E3-AA9D-CDBDF3B6F24E")
        .unwrap();
    assert_eq!(role.name, "Support Request Contributor");
    assert!(role.tickets);
    assert!(!catalogs().azure_role("reader").unwrap().tickets);
    assert_sorted_and_unique(catalogs().azure_roles().iter().map(|role| &role.name));
}

#[test]
fn two_partner_center_roles_act_for_customers() {
    let roles = catalogs().partner_center_roles();
    assert_sorted_and_unique(roles.iter().map(|role| &role.id));
    let acting: Vec<_> = roles
        .iter()
        .filter(|role| role.acts_for_customers)
        .collect();
    assert_eq!(acting.len(), 2);
    for role in acting {
        assert!(
            catalogs()
                .entra_role(role.under_dap.as_ref().unwrap())
                .is_some()
        );
    }
    assert!(
        catalogs()
            .partner_center_role("admin_agent")
            .unwrap()
            .requests_access
    );
    assert!(
        !catalogs()
            .partner_center_role("helpdesk_agent")
            .unwrap()
            .requests_access
    );
}

#[test]
fn products_are_those_of_the_schema() {
    assert_sorted_and_unique(catalogs().products().iter().map(|product| &product.id));
    let ids: BTreeSet<_> = catalogs().products().iter().map(|p| p.id.clone()).collect();
    assert_eq!(
        ids,
        schema_enum(&["schemas/_defs.yaml", "$defs", "product", "enum"])
    );
    assert_eq!(catalogs().product("azure").unwrap().ticket, Ticket::Azure);
    assert_eq!(
        catalogs()
            .product("marketplace_third_party")
            .unwrap()
            .ticket,
        Ticket::None
    );
    let perpetual = catalogs().product("software_perpetual").unwrap();
    assert_eq!(perpetual.deployment, Deployment::OnPremises);
}

#[test]
fn every_product_says_where_its_requests_are_filed() {
    let entry_points = schema_enum(&[
        "schemas/service-request.schema.yaml",
        "properties",
        "spec",
        "properties",
        "entryPoint",
        "enum",
    ]);
    for product in catalogs().products() {
        let portal = catalogs().portal(&product.id).unwrap();
        assert_eq!(
            portal.portal.is_none(),
            product.ticket == Ticket::None,
            "{}",
            product.id
        );
        assert!(
            portal
                .portal
                .iter()
                .all(|portal| entry_points.contains(portal)),
            "{}",
            product.id
        );
        let keys = source_keys();
        assert!(portal.source.iter().all(|key| keys.contains(key)));
    }
    assert!(catalogs().portal_way().any(|step| step == "{customer}"));
}

#[test]
fn retired_terms_depend_on_the_day() {
    let instead = |day: Date| {
        let terms = catalogs().retired_terms_on(day);
        let found = terms.iter().find(|term| term.term == "MPN");
        found.map(|term| term.instead.clone())
    };
    assert_eq!(instead(date(2022, 10, 2)), None);
    assert_eq!(
        instead(date(2022, 10, 3)).unwrap(),
        "Microsoft Cloud Partner Program"
    );
    assert_eq!(
        instead(date(2026, 11, 22)).unwrap(),
        "Microsoft AI Cloud Partner Program"
    );
}

#[test]
fn planned_names_are_not_retired() {
    let far = catalogs().retired_terms_on(date(2030, 1, 1));
    assert!(far.iter().all(|term| !term.planned));
    assert!(catalogs().retired_terms().iter().any(|term| term.planned));
    assert_sorted_and_unique(catalogs().retired_terms().iter().map(|t| (&t.term, t.from)));
}

#[test]
fn no_replacement_is_itself_retired_that_day() {
    for term in catalogs().retired_terms() {
        let day = catalogs().retired_terms_on(term.from);
        assert!(
            day.iter().all(|other| other.term != term.instead),
            "{}",
            term.term
        );
    }
}

#[test]
fn every_source_exists() {
    let keys = source_keys();
    assert_eq!(keys.len(), 104);
    let headers = catalogs()
        .headers()
        .values()
        .flat_map(|header| &header.source);
    let sets = catalogs().role_sets().iter().flat_map(|set| &set.source);
    let terms = catalogs().retired_terms().iter().map(|term| &term.source);
    let activities = catalogs().activities().iter();
    let activities = activities.flat_map(|activity| &activity.source);
    for key in headers.chain(sets).chain(terms).chain(activities) {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn a_broken_catalogue_is_named() {
    let mut files = embedded::policies("catalogs/");
    for (path, text) in &mut files {
        if path.ends_with("azure.yaml") {
            *text = text.replace("tickets: true", "tickets: perhaps");
        }
    }
    let error = Catalogs::read(files).unwrap_err().to_string();
    assert!(error.contains("catalogs/roles/azure.yaml"), "{error}");
    let error = Catalogs::read(Vec::new()).unwrap_err().to_string();
    assert!(error.contains("is missing"), "{error}");
}

#[test]
fn services_of_service_health_belong_to_known_products() {
    let services = catalogs().services();
    assert_sorted_and_unique(services.iter().map(|service| service.id.to_lowercase()));
    for service in services {
        assert!(
            catalogs().product(&service.product).is_some(),
            "{service:?}"
        );
    }
    let product = |text: &str| {
        catalogs()
            .service(text)
            .map(|service| service.product.as_str())
    };
    assert_eq!(product("exchange"), Some("microsoft_365"));
    assert_eq!(product("Identity Service"), Some("entra_id"));
    assert_eq!(product("A service of tomorrow"), None);
}

//! Places where Microsoft's pages contradict each other or themselves, each kept from being forgotten.

mod dates;
mod exports;
mod partner_center;

use csp_support::hours::duration;
use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::rule::{Edition, Rule};
use csp_support::judge::severity::Obligation;
use csp_support::model::Schemas;
use csp_support::model::catalog::{Catalogs, EntraRole};
use csp_support::model::export::health::is_known_status;
use std::sync::OnceLock;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let files = &PackFiles::embedded()[0];
        compile(files, Schemas::embedded().unwrap()).unwrap()
    })
}

fn rule(id: &str) -> &'static Rule {
    let mut rules = pack().rules.iter();
    rules.find(|rule| rule.id == id).unwrap()
}

fn last(id: &str) -> &'static Edition {
    rule(id).editions.last().unwrap()
}

fn keys(edition: &Edition) -> Vec<&str> {
    let sources = edition.sources.iter();
    sources.map(|source| source.key.as_str()).collect()
}

fn catalogs() -> &'static Catalogs {
    Catalogs::embedded().unwrap()
}

fn role(name: &str) -> &'static EntraRole {
    catalogs().entra_role(name).unwrap()
}

fn set(id: &str) -> Vec<&'static str> {
    let mut sets = catalogs().role_sets().iter();
    let set = sets.find(|set| set.id == id).unwrap();
    set.roles.iter().map(|id| role(id).name.as_str()).collect()
}

#[test]
fn dap_is_inactive_after_sixty_or_ninety_days() {
    let edition = last("CSP-DAP-004");
    assert!(edition.contested);
    assert_eq!(keys(edition), ["DAPMON-2023", "DAPFAQ-2023"]);
    assert!(!last("CSP-DAP-004-a").contested);
}

#[test]
fn the_move_announces_eight_roles_and_lists_nine() {
    assert_eq!(set("transition_relationship").len(), 9);
}

#[test]
fn two_years_are_one_day_more_than_the_portal_knows() {
    let years = duration::parse("P2Y").unwrap();
    assert_eq!((years.min_days(), years.max_days()), (730, 731));
}

#[test]
fn no_extension_is_written_in_two_ways() {
    assert!(duration::parse("P0D") == duration::parse("PT0S"));
}

#[test]
fn a_sample_names_a_role_that_is_not_built_in() {
    let sample = "dd4db9a0-cc4a-4213-9f9f-70242232d97e";
    assert!(catalogs().entra_role(sample).is_none());
}

#[test]
fn a_role_said_to_read_is_privileged_and_not_to_be_used() {
    let tier = role("Partner tier 2 support");
    assert!(tier.privileged && tier.m365_tickets);
    assert!(last("CSP-LP-003").contested);
}

#[test]
fn a_support_contact_is_a_matter_of_legacy_subscriptions() {
    assert_eq!(keys(last("CSP-MODEL-006")), ["ASSIGN-2023", "ASSIGN-NCE"]);
    assert!(!rule("CSP-MODEL-007").bad.is_empty());
}

#[test]
fn a_managed_service_is_required_then_recommended_then_both() {
    let editions = &rule("CSP-DB-006").editions;
    let asked: Vec<_> = editions
        .iter()
        .map(|edition| (edition.obligation, edition.contested))
        .collect();
    let (must, should) = (Obligation::Must, Obligation::Should);
    assert_eq!(asked, [(must, false), (should, false), (should, true)]);
}

#[test]
fn what_counts_towards_the_floor_is_contested() {
    assert!(last("CSP-DB-002").contested);
}

#[test]
fn a_default_is_not_the_least_privilege() {
    for id in [
        "default_direct_bill",
        "default_indirect_provider",
        "default_indirect_reseller",
    ] {
        let roles = set(id);
        assert!(roles.contains(&"Privileged Role Administrator"), "{id}");
        assert!(
            roles.contains(&"Privileged Authentication Administrator"),
            "{id}"
        );
    }
    assert!(set("default_direct_bill").contains(&"Directory Writers"));
    assert!(!rule("CSP-LP-004").bad.is_empty());
}

#[test]
fn a_helpdesk_agent_files_for_customers_and_requests_no_access() {
    let role = catalogs().partner_center_role("helpdesk_agent").unwrap();
    assert!(role.acts_for_customers && !role.requests_access);
}

#[test]
fn published_names_with_typing_errors_are_understood() {
    for (seen, meant) in [
        (
            "Hybrid identify administrator",
            "Hybrid Identity Administrator",
        ),
        ("Help Desk administrator", "Helpdesk Administrator"),
        ("Printer administration", "Printer Administrator"),
        ("Directory reader", "Directory Readers"),
    ] {
        assert_eq!(role(seen).name, meant);
    }
}

#[test]
fn sibling_roles_differ_in_tickets_and_health() {
    assert!(role("Dynamics 365 Administrator").m365_tickets);
    assert!(!role("Dynamics 365 Business Central Administrator").m365_tickets);
    for name in ["License Administrator", "Global Reader", "Security Reader"] {
        assert!(role(name).health && !role(name).m365_tickets, "{name}");
    }
    for name in [
        "Intune Administrator",
        "Windows 365 Administrator",
        "Security Operator",
    ] {
        assert!(role(name).m365_tickets && !role(name).health, "{name}");
    }
}

#[test]
fn who_gets_mails_about_fraud_depends_on_the_page() {
    assert_eq!(keys(last("CSP-SEC-015")), ["FRAUD-2023", "SECCONTACT-2023"]);
}

#[test]
fn statuses_of_service_health_are_written_in_two_ways() {
    for status in [
        "serviceOperational",
        "ServiceOperational",
        "SERVICEOPERATIONAL",
    ] {
        assert!(is_known_status(status), "{status}");
    }
    assert!(is_known_status("PostIncidentReviewPublished"));
    assert!(!is_known_status("ServicaOperational") && !is_known_status(""));
}

//! Pages that set different days, or ask for two things in the same words: what the rules and catalogues make of them.

use super::{catalogs, keys, last, pack, rule};
use crate::harness::direct_with;
use csp_support::judge::{Options, judge};
use csp_support::model::Schemas;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::slice::from_ref;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The rules that speak on a day about the small workspace with changes laid over it, all or a selected one.
fn found(changes: &str, as_of: &str, only: &[&str]) -> Vec<String> {
    let loaded = direct_with(changes);
    let mut options = Options::new(day(as_of));
    options.select = only.iter().map(ToString::to_string).collect();
    let schemas = Schemas::embedded().unwrap();
    let judgement = judge(&loaded, from_ref(pack()), schemas, &options);
    let findings = judgement.findings.iter();
    findings.map(|finding| finding.rule.clone()).collect()
}

fn dated(key: &str) -> Date {
    let editions = pack().rules.iter().flat_map(|rule| &rule.editions);
    let mut sources = editions.flat_map(|edition| &edition.sources);
    day(&sources.find(|source| source.key == key).unwrap().date)
}

#[test]
fn one_page_knows_no_renewal_and_another_extends_eleven_days_later() {
    let apart = dated("GDAPREQ-2023") - dated("GDAPFAQ-2023");
    assert_eq!(apart.get_days(), 11);
    let editions = &rule("CSP-GDAP-003").editions;
    assert_eq!(keys(&editions[0]), ["GDAPFAQ-2023"]);
    assert_eq!(editions[0].to, Some(editions[1].from));
    let extended = "
kind: AccessGrant
metadata: {id: gdap}
spec: {relationship: {autoExtendDuration: P180D}}
";
    let only = ["CSP-GDAP-003"];
    for (as_of, spoken) in [("2023-10-12", 1), ("2023-10-29", 1), ("2023-10-30", 0)] {
        assert_eq!(found(extended, as_of, &only).len(), spoken, "{as_of}");
    }
}

#[test]
fn pages_disagree_whether_a_helpdesk_agent_files_and_the_rule_lets_them_for_azure_too() {
    let edition = last("CSP-SR-005");
    assert!(["BENEFIT-2023", "PERM-2022"].map(|key| keys(edition).contains(&key)) == [true; 2]);
    assert!(
        edition.notes.contains("Pages differ on whether Helpdesk"),
        "{}",
        edition.notes
    );
    for (role, spoken) in [("helpdesk_agent", 0), ("sales_agent", 1)] {
        for product in ["azure", "microsoft_365"] {
            let request = format!(
                "
kind: Agent
metadata: {{id: helpdesk}}
spec: {{partnerCenterRoles: [{role}]}}
---
kind: ServiceRequest
metadata: {{id: request}}
spec: {{product: {product}, filedBy: helpdesk, status: null}}
"
            );
            let told = found(&request, TODAY, &["CSP-SR-005"]);
            assert_eq!(told.len(), spoken, "{role}, {product}");
        }
    }
}

#[test]
fn default_access_starts_on_one_of_two_days_and_names_each_role_once() {
    let reseller = rule("CSP-DAP-001").edition(day("2023-10-09")).unwrap();
    assert_eq!(reseller.from, day("2023-10-09"));
    assert_eq!(keys(reseller), ["GDAPFAQ-2023", "GDAPANN-2023-10"]);
    let sets = catalogs().role_sets().iter();
    let defaults: Vec<_> = sets.filter(|set| set.partner_type.is_some()).collect();
    assert_eq!(defaults.len(), 3);
    for set in defaults {
        assert_eq!(set.from, day("2023-10-10"), "{}", set.id);
        assert_eq!(set.source, ["GDAPFAQ-2023"], "{}", set.id);
        let once: BTreeSet<_> = set.roles.iter().collect();
        assert_eq!(once.len(), set.roles.len(), "{}", set.id);
    }
}

#[test]
fn a_security_contact_day_and_night_asks_for_no_support_day_and_night() {
    let office = "
kind: SupportOffering
metadata: {id: offering}
spec: {hours: {on_call: {open: Mo-Fr 08:00-18:00}}}
";
    assert_eq!(found(office, TODAY, &["CSP-STMT", "CSP-SEC"]), [""; 0]);
    let contact = "
kind: PartnerProfile
metadata: {id: partner}
spec: {securityContact: {phoneCoverage: business_hours}}
";
    assert_eq!(found(contact, TODAY, &[]), ["CSP-SEC-004-a"]);
}

#[test]
fn a_claim_counts_from_the_end_of_the_billing_month_and_not_from_the_incident() {
    for (product, sent, spoken) in [
        ("microsoft_365", "2026-11-30", 0),
        ("microsoft_365", "2026-12-01", 1),
        ("azure", "2026-12-31", 0),
        ("azure", "2027-01-01", 1),
    ] {
        for start in ["2026-10-01", "2026-10-30"] {
            let claim = format!(
                "
kind: SlaCreditClaim
metadata: {{id: claim}}
spec:
  product: {product}
  submittedOn: {sent}
  incident: {{start: {start}T08:00:00Z, end: {start}T10:00:00Z, billingMonthEnd: 2026-10-31}}
"
            );
            let told = found(&claim, sent, &["CSP-SLA-002"]);
            assert_eq!(told.len(), spoken, "{product}, {start}, {sent}");
        }
    }
}

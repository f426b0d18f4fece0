//! What pages say about prices of every shape, and about missed promises.

use crate::site::printed::printed;
use csp_support::model;
use csp_support::page::Templates;
use csp_support::site::Options;
use csp_support::source::Source;
use snapbox::{Data, assert_data_eq};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn pages(offering: &str) -> BTreeMap<String, String> {
    let partner = "apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {id: p}\nspec: {legalName: P Ltd}\n";
    let sources = [
        Source::new("offering.yaml", offering.to_owned()),
        Source::new("partner.yaml", partner.to_owned()),
    ];
    let loaded = model::load(&sources).unwrap();
    let options = Options {
        as_of: "2026-11-23".parse().unwrap(),
        languages: vec!["en".to_owned(), "de".to_owned()],
        title: None,
        base_url: None,
        logo: None,
        drafts: BTreeSet::new(),
        guidance: None,
        pdf: false,
        archive: None,
    };
    let templates = Templates::new(BTreeMap::new()).unwrap();
    printed(&loaded.workspace, &templates, &options).unwrap()
}

/// The part of a page between two headings.
fn part<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let start = page.find(from).unwrap();
    let end = page[start..].find(to).unwrap();
    &page[start..start + end]
}

#[test]
fn prices_of_every_shape_are_told_in_both_languages() {
    let pages = pages(include_str!("prices.yaml"));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden/prices");
    let headings = [
        ("en", "## What it costs", "## Invoices"),
        ("de", "## Was es kostet", "## Rechnungen"),
    ];
    for (language, from, to) in headings {
        let told = part(&pages[&format!("{language}/hourly.md")], from, to);
        let file = golden.join(format!("{language}.md"));
        let expected = Data::read_from(&file, Some(snapbox::data::DataFormat::Text)).raw();
        assert_data_eq!(told, expected);
    }
}

#[test]
fn tables_of_prices_have_captions_and_headers() {
    let pages = pages(include_str!("prices.yaml"));
    let page = part(&pages["en/hourly.html"], "id=\"pricing\"", "id=\"scope\"");
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("<table"), count("<caption"));
    assert_eq!(count("<tr><th scope=\"col\""), count("<table"));
    for said in [
        "€315.00",
        "€374.85",
        "+ 50%",
        "2 times the price",
        "2,000.00",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

fn offering(pricing: &str) -> String {
    format!(
        "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {{id: o, language: en}}\nspec:\n  \
         products: [azure]\n  supportTypes: [technical]\n  \
         hours: {{day: {{open: \"Mo-Fr 08:00-18:00\", zone: customer-local}}, rest: {{except: [day], zone: customer-local}}}}\n  \
         contacts: [{{method: email, address: a@b.example}}]\n  {pricing}\n"
    )
}

#[test]
fn a_price_that_is_over_is_not_told() {
    let items = "items: [{name: Old, model: per_hour, amount: \"80.00\", currency: EUR, validTo: 2026-11-22}, \
                 {name: New, model: per_hour, amount: \"90.00\", currency: EUR, validFrom: 2026-12-01}]";
    let pages = pages(&offering(&format!("pricing: {{charging: full, {items}}}")));
    let page = &pages["en/o.html"];
    assert!(!page.contains("€80.00") && page.contains("€90.00"));
    assert!(page.contains("Holds from 1 December 2026"));
}

#[test]
fn an_example_on_the_customers_clock_is_worked_out_too() {
    let items = "items: [{name: Help, model: per_hour, amount: \"80.00\", currency: EUR, \
                 bands: [{during: day}, {during: rest, addAmount: \"20.00\"}]}]";
    let pages = pages(&offering(&format!("pricing: {{charging: full, {items}}}")));
    let page = &pages["en/o.md"];
    assert!(
        page.contains("50 minutes of work on Saturday, beginning at 10:00, cost €83.33"),
        "{page}"
    );
    assert!(
        !pages["en/o.html"].contains("VAT"),
        "nothing is said about tax"
    );
}

//! Whether an offering uses a term, as its document tells.
//!
//! It must never look at words: the same terms stand in the glossary of every language.

use super::{METRIC, OWN, Term};
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::offering::{Offering, Price, Pricing, Scope, Target};
use crate::model::partner::{Authorization, Partner};
use crate::site::edition::{self, Edition};

/// How binding a target is that does not say so.
const USUAL: &str = "target";

/// Whether any offering of the site uses it.
pub(super) fn anywhere(edition: &Edition<'_>, term: Term) -> bool {
    let mut offerings = edition.offerings.iter();
    offerings.any(|entry| by(edition, entry, term))
}

/// Whether this offering uses it.
pub(super) fn by(edition: &Edition<'_>, entry: &Entry, (_, group, value): Term) -> bool {
    let Some(offering) = edition::offering(entry) else {
        return false;
    };
    let named = |name: Option<&str>| name == Some(value);
    match group {
        "method" => offering.contacts().any(|own| named(own.method())),
        METRIC => offering.targets().any(|own| named(own.metric())),
        "commitment" => offering
            .targets()
            .any(|own| own.kind().unwrap_or(USUAL) == value),
        "covered" => covers(offering, value),
        OWN => own_term(edition, entry, offering, value),
        _ => false,
    }
}

fn covers(offering: Offering<'_>, how: &str) -> bool {
    let mut topics = offering.scope().into_iter().flat_map(Scope::topics);
    topics.any(|topic| topic.covered() == Some(how))
}

fn own_term(edition: &Edition<'_>, entry: &Entry, offering: Offering<'_>, term: &str) -> bool {
    let timed = |target: &Target<'_>| target.within().is_some();
    let limited = |target: &Target<'_>| is_limited(edition, offering, *target);
    let needs = |what: &str| offering.entitlement().any(|own| own.needs() == Some(what));
    match term {
        "severity" => offering.severities().next().is_some(),
        "counted_during" => offering.targets().filter(timed).any(|own| limited(&own)),
        "counted_always" => offering.targets().filter(timed).any(|own| !limited(&own)),
        "working_day" => offering.targets().any(|own| own.by().is_some()),
        "vat" => {
            priced(offering, is_taxed)
                || offering
                    .pricing()
                    .and_then(Pricing::tax)
                    .is_some_and(adds_or_holds_tax)
        }
        "unit_begun" => priced(offering, |price| price.increment().is_some()),
        "surcharge" => priced(offering, has_surcharge),
        "sla" | "service_credit" => offering.sla_credits().is_some(),
        "escalation" => offering.escalation().is_some(),
        "partner_of_record" => needs(term),
        "delegated_access" => needs(term) || keeps_access(offering),
        "tenant" => offering.access().is_some(),
        "csp" => is_partner_of_microsoft(edition, entry),
        _ => false,
    }
}

/// Whether the time of a target runs in some hours only.
fn is_limited(edition: &Edition<'_>, offering: Offering<'_>, target: Target<'_>) -> bool {
    let mut windows = offering.hours();
    let during = windows.find(|(name, _)| Some(*name) == target.during());
    let during = during.and_then(|(_, lens)| edition.openings.window(lens));
    during.is_some_and(|window| !window.always_open())
}

fn priced(offering: Offering<'_>, has: impl Fn(Price<'_>) -> bool) -> bool {
    let mut prices = offering.pricing().into_iter().flat_map(Pricing::items);
    prices.any(has)
}

fn is_taxed(price: Price<'_>) -> bool {
    price.tax().is_some_and(adds_or_holds_tax)
}

fn adds_or_holds_tax(tax: &str) -> bool {
    tax != "none"
}

fn has_surcharge(price: Price<'_>) -> bool {
    price.bands().any(|band| {
        let added = [band.add_percent(), band.multiplier(), band.add_amount()];
        added.iter().any(Option::is_some)
    })
}

fn keeps_access(offering: Offering<'_>) -> bool {
    let mut duties = offering.customer_duties();
    duties.any(|own| own.duty() == Some("keep_access"))
}

/// Whether the page says in which way the partner sells Microsoft's services.
fn is_partner_of_microsoft(edition: &Edition<'_>, entry: &Entry) -> bool {
    let partner = edition.workspace.partner_of(entry).and_then(Entry::spec);
    let kind = partner
        .map(Partner::over)
        .and_then(Partner::csp_authorization)
        .and_then(Authorization::partner_type);
    kind.is_some_and(|kind| kind != "advisor")
}

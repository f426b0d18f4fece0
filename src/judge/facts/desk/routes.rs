//! Where issues with each of a customer's products go, and who can take them there.
//!
//! It brings promises and `filing` together; ways into the tenant are looked at elsewhere.

use super::{Goes, Promised, Route};
use crate::judge::expr::Missing;
use crate::judge::facts::Context;
use crate::judge::facts::duties;
use crate::judge::facts::filing::Case;
use crate::judge::facts::known::{catalogs, field};
use crate::judge::facts::people::texts;
use crate::judge::facts::promise::{self, Promise};
use crate::model::Entry;
use crate::model::catalog::{Product, Ticket, Vendor};

/// What was promised, and holds today.
pub(super) fn promised<'a>(
    context: &Context<'a>,
    customer: &Entry,
    untold: &mut Vec<Missing>,
) -> Vec<Promised<'a>> {
    let mut found = Vec::new();
    for &assignment in context.joins.assignments_of_customer(&customer.id) {
        match in_force(context, assignment) {
            Ok(offering) => found.extend(offering.map(|offering| Promised {
                assignment,
                offering,
            })),
            Err(missing) => untold.push(missing),
        }
    }
    found
}

fn in_force<'a>(
    context: &Context<'a>,
    assignment: &'a Entry,
) -> Result<Option<&'a Entry>, Missing> {
    if !duties::in_force(context, assignment)? {
        return Ok(None);
    }
    let offering = field(promise::spec(assignment)?, "offering")?.text();
    context.get("SupportOffering", offering).map(Some)
}

/// The products that the customer has from us; of one in several promises, the one with technical support.
pub(super) fn routes<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    promised: &[Promised<'a>],
    untold: &mut Vec<Missing>,
) -> Vec<Route<'a>> {
    let sold: Vec<&str> = texts(customer, "products").collect();
    let mut found: Vec<(&'static Product, Option<Promised<'a>>, Goes)> = Vec::new();
    for one in promised {
        let Some(promise) = both(*one) else { continue };
        let bought = |id: &&str| sold.is_empty() || sold.contains(id);
        for product in promise.products().filter(bought).filter_map(product) {
            let goes = goes(promise, product);
            match found.iter_mut().find(|(known, ..)| known.id == product.id) {
                None => found.push((product, Some(*one), goes)),
                Some(known) if known.2 == Goes::NotTechnical => {
                    *known = (product, Some(*one), goes);
                }
                Some(_) => {}
            }
        }
    }
    for product in sold.iter().copied().filter_map(product) {
        if !found.iter().any(|(known, ..)| known.id == product.id) {
            found.push((product, None, Goes::Unassigned));
        }
    }
    let routes = found.into_iter();
    routes
        .map(|(product, promised, goes)| route(context, customer, product, promised, goes, untold))
        .collect()
}

fn product(id: &str) -> Option<&'static Product> {
    catalogs().ok()?.product(id)
}

fn both(promised: Promised<'_>) -> Option<Promise<'_>> {
    Some(Promise {
        assignment: promised.assignment.spec()?,
        offering: promised.offering.spec()?,
    })
}

fn goes(promise: Promise<'_>, product: &Product) -> Goes {
    let target = promise
        .offering
        .path(&["escalation", "technical", "target"]);
    if product.vendor == Vendor::ThirdParty {
        return Goes::Publisher;
    }
    if promise.support_types().all(|kind| kind != "technical") {
        return Goes::NotTechnical;
    }
    if !duties::is_ours(promise, &product.id) {
        return Goes::Provider;
    }
    match (product.ticket, duties::we_file(promise.offering), target) {
        (Ticket::None, ..) => Goes::Plan,
        (_, true, _) => Goes::Microsoft,
        (_, false, Some(target)) if target.text() == "isv" => Goes::Publisher,
        (_, false, _) => Goes::Provider,
    }
}

fn route<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    product: &'static Product,
    promised: Option<Promised<'a>>,
    goes: Goes,
    untold: &mut Vec<Missing>,
) -> Route<'a> {
    let mut route = Route {
        product,
        promised,
        goes,
        people: Vec::new(),
        best: None,
        contested: false,
    };
    let Some(promised) = promised.filter(|_| goes == Goes::Microsoft) else {
        return route;
    };
    match Case::new(context, promised.assignment, &customer.id, product) {
        Ok(case) => {
            let people = case.everybody().into_iter();
            route.people = people.map(|agent| (agent, case.best_of(agent))).collect();
            route.best = Some(case.best());
            route.contested = is_contested(context, promised.assignment, product);
        }
        Err(missing) => untold.push(missing),
    }
    route
}

/// Whether resellers and advisors may file for other products than Azure changed several times.
fn is_contested(context: &Context<'_>, assignment: &Entry, product: &Product) -> bool {
    let partner = context.partner(assignment).ok().and_then(Entry::spec);
    let kind = partner.and_then(|partner| partner.path(&["cspAuthorization", "partnerType"]));
    let indirect = kind.is_some_and(|kind| matches!(kind.text(), "indirect_reseller" | "advisor"));
    indirect && product.ticket == Ticket::M365
}

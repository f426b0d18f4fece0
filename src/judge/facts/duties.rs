//! What we owe customers on a date: assignments in force, products we support, products we file
//! requests for ourselves.
//!
//! It reads promises and must never ask whether we can keep them.

use super::known::{Known, all, catalogs, field};
use super::promise::{Promise, is_published, runs, spec};
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::model::catalog::{Product, Ticket};
use crate::yaml::NodeRef;

/// A Microsoft product that a customer has from us with technical support by us.
#[derive(Debug, Clone, Copy)]
pub(super) struct Duty<'a> {
    /// The assignment that makes it our duty.
    pub assignment: &'a Entry,
    /// The product.
    pub product: &'static Product,
    /// Whether we file requests with Microsoft; else the distributor does.
    pub we_file: bool,
}

/// Whether an assignment and its offering hold today and the customer is still with us.
pub(super) fn in_force(context: &Context<'_>, assignment: &Entry) -> Known {
    let own = spec(fit(assignment)?)?;
    let offering = spec(context.get("SupportOffering", field(own, "offering")?.text())?)?;
    let customer = spec(context.get("Customer", field(own, "customer")?.text())?)?;
    all([
        runs(own, context.as_of),
        runs(offering, context.as_of),
        Ok(is_published(offering) && customer.str("status") != Some("left")),
    ])
}

/// What we owe a customer by all assignments, each product once.
pub(super) fn of_customer<'a>(
    context: &Context<'a>,
    customer: &str,
) -> Result<Vec<Duty<'a>>, Missing> {
    let mut found: Vec<Duty<'a>> = Vec::new();
    for assignment in context.joins.assignments_of_customer(customer) {
        for duty in of_assignment(context, assignment)? {
            if found
                .iter()
                .all(|known| known.product.id != duty.product.id)
            {
                found.push(duty);
            }
        }
    }
    Ok(found)
}

/// What we owe by one assignment; nothing where it is not in force or somebody else does the work.
pub(super) fn of_assignment<'a>(
    context: &Context<'a>,
    assignment: &'a Entry,
) -> Result<Vec<Duty<'a>>, Missing> {
    if !in_force(context, assignment)? {
        return Ok(Vec::new());
    }
    let own = spec(assignment)?;
    let offering = spec(context.get("SupportOffering", field(own, "offering")?.text())?)?;
    let promise = Promise {
        assignment: own,
        offering,
    };
    if promise.support_types().all(|kind| kind != "technical") {
        return Ok(Vec::new());
    }
    let (catalogs, we_file) = (catalogs()?, we_file(offering));
    let products = promise
        .products()
        .filter_map(|product| catalogs.product(product));
    let ours =
        products.filter(|product| product.ticket != Ticket::None && is_ours(promise, &product.id));
    let duty = |product| Duty {
        assignment,
        product,
        we_file,
    };
    Ok(ours.map(duty).collect())
}

/// The written split decides, the product's own line before the one for all; else who is accountable.
pub(super) fn is_ours(promise: Promise<'_>, product: &str) -> bool {
    let split = || {
        promise
            .assignment
            .get("split")
            .into_iter()
            .flat_map(NodeRef::items)
    };
    let owner = |of: &str| {
        let mut lines = split().filter(|line| line.str("supportType") == Some("technical"));
        let line = lines.find(|line| line.str("product").unwrap_or("*") == of);
        line.and_then(|line| line.str("owner"))
    };
    if let Some(owner) = owner(product).or_else(|| owner("*")) {
        return owner != "provider";
    }
    let accountable = promise.offering.path(&["delivery", "accountableParty"]);
    accountable.is_none_or(|party| party.text() == "partner")
}

/// Whether requests go from us to Microsoft, not through a distributor or to a publisher.
pub(super) fn we_file(offering: NodeRef<'_>) -> bool {
    let ours = |path: &[&str], names: &[&str]| {
        offering
            .path(path)
            .is_none_or(|node| names.contains(&node.text()))
    };
    ours(&["escalation", "technical", "target"], &["microsoft"])
        && ours(&["escalation", "toMicrosoft", "by"], &["partner"])
}

//! What we owe customers on a date: assignments in force, products we support, products we file
//! requests for ourselves.
//!
//! It reads promises and must never ask whether we can keep them.

use super::known::{Known, all, catalogs, field};
use super::promise::{Promise, is_published, runs, spec};
use super::{Context, Joins, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::model::catalog::{Product, Ticket};
use crate::yaml::NodeRef;
use std::collections::HashMap;
use std::sync::OnceLock;

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

/// What we owe customers; each is looked through once, when first asked for.
#[derive(Debug)]
pub(super) struct Owed<'a> {
    of_customer: HashMap<&'a str, OnceLock<Result<Vec<Due>, Missing>>>,
}

/// A duty with its assignment's place among the customer's, without borrowing it, so that it may be found late.
#[derive(Debug, Clone, Copy)]
struct Due {
    assignment: usize,
    product: &'static Product,
    we_file: bool,
}

impl<'a> Owed<'a> {
    pub(super) fn new(joins: &Joins<'a>) -> Self {
        let customers = joins.customers_with_support();
        Self {
            of_customer: customers.map(|id| (id, OnceLock::new())).collect(),
        }
    }
}

/// What we owe a customer by all assignments, each product once.
pub(super) fn of_customer<'a>(
    context: &Context<'a>,
    customer: &str,
) -> Result<Vec<Duty<'a>>, Missing> {
    let assignments = context.joins.assignments_of_customer(customer);
    let Some(known) = context.owed.of_customer.get(customer) else {
        return Ok(Vec::new());
    };
    let due = known.get_or_init(|| due(context, assignments));
    let due = due.as_ref().map_err(Clone::clone)?.iter();
    let duty = |due: &Due| {
        Some(Duty {
            assignment: assignments.get(due.assignment)?,
            product: due.product,
            we_file: due.we_file,
        })
    };
    Ok(due.filter_map(duty).collect())
}

fn due(context: &Context<'_>, assignments: &[&Entry]) -> Result<Vec<Due>, Missing> {
    let mut found: Vec<Due> = Vec::new();
    for (place, assignment) in assignments.iter().enumerate() {
        for duty in of_assignment(context, assignment)? {
            if found.iter().all(|due| due.product.id != duty.product.id) {
                found.push(Due {
                    assignment: place,
                    product: duty.product,
                    we_file: duty.we_file,
                });
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

//! What is promised to a customer today: assignments in force, and the offerings behind them.
//!
//! It finds promises; whether they are kept, or good, is not known here.

use super::known::{Known, all, day, field};
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// An assignment in force with the offering behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promise<'a> {
    /// The assignment's `spec`.
    pub assignment: NodeRef<'a>,
    /// The offering's `spec`.
    pub offering: NodeRef<'a>,
}

impl<'a> Promise<'a> {
    /// The product families assigned: some of the offering's, or all.
    pub(super) fn products(&self) -> impl Iterator<Item = &'a str> {
        let own = self.assignment.get("products");
        texts(own.or_else(|| self.offering.get("products")))
    }

    /// The types of support promised.
    pub(super) fn support_types(&self) -> impl Iterator<Item = &'a str> {
        texts(self.offering.get("supportTypes"))
    }
}

/// What a customer is promised on the day that counts as today.
pub(super) fn promises<'a>(
    context: &Context<'a>,
    customer: &str,
) -> Result<Vec<Promise<'a>>, Missing> {
    let mut found = Vec::new();
    for assignment in context.joins.assignments_of_customer(customer) {
        let assignment = spec(fit(assignment)?)?;
        if !runs(assignment, context.as_of)? {
            continue;
        }
        let offering = field(assignment, "offering")?.text();
        let offering = spec(context.get("SupportOffering", offering)?)?;
        if is_published(offering) && runs(offering, context.as_of)? {
            found.push(Promise {
                assignment,
                offering,
            });
        }
    }
    Ok(found)
}

/// Whether customers get an offering: drafts and retired ones promise nothing.
pub(super) fn is_published(offering: NodeRef<'_>) -> bool {
    offering
        .str("status")
        .is_none_or(|status| status == "published")
}

/// Whether a day lies between `effectiveFrom` and `effectiveTo`, which are both inclusive.
pub(super) fn runs(spec: NodeRef<'_>, today: Date) -> Known {
    let bound = |name: &str| spec.get(name).map(day).transpose();
    let begun = bound("effectiveFrom").map(|first| first.is_none_or(|first| first <= today));
    let going = bound("effectiveTo").map(|last| last.is_none_or(|last| today <= last));
    all([begun, going])
}

/// The customers who have an offering today, by id; not those who left.
pub(super) fn customers_of<'a>(
    context: &Context<'a>,
    offering: &Entry,
) -> Result<Vec<(&'a str, NodeRef<'a>)>, Missing> {
    let mut found = Vec::new();
    for assignment in context.joins.assignments_of_offering(&offering.id) {
        let assignment = spec(assignment)?;
        let today = runs(assignment, context.as_of) == Ok(true);
        let Some(id) = assignment.str("customer").filter(|_| today) else {
            continue;
        };
        let customer = spec(context.get("Customer", id)?)?;
        if customer.str("status") != Some("left") {
            found.push((id, customer));
        }
    }
    Ok(found)
}

/// A document's `spec`.
pub(super) fn spec(entry: &Entry) -> Result<NodeRef<'_>, Missing> {
    entry
        .spec()
        .ok_or_else(|| Missing::new(format!("{}: spec", entry.name())))
}

/// The texts of a list; none where there is no list.
pub(super) fn texts(list: Option<NodeRef<'_>>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(NodeRef::items).map(NodeRef::text)
}

/// Whether a list names a value.
pub(super) fn is_named(list: Option<NodeRef<'_>>, value: &str) -> bool {
    texts(list).any(|own| own == value)
}

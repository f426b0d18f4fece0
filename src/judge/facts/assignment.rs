//! Facts about assignments: what the customer agreed to, who owns which part of the support.
//!
//! It compares an assignment with the customer and the offering it names; it never judges.

use super::known::{day, field};
use super::promise::{Promise, spec};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;

/// Owners that tell who answers when a distributor takes part.
const OWNERS: [&str; 3] = ["reseller", "provider", "shared"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "agreement_accepted_on",
        of: "SupportAssignment",
        ty: FactType::Text,
        about: "the day on which the customer accepted the Microsoft Customer Agreement",
        compute: agreement_accepted_on,
    },
    Fact {
        name: "agreement_still_to_come",
        of: "SupportAssignment",
        ty: FactType::Bool,
        about: "that day lies in the future",
        compute: agreement_still_to_come,
    },
    Fact {
        name: "assigned_products",
        of: "SupportAssignment",
        ty: FactType::Texts,
        about: "the products assigned, by key: those it names, else all of its offering",
        compute: assigned_products,
    },
    Fact {
        name: "delivery_model",
        of: "SupportAssignment",
        ty: FactType::Text,
        about: "how the support of its offering is delivered",
        compute: delivery_model,
    },
    Fact {
        name: "unowned",
        of: "SupportAssignment",
        ty: FactType::Texts,
        about: "parts of the promised support for which the split names neither reseller nor distributor",
        compute: unowned,
    },
];

fn accepted_on<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<NodeRef<'a>, Missing> {
    let customer = field(spec(subject.entry)?, "customer")?.text();
    let customer = spec(context.get("Customer", customer)?)?;
    field(field(customer, "mca")?, "acceptedOn")
}

fn agreement_accepted_on<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    Ok(Answer::text(accepted_on(context, subject)?.text()))
}

fn agreement_still_to_come<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let accepted = day(accepted_on(context, subject)?)?;
    Ok(Answer::yes(accepted > context.as_of))
}

fn promise<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<Promise<'a>, Missing> {
    let assignment = spec(subject.entry)?;
    let offering = field(assignment, "offering")?.text();
    let offering = spec(context.get("SupportOffering", offering)?)?;
    Ok(Promise {
        assignment,
        offering,
    })
}

fn assigned_products<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promise = promise(context, subject)?;
    Ok(Answer::texts(promise.products().map(str::to_owned)))
}

fn delivery_model<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let delivery = field(promise(context, subject)?.offering, "delivery")?;
    Ok(Answer::text(field(delivery, "model")?.text()))
}

fn unowned<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promise = promise(context, subject)?;
    let assignment = promise.assignment;
    let mut open = Vec::new();
    for kind in promise.support_types() {
        let products = promise
            .products()
            .filter(|product| !owned(assignment, kind, product));
        open.extend(products.map(|product| format!("{} for `{product}`", kind.replace('_', " "))));
    }
    Ok(Answer::texts(open).at(assignment.get("split")))
}

fn owned(assignment: NodeRef<'_>, kind: &str, product: &str) -> bool {
    let split = assignment.get("split").into_iter().flat_map(NodeRef::items);
    let mut lines = split.filter(|line| line.str("supportType") == Some(kind));
    lines.any(|line| {
        let of = line.str("product").unwrap_or("*");
        let owner = line.str("owner").unwrap_or_default();
        (of == "*" || of == product) && OWNERS.contains(&owner)
    })
}

//! Which support a customer has: offerings by assignment, since when, for what, and who answers for it.

use crate::error::Result;
use crate::hours::duration;
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::page::{Part, capitalised};
use crate::site::customer::Subject;
use crate::site::edition::Edition;
use crate::site::index::usual_contacts;
use crate::site::statement::contact::Card;
use crate::site::statement::{self, summary};
use crate::site::texts::Text;
use crate::yaml::NodeRef;
use schemars::JsonSchema;
use serde::Serialize;

/// One offering that the customer has or will have.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomerOffering")]
pub struct Held {
    /// What it is called.
    name: Part<Text>,
    /// Its public page, if the site's address is known.
    href: Option<String>,
    /// Who answers, when, how: one sentence from the data.
    lead: String,
    /// From when to when the customer has it.
    period: Option<String>,
    /// How long before a change the customer is told by contract.
    notice: Option<String>,
    /// The products it is for, by name.
    products: Vec<String>,
    /// Who answers for what.
    owners: Vec<Part<Owner>>,
    /// Its contacts.
    contacts: Part<Vec<Card>>,
    /// Whether it is a draft.
    draft: bool,
}

/// What an offering says to all customers who have it.
#[derive(Debug)]
pub(super) struct Promise {
    name: Part<Text>,
    href: Option<String>,
    lead: String,
    /// How long before a change customers are told, as an ISO 8601 duration.
    notice: Option<String>,
    products: Vec<String>,
    contacts: Part<Vec<Card>>,
    draft: bool,
}

impl Promise {
    /// What it says in a language.
    pub(super) fn new(edition: &Edition<'_>, entry: &Entry) -> Result<Self> {
        let subject = statement::Subject::new(edition, entry)?;
        let name = subject.heading()?;
        let stem = edition.statement_stem(&entry.id);
        let products = subject.offering.products();
        Ok(Self {
            name: Part::of(name)?,
            href: edition.address(&format!("{stem}.html")),
            lead: summary::lead(&subject)?,
            notice: subject.offering.change_notice().map(str::to_owned),
            products: subject.words.names("product", products)?,
            contacts: Part::of(usual_contacts(&subject)?)?,
            draft: subject.is_draft(),
        })
    }

    /// Whether it is a draft.
    pub(super) fn is_draft(&self) -> bool {
        self.draft
    }
}

/// Who answers for a kind of support.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomerOwner")]
pub struct Owner {
    /// The kind of request.
    kind: String,
    /// The product.
    product: String,
    /// Who answers for it.
    who: String,
}

/// The offerings of a customer, in the order of their assignments.
pub(super) fn held(subject: &Subject<'_>) -> Result<Vec<Held>> {
    let assignments = subject.customer.assignments.iter();
    let assignments = assignments.map(|entry| entry.and_then(Entry::spec).map(Offering::over));
    let promises = subject.promises.iter();
    promises
        .zip(assignments)
        .map(|(promise, assignment)| one(subject, promise, assignment))
        .collect()
}

fn one(subject: &Subject<'_>, promise: &Promise, assignment: Option<Offering<'_>>) -> Result<Held> {
    let words = subject.edition.words();
    let own = assignment.into_iter().flat_map(Offering::products);
    let own = words.names("product", own)?;
    let period = assignment.map(|assignment| period(subject, assignment));
    let notice = assignment.map(|assignment| notice(subject, promise, assignment));
    Ok(Held {
        name: promise.name.clone(),
        href: promise.href.clone(),
        lead: promise.lead.clone(),
        period: period.transpose()?.flatten(),
        notice: notice.transpose()?.flatten(),
        products: if own.is_empty() {
            promise.products.clone()
        } else {
            own
        },
        owners: assignment
            .into_iter()
            .flat_map(|assignment| assignment.items("split"))
            .map(|row| owner(subject.edition, row))
            .collect::<Result<_>>()?,
        contacts: promise.contacts.clone(),
        draft: promise.draft,
    })
}

/// The fields of an assignment are named like those of an offering, so the same lens reads them.
fn period(subject: &Subject<'_>, assignment: Offering<'_>) -> Result<Option<String>> {
    let words = subject.edition.words();
    let shown = |day| words.locale.date(day);
    let later = |day| day > subject.edition.options.as_of;
    let (key, from, to) = match (assignment.effective_from(), assignment.effective_to()) {
        (None, None) => return Ok(None),
        (Some(from), None) if later(from) => ("customer.from", shown(from), String::new()),
        (Some(from), None) => ("customer.since", shown(from), String::new()),
        (None, Some(to)) => ("customer.until", String::new(), shown(to)),
        (Some(from), Some(to)) => ("customer.between", shown(from), shown(to)),
    };
    let values: &[(&str, &str)] = match key {
        "customer.until" => &[("to", &to)],
        "customer.between" => &[("from", &from), ("to", &to)],
        _ => &[("from", &from)],
    };
    words.say(key, values).map(Some)
}

/// The notice that the contract asks for, where it is longer than that of the offering.
fn notice(
    subject: &Subject<'_>,
    promise: &Promise,
    assignment: Offering<'_>,
) -> Result<Option<String>> {
    let words = subject.edition.words();
    let end = |iso: &str| duration::parse(iso)?.end(subject.edition.options.as_of);
    let usual = promise.notice.as_deref().and_then(end);
    let own = assignment.change_notice();
    let own = own.filter(|iso| end(iso) > usual);
    let told = own.map(|iso| words.duration(iso));
    told.map(|duration| words.say("about.notice", &[("duration", &duration)]))
        .transpose()
}

/// Contracts of many customers split the work in the same ways.
fn owner(edition: &Edition<'_>, row: NodeRef<'_>) -> Result<Part<Owner>> {
    let split = ["supportType", "product", "owner"];
    let split = split.map(|field| row.str(field).unwrap_or_default());
    let [kind, product, who] = split;
    edition.owners.get(&split.join("\n"), || {
        let words = edition.words();
        let product = match product {
            "" | "*" => words.say("customer.every_product", &[])?,
            product => words.name("product", product)?,
        };
        Part::of(Owner {
            kind: capitalised(&words.name("type", kind)?),
            product: capitalised(&product),
            who: words.name("customer_owner", who)?,
        })
    })
}

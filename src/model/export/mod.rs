//! What platforms export, told in the words of our own documents.
//!
//! An export is a document whose `spec` is what the platform wrote. Each of its records becomes drafts: what
//! a document of ours would say, as far as the record knows. It must never know what is written or compared.

mod access_assignments;
pub mod aside;
pub mod compare;
mod csv;
mod customers;
pub mod dap;
mod draft;
mod fields;
pub mod health;
mod known;
mod partner_profile;
pub mod record;
mod relationships;
mod requirements;
pub mod service_requests;
mod support_contact;
mod telephone;
mod tenant;

pub use csv::Mappings;
pub use draft::{Draft, Drafts, Key, collect};
pub use fields::Fields;
pub use known::{Known, is_live};
pub use requirements::requirement_met;

use crate::model::Entry;
use crate::model::kind::{Kind, Origin};
use crate::yaml::NodeRef;
use record::{Record, Unreadable};
use std::collections::BTreeSet;

/// How the exports of one kind are understood.
pub struct Reading {
    /// The kind of export.
    pub kind: &'static str,
    /// Fields that the export itself does not always tell and that options tell.
    pub told: &'static [Told],
    /// Turns a record into drafts.
    pub draft: for<'a> fn(&Known<'a>, Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>>,
    /// What an export says as a whole, also where it has no records.
    pub whole: Option<for<'a> fn(&Known<'a>, &'a Entry) -> Option<Draft<'a>>>,
    /// Whether a complete export would list what this document declares.
    pub lists: fn(&Known<'_>, &Entry) -> bool,
}

/// What an export does not always tell about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The id of the relationship it is about (`--relationship`).
    Relationship,
    /// The customer it is about, by our id (`--customer`).
    Customer,
    /// When it was taken (`--taken-at`).
    TakenAt,
    /// What its columns mean, by the id of a `CsvMapping` (`--mapping`).
    Mapping,
}

impl Told {
    /// The field of the export that holds it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Relationship => "relationship",
            Self::Customer => "customer",
            Self::TakenAt => "takenAt",
            Self::Mapping => "mapping",
        }
    }
}

/// All exports that are understood, by their kinds in [`KINDS`](crate::model::KINDS).
pub const READINGS: &[Reading] = &[
    relationships::READING,
    access_assignments::READING,
    customers::READING,
    health::OVERVIEWS,
    health::ISSUES,
    requirements::READING,
    partner_profile::SUPPORT,
    partner_profile::LEGAL,
    service_requests::READING,
    support_contact::READING,
    dap::CUSTOMERS,
    dap::STATISTICS,
    csv::READING,
];

/// How exports of a kind are understood.
pub fn reading_of(kind: &Kind) -> Option<&'static Reading> {
    READINGS.iter().find(|reading| reading.kind == kind.name)
}

/// The records of an export: the items of its list, or the export itself.
pub fn records(entry: &Entry) -> Vec<NodeRef<'_>> {
    let Some(spec) = entry.spec() else {
        return Vec::new();
    };
    match entry.kind.origin {
        Origin::Exported {
            list: Some(list), ..
        } => {
            let list = spec.get(list).into_iter();
            list.flat_map(NodeRef::items).collect()
        }
        Origin::Exported { list: None, .. } => vec![spec],
        Origin::Written => Vec::new(),
    }
}

/// Lists have everything only with their last page, which has no link to a next one.
pub fn is_complete(exports: &[&Entry]) -> bool {
    exports.iter().any(|entry| is_last_page(entry))
}

/// A record on its own is no page of a list: it says nothing about others.
fn is_last_page(entry: &Entry) -> bool {
    let Origin::Exported { list, .. } = entry.kind.origin else {
        return false;
    };
    let list = entry.spec().zip(list);
    let list = list.and_then(|(spec, list)| spec.get(list));
    let alone = list.is_some_and(|list| list.items().any(|item| item.span() == list.span()));
    next_page(entry).is_none() && !alone
}

/// Which of these exports go on on a page that is not among them, by their place. Pages of one list are of
/// one kind and were told the same, such as one relationship; the last of them has no link to a next one.
pub fn goes_on(exports: &[&Entry]) -> Vec<usize> {
    let list = |entry: &Entry| {
        let told = reading_of(entry.kind).map_or(&[][..], |reading| reading.told);
        let value = |told: &Told| Some(entry.spec()?.str(told.field())?.to_owned());
        let values: Vec<Option<String>> = told.iter().map(value).collect();
        (entry.kind.index(), values)
    };
    let ended = exports.iter().filter(|entry| is_last_page(entry));
    let ended: BTreeSet<_> = ended.map(|entry| list(entry)).collect();
    let open = exports.iter().enumerate();
    open.filter(|(_, entry)| next_page(entry).is_some() && !ended.contains(&list(entry)))
        .map(|(at, _)| at)
        .collect()
}

/// The link to the next page, where there is one.
pub fn next_page(entry: &Entry) -> Option<NodeRef<'_>> {
    let link = entry.spec()?.get("@odata.nextLink")?;
    Some(link).filter(|link| !link.text().is_empty() && !link.is_null())
}

//! Facts about offerings that replace each other or stand side by side: rings, overlaps, defaults, versions.
//!
//! It looks at two offerings at a time and never searches all of them.

use super::known::{day, field};
use super::promise::{is_published, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// Longest chain of offerings that is followed.
const LONGEST: usize = 100;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "earlier_defaults",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "a published default offering of the same partner, before this one by its id, at the same time and for the same products",
        compute: earlier_defaults,
    },
    Fact {
        name: "ring",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "offerings that replace each other in a ring, this one first; empty where there is none",
        compute: ring,
    },
    Fact {
        name: "ring_begins_here",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "the offering is the first by its id in a ring of offerings that replace each other",
        compute: |context, subject| {
            let (at, ring) = ring_of(context, subject)?;
            let first = ring.iter().all(|id| *id >= subject.entry.id.as_str());
            Ok(Answer::yes(first && !ring.is_empty()).at(Some(at)))
        },
    },
    Fact {
        name: "still_promised",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "products that the replaced offering, still published, promises at the same time",
        compute: still_promised,
    },
    Fact {
        name: "version_before",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the version of the offering that this one replaces; empty where that has none",
        compute: |context, subject| {
            let before = spec(replaced(context, subject)?.1)?.str("version");
            let own = spec(subject.entry)?.get("version");
            Ok(Answer::text(before.unwrap_or_default()).at(own))
        },
    },
];

/// The offering that this one replaces, and where that stands.
fn replaced<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<(NodeRef<'a>, &'a Entry), Missing> {
    let at = field(spec(subject.entry)?, "supersedes")?;
    Ok((at, context.get("SupportOffering", at.text())?))
}

fn ring<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (at, ring) = ring_of(context, subject)?;
    let names = ring.into_iter().map(|id| format!("`{id}`"));
    Ok(Answer::texts(names).at(Some(at)))
}

/// The offerings from this one back to itself by what they replace; none if that never leads back.
fn ring_of<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<(NodeRef<'a>, Vec<&'a str>), Missing> {
    let (at, mut next) = replaced(context, subject)?;
    let mut ring = vec![subject.entry.id.as_str()];
    while next.id != subject.entry.id {
        let before = spec(next)?.str("supersedes");
        let Some(id) = before.filter(|_| ring.len() < LONGEST) else {
            return Ok((at, Vec::new()));
        };
        ring.push(&next.id);
        next = context.get("SupportOffering", id)?;
    }
    Ok((at, ring))
}

fn still_promised<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (at, before) = replaced(context, subject)?;
    let (own, before) = (spec(subject.entry)?, spec(before)?);
    let both = is_published(before) && at_once(own, before)?;
    let shared = shared(own, before).filter(|_| both);
    Ok(Answer::texts(shared.map(|product| format!("`{product}`"))).at(Some(at)))
}

fn earlier_defaults<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let own = spec(subject.entry)?;
    let partner = context.partner(subject.entry)?;
    for other in context.joins.defaults_of_partner(&partner.id) {
        if other.id >= subject.entry.id {
            continue;
        }
        let spec = spec(other)?;
        if is_published(spec) && at_once(own, spec)? && shared(own, spec).next().is_some() {
            let name = format!("`{}`", other.id);
            return Ok(Answer::texts([name]).at(own.get("isDefault")));
        }
    }
    Ok(Answer::texts([]))
}

/// Products of both.
fn shared<'a>(one: NodeRef<'a>, other: NodeRef<'a>) -> impl Iterator<Item = &'a str> {
    let both = texts(one.get("products"));
    both.filter(move |product| texts(other.get("products")).any(|found| found == *product))
}

/// Whether there is a day on which both hold.
fn at_once(one: NodeRef<'_>, other: NodeRef<'_>) -> Result<bool, Missing> {
    let bound = |spec: NodeRef<'_>, name: &str| spec.get(name).map(day).transpose();
    let apart = |first: Option<Date>, second: Option<Date>| {
        first.zip(second).is_some_and(|(end, start)| end < start)
    };
    let (one_from, one_to) = (bound(one, "effectiveFrom")?, bound(one, "effectiveTo")?);
    let (other_from, other_to) = (bound(other, "effectiveFrom")?, bound(other, "effectiveTo")?);
    Ok(!apart(one_to, other_from) && !apart(other_to, one_from))
}

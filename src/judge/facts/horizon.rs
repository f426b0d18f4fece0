//! Facts about how far ahead holidays are known.
//!
//! It knows where calendars end; windows and their hours are not evaluated here.

use super::known::{catalogs, day, days_between, field};
use super::promise::{is_published, spec};
use super::{Context, Fact, FactType, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "days_left",
        of: "PartnerProfile.calendars[]",
        ty: FactType::Int,
        about: "days from today to the calendar's own horizon; negative afterwards",
        compute: |context, subject| {
            let horizon = field(subject.node, "horizon")?;
            Ok(Answer::number(days_between(context.as_of, day(horizon)?)).at(Some(horizon)))
        },
    },
    Fact {
        name: "promised_by",
        of: "PartnerProfile.calendars[]",
        ty: FactType::Texts,
        about: "published offerings with windows of hours that go by this calendar",
        compute: |context, subject| Ok(promised_by(context, subject)),
    },
    Fact {
        name: "holiday_calendar",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the shipped calendar behind the offering's windows whose holidays are known for the shortest time; empty where there is none",
        compute: |context, subject| {
            let name = shipped(context, subject)?.map(|(_, name, _)| name);
            Ok(Answer::text(name.unwrap_or_default()))
        },
    },
    Fact {
        name: "holiday_days_left",
        of: "SupportOffering",
        ty: FactType::Int,
        about: "days from today to the last day that this calendar knows; negative afterwards",
        compute: |context, subject| {
            let first = shipped(context, subject)?;
            let (days, _, node) = first.ok_or_else(|| Missing::new("a calendar of holidays"))?;
            Ok(Answer::number(days).at(Some(node)))
        },
    },
];

/// What windows of an offering and of its parties name as their calendar.
fn named(offering: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let parties = offering.path(&["delivery", "parties"]);
    let parties = parties.into_iter().flat_map(NodeRef::items);
    let maps = parties.filter_map(|party| party.get("hours"));
    let maps = offering.get("hours").into_iter().chain(maps);
    let windows = maps.flat_map(NodeRef::entries);
    windows.filter_map(|(_, window)| window.get("holidays"))
}

/// The ids of calendars behind an offering's windows, through calendars of the partner's own, and where each is named.
pub(super) fn windows_calendars<'a>(
    offering: NodeRef<'a>,
    own: Option<NodeRef<'a>>,
) -> impl Iterator<Item = (&'a str, NodeRef<'a>)> {
    named(offering).filter_map(move |node| {
        let calendar = own.and_then(|own| own.get(node.text()));
        let id = calendar.map_or(Some(node.text()), |calendar| calendar.str("of"))?;
        Some((id, node))
    })
}

/// The shipped calendar that ends first: days left, its id, and the window's field that leads to it.
fn shipped<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<Option<(i64, String, NodeRef<'a>)>, Missing> {
    let calendars = context.partner(subject.entry).ok().and_then(Entry::spec);
    let calendars = calendars.and_then(|partner| partner.get("calendars"));
    let catalogs = catalogs()?;
    let found = windows_calendars(spec(subject.entry)?, calendars).filter_map(|(id, node)| {
        let calendar = catalogs.calendar(id)?;
        let days = days_between(context.as_of, calendar.horizon);
        Some((days, calendar.id.clone(), node))
    });
    Ok(found.min_by_key(|(days, ..)| *days))
}

fn promised_by<'a>(context: &Context<'a>, subject: Subject<'a>) -> Answer<'a> {
    let name = subject.node.introduced_by().text();
    let offerings = context.joins.offerings_of_partner(&subject.entry.id);
    let by = offerings.iter().filter(|offering| {
        let spec = offering.spec().filter(|spec| is_published(*spec));
        spec.is_some_and(|spec| named(spec).any(|node| node.text() == name))
    });
    Answer::texts(by.map(|offering| format!("`{}`", offering.id)))
}

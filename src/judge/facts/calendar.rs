//! Facts about the calendars that a partner keeps: whether each entry changes anything.
//!
//! It compares a calendar with the public holidays it begins with; who uses it is not known here.

use super::known::{catalogs, field};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::When;
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::civil::Date;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "days_in_vain",
        of: "PartnerProfile.calendars[]",
        ty: FactType::Texts,
        about: "entries of the calendar that end before they begin, or cut nothing off a day",
        compute: |_, subject| Ok(days_in_vain(subject.node)),
    },
    Fact {
        name: "name",
        of: "PartnerProfile.calendars[]",
        ty: FactType::Text,
        about: "the name of this calendar",
        compute: |_, subject| Ok(Answer::text(subject.node.introduced_by().text())),
    },
    Fact {
        name: "removed_in_vain",
        of: "PartnerProfile.calendars[]",
        ty: FactType::Texts,
        about: "removed days that are no public holidays in the region of the calendar",
        compute: removed_in_vain,
    },
];

fn days_in_vain(calendar: NodeRef<'_>) -> Answer<'_> {
    let items = |key: &str| calendar.get(key).into_iter().flat_map(NodeRef::items);
    let reversed = items("add").filter(|day| is_reversed(*day));
    let uncut = items("short").filter(|day| cuts_nothing(*day));
    let vain: Vec<_> = reversed.chain(uncut).collect();
    let told = vain.iter().filter_map(|day| day.str("name"));
    let told: Vec<_> = told.map(|name| format!("`{name}`")).collect();
    Answer::texts(told).at(vain.first().copied())
}

/// Whether days in a row end before they begin, or begin with a date and end with a day of every year.
fn is_reversed(day: NodeRef<'_>) -> bool {
    let ends = day.str("from").zip(day.str("to"));
    ends.is_some_and(|(from, to)| When::between(from, to).is_none())
}

/// Whether a short day is as long as any other, or has no hours left.
fn cuts_nothing(day: NodeRef<'_>) -> bool {
    let from = day.str("from").unwrap_or("00:00");
    let until = day.str("until").unwrap_or("24:00");
    from >= until || (from, until) == ("00:00", "24:00")
}

fn removed_in_vain<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let region = field(subject.node, "of")?.text();
    let base = catalogs()?.calendar(region);
    let base = base.ok_or_else(|| Missing::new(format!("the calendar `{region}`")))?;
    let removed = subject
        .node
        .get("remove")
        .into_iter()
        .flat_map(NodeRef::items);
    let vain: Vec<_> = removed
        .filter(|day| {
            let date = day.text().parse::<Date>().ok();
            date.is_some_and(|date| base.covers(date) && base.on(date).is_none())
        })
        .collect();
    let told: Vec<_> = vain.iter().map(|day| format!("`{}`", day.text())).collect();
    Ok(Answer::texts(told).at(vain.first().copied()))
}

//! Whether customers were told of reductions as long before as the offering promises.
//!
//! What counts is the promise that customers have, that of OLD, and what either side says about planned
//! changes. A change takes effect on the first day of NEW, else on the day of its newest stated change,
//! else on the day for which it was announced.

use super::change::Ledger;
use super::kind::{self, Level, Matter};
use super::words::{duration, list};
use super::{Change, Pair, Spot, Version};
use crate::hours::duration as iso;
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::offering::{Change as Stated, Offering, ScheduledChange};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a planned change must be about to tell of a matter.
const fn abouts(matter: Matter) -> &'static [&'static str] {
    match matter {
        Matter::Hours => &["hours"],
        Matter::Contacts | Matter::Languages => &["contacts", "hours"],
        Matter::Targets => &["targets"],
        Matter::Prices => &["prices"],
        Matter::Scope => &["scope"],
        Matter::Parties => &["parties"],
        Matter::Offering => &["end"],
        Matter::Duties | Matter::Escalation | Matter::Remedies => &["terms", "scope"],
        Matter::Terms => &["terms", "end"],
        Matter::Notice | Matter::Wording => &[],
    }
}

/// What was told, and for when.
struct Told {
    announced: Date,
    effective: Date,
}

/// Notes every matter with reductions of which customers were told late or not at all.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let Some(notice) = pair.old.offering.change_notice() else {
        return;
    };
    let reductions = ledger.changes.iter();
    let reductions =
        reductions.filter(|change| change.kind.level == Level::Reduction && change.public);
    let matters: BTreeSet<Matter> = reductions.map(|change| change.kind.matter).collect();
    for matter in matters {
        let about = ledger.changes.iter();
        let mut about = about.filter(|change| {
            change.kind.level == Level::Reduction && change.public && change.kind.matter == matter
        });
        let ids: BTreeSet<_> = about.clone().map(|change| change.kind.id).collect();
        let place = about.find_map(|change| change.new.map(|spot| spot.node));
        let nodes = (
            pair.old.field("changeNotice"),
            place.or_else(|| pair.new.field("name")),
        );
        let (turn, says) = match told(pair, matter) {
            None => (kind::NOTICE, missing(notice, &ids)),
            Some(told) if !in_time(notice, &told) => (kind::NOTICE_TIME, late(notice, &ids, &told)),
            Some(_) => continue,
        };
        ledger.note(turn, Some(Level::Breach), nodes, || says);
    }
}

/// The earliest announcement that tells of a matter.
fn told(pair: &Pair<'_>, matter: Matter) -> Option<Told> {
    let (old, new) = (&pair.old, &pair.new);
    let planned = old
        .offering
        .scheduled_changes()
        .chain(new.offering.scheduled_changes());
    let change_day = change_day(old.offering, new.offering);
    let same_day = old.as_of == new.as_of;
    let told = planned.filter_map(|planned| {
        let (on, announced) = (planned.on()?, planned.announced_on()?);
        let effective = change_day.unwrap_or(on);
        // What took effect before OLD was looked at is not what changed since.
        let is_it = on >= effective.min(old.as_of) && (same_day || on > old.as_of);
        (is_it && tells(planned, matter)).then_some(Told {
            announced,
            effective,
        })
    });
    told.min_by_key(|told| told.announced)
}

fn tells(planned: ScheduledChange<'_>, matter: Matter) -> bool {
    planned
        .about()
        .is_some_and(|about| abouts(matter).contains(&about))
}

/// The day on which NEW begins to differ, as far as it says one.
fn change_day(old: Offering<'_>, new: Offering<'_>) -> Option<Date> {
    let begins = new.effective_from();
    let later = begins.filter(|day| old.effective_from().is_none_or(|before| before < *day));
    let known: BTreeSet<_> = old.changes().filter_map(Stated::on).collect();
    let stated = new.changes().filter_map(Stated::on);
    later.or_else(|| stated.filter(|day| !known.contains(day)).max())
}

/// Whether so much time lies between an announcement and the day.
fn in_time(notice: &str, told: &Told) -> bool {
    let ends = iso::parse(notice).and_then(|period| period.end(told.announced));
    ends.is_none_or(|ends| ends <= told.effective.at(0, 0, 0, 0))
}

fn missing(notice: &str, ids: &BTreeSet<&str>) -> String {
    format!(
        "no planned change tells customers of this ({}); the offering promises notice of {}",
        list(&ids.iter().collect::<Vec<_>>()),
        duration(notice)
    )
}

fn late(notice: &str, ids: &BTreeSet<&str>, told: &Told) -> String {
    format!(
        "customers were told of this ({}) on {} and it takes effect on {}; the offering promises notice of {}",
        list(&ids.iter().collect::<Vec<_>>()),
        told.announced,
        told.effective,
        duration(notice)
    )
}

/// What is to be said of an offering that is gone: whether its end was told in time.
pub(super) fn of_end<'a>(entry: &'a Entry, new: Version<'_>) -> Option<Change<'a>> {
    let offering = Offering::over(entry.spec()?);
    let notice = offering.change_notice()?;
    // A last day that stood in the promise from the beginning needs no notice.
    if offering.effective_to().is_some_and(|last| last < new.as_of) {
        return None;
    }
    let ends = offering
        .scheduled_changes()
        .filter(|planned| tells(*planned, Matter::Offering));
    let told = ends.filter_map(|planned| {
        let (effective, announced) = (planned.on()?, planned.announced_on()?);
        Some(Told {
            announced,
            effective,
        })
    });
    let ids = BTreeSet::from(["offering-withdrawn"]);
    let (turn, says) = match told.min_by_key(|told| told.announced) {
        None => (kind::NOTICE, missing(notice, &ids)),
        Some(told) if !in_time(notice, &told) => (kind::NOTICE_TIME, late(notice, &ids, &told)),
        Some(_) => return None,
    };
    let node = offering.node().get("changeNotice")?;
    Some(Change {
        kind: turn.kind(Level::Breach)?,
        says,
        old: Some(Spot { entry, node }),
        new: None,
        public: true,
        minutes: None,
    })
}

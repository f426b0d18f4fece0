//! Whether customers were told of reductions as long before as the offering or their contracts promise.
//!
//! What counts is the promise that customers have, that of OLD, and what either side says about planned
//! changes. A change takes effect on the first day of NEW, else on the day of its newest stated change,
//! else on the day for which it was announced.

use super::change::Ledger;
use super::kind;
use super::turn::{Level, Matter, Turn};
use super::words::{count_of, duration, list, quoted};
use super::{Change, Pair, Spot, Version};
use crate::hours::duration as iso;
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::offering::{Change as Stated, Offering, ScheduledChange};
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};

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
        Matter::Contracts | Matter::Notice | Matter::Wording => &[],
    }
}

/// Customers whose contracts a sentence names one by one.
const NAMED: usize = 3;

/// What was told, and for when.
struct Told {
    announced: Date,
    effective: Date,
}

/// A promise to tell customers of changes so long before: of the offering, or of contracts that ask for more.
struct Demand<'a> {
    notice: &'a str,
    at: Spot<'a>,
    /// Who promises or asks for it, such as `the offering promises`.
    whose: String,
}

/// Notes every matter with reductions of which customers were told late or not at all.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let demands = demands(pair.old.entry, pair.old.version);
    if demands.is_empty() {
        return;
    }
    let name = pair.new.field("name");
    let name = name.map(|node| Spot {
        entry: pair.new.entry,
        node,
    });
    let reductions = ledger.changes.iter();
    let reductions =
        reductions.filter(|change| change.kind.level == Level::Reduction && change.public);
    let mut matters: BTreeMap<Matter, Vec<&Change<'a>>> = BTreeMap::new();
    for change in reductions {
        matters.entry(change.kind.matter).or_default().push(change);
    }
    let mut breaches = Vec::new();
    for (matter, about) in matters {
        let ids: BTreeSet<_> = about.iter().map(|change| change.kind.id).collect();
        let place = about.iter().find_map(|change| change.new).or(name);
        let told = told(pair, matter);
        let missed = demands.iter();
        breaches.extend(missed.filter_map(|own| own.missed(&ids, told.as_ref(), place)));
    }
    ledger.changes.extend(breaches);
}

/// What the offering promises, and what contracts of customers ask for beyond that.
fn demands<'a>(entry: &'a Entry, old: Version<'a>) -> Vec<Demand<'a>> {
    let own = demand(entry).map(|(notice, at)| Demand {
        notice,
        at,
        whose: "the offering promises".to_owned(),
    });
    let least = own.as_ref().and_then(|own| end(own.notice, old.as_of));
    let mut contracts: BTreeMap<&str, (Spot<'a>, Vec<&str>)> = BTreeMap::new();
    for contract in contracts_of(entry, old) {
        let customer = contract.spec().and_then(|spec| spec.str("customer"));
        let (Some((notice, at)), Some(customer)) = (demand(contract), customer) else {
            continue;
        };
        if end(notice, old.as_of) > least {
            let same = contracts.entry(notice).or_insert((at, Vec::new()));
            same.1.push(customer);
        }
    }
    let contracts = contracts.into_iter().map(|(notice, (at, customers))| {
        let whose = asking(&customers);
        Demand { notice, at, whose }
    });
    own.into_iter().chain(contracts).collect()
}

/// The notice that a document promises, and where. A contract names it as an offering does.
fn demand(entry: &Entry) -> Option<(&str, Spot<'_>)> {
    let offering = Offering::over(entry.spec()?);
    let node = offering.node().get("changeNotice")?;
    Some((offering.change_notice()?, Spot { entry, node }))
}

/// The contracts by which customers have an offering.
fn contracts_of<'a>(entry: &'a Entry, old: Version<'a>) -> impl Iterator<Item = &'a Entry> {
    let all = old.workspace.of_kind("SupportAssignment");
    all.filter(move |contract| {
        let spec = contract.spec().filter(|_| !contract.stopped);
        spec.is_some_and(|spec| {
            let last = Offering::over(spec).effective_to();
            spec.str("offering") == Some(&entry.id) && last.is_none_or(|last| last >= old.as_of)
        })
    })
}

/// `the contracts with `a` and `b` ask for`.
fn asking(customers: &[&str]) -> String {
    let (first, more) = customers.split_at(customers.len().min(NAMED));
    let mut names: Vec<_> = first
        .iter()
        .map(|name| quoted(std::iter::once(*name)))
        .collect();
    if !more.is_empty() {
        let more = i64::try_from(more.len()).unwrap_or(i64::MAX);
        names.push(count_of(more, "more customer"));
    }
    match customers {
        [_] => format!("the contract with {} asks for", list(&names)),
        _ => format!("the contracts with {} ask for", list(&names)),
    }
}

/// When so much time has passed since the beginning of a day.
fn end(notice: &str, day: Date) -> Option<DateTime> {
    iso::parse(notice)?.end(day)
}

impl<'a> Demand<'a> {
    /// The breach, where customers were told of these kinds of changes late or not at all.
    fn missed(
        &self,
        ids: &BTreeSet<&str>,
        told: Option<&Told>,
        place: Option<Spot<'a>>,
    ) -> Option<Change<'a>> {
        let ids = list(&ids.iter().collect::<Vec<_>>());
        let (turn, what): (&Turn, _) = match told {
            None => (
                kind::NOTICE,
                format!("no planned change tells customers of this ({ids})"),
            ),
            Some(told) if self.is_late(told) => (
                kind::NOTICE_TIME,
                format!(
                    "customers were told of this ({ids}) on {} and it takes effect on {}",
                    told.announced, told.effective
                ),
            ),
            Some(_) => return None,
        };
        let notice = duration(self.notice);
        Some(Change {
            kind: turn.kind(Level::Breach)?,
            says: format!("{what}; {} notice of {notice}", self.whose),
            old: Some(self.at),
            new: place,
            public: true,
            minutes: None,
        })
    }

    /// Whether less time lies between an announcement and the day.
    fn is_late(&self, told: &Told) -> bool {
        let end = end(self.notice, told.announced);
        end.is_some_and(|end| end > told.effective.at(0, 0, 0, 0))
    }
}

/// The earliest announcement that tells of a matter.
fn told(pair: &Pair<'_>, matter: Matter) -> Option<Told> {
    let (old, new) = (&pair.old, &pair.new);
    let planned = old
        .offering
        .scheduled_changes()
        .chain(new.offering.scheduled_changes());
    let change_day = change_day(Some(old.offering), Some(new.offering));
    let before = old.version.as_of;
    let same_day = before == new.version.as_of;
    let told = planned.filter_map(|planned| {
        let (on, announced) = (planned.on()?, planned.announced_on()?);
        let effective = change_day.unwrap_or(on);
        // What took effect before OLD was looked at is not what changed since.
        let is_it = on >= effective.min(before) && (same_day || on > before);
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

/// The day on which NEW begins to differ, as far as documents say one; of what is gone, the one after its last.
pub(super) fn change_day(old: Option<Offering<'_>>, new: Option<Offering<'_>>) -> Option<Date> {
    let Some(new) = new else {
        return old?.effective_to()?.tomorrow().ok();
    };
    let before = old.and_then(Offering::effective_from);
    let begins = new.effective_from();
    let later = begins.filter(|day| before.is_none_or(|before| before < *day));
    let known = old.into_iter().flat_map(Offering::changes);
    let known: BTreeSet<_> = known.filter_map(Stated::on).collect();
    let stated = new.changes().filter_map(Stated::on);
    later.or_else(|| stated.filter(|day| !known.contains(day)).max())
}

/// What is to be said of an offering that is gone: who was not told of its end in time.
pub(super) fn of_end<'a>(
    entry: &'a Entry,
    (old, new): (Version<'a>, Version<'_>),
) -> Vec<Change<'a>> {
    let Some(offering) = entry.spec().map(Offering::over) else {
        return Vec::new();
    };
    // A last day that stood in the promise from the beginning needs no notice.
    if offering.effective_to().is_some_and(|last| last < new.as_of) {
        return Vec::new();
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
    let told = told.min_by_key(|told| told.announced);
    let ids = BTreeSet::from(["offering-withdrawn"]);
    let demands = demands(entry, old).into_iter();
    let missed = demands.filter_map(|own| own.missed(&ids, told.as_ref(), None));
    missed.collect()
}

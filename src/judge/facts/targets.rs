//! Facts about targets: what a time says, and which other targets say otherwise about the same request.
//!
//! It compares promises with each other; whether they are kept is not known here.

use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::Answer;
use crate::model::lens::Lens;
use crate::model::offering::{Offering, Target};
use crate::model::promise::{Dimension, Pace, Promises};

/// What must not come after what: a metric, and those that a case reaches later.
const ORDER: [(&str, &[&str]); 4] = [
    ("pick_up", &["first_response", "workaround", "resolution"]),
    ("first_response", &["workaround", "resolution"]),
    ("update", &["resolution"]),
    ("workaround", &["resolution"]),
];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "days_without_length",
        of: "SupportOffering.targets[]",
        ty: FactType::Bool,
        about: "the target counts days of working time and does not say how long a day is",
        compute: |_, subject| {
            let target = Target(subject.node);
            let uncounted = target.during().is_some() && target.day_length().is_none();
            let days = |key: &str| subject.node.get(key).filter(|iso| has_days(iso.text()));
            let at = days("within").or_else(|| days("atLeast"));
            Ok(Answer::yes(uncounted && at.is_some()).at(at))
        },
    },
    Fact {
        name: "reached_before",
        of: "SupportOffering.targets[]",
        ty: FactType::Texts,
        about: "promises about the same request that are due sooner, although a case reaches them later",
        compute: reached_before,
    },
    Fact {
        name: "rivals",
        of: "SupportOffering.targets[]",
        ty: FactType::Texts,
        about: "targets above that say as much about the same request and promise something else",
        compute: rivals,
    },
    Fact {
        name: "upside_down",
        of: "SupportOffering.targets[]",
        ty: FactType::Bool,
        about: "the shorter end of the range is not shorter than its longer end",
        compute: |_, subject| {
            let target = Target(subject.node);
            let ends = target.at_least().zip(target.within());
            let wrong = ends.is_some_and(|(least, most)| {
                let ends = Pace::lasting(target, least).zip(Pace::lasting(target, most));
                ends.is_some_and(|(least, most)| least.minutes >= most.minutes)
            });
            Ok(Answer::yes(wrong).at(subject.node.get("atLeast")))
        },
    },
];

fn has_days(iso: &str) -> bool {
    duration::parse(iso).is_some_and(|period| !period.is_clock_time() && !period.is_zero())
}

/// How a finding names a target: by its id, else by its place in the list.
pub(super) fn named(offering: Offering<'_>, target: Target<'_>) -> String {
    if let Some(id) = target.id() {
        return format!("`{id}`");
    }
    let mut all = offering.targets();
    let place = all.position(|other| other.node() == target.node());
    format!("target {}", place.unwrap_or_default() + 1)
}

fn rivals<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let own = Target(subject.node);
    let mut promises = None;
    let above = offering
        .targets()
        .take_while(|other| other.node() != own.node());
    let same = |other: &Target<'a>| {
        other.metric() == own.metric()
            && Dimension::of(*other) == Dimension::of(own)
            && !says_the_same(*other, own)
            && meet(*other, own)
    };
    let mut found = Vec::new();
    for other in above.filter(same) {
        let promises = promises.get_or_insert_with(|| Promises::new(offering, &context.timetable));
        if arrive_together(promises, other, own) {
            let about = shared(other, own);
            found.push(format!("{}{about}", named(offering, other)));
        }
    }
    Ok(Answer::texts(found))
}

/// Whether two targets promise the same.
fn says_the_same(one: Target<'_>, other: Target<'_>) -> bool {
    let kind = |target: Target<'_>| target.kind().unwrap_or("target").to_owned();
    let value = |target: Target<'_>, key: &str| target.text(key).map(str::to_owned);
    let keys = ["within", "atLeast", "during", "dayLength", "share"];
    let by = |target: Target<'_>| {
        let by = target.by();
        by.map(|by| {
            (
                by.working_day(),
                by.at().map(str::to_owned),
                by.received_until().map(str::to_owned),
            )
        })
    };
    kind(one) == kind(other)
        && by(one) == by(other)
        && keys.iter().all(|key| value(one, key) == value(other, key))
}

/// Whether there are requests for which both hold, the time of arrival aside.
fn meet(one: Target<'_>, other: Target<'_>) -> bool {
    Dimension::ALL.into_iter().all(|dimension| {
        let (own, their) = (dimension.listed(one), dimension.listed(other));
        let apart = dimension == Dimension::Arriving;
        apart || own.is_empty() || their.is_empty() || own.iter().any(|id| their.contains(id))
    })
}

/// Whether a request may arrive in the hours of both; no where that cannot be told.
fn arrive_together(promises: &Promises<'_>, one: Target<'_>, other: Target<'_>) -> bool {
    let (own, their) = (
        Dimension::Arriving.listed(one),
        Dimension::Arriving.listed(other),
    );
    if own.is_empty() || their.is_empty() {
        return true;
    }
    let windows = |names: &[&str]| {
        let found = names.iter().filter_map(|name| promises.window(name));
        found.cloned().collect::<Vec<_>>()
    };
    let (own, their) = (windows(&own), windows(&their));
    own.iter()
        .any(|one| their.iter().any(|other| one.overlaps(other) == Some(true)))
}

/// A request for which both hold, in words.
fn shared(one: Target<'_>, other: Target<'_>) -> String {
    let common = Dimension::ALL.into_iter().filter_map(|dimension| {
        let (own, their) = (dimension.listed(one), dimension.listed(other));
        let both = own.iter().find(|id| their.contains(id));
        let name = both.or(own.first()).or(their.first())?;
        Some(format!("`{name}`"))
    });
    let common: Vec<_> = common.collect();
    if common.is_empty() {
        return String::new();
    }
    format!(" (such as {})", common.join(" and "))
}

fn reached_before<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let own = Target(subject.node);
    let later = ORDER
        .iter()
        .find(|(metric, _)| own.metric() == Some(metric));
    let Some(((_, later), pace)) = later.zip(Pace::of(own)) else {
        return Ok(Answer::texts(Vec::new()));
    };
    let sooner = offering.targets().filter(|other| {
        let metric = other.metric().unwrap_or_default();
        let pace_of_other = Pace::of(*other).filter(|_| later.contains(&metric));
        pace_of_other.is_some_and(|other| pace.is_slower_than(other)) && narrower(*other, own)
    });
    let told = sooner.map(|other| {
        let metric = other.metric().unwrap_or_default().replace('_', " ");
        let within = other.within().unwrap_or_default();
        format!("{metric} {} within {within}", named(offering, other))
    });
    let told: Vec<_> = told.collect();
    Ok(Answer::texts(told).at(subject.node.get("within")))
}

/// Whether all requests for which one target holds are such for which the other holds, or the reverse.
fn narrower(one: Target<'_>, other: Target<'_>) -> bool {
    let within = |one: Target<'_>, other: Target<'_>| {
        Dimension::ALL.into_iter().all(|dimension| {
            let (own, all) = (dimension.listed(one), dimension.listed(other));
            all.is_empty() || !own.is_empty() && own.iter().all(|id| all.contains(id))
        })
    };
    within(one, other) || within(other, one)
}

//! Lost and gained minutes against a walk that looks at each quarter of an hour of the year.

use super::{AS_OF, changes, edited, told, version};
use csp_support::diff::{Told, diff};
use csp_support::hours::Zone;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Zones of which each is moved by whole quarters of an hour.
const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"];

/// Quarters of an hour of a day.
const QUARTERS: u16 = 96;

/// Hours of a week in quarters of an hour, and a date on which nobody is there.
#[derive(Debug, Clone)]
struct Picture {
    week: Vec<Option<(u16, u16)>>,
    closed: Date,
    zone: &'static str,
}

impl Picture {
    fn text(&self) -> String {
        let time = |quarter: u16| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
        let days = self.week.iter().zip(DAYS).filter_map(|(hours, day)| {
            let (from, to) = (*hours)?;
            Some(format!("{day} {}-{}", time(from), time(to)))
        });
        let mut rules: Vec<_> = days.collect();
        if rules.is_empty() {
            rules.push("off".to_owned());
        }
        let (month, day) = (self.closed.strftime("%b"), self.closed.day());
        format!(
            "{}; {} {month} {day:02} off",
            rules.join("; "),
            self.closed.year()
        )
    }

    fn is_open(&self, at: Timestamp, zone: &Zone) -> bool {
        let local = zone.at(at);
        let weekday = usize::try_from(local.date().weekday().to_monday_zero_offset()).unwrap();
        let quarter =
            u16::try_from(local.hour()).unwrap() * 4 + u16::try_from(local.minute()).unwrap() / 15;
        let hours = self.week[weekday];
        local.date() != self.closed
            && hours.is_some_and(|(from, to)| from <= quarter && quarter < to)
    }

    fn edit(&self) -> Map<String, Value> {
        let window = json!({"open": self.text(), "zone": self.zone});
        let mut edit = Map::new();
        edit.insert("hours".to_owned(), json!({"business": window}));
        edit.insert(
            "contacts".to_owned(),
            json!([{"method": "postal", "address": "Main Street 1"}]),
        );
        for (field, value) in [
            ("languages", json!(null)),
            ("targets", json!(null)),
            ("escalation", json!(null)),
            ("pricing", json!(null)),
            ("remedies", json!(null)),
        ] {
            edit.insert(field.to_owned(), value);
        }
        edit
    }
}

fn picture(zone: impl Strategy<Value = &'static str>) -> impl Strategy<Value = Picture> {
    let hours = (0..QUARTERS, 1..=QUARTERS)
        .prop_map(|(from, length)| (from, (from + length).min(QUARTERS)));
    let week = prop::collection::vec(prop::option::weighted(0.7, hours), 7);
    (week, 7..350_i32, zone).prop_map(|(week, day, zone)| Picture {
        week,
        closed: AS_OF.saturating_add(day.days()),
        zone,
    })
}

/// The quarters in which one is open and the other is not, by the local date and the clock of a zone.
fn walk(open: &Picture, closed: &Picture, zone: &str) -> BTreeMap<Date, BTreeSet<u16>> {
    let [own, other, told] = [open.zone, closed.zone, zone].map(|name| Zone::parse(name).unwrap());
    let first = Zone::parse("UTC")
        .unwrap()
        .instant(AS_OF.at(0, 0, 0, 0))
        .unwrap();
    let mut days: BTreeMap<Date, BTreeSet<u16>> = BTreeMap::new();
    for quarter in -2 * 96..366 * 96_i64 {
        let at = first.saturating_add((quarter * 15).minutes()).unwrap();
        if open.is_open(at, &own) && !closed.is_open(at, &other) {
            let local = told.at(at);
            let quarter = u16::try_from(local.hour()).unwrap() * 4
                + u16::try_from(local.minute()).unwrap() / 15;
            days.entry(local.date()).or_default().insert(quarter);
        }
    }
    let end = AS_OF.saturating_add(364.days());
    days.retain(|day, _| AS_OF <= *day && *day < end);
    days
}

/// The minutes of the most frequent week, the earliest of equals, and those on days with more.
fn expected(days: &BTreeMap<Date, BTreeSet<u16>>) -> (i64, i64, Vec<Date>) {
    let week = |number: i64| -> Vec<BTreeSet<u16>> {
        let days = (0..7).map(|day| {
            let date = AS_OF.saturating_add((number * 7 + day).days());
            days.get(&date).cloned().unwrap_or_default()
        });
        days.collect()
    };
    let weeks: Vec<_> = (0..52).map(week).collect();
    let times = |one: &Vec<BTreeSet<u16>>| weeks.iter().filter(|other| *other == one).count();
    let most = weeks.iter().map(times).max().unwrap();
    let usual = weeks.iter().find(|week| times(week) == most).unwrap();
    let quarters = |count: usize| i64::try_from(count).unwrap() * 15;
    let weekly = usual.iter().map(|day| quarters(day.len())).sum();
    let more = days.iter().filter_map(|(date, found)| {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap();
        let more = quarters(found.len()) - quarters(usual[weekday].len());
        (more > 0).then_some((*date, more))
    });
    let more: Vec<_> = more.collect();
    (
        weekly,
        more.iter().map(|(_, more)| more).sum(),
        more.into_iter().map(|(date, _)| date).collect(),
    )
}

fn compare(old: &Picture, new: &Picture) -> Result<(), TestCaseError> {
    let (before, after) = (edited(&old.edit()), edited(&new.edit()));
    let compared = diff(version(&before), version(&after));
    let reckoned = |ids: [&str; 2]| -> Vec<Told> {
        let changes = changes(&compared).into_iter();
        let changes = changes.filter(|change| ids.contains(&change.kind.id));
        changes
            .filter_map(|change| change.minutes.clone())
            .collect()
    };
    for (ids, days) in [
        (
            ["hours-fewer", "special-days-fewer"],
            walk(old, new, old.zone),
        ),
        (
            ["hours-more", "special-days-more"],
            walk(new, old, old.zone),
        ),
    ] {
        let (weekly, special, dates) = expected(&days);
        let found = reckoned(ids);
        if weekly == 0 && special == 0 {
            prop_assert!(found.is_empty(), "{}", told(&compared));
            continue;
        }
        prop_assert_eq!(found.len(), 1, "{}", told(&compared));
        let found = (found[0].weekly, found[0].special, found[0].days.clone());
        prop_assert_eq!(
            found,
            (weekly, special, dates),
            "{} -> {}\n{}",
            old.text(),
            new.text(),
            told(&compared)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn minutes_lost_and_gained_are_those_of_the_walk(old in picture(Just("Europe/Berlin")), new in picture(Just("Europe/Berlin"))) {
        compare(&old, &new)?;
    }

    #[test]
    fn also_where_the_zones_are_different_ones(
        old in picture(prop::sample::select(&ZONES[..])), new in picture(prop::sample::select(&ZONES[..])),
    ) {
        compare(&old, &new)?;
    }
}

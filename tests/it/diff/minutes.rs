//! Lost and gained minutes against a walk that looks at each minute of the year.

use super::{AS_OF, changes, edited, told, version};
use csp_support::diff::{Told, diff};
use csp_support::hours::Zone;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// Zones whose clocks change at full hours of UTC, so that the walk need ask for an offset once an hour only.
const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"];

/// Minutes of a day.
const MINUTES: i64 = 24 * 60;

/// Days in which minutes are counted: 52 weeks from a Monday.
const COUNTED: i64 = 52 * 7;

/// Hours of a week in minutes of the day, and the day, counted from `AS_OF`, on which nobody is there.
#[derive(Debug, Clone)]
struct Picture {
    week: Vec<Option<(i64, i64)>>,
    closed: i64,
    zone: &'static str,
}

/// Whether each minute of each day is one of those that are looked for.
type Days = Vec<Vec<bool>>;

impl Picture {
    fn text(&self) -> String {
        let time = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        let days = self.week.iter().zip(DAYS).filter_map(|(hours, day)| {
            let (from, to) = (*hours)?;
            Some(format!("{day} {}-{}", time(from), time(to)))
        });
        let mut rules: Vec<_> = days.collect();
        if rules.is_empty() {
            rules.push("off".to_owned());
        }
        let closed = date(self.closed).strftime("%Y %b %d");
        format!("{}; {closed} off", rules.join("; "))
    }

    /// Whether somebody is there at a minute, counted on the own clock from the beginning of `AS_OF`, a Monday.
    fn is_open(&self, minute: i64) -> bool {
        let (day, minute) = (minute.div_euclid(MINUTES), minute.rem_euclid(MINUTES));
        let hours = self.week[index(day.rem_euclid(7))];
        day != self.closed && hours.is_some_and(|(from, to)| from <= minute && minute < to)
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

fn index(number: i64) -> usize {
    usize::try_from(number).unwrap()
}

fn date(day: i64) -> Date {
    AS_OF.saturating_add(day.days())
}

fn picture(zone: impl Strategy<Value = &'static str>) -> impl Strategy<Value = Picture> {
    let hours =
        (0..MINUTES, 1..=MINUTES).prop_map(|(from, length)| (from, (from + length).min(MINUTES)));
    let week = prop::collection::vec(prop::option::weighted(0.7, hours), 7);
    (week, 7..350_i64, zone).prop_map(|(week, closed, zone)| Picture { week, closed, zone })
}

/// The minutes in which one is open and the other is not, by the date and the clock of a zone.
fn walk(open: &Picture, closed: &Picture, zone: &str) -> Days {
    let zones = [open.zone, closed.zone, zone].map(|name| Zone::parse(name).unwrap());
    let utc = Zone::parse("UTC").unwrap();
    let first = utc.instant(AS_OF.at(0, 0, 0, 0)).unwrap();
    let mut days = vec![vec![false; index(MINUTES)]; index(COUNTED)];
    for hour in -24..(COUNTED + 1) * 24 {
        let at = first.saturating_add(hour.hours()).unwrap();
        let offsets = zones.each_ref();
        let offsets = offsets.map(|zone| i64::from(zone.offset_minutes(at)));
        for minute in hour * 60..(hour + 1) * 60 {
            let [own, other, told] = offsets.map(|offset| minute + offset);
            let is_counted = (0..COUNTED * MINUTES).contains(&told);
            if is_counted && open.is_open(own) && !closed.is_open(other) {
                days[index(told / MINUTES)][index(told % MINUTES)] = true;
            }
        }
    }
    days
}

/// The minutes of the most frequent week, the earliest of equals, and those on days with more.
fn expected(days: &Days) -> (i64, i64, Vec<Date>) {
    let weeks: Vec<_> = days.chunks(7).collect();
    let times = |one: &[Vec<bool>]| weeks.iter().filter(|other| **other == one).count();
    let most = weeks.iter().map(|week| times(week)).max().unwrap();
    let usual = weeks.iter().find(|week| times(week) == most).unwrap();
    let minutes =
        |day: &Vec<bool>| i64::try_from(day.iter().filter(|found| **found).count()).unwrap();
    let usual: Vec<_> = usual.iter().map(minutes).collect();
    let more = days.iter().zip(0..).filter_map(|(found, day)| {
        let more = minutes(found) - usual[index(day % 7)];
        (more > 0).then_some((date(day), more))
    });
    let more: Vec<_> = more.collect();
    (
        usual.iter().sum(),
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

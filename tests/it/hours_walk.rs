//! Opening hours against a walk that asks minute by minute, over windows made up at random.
//!
//! The walk keeps its own simple picture of a window, from which the expression is written.
#![allow(
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    reason = "minutes, days and weekdays are small and not negative"
)]

pub(crate) mod made_up;
pub(crate) mod sketch;
pub(crate) mod wall;

use csp_support::hours::due::{By, Rule as Due, Step};
use csp_support::hours::{Answer, Coverage, Expression, Moment, Treatment, Window, Zone, tiling};
use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ToSpan};
use made_up::{days, picture, sketch, start, weekly, zone};
use proptest::prelude::*;
use sketch::Picture;
use wall::{Clock, Wall};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A place and a date, and a window with special days in the week after.
fn anywhere() -> impl Strategy<Value = (&'static str, Date, Picture)> {
    start().prop_flat_map(|(zone, start)| {
        picture(days, start).prop_map(move |picture| (zone, start, picture))
    })
}

/// The same with hours that never touch midnight.
fn office() -> impl Strategy<Value = (&'static str, Date, Picture)> {
    anywhere().prop_map(|(zone, start, mut picture)| {
        picture.rest = false;
        for rule in &mut picture.parts[0].rules {
            for (from, to) in &mut rule.times {
                *from = (*from).clamp(1, 1400);
                *to = (*to).clamp(*from + 10, 1439);
            }
        }
        (zone, start, picture)
    })
}

fn by() -> impl Strategy<Value = By> {
    prop_oneof![
        (0..=1440_u16).prop_map(By::Time),
        Just(By::EndOfHours),
        Just(By::SameTime)
    ]
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn every_minute_is_open_or_closed_as_on_the_wall((zone, start, picture) in anywhere()) {
        let window = picture.window(zone, start);
        let clock = Clock::new(zone, start, 5);
        let wall = Wall::new(&picture, &clock);
        for (minute, open) in wall.open.iter().enumerate() {
            let near = &wall.open[minute.saturating_sub(2)..(minute + 2).min(wall.open.len())];
            if minute % 59 != 0 && near.iter().all(|other| other == open) {
                continue;
            }
            let at = clock.at(minute);
            let (found, change) = match window.is_open(at) {
                Answer::Open { until } => (true, until),
                Answer::Closed { opens } => (false, opens),
                Answer::Unknown => panic!("the list reaches far"),
            };
            prop_assert_eq!(found, *open, "{} at {}", picture.text(), clock.zone.at(at));
            let expected = wall.change(minute);
            prop_assert!(wall.agrees(change, expected), "{}: {change:?} at {}", picture.text(), clock.zone.at(at));
        }
    }

    #[test]
    fn working_time_is_the_number_of_open_minutes(
        (zone, start, picture) in anywhere(), received in 0..2880_usize, minutes in 1..2000_u32,
    ) {
        let window = picture.window(zone, start);
        let clock = Clock::new(zone, start, 7);
        let wall = Wall::new(&picture, &clock);
        let (from, expected) = (clock.at(received), wall.after_open(received, minutes));
        prop_assert!(wall.agrees(window.due(from, minutes), expected), "{}", picture.text());
        let told = Due::Working { hours: window.clone(), minutes }.due(from);
        prop_assert_eq!(told.at, window.due(from, minutes));
        let ran = told.steps.iter().map(|step| match step {
            Step::Runs { minutes, .. } => *minutes,
            _ => 0,
        });
        if expected.is_some() {
            prop_assert_eq!(ran.sum::<u32>(), minutes, "{:?}", told.steps);
        }
    }

    #[test]
    fn working_days_are_those_of_the_wall(
        (zone, start, picture) in office(), received in 0..2880_usize,
        day in 0..4_u32, by in by(), cut_off in prop::option::of(0..=1440_u16),
    ) {
        let hours = picture.window(zone, start);
        let clock = Clock::new(zone, start, 16);
        let wall = Wall::new(&picture, &clock);
        let rule = Due::OnDay { hours, day, by, cut_off };
        let told = rule.due(clock.at(received));
        if let Some(expected) = wall.on_day(received, day, by, cut_off) {
            prop_assert_eq!(told.at, Moment::At(expected), "{} {:?}: {:?}", picture.text(), rule, told.steps);
            prop_assert!(expected >= clock.at(received));
        }
    }

    #[test]
    fn special_days_are_those_with_other_minutes(picture in picture(weekly, date(2026, 3, 10))) {
        let from = date(2026, 3, 4);
        let window = picture.window("UTC", from);
        let plain = picture.without_calendar();
        let differs = |day: &Date| (0..1440_i64).any(|minute| {
            let at = day.at(0, 0, 0, 0).saturating_add(minute.minutes());
            picture.is_open(at) != plain.is_open(at)
        });
        let year = (0..365).map(|day: i64| from.saturating_add(day.days()));
        let expected: Vec<_> = year.filter(|day| picture.is_near_special(*day) && differs(day)).collect();
        let found: Vec<_> = window.special_days(from, 99).into_iter().map(|day| day.date).collect();
        prop_assert_eq!(found, expected, "{}", picture.text());
    }
}

/// Which bands are open at a local time, and the first time of a list at which the number of them is wrong.
fn first_wrong(
    bands: &[Picture],
    mut times: impl Iterator<Item = DateTime>,
    wrong: fn(usize) -> bool,
) -> Option<DateTime> {
    times.find(|time| wrong(bands.iter().filter(|band| band.is_open(*time)).count()))
}

fn minutes_from(date: Date, days: i64) -> impl Iterator<Item = DateTime> {
    let midnight = date.at(0, 0, 0, 0);
    (0..days * 1440).map(move |minute| midnight.saturating_add(minute.minutes()))
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn bands_tile_as_far_as_every_minute_says(
        mut bands in prop::collection::vec(picture(weekly, date(2026, 3, 10)), 1..4), whole in any::<bool>(),
    ) {
        if whole {
            let parts = bands.iter().flat_map(|band| band.parts.clone()).collect();
            let rest = Picture { parts, rest: true, local: false };
            for band in &mut bands {
                band.rest = false;
            }
            bands.push(rest);
        }
        let from = date(2026, 3, 4);
        let windows: Vec<_> = bands.iter().map(|band| band.window("UTC", from)).collect();
        let found = tiling(&windows, None).unwrap();
        let plain: Vec<_> = bands.iter().map(Picture::without_calendar).collect();
        let year = (0..365).map(|day: i64| from.saturating_add(day.days()));
        let special: Vec<_> = year.filter(|day| bands.iter().any(|band| band.is_near_special(*day))).collect();
        let first = |wrong: fn(usize) -> bool| {
            let monday = minutes_from(date(2026, 3, 2), 7);
            let days = special.iter().flat_map(|day| minutes_from(*day, 1));
            first_wrong(&plain, monday, wrong).or_else(|| first_wrong(&bands, days, wrong))
        };
        let text: Vec<_> = bands.iter().map(Picture::text).collect();
        prop_assert_eq!(found.gap.map(|gap| gap.from), first(|open| open == 0), "{:?}", text);
        prop_assert_eq!(found.overlap.map(|overlap| overlap.at.from), first(|open| open > 1), "{:?}", text);
    }

    #[test]
    fn a_typical_week_has_the_minutes_of_the_walk(mut sketch in sketch(weekly()), from in 0..1440_u16, to in 0..1440_u16) {
        sketch.calendar.treatment = Treatment::Normal;
        let picture = Picture::one(sketch);
        let window = picture.window("UTC", date(2026, 3, 4));
        let clock = Clock::new("UTC", date(2026, 3, 2), 7);
        let wall = Wall::new(&picture, &clock).open;
        let within = |minute: usize| {
            let time = (minute % 1440) as u16;
            if from < to { (from..to).contains(&time) } else { time >= from || time < to }
        };
        let open = wall.iter().enumerate().filter(|(_, open)| **open).map(|(minute, _)| minute);
        prop_assert_eq!(window.minutes_per_week() as usize, open.clone().count());
        prop_assert_eq!(window.minutes_between(from, to) as usize, open.filter(|minute| within(*minute)).count());
        prop_assert_eq!(window.open_all_week(), wall.iter().all(|open| *open));
        let mut shown = vec![false; 7 * 1440];
        for (day, range) in window.week().iter().enumerate().flat_map(|(day, ranges)| ranges.iter().map(move |range| (day, range))) {
            for minute in range.start..range.end {
                shown[(day * 1440 + usize::from(minute)) % (7 * 1440)] = true;
            }
        }
        prop_assert!(shown == wall, "{}", picture.text());
    }

    #[test]
    fn coverage_agrees_with_the_walk(
        own in sketch(weekly()), other in sketch(weekly()), zones in (zone(), zone()),
    ) {
        let (own, other) = (Picture::one(own), Picture::one(other));
        let from = date(2026, 1, 7);
        let (covering, wanted) = (own.window(zones.0, from), other.window(zones.1, from));
        let both = |at: Timestamp| {
            let local = |window: &Window| window.zone().unwrap().at(at).datetime();
            (own.is_open(local(&covering)), other.is_open(local(&wanted)))
        };
        let instant = |local| wanted.zone().unwrap().instant(local).unwrap();
        match covering.covers(&wanted) {
            Coverage::Gap(gap) => {
                prop_assert_eq!(both(instant(gap.from)), (false, true));
                prop_assert_eq!(both(instant(gap.to.saturating_sub(1.minutes()))), (false, true));
            }
            Coverage::Incomparable => panic!("both places are known"),
            Coverage::Full => {
                for monday in [date(2026, 1, 12), date(2026, 3, 16), date(2026, 7, 13), date(2026, 10, 12)] {
                    let start = instant(monday.at(0, 0, 0, 0));
                    let at = |minute: i64| start.saturating_add(minute.minutes()).unwrap();
                    let uncovered = (0..7 * 1440).find(|minute| both(at(*minute)) == (false, true));
                    prop_assert_eq!(uncovered, None, "{} by {}", other.text(), own.text());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn any_text_is_an_expression_or_an_error_inside_it(text in r#"(Mo|Tu|Su|PH|SH|Jan|Dec|week|easter|off|open|[0-9]{1,4}|08:00|24:00|48:00|[-,;:+/\[\]|" ]|\|\||\PC){0,14}"#) {
        match Expression::parse(&text) {
            Err(error) => prop_assert!(text.get(error.at.clone()).is_some(), "{error:?}"),
            Ok(expression) => {
                let window = Window::new(&expression, Zone::parse("UTC").unwrap(), None, date(2026, 3, 4));
                prop_assert!(window.minutes_per_week() <= 7 * 1440);
                window.is_ever_open();
                window.is_open(Timestamp::UNIX_EPOCH);
            }
        }
    }
}

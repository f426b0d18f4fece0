//! Opening hours against a walk that asks minute by minute, over windows made up at random.
//!
//! The walk keeps its own simple picture of a window, from which the expression is written.
#![allow(
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::cast_possible_truncation,
    reason = "minutes, days and weekdays are small and not negative"
)]

use csp_support::hours::{
    Answer, Calendar, Coverage, Expression, Holiday, Moment, Treatment, Window, Zone,
};
use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use std::sync::Arc;

const ZONES: &[&str] = &[
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/St_Johns",
    "UTC",
];

/// Days before clock changes, before the day that Samoa left out, and before leap days.
const NIGHTS: &[(&str, Date)] = &[
    ("Europe/Berlin", date(2026, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 24)),
    ("America/New_York", date(2026, 3, 7)),
    ("America/New_York", date(2026, 10, 31)),
    ("Asia/Kathmandu", date(1985, 12, 30)),
    ("Australia/Lord_Howe", date(2026, 4, 4)),
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("Pacific/Apia", date(2011, 12, 28)),
    ("Pacific/Apia", date(2011, 4, 1)),
    ("Pacific/Apia", date(2011, 9, 23)),
    // Here the clock went back from one minute past midnight into the day before.
    ("America/St_Johns", date(2010, 11, 6)),
    ("America/St_Johns", date(2011, 3, 12)),
    ("Europe/Berlin", date(2028, 2, 28)),
    ("UTC", date(2100, 2, 27)),
];

const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

#[derive(Debug, Clone)]
enum Days {
    Week {
        weekdays: [bool; 7],
        holidays: bool,
        months: Option<(i8, i8)>,
    },
    Nth {
        weekday: usize,
        nth: i8,
    },
    Each {
        month: i8,
        day: i8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    Open,
    Unknown,
    Off,
}

/// One rule; times are minutes from the midnight of its day and may pass the next one.
#[derive(Debug, Clone)]
struct Rule {
    days: Days,
    times: Vec<(u16, u16)>,
    says: Says,
    adds: bool,
}

#[derive(Debug, Clone)]
struct Sketch {
    rules: Vec<Rule>,
    holidays: Vec<Date>,
    treatment: Treatment,
}

impl Days {
    fn text(&self) -> String {
        match self {
            Self::Nth { weekday, nth } => format!("{}[{nth}]", WEEKDAYS[*weekday]),
            Self::Each { month, day } => format!("{} {day:02}", MONTHS[*month as usize - 1]),
            Self::Week {
                weekdays,
                holidays,
                months,
            } => {
                let months = months.map_or(String::new(), |(from, to)| {
                    format!("{}-{} ", MONTHS[from as usize - 1], MONTHS[to as usize - 1])
                });
                let named = WEEKDAYS.iter().zip(weekdays).filter(|(_, on)| **on);
                let named = named.map(|(name, _)| *name);
                let all: Vec<_> = holidays.then_some("PH").into_iter().chain(named).collect();
                months + &all.join(",")
            }
        }
    }

    fn contain(&self, day: Date, is_holiday: bool) -> bool {
        let weekday = day.weekday().to_monday_zero_offset() as usize;
        match self {
            Self::Nth {
                weekday: wanted,
                nth,
            } => weekday == *wanted && (day.day() - 1) / 7 + 1 == *nth,
            Self::Each { month, day: wanted } => (day.month(), day.day()) == (*month, *wanted),
            Self::Week {
                weekdays,
                holidays,
                months,
            } => {
                let month = day.month();
                let in_season = months.is_none_or(|(from, to)| {
                    if from <= to {
                        (from..=to).contains(&month)
                    } else {
                        month >= from || month <= to
                    }
                });
                in_season && (weekdays[weekday] || *holidays && is_holiday)
            }
        }
    }
}

impl Days {
    /// Whether they would contain a day if it were a Sunday; of nth Sundays, that of the week counts.
    fn contain_sunday(&self, day: Date) -> bool {
        let sunday =
            day.saturating_add((6 - i32::from(day.weekday().to_monday_zero_offset())).days());
        match self {
            Self::Nth { .. } => self.contain(sunday, false),
            Self::Each { .. } => self.contain(day, false),
            Self::Week {
                weekdays, months, ..
            } => {
                let as_sunday = Self::Week {
                    weekdays: [weekdays[6]; 7],
                    holidays: false,
                    months: *months,
                };
                as_sunday.contain(day, false)
            }
        }
    }
}

impl Rule {
    fn text(&self) -> String {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let time = |(from, to): &(u16, u16)| {
            let wraps = *to > 1440 && to - 1440 <= *from;
            let to = if wraps { to - 1440 } else { *to };
            format!("{}-{}", clock(*from), clock(to))
        };
        let times: Vec<_> = self.times.iter().map(time).collect();
        let says = match self.says {
            Says::Open => "",
            Says::Unknown => " unknown",
            Says::Off => " off",
        };
        format!("{} {}{says}", self.days.text(), times.join(","))
    }
}

impl Sketch {
    fn text(&self) -> String {
        let mut text = self.rules[0].text();
        for rule in &self.rules[1..] {
            text += if rule.adds { ", " } else { "; " };
            text += &rule.text();
        }
        text
    }

    fn names_holidays(&self) -> bool {
        let named = |rule: &Rule| matches!(rule.days, Days::Week { holidays: true, .. });
        self.rules.iter().any(named)
    }

    fn window(&self, zone: &str, from: Date) -> Window {
        let text = self.text();
        let expression = Expression::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let calendar = Calendar {
            id: "XX".to_string(),
            from: date(1980, 1, 1),
            horizon: date(2199, 12, 31),
            source: String::new(),
            short: Vec::new(),
            days: self.holidays.iter().map(|date| holiday(*date)).collect(),
        };
        let calendar = Some((Arc::new(calendar), self.treatment));
        Window::new(&expression, Zone::parse(zone).unwrap(), calendar, from)
    }

    /// Whether a day is a holiday that the rules themselves say nothing about.
    fn is_treated(&self, day: Date) -> bool {
        self.holidays.contains(&day) && !self.names_holidays()
    }

    fn is_closed(&self, day: Date) -> bool {
        self.is_treated(day) && self.treatment == Treatment::Closed
    }

    fn contains(&self, rule: &Rule, day: Date) -> bool {
        let counts_as_sunday = self.is_treated(day) && self.treatment == Treatment::AsSunday;
        if counts_as_sunday {
            return rule.days.contain_sunday(day);
        }
        rule.days.contain(day, self.holidays.contains(&day))
    }

    fn is_open(&self, local: DateTime) -> bool {
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let today = local.date();
        let yesterday = today.yesterday().unwrap();
        if self.is_closed(today) {
            return false;
        }
        let mut says = Says::Off;
        for rule in &self.rules {
            let within = |minute| {
                rule.times
                    .iter()
                    .any(|(from, to)| (*from..*to).contains(&minute))
            };
            let replaces = !rule.adds && rule.says != Says::Off;
            if self.contains(rule, today) && (replaces || within(minute)) {
                says = if within(minute) { rule.says } else { Says::Off };
            }
            let began = self.contains(rule, yesterday) && within(minute + 1440);
            if began && !(self.is_closed(yesterday) && rule.says != Says::Off) {
                says = rule.says;
            }
        }
        says == Says::Open
    }
}

fn holiday(date: Date) -> Holiday {
    Holiday {
        date,
        name: String::new(),
        english: String::new(),
    }
}

fn weekly() -> impl Strategy<Value = Days> {
    let weekdays = any::<[bool; 7]>().prop_filter("some day", |days| days.contains(&true));
    (weekdays, prop::bool::weighted(0.2)).prop_map(|(weekdays, holidays)| Days::Week {
        weekdays,
        holidays,
        months: None,
    })
}

fn days() -> impl Strategy<Value = Days> {
    let seasonal = (weekly(), 1..=12_i8, 1..=12_i8).prop_map(|(days, from, to)| match days {
        Days::Week {
            weekdays, holidays, ..
        } => Days::Week {
            weekdays,
            holidays,
            months: Some((from, to)),
        },
        other => other,
    });
    prop_oneof![
        6 => weekly(),
        1 => seasonal,
        1 => (0..7_usize, 1..=5_i8).prop_map(|(weekday, nth)| Days::Nth { weekday, nth }),
        1 => (1..=12_i8, 1..=28_i8).prop_map(|(month, day)| Days::Each { month, day }),
    ]
}

fn time() -> impl Strategy<Value = (u16, u16)> {
    let round = (0..24_u16, 1..=24_u16).prop_map(|(from, hours)| (from * 60, (from + hours) * 60));
    let odd = (0..1440_u16, 1..=1440_u16).prop_map(|(from, length)| (from, from + length));
    prop_oneof![round, odd, Just((0, 1440))]
}

fn rule(days: impl Strategy<Value = Days>) -> impl Strategy<Value = Rule> {
    let says = prop_oneof![6 => Just(Says::Open), 1 => Just(Says::Unknown), 2 => Just(Says::Off)];
    let times = prop::collection::vec(time(), 1..3);
    (days, times, says, any::<bool>()).prop_map(|(days, times, says, adds)| Rule {
        days,
        times,
        says,
        adds,
    })
}

fn sketch(days: impl Strategy<Value = Days>) -> impl Strategy<Value = Sketch> {
    let treatment = prop_oneof![
        Just(Treatment::Closed),
        Just(Treatment::AsSunday),
        Just(Treatment::Normal)
    ];
    (prop::collection::vec(rule(days), 1..5), treatment).prop_map(|(mut rules, treatment)| {
        rules[0].adds = false;
        Sketch {
            rules,
            treatment,
            holidays: Vec::new(),
        }
    })
}

fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(ZONES)
}

fn start() -> impl Strategy<Value = (&'static str, Date)> {
    let some = (zone(), 2000..2100_i16, 1..=12_i8, 1..=28_i8)
        .prop_map(|(zone, year, month, day)| (zone, Date::new(year, month, day).unwrap()));
    prop_oneof![4 => prop::sample::select(NIGHTS), 1 => some]
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What the clock on the wall says about every minute from an instant on.
fn walk(sketch: &Sketch, zone: &Zone, from: Timestamp, minutes: i64) -> Vec<bool> {
    let instant = |minute: i64| from.saturating_add(minute.minutes()).unwrap();
    let open = |minute| sketch.is_open(zone.at(instant(minute)).datetime());
    (0..minutes).map(open).collect()
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn every_minute_is_open_or_closed_as_on_the_wall(
        mut sketch in sketch(days()), (zone, start) in start(), holiday_in in 0..4_i64,
    ) {
        sketch.holidays = vec![start.saturating_add(holiday_in.days())];
        let window = sketch.window(zone, start);
        let zone = window.zone().unwrap().clone();
        let from = zone.instant(start.at(12, 0, 0, 0)).unwrap();
        let wall = walk(&sketch, &zone, from, 3 * 1440);
        let mut next_change = wall.len();
        for minute in (0..wall.len()).rev() {
            if wall.get(minute + 1).is_some_and(|later| *later != wall[minute]) {
                next_change = minute + 1;
            }
            let near = wall[minute.saturating_sub(2)..(minute + 2).min(wall.len())].iter();
            if minute % 59 != 0 && near.clone().all(|open| *open == wall[minute]) {
                continue;
            }
            let at = |minute: usize| from.saturating_add((minute as i64).minutes()).unwrap();
            let (open, change) = match window.is_open(at(minute)) {
                Answer::Open { until } => (true, until),
                Answer::Closed { opens } => (false, opens),
                Answer::Unknown => panic!("the list reaches far"),
            };
            prop_assert_eq!(open, wall[minute], "{} at {}", sketch.text(), zone.at(at(minute)));
            if next_change < wall.len() {
                prop_assert_eq!(change, Moment::At(at(next_change)), "{}", sketch.text());
            }
        }
    }

    #[test]
    fn working_time_is_the_number_of_open_minutes(
        mut sketch in sketch(days()), (zone, start) in start(), minutes in 1..2000_u32,
    ) {
        sketch.holidays = vec![start.tomorrow().unwrap()];
        let window = sketch.window(zone, start);
        let zone = window.zone().unwrap().clone();
        let from = zone.instant(start.at(7, 30, 0, 0)).unwrap();
        let wall = walk(&sketch, &zone, from, 5 * 1440);
        let open = wall.iter().enumerate().filter(|(_, open)| **open);
        let last = open.map(|(minute, _)| minute as i64).nth(minutes as usize - 1);
        let due = window.due(from, minutes);
        let end = from.saturating_add((wall.len() as i64).minutes()).unwrap();
        if let Some(last) = last {
            let expected = from.saturating_add((last + 1).minutes()).unwrap();
            prop_assert_eq!(due, Moment::At(expected), "{}", sketch.text());
        } else {
            prop_assert!(due.instant().is_none_or(|due| due > end), "{}", sketch.text());
        }
    }

    #[test]
    fn special_days_are_those_with_other_minutes(mut sketch in sketch(weekly()), offset in 0..60_i64) {
        let from = date(2026, 3, 4);
        sketch.holidays = vec![from.saturating_add(offset.days()), from.saturating_add((offset + 9).days())];
        let window = sketch.window("UTC", from);
        let plain = Sketch { holidays: Vec::new(), ..sketch.clone() };
        let differs = |day: &Date| (0..1440_i64).any(|minute| {
            let at = day.at(0, 0, 0, 0).saturating_add(minute.minutes());
            sketch.is_open(at) != plain.is_open(at)
        });
        let near = |day: &Date| sketch.holidays.iter().any(|holiday| (*day - *holiday).get_days().abs() <= 3);
        let expected: Vec<_> = (0..75)
            .map(|day: i64| from.saturating_add(day.days()))
            .filter(|day| near(day) && differs(day))
            .collect();
        let found: Vec<_> = window.special_days(from, 99).into_iter().map(|day| day.date).collect();
        prop_assert_eq!(found, expected, "{}", sketch.text());
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_typical_week_has_the_minutes_of_the_walk(mut sketch in sketch(weekly()), from in 0..1440_u16, to in 0..1440_u16) {
        sketch.treatment = Treatment::Normal;
        let window = sketch.window("UTC", date(2026, 3, 4));
        let monday = window.zone().unwrap().instant(date(2026, 3, 2).at(0, 0, 0, 0)).unwrap();
        let wall = walk(&sketch, window.zone().unwrap(), monday, 7 * 1440);
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
        prop_assert!(shown == wall, "{}", sketch.text());
    }

    #[test]
    fn coverage_agrees_with_the_walk(
        own in sketch(weekly()), other in sketch(weekly()), zones in (zone(), zone()),
    ) {
        let from = date(2026, 1, 7);
        let (covering, wanted) = (own.window(zones.0, from), other.window(zones.1, from));
        let both = |at: Timestamp| {
            let local = |window: &Window| window.zone().unwrap().at(at).datetime();
            (own.is_open(local(&covering)), other.is_open(local(&wanted)))
        };
        match covering.covers(&wanted) {
            Coverage::Gap(gap) => {
                let at = wanted.zone().unwrap().instant(gap.from).unwrap();
                prop_assert_eq!(both(at), (false, true));
                let last = gap.to.saturating_sub(1.minutes());
                prop_assert_eq!(both(wanted.zone().unwrap().instant(last).unwrap()), (false, true));
            }
            Coverage::Incomparable => panic!("both places are known"),
            Coverage::Full => {
                for monday in [date(2026, 1, 12), date(2026, 3, 16), date(2026, 7, 13), date(2026, 10, 12)] {
                    let start = wanted.zone().unwrap().instant(monday.at(0, 0, 0, 0)).unwrap();
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

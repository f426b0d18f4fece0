//! Windows made up at random.

use crate::hours_walk::sketch::{Calendar, Days, NIGHTS, Own, Picture, Rule, Says, Sketch, ZONES};
use csp_support::hours::Treatment;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

pub(crate) fn weekly() -> BoxedStrategy<Days> {
    let weekdays = any::<[bool; 7]>().prop_filter("some day", |days| days.contains(&true));
    (weekdays, prop::bool::weighted(0.2))
        .prop_map(|(weekdays, holidays)| Days::Week {
            weekdays,
            holidays,
            months: None,
        })
        .boxed()
}

pub(crate) fn days() -> BoxedStrategy<Days> {
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
    .boxed()
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

pub(crate) fn sketch(days: impl Strategy<Value = Days>) -> impl Strategy<Value = Sketch> {
    (prop::collection::vec(rule(days), 1..5), treatment()).prop_map(|(mut rules, treatment)| {
        rules[0].adds = false;
        Sketch {
            rules,
            calendar: Calendar::plain(treatment),
        }
    })
}

fn treatment() -> impl Strategy<Value = Treatment> {
    prop_oneof![
        Just(Treatment::Closed),
        Just(Treatment::AsSunday),
        Just(Treatment::Normal)
    ]
}

/// Days near a date.
fn own(near: Date) -> impl Strategy<Value = Own> {
    let ahead = move |days: i64| near.saturating_add(days.days());
    prop_oneof![
        3 => (0..6_i64).prop_map(move |days| Own::On(ahead(days))),
        2 => (0..6_i64).prop_map(move |days| {
            let day = ahead(days);
            Own::Yearly(day.month(), day.day())
        }),
        1 => (0..4_i64, 0..3_i64).prop_map(move |(first, more)| Own::Row(ahead(first), ahead(first + more))),
    ]
}

fn cut() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        (1..1440_u16).prop_map(|end| (0, end)),
        (1..1440_u16).prop_map(|start| (start, 1440)),
        (1..700_u16, 701..1439_u16),
    ]
}

/// A calendar with special days in the week from a date on.
fn calendar(near: Date) -> impl Strategy<Value = Calendar> {
    let some = || prop::collection::vec(own(near), 0..2);
    let holidays = prop::collection::vec(0..6_i64, 0..3);
    let short = prop::collection::vec((own(near), cut()), 0..2);
    let all = (holidays, some(), some(), short, treatment());
    all.prop_map(move |(holidays, added, removed, short, treatment)| {
        let ahead = |days: i64| near.saturating_add(days.days());
        Calendar {
            holidays: holidays.into_iter().map(ahead).collect(),
            added,
            removed,
            short,
            treatment,
        }
    })
}

/// Any window with special days in the week from a date on.
pub(crate) fn picture(
    days: fn() -> BoxedStrategy<Days>,
    near: Date,
) -> impl Strategy<Value = Picture> {
    let part = move || {
        (sketch(days()), calendar(near))
            .prop_map(|(sketch, calendar)| Sketch { calendar, ..sketch })
    };
    let parts = prop_oneof![
        3 => part().prop_map(|part| (vec![part], false)),
        2 => prop::collection::vec(part(), 1..3).prop_map(|parts| (parts, true)),
    ];
    (parts, prop::bool::weighted(0.3)).prop_map(|((parts, rest), local)| Picture {
        parts,
        rest,
        local,
    })
}

pub(crate) fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(ZONES)
}

pub(crate) fn start() -> impl Strategy<Value = (&'static str, Date)> {
    let some = (zone(), 2000..2100_i16, 1..=12_i8, 1..=28_i8)
        .prop_map(|(zone, year, month, day)| (zone, Date::new(year, month, day).unwrap()));
    prop_oneof![4 => prop::sample::select(NIGHTS), 1 => some]
}

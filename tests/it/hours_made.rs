//! Hours made from other hours: all other times, clocks in unknown places, treated and short days.

use crate::hours::{SPRING_2026, berlin, instant, local, week, window, with_calendar};
use csp_support::hours::{
    Answer, Calendar, Clock, Coverage, MinuteRange, Moment, ShortDay, Treatment, Window,
    WindowError, Windows, Zone, covered_by,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::Arc;

const CLOSED: Option<Treatment> = Some(Treatment::Closed);
const AS_SUNDAY: Option<Treatment> = Some(Treatment::AsSunday);

fn windows() -> Windows {
    Windows::new(SPRING_2026)
}

fn hours_on(window: &Window, day: Date) -> String {
    let hours = window.hours_on(day);
    let hours: Vec<_> = hours.iter().map(ToString::to_string).collect();
    hours.join(",")
}

fn specials(window: &Window, count: usize) -> Vec<String> {
    let days = window.special_days(SPRING_2026, count);
    let shown = days.iter().map(|day| {
        let holiday = day.holiday.map(|holiday| holiday.called("de"));
        let short = day.short.map(|short| short.called("en"));
        let hours: Vec<_> = day.hours.iter().map(ToString::to_string).collect();
        let name = holiday.or(short).unwrap_or_default();
        format!("{} {name} {}", day.date, hours.join(","))
    });
    shown.collect()
}

#[test]
fn all_other_times_are_what_the_parts_leave() {
    let windows = windows();
    let day = windows.window("Mo-Fr 08:00-18:00", "UTC", None).unwrap();
    let late = windows.window("Mo-Su 18:00-22:00", "UTC", None).unwrap();
    let rest = windows.complement(&[day.clone(), late.clone()]).unwrap();
    assert_eq!(
        week(&rest),
        "Mo 22:00-08:00; Tu 22:00-08:00; We 22:00-08:00; Th 22:00-08:00; Fr 22:00-24:00; \
         Sa 00:00-18:00,22:00-24:00; Su 00:00-18:00,22:00-08:00"
    );
    assert_eq!(rest.minutes_per_week(), 168 * 60 - 5 * 600 - 7 * 240);
    assert!(rest.is_weekly() && rest.is_ever_open() && rest.expression().is_none());
    assert_eq!(
        covered_by(&window("24/7", "UTC"), &[day, late, rest]),
        Coverage::Full
    );
}

#[test]
fn all_other_times_of_nothing_or_of_two_clocks_are_refused() {
    let windows = windows();
    let ask = |zone| windows.window("Mo 08:00-18:00", zone, None).unwrap();
    assert_eq!(windows.complement(&[]).unwrap_err(), WindowError::NoParts);
    let both = [ask("UTC"), ask("Europe/Berlin")];
    assert_eq!(windows.complement(&both).unwrap_err(), WindowError::Clocks);
}

#[test]
fn equal_complements_are_evaluated_once() {
    let windows = windows();
    let ask = |open| {
        let part = windows.window(open, "UTC", None).unwrap();
        windows.complement(&[part]).unwrap()
    };
    assert!(Arc::ptr_eq(&ask("Mo 08:00-18:00"), &ask("Mo 08:00-18:00")));
    assert!(!Arc::ptr_eq(&ask("Mo 08:00-18:00"), &ask("Mo 08:00-17:00")));
    let twice = windows.complement(&[ask("Mo 08:00-18:00")]).unwrap();
    assert_eq!(week(&twice), "Mo 08:00-18:00");
}

#[test]
fn all_other_times_grow_on_holidays() {
    let windows = windows();
    let calendar = Arc::new(berlin());
    let closed = Some((&calendar, Treatment::Closed));
    let day = windows.window("Mo-Fr 08:00-18:00", "Europe/Berlin", closed);
    let rest = windows.complement(&[day.unwrap()]).unwrap();
    assert!(rest.heeds_holidays() && !rest.always_open());
    assert_eq!(rest.calendars().len(), 1);
    assert_eq!(
        specials(&rest, 2),
        [
            "2026-04-03 Karfreitag 00:00-24:00",
            "2026-04-06 Ostermontag 00:00-24:00"
        ]
    );
    let answer = rest.is_open(instant("Europe/Berlin", "2026-04-02T20:00"));
    let Answer::Open { until } = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(local("Europe/Berlin", until), "Tue 2026-04-07 08:00 +02:00");
    let late = instant("Europe/Berlin", "2027-01-01T20:00");
    assert_eq!(rest.is_open(late), Answer::Unknown);
}

#[test]
fn the_rest_of_what_nobody_knows_is_not_promised() {
    let windows = windows();
    let part = windows.window("Mo-Su 08:00-12:00; Mo 09:00-10:00 unknown", "UTC", None);
    let rest = windows.complement(&[part.unwrap()]).unwrap();
    assert_eq!(week(&rest)[..18], *"Mo 10:00-08:00; Tu");
    let part = windows.window("Mo-Fr 08:00-18:00; PH off", "UTC", None);
    let rest = windows.complement(&[part.unwrap()]).unwrap();
    assert_eq!(rest.is_open(Timestamp::UNIX_EPOCH), Answer::Unknown);
    assert_eq!(rest.due(Timestamp::UNIX_EPOCH, 1), Moment::Unknown);
}

#[test]
fn clocks_have_names() {
    for name in ["customer-local", "site-local", "Europe/Berlin", "UTC"] {
        let clock = Clock::parse(name).unwrap();
        assert_eq!(clock.name(), name);
        assert_eq!(clock.zone().is_some(), !name.ends_with("-local"));
    }
    for wrong in ["customer local", "local", "site_local"] {
        let message = Clock::parse(wrong).unwrap_err().to_string();
        assert!(!message.contains("-local"), "{message}");
    }
    assert!(Zone::parse("customer-local").is_err());
    assert!(Zone::names().iter().all(|name| !name.ends_with("-local")));
}

#[test]
fn hours_of_an_unknown_place_have_a_week_but_no_instants() {
    let hours = with_calendar("Mo-Fr 08:00-18:00", "customer-local", CLOSED);
    assert_eq!(hours.minutes_per_week(), 3000);
    assert_eq!(specials(&hours, 1), ["2026-04-03 Karfreitag "]);
    let now = instant("UTC", "2026-03-04T10:00");
    assert_eq!(hours.is_open(now), Answer::Unknown);
    assert_eq!(hours.due(now, 60), Moment::Unknown);
    assert_eq!(hours.coming(now, now).unknown_from, Some(now));
    assert!(hours.zone().is_none() && window("24/7", "site-local").always_open());
}

#[test]
fn a_place_can_be_given_later() {
    let windows = windows();
    let calendar = Arc::new(berlin());
    let closed = Some((&calendar, Treatment::Closed));
    let own = windows
        .window("Mo-Fr 08:00-18:00", "customer-local", closed)
        .unwrap();
    let rest = windows.complement(std::slice::from_ref(&own)).unwrap();
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let bound = windows.in_zone(&own, &berlin);
    let direct = windows
        .window("Mo-Fr 08:00-18:00", "Europe/Berlin", closed)
        .unwrap();
    assert!(Arc::ptr_eq(&bound, &direct));
    let kathmandu = Zone::parse("Asia/Kathmandu").unwrap();
    assert!(Arc::ptr_eq(&windows.in_zone(&bound, &kathmandu), &bound));
    let rest = windows.in_zone(&rest, &kathmandu);
    let answer = rest.is_open(instant("Asia/Kathmandu", "2026-03-04T18:00"));
    let Answer::Open { until } = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(
        local("Asia/Kathmandu", until),
        "Thu 2026-03-05 08:00 +05:45"
    );
}

#[test]
fn clocks_in_unknown_places_are_not_compared_with_others() {
    let customer = window("Mo-Fr 08:00-18:00", "customer-local");
    let lunch = window("Mo-Fr 12:00-13:00", "customer-local");
    let site = window("Mo-Fr 12:00-13:00", "site-local");
    let berlin = window("Mo-Fr 12:00-13:00", "Europe/Berlin");
    let always = window("24/7", "UTC");
    let never = window("off", "UTC");
    assert_eq!(customer.covers(&lunch), Coverage::Full);
    assert_eq!(customer.overlaps(&lunch), Some(true));
    for other in [&site, &berlin] {
        assert_eq!(customer.covers(other), Coverage::Incomparable);
        assert_eq!(other.covers(&customer), Coverage::Incomparable);
        assert_eq!(customer.overlaps(other), None);
    }
    assert_eq!(always.covers(&customer), Coverage::Full);
    assert_eq!(customer.covers(&never), Coverage::Full);
    assert_eq!(always.overlaps(&customer), Some(true));
    assert_eq!(never.overlaps(&customer), Some(false));
    // What is always open is so on the customer's clock, too.
    let Coverage::Gap(gap) = customer.covers(&always) else {
        panic!("the nights are missing")
    };
    assert_eq!(gap.to.to_string(), "2026-03-02T08:00:00");
}

#[test]
fn several_windows_cover_only_as_far_as_clocks_can_be_compared() {
    let wanted = window("Mo-Fr 08:00-18:00", "Europe/Berlin");
    let morning = Arc::new(window("Mo-Fr 08:00-12:00", "Europe/Berlin"));
    let customer = Arc::new(window("Mo-Fr 08:00-18:00", "customer-local"));
    let always = Arc::new(window("24/7", "customer-local"));
    let whole = Arc::new(window("Mo-Fr 07:00-19:00", "Europe/Berlin"));
    let never = Arc::new(window("off", "site-local"));
    let covered = |windows: &[Arc<Window>]| covered_by(&wanted, windows);
    assert_eq!(
        covered(&[morning.clone(), customer.clone()]),
        Coverage::Incomparable
    );
    assert_eq!(covered(&[morning.clone(), always]), Coverage::Full);
    assert_eq!(covered(&[customer, whole]), Coverage::Full);
    assert!(matches!(covered(&[morning, never]), Coverage::Gap(_)));
    assert!(matches!(covered(&[]), Coverage::Gap(_)));
}

/// Good Friday 2026 is 3 April; the Thursday before is ordinary, the Sunday of that week is Easter.
#[test]
fn a_closed_day_is_closed_from_midnight_to_midnight_and_nothing_begins_on_it() {
    let nights = with_calendar("Mo-Su 22:00-06:00", "UTC", CLOSED);
    let shown = [2, 3, 4].map(|day| hours_on(&nights, date(2026, 4, day)));
    assert_eq!(shown, ["22:00-24:00", "", "22:00-06:00"]);
    let (next, eve) = (
        instant("UTC", "2026-04-04T03:00"),
        instant("UTC", "2026-04-02T23:00"),
    );
    assert!(matches!(nights.is_open(next), Answer::Closed { .. }));
    let Answer::Open { until } = nights.is_open(eve) else {
        panic!("the night before begins")
    };
    assert_eq!(local("UTC", until), "Fri 2026-04-03 00:00 +00:00");
}

#[test]
fn a_holiday_as_sunday_begins_like_a_sunday_and_keeps_its_date() {
    let cases = [
        // The shift of the evening before goes on; that of the holiday is a Sunday's.
        (
            "Mo-Fr 18:00-02:00, Su 20:00-01:00",
            ["18:00-02:00", "20:00-01:00", ""],
        ),
        // The night from Saturday to Sunday is Saturday's.
        (
            "Sa 22:00-06:00, Su 10:00-12:00",
            ["", "10:00-12:00", "22:00-06:00"],
        ),
        // Dates stay what they are: this rule is about the third of April, not about the fifth.
        (
            "Su 10:00-12:00; Apr 03 14:00-16:00",
            ["", "14:00-16:00", ""],
        ),
        (
            "Mo-Fr 08:00-18:00; Su 10:00-12:00; Apr 05 off",
            ["08:00-18:00", "10:00-12:00", ""],
        ),
        (
            "Mar-Apr Su 10:00-12:00; May-Dec Su 11:00-12:00",
            ["", "10:00-12:00", ""],
        ),
        // The first Sunday of the month is that of the holiday's week.
        (
            "Mo-Fr 08:00-18:00; Su[1] 10:00-12:00",
            ["08:00-18:00", "10:00-12:00", ""],
        ),
        ("24/7", ["00:00-24:00", "00:00-24:00", "00:00-24:00"]),
    ];
    for (open, expected) in cases {
        let window = with_calendar(open, "UTC", AS_SUNDAY);
        let shown = [2, 3, 4].map(|day| hours_on(&window, date(2026, 4, day)));
        assert_eq!(shown, expected, "{open}");
    }
}

#[test]
fn an_expression_that_speaks_of_holidays_decides_itself() {
    for treatment in [Treatment::Closed, Treatment::AsSunday, Treatment::Normal] {
        let window = with_calendar("Mo-Fr 08:00-18:00; PH 10:00-11:00", "UTC", Some(treatment));
        assert_eq!(hours_on(&window, date(2026, 4, 3)), "10:00-11:00");
    }
}

fn with_short_days(open: &str, treatment: Treatment) -> Window {
    let short = |date, name: &str, start, end| ShortDay {
        date,
        name: name.to_string(),
        english: name.to_string(),
        hours: MinuteRange { start, end },
    };
    let calendar = Calendar {
        short: vec![
            short(date(2026, 4, 2), "Maundy Thursday", 0, 12 * 60),
            short(date(2026, 4, 7), "Inventory", 10 * 60, 24 * 60),
        ],
        ..berlin()
    };
    let expression = csp_support::hours::Expression::parse(open).unwrap();
    let calendar = Some((Arc::new(calendar), treatment));
    Window::new(
        &expression,
        Clock::parse("UTC").unwrap(),
        calendar,
        SPRING_2026,
    )
}

#[test]
fn short_days_cut_hours_and_are_no_holidays() {
    for (open, treatment) in [
        ("Mo-Fr 08:00-18:00; PH off", Treatment::Normal),
        ("Mo-Fr 08:00-18:00", Treatment::Closed),
        ("Mo-Fr 08:00-18:00; Su off", Treatment::AsSunday),
    ] {
        let window = with_short_days(open, treatment);
        let expected = [
            "2026-04-02 Maundy Thursday 08:00-12:00",
            "2026-04-03 Karfreitag ",
            "2026-04-06 Ostermontag ",
            "2026-04-07 Inventory 10:00-18:00",
        ];
        assert_eq!(specials(&window, 4), expected, "{open}");
    }
    let normal = with_short_days("24/7", Treatment::Normal);
    assert!(normal.heeds_holidays() && !normal.always_open());
    assert!(!normal.knows(date(2027, 1, 1)));
}

#[test]
fn a_night_shift_that_a_short_day_ends_does_not_come_back_after_midnight() {
    let nights = with_short_days("Mo-Su 18:00-02:00", Treatment::Normal);
    let shown = [1, 2, 3, 6, 7, 8].map(|day| hours_on(&nights, date(2026, 4, day)));
    let whole = "18:00-02:00";
    assert_eq!(shown, [whole, "", whole, "18:00-24:00", whole, whole]);
}

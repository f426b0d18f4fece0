//! Opening hours, holidays, zones, working time and durations, by example.

use csp_support::hours::{
    Answer, Calendar, Clock, Coverage, Expression, Holiday, Moment, Treatment, Window, Windows,
    Zone, covered_by, duration,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use std::sync::Arc;

pub(crate) const SPRING_2026: Date = date(2026, 3, 2);

/// Wrong hours, what is underlined in them, and what is said.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "",
        "",
        "the hours are empty; write `24/7`, `off` or hours such as `Mo-Fr 08:00-18:00`",
    ),
    ("Mo-Fri 08:00-18:00", "Fri", "write `Fr` instead of `Fri`"),
    ("Mo-Do 08:00-18:00", "Do", "write `Th` instead of `Do`"),
    ("Mo-Fr 8-18", "8", "write `08:00` instead of `8`"),
    (
        "Mo-Fr 08.30-18.00",
        "08.30",
        "write `08:30` instead of `08.30`",
    ),
    ("Mo-Fr 0800-1800", "0800", "write `08:00` instead of `0800`"),
    ("Mo-Fr 08:00-18:60", "18:60", "`18:60` is not a time of day"),
    (
        "Mo-Fr 08:00–18:00",
        "–",
        "write a plain hyphen `-` instead of `–`",
    ),
    (
        "Mo - Fr 08:00-18:00",
        " - ",
        "write the dash without spaces around it",
    ),
    (
        "Mo-Fr 08:00-18:00;",
        ";",
        "nothing stands between or after these separators; remove one",
    ),
    (
        "Mo 08:00-18:00; ; Tu",
        "; ",
        "nothing stands between or after these separators; remove one",
    ),
    (
        "Mo-Fr 08:00-18:00 Uhr",
        "Uhr",
        "remove `Uhr`; a time is written as in `08:00`",
    ),
    (
        "Mo-Fr 8:00am-5:00pm",
        "am",
        "remove `am` and use the 24-hour clock, as in `17:30`",
    ),
    (
        "Mo-Fr 08:00-18:00; PH of",
        "of",
        "`of` is no day, month or other word of opening hours",
    ),
    (
        "Mo-Fr 08:00-18:00 \"calls",
        "\"calls",
        "the quotation mark is never closed",
    ),
    (
        "Mo 08:00-18:00\n",
        "\n",
        "remove the line break or space around the hours",
    ),
    (
        "Mo 08:00-18:00; Tu Tu 12",
        "Tu Tu 12",
        "`Tu Tu 12` is not opening hours; write them as in `Mo-Fr 08:00-18:00; PH off`",
    ),
    (
        "Mo sunrise-18:00",
        "sunrise",
        "the sun rises at another time in every place; write a time such as `08:00`",
    ),
    (
        "Mo-Fr 08:00-18:00; SH off",
        "SH",
        "school holidays (`SH`) are not known here; write their dates",
    ),
    (
        "Mo 18:00+",
        "+",
        "`+` leaves the end open; write the time at which it ends",
    ),
    (
        "Mo 10:00-16:00/01:30",
        "/",
        "steps (`/`) are for timetables; write from when to when it is open",
    ),
    (
        "2026Dec 10:00-16:00",
        "2026Dec",
        "write a space between the year and the month, as in `2026 Dec`",
    ),
    (
        "Mo-Fr 08:00-12:00; 14:00-18:00",
        "14:00-18:00",
        "this part names no days, so it is unclear which it means; write `Mo-Su` for all days",
    ),
];

pub(crate) fn window(open: &str, zone: &str) -> Window {
    with_calendar(open, zone, None)
}

pub(crate) fn with_calendar(open: &str, zone: &str, treatment: Option<Treatment>) -> Window {
    let expression = Expression::parse(open).unwrap();
    let calendar = treatment.map(|treatment| (Arc::new(berlin()), treatment));
    Window::new(
        &expression,
        Clock::parse(zone).unwrap(),
        calendar,
        SPRING_2026,
    )
}

pub(crate) fn berlin() -> Calendar {
    let holiday = |date, name: &str| Holiday {
        date,
        name: name.to_string(),
        english: "Holiday".to_string(),
        language: None,
    };
    let days = vec![
        holiday(date(2026, 4, 3), "Karfreitag"),
        holiday(date(2026, 4, 6), "Ostermontag"),
        holiday(date(2026, 5, 1), "Tag der Arbeit"),
        holiday(date(2026, 12, 25), "Erster Weihnachtstag"),
    ];
    Calendar {
        id: "DE-BE".to_string(),
        from: date(2026, 1, 1),
        horizon: date(2026, 12, 31),
        source: "made up".to_string(),
        days,
        short: Vec::new(),
    }
}

pub(crate) fn week(window: &Window) -> String {
    let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let days = names
        .iter()
        .zip(window.week())
        .filter(|(_, ranges)| !ranges.is_empty());
    let lines = days.map(|(name, ranges)| {
        let ranges: Vec<_> = ranges.iter().map(ToString::to_string).collect();
        format!("{name} {}", ranges.join(","))
    });
    lines.collect::<Vec<_>>().join("; ")
}

pub(crate) fn instant(zone: &str, local: &str) -> Timestamp {
    let local: DateTime = local.parse().unwrap();
    Zone::parse(zone).unwrap().instant(local).unwrap()
}

pub(crate) fn local(zone: &str, moment: Moment) -> String {
    match moment {
        Moment::At(instant) => {
            let zoned = Zone::parse(zone).unwrap().at(instant);
            zoned.strftime("%a %F %H:%M %:z").to_string()
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn weeks_are_read_as_people_write_them() {
    let cases = [
        (
            "Mo-Fr 08:00-18:00; PH off",
            "Mo 08:00-18:00; Tu 08:00-18:00; We 08:00-18:00; Th 08:00-18:00; Fr 08:00-18:00",
        ),
        ("Mo 09:00-12:00,14:00-16:30", "Mo 09:00-12:00,14:00-16:30"),
        (
            "Su-Th 09:00-17:00; We 10:00-12:00",
            "Mo 09:00-17:00; Tu 09:00-17:00; We 10:00-12:00; Th 09:00-17:00; Su 09:00-17:00",
        ),
        ("Fr 22:00-06:00", "Fr 22:00-06:00"),
        ("Su 22:00-30:00", "Su 22:00-06:00"),
        ("Sa 00:00-24:00", "Sa 00:00-24:00"),
        (
            "Fr 18:00-24:00; Sa,Su 00:00-24:00; Mo 00:00-08:00",
            "Mo 00:00-08:00; Fr 18:00-24:00; Sa 00:00-24:00; Su 00:00-24:00",
        ),
        (
            "Mo-Fr 08:00-18:00; Mo-Fr 12:00-13:00 off",
            "Mo 08:00-12:00,13:00-18:00; Tu 08:00-12:00,13:00-18:00; We 08:00-12:00,13:00-18:00; Th 08:00-12:00,13:00-18:00; Fr 08:00-12:00,13:00-18:00",
        ),
        ("Mo-Su 08:00-18:00 unknown", ""),
        ("off", ""),
        (
            "Mo 08:00-12:00 || Mo,Tu 10:00-14:00",
            "Mo 08:00-14:00; Tu 10:00-14:00",
        ),
        // A rule that replaces a day keeps the night before it if that one comes later.
        (
            "Sa 10:00-14:00; Fr 20:00-02:00",
            "Fr 20:00-02:00; Sa 10:00-14:00",
        ),
        ("Sa[1] 09:00-12:00; Mo 09:00-12:00", "Mo 09:00-12:00"),
        (
            "We 08:00-18:00; May-Sep We 08:00-16:00; Dec 24 off",
            "We 08:00-18:00",
        ),
    ];
    for (open, expected) in cases {
        assert_eq!(week(&window(open, "Europe/Berlin")), expected, "{open}");
    }
}

#[test]
fn a_week_of_around_the_clock_has_168_hours_whatever_the_clocks_do() {
    let window = window("24/7", "Europe/Berlin");
    assert_eq!(window.minutes_per_week(), 168 * 60);
    assert!(window.open_all_week() && window.always_open() && window.is_ever_open());
    for night in ["2026-03-29T02:30", "2026-10-25T02:30"] {
        let answer = window.is_open(instant("Europe/Berlin", night));
        let until = Moment::Never;
        assert_eq!(answer, Answer::Open { until });
    }
}

#[test]
fn around_the_clock_except_holidays_is_not_always_open() {
    for treatment in [Treatment::Closed, Treatment::AsSunday, Treatment::Normal] {
        let window = with_calendar("24/7", "Europe/Berlin", Some(treatment));
        assert!(window.open_all_week());
        assert_eq!(window.always_open(), treatment != Treatment::Closed);
    }
    let window = with_calendar("24/7; PH off", "Europe/Berlin", Some(Treatment::Normal));
    assert!(window.open_all_week() && !window.always_open());
}

#[test]
fn facts_of_nights_and_of_never() {
    let on_call = window("Mo-Fr 18:00-08:00", "Europe/Berlin");
    assert_eq!(on_call.minutes_between(22 * 60, 6 * 60), 5 * 8 * 60);
    assert_eq!(on_call.minutes_between(8 * 60, 18 * 60), 0);
    assert_eq!(on_call.minutes_per_week(), 5 * 14 * 60);
    assert!(!window("off", "UTC").is_ever_open());
    assert!(!window("2019 Dec 24 10:00-12:00", "UTC").is_ever_open());
    assert!(window("Feb 29 10:00-12:00", "UTC").is_ever_open());
    assert!(with_calendar("PH 10:00-12:00", "UTC", Some(Treatment::Normal)).is_ever_open());
}

#[test]
fn open_and_closed_say_until_when() {
    let zone = "Europe/Berlin";
    let window = with_calendar("Mo-Fr 08:00-18:00; PH off", zone, Some(Treatment::Normal));
    let cases = [
        ("2026-04-02T17:59", "open", "Thu 2026-04-02 18:00 +02:00"),
        ("2026-04-02T18:00", "closed", "Tue 2026-04-07 08:00 +02:00"),
        ("2026-04-03T10:00", "closed", "Tue 2026-04-07 08:00 +02:00"),
        ("2026-12-31T19:00", "closed", "Unknown"),
        ("2027-01-01T10:00", "unknown", ""),
        ("2025-12-30T10:00", "unknown", ""),
    ];
    for (now, state, until) in cases {
        let answer = match window.is_open(instant(zone, now)) {
            Answer::Open { until } => ("open", local(zone, until)),
            Answer::Closed { opens } => ("closed", local(zone, opens)),
            Answer::Unknown => ("unknown", String::new()),
        };
        assert_eq!(answer, (state, until.to_string()), "{now}");
    }
}

#[test]
fn holidays_that_nobody_listed_are_unknown() {
    let window = window("Mo-Fr 08:00-18:00; PH off", "Europe/Berlin");
    let now = instant("Europe/Berlin", "2026-03-04T10:00");
    assert_eq!(window.is_open(now), Answer::Unknown);
    assert_eq!(window.due(now, 60), Moment::Unknown);
}

#[test]
fn holidays_are_closed_sundays_or_normal() {
    let hours = |treatment| {
        let open = "Mo-Fr 08:00-18:00; Su 10:00-12:00";
        let window = with_calendar(open, "Europe/Berlin", Some(treatment));
        window
            .hours_on(date(2026, 5, 1))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert!(hours(Treatment::Closed).is_empty());
    assert_eq!(hours(Treatment::AsSunday), ["10:00-12:00"]);
    assert_eq!(hours(Treatment::Normal), ["08:00-18:00"]);
    assert_eq!(Treatment::parse("as_sunday"), Some(Treatment::AsSunday));
    assert_eq!(Treatment::parse("sunday"), None);
}

#[test]
fn special_days_have_names_and_hours() {
    let open = "Mo-Fr 08:00-18:00; Dec 24 08:00-12:00; PH off";
    let window = with_calendar(open, "Europe/Berlin", Some(Treatment::Closed));
    let days = window.special_days(date(2026, 4, 4), 10);
    let shown: Vec<_> = days
        .iter()
        .map(|day| {
            let name = day.holiday.map_or("", |holiday| holiday.called("de-AT"));
            let hours: Vec<_> = day.hours.iter().map(ToString::to_string).collect();
            format!("{} {name} {}", day.date, hours.join(","))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "2026-04-06 Ostermontag ",
            "2026-05-01 Tag der Arbeit ",
            "2026-12-24  08:00-12:00",
            "2026-12-25 Erster Weihnachtstag ",
        ]
    );
    assert_eq!(window.special_days(date(2026, 4, 4), 1).len(), 1);
}

#[test]
fn working_time_stops_over_breaks() {
    let zone = "Europe/Berlin";
    let business = with_calendar("Mo-Fr 08:00-18:00; PH off", zone, Some(Treatment::Normal));
    let split = window("Mo-Fr 09:00-12:00,14:00-16:30", zone);
    let night = window("Mo-Su 22:00-06:00", zone);
    let cases = [
        (
            &business,
            "2026-03-06T17:45",
            8 * 60,
            "Mon 2026-03-09 15:45 +01:00",
        ),
        (
            &business,
            "2026-03-06T17:45",
            15,
            "Fri 2026-03-06 18:00 +01:00",
        ),
        (
            &business,
            "2026-04-02T17:00",
            120,
            "Tue 2026-04-07 09:00 +02:00",
        ),
        (&business, "2026-12-31T17:00", 120, "Unknown"),
        (
            &split,
            "2026-03-06T11:00",
            240,
            "Mon 2026-03-09 09:30 +01:00",
        ),
        // The night in which an hour is left out, and the one in which it comes twice.
        (
            &night,
            "2026-03-28T22:00",
            8 * 60,
            "Sun 2026-03-29 23:00 +02:00",
        ),
        (
            &night,
            "2026-10-24T22:00",
            8 * 60,
            "Sun 2026-10-25 05:00 +01:00",
        ),
    ];
    for (window, start, minutes, expected) in cases {
        let due = window.due(instant(zone, start), minutes);
        assert_eq!(local(zone, due), expected, "{start} + {minutes}");
    }
    let never = window("off", zone);
    assert_eq!(
        never.due(instant(zone, "2026-03-06T11:00"), 1),
        Moment::Never
    );
}

/// Clocks change in the night from 28 to 29 March 2026 in Berlin, on 5 April on Lord Howe.
#[test]
fn what_is_coming_is_what_is_open_then() {
    let windows = [
        with_calendar(
            "Mo-Fr 08:00-18:00; PH off",
            "Europe/Berlin",
            Some(Treatment::Normal),
        ),
        window("Mo-Su 22:00-06:00", "Europe/Berlin"),
        window("Sa[1] 10:00-24:00; We off", "Australia/Lord_Howe"),
        window("24/7", "Asia/Kathmandu"),
        window("off", "UTC"),
    ];
    let from = instant("Europe/Berlin", "2026-03-27T12:00");
    let to = from + jiff::SignedDuration::from_hours(14 * 24);
    for window in &windows {
        let coming = window.coming(from, to);
        assert_eq!(coming.unknown_from, None);
        assert!(coming.open.is_sorted_by(|one, next| one.1 < next.0));
        for minutes in (0..14 * 24 * 60).step_by(7) {
            let now = from + jiff::SignedDuration::from_mins(minutes);
            let told = coming
                .open
                .iter()
                .any(|(from, to)| (*from..*to).contains(&now));
            let open = matches!(window.is_open(now), Answer::Open { .. });
            assert_eq!(told, open, "{now}");
        }
    }
}

#[test]
fn what_is_coming_ends_where_the_holiday_list_does() {
    let business = with_calendar(
        "Mo-Fr 08:00-18:00; PH off",
        "Europe/Berlin",
        Some(Treatment::Normal),
    );
    let horizon = business.calendar().unwrap().horizon;
    let end = horizon.tomorrow().unwrap().at(0, 0, 0, 0);
    let end = business.zone().unwrap().instant(end).unwrap();
    let days = |days: i64| jiff::SignedDuration::from_hours(24 * days);
    let coming = business.coming(end - days(7), end + days(7));
    assert_eq!(coming.unknown_from, Some(end));
    assert!(coming.open.iter().all(|(_, until)| *until <= end));
    assert_eq!(business.coming(end - days(7), end).unknown_from, None);
}

#[test]
fn coverage_finds_the_first_gap_in_every_season() {
    let berlin = window("Mo-Fr 08:00-18:00", "Europe/Berlin");
    let always = window("24/7", "UTC");
    assert_eq!(always.covers(&berlin), Coverage::Full);
    let Coverage::Gap(gap) = berlin.covers(&always) else {
        panic!("business hours cannot cover all")
    };
    assert_eq!(gap.from, date(2026, 3, 2).at(0, 0, 0, 0));
    assert_eq!(gap.to, date(2026, 3, 2).at(7, 0, 0, 0));
    // In the weeks when only America has changed its clocks, New York is five hours away, not six.
    let new_york = window("Mo-Fr 02:00-12:00", "America/New_York");
    let Coverage::Gap(gap) = new_york.covers(&berlin) else {
        panic!("there is a season with a gap")
    };
    assert_eq!(gap.from, date(2026, 3, 9).at(17, 0, 0, 0));
    assert_eq!(gap.to, date(2026, 3, 9).at(18, 0, 0, 0));
    let generous = window("Mo-Fr 02:00-13:00", "America/New_York");
    assert_eq!(generous.covers(&berlin), Coverage::Full);
    assert_eq!(generous.overlaps(&berlin), Some(true));
    let saturday = window("Sa 10:00-12:00", "UTC");
    assert_eq!(saturday.overlaps(&berlin), Some(false));
    let second_wednesday = window("We[2] 20:00-24:00", "UTC");
    assert_eq!(second_wednesday.overlaps(&berlin), None);
    assert_eq!(window("24/7", "UTC").overlaps(&second_wednesday), None);
}

#[test]
fn several_windows_cover_together_what_none_covers_alone() {
    let promised = window("Mo-Fr 08:00-18:00; Sa 10:00-14:00", "Europe/Berlin");
    let week = Arc::new(window("Mo-Fr 07:00-19:00", "Europe/Berlin"));
    let saturday = Arc::new(window("Sa 04:00-09:00", "America/New_York"));
    let both = [week.clone(), saturday];
    assert_eq!(covered_by(&promised, &both), Coverage::Full);
    let Coverage::Gap(gap) = covered_by(&promised, &[week]) else {
        panic!("nobody is there on Saturday")
    };
    assert_eq!(gap.from, date(2026, 3, 7).at(10, 0, 0, 0));
    assert_eq!(gap.to, date(2026, 3, 7).at(14, 0, 0, 0));
}

#[test]
fn mistakes_are_underlined_and_explained() {
    for (text, underlined, message) in MISTAKES {
        let error = Expression::parse(text).unwrap_err();
        assert_eq!(
            (&text[error.at], error.message.as_str()),
            (*underlined, *message),
            "{text}"
        );
    }
}

#[test]
fn hostile_expressions_are_errors_at_once() {
    let hostile = [
        "Mo,".repeat(7_000),
        "(".repeat(20_000),
        "[".repeat(999),
        "\"".repeat(999),
        "Mo-".repeat(333),
        "ä".repeat(999),
        "😀".repeat(300),
        "Mo\u{0}08:00".to_string(),
        "Jan 1-".repeat(166),
        "1900-9999/".repeat(99),
        "\u{202e}Mo 08:00-18:00".to_string(),
        "Mo 08:00-18:00\n".to_string(),
    ];
    for text in hostile {
        let error = Expression::parse(&text).unwrap_err();
        assert!(
            text.get(error.at.clone()).is_some_and(|at| !at.is_empty()),
            "{error:?}"
        );
        assert!(error.message.len() < 300, "{error:?}");
    }
}

#[test]
fn zones_name_places() {
    let cases = [
        ("Berlin", "did you mean `Europe/Berlin`"),
        ("europe/berlin", "did you mean `Europe/Berlin`"),
        ("Europe/Belrin", "did you mean `Europe/Berlin`"),
        ("New York", "did you mean `America/New_York`"),
        ("CET", "write one such as `Europe/Berlin` or `UTC`"),
        ("Etc/GMT+1", "write one such as `Europe/Berlin` or `UTC`"),
        ("", "write one such as `Europe/Berlin` or `UTC`"),
    ];
    for (name, expected) in cases {
        let message = Zone::parse(name).unwrap_err().to_string();
        assert!(message.ends_with(expected), "{name}: {message}");
    }
    for name in [
        "Europe/Berlin",
        "UTC",
        "Asia/Kathmandu",
        "America/Argentina/Ushuaia",
    ] {
        assert_eq!(Zone::parse(name).unwrap().name(), name);
    }
    assert!(Zone::names().len() > 400);
}

#[test]
fn durations_mean_what_they_say() {
    let period = |text| duration::parse(text).unwrap_or_else(|| panic!("{text}"));
    for (one, other) in [
        ("P0D", "PT0S"),
        ("P1W", "P7D"),
        ("P1Y", "P12M"),
        ("P1D", "PT24H"),
        ("PT90M", "PT1H30M"),
    ] {
        assert_eq!(period(one), period(other));
    }
    assert_ne!(period("P1Y"), period("P365D"));
    assert!(period("P0D").is_zero() && period("PT0S").is_zero() && !period("PT1S").is_zero());
    let days = |text| (period(text).min_days(), period(text).max_days());
    assert_eq!(days("P2Y"), (730, 731));
    assert_eq!(days("P1M"), (28, 31));
    assert_eq!(days("P2M"), (59, 62));
    assert_eq!(days("P4Y"), (1460, 1461));
    assert_eq!(days("P8Y"), (2921, 2922));
    assert_eq!(days("P400Y"), (146_097, 146_097));
    assert_eq!(days("P730D"), (730, 730));
    assert_eq!(days("PT36H"), (1, 2));
    assert!(period("P732D") > period("P2Y") && period("P729D") < period("P2Y"));
    assert_eq!(period("P730D").partial_cmp(&period("P2Y")), None);
    let from = |start, one, other| period(one).compare_from(start, &period(other));
    assert!(from(date(2026, 9, 1), "P731D", "P2Y").is_eq());
    assert!(from(date(2024, 9, 1), "P731D", "P2Y").is_gt());
    assert_eq!(period("PT8H").minutes(), Some(480));
    assert!(period("PT8H").is_clock_time() && !period("P1D").is_clock_time());
    for wrong in [
        "",
        "P",
        "PT",
        "2 years",
        "-P1D",
        "P-1D",
        "p1d",
        "P1.5Y",
        "P1H",
        "P99999999999D",
        "P1D ",
    ] {
        assert_eq!(
            duration::parse(wrong).map(|period| period.span().to_string()),
            None,
            "{wrong}"
        );
    }
}

#[test]
fn equal_windows_are_evaluated_once() {
    let windows = Windows::new(SPRING_2026);
    let calendar = Arc::new(berlin());
    let ask = |open| {
        let calendar = Some((&calendar, Treatment::Closed));
        windows.window(open, "Europe/Berlin", calendar).unwrap()
    };
    let (first, second) = rayon::join(|| ask("Mo-Fr 08:00-18:00"), || ask("Mo-Fr 08:00-18:00"));
    assert!(Arc::ptr_eq(&first, &second));
    assert!(!Arc::ptr_eq(&first, &ask("Mo-Fr 08:00-17:00")));
    assert!(windows.window("Mo-Fri", "Europe/Berlin", None).is_err());
    assert!(windows.window("24/7", "Berlin", None).is_err());
}

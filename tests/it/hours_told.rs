//! What can be told about windows: whether they tile the week, and what an expression says in parts.

use crate::hours::{SPRING_2026, berlin, window, with_calendar};
use csp_support::hours::{
    Calendar, Dates, Gap, Pattern, PatternDay, Steps, Tiling, Treatment, Window, Windows, tiling,
};
use jiff::civil::{Weekday, date};
use std::sync::Arc;

const CLOSED: Option<Treatment> = Some(Treatment::Closed);
const NORMAL: Option<Treatment> = Some(Treatment::Normal);

fn bands(expressions: &[&str]) -> Vec<Arc<Window>> {
    let band = |open: &&str| Arc::new(window(open, "Europe/Berlin"));
    expressions.iter().map(band).collect()
}

fn shown(gap: &Gap) -> String {
    format!(
        "{} {}",
        gap.from.strftime("%F %H:%M"),
        gap.to.strftime("%F %H:%M")
    )
}

fn told(tiling: &Tiling) -> String {
    let gap = tiling.gap.as_ref().map(|gap| format!("gap {}", shown(gap)));
    let overlap = tiling.overlap.as_ref().map(|overlap| {
        let (one, other) = overlap.bands;
        format!("overlap {} of {one} and {other}", shown(&overlap.at))
    });
    let unknown = tiling.unknown.map(|date| format!("unknown {date}"));
    let parts: Vec<_> = [gap, overlap, unknown].into_iter().flatten().collect();
    assert_eq!(
        tiling.is_exact(),
        tiling.gap.is_none() && tiling.overlap.is_none()
    );
    parts.join("; ")
}

#[test]
fn bands_tile_the_week_or_say_where_they_do_not() {
    let cases: &[(&[&str], &str)] = &[
        (
            &[
                "Mo-Fr 08:00-18:00",
                "Mo-Fr 18:00-08:00, Mo 00:00-08:00; Sa,Su 00:00-24:00",
            ],
            "",
        ),
        (&["24/7"], ""),
        (&["off"], "gap 2026-03-02 00:00 2026-03-09 00:00"),
        (
            &[
                "Mo-Fr 08:00-18:00",
                "Sa,Su 00:00-24:00",
                "Mo-Fr 18:01-08:00",
            ],
            "gap 2026-03-02 00:00 2026-03-02 08:00; overlap 2026-03-07 00:00 2026-03-07 08:00 of 1 and 2",
        ),
        (
            &["Mo-Su 00:00-12:00", "Mo-Su 12:00-24:00", "Tu 11:00-13:00"],
            "overlap 2026-03-03 11:00 2026-03-03 12:00 of 0 and 2",
        ),
    ];
    for (expressions, expected) in cases {
        let found = tiling(&bands(expressions), None);
        assert_eq!(told(&found.unwrap()), *expected, "{expressions:?}");
    }
}

#[test]
fn weeks_that_differ_are_compared_date_by_date() {
    let day = "Mo-Sa 08:00-20:00; Su 00:00-24:00";
    let nights = "Mo-Sa 00:00-08:00,20:00-24:00";
    assert_eq!(told(&tiling(&bands(&[day, nights]), None).unwrap()), "");
    let first = format!("{nights}; Sa[1] 00:00-24:00");
    assert_eq!(
        told(&tiling(&bands(&[day, &first]), None).unwrap()),
        "overlap 2026-03-07 08:00 2026-03-07 20:00 of 0 and 1"
    );
    let inventory = format!("{nights}; 2026 Jun 10 off");
    assert_eq!(
        told(&tiling(&bands(&[day, &inventory]), None).unwrap()),
        "gap 2026-06-10 00:00 2026-06-10 08:00"
    );
}

#[test]
fn holidays_tear_what_fits_in_every_week() {
    let zone = "Europe/Berlin";
    let business = Arc::new(with_calendar("Mo-Fr 08:00-18:00", zone, CLOSED));
    let rest = "Mo-Fr 00:00-08:00,18:00-24:00; Sa,Su 00:00-24:00";
    let others = Arc::new(with_calendar(rest, zone, NORMAL));
    let torn = tiling(&[business.clone(), others], None).unwrap();
    assert_eq!(
        told(&torn),
        "gap 2026-04-03 08:00 2026-04-03 18:00; unknown 2027-01-01"
    );
    let also = format!("{rest}; PH 00:00-24:00");
    let others = Arc::new(with_calendar(&also, zone, NORMAL));
    let whole = tiling(&[business.clone(), others], None).unwrap();
    assert_eq!(told(&whole), "unknown 2027-01-01");
    let windows = Windows::new(SPRING_2026);
    let others = windows.complement(std::slice::from_ref(&business)).unwrap();
    assert!(tiling(&[business, others], None).unwrap().is_exact());
}

#[test]
fn bands_can_tile_another_window() {
    let whole = window("Mo-Fr 08:00-18:00", "Europe/Berlin");
    let halves = bands(&["Mo-Fr 08:00-12:00", "Mo-Fr 12:00-18:00"]);
    assert!(tiling(&halves, Some(&whole)).unwrap().is_exact());
    let late = bands(&["Mo-Fr 08:00-12:00", "Mo-Fr 12:30-18:00"]);
    assert_eq!(
        told(&tiling(&late, Some(&whole)).unwrap()),
        "gap 2026-03-02 12:00 2026-03-02 12:30"
    );
}

#[test]
fn bands_on_several_clocks_are_not_compared() {
    let two = [
        window("Mo 00:00-24:00", "UTC"),
        window("Tu 00:00-24:00", "customer-local"),
    ];
    assert!(tiling(&two.map(Arc::new), None).is_none());
    assert!(tiling(&[], None).is_none());
    let always = Arc::new(window("24/7", "customer-local"));
    assert!(tiling(&[always], None).unwrap().is_exact());
}

fn day(year: Option<i16>, month: u8, day: u8) -> PatternDay {
    PatternDay { year, month, day }
}

fn told_pattern(pattern: &Pattern) -> String {
    let mut parts = Vec::new();
    let steps = |steps: &Steps| format!("{}-{}/{}", steps.first, steps.last, steps.step);
    let on = |day: &PatternDay| {
        let year = day.year.map_or(String::new(), |year| format!("{year}."));
        format!("{year}{}.{}", day.month, day.day)
    };
    parts.extend(pattern.adds.then(|| "and".to_string()));
    parts.extend(
        pattern
            .years
            .iter()
            .map(|years| format!("years {}", steps(years))),
    );
    parts.extend(pattern.dates.iter().map(|dates| match dates {
        Dates::Months { first, last } => format!("months {first}-{last}"),
        Dates::Days { first, last } => format!("days {}-{}", on(first), on(last)),
    }));
    parts.extend(
        pattern
            .weeks
            .iter()
            .map(|weeks| format!("weeks {}", steps(weeks))),
    );
    parts.extend(
        pattern
            .weekdays
            .iter()
            .map(|day| format!("{day:?}")[..2].to_string()),
    );
    parts.extend((!pattern.nth.is_empty()).then(|| format!("{:?}", pattern.nth)));
    parts.extend(pattern.holidays.then(|| "PH".to_string()));
    parts.extend(pattern.hours.iter().map(ToString::to_string));
    parts.extend(pattern.closed.then(|| "closed".to_string()));
    parts.join(" ")
}

fn patterns(open: &str) -> Option<Vec<String>> {
    let window = with_calendar(open, "UTC", NORMAL);
    let patterns = window.patterns()?;
    Some(patterns.iter().map(told_pattern).collect())
}

#[test]
fn expressions_are_told_rule_by_rule() {
    let cases: &[(&str, &[&str])] = &[
        ("24/7", &[""]),
        ("off", &[]),
        (
            "Mo-Fr 08:00-18:00; We 08:00-12:00",
            &["Mo Tu Th Fr 08:00-18:00", "We 08:00-12:00"],
        ),
        (
            "Mo-Fr 09:00-12:00,14:00-16:30; PH off",
            &["Mo Tu We Th Fr 09:00-12:00 14:00-16:30", "PH closed"],
        ),
        ("Mo-Fr,PH 22:00-06:00", &["Mo Tu We Th Fr PH 22:00-06:00"]),
        ("Sa[1,3] 09:00-13:00", &["Sa [1, 3] 09:00-13:00"]),
        (
            "Mo 08:00-18:00; Sa[-1] off",
            &["Mo 08:00-18:00", "Sa [-1] closed"],
        ),
        (
            "Mo-Fr 00:00-24:00, Sa[1],Su[2] 08:00-12:00",
            &[
                "Mo Tu We Th Fr",
                "and Sa [1] 08:00-12:00",
                "and Su [2] 08:00-12:00",
            ],
        ),
        (
            "week 01-53/2 Fr 10:00-12:00; week 02-52/2 Th 10:00-12:00",
            &["weeks 1-53/2 Fr 10:00-12:00", "weeks 2-52/2 Th 10:00-12:00"],
        ),
        (
            "Mo 08:00-18:00; Jun-Aug Mo 08:00-16:00; Nov-Feb off",
            &[
                "Mo 08:00-18:00",
                "months 6-8 Mo 08:00-16:00",
                "months 11-2 closed",
            ],
        ),
        (
            "Mo 08:00-18:00; 2026 Dec 24 off; Dec 31 12:00-24:00 off",
            &[
                "Mo 08:00-18:00",
                "days 2026.12.24-2026.12.24 closed",
                "days 12.31-12.31 12:00-24:00 closed",
            ],
        ),
        ("Dec 24-Jan 02 10:00-12:00", &["days 12.24-1.2 10:00-12:00"]),
        (
            "2026-2027 Mo 08:00-18:00",
            &["years 2026-2027/1 Mo 08:00-18:00"],
        ),
        ("Fr 18:00-24:00; Sa 00:00-24:00", &["Fr 18:00-24:00", "Sa"]),
        (
            "Mo 08:00-12:00 || Mo,Tu 10:00-14:00",
            &["Mo 08:00-14:00", "Tu 10:00-14:00"],
        ),
    ];
    for (open, expected) in cases {
        assert_eq!(patterns(open).unwrap(), *expected, "{open}");
    }
}

#[test]
fn some_expressions_cannot_be_told_rule_by_rule() {
    for open in [
        "easter 10:00-12:00",
        "PH -1 day 10:00-12:00",
        "Mo-Fr 08:00-18:00 unknown",
        "Dec 24 10:00-12:00 || Mo 10:00-14:00",
    ] {
        assert_eq!(patterns(open), None, "{open}");
    }
}

#[test]
fn what_windows_leave_over_is_told_by_weekdays() {
    let windows = Windows::new(SPRING_2026);
    let rest = |open, calendar| {
        let part = windows.window(open, "UTC", calendar).unwrap();
        let rest = windows.complement(&[part]).unwrap();
        rest.patterns().map(<[Pattern]>::to_vec)
    };
    let told = rest("Mo-Fr 00:00-24:00", None).unwrap();
    assert_eq!(told[0].weekdays, [Weekday::Saturday, Weekday::Sunday]);
    let berlin: Arc<Calendar> = Arc::new(berlin());
    assert_eq!(
        rest("Mo-Fr 00:00-24:00", Some((&berlin, Treatment::Closed))),
        None
    );
    assert_eq!(rest("Sa[1] 00:00-24:00", None), None);
}

#[test]
fn days_of_a_pattern_have_dates() {
    let window = window("2026 Dec 24 10:00-12:00", "UTC");
    let [Pattern { dates, .. }] = window.patterns().unwrap() else {
        panic!("one rule is one pattern")
    };
    let eve = day(Some(2026), 12, 24);
    assert_eq!(
        dates[..],
        [Dates::Days {
            first: eve,
            last: eve
        }]
    );
    assert_eq!(
        window.special_days(SPRING_2026, 9)[0].date,
        date(2026, 12, 24)
    );
}

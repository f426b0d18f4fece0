//! Due times and the steps that lead there, by example.

use crate::hours::{berlin, instant, window, with_calendar};
use csp_support::hours::due::{By, Due, Rule, Skipped, Step};
use csp_support::hours::{Calendar, MinuteRange, ShortDay, Treatment, Window, Zone};
use jiff::Timestamp;
use jiff::civil::date;
use std::sync::Arc;

const BERLIN: &str = "Europe/Berlin";

fn business() -> Arc<Window> {
    let open = "Mo-Fr 08:00-18:00; PH off";
    Arc::new(with_calendar(open, BERLIN, Some(Treatment::Normal)))
}

fn on_day(hours: &Arc<Window>, day: u32, by: By, cut_off: Option<u16>) -> Rule {
    let hours = hours.clone();
    Rule::OnDay {
        hours,
        day,
        by,
        cut_off,
    }
}

fn working(hours: &Arc<Window>, minutes: u32) -> Rule {
    let hours = hours.clone();
    Rule::Working { hours, minutes }
}

fn shown(zone: &str, at: Timestamp) -> String {
    let zoned = Zone::parse(zone).unwrap().at(at);
    zoned.strftime("%a %d %b %H:%M").to_string()
}

fn names(skipped: &[Skipped]) -> String {
    let names = skipped.iter().map(|day| {
        let kind = if day.holiday { "" } else { "short " };
        format!(" ({kind}{})", day.name)
    });
    names.collect()
}

fn told(zone: &str, step: &Step) -> String {
    let at = |at: &Timestamp| shown(zone, *at);
    match step {
        Step::Starts { at: start } => format!("starts {}", at(start)),
        Step::Waits { until, skipped, .. } => {
            format!("waits until {}{}", at(until), names(skipped))
        }
        Step::Runs { until, minutes, .. } => format!("runs {minutes} until {}", at(until)),
        Step::CountsAs { date, why } => format!("counts as {date} {why:?}"),
        Step::WorkingDay {
            date,
            number,
            skipped,
        } => format!("day {number} is {date}{}", names(skipped)),
        Step::Due { at: due } => format!("due {}", at(due)),
        Step::Never => "never".to_string(),
        Step::Unknown { from } => format!("unknown from {from:?}"),
    }
}

fn steps(zone: &str, due: &Due) -> Vec<String> {
    due.steps.iter().map(|step| told(zone, step)).collect()
}

/// Checks what a rule says about requests at local times, each with its steps from the last one back.
fn check(rule: &Rule, zone: &str, cases: &[(&str, &[&str])]) {
    for (received, expected) in cases {
        let due = rule.due(instant(zone, received));
        assert_eq!(steps(zone, &due), *expected, "{received}");
        let last = due
            .at
            .instant()
            .map(|at| format!("due {}", shown(zone, at)));
        if let Some(last) = last {
            assert_eq!(steps(zone, &due).last(), Some(&last));
        }
    }
}

#[test]
fn elapsed_time_runs_whatever_the_hours_and_clocks() {
    let cases: &[(&str, &[&str])] = &[(
        "2026-03-28T12:00",
        &[
            "starts Sat 28 Mar 12:00",
            "runs 1440 until Sun 29 Mar 13:00",
            "due Sun 29 Mar 13:00",
        ],
    )];
    check(&Rule::Elapsed { minutes: 1440 }, BERLIN, cases);
}

#[test]
fn working_time_starts_waits_and_skips_holidays_by_name() {
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-04T09:00",
            &[
                "starts Wed 04 Mar 09:00",
                "runs 240 until Wed 04 Mar 13:00",
                "due Wed 04 Mar 13:00",
            ],
        ),
        (
            "2026-04-02T17:00",
            &[
                "starts Thu 02 Apr 17:00",
                "runs 60 until Thu 02 Apr 18:00",
                "waits until Tue 07 Apr 08:00 (Karfreitag) (Ostermontag)",
                "runs 180 until Tue 07 Apr 11:00",
                "due Tue 07 Apr 11:00",
            ],
        ),
        (
            "2026-03-07T09:00",
            &[
                "waits until Mon 09 Mar 08:00",
                "runs 240 until Mon 09 Mar 12:00",
                "due Mon 09 Mar 12:00",
            ],
        ),
        (
            "2026-12-31T17:00",
            &[
                "starts Thu 31 Dec 17:00",
                "runs 60 until Thu 31 Dec 18:00",
                "unknown from Some(2027-01-01)",
            ],
        ),
    ];
    check(&working(&business(), 240), BERLIN, cases);
}

#[test]
fn time_runs_on_over_midnight_where_hours_do() {
    let always = Arc::new(window("24/7", BERLIN));
    let rule = Rule::WorkingDays {
        hours: always,
        days: 3,
        day: 480,
    };
    let cases: &[(&str, &[&str])] = &[(
        "2026-03-28T12:00",
        &[
            "starts Sat 28 Mar 12:00",
            "runs 1440 until Sun 29 Mar 13:00",
            "due Sun 29 Mar 13:00",
        ],
    )];
    check(&rule, BERLIN, cases);
    let at_once = working(&business(), 0).due(instant(BERLIN, "2026-03-07T09:00"));
    assert_eq!(steps(BERLIN, &at_once), ["due Sat 07 Mar 09:00"]);
}

#[test]
fn what_never_opens_or_is_nowhere_is_never_due() {
    let now = instant(BERLIN, "2026-03-04T09:00");
    for by in [By::Time(1020), By::EndOfHours, By::SameTime] {
        let never = Arc::new(window("off", BERLIN));
        assert_eq!(on_day(&never, 1, by, None).due(now).steps, [Step::Never]);
        let nowhere = Arc::new(window("Mo-Fr 08:00-18:00", "customer-local"));
        let due = on_day(&nowhere, 1, by, Some(720)).due(now);
        assert_eq!(due.steps, [Step::Unknown { from: None }]);
    }
    let never = Arc::new(window("off", BERLIN));
    assert_eq!(working(&never, 1).due(now).steps, [Step::Never]);
}

#[test]
fn the_next_working_day_is_counted_from_the_day_of_receipt() {
    let by_five = on_day(&business(), 1, By::Time(17 * 60), None);
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-04T09:00",
            &["day 1 is 2026-03-05", "due Thu 05 Mar 17:00"],
        ),
        (
            "2026-03-06T23:00",
            &["day 1 is 2026-03-09", "due Mon 09 Mar 17:00"],
        ),
        (
            "2026-03-07T09:00",
            &["day 1 is 2026-03-09", "due Mon 09 Mar 17:00"],
        ),
        (
            "2026-04-02T09:00",
            &[
                "day 1 is 2026-04-07 (Karfreitag) (Ostermontag)",
                "due Tue 07 Apr 17:00",
            ],
        ),
        ("2026-12-31T09:00", &["unknown from Some(2027-01-01)"]),
    ];
    check(&by_five, BERLIN, cases);
    let third = on_day(&business(), 3, By::EndOfHours, None);
    let cases: &[(&str, &[&str])] = &[(
        "2026-03-05T09:00",
        &["day 3 is 2026-03-10", "due Tue 10 Mar 18:00"],
    )];
    check(&third, BERLIN, cases);
}

#[test]
fn after_the_cut_off_a_request_is_one_of_the_next_working_day() {
    let rule = on_day(&business(), 1, By::EndOfHours, Some(14 * 60));
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-05T14:00",
            &["day 1 is 2026-03-06", "due Fri 06 Mar 18:00"],
        ),
        (
            "2026-03-05T14:01",
            &[
                "counts as 2026-03-06 AfterCutOff",
                "day 1 is 2026-03-09",
                "due Mon 09 Mar 18:00",
            ],
        ),
        (
            "2026-03-07T09:00",
            &[
                "counts as 2026-03-09 DayOfRest",
                "day 1 is 2026-03-10",
                "due Tue 10 Mar 18:00",
            ],
        ),
    ];
    check(&rule, BERLIN, cases);
}

#[test]
fn the_same_day_is_the_next_one_when_its_time_has_passed() {
    let rule = on_day(&business(), 0, By::Time(17 * 60), None);
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-06T16:59",
            &["day 0 is 2026-03-06", "due Fri 06 Mar 17:00"],
        ),
        (
            "2026-03-06T17:00",
            &["counts as 2026-03-09 TimePassed", "due Mon 09 Mar 17:00"],
        ),
        (
            "2026-03-07T09:00",
            &["day 0 is 2026-03-09", "due Mon 09 Mar 17:00"],
        ),
    ];
    check(&rule, BERLIN, cases);
    let midnight = on_day(&business(), 0, By::Time(1440), None);
    let cases: &[(&str, &[&str])] = &[(
        "2026-03-06T23:59",
        &["day 0 is 2026-03-06", "due Sat 07 Mar 00:00"],
    )];
    check(&midnight, BERLIN, cases);
}

#[test]
fn the_same_time_lies_within_the_hours() {
    let hours = Arc::new(window("Mo-Th 08:00-18:00; Fr 08:00-15:00", BERLIN));
    let rule = on_day(&hours, 1, By::SameTime, None);
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-03T10:30",
            &["day 1 is 2026-03-04", "due Wed 04 Mar 10:30"],
        ),
        // Friday ends early.
        (
            "2026-03-05T17:00",
            &["day 1 is 2026-03-06", "due Fri 06 Mar 15:00"],
        ),
        (
            "2026-03-06T20:00",
            &[
                "waits until Mon 09 Mar 08:00",
                "day 1 is 2026-03-10",
                "due Tue 10 Mar 08:00",
            ],
        ),
    ];
    check(&rule, BERLIN, cases);
    let at_once = on_day(&hours, 0, By::SameTime, None);
    let cases: &[(&str, &[&str])] = &[(
        "2026-03-07T09:00",
        &["waits until Mon 09 Mar 08:00", "due Mon 09 Mar 08:00"],
    )];
    check(&at_once, BERLIN, cases);
}

#[test]
fn a_night_shift_is_a_working_day_of_the_evening_on_which_it_begins() {
    let nights = Arc::new(window("Mo-Fr 22:00-06:00", BERLIN));
    let rule = on_day(&nights, 1, By::EndOfHours, None);
    let cases: &[(&str, &[&str])] = &[
        (
            "2026-03-05T23:00",
            &["day 1 is 2026-03-06", "due Sat 07 Mar 06:00"],
        ),
        // Saturday morning still is Friday's shift, but Saturday is no working day.
        (
            "2026-03-07T03:00",
            &["day 1 is 2026-03-09", "due Tue 10 Mar 06:00"],
        ),
    ];
    check(&rule, BERLIN, cases);
}

#[test]
fn hours_end_when_the_clock_last_shows_them() {
    let nights = Arc::new(window("Mo-Su 20:00-02:30", BERLIN));
    let rule = on_day(&nights, 0, By::EndOfHours, None);
    let end = |received| {
        let at = rule.due(instant(BERLIN, received)).at;
        at.instant().unwrap().to_string()
    };
    // The clock jumps from 02:00 to 03:00, and later in the year shows 02:29 twice.
    assert_eq!(end("2026-03-28T21:00"), "2026-03-29T01:00:00Z");
    assert_eq!(end("2026-10-24T21:00"), "2026-10-25T01:30:00Z");
}

#[test]
fn a_date_that_a_place_left_out_is_no_working_day() {
    let zone = "Pacific/Apia";
    let hours = Arc::new(window("Mo-Su 08:00-18:00", zone));
    let rule = on_day(&hours, 1, By::EndOfHours, None);
    let cases: &[(&str, &[&str])] = &[(
        "2011-12-29T09:00",
        &["day 1 is 2011-12-31", "due Sat 31 Dec 18:00"],
    )];
    check(&rule, zone, cases);
}

#[test]
fn short_days_end_early_and_are_named() {
    let short = ShortDay {
        date: date(2026, 4, 2),
        name: "Gründonnerstag".to_string(),
        english: "Maundy Thursday".to_string(),
        hours: MinuteRange { start: 0, end: 720 },
    };
    let calendar = Calendar {
        short: vec![short],
        ..berlin()
    };
    let expression = csp_support::hours::Expression::parse("Mo-Fr 08:00-18:00; PH off").unwrap();
    let calendar = Some((Arc::new(calendar), Treatment::Normal));
    let zone = Zone::parse(BERLIN).unwrap();
    let hours = Arc::new(Window::new(&expression, zone, calendar, date(2026, 3, 2)));
    let cases: &[(&str, &[&str])] = &[(
        "2026-04-02T11:00",
        &[
            "starts Thu 02 Apr 11:00",
            "runs 60 until Thu 02 Apr 12:00",
            "waits until Tue 07 Apr 08:00 (short Gründonnerstag) (Karfreitag) (Ostermontag)",
            "runs 60 until Tue 07 Apr 09:00",
            "due Tue 07 Apr 09:00",
        ],
    )];
    check(&working(&hours, 120), BERLIN, cases);
    let today = on_day(&hours, 0, By::EndOfHours, None).due(instant(BERLIN, "2026-04-02T11:00"));
    assert_eq!(
        steps(BERLIN, &today).last().unwrap(),
        "due Thu 02 Apr 12:00"
    );
}

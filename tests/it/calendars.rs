//! The holiday calendars: in order, inside their horizon, different where regions differ; and those that
//! partners make of them.

use csp_support::hours::{
    Calendar, MinuteRange, OwnDay, OwnShortDay, Parts, Treatment, When, Windows,
};
use csp_support::model::catalog::Catalogs;
use jiff::civil::{Date, date};
use std::sync::Arc;

fn calendar(id: &str) -> Option<&'static Arc<Calendar>> {
    Catalogs::embedded().unwrap().calendar(id)
}

fn all() -> Vec<&'static Arc<Calendar>> {
    Catalogs::embedded().unwrap().calendars().unwrap()
}

fn days_in(calendar: &Calendar, year: i16) -> usize {
    let days = calendar.days.iter();
    days.filter(|day| day.date.year() == year).count()
}

#[test]
fn days_are_in_order_named_and_inside_the_horizon() {
    for calendar in all() {
        assert_eq!(calendar.horizon, date(2028, 12, 31));
        assert!(calendar.days.is_sorted_by(|one, next| one.date < next.date));
        for day in &calendar.days {
            assert!(calendar.covers(day.date), "{} {}", calendar.id, day.date);
            assert!(!day.name.is_empty() && !day.english.is_empty());
        }
    }
}

#[test]
fn no_year_is_empty() {
    assert_eq!(all().len(), 34);
    for calendar in all() {
        for year in 2025..=2028 {
            assert!(days_in(calendar, year) >= 8, "{} {year}", calendar.id);
        }
    }
}

#[test]
fn every_id_leads_to_its_calendar() {
    assert!(all().is_sorted_by(|one, next| one.id < next.id));
    for listed in all() {
        assert_eq!(calendar(&listed.id).unwrap().days, listed.days);
    }
    for unknown in ["", "DE-", "DE-XX", "XX", "de-be"] {
        assert!(calendar(unknown).is_none(), "{unknown}");
    }
}

/// Numbers of the year 2026, confirmed by a second source (npm date-holidays, public holidays only).
#[test]
fn regions_have_their_own_number_of_holidays() {
    let numbers = "AT 13, DE 9, DE-BE 10, DE-BY 12, DE-HH 10, DE-NW 11, DK 10, FR 11, \
        GB-ENG 9, JP 18, NO 12, SE 13, US 12";
    for entry in numbers.split(", ") {
        let (id, number) = entry.split_once(' ').unwrap();
        assert_eq!(
            days_in(calendar(id).unwrap(), 2026).to_string(),
            number,
            "{id}"
        );
    }
}

#[test]
fn a_holiday_has_a_local_and_an_english_name() {
    let berlin = calendar("DE-BE").unwrap();
    let day = berlin.on(date(2026, 3, 8)).unwrap();
    assert_eq!(day.name, "Frauentag");
    assert_eq!(day.english, "Women's Day");
    assert_eq!(berlin.source, "PyPI holidays 0.109 (MIT)");
}

#[test]
fn a_day_is_a_holiday_only_where_it_is_one() {
    let womens_day = date(2026, 3, 8);
    assert!(calendar("DE-HH").unwrap().on(womens_day).is_none());
    assert!(calendar("DE").unwrap().on(womens_day).is_none());
    assert!(!calendar("DE").unwrap().covers(date(2029, 1, 1)));
}

fn own(when: &str, name: &str) -> OwnDay {
    OwnDay {
        when: When::parse(when).unwrap(),
        name: name.to_string(),
        english: None,
    }
}

fn short(when: &str, start: u16, end: u16) -> OwnShortDay {
    OwnShortDay {
        when: When::parse(when).unwrap(),
        name: "Halber Tag".to_string(),
        english: Some("Half day".to_string()),
        hours: MinuteRange { start, end },
    }
}

fn names(calendar: &Calendar, year: i16) -> Vec<String> {
    let days = calendar.days.iter().filter(|day| day.date.year() == year);
    days.map(|day| format!("{} {}", day.date, day.name))
        .collect()
}

#[test]
fn a_calendar_of_ones_own_adds_and_removes_days() {
    let base = calendar("DE-BY").unwrap();
    let summer = OwnDay {
        when: When::between("2026-08-14", "2026-08-17").unwrap(),
        ..own("2026-08-14", "Sommerpause")
    };
    let parts = Parts {
        add: vec![
            own("12-24", "Betriebsruhe"),
            summer,
            own("05-01", "Maifeier"),
        ],
        remove: vec![
            When::parse("2026-11-01").unwrap(),
            When::parse("01-06").unwrap(),
        ],
        ..Parts::default()
    };
    let company = Calendar::composed("company", Some(base), &parts);
    assert_eq!((company.from, company.horizon), (base.from, base.horizon));
    assert!(company.days.is_sorted_by(|one, next| one.date < next.date));
    assert_eq!(days_in(&company, 2026), days_in(base, 2026) - 2 + 1 + 4);
    assert_eq!(days_in(&company, 2027), days_in(base, 2027) - 1 + 1);
    let name = |day| company.on(day).map(|day| day.name.as_str());
    assert_eq!(name(date(2026, 8, 14)), Some("Sommerpause"));
    assert_eq!(name(date(2026, 8, 17)), Some("Sommerpause"));
    assert_ne!(name(date(2026, 5, 1)), Some("Maifeier"));
    assert_eq!(name(date(2028, 12, 24)), Some("Betriebsruhe"));
    assert_eq!(name(date(2027, 1, 6)), None);
}

#[test]
fn what_is_removed_can_be_added_under_another_name() {
    let parts = Parts {
        add: vec![own("12-25", "Ruhetag")],
        remove: vec![When::parse("12-25").unwrap()],
        ..Parts::default()
    };
    let company = Calendar::composed("company", calendar("DE").map(AsRef::as_ref), &parts);
    assert_eq!(company.on(date(2026, 12, 25)).unwrap().name, "Ruhetag");
}

#[test]
fn a_calendar_of_own_days_alone_ends_where_it_says() {
    let winter = OwnDay {
        when: When::between("12-30", "01-02").unwrap(),
        ..own("12-30", "Winterpause")
    };
    let parts = Parts {
        add: vec![
            winter,
            own("2027-04-02", "Karfreitag"),
            own("02-29", "Schalttag"),
        ],
        horizon: Some(date(2028, 12, 30)),
        ..Parts::default()
    };
    let own = Calendar::composed("company", None, &parts);
    assert_eq!(
        names(&own, 2027),
        [
            "2027-01-01 Winterpause",
            "2027-01-02 Winterpause",
            "2027-04-02 Karfreitag",
            "2027-12-30 Winterpause",
            "2027-12-31 Winterpause",
        ]
    );
    assert_eq!(names(&own, 2028).len(), 4);
    assert!(own.covers(date(2028, 12, 30)) && !own.covers(date(2028, 12, 31)));
    let endless = Calendar::composed(
        "company",
        None,
        &Parts {
            horizon: None,
            ..parts.clone()
        },
    );
    assert!(!endless.covers(date(2026, 1, 1)) && endless.days.is_empty());
    let far = Parts {
        horizon: Some(Date::MAX),
        ..parts
    };
    assert_eq!(
        Calendar::composed("company", None, &far).horizon,
        date(2099, 12, 31)
    );
}

#[test]
fn an_own_horizon_shortens_that_of_the_public_holidays() {
    let at = |horizon| {
        let parts = Parts {
            horizon: Some(horizon),
            ..Parts::default()
        };
        Calendar::composed("company", calendar("DE").map(AsRef::as_ref), &parts)
    };
    let near = at(date(2026, 6, 30));
    assert_eq!(near.horizon, date(2026, 6, 30));
    assert_eq!(near.days.last().unwrap().date, date(2026, 5, 25));
    assert_eq!(at(date(2090, 1, 1)).horizon, date(2028, 12, 31));
}

#[test]
fn short_days_are_cut_by_all_who_cut_them() {
    let parts = Parts {
        short: vec![
            short("12-24", 0, 720),
            short("2026-12-24", 600, 1440),
            short("12-31", 780, 1440),
        ],
        ..Parts::default()
    };
    let company = Calendar::composed("company", calendar("DE").map(AsRef::as_ref), &parts);
    let hours = |day| company.short_on(day).map(|short| short.hours.to_string());
    assert_eq!(hours(date(2026, 12, 24)).unwrap(), "10:00-12:00");
    assert_eq!(hours(date(2027, 12, 24)).unwrap(), "00:00-12:00");
    assert_eq!(hours(date(2028, 12, 31)).unwrap(), "13:00-24:00");
    assert_eq!(hours(date(2026, 12, 25)), None);
    assert!(company.on(date(2026, 12, 24)).is_none());
    assert_eq!(company.short[0].called("en-GB"), "Half day");
}

#[test]
fn days_are_dates_or_days_of_the_year() {
    for wrong in [
        "",
        "12-32",
        "02-30",
        "2026-02-29",
        "1-1",
        "2026-1-1",
        "12-24T",
        "24.12.",
    ] {
        assert_eq!(When::parse(wrong), None, "{wrong}");
    }
    assert_eq!(When::between("2026-12-24", "01-02"), None);
    assert_eq!(When::between("2026-12-24", "2026-12-23"), None);
    assert!(When::parse("02-29").is_some());
}

#[test]
fn equal_calendars_are_composed_once_and_told_apart_by_their_days() {
    let windows = Windows::new(date(2026, 3, 2));
    let base = calendar("DE-BY");
    let ask = |day: &str| {
        let parts = Parts {
            add: vec![own(day, "Betriebsruhe")],
            ..Parts::default()
        };
        windows.calendar("company", base, &parts)
    };
    let (one, other) = (ask("12-24"), ask("12-31"));
    assert!(Arc::ptr_eq(&one, &ask("12-24")) && !Arc::ptr_eq(&one, &other));
    let window = |calendar| {
        let calendar = Some((calendar, Treatment::Closed));
        windows
            .window("Mo-Su 08:00-18:00", "Europe/Berlin", calendar)
            .unwrap()
    };
    assert!(window(&other).hours_on(date(2026, 12, 31)).is_empty());
    assert!(!window(&one).hours_on(date(2026, 12, 31)).is_empty());
}

//! The holiday calendars: in order, inside their horizon, different where regions differ.

use csp_support::hours::Calendar;
use csp_support::model::catalog::Catalogs;
use jiff::civil::date;
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

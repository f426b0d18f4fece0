//! Writes down what is said about hours and holidays, for programs of other people to compare with:
//! `tests/web/hours.sh`.

use crate::hours_walk::made_up::{days, sketch};
use csp_support::hours::{Answer, Moment, Treatment, Window, Windows};
use csp_support::model::catalog::Catalogs;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// Expressions as people write them.
const WRITTEN: &[&str] = &[
    "24/7",
    "Mo-Fr 08:00-18:00",
    "Mo-Fr 08:00-18:00; PH off",
    "Mo-Fr,PH 08:00-18:00",
    "Mo-Fr 09:00-12:00,14:00-16:30; Sa 09:00-12:00; PH off",
    "Su-Th 09:00-17:00",
    "Mo-Su 22:00-06:00",
    "Mo-Fr 22:00-06:00; Fr 20:00-24:00",
    "Sa[1,3] 09:00-13:00",
    "Sa[-1] 09:00-13:00; Mo 08:00-12:00",
    "week 01-53/2 Fr 10:00-12:00",
    "week 02-53/2 Mo-Fr 08:00-18:00; Sa 10:00-12:00",
    "Jun-Aug Mo-Fr 08:00-16:00; Sep-May Mo-Fr 08:00-18:00",
    "Nov-Feb Sa 10:00-14:00",
    "Mo-Fr 08:00-18:00; Dec 24,Dec 31 08:00-12:00; PH off",
    "Mo-Fr 08:00-18:00; 2026 Dec 24-2027 Jan 02 off",
    "Mo-Fr 08:00-18:00; easter -2 days off; easter +1 day off",
    "Mo-Fr 08:00-18:00; We off; We 10:00-11:00",
    "Mo-Fr 08:00-18:00, Sa 10:00-12:00; Mo-Sa 12:00-13:00 off",
    "Mo 08:00-12:00 || Mo,Tu 10:00-14:00",
    "Su 00:00-24:00; Mo 00:00-08:00; Fr 18:00-24:00",
    "PH 10:00-12:00",
    "Feb 29 10:00-12:00; Feb Mo 08:00-09:00",
];

const REGIONS: &[&str] = &[
    "AT", "DE-BE", "DE-BY", "DE-NW", "CH-ZH", "DK", "FR", "GB-ENG", "GB-SCT", "JP", "NL", "NO",
    "SE", "US",
];

fn write(name: &str, value: &Value) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hours");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), format!("{value:#}\n")).unwrap();
}

/// The open stretches from a date on, in minutes of Unix time.
fn stretches(window: &Window, from: Date, days: i64) -> Vec<[i64; 2]> {
    let zone = window.zone().unwrap();
    let midnight = |date: Date| zone.instant(date.at(0, 0, 0, 0)).unwrap();
    let (mut now, end) = (midnight(from), midnight(from.saturating_add(days.days())));
    let mut open = Vec::new();
    let minute = |instant: Timestamp| instant.as_second() / 60;
    while now < end {
        let (is_open, change) = match window.is_open(now) {
            Answer::Open { until } => (true, until),
            Answer::Closed { opens } => (false, opens),
            Answer::Unknown => panic!("the list covers the year"),
        };
        let until = match change {
            Moment::At(instant) => instant.min(end),
            Moment::Never | Moment::Unknown => end,
        };
        if is_open {
            open.push([minute(now), minute(until)]);
        }
        now = until;
    }
    open
}

fn question(windows: &Windows, open: &str, from: Date, days: i64) -> Value {
    let calendar = Catalogs::embedded().unwrap().calendar("DE-BE").unwrap();
    let window = windows.window(open, "UTC", Some((calendar, Treatment::Normal)));
    let stretches = stretches(&window.unwrap(), from, days);
    json!({"expression": open, "from": from.to_string(), "days": days, "open": stretches})
}

#[test]
fn answers_about_expressions_are_written_down() {
    let windows = Windows::new(date(2026, 3, 2));
    let written = WRITTEN.iter();
    let mut all: Vec<_> = written
        .map(|open| question(&windows, open, date(2026, 1, 1), 731))
        .collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for index in 0..400_i64 {
        let made_up = sketch(days()).new_tree(&mut runner).unwrap().current();
        let from = date(2026, 1, 5).saturating_add((index * 2).days());
        all.push(question(&windows, &made_up.text(), from, 28));
    }
    let some_open = all.iter().filter(|one| one["open"] != json!([]));
    assert!(some_open.count() > 300);
    write("expressions.json", &Value::Array(all));
}

#[test]
fn holidays_are_written_down() {
    let catalogs = Catalogs::embedded().unwrap();
    let region = |id: &&str| {
        let days = &catalogs.calendar(id).unwrap().days;
        let years = days
            .iter()
            .filter(|day| (2026..=2028).contains(&day.date.year()));
        let days: Vec<_> = years
            .map(|day| json!({"date": day.date.to_string(), "name": day.name, "english": day.english}))
            .collect();
        assert!(days.len() >= 24, "{id}");
        json!({"region": id, "days": days})
    };
    let all: Vec<_> = REGIONS.iter().map(region).collect();
    write("calendars.json", &Value::Array(all));
}

//! A worked example of a price by time: the same arithmetic as everywhere, line by line.

use super::amounts::Amounts;
use super::credit::WORK;
use crate::error::Result;
use crate::hours::{Answer, Window, Zone};
use crate::model::price::{self, Change, Charge, Line, Tariff, Tax, What, split};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// When the work of the example may begin: the first of these that meets a surcharge is told.
const BEGINS: [(Weekday, i8); 6] = [
    (Weekday::Saturday, 10),
    (Weekday::Wednesday, 20),
    (Weekday::Sunday, 10),
    (Weekday::Tuesday, 3),
    (Weekday::Wednesday, 10),
    (Weekday::Friday, 15),
];

/// Weeks in which an ordinary one is looked for.
const WEEKS: i8 = 8;

/// The example.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceExample")]
pub struct Example {
    /// The case.
    sentence: String,
    /// How the sum comes about.
    lines: Vec<String>,
    /// The sum with tax.
    tax: Option<String>,
}

/// The bands of a price on one clock.
struct Bands {
    windows: Vec<Arc<Window>>,
    /// Hours in which the price holds; always when empty.
    during: Vec<Arc<Window>>,
    zone: Zone,
}

/// An example; none for prices that do not change with time, or whose sum cannot be told.
pub(super) fn example(amounts: &Amounts<'_, '_>) -> Result<Option<Example>> {
    let Some(tariff) = Tariff::of(amounts.price, amounts.pricing) else {
        return Ok(None);
    };
    let Some(bands) = bands(amounts) else {
        return Ok(None);
    };
    let today = amounts.subject.edition.options.as_of;
    for (weekday, hour) in BEGINS {
        let found = (1..=WEEKS).find_map(|week| {
            let begins = bands.ordinary(today, week, weekday, hour)?;
            let work = split(begins, WORK, &bands.windows)?;
            let band = tariff.bands.get(work.first()?.band?)?;
            let dearer = band.change != Change::Same || band.call_out.is_some();
            dearer.then(|| tariff.charge(&work)).flatten()
        });
        if let Some(charge) = found {
            return told(amounts, weekday, hour, &charge).map(Some);
        }
    }
    Ok(None)
}

fn bands(amounts: &Amounts<'_, '_>) -> Option<Bands> {
    let (subject, price) = (amounts.subject, amounts.price);
    let utc = Zone::parse("UTC").ok()?;
    let engine = subject.edition.openings.windows();
    let window = |name: &str| {
        let hours = subject.window(name)?;
        Some(engine.in_zone(&hours.window, &utc))
    };
    let windows: Vec<_> = price
        .bands()
        .map(|band| window(band.during()?))
        .collect::<Option<_>>()?;
    let during: Vec<_> = price.during().map(window).collect::<Option<_>>()?;
    let zone = windows.first()?.zone()?.clone();
    Some(Bands {
        windows,
        during,
        zone,
    })
}

impl Bands {
    /// The instant of an hour in a coming week, if that day is no holiday and the price holds then.
    fn ordinary(&self, today: Date, week: i8, weekday: Weekday, hour: i8) -> Option<Timestamp> {
        let monday = today.checked_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
        let days = i32::from(week) * 7 + i32::from(weekday.to_monday_zero_offset());
        let date = monday.ok()?.checked_add(days.days()).ok()?;
        let all = self.windows.iter().chain(&self.during);
        let mut calendars = all.flat_map(|window| window.calendars());
        let special =
            calendars.any(|list| list.on(date).is_some() || list.short_on(date).is_some());
        let begins = self.zone.instant(date.at(hour, 0, 0, 0))?;
        let open = |window: &Arc<Window>| matches!(window.is_open(begins), Answer::Open { .. });
        let holds = self.during.is_empty() || self.during.iter().any(open);
        (!special && holds).then_some(begins)
    }
}

fn told(amounts: &Amounts<'_, '_>, weekday: Weekday, hour: i8, charge: &Charge) -> Result<Example> {
    let words = amounts.subject.words;
    let minute = u16::from(hour.unsigned_abs()) * 60;
    let values = [
        ("duration", words.duration(&iso(WORK))),
        ("weekday", words.locale.weekday(weekday)),
        ("time", words.locale.time(minute)),
        ("total", amounts.sum(charge.total)),
    ];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    let lines = charge.lines.iter().map(|line| in_words(amounts, line));
    let tax = match amounts.taxed(charge.total) {
        Some((Tax::Exclusive, taxed)) => {
            let (rate, gross) = (amounts.rate()?, amounts.sum(taxed.gross));
            Some(words.say("charge.tax", &[("rate", &rate), ("gross", &gross)])?)
        }
        _ => None,
    };
    Ok(Example {
        sentence: words.say("price.example_text", &values)?,
        lines: lines.collect::<Result<_>>()?,
        tax,
    })
}

fn in_words(amounts: &Amounts<'_, '_>, line: &Line) -> Result<String> {
    let words = amounts.subject.words;
    let amount = amounts.sum(line.amount);
    let key = match line.what {
        What::Free { minutes } => {
            let duration = words.duration(&iso(minutes));
            return words.say("charge.free", &[("duration", &duration)]);
        }
        What::Time {
            minutes,
            added,
            rate,
            ..
        } => return time(amounts, minutes, added, &amounts.sum(rate), &amount),
        What::CallOut { .. } => "charge.call_out",
        What::LeastCharge => "charge.least",
        What::Units { .. } | What::Cap => "charge.cap",
    };
    words.say(key, &[("amount", &amount)])
}

fn time(
    amounts: &Amounts<'_, '_>,
    minutes: u32,
    added: u32,
    rate: &str,
    amount: &str,
) -> Result<String> {
    let words = amounts.subject.words;
    let rate = amounts.per_unit(rate, price::unit(amounts.price))?;
    let duration = words.duration(&iso(minutes));
    let filled = words.within(&iso(added));
    let values = [
        ("duration", duration.as_str()),
        ("rate", &rate),
        ("amount", amount),
        ("added", &filled),
    ];
    words.say(
        if added > 0 {
            "charge.time_added"
        } else {
            "charge.time"
        },
        &values,
    )
}

/// Minutes as an ISO 8601 duration.
fn iso(minutes: u32) -> String {
    format!("PT{}H{}M", minutes / 60, minutes % 60)
}

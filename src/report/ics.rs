//! A calendar of what ends: one event for each last day, that lasts the whole day.
//!
//! The same report gives the same bytes: the stamp of each event is the day of the report, and its name
//! stays when its day moves, so that calendars update it.

use crate::error::Result;
use crate::page::ics::Calendar;
use crate::report::Style;
use crate::report::access::Ending;
use crate::report::contents::Report;
use crate::report::place;
use crate::report::plain::{self, Escape};

/// The name of the format.
pub const NAME: &str = "ics";

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut calendar = Calendar::new("what ends");
    text(&mut calendar, "NAME", &name(report));
    for ending in &report.endings {
        event(&mut calendar, ending, &report.run.as_of);
    }
    Ok(calendar.end())
}

fn name(report: &Report) -> String {
    match report.run.partner.as_str() {
        "" => "What ends".to_owned(),
        partner => format!("What ends at {partner}"),
    }
}

fn event(calendar: &mut Calendar, ending: &Ending, stamp: &str) {
    let mut about = vec![place::text(&ending.place)];
    about.extend(Some(ending.note.clone()).filter(|note| !note.is_empty()));
    about.reverse();
    calendar.begin_day(&format!("{}@csp-support", ending.uid), stamp, &ending.day);
    text(calendar, "SUMMARY", &ending.headline());
    text(calendar, "DESCRIPTION", &about.join("; "));
    calendar.plain("CATEGORIES", ending.sort);
    calendar.end_day();
}

/// A text in which neither a terminal nor a CI runner finds a command.
fn text(calendar: &mut Calendar, name: &str, value: &str) {
    let words: Vec<&str> = value.split_whitespace().collect();
    let words = words.join(" ");
    let guarded = plain::guard(&format!("{name}:{}", plain::line(&words)), Escape::Visible);
    let value = guarded.split_once(':').map_or("", |(_, value)| value);
    calendar.text(name, value);
}

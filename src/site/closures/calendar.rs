//! The closed days as a calendar that people add to their own.
//!
//! A day keeps its name from one publication to the next, and a later one counts higher, so that calendars
//! replace what they have.

use crate::error::Result;
use crate::page::ics::Calendar;
use crate::site::closures::days::{self, DayRow};
use crate::site::closures::{NAME, subjects, whose};
use crate::site::edition::Edition;
use jiff::civil::{Date, date};

/// The first day of the count.
const FIRST: Date = date(1970, 1, 1);

/// The calendar of a language; none where no page tells of such days.
pub fn text(edition: &Edition<'_>) -> Result<Option<String>> {
    if !edition.pages().contains(&NAME) {
        return Ok(None);
    }
    let whose = whose::all(&subjects(edition)?)?;
    let days = days::rows(edition, &whose)?;
    let mut calendar = Calendar::new("closures");
    let frame = edition.shared_frame(NAME)?;
    calendar.plain("METHOD", "PUBLISH");
    calendar.text(&spoken(edition, "NAME"), &frame.title);
    calendar.text("X-WR-CALNAME", &frame.title);
    for day in days.iter().filter(|day| day.closed().next().is_some()) {
        event(edition, &mut calendar, &frame.site, day)?;
    }
    Ok(Some(calendar.end()))
}

/// The name of a property whose text is in the language of the pages.
fn spoken(edition: &Edition<'_>, name: &str) -> String {
    format!("{name};LANGUAGE={}", edition.locale.tag())
}

/// All that is closed on one day.
fn event(edition: &Edition<'_>, calendar: &mut Calendar, site: &str, day: &DayRow) -> Result<()> {
    let (locale, stamp) = (&edition.locale, edition.options.as_of);
    let (mut windows, mut about) = (Vec::new(), Vec::new());
    for (name, whose) in day.closed() {
        let named = whose.iter().map(|own| own.words(locale));
        let named: Vec<String> = named.collect::<Result<_>>()?;
        let list = locale.list(&named);
        about.push(match name {
            Some(name) => locale.labelled(&name.text, &list)?,
            None => list,
        });
        windows.extend(named);
    }
    let windows = locale.list(&windows);
    let values = [("site", site), ("windows", windows.as_str())];
    let summary = edition.words().say("closures.event", &values)?;
    let publisher = edition
        .partner(None)
        .map_or("pages", |entry| entry.id.as_str());
    let uid = format!("closed-{}@{publisher}.csp-support", day.date);
    let count = stamp.duration_since(FIRST).as_hours() / 24;
    calendar.begin_day(&uid, &stamp.to_string(), &day.date);
    calendar.plain("SEQUENCE", &count.to_string());
    calendar.text(&spoken(edition, "SUMMARY"), &summary);
    let about = locale.joined("semicolon", &about)?;
    calendar.text(&spoken(edition, "DESCRIPTION"), &about);
    if let Some(address) = edition.address(&format!("{}/{NAME}.html", locale.language())) {
        calendar.plain("URL", &address);
    }
    calendar.end_day();
    Ok(())
}

//! When somebody is there: each window with its week and the next days that differ.

use super::told;
use crate::error::Result;
use crate::hours::{Clock, MinuteRange};
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;
use serde::Serialize;

/// One window.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Window<'a> {
    id: &'a str,
    name: String,
    /// The zone, or whose clock is meant.
    clock: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    opening_hours: Option<&'a str>,
    /// Windows outside which it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    except: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holidays: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_holidays: Option<&'a str>,
    /// The usual week, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<Week>,
    /// The next days with other hours.
    exceptions: Vec<Exception>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The hours of each weekday; none when closed.
#[derive(Debug, Serialize)]
struct Week {
    monday: Vec<String>,
    tuesday: Vec<String>,
    wednesday: Vec<String>,
    thursday: Vec<String>,
    friday: Vec<String>,
    saturday: Vec<String>,
    sunday: Vec<String>,
}

/// A day with other hours.
#[derive(Debug, Serialize)]
struct Exception {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    hours: Vec<String>,
}

/// All windows that can be evaluated, in the order of the page.
pub(super) fn all<'a>(subject: &'a Subject<'a>) -> Result<Vec<Window<'a>>> {
    let all = subject.hours.iter();
    all.map(|hours| window(subject, hours)).collect()
}

fn window<'a>(subject: &'a Subject<'a>, hours: &'a Hours<'a>) -> Result<Window<'a>> {
    let lens = hours.lens;
    let usual = subject.edition.openings.is_usual(&hours.window);
    // Calendars of the partner's own have names that nobody else knows.
    let known = |id: &&str| id.starts_with(|first: char| first.is_ascii_uppercase());
    Ok(Window {
        id: hours.name,
        name: hours.label(subject)?.text,
        clock: match hours.window.clock() {
            Clock::At(zone) => zone.name(),
            Clock::Customer => "customer-local",
            Clock::Site => "site-local",
        },
        opening_hours: lens.open(),
        except: lens.except().collect(),
        holidays: lens.holidays().filter(known),
        on_holidays: lens.on_holidays(),
        week: usual.then(|| week(hours.window.week())),
        exceptions: if usual {
            exceptions(subject, hours)?
        } else {
            Vec::new()
        },
        purpose: lens.purpose(),
        languages: lens.languages().collect(),
        severities: lens.severities().collect(),
        products: lens.products().collect(),
        note: told(subject, lens.note()),
    })
}

fn week(week: &[Vec<MinuteRange>; 7]) -> Week {
    let [
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    ] = week.each_ref().map(|hours| ranges(hours));
    Week {
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    }
}

fn exceptions(subject: &Subject<'_>, hours: &Hours<'_>) -> Result<Vec<Exception>> {
    let openings = &subject.edition.openings;
    let shown = openings.exceptions(&hours.window, subject.edition)?;
    let days = openings
        .next_exceptions(&hours.window)
        .into_iter()
        .zip(shown);
    let exception = |(day, shown): (
        crate::hours::SpecialDay<'_>,
        crate::site::opening::Exception,
    )| Exception {
        date: shown.date,
        name: shown.name.map(|name| name.text),
        hours: ranges(&day.hours),
    };
    Ok(days.map(exception).collect())
}

fn ranges(hours: &[MinuteRange]) -> Vec<String> {
    hours.iter().map(ToString::to_string).collect()
}

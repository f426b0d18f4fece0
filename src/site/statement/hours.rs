//! When somebody is there: every window of hours, its week, its exceptions.

use crate::error::Result;
use crate::hours as calendar;
use crate::model::offering::{self, Offering};
use crate::site::closures;
use crate::site::edition::Edition;
use crate::site::open_now;
use crate::site::opening::{self, Day, Exception, Holidays, Told};
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// A window of an offering, evaluated.
#[derive(Debug)]
pub struct Hours<'a> {
    /// Its name in the document.
    pub name: &'a str,
    /// What the document says about it.
    pub lens: offering::Window<'a>,
    /// Its calendar arithmetic.
    pub window: Arc<calendar::Window>,
}

impl<'a> Hours<'a> {
    /// The windows of an offering that can be evaluated; others are findings of the check.
    pub fn all(edition: &Edition<'_>, offering: Offering<'a>) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (name, lens) in offering.hours() {
            if let Some(window) = edition.openings.window(lens) {
                all.push(Self { name, lens, window });
            }
        }
        Ok(all)
    }

    /// What the page calls it.
    pub fn label(&self, subject: &Subject<'_>) -> Result<Text> {
        if let Some(label) = self.lens.label() {
            return Ok(subject.texts.say(label));
        }
        let label = match subject.words.known("window", self.name)? {
            Some(label) => label,
            None if subject.hours.len() == 1 => subject.words.say("window.only", &[])?,
            None => subject.words.name("window", self.name)?,
        };
        Ok(Text::own(label))
    }

    /// The week in words; for all other times, what they are other than.
    pub fn told(&self, subject: &Subject<'_>) -> Result<Vec<Told>> {
        if let Some(days) = outside(subject, self)? {
            let hours = Vec::new();
            return Ok(vec![Told { days, hours }]);
        }
        let openings = &subject.edition.openings;
        openings.told(&self.window, subject.words.locale)
    }

    /// The week in one phrase.
    pub fn phrase(&self, subject: &Subject<'_>) -> Result<String> {
        if let Some(outside) = outside(subject, self)? {
            return Ok(outside);
        }
        let openings = &subject.edition.openings;
        openings.phrase(&self.window, subject.words.locale)
    }
}

/// One window as the page shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Window {
    /// Its anchor.
    id: String,
    /// What people read.
    label: Text,
    /// Whether it is open now: what the script says.
    now: Option<String>,
    /// The hours as days with their times.
    told: Vec<Told>,
    /// The hours in one line.
    phrase: String,
    /// Time zone in words.
    zone: String,
    /// The difference from universal time, in words.
    zone_detail: Option<String>,
    /// Sites whose clocks are meant, with their zones.
    sites: Vec<(Text, String)>,
    /// What happens in it.
    purpose: Option<String>,
    /// Products, as a list in words.
    products: Option<String>,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// A remark.
    note: Option<Text>,
    /// Open in every minute of the year: a table would say nothing.
    always: bool,
    /// The usual week, where there is one.
    week: Vec<Day>,
    /// The next open days, where there is no usual week.
    dates: Vec<Exception>,
    /// The public holidays that count.
    holidays: Option<Holidays>,
    /// The next days with other hours.
    exceptions: Vec<Exception>,
}

/// Where all days with other hours stand, as a page and for calendars.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresLink")]
pub struct Closures {
    /// The page.
    pub href: String,
    /// The page as Markdown.
    pub twin: String,
    /// For calendars.
    pub file: String,
}

/// Where to find more days than each window lists; none where no window has any.
pub fn closures(subject: &Subject<'_>) -> Option<Closures> {
    let exists = subject.edition.pages().contains(&closures::NAME);
    let any = subject
        .hours
        .iter()
        .any(|hours| !hours.window.always_open());
    if !(exists && any) {
        return None;
    }
    let beside = |file: &str| subject.edition.beside(file);
    Some(Closures {
        href: beside(&format!("{}.html", closures::NAME))?,
        twin: beside(&format!("{}.md", closures::NAME))?,
        file: beside(closures::FILE)?,
    })
}

/// All windows of the offering.
pub fn windows(subject: &Subject<'_>) -> Result<Vec<Window>> {
    subject
        .hours
        .iter()
        .map(|hours| window(subject, hours))
        .collect()
}

fn window(subject: &Subject<'_>, hours: &Hours<'_>) -> Result<Window> {
    let openings = &subject.edition.openings;
    let locale = subject.words.locale;
    let (zone, zone_detail) = openings.zone(&hours.window, locale)?;
    let usual = openings.is_usual(&hours.window);
    Ok(Window {
        id: format!("hours-{}", hours.name),
        label: hours.label(subject)?,
        now: open_now::of_window(subject, hours)?,
        told: hours.told(subject)?,
        phrase: hours.phrase(subject)?,
        zone,
        zone_detail,
        sites: sites(subject, hours),
        purpose: match hours.lens.purpose() {
            Some(purpose) => subject.words.known("window_purpose", purpose)?,
            None => None,
        },
        products: subject.words.list("product", hours.lens.products())?,
        languages: subject.words.languages(hours.lens.languages()),
        severities: subject.severities(hours.lens.severities())?,
        note: subject.texts.maybe(hours.lens.note()),
        always: hours.window.always_open(),
        week: if usual {
            opening::week(&hours.window, locale)?
        } else {
            Vec::new()
        },
        dates: if usual {
            Vec::new()
        } else {
            openings.dates(&hours.window, locale)?
        },
        holidays: opening::holidays(openings, hours.lens, &hours.window, subject.words)?,
        exceptions: if usual {
            openings.exceptions(&hours.window, subject.edition)?
        } else {
            Vec::new()
        },
    })
}

/// The sites whose clocks a window is read by.
fn sites(subject: &Subject<'_>, hours: &Hours<'_>) -> Vec<(Text, String)> {
    if *hours.window.clock() != calendar::Clock::Site {
        return Vec::new();
    }
    let sites = subject.offering.sites();
    let named = sites.filter_map(|site| {
        let name = site.name().or_else(|| site.id())?;
        let zone = subject.words.locale.zone(site.zone()?);
        Some((subject.texts.say(name), zone))
    });
    named.collect()
}

/// "At all times other than …".
pub fn outside(subject: &Subject<'_>, hours: &Hours<'_>) -> Result<Option<String>> {
    let labels: Vec<_> = hours
        .lens
        .except()
        .filter_map(|name| subject.window(name))
        .map(|other| Ok(other.label(subject)?.text))
        .collect::<Result<_>>()?;
    if labels.is_empty() {
        return Ok(None);
    }
    let labels = subject.words.locale.list(&labels);
    let sentence = subject.words.say("hours.outside", &[("windows", &labels)]);
    sentence.map(Some)
}

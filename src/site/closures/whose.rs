//! Whose hours a page of closures is about: each window once, with the offerings that have it.

use crate::error::Result;
use crate::hours::Window;
use crate::model::offering;
use crate::site::opening::{self, Holidays, Told};
use crate::site::statement::hours::Hours;
use crate::site::statement::{OfferingLink, Subject};
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// Offerings up to which their names tell windows of one name apart.
const TELLING: usize = 3;

/// A window, and what it is called.
#[derive(Debug)]
pub(super) struct Whose {
    pub(super) window: Arc<Window>,
    shown: Shown,
}

/// The same as the page shows it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresHours")]
pub(super) struct Shown {
    /// What the hours are called.
    label: Text,
    /// The offerings that have these hours.
    offerings: Vec<OfferingLink>,
    /// The hours as days with their times.
    told: Vec<Told>,
    /// The hours in one line.
    phrase: String,
    /// Time zone in words.
    zone: String,
    /// The public holidays that count.
    holidays: Option<Holidays>,
}

/// A window by its name, and by its offerings where others are called so.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresWhose")]
pub(super) struct Named {
    /// What the hours are called.
    label: Text,
    /// The offerings that have them.
    offerings: Vec<Text>,
}

/// Whether customers care when a window is closed. What is left over by other windows follows from theirs.
pub(super) fn counts(lens: offering::Window<'_>) -> bool {
    lens.purpose() != Some("maintenance") && lens.except().next().is_none()
}

/// All windows in the order of the offerings.
pub(super) fn all(subjects: &[Subject<'_>]) -> Result<Vec<Whose>> {
    let mut all: Vec<Whose> = Vec::new();
    for subject in subjects {
        for hours in subject.hours.iter().filter(|hours| counts(hours.lens)) {
            let label = hours.label(subject)?;
            let link = subject.link()?;
            let same = |known: &&mut Whose| {
                Arc::ptr_eq(&known.window, &hours.window) && known.shown.label == label
            };
            match all.iter_mut().find(same) {
                Some(known) if known.shown.offerings.contains(&link) => {}
                Some(known) => known.shown.offerings.push(link),
                None => all.push(whose(subject, hours, label, link)?),
            }
        }
    }
    Ok(all)
}

fn whose(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    label: Text,
    link: OfferingLink,
) -> Result<Whose> {
    let openings = &subject.edition.openings;
    Ok(Whose {
        window: Arc::clone(&hours.window),
        shown: Shown {
            label,
            offerings: vec![link],
            told: hours.told(subject)?,
            phrase: hours.phrase(subject)?,
            zone: opening::clock(&hours.window, subject.words.locale)?,
            holidays: opening::holidays(openings, hours.lens, &hours.window, subject.words)?,
        },
    })
}

impl Whose {
    /// The last day up to which its holidays are known, if it heeds any.
    pub(super) fn horizon(&self) -> Option<Date> {
        let calendars = self.window.calendars().into_iter();
        let known = calendars.map(|calendar| calendar.horizon).min();
        known.filter(|_| self.window.heeds_holidays())
    }

    pub(super) fn shown(self) -> Shown {
        self.shown
    }

    /// What a row calls it among all others.
    pub(super) fn named(&self, all: &[Self]) -> Named {
        let own = &self.shown;
        let same = all
            .iter()
            .filter(|other| other.shown.label.text == own.label.text);
        let telling = same.count() > 1 && own.offerings.len() <= TELLING;
        let names = own.offerings.iter().filter(|_| telling);
        Named {
            label: own.label.clone(),
            offerings: names.map(|link| link.name.clone()).collect(),
        }
    }
}

impl Named {
    /// The same in plain words.
    pub(super) fn words(&self, locale: &crate::page::Locale) -> Result<String> {
        let names: Vec<_> = self
            .offerings
            .iter()
            .map(|name| name.text.as_str())
            .collect();
        match names.as_slice() {
            [] => Ok(self.label.text.clone()),
            names => locale.with_aside(&self.label.text, &locale.list(names)),
        }
    }
}

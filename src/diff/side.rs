//! The two offerings of a comparison, with their hours evaluated, and what both of them know.

use super::Version;
use super::hours::{Open, Year};
use crate::hours::{Clock, Window, Zone};
use crate::model::lens::Lens;
use crate::model::offering::{self, Offering};
use crate::model::promise::Promises;
use crate::model::{Entry, Timetable};
use crate::yaml::NodeRef;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One side of a comparison.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) entry: &'a Entry,
    pub(super) offering: Offering<'a>,
    pub(super) promises: Promises<'a>,
    /// Windows on a clock of which nobody knows where it hangs; they are read as if it hung in one place.
    pub(super) nowhere: BTreeSet<&'a str>,
    /// The workspace in which it stands, and the day on which it is looked at.
    pub(super) version: Version<'a>,
    /// The minutes of each window in the year, and the one from which on nobody knows.
    pub(super) opened: Vec<(Arc<Window>, Open, Option<i64>)>,
}

/// Both sides, and the year over which hours are counted.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) year: Year,
}

impl<'a> Side<'a> {
    pub(super) fn new(
        entry: Option<&'a Entry>,
        timetable: &Timetable,
        (year, version): (Year, Version<'a>),
    ) -> Option<Self> {
        let entry = entry?;
        let offering = Offering::over(entry.spec()?);
        let mut promises = Promises::new(offering, timetable);
        let unplaced = promises.hours.iter();
        let unplaced = unplaced.filter(|hours| hours.window.zone().is_none());
        let nowhere = unplaced.map(|hours| hours.name).collect();
        if let Ok(somewhere) = Zone::parse("UTC") {
            for clock in [Clock::Customer, Clock::Site] {
                promises = promises.with_clock(&clock, &somewhere, timetable);
            }
        }
        let opened = promises.hours.iter().map(|hours| {
            let (open, unknown_from) = year.open(&hours.window);
            (Arc::clone(&hours.window), open, unknown_from)
        });
        Some(Self {
            entry,
            offering,
            opened: opened.collect(),
            promises,
            nowhere,
            version,
        })
    }

    /// A field of the offering.
    pub(super) fn field(&self, name: &str) -> Option<NodeRef<'a>> {
        self.offering.node().get(name)
    }

    fn severity_ids(&self) -> Vec<&'a str> {
        let levels = self.promises.severities().into_iter();
        levels.filter_map(offering::Severity::id).collect()
    }
}

impl<'a> Pair<'a> {
    /// A field of both offerings.
    pub(super) fn field(&self, name: &str) -> (Option<NodeRef<'a>>, Option<NodeRef<'a>>) {
        (self.old.field(name), self.new.field(name))
    }

    /// The severities that both sides know; where a side has none, those of the other and none.
    pub(super) fn severities(&self) -> Vec<Option<&'a str>> {
        let (old, new) = (self.old.severity_ids(), self.new.severity_ids());
        if old.is_empty() || new.is_empty() {
            let all = old.into_iter().chain(new).map(Some);
            return std::iter::once(None).chain(all).collect();
        }
        let both = old.into_iter().filter(|id| new.contains(id));
        both.map(Some).collect()
    }

    /// No product in particular, and each of both sides for which hours or times may be limited.
    pub(super) fn products(&self) -> Vec<Option<&'a str>> {
        let named = |side: &Side<'a>| {
            let hours = side.offering.hours().flat_map(|(_, own)| own.products());
            let targets = side.offering.targets().flat_map(offering::Target::products);
            hours.chain(targets).collect::<BTreeSet<_>>()
        };
        let named: BTreeSet<_> = named(&self.old)
            .into_iter()
            .chain(named(&self.new))
            .collect();
        let knows =
            |side: &Side<'a>, product: &str| side.offering.products().any(|own| own == product);
        let both = named.into_iter();
        let both = both.filter(|one| knows(&self.old, one) && knows(&self.new, one));
        std::iter::once(None).chain(both.map(Some)).collect()
    }
}

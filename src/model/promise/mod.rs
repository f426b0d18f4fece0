//! What an offering promises about a request: open or closed, who answers, by when.
//!
//! It answers from the data alone, with the steps that led there as data; how they are told, in which
//! language, and whether the promise is a good one, is not known here.

mod about;
mod cases;
mod choose;
mod contacts;
mod pace;
mod state;
mod value;

pub use about::{About, Dimension};
pub use cases::Case;
pub use choose::Choice;
pub use contacts::Reachable;
pub use pace::Pace;
pub use state::joint;
pub use value::{Fault, Kind};

use crate::hours::due::Due;
use crate::hours::{Answer as State, Clock, Window, Zone};
use crate::model::Timetable;
use crate::model::lens::Lens;
use crate::model::offering::{self, Offering, Severity, Target};
use jiff::Timestamp;
use std::sync::Arc;

/// An offering with its windows of hours, evaluated.
#[derive(Debug, Clone)]
pub struct Promises<'a> {
    /// The offering.
    pub offering: Offering<'a>,
    /// Its windows, in the order of the document.
    pub hours: Vec<Hours<'a>>,
}

/// One window of an offering.
#[derive(Debug, Clone)]
pub struct Hours<'a> {
    /// Its name.
    pub name: &'a str,
    /// What the document says about it.
    pub lens: offering::Window<'a>,
    /// Its calendar arithmetic.
    pub window: Arc<Window>,
}

/// What holds for a request that comes in at an instant.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// Whether somebody is there.
    pub state: State,
    /// The windows that made it so.
    pub windows: Vec<(&'a str, State)>,
    /// The contacts that take the request, those that answer now first.
    pub contacts: Vec<Reachable<'a>>,
    /// What is promised about time, by metric.
    pub promised: Vec<Promised<'a>>,
}

/// What is promised about one metric.
#[derive(Debug, Clone)]
pub struct Promised<'a> {
    /// Why this target holds, and which others would.
    pub choice: Choice<'a>,
    /// How binding it is.
    pub kind: Kind,
    /// The shorter end of a range.
    pub from: Option<Due>,
    /// When it is due; none where nothing is promised about time.
    pub due: Option<Due>,
    /// Why no time can be told although there should be one.
    pub fault: Option<Fault<'a>>,
}

/// What is timed, in the order of a case.
pub const METRICS: [&str; 6] = [
    "pick_up",
    "first_response",
    "update",
    "on_site",
    "workaround",
    "resolution",
];

impl<'a> Promises<'a> {
    /// The promises of an offering; a window that cannot be evaluated is left out.
    pub fn new(offering: Offering<'a>, timetable: &Timetable) -> Self {
        let evaluated = offering.hours().filter_map(|(name, lens)| {
            let window = timetable.window(lens.node()).ok()?;
            Some(Hours { name, lens, window })
        });
        let promises = Self {
            offering,
            hours: evaluated.collect(),
        };
        promises.at_its_site(timetable)
    }

    /// Where there is one site only, its clock is the one of sites.
    fn at_its_site(self, timetable: &Timetable) -> Self {
        let mut sites = self.offering.sites();
        let zone = sites.next().and_then(|site| Zone::parse(site.zone()?).ok());
        match zone.filter(|_| sites.next().is_none()) {
            Some(zone) => self.with_clock(&Clock::Site, &zone, timetable),
            None => self,
        }
    }

    /// The same with the windows on the clock of a place that is not known read in a zone.
    #[must_use]
    pub fn with_clock(mut self, clock: &Clock, zone: &Zone, timetable: &Timetable) -> Self {
        for hours in &mut self.hours {
            if hours.window.clock() == clock {
                hours.window = timetable.windows().in_zone(&hours.window, zone);
            }
        }
        self
    }

    /// The window of a name.
    pub fn window(&self, name: &str) -> Option<&Arc<Window>> {
        let found = self.hours.iter().find(|hours| hours.name == name);
        found.map(|hours| &hours.window)
    }

    /// The severities, the most urgent first.
    pub fn severities(&self) -> Vec<Severity<'a>> {
        self.offering.by_urgency()
    }

    /// What holds for a request.
    pub fn answer(&self, about: &About<'_>, at: Timestamp) -> Answer<'a> {
        let windows = self.states(about, at);
        let contacts = self.contacts(about, at);
        let via = about.via.and(contacts.first());
        let state = match via {
            Some(contact) => contact.state,
            None => self.state(about, at),
        };
        let chosen = METRICS
            .iter()
            .filter_map(|metric| self.choose(metric, about, Some(at)));
        Answer {
            state,
            windows,
            contacts,
            promised: chosen.map(|choice| self.promised(choice, at)).collect(),
        }
    }

    /// What a target means for a request that comes in at an instant.
    pub fn promised(&self, choice: Choice<'a>, at: Timestamp) -> Promised<'a> {
        let (target, kind) = (choice.target, Kind::of(choice.target));
        let mut promised = Promised {
            choice,
            kind,
            from: None,
            due: None,
            fault: None,
        };
        if kind.has_time() || target.within().is_some() || target.by().is_some() {
            match self.rule(target) {
                Ok(rule) => promised.due = Some(rule.due(at)),
                Err(fault) => promised.fault = Some(fault),
            }
            let least = self.least(target).and_then(Result::ok);
            promised.from = least.map(|rule| rule.due(at));
        }
        promised
    }

    /// The targets about a metric, in the order of the document.
    pub fn targets(&self, metric: &str) -> impl Iterator<Item = Target<'a>> {
        let targets = self.offering.targets();
        targets.filter(move |target| target.metric() == Some(metric))
    }
}

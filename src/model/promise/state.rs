//! Whether somebody is there: windows that are meant for a request, taken together.

use super::{About, Hours, Promises};
use crate::hours::{Answer as State, Moment, Window};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// How far ahead it is looked until when one of several windows is open; after that it is as good as always.
const YEAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Whether one of several windows is open at an instant, and until when that holds of any.
pub fn joint(windows: &[Arc<Window>], at: Timestamp) -> State {
    let states: Vec<_> = windows.iter().map(|window| window.is_open(at)).collect();
    let open = states
        .iter()
        .any(|state| matches!(state, State::Open { .. }));
    if open {
        let until = open_until(windows, at);
        return State::Open { until };
    }
    if states.contains(&State::Unknown) {
        return State::Unknown;
    }
    let opens = states.iter().filter_map(|state| match state {
        State::Closed { opens } => Some(*opens),
        _ => None,
    });
    let opens = opens.min_by_key(|opens| (opens.instant().is_none(), opens.instant()));
    State::Closed {
        opens: opens.unwrap_or(Moment::Never),
    }
}

fn open_until(windows: &[Arc<Window>], start: Timestamp) -> Moment {
    let mut at = start;
    while at.duration_since(start) < YEAR {
        let open = windows
            .iter()
            .filter_map(|window| match window.is_open(at) {
                State::Open { until } => Some(until),
                _ => None,
            });
        // A moment without an instant is later than all others.
        let latest = open.max_by_key(|until| (until.instant().is_none(), until.instant()));
        match latest {
            None => return Moment::At(at),
            Some(Moment::At(until)) if until > at => at = until,
            Some(until) => return until,
        }
    }
    Moment::Never
}

impl<'a> Promises<'a> {
    /// The windows in which customers can come with such a request, evaluated.
    pub fn taking(&self, about: &About<'_>) -> Vec<Arc<Window>> {
        let meant = self.meant(about);
        meant.map(|hours| Arc::clone(&hours.window)).collect()
    }

    /// The windows in which customers can come with such a request.
    pub(super) fn meant(&self, about: &About<'_>) -> impl Iterator<Item = &Hours<'a>> {
        let about = *about;
        self.hours.iter().filter(move |hours| {
            let listed = |mut names: Vec<&str>, told: Option<&str>| {
                names.is_empty() || told.is_none_or(|told| names.drain(..).any(|own| own == told))
            };
            hours.lens.takes_requests()
                && listed(hours.lens.severities().collect(), about.severity)
                && listed(hours.lens.products().collect(), about.product)
        })
    }

    /// Whether each of them is open.
    pub(super) fn states(&self, about: &About<'_>, at: Timestamp) -> Vec<(&'a str, State)> {
        let meant = self.meant(about);
        meant
            .map(|hours| (hours.name, hours.window.is_open(at)))
            .collect()
    }

    /// Whether any of them is open.
    pub(super) fn state(&self, about: &About<'_>, at: Timestamp) -> State {
        joint(&self.taking(about), at)
    }
}

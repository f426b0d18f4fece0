//! Whether somebody is there: windows that are meant for a request, taken together.

use super::{About, Hours, Promises};
use crate::hours::{Answer as State, Moment, Window};
use jiff::Timestamp;
use std::sync::Arc;

/// Changes of hours that are followed until nobody is there any more.
const CHANGES: usize = 64;

/// What happens in windows in which customers cannot turn to us.
const NOT_FOR_REQUESTS: [&str; 3] = ["work", "onsite", "maintenance"];

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

fn open_until(windows: &[Arc<Window>], mut at: Timestamp) -> Moment {
    for _ in 0..CHANGES {
        let mut latest: Option<Timestamp> = None;
        for window in windows {
            let State::Open { until } = window.is_open(at) else {
                continue;
            };
            match until.instant() {
                Some(until) => latest = latest.max(Some(until)),
                None => return until,
            }
        }
        match latest {
            Some(latest) if latest > at => at = latest,
            _ => break,
        }
    }
    Moment::At(at)
}

impl<'a> Promises<'a> {
    /// The windows in which customers can come with such a request.
    pub(super) fn meant(&self, about: &About<'_>) -> impl Iterator<Item = &Hours<'a>> {
        let about = *about;
        self.hours.iter().filter(move |hours| {
            let listed = |mut names: Vec<&str>, told: Option<&str>| {
                names.is_empty() || told.is_none_or(|told| names.drain(..).any(|own| own == told))
            };
            let purpose = hours.lens.purpose();
            purpose.is_none_or(|purpose| !NOT_FOR_REQUESTS.contains(&purpose))
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
        let windows: Vec<_> = self
            .meant(about)
            .map(|hours| hours.window.clone())
            .collect();
        joint(&windows, at)
    }
}

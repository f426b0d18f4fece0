//! Splitting work at the borders of price bands.

use crate::hours::{Answer, Moment, Window};
use jiff::{Timestamp, ToSpan};
use std::sync::Arc;

/// Time worked in one band, or outside all bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Which band, by its place in the list.
    pub band: Option<usize>,
    /// How long.
    pub minutes: u32,
}

/// Longest work that is split, in minutes: a month.
const LONGEST: u32 = 31 * 24 * 60;

/// Work of so many minutes from an instant, split where another band begins; where bands overlap the
/// first of the list counts. Nothing where a window cannot tell, or for more than a month.
pub fn split(start: Timestamp, minutes: u32, bands: &[Arc<Window>]) -> Option<Vec<Stretch>> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut at, mut left) = (start, minutes);
    if minutes > LONGEST {
        return None;
    }
    while left > 0 {
        let (band, steady) = band_at(at, bands)?;
        let now = steady.min(left);
        match stretches.last_mut() {
            Some(last) if last.band == band => last.minutes += now,
            _ => stretches.push(Stretch { band, minutes: now }),
        }
        at = at.checked_add(i64::from(now).minutes()).ok()?;
        left -= now;
    }
    Some(stretches)
}

/// The band at an instant, and for how many minutes that surely holds.
fn band_at(at: Timestamp, bands: &[Arc<Window>]) -> Option<(Option<usize>, u32)> {
    let (mut found, mut steady) = (None, LONGEST);
    for (index, band) in bands.iter().enumerate() {
        let change = match band.is_open(at) {
            Answer::Open { until } => {
                found = found.or(Some(index));
                until
            }
            Answer::Closed { opens } => opens,
            Answer::Unknown => return None,
        };
        steady = steady.min(minutes_until(at, change));
    }
    Some((found, steady))
}

/// Begun minutes until a moment; one at a time where nobody can say.
fn minutes_until(at: Timestamp, moment: Moment) -> u32 {
    match moment {
        Moment::At(instant) => {
            let seconds = instant.as_second().saturating_sub(at.as_second());
            let minutes = seconds.max(1).unsigned_abs().div_ceil(60);
            u32::try_from(minutes).unwrap_or(LONGEST)
        }
        Moment::Never => LONGEST,
        Moment::Unknown => 1,
    }
}

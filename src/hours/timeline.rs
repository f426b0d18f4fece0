//! Windows on the line of instants: open or closed now, and when so many working minutes are over.
//!
//! This module must never know how an expression decides about a day.

use crate::hours::answer::{Answer, Moment};
use crate::hours::spans::{Joined, Spans, moment};
use crate::hours::window::Window;
use jiff::Timestamp;

impl Window {
    /// Whether it is open at an instant, and until when that holds. Unknown where the clock's place is.
    pub fn is_open(&self, instant: Timestamp) -> Answer {
        let Some(zone) = self.zone() else {
            return Answer::Unknown;
        };
        if !self.knows(zone.at(instant).date()) {
            return Answer::Unknown;
        }
        if self.is_weekly() && self.open_all_week() && !self.heeds_holidays() {
            let until = Moment::Never;
            return Answer::Open { until };
        }
        let now = instant.as_second();
        let mut joined = Joined::new(Spans::new(self, now));
        match joined.next() {
            Some((start, end)) if start <= now => Answer::Open {
                until: joined.spans.change_at(end),
            },
            Some((start, _)) => Answer::Closed {
                opens: moment(start),
            },
            None => Answer::Closed {
                opens: joined.spans.stop.unwrap_or(Moment::Never),
            },
        }
    }

    /// When so many open minutes have passed since an instant. Unknown where the clock's place is.
    pub fn due(&self, start: Timestamp, minutes: u32) -> Moment {
        let mut left = i64::from(minutes) * 60;
        if left == 0 {
            return Moment::At(start);
        }
        let mut spans = Spans::new(self, start.as_second());
        for open in spans.by_ref() {
            if open.end - open.start >= left {
                return moment(open.start + left);
            }
            left -= open.end - open.start;
        }
        spans.stop.unwrap_or(Moment::Never)
    }

    /// When it is open from one instant to another: what "open now" needs to know in advance.
    pub fn coming(&self, from: Timestamp, to: Timestamp) -> Coming {
        if self.zone().is_none() {
            return Coming {
                open: Vec::new(),
                unknown_from: Some(from),
            };
        }
        let last = to.as_second();
        let mut spans = Joined::new(Spans::new(self, from.as_second()));
        let mut open = Vec::new();
        for (start, end) in spans.by_ref().take_while(|(start, _)| *start < last) {
            let ends = [start, end.min(last)].map(|second| moment(second).instant());
            if let [Some(start), Some(end)] = ends {
                open.push((start, end));
            }
        }
        let unknown = spans.spans.unknown_from().filter(|second| *second < last);
        Coming {
            open,
            unknown_from: unknown.and_then(|second| moment(second).instant()),
        }
    }
}

/// When a window is open in a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The times in which it is open, each from one instant to another, in order.
    pub open: Vec<(Timestamp, Timestamp)>,
    /// The instant from which on nobody can say, if it comes before the end.
    pub unknown_from: Option<Timestamp>,
}

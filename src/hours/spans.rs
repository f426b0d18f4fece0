//! The open stretches of a window on the line of instants.
//!
//! Local time runs evenly between two clock changes, so the line is walked stretch by stretch; an
//! instant is open exactly if the local clock shows an open minute. Seconds of Unix time throughout.
//! This module must never know how an expression decides about a day.

use crate::hours::answer::Moment;
use crate::hours::window::{LOOK_AHEAD_DAYS, Window};
use crate::hours::zone::Stretch;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::VecDeque;

/// The moment of a second.
pub(super) fn moment(second: i64) -> Moment {
    Timestamp::from_second(second).map_or(Moment::Unknown, Moment::At)
}

/// An open stretch of one date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) start: i64,
    pub(super) end: i64,
    /// The local date.
    pub(super) date: Date,
    /// The minute of that date at which its hours begin, perhaps before the stretch does.
    pub(super) minute: u16,
}

/// The open stretches of a window from a second on, day by day; they may touch each other.
pub(super) struct Spans<'w> {
    window: &'w Window,
    /// Nothing before this second counts.
    since: i64,
    stretch: Stretch,
    /// The local date that comes next.
    pub(super) date: Date,
    days_left: u32,
    ready: VecDeque<Open>,
    /// Why the walk ended, and the second up to which it came.
    pub(super) stop: Option<Moment>,
    stopped_at: i64,
}

impl<'w> Spans<'w> {
    pub(super) fn new(window: &'w Window, since: i64) -> Self {
        let mut spans = Self {
            window,
            since,
            stretch: Stretch {
                offset: 0,
                end: None,
            },
            date: window.from(),
            days_left: LOOK_AHEAD_DAYS,
            ready: VecDeque::new(),
            stop: None,
            stopped_at: since,
        };
        spans.enter_stretch(since);
        spans
    }

    fn enter_stretch(&mut self, second: i64) {
        let zone = self.window.zone();
        let instant = Timestamp::from_second(second).ok();
        let found = zone
            .zip(instant)
            .and_then(|(zone, instant)| Some((zone.at(instant).date(), zone.stretch(second)?)));
        match found {
            Some((date, stretch)) => {
                self.since = second;
                self.stretch = stretch;
                self.date = date;
            }
            None => self.end(Moment::Unknown, second),
        }
    }

    /// Takes the part of the next date that lies in this stretch, or goes on to the next stretch.
    fn advance(&mut self) {
        let midnight = self.date.duration_since(date(1970, 1, 1)).as_secs() - self.stretch.offset;
        if let Some(end) = self.stretch.end.filter(|end| midnight >= *end) {
            return self.enter_stretch(end);
        }
        if self.days_left == 0 {
            return self.end(Moment::Never, midnight);
        }
        if !self.window.knows(self.date) {
            return self.end(Moment::Unknown, midnight.max(self.since));
        }
        let last = self.stretch.end.unwrap_or(i64::MAX);
        for range in self.window.open_on(self.date).ranges() {
            let start = (midnight + i64::from(range.start) * 60).max(self.since);
            let end = (midnight + i64::from(range.end) * 60).min(last);
            if start < end {
                self.ready.push_back(Open {
                    start,
                    end,
                    date: self.date,
                    minute: range.start,
                });
            }
        }
        self.days_left -= 1;
        match self.date.tomorrow() {
            Ok(date) => self.date = date,
            Err(_) => self.end(Moment::Unknown, midnight),
        }
    }

    fn end(&mut self, why: Moment, at: i64) {
        self.stop = Some(why);
        self.stopped_at = at;
    }

    /// The second from which on nobody can say; known once the walk has ended there.
    pub(super) fn unknown_from(&self) -> Option<i64> {
        (self.stop == Some(Moment::Unknown)).then_some(self.stopped_at)
    }

    /// The change at a second, unless the walk ended there and so does all knowledge.
    pub(super) fn change_at(&self, second: i64) -> Moment {
        match self.stop {
            Some(why) if self.stopped_at <= second => why,
            _ => moment(second),
        }
    }
}

impl Iterator for Spans<'_> {
    type Item = Open;

    fn next(&mut self) -> Option<Open> {
        while self.ready.is_empty() && self.stop.is_none() {
            self.advance();
        }
        self.ready.pop_front()
    }
}

/// The same with touching stretches joined.
pub(super) struct Joined<'w> {
    pub(super) spans: Spans<'w>,
    next: Option<Open>,
}

impl<'w> Joined<'w> {
    pub(super) fn new(mut spans: Spans<'w>) -> Self {
        let next = spans.next();
        Self { spans, next }
    }
}

impl Iterator for Joined<'_> {
    type Item = (i64, i64);

    fn next(&mut self) -> Option<(i64, i64)> {
        let Open { start, mut end, .. } = self.next.take()?;
        self.next = self.spans.next();
        while let Some(later) = self.next.filter(|later| later.start == end) {
            end = later.end;
            self.next = self.spans.next();
        }
        Some((start, end))
    }
}

//! Windows on the line of instants: open or closed now, and when so many working minutes are over.
//!
//! Local time runs evenly between two clock changes, so the line is walked stretch by stretch; an
//! instant is open exactly if the local clock shows an open minute. Seconds of Unix time throughout.
//! This module must never know how an expression decides about a day.

use crate::hours::answer::{Answer, Moment};
use crate::hours::window::{LOOK_AHEAD_DAYS, Window};
use crate::hours::zone::{Stretch, Zone};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp, ToSpan, Zoned};
use std::collections::VecDeque;

const QUARTER: i64 = 15 * 60;

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
        for (start, end) in spans.by_ref() {
            if end - start >= left {
                return moment(start + left);
            }
            left -= end - start;
        }
        spans.stop.unwrap_or(Moment::Never)
    }

    /// A telling example for [`Self::due`]: a request that comes in a quarter of an hour before the
    /// longest break of an ordinary week after a date, and when it is due. None if that falls before
    /// the break.
    pub fn example(&self, after: Date, minutes: u32) -> Option<(Zoned, Zoned)> {
        let passed = after.weekday().to_monday_zero_offset();
        let first = after.saturating_add(Span::new().days(7 - passed));
        let mut mondays = (0..8).map(|week| first.saturating_add(week.weeks()));
        let ordinary = mondays.find(|monday| {
            let special = self.special_days(*monday, 1);
            special
                .first()
                .is_none_or(|day| day.date > monday.saturating_add(9.days()))
        })?;
        let zone = self.zone()?;
        let request = self.before_longest_break(zone, ordinary)?;
        let due = self.due(request, minutes).instant()?;
        let waits = due.as_second() > request.as_second() + QUARTER;
        waits.then(|| (zone.at(request), zone.at(due)))
    }

    fn before_longest_break(&self, zone: &Zone, monday: Date) -> Option<Timestamp> {
        let start = zone.instant(monday.at(0, 0, 0, 0))?.as_second();
        let end = zone.instant(monday.saturating_add(7.days()).at(0, 0, 0, 0))?;
        let open: Vec<_> = Joined::new(Spans::new(self, start))
            .take_while(|(opens, _)| *opens < end.as_second() + 2 * 24 * 60 * 60)
            .take(100)
            .collect();
        let breaks = open.windows(2).map(|pair| (pair[1].0 - pair[0].1, pair[0]));
        let (_, (opened, closes)) = breaks.max_by_key(|(length, _)| *length)?;
        Timestamp::from_second((closes - QUARTER).max(opened)).ok()
    }
}

fn moment(second: i64) -> Moment {
    Timestamp::from_second(second).map_or(Moment::Unknown, Moment::At)
}

/// The open stretches of a window from a second on, day by day; they may touch each other.
struct Spans<'w> {
    window: &'w Window,
    /// Nothing before this second counts.
    since: i64,
    stretch: Stretch,
    /// The local date that comes next.
    date: Date,
    days_left: u32,
    ready: VecDeque<(i64, i64)>,
    /// Why the walk ended, and the second up to which it came.
    stop: Option<Moment>,
    stopped_at: i64,
}

impl<'w> Spans<'w> {
    fn new(window: &'w Window, since: i64) -> Self {
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
                self.ready.push_back((start, end));
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

    /// The change at a second, unless the walk ended there and so does all knowledge.
    fn change_at(&self, second: i64) -> Moment {
        match self.stop {
            Some(why) if self.stopped_at <= second => why,
            _ => moment(second),
        }
    }
}

impl Iterator for Spans<'_> {
    type Item = (i64, i64);

    fn next(&mut self) -> Option<(i64, i64)> {
        while self.ready.is_empty() && self.stop.is_none() {
            self.advance();
        }
        self.ready.pop_front()
    }
}

/// The same with touching stretches joined.
struct Joined<'w> {
    spans: Spans<'w>,
    next: Option<(i64, i64)>,
}

impl<'w> Joined<'w> {
    fn new(mut spans: Spans<'w>) -> Self {
        let next = spans.next();
        Self { spans, next }
    }
}

impl Iterator for Joined<'_> {
    type Item = (i64, i64);

    fn next(&mut self) -> Option<(i64, i64)> {
        let (start, mut end) = self.next.take()?;
        self.next = self.spans.next();
        while let Some((_, later)) = self.next.filter(|(start, _)| *start == end) {
            end = later;
            self.next = self.spans.next();
        }
        Some((start, end))
    }
}

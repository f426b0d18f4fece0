//! Windows on the line of instants: open or closed now, and when so many working minutes are over.
//!
//! This module must never know how an expression decides about a day.

use crate::hours::answer::{Answer, Moment};
use crate::hours::spans::{Joined, Spans, moment};
use crate::hours::window::Window;
use crate::hours::zone::Zone;
use jiff::civil::Date;
use jiff::{Span, Timestamp, ToSpan, Zoned};

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
        for open in spans.by_ref() {
            if open.end - open.start >= left {
                return moment(open.start + left);
            }
            left -= open.end - open.start;
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

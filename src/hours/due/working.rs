//! Time that runs only while a window is open.

use crate::hours::answer::Moment;
use crate::hours::due::{Due, Step, skipped};
use crate::hours::spans::{Open, Spans};
use crate::hours::window::Window;
use crate::hours::zone::Zone;
use jiff::Timestamp;

/// When so many open minutes have passed since an instant.
pub(super) fn due(window: &Window, received: Timestamp, minutes: u32) -> Due {
    let Some(zone) = window.zone() else {
        return Due::unknown(None, Vec::new());
    };
    let mut run = Run {
        window,
        zone,
        now: received,
        steps: Vec::new(),
    };
    let mut left = i64::from(minutes) * 60;
    let mut spans = Spans::new(window, received.as_second());
    while left > 0 {
        let Some(open) = spans.next() else {
            let steps = run.steps;
            return match spans.stop {
                Some(Moment::Unknown) => Due::unknown(Some(spans.date), steps),
                _ => Due::never(steps),
            };
        };
        left -= run.through(open, left);
    }
    Due::reached(run.now, run.steps)
}

/// A clock that runs while a window is open.
struct Run<'w> {
    window: &'w Window,
    zone: &'w Zone,
    now: Timestamp,
    steps: Vec<Step>,
}

impl Run<'_> {
    /// Runs through an open stretch for so many seconds at most; answers how many there were.
    fn through(&mut self, open: Open, most: i64) -> i64 {
        let seconds = most.min(open.end - open.start);
        let second = |second| Timestamp::from_second(second).unwrap_or(self.now);
        let (from, until) = (second(open.start), second(open.start + seconds));
        self.wait_until(from);
        let whole = |from: Timestamp| (until.as_second() - from.as_second()) / 60;
        let minutes = |from| u32::try_from(whole(from)).unwrap_or(u32::MAX);
        match self.steps.last_mut() {
            Some(Step::Runs {
                from,
                until: end,
                minutes: all,
            }) => (*end, *all) = (until, minutes(*from)),
            _ => self.steps.push(Step::Runs {
                from,
                until,
                minutes: minutes(from),
            }),
        }
        self.now = until;
        seconds
    }

    fn wait_until(&mut self, opens: Timestamp) {
        if opens > self.now {
            let date = |instant| self.zone.at(instant).date();
            self.steps.push(Step::Waits {
                from: self.now,
                until: opens,
                skipped: skipped(self.window, date(self.now), date(opens)),
            });
        } else if self.steps.is_empty() {
            self.steps.push(Step::Starts { at: self.now });
        }
    }
}

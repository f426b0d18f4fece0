//! Due times that name a working day.

use crate::hours::answer::{Answer, Moment};
use crate::hours::due::{By, Due, Step, Why, skipped};
use crate::hours::minutes::DAY;
use crate::hours::spans::Spans;
use crate::hours::window::{LOOK_AHEAD_DAYS, Window};
use crate::hours::zone::Zone;
use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan};

/// When something is due on a working day after an instant.
pub(super) fn due(
    window: &Window,
    received: Timestamp,
    number: u32,
    by: By,
    cut_off: Option<u16>,
) -> Due {
    let Some(zone) = window.zone() else {
        return Due::unknown(None, Vec::new());
    };
    let mut search = Search {
        window,
        zone,
        steps: Vec::new(),
    };
    match search.run(received, number, by, cut_off) {
        Ok(at) => Due::reached(at, search.steps),
        Err(Lost::Never) => Due::never(search.steps),
        Err(Lost::Unknown(date)) => Due::unknown(Some(date), search.steps),
    }
}

/// Why a search ended without a day.
enum Lost {
    Never,
    Unknown(Date),
}

/// A working day, from when its hours begin until they end.
#[derive(Clone, Copy)]
struct WorkingDay {
    date: Date,
    opens: Timestamp,
    closes: Timestamp,
}

/// The search for a working day.
struct Search<'w> {
    window: &'w Window,
    zone: &'w Zone,
    steps: Vec<Step>,
}

impl Search<'_> {
    fn run(
        &mut self,
        received: Timestamp,
        number: u32,
        by: By,
        cut_off: Option<u16>,
    ) -> Result<Timestamp, Lost> {
        let counts = self.counts_as(received, cut_off)?;
        let counts = match by {
            By::SameTime => self.within_hours(counts)?,
            By::Time(_) | By::EndOfHours => counts,
        };
        if number == 0 && by == By::SameTime {
            return Ok(counts);
        }
        let local = self.zone.at(counts).datetime();
        let day = self.nth(local.date(), number)?;
        let at = self.on(day, by, local.time());
        if number > 0 || at > counts {
            self.tell(local.date(), day, number);
            return Ok(at);
        }
        let day = self.nth(day.date, 1)?;
        self.steps.push(Step::CountsAs {
            date: day.date,
            why: Why::TimePassed,
        });
        Ok(self.on(day, by, local.time()))
    }

    /// The instant at which a request counts as received.
    fn counts_as(&mut self, received: Timestamp, cut_off: Option<u16>) -> Result<Timestamp, Lost> {
        let Some(cut_off) = cut_off else {
            return Ok(received);
        };
        let local = self.zone.at(received).datetime();
        let why = match self.working_day(local.date())? {
            None => Why::DayOfRest,
            Some(_) if local > minute_of(local.date(), cut_off) => Why::AfterCutOff,
            Some(_) => return Ok(received),
        };
        let day = self.nth(local.date(), 1)?;
        self.steps.push(Step::CountsAs {
            date: day.date,
            why,
        });
        Ok(day.opens.max(received))
    }

    /// The instant itself if it is open then, else that at which it opens.
    fn within_hours(&mut self, from: Timestamp) -> Result<Timestamp, Lost> {
        let today = self.zone.at(from).date();
        let until = match self.window.is_open(from) {
            Answer::Open { .. } => return Ok(from),
            Answer::Unknown => return Err(Lost::Unknown(today)),
            Answer::Closed { opens } => match opens {
                Moment::At(opens) => opens,
                Moment::Never => return Err(Lost::Never),
                Moment::Unknown => return Err(Lost::Unknown(self.first_unknown(today))),
            },
        };
        let date = self.zone.at(until).date();
        self.steps.push(Step::Waits {
            from,
            until,
            skipped: skipped(self.window, today, date),
        });
        Ok(until)
    }

    /// The nth working day after a date; for 0 the date itself, or else the next one.
    fn nth(&self, date: Date, number: u32) -> Result<WorkingDay, Lost> {
        let mut left = number;
        let mut day = if number == 0 {
            Ok(date)
        } else {
            date.tomorrow()
        };
        for _ in 0..LOOK_AHEAD_DAYS {
            let date = day.map_err(|_| Lost::Never)?;
            if let Some(found) = self.working_day(date)? {
                if left <= 1 {
                    return Ok(found);
                }
                left -= 1;
            }
            day = date.tomorrow();
        }
        Err(Lost::Never)
    }

    /// When the hours that begin on a date begin and end, if any do.
    fn working_day(&self, date: Date) -> Result<Option<WorkingDay>, Lost> {
        if !self.window.knows(date) {
            return Err(Lost::Unknown(date));
        }
        let hours = self.window.hours_on(date);
        let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
            return Ok(None);
        };
        let (first, past) = (first.start, last.past_midnight());
        let next = date.tomorrow().map_err(|_| Lost::Never)?;
        if past && !self.window.knows(next) {
            return Err(Lost::Unknown(next));
        }
        let midnight = self.zone.instant(date.at(0, 0, 0, 0)).ok_or(Lost::Never)?;
        let open = Spans::new(self.window, midnight.as_second());
        // A clock may be set back into the day before, so both dates may come twice.
        let near = open.take_while(|open| open.date <= next);
        let own = near.filter(|open| {
            let begins = open.date == date && open.minute >= first;
            begins || past && open.date == next && open.minute == 0
        });
        let (opens, closes) = own.fold((i64::MAX, i64::MIN), |(opens, closes), open| {
            (opens.min(open.start), closes.max(open.end))
        });
        // The hours of a date that the place left out, or of an hour that it skipped, never come.
        let instants = Timestamp::from_second(opens)
            .ok()
            .zip(Timestamp::from_second(closes).ok());
        Ok(instants.map(|(opens, closes)| WorkingDay {
            date,
            opens,
            closes,
        }))
    }

    fn on(&self, day: WorkingDay, by: By, time: Time) -> Timestamp {
        let at = |local| self.zone.instant(local).unwrap_or(day.closes);
        match by {
            By::EndOfHours => day.closes,
            By::Time(minute) => at(minute_of(day.date, minute)),
            By::SameTime => at(day.date.to_datetime(time)).clamp(day.opens, day.closes),
        }
    }

    fn tell(&mut self, from: Date, day: WorkingDay, number: u32) {
        self.steps.push(Step::WorkingDay {
            date: day.date,
            number,
            skipped: skipped(self.window, from, day.date),
        });
    }

    fn first_unknown(&self, from: Date) -> Date {
        let mut dates = crate::hours::window::dates(from);
        let found = dates.find(|date| !self.window.knows(*date));
        found.unwrap_or(from)
    }
}

/// A minute of a date; that of 24:00 is the next midnight.
fn minute_of(date: Date, minute: u16) -> DateTime {
    let midnight = date.at(0, 0, 0, 0);
    midnight.saturating_add(i64::from(minute.min(DAY)).minutes())
}

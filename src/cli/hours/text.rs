//! The answer for people.

use super::phrases::{
    capital, days, length, meaning, problem, reason, unknown_place, without_time,
};
use super::{Holds, Told, facets};
use crate::hours::due::Step;
use crate::hours::{Answer as State, Clock, Moment, Zone};
use crate::model::promise::{Case, Promised, Reachable};
use crate::report::plain;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Write;

pub(super) fn render(told: &Told<'_>) -> String {
    let mut lines = Lines {
        zone: &told.zone,
        text: String::new(),
    };
    lines.head(told);
    for case in &told.cases {
        lines.case(case);
    }
    lines.text
}

/// Lines of text that tell times in a zone.
struct Lines<'z> {
    zone: &'z Zone,
    text: String,
}

impl Lines<'_> {
    /// Adds a line; what documents say in it is made harmless.
    fn add(&mut self, line: &str) {
        self.text.push_str(&plain::line(line));
        self.text.push('\n');
    }

    fn head(&mut self, told: &Told<'_>) {
        match told.offering.name() {
            Some(name) => self.add(&format!("{name} ({})", told.id)),
            None => self.add(told.id),
        }
        let zoned = told.zone.at(told.at);
        let offset = zoned.strftime("UTC%:z");
        let place = told.zone.name();
        self.add(&format!("{} in {place} ({offset})", self.long(told.at)));
        let date = |date: Date| date.strftime("%-d %B %Y").to_string();
        match told.holds {
            Holds::Yes => {}
            Holds::Draft => self.add("This offering is a draft and promises nothing yet."),
            Holds::Retired => self.add("This offering is retired and promises nothing any more."),
            Holds::NotYet(from) => {
                self.add(&format!("This offering holds from {} on.", date(from)));
            }
            Holds::Over(to) => self.add(&format!("This offering held until {}.", date(to))),
        }
        let clocks = told.promises.hours.iter().map(|hours| hours.window.clock());
        for clock in [Clock::Customer, Clock::Site] {
            if clocks.clone().any(|other| *other == clock) {
                self.add(unknown_place(&clock));
            }
        }
    }

    fn long(&self, at: Timestamp) -> String {
        let zoned = self.zone.at(at);
        zoned.strftime("%A %-d %B %Y %H:%M").to_string()
    }

    fn short(&self, at: Timestamp) -> String {
        let zoned = self.zone.at(at);
        zoned.strftime("%a %-d %b %Y %H:%M").to_string()
    }

    fn case(&mut self, case: &Case<'_>) {
        self.text.push('\n');
        let told = facets(&case.about).into_iter();
        let told: Vec<_> = told
            .filter_map(|(name, value)| Some(format!("{name} {}", value?)))
            .collect();
        let state = self.state(case.answer.state);
        if told.is_empty() {
            self.add(&capital(&state));
        } else {
            self.add(&format!("{}: {state}", capital(&told.join(", "))));
        }
        if case.apart.is_none() {
            if case.answer.windows.len() > 1 {
                for (name, state) in &case.answer.windows {
                    let state = self.state(*state);
                    self.add(&format!("  {name}: {state}"));
                }
            }
            self.contacts(&case.answer.contacts);
        }
        for promised in &case.answer.promised {
            self.promised(promised);
        }
        if case.answer.promised.is_empty() {
            self.add("  No time is promised.");
        }
    }

    fn state(&self, state: State) -> String {
        match state {
            State::Open { until } => match until {
                Moment::At(at) => format!("open until {}", self.short(at)),
                Moment::Never => "open at any hour".to_owned(),
                Moment::Unknown => "open; until when is not known".to_owned(),
            },
            State::Closed { opens } => match opens {
                Moment::At(at) => format!("closed until {}", self.short(at)),
                Moment::Never => "closed for good".to_owned(),
                Moment::Unknown => "closed; until when is not known".to_owned(),
            },
            State::Unknown => "not known".to_owned(),
        }
    }

    fn contacts(&mut self, contacts: &[Reachable<'_>]) {
        if contacts.is_empty() {
            self.add("  No contact takes this.");
        }
        for reachable in contacts {
            let contact = reachable.contact;
            let mut line = format!("  {}", contact.method().unwrap_or_default());
            let address = contact.address().or(contact.national_number());
            if let Some(address) = address {
                let _ = write!(line, " {address}");
            }
            if !reachable.languages.is_empty() {
                let _ = write!(line, " ({})", reachable.languages.join(", "));
            }
            let _ = write!(line, ": {}", self.state(reachable.state));
            let reply = reachable.reply.as_ref().and_then(|due| due.at.instant());
            if let Some(reply) = reply {
                let _ = write!(line, "; reply by {}", self.short(reply));
            }
            self.add(&line);
        }
    }

    fn promised(&mut self, promised: &Promised<'_>) {
        let target = promised.choice.target;
        let metric = target.metric().unwrap_or_default().replace('_', " ");
        let due = match (&promised.due, &promised.fault) {
            (Some(due), _) => match due.at {
                Moment::At(at) => format!("by {}", self.short(at)),
                Moment::Never => "never".to_owned(),
                Moment::Unknown => "at a time that is not known".to_owned(),
            },
            (None, Some(fault)) => problem(fault),
            (None, None) => without_time(promised.kind).to_owned(),
        };
        let from = promised.from.as_ref().and_then(|due| due.at.instant());
        let from = from.map(|from| format!("between {} and ", self.short(from)));
        let due = match from {
            Some(from) => format!("{from}{}", due.trim_start_matches("by ")),
            None => due,
        };
        let binding = if promised.due.is_some() {
            format!(" ({})", meaning(promised))
        } else {
            String::new()
        };
        self.add(&format!("  {}: {due}{binding}", capital(&metric)));
        for step in promised.due.iter().flat_map(|due| &due.steps) {
            if let Some(told) = self.step(step) {
                self.add(&format!("    - {told}"));
            }
        }
    }

    fn step(&self, step: &Step) -> Option<String> {
        let date = |date: &Date| date.strftime("%a %-d %b %Y").to_string();
        let told = match step {
            Step::Starts { at } => format!("time runs from {}", self.short(*at)),
            Step::Waits { until, skipped, .. } => {
                format!("waits until {}{}", self.short(*until), days(skipped))
            }
            Step::Runs { until, minutes, .. } => {
                format!("{} until {}", length(*minutes), self.short(*until))
            }
            Step::CountsAs { date: day, why } => {
                format!("counts as received on {}, {}", date(day), reason(*why))
            }
            Step::WorkingDay {
                date: day,
                number,
                skipped,
            } => match number {
                0 => format!("due on that day, {}{}", date(day), days(skipped)),
                1 => format!("the next working day is {}{}", date(day), days(skipped)),
                _ => format!("working day {number} is {}{}", date(day), days(skipped)),
            },
            Step::Due { .. } => return None,
            Step::Never => "it does not open often enough within eight years".to_owned(),
            Step::Unknown { from: Some(day) } => {
                format!("holidays from {} on are not known", date(day))
            }
            Step::Unknown { from: None } => unknown_place(&Clock::Customer).to_owned(),
        };
        Some(told)
    }
}

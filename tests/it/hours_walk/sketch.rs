//! A simple picture of a window, from which the expression and the calendar are written, and which can
//! be asked about one local minute at a time. It shares nothing with what it is compared to.

use csp_support::hours::{
    self, MinuteRange, OwnDay, OwnShortDay, Parts, Treatment, When, Window, Windows, Zone,
};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use std::sync::Arc;

pub(crate) const ZONES: &[&str] = &[
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/St_Johns",
    "UTC",
];

/// Days before clock changes, before the day that Samoa left out, and before leap days.
pub(crate) const NIGHTS: &[(&str, Date)] = &[
    ("Europe/Berlin", date(2026, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 24)),
    ("America/New_York", date(2026, 3, 7)),
    ("America/New_York", date(2026, 10, 31)),
    ("Asia/Kathmandu", date(1985, 12, 30)),
    ("Australia/Lord_Howe", date(2026, 4, 4)),
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("Pacific/Apia", date(2011, 12, 28)),
    ("Pacific/Apia", date(2011, 4, 1)),
    ("Pacific/Apia", date(2011, 9, 23)),
    // Here the clock went back from one minute past midnight into the day before.
    ("America/St_Johns", date(2010, 11, 6)),
    ("America/St_Johns", date(2011, 3, 12)),
    ("Europe/Berlin", date(2028, 2, 28)),
    ("UTC", date(2100, 2, 27)),
];

const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

#[derive(Debug, Clone)]
pub(crate) enum Days {
    Week {
        weekdays: [bool; 7],
        holidays: bool,
        months: Option<(i8, i8)>,
    },
    Nth {
        weekday: usize,
        nth: i8,
    },
    Each {
        month: i8,
        day: i8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Says {
    Open,
    Unknown,
    Off,
}

/// One rule; times are minutes from the midnight of its day and may pass the next one.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) days: Days,
    pub(crate) times: Vec<(u16, u16)>,
    pub(crate) says: Says,
    pub(crate) adds: bool,
}

/// Days that a partner names: one, one of every year, or several in a row.
#[derive(Debug, Clone)]
pub(crate) enum Own {
    On(Date),
    Yearly(i8, i8),
    Row(Date, Date),
}

/// Public holidays, what a partner makes of them, and what they mean to hours that do not name them.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    pub(crate) holidays: Vec<Date>,
    pub(crate) added: Vec<Own>,
    pub(crate) removed: Vec<Own>,
    /// Days on which nothing is open outside some minutes.
    pub(crate) short: Vec<(Own, (u16, u16))>,
    pub(crate) treatment: Treatment,
}

#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    pub(crate) rules: Vec<Rule>,
    pub(crate) calendar: Calendar,
}

/// A window as the walk sees it: hours as written, or what some hours leave over.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) parts: Vec<Sketch>,
    pub(crate) rest: bool,
    /// Whether it is first made on the clock of a place that is not known.
    pub(crate) local: bool,
}

impl Days {
    fn text(&self) -> String {
        match self {
            Self::Nth { weekday, nth } => format!("{}[{nth}]", WEEKDAYS[*weekday]),
            Self::Each { month, day } => format!("{} {day:02}", MONTHS[*month as usize - 1]),
            Self::Week {
                weekdays,
                holidays,
                months,
            } => {
                let months = months.map_or(String::new(), |(from, to)| {
                    format!("{}-{} ", MONTHS[from as usize - 1], MONTHS[to as usize - 1])
                });
                let named = WEEKDAYS.iter().zip(weekdays).filter(|(_, on)| **on);
                let named = named.map(|(name, _)| *name);
                let all: Vec<_> = holidays.then_some("PH").into_iter().chain(named).collect();
                months + &all.join(",")
            }
        }
    }

    fn contain(&self, day: Date, is_holiday: bool) -> bool {
        let weekday = day.weekday().to_monday_zero_offset() as usize;
        match self {
            Self::Nth {
                weekday: wanted,
                nth,
            } => weekday == *wanted && (day.day() - 1) / 7 + 1 == *nth,
            Self::Each { month, day: wanted } => (day.month(), day.day()) == (*month, *wanted),
            Self::Week {
                weekdays,
                holidays,
                months,
            } => {
                let month = day.month();
                let in_season = months.is_none_or(|(from, to)| {
                    if from <= to {
                        (from..=to).contains(&month)
                    } else {
                        month >= from || month <= to
                    }
                });
                in_season && (weekdays[weekday] || *holidays && is_holiday)
            }
        }
    }
}

impl Days {
    /// Whether they would contain a day if it were a Sunday; of nth Sundays, that of the week counts.
    fn contain_sunday(&self, day: Date) -> bool {
        let sunday =
            day.saturating_add((6 - i32::from(day.weekday().to_monday_zero_offset())).days());
        match self {
            Self::Nth { .. } => self.contain(sunday, false),
            Self::Each { .. } => self.contain(day, false),
            Self::Week {
                weekdays, months, ..
            } => {
                let as_sunday = Self::Week {
                    weekdays: [weekdays[6]; 7],
                    holidays: false,
                    months: *months,
                };
                as_sunday.contain(day, false)
            }
        }
    }
}

impl Rule {
    fn text(&self) -> String {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let time = |(from, to): &(u16, u16)| {
            let wraps = *to > 1440 && to - 1440 <= *from;
            let to = if wraps { to - 1440 } else { *to };
            format!("{}-{}", clock(*from), clock(to))
        };
        let times: Vec<_> = self.times.iter().map(time).collect();
        let says = match self.says {
            Says::Open => "",
            Says::Unknown => " unknown",
            Says::Off => " off",
        };
        format!("{} {}{says}", self.days.text(), times.join(","))
    }
}

impl Own {
    fn contains(&self, day: Date) -> bool {
        match self {
            Self::On(date) => *date == day,
            Self::Yearly(month, of_month) => (day.month(), day.day()) == (*month, *of_month),
            Self::Row(first, last) => (*first..=*last).contains(&day),
        }
    }

    fn when(&self) -> When {
        let written = match self {
            Self::On(date) => When::parse(&date.to_string()),
            Self::Yearly(month, day) => When::parse(&format!("{month:02}-{day:02}")),
            Self::Row(first, last) => When::between(&first.to_string(), &last.to_string()),
        };
        written.unwrap()
    }
}

impl Calendar {
    pub(crate) fn plain(treatment: Treatment) -> Self {
        Self {
            holidays: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            short: Vec::new(),
            treatment,
        }
    }

    fn has(&self, day: Date) -> bool {
        let named = |own: &[Own]| own.iter().any(|own| own.contains(day));
        named(&self.added) || self.holidays.contains(&day) && !named(&self.removed)
    }

    /// Whether a minute of a day is cut away, perhaps one after its end.
    fn cuts(&self, day: Date, minute: u16) -> bool {
        let mut short = self.short.iter().filter(|(own, _)| own.contains(day));
        short.any(|(_, (start, end))| minute < *start || minute >= *end && *end < 1440)
    }

    fn composed(&self) -> hours::Calendar {
        let mut days: Vec<_> = self.holidays.iter().map(|date| holiday(*date)).collect();
        days.sort_by_key(|day| day.date);
        days.dedup();
        let base = hours::Calendar {
            id: "XX".to_string(),
            from: date(1980, 1, 1),
            horizon: date(2199, 12, 31),
            source: String::new(),
            days,
            short: Vec::new(),
        };
        let add = self.added.iter().map(|own| OwnDay {
            when: own.when(),
            name: String::new(),
            english: None,
        });
        let short = self.short.iter().map(|(own, (start, end))| OwnShortDay {
            when: own.when(),
            name: String::new(),
            english: None,
            hours: MinuteRange {
                start: *start,
                end: *end,
            },
        });
        let parts = Parts {
            add: add.collect(),
            remove: self.removed.iter().map(Own::when).collect(),
            short: short.collect(),
            horizon: None,
        };
        hours::Calendar::composed("own", Some(&base), &parts)
    }
}

impl Sketch {
    pub(crate) fn text(&self) -> String {
        let mut text = self.rules[0].text();
        for rule in &self.rules[1..] {
            text += if rule.adds { ", " } else { "; " };
            text += &rule.text();
        }
        text
    }

    fn names_holidays(&self) -> bool {
        let named = |rule: &Rule| matches!(rule.days, Days::Week { holidays: true, .. });
        self.rules.iter().any(named)
    }

    /// Whether a day is a holiday that the rules themselves say nothing about.
    fn is_treated(&self, day: Date) -> bool {
        self.calendar.has(day) && !self.names_holidays()
    }

    fn is_closed(&self, day: Date) -> bool {
        self.is_treated(day) && self.calendar.treatment == Treatment::Closed
    }

    fn contains(&self, rule: &Rule, day: Date) -> bool {
        if self.is_treated(day) && self.calendar.treatment == Treatment::AsSunday {
            return rule.days.contain_sunday(day);
        }
        rule.days.contain(day, self.calendar.has(day))
    }

    fn says(&self, local: DateTime) -> Says {
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let today = local.date();
        let yesterday = today.yesterday().unwrap();
        if self.is_closed(today) || self.calendar.cuts(today, minute) {
            return Says::Off;
        }
        // Nothing that would be open goes on after midnight if its day was closed or ended early.
        let ended = self.is_closed(yesterday) || self.calendar.cuts(yesterday, minute + 1440);
        let mut says = Says::Off;
        for rule in &self.rules {
            let within = |minute| {
                let mut times = rule.times.iter();
                times.any(|(from, to)| (*from..*to).contains(&minute))
            };
            let replaces = !rule.adds && rule.says != Says::Off;
            if self.contains(rule, today) && (replaces || within(minute)) {
                says = if within(minute) { rule.says } else { Says::Off };
            }
            let began = self.contains(rule, yesterday) && within(minute + 1440);
            if began && (!ended || rule.says == Says::Off) {
                says = rule.says;
            }
        }
        says
    }

    pub(crate) fn is_open(&self, local: DateTime) -> bool {
        self.says(local) == Says::Open
    }
}

impl Picture {
    pub(crate) fn one(sketch: Sketch) -> Self {
        Self {
            parts: vec![sketch],
            rest: false,
            local: false,
        }
    }

    pub(crate) fn text(&self) -> String {
        let parts: Vec<_> = self.parts.iter().map(Sketch::text).collect();
        let rest = if self.rest { "rest of " } else { "" };
        format!(
            "{rest}{} with {:?}",
            parts.join(" and "),
            self.parts[0].calendar
        )
    }

    pub(crate) fn window(&self, zone: &str, from: Date) -> Arc<Window> {
        let windows = Windows::new(from);
        let clock = if self.local { "customer-local" } else { zone };
        let part = |sketch: &Sketch| {
            let text = sketch.text();
            let calendar = Arc::new(sketch.calendar.composed());
            let calendar = Some((&calendar, sketch.calendar.treatment));
            let window = windows.window(&text, clock, calendar);
            window.unwrap_or_else(|error| panic!("{text}: {error}"))
        };
        let parts: Vec<_> = self.parts.iter().map(part).collect();
        let window = if self.rest {
            windows.complement(&parts).unwrap()
        } else {
            parts[0].clone()
        };
        windows.in_zone(&window, &Zone::parse(zone).unwrap())
    }

    pub(crate) fn is_open(&self, local: DateTime) -> bool {
        if !self.rest {
            return self.parts[0].is_open(local);
        }
        let off = |part: &Sketch| part.says(local) == Says::Off;
        self.parts.iter().all(off)
    }

    /// Whether a day or one beside it is named by a calendar.
    pub(crate) fn is_near_special(&self, day: Date) -> bool {
        let around = (-1..=1_i64).map(|ahead| day.saturating_add(ahead.days()));
        let named = |calendar: &Calendar, day: Date| {
            let shortened = calendar.short.iter().any(|(own, _)| own.contains(day));
            shortened || calendar.has(day)
        };
        let mut calendars = self.parts.iter().map(|part| &part.calendar);
        calendars.any(|calendar| around.clone().any(|day| named(calendar, day)))
    }

    /// The same without any special day.
    pub(crate) fn without_calendar(&self) -> Self {
        let plain = |sketch: &Sketch| Sketch {
            calendar: Calendar::plain(Treatment::Normal),
            ..sketch.clone()
        };
        Self {
            parts: self.parts.iter().map(plain).collect(),
            ..self.clone()
        }
    }
}

fn holiday(date: Date) -> hours::Holiday {
    hours::Holiday {
        date,
        name: String::new(),
        english: String::new(),
        language: None,
    }
}

//! What an expression says, rule by rule, for those who put it into words.
//!
//! It must never know languages.

mod rule;

use crate::hours::expression::Expression;
use crate::hours::minutes::{DAY, MinuteRange, readable};
use crate::hours::pattern::rule::said;
use crate::hours::window::Window;
use jiff::Span;
use jiff::civil::{Weekday, date};
use opening_hours_syntax::rules::RuleKind;

/// Hours on certain days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The weekdays, Monday first; every day when empty.
    pub weekdays: Vec<Weekday>,
    /// Which of those weekdays in a month: 1 is the first, -1 the last; every one when empty.
    pub nth: Vec<i8>,
    /// Calendar weeks; all when empty.
    pub weeks: Vec<Steps>,
    /// Months or days of the year; the whole year when empty.
    pub dates: Vec<Dates>,
    /// Years; all when empty.
    pub years: Vec<Steps>,
    /// Whether public holidays are meant, instead of weekdays or besides those that are named.
    pub holidays: bool,
    /// The hours; all day when empty.
    pub hours: Vec<MinuteRange>,
    /// Whether it is closed then.
    pub closed: bool,
    /// Whether this adds to what the patterns before say about its days, instead of replacing it.
    pub adds: bool,
}

/// Numbers in a row, perhaps every so many: weeks 1 to 53 by 2 are the odd ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// The first number.
    pub first: u16,
    /// The last number.
    pub last: u16,
    /// How far it is from one to the next.
    pub step: u16,
}

/// Part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// Whole months, perhaps over the turn of the year.
    Months {
        /// The first month, 1 to 12.
        first: u8,
        /// The last month, 1 to 12.
        last: u8,
    },
    /// From one day to another, inclusive.
    Days {
        /// The first day.
        first: PatternDay,
        /// The last day.
        last: PatternDay,
    },
}

/// A day of one year or of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternDay {
    /// The year; every year when missing.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Window {
    /// What its expression says. Plain weekdays come first, as groups of days with equal hours; then
    /// rule after rule, each about its days instead of what stands before, unless it adds or closes.
    ///
    /// None where that cannot be said: in expressions with Easter, shifted days or `unknown`, with
    /// alternatives (`||`) on certain dates, and in what windows leave over whose weeks differ.
    pub fn patterns(&self) -> Option<&[Pattern]> {
        self.patterns
            .get_or_init(|| self.read_patterns())
            .as_deref()
    }

    fn read_patterns(&self) -> Option<Vec<Pattern>> {
        let Some(expression) = self.expression() else {
            let alike = self.is_weekly() && !self.heeds_holidays();
            return alike.then(|| groups(self.week()));
        };
        let parsed = opening_hours_syntax::parse(expression.text()).ok()?;
        if parsed
            .rules
            .iter()
            .any(|rule| rule.kind == RuleKind::Unknown)
        {
            return None;
        }
        let (count, lead) = expression.plain_lead();
        let mut patterns = groups(&week(&lead));
        for rule in parsed.rules.iter().skip(count) {
            patterns.extend(said(rule)?);
        }
        Some(patterns)
    }
}

/// The week of an expression in which all weeks are alike.
fn week(lead: &Expression) -> [Vec<MinuteRange>; 7] {
    let monday = date(2001, 1, 1);
    let week: [_; 7] = std::array::from_fn(|day| {
        let ahead = Span::new().days(i64::try_from(day).unwrap_or(0));
        lead.plain_on(monday.saturating_add(ahead)).open
    });
    std::array::from_fn(|day| readable(&week[(day + 6) % 7], &week[day], &week[(day + 1) % 7]))
}

/// The open weekdays of a week, grouped by their hours.
fn groups(week: &[Vec<MinuteRange>; 7]) -> Vec<Pattern> {
    let mut groups: Vec<Pattern> = Vec::new();
    for (weekday, hours) in Weekday::Monday.cycle_forward().zip(week) {
        match groups.iter_mut().find(|group| group.hours == *hours) {
            Some(group) => group.weekdays.push(weekday),
            None => groups.push(Pattern {
                weekdays: vec![weekday],
                hours: hours.clone(),
                ..Pattern::default()
            }),
        }
    }
    groups.retain(|group| !group.hours.is_empty());
    groups.iter_mut().for_each(Pattern::simplify);
    groups
}

impl Pattern {
    /// Says every day and all day by leaving them out.
    fn simplify(&mut self) {
        let all_day = MinuteRange { start: 0, end: DAY };
        if self.weekdays.len() == 7 && self.nth.is_empty() && !self.holidays {
            self.weekdays.clear();
        }
        if self.hours == [all_day] {
            self.hours.clear();
        }
    }
}

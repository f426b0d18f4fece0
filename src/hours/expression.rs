//! An opening hours expression, read once: rules of days, times and what they say.
//!
//! The library reads the grammar; how the rules of an expression combine on a day is decided here, as
//! the reference implementation in JavaScript does it. It must never know zones.

use crate::hours::calendar::Calendar;
use crate::hours::days::{Days, names_holidays};
use crate::hours::diagnose::{self, Problem};
use crate::hours::minutes::{DAY, MinuteRange, Minutes};
use jiff::civil::Date;
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence};
use std::ops::Range;

/// An expression of OpenStreetMap's `opening_hours`, such as `Mo-Fr 08:00-18:00; PH off`.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    rules: Vec<Rule>,
    names_holidays: bool,
}

/// Why a text is not an expression that can be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExpressionError {
    /// What is wrong and what to write.
    pub message: String,
    /// Where, in bytes of the text; never empty unless the text is.
    pub at: Range<usize>,
}

#[derive(Debug, Clone)]
struct Rule {
    days: Days,
    spans: Vec<MinuteRange>,
    kind: RuleKind,
    operator: RuleOperator,
}

impl Expression {
    /// Reads an expression. Sun times, school holidays, open ends and steps are refused: a promise
    /// needs times that both sides can read off a clock.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        diagnose::before_parsing(text)?;
        let parsed = opening_hours_syntax::parse(text).map_err(|_| diagnose::syntax_error(text))?;
        let rules = rules(&parsed).map_err(|problem| diagnose::located(problem, text))?;
        let names_holidays = parsed
            .rules
            .iter()
            .any(|rule| names_holidays(&rule.day_selector));
        Ok(Self {
            text: text.to_string(),
            rules,
            names_holidays,
        })
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it speaks of public holidays (`PH`) and so needs a calendar.
    pub fn names_holidays(&self) -> bool {
        self.names_holidays
    }

    /// Whether every week is like every other, holidays aside.
    pub fn is_weekly(&self) -> bool {
        self.rules.iter().all(|rule| rule.days.is_weekly())
    }

    /// The expression with the holidays of a calendar in place.
    pub(super) fn bound(&self, calendar: Option<&Calendar>) -> Self {
        let bind = |rule: &Rule| Rule {
            days: rule.days.bound(calendar),
            ..rule.clone()
        };
        Self {
            text: self.text.clone(),
            rules: self.rules.iter().map(bind).collect(),
            names_holidays: self.names_holidays,
        }
    }

    /// The minutes between two midnights, where the day before and the day itself count as something.
    ///
    /// A later rule replaces earlier ones on the days it names, unless it closes or adds. What goes on
    /// after midnight is kept by rules that come later and cut by rules that replace. On a closed day
    /// nothing is open and nothing begins that would go on after midnight.
    pub(super) fn on(
        &self,
        date: Date,
        calendar: Option<&Calendar>,
        [before, today]: [Role; 2],
    ) -> Painted {
        let mut day = Painted::default();
        if today == Role::Closed {
            return day;
        }
        let yesterday = date.yesterday().ok();
        for rule in &self.rules {
            if rule.days.contain(date, today == Role::Sunday, calendar) {
                if rule.replaces() {
                    day = Painted::default();
                }
                day.paint(rule, |span| (span.start, span.end.min(DAY)));
            }
            let began = |date| rule.days.contain(date, before == Role::Sunday, calendar);
            let goes_on = before != Role::Closed || rule.kind == RuleKind::Closed;
            if goes_on && rule.reaches_over() && yesterday.is_some_and(began) {
                day.paint(rule, |span| (0, span.end.saturating_sub(DAY)));
            }
        }
        day
    }

    /// How many rules come first that depend on nothing but the weekday, and what they say alone.
    pub(super) fn plain_lead(&self) -> (usize, Self) {
        let plain = self.rules.iter().take_while(|rule| rule.days.is_plain());
        let rules: Vec<_> = plain.cloned().collect();
        let lead = Self {
            text: String::new(),
            names_holidays: false,
            rules,
        };
        (lead.rules.len(), lead)
    }

    /// The minutes of a date if no day were a holiday.
    pub(super) fn plain_on(&self, date: Date) -> Painted {
        self.on(date, None, [Role::Itself; 2])
    }
}

impl Rule {
    fn replaces(&self) -> bool {
        self.operator == RuleOperator::Normal && self.kind != RuleKind::Closed
    }

    fn reaches_over(&self) -> bool {
        self.spans.iter().any(|span| span.past_midnight())
    }
}

/// What a day counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What it is.
    Itself,
    /// A Sunday on that date.
    Sunday,
    /// A day on which nothing opens.
    Closed,
}

/// The minutes of a day while rules are laid over each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Painted {
    pub(super) open: Minutes,
    /// Minutes that the hours themselves call unknown.
    pub(super) unknown: Minutes,
}

impl Painted {
    /// Leaves only what lies within a range.
    pub(super) fn keep(&mut self, range: MinuteRange) {
        let before = MinuteRange {
            start: 0,
            end: range.start,
        };
        let after = MinuteRange {
            start: range.end,
            end: DAY,
        };
        for gone in [before, after] {
            self.open.remove(gone);
            self.unknown.remove(gone);
        }
    }

    fn paint(&mut self, rule: &Rule, part: impl Fn(&MinuteRange) -> (u16, u16)) {
        let parts = rule.spans.iter().map(part);
        let mut area: Minutes = parts
            .map(|(start, end)| MinuteRange { start, end })
            .collect();
        if rule.operator == RuleOperator::Fallback {
            area = area.minus(&self.open).minus(&self.unknown);
        }
        for range in area.ranges() {
            self.open.remove(*range);
            self.unknown.remove(*range);
            match rule.kind {
                RuleKind::Open => self.open.add(*range),
                RuleKind::Unknown => self.unknown.add(*range),
                RuleKind::Closed => {}
            }
        }
    }
}

fn rules(parsed: &OpeningHoursExpression) -> Result<Vec<Rule>, Problem> {
    let mut some_days = false;
    let mut rules = Vec::with_capacity(parsed.rules.len());
    for sequence in &parsed.rules {
        let rule = rule(sequence)?;
        let every_day = sequence.day_selector.is_empty();
        if every_day && some_days && rule.replaces() {
            return Err(Problem::NoDays);
        }
        some_days |= !every_day;
        rules.push(rule);
    }
    Ok(rules)
}

fn rule(sequence: &RuleSequence) -> Result<Rule, Problem> {
    let spans = sequence.time_selector.spans.iter().map(span);
    Ok(Rule {
        spans: spans.collect::<Result<_, _>>()?,
        days: Days::new(&sequence.day_selector).map_err(Problem::Days)?,
        kind: sequence.kind,
        operator: sequence.operator,
    })
}

/// A time span as minutes, if both ends can be read off a clock.
pub(super) fn span(span: &TimeSpan) -> Result<MinuteRange, Problem> {
    if span.open_end {
        return Err(Problem::OpenEnd);
    }
    if span.repeats.is_some() {
        return Err(Problem::Steps);
    }
    let (Time::Fixed(start), Time::Fixed(end)) = (span.range.start, span.range.end) else {
        return Err(Problem::Sun);
    };
    let (start, end) = (start.mins_from_midnight(), end.mins_from_midnight());
    let end = if end > start { end } else { end + DAY };
    Ok(MinuteRange { start, end })
}

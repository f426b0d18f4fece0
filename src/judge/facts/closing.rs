//! Facts about time that two promises give to the same thing: closing, answering, reporting.
//!
//! It compares lengths of time by the clocks they run on; which of them must be longer is for rules.

use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::Answer;
use crate::model::offering::{AutoClose, Offering};
use crate::yaml::NodeRef;

/// Duties of customers that a closed case takes from them.
const ANSWERS: [&str; 3] = ["stay_reachable", "give_information", "first_checks"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "objection_cut_short",
        of: "SupportOffering.process.autoClose",
        ty: FactType::Text,
        about: "the time that customers have to confirm a solution, if the case is closed before it ends; else empty",
        compute: |_, subject| {
            let close = Clocked::of(subject.node, "afterSolution", None);
            cut_short(subject, close, &["confirm_solution"])
        },
    },
    Fact {
        name: "answer_cut_short",
        of: "SupportOffering.process.autoClose",
        ty: FactType::Text,
        about: "the time that customers have to answer, if the case is closed before it ends; else empty",
        compute: |_, subject| cut_short(subject, close(subject.node), &ANSWERS),
    },
    Fact {
        name: "closed_before_update",
        of: "SupportOffering.process.autoClose",
        ty: FactType::Text,
        about: "the time between two reports, if a case can be closed before the first of them; else empty",
        compute: closed_before_update,
    },
];

/// A length of time and the clock it runs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clocked<'a> {
    text: &'a str,
    /// Minutes, by the day length where it runs on a window.
    minutes: u32,
    during: Option<&'a str>,
}

impl<'a> Clocked<'a> {
    /// The time in a field of a mapping, with `during` and `dayLength` beside it; none where it cannot
    /// be counted in minutes.
    pub(super) fn of(node: NodeRef<'a>, field: &str, day_length: Option<&str>) -> Option<Self> {
        let (text, during) = (node.str(field)?, node.str("during"));
        let day_length = node.str("dayLength").or(day_length);
        let minutes = match during {
            None => duration::parse(text)?.minutes()?,
            Some(_) => working(text, day_length)?,
        };
        Some(Self {
            text,
            minutes,
            during,
        })
    }

    /// The time as written.
    pub(super) fn text(self) -> &'a str {
        self.text
    }

    /// Whether it is shorter than another on the same clock.
    pub(super) fn is_before(self, other: Self) -> bool {
        self.during == other.during && self.minutes < other.minutes
    }

    /// Whether it ends before another that begins with it, whenever that is. Time on a window takes at
    /// least as long by the clock on the wall.
    pub(super) fn surely_before(self, other: Self) -> bool {
        let comparable = self.during == other.during || self.during.is_none();
        comparable && self.minutes < other.minutes
    }
}

/// Working minutes of a duration; days count by their length.
fn working(text: &str, day_length: Option<&str>) -> Option<u32> {
    let period = duration::parse(text)?;
    if period.is_clock_time() {
        return period.minutes();
    }
    let all = period.minutes()?;
    let day = duration::parse(day_length?)?.minutes()?;
    (all / 1_440).checked_mul(day)?.checked_add(all % 1_440)
}

/// When a case is closed that the customer does not answer.
fn close(node: NodeRef<'_>) -> Option<Clocked<'_>> {
    Clocked::of(node, "after", None)
}

fn cut_short<'a>(subject: Subject<'a>, close: Option<Clocked<'a>>, duties: &[&str]) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let own_day = AutoClose(subject.node).day_length();
    let duties = offering
        .customer_duties()
        .filter(|one| one.duty().is_some_and(|duty| duties.contains(&duty)));
    let mut times = duties.filter_map(|duty| Clocked::of(duty.0, "within", own_day));
    let longer = close.and_then(|close| times.find(|time| close.surely_before(*time)));
    Ok(Answer::text(longer.map_or("", Clocked::text)))
}

/// The shortest of the times counts: if even it is longer, no report ever comes before the end.
fn closed_before_update<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let updates = offering
        .targets()
        .filter(|target| target.metric() == Some("update"));
    let times: Vec<_> = updates
        .filter_map(|target| Clocked::of(target.0, "within", None))
        .collect();
    let early = close(subject.node)
        .filter(|close| times.iter().all(|time| close.surely_before(*time)))
        .and(times.iter().min_by_key(|time| time.minutes));
    Ok(Answer::text(early.map_or("", |time| time.text())))
}

//! Needed and held roles as a report tells them: one row per customer and role, and the list of what ends.
//!
//! Plain values with their sums in words; nothing here knows how they were found or are printed.

use crate::finding::{Place, Subject};
use crate::report::contents::Report;
use crate::report::words::number;
use std::collections::BTreeSet;

/// Days of the list "what ends in the next 12 months".
const YEAR: i64 = 365;

/// One role for one customer.
#[derive(Debug, Clone)]
pub struct AccessRow {
    /// The customer: kind, id and the place in it that is meant.
    pub customer: Subject,
    /// What people call the customer.
    pub customer_title: String,
    /// What the role is called.
    pub role: String,
    /// `entra`, `azure` or `other`.
    pub kind: &'static str,
    /// Whether Microsoft calls it privileged.
    pub privileged: bool,
    /// What it is needed for; empty where nothing needs it.
    pub needed_for: Vec<NeededFor>,
    /// The ways by which it is held, or would be.
    pub held_through: Vec<HeldThrough>,
    /// Until when it is held, in words; empty where it is not.
    pub until: String,
    /// How the two compare.
    pub standing: Standing,
    /// What there is to say, the worst first.
    pub remarks: Vec<AccessRemark>,
    /// Where it was decided.
    pub place: Place,
}

/// How needed and held compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// Place in the order of the worst first.
    pub rank: usize,
    /// What machines read; these never change.
    pub key: &'static str,
    /// What people read.
    pub word: &'static str,
    /// Whether there is nothing to look at.
    pub fits: bool,
}

/// Work that takes a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededFor {
    /// The work.
    pub what: String,
    /// Id of the assignment that promises it or of the grant that declares it.
    pub document: String,
    /// Whether it is promised; else it is declared.
    pub promised: bool,
}

/// A way by which a role is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldThrough {
    /// Id of the grant.
    pub grant: String,
    /// Who holds it; empty where nobody does yet.
    pub holder: String,
    /// Whether it gives access today; none where that cannot be told.
    pub today: Option<bool>,
    /// Until when, in words.
    pub until: String,
}

/// One thing to say about a role.
#[derive(Debug, Clone)]
pub struct AccessRemark {
    /// What it comes down to.
    pub standing: Standing,
    /// In words.
    pub says: String,
    /// The rule that finds the same; empty where there is none.
    pub rule: String,
    /// Where it was decided.
    pub place: Place,
}

/// Something that ends on a day.
#[derive(Debug, Clone)]
pub struct Ending {
    /// A name that stays the same from run to run, also when the day moves.
    pub uid: String,
    /// What sort of thing it is, for machines.
    pub sort: &'static str,
    /// What happens, in words.
    pub what: &'static str,
    /// The last day, `YYYY-MM-DD`.
    pub day: String,
    /// Days until then; negative where it is overdue.
    pub days_left: i64,
    /// What it is called.
    pub title: String,
    /// Whose it is; may be empty.
    pub whose: String,
    /// What else to know; may be empty.
    pub note: String,
    /// The document and the place in it.
    pub subject: Subject,
    /// Where it is written.
    pub place: Place,
}

impl HeldThrough {
    /// Who holds it and by what, in words.
    pub fn words(&self) -> String {
        let Self {
            grant,
            holder,
            today,
            ..
        } = self;
        let held = match (holder.is_empty(), today) {
            (true, Some(false)) => "approved, held by nobody".to_owned(),
            (true, _) => "held".to_owned(),
            (false, Some(true)) => format!("`{holder}`"),
            (false, Some(false)) => format!("`{holder}`, not today"),
            (false, None) => format!("`{holder}`, not told whether today"),
        };
        format!("{held} by `{grant}`")
    }
}

impl NeededFor {
    /// The work and who says that it is needed, in words.
    pub fn words(&self) -> String {
        let Self {
            what,
            document,
            promised,
        } = self;
        let by = if *promised {
            "promised by"
        } else {
            "declared in"
        };
        format!("{what}, {by} `{document}`")
    }
}

impl Ending {
    /// How long it still lasts, in words.
    pub fn time_left(&self) -> String {
        match self.days_left {
            0 => "today".to_owned(),
            days if days < 0 => format!("overdue by {}", number(days.unsigned_abs(), "day")),
            days => format!("in {}", number(days.unsigned_abs(), "day")),
        }
    }

    /// What ends, in one line.
    pub fn headline(&self) -> String {
        let Self {
            what, title, whose, ..
        } = self;
        if whose.is_empty() {
            format!("{what}: {title}")
        } else {
            format!("{what}: {title} ({whose})")
        }
    }
}

impl Report {
    /// How many roles there are of each standing that occurs, the worst first.
    pub fn access_counts(&self) -> Vec<(Standing, usize)> {
        let standings: BTreeSet<Standing> = self.access.iter().map(|row| row.standing).collect();
        let count = |standing| {
            self.access
                .iter()
                .filter(|row| row.standing == standing)
                .count()
        };
        standings
            .into_iter()
            .map(|standing| (standing, count(standing)))
            .collect()
    }

    /// The same in one line: `7 roles for 2 customers: 1 × missing, 6 × fits`.
    pub fn access_in_words(&self) -> String {
        let customers: BTreeSet<&str> = self
            .access
            .iter()
            .map(|row| row.customer.id.as_str())
            .collect();
        let counts = self.access_counts().into_iter();
        let counts: Vec<_> = counts
            .map(|(standing, count)| format!("{count} × {}", standing.word))
            .collect();
        let roles = number(self.access.len() as u64, "role");
        let customers = number(customers.len() as u64, "customer");
        if counts.is_empty() {
            return format!("{roles} for {customers}");
        }
        format!("{roles} for {customers}: {}", counts.join(", "))
    }

    /// What ends within twelve months, and what is overdue.
    pub fn endings_soon(&self) -> impl Iterator<Item = &Ending> {
        self.endings
            .iter()
            .filter(|ending| ending.days_left <= YEAR)
    }

    /// How many of these dates there are in the list, and how many come later, in words.
    pub fn endings_in_words(&self) -> String {
        let soon = self.endings_soon().count();
        match self.endings.len() - soon {
            0 => number(soon as u64, "date"),
            later => format!("{}, and {later} later", number(soon as u64, "date")),
        }
    }
}

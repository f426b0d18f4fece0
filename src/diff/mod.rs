//! What customers are promised, before and after: reductions, improvements, and what is only different.
//!
//! It compares two loaded workspaces by what their offerings mean, matter by matter: hours as minutes,
//! times as what holds for a request, prices as numbers. Where nobody can say which of two promises is
//! better, it says so and does not guess. It must never know where the workspaces came from, how a
//! change is printed, or which changes a partner wants.

pub mod access;
mod change;
mod contacts;
mod contracts;
mod duties;
mod escalation;
mod hours;
mod information;
mod kind;
mod languages;
mod level;
mod lists;
mod notice;
mod pairs;
mod parties;
mod prices;
mod remedies;
mod scope;
mod side;
mod targets;
mod terms;
mod turn;
mod wording;
mod words;

pub use change::{Change, Spot};
pub use contracts::{Contracted, contracts};
pub use hours::Told;
pub use kind::TURNS;
pub use turn::{Kind, Level, Matter, Turn};

use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Timetable, Workspace};
use change::Ledger;
use hours::Year;
use jiff::civil::Date;
use pairs::{Pairing, pairings};
use side::{Pair, Side};

/// A workspace and the day on which its promises are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The documents.
    pub workspace: &'a Workspace,
    /// The day: offerings that ended before it promise nothing.
    pub as_of: Date,
}

/// Two offerings, or one that is on one side only, and what changed.
#[derive(Debug, Clone)]
pub struct Compared<'a> {
    /// The offering in OLD.
    pub old: Option<&'a Entry>,
    /// The offering in NEW.
    pub new: Option<&'a Entry>,
    /// The day from which NEW holds, as far as documents say one.
    pub from: Option<Date>,
    /// What changed: breaches first, then reductions, improvements and what is neutral; by matter.
    pub changes: Vec<Change<'a>>,
}

/// What changed from one version to another, by offering. Hours are counted over the 52 weeks that begin
/// with the week of NEW's day.
pub fn diff<'a>(old: Version<'a>, new: Version<'a>) -> Vec<Compared<'a>> {
    let ground = Ground::new(old, new);
    let compared = pairings(old, new).into_iter().map(|pairing| Compared {
        old: pairing.old,
        new: pairing.new,
        from: notice::change_day(offering(pairing.old), offering(pairing.new)),
        changes: ground.changes(pairing),
    });
    compared.collect()
}

/// Both versions with what every comparison of two of their offerings needs.
struct Ground<'a> {
    old: Version<'a>,
    new: Version<'a>,
    before: Timetable,
    after: Timetable,
    year: Year,
}

impl<'a> Ground<'a> {
    fn new(old: Version<'a>, new: Version<'a>) -> Self {
        Self {
            old,
            new,
            before: Timetable::new(old.workspace, new.as_of),
            after: Timetable::new(new.workspace, new.as_of),
            year: Year::from(new.as_of),
        }
    }

    /// What changed, in the order in which it is told.
    fn changes(&self, pairing: Pairing<'a>) -> Vec<Change<'a>> {
        let Self { old, new, year, .. } = *self;
        let sides = Side::new(pairing.old, &self.before, (year, old));
        let sides = sides.zip(Side::new(pairing.new, &self.after, (year, new)));
        let mut changes = match sides {
            Some((old, new)) => compare(&Pair { old, new, year }),
            None => lone(pairing, (old, new)),
        };
        changes.sort_by_key(|change| (change.kind.level, change.kind.matter));
        changes
    }

    /// What changes for somebody who has one offering of NEW instead of one of OLD; nothing where either cannot be
    /// read.
    fn compare_ids(&self, old: &str, new: &str) -> Vec<Change<'a>> {
        let of = |version: Version<'a>, id: &str| {
            let found = version.workspace.get("SupportOffering", id);
            found.filter(|entry| !entry.stopped)
        };
        match (of(self.old, old), of(self.new, new)) {
            (Some(old), Some(new)) => self.changes(Pairing {
                old: Some(old),
                new: Some(new),
            }),
            _ => Vec::new(),
        }
    }
}

fn compare<'a>(pair: &Pair<'a>) -> Vec<Change<'a>> {
    let mut ledger = Ledger::new(pair.old.entry, pair.new.entry);
    for matter in MATTERS {
        matter(pair, &mut ledger);
    }
    ledger.changes
}

/// How each matter is compared.
const MATTERS: &[for<'a> fn(&Pair<'a>, &mut Ledger<'a>)] = &[
    terms::compare,
    hours::compare,
    contacts::compare,
    languages::compare,
    targets::compare,
    prices::compare,
    scope::compare,
    duties::compare,
    parties::compare,
    escalation::compare,
    remedies::compare,
    information::compare,
    wording::compare,
    notice::compare,
];

fn offering(entry: Option<&Entry>) -> Option<Offering<'_>> {
    entry.and_then(Entry::spec).map(Offering::over)
}

/// An offering that is on one side only.
fn lone<'a>(pairing: Pairing<'a>, versions: (Version<'a>, Version<'a>)) -> Vec<Change<'a>> {
    let (level, entry, is) = match (pairing.old, pairing.new) {
        (Some(entry), None) => (Level::Reduction, entry, "is no longer offered"),
        (None, Some(entry)) => (Level::Improvement, entry, "is new"),
        _ => return Vec::new(),
    };
    let name = entry.spec().and_then(|spec| spec.str("name"));
    let name = name.unwrap_or(&entry.id);
    let change = kind::OFFERING.kind(level).map(|kind| Change {
        kind,
        says: format!("`{name}` {is}"),
        old: pairing.old.map(Spot::whole),
        new: pairing.new.map(Spot::whole),
        public: true,
        minutes: None,
    });
    let late = pairing.old.map(|entry| notice::of_end(entry, versions));
    change
        .into_iter()
        .chain(late.into_iter().flatten())
        .collect()
}

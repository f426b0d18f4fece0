//! What single customers have by contract, before and after: which offering, until when, who answers for what.
//!
//! It is for our own people: a customer must not read of another one, so no notice and no page tells of it.

mod moves;

use super::change::Ledger;
use super::level::{Missing, More, compared, durations, limits, ranked};
use super::lists::matched;
use super::turn::{Level, Turn};
use super::words::{duration, from_to, quoted};
use super::{Change, Compared, Spot, Version, kind, pairs};
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use moves::Moves;
use std::collections::{BTreeMap, BTreeSet};

/// Who answers for a kind of request, from us alone on.
const OWNERS: &[&[&str]] = &[&["partner", "reseller"], &["shared"], &["provider"]];

/// What changed for one customer.
#[derive(Debug, Clone)]
pub struct Contracted<'a> {
    /// The customer's id.
    pub customer: &'a str,
    /// What changed; there is at least one change.
    pub changes: Vec<Change<'a>>,
}

/// What changed in the contracts of customers that are there on both sides. What became of an offering itself is
/// told with `offerings`, and not again for each customer that has it.
pub fn contracts<'a>(
    old: Version<'a>,
    new: Version<'a>,
    offerings: &[Compared<'a>],
) -> Vec<Contracted<'a>> {
    // What cannot be read on one side is neither gone nor new.
    let unread = pairs::unread("SupportAssignment", old, new);
    let (before, after) = (by_customer(old, &unread), by_customer(new, &unread));
    let mut moves = Moves::new(old, new, offerings);
    let customers = customers(old.workspace, new.workspace).into_iter();
    let contracted = customers.map(|customer| {
        let of = |all: &BTreeMap<&'a str, Vec<&'a Entry>>| {
            all.get(customer.id).cloned().unwrap_or_default()
        };
        let mut changes = customer.changes((of(&before), of(&after)), &mut moves);
        changes.sort_by_key(|change| change.kind.level);
        Contracted {
            customer: customer.id,
            changes,
        }
    });
    contracted
        .filter(|contracted| !contracted.changes.is_empty())
        .collect()
}

/// A customer that is there on both sides.
struct Customer<'a> {
    id: &'a str,
    old: &'a Entry,
    new: &'a Entry,
}

impl<'a> Customer<'a> {
    fn changes(
        &self,
        (olds, news): (Vec<&'a Entry>, Vec<&'a Entry>),
        moves: &mut Moves<'a, '_>,
    ) -> Vec<Change<'a>> {
        let (old, new) = moves.versions();
        let before = olds.iter().copied().filter(|entry| !is_over(entry, old));
        let after = news.iter().copied().filter(|entry| !is_over(entry, new));
        let by_id = |entry: &'a Entry| Some(entry.id.as_str());
        let by_offering = |entry: &'a Entry| entry.spec()?.str("offering");
        let pairs = matched(before, after, &[by_id, by_offering, |_| Some("")]);
        let changes = pairs.into_iter().flat_map(|pair| match pair {
            (Some(old), Some(new)) => both(self.id, old, new, moves),
            (Some(gone), None) => {
                let usual = news.is_empty() && has_default(new, self.new);
                lone(self.id, gone, (false, usual)).into_iter().collect()
            }
            (None, Some(added)) => {
                let usual = olds.is_empty() && has_default(old, self.old);
                lone(self.id, added, (true, usual)).into_iter().collect()
            }
            (None, None) => Vec::new(),
        });
        changes.collect()
    }
}

/// The contracts of each customer, those left out that cannot be read.
fn by_customer<'a>(
    version: Version<'a>,
    unread: &BTreeSet<&str>,
) -> BTreeMap<&'a str, Vec<&'a Entry>> {
    let mut contracts: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let all = version.workspace.of_kind("SupportAssignment");
    for entry in all.filter(|entry| !unread.contains(entry.id.as_str())) {
        if let Some(customer) = entry.spec().and_then(|spec| spec.str("customer")) {
            contracts.entry(customer).or_default().push(entry);
        }
    }
    contracts
}

fn is_over(entry: &Entry, version: Version<'_>) -> bool {
    let last = entry
        .spec()
        .and_then(|spec| Offering::over(spec).effective_to());
    last.is_some_and(|last| last < version.as_of)
}

/// The customers that both sides know and that have not left.
fn customers<'a>(old: &'a Workspace, new: &'a Workspace) -> Vec<Customer<'a>> {
    let stays = |entry: &'a Entry| {
        let status = entry.spec().and_then(|spec| spec.str("status"));
        (status != Some("left")).then_some(entry)
    };
    let all = pairs::documents("Customer", old, new).into_iter();
    let both = all.filter_map(|(id, old, new)| {
        let (old, new) = (stays(old?)?, stays(new?)?);
        Some(Customer { id, old, new })
    });
    both.collect()
}

/// Whether a customer without a contract has something all the same.
fn has_default(version: Version<'_>, customer: &Entry) -> bool {
    let workspace = version.workspace;
    let partner = |entry: &Entry| workspace.partner_of(entry).map(|own| own.id.clone());
    let offered = pairs::promised(version);
    let mut defaults = offered.iter().filter(|entry| {
        let flag = entry.spec().map(Offering::over);
        flag.and_then(|offering| offering.flag("isDefault")) == Some(true)
    });
    defaults.any(|entry| partner(entry) == partner(customer))
}

/// A contract that is on one side only.
fn lone<'a>(customer: &str, entry: &'a Entry, (added, usual): (bool, bool)) -> Option<Change<'a>> {
    let offering = quoted(entry.spec().and_then(|spec| spec.str("offering")));
    let level = match (added, usual) {
        (_, true) => Level::Neutral,
        (true, false) => Level::Improvement,
        (false, false) => Level::Reduction,
    };
    let (now, otherwise) = if added {
        ("now has", "had")
    } else {
        ("no longer has", "has")
    };
    let rest = if usual {
        format!(", and {otherwise} what all customers have without one")
    } else {
        String::new()
    };
    let spot = Some(Spot::whole(entry));
    Some(Change {
        kind: kind::CONTRACT.kind(level)?,
        says: format!("`{customer}` {now} {offering} by contract{rest}"),
        old: spot.filter(|_| !added),
        new: spot.filter(|_| added),
        public: false,
        minutes: None,
    })
}

/// A contract before and after.
fn both<'a>(
    customer: &str,
    old: &'a Entry,
    new: &'a Entry,
    moves: &mut Moves<'a, '_>,
) -> Vec<Change<'a>> {
    let mut ledger = Ledger::new(old, new);
    if let (Some(before), Some(after)) = (old.spec(), new.spec()) {
        moves.compare(&mut ledger, customer, before, after);
        terms(&mut ledger, customer, before, after);
        owners(&mut ledger, customer, before, after);
    }
    ledger.changes
}

/// Until when, for which products and with how much notice.
fn terms<'a>(ledger: &mut Ledger<'a>, customer: &str, old: NodeRef<'a>, new: NodeRef<'a>) {
    let turn: &Turn = kind::CONTRACT_TERMS;
    let fields = |key: &str| (old.get(key), new.get(key));
    let (before, after) = (Offering::over(old), Offering::over(new));
    let (last, end) = (before.effective_to(), after.effective_to());
    let level = compared(last, end, Missing::Endless, More::Better);
    ledger.note_for(false, turn, level, fields("effectiveTo"), || {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let what = format!("last day of the contract of `{customer}`");
        from_to(&what, day(last).as_deref(), day(end).as_deref())
    });
    for level in limits(before.products(), after.products()) {
        ledger.note_for(false, turn, Some(level), fields("products"), || {
            format!("the contract of `{customer}` covers other products than before")
        });
    }
    let (notice, own) = (before.change_notice(), after.change_notice());
    let level = durations(notice, own, Missing::Nothing, More::Better);
    ledger.note_for(false, turn, level, fields("changeNotice"), || {
        let what = format!("notice before changes that `{customer}` has by contract");
        from_to(
            &what,
            notice.map(duration).as_deref(),
            own.map(duration).as_deref(),
        )
    });
}

/// Who answers for what, row by row.
fn owners<'a>(ledger: &mut Ledger<'a>, customer: &str, old: NodeRef<'a>, new: NodeRef<'a>) {
    let (before, after) = (Offering::over(old), Offering::over(new));
    let about = |row: NodeRef<'a>| {
        let product = row.str("product").unwrap_or("*");
        Some((row.str("supportType")?, product))
    };
    for (old, new) in matched(before.items("split"), after.items("split"), &[about]) {
        let owner = |row: Option<NodeRef<'a>>| row.and_then(|row| row.str("owner"));
        let level = match (owner(old), owner(new)) {
            (Some(before), Some(after)) => ranked(OWNERS, before, after),
            (None, None) => None,
            _ => Some(Level::Neutral),
        };
        ledger.note_for(false, kind::CONTRACT_OWNER, level, (old, new), || {
            let (what, product) = new.or(old).and_then(about).unwrap_or_default();
            let what = match product {
                "*" => format!("who answers `{customer}` for {what}"),
                product => format!("who answers `{customer}` for {what} of {product}"),
            };
            from_to(&what.replace('_', " "), owner(old), owner(new))
        });
    }
}

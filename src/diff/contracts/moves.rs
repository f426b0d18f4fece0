//! Customers who have one offering in the place of another: whether that promises them less or more.

use crate::diff::change::Ledger;
use crate::diff::kind;
use crate::diff::turn::{Level, Matter};
use crate::diff::words::list;
use crate::diff::{Compared, Ground, Version};
use crate::model::Entry;
use crate::yaml::NodeRef;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// What an offering promises less about than another, and more.
type Differences = (Vec<&'static str>, Vec<&'static str>);

/// Offerings in the place of others; customers share them, so each is compared once.
pub(super) struct Moves<'a, 'm> {
    offerings: &'m [Compared<'a>],
    versions: (Version<'a>, Version<'a>),
    ground: OnceCell<Ground<'a>>,
    known: BTreeMap<(&'a str, &'a str), Differences>,
}

impl<'a, 'm> Moves<'a, 'm> {
    pub(super) const fn new(
        old: Version<'a>,
        new: Version<'a>,
        offerings: &'m [Compared<'a>],
    ) -> Self {
        Self {
            offerings,
            versions: (old, new),
            ground: OnceCell::new(),
            known: BTreeMap::new(),
        }
    }

    pub(super) const fn versions(&self) -> (Version<'a>, Version<'a>) {
        self.versions
    }

    pub(super) fn compare(
        &mut self,
        ledger: &mut Ledger<'a>,
        customer: &str,
        old: NodeRef<'a>,
        new: NodeRef<'a>,
    ) {
        let nodes = (old.get("offering"), new.get("offering"));
        let (Some(before), Some(after)) = (old.str("offering"), new.str("offering")) else {
            return;
        };
        if before == after || self.is_told(before, after) {
            return;
        }
        let (less, more) = self.differences(before, after);
        let neither = less.is_empty() && more.is_empty();
        for (level, matters, way) in [
            (Level::Reduction, &less, "less"),
            (Level::Improvement, &more, "more"),
            (Level::Neutral, &Vec::new(), ""),
        ] {
            let wanted = !matters.is_empty() || (neither && level == Level::Neutral);
            let level = wanted.then_some(level);
            ledger.note_for(false, kind::CONTRACT_OFFERING, level, nodes, || {
                let rest = match matters.as_slice() {
                    [] => String::new(),
                    some => format!(", which promises {way} about {}", list(some)),
                };
                format!("`{customer}` has `{after}` instead of `{before}`{rest}")
            });
        }
    }

    /// Whether the one offering stands in the place of the other for everybody.
    fn is_told(&self, old: &str, new: &str) -> bool {
        let is = |entry: Option<&Entry>, id: &str| entry.is_some_and(|entry| entry.id == id);
        let mut offerings = self.offerings.iter();
        offerings.any(|one| is(one.old, old) && is(one.new, new))
    }

    fn differences(&mut self, old: &'a str, new: &'a str) -> Differences {
        let known = self.known.entry((old, new));
        let known = known.or_insert_with(|| {
            let ground = || Ground::new(self.versions.0, self.versions.1);
            let changes = self.ground.get_or_init(ground).compare_ids(old, new);
            let of = |level: Level| {
                let own = changes.iter().filter(|change| change.kind.level == level);
                let matters: BTreeSet<Matter> = own.map(|change| change.kind.matter).collect();
                matters.into_iter().map(Matter::word).collect()
            };
            (of(Level::Reduction), of(Level::Improvement))
        });
        known.clone()
    }
}

//! The requests for which something of its own may be promised, and the targets that hold for each.

use crate::diff::words::{list, quoted};
use crate::diff::{Pair, Side};
use crate::hours::Window;
use crate::model::lens::Lens;
use crate::model::offering::Target;
use crate::model::promise::{About, Dimension, METRICS, joint};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What holds about one metric before and after, and for which requests.
pub(super) struct Case<'a> {
    pub(super) metric: &'static str,
    pub(super) old: Option<Target<'a>>,
    pub(super) new: Option<Target<'a>>,
    /// For which requests, in words with a blank before; empty for all.
    pub(super) whose: String,
}

/// A request: what it is about, and when it comes where that matters.
type Asked<'a> = (About<'a>, Option<Timestamp>);

/// Two targets by their places in their documents.
type Key = (Option<u32>, Option<u32>);

/// All cases, each pair of targets once.
pub(super) fn cases<'a>(pair: &Pair<'a>) -> Vec<Case<'a>> {
    let asked = requests(pair);
    let mut cases = Vec::new();
    for metric in METRICS {
        let mut found: Vec<(Key, Case<'a>, Vec<About<'a>>)> = Vec::new();
        for (about, at) in &asked {
            let chosen = |side: &Side<'a>| {
                let choice = side.promises.choose(metric, about, *at);
                choice.map(|choice| choice.target)
            };
            let (old, new) = (chosen(&pair.old), chosen(&pair.new));
            let index = |target: Option<Target<'a>>| target.map(|target| target.node().index());
            let key = (index(old), index(new));
            if key == (None, None) {
                continue;
            }
            if let Some((.., whose)) = found.iter_mut().find(|(known, ..)| *known == key) {
                whose.push(*about);
                continue;
            }
            let case = Case {
                metric,
                old,
                new,
                whose: String::new(),
            };
            found.push((key, case, vec![*about]));
        }
        cases.extend(found.into_iter().map(|(_, case, whose)| Case {
            whose: told(&whose, &asked),
            ..case
        }));
    }
    cases
}

/// Every combination of what targets of either side tell apart and both sides know.
fn requests<'a>(pair: &Pair<'a>) -> Vec<Asked<'a>> {
    let arrivals = arrivals(pair);
    let (kinds, ways) = (named(pair, Dimension::Request), named(pair, Dimension::Via));
    let knows =
        |side: &Side<'a>, id: &str| side.offering.contacts().any(|own| own.id() == Some(id));
    let ways: Vec<_> = ways
        .into_iter()
        .filter(|way| way.is_none_or(|id| knows(&pair.old, id) && knows(&pair.new, id)))
        .collect();
    let mut all = Vec::new();
    for severity in pair.severities() {
        for product in pair.products() {
            for &request in &kinds {
                for &via in &ways {
                    let about = About {
                        severity,
                        request,
                        via,
                        product,
                    };
                    all.extend(arrivals.iter().map(|at| (about, *at)));
                }
            }
        }
    }
    all
}

/// Nothing in particular, and what targets of either side name of a dimension.
fn named<'a>(pair: &Pair<'a>, dimension: Dimension) -> Vec<Option<&'a str>> {
    let targets = pair
        .old
        .offering
        .targets()
        .chain(pair.new.offering.targets());
    let names: BTreeSet<&str> = targets
        .flat_map(|target| dimension.listed(target))
        .collect();
    std::iter::once(None)
        .chain(names.into_iter().map(Some))
        .collect()
}

/// An instant for every combination of hours in which a request may arrive; none where that never matters.
fn arrivals(pair: &Pair<'_>) -> Vec<Option<Timestamp>> {
    let windows: Vec<Arc<Window>> = arriving(&pair.old).chain(arriving(&pair.new)).collect();
    // By clocks of which one hangs nobody knows where, no instant is the same arrival on both sides.
    if windows.is_empty() || unplaced(&pair.old) != unplaced(&pair.new) {
        return vec![None];
    }
    let (from, to) = pair.year.span();
    let mut borders = BTreeSet::from([from]);
    for window in &windows {
        let coming = window.coming(from, to);
        borders.extend(coming.open.iter().flat_map(|(start, end)| [*start, *end]));
    }
    let mut combinations: BTreeMap<Vec<bool>, Timestamp> = BTreeMap::new();
    for at in borders.into_iter().filter(|at| *at < to) {
        // A border counts to what begins there; a second later both sides of it are certain.
        let at = at
            .saturating_add(SignedDuration::from_secs(1))
            .unwrap_or(at);
        let open = windows.iter().map(|window| {
            let state = joint(std::slice::from_ref(window), at);
            matches!(state, crate::hours::Answer::Open { .. })
        });
        combinations.entry(open.collect()).or_insert(at);
    }
    combinations.into_values().map(Some).collect()
}

/// Whether requests of some targets must arrive by a clock of which nobody knows where it hangs.
fn unplaced(side: &Side<'_>) -> bool {
    let mut names = side.offering.targets().flat_map(Target::arriving);
    names.any(|name| side.nowhere.contains(name))
}

/// The windows in which requests of some targets must arrive.
fn arriving<'s>(side: &'s Side<'_>) -> impl Iterator<Item = Arc<Window>> + 's {
    let names: BTreeSet<&str> = side.offering.targets().flat_map(Target::arriving).collect();
    let hours = side.promises.hours.iter();
    let hours = hours.filter(move |hours| names.contains(hours.name));
    hours.map(|hours| Arc::clone(&hours.window))
}

/// For which requests a pair of targets holds, as far as that is not all.
fn told<'a>(whose: &[About<'a>], asked: &[Asked<'a>]) -> String {
    let mut parts = Vec::new();
    for (dimension, word) in [
        (Dimension::Severity, "severity"),
        (Dimension::Request, "requests"),
        (Dimension::Via, "by"),
        (Dimension::Product, "for"),
    ] {
        let own: BTreeSet<_> = whose.iter().map(|about| about.told(dimension)).collect();
        let all: BTreeSet<_> = asked
            .iter()
            .map(|(about, _)| about.told(dimension))
            .collect();
        let names: Vec<&str> = own.iter().copied().flatten().collect();
        if own != all && !names.is_empty() {
            parts.push(format!("{word} {}", quoted(names)));
        }
    }
    if parts.is_empty() {
        return String::new();
    }
    format!(" ({})", list(&parts))
}

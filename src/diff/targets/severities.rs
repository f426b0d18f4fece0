//! Severities: which there are, what they mean, and who says which a case has.

use crate::diff::Pair;
use crate::diff::change::Ledger;
use crate::diff::kind;
use crate::diff::level::{More, flags, ranked};
use crate::diff::lists::matched;
use crate::diff::turn::Level;
use crate::diff::words::quoted;
use crate::model::lens::Lens;
use crate::model::offering::{Severity, SeveritySetting};

/// Who sets the severity, from the customer's say to none.
const SETTING: &[&[&str]] = &[
    &["customer"],
    &["together"],
    &["partner", "microsoft", "matrix"],
];

/// Compares severities.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_id = |severity: Severity<'a>| severity.id();
    let (old, new) = (
        pair.old.offering.severities(),
        pair.new.offering.severities(),
    );
    for (old, new) in matched(old, new, &[by_id]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let id = quoted(old.or(new).and_then(Severity::id));
        let only = match (old, new) {
            (Some(_), None) => Some("is gone"),
            (None, Some(_)) => Some("is new"),
            _ => None,
        };
        if let Some(only) = only {
            let says = || {
                format!("the severity {id} {only}; nobody can say which other one its cases have")
            };
            ledger.note(kind::SEVERITY, Some(Level::Neutral), nodes, says);
        }
        if let (Some(old), Some(new)) = (old, new) {
            let meant = old.definition() != new.definition() || old.rank() != new.rank();
            let says = || format!("the severity {id} is defined otherwise");
            ledger.note(kind::SEVERITY, meant.then_some(Level::Neutral), nodes, says);
            let may = |severity: Severity<'a>| severity.customer_may_choose() != Some(false);
            let level = flags(may(old), may(new), More::Better);
            ledger.note(kind::SEVERITY_CHOICE, level, nodes, || {
                let now = if may(new) { "now" } else { "no longer" };
                format!("customers may {now} claim the severity {id}")
            });
        }
    }
    setting(pair, ledger);
}

fn setting<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by = |setting: Option<SeveritySetting<'a>>| setting.and_then(SeveritySetting::by);
    let (old, new) = (
        pair.old.offering.severity_setting(),
        pair.new.offering.severity_setting(),
    );
    let level = match (by(old), by(new)) {
        (Some(before), Some(after)) => ranked(SETTING, before, after),
        (None, None) => None,
        _ => Some(Level::Neutral),
    };
    let nodes = pair.field("severitySetting");
    ledger.note(kind::SEVERITY_CHOICE, level, nodes, || {
        let who = |setting| by(setting).unwrap_or("nobody in particular");
        format!(
            "the severity is set by {} instead of {}",
            who(new),
            who(old)
        )
    });
}

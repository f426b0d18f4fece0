//! What a report tells about the rules it names: from a pack's record or a built-in check.

use crate::finding::builtin::BuiltIn;
use crate::judge::rule::{Edition as RuleEdition, Rule as PackRule};
use crate::judge::severity::Obligation as Asked;
use crate::report::rule::{Adjustment, Change, Citation, Edition, Obligation, Origin, Rule};
use jiff::civil::Date;

/// What a report tells about a rule of a pack, for a date.
pub fn rule_of_pack(rule: &PackRule, as_of: Date) -> Rule {
    let edition = rule.edition(as_of).or(rule.editions.last());
    Rule {
        id: rule.id.clone(),
        name: rule.name.clone(),
        title: rule.title.clone(),
        why: rule.why.clone(),
        fix: rule.fix.clone(),
        origin: origin(&rule.pack),
        obligation: obligation(edition.map_or(rule.obligation, |edition| edition.obligation)),
        basis: rule.basis.words().to_owned(),
        severity: edition.map(|edition| rule.level(edition).severity()),
        citations: edition
            .map(|edition| edition.sources.iter().map(citation).collect())
            .unwrap_or_default(),
        edition: edition.map(dated),
        adjusted: adjusted(rule),
    }
}

/// What a house pack made of it.
fn adjusted(rule: &PackRule) -> Option<Adjustment> {
    let adjustment = |change, pack: &str, reason: &str| Adjustment {
        change,
        pack: pack.to_owned(),
        reason: reason.to_owned(),
    };
    match (&rule.retired, &rule.raised) {
        (Some(retired), _) => Some(adjustment(Change::Retired, &retired.pack, &retired.reason)),
        (None, Some(raised)) => Some(adjustment(Change::Tightened, &raised.pack, &raised.reason)),
        (None, None) => None,
    }
}

/// Who asks, by the pack.
fn origin(pack: &str) -> Origin {
    match pack {
        "csp" => Origin::Guidance,
        "promise" => Origin::Promise,
        _ => Origin::House,
    }
}

const fn obligation(asked: Asked) -> Obligation {
    match asked {
        Asked::Must => Obligation::Must,
        Asked::Should => Obligation::Should,
        Asked::May => Obligation::May,
    }
}

fn dated(edition: &RuleEdition) -> Edition {
    Edition {
        from: edition.from.to_string(),
        to: edition.to.map(|to| to.to_string()),
        says: Some(edition.notes.clone()).filter(|notes| !notes.is_empty()),
    }
}

fn citation(source: &crate::judge::rule::Citation) -> Citation {
    let crate::judge::rule::Citation {
        key,
        title,
        locator,
        url,
        date,
        tier,
        read: _,
    } = source.clone();
    Citation {
        key,
        title,
        date,
        tier,
        locator,
        url,
    }
}

/// What a report tells about a built-in check.
pub fn rule_of_format(check: &BuiltIn) -> Rule {
    Rule {
        id: check.id.to_owned(),
        name: check.id.to_owned(),
        title: check.title.to_owned(),
        why: check.why.to_owned(),
        fix: check.fix.to_owned(),
        origin: Origin::Format,
        severity: Some(check.severity),
        ..Rule::default()
    }
}

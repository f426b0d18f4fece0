//! What may be waived at all, and for how long.
//!
//! The rule's own record or a house pack says the first, the settings of the workspace the second.

use super::{Rules, Waiver, days};
use crate::finding::{Finding, builtin};
use crate::judge::Options;
use crate::judge::rule::Rule;
use crate::judge::severity::Obligation;
use jiff::civil::Date;
use serde::Deserialize;

/// How many days a waiver may last, by how strongly its rule is asked; where there is no number, as long
/// as is agreed. Microsoft says nothing about this, so all of it is a setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Longest {
    /// Of what must be done.
    pub must: Option<u32>,
    /// Of what should be done.
    pub should: Option<u32>,
    /// Of what may be done.
    pub may: Option<u32>,
}

impl Longest {
    /// The number for an obligation.
    pub const fn of(self, obligation: Obligation) -> Option<u32> {
        match obligation {
            Obligation::Must => self.must,
            Obligation::Should => self.should,
            Obligation::May => self.may,
        }
    }
}

/// Why a waiver is not allowed, if it is not; it then excuses nothing.
pub(super) fn apply(
    waiver: &mut Waiver<'_>,
    rules: &Rules<'_, '_>,
    options: &Options,
) -> Option<Finding> {
    let rule = rules.with_id(&waiver.rule).ok()?;
    let finding = match &rule.unwaivable {
        Some(fixed) => {
            let message = format!("{} cannot be waived: {fixed}", rule.id);
            waiver.finding(builtin::WAIVER_NOT_ALLOWED, "rule", message)
        }
        None => too_long(waiver, rule, options)?,
    };
    Some(waiver.flawed(finding))
}

fn too_long(waiver: &Waiver<'_>, rule: &Rule, options: &Options) -> Option<Finding> {
    if waiver.has_ended(options.as_of) {
        return None;
    }
    let obligation = asked(rule, options.as_of);
    let most = options.longest.of(obligation)?;
    let from = waiver.approved.unwrap_or(options.as_of);
    let lasts = days(from, waiver.last_day?)?;
    if i64::from(lasts) <= i64::from(most) {
        return None;
    }
    let since = match waiver.approved {
        Some(day) => format!("from its approval on {day}"),
        None => format!("from {from}"),
    };
    let message = format!(
        "this waiver of {} lasts {lasts} days {since}; `waivers.maxDays` allows {most} for what {} be done",
        rule.id,
        obligation.word()
    );
    Some(waiver.finding(builtin::WAIVER_TOO_LONG, "expires", message))
}

/// How strongly a rule is asked on a day.
fn asked(rule: &Rule, as_of: Date) -> Obligation {
    rule.edition(as_of)
        .map_or(rule.obligation, |edition| edition.obligation)
}

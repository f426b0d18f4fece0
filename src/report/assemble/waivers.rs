//! Waivers as a report tells of them.

use crate::judge::waiver::Waiver as Agreed;
use crate::report::Waiver;
use jiff::civil::Date;

/// A waiver and what is left of it.
pub(super) fn agreed(waiver: &Agreed<'_>, as_of: Date) -> Waiver {
    Waiver {
        id: waiver.id(),
        rule: waiver.rule.clone(),
        target: waiver.target.clone(),
        reason: waiver.reason.to_owned(),
        approver: waiver.approver.to_owned(),
        expires: waiver.expires.to_owned(),
        days_left: waiver.days_left(as_of).map(i64::from),
        covers: waiver.excuses,
        flaw: waiver.flaw.clone().unwrap_or_default(),
        place: Some(waiver.place()),
    }
}

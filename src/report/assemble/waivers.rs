//! Waivers as a report tells of them.

use crate::finding::Finding;
use crate::finding::fingerprint::fingerprints;
use crate::judge::waiver::{Origin, Waiver as Agreed};
use crate::report::reported::order;
use crate::report::{Excused, Report, Reported, Waiver};
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
        is_comment: matches!(waiver.origin, Origin::Comment(_)),
        place: Some(waiver.place()),
    }
}

/// What waivers excuse, by place. Names go on after those of what is open, so that no two findings share one.
pub(super) fn excused(report: &Report, mut found: Vec<(Finding, String)>) -> Vec<Excused> {
    found.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
    let open = report.all_findings();
    let all = open.iter().map(|open| &open.finding);
    let names = fingerprints(all.chain(found.iter().map(|(finding, _)| finding)));
    let names = names.into_iter().skip(open.len());
    found
        .into_iter()
        .zip(names)
        .map(|((finding, waiver), fingerprint)| Excused {
            reported: Reported {
                finding,
                fingerprint,
                novelty: None,
                first_seen: String::new(),
            },
            waiver,
        })
        .collect()
}

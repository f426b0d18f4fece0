//! Which entries of a plan are over: what they are about was looked for and is not there any more.
//!
//! Only a run that could read and judge all of it shows that something is mended.

use super::{Plan, Remediation, means};
use crate::finding::Finding;
use crate::judge::Judgement;
use crate::judge::verdict::Outcome;
use crate::judge::waiver::Target;

/// An entry of which no finding is left.
#[derive(Debug)]
pub struct Over<'p> {
    /// The entry.
    pub remediation: &'p Remediation,
    /// The waiver that excuses what it is about; none where it is mended.
    pub waiver: Option<String>,
}

/// The entries that are over; `asks` tells whether a rule or check was asked.
pub fn over<'p>(
    plan: &'p Plan,
    judgement: &Judgement<'_>,
    asks: &dyn Fn(&str) -> bool,
) -> Vec<Over<'p>> {
    let findings = &judgement.findings;
    // What could not be read may hold what is looked for.
    let unread = |finding: &Finding| finding.subject.id.is_empty();
    let gone = |own: &&Remediation| {
        let mut findings = findings.iter();
        asks(&own.rule)
            && !findings.any(|finding| unread(finding) || means(&own.rule, &own.target, finding))
    };
    let planned = plan.remediations.iter().filter(gone);
    let over = planned.map(|own| fate(own, judgement));
    over.flatten().collect()
}

/// An entry of which no finding is there, unless nothing can be told of what it is about.
fn fate<'p>(own: &'p Remediation, judgement: &Judgement<'_>) -> Option<Over<'p>> {
    let mut over = Over {
        remediation: own,
        waiver: None,
    };
    let Some(target) = Target::parse(&own.target) else {
        return Some(over);
    };
    let entries = judgement.workspace.entries();
    let mut stopped = entries.iter().filter(|entry| entry.stopped);
    if stopped.any(|entry| target.touches(entry)) {
        return None;
    }
    let verdicts = judgement.verdicts.iter();
    for verdict in verdicts.filter(|verdict| judgement.rules[verdict.rule].id == own.rule) {
        let entry = &entries[verdict.entry];
        let covers = |finding| target.covers(entry, entry.document.node(verdict.node), finding);
        match &verdict.outcome {
            Outcome::Unknown(_) if covers(None) => return None,
            Outcome::Waived(finding, waiver) if covers(Some(finding)) => {
                over.waiver = Some(judgement.waivers[*waiver].id());
            }
            _ => {}
        }
    }
    Some(over)
}

//! From verdicts of the judge to those of a report: what is listed, what is only counted.

use crate::finding::Subject;
use crate::judge::Judgement;
use crate::judge::rule::Retired;
use crate::judge::verdict::{Outcome, Verdict as Judged};
use crate::model::Entry;
use crate::report::assemble::{Assembly, patch};
use crate::report::contents::{Report, State, Verdict};
use std::collections::BTreeMap;

impl Assembly {
    /// Adds the verdicts on the documents that are reported on.
    pub(super) fn add_verdicts(
        &mut self,
        judgement: &Judgement<'_>,
        reported: &dyn Fn(&Entry) -> bool,
    ) {
        let entries = judgement.workspace.entries();
        for verdict in &judgement.verdicts {
            let entry = &entries[verdict.entry];
            if reported(entry) {
                self.add_verdict(judgement, entry, verdict);
            }
        }
        for quiet in &judgement.quiet {
            if reported(&entries[quiet.entry]) {
                self.report.counts.met += quiet.met;
                self.report.counts.not_applicable += quiet.not_applicable;
            }
        }
    }

    fn add_verdict(&mut self, judgement: &Judgement<'_>, entry: &Entry, verdict: &Judged) {
        let state = state(&verdict.outcome);
        self.report.counts.add(state);
        if let Outcome::Waived(finding, waiver) = &verdict.outcome {
            let id = judgement.waivers[*waiver].id();
            self.excused.push((finding.as_ref().clone(), id));
        }
        let listed = matches!(state, State::Unknown | State::Waived | State::Contested);
        if !self.report.complete && !listed {
            return;
        }
        let judged = entry.document.node(verdict.node);
        let place = match &verdict.outcome {
            Outcome::Fail(finding) | Outcome::Contested(finding) | Outcome::Waived(finding, _) => {
                finding.place.clone()
            }
            _ => judged.introduced_by().place(),
        };
        if let (Some(finding), Some(patch)) = (
            verdict.outcome.finding(),
            &judgement.rules[verdict.rule].patch,
        ) {
            let key = (
                finding.rule.clone(),
                finding.place.source.path.clone(),
                finding.place.span.start,
            );
            self.report
                .patches
                .insert(key, patch::written(judged, patch));
        }
        let (note, waiver) = match &verdict.outcome {
            Outcome::Unknown(what) => (what.to_string(), None),
            Outcome::NotApplicable(why) => (why.to_string(), None),
            Outcome::Retired => {
                let retired = judgement.rules[verdict.rule].retired.as_ref();
                (retired.map(Retired::words).unwrap_or_default(), None)
            }
            Outcome::Waived(finding, waiver) => {
                let id = judgement.waivers[*waiver].id();
                (finding.message.clone(), Some(id))
            }
            _ => (String::new(), None),
        };
        self.report.verdicts.push(Verdict {
            rule: judgement.rules[verdict.rule].id.clone(),
            subject: entry.subject(judged),
            state,
            place: Some(place),
            note,
            waiver,
            finding: None,
        });
    }
}

/// Tells each failing verdict the fingerprint of its finding.
pub(super) fn link(report: &mut Report) {
    let mut prints: BTreeMap<(&str, &Subject, u32), &str> = BTreeMap::new();
    for reported in report.findings.iter().chain(&report.known) {
        let finding = &reported.finding;
        prints.insert(
            (&finding.rule, &finding.subject, finding.place.span.start),
            &reported.fingerprint,
        );
    }
    for verdict in &mut report.verdicts {
        let start = verdict.place.as_ref().map_or(0, |place| place.span.start);
        let print = prints.get(&(verdict.rule.as_str(), &verdict.subject, start));
        verdict.finding = print
            .filter(|_| matches!(verdict.state, State::NotMet | State::Contested))
            .map(|&print| print.to_owned());
    }
}

const fn state(outcome: &Outcome) -> State {
    match outcome {
        Outcome::Pass => State::Met,
        Outcome::Fail(_) => State::NotMet,
        Outcome::NotApplicable(_) | Outcome::Retired => State::NotApplicable,
        Outcome::Unknown(_) => State::Unknown,
        Outcome::Contested(_) => State::Contested,
        Outcome::Waived(..) => State::Waived,
    }
}

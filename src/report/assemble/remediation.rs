//! From a plan to what is said beside findings, and to the days on which they should be mended.

use super::Assembly;
use super::access::uid;
use crate::judge::remediation::{self, Plan};
use crate::report::access::Ending;
use crate::report::contents::Report;
use crate::report::remediation::Remediation;
use jiff::civil::Date;

impl Assembly {
    /// Adds what a workspace plans to mend.
    pub fn add_plan(&mut self, plan: &Plan, as_of: Date) {
        let planned = plan.remediations.iter().map(|own| Remediation {
            rule: own.rule.clone(),
            target: own.target.clone(),
            owner: own.owner.clone(),
            due: own.due.to_string(),
            days_left: as_of
                .until(own.due)
                .map_or(0, |span| i64::from(span.get_days())),
            note: own.note.clone(),
            place: own.place.clone(),
            findings: Vec::new(),
        });
        self.report.remediations.extend(planned);
    }
}

/// Tells each plan its findings, the first that means one having it; those with any end on their day.
pub(super) fn settle(report: &mut Report) {
    for reported in report.findings.iter().chain(&report.known) {
        let mut plans = report.remediations.iter_mut();
        let means = |plan: &&mut Remediation| {
            remediation::means(&plan.rule, &plan.target, &reported.finding)
        };
        if let Some(plan) = plans.find(means) {
            plan.findings.push(reported.fingerprint.clone());
        }
    }
    let open = report.remediations.iter();
    let open = open.filter(|plan| !plan.findings.is_empty());
    let endings: Vec<_> = open.filter_map(|plan| ending(report, plan)).collect();
    report.endings.extend(endings);
}

fn ending(report: &Report, plan: &Remediation) -> Option<Ending> {
    let first = plan.findings.first()?;
    let found = report
        .findings
        .iter()
        .find(|own| own.fingerprint == *first)?;
    let rule = report.rule(&plan.rule);
    let title = rule.map_or("", |rule| rule.title.as_str());
    let name = ["remediation", &plan.rule, &plan.target].join("\n");
    Some(Ending {
        uid: uid(&name, 1),
        sort: "remediation",
        what: "finding is due to be mended",
        day: plan.due.clone(),
        days_left: plan.days_left,
        title: if title.is_empty() { &plan.rule } else { title }.to_owned(),
        whose: plan.owner.clone(),
        note: format!("{} on {}", plan.rule, plan.target),
        subject: found.finding.subject.clone(),
        place: plan.place.clone(),
    })
}

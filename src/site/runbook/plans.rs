//! The partner's plans with Microsoft, as far as they are in force.

use super::{Subject, day};
use crate::error::Result;
use crate::judge::facts::desk::{Goes, Route};
use crate::yaml::NodeRef;

/// The plan that the offering names for technical issues, with its contract, if it is in force.
pub(super) fn named(subject: &Subject<'_>, route: &Route<'_>) -> Result<Option<String>> {
    let offering = route.promised.and_then(|one| one.offering.spec());
    let vehicle = offering
        .and_then(|spec| spec.path(&["escalation", "toMicrosoft", "vehicles", "technical"]));
    let Some(vehicle) = vehicle.filter(|_| matches!(route.goes, Goes::Microsoft | Goes::Plan))
    else {
        return Ok(None);
    };
    let named = subject.words.name("support_plan", vehicle.text())?;
    if matches!(vehicle.text(), "csp_entitlement" | "provider") {
        return Ok(Some(named));
    }
    let mut plans = subject.desk.plans.iter();
    match plans.find(|plan| plan.str("type") == Some(vehicle.text())) {
        Some(plan) => told(subject, *plan).map(Some),
        None => subject
            .say("runbook.plan_missing", &[("plan", &named)])
            .map(Some),
    }
}

/// The plans in force today, each with contract and end.
pub(super) fn in_force(subject: &Subject<'_>) -> Result<Vec<String>> {
    let plans = subject.desk.plans.iter();
    plans.map(|plan| told(subject, *plan)).collect()
}

fn told(subject: &Subject<'_>, plan: NodeRef<'_>) -> Result<String> {
    let kind = plan.str("type").unwrap_or_default();
    let mut parts = vec![subject.words.name("support_plan", kind)?];
    if let Some(contract) = plan.str("contractRef") {
        parts.push(subject.say("runbook.contract", &[("contract", contract)])?);
    }
    if let Some(last) = plan.str("validTo").and_then(day) {
        parts.push(subject.say(
            "runbook.until",
            &[("date", &subject.words.locale.date(last))],
        )?);
    }
    if let Some(left) = plan.get("incidentsRemaining").and_then(NodeRef::as_int) {
        let left = u64::try_from(left).unwrap_or_default();
        parts.push(subject.words.locale.count("runbook.incidents", left, &[])?);
    }
    subject.words.locale.joined("comma", &parts)
}

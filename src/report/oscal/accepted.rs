//! Waivers in use as accepted risks.

use super::shape::{RelatedObservation, Risk};
use super::{props, prose, uuid};
use crate::report::contents::{Report, Waiver};
use std::collections::BTreeMap;

/// Waivers that excuse something.
pub(super) fn in_use(report: &Report) -> BTreeMap<&str, &Waiver> {
    let used = report.waivers.iter().filter(|waiver| waiver.covers > 0);
    used.map(|waiver| (waiver.id.as_str(), waiver)).collect()
}

/// The name of a waiver's risk.
pub(super) fn risk(waiver: &str) -> String {
    uuid(&["waiver", waiver])
}

/// The risks, each with the observations that it accepts.
pub(super) fn risks(
    waivers: &BTreeMap<&str, &Waiver>,
    mut excused: BTreeMap<&str, Vec<RelatedObservation>>,
) -> Vec<Risk> {
    let risks = waivers.values().map(|waiver| {
        let end = waiver.expires.parse::<jiff::civil::Date>().ok();
        Risk {
            uuid: risk(&waiver.id),
            title: prose(&format!("Waiver {}", waiver.id)),
            description: prose(&waiver.reason),
            statement: prose(&format!(
                "`{}` does not hold for `{}`, which {} accepted.",
                waiver.rule, waiver.target, waiver.approver
            )),
            props: props([
                ("rule", &waiver.rule),
                ("target", &waiver.target),
                ("approver", &waiver.approver),
                ("expires", &waiver.expires),
            ]),
            status: "deviation-approved",
            deadline: end.map(|end| format!("{end}T23:59:59Z")),
            related_observations: excused.remove(waiver.id.as_str()).unwrap_or_default(),
        }
    });
    risks.collect()
}

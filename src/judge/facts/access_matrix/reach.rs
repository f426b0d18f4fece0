//! Whether held roles get us there: for as long as the promise holds, and past all other conditions.
//!
//! It asks `filing`; which roles are needed is not decided here.

use crate::judge::facts::Context;
use crate::judge::facts::access_matrix::{Cause, Remark, Row, State, Until};
use crate::judge::facts::duties;
use crate::judge::facts::filing::Case;
use crate::judge::facts::known::days_between;
use crate::judge::facts::step::{Ability, Step};
use crate::model::Entry;
use jiff::civil::Date;

/// Days before the end from which the rules on relationships that end soon speak.
const SOON: i64 = 60;

/// A promise that goes on when the access does not.
pub(super) fn too_short(as_of: Date, row: &Row<'_>) -> Option<Remark> {
    let Until::Day(end) = row.until else {
        return None;
    };
    let promises = row.needs.iter().filter_map(|need| match need.cause {
        Cause::Promised { until, .. } => Some(until),
        Cause::Declared { .. } => None,
    });
    let last = promises.max_by_key(|until| until.unwrap_or(Date::MAX))?;
    if last.is_some_and(|last| last <= end) {
        return None;
    }
    let soon = days_between(as_of, end) <= SOON;
    let (says, rule) = match last {
        Some(last) => (
            format!("ends on {end}, and the promise holds until {last}"),
            Some(if soon {
                "CSP-GDAP-019-a"
            } else {
                "PROMISE-ACCESS-002"
            }),
        ),
        None => (
            format!("ends on {end}, and the promise has no end"),
            soon.then_some("CSP-GDAP-019-a"),
        ),
    };
    let ends = row.held.iter().find(|held| held.until == row.until);
    let at = ends.map(|held| {
        let relationship = held.grant.spec().and_then(|spec| spec.get("relationship"));
        relationship
            .and_then(|own| own.get("endDateTime"))
            .unwrap_or(held.at)
    })?;
    Some(Remark::new(State::EndsFirst, at, rule, says))
}

/// Where we hold what filing takes and yet nobody can file, the condition that fails.
pub(super) fn out_of_reach<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    row: &Row<'a>,
) -> Vec<Remark> {
    let filed = row.needs.iter().filter_map(|need| match need.cause {
        Cause::Promised {
            activity,
            assignment,
            ..
        } if activity.we_file => Some((activity, assignment, need.at)),
        _ => None,
    });
    let mut found = Vec::new();
    for (activity, assignment, at) in filed {
        for duty in duties::of_assignment(context, assignment).unwrap_or_default() {
            if !activity.products.contains(&duty.product.id) {
                continue;
            }
            let Ok(case) = Case::new(context, assignment, &customer.id, duty.product) else {
                continue;
            };
            if let Ability::Cannot(step, obstacle) = case.best()
                && !matches!(step, Step::Role | Step::AzureRole)
            {
                let detail = step.detail(&obstacle);
                let (product, step_words) = (&duty.product.name, step.words());
                let says = format!("nobody can file for {product}: {step_words} ({detail})");
                found.push(Remark::new(State::OutOfReach, at, rule_of(step), says));
            }
        }
    }
    found
}

/// The rule that finds what keeps everybody from filing.
const fn rule_of(step: Step) -> Option<&'static str> {
    match step {
        Step::Reseller | Step::AzureRole => Some("CSP-AZ-001"),
        Step::Conditional => Some("CSP-GDAP-028"),
        Step::Guest => Some("CSP-GDAP-026"),
        Step::Role => Some("CSP-GDAP-014"),
        // Whoever holds the role has access; what fails is that nobody is in the group.
        Step::PartnerType | Step::Works | Step::Access | Step::PartnerCenter | Step::Mfa => None,
    }
}

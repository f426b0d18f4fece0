//! What there is to say about a role: too much, too little, too short, out of reach, without a reason.
//!
//! Where a rule says the same, its id stands beside it, so that one cause has one name.

use crate::judge::facts::access_matrix::hold::holds_avoided;
use crate::judge::facts::access_matrix::reach::{out_of_reach, too_short};
use crate::judge::facts::access_matrix::{Cause, Held, Need, Remark, Role, Row, State};
use crate::judge::facts::{Context, grant, privilege};
use crate::model::Entry;
use crate::model::catalog::{NewGdap, Right};
use crate::yaml::NodeRef;
use std::collections::BTreeSet;

/// What is known about a customer's needs as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'t> {
    /// What would have to be known to tell what is needed.
    pub untold: Option<&'t str>,
    /// Whether anything is promised.
    pub promised: bool,
}

/// Says all there is to say about a row.
pub(super) fn tell<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    row: &mut Row<'a>,
    known: Known<'_>,
) {
    let mut remarks = Vec::new();
    if row.held.iter().all(|held| held.open == Ok(false)) {
        remarks.extend(not_held(row, known));
    } else {
        remarks.extend(out_of_reach(context, customer, row));
        if !row.held.iter().all(|held| held.dap) {
            remarks.extend(measure(row, known));
        }
        remarks.extend(row.held.iter().flat_map(|held| by_way(context, held)));
        remarks.extend(too_short(context.as_of, row));
    }
    remarks.sort_by_key(|remark| remark.state);
    remarks.dedup_by(|a, b| (a.state, &a.says) == (b.state, &b.says));
    if let Some(first) = remarks.first() {
        row.state = first.state;
        row.place = first.place.clone();
    }
    row.remarks = remarks;
}

/// Nobody holds it today: missing where it is needed, else approved for nothing.
fn not_held(row: &Row<'_>, known: Known<'_>) -> Option<Remark> {
    let would = row.held.first();
    if let Some(need) = row.needs.first() {
        let says = match would {
            Some(held) if held.holder.is_empty() => {
                format!("`{}` has it approved, and no group holds it", held.grant.id)
            }
            Some(held) => format!(
                "`{}` would give it, and gives no access today",
                held.grant.id
            ),
            None if row.needs.iter().all(Need::is_reading) => format!(
                "nobody holds it, or a role that can do the same; that {} takes it is our reading",
                need.title()
            ),
            None => format!(
                "nobody holds it, or a role that can do the same: {}",
                need.title()
            ),
        };
        return Some(Remark::new(
            State::Missing,
            need.at,
            missing_rule(row),
            says,
        ));
    }
    let held = would?;
    if let Some(untold) = known.untold {
        let says = format!("what is needed cannot be told for want of {untold}");
        return Some(Remark::new(State::Untold, held.at, None, says));
    }
    let says = if held.holder.is_empty() {
        format!(
            "approved in `{}`, held by no group, and no task needs it",
            held.grant.id
        )
    } else {
        format!("asked for in `{}`, and no task needs it", held.grant.id)
    };
    Some(Remark::new(
        State::TooMuch,
        held.at,
        too_much_rule(row),
        says,
    ))
}

/// The rule that speaks where a role for opening requests is missing, or one that a grant declares.
fn missing_rule(row: &Row<'_>) -> Option<&'static str> {
    let ticket = |need: &Need<'_>| need.task.right == Some(Right::M365Tickets);
    match row.role {
        Role::Azure(_) => Some("CSP-AZ-001"),
        Role::Entra(_) if row.needs.iter().any(ticket) => Some("CSP-GDAP-014"),
        Role::Entra(_) => {
            let declared = |need: &Need<'_>| matches!(need.cause, Cause::Declared { .. });
            let any = row.needs.iter().any(declared);
            any.then_some("PROMISE-ACCESS-001")
        }
        Role::Other(_) => None,
    }
}

/// Held for nothing, or for what a weaker role does.
fn measure(row: &Row<'_>, known: Known<'_>) -> Option<Remark> {
    let held = row.held.first()?;
    if row.needs.is_empty() {
        return Some(for_nothing(row, held, known));
    }
    let Role::Entra(role) = row.role else {
        return None;
    };
    let is_enough = |need: &Need<'_>| need.task.least.contains(&role.name);
    if row.needs.iter().any(is_enough) {
        let avoided = role.new_gdap == NewGdap::Avoid && !held.dap;
        return avoided.then(|| {
            let says =
                "named for a declared task, and yet no relationship should hold it".to_owned();
            Remark::new(State::TooStrong, held.at, Some("CSP-GDAP-005"), says)
        });
    }
    let enough = row.needs.iter().filter_map(|need| need.task.least.first());
    let enough: BTreeSet<String> = enough.map(|name| format!("`{name}`")).collect();
    let enough: Vec<String> = enough.into_iter().collect();
    let says = format!("{} would do", enough.join(" and "));
    let avoided = (role.new_gdap == NewGdap::Avoid).then_some("CSP-GDAP-005");
    Some(Remark::new(State::TooStrong, held.at, avoided, says))
}

fn for_nothing(row: &Row<'_>, held: &Held<'_>, known: Known<'_>) -> Remark {
    if let Some(untold) = known.untold {
        let says = format!("what is needed cannot be told for want of {untold}");
        return Remark::new(State::Untold, held.at, None, says);
    }
    if known.promised && row.held.iter().any(reasoned) {
        let says = format!(
            "`{}` declares no tasks and gives its reason in words, which nothing here can compare",
            held.grant.id
        );
        return Remark::new(State::Untold, held.at, None, says);
    }
    let says = format!("no promise and no declared task needs {}", row.role.name());
    Remark::new(State::TooMuch, held.at, too_much_rule(row), says)
}

/// Whether a grant gives a reason in words and declares no tasks.
fn reasoned(held: &Held<'_>) -> bool {
    let has = |key| {
        held.grant
            .spec()
            .is_some_and(|spec| spec.get(key).is_some())
    };
    has("justification") && !has("tasks")
}

fn too_much_rule(row: &Row<'_>) -> Option<&'static str> {
    let Role::Entra(role) = row.role else {
        return None;
    };
    let declares = |held: &Held<'_>| {
        held.grant
            .spec()
            .is_some_and(|spec| spec.get("tasks").is_some())
    };
    match role.new_gdap {
        NewGdap::Avoid => Some("CSP-GDAP-005"),
        NewGdap::Never => Some("CSP-LP-003").filter(|_| role.privileged && role.m365_tickets),
        NewGdap::Allowed if row.held.iter().any(declares) => Some("CSP-LP-001"),
        NewGdap::Allowed if role.privileged => Some("CSP-LP-002"),
        NewGdap::Allowed => Some("PROMISE-ACCESS-003"),
    }
}

/// What is the matter with one way by which a role is held.
fn by_way(context: &Context<'_>, held: &Held<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    if let Err(missing) = &held.open {
        let says = format!(
            "whether `{}` gives it today cannot be told for want of {}",
            held.grant.id, missing.what
        );
        found.push(Remark::new(State::Untold, held.at, None, says));
    }
    if held.dap {
        let says = format!(
            "`{}` is DAP, which never ends and gives everything at once",
            held.grant.id
        );
        found.push(Remark::new(
            State::DapLeftOver,
            held.at,
            Some("CSP-DAP-002"),
            says,
        ));
        return found;
    }
    let relationship = held.grant.spec().and_then(|spec| spec.get("relationship"));
    let Some(relationship) = relationship else {
        return found;
    };
    if held.role.is_privileged() {
        found.extend(privileged(context, held, relationship));
    }
    let avoided = matches!(held.role, Role::Entra(role) if role.new_gdap == NewGdap::Avoid);
    if avoided && holds_avoided(relationship) && grant::extends(relationship) {
        let says = format!(
            "`{}` is said to extend itself, which it does not with this role",
            held.grant.id
        );
        let at = relationship.get("autoExtendDuration").unwrap_or(held.at);
        found.push(Remark::new(
            State::NoExtension,
            at,
            Some("CSP-GDAP-004"),
            says,
        ));
    }
    found
}

/// A privileged role needs a reason, and does not come by default.
fn privileged(context: &Context<'_>, held: &Held<'_>, relationship: NodeRef<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    let spec = held.grant.spec();
    let reason = spec.is_some_and(|spec| spec.get("justification").is_some());
    if !reason && privilege::just_in_time(context, held.grant, held.at) == Ok(false) {
        let says = format!(
            "`{}` holds it all the time, and `{}` gives no reason",
            held.holder, held.grant.id
        );
        found.push(Remark::new(
            State::NoReason,
            held.at,
            Some("CSP-LP-002"),
            says,
        ));
    }
    let by_default = spec.and_then(|spec| spec.str("origin")) == Some("default_gdap");
    if by_default || privilege::is_default(context, held.grant, relationship) == Ok(true) {
        let says = format!(
            "`{}` holds the default roles, which are not the least that the work needs",
            held.grant.id
        );
        let at = relationship.get("roles").unwrap_or(held.at);
        found.push(Remark::new(
            State::DefaultRoles,
            at,
            Some("CSP-GDAP-023"),
            says,
        ));
    }
    found
}

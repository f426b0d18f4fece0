//! Which held role serves which need, so that each role has a row with what it is good for.
//!
//! It goes by the catalogues alone; what to say about a row is not known here.

use crate::finding::Place;
use crate::judge::facts::access_matrix::{Held, Need, Role, Row, State, Until};
use crate::judge::facts::known::catalogs;
use crate::model::catalog::{EntraRole, NewGdap, RoleTask};

/// How a role serves a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::judge::facts) enum Fit {
    /// It is the least privileged one.
    Least,
    /// It does the task, and more than that.
    Stronger,
}

/// How a role serves a task by what the catalogues say; not at all where they do not say so.
pub(in crate::judge::facts) fn does(role: &EntraRole, task: &RoleTask) -> Option<Fit> {
    let named = |names: &[String]| names.contains(&role.name);
    if named(&task.least) {
        return Some(Fit::Least);
    }
    let by_right = task.right.is_some_and(|right| role.may(right));
    let catalogs = catalogs().ok()?;
    let wider = task.covered_by.iter().filter_map(|id| catalogs.task(id));
    let by_wider = || wider.into_iter().any(|task| named(&task.least));
    let all_powerful = role.new_gdap == NewGdap::Avoid;
    let stronger = named(&task.also) || by_right || all_powerful || by_wider();
    stronger.then_some(Fit::Stronger)
}

/// One row for each role that is held or needed.
pub(super) fn rows<'a>(needs: Vec<Need<'a>>, held: Vec<Held<'a>>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for held in held {
        match rows.iter_mut().find(|row| row.role.is(held.role)) {
            Some(row) => row.held.push(held),
            None => rows.push(row(held.role, held.at.place(), vec![held])),
        }
    }
    for row in &mut rows {
        let open = row.held.iter().filter(|held| held.open == Ok(true));
        row.until = open.map(|held| held.until).max().unwrap_or(Until::Never);
    }
    for need in needs {
        serve_in_tenant(&mut rows, need);
        serve_in_azure(&mut rows, need);
    }
    rows
}

fn row(role: Role, place: Place, held: Vec<Held<'_>>) -> Row<'_> {
    Row {
        role,
        needs: Vec::new(),
        held,
        until: Until::Never,
        state: State::Fits,
        remarks: Vec::new(),
        place,
    }
}

/// Whether a row counts when it is asked who can do something: held, or perhaps.
fn counts(row: &Row<'_>) -> bool {
    row.held.iter().any(|held| held.open != Ok(false))
}

/// Gives a need to all least privileged roles that are held, else to the weakest that does, else to
/// the one that should be there.
fn serve_in_tenant<'a>(rows: &mut Vec<Row<'a>>, need: Need<'a>) {
    let fits: Vec<(usize, Fit)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| counts(row))
        .filter_map(|(at, row)| match row.role {
            Role::Entra(role) => Some((at, does(role, need.task)?)),
            Role::Azure(_) | Role::Other(_) => None,
        })
        .collect();
    let least = fits.iter().filter(|(_, fit)| *fit == Fit::Least);
    let mut serving: Vec<usize> = least.map(|(at, _)| *at).collect();
    if serving.is_empty() {
        let weakest = fits.iter().min_by_key(|(at, _)| strength(rows[*at].role));
        serving.extend(weakest.map(|(at, _)| *at));
    }
    if serving.is_empty() {
        let names = need.task.least.first();
        let role = names.and_then(|name| catalogs().ok()?.entra_role(name));
        serving.extend(role.map(|role| place_for(rows, Role::Entra(role), need)));
    }
    for at in serving {
        rows[at].needs.push(need);
    }
}

fn strength(role: Role) -> (bool, bool) {
    let avoided = matches!(role, Role::Entra(role) if role.new_gdap == NewGdap::Avoid);
    (avoided, role.is_privileged())
}

/// What needs Azure is served by all Azure roles; where one of some roles must be there, by another
/// that may open requests too.
fn serve_in_azure<'a>(rows: &mut Vec<Row<'a>>, need: Need<'a>) {
    if !need.task.azure_rbac {
        return;
    }
    let wanted = need.azure_roles();
    let mut served = wanted.is_empty();
    for row in rows.iter_mut().filter(|row| counts(row)) {
        if let Role::Azure(role) = row.role {
            served |= role.tickets || wanted.contains(&role.name);
            row.needs.push(need);
        }
    }
    if !served {
        let role = wanted.first();
        let role = role.and_then(|name| catalogs().ok()?.azure_role(name));
        if let Some(role) = role {
            let at = place_for(rows, Role::Azure(role), need);
            rows[at].needs.push(need);
        }
    }
}

/// The row of a role, made if there is none.
fn place_for<'a>(rows: &mut Vec<Row<'a>>, role: Role, need: Need<'a>) -> usize {
    let known = rows.iter().position(|row| row.role.is(role));
    known.unwrap_or_else(|| {
        rows.push(row(role, need.at.place(), Vec::new()));
        rows.len() - 1
    })
}

//! Needed and held roles, and what ends, as the JSON report has them.

use crate::report::access::{self, Standing};
use crate::report::contents::Report;
use crate::report::json::v1::{AccessRemark, AccessRow, Ending, HeldThrough, NeededFor};
use crate::report::json::{location, subject};
use serde_json::{Map, Value};

/// How many rows there are of each standing that occurs.
pub(super) fn counts(report: &Report) -> Map<String, Value> {
    let counts = report.access_counts().into_iter();
    counts
        .map(|(Standing { key, .. }, count)| (key.to_owned(), count.into()))
        .collect()
}

pub(super) fn row(row: &access::AccessRow) -> AccessRow<'_> {
    AccessRow {
        customer: &row.customer.id,
        title: &row.customer_title,
        role: &row.role,
        kind: row.kind,
        privileged: row.privileged,
        needed_for: row.needed_for.iter().map(needed).collect(),
        held_through: row.held_through.iter().map(held).collect(),
        until: &row.until,
        state: row.standing.key,
        remarks: row.remarks.iter().map(remark).collect(),
        location: location(&row.place),
    }
}

fn needed(need: &access::NeededFor) -> NeededFor<'_> {
    NeededFor {
        what: &need.what,
        document: &need.document,
        promised: need.promised,
    }
}

fn held(held: &access::HeldThrough) -> HeldThrough<'_> {
    HeldThrough {
        grant: &held.grant,
        holder: &held.holder,
        today: held.today,
        until: &held.until,
    }
}

fn remark(remark: &access::AccessRemark) -> AccessRemark<'_> {
    AccessRemark {
        state: remark.standing.key,
        says: &remark.says,
        rule: &remark.rule,
        location: location(&remark.place),
    }
}

pub(super) fn ending(ending: &access::Ending) -> Ending<'_> {
    Ending {
        uid: &ending.uid,
        sort: ending.sort,
        what: ending.what,
        day: &ending.day,
        days_left: ending.days_left,
        title: &ending.title,
        whose: &ending.whose,
        note: &ending.note,
        subject: subject(&ending.subject),
        location: location(&ending.place),
    }
}

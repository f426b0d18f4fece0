//! From compared roles and from what ends to plain rows.

use crate::finding::Subject;
use crate::judge::Judgement;
use crate::judge::access_matrix::{
    AccessMatrix, Cause, CustomerAccess, Held, Need, Remark, Row, State,
};
use crate::judge::endings::{self, Sort, endings};
use crate::judge::facts::Context;
use crate::judge::pack::Pack;
use crate::judge::pack::age::days;
use crate::judge::pack::freshness::REREAD;
use crate::model::Entry;
use crate::report::access::{AccessRemark, AccessRow, Ending, HeldThrough, NeededFor, Standing};
use jiff::Span;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::HashMap;

/// One row per role for the customers that are asked for.
pub(super) fn rows(judgement: &Judgement<'_>, asked: &dyn Fn(&Entry) -> bool) -> Vec<AccessRow> {
    let context = Context::new(judgement.workspace, judgement.as_of);
    let matrix = AccessMatrix::new(&context);
    let customers = matrix.customers.iter();
    let customers = customers.filter(|customer| asked(customer.customer));
    customers
        .flat_map(|customer| customer.rows.iter().map(|own| row(customer, own)))
        .collect()
}

fn row(customer: &CustomerAccess<'_>, row: &Row<'_>) -> AccessRow {
    let entry = customer.customer;
    let root = entry.document.root();
    let title = entry.spec().and_then(|spec| spec.str("displayName"));
    let mut needed_for: Vec<NeededFor> = Vec::new();
    for need in row.needs.iter().map(needed) {
        if !needed_for.contains(&need) {
            needed_for.push(need);
        }
    }
    AccessRow {
        customer: entry.subject(root),
        customer_title: title.unwrap_or(&entry.id).to_owned(),
        role: row.role.name().to_owned(),
        kind: row.role.kind().key(),
        privileged: row.role.is_privileged(),
        needed_for,
        held_through: row.held.iter().map(held).collect(),
        until: row.until.words(),
        standing: standing(row.state),
        remarks: row.remarks.iter().map(remark).collect(),
        place: row.place.clone(),
    }
}

fn needed(need: &Need<'_>) -> NeededFor {
    let (document, promised) = match need.cause {
        Cause::Promised { assignment, .. } => (assignment, true),
        Cause::Declared { grant } => (grant, false),
    };
    NeededFor {
        what: need.title().to_owned(),
        document: document.id.clone(),
        promised,
    }
}

fn held(held: &Held<'_>) -> HeldThrough {
    HeldThrough {
        grant: held.grant.id.clone(),
        holder: held.holder.to_owned(),
        today: held.open.as_ref().ok().copied(),
        until: held.until.words(),
    }
}

fn standing(state: State) -> Standing {
    Standing {
        rank: State::ALL
            .iter()
            .position(|known| *known == state)
            .unwrap_or_default(),
        key: state.key(),
        word: state.words(),
        fits: state == State::Fits,
    }
}

fn remark(remark: &Remark) -> AccessRemark {
    AccessRemark {
        standing: standing(remark.state),
        says: remark.says.clone(),
        rule: remark.rule.unwrap_or_default().to_owned(),
        place: remark.place.clone(),
    }
}

/// What ends, each with a name of its own.
pub(super) fn endings_of(
    judgement: &Judgement<'_>,
    asked: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<Ending> {
    let all = endings(judgement.workspace, &judgement.rules, judgement.as_of);
    let all = all.into_par_iter();
    let asked = all.filter(|own| asked(&own.place.source.path));
    let named: Vec<_> = asked.map(|own| (name(judgement, &own), own)).collect();
    let mut counted: HashMap<&str, usize> = HashMap::with_capacity(named.len());
    let twins = named.iter().map(|(name, _)| {
        let twin = counted.entry(name).or_default();
        *twin += 1;
        *twin
    });
    let twins: Vec<_> = twins.collect();
    let all = named.into_par_iter().zip(twins);
    all.map(|((name, own), twin)| ending(own, &uid(&name, twin)))
        .collect()
}

/// What an ending is recognised by: whose it is, the sort of thing and where it stands, not its day.
fn name(judgement: &Judgement<'_>, own: &endings::Ending) -> String {
    let (workspace, subject) = (judgement.workspace, &own.subject);
    let entry = workspace.get(&subject.kind, &subject.id);
    let partner = entry.and_then(|entry| workspace.partner_of(entry));
    let partner = partner.map_or("", |partner| partner.id.as_str());
    if own.sort == Sort::Holidays {
        return [partner, own.sort.key(), &own.title].join("\n");
    }
    let parts = [
        partner,
        own.sort.key(),
        &subject.kind,
        &subject.id,
        &subject.pointer,
        &own.title,
    ];
    parts.join("\n")
}

/// The day by which a pack's sources are to be read again, because guidance changes.
pub(super) fn rereading(pack: &Pack, as_of: &str) -> Option<Ending> {
    let (read, today): (Date, Date) = (pack.catalogued.parse().ok()?, as_of.parse().ok()?);
    let due = read.saturating_add(Span::new().days(i64::from(REREAD)));
    let id = ["", "rules", &pack.id].join("\n");
    Some(Ending {
        uid: uid(&id, 1),
        sort: "rules",
        what: "sources of the rules are due to be read again",
        day: due.to_string(),
        days_left: days(today, due),
        title: pack.id.clone(),
        whose: String::new(),
        note: format!("read on {read}"),
        subject: Subject::default(),
        place: pack.place.clone()?,
    })
}

pub(super) fn uid(name: &str, twin: usize) -> String {
    let hash = blake3::hash(format!("{name}\n{twin}").as_bytes()).to_hex();
    hash.chars().take(32).collect()
}

fn ending(own: endings::Ending, uid: &str) -> Ending {
    Ending {
        uid: uid.to_owned(),
        sort: own.sort.key(),
        what: own.sort.words(),
        day: own.day.to_string(),
        days_left: own.days_left,
        title: own.title,
        whose: own.whose,
        note: own.note,
        subject: own.subject,
        place: own.place,
    }
}

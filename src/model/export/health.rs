//! Service health as Microsoft Graph lists it: services with their status, and issues.
//!
//! Neither list says whose services it is about or when it was asked for; the caller tells both. Posts are
//! pages of their own and are never read.

use super::record::{Record, Unreadable, is_never, moment, option};
use super::{Draft, Key, Known, Reading, Told};
use crate::model::{Entry, Kind, Schemas};
use crate::yaml::NodeRef;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// How lists of services are understood, with and without their issues.
pub(super) const OVERVIEWS: Reading = Reading {
    kind: "GraphHealthOverviews",
    told: &[Told::Customer, Told::TakenAt],
    draft: service_draft,
    whole: Some(whole),
    lists: |_, _| false,
};

/// How lists of issues are understood.
pub(super) const ISSUES: Reading = Reading {
    kind: "GraphHealthIssues",
    told: &[Told::Customer, Told::TakenAt],
    draft: issue_draft,
    whole: Some(whole),
    lists: |_, _| false,
};

/// The kind of document that the lists become.
const SNAPSHOT: &str = "HealthSnapshot";

/// What stands for a value that the reference does not have.
const UNKNOWN: &str = "unknownFutureValue";

/// By whom and when a snapshot was taken tells it from others; the moment may be written in many ways.
pub(super) fn key(customer: &str, taken: &str) -> Option<Key> {
    let taken: Timestamp = taken.parse().ok()?;
    Some(Key::new(
        &["customer", "takenAt"],
        format!("{customer} {taken}"),
    ))
}

/// A list without records is a snapshot too.
fn whole<'a>(known: &Known<'a>, export: &'a Entry) -> Option<Draft<'a>> {
    let node = export.spec()?;
    snapshot(known, Record { export, node }).ok()
}

/// A snapshot that says no more than whose it is and when it was taken.
fn snapshot<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Draft<'a>, Unreadable<'a>> {
    let told = |field: Told| record.told(field.field());
    let (customer, taken) = (told(Told::Customer)?, told(Told::TakenAt)?);
    if known.workspace().get("Customer", customer).is_none() {
        return Err(Unreadable {
            node: record.node,
            message: format!(
                "is about the customer `{customer}`, which the workspace does not have"
            ),
        });
    }
    let key = key(customer, taken).ok_or_else(|| Unreadable {
        node: record.node,
        message: format!(
            "was taken at `{taken}`, which is no date and time such as `2026-11-23T05:30:00Z`"
        ),
    })?;
    let stamp = taken.replace([':', '.', '+'], "-").to_lowercase();
    let mut draft = Draft::new(SNAPSHOT, key, format!("{customer}-{stamp}"), record)
        .with("customer", customer)
        .with("takenAt", taken)
        .with("source", "graph");
    draft.part = true;
    // What was so at a moment is missed by nobody.
    draft.past = true;
    Ok(draft)
}

fn service_draft<'a>(
    known: &Known<'a>,
    record: Record<'a>,
) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let id = record.text(&["id"])?;
    record.text(&["status"])?;
    let mut service = Map::new();
    service.insert("id".to_owned(), id.into());
    put_texts(&mut service, record.node, &[("service", "name")]);
    put_status(&mut service, record.node);
    let mut drafts = vec![snapshot(known, record)?.with("services", vec![Value::Object(service)])];
    let issues = record.get("issues").into_iter().flat_map(NodeRef::items);
    for node in issues {
        let name = record.node.str("service").unwrap_or(id);
        drafts.push(one_issue(known, Record { node, ..record }, name)?);
    }
    Ok(drafts)
}

fn issue_draft<'a>(
    known: &Known<'a>,
    record: Record<'a>,
) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let service = record.text(&["service"])?;
    Ok(vec![one_issue(known, record, service)?])
}

/// A snapshot that names one issue.
fn one_issue<'a>(
    known: &Known<'a>,
    record: Record<'a>,
    service: &str,
) -> Result<Draft<'a>, Unreadable<'a>> {
    let (id, class) = (record.text(&["id"])?, record.text(&["classification"])?);
    let mut issue = Map::new();
    issue.insert("id".to_owned(), id.into());
    issue.insert("service".to_owned(), service.into());
    issue.insert(
        "classification".to_owned(),
        word("issues", "classification", class).into(),
    );
    put_status(&mut issue, record.node);
    if let Some(resolved) = record.get("isResolved").and_then(NodeRef::as_bool) {
        issue.insert("isResolved".to_owned(), resolved.into());
    }
    let fields = ["title", "service", "impactDescription", "feature"];
    put_texts(&mut issue, record.node, &fields.map(|field| (field, field)));
    for key in ["startDateTime", "endDateTime"] {
        if let Some(at) = record.get(key).filter(|at| !is_never(*at)) {
            issue.insert(key.to_owned(), moment(Some(at)));
        }
    }
    let part = snapshot(known, record)?;
    Ok(part.with("issues", vec![Value::Object(issue)]))
}

/// Texts that are not empty, from one name to another.
fn put_texts(into: &mut Map<String, Value>, from: NodeRef<'_>, names: &[(&str, &str)]) {
    for (theirs, ours) in names {
        let text = from.str(theirs).map(str::trim);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            into.insert((*ours).to_owned(), text.into());
        }
    }
}

/// The status as the reference writes it; the word itself where it does not know it.
fn put_status(into: &mut Map<String, Value>, from: NodeRef<'_>) {
    let Some(given) = from.str("status").map(str::trim) else {
        return;
    };
    let status = word("services", "status", given);
    if status == UNKNOWN && !given.is_empty() && !given.eq_ignore_ascii_case(UNKNOWN) {
        into.insert("statusAsGiven".to_owned(), given.into());
    }
    into.insert("status".to_owned(), status.into());
}

/// Whether the reference has a status, whatever the case of its letters.
pub fn is_known_status(given: &str) -> bool {
    let given = given.trim();
    given.eq_ignore_ascii_case(UNKNOWN) || word("services", "status", given) != UNKNOWN
}

/// A value as our schema writes it.
fn word(list: &str, field: &str, given: &str) -> String {
    let kind = Kind::named(SNAPSHOT).map(Kind::index);
    let schemas = Schemas::embedded().ok().zip(kind);
    let spec = schemas.and_then(|(schemas, kind)| schemas.of(kind).shape.field("spec"));
    let items = spec.and_then(|spec| spec.field(list)?.each());
    let shape = items.and_then(|item| item.field(field));
    shape.map_or_else(
        || given.to_owned(),
        |shape| option(given, &shape.options, UNKNOWN),
    )
}

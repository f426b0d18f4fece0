//! Which groups hold which roles in one GDAP relationship, as Microsoft Graph lists it.

use super::record::{Record, Unreadable};
use super::relationships::{key, role_ids, status_word};
use super::{Draft, Key, Known, Reading, Told};
use crate::model::Entry;
use serde_json::{Map, Value, json};

/// How they are understood. The list does not say whose relationship it is about.
pub(super) const READING: Reading = Reading {
    kind: "GraphAccessAssignments",
    told: &[Told::Relationship],
    draft,
    whole: Some(whole),
    lists: |_, _| false,
};

/// A list without records says that no group holds anything.
fn whole<'a>(known: &Known<'a>, export: &'a Entry) -> Option<Draft<'a>> {
    let node = export.spec()?;
    let relationship = node.str(Told::Relationship.field())?;
    let known = known.has_relationship(relationship);
    known.then(|| grant(Record { export, node }, relationship, &[]))
}

fn grant<'a>(record: Record<'a>, relationship: &str, assignments: &[Value]) -> Draft<'a> {
    let mut grant = Draft::new(
        "AccessGrant",
        key(relationship),
        relationship.to_owned(),
        record,
    );
    grant.part = true;
    grant.with("relationship", json!({"assignments": assignments}))
}

/// What to do where a list does not say whose it is.
const HOW_TO_TELL: &str = "name the relationship with `--relationship ID`, put its id into the file's name, \
                           or keep the list in a mapping as `{\"relationship\": \"ID\", \"value\": […]}`";

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let relationship = record.told(Told::Relationship.field());
    let relationship = relationship.map_err(|silent| Unreadable {
        message: format!("{}; {HOW_TO_TELL}", silent.message),
        ..silent
    })?;
    if !known.has_relationship(relationship) {
        return Err(Unreadable {
            node: record.node,
            message: format!(
                "is about the relationship `{relationship}`, which neither the workspace nor another export has"
            ),
        });
    }
    let object = record.guid(&["accessContainer", "accessContainerId"])?;
    let status = record.text(&["status"])?;
    let mut drafts = Vec::new();
    let group = if let Some(group) = known.group(object) {
        group.id.clone()
    } else {
        let id = known.new_id("AgentGroup", "", object);
        let key = Key::new(&["objectId"], object);
        let group = Draft::new("AgentGroup", key, id.clone(), record);
        drafts.push(group.with("objectId", object.to_lowercase()));
        id
    };
    let roles = role_ids(record.node).into_iter();
    let roles: Vec<Value> = roles.map(|role| role.to_lowercase().into()).collect();
    let mut assignment = Map::new();
    assignment.insert("group".to_owned(), group.into());
    if let Some(id) = record.get("id") {
        assignment.insert("id".to_owned(), id.text().into());
    }
    assignment.insert(
        "status".to_owned(),
        status_word("assignments", status).into(),
    );
    assignment.insert("roles".to_owned(), roles.into());
    drafts.push(grant(record, relationship, &[assignment.into()]));
    Ok(drafts)
}

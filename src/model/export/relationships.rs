//! GDAP relationships as Microsoft Graph lists them.

use super::known::is_live;
use super::record::{Record, Unreadable, has_format, is_moment, is_never, moment, option};
use super::{Draft, Key, Known, Reading};
use crate::model::catalog::Catalogs;
use crate::model::{Entry, Kind, Schemas};
use crate::yaml::NodeRef;
use serde_json::{Map, Value, json};

/// How they are understood.
pub(super) const READING: Reading = Reading {
    kind: "GraphRelationships",
    told: &[],
    draft,
    whole: None,
    lists: |_, entry| is_relationship(entry),
};

const ID: &[&str] = &["relationship", "id"];
const NAME: &[&str] = &["relationship", "displayName"];

/// The key of the grant with a relationship.
pub(super) fn key(relationship: &str) -> Key {
    Key::new(ID, relationship)
}

fn is_relationship(entry: &Entry) -> bool {
    let relationship = entry.spec().and_then(|spec| spec.get("relationship"));
    entry.kind.name == "AccessGrant" && relationship.is_some_and(is_live)
}

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    if let Some(asked) = request(record) {
        return Err(asked);
    }
    let id = record.text(&["id"])?;
    let name = record.text(&["displayName"])?;
    let tenant = record.guid(&["customer", "tenantId"])?;
    let mut drafts = Vec::new();
    if known.customer(tenant).is_none() {
        drafts.push(new_customer(known, record, tenant)?);
    }
    let mut grant = Draft::new(
        "AccessGrant",
        key(id),
        known.new_id("AccessGrant", name, id),
        record,
    )
    .with("customer", known.customer_id(tenant))
    .with("mechanism", "gdap")
    .with("relationship", relationship(record, id, name));
    grant.past = !is_live(record.node);
    grant.keys.extend(by_name(known, name));
    drafts.push(grant);
    Ok(drafts)
}

/// What is sent to ask for a relationship has neither an id nor a status yet.
fn request(record: Record<'_>) -> Option<Unreadable<'_>> {
    let asks = record.get("duration").is_some() && record.get("accessDetails").is_some();
    let answered = record.get("id").is_some() || record.get("status").is_some();
    (asks && !answered).then(|| Unreadable {
        node: record.node,
        message: "has no `id` and no `status`: it asks for a relationship and is none; \
                  export the relationship that Microsoft made of it"
            .to_owned(),
    })
}

/// A relationship that was written down before Microsoft gave it an id is known by its name.
fn by_name(known: &Known<'_>, name: &str) -> Option<Key> {
    let key = Key::new(NAME, name);
    let declared = known.declared("AccessGrant", std::slice::from_ref(&key))?;
    let has_id = declared.spec().and_then(|spec| spec.path(ID)).is_some();
    (!has_id).then_some(key)
}

fn new_customer<'a>(
    known: &Known<'a>,
    record: Record<'a>,
    tenant: &'a str,
) -> Result<Draft<'a>, Unreadable<'a>> {
    let name = record.text(&["customer", "displayName"])?;
    let id = known.customer_id(tenant);
    let mut draft = Draft::new("Customer", Key::new(&["tenantId"], tenant), id, record)
        .with("displayName", name)
        .with("tenantId", tenant.to_lowercase());
    draft.past = !is_live(record.node);
    Ok(draft)
}

fn relationship(record: Record<'_>, id: &str, name: &str) -> Map<String, Value> {
    let mut spec = Map::new();
    let mut put = |key: &str, value: Value| spec.insert(key.to_owned(), value);
    put("id", id.into());
    put("displayName", name.into());
    for key in ["duration", "autoExtendDuration"] {
        let value = record.get(key).map(NodeRef::text);
        if let Some(value) = value.filter(|value| has_format("duration", value)) {
            put(key, value.into());
        }
    }
    if let Some(status) = record.get("status") {
        put("status", status_word("relationship", status.text()).into());
    }
    for key in ["createdDateTime", "activatedDateTime", "endDateTime"] {
        // An answer that was narrowed with `$select` says nothing about the other fields.
        let readable = |at: &NodeRef<'_>| is_never(*at) || is_moment(at.text());
        if let Some(at) = record.node.get(key).filter(readable) {
            put(key, moment(Some(at)));
        }
    }
    if let Some(pending) = record
        .get("isPartnerConsentPending")
        .and_then(NodeRef::as_bool)
    {
        put("isPartnerConsentPending", pending.into());
    }
    if let Some(tenant) = record.get("indirectProviderTenantId") {
        put(
            "indirectProviderTenantId",
            tenant.text().to_lowercase().into(),
        );
    }
    if record.get("accessDetails").is_some() {
        let roles = role_ids(record.node);
        put("roles", roles.into_iter().map(role).collect());
    }
    spec
}

/// The status as our schema writes it.
pub(super) fn status_word(of: &str, status: &str) -> String {
    let kind = Kind::named("AccessGrant").map(Kind::index);
    let schemas = Schemas::embedded().ok().zip(kind);
    let spec = schemas.and_then(|(schemas, kind)| schemas.of(kind).shape.field("spec"));
    let relationship = spec.and_then(|spec| spec.field("relationship"));
    let shape = match of {
        "assignments" => relationship
            .and_then(|shape| shape.field("assignments"))
            .and_then(|shape| shape.each()),
        _ => relationship,
    };
    let options = shape.and_then(|shape| shape.field("status"));
    options.map_or_else(
        || status.to_owned(),
        |shape| option(status, &shape.options, "unknownFutureValue"),
    )
}

/// The ids of the roles that a record lists.
pub(super) fn role_ids(record: NodeRef<'_>) -> Vec<&str> {
    let roles = record.path(&["accessDetails", "unifiedRoles"]);
    let roles = roles.into_iter().flat_map(NodeRef::items);
    roles
        .filter_map(|role| role.str("roleDefinitionId"))
        .filter(|id| has_format("guid", id))
        .collect()
}

/// A role with the name that people know; a role that is not built in has none.
fn role(id: &str) -> Value {
    let catalogs = Catalogs::embedded().ok();
    match catalogs.and_then(|catalogs| catalogs.entra_role(id)) {
        Some(role) => json!({"id": role.id, "name": role.name}),
        None => json!({"id": id.to_lowercase()}),
    }
}

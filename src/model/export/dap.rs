//! Partner Center's report on delegated administration of the old kind: customers, and how many there are.
//!
//! It must never know whether such access should still exist.

use super::record::{Record, Unreadable, is_never, moment};
use super::{Draft, Fields, Key, Known, Reading};
use crate::model::{Entry, Workspace};
use crate::yaml::{NodeKind, NodeRef};
use serde_json::Value;

/// How the customers are understood.
pub(super) const CUSTOMERS: Reading = Reading {
    kind: "PartnerCenterDapCustomers",
    told: &[],
    draft: customer,
    lists: |_, entry| is_in_use(entry),
    whole: None,
};

/// How the numbers are understood: they say nothing about a single document; see [`disagreement`].
pub(super) const STATISTICS: Reading = Reading {
    kind: STATISTICS_KIND,
    told: &[],
    draft: |_, record| record.text(&["totalDapCustomerCount"]).map(|_| Vec::new()),
    lists: |_, _| false,
    whole: None,
};

const STATISTICS_KIND: &str = "PartnerCenterDapStatistics";

fn customer<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let tenant = record.text(&["customerTenantId"])?;
    let name = record.text(&["organizationDisplayName"])?;
    let enabled = enabled(record)?;
    let id = known.customer_id(tenant);
    let mut drafts = Vec::new();
    if known.customer(tenant).is_none() {
        let key = Key::new(&["tenantId"], tenant);
        let mut customer = Draft::new("Customer", key, id.clone(), record)
            .with("displayName", name)
            .with("tenantId", tenant.to_lowercase());
        customer.past = !enabled;
        drafts.push(customer);
    }
    let has_ended = record
        .get("endDateTime")
        .is_some_and(|node| !is_never(node));
    // Access that is off and does not tell since when is no document; that one declares it is noticed anyway.
    if enabled || has_ended {
        drafts.push(grant(known, record, &id, enabled));
    }
    Ok(drafts)
}

fn enabled(record: Record<'_>) -> Result<bool, Unreadable<'_>> {
    let enabled = record.get("dapEnabled");
    enabled
        .and_then(NodeRef::as_bool)
        .ok_or_else(|| Unreadable {
            node: enabled.unwrap_or(record.node),
            message: "does not say `true` or `false` as its `dapEnabled`".to_owned(),
        })
}

fn grant<'a>(known: &Known<'a>, record: Record<'a>, customer: &str, enabled: bool) -> Draft<'a> {
    let declared = known.of_customer("AccessGrant", customer).iter();
    let declared = declared.filter(|entry| is_dap(entry));
    let declared = declared.copied().max_by_key(|entry| is_in_use(entry));
    let mut fields = Fields::default();
    fields.put("customer", customer, record.node);
    fields.put("mechanism", "dap", record.node);
    put_day(&mut fields, "createdOn", record.node.get("startDateTime"));
    put_day(&mut fields, "endedOn", record.node.get("endDateTime"));
    if let Some(at) = record.node.get("lastSignInDateTime") {
        fields.put("lastSignIn", moment(Some(at)), at);
    }
    let draft = if let Some(entry) = declared {
        Draft::about(entry, record)
    } else {
        let id = known.new_id("AccessGrant", &format!("{customer} dap"), customer);
        let key = Key::new(&["customer", "mechanism"], format!("{customer} dap"));
        Draft::new("AccessGrant", key, id, record)
    };
    let mut draft = draft.with_fields(fields);
    draft.past = !enabled;
    draft
}

/// The day of a moment, in the platform's own clock.
fn put_day<'a>(fields: &mut Fields<'a>, path: &str, node: Option<NodeRef<'a>>) {
    let Some(node) = node else { return };
    let text = node.text().trim();
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let day = Some(day).filter(|_| !is_never(node));
    fields.put(path, Value::from(day), node);
}

fn is_dap(entry: &Entry) -> bool {
    entry.spec().and_then(|spec| spec.str("mechanism")) == Some("dap")
}

fn is_in_use(entry: &Entry) -> bool {
    let ended = entry.spec().and_then(|spec| spec.get("endedOn"));
    entry.kind.name == "AccessGrant" && is_dap(entry) && ended.is_none_or(NodeRef::is_null)
}

/// Two numbers of customers with delegated administration of the old kind, which should be the same.
#[derive(Debug)]
pub struct Disagreement<'a> {
    /// Where the report tells its number.
    pub node: NodeRef<'a>,
    /// The number that the report tells.
    pub told: i64,
    /// The number of documents that declare such access.
    pub declared: usize,
}

/// Whether a report tells another number than there are documents.
pub fn disagreement<'a>(workspace: &Workspace, export: &'a Entry) -> Option<Disagreement<'a>> {
    let spec = export
        .spec()
        .filter(|_| export.kind.name == STATISTICS_KIND)?;
    let node = spec.get("totalDapCustomerCount")?;
    let told = node.as_int().filter(|_| node.kind() == NodeKind::Int)?;
    let declared = workspace.of_kind("AccessGrant");
    let declared = declared.filter(|entry| is_in_use(entry)).count();
    let same = usize::try_from(told).is_ok_and(|told| told == declared);
    (!same).then_some(Disagreement {
        node,
        told,
        declared,
    })
}

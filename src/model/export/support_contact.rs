//! The support contact of a customer's subscription, as Partner Center has it.
//!
//! Which subscription an assignment is about, no document says; a customer with several assignments cannot
//! be told apart.

use super::record::{Record, Unreadable};
use super::{Draft, Fields, Known, Reading, Told, tenant};
use crate::model::Entry;

/// How it is understood.
pub(super) const READING: Reading = Reading {
    kind: "PartnerCenterSupportContact",
    told: &[Told::Customer],
    draft,
    lists: |_, _| false,
    whole: None,
};

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let tenant = record.text(&["supportTenantId"])?;
    let (customer, _) = tenant::customer(known, record)?;
    let assignment = assignment(known, record, customer)?;
    let mut fields = Fields::default();
    fields.text("designatedSupportContact.name", record.get("name"));
    let tenant_at = record.get("supportTenantId").unwrap_or(record.node);
    fields.put(
        "designatedSupportContact.tenantId",
        tenant.to_lowercase(),
        tenant_at,
    );
    fields.text(
        "designatedSupportContact.partnerId",
        record.get("supportMpnId"),
    );
    let mut draft = Draft::about(assignment, record).with_fields(fields);
    let commerce = assignment.spec().and_then(|spec| spec.str("commerce"));
    if commerce == Some("new_commerce") {
        let message = format!(
            "`{}` says new commerce, where subscriptions have no support contact, so this one or `commerce` is wrong",
            assignment.id
        );
        let node = record
            .node
            .path(&["links", "self", "uri"])
            .unwrap_or(tenant_at);
        draft.left_out.push(Unreadable { node, message });
        draft.spec.clear();
    }
    Ok(vec![draft])
}

/// The customer's only assignment, or the only one on the legacy platform.
fn assignment<'a>(
    known: &Known<'a>,
    record: Record<'a>,
    customer: &str,
) -> Result<&'a Entry, Unreadable<'a>> {
    let all = known.of_customer("SupportAssignment", customer);
    let is_legacy = |entry: &&&Entry| {
        let commerce = entry.spec().and_then(|spec| spec.str("commerce"));
        commerce == Some("legacy")
    };
    let legacy: Vec<_> = all.iter().filter(is_legacy).copied().collect();
    match (all, legacy.as_slice()) {
        ([only], _) | (_, [only]) => Ok(only),
        ([], _) => Err(Unreadable {
            node: record.node,
            message: format!(
                "is about `{customer}`, but no SupportAssignment of that customer could hold it"
            ),
        }),
        (several, _) => Err(Unreadable {
            node: record.node,
            message: format!(
                "is about `{customer}`, who has {} SupportAssignments; it does not tell which of them",
                several.len()
            ),
        }),
    }
}

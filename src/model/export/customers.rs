//! Customers with delegated administration as Microsoft Graph lists them.

use super::known::is_live;
use super::record::{Record, Unreadable};
use super::{Draft, Key, Known, Reading};
use crate::model::Entry;

/// How they are understood.
pub(super) const READING: Reading = Reading {
    kind: "GraphCustomers",
    told: &[],
    draft,
    whole: None,
    lists,
};

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let tenant = record.guid(&["tenantId"])?;
    let name = record.text(&["displayName"])?;
    let id = known.customer_id(tenant);
    let draft = Draft::new("Customer", Key::new(&["tenantId"], tenant), id, record)
        .with("displayName", name)
        .with("tenantId", tenant.to_lowercase());
    Ok(vec![draft])
}

/// A customer is listed while a relationship with it lasts.
fn lists(known: &Known<'_>, entry: &Entry) -> bool {
    let of_customer = |grant: &&Entry| {
        let spec = grant.spec();
        let relationship = spec.and_then(|spec| spec.get("relationship"));
        let customer = spec.and_then(|spec| spec.str("customer"));
        customer == Some(entry.id.as_str()) && relationship.is_some_and(is_live)
    };
    entry.kind.name == "Customer"
        && entry
            .spec()
            .is_some_and(|spec| spec.get("tenantId").is_some())
        && known
            .workspace()
            .of_kind("AccessGrant")
            .any(|grant| of_customer(&grant))
}

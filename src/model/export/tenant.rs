//! Which customer a record of Partner Center is about.
//!
//! It reads what was told and where the record says it came from; it must never guess from a name.

use super::record::{Record, Unreadable};
use super::{Known, Told};
use crate::yaml::NodeRef;

/// The customer's id and the node that tells it: the address of the record or of its list, else what an
/// option told, else the organization, where that is the tenant of a customer.
pub(super) fn customer<'a>(
    known: &Known<'a>,
    record: Record<'a>,
) -> Result<(&'a str, NodeRef<'a>), Unreadable<'a>> {
    let unreadable = |node, message| Err(Unreadable { node, message });
    if let Some((tenant, at)) = addressed(record) {
        return match known.customer(tenant) {
            Some(customer) => Ok((&customer.id, at)),
            None => unreadable(
                at,
                format!("is about the tenant `{tenant}`, which no Customer has"),
            ),
        };
    }
    if let Ok(told) = record.told(Told::Customer.field()) {
        return match known.workspace().get("Customer", told) {
            Some(customer) => Ok((&customer.id, record.node)),
            None => unreadable(
                record.node,
                format!("is said to be about `{told}`, but no Customer has that id"),
            ),
        };
    }
    let organization = record.node.path(&["organization", "id"]);
    let customer = organization.and_then(|node| Some((known.customer(node.text().trim())?, node)));
    match customer {
        Some((customer, node)) => Ok((&customer.id, node)),
        None => unreadable(
            record.node,
            "does not tell its customer; name it with `--customer ID`".to_owned(),
        ),
    }
}

fn addressed(record: Record<'_>) -> Option<(&str, NodeRef<'_>)> {
    const ADDRESS: &[&str] = &["links", "self", "uri"];
    let own = record.node.path(ADDRESS);
    let of_list = || record.export.spec()?.path(ADDRESS);
    own.and_then(tenant_in).or_else(|| tenant_in(of_list()?))
}

/// The tenant in an address such as `/customers/<tenant>/…`.
fn tenant_in(address: NodeRef<'_>) -> Option<(&str, NodeRef<'_>)> {
    let mut parts = address.text().split('/');
    parts.find(|part| part.eq_ignore_ascii_case("customers"))?;
    let tenant = parts.next().filter(|part| part.len() == 36)?;
    Some((tenant, address))
}

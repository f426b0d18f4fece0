//! Conditions of filing a request that are the same for all people.
//!
//! Each reads one document and says yes or no; what follows from all of them is not known here.

use super::access::Way;
use super::known::{Known, field};
use crate::model::catalog::{Product, Ticket};
use crate::yaml::NodeRef;
use jiff::civil::{Date, date};

/// Since when a request for Azure can come from direct-bill partners and distributors only; before,
/// others could file where the distributor gave them access.
const AZURE_CLOSED: Date = date(2023, 2, 1);

/// Whether Microsoft takes such requests from this type of partner.
pub(super) fn partner_type(product: &Product, partner: NodeRef<'_>, as_of: Date) -> Known {
    let authorization = field(partner, "cspAuthorization")?;
    let partner = field(authorization, "partnerType")?.text();
    Ok(match product.ticket {
        Ticket::Azure | Ticket::Entra => {
            as_of < AZURE_CLOSED || matches!(partner, "direct_bill" | "indirect_provider")
        }
        // Sources disagree about resellers here, so it is no reason to say that they cannot.
        Ticket::M365 | Ticket::None => partner != "cpv",
    })
}

/// Azure always; Entra where the customer has neither P1 nor P2.
pub(super) fn needs_azure_role(product: &Product, customer: NodeRef<'_>) -> Known {
    match product.ticket {
        Ticket::Azure => Ok(true),
        Ticket::M365 | Ticket::None => Ok(false),
        Ticket::Entra => {
            let security = field(customer, "security")?;
            Ok(field(security, "entraLicense")?.text() == "free")
        }
    }
}

/// Whether we are the customer's reseller, where Azure needs it.
pub(super) fn reseller(customer: NodeRef<'_>, azure: &Known) -> Known {
    let status = customer.path(&["resellerRelationship", "status"]);
    if status.is_none_or(|status| status.text() == "active") {
        return Ok(true);
    }
    azure.clone().map(|needed| !needed)
}

/// Whether the roles of a way may open the request.
pub(super) fn role(product: &Product, azure: &Known, way: &Way<'_>) -> Known {
    let roles = way.roles()?;
    Ok(match product.ticket {
        Ticket::Azure => !roles.is_empty(),
        Ticket::Entra if azure.clone()? => !roles.is_empty(),
        Ticket::Entra => roles.iter().any(|role| role.azure_tickets),
        Ticket::M365 | Ticket::None => roles.iter().any(|role| role.m365_tickets),
    })
}

/// Whether the customer lets people from outside in.
pub(super) fn lets_in(customer: NodeRef<'_>) -> Known {
    let policy = field(field(customer, "security")?, "conditionalAccess")?;
    let blocks = field(policy, "blocksExternal")?.as_bool() == Some(true);
    let excepts = || field(policy, "excludesServiceProvider");
    Ok(!blocks || excepts()?.as_bool() == Some(true))
}

//! The form of a request to Microsoft: its fields in their order, and which of them a request needs.
//!
//! [`FORM`] is the one list; the checklist of the runbook and the written request both follow it. It
//! knows where a field stands in a `ServiceRequest`, never what is good to write there.

use crate::model::catalog::Catalogs;

/// One field of the form.
#[derive(Debug)]
pub struct Field {
    /// The key under which pages keep its name and explanation.
    pub key: &'static str,
    /// Where it stands below `spec`.
    pub path: &'static [&'static str],
    /// Whether a request needs it.
    pub need: Need,
}

/// Whether a request needs a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Every request.
    Always,
    /// Requests about Azure.
    Azure,
    /// Requests above the lowest severity.
    Impact,
    /// Reports of outages of Business Central.
    Outage,
    /// It helps, and may be missing.
    Optional,
}

impl Need {
    /// The key under which pages say so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Azure => "azure",
            Self::Impact => "impact",
            Self::Outage => "outage",
            Self::Optional => "optional",
        }
    }
}

const fn field(key: &'static str, path: &'static [&'static str], need: Need) -> Field {
    Field { key, path, need }
}

/// All fields in the order of the form.
pub const FORM: &[Field] = &[
    field("entry_point", &["entryPoint"], Need::Always),
    field("tenant", &["context", "tenantId"], Need::Always),
    field("product", &["product"], Need::Always),
    field("plan", &["supportPlan"], Need::Azure),
    field("topic", &["supportTopic"], Need::Always),
    field("severity", &["severity"], Need::Always),
    field("impact", &["businessImpact"], Need::Impact),
    field("title", &["title"], Need::Always),
    field("description", &["description"], Need::Always),
    field("steps", &["diagnosis", "steps"], Need::Optional),
    field("findings", &["diagnosis", "findings"], Need::Optional),
    field(
        "health",
        &["preChecks", "serviceHealthCheckedAt"],
        Need::Always,
    ),
    field(
        "incident",
        &["preChecks", "relatedIncidentId"],
        Need::Optional,
    ),
    field("outage", &["outage"], Need::Outage),
    field("organization", &["organization"], Need::Always),
    field("country", &["country"], Need::Always),
    field("contact", &["primaryContact"], Need::Always),
];

/// The steps through menus that lead to the customer's context, and on to the portal for a product.
pub fn way(customer: &str, portal: Option<&str>) -> Vec<String> {
    let Ok(catalogs) = Catalogs::embedded() else {
        return Vec::new();
    };
    let named = |step: &str| match step {
        "{customer}" => customer.to_owned(),
        step => step.to_owned(),
    };
    let steps = catalogs.portal_way().map(named);
    steps.chain(portal.map(str::to_owned)).collect()
}

//! Roles in Entra, Azure and Partner Center, and what each is good for.
//!
//! Roles know their own rights, never who holds them.

use crate::model::catalog::header::date;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// A built-in role of Microsoft Entra ID.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "six independent facts")]
pub struct EntraRole {
    /// Template id, as in Graph and GDAP objects.
    pub id: String,
    /// Current name.
    pub name: String,
    /// May open Microsoft 365 support requests.
    #[serde(default)]
    pub m365_tickets: bool,
    /// May open Azure support requests as far as Entra decides.
    #[serde(default)]
    pub azure_tickets: bool,
    /// May read Microsoft 365 service health.
    #[serde(default)]
    pub health: bool,
    /// May read the message center of Microsoft 365.
    #[serde(default)]
    pub message_center: bool,
    /// Labelled privileged by Microsoft.
    #[serde(default)]
    pub privileged: bool,
    /// Level in the GDAP role guidance, where it lists the role.
    #[serde(default)]
    pub complexity: Option<Complexity>,
    /// Whether new GDAP relationships may hold it.
    #[serde(default)]
    pub new_gdap: NewGdap,
    /// Offered by Microsoft's bulk migration tool of 2023.
    #[serde(default)]
    pub bulk_tool: bool,
}

/// How demanding a role is to handle, according to the GDAP role guidance; not a measure of privilege.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Complexity {
    /// Lowest level.
    Simple,
    /// Middle level.
    Medium,
    /// Highest level.
    Complex,
}

/// Whether a role belongs into a new GDAP relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewGdap {
    /// Nothing speaks against it.
    #[default]
    Allowed,
    /// Only where nothing weaker does.
    Avoid,
    /// Reserved for the system or retired.
    Never,
}

/// Another name under which an Entra role appears.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The other name.
    pub alias: String,
    /// Current name of the role it means.
    pub role: String,
    /// Why there is another name: `misspelt`, `renamed`, `translated` or `legacy`.
    pub because: String,
}

/// A role for Azure resources.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AzureRole {
    /// Role definition id.
    pub id: String,
    /// Name.
    pub name: String,
    /// May open Azure support requests.
    #[serde(default)]
    pub tickets: bool,
    /// Eligible for partner earned credit.
    #[serde(default)]
    pub earns_credit: bool,
}

/// A role in Partner Center.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerCenterRole {
    /// Key, such as `admin_agent`.
    pub id: String,
    /// Name.
    pub name: String,
    /// What the role is for, as short phrases.
    pub rights: Vec<String>,
    /// May open support requests on behalf of customers.
    #[serde(default)]
    pub acts_for_customers: bool,
    /// May request delegated administration from a customer.
    #[serde(default)]
    pub requests_access: bool,
    /// The partner types that have the role; empty for all.
    #[serde(default)]
    pub partner_types: Vec<String>,
    /// Pages protected by multifactor authentication that the role reaches.
    #[serde(default)]
    pub pages: Vec<String>,
    /// Id of the Entra role that it gave in customers' tenants under DAP.
    #[serde(default)]
    pub under_dap: Option<String>,
}

/// A task in a customer's tenant and the least privileged roles for it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleTask {
    /// Key, such as `submit_support_ticket`.
    pub id: String,
    /// The task in words.
    pub title: String,
    /// Names of the Entra roles of which any one is enough, the preferred one first.
    pub least: Vec<String>,
    /// Names of further roles that the guidance accepts, with more privilege than needed.
    #[serde(default)]
    pub also: Vec<String>,
    /// Needs an Azure role on the resource besides.
    #[serde(default)]
    pub azure_rbac: bool,
    /// The right by which other roles do it too.
    #[serde(default)]
    pub right: Option<Right>,
    /// Keys of tasks whose roles do this one too.
    #[serde(default)]
    pub covered_by: Vec<String>,
}

/// A right that many roles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Right {
    /// May open Microsoft 365 support requests.
    M365Tickets,
    /// May read service health.
    Health,
    /// What every built-in role may.
    Any,
}

/// Something that offerings promise and what keeping it takes in a customer's tenant.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activity {
    /// Key, such as `azure_support`.
    pub id: String,
    /// The activity in words.
    pub title: String,
    /// The type of support that must be promised.
    #[serde(default)]
    pub support_type: Option<String>,
    /// Product families of which one must be promised; any where empty.
    #[serde(default)]
    pub products: Vec<String>,
    /// Topics of which one must be in scope; any where empty.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Kinds of requests of which one must be promised; any where empty.
    #[serde(default)]
    pub requests: Vec<String>,
    /// Steps of the escalation of which one must be promised; any where empty.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Only where we file requests with Microsoft ourselves.
    #[serde(default)]
    pub we_file: bool,
    /// Keys of the tasks; none where the work takes no role in the tenant.
    pub tasks: Vec<String>,
    /// Names of Azure roles of which one is needed besides, the least one first.
    #[serde(default)]
    pub azure_roles: Vec<String>,
    /// Keys of the sources; `INTERPRET` marks our reading.
    pub source: Vec<String>,
}

impl EntraRole {
    /// Whether the role has a right.
    pub const fn may(&self, right: Right) -> bool {
        match right {
            Right::M365Tickets => self.m365_tickets,
            Right::Health => self.health,
            Right::Any => true,
        }
    }
}

/// A set of Entra roles that Microsoft published or applied.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleSet {
    /// Key, such as `default_direct_bill`.
    pub id: String,
    /// What the set is.
    pub title: String,
    /// The partner type whose new customers get it by default; none for other sets.
    #[serde(default)]
    pub partner_type: Option<String>,
    /// Since when it has been applied or published.
    #[serde(deserialize_with = "date")]
    pub from: Date,
    /// Keys of the sources; empty where the file's header says more.
    #[serde(default)]
    pub source: Vec<String>,
    /// Ids of the roles.
    pub roles: Vec<String>,
}

/// Positions of roles by id and by lower-case name.
pub(super) fn names(roles: &[EntraRole]) -> HashMap<String, usize> {
    let by_id = roles.iter().map(|role| role.id.clone());
    let by_name = roles.iter().map(|role| role.name.to_lowercase());
    let positions = by_id.zip(0..).chain(by_name.zip(0..));
    positions.collect()
}

/// Positions of roles by lower-case alias.
pub(super) fn resolve(
    aliases: &[Alias],
    names: &HashMap<String, usize>,
) -> BTreeMap<String, usize> {
    aliases
        .iter()
        .filter_map(|entry| {
            let at = names.get(&entry.role.to_lowercase())?;
            Some((entry.alias.to_lowercase(), *at))
        })
        .collect()
}

//! What people at the desk can rely on for one customer today: what was promised, where each product's
//! issues go, who can take them there, and by which doors.
//!
//! It lists what other modules find out, as values; how it is told is not known here.

mod doors;
mod routes;

use super::known::{Known, catalogs};
use super::staff::HEALTH_READERS;
use super::step::Ability;
use super::{Context, plan};
use crate::judge::expr::Missing;
use crate::model::catalog::{AzureRole, EntraRole, Product};
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// One customer, as seen from the desk.
#[derive(Debug)]
pub struct Desk<'a> {
    /// What was promised, and holds today.
    pub promised: Vec<Promised<'a>>,
    /// Where issues with each product go.
    pub routes: Vec<Route<'a>>,
    /// Delegated administration, closed ways included.
    pub doors: Vec<Door<'a>>,
    /// Azure roles that are not over.
    pub azure: Vec<AzureDoor<'a>>,
    /// Ways of other kinds that are not over: Lighthouse, guests, accounts in the customer's tenant.
    pub others: Vec<&'a Entry>,
    /// Everybody whom a way names, once.
    pub staff: Vec<&'a Entry>,
    /// Those of them who can look at the customer's service health.
    pub health_readers: Vec<&'a Entry>,
    /// The partner's support plans and benefits that are in force today.
    pub plans: Vec<NodeRef<'a>>,
    /// What would have to be known to tell the rest.
    pub untold: Vec<Missing>,
}

/// A promise that holds today.
#[derive(Debug, Clone, Copy)]
pub struct Promised<'a> {
    /// The document that gives it to the customer.
    pub assignment: &'a Entry,
    /// The document that says what it is.
    pub offering: &'a Entry,
}

/// Where issues with a product go.
#[derive(Debug)]
pub struct Route<'a> {
    /// The product.
    pub product: &'static Product,
    /// What was promised about it; nothing for a product that is only sold.
    pub promised: Option<Promised<'a>>,
    /// Who takes technical issues further.
    pub goes: Goes,
    /// Everybody who might file, and what came of asking; only where we file.
    pub people: Vec<(&'a Entry, Ability)>,
    /// How near anybody comes; only where we file.
    pub best: Option<Ability>,
    /// Whether Microsoft's pages disagree about this partner filing for this product.
    pub contested: bool,
}

/// Who takes technical issues with a product further than the partner can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// We file a request with Microsoft in the customer's context.
    Microsoft,
    /// The distributor takes it.
    Provider,
    /// The product's publisher supports it.
    Publisher,
    /// There is no request in the customer's context; a plan or benefit of the partner's own is used.
    Plan,
    /// Technical support was not promised.
    NotTechnical,
    /// No support was promised at all.
    Unassigned,
}

/// One group's delegated administration.
#[derive(Debug)]
pub struct Door<'a> {
    /// The document that says so.
    pub grant: &'a Entry,
    /// The group: an `AgentGroup`, or one of Partner Center's own.
    pub group: &'a str,
    /// Whether it is the old kind, which yields to the granular one.
    pub is_dap: bool,
    /// The built-in roles that the group holds.
    pub roles: Vec<&'static EntraRole>,
    /// Whether it gives access today.
    pub open: Known,
    /// Who is in the group.
    pub people: Vec<&'a Entry>,
}

/// Roles on Azure resources.
#[derive(Debug)]
pub struct AzureDoor<'a> {
    /// The document that says so.
    pub grant: &'a Entry,
    /// The group or person that holds them.
    pub holder: &'a str,
    /// The roles, as far as the catalogue knows them.
    pub roles: Vec<&'static AzureRole>,
    /// Who that is.
    pub people: Vec<&'a Entry>,
}

impl<'a> Desk<'a> {
    /// Gathers everything about a customer on a date.
    pub fn new(workspace: &'a Workspace, as_of: Date, customer: &'a Entry) -> Self {
        let context = Context::new(workspace, as_of);
        let mut untold = Vec::new();
        let promised = routes::promised(&context, customer, &mut untold);
        let doors = doors::delegated(&context, customer);
        let azure = doors::azure(&context, customer);
        let routes = routes::routes(&context, customer, &promised, &mut untold);
        let staff = once(
            doors
                .iter()
                .flat_map(|door| &door.people)
                .chain(azure.iter().flat_map(|door| &door.people)),
        );
        Self {
            promised,
            routes,
            others: doors::others(&context, customer),
            health_readers: doors::health_readers(&doors),
            staff,
            doors,
            azure,
            plans: plans(&context, customer),
            untold,
        }
    }
}

/// The roles in Partner Center, any one of which it takes to look at service health.
pub fn health_center_roles() -> impl Iterator<Item = &'static str> {
    let catalogs = catalogs().ok();
    let named = move |role: &str| Some(catalogs?.partner_center_role(role)?.name.as_str());
    HEALTH_READERS.into_iter().filter_map(named)
}

fn once<'i, 'a: 'i>(people: impl Iterator<Item = &'i &'a Entry>) -> Vec<&'a Entry> {
    let mut found: Vec<&Entry> = Vec::new();
    for agent in people {
        if !found.iter().any(|known| known.id == agent.id) {
            found.push(agent);
        }
    }
    found
}

fn plans<'a>(context: &Context<'a>, customer: &Entry) -> Vec<NodeRef<'a>> {
    let partner = context.partner(customer).ok().and_then(Entry::spec);
    let plans = partner.and_then(|partner| partner.path(&["microsoftSupport", "plans"]));
    let plans = plans.into_iter().flat_map(NodeRef::items);
    plans
        .filter(|plan| plan::in_force(*plan, context.as_of) == Ok(true))
        .collect()
}

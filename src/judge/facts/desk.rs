//! What people at the desk can rely on for one customer today: what was promised, where each product's
//! issues go, who can take them there, and by which doors.
//!
//! It lists what other modules find out, as values; how it is told is not known here.

use super::access::{self, Way};
use super::duties;
use super::filing::Case;
use super::known::{Known, catalogs, field};
use super::people::texts;
use super::plan;
use super::promise::{self, Promise};
use super::staff::HEALTH_READERS;
use super::step::Ability;
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::catalog::{AzureRole, EntraRole, Product, Ticket, Vendor};
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
        let promised = promised(&context, customer, &mut untold);
        let doors = doors(&context, customer);
        let azure = azure(&context, customer);
        let routes = routes(&context, customer, &promised, &mut untold);
        let staff = once(
            doors
                .iter()
                .flat_map(|door| &door.people)
                .chain(azure.iter().flat_map(|door| &door.people)),
        );
        Self {
            promised,
            routes,
            others: others(&context, customer),
            health_readers: health_readers(&doors),
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

fn promised<'a>(
    context: &Context<'a>,
    customer: &Entry,
    untold: &mut Vec<Missing>,
) -> Vec<Promised<'a>> {
    let mut found = Vec::new();
    for &assignment in context.joins.assignments_of_customer(&customer.id) {
        match in_force(context, assignment) {
            Ok(offering) => found.extend(offering.map(|offering| Promised {
                assignment,
                offering,
            })),
            Err(missing) => untold.push(missing),
        }
    }
    found
}

fn in_force<'a>(
    context: &Context<'a>,
    assignment: &'a Entry,
) -> Result<Option<&'a Entry>, Missing> {
    if !duties::in_force(context, assignment)? {
        return Ok(None);
    }
    let offering = field(promise::spec(assignment)?, "offering")?.text();
    context.get("SupportOffering", offering).map(Some)
}

/// The products that the customer has from us; of one in several promises, the one with technical support.
fn routes<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    promised: &[Promised<'a>],
    untold: &mut Vec<Missing>,
) -> Vec<Route<'a>> {
    let sold: Vec<&str> = texts(customer, "products").collect();
    let mut found: Vec<(&'static Product, Option<Promised<'a>>, Goes)> = Vec::new();
    for one in promised {
        let Some(promise) = both(*one) else { continue };
        let bought = |id: &&str| sold.is_empty() || sold.contains(id);
        for product in promise.products().filter(bought).filter_map(product) {
            let goes = goes(promise, product);
            match found.iter_mut().find(|(known, ..)| known.id == product.id) {
                None => found.push((product, Some(*one), goes)),
                Some(known) if known.2 == Goes::NotTechnical => {
                    *known = (product, Some(*one), goes)
                }
                Some(_) => {}
            }
        }
    }
    for product in sold.iter().copied().filter_map(product) {
        if !found.iter().any(|(known, ..)| known.id == product.id) {
            found.push((product, None, Goes::Unassigned));
        }
    }
    let routes = found.into_iter();
    routes
        .map(|(product, promised, goes)| route(context, customer, product, promised, goes, untold))
        .collect()
}

fn product(id: &str) -> Option<&'static Product> {
    catalogs().ok()?.product(id)
}

fn both(promised: Promised<'_>) -> Option<Promise<'_>> {
    Some(Promise {
        assignment: promised.assignment.spec()?,
        offering: promised.offering.spec()?,
    })
}

fn goes(promise: Promise<'_>, product: &Product) -> Goes {
    let target = promise
        .offering
        .path(&["escalation", "technical", "target"]);
    if product.vendor == Vendor::ThirdParty {
        return Goes::Publisher;
    }
    if promise.support_types().all(|kind| kind != "technical") {
        return Goes::NotTechnical;
    }
    if !duties::is_ours(promise, &product.id) {
        return Goes::Provider;
    }
    match (product.ticket, duties::we_file(promise.offering), target) {
        (Ticket::None, ..) => Goes::Plan,
        (_, true, _) => Goes::Microsoft,
        (_, false, Some(target)) if target.text() == "isv" => Goes::Publisher,
        (_, false, _) => Goes::Provider,
    }
}

fn route<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
    product: &'static Product,
    promised: Option<Promised<'a>>,
    goes: Goes,
    untold: &mut Vec<Missing>,
) -> Route<'a> {
    let mut route = Route {
        product,
        promised,
        goes,
        people: Vec::new(),
        best: None,
        contested: false,
    };
    let Some(promised) = promised.filter(|_| goes == Goes::Microsoft) else {
        return route;
    };
    match Case::new(context, promised.assignment, &customer.id, product) {
        Ok(case) => {
            let people = case.everybody().into_iter();
            route.people = people.map(|agent| (agent, case.best_of(agent))).collect();
            route.best = Some(case.best());
            route.contested = is_contested(context, promised.assignment, product);
        }
        Err(missing) => untold.push(missing),
    }
    route
}

/// Whether resellers and advisors may file for other products than Azure changed several times.
fn is_contested(context: &Context<'_>, assignment: &Entry, product: &Product) -> bool {
    let partner = context.partner(assignment).ok().and_then(Entry::spec);
    let kind = partner.and_then(|partner| partner.path(&["cspAuthorization", "partnerType"]));
    let indirect = kind.is_some_and(|kind| matches!(kind.text(), "indirect_reseller" | "advisor"));
    indirect && product.ticket == Ticket::M365
}

fn doors<'a>(context: &Context<'a>, customer: &Entry) -> Vec<Door<'a>> {
    let ways = access::ways(context, &customer.id).into_iter();
    ways.map(|way| Door {
        grant: way.grant,
        group: way.group,
        is_dap: way.is_dap(),
        roles: Way::roles(&way).unwrap_or_default(),
        open: way.open(context.as_of),
        people: crew(context, way.group),
    })
    .collect()
}

fn crew<'a>(context: &Context<'a>, group: &str) -> Vec<&'a Entry> {
    let crew = context.people.crew(&context.joins, group);
    crew.map_or_else(Vec::new, |crew| crew.people().collect())
}

fn azure<'a>(context: &Context<'a>, customer: &Entry) -> Vec<AzureDoor<'a>> {
    let grants = access::grants(context, &customer.id, "azure_rbac");
    grants
        .filter_map(|grant| azure_door(context, fit(grant).ok()?))
        .collect()
}

fn azure_door<'a>(context: &Context<'a>, grant: &'a Entry) -> Option<AzureDoor<'a>> {
    let spec = grant.spec()?;
    let principal = spec.get("principal")?;
    let listed = spec.get("roles").into_iter().flat_map(NodeRef::items);
    let known = |role: NodeRef<'_>| {
        let catalogs = catalogs().ok()?;
        let named = [role.str("id"), role.str("name")].into_iter().flatten();
        named.filter_map(|text| catalogs.azure_role(text)).next()
    };
    let (holder, people) = match (principal.str("agent"), principal.str("group")) {
        (Some(agent), _) => (agent, context.joins.agent(agent).into_iter().collect()),
        (None, Some(group)) => (group, crew(context, group)),
        (None, None) => (principal.str("objectId").unwrap_or_default(), Vec::new()),
    };
    Some(AzureDoor {
        grant,
        holder,
        roles: listed.filter_map(known).collect(),
        people,
    })
}

fn others<'a>(context: &Context<'a>, customer: &Entry) -> Vec<&'a Entry> {
    let kinds = ["azure_lighthouse", "b2b_guest", "local_account"];
    let grants = kinds.iter();
    grants
        .flat_map(|kind| access::grants(context, &customer.id, kind))
        .collect()
}

fn health_readers<'a>(doors: &[Door<'a>]) -> Vec<&'a Entry> {
    let sees =
        |door: &&Door<'_>| door.open == Ok(true) && door.roles.iter().any(|role| role.health);
    let people = doors.iter().filter(sees).flat_map(|door| &door.people);
    let reaches = |agent: &&&Entry| {
        texts(agent, "partnerCenterRoles").any(|role| HEALTH_READERS.contains(&role))
    };
    once(people.filter(reaches))
}

fn plans<'a>(context: &Context<'a>, customer: &Entry) -> Vec<NodeRef<'a>> {
    let partner = context.partner(customer).ok().and_then(Entry::spec);
    let plans = partner.and_then(|partner| partner.path(&["microsoftSupport", "plans"]));
    let plans = plans.into_iter().flat_map(NodeRef::items);
    plans
        .filter(|plan| plan::in_force(*plan, context.as_of) == Ok(true))
        .collect()
}

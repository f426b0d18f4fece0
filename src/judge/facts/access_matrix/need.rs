//! What the work for a customer takes: tasks that promised activities need, and tasks that grants declare.
//!
//! It reads promises and grants; who holds which role is not known here.

use crate::judge::expr::Missing;
use crate::judge::facts::duties::{in_force, is_ours, we_file};
use crate::judge::facts::known::{catalogs, day, field};
use crate::judge::facts::promise::{Promise, is_named, spec, texts};
use crate::judge::facts::{Context, access};
use crate::model::Entry;
use crate::model::catalog::{Activity, RoleTask};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// How far a topic must be covered to take work.
const COVERED: [&str; 4] = ["included", "limited", "discretionary", "chargeable"];

/// The key of a source that marks our reading.
const READING: &str = "INTERPRET";

/// A task that somebody has to be able to do in the customer's tenant.
#[derive(Debug, Clone, Copy)]
pub struct Need<'a> {
    /// The task.
    pub task: &'static RoleTask,
    /// Why.
    pub cause: Cause<'a>,
    /// Where it is written.
    pub at: NodeRef<'a>,
}

/// Why a task is needed.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// An assigned offering promises an activity.
    Promised {
        /// The activity.
        activity: &'static Activity,
        /// The assignment.
        assignment: &'a Entry,
        /// Last day of the promise; none where it has no end.
        until: Option<Date>,
    },
    /// A grant declares it.
    Declared {
        /// The grant.
        grant: &'a Entry,
    },
}

impl Need<'_> {
    /// The activity's or the task's title.
    pub fn title(&self) -> &'static str {
        match self.cause {
            Cause::Promised { activity, .. } => &activity.title,
            Cause::Declared { .. } => &self.task.title,
        }
    }

    /// Whether it is only our reading that the promise takes this task.
    pub fn is_reading(&self) -> bool {
        match self.cause {
            Cause::Promised { activity, .. } => activity.source.iter().all(|key| key == READING),
            Cause::Declared { .. } => false,
        }
    }

    /// Azure roles of which one is needed besides, the least one first.
    pub fn azure_roles(&self) -> &'static [String] {
        match self.cause {
            Cause::Promised { activity, .. } => &activity.azure_roles,
            Cause::Declared { .. } => &[],
        }
    }
}

/// All needs of a customer: what is promised first, each task once per activity or grant.
pub(super) fn needs<'a>(
    context: &Context<'a>,
    customer: &'a Entry,
) -> Result<Vec<Need<'a>>, Missing> {
    let mut found = promised(context, &customer.id)?;
    let catalogs = catalogs()?;
    let grants = context.joins.grants_of_customer(&customer.id).iter();
    for grant in grants.filter(|grant| !access::over(grant, context.as_of)) {
        let tasks = grant.spec().and_then(|spec| spec.get("tasks"));
        let declared = tasks.into_iter().flat_map(NodeRef::items);
        found.extend(declared.filter_map(|at| {
            Some(Need {
                task: catalogs.task(at.text())?,
                cause: Cause::Declared { grant },
                at,
            })
        }));
    }
    Ok(found)
}

/// What the offerings that a customer has today promise; nothing to a customer who has left.
pub(in crate::judge::facts) fn promised<'a>(
    context: &Context<'a>,
    customer: &str,
) -> Result<Vec<Need<'a>>, Missing> {
    let mut found: Vec<Need<'a>> = Vec::new();
    for assignment in context.joins.assignments_of_customer(customer) {
        if in_force(context, assignment)? {
            for need in of_assignment(context, assignment)? {
                let known = |other: &Need<'_>| {
                    other.task.id == need.task.id && other.title() == need.title()
                };
                match found.iter_mut().find(|other| known(other)) {
                    Some(other) if lasts_longer(&need, other) => *other = need,
                    Some(_) => {}
                    None => found.push(need),
                }
            }
        }
    }
    Ok(found)
}

/// Of two promises of the same, the one that lasts longer counts.
fn lasts_longer(need: &Need<'_>, known: &Need<'_>) -> bool {
    match (need.cause, known.cause) {
        (Cause::Promised { until: new, .. }, Cause::Promised { until: old, .. }) => {
            old.is_some_and(|old| new.is_none_or(|new| new > old))
        }
        _ => false,
    }
}

fn of_assignment<'a>(
    context: &Context<'a>,
    assignment: &'a Entry,
) -> Result<Vec<Need<'a>>, Missing> {
    let own = spec(assignment)?;
    let at = field(own, "offering")?;
    let promise = Promise {
        assignment: own,
        offering: spec(context.get("SupportOffering", at.text())?)?,
    };
    let until = promised_until(promise)?;
    let customer = spec(context.get("Customer", field(own, "customer")?.text())?)?;
    let said = Said::new(promise, customer.get("products"));
    let catalogs = catalogs()?;
    let activities = catalogs.activities().iter();
    let promised = activities.filter(|activity| said.promises(activity));
    let needs = promised.flat_map(|activity| {
        let tasks = activity.tasks.iter().filter_map(|id| catalogs.task(id));
        tasks.map(move |task| Need {
            task,
            cause: Cause::Promised {
                activity,
                assignment,
                until,
            },
            at,
        })
    });
    Ok(needs.collect())
}

/// The last day on which an assignment and its offering both hold; none where neither has one.
pub(in crate::judge::facts) fn promised_until(
    promise: Promise<'_>,
) -> Result<Option<Date>, Missing> {
    let end = |of: NodeRef<'_>| of.get("effectiveTo").map(day).transpose();
    let ends = [end(promise.assignment)?, end(promise.offering)?];
    Ok(ends.into_iter().flatten().min())
}

/// What an assignment and its offering say, read once for all activities.
struct Said<'a> {
    support_types: Vec<&'a str>,
    products: Vec<Bought<'a>>,
    topics: Vec<&'a str>,
    requests: Vec<&'a str>,
    steps: Vec<&'a str>,
    we_file: bool,
}

/// A product of a promise that the customer has from us.
struct Bought<'a> {
    id: &'a str,
    /// Whether its technical support is our work.
    ours: bool,
}

impl<'a> Said<'a> {
    fn new(promise: Promise<'a>, bought: Option<NodeRef<'a>>) -> Self {
        let offering = promise.offering;
        let products = promise.products();
        let sold = products.filter(|id| bought.is_none() || is_named(bought, id));
        let product = |id| Bought {
            id,
            ours: is_ours(promise, id),
        };
        Self {
            support_types: promise.support_types().collect(),
            products: sold.map(product).collect(),
            topics: topics(offering).collect(),
            requests: requests(offering).collect(),
            steps: steps(offering).collect(),
            we_file: we_file(offering),
        }
    }

    /// Whether an activity is promised, as our own work, for a product that the customer has from us.
    fn promises(&self, activity: &Activity) -> bool {
        let technical = activity.support_type.as_deref() == Some("technical");
        let of_type = activity.support_type.as_deref();
        let of_product = |product: &Bought<'_>| {
            let mut named = activity.products.iter();
            named.any(|named| named == product.id) && (!technical || product.ours)
        };
        let one_of = |wanted: &[String], told: &[&str]| {
            wanted.is_empty() || wanted.iter().any(|wanted| told.contains(&wanted.as_str()))
        };
        of_type.is_none_or(|wanted| self.support_types.contains(&wanted))
            && (activity.products.is_empty() || self.products.iter().any(of_product))
            && (!activity.we_file || self.we_file)
            && one_of(&activity.topics, &self.topics)
            && one_of(&activity.requests, &self.requests)
            && one_of(&activity.steps, &self.steps)
    }
}

fn topics(offering: NodeRef<'_>) -> impl Iterator<Item = &str> {
    let scope = offering.get("scope");
    let list = scope.and_then(|scope| scope.get("topics"));
    let covered = list.into_iter().flat_map(NodeRef::items).filter(|topic| {
        let how = topic.str("covered").unwrap_or_default();
        COVERED.contains(&how)
    });
    let named = covered.filter_map(|topic| topic.str("topic"));
    texts(scope.and_then(|scope| scope.get("inScope"))).chain(named)
}

fn requests(offering: NodeRef<'_>) -> impl Iterator<Item = &str> {
    let kinds = offering.get("requestTypes");
    let kinds = kinds.into_iter().flat_map(NodeRef::items);
    kinds.filter_map(|kind| kind.str("id"))
}

fn steps(offering: NodeRef<'_>) -> impl Iterator<Item = &str> {
    texts(offering.path(&["escalation", "steps"]))
}

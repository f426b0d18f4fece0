//! Whether somebody can file a request with Microsoft for a customer and a product.
//!
//! A person can if a row of conditions holds, asked in a fixed order; the first one that fails says
//! best what is wrong. Only people in groups that the customer's grants name are looked at.

use super::access::{self, Way};
use super::conditions::{lets_in, needs_azure_role, partner_type, reseller, role};
use super::known::{Known, all, any, field};
use super::people::{Crew, texts};
use super::promise;
use super::step::{Ability, Obstacle, Step};
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::model::catalog::Product;
use crate::yaml::NodeRef;
use std::collections::HashSet;

type Check = for<'a> fn(&Attempt<'_, 'a>) -> Known;

/// The conditions in the order in which they are asked.
const STEPS: &[(Step, Check)] = &[
    (Step::PartnerType, |attempt| {
        attempt.case.partner_type.clone()
    }),
    (Step::Reseller, |attempt| attempt.case.reseller.clone()),
    (Step::Works, |attempt| attempt.works()),
    (Step::Access, |attempt| attempt.door.open.clone()),
    (Step::Role, |attempt| attempt.door.role.clone()),
    (Step::AzureRole, |attempt| attempt.azure_role()),
    (Step::PartnerCenter, |attempt| {
        access::acts_for_customers(attempt.agent)
    }),
    (Step::Mfa, |attempt| attempt.mfa()),
    (Step::Guest, |attempt| Ok(!attempt.is_guest())),
    (Step::Conditional, |attempt| attempt.case.lets_in.clone()),
];

/// One customer and product, with the answers that are the same for all people.
pub(super) struct Case<'c, 'a> {
    context: &'c Context<'a>,
    customer: &'a Entry,
    partner: NodeRef<'a>,
    product: &'static Product,
    doors: Vec<Door<'a>>,
    partner_type: Known,
    reseller: Known,
    azure_grants: Result<Option<Vec<&'a Entry>>, Missing>,
    lets_in: Known,
}

/// A way into the customer's tenant, with the answers that are the same for all of its group.
struct Door<'a> {
    way: Way<'a>,
    open: Known,
    role: Known,
}

/// One person who tries, by one way.
#[derive(Clone, Copy)]
struct Attempt<'t, 'a> {
    case: &'t Case<'t, 'a>,
    agent: &'a Entry,
    door: &'t Door<'a>,
}

impl<'c, 'a> Case<'c, 'a> {
    /// Everything that filing for a customer and product depends on.
    pub(super) fn new(
        context: &'c Context<'a>,
        document: &Entry,
        customer: &str,
        product: &'static Product,
    ) -> Result<Self, Missing> {
        let customer = context.get("Customer", customer)?;
        let spec = promise::spec(customer)?;
        let partner = promise::spec(context.partner(document)?)?;
        let azure = needs_azure_role(product, spec);
        let ways = access::ways(context, &customer.id).into_iter();
        let grants = || access::azure_ticket_grants(context, &customer.id);
        Ok(Self {
            context,
            customer,
            partner,
            product,
            doors: ways
                .map(|way| Door {
                    way,
                    open: way.open(context.as_of),
                    role: role(product, &azure, &way),
                })
                .collect(),
            partner_type: partner_type(product, partner, context.as_of),
            reseller: reseller(spec, &azure),
            azure_grants: azure.and_then(|needed| needed.then(grants).transpose()),
            lets_in: lets_in(spec),
        })
    }

    /// How near anybody comes.
    pub(super) fn best(&self) -> Ability {
        self.best_until(Step::Conditional)
    }

    /// How near anybody comes, as far as one condition; what comes after it is not asked. Where a
    /// group does not say who is in it, somebody in it may be able to.
    pub(super) fn best_until(&self, last: Step) -> Ability {
        let doors = self.doors.iter();
        let attempts =
            doors.flat_map(|door| self.people(door).map(|agent| self.attempt(agent, door)));
        let best = nearest(attempts, last).unwrap_or_else(|| self.nobody());
        match self.doors.iter().find_map(|door| self.untold(door)) {
            Some(unknown) if unknown.beats(&best) => unknown,
            _ => best,
        }
    }

    /// How near one person comes, by the best of the ways open to them.
    pub(super) fn best_of(&self, agent: &'a Entry) -> Ability {
        let own = self.doors.iter().filter(|door| self.leads(door, agent));
        let attempts = own.map(|door| self.attempt(agent, door));
        nearest(attempts, Step::Conditional).unwrap_or_else(|| self.nobody())
    }

    /// Whether a person has access today with a role that may open the request.
    pub(super) fn holds_role(&self, agent: &'a Entry) -> Known {
        let own = self.doors.iter().filter(|door| self.leads(door, agent));
        any(own.map(|door| all([door.open.clone(), door.role.clone()])))
    }

    /// Everybody whom the customer's grants name, once.
    pub(super) fn everybody(&self) -> Vec<&'a Entry> {
        let mut seen = HashSet::new();
        let all = self.doors.iter().flat_map(|door| self.people(door));
        all.filter(|agent| seen.insert(agent.id.as_str())).collect()
    }

    fn attempt<'t>(&'t self, agent: &'a Entry, door: &'t Door<'a>) -> Attempt<'t, 'a> {
        Attempt {
            case: self,
            agent,
            door,
        }
    }

    fn people<'s>(&'s self, door: &'s Door<'a>) -> impl Iterator<Item = &'a Entry> + 's {
        let people = self.crew(door).into_iter().flat_map(Crew::people);
        people.filter(|agent| self.leads(door, agent))
    }

    fn crew(&self, door: &Door<'a>) -> Option<Crew<'c, 'a>> {
        let context = self.context;
        context.people.crew(&context.joins, door.way.group)
    }

    /// Whether a way is one for this person: in the group, and where a group with GDAP has them too,
    /// not by DAP, because GDAP wins even where it is weaker.
    fn leads(&self, door: &Door<'a>, agent: &Entry) -> bool {
        let has = |door: &Door<'a>| self.crew(door).is_some_and(|crew| crew.has(agent));
        let wins = |other: &Door<'a>| !other.way.is_dap() && other.open == Ok(true) && has(other);
        has(door) && !(door.way.is_dap() && self.doors.iter().any(wins))
    }

    /// Says who would have to be known, where nothing else about the way fails.
    fn untold(&self, door: &Door<'a>) -> Option<Ability> {
        let group = self.crew(door)?.untold()?;
        let mut answers = [&self.partner_type, &self.reseller, &door.open, &door.role].into_iter();
        let hopeless = answers.any(|answer| *answer == Ok(false));
        (!hopeless).then(|| Ability::Unknown(Missing::new(format!("who is in `{group}`"))))
    }

    /// What is the matter where nobody is reachable.
    fn nobody(&self) -> Ability {
        let first = [
            (Step::PartnerType, &self.partner_type),
            (Step::Reseller, &self.reseller),
        ];
        let mut failing = first
            .into_iter()
            .filter(|(_, answer)| **answer == Ok(false));
        if let Some((step, _)) = failing.next() {
            return Ability::Cannot(step, self.obstacle());
        }
        Ability::Cannot(Step::Access, self.obstacle())
    }

    fn obstacle(&self) -> Obstacle {
        Obstacle {
            customer: self.customer.id.clone(),
            product: self.product.name.clone(),
            ..Obstacle::default()
        }
    }
}

/// The attempt nearest to success, the first of equals, in words.
fn nearest<'t, 'a: 't>(
    attempts: impl Iterator<Item = Attempt<'t, 'a>>,
    last: Step,
) -> Option<Ability> {
    let mut best: Option<(Ability, Attempt<'t, 'a>)> = None;
    for attempt in attempts {
        let ability = attempt.ability(last);
        if best.as_ref().is_none_or(|(known, _)| ability.beats(known)) {
            best = Some((ability, attempt));
        }
        if let Some((Ability::Can, _)) = best {
            break;
        }
    }
    best.map(|(ability, attempt)| match ability {
        Ability::Cannot(step, _) => Ability::Cannot(step, attempt.obstacle()),
        other => other,
    })
}

impl Attempt<'_, '_> {
    fn ability(&self, last: Step) -> Ability {
        let mut untold = None;
        for (step, check) in STEPS.iter().filter(|(step, _)| *step <= last) {
            match check(self) {
                Ok(true) => {}
                Ok(false) => return Ability::Cannot(*step, Obstacle::default()),
                Err(missing) => untold = untold.or(Some(missing)),
            }
        }
        untold.map_or(Ability::Can, Ability::Unknown)
    }

    fn works(&self) -> Known {
        let status = promise::spec(fit(self.agent)?)?.str("status");
        Ok(status.is_none_or(|status| status == "active"))
    }

    fn azure_role(&self) -> Known {
        match self.case.azure_grants.as_ref().map_err(Clone::clone)? {
            None => Ok(true),
            Some(grants) => {
                let context = self.case.context;
                any(grants
                    .iter()
                    .map(|grant| access::holds(context, grant, self.agent)))
            }
        }
    }

    /// The account's own setting, else the partner's for everybody.
    fn mfa(&self) -> Known {
        let own = self
            .agent
            .spec()
            .and_then(|spec| spec.path(&["mfa", "enforced"]));
        let enforced = match own {
            Some(own) => own,
            None => field(
                field(field(self.case.partner, "security")?, "mfa")?,
                "allUsers",
            )?,
        };
        Ok(enforced.as_bool() == Some(true))
    }

    fn is_guest(&self) -> bool {
        let mut tenants = texts(self.agent, "guestIn");
        tenants.any(|customer| customer == self.case.customer.id)
    }

    fn obstacle(&self) -> Obstacle {
        Obstacle {
            agent: self.agent.id.clone(),
            group: self.door.way.group.to_owned(),
            grant: self.door.way.grant.id.clone(),
            ..self.case.obstacle()
        }
    }
}

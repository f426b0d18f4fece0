//! Whether somebody can file a request with Microsoft for a customer and a product.
//!
//! A person can if a row of conditions holds, asked in a fixed order; the first one that fails says
//! best what is wrong. Only people in groups that the customer's grants name are looked at.

use super::access::{self, Way};
use super::known::{Known, all, any, field};
use super::people::{Crew, texts};
use super::promise;
use super::step::{Ability, Names, Step};
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::model::catalog::{Product, Ticket};
use crate::yaml::NodeRef;
use jiff::civil::{Date, date};
use std::collections::HashSet;

/// Since when a request for Azure can come from direct-bill partners and distributors only; before,
/// others could file where the distributor gave them access.
const AZURE_CLOSED: Date = date(2023, 2, 1);

type Check = for<'a> fn(&Attempt<'_, 'a>) -> Known;

/// The conditions in the order in which they are asked.
const STEPS: &[(Step, Check)] = &[
    (Step::PartnerType, |attempt| attempt.case.partner_type()),
    (Step::Reseller, |attempt| attempt.case.reseller()),
    (Step::Works, |attempt| attempt.works()),
    (Step::Access, |attempt| {
        attempt.way.open(attempt.case.context.as_of)
    }),
    (Step::Role, |attempt| attempt.role()),
    (Step::AzureRole, |attempt| attempt.azure_role()),
    (Step::PartnerCenter, |attempt| {
        access::acts_for_customers(attempt.agent)
    }),
    (Step::Mfa, |attempt| attempt.mfa()),
    (Step::Guest, |attempt| Ok(!attempt.is_guest())),
    (Step::Conditional, |attempt| attempt.case.lets_in()),
];

/// One customer and product.
pub(super) struct Case<'c, 'a> {
    context: &'c Context<'a>,
    customer: &'a Entry,
    spec: NodeRef<'a>,
    partner: NodeRef<'a>,
    product: &'static Product,
    ways: Vec<Way<'a>>,
}

/// One person who tries, by one way.
struct Attempt<'t, 'a> {
    case: &'t Case<'t, 'a>,
    agent: &'a Entry,
    way: &'t Way<'a>,
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
        Ok(Self {
            context,
            spec: promise::spec(customer)?,
            partner: promise::spec(context.partner(document)?)?,
            product,
            ways: access::ways(context, &customer.id),
            customer,
        })
    }

    /// How near anybody comes.
    pub(super) fn best(&self) -> Ability {
        self.best_by(|_| true)
    }

    /// How near one person comes, by the best of the ways open to them.
    pub(super) fn best_of(&self, agent: &'a Entry) -> Ability {
        let own = self.ways.iter().filter(|way| self.leads(way, agent));
        let abilities = own.map(|way| self.ability(agent, way, |_| true));
        abilities.reduce(Ability::better).unwrap_or_else(|| {
            let name = self.customer.id.as_str();
            self.before_people().unwrap_or_else(|| {
                let detail = format!("`{}` is in no group with access to `{name}`", agent.id);
                Ability::Cannot(Step::Access, detail)
            })
        })
    }

    /// How near anybody comes, as far as one condition; what comes after it is not asked.
    pub(super) fn best_until(&self, last: Step) -> Ability {
        self.best_by(|step| step <= last)
    }

    /// Whether a person has access today with a role that may open the request.
    pub(super) fn holds_role(&self, agent: &'a Entry) -> Known {
        let own = self.ways.iter().filter(|way| self.leads(way, agent));
        any(own.map(|way| {
            let attempt = Attempt {
                case: self,
                agent,
                way,
            };
            all([way.open(self.context.as_of), attempt.role()])
        }))
    }

    /// Everybody whom the customer's grants name, once.
    pub(super) fn everybody(&self) -> Vec<&'a Entry> {
        let mut seen = HashSet::new();
        let all = self.ways.iter().flat_map(|way| self.people(way));
        all.filter(|agent| seen.insert(agent.id.as_str())).collect()
    }

    fn best_by(&self, asked: impl Fn(Step) -> bool) -> Ability {
        let mut best = self.nobody();
        for way in &self.ways {
            for agent in self.people(way) {
                best = best.better(self.ability(agent, way, &asked));
                if best == Ability::Can {
                    return best;
                }
            }
        }
        best
    }

    fn people<'s>(&'s self, way: &'s Way<'a>) -> impl Iterator<Item = &'a Entry> + 's {
        let crew = self.crew(way).into_iter();
        let people = crew.flat_map(Crew::people);
        people.filter(|agent| self.leads(way, agent))
    }

    fn crew(&self, way: &Way<'a>) -> Option<Crew<'c, 'a>> {
        self.context.people.crew(&self.context.joins, way.group)
    }

    /// Whether a way is one for this person: in the group, and where a group with GDAP has them too,
    /// not by DAP, because GDAP wins even where it is weaker.
    fn leads(&self, way: &Way<'a>, agent: &Entry) -> bool {
        let has = |way: &Way<'a>| self.crew(way).is_some_and(|crew| crew.has(agent));
        let stronger = |other: &Way<'a>| {
            !other.is_dap() && other.open(self.context.as_of) == Ok(true) && has(other)
        };
        has(way) && !(way.is_dap() && self.ways.iter().any(stronger))
    }

    /// What is the matter where nobody is reachable.
    pub(super) fn nobody(&self) -> Ability {
        if let Some(ability) = self.before_people() {
            return ability;
        }
        if let Some(group) = self.ways.iter().find_map(|way| self.crew(way)?.untold()) {
            return Ability::Unknown(Missing::new(format!("who is in `{group}`")));
        }
        let customer = &self.customer.id;
        let detail = format!("no group with people in it has access to `{customer}`");
        Ability::Cannot(Step::Access, detail)
    }

    /// What fails whoever tries.
    fn before_people(&self) -> Option<Ability> {
        let checks = [
            (Step::PartnerType, self.partner_type()),
            (Step::Reseller, self.reseller()),
        ];
        let failing = checks.into_iter().find(|(_, answer)| *answer == Ok(false));
        failing.map(|(step, _)| Ability::Cannot(step, step.detail(&self.names())))
    }

    fn ability(&self, agent: &'a Entry, way: &Way<'a>, asked: impl Fn(Step) -> bool) -> Ability {
        let attempt = Attempt {
            case: self,
            agent,
            way,
        };
        let mut untold = None;
        for (step, check) in STEPS.iter().filter(|(step, _)| asked(*step)) {
            match check(&attempt) {
                Ok(true) => {}
                Ok(false) => return Ability::Cannot(*step, attempt.detail(*step)),
                Err(missing) => untold = untold.or(Some(missing)),
            }
        }
        untold.map_or(Ability::Can, Ability::Unknown)
    }

    fn names(&self) -> Names<'_> {
        Names {
            customer: &self.customer.id,
            product: &self.product.name,
            ..Names::default()
        }
    }

    fn partner_type(&self) -> Known {
        let authorization = field(self.partner, "cspAuthorization")?;
        let partner = field(authorization, "partnerType")?.text();
        Ok(match self.product.ticket {
            Ticket::Azure | Ticket::Entra => {
                let closed = self.context.as_of >= AZURE_CLOSED;
                !closed || matches!(partner, "direct_bill" | "indirect_provider")
            }
            // Sources disagree about resellers here, so it is no reason to say that they cannot.
            Ticket::M365 | Ticket::None => partner != "cpv",
        })
    }

    fn reseller(&self) -> Known {
        let status = self.spec.path(&["resellerRelationship", "status"]);
        let active = status.is_none_or(|status| status.text() == "active");
        if active {
            Ok(true)
        } else {
            self.needs_azure_role().map(|needs| !needs)
        }
    }

    /// Azure always; Entra where the customer has neither P1 nor P2.
    fn needs_azure_role(&self) -> Known {
        match self.product.ticket {
            Ticket::Azure => Ok(true),
            Ticket::M365 | Ticket::None => Ok(false),
            Ticket::Entra => {
                let security = field(self.spec, "security")?;
                Ok(field(security, "entraLicense")?.text() == "free")
            }
        }
    }

    fn lets_in(&self) -> Known {
        let policy = field(field(self.spec, "security")?, "conditionalAccess")?;
        let blocks = field(policy, "blocksExternal")?.as_bool() == Some(true);
        let excepts = || field(policy, "excludesServiceProvider");
        Ok(!blocks || excepts()?.as_bool() == Some(true))
    }
}

impl Attempt<'_, '_> {
    fn works(&self) -> Known {
        let status = promise::spec(fit(self.agent)?)?.str("status");
        Ok(status.is_none_or(|status| status == "active"))
    }

    fn role(&self) -> Known {
        let roles = self.way.roles()?;
        Ok(match self.case.product.ticket {
            Ticket::Azure => !roles.is_empty(),
            Ticket::Entra if self.case.needs_azure_role()? => !roles.is_empty(),
            Ticket::Entra => roles.iter().any(|role| role.azure_tickets),
            Ticket::M365 | Ticket::None => roles.iter().any(|role| role.m365_tickets),
        })
    }

    fn azure_role(&self) -> Known {
        if !self.case.needs_azure_role()? {
            return Ok(true);
        }
        access::azure_tickets(self.case.context, &self.case.customer.id, self.agent)
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

    fn detail(&self, step: Step) -> String {
        step.detail(&Names {
            agent: &self.agent.id,
            group: self.way.group,
            grant: &self.way.grant.id,
            ..self.case.names()
        })
    }
}

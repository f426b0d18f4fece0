//! The way that works today: for each product, who takes an issue further, who can file with Microsoft,
//! and where nobody can, what stands in the way and what to do about it.

use super::{Subject, day, grant_called, name, plans};
use crate::error::Result;
use crate::judge::facts::desk::{Goes, Route};
use crate::judge::facts::{Ability, Obstacle, Step};
use crate::model::{Entry, offering};
use crate::page::phone;
use crate::yaml::NodeRef;
use schemars::JsonSchema;
use serde::Serialize;

/// One product.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookRoute")]
pub(super) struct Row {
    /// The product.
    product: String,
    /// Who takes it further.
    goes: String,
    /// Whether that works: `yes`, `no`, `unknown`; nothing where it is not ours to file.
    works: Option<&'static str>,
    /// Who can file.
    can: Option<String>,
    /// Who cannot though others can, each with the condition that fails.
    cannot: Option<String>,
    /// What stands in the way, the smallest obstacle first; only where nobody can.
    obstacles: Vec<Told>,
    /// What would have to be known.
    unknown: Vec<String>,
    /// Under which plan.
    plan: Option<String>,
    /// Whether the guidance contradicts itself here.
    contested: bool,
    /// How to reach those who take it further.
    contacts: Vec<String>,
}

/// What is the matter, and what to do.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RunbookObstacle")]
struct Told {
    /// What fails.
    step: String,
    /// Why.
    what: String,
    /// What to do about it.
    remedy: String,
}

pub(super) fn rows(subject: &Subject<'_>) -> Result<Vec<Row>> {
    let routes = subject.desk.routes.iter();
    routes.map(|route| row(subject, route)).collect()
}

fn row(subject: &Subject<'_>, route: &Route<'_>) -> Result<Row> {
    let able = route
        .people
        .iter()
        .filter(|(_, ability)| *ability == Ability::Can);
    let can: Vec<_> = able.map(|(agent, _)| name(agent)).collect();
    let works = route.best.as_ref().map(|best| match best {
        Ability::Can => "yes",
        Ability::Cannot(..) => "no",
        Ability::Unknown(_) => "unknown",
    });
    Ok(Row {
        product: subject.words.name("product", &route.product.id)?,
        goes: subject.say(&format!("runbook.goes.{}", key(route.goes)), &[])?,
        works,
        cannot: if can.is_empty() {
            None
        } else {
            cannot(subject, route)?
        },
        obstacles: if works == Some("no") {
            obstacles(subject, route)?
        } else {
            Vec::new()
        },
        unknown: unknown(route),
        can: subject.words.locale.several("comma", &can)?,
        plan: plans::named(subject, route)?,
        contested: route.contested,
        contacts: contacts(subject, route)?,
    })
}

const fn key(goes: Goes) -> &'static str {
    match goes {
        Goes::Microsoft => "microsoft",
        Goes::Provider => "provider",
        Goes::Publisher => "publisher",
        Goes::Plan => "plan",
        Goes::NotTechnical => "not_technical",
        Goes::Unassigned => "unassigned",
    }
}

fn cannot(subject: &Subject<'_>, route: &Route<'_>) -> Result<Option<String>> {
    let mut told = Vec::new();
    for (agent, ability) in &route.people {
        if let Ability::Cannot(step, _) = ability {
            let step = step_name(subject, *step)?;
            told.push(subject.words.locale.with_aside(name(agent), &step)?);
        }
    }
    subject.words.locale.several("comma", &told)
}

fn step_name(subject: &Subject<'_>, step: Step) -> Result<String> {
    subject.say(&format!("runbook.step.{}", step.key()), &[])
}

/// The obstacle of whoever comes nearest first, then those of the others; each told once.
fn obstacles(subject: &Subject<'_>, route: &Route<'_>) -> Result<Vec<Told>> {
    let mut all: Vec<(Step, &Obstacle)> = Vec::new();
    let people = route.people.iter().map(|(_, ability)| ability);
    for ability in people.chain(&route.best) {
        if let Ability::Cannot(step, obstacle) = ability {
            all.push((*step, obstacle));
        }
    }
    all.sort_by_key(|(step, _)| std::cmp::Reverse(*step));
    let mut told = Vec::new();
    for (step, obstacle) in all {
        let one = tell(subject, step, obstacle)?;
        if !told.contains(&one) {
            told.push(one);
        }
    }
    Ok(told)
}

fn tell(subject: &Subject<'_>, step: Step, obstacle: &Obstacle) -> Result<Told> {
    let workspace = subject.edition.workspace;
    let agent = workspace.get("Agent", &obstacle.agent).map(name);
    let group = workspace.get("AgentGroup", &obstacle.group).map(name);
    let grant = workspace.get("AccessGrant", &obstacle.grant);
    let grant = grant.map(grant_called);
    let values = [
        ("agent", agent.unwrap_or(&obstacle.agent)),
        ("group", group.unwrap_or(&obstacle.group)),
        ("grant", grant.unwrap_or(&obstacle.grant)),
        ("customer", subject.customer_name()),
        ("product", obstacle.product.as_str()),
    ];
    let key = match step {
        Step::Access if obstacle.grant.is_empty() => "nobody",
        step => step.key(),
    };
    let over = workspace.get("AccessGrant", &obstacle.grant);
    let over = over.is_some_and(|grant| is_over(subject, grant));
    let remedy = if key == "access" && over {
        "access_over"
    } else {
        key
    };
    Ok(Told {
        step: step_name(subject, step)?,
        what: subject.say(&format!("runbook.obstacle.{key}"), &values)?,
        remedy: subject.say(&format!("runbook.remedy.{remedy}"), &values)?,
    })
}

/// Whether a relationship has ended, so that only a new one helps.
fn is_over(subject: &Subject<'_>, grant: &Entry) -> bool {
    let spec = grant.spec();
    let end = spec.and_then(|spec| spec.path(&["relationship", "endDateTime"]));
    let end = end.or_else(|| spec.and_then(|spec| spec.get("endedOn")));
    let end = end.and_then(|end| day(end.text()));
    end.is_some_and(|end| end < subject.asked.as_of)
}

fn unknown(route: &Route<'_>) -> Vec<String> {
    let all = route.people.iter().map(|(_, ability)| ability);
    let mut told = Vec::new();
    for ability in all.chain(&route.best) {
        if let Ability::Unknown(missing) = ability
            && !told.contains(&missing.what)
        {
            told.push(missing.what.clone());
        }
    }
    if matches!(route.best, Some(Ability::Can)) {
        told.clear();
    }
    told
}

fn contacts(subject: &Subject<'_>, route: &Route<'_>) -> Result<Vec<String>> {
    match route.goes {
        Goes::Provider => distributors(subject),
        Goes::Publisher => Ok(publisher(subject, route)?.into_iter().collect()),
        Goes::Microsoft | Goes::Plan | Goes::NotTechnical | Goes::Unassigned => Ok(Vec::new()),
    }
}

fn publisher(subject: &Subject<'_>, route: &Route<'_>) -> Result<Option<String>> {
    let spec = route.promised.and_then(|promised| promised.offering.spec());
    let Some(contact) = spec.and_then(|spec| spec.path(&["escalation", "technical", "contact"]))
    else {
        return Ok(None);
    };
    let parts = [contact.str("name"), contact.str("address")];
    let parts: Vec<_> = parts.into_iter().flatten().map(shown).collect();
    subject.words.locale.several("colon", &parts)
}

/// Each contact of each distributor, with the contract and the hours in which it answers.
fn distributors(subject: &Subject<'_>) -> Result<Vec<String>> {
    let upstream = subject
        .partner()
        .and_then(|partner| partner.get("upstream"));
    let mut told = Vec::new();
    for distributor in upstream.into_iter().flat_map(NodeRef::items) {
        let mut head = distributor.str("provider").unwrap_or_default().to_owned();
        if let Some(contract) = distributor.str("agreementRef") {
            let contract = subject.say("runbook.contract", &[("contract", contract)])?;
            head = subject.words.locale.with_aside(&head, &contract)?;
        }
        let terms = distributor.get("supportTerms");
        let contacts = terms.and_then(|terms| terms.get("contacts"));
        let contacts: Vec<_> = contacts.into_iter().flat_map(NodeRef::items).collect();
        if contacts.is_empty() {
            told.push(head.clone());
        }
        for contact in contacts {
            let reached = reached(subject, terms, contact)?;
            told.push(subject.words.locale.labelled(&head, &reached)?);
        }
    }
    Ok(told)
}

fn reached(
    subject: &Subject<'_>,
    terms: Option<NodeRef<'_>>,
    contact: NodeRef<'_>,
) -> Result<String> {
    let method = contact.str("method").unwrap_or_default();
    let method = subject.words.name("method", method)?;
    let mut parts = vec![format!(
        "{method} {}",
        shown(contact.str("address").unwrap_or_default())
    )];
    let coverage = contact.str("coverage").and_then(|name| {
        let window = terms?.get("hours")?.get(name)?;
        subject.edition.openings.window(offering::Window(window))
    });
    if let Some(window) = coverage {
        let locale = subject.words.locale;
        let hours = subject.edition.openings.phrase(&window, locale)?;
        let zone = crate::site::opening::clock(&window, locale)?;
        parts.push(locale.with_aside(&hours, &zone)?);
    }
    parts.extend(contact.str("note").map(str::to_owned));
    subject.words.locale.joined("semicolon", &parts)
}

/// An address as people read it.
fn shown(address: &str) -> String {
    if phone::is_e164(address) {
        phone::display(address)
    } else {
        address.to_owned()
    }
}

//! Which access we hold in a customer's tenant, and why, in that customer's words.
//!
//! For pages that only this customer reads. It must never say who holds a role: no group, no person, no
//! id, no reason that was written for our own people.

use crate::error::Result;
use crate::judge::access_matrix::{CustomerAccess, Role, RoleKind, Row, Until};
use crate::judge::facts::Context;
use crate::model::{Entry, Workspace};
use crate::page::{Known, Part, capitalised};
use crate::site::edition::Edition;
use crate::site::texts::Text;
use crate::site::words::Words;
use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What we hold in one customer's tenant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Access {
    /// One line that says how many roles there are, or that there is none.
    pub lead: String,
    /// The roles, by name; those on Azure resources last.
    pub roles: Vec<HeldRole>,
    /// How to look at the access and end it, and what stays then; empty where there is none.
    pub how: Vec<String>,
}

/// One role that we hold.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HeldRole {
    /// What all customers are told of it in whose tenants it is held for the same work.
    pub role: Part<Purpose>,
    /// Until when, in words.
    pub until: String,
}

/// A role and what it is held for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RolePurpose")]
pub struct Purpose {
    /// What Microsoft calls it; these names are English.
    pub name: Text,
    /// Where it holds: in the tenant, or on Azure resources.
    pub place: String,
    /// What we need it for, as phrases; empty where nothing is written down.
    pub purposes: Vec<String>,
    /// The same as one sentence, also where nothing is written down.
    pub purpose: String,
    /// That Microsoft counts it among the privileged ones, where it does.
    pub privileged: Option<String>,
}

/// What pages in one language say alike of the roles we hold.
#[derive(Debug, Default)]
pub(super) struct Told {
    purposes: Known<Sort, Part<Purpose>>,
    ends: Known<Until, String>,
}

/// Two roles that agree in this are told alike.
type Sort = (RoleKind, &'static str, BTreeSet<&'static str>);

/// What we hold in the tenants of all customers, without anything internal.
#[derive(Debug, Default)]
pub struct Ledger {
    by_customer: BTreeMap<String, Vec<Holding>>,
}

/// One role that we hold.
#[derive(Debug, Clone)]
struct Holding {
    role: Role,
    sort: Sort,
    until: Until,
}

impl Ledger {
    /// What we hold on a day.
    pub fn new(workspace: &Workspace, as_of: Date) -> Self {
        let context = Context::new(workspace, as_of);
        let customers: Vec<&Entry> = workspace.of_kind("Customer").collect();
        let holdings = customers.into_par_iter().map(|customer| {
            let rows = CustomerAccess::rows(&context, customer);
            (customer.id.clone(), holdings(&rows))
        });
        Self {
            by_customer: holdings.collect(),
        }
    }

    fn of(&self, customer: &str) -> &[Holding] {
        self.by_customer.get(customer).map_or(&[], Vec::as_slice)
    }
}

/// What is held, or may be, by sort and name.
fn holdings(rows: &[Row<'_>]) -> Vec<Holding> {
    let is_held = |row: &&Row<'_>| row.held.iter().any(|held| held.open != Ok(false));
    let holding = |row: &Row<'_>| {
        let tasks = row.needs.iter().map(|need| need.task.id.as_str());
        Holding {
            role: row.role,
            sort: (row.role.kind(), row.role.name(), tasks.collect()),
            until: row.until,
        }
    };
    let mut found: Vec<_> = rows.iter().filter(is_held).map(holding).collect();
    found.sort_by_key(|holding| (holding.sort.0, holding.sort.1));
    found
}

/// The access we hold in a customer's tenant and why, in the language of an edition: role, purpose, end,
/// and how to review and end it. Nothing internal is in it.
pub fn held(edition: &Edition<'_>, customer: &str) -> Result<Access> {
    let (words, told) = (edition.words(), &edition.roles);
    let held = edition.ledger().of(customer);
    let one = |holding: &Holding| {
        Ok(HeldRole {
            role: told.purposes.get(&holding.sort, || role(words, holding))?,
            until: told
                .ends
                .get(&holding.until, || until(words, holding.until))?,
        })
    };
    let lead = match held.len() as u64 {
        0 => words.say("access.none", &[])?,
        count => words.locale.count("access.lead", count, &[])?,
    };
    Ok(Access {
        lead,
        how: how(words, held)?,
        roles: held.iter().map(one).collect::<Result<_>>()?,
    })
}

fn role(words: Words<'_>, holding: &Holding) -> Result<Part<Purpose>> {
    let purposes = purposes(words, holding)?;
    let purpose = if purposes.is_empty() {
        words.say("access.no_purpose", &[])?
    } else {
        capitalised(&words.locale.list(&purposes))
    };
    let privileged = holding.role.is_privileged();
    let privileged = privileged.then(|| words.say("access.privileged", &[]));
    Part::of(Purpose {
        name: name(words, holding.role)?,
        place: words.name("access_place", holding.role.kind().key())?,
        purpose,
        purposes,
        privileged: privileged.transpose()?,
    })
}

/// Names of roles are Microsoft's own and English; what is no role has a name in each language.
fn name(words: Words<'_>, role: Role) -> Result<Text> {
    match role {
        Role::Other(name) => words
            .name("access_way", &name.replace([' ', '\''], "_"))
            .map(Text::own),
        _ if words.locale.language() == "en" => Ok(Text::own(role.name())),
        _ => Ok(Text::foreign(role.name(), "en", words.locale)),
    }
}

/// What the tasks are called, each once, in order.
fn purposes(words: Words<'_>, holding: &Holding) -> Result<Vec<String>> {
    let (_, _, tasks) = &holding.sort;
    let named = tasks
        .iter()
        .filter_map(|task| words.known("access_task", task).transpose());
    named.collect()
}

fn until(words: Words<'_>, until: Until) -> Result<String> {
    let date = |key: &str, day| words.say(key, &[("date", &words.locale.date(day))]);
    match until {
        Until::Day(day) => date("access.until", day),
        Until::Extends(day) => date("access.extends", day),
        Until::Open => words.say("access.open", &[]),
        Until::Untold | Until::Never => words.say("access.untold", &[]),
    }
}

/// One sentence for each sort of access there is.
fn how(words: Words<'_>, held: &[Holding]) -> Result<Vec<String>> {
    let kinds: BTreeSet<RoleKind> = held.iter().map(|holding| holding.role.kind()).collect();
    let kinds = kinds.into_iter().map(RoleKind::key);
    let sentences = kinds.map(|kind| words.name("access_review", kind));
    sentences.collect()
}

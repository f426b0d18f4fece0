//! The runbook: the internal page from which people at the desk work for one customer.
//!
//! It is made on demand and is no part of the published site. Each part is a small struct that only
//! says words; who can do what is found out by [`crate::judge::facts::desk`].

mod checklist;
mod health;
mod people;
mod plans;
mod portals;
mod promised;
mod routes;

use crate::error::{Error, Result};
use crate::judge::facts::desk::Desk;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::edition::Edition;
use crate::site::words::Words;
use crate::site::{Options, opening};
use crate::yaml::NodeRef;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Stem of its templates.
pub const NAME: &str = "runbook";

/// For whom and for when a runbook is written.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The customer.
    pub customer: &'a Entry,
    /// Language of the page.
    pub language: &'a str,
    /// The day that counts as today.
    pub as_of: Date,
    /// The instant at which it is read, if the day is really today.
    pub now: Option<Timestamp>,
}

/// The format of a runbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One file that stands alone.
    Html,
    /// Plain text.
    Markdown,
}

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookPage")]
pub(super) struct Runbook {
    lang: String,
    dir: &'static str,
    title: String,
    customer: String,
    partner: String,
    /// ISO date.
    date: String,
    /// The same day in words.
    shown_date: String,
    moment: Option<String>,
    facts: Vec<Fact>,
    left: bool,
    health: health::Section,
    portals: Vec<portals::Row>,
    way: Vec<String>,
    people: people::Section,
    routes: Vec<routes::Row>,
    plans: Vec<String>,
    checklist: checklist::Section,
    promised: Vec<promised::Row>,
    untold: Vec<String>,
}

/// A name and a value.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookFact")]
struct Fact {
    /// What people read.
    label: String,
    /// What it is, in words.
    value: String,
}

/// What the parts of the page are made from.
struct Subject<'a> {
    edition: &'a Edition<'a>,
    asked: Asked<'a>,
    desk: Desk<'a>,
    words: Words<'a>,
}

/// Prints the runbook of a customer.
pub fn print(
    workspace: &Workspace,
    templates: &Templates,
    asked: Asked<'_>,
    format: Format,
) -> Result<String> {
    let options = options(asked);
    let editions = Edition::all(workspace, templates, &options)?;
    let edition = editions.first();
    let edition = edition.ok_or_else(|| Error::Internal("a page without language".to_owned()))?;
    let subject = Subject {
        edition,
        asked,
        desk: Desk::new(workspace, asked.as_of, asked.customer),
        words: edition.words(),
    };
    let view = View::of(&subject.runbook()?)?;
    let suffix = match format {
        Format::Html => "html",
        Format::Markdown => "md",
    };
    edition.renderer.render(&format!("{NAME}.{suffix}"), &view)
}

fn options(asked: Asked<'_>) -> Options {
    Options {
        as_of: asked.as_of,
        languages: vec![asked.language.to_owned()],
        title: None,
        base_url: None,
        logo: None,
        drafts: BTreeSet::new(),
        guidance: None,
        pdf: false,
        archive: None,
    }
}

impl<'a> Subject<'a> {
    fn runbook(&self) -> Result<Runbook> {
        let customer = self.customer_name().to_owned();
        let partner = self.partner();
        let name = |partner: NodeRef<'a>| partner.str("displayName").or(partner.str("legalName"));
        let moment = self.asked.now.map(|now| self.moment(now)).transpose()?;
        let left = self.spec().and_then(|spec| spec.str("status")) == Some("left");
        Ok(Runbook {
            lang: self.words.locale.language().to_owned(),
            dir: self.words.locale.direction(),
            title: self
                .words
                .say("runbook.title", &[("customer", customer.as_str())])?,
            partner: partner.and_then(name).unwrap_or_default().to_owned(),
            date: self.asked.as_of.to_string(),
            shown_date: self.words.locale.full_date(self.asked.as_of),
            moment,
            facts: self.facts()?,
            left,
            health: health::section(self)?,
            portals: portals::rows(self)?,
            way: crate::site::form::way(&customer, None),
            people: people::section(self)?,
            routes: routes::rows(self)?,
            plans: plans::in_force(self)?,
            checklist: checklist::section(self)?,
            promised: promised::rows(self)?,
            untold: self.untold(),
            customer,
        })
    }

    /// Who the customer is, as people need it on the telephone and in forms.
    fn facts(&self) -> Result<Vec<Fact>> {
        let Some(spec) = self.spec() else {
            return Ok(Vec::new());
        };
        let locale = self.words.locale;
        let list = |key: &str| {
            let texts: Vec<_> = spec.get(key).into_iter().flat_map(NodeRef::items).collect();
            let texts: Vec<_> = texts.into_iter().map(NodeRef::text).collect();
            locale.several("comma", &texts)
        };
        let text = |key: &str| spec.str(key).map(str::to_owned);
        let subscriptions = spec.get("azureSubscriptions").into_iter();
        let subscriptions: Vec<_> = subscriptions
            .flat_map(NodeRef::items)
            .filter_map(|own| {
                let id = own.str("id")?;
                let named = own.str("name").map(|name| locale.with_aside(name, id));
                Some(named.unwrap_or_else(|| Ok(id.to_owned())))
            })
            .collect::<Result<_>>()?;
        let rows = [
            ("tenant", text("tenantId")),
            ("domains", list("domains")?),
            ("subscriptions", locale.several("comma", &subscriptions)?),
            (
                "country",
                spec.str("tenantCountry")
                    .map(|code| locale.country_name(code)),
            ),
            (
                "language",
                spec.str("language").map(|tag| locale.language_name(tag)),
            ),
            ("zone", spec.str("timeZone").map(|zone| locale.zone(zone))),
            ("contracts", self.contracts()?),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        rows.map(|(key, value)| {
            Ok(Fact {
                label: self.words.say(&format!("runbook.fact.{key}"), &[])?,
                value,
            })
        })
        .collect()
    }

    fn contracts(&self) -> Result<Option<String>> {
        let all = self.desk.promised.iter();
        let contracts: Vec<_> = all
            .filter_map(|one| one.assignment.spec()?.str("contractRef"))
            .collect();
        self.words.locale.several("comma", &contracts)
    }

    fn untold(&self) -> Vec<String> {
        let mut all: Vec<_> = self
            .desk
            .untold
            .iter()
            .map(|one| one.what.clone())
            .collect();
        all.sort();
        all.dedup();
        all
    }

    fn spec(&self) -> Option<NodeRef<'a>> {
        self.asked.customer.spec()
    }

    /// The profile of the partner whose customer it is.
    fn partner(&self) -> Option<NodeRef<'a>> {
        self.edition.partner(Some(self.asked.customer))?.spec()
    }

    fn customer_name(&self) -> &'a str {
        let name = self.spec().and_then(|spec| spec.str("displayName"));
        name.unwrap_or(&self.asked.customer.id)
    }

    /// What a person or group is called; Partner Center's own groups are called what they are.
    fn called(&self, kind: &str, id: &'a str) -> &'a str {
        let entry = self.edition.workspace.get(kind, id);
        let name = entry.and_then(|entry| entry.spec()?.str("displayName"));
        name.unwrap_or(id)
    }

    /// An instant on the clock of Greenwich, which needs no more said than that.
    fn moment(&self, at: Timestamp) -> Result<String> {
        let zoned = at.to_zoned(TimeZone::UTC);
        Ok(format!(
            "{} UTC",
            opening::moment(&zoned, self.words.locale)?
        ))
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String> {
        self.words.say(key, values)
    }
}

/// What a person is called.
fn name(agent: &Entry) -> &str {
    let name = agent.spec().and_then(|spec| spec.str("displayName"));
    name.unwrap_or(&agent.id)
}

/// What a grant is called: the name of its relationship, else its id.
fn grant_called(grant: &Entry) -> &str {
    let relationship = grant.spec().and_then(|spec| spec.get("relationship"));
    let name = relationship.and_then(|relationship| relationship.str("displayName"));
    name.unwrap_or(&grant.id)
}

/// The day of a date or an instant.
fn day(text: &str) -> Option<Date> {
    let instant = || text.parse::<Timestamp>().ok();
    let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    date.or_else(|| Some(instant()?.to_zoned(TimeZone::UTC).date()))
}

//! The page of an offering: what customers are promised, in the order in which they need it.
//!
//! Each part is a small struct that only says words; a part without data is absent. The parts know
//! the document through lenses, and nothing of HTML.

pub mod about;
pub mod accessibility;
pub mod answered;
pub mod billing;
pub mod chain;
pub mod closing;
pub mod contact;
pub mod delivery;
pub mod emergency;
pub mod escalation;
pub mod hours;
pub mod ladder;
pub mod languages;
mod link;
mod matter;
pub mod needs;
pub mod parties;
pub mod prices;
pub mod reach;
pub mod response;
pub mod scope;
pub mod severities;
pub mod summary;
pub mod tenant;
pub mod topics;
pub mod validity;

pub use link::{OfferingLink, Section};
pub use matter::Matter;

use crate::error::{Error, Result};
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::partner::Partner;
use crate::page::{View, markdown};
use crate::site::archive;
use crate::site::datasheet;
use crate::site::edition::{self, Edition, Link};
use crate::site::frame::Frame;
use crate::site::glossary;
use crate::site::open_now::{self, OpenNow};
use crate::site::statement::hours::Hours;
use crate::site::structured::{self, Graph};
use crate::site::texts::{Text, Texts};
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the parts of a page are made from.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The offering's id.
    pub id: &'a str,
    /// The site in the page's language.
    pub edition: &'a Edition<'a>,
    /// The offering's document.
    pub entry: &'a Entry,
    /// The offering.
    pub offering: Offering<'a>,
    /// The partner who offers it.
    pub partner: Option<Partner<'a>>,
    /// The document's texts in the page's language.
    pub texts: Texts<'a>,
    /// Words of the page's language.
    pub words: Words<'a>,
    /// The offering's windows of hours.
    pub hours: Vec<Hours<'a>>,
}

/// Everything the page of an offering shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StatementPage")]
pub struct Statement {
    /// What surrounds the page.
    page: Frame,
    /// The name of the offering.
    heading: Text,
    /// Who answers, when, how, in which languages, at what cost: one sentence from the data.
    lead: String,
    /// The offering in the words of the partner.
    summary: Option<Text>,
    /// Language of the texts that could not be shown in the page's own, in words.
    foreign: Option<String>,
    /// Whether somebody is there now: what the script says at the top of the page.
    now: Option<String>,
    /// What the script knows of the hours.
    open_now: Option<OpenNow>,
    /// What the page says for programs, in the words of schema.org, which describes them.
    #[schemars(with = "Option<serde_json::Value>")]
    structured: Option<Graph>,
    /// The table of contents.
    sections: Vec<Section>,
    contact: contact::Section,
    emergency: Option<emergency::Emergency>,
    hours: Vec<hours::Window>,
    closures: Option<hours::Closures>,
    languages: Option<languages::Section>,
    severities: Option<severities::Section>,
    response: Option<response::Section>,
    pricing: Option<prices::Section>,
    remedies: Vec<prices::remedies::Row>,
    scope: scope::Section,
    delivery: Option<delivery::Section>,
    escalation: Option<escalation::Section>,
    needs: Option<needs::Section>,
    tenant: Option<tenant::Section>,
    billing: Option<billing::Section>,
    first_steps: Option<scope::FirstSteps>,
    about: about::Section,
    accessibility: Option<accessibility::Section>,
    /// What the glossary explains, by the section that says it first.
    terms: BTreeMap<&'static str, Vec<Link>>,
}

/// The view of an offering's page.
pub fn view(edition: &Edition<'_>, entry: &Entry) -> Result<View> {
    let subject = Subject::new(edition, entry)?;
    View::of(&statement(&subject)?)
}

impl<'a> Subject<'a> {
    /// Gathers what the parts need.
    pub fn new(edition: &'a Edition<'a>, entry: &'a Entry) -> Result<Self> {
        let offering = edition::offering(entry)
            .ok_or_else(|| Error::Internal(format!("`{}` has no spec", entry.name())))?;
        let partner = edition.partner(Some(entry)).and_then(Entry::spec);
        let texts = Texts::new(entry, edition);
        Ok(Self {
            id: &entry.id,
            edition,
            entry,
            offering,
            partner: partner.map(Partner::over),
            texts,
            words: edition.words(),
            hours: Hours::all(edition, offering)?,
        })
    }

    /// What the offering is called.
    pub fn heading(&self) -> Result<Text> {
        match self.offering.name() {
            Some(name) => Ok(self.texts.say(name)),
            None => self.words.say("heading", &[]).map(Text::own),
        }
    }

    /// The name of the offering's page without suffix.
    fn stem(&self) -> String {
        let stem = self.edition.statement_stem(&self.entry.id);
        stem.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Whether the page is marked as a draft.
    pub fn is_draft(&self) -> bool {
        self.edition.options.drafts.contains(&self.entry.id)
    }

    /// The offering as other pages of its language name it.
    pub fn link(&self) -> Result<OfferingLink> {
        let stem = self.stem();
        Ok(OfferingLink {
            name: self.heading()?,
            href: format!("{stem}.html"),
            twin: format!("{stem}.md"),
        })
    }

    /// The partner as customers know it.
    pub fn partner_name(&self) -> &'a str {
        let name = self.partner.and_then(Partner::display_name);
        name.unwrap_or_default()
    }

    /// What the page calls some windows, as one phrase; none for no windows.
    pub fn window_labels<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Option<String>> {
        let labels: Vec<_> = names
            .filter_map(|name| self.window(name))
            .map(|hours| Ok(hours.label(self)?.text))
            .collect::<Result<_>>()?;
        Ok((!labels.is_empty()).then(|| self.words.locale.list(&labels)))
    }

    /// The window of a name.
    pub fn window(&self, name: &str) -> Option<&Hours<'a>> {
        self.hours.iter().find(|hours| hours.name == name)
    }
}

fn statement(subject: &Subject<'_>) -> Result<Statement> {
    let edition = subject.edition;
    let heading = subject.heading()?;
    let lead = summary::lead(subject)?;
    let page = frame(subject, &heading.text, &lead)?;
    let mut statement = Statement {
        structured: structured::of_statement(subject, &page, &lead)?,
        page,
        heading,
        lead,
        summary: subject.texts.maybe(subject.offering.summary()),
        foreign: None,
        now: open_now::of_offering(subject)?,
        open_now: open_now::data(edition, std::slice::from_ref(subject))?,
        sections: Vec::new(),
        contact: contact::section(subject)?,
        emergency: emergency::section(subject)?,
        hours: hours::windows(subject)?,
        closures: hours::closures(subject),
        languages: languages::section(subject)?,
        severities: severities::section(subject)?,
        response: response::section(subject)?,
        pricing: prices::section(subject)?,
        remedies: prices::remedies::section(subject)?,
        scope: scope::section(subject)?,
        delivery: delivery::section(subject)?,
        escalation: escalation::section(subject)?,
        needs: needs::section(subject)?,
        tenant: tenant::section(subject)?,
        billing: billing::section(subject)?,
        first_steps: scope::first_steps(subject),
        about: about::section(subject)?,
        accessibility: accessibility::section(subject)?,
        terms: glossary::links(subject)?,
    };
    let foreign = subject.texts.shown_language();
    statement.foreign = foreign.map(|tag| edition.locale.language_name(tag));
    statement.sections = statement.contents(subject.words)?;
    Ok(statement)
}

fn frame(subject: &Subject<'_>, heading: &str, lead: &str) -> Result<Frame> {
    let (edition, words, entry) = (subject.edition, subject.words, subject.entry);
    let name = if edition.is_namesake(entry) {
        words.say("head.namesake", &[("name", heading), ("id", &entry.id)])?
    } else {
        heading.to_owned()
    };
    let lead = markdown::words(lead);
    let partner = edition.partner(Some(entry));
    let mut page = edition.frame(&format!("{}.html", subject.stem()), partner, &name)?;
    page.description = words.say("head.description", &[("name", &name), ("lead", &lead)])?;
    page.updated = edition.updated(edition.last_change(entry));
    page.data = Some(datasheet::file(subject)?);
    page.feed = edition.feed();
    page.draft = subject.is_draft();
    page.unlisted = page.draft;
    page.pdf = edition.pdf(&subject.stem());
    page.versions = archive::versions(edition, entry);
    match (&edition.single, &edition.kept) {
        (Some(shared), _) => Ok(page.alone(shared, edition.beside("index.html"))),
        (None, Some(kept)) => page.kept(edition, kept, &entry.id),
        (None, None) => Ok(page),
    }
}

impl Statement {
    /// The table of contents, in the order of the page.
    fn contents(&self, words: Words<'_>) -> Result<Vec<Section>> {
        let present = [
            ("contact", true),
            ("emergency", self.emergency.is_some()),
            ("hours", !self.hours.is_empty()),
            ("languages", self.languages.is_some()),
            ("severities", self.severities.is_some()),
            ("response", self.response.is_some()),
            ("pricing", self.pricing.is_some()),
            ("remedies", !self.remedies.is_empty()),
            ("billing", self.billing.is_some()),
            ("delivery", self.delivery.is_some()),
            ("escalation", self.escalation.is_some()),
            ("scope", true),
            ("first-steps", self.first_steps.is_some()),
            ("needs", self.needs.is_some()),
            ("tenant", self.tenant.is_some()),
            ("about", true),
            ("accessibility", self.accessibility.is_some()),
        ];
        let present = present.into_iter().filter(|(_, present)| *present);
        present
            .map(|(id, _)| {
                let title = words.say(&format!("section.{id}"), &[])?;
                Ok(Section { id, title })
            })
            .collect()
    }
}

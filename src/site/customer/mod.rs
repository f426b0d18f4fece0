//! The pages that one customer reads: which support it has, which access we hold, what service health says.
//!
//! They stand in a folder of their own, apart from the public pages. A page must never tell anything
//! about another customer, and nothing that was written for our own people.

pub mod health;
pub mod offerings;
pub mod slug;

use crate::error::Result;
use crate::model::health::{Snapshot, newest_of_each};
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::access::{self, Access};
use crate::site::customer::health::Health;
use crate::site::customer::offerings::Held;
use crate::site::customer::slug::Slugs;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::headers;
use crate::site::job::{Job, run};
use crate::site::statement::Section;
use crate::site::untranslated::Count;
use crate::site::write::Sink;
use crate::site::{Options, Printed, assets};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// Stem of the templates.
const TEMPLATE: &str = "customer";

/// Everything the page of a customer shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomerPage")]
pub(super) struct Sheet {
    /// What surrounds the page.
    page: Frame,
    /// Where the name of the site leads: to the public pages, or to the top of this one.
    home: String,
    /// Name of the customer.
    name: String,
    /// The page in one sentence.
    lead: String,
    /// The table of contents.
    sections: Vec<Section>,
    /// The support that the customer has.
    offerings: Vec<Held>,
    /// The state of the customer's services, where an offering promises it.
    health: Option<Health>,
    /// The access that we hold.
    access: Access,
    /// The day for which the page was written.
    date: String,
    /// The same day in words.
    shown_date: String,
}

/// What the pages of all customers are made from, looked up once.
#[derive(Debug)]
struct Ground<'a> {
    customers: Vec<&'a Entry>,
    assignments: HashMap<&'a str, Vec<&'a Entry>>,
    snapshots: HashMap<&'a str, Snapshot<'a>>,
}

/// A customer with what is known about it alone.
#[derive(Debug)]
struct Subject<'a> {
    edition: &'a Edition<'a>,
    entry: &'a Entry,
    /// Assignments that are not over, with the offering of each; without any, the partner's default
    /// offerings. Only offerings that have pages.
    assignments: Vec<(Option<&'a Entry>, &'a Entry)>,
    snapshot: Option<Snapshot<'a>>,
}

/// The customers that have pages: all but those that left.
pub fn customers(workspace: &Workspace) -> impl Iterator<Item = &Entry> {
    let stays = |entry: &&Entry| {
        let status = entry.spec().and_then(|spec| spec.str("status"));
        !entry.stopped && status != Some("left")
    };
    workspace.of_kind("Customer").filter(stays)
}

/// Prints the pages of all customers into `sink`, each as soon as it is ready; tells what nobody translated.
pub fn build(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    slugs: &Slugs,
    sink: &dyn Sink,
) -> Result<Vec<Count>> {
    let editions = Edition::all(workspace, templates, options)?;
    let ground = Ground::new(workspace, options);
    assets(workspace, templates, options, sink)?;
    for (path, text) in headers::private() {
        sink.take(&path, text.as_bytes())?;
    }
    let (ground, customers) = (&ground, &ground.customers);
    let of = |edition| {
        let customers = customers.iter();
        customers.map(move |entry| -> Job<'_> {
            Box::new(move || print(&ground.subject(edition, entry), slugs))
        })
    };
    let jobs: Vec<_> = editions.iter().flat_map(of).collect();
    run(&jobs, sink)?;
    Ok(Edition::untranslated(&editions))
}

fn print(subject: &Subject<'_>, slugs: &Slugs) -> Result<Printed> {
    let slug = slugs.of(&subject.entry.id);
    let view = View::of(&page(subject, &slug)?)?;
    let language = subject.edition.locale.language();
    let file = |suffix: &str| {
        let template = format!("{TEMPLATE}.{suffix}");
        let text = subject.edition.renderer.render(&template, &view)?;
        Ok((format!("{language}/{slug}.{suffix}"), text))
    };
    Ok(vec![file("html")?, file("md")?])
}

impl<'a> Ground<'a> {
    fn new(workspace: &'a Workspace, options: &'a Options) -> Self {
        let mut assignments: HashMap<&str, Vec<&Entry>> = HashMap::new();
        let written = workspace.of_kind("SupportAssignment");
        for entry in written.filter(|entry| !entry.stopped) {
            if let Some(customer) = entry.spec().and_then(|spec| spec.str("customer")) {
                assignments.entry(customer).or_default().push(entry);
            }
        }
        Self {
            customers: customers(workspace).collect(),
            assignments,
            snapshots: newest_of_each(workspace, end_of(options.as_of)),
        }
    }

    fn subject(&self, edition: &'a Edition<'a>, entry: &'a Entry) -> Subject<'a> {
        let own = self.assignments.get(entry.id.as_str());
        let own = own.into_iter().flatten().copied();
        let with_offering = |assignment: &'a Entry| {
            let spec = assignment.spec()?;
            let over = Offering::over(spec).effective_to();
            let over = over.is_some_and(|last| last < edition.options.as_of);
            let id = spec.str("offering").filter(|_| !over)?;
            let mut published = edition.offerings.iter();
            let offering = published.find(|offering| offering.id == id)?;
            Some((Some(assignment), *offering))
        };
        let assigned: Vec<_> = own.clone().filter_map(with_offering).collect();
        let assignments = if own.count() == 0 {
            defaults(edition, entry).map(|own| (None, own)).collect()
        } else {
            assigned
        };
        Subject {
            edition,
            entry,
            assignments,
            snapshot: self.snapshots.get(entry.id.as_str()).copied(),
        }
    }
}

/// What customers of a partner have whose contract names no offering.
fn defaults<'a>(edition: &Edition<'a>, customer: &'a Entry) -> impl Iterator<Item = &'a Entry> {
    let partner = |entry: &'a Entry| edition.workspace.partner_of(entry).map(|own| &own.id);
    let own = partner(customer);
    let offerings = edition.offerings.iter().copied();
    offerings.filter(move |offering| {
        let spec = offering.spec();
        let flag = spec.and_then(|spec| Offering::over(spec).flag("isDefault"));
        flag == Some(true) && partner(offering) == own
    })
}

impl Subject<'_> {
    /// The name that the customer gave itself.
    fn name(&self) -> &str {
        let spec = self.entry.spec();
        spec.and_then(|spec| spec.str("displayName"))
            .unwrap_or_default()
    }
}

/// The last moment of a day in UTC.
fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    let begin = next.to_zoned(TimeZone::UTC);
    begin.map_or(Timestamp::MAX, |begin| begin.timestamp())
}

fn page(subject: &Subject<'_>, slug: &str) -> Result<Sheet> {
    let edition = subject.edition;
    let words = edition.words();
    let as_of = edition.options.as_of;
    let shown_date = words.locale.date(as_of);
    let name = subject.name().to_owned();
    let frame = frame(subject, slug)?;
    let partner = frame.partner.as_ref();
    let partner = partner.map_or(frame.site.clone(), |partner| partner.name.clone());
    let values = [("customer", name.as_str()), ("partner", partner.as_str())];
    let mut page = Sheet {
        home: edition
            .address(&format!("{}/index.html", frame.lang))
            .unwrap_or_else(|| "#main".to_owned()),
        lead: words.say("customer.lead", &values)?,
        page: frame,
        sections: Vec::new(),
        offerings: offerings::held(subject)?,
        health: health::section(subject)?,
        access: access::held(edition, &subject.entry.id)?,
        date: as_of.to_string(),
        shown_date,
        name,
    };
    page.page.draft = subject
        .assignments
        .iter()
        .any(|(_, offering)| edition.options.drafts.contains(&offering.id));
    page.sections = page.contents(subject)?;
    Ok(page)
}

/// The surroundings of a page that is one customer's alone: no address of the public site is claimed.
fn frame(subject: &Subject<'_>, slug: &str) -> Result<Frame> {
    let edition = subject.edition;
    let title = edition
        .words()
        .say("customer.title", &[("customer", subject.name())])?;
    let partner = edition.partner(Some(subject.entry));
    let mut frame = edition.frame(&format!("{slug}.html"), partner, &title)?;
    frame.description = title;
    frame.canonical = None;
    frame.pages.clear();
    frame.default = None;
    frame.unlisted = true;
    for alternate in &mut frame.alternates {
        alternate.address.clone_from(&alternate.href);
    }
    Ok(frame)
}

impl Sheet {
    /// The table of contents, in the order of the page.
    fn contents(&self, subject: &Subject<'_>) -> Result<Vec<Section>> {
        let present = [
            ("health", self.health.is_some()),
            ("offerings", true),
            ("access", true),
            ("about", true),
        ];
        let words = subject.edition.words();
        let present = present.into_iter().filter(|(_, present)| *present);
        present
            .map(|(id, _)| {
                let title = words.say(&format!("customer_section.{id}"), &[])?;
                Ok(Section { id, title })
            })
            .collect()
    }
}

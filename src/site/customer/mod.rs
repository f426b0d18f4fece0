//! The pages that one customer reads: which support it has, which access we hold, what service health says.
//!
//! They stand in a folder of their own, apart from the public pages. A page must never tell anything
//! about another customer, and nothing that was written for our own people.

mod circle;
pub mod health;
pub mod offerings;
pub mod slug;

use crate::error::Result;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::access::{self, Access};
use crate::site::customer::circle::{Circle, Customer, circles};
use crate::site::customer::health::Health;
use crate::site::customer::offerings::{Held, Promise};
use crate::site::customer::slug::Slugs;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::headers;
use crate::site::statement::Section;
use crate::site::untranslated::Count;
use crate::site::write::Sink;
use crate::site::{Options, assets};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

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

/// A customer, with the language of its page.
#[derive(Debug)]
struct Subject<'a> {
    edition: &'a Edition<'a>,
    customer: &'a Customer<'a>,
    /// The offerings that the customer has.
    offerings: &'a [&'a Entry],
    /// What the pages of all who have them say of them.
    promises: &'a [Promise],
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
    assets(workspace, templates, options, sink)?;
    for (path, text) in headers::private() {
        sink.take(&path, text.as_bytes())?;
    }
    // Found on all cores before the first page: one that began to look for the ledger would wait for pages that wait
    // for it.
    let ledger = || editions.first().map(Edition::ledger);
    let (_, circles) = rayon::join(ledger, || circles(workspace, options));
    let of = |edition| circles.iter().map(move |circle| (edition, circle));
    let all: Vec<_> = editions.iter().flat_map(of).collect();
    // One by one: at the end no core should wait for another.
    let failed = all
        .par_iter()
        .with_max_len(1)
        .find_map_first(|(edition, circle)| print_all(edition, circle, slugs, sink).err());
    failed.map_or(Ok(()), Err)?;
    Ok(Edition::untranslated(&editions))
}

/// Prints the pages of customers who have the same support.
fn print_all(
    edition: &Edition<'_>,
    circle: &Circle<'_>,
    slugs: &Slugs,
    sink: &dyn Sink,
) -> Result<()> {
    let offerings = circle.offerings.iter();
    let promises = offerings.map(|offering| Promise::new(edition, offering));
    let promises = promises.collect::<Result<Vec<_>>>()?;
    let mut page = Vec::new();
    circle.customers.iter().try_for_each(|customer| {
        let subject = Subject {
            edition,
            customer,
            offerings: &circle.offerings,
            promises: &promises,
        };
        print(&subject, slugs, &mut page, sink)
    })
}

/// Prints the page in all its forms, one after the other into `page`.
fn print(subject: &Subject<'_>, slugs: &Slugs, page: &mut Vec<u8>, sink: &dyn Sink) -> Result<()> {
    let slug = slugs.of(&subject.customer.entry.id);
    let view = View::of(&sheet(subject, &slug)?)?;
    let language = subject.edition.locale.language();
    ["html", "md"].iter().try_for_each(|suffix| {
        let template = format!("{TEMPLATE}.{suffix}");
        page.clear();
        subject.edition.renderer.render_to(&template, &view, page)?;
        sink.take(&format!("{language}/{slug}.{suffix}"), page)
    })
}

impl Subject<'_> {
    /// The name that the customer gave itself.
    fn name(&self) -> &str {
        let spec = self.customer.entry.spec();
        spec.and_then(|spec| spec.str("displayName"))
            .unwrap_or_default()
    }
}

fn sheet(subject: &Subject<'_>, slug: &str) -> Result<Sheet> {
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
        access: access::held(edition, &subject.customer.entry.id)?,
        date: as_of.to_string(),
        shown_date,
        name,
    };
    page.page.draft = subject.promises.iter().any(Promise::is_draft);
    page.sections = page.contents(subject)?;
    Ok(page)
}

/// The surroundings of a page that is one customer's alone: no address of the public site is claimed.
fn frame(subject: &Subject<'_>, slug: &str) -> Result<Frame> {
    let edition = subject.edition;
    let title = edition
        .words()
        .say("customer.title", &[("customer", subject.name())])?;
    let partner = edition.partner(Some(subject.customer.entry));
    let mut frame = edition.private_frame(&format!("{slug}.html"), partner, &title)?;
    frame.description = title;
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

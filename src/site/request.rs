//! A request to Microsoft, written out field by field in the order of the form.
//!
//! Only what belongs into the form is told: no remarks of ours, no ids of documents. What is missing is
//! marked; whether that matters is decided by who asked. The text is English, as Microsoft's form is.

use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::model::catalog::Catalogs;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::edition::Edition;
use crate::site::form::{self, FORM, Field, Need};
use crate::site::words::Words;
use crate::site::{Options, value};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Stem of its template.
const NAME: &str = "request";

/// What a contact needs.
const CONTACT: [&str; 4] = ["firstName", "lastName", "email", "phone"];

/// The language of the form.
const LANGUAGE: &str = "en";

/// A request, written out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RequestPage")]
pub struct Written {
    /// What it is called.
    pub heading: String,
    /// Its fields in the order of the form; those that it does not need and does not have are left out.
    pub rows: Vec<Row>,
}

/// One field.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RequestRow")]
pub struct Row {
    /// Its key, for programs.
    pub key: &'static str,
    /// What it is called.
    pub label: String,
    /// What is written there.
    pub paragraphs: Vec<Vec<String>>,
    /// What is missing or wrong there.
    pub gaps: Vec<String>,
    /// What the request needs there and does not have; nothing where it has it all.
    #[serde(skip)]
    pub missing: Option<String>,
}

impl Row {
    /// What is written there, in lines; an empty one between paragraphs.
    pub fn lines(&self) -> Vec<&str> {
        let mut lines = Vec::new();
        for paragraph in &self.paragraphs {
            if !lines.is_empty() {
                lines.push("");
            }
            lines.extend(paragraph.iter().map(String::as_str));
        }
        lines
    }
}

/// What requests are written with.
pub struct Writer<'a> {
    edition: Edition<'a>,
}

/// What a request needs besides the documents: a day, and no more.
pub fn options(as_of: Date) -> Options {
    Options {
        as_of,
        languages: vec![LANGUAGE.to_owned()],
        title: None,
        base_url: None,
        logo: None,
        drafts: BTreeSet::new(),
        guidance: None,
        pdf: false,
        archive: None,
    }
}

/// A request and those around it.
pub(super) struct Subject<'s, 'a> {
    pub(super) words: Words<'s>,
    pub(super) request: NodeRef<'a>,
    pub(super) customer: Option<NodeRef<'a>>,
    pub(super) partner: Option<NodeRef<'a>>,
}

impl<'a> Writer<'a> {
    /// Gets ready to write requests of a workspace.
    pub fn new(
        workspace: &'a Workspace,
        templates: &Templates,
        options: &'a Options,
    ) -> Result<Self> {
        let editions = Edition::all(workspace, templates, options)?;
        let edition = editions.into_iter().next();
        let edition =
            edition.ok_or_else(|| Error::Internal("a form without language".to_owned()))?;
        Ok(Self { edition })
    }

    /// Writes a request out; findings about it are told beside the fields that they are about.
    pub fn write(&self, entry: &'a Entry, findings: &[&Finding]) -> Result<Written> {
        let request = entry.spec();
        let request = request.ok_or_else(|| Error::Usage(format!("`{}` has no spec", entry.id)))?;
        let customer = request.str("customer");
        let customer = customer.and_then(|id| self.edition.workspace.get("Customer", id));
        let subject = Subject {
            words: self.edition.words(),
            request,
            customer: customer.and_then(Entry::spec),
            partner: self.edition.partner(Some(entry)).and_then(Entry::spec),
        };
        let mut rows = Vec::new();
        for field in FORM {
            rows.extend(subject.row(field, findings)?);
        }
        let title = request.str("title").map(str::to_owned);
        let title = title.map_or_else(|| subject.say("form.text.untitled", &[]), Ok)?;
        Ok(Written {
            heading: subject.say("form.text.heading", &[("title", title.as_str())])?,
            rows,
        })
    }

    /// The request as Markdown.
    pub fn markdown(&self, written: &Written) -> Result<String> {
        let view = View::of(written)?;
        self.edition.renderer.render(&format!("{NAME}.md"), &view)
    }
}

impl Subject<'_, '_> {
    pub(super) fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String> {
        self.words.say(key, values)
    }

    /// One field; none where there is nothing and nothing is needed.
    fn row(&self, field: &Field, findings: &[&Finding]) -> Result<Option<Row>> {
        let paragraphs = value::of(self, field.key)?;
        let missing = self.missing(field, paragraphs.is_empty())?;
        let mut gaps = Vec::new();
        if let Some(what) = &missing {
            gaps.push(self.say("form.text.missing", &[("about", what.as_str())])?);
        }
        for finding in findings
            .iter()
            .filter(|finding| self.concerns(finding, field))
        {
            if !paragraphs.is_empty() {
                let what = [("what", finding.message.as_str())];
                gaps.push(self.say("form.text.mend", &what)?);
            }
        }
        if paragraphs.is_empty() && gaps.is_empty() {
            return Ok(None);
        }
        Ok(Some(Row {
            key: field.key,
            label: self.say(&format!("form.field.{}", field.key), &[])?,
            paragraphs,
            gaps,
            missing,
        }))
    }

    /// What is missing in a field: all of it, or parts of the contact.
    fn missing(&self, field: &Field, empty: bool) -> Result<Option<String>> {
        if empty {
            let about = self.say(&format!("form.about.{}", field.key), &[])?;
            return Ok(self.needs(field).then_some(about));
        }
        if field.key != "contact" {
            return Ok(None);
        }
        let contact = self.request.get("primaryContact");
        let lacks = |part: &&&str| contact.is_some_and(|contact| contact.get(part).is_none());
        let parts = CONTACT.iter().filter(lacks);
        let parts = parts.map(|part| self.say(&format!("form.part.{part}"), &[]));
        let parts: Vec<_> = parts.collect::<Result<_>>()?;
        Ok((!parts.is_empty()).then(|| self.words.locale.list(&parts)))
    }

    /// Whether a finding points at a field or something in it.
    fn concerns(&self, finding: &Finding, field: &Field) -> bool {
        let node = self.request.path(field.path);
        node.is_some_and(|node| {
            let (span, at) = (node.span(), finding.place.span.start);
            let here = Arc::ptr_eq(&node.document.source, &finding.place.source);
            here && span.start <= at && at < span.end.max(span.start + 1)
        })
    }

    fn needs(&self, field: &Field) -> bool {
        match field.need {
            Need::Always => true,
            Need::Azure => self.request.str("product") == Some("azure"),
            Need::Impact => matches!(self.request.str("severity"), Some("critical" | "moderate")),
            Need::Outage | Need::Optional => false,
        }
    }

    /// The portal in which requests about the product are filed.
    pub(super) fn portal(&self) -> Result<Option<String>> {
        let product = self.request.str("product").unwrap_or_default();
        let portal = Catalogs::embedded()?.portal(product);
        let portal = portal.and_then(|known| known.portal.as_ref());
        let name = portal.map(|portal| self.words.name("entry_point", portal));
        name.transpose()
    }

    /// The way through menus to where the request is filed.
    pub(super) fn way(&self) -> Result<String> {
        let name = self.customer.and_then(|own| own.str("displayName"));
        let name = name.or(self.request.str("customer")).unwrap_or_default();
        Ok(form::way(name, self.portal()?.as_deref()).join(" > "))
    }
}

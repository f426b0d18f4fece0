//! Statements as single files, for mailing: each holds all that it shows, and asks for nothing.
//!
//! A file must never need another one. What leads to other pages of the site leads to where the site will
//! be reached, and stands there only where that is known.

use crate::error::Result;
use crate::model::Workspace;
use crate::page::{Templates, escape};
use crate::site::brand::Picture;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::job::{Job, for_offerings, run};
use crate::site::logo::Logo;
use crate::site::write::Sink;
use crate::site::{Options, sheet, statement};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// What a statement holds that other pages share.
#[derive(Debug)]
pub struct Shared {
    /// The style sheet.
    style: String,
    /// The logo, as an address that holds the picture itself.
    logo: Option<String>,
}

/// What a page of its own says about itself.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Single {
    /// The style sheet.
    style: String,
    /// Where the name of the site leads.
    home: String,
    /// The same page on the site.
    online: Option<String>,
}

/// Prints the statements of all offerings in all languages into `sink`, each as soon as it is ready.
pub fn build(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<()> {
    let shared = Arc::new(Shared::new(workspace, templates, options)?);
    let editions = Edition::all(workspace, templates, options)?;
    let editions = editions.into_iter().map(|edition| edition.alone(&shared));
    let editions: Vec<_> = editions.collect();
    let jobs: Vec<Job<'_>> = for_offerings(&editions, |edition, entry| {
        let view = statement::view(edition, entry)?;
        let text = edition.renderer.render("statement.html", &view)?;
        Ok(vec![(path(edition, &entry.id), text)])
    });
    run(&jobs, sink)
}

/// A name that still tells the language where the file lies alone.
fn path(edition: &Edition<'_>, id: &str) -> String {
    let stem = edition.statement_stem(id);
    let name = stem.rsplit('/').next().unwrap_or_default();
    format!("{name}.{}.html", edition.locale.language())
}

impl Shared {
    pub(super) fn new(
        workspace: &Workspace,
        templates: &Templates,
        options: &Options,
    ) -> Result<Self> {
        Ok(Self {
            style: escape::css(&sheet(workspace, templates)?),
            logo: options.logo.as_ref().map(Logo::address),
        })
    }
}

impl Frame {
    /// The same surroundings for a page that lies beside no other.
    #[must_use]
    pub fn alone(self, shared: &Shared, home: Option<String>) -> Self {
        let picture = self.logo.zip(shared.logo.clone());
        Self {
            logo: picture.map(|(picture, src)| Picture { src, ..picture }),
            single: Some(Single {
                style: shared.style.clone(),
                home: home.unwrap_or_else(|| "#main".to_owned()),
                online: self.canonical,
            }),
            canonical: None,
            alternates: Vec::new(),
            default: None,
            twin: None,
            pdf: None,
            data: None,
            feed: None,
            versions: None,
            pages: Vec::new(),
            unlisted: true,
            ..self
        }
    }
}

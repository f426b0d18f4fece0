//! `publish --customers`: one page for each customer, in a folder apart from the public pages.
//!
//! It must never print the key that makes their names.

use crate::cli::args::Publish;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::model::{Entry, Workspace};
use crate::page::Templates;
use crate::site::customer::{self, slug::Slugs};
use crate::site::untranslated::Count;
use crate::site::write::{Made, Neighbours, Place, Sink};
use crate::site::{Options, names};
use std::path::Path;

/// The environment variable that holds the key where no file does.
pub(super) const KEY: &str = "CSP_SUPPORT_CUSTOMER_KEY";

/// Shorter keys can be tried out.
const SHORTEST_KEY: usize = 16;

/// Kinds of documents from which the pages are made.
const KINDS: [&str; 4] = [
    "Customer",
    "SupportAssignment",
    "AccessGrant",
    "HealthSnapshot",
];

/// Where customers' pages go, and how their files are called.
pub(super) struct Pages {
    /// The folder.
    pub(super) place: Place,
    slugs: Slugs,
}

/// The documents that cannot be read and from which a customer's page would be made.
pub(super) fn broken(workplace: &Workplace) -> Vec<&Entry> {
    let workspace = &workplace.loaded.workspace;
    let entries = KINDS.iter().flat_map(|kind| workspace.of_kind(kind));
    entries.filter(|entry| entry.stopped).collect()
}

/// What the pages take, if they were asked for.
pub(super) fn pages(
    workspace: &Workspace,
    arguments: &Publish,
    neighbours: &Neighbours,
) -> Result<Option<Pages>> {
    let Some(out) = &arguments.customers else {
        return Ok(None);
    };
    let slugs = slugs(arguments.customer_key.as_deref())?;
    names::customers(workspace, &slugs)?;
    let place = Place::new(out, neighbours)?.sealed(slugs.is_secret());
    Ok(Some(Pages { place, slugs }))
}

impl Pages {
    /// The same pages in a folder whose list says how they are made.
    pub(super) fn made(self, made: Made) -> Self {
        Self {
            place: self.place.made(made),
            ..self
        }
    }

    /// Prints them.
    pub(super) fn print(
        &self,
        workspace: &Workspace,
        templates: &Templates,
        options: &Options,
        sink: &dyn Sink,
    ) -> Result<Vec<Count>> {
        customer::build(workspace, templates, options, &self.slugs, sink)
    }
}

/// Names that can be guessed only by who has the key, where there is one.
pub(super) fn slugs(file: Option<&Path>) -> Result<Slugs> {
    let (key, place) = match file {
        Some(path) => {
            let read = std::fs::read(path).map_err(|source| Error::Read {
                path: path.to_owned(),
                source,
            })?;
            (read, format!("`{}`", path.display()))
        }
        None => match std::env::var_os(KEY) {
            Some(value) => (value.into_encoded_bytes(), format!("`{KEY}`")),
            None => return Ok(Slugs::plain()),
        },
    };
    let key = key.trim_ascii();
    if key.len() < SHORTEST_KEY {
        return Err(Error::Usage(format!(
            "the key in {place} is too short; write at least {SHORTEST_KEY} characters that nobody can guess"
        )));
    }
    Ok(Slugs::secret(key))
}

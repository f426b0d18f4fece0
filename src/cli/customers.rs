//! `publish --customers`: one page for each customer, in a folder apart from the public pages.
//!
//! It must never print the key that makes their names.

use crate::cli::args::Publish;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::model::Entry;
use crate::page::Templates;
use crate::site::customer::{self, slug::Slugs};
use crate::site::write::{Neighbours, Outcome, look, publish, publish_sealed};
use crate::site::{Options, Site};
use std::path::{Path, PathBuf};

/// The environment variable that holds the key where no file does.
const KEY: &str = "CSP_SUPPORT_CUSTOMER_KEY";

/// Shorter keys can be tried out.
const SHORTEST_KEY: usize = 16;

/// Kinds of documents from which the pages are made.
const KINDS: [&str; 4] = [
    "Customer",
    "SupportAssignment",
    "AccessGrant",
    "HealthSnapshot",
];

/// The pages of all customers, not yet written.
pub(super) struct Pages {
    out: PathBuf,
    site: Site,
    sealed: bool,
}

/// The documents that cannot be read and from which a customer's page would be made.
pub(super) fn broken(workplace: &Workplace) -> Vec<&Entry> {
    let workspace = &workplace.loaded.workspace;
    let entries = KINDS.iter().flat_map(|kind| workspace.of_kind(kind));
    entries.filter(|entry| entry.stopped).collect()
}

/// Prints the pages, if they were asked for, and makes sure that they can be written.
pub(super) fn pages(
    workplace: &Workplace,
    arguments: &Publish,
    templates: &Templates,
    options: &Options,
    neighbours: &Neighbours,
) -> Result<Option<Pages>> {
    let Some(out) = &arguments.customers else {
        return Ok(None);
    };
    let slugs = slugs(arguments.customer_key.as_deref())?;
    look(&arguments.out, out, neighbours)?;
    let site = customer::build(&workplace.loaded.workspace, templates, options, &slugs)?;
    Ok(Some(Pages {
        out: out.clone(),
        site,
        sealed: slugs.is_secret(),
    }))
}

impl Pages {
    /// Writes the pages and tells what was done.
    pub(super) fn write(&self, neighbours: &Neighbours) -> Result<String> {
        let put = if self.sealed { publish_sealed } else { publish };
        let outcome = put(&self.out, neighbours, &self.site.files)?;
        let out = self.out.display();
        let pages = self.site.files.keys();
        let pages =
            pages.filter(|path| Path::new(path).extension().is_some_and(|end| end == "html"));
        Ok(match outcome {
            Outcome::Unchanged => format!("nothing changed in {out}"),
            Outcome::Created | Outcome::Replaced => {
                format!("wrote {} pages for customers into {out}", pages.count())
            }
        })
    }
}

/// Names that can be guessed only by who has the key, where there is one.
fn slugs(file: Option<&Path>) -> Result<Slugs> {
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

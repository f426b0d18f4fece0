//! `csp-support.yaml`: the settings of a workspace.
//!
//! Shape and defaults stand in the schema; this module only reads the values.

pub(super) mod show;

use crate::cli::packs::refuse;
use crate::error::Result as Outcome;
use crate::finding::{Finding, Place};
use crate::judge::waiver::Longest;
use crate::model::Schemas;
use crate::source::{Root, Source};
use crate::yaml::{self, Document, NodeRef};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

/// The settings of a workspace.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Config {
    as_of: Option<String>,
    /// Folders with rules of the partner's own, relative to the file.
    pub(super) packs: Vec<String>,
    /// Folder with templates of the partner's own, relative to the file.
    pub(super) templates: Option<String>,
    /// Languages of published pages, the first one first.
    pub(super) languages: Vec<String>,
    /// Patterns of files that are left alone.
    pub(super) exclude: Vec<String>,
    /// File with findings that are known, relative to the file.
    pub(super) baseline: Option<String>,
    /// Least severity that makes `check` fail.
    pub(super) fail_on: Option<String>,
    /// Settings of the published pages.
    pub(super) site: Site,
    /// Settings of waivers.
    pub(super) waivers: Waivers,
    /// The file, which knows where each setting stands; none where there is no file or nothing in it.
    #[serde(skip)]
    document: Option<Arc<Document>>,
}

/// Settings of waivers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Waivers {
    /// How long they may last.
    pub(super) max_days: Longest,
}

/// Settings of the published pages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Site {
    /// Title of the site.
    pub(super) title: Option<String>,
    /// Address under which the site will be reached.
    pub(super) base_url: Option<String>,
}

impl Config {
    /// The settings of a workspace; what is wrong with them is shown and ends the run.
    pub(super) fn of(root: &Root, schemas: &Schemas) -> Outcome<Self> {
        let Some(source) = &root.config else {
            return Ok(Self::default());
        };
        Self::read(source, schemas)
            .map_err(|findings| refuse(&findings, "the settings cannot be used"))
    }

    /// The node of a setting, by its keys from the outside in, if the file has it.
    pub(super) fn node(&self, keys: &[&str]) -> Option<NodeRef<'_>> {
        self.document.as_ref()?.root().path(keys)
    }

    /// Where a setting stands, or one item of its list.
    pub(super) fn place(&self, keys: &[&str], item: Option<usize>) -> Option<Place> {
        let node = self.node(keys)?;
        match item {
            Some(item) => Some(node.items().nth(item)?.place()),
            None => Some(node.place()),
        }
    }

    /// Reads the settings, or says everything that is wrong with them.
    pub(super) fn read(source: &Arc<Source>, schemas: &Schemas) -> Result<Self, Vec<Finding>> {
        let reading = yaml::read(source);
        let first = reading.documents.into_iter().next();
        let Some(document) = first.filter(|document| !document.root().is_null()) else {
            return if reading.findings.is_empty() {
                Ok(Self::default())
            } else {
                Err(reading.findings)
            };
        };
        let misfits = schemas.workspace.misfits(document.root());
        let findings: Vec<_> = reading
            .findings
            .into_iter()
            .chain(misfits.into_iter().map(|misfit| misfit.finding))
            .collect();
        if findings
            .iter()
            .any(|finding| finding.severity == crate::finding::Severity::Error)
        {
            return Err(findings);
        }
        let config: Self = document.root().read().unwrap_or_default();
        Ok(Self {
            document: Some(Arc::new(document)),
            ..config
        })
    }

    /// The pinned date.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of.as_ref()?.parse().ok()
    }
}

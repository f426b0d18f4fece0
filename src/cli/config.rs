//! `csp-support.yaml`: the settings of a workspace.
//!
//! Shape and defaults stand in the schema; this module only reads the values.

use crate::finding::Finding;
use crate::judge::waiver::Longest;
use crate::model::Schemas;
use crate::source::Source;
use crate::yaml;
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
    /// Least severity that makes `check` fail.
    pub(super) fail_on: Option<String>,
    /// Settings of the published pages.
    pub(super) site: Site,
    /// Settings of waivers.
    pub(super) waivers: Waivers,
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
    /// Reads the settings, or says everything that is wrong with them.
    pub(super) fn read(source: &Arc<Source>, schemas: &Schemas) -> Result<Self, Vec<Finding>> {
        let reading = yaml::read(source);
        let Some(document) = reading
            .documents
            .first()
            .filter(|document| !document.root().is_null())
        else {
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
        Ok(document.root().read().unwrap_or_default())
    }

    /// The pinned date.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of.as_ref()?.parse().ok()
    }
}

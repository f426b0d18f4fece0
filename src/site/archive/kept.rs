//! What makes a page one that is kept: it says so, leads only to what stays, and is no search engine's.

use super::{FOLDER, NAME, place};
use crate::error::Result;
use crate::site::brand::Picture;
use crate::site::edition::{self, Edition};
use crate::site::frame::Frame;
use crate::site::languages;
use schemars::JsonSchema;
use serde::Serialize;

/// The way from a page that is kept to the top of the site.
const TOP: &str = "../../../";

/// Where a version is kept, with what its pages share.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The folder of the version, below that of all versions; empty where nothing is to be written.
    pub(super) folder: String,
    /// The style sheet of the day, below the folder of all versions.
    pub(super) style: String,
    /// The logo of the day, below the same.
    pub(super) logo: Option<String>,
}

/// What such a page says at its top.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Banner {
    /// For which day it holds.
    says: String,
    /// The place from which all versions are reached, and what holds today.
    versions: String,
    /// Where the name of the site leads.
    home: String,
    /// The style sheet.
    style: String,
}

impl Kept {
    /// What stands before all paths of the version.
    pub(in crate::site) fn path(&self) -> String {
        format!("{FOLDER}{}/", self.folder)
    }
}

impl Frame {
    /// The same surroundings for a page that is kept.
    pub(in crate::site) fn kept(
        self,
        edition: &Edition<'_>,
        kept: &Kept,
        id: &str,
    ) -> Result<Self> {
        let locale = &edition.locale;
        let day = locale.date(edition.options.as_of);
        let says = edition.words().say("archive.says", &[("date", &day)])?;
        let place = place(&edition::file_stem(id));
        let picture = self.logo.zip(kept.logo.as_ref());
        Ok(Self {
            title: locale.with_aside(&self.title, &day)?,
            root: TOP.to_owned(),
            logo: picture.map(|(picture, file)| Picture {
                src: format!("../../{file}"),
                ..picture
            }),
            kept: Some(Banner {
                says,
                versions: format!("{TOP}{}.html#{place}", edition.page_stem(NAME)),
                home: format!("{TOP}{}", languages::FILE),
                style: format!("../../{}", kept.style),
            }),
            pages: Vec::new(),
            versions: None,
            feed: None,
            pdf: None,
            unlisted: true,
            ..self
        })
    }
}

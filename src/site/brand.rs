//! What makes pages look like the partner's own: logo, links and a line at the foot.

use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::partner::{self, Branding, Partner};
use crate::page::link;
use crate::site::edition::Edition;
use crate::site::texts::{Text, Texts};
use schemars::JsonSchema;
use serde::Serialize;

/// The logo as a page shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Picture {
    /// Where it lies, from the page.
    pub src: String,
    /// How wide it is shown, in CSS pixels.
    pub width: u32,
    /// How high it is shown, in CSS pixels.
    pub height: u32,
}

/// What the partner wants to stand at the foot of every page.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Foot {
    /// Links, such as legal notice and privacy.
    pub links: Vec<LegalLink>,
    /// A line.
    pub line: Option<Text>,
}

/// A link at the foot of every page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LegalLink {
    /// What people read.
    pub text: Text,
    /// Where it leads.
    pub href: String,
}

/// How a partner wants pages to look.
pub fn branding(entry: Option<&Entry>) -> Option<Branding<'_>> {
    Partner::over(entry?.spec()?).branding()
}

impl Edition<'_> {
    /// The logo, on a page that has `root` before the top of the site.
    pub fn logo(&self, root: &str) -> Option<Picture> {
        let logo = self.options.logo.as_ref()?;
        let (width, height) = logo.shown();
        Some(Picture {
            src: format!("{root}{}", logo.file_name()),
            width,
            height,
        })
    }

    /// The partner's own links and line.
    pub fn foot(&self, partner: Option<&Entry>) -> Foot {
        let (Some(entry), Some(branding)) = (partner, branding(partner)) else {
            return Foot::default();
        };
        let texts = Texts::new(entry, self);
        let link = |link: partner::LegalLink<'_>| {
            let href = link::allowed(link.url()?)?.to_owned();
            let text = texts.say(link.words()?);
            Some(LegalLink { text, href })
        };
        Foot {
            links: branding.links().filter_map(link).collect(),
            line: texts.maybe(branding.footer()),
        }
    }
}

//! What surrounds every page: what programs read in its head, the way to the other languages, who
//! publishes it.
//!
//! It must never know what the page is about.

use crate::error::Result;
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::partner::Partner;
use crate::page::Part;
use crate::site::archive::Banner;
use crate::site::brand::{Foot, Picture};
use crate::site::edition::{Edition, Language, Link};
use crate::site::pages::PageLink;
use crate::site::single::Single;
use crate::site::updated::Updated;
use schemars::JsonSchema;
use serde::Serialize;

/// What surrounds every page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Frame {
    /// Language of the page.
    pub lang: String,
    /// Its direction: `ltr` or `rtl`.
    pub dir: &'static str,
    /// Language and country as Open Graph writes them, such as `en_GB`.
    pub place: String,
    /// What the page is called.
    pub name: String,
    /// Title of the document: what the page and the site are called.
    pub title: String,
    /// One sentence for search results.
    pub description: String,
    /// Relative path to the top of the site, empty or ending in `/`.
    pub root: String,
    /// Where to get help, from this page.
    pub support: String,
    /// Absolute address of the page, if the site's is known.
    pub canonical: Option<String>,
    /// The page in all languages, itself included.
    pub alternates: Vec<Alternate>,
    /// Address for readers of no language we have: absolute where the site's is known.
    pub default: Option<String>,
    /// The address of the same page as Markdown.
    pub twin: Option<String>,
    /// The address of the same page as PDF.
    pub pdf: Option<String>,
    /// The address of the same as data for programs.
    pub data: Option<String>,
    /// The address of what changes, for feed readers.
    pub feed: Option<&'static str>,
    /// The pages that stand for all offerings in this language, the page itself included if it is one.
    pub pages: Vec<PageLink>,
    /// Title of the site.
    pub site: String,
    /// Who publishes it.
    pub partner: Option<Part<Imprint>>,
    /// The partner's logo.
    pub logo: Option<Picture>,
    /// What the partner wants to stand at the foot.
    pub foot: Part<Foot>,
    /// Since when it says what it says, where its documents tell.
    pub updated: Option<Updated>,
    /// What it holds where it is a file of its own.
    pub single: Option<Single>,
    /// What it says where it is kept as it was.
    pub kept: Option<Banner>,
    /// Where all versions of the page are found, if any is kept.
    pub versions: Option<String>,
    /// Whether this is a draft.
    pub draft: bool,
    /// Whether search engines are asked to leave the page out.
    pub unlisted: bool,
}

/// A page in one language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Alternate {
    /// The language.
    pub lang: String,
    /// Language and country as Open Graph writes them.
    pub place: String,
    /// Its name in itself.
    pub name: String,
    /// Relative address.
    pub href: String,
    /// Address for search engines: absolute where the site's is known.
    pub address: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// Who publishes a page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Imprint {
    /// The name customers know.
    pub name: String,
    /// The registered name.
    pub legal_name: String,
    /// Address lines.
    pub address: Vec<String>,
    /// Entry in the register.
    pub registration: Option<String>,
    /// VAT number.
    pub vat_id: Option<String>,
    /// Home page.
    pub website: Option<Link>,
}

/// What the pages of a partner say of it, made ready once.
#[derive(Debug, Clone)]
pub struct Publisher {
    imprint: Option<Part<Imprint>>,
    foot: Part<Foot>,
}

impl<'a> Edition<'a> {
    /// What surrounds a page of this language that exists as `<language>/<file>` in all of them.
    pub fn frame(&self, file: &str, partner: Option<&'a Entry>, name: &str) -> Result<Frame> {
        let address = |language: &str| self.address(&self.below(&format!("{language}/{file}")));
        let alternates = self.alternates(file, address);
        Ok(Frame {
            canonical: address(self.locale.language()),
            default: alternates.first().map(|first| first.address.clone()),
            alternates,
            pages: self.page_links(file)?,
            unlisted: self.only_drafts,
            ..self.private_frame(file, partner, name)?
        })
    }

    /// The same for a page of which nobody is told: it has no address on the public site, and its pages are not
    /// its neighbours.
    pub(super) fn private_frame(
        &self,
        file: &str,
        partner: Option<&'a Entry>,
        name: &str,
    ) -> Result<Frame> {
        let Publisher { imprint, foot } = self.publisher(partner)?;
        let publisher = imprint.as_ref().map_or("", |imprint| imprint.name.as_str());
        let site = self
            .options
            .title
            .as_deref()
            .unwrap_or(publisher)
            .to_owned();
        Ok(Frame {
            lang: self.locale.language().to_owned(),
            dir: self.locale.direction(),
            place: self.locale.place(),
            name: name.to_owned(),
            title: if site.is_empty() {
                name.to_owned()
            } else {
                format!("{} · {}", self.locale.apart(name), self.locale.apart(&site))
            },
            description: String::new(),
            root: "../".to_owned(),
            support: "#contact".to_owned(),
            canonical: None,
            default: None,
            alternates: self.alternates(file, |_| None),
            data: None,
            twin: file.strip_suffix(".html").map(|stem| format!("{stem}.md")),
            pdf: None,
            feed: None,
            pages: Vec::new(),
            site,
            partner: imprint,
            logo: self.logo("../"),
            foot,
            updated: None,
            single: None,
            kept: None,
            versions: None,
            draft: false,
            unlisted: true,
        })
    }

    /// What is said of a partner on all its pages.
    fn publisher(&self, partner: Option<&'a Entry>) -> Result<Publisher> {
        let id = partner.map_or("", |entry| entry.id.as_str());
        self.publishers.get(id, || {
            let imprint = partner.and_then(|entry| self.imprint(Partner::over(entry.spec()?)));
            Ok(Publisher {
                imprint: imprint.map(Part::of).transpose()?,
                foot: Part::of(self.foot(partner))?,
            })
        })
    }

    /// The address of the PDF beside a page, where there are any.
    pub(super) fn pdf(&self, stem: &str) -> Option<String> {
        self.options.pdf.then(|| format!("{stem}.pdf"))
    }

    /// The page in all languages; `address` is told the language.
    fn alternates(&self, file: &str, address: impl Fn(&str) -> Option<String>) -> Vec<Alternate> {
        let alternate = |language: &Language| {
            let href = format!("../{}/{file}", language.code);
            Alternate {
                lang: language.code.clone(),
                place: language.place.clone(),
                name: language.name.clone(),
                address: address(&language.code).unwrap_or_else(|| href.clone()),
                href,
                current: language.code == self.locale.language(),
            }
        };
        self.languages.iter().map(alternate).collect()
    }

    fn imprint(&self, partner: Partner<'a>) -> Option<Imprint> {
        let legal_name = partner.legal_name()?.to_owned();
        let address = partner.legal_address();
        let lines = address.map(|address| {
            let town = [address.postal_code(), address.city()];
            let town: Vec<_> = town.into_iter().flatten().collect();
            let country = address.country().map(|code| self.locale.country_name(code));
            let lines = [
                address.street().map(str::to_owned),
                Some(town.join(" ")),
                country,
            ];
            lines
                .into_iter()
                .flatten()
                .filter(|line| !line.is_empty())
                .collect()
        });
        Some(Imprint {
            name: partner.display_name().unwrap_or(&legal_name).to_owned(),
            legal_name,
            address: lines.unwrap_or_default(),
            registration: partner.registration().map(str::to_owned),
            vat_id: partner.vat_id().map(str::to_owned),
            website: partner.website().and_then(Link::plain),
        })
    }
}

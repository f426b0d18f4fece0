//! The site in one language: what all its pages share.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::partner::Partner;
use crate::model::{Entry, Workspace};
use crate::page::{Locale, Renderer, Templates, link};
use crate::site::access::Ledger;
use crate::site::opening::Openings;
use crate::site::pages::PageLink;
use crate::site::words::Words;
use crate::site::{Each, FILES, Options, PAGES, published, write};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// The site in one language.
#[derive(Debug)]
pub struct Edition<'a> {
    /// How this language writes things.
    pub locale: Arc<Locale>,
    /// The templates in this language.
    pub renderer: Renderer,
    /// What the workspace and the command line say.
    pub options: &'a Options,
    /// All documents.
    pub workspace: &'a Workspace,
    /// The offerings that have pages, in the order of their files.
    pub offerings: Vec<&'a Entry>,
    /// Opening hours, shared by all editions.
    pub openings: Arc<Openings>,
    /// All languages, with their names in themselves.
    languages: Arc<Vec<(String, String)>>,
    ledger: Arc<OnceLock<Ledger>>,
    pub(super) pages: Arc<OnceLock<Vec<&'static str>>>,
}

/// What surrounds every page.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// Language of the page.
    pub lang: String,
    /// Title of the document.
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
    /// The pages that stand for all offerings in this language, the page itself included if it is one.
    pub pages: Vec<PageLink>,
    /// Title of the site.
    pub site: String,
    /// Who publishes it.
    pub partner: Option<Imprint>,
    /// Links at the foot: words and address.
    pub links: Vec<Link>,
    /// Whether this is a draft.
    pub draft: bool,
}

/// A page in one language.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// The language.
    pub lang: String,
    /// Its name in itself.
    pub name: String,
    /// Relative address.
    pub href: String,
    /// Address for search engines: absolute where the site's is known.
    pub address: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// Words and an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What people read.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link, unless the address is one that pages do not link to.
    pub fn to(text: &str, address: &str) -> Option<Self> {
        Some(Self {
            text: text.to_owned(),
            href: link::allowed(address)?.to_owned(),
        })
    }

    /// A link that shows its address.
    pub fn plain(address: &str) -> Option<Self> {
        Self::to(link::display(address), address)
    }
}

/// Who publishes a page.
#[derive(Debug, Serialize)]
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

/// The offering of a document.
pub fn offering(entry: &Entry) -> Option<Offering<'_>> {
    entry.spec().map(Offering::over)
}

impl<'a> Edition<'a> {
    /// One edition for each language, in the order of the options.
    pub fn all(
        workspace: &'a Workspace,
        templates: &Templates,
        options: &'a Options,
    ) -> Result<Vec<Self>> {
        let country = workspace.of_kind("PartnerProfile").next();
        let country =
            country.and_then(|partner| partner.spec()?.path(&["legalAddress", "country"]));
        let country = country.map(crate::yaml::NodeRef::text);
        let locales: Vec<_> = options
            .languages
            .iter()
            .map(|language| templates.locale(language, country))
            .collect::<Result<_>>()?;
        let named = |locale: &Arc<Locale>| {
            let language = locale.language().to_owned();
            (language.clone(), locale.language_name(&language))
        };
        let languages = Arc::new(locales.iter().map(named).collect::<Vec<_>>());
        let openings = Arc::new(Openings::new(workspace, options.as_of));
        let ledger = Arc::new(OnceLock::new());
        let pages = Arc::new(OnceLock::new());
        let edition = |locale: Arc<Locale>| {
            Ok(Self {
                renderer: templates.renderer(&locale)?,
                locale,
                options,
                workspace,
                offerings: published(workspace, options.as_of).collect(),
                openings: Arc::clone(&openings),
                languages: Arc::clone(&languages),
                ledger: Arc::clone(&ledger),
                pages: Arc::clone(&pages),
            })
        };
        locales.into_iter().map(edition).collect()
    }

    /// What we hold in customers' tenants; found once for all editions, when first asked for.
    pub fn ledger(&self) -> &Ledger {
        let (workspace, as_of) = (self.workspace, self.options.as_of);
        self.ledger.get_or_init(|| Ledger::new(workspace, as_of))
    }

    /// Words in this language.
    pub fn words(&self) -> Words<'_> {
        Words {
            locale: &self.locale,
        }
    }

    /// The languages of the site, each with its name in itself.
    pub fn languages(&self) -> &[(String, String)] {
        &self.languages
    }

    /// Path of an offering's page in this language, without suffix.
    pub fn statement_stem(&self, id: &str) -> String {
        format!("{}/{}", self.locale.language(), file_stem(id))
    }

    /// Path of a page or file of this language that stands for all its offerings.
    pub fn page_stem(&self, name: &str) -> String {
        format!("{}/{name}", self.locale.language())
    }

    /// The partner a document belongs to, else the first there is.
    pub fn partner(&self, entry: Option<&'a Entry>) -> Option<&'a Entry> {
        let own = entry.and_then(|entry| self.workspace.partner_of(entry));
        own.or_else(|| self.workspace.of_kind("PartnerProfile").next())
    }

    /// What surrounds a page of this language that exists as `<language>/<file>` in all of them.
    pub fn frame(&self, file: &str, partner: Option<&'a Entry>, title: &str) -> Result<Frame> {
        let imprint = partner.and_then(|entry| self.imprint(Partner::over(entry.spec()?)));
        let name = imprint.as_ref().map_or("", |imprint| imprint.name.as_str());
        let site = self.options.title.as_deref().unwrap_or(name).to_owned();
        Ok(Frame {
            lang: self.locale.language().to_owned(),
            title: if site.is_empty() {
                title.to_owned()
            } else {
                format!("{title} · {site}")
            },
            description: String::new(),
            root: "../".to_owned(),
            support: "#contact".to_owned(),
            canonical: self.address(&format!("{}/{file}", self.locale.language())),
            alternates: self.alternates(file),
            pages: self.page_links(file)?,
            site,
            partner: imprint,
            links: self.links(),
            draft: false,
        })
    }

    fn links(&self) -> Vec<Link> {
        let links = self.options.links.iter();
        links
            .filter_map(|(text, address)| Link::to(text, address))
            .collect()
    }

    fn alternates(&self, file: &str) -> Vec<Alternate> {
        let alternate = |(lang, name): &(String, String)| {
            let path = format!("{lang}/{file}");
            let href = format!("../{path}");
            Alternate {
                lang: lang.clone(),
                name: name.clone(),
                address: self.address(&path).unwrap_or_else(|| href.clone()),
                href,
                current: lang == self.locale.language(),
            }
        };
        self.languages.iter().map(alternate).collect()
    }

    /// The absolute address of a path, if the site's address is known.
    pub fn address(&self, path: &str) -> Option<String> {
        let base = self.options.base_url.as_deref().and_then(link::allowed)?;
        Some(format!("{}/{path}", base.trim_end_matches('/')))
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

/// The file name of an id: the id itself, unless it would meet another page or a device of Windows.
fn file_stem(id: &str) -> String {
    let first = id.split('.').next().unwrap_or_default();
    let taken = |name: &str| name.split('.').next() == Some(first);
    let shared = PAGES
        .iter()
        .filter(|page| matches!(page.each, Each::Language { .. }));
    let page = shared.map(|page| page.name).any(taken);
    if page || FILES.iter().any(|file| taken(file.name)) || write::is_device(first) {
        format!("offering-{id}")
    } else {
        id.to_owned()
    }
}

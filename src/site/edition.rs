//! The site in one language: what all its pages share.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Workspace};
use crate::page::{Known, Locale, Part, Renderer, Templates, link};
use crate::site::access::{self, Ledger};
use crate::site::archive::Kept;
use crate::site::customer::offerings::Owner;
use crate::site::files::{FILES, Text};
use crate::site::frame::Publisher;
use crate::site::opening::Openings;
use crate::site::single::Shared;
use crate::site::untranslated::{Count, Untranslated};
use crate::site::words::Words;
use crate::site::{Each, Options, PAGES, published, write};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
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
    /// All languages of the site.
    pub languages: Arc<Vec<Language>>,
    /// What was shown as it was written, for want of a translation.
    pub untranslated: Untranslated,
    ledger: Arc<OnceLock<Ledger>>,
    /// What pages say of each partner, by its id.
    pub(super) publishers: Known<String, Publisher>,
    /// What customers' pages say of the roles we hold.
    pub(super) roles: access::Told,
    /// What they say of who answers for what, by what contracts say.
    pub(super) owners: Known<String, Part<Owner>>,
    pub(super) pages: Arc<OnceLock<Vec<&'static str>>>,
    /// What its statements hold where each is a file of its own.
    pub single: Option<Arc<Shared>>,
    /// Where its statements are kept, where they are written for the archive.
    pub kept: Option<Arc<Kept>>,
    /// Whether there is nothing but drafts.
    pub only_drafts: bool,
    /// Names that more than one offering bears.
    shared_names: Arc<BTreeSet<&'a str>>,
}

/// A language of the site.
#[derive(Debug)]
pub struct Language {
    /// The language alone, such as `en`.
    pub code: String,
    /// Its name in itself.
    pub name: String,
    /// Language and country as Open Graph writes them, such as `en_GB`.
    pub place: String,
}

/// Words and an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// What people read.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Language {
    /// The language of a locale.
    pub fn of(locale: &Locale) -> Self {
        Self {
            code: locale.language().to_owned(),
            name: locale.language_name(locale.language()),
            place: locale.place(),
        }
    }
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
        let languages = locales.iter().map(|locale| Language::of(locale));
        let languages = Arc::new(languages.collect());
        let openings = Arc::new(Openings::new(workspace, options.as_of));
        let ledger = Arc::new(OnceLock::new());
        let pages = Arc::new(OnceLock::new());
        let offerings: Vec<_> = published(workspace, options.as_of).collect();
        let shared_names = Arc::new(shared_names(&offerings));
        let is_draft = |entry: &&Entry| options.drafts.contains(&entry.id);
        let only_drafts = !offerings.is_empty() && offerings.iter().all(is_draft);
        let edition = |locale: Arc<Locale>| {
            Ok(Self {
                renderer: templates.renderer(&locale)?,
                locale,
                options,
                workspace,
                offerings: offerings.clone(),
                openings: Arc::clone(&openings),
                languages: Arc::clone(&languages),
                untranslated: Untranslated::default(),
                ledger: Arc::clone(&ledger),
                publishers: Known::default(),
                roles: access::Told::default(),
                owners: Known::default(),
                pages: Arc::clone(&pages),
                single: None,
                kept: None,
                only_drafts,
                shared_names: Arc::clone(&shared_names),
            })
        };
        locales.into_par_iter().map(edition).collect()
    }

    /// The same for statements that are kept as they are.
    #[must_use]
    pub(super) fn kept(self, kept: &Arc<Kept>) -> Self {
        Self {
            kept: Some(Arc::clone(kept)),
            ..self
        }
    }

    /// Whether its statements stand for themselves, whatever becomes of the other pages.
    pub fn is_apart(&self) -> bool {
        self.single.is_some() || self.kept.is_some()
    }

    /// The same for statements that are files of their own.
    #[must_use]
    pub(super) fn alone(self, shared: &Arc<Shared>) -> Self {
        Self {
            single: Some(Arc::clone(shared)),
            ..self
        }
    }

    /// How many texts each language shows in another one, where there are any.
    pub(super) fn untranslated(editions: &[Self]) -> Vec<Count> {
        let counts = editions.iter().map(|edition| Count {
            language: edition.locale.language().to_owned(),
            texts: edition.untranslated.count(),
        });
        counts.filter(|count| count.texts > 0).collect()
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

    /// Path of an offering's page in this language, without suffix.
    pub fn statement_stem(&self, id: &str) -> String {
        self.below(&format!("{}/{}", self.locale.language(), file_stem(id)))
    }

    /// A path of statements, below the folder in which they are kept, if they are.
    pub(super) fn below(&self, path: &str) -> String {
        let folder = self.kept.as_ref().map(|kept| kept.path());
        format!("{}{path}", folder.unwrap_or_default())
    }

    /// Path of a page or file of this language that stands for all its offerings.
    pub fn page_stem(&self, name: &str) -> String {
        format!("{}/{name}", self.locale.language())
    }

    /// Whether a page that is called like its offering could be taken for another page.
    pub fn is_namesake(&self, entry: &Entry) -> bool {
        let name = offering(entry).and_then(Offering::name);
        name.is_none_or(|name| self.shared_names.contains(name))
    }

    /// The partner a document belongs to, else the first there is.
    pub fn partner(&self, entry: Option<&'a Entry>) -> Option<&'a Entry> {
        let own = entry.and_then(|entry| self.workspace.partner_of(entry));
        own.or_else(|| self.workspace.of_kind("PartnerProfile").next())
    }

    /// The address of another file of this language, from a statement; none where the statement lies alone
    /// and nobody knows where the site is, or where it is kept longer than the file may be there.
    pub fn beside(&self, file: &str) -> Option<String> {
        match (&self.single, &self.kept) {
            (Some(_), _) => self.address(&self.page_stem(file)),
            (None, Some(_)) => None,
            (None, None) => Some(file.to_owned()),
        }
    }

    /// The absolute address of a path, if the site's address is known.
    pub fn address(&self, path: &str) -> Option<String> {
        let base = self.options.base_url.as_deref().and_then(link::allowed)?;
        Some(format!("{}/{path}", base.trim_end_matches('/')))
    }
}

fn shared_names<'a>(offerings: &[&'a Entry]) -> BTreeSet<&'a str> {
    let names = offerings.iter().filter_map(|entry| offering(entry)?.name());
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).collect()
}

/// The file name of an id: the id itself, unless it would meet another page or a device of Windows.
pub(super) fn file_stem(id: &str) -> String {
    let first = id.split('.').next().unwrap_or_default();
    let taken = |name: &str| name.split('.').next() == Some(first);
    let shared = PAGES
        .iter()
        .filter(|page| matches!(page.each, Each::Language { .. }));
    let files = FILES
        .iter()
        .filter(|file| matches!(file.text, Text::Language(_)));
    let shared = shared.map(|page| page.name);
    let mut names = shared.chain(files.map(|file| file.name));
    if names.any(taken) || write::is_device(first) {
        format!("offering-{id}")
    } else {
        id.to_owned()
    }
}

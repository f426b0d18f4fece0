//! Dated facts about the outside world: roles, products, retired names, holidays.
//!
//! A catalogue says what is so and since when; what follows from it for a partner is the business
//! of `judge`. It must never know a workspace.

mod header;
mod holidays;
mod markets;
mod portals;
mod products;
mod roles;
mod words;

pub use header::Header;
pub use markets::Market;
pub use portals::{Portal, PortalBasis, Portals};
pub use products::{Deployment, Product, RetiredTerm, Service, Ticket, Vendor};
pub use roles::{
    Activity, Alias, AzureRole, Complexity, EntraRole, NewGdap, PartnerCenterRole, Right, RoleSet,
    RoleTask,
};

pub use words::{Finder, Means, Said, Unit};

use crate::error::{Error, Result};
use crate::hours::Calendar;
use crate::model::catalog::header::Files;
use crate::model::catalog::holidays::Countries;
use crate::model::catalog::products::Beginnings;
use crate::source::embedded;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

static EMBEDDED: OnceLock<header::Result<Catalogs>> = OnceLock::new();

/// All catalogues, read once.
#[derive(Debug)]
pub struct Catalogs {
    headers: BTreeMap<String, Header>,
    entra: Vec<EntraRole>,
    entra_names: HashMap<String, usize>,
    entra_aliases: BTreeMap<String, usize>,
    aliases: Vec<Alias>,
    azure: Vec<AzureRole>,
    partner_center: Vec<PartnerCenterRole>,
    tasks: Vec<RoleTask>,
    activities: Vec<Activity>,
    sets: Vec<RoleSet>,
    products: Vec<Product>,
    services: Vec<Service>,
    terms: Vec<RetiredTerm>,
    /// How those names begin.
    beginnings: Beginnings,
    markets: Vec<Market>,
    portals: Vec<Portals>,
    countries: Countries,
    words: Finder,
}

impl Catalogs {
    /// The catalogues that ship inside the program.
    pub fn embedded() -> Result<&'static Self> {
        EMBEDDED
            .get_or_init(|| Self::load(embedded::policies("catalogs/")))
            .as_ref()
            .map_err(|message| Error::Internal(message.clone()))
    }

    /// Reads catalogues from files, given as path and text.
    pub fn read(files: Vec<(String, String)>) -> Result<Self> {
        Self::load(files).map_err(Error::Internal)
    }

    fn load(files: Vec<(String, String)>) -> header::Result<Self> {
        let mut files = Files::new(files);
        let entra: Vec<EntraRole> = files.rows("catalogs/roles/entra.yaml", "roles")?;
        let aliases: Vec<Alias> = files.rows("catalogs/roles/aliases.yaml", "aliases")?;
        let entra_names = roles::names(&entra);
        let terms: Vec<RetiredTerm> = files.rows("catalogs/products/terms.yaml", "terms")?;
        Ok(Self {
            entra_aliases: roles::resolve(&aliases, &entra_names),
            entra_names,
            entra,
            aliases,
            azure: files.rows("catalogs/roles/azure.yaml", "roles")?,
            partner_center: files.rows("catalogs/roles/partner-center.yaml", "roles")?,
            tasks: files.rows("catalogs/roles/tasks.yaml", "tasks")?,
            activities: files.rows("catalogs/roles/activities.yaml", "activities")?,
            sets: files.rows("catalogs/roles/default-sets.yaml", "sets")?,
            products: files.rows("catalogs/products/products.yaml", "products")?,
            services: files.rows("catalogs/products/services.yaml", "services")?,
            beginnings: Beginnings::new(&terms)?,
            terms,
            words: Finder::new(&files.parts("catalogs/words/", "words")?),
            markets: files.rows("catalogs/regions/markets.yaml", "markets")?,
            portals: files.parts("catalogs/portals/", "portals")?,
            countries: Countries::new(files.rest()),
            headers: files.headers,
        })
    }

    /// Where each catalogue comes from, by path; holiday calendars carry theirs themselves.
    pub fn headers(&self) -> &BTreeMap<String, Header> {
        &self.headers
    }

    /// All built-in Entra roles, by name.
    pub fn entra_roles(&self) -> &[EntraRole] {
        &self.entra
    }

    /// The Entra role with this id, else with this name in any case, else known under this alias.
    pub fn entra_role(&self, text: &str) -> Option<&EntraRole> {
        let exact = self.entra_names.get(text);
        let at = exact.or_else(|| {
            let folded = text.to_lowercase();
            let named = self.entra_names.get(&folded);
            named.or_else(|| self.entra_aliases.get(&folded))
        });
        self.entra.get(*at?)
    }

    /// The alias entry for a name that is neither an id nor a name in the catalogue.
    pub fn alias(&self, text: &str) -> Option<&Alias> {
        let folded = text.to_lowercase();
        if self.entra_names.contains_key(&folded) {
            return None;
        }
        self.aliases
            .iter()
            .find(|alias| alias.alias.to_lowercase() == folded)
    }

    /// All aliases of Entra roles.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// All Azure roles, by name.
    pub fn azure_roles(&self) -> &[AzureRole] {
        &self.azure
    }

    /// The Azure role with this id or, in any case, this name.
    pub fn azure_role(&self, text: &str) -> Option<&AzureRole> {
        self.azure
            .iter()
            .find(|role| role.id.eq_ignore_ascii_case(text) || role.name.eq_ignore_ascii_case(text))
    }

    /// All Partner Center roles, by key.
    pub fn partner_center_roles(&self) -> &[PartnerCenterRole] {
        &self.partner_center
    }

    /// The Partner Center role with this key, such as `admin_agent`.
    pub fn partner_center_role(&self, id: &str) -> Option<&PartnerCenterRole> {
        self.partner_center.iter().find(|role| role.id == id)
    }

    /// All tasks for which a least privileged role is known, by key.
    pub fn tasks(&self) -> &[RoleTask] {
        &self.tasks
    }

    /// The task with this key, such as `submit_support_ticket`.
    pub fn task(&self, id: &str) -> Option<&RoleTask> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// What offerings promise and which tasks keeping it takes, by key.
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// The roles of which any one is enough for a task, the preferred one first; empty for an unknown task.
    pub fn least_roles(&self, task: &str) -> Vec<&EntraRole> {
        self.task(task).map_or_else(Vec::new, |task| {
            let roles = task.least.iter();
            roles.filter_map(|name| self.entra_role(name)).collect()
        })
    }

    /// All published role sets.
    pub fn role_sets(&self) -> &[RoleSet] {
        &self.sets
    }

    /// What new customers of a partner of this type get by default.
    pub fn default_set(&self, partner_type: &str) -> Option<&RoleSet> {
        self.sets
            .iter()
            .find(|set| set.partner_type.as_deref() == Some(partner_type))
    }

    /// All product families, by key.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product family with this key, such as `microsoft_365`.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// All services of service health that we can place, by id.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The service that service health calls by this id or name, in any case.
    pub fn service(&self, text: &str) -> Option<&Service> {
        let is_it = |own: &str| own.eq_ignore_ascii_case(text);
        let mut services = self.services.iter();
        services.find(|service| is_it(&service.id) || is_it(&service.name))
    }

    /// All retired names, by name and date.
    pub fn retired_terms(&self) -> &[RetiredTerm] {
        &self.terms
    }

    /// Whether a text may have a name in it that is retired, or will be; most texts have none for certain.
    pub fn may_have_retired_term(&self, text: &str) -> bool {
        self.beginnings.may_be_in(text)
    }

    /// Whether a name that is retired, or will be, begins with this word, in any case.
    pub fn begins_retired_term(&self, word: &str) -> bool {
        self.beginnings.are(word)
    }

    /// The names that are retired on a day, one entry each, with what to write on that day.
    pub fn retired_terms_on(&self, day: Date) -> Vec<&RetiredTerm> {
        self.retired_terms_beginning(day, |_| true)
    }

    /// The same of those whose first word is wanted.
    pub fn retired_terms_beginning(
        &self,
        day: Date,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<&RetiredTerm> {
        let past = self
            .terms
            .iter()
            .filter(|term| term.from <= day && !term.planned && wanted(term.first_word()));
        let newest: BTreeMap<&str, &RetiredTerm> =
            past.map(|term| (term.term.as_str(), term)).collect();
        newest.into_values().collect()
    }

    /// The words by which texts promise something.
    pub const fn words(&self) -> &Finder {
        &self.words
    }

    /// All markets of the programme, by key.
    pub fn markets(&self) -> &[Market] {
        &self.markets
    }

    /// The market to which a country belongs, by its code of two letters.
    pub fn market(&self, country: &str) -> Option<&Market> {
        let mut markets = self.markets.iter();
        markets.find(|market| market.countries.iter().any(|own| own == country))
    }

    /// How to get to the portals in a customer's context: steps, `{customer}` for the customer's name.
    pub fn portal_way(&self) -> impl Iterator<Item = &str> {
        let first = self.portals.first();
        first
            .into_iter()
            .flat_map(|all| &all.way)
            .map(String::as_str)
    }

    /// Where requests about a product family are filed, by its key.
    pub fn portal(&self, product: &str) -> Option<&Portal> {
        let mut all = self.portals.iter().flat_map(|all| &all.products);
        all.find(|portal| portal.product == product)
    }

    /// The holiday calendar with this id, such as `DE-BE`.
    pub fn calendar(&self, id: &str) -> Option<&Arc<Calendar>> {
        self.countries.calendar(id)
    }

    /// All holiday calendars, by id.
    pub fn calendars(&self) -> Result<Vec<&Arc<Calendar>>> {
        self.countries.all().map_err(Error::Internal)
    }
}

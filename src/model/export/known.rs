//! What the workspace knows already, found by what platforms call it.
//!
//! It looks up and must never judge or change what it finds.

use super::{Key, Mappings, health};
use crate::model::kind::{Kind, Origin};
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The fields by which documents are recognised, by kind.
const KEYS: &[(&str, &[&str])] = &[
    ("AccessGrant", &["relationship", "id"]),
    ("AccessGrant", &["relationship", "displayName"]),
    ("AgentGroup", &["objectId"]),
    ("Customer", &["tenantId"]),
    ("PartnerProfile", &["legalName"]),
    ("PartnerProfile", &["tenantId"]),
    ("ServiceRequest", &["number"]),
];

/// A workspace, by what platforms call things.
pub struct Known<'a> {
    workspace: &'a Workspace,
    by_key: HashMap<(&'static str, Key), &'a Entry>,
    of_customer: HashMap<&'static str, HashMap<&'a str, Vec<&'a Entry>>>,
    mappings: Mappings<'a>,
    names: Names,
}

impl<'a> Known<'a> {
    /// Reads what documents are called.
    pub fn new(workspace: &'a Workspace) -> Self {
        let mut by_key = HashMap::new();
        for &(kind, path) in KEYS {
            for entry in workspace.of_kind(kind) {
                let value = entry.spec().and_then(|spec| spec.path(path));
                if let Some(value) = value.filter(|value| !value.text().is_empty()) {
                    let key = (kind, Key::new(path, value.text()));
                    by_key.entry(key).or_insert(entry);
                }
            }
        }
        for entry in workspace.of_kind("HealthSnapshot") {
            let spec = entry.spec();
            let told = spec.and_then(|spec| Some((spec.str("customer")?, spec.str("takenAt")?)));
            if let Some(key) = told.and_then(|(customer, taken)| health::key(customer, taken)) {
                by_key.entry(("HealthSnapshot", key)).or_insert(entry);
            }
        }
        Self {
            workspace,
            by_key,
            of_customer: of_customer(workspace),
            mappings: Mappings::new(workspace),
            names: Names::read(workspace),
        }
    }

    /// All documents, exports included.
    pub const fn workspace(&self) -> &'a Workspace {
        self.workspace
    }

    /// All exports, in the order in which they were read.
    pub fn exports(&self) -> impl Iterator<Item = &'a Entry> + Clone + use<'a> {
        let entries = self.workspace.entries().iter();
        entries.filter(|entry| entry.kind.origin != Origin::Written)
    }

    /// The document that one of the keys tells, the first key first.
    pub fn declared(&self, kind: &'static str, keys: &[Key]) -> Option<&'a Entry> {
        let mut found = keys
            .iter()
            .filter_map(|key| self.by_key.get(&(kind, key.clone())));
        found.next().copied()
    }

    /// The customer that has a tenant.
    pub fn customer(&self, tenant: &str) -> Option<&'a Entry> {
        self.declared("Customer", &[Key::new(&["tenantId"], tenant)])
    }

    /// Documents of a kind that are about a customer, in the order of their files.
    pub fn of_customer(&self, kind: &'static str, customer: &str) -> &[&'a Entry] {
        let of_kind = self.of_customer.get(kind);
        let found = of_kind.and_then(|found| found.get(customer));
        found.map_or(&[], Vec::as_slice)
    }

    /// What the columns of CSV files mean.
    pub const fn mappings(&self) -> &Mappings<'a> {
        &self.mappings
    }

    /// The profile of the partner: the only one there is, or the one with a registered name.
    pub fn partner(&self, legal_name: &str) -> Option<&'a Entry> {
        let mut profiles = self.workspace.of_kind("PartnerProfile");
        match (profiles.next(), profiles.next()) {
            (Some(only), None) => Some(only),
            _ => self.declared("PartnerProfile", &[Key::new(&["legalName"], legal_name)]),
        }
    }

    /// The group with an object id.
    pub fn group(&self, object: &str) -> Option<&'a Entry> {
        self.declared("AgentGroup", &[Key::new(&["objectId"], object)])
    }

    /// The id for a new document: its name as an id, with the beginning of `unique` where the name is not
    /// enough to tell it from others.
    pub fn new_id(&self, kind: &'static str, name: &str, unique: &str) -> String {
        let (slug, unique) = (slug(name), beginning(unique));
        if slug.is_empty() {
            let stem = Kind::named(kind).map_or("document", |kind| kind.schema);
            return format!("{stem}-{unique}");
        }
        let taken = self.workspace.get(kind, &slug).is_some();
        if taken || self.names.shared.contains(&(kind, slug.clone())) {
            return format!("{slug}-{unique}");
        }
        slug
    }

    /// The id of the customer with a tenant: the one that it has, or would have.
    pub fn customer_id(&self, tenant: &str) -> String {
        let tenant = tenant.to_lowercase();
        match (self.customer(&tenant), self.names.customers.get(&tenant)) {
            (Some(customer), _) => customer.id.clone(),
            (None, name) => self.new_id("Customer", name.map_or("", String::as_str), &tenant),
        }
    }

    /// Whether a relationship is declared, or in one of the exports.
    pub fn has_relationship(&self, id: &str) -> bool {
        let key = Key::new(&["relationship", "id"], id);
        self.names.relationships.contains(&key.value)
            || self.by_key.contains_key(&("AccessGrant", key))
    }
}

fn of_customer(workspace: &Workspace) -> HashMap<&'static str, HashMap<&str, Vec<&Entry>>> {
    let mut found: HashMap<_, HashMap<_, Vec<_>>> = HashMap::new();
    for entry in workspace.entries() {
        let customer = entry.spec().and_then(|spec| spec.str("customer"));
        if let (Some(customer), Origin::Written) = (customer, entry.kind.origin) {
            let of_kind = found.entry(entry.kind.name).or_default();
            of_kind.entry(customer).or_default().push(entry);
        }
    }
    found
}

/// What the exports call things.
#[derive(Default)]
struct Names {
    /// Names that several customers or relationships have.
    shared: BTreeSet<(&'static str, String)>,
    /// Names of customers by their tenants; the first counts.
    customers: BTreeMap<String, String>,
    /// Ids of relationships.
    relationships: BTreeSet<String>,
}

impl Names {
    fn read(workspace: &Workspace) -> Self {
        let (mut names, mut ids) = (Self::default(), BTreeMap::new());
        let exports = workspace.entries().iter();
        for export in exports.filter(|entry| entry.kind.origin != Origin::Written) {
            for record in super::records(export) {
                names.read_record(record, &mut ids);
            }
        }
        let shared = ids.into_iter().filter(|(_, ids)| ids.len() > 1);
        names.shared = shared.map(|(name, _)| name).collect();
        names
    }

    fn read_record(&mut self, record: NodeRef<'_>, ids: &mut Ids) {
        let customer = record.get("customer").unwrap_or(record);
        let mut put = |kind, name: &str, id: &str| {
            ids.entry((kind, slug(name)))
                .or_default()
                .insert(id.to_lowercase());
        };
        let either = |first, second| customer.str(first).or_else(|| customer.str(second));
        if let (Some(name), Some(id)) = (
            either("displayName", "organizationDisplayName"),
            either("tenantId", "customerTenantId"),
        ) {
            put("Customer", name, id);
            let first = self.customers.entry(id.to_lowercase());
            first.or_insert_with(|| name.to_owned());
        }
        if let (Some(name), Some(id), true) = (
            record.str("displayName"),
            record.str("id"),
            record != customer,
        ) {
            put("AccessGrant", name, id);
            self.relationships.insert(id.to_lowercase());
        }
    }
}

/// Ids of what has a name, by kind and the name as an id.
type Ids = BTreeMap<(&'static str, String), BTreeSet<String>>;

fn beginning(unique: &str) -> String {
    slug_of(unique).chars().take(8).collect()
}

/// A name as an id: lower-case letters, digits and hyphens.
fn slug(name: &str) -> String {
    slug_of(name)
        .chars()
        .take(60)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}

fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for character in name.to_lowercase().chars() {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'ä' => slug.push_str("ae"),
            'ö' | 'ø' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'å' => slug.push_str("aa"),
            'ß' => slug.push_str("ss"),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Whether a document is not over, as far as a status can tell.
pub fn is_live(relationship: NodeRef<'_>) -> bool {
    const OVER: &[&str] = &[
        "expired",
        "terminationRequested",
        "terminating",
        "terminated",
    ];
    let status = relationship.str("status").unwrap_or_default();
    !OVER.iter().any(|over| over.eq_ignore_ascii_case(status))
}

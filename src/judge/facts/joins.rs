//! Documents by what they refer to, made once, so that facts never search all documents.
//!
//! It follows ids and must never interpret what it finds.

use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use std::collections::HashMap;

/// Documents that refer to others, by the id they refer to; each list in document order.
#[derive(Debug)]
pub struct Joins<'a> {
    workspace: &'a Workspace,
    assignments_of_customer: Map<'a>,
    assignments_of_offering: Map<'a>,
    defaults_of_partner: Map<'a>,
    grants_of_customer: Map<'a>,
    groups_of_agent: Map<'a>,
    offerings_of_partner: Map<'a>,
    profiles_of_tenant: HashMap<String, Vec<&'a Entry>>,
    relationships_by_name: HashMap<(&'a str, &'a str), &'a Entry>,
    snapshots_of_customer: Map<'a>,
}

type Map<'a> = HashMap<&'a str, Vec<&'a Entry>>;

impl<'a> Joins<'a> {
    /// Reads all references that facts follow backwards.
    pub fn new(workspace: &'a Workspace) -> Self {
        let of = |kind, field| by_field(workspace, kind, field);
        let ((assignments, snapshots), (grants, (relationships_by_name, groups_of_agent))) =
            rayon::join(
                || {
                    let customer = of("SupportAssignment", "customer");
                    let offering = of("SupportAssignment", "offering");
                    ((customer, offering), of("HealthSnapshot", "customer"))
                },
                || {
                    rayon::join(
                        || of("AccessGrant", "customer"),
                        || (by_relationship_name(workspace), by_members(workspace)),
                    )
                },
            );
        let (assignments_of_customer, assignments_of_offering) = assignments;
        let offerings_of_partner = by_partner(workspace);
        Self {
            workspace,
            assignments_of_customer,
            assignments_of_offering,
            defaults_of_partner: defaults(&offerings_of_partner),
            grants_of_customer: grants,
            groups_of_agent,
            offerings_of_partner,
            profiles_of_tenant: by_tenant(workspace),
            relationships_by_name,
            snapshots_of_customer: snapshots,
        }
    }

    /// Which offerings a customer has.
    pub fn assignments_of_customer(&self, customer: &str) -> &[&'a Entry] {
        found(&self.assignments_of_customer, customer)
    }

    /// The customers who have any offering, in no order.
    pub(super) fn customers_with_support(&self) -> impl Iterator<Item = &'a str> {
        self.assignments_of_customer.keys().copied()
    }

    /// Which customers have an offering.
    pub fn assignments_of_offering(&self, offering: &str) -> &[&'a Entry] {
        found(&self.assignments_of_offering, offering)
    }

    /// The paths of access into a customer's tenant.
    pub fn grants_of_customer(&self, customer: &str) -> &[&'a Entry] {
        found(&self.grants_of_customer, customer)
    }

    /// What service health said about a customer.
    pub fn snapshots_of_customer(&self, customer: &str) -> &[&'a Entry] {
        found(&self.snapshots_of_customer, customer)
    }

    /// The groups a person is a member of.
    pub fn groups_of_agent(&self, agent: &str) -> &[&'a Entry] {
        found(&self.groups_of_agent, agent)
    }

    /// What a partner promises, by the partner's id.
    pub fn offerings_of_partner(&self, partner: &str) -> &[&'a Entry] {
        found(&self.offerings_of_partner, partner)
    }

    /// What a partner's customers have when their contract names no offering.
    pub fn defaults_of_partner(&self, partner: &str) -> &[&'a Entry] {
        found(&self.defaults_of_partner, partner)
    }

    /// The profiles that name a tenant as theirs, in whatever case they write its id.
    pub fn profiles_of_tenant(&self, tenant: &str) -> &[&'a Entry] {
        let profiles = self.profiles_of_tenant.get(&tenant.to_ascii_lowercase());
        profiles.map_or(&[], Vec::as_slice)
    }

    /// A person by id.
    pub fn agent(&self, id: &str) -> Option<&'a Entry> {
        self.workspace.get("Agent", id)
    }

    /// A group by id.
    pub fn group(&self, id: &str) -> Option<&'a Entry> {
        self.workspace.get("AgentGroup", id)
    }

    /// The first grant of a partner whose relationship has a name.
    pub fn relationship_named(&self, partner: &str, name: &str) -> Option<&'a Entry> {
        self.relationships_by_name.get(&(partner, name)).copied()
    }
}

fn found<'m, 'a>(map: &'m Map<'a>, key: &str) -> &'m [&'a Entry] {
    map.get(key).map_or(&[], Vec::as_slice)
}

fn by_field<'a>(workspace: &'a Workspace, kind: &str, field: &str) -> Map<'a> {
    let mut map = Map::new();
    for entry in workspace.of_kind(kind) {
        if let Some(id) = entry.spec().and_then(|spec| spec.str(field)) {
            map.entry(id).or_default().push(entry);
        }
    }
    map
}

fn by_partner(workspace: &Workspace) -> Map<'_> {
    let mut map = Map::new();
    for offering in workspace.of_kind("SupportOffering") {
        if let Some(partner) = workspace.partner_of(offering) {
            map.entry(&partner.id).or_default().push(offering);
        }
    }
    map
}

/// The offerings among them that are defaults.
fn defaults<'a>(offerings: &Map<'a>) -> Map<'a> {
    let is_default = |offering: &&&Entry| {
        let flag = offering.spec().and_then(|spec| spec.get("isDefault"));
        flag.and_then(NodeRef::as_bool) == Some(true)
    };
    let of = |(partner, all): (&&'a str, &Vec<&'a Entry>)| {
        (*partner, all.iter().filter(is_default).copied().collect())
    };
    offerings.iter().map(of).collect()
}

fn by_tenant(workspace: &Workspace) -> HashMap<String, Vec<&Entry>> {
    let mut map: HashMap<String, Vec<&Entry>> = HashMap::new();
    for profile in workspace.of_kind("PartnerProfile") {
        if let Some(tenant) = profile.spec().and_then(|spec| spec.str("tenantId")) {
            map.entry(tenant.to_ascii_lowercase())
                .or_default()
                .push(profile);
        }
    }
    map
}

/// Relationships by partner and name; the first of several with one name counts.
fn by_relationship_name(workspace: &Workspace) -> HashMap<(&str, &str), &Entry> {
    let mut map = HashMap::new();
    for grant in workspace.of_kind("AccessGrant") {
        let spec = grant.spec();
        let name = spec.and_then(|spec| spec.path(&["relationship", "displayName"]));
        let partner = workspace.partner_of(grant);
        let partner = partner.map_or("", |partner| partner.id.as_str());
        if let Some(name) = name {
            map.entry((partner, name.text())).or_insert(grant);
        }
    }
    map
}

fn by_members(workspace: &Workspace) -> Map<'_> {
    let mut map = Map::new();
    for group in workspace.of_kind("AgentGroup") {
        let members = group.spec().and_then(|spec| spec.get("members"));
        for member in members.into_iter().flat_map(NodeRef::items) {
            map.entry(member.text()).or_default().push(group);
        }
    }
    map
}

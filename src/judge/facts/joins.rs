//! Documents by what they refer to, made once, so that facts never search all documents.
//!
//! It follows ids and must never interpret what it finds.

use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use std::collections::HashMap;

/// Documents that refer to others, by the id they refer to; each list in document order.
#[derive(Debug, Default)]
pub struct Joins<'a> {
    assignments_of_customer: Map<'a>,
    assignments_of_offering: Map<'a>,
    grants_of_customer: Map<'a>,
    groups_of_agent: Map<'a>,
    agents_by_id: HashMap<&'a str, &'a Entry>,
}

type Map<'a> = HashMap<&'a str, Vec<&'a Entry>>;

impl<'a> Joins<'a> {
    /// Reads all references that facts follow backwards.
    pub fn new(workspace: &'a Workspace) -> Self {
        Self {
            assignments_of_customer: by_field(workspace, "SupportAssignment", "customer"),
            assignments_of_offering: by_field(workspace, "SupportAssignment", "offering"),
            grants_of_customer: by_field(workspace, "AccessGrant", "customer"),
            groups_of_agent: by_members(workspace),
            agents_by_id: workspace
                .of_kind("Agent")
                .map(|agent| (agent.id.as_str(), agent))
                .collect(),
        }
    }

    /// Which offerings a customer has.
    pub fn assignments_of_customer(&self, customer: &str) -> &[&'a Entry] {
        found(&self.assignments_of_customer, customer)
    }

    /// Which customers have an offering.
    pub fn assignments_of_offering(&self, offering: &str) -> &[&'a Entry] {
        found(&self.assignments_of_offering, offering)
    }

    /// The paths of access into a customer's tenant.
    pub fn grants_of_customer(&self, customer: &str) -> &[&'a Entry] {
        found(&self.grants_of_customer, customer)
    }

    /// The groups a person is a member of.
    pub fn groups_of_agent(&self, agent: &str) -> &[&'a Entry] {
        found(&self.groups_of_agent, agent)
    }

    /// A person by id.
    pub fn agent(&self, id: &str) -> Option<&'a Entry> {
        self.agents_by_id.get(id).copied()
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

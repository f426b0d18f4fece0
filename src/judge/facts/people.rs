//! Who is in which group: members of nested groups, and Partner Center's own groups, which follow from
//! people's roles.
//!
//! It must never know what a group may do.

use super::Joins;
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Partner Center's own groups, and the role that puts people into each.
const OWN_GROUPS: [(&str, &str); 3] = [
    ("AdminAgents", "admin_agent"),
    ("HelpdeskAgents", "helpdesk_agent"),
    ("SalesAgents", "sales_agent"),
];

/// The people of all groups; each group is looked through once, when first asked for.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    agents: Vec<&'a Entry>,
    places: HashMap<&'a str, usize>,
    rosters: HashMap<&'a str, OnceLock<Roster>>,
    nested: HashMap<&'a str, Vec<&'a Entry>>,
}

/// Places of people, without borrowing them, so that a roster may be made late.
#[derive(Debug, Default)]
struct Roster {
    in_order: Vec<usize>,
    places: HashSet<usize>,
    untold: Option<String>,
}

/// The people of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew<'c, 'a> {
    people: &'c People<'a>,
    roster: &'c Roster,
}

impl<'a> People<'a> {
    /// Reads which groups are nested in which.
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        let mut people = Self::default();
        for agent in workspace.of_kind("Agent") {
            people
                .places
                .entry(&agent.id)
                .or_insert(people.agents.len());
            people.agents.push(agent);
        }
        for (group, _) in OWN_GROUPS {
            people.rosters.insert(group, OnceLock::new());
        }
        for group in workspace.of_kind("AgentGroup") {
            people.rosters.insert(&group.id, OnceLock::new());
            for outer in texts(group, "memberOf") {
                people.nested.entry(outer).or_default().push(group);
            }
        }
        people
    }

    /// The people of a group, members of nested groups included; nothing for an unknown group.
    pub(super) fn crew<'c>(&'c self, joins: &Joins<'a>, group: &str) -> Option<Crew<'c, 'a>> {
        let (name, roster) = self.rosters.get_key_value(group)?;
        let roster = roster.get_or_init(|| self.gather(joins, name));
        Some(Crew {
            people: self,
            roster,
        })
    }

    fn gather(&self, joins: &Joins<'a>, group: &'a str) -> Roster {
        let mut roster = Roster::default();
        let (mut seen, mut next) = (HashSet::from([group]), vec![group]);
        while let Some(name) = next.pop() {
            self.enlist(joins, name, &mut roster);
            for inner in self.nested.get(name).into_iter().flatten() {
                if seen.insert(&inner.id) {
                    next.push(&inner.id);
                }
            }
        }
        roster
    }

    fn enlist(&self, joins: &Joins<'a>, group: &str, roster: &mut Roster) {
        if let Some((_, role)) = OWN_GROUPS.iter().find(|(own, _)| *own == group) {
            let agents = self.agents.iter().enumerate();
            let having = agents.filter(|(_, agent)| has_role(agent, role));
            roster.add(having.map(|(place, _)| place));
        } else if let Some(entry) = joins.group(group) {
            if entry
                .spec()
                .is_some_and(|spec| spec.get("members").is_none())
            {
                roster.untold.get_or_insert_with(|| group.to_owned());
            }
            let members = texts(entry, "members");
            roster.add(members.filter_map(|member| self.places.get(member).copied()));
        }
    }
}

impl Roster {
    fn add(&mut self, places: impl Iterator<Item = usize>) {
        for place in places {
            if self.places.insert(place) {
                self.in_order.push(place);
            }
        }
    }
}

impl<'c, 'a> Crew<'c, 'a> {
    /// In the order of the lists, everybody once.
    pub(super) fn people(self) -> impl Iterator<Item = &'a Entry> + 'c {
        self.roster
            .in_order
            .iter()
            .map(|&place| self.people.agents[place])
    }

    /// Whether a person is in the group.
    pub(super) fn has(self, person: &Entry) -> bool {
        let place = self.people.places.get(person.id.as_str());
        place.is_some_and(|place| self.roster.places.contains(place))
    }

    /// A group that does not say who is in it.
    pub(super) fn untold(self) -> Option<&'c str> {
        self.roster.untold.as_deref()
    }
}

/// Every group a person is in, by any way.
pub(super) fn groups_of<'a>(joins: &Joins<'a>, agent: &Entry) -> Vec<&'a str> {
    let own = OWN_GROUPS.iter().filter(|(_, role)| has_role(agent, role));
    let mut found: Vec<&str> = own.map(|(group, _)| *group).collect();
    let direct = joins.groups_of_agent(&agent.id);
    found.extend(direct.iter().map(|group| group.id.as_str()));
    let mut seen: HashSet<&str> = found.iter().copied().collect();
    let mut at = 0;
    while let Some(group) = found.get(at).copied() {
        let outer = joins
            .group(group)
            .into_iter()
            .flat_map(|group| texts(group, "memberOf"));
        found.extend(outer.filter(|outer| seen.insert(outer)));
        at += 1;
    }
    found
}

fn has_role(agent: &Entry, role: &str) -> bool {
    texts(agent, "partnerCenterRoles").any(|held| held == role)
}

/// The texts of a list in `spec`.
pub(super) fn texts<'a>(entry: &'a Entry, field: &str) -> impl Iterator<Item = &'a str> {
    let list = entry.spec().and_then(|spec| spec.get(field));
    list.into_iter().flat_map(NodeRef::items).map(NodeRef::text)
}

//! Facts about people: whether they have access to customers, and to one customer.
//!
//! It must never know which roles the access comes with.

use super::access;
use super::people::groups_of;
use super::{Context, Fact, FactType};
use crate::judge::expr::Answer;
use crate::model::Entry;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "has_access",
        of: "Agent",
        ty: FactType::Bool,
        about: "a grant that is not over names the person or a group the person is in",
        compute: |context, subject| Ok(Answer::yes(has_access(context, subject.entry))),
    },
    Fact {
        name: "enters",
        of: "Agent.guestIn[]",
        ty: FactType::Bool,
        about: "the person also has access to this customer by delegated administration today",
        compute: |context, subject| {
            let entered = access::enters(context, subject.node.text(), subject.entry);
            entered.map(|entered| Answer::yes(entered).at(Some(subject.node)))
        },
    },
];

fn has_access(context: &Context<'_>, agent: &Entry) -> bool {
    let holders = access::holders(context);
    let groups = groups_of(&context.joins, agent);
    holders.agents.contains(&agent.id) || groups.iter().any(|group| holders.groups.contains(*group))
}

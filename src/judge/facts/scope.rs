//! Facts about topics, conditions and duties of customers within one offering, and in the one it points to.
//!
//! It compares what is written; whether that is a contradiction is for rules.

use super::known::field;
use super::promise::{is_published, spec, texts};
use super::topics::{covers, keys};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;
use crate::yaml::NodeRef;

/// What a condition may say besides what it needs, and where it holds.
const SAID: [&str; 5] = ["most", "versionsBehind", "classes", "grace", "otherwise"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "covers_topics",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "the offering names a topic that it covers, in full or up to a limit",
        compute: |_, subject| {
            let offering = spec(subject.entry)?;
            let covered = covers(offering, |_| true);
            Ok(Answer::yes(covered).at(offering.path(&["scope", "inScope"])))
        },
    },
    Fact {
        name: "told_before",
        of: "SupportOffering.entitlement[]",
        ty: FactType::Texts,
        about: "what this condition says otherwise than an earlier one of the same kind for the same products",
        compute: told_before,
    },
    Fact {
        name: "included_there",
        of: "SupportOffering.scope.topics[]",
        ty: FactType::Bool,
        about: "the offering that `includedFrom` names is published and covers this topic",
        compute: included_there,
    },
];

fn included_there<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let at = field(subject.node, "includedFrom")?;
    let topic = keys(spec(subject.entry)?, field(subject.node, "topic")?.text());
    let other = spec(context.get("SupportOffering", at.text())?)?;
    let included = is_published(other)
        && covers(other, |text| {
            keys(other, text).iter().any(|key| topic.contains(key))
        });
    Ok(Answer::yes(included).at(Some(at)))
}

fn told_before<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let own = subject.node;
    let needs = field(own, "needs")?.text();
    let all = field(spec(subject.entry)?, "entitlement")?.items();
    let earlier = all.take_while(|other| other.index() != own.index());
    let mut told = Vec::new();
    let mut at = None;
    for other in earlier.filter(|other| other.str("needs") == Some(needs) && meets(own, *other)) {
        for name in SAID
            .iter()
            .filter(|name| differ(own.get(name), other.get(name)))
        {
            at = at.or_else(|| own.get(name));
            told.push(format!("`{name}`"));
        }
    }
    told.dedup();
    Ok(Answer::texts(told).at(at))
}

/// Whether two conditions hold for the same products; one for some products is an exception to one for all.
fn meets(one: NodeRef<'_>, other: NodeRef<'_>) -> bool {
    match (one.get("products"), other.get("products")) {
        (None, None) => true,
        (Some(one), Some(other)) => texts(Some(one)).any(|a| texts(Some(other)).any(|b| a == b)),
        _ => false,
    }
}

/// Whether both say something and not the same.
fn differ(one: Option<NodeRef<'_>>, other: Option<NodeRef<'_>>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let list = |node| texts(Some(node)).collect::<Vec<_>>();
    one.text() != other.text() || list(one) != list(other)
}

//! Relations over what an offering covers: topics that are told twice, and products that parts of it name.
//!
//! It brings together what the offering says in several places; which of them is right, it does not know.

use super::promise::texts;
use super::{Context, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::model::Entry;
use crate::model::topic::key;
use crate::yaml::NodeRef;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Lists of topics that stand for a way of being covered.
const LISTS: [(&str, &str); 3] = [
    ("inScope", "included"),
    ("onRequest", "on_request"),
    ("outOfScope", "excluded"),
];

/// Ways of being covered, in words.
const WORDS: [(&str, &str); 7] = [
    ("included", "included"),
    ("limited", "included up to a limit"),
    ("discretionary", "covered as we see fit"),
    ("relayed", "only passed on to the maker"),
    ("chargeable", "charged"),
    ("on_request", "done on request"),
    ("excluded", "not covered"),
];

/// Where an offering names products for which a part of it holds, from `spec` on, `*` for all items.
const NARROWED: [(&[&str], &str); 8] = [
    (&["scope", "topics", "*"], "products"),
    (&["scope", "baselineBoundaryRef"], "products"),
    (&["entitlement", "*"], "products"),
    (&["hours", "*"], "products"),
    (&["contacts", "*"], "products"),
    (&["delivery", "parties", "*"], "products"),
    (&["pricing", "items", "*"], "appliesTo"),
    (&["targets", "*"], "products"),
];

/// Topics that an offering tells a second time.
pub(super) const TOLD_TWICE: Relation = Relation {
    name: "topic_told_twice",
    columns: &[
        ("topic", FactType::Text),
        ("here", FactType::Text),
        ("before", FactType::Text),
        ("alike", FactType::Bool),
    ],
    about: "topics that an offering which is not retired names again for the same products, hours and licences, and how far it covers them here and before",
    rows: |context| of_offerings(context, told_twice),
};

/// Lists of products below an offering.
pub(super) const NARROWED_PRODUCTS: Relation = Relation {
    name: "narrowed_products",
    columns: &[("outside", FactType::Texts)],
    about: "lists of products for which a part of an offering holds, and those among them that the offering does not cover",
    rows: |context| of_offerings(context, narrowed),
};

/// The rows of all offerings that are not retired, in the order of documents.
fn of_offerings<'a>(
    context: &Context<'a>,
    rows: fn(&'a Entry, NodeRef<'a>) -> Vec<Row<'a>>,
) -> Vec<Row<'a>> {
    let offerings: Vec<&Entry> = context.workspace.of_kind("SupportOffering").collect();
    let rows = offerings.into_par_iter().flat_map_iter(|entry| {
        let spec = entry
            .spec()
            .filter(|spec| spec.str("status") != Some("retired"));
        spec.map(|spec| rows(entry, spec)).unwrap_or_default()
    });
    rows.collect()
}

/// A topic where the offering names it.
#[derive(Clone, Copy)]
struct Mention<'a> {
    /// The text of the topic.
    at: NodeRef<'a>,
    covered: &'a str,
    /// The item of `topics`; none in a plain list.
    detail: Option<NodeRef<'a>>,
}

fn told_twice<'a>(entry: &'a Entry, spec: NodeRef<'a>) -> Vec<Row<'a>> {
    let mut known: BTreeMap<String, Vec<Mention<'a>>> = BTreeMap::new();
    let mut rows = Vec::new();
    for mention in spec.get("scope").map(mentions).unwrap_or_default() {
        let keys = keys(spec, mention.at.text());
        let earlier = keys.iter().filter_map(|key| known.get(key)).flatten();
        if let Some(before) = earlier.copied().find(|before| before.meets(mention)) {
            rows.push(Row {
                entry,
                at: mention.at,
                columns: vec![
                    ("topic", Answer::text(mention.at.text())),
                    ("here", Answer::text(mention.words())),
                    ("before", Answer::text(before.words())),
                    ("alike", Answer::yes(before.agrees(mention))),
                ],
            });
        }
        for key in keys {
            known.entry(key).or_default().push(mention);
        }
    }
    rows
}

/// All topics of a scope, plain lists first.
fn mentions(scope: NodeRef<'_>) -> Vec<Mention<'_>> {
    let of_list = |(list, covered): (&str, &'static str)| {
        let items = scope.get(list).into_iter().flat_map(NodeRef::items);
        items.map(move |at| Mention {
            at,
            covered,
            detail: None,
        })
    };
    let topics = scope.get("topics").into_iter().flat_map(NodeRef::items);
    let topics = topics.filter_map(|topic| {
        Some(Mention {
            at: topic.get("topic")?,
            covered: topic.str("covered")?,
            detail: Some(topic),
        })
    });
    LISTS.into_iter().flat_map(of_list).chain(topics).collect()
}

/// What a topic is known by: as written and in every translation.
pub(super) fn keys(spec: NodeRef<'_>, topic: &str) -> Vec<String> {
    let languages = spec
        .get("translations")
        .into_iter()
        .flat_map(NodeRef::entries);
    let translated = languages.filter_map(|(_, texts)| texts.str(topic));
    let mut keys: Vec<String> = std::iter::once(topic).chain(translated).map(key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Whether an offering covers a topic that is meant, in full or up to a limit.
pub(super) fn covers(spec: NodeRef<'_>, meant: impl Fn(&str) -> bool) -> bool {
    let mentions = spec.get("scope").map(mentions).unwrap_or_default();
    let mut covered = mentions
        .into_iter()
        .filter(|mention| ["included", "limited"].contains(&mention.covered));
    covered.any(|mention| meant(mention.at.text()))
}

impl Mention<'_> {
    /// Whether both speak about the same products, hours and licences; a narrower one is an exception.
    fn meets(self, other: Self) -> bool {
        let field = |mention: Self, name: &str| mention.detail.and_then(|detail| detail.get(name));
        let narrowed = ["products", "during"].into_iter().all(|name| {
            match (field(self, name), field(other, name)) {
                (None, None) => true,
                (Some(one), Some(two)) => {
                    texts(Some(one)).any(|a| texts(Some(two)).any(|b| a == b))
                }
                _ => false,
            }
        });
        let bought = |mention| field(mention, "boughtFrom").map_or("anybody", NodeRef::text);
        narrowed && bought(self) == bought(other)
    }

    /// Whether both say the same; the plain list of what is done on request holds charged topics too.
    fn agrees(self, other: Self) -> bool {
        let plain = |a: Self, b: Self| {
            a.detail.is_none() && a.covered == "on_request" && b.covered == "chargeable"
        };
        let told = |mention: Self, name: &str| {
            let node = mention.detail.and_then(|detail| detail.get(name));
            node.map(|node| match name {
                "limit" => ["count", "unit", "per"].map(|key| node.get(key).map(NodeRef::text)),
                _ => [Some(node.text()), None, None],
            })
        };
        let same = |name| match (told(self, name), told(other, name)) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        plain(self, other)
            || plain(other, self)
            || self.covered == other.covered && same("limit") && same("price")
    }

    fn words(self) -> String {
        let words = WORDS.iter().find(|(name, _)| *name == self.covered);
        let words = words.map_or(self.covered, |(_, words)| words);
        let limit = self.detail.and_then(|detail| detail.get("limit"));
        let price = self.detail.and_then(|detail| detail.str("price"));
        match (limit, price) {
            (Some(limit), _) => {
                let count = limit.get("count").map_or("", NodeRef::text);
                let per = limit.str("per").map(|per| format!(" a {per}"));
                let unit = limit.str("unit").unwrap_or_default();
                format!("{words} (`{count} {unit}`{})", per.unwrap_or_default())
            }
            (None, Some(price)) => format!("{words} (`{price}`)"),
            (None, None) => words.to_owned(),
        }
    }
}

fn narrowed<'a>(entry: &'a Entry, spec: NodeRef<'a>) -> Vec<Row<'a>> {
    let covered: Vec<&str> = texts(spec.get("products")).collect();
    let mut rows = Vec::new();
    for (path, field) in NARROWED {
        for part in parts(spec, path) {
            let Some(list) = part.get(field).filter(|_| !covered.is_empty()) else {
                continue;
            };
            let outside = list
                .items()
                .filter(|product| !covered.contains(&product.text()));
            let outside: Vec<_> = outside.collect();
            let names = outside
                .iter()
                .map(|product| format!("`{}`", product.text()));
            rows.push(Row {
                entry,
                at: outside.first().copied().unwrap_or(list),
                columns: vec![("outside", Answer::texts(names))],
            });
        }
    }
    rows
}

/// All nodes at the end of a path.
fn parts<'a>(from: NodeRef<'a>, path: &[&str]) -> Vec<NodeRef<'a>> {
    let mut found = vec![from];
    for step in path {
        let next = found.into_iter().flat_map(|node| match *step {
            "*" => children(node),
            key => node.get(key).into_iter().collect(),
        });
        found = next.collect();
    }
    found
}

/// The items of a list or the values of a mapping.
fn children(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let values = node.entries().map(|(_, value)| value);
    values.chain(node.items()).collect()
}

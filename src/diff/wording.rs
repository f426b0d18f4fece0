//! Everything else that reads otherwise: words, versions, order. It promises nothing by itself, and is
//! told so that nobody takes silence for sameness.

use super::Pair;
use super::change::Ledger;
use super::kind;
use super::lists::matched;
use super::turn::{Level, Matter};
use super::words::quoted;
use crate::yaml::{NodeKind, NodeRef};

/// Fields that tell about the document and not about the promise.
const ABOUT_ITSELF: [&str; 4] = ["reviewedOn", "nextReviewOn", "changes", "scheduledChanges"];

/// Fields that decide about other parts, and the matter whose changes tell of them.
const ELSEWHERE: [(&str, Matter); 3] = [
    ("languages", Matter::Languages),
    ("currency", Matter::Prices),
    ("tax", Matter::Prices),
];

/// Two values that differ.
type Differing<'a> = (Option<NodeRef<'a>>, Option<NodeRef<'a>>);

/// Notes all fields in which something differs that no other change tells of.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let specs = (pair.old.entry.spec(), pair.new.entry.spec());
    let (Some(old), Some(new)) = specs else {
        return;
    };
    let mut fields: Vec<(&str, Differing<'a>)> = Vec::new();
    for (key, differing) in entries(old, new) {
        if ABOUT_ITSELF.contains(&key) {
            continue;
        }
        let mut found = Vec::new();
        differ(differing, &mut found);
        found.retain(|nodes| !ledger.tells(nodes.0, nodes.1) && !told_apart(ledger, *nodes));
        if let Some(first) = found.first() {
            fields.push((key, *first));
        }
    }
    let level = fields.first().map(|_| Level::Neutral);
    let nodes = fields.first().map_or((None, None), |(_, nodes)| *nodes);
    ledger.note(kind::WORDING, level, nodes, || {
        let names = quoted(fields.iter().map(|(key, _)| *key));
        format!(
            "{names}: written otherwise, and with the same meaning as far as it can be compared"
        )
    });
}

/// Whether changes of a matter tell what a field does, although they stand elsewhere: what it says holds
/// for other parts of the document.
fn told_apart(ledger: &Ledger<'_>, nodes: Differing<'_>) -> bool {
    let pointer = nodes
        .0
        .or(nodes.1)
        .map(NodeRef::json_pointer)
        .unwrap_or_default();
    let mut fields = ELSEWHERE.iter().filter(|(field, _)| {
        let mut parts = pointer.split('/');
        parts.any(|part| part == *field)
    });
    fields.any(|(_, matter)| {
        ledger
            .changes
            .iter()
            .any(|change| change.kind.matter == *matter)
    })
}

/// The values of two mappings, key by key.
fn entries<'a>(old: NodeRef<'a>, new: NodeRef<'a>) -> Vec<(&'a str, Differing<'a>)> {
    let before = old
        .entries()
        .map(|(key, value)| (key.text(), (Some(value), new.get(key.text()))));
    let added = new
        .entries()
        .filter(|(key, _)| old.get(key.text()).is_none());
    let added = added.map(|(key, value)| (key.text(), (None, Some(value))));
    before.chain(added).collect()
}

/// The innermost values that differ; of what is on one side only, all of them.
fn differ<'a>(nodes: Differing<'a>, found: &mut Vec<Differing<'a>>) {
    match nodes {
        (Some(old), Some(new)) => match (old.kind(), new.kind()) {
            (NodeKind::Map, NodeKind::Map) => {
                for (_, inner) in entries(old, new) {
                    differ(inner, found);
                }
            }
            (NodeKind::Seq, NodeKind::Seq) => items(old, new, found),
            (before, after) if before != after || old.text() != new.text() => found.push(nodes),
            _ => {}
        },
        (old, new) => {
            let Some(either) = old.or(new) else { return };
            let inner: Vec<_> = either
                .entries()
                .map(|(_, value)| value)
                .chain(either.items())
                .collect();
            if inner.is_empty() {
                found.push(nodes);
            }
            for node in inner {
                differ((old.map(|_| node), new.map(|_| node)), found);
            }
        }
    }
}

/// Items by what they are called, and their order.
fn items<'a>(old: NodeRef<'a>, new: NodeRef<'a>, found: &mut Vec<Differing<'a>>) {
    let by_name = |item: NodeRef<'a>| {
        let name = item.get("id").or_else(|| item.get("name")).unwrap_or(item);
        Some(name.text().to_owned()).filter(|text| !text.is_empty())
    };
    let whole = |item: NodeRef<'a>| Some(item.document.source.text.get(range(item))?.to_owned());
    let pairs = matched(
        old.items(),
        new.items(),
        &[by_name, whole, |_| Some(String::new())],
    );
    let before = found.len();
    let order: Vec<_> = pairs
        .iter()
        .filter_map(|(old, _)| old.map(NodeRef::index))
        .collect();
    for pair in &pairs {
        differ(*pair, found);
    }
    if found.len() == before && !order.is_sorted() {
        found.push((Some(old), Some(new)));
    }
}

fn range(node: NodeRef<'_>) -> std::ops::Range<usize> {
    let span = node.span();
    span.start as usize..span.end as usize
}

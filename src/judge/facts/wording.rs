//! The relation `wording`: what the texts of offerings say by certain words, and whether the
//! fields of the offering bear it out.
//!
//! One row for each text and meaning. A translation says what its original says, so it has a row only
//! where the original has none. Which fields bear out which words is known to `claims`.

use super::claims::Claims;
use super::domains;
use super::known::catalogs;
use super::{Context, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::judge::select::{Ways, follow};
use crate::model::catalog::{Catalogs, Finder, Means, Said};
use crate::model::shape::Step;
use crate::model::{Entry, KINDS, Schemas};
use crate::yaml::NodeRef;
use rayon::prelude::*;
use std::sync::OnceLock;

/// The relation, for rules.
pub(super) const RELATION: Relation = Relation {
    name: "wording",
    columns: &[
        ("means", FactType::Text),
        ("words", FactType::Text),
        ("borne_out", FactType::Bool),
        ("detail", FactType::Text),
    ],
    about: "what texts of offerings say by certain words, and whether fields bear it out",
    rows,
};

/// The parts of an offering whose texts are no promise of ours: what is not included or costs extra,
/// what customers do, what was or will be, what the cases are.
const NO_PROMISES: [&str; 20] = [
    "/spec/scope/onRequest",
    "/spec/scope/outOfScope",
    "/spec/scope/topics",
    "/spec/scope/firstSteps",
    "/spec/pricing/items",
    "/spec/pricing/prepaid",
    "/spec/entitlement",
    "/spec/customerDuties",
    "/spec/prerequisites",
    "/spec/checklist",
    "/spec/notContacts",
    "/spec/changes",
    "/spec/scheduledChanges",
    "/spec/interruptions",
    "/spec/formerNames",
    "/spec/severities",
    "/spec/escalation/ladder",
    "/spec/billing",
    "/spec/access",
    "/spec/communications",
];

/// What one text says by words of one meaning.
#[derive(Debug)]
pub(super) struct Wording {
    /// The text's number in its document.
    pub node: u32,
    /// What the words mean.
    pub means: &'static str,
    /// The words.
    pub words: String,
    /// What speaks against them; none where fields bear them out.
    pub detail: Option<String>,
}

/// The wordings of an offering, with its place among all documents.
pub(super) type OfOffering = (usize, Vec<Wording>);

fn rows<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let found = context.wording.get_or_init(|| all(context));
    let rows = found.iter().flat_map(|(index, wordings)| {
        let entry = &context.workspace.entries()[*index];
        wordings.iter().map(move |wording| row(entry, wording))
    });
    rows.collect()
}

fn row<'a>(entry: &'a Entry, wording: &Wording) -> Row<'a> {
    Row {
        entry,
        at: entry.document.node(wording.node),
        columns: vec![
            ("means", Answer::text(wording.means)),
            ("words", Answer::text(wording.words.clone())),
            ("borne_out", Answer::yes(wording.detail.is_none())),
            (
                "detail",
                Answer::text(wording.detail.clone().unwrap_or_default()),
            ),
        ],
    }
}

fn all(context: &Context<'_>) -> Vec<OfOffering> {
    let Some(finder) = catalogs().ok().map(Catalogs::words) else {
        return Vec::new();
    };
    let offerings = context.workspace.entries().par_iter().enumerate();
    let current = offerings.filter(|(_, entry)| {
        let spec = entry.spec().filter(|_| !entry.stopped);
        let retired = |spec: NodeRef<'_>| spec.str("status") == Some("retired");
        entry.kind.name == "SupportOffering" && spec.is_some_and(|spec| !retired(spec))
    });
    let found = current.map(|(index, entry)| (index, of_offering(context, finder, entry)));
    found.filter(|(_, found)| !found.is_empty()).collect()
}

fn of_offering(context: &Context<'_>, finder: &Finder, entry: &Entry) -> Vec<Wording> {
    let claims = Claims::new(context, entry, finder);
    let mut found = Vec::new();
    for node in texts(entry, false) {
        let said = finder.said(node.text()).unwrap_or_default();
        for group in said.chunk_by(same_meaning) {
            found.extend(wording(&claims, node, node, group));
        }
        found.extend(domains::wording(context, finder, entry, node));
    }
    for node in texts(entry, true) {
        let said = finder.said(node.text()).unwrap_or_default();
        let original = (!said.is_empty()).then(|| original(entry, node)).flatten();
        let known = original.and_then(|original| finder.said(original.text()).ok());
        let known = known.unwrap_or_default();
        let own = said.chunk_by(same_meaning);
        for group in own.filter(|group| !known.iter().any(|said| said.means == group[0].means)) {
            found.extend(wording(&claims, node, original.unwrap_or(node), group));
        }
    }
    found
}

fn same_meaning(one: &Said<'_>, other: &Said<'_>) -> bool {
    one.means == other.means
}

/// What a text says by words of one meaning; a translation stands for its original.
fn wording<'a>(
    claims: &Claims<'a, '_>,
    node: NodeRef<'a>,
    original: NodeRef<'a>,
    group: &[Said<'_>],
) -> Option<Wording> {
    let pointer = original.json_pointer();
    let unfinished = matches!(group[0].means, Means::Placeholder | Means::BrokenPrice);
    if !unfinished && NO_PROMISES.iter().any(|part| pointer.starts_with(part)) {
        return None;
    }
    // A meaning that is nothing here, such as a name that another fact looks at, has no row.
    let judged = group.iter().filter_map(|said| {
        let objection = claims.objection(said, original)?;
        Some((said.words, objection))
    });
    let judged: Vec<_> = judged.collect();
    let wrong: Vec<_> = judged
        .iter()
        .filter(|(_, objection)| objection.is_some())
        .collect();
    let mut words: Vec<_> = wrong
        .iter()
        .map(|(words, _)| format!("`{words}`"))
        .collect();
    words.dedup();
    (!judged.is_empty()).then(|| Wording {
        node: node.index(),
        means: name(group[0].means),
        words: words.join(", "),
        detail: wrong.first().and_then(|(_, objection)| objection.clone()),
    })
}

fn name(means: Means) -> &'static str {
    match means {
        Means::Placeholder => "placeholder",
        Means::BrokenPrice => "broken_price",
        Means::Always => "always",
        Means::BusinessHours => "business_hours",
        Means::Unbinding => "unbinding",
        Means::Unlimited => "unlimited",
        Means::Within => "within",
        Means::Free => "free",
    }
}

/// Every text of an offering that customers read: its own, or the translations.
fn texts(entry: &Entry, translations: bool) -> impl Iterator<Item = NodeRef<'_>> {
    static WAYS: OnceLock<[Ways; 2]> = OnceLock::new();
    let ways = WAYS.get_or_init(|| {
        let paths = |translations| {
            let paths = paths().iter();
            paths.filter(move |path| is_translation(path) == translations)
        };
        [false, true].map(|translations| Ways::new(paths(translations)))
    });
    let nodes = ways[usize::from(translations)].nodes(entry.document.root());
    nodes.into_iter().filter(|node| node.as_str().is_some())
}

fn is_translation(path: &[Step]) -> bool {
    matches!(path.get(1), Some(Step::Key(key)) if key == "translations")
}

/// The ways to the texts of an offering that customers read.
fn paths() -> &'static [Vec<Step>] {
    static PATHS: OnceLock<Vec<Vec<Step>>> = OnceLock::new();
    PATHS.get_or_init(|| {
        let kind = KINDS.iter().position(|kind| kind.name == "SupportOffering");
        let Some((schemas, kind)) = Schemas::embedded().ok().zip(kind) else {
            return Vec::new();
        };
        let found = schemas.of(kind).shape.paths(&|shape| shape.for_customers);
        let whole = found.into_iter().map(|(mut path, shape)| {
            if shape.each().is_some() {
                path.push(Step::Each);
            }
            path
        });
        whole.collect()
    })
}

/// The text of which another is the translation; of several alike, the first by the order of fields.
fn original<'a>(entry: &'a Entry, translation: NodeRef<'a>) -> Option<NodeRef<'a>> {
    let key = translation.introduced_by().text();
    let own = paths().iter().filter(|path| !is_translation(path));
    let mut texts = own.flat_map(|path| follow(entry.document.root(), path));
    texts.find(|text| text.as_str().is_some_and(|text| text.trim_end() == key))
}

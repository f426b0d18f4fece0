//! The relation `drift`: where documents and exports agree, and where they do not.
//!
//! Exports join the workspace when `csp-support import --compare` reads them; without one there are no rows.

use super::{Context, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::judge::select::spec_shape;
use crate::model::export::compare::{Difference, differences, written};
use crate::model::export::{Draft, Known, collect, dap, is_complete, reading_of};
use crate::model::kind::Origin;
use crate::model::{Entry, KINDS, Kind, Schemas, Workspace};
use crate::yaml::NodeRef;
use serde_json::Value;
use std::collections::HashSet;

/// The relation, for rules.
pub(super) const RELATION: Relation = Relation {
    name: "drift",
    columns: &[
        ("document", FactType::Text),
        ("field", FactType::Text),
        ("what", FactType::Text),
        ("sentence", FactType::Text),
        ("adds_role", FactType::Bool),
    ],
    about: "each document that an export knows, or that nothing declares, or that no export lists: \
            `agrees`, `differs`, `undeclared` or `unlisted`, with the field and a sentence",
    rows,
};

fn rows<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let mut entries = context.workspace.entries().iter();
    if entries.all(|entry| entry.kind.origin == Origin::Written) {
        return Vec::new();
    }
    let known = Known::new(context.workspace);
    let collected = collect(&known);
    let mut rows = Vec::new();
    for (draft, declared) in &collected.drafts {
        match declared {
            Some(entry) => rows.extend(compared(entry, draft)),
            None if draft.past => {}
            None => rows.push(undeclared(draft)),
        }
    }
    let seen = collected.drafts.iter();
    let seen: HashSet<(&str, &str)> = seen
        .filter_map(|(draft, declared)| Some((draft.kind, declared.as_ref()?.id.as_str())))
        .collect();
    rows.extend(unlisted(&known, &seen));
    let exports = known.exports();
    rows.extend(exports.filter_map(|export| miscounted(context.workspace, export)));
    rows
}

fn row<'a>(
    entry: &'a Entry,
    at: NodeRef<'a>,
    what: &'static str,
    field: String,
    sentence: String,
) -> Row<'a> {
    Row {
        entry,
        at,
        columns: vec![
            ("document", Answer::text(entry.name())),
            ("field", Answer::text(field)),
            ("what", Answer::text(what)),
            ("sentence", Answer::text(sentence)),
            ("adds_role", Answer::yes(false)),
        ],
    }
}

fn compared<'a>(entry: &'a Entry, draft: &Draft<'a>) -> Vec<Row<'a>> {
    let schemas = Schemas::embedded().ok();
    let shape = schemas.and_then(|schemas| spec_shape(schemas, entry.kind));
    let (Some(shape), Some(spec)) = (shape, entry.spec()) else {
        return Vec::new();
    };
    let mut found = differences(shape, spec, &draft.spec);
    found.retain(|difference| !difference.is_silence(shape));
    if found.is_empty() {
        let sentence = format!("{} agrees", entry.name());
        return vec![row(entry, spec, "agrees", String::new(), sentence)];
    }
    let rows = found.into_iter().map(|difference| {
        let sentence = sentence(entry, draft, &difference);
        let adds = adds_role(&difference);
        let mut row = row(entry, difference.at, "differs", difference.field, sentence);
        row.columns.retain(|(name, _)| *name != "adds_role");
        row.columns.push(("adds_role", Answer::yes(adds)));
        row
    });
    rows.collect()
}

/// A role that is declared and that the relationship was not made with; none can be added later.
fn adds_role(difference: &Difference<'_>) -> bool {
    difference.live.is_none() && difference.field.starts_with("relationship.roles[")
}

fn sentence(entry: &Entry, draft: &Draft<'_>, difference: &Difference<'_>) -> String {
    let (id, field) = (&entry.id, &difference.field);
    let source = &draft.export_of(field).document.source.path;
    match (difference.declared, &difference.live) {
        (Some(declared), Some(live)) => format!(
            "`{id}` says that `{field}` is `{}`; `{source}` says `{}`",
            declared.text(),
            brief(live)
        ),
        (Some(_), None) => format!("`{id}` has `{field}`; `{source}` does not"),
        (None, Some(live)) if live.is_object() => {
            format!("`{id}` lacks `{field}`, which `{source}` has")
        }
        (None, live) => format!(
            "`{id}` does not say `{field}`; `{source}` says `{}`",
            live.as_ref().map(brief).unwrap_or_default()
        ),
    }
}

fn brief(value: &Value) -> String {
    let text = written(value);
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn undeclared<'a>(draft: &Draft<'a>) -> Row<'a> {
    let name = draft.spec.get("displayName").or_else(|| {
        let relationship = draft.spec.get("relationship")?;
        relationship.get("displayName")
    });
    let name = name.map_or_else(|| draft.id.clone(), written);
    let sentence = format!(
        "`{}` has `{name}`, but no {} says so",
        draft.export.document.source.path, draft.kind
    );
    row(
        draft.export,
        draft.record,
        "undeclared",
        String::new(),
        sentence,
    )
}

/// A number of customers that the platform reports and that the documents do not come to.
fn miscounted<'a>(workspace: &Workspace, export: &'a Entry) -> Option<Row<'a>> {
    let found = dap::disagreement(workspace, export)?;
    let (source, told) = (&export.document.source.path, found.told);
    let sentence = format!(
        "`{source}` counts `{told}` customers with DAP; {} are declared",
        found.declared
    );
    Some(row(export, found.node, "differs", String::new(), sentence))
}

/// Documents that the platform would list if they were true; only complete exports can tell.
fn unlisted<'a>(known: &Known<'a>, seen: &HashSet<(&str, &str)>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.source().is_some()) {
        let exports: Vec<&Entry> = known.exports().filter(|entry| entry.kind == kind).collect();
        if !exports.is_empty() && is_complete(&exports) {
            rows.extend(unlisted_of(known, kind, seen));
        }
    }
    rows
}

fn unlisted_of<'a>(
    known: &Known<'a>,
    kind: &'static Kind,
    seen: &HashSet<(&str, &str)>,
) -> Vec<Row<'a>> {
    let Some(reading) = reading_of(kind) else {
        return Vec::new();
    };
    let entries = known.workspace().entries().iter();
    let missing = entries.filter(|entry| {
        !seen.contains(&(entry.kind.name, entry.id.as_str())) && (reading.lists)(known, entry)
    });
    let rows = missing.filter_map(|entry| {
        let source = kind.source().unwrap_or_default();
        let sentence = format!("`{}` is declared, but {source} does not list it", entry.id);
        let at = entry.document.root().path(&["metadata", "id"])?;
        Some(row(entry, at, "unlisted", String::new(), sentence))
    });
    rows.collect()
}

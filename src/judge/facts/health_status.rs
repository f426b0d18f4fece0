//! The relation `health_status`: every status of a service or an issue that an export of service health tells.
//!
//! Exports join the workspace when `csp-support import` reads them; without one there are no rows.

use super::{Context, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::model::Entry;
use crate::model::export::health::is_known_status;
use crate::model::export::records;
use crate::yaml::NodeRef;

/// The kinds of exports that tell a status.
const EXPORTS: [&str; 2] = ["GraphHealthOverviews", "GraphHealthIssues"];

/// The relation, for rules.
pub(super) const RELATION: Relation = Relation {
    name: "health_status",
    columns: &[
        ("of", FactType::Text),
        ("status", FactType::Text),
        ("known", FactType::Bool),
    ],
    about: "each status of a service or an issue in an export of service health: of what, the word itself, and \
            whether the reference has it, whatever the case of its letters",
    rows,
};

fn rows<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let exports = EXPORTS
        .iter()
        .flat_map(|kind| context.workspace.of_kind(kind));
    let told = exports.flat_map(|export| {
        let records = records(export).into_iter();
        records.flat_map(move |record| {
            let issues = record.get("issues").into_iter().flat_map(NodeRef::items);
            std::iter::once(record)
                .chain(issues)
                .filter_map(move |node| row(export, node))
        })
    });
    told.collect()
}

fn row<'a>(entry: &'a Entry, record: NodeRef<'a>) -> Option<Row<'a>> {
    let at = record.get("status")?;
    let status = at.as_str()?;
    let of = record.str("id").unwrap_or_default();
    Some(Row {
        entry,
        at,
        columns: vec![
            ("of", Answer::text(of)),
            ("status", Answer::text(status)),
            ("known", Answer::yes(is_known_status(status)).at(Some(at))),
        ],
    })
}

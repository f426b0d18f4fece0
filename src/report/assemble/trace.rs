//! What rules look at, what offerings have for them, and what no rule looks at.

use crate::judge::pack::{Pack, Remark};
use crate::judge::rule::Rule;
use crate::model::Entry;
use crate::report::contents::Report;
use crate::report::trace::{FieldLine, Sight};
use crate::report::unchecked::{Cause, Unchecked};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a rule looks at.
pub(super) fn sight(rule: &Rule, as_of: Date) -> Sight {
    let sight = rule.sight(as_of);
    let facts = sight.facts.into_iter();
    Sight {
        kind: sight.kind.to_owned(),
        fields: sight.fields,
        of_partner: sight.of_partner,
        facts: facts
            .map(|(name, about)| (name.to_owned(), about.to_owned()))
            .collect(),
        texts: sight.texts,
    }
}

/// The fields of offerings that have a page; translations say the same again.
pub(super) fn fields<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    pages: &BTreeMap<String, String>,
) -> Vec<FieldLine> {
    let offerings = entries.filter(|entry| entry.kind.name == "SupportOffering");
    let fields = offerings.filter_map(|entry| Some((entry, pages.get(&entry.id)?)));
    let lines = fields.flat_map(|(entry, page)| {
        let all = entry.spec().into_iter().flat_map(NodeRef::entries);
        let own = all.filter(|(key, _)| key.text() != "translations");
        own.map(move |(key, value)| {
            FieldLine::new(entry.subject(value), key.text(), key.place(), Some(page))
        })
    });
    lines.collect()
}

/// The obligations of a pack's catalogue that no rule of it judges.
pub(super) fn unchecked(pack: &Pack) -> impl Iterator<Item = Unchecked> {
    let of = |cause: Cause, remarks: &[Remark]| {
        let remarks = remarks.iter().map(move |own| Unchecked {
            cause,
            id: own.id.clone(),
            title: own.title.clone(),
            reason: own.reason.clone(),
        });
        remarks.collect::<Vec<_>>()
    };
    let waiting = of(Cause::Waiting, &pack.waiting);
    waiting
        .into_iter()
        .chain(of(Cause::NotCheckable, &pack.not_checkable))
}

/// A rule that nobody asked.
fn left_out(id: &str, title: &str) -> Unchecked {
    Unchecked {
        cause: Cause::LeftOut,
        id: id.to_owned(),
        title: title.to_owned(),
        reason: "`--select` or `--ignore` on the command line".to_owned(),
    }
}

/// Adds the rules that nobody asked to what was not checked; a check lists none of it.
pub(super) fn tell_unchecked(report: &mut Report, known: &BTreeMap<String, String>) {
    let Report {
        unchecked, rules, ..
    } = report;
    if !report.complete {
        unchecked.clear();
        return;
    }
    let unasked = known.iter().filter(|(id, _)| !rules.contains_key(*id));
    unchecked.extend(unasked.map(|(id, title)| left_out(id, title)));
    unchecked.sort();
    unchecked.dedup();
}

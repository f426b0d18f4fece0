//! Waivers written as documents of the kind `RuleWaiver`.
//!
//! A document with errors is still listed, so that nobody takes it for one in force.

use super::{Origin, Rules, Target, Waiver, malformed};
use crate::finding::Finding;
use crate::model::Entry;
use crate::yaml::NodeRef;

/// The waiver of a document, and what is wrong with it beyond its shape.
pub(super) fn read<'a>(
    entry: &'a Entry,
    rules: &Rules<'_, 'a>,
) -> (Option<Waiver<'a>>, Option<Finding>) {
    let spec = entry.spec();
    let text = |key: &str| spec.and_then(|spec| spec.get(key)).map(NodeRef::text);
    let Some((rule, target)) = text("rule").zip(text("target")) else {
        return (None, None);
    };
    let expires = text("expires").unwrap_or_default();
    let date = |text: &str| text.parse().ok();
    let mut waiver = Waiver {
        origin: Origin::Document(entry),
        rule: rule.to_owned(),
        target: target.to_owned(),
        reason: text("reason").unwrap_or_default(),
        approver: text("approver").unwrap_or_default(),
        approved: text("approvedOn").and_then(date),
        expires,
        last_day: date(expires),
        flaw: None,
        excuses: 0,
        undecided: false,
        scope: Target::parse(target),
    };
    if entry.stopped {
        waiver.flaw = Some("the document has errors".to_owned());
        return (Some(waiver), None);
    }
    let finding = flaw(&waiver, rules).and_then(|(field, message, help)| {
        let node = spec?.get(field)?;
        let finding = malformed(node.place(), message).about(entry.subject(node));
        Some(waiver.flawed(match help {
            Some(help) => finding.help(help),
            None => finding,
        }))
    });
    (Some(waiver), finding)
}

/// The field that is wrong, what is wrong with it, and what to do.
fn flaw(
    waiver: &Waiver<'_>,
    rules: &Rules<'_, '_>,
) -> Option<(&'static str, String, Option<String>)> {
    if let Err(help) = rules.with_id(&waiver.rule) {
        let message = format!("there is no rule `{}`", waiver.rule);
        return Some(("rule", message, Some(help)));
    }
    waiver.scope.is_none().then(|| {
        let message = format!(
            "`{}` is neither a document such as `AccessGrant/acme` nor a file pattern",
            waiver.target
        );
        ("target", message, None)
    })
}

//! Facts about security requirements as Microsoft Graph lists them: which are met, which are asked of whom.
//!
//! A status that is not known proves nothing.

use super::known::field;
use super::promise;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::export::requirement_met;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "declared",
        of: "GraphSecurityRequirements.value[]",
        ty: FactType::Text,
        about: "what the profile says about the same matter, empty where it says nothing",
        compute: declared,
    },
    Fact {
        name: "met",
        of: "GraphSecurityRequirements.value[]",
        ty: FactType::Bool,
        about: "Microsoft says that the requirement is met",
        compute: |_, subject| {
            let status = field(subject.node, "complianceStatus")?;
            let met = requirement_met(status.text());
            let met = met.ok_or_else(|| Missing::new("a status of compliance that is known"))?;
            Ok(Answer::yes(met).at(Some(status)))
        },
    },
];

/// Fields of the profile, by the requirement that asks the same.
const SAME: &[(&str, &[&str])] = &[
    ("mfaEnforcedForAdmins", &["security", "mfa", "adminRoles"]),
    ("securityContactProvided", &["securityContact"]),
    (
        "securityAlertsPromptlyResolved",
        &["security", "alertResponseTargetHours"],
    ),
];

fn declared<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let requirement = field(subject.node, "requirementType")?.text();
    let same = SAME
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(requirement));
    let profile = context.partner(subject.entry).and_then(promise::spec).ok();
    let said = same.and_then(|(_, path)| Some((path.join("."), profile?.path(path)?)));
    let words = said.map(|(path, node)| match node.text() {
        "" => format!("; the profile declares `{path}`"),
        value => format!("; the profile says `{path}: {value}`"),
    });
    Ok(Answer::text(words.unwrap_or_default()))
}

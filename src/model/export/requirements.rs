//! Security requirements of a partner as Microsoft Graph lists them (beta).
//!
//! Only one of them means the same as a field of the profile; what a security contact or an alert is
//! about, an export does not tell.

use super::record::{Record, Unreadable};
use super::{Draft, Key, Known, Reading};
use serde_json::json;

/// How they are understood.
pub(super) const READING: Reading = Reading {
    kind: "GraphSecurityRequirements",
    told: &[],
    draft,
    whole: None,
    lists: |_, _| false,
};

/// The requirement that asks what `security.mfa.adminRoles` says.
const ADMINS: &str = "mfaEnforcedForAdmins";

/// Whether a status says that a requirement is met; Microsoft's own spelling of the opposite has its
/// letters in another order, and is understood in both.
pub fn requirement_met(status: &str) -> Option<bool> {
    let is = |word: &str| status.trim().eq_ignore_ascii_case(word);
    if is("compliant") {
        return Some(true);
    }
    (is("noncomplaint") || is("nonCompliant")).then_some(false)
}

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let requirement = record.text(&["requirementType"])?;
    let met = requirement_met(record.text(&["complianceStatus"])?);
    let partner = known.workspace().partner_of(record.export);
    let tenant = partner.and_then(|partner| Some((partner, partner.spec()?.str("tenantId")?)));
    let (Some((partner, tenant)), Some(met)) = (tenant, met) else {
        return Ok(Vec::new());
    };
    if !requirement.eq_ignore_ascii_case(ADMINS) {
        return Ok(Vec::new());
    }
    let key = Key::new(&["tenantId"], tenant);
    let draft = Draft::new("PartnerProfile", key, partner.id.clone(), record);
    Ok(vec![
        draft.with("security", json!({"mfa": {"adminRoles": met}})),
    ])
}

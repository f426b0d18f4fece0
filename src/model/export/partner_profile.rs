//! The support profile and the legal business profile in Partner Center.
//!
//! A number without its country or an address without its scheme is only taken for the declared one, never
//! completed.

use super::record::{Record, Unreadable};
use super::telephone::{digits_of, put_number};
use super::{Draft, Fields, Known, Reading};
use crate::model::Entry;
use crate::yaml::NodeRef;

/// How the support profile is understood.
pub(super) const SUPPORT: Reading = Reading {
    kind: "PartnerCenterSupportProfile",
    told: &[],
    draft: support,
    lists: |_, _| false,
    whole: None,
};

/// How the legal business profile is understood.
pub(super) const LEGAL: Reading = Reading {
    kind: "PartnerCenterLegalProfile",
    told: &[],
    draft: legal,
    lists: |_, _| false,
    whole: None,
};

fn support<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    if ["email", "telephone", "website"].map(|key| record.node.get(key)) == [None; 3] {
        return Err(Unreadable {
            node: record.node,
            message: "has no `email`, `telephone` or `website`".to_owned(),
        });
    }
    let profile = profile(known, record, "")?;
    let mut fields = Fields::default();
    fields.text("supportProfile.email", record.node.get("email"));
    let telephone = record.node.get("telephone");
    let telephone =
        telephone.filter(|node| !is_declared(profile, "telephone", *node, is_same_number));
    put_number(&mut fields, "supportProfile.telephone", telephone);
    let website = record.node.get("website");
    let website = website.filter(|node| !is_declared(profile, "website", *node, is_same_address));
    fields.text("supportProfile.website", website);
    Ok(vec![Draft::about(profile, record).with_fields(fields)])
}

fn legal<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let name = record.text(&["companyName"])?;
    let profile = profile(known, record, name)?;
    let mut fields = Fields::default();
    fields.text("legalName", record.get("companyName"));
    if let Some(address) = record.get("address") {
        put_address(&mut fields, address);
    }
    Ok(vec![Draft::about(profile, record).with_fields(fields)])
}

fn put_address<'a>(fields: &mut Fields<'a>, address: NodeRef<'a>) {
    let lines = ["addressLine1", "addressLine2", "addressLine3"].map(|line| address.get(line));
    let street: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(line.as_ref()?.text().trim()))
        .filter(|line| !line.is_empty())
        .collect();
    if let (Some(node), false) = (lines[0], street.is_empty()) {
        fields.put("legalAddress.street", street.join(", "), node);
    }
    fields.text("legalAddress.postalCode", address.get("postalCode"));
    fields.text("legalAddress.city", address.get("city"));
    if let Some(country) = address
        .get("country")
        .filter(|node| !node.text().is_empty())
    {
        let code = country.text().trim().to_uppercase();
        fields.put("legalAddress.country", code, country);
    }
}

fn profile<'a>(
    known: &Known<'a>,
    record: Record<'a>,
    name: &str,
) -> Result<&'a Entry, Unreadable<'a>> {
    known.partner(name).ok_or_else(|| {
        let none = known.workspace().of_kind("PartnerProfile").next().is_none();
        let message = if none {
            "is about the partner, but there is no PartnerProfile yet; write one with `csp-support init`"
        } else {
            "does not tell which of the PartnerProfiles it is about"
        };
        Unreadable {
            node: record.node,
            message: message.to_owned(),
        }
    })
}

fn is_declared(
    profile: &Entry,
    field: &str,
    node: NodeRef<'_>,
    is_same: fn(&str, &str) -> bool,
) -> bool {
    let spec = profile.spec();
    let declared = spec.and_then(|spec| spec.path(&["supportProfile", field]));
    declared.is_some_and(|declared| is_same(declared.text(), node.text().trim()))
}

/// Whether a number without its country can only be the one that is declared.
fn is_same_number(declared: &str, live: &str) -> bool {
    const SHORTEST: usize = 6;
    let digits = digits_of(live);
    let digits = digits.strip_prefix('0').unwrap_or(&digits);
    !live.starts_with('+') && digits.len() >= SHORTEST && digits_of(declared).ends_with(digits)
}

/// Whether an address without its scheme can only be the one that is declared.
fn is_same_address(declared: &str, live: &str) -> bool {
    let bare = declared.strip_prefix("https://").unwrap_or(declared);
    let same = |text: &str| text.trim_end_matches('/').to_lowercase();
    !live.is_empty() && !live.contains("://") && same(bare) == same(live)
}

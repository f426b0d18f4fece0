//! Facts about partner profiles: how they agree with offerings, and with other profiles of one tenant.
//!
//! It compares documents and never judges them.

use super::known::field;
use super::promise::{is_published, spec};
use super::{Context, Fact, FactType, Found, Subject, fit};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "partner_types_in_tenant",
        of: "PartnerProfile",
        ty: FactType::Texts,
        about: "the partner types of all profiles that name the same tenant",
        compute: partner_types_in_tenant,
    },
    Fact {
        name: "profile_contacts_in_no_offering",
        of: "PartnerProfile",
        ty: FactType::Texts,
        about: "contacts of the support profile that no published offering lists",
        compute: profile_contacts_in_no_offering,
    },
];

fn partner_types_in_tenant<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let tenant = field(spec(subject.entry)?, "tenantId")?;
    let mut kinds = Vec::new();
    for profile in context.joins.profiles_of_tenant(tenant.text()) {
        let authorization = field(spec(fit(profile)?)?, "cspAuthorization")?;
        kinds.push(field(authorization, "partnerType")?.text().to_owned());
    }
    Ok(Answer::texts(kinds).at(Some(tenant)))
}

fn profile_contacts_in_no_offering<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let profile = field(spec(subject.entry)?, "supportProfile")?;
    let mut listed = Vec::new();
    for offering in context.joins.offerings_of_partner(&subject.entry.id) {
        let offering = spec(fit(offering)?)?;
        listed.extend(is_published(offering).then(|| addresses(offering)));
    }
    let listed: Vec<String> = listed.into_iter().flatten().collect();
    if listed.is_empty() {
        return Err(Missing::new("a published offering with contacts"));
    }
    let contacts = profile.entries().map(|(_, contact)| contact);
    let unknown: Vec<_> = contacts
        .filter(|contact| !listed.contains(&plain(contact.text())))
        .collect();
    let words = unknown
        .iter()
        .map(|contact| format!("`{}`", contact.text()));
    Ok(Answer::texts(words).at(unknown.first().copied()))
}

fn addresses(offering: NodeRef<'_>) -> impl Iterator<Item = String> {
    let contacts = offering
        .get("contacts")
        .into_iter()
        .flat_map(NodeRef::items);
    contacts.filter_map(|contact| contact.str("address").map(plain))
}

/// An address without what makes no difference: case, and the slash at its end.
fn plain(address: &str) -> String {
    address.trim_end_matches('/').to_lowercase()
}

//! Facts about partner profiles: how they agree with offerings, and with other profiles of one tenant.
//!
//! It compares documents and never judges them.

use super::known::field;
use super::promise::{is_published, spec};
use super::{Context, Fact, FactType, Found, Subject};
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
    let profiles = context.joins.profiles_of_tenant(tenant.text());
    let kinds = profiles
        .iter()
        .filter_map(|profile| profile.spec()?.path(&["cspAuthorization", "partnerType"]));
    Ok(Answer::texts(kinds.map(|kind| kind.text().to_owned())).at(Some(tenant)))
}

fn profile_contacts_in_no_offering<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let profile = field(spec(subject.entry)?, "supportProfile")?;
    let offerings = context.joins.offerings_of_partner(&subject.entry.id);
    let published = offerings
        .iter()
        .filter_map(|entry| entry.spec())
        .filter(|spec| is_published(*spec));
    let listed: Vec<String> = published.flat_map(addresses).collect();
    if listed.is_empty() {
        return Err(Missing::new("a published offering with contacts"));
    }
    let unknown: Vec<_> = profile
        .entries()
        .filter(|(_, value)| !listed.contains(&plain(value.text())))
        .collect();
    let at = unknown.first().map(|(_, value)| *value);
    Ok(Answer::texts(
        unknown
            .iter()
            .map(|(_, value)| format!("`{}`", value.text())),
    )
    .at(at))
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

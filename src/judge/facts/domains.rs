//! Mail and web addresses in texts of an offering that lie on domains of nobody who is named.
//!
//! It knows domains, not whether an address works. Where the partner names no address of its own in its
//! profile, nothing is foreign.

use super::Context;
use super::wording::Wording;
use crate::model::Entry;
use crate::model::catalog::Finder;
use crate::yaml::NodeRef;
use std::collections::BTreeSet;

/// Domains of Microsoft, at whose places customers have to do with us.
const MICROSOFT: [&str; 4] = [
    "microsoft.com",
    "azure.com",
    "office.com",
    "cloud.microsoft",
];

/// What a text says by its addresses, if it has some that can be judged.
pub(super) fn wording(
    context: &Context<'_>,
    finder: &Finder,
    entry: &Entry,
    node: NodeRef<'_>,
) -> Option<Wording> {
    let text = node.text();
    let has_mail = text.contains('@');
    if !has_mail && !text.starts_with("https://") {
        return None;
    }
    let found = if has_mail {
        mail_domains(text)
    } else {
        web_domain(node)
    };
    if found.is_empty() {
        return None;
    }
    let own = own_domains(context, entry)?;
    let fine = |domain: &str| {
        let known = own.iter().any(|own| related(own, domain));
        let shared = MICROSOFT
            .iter()
            .copied()
            .chain(finder.hosts().iter().map(String::as_str));
        known || shared.into_iter().any(|host| below(domain, host)) || of_named_party(node)
    };
    let foreign: Vec<_> = found.iter().filter(|domain| !fine(domain)).collect();
    let words: Vec<_> = foreign.iter().map(|domain| format!("`{domain}`")).collect();
    let detail = (!foreign.is_empty()).then(String::new);
    Some(Wording {
        node: node.index(),
        means: "foreign_address",
        words: words.join(", "),
        detail,
    })
}

/// Whether an address stands at a party or a company that is named with it, or at a contact that one
/// answers that is not our own team.
fn of_named_party(node: NodeRef<'_>) -> bool {
    let pointer = node.json_pointer();
    let named = [
        "/spec/delivery/parties/",
        "/spec/escalation/technical/contact",
    ];
    if named.iter().any(|part| pointer.starts_with(part)) {
        return true;
    }
    let Some(behind) = node.owners().last().and_then(|owner| owner.str("party")) else {
        return false;
    };
    let parties = node.document.root().path(&["spec", "delivery", "parties"]);
    let mut parties = parties.into_iter().flat_map(NodeRef::items);
    parties.any(|party| party.str("name") == Some(behind) && party.str("model") != Some("direct"))
}

/// The domains of the mail addresses in a text.
fn mail_domains(text: &str) -> BTreeSet<String> {
    let part = |c: char| !(c.is_alphanumeric() || "@.-_+".contains(c));
    let words = text.split(part).filter_map(|word| {
        let (user, domain) = word.trim_matches(['.', '-', '_']).split_once('@')?;
        let whole = !user.is_empty() && domain.contains('.') && !domain.contains('@');
        whole.then(|| domain.to_lowercase())
    });
    words.collect()
}

/// The domain of a web address by which customers get in touch.
fn web_domain(node: NodeRef<'_>) -> BTreeSet<String> {
    let pointer = node.json_pointer();
    let contact =
        pointer.starts_with("/spec/contacts/") || pointer.starts_with("/spec/escalation/routes/");
    let host = host(node.text()).filter(|_| contact && pointer.ends_with("/address"));
    host.into_iter().collect()
}

fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// Domains of the partner's own addresses and of the companies that are named with one; none where the
/// partner's profile has no address.
fn own_domains(context: &Context<'_>, entry: &Entry) -> Option<BTreeSet<String>> {
    let partner = context.partner(entry).ok()?.spec()?;
    let own = [
        &["website"][..],
        &["supportProfile", "email"],
        &["supportProfile", "website"],
        &["securityContact", "email"],
    ];
    let mut domains = BTreeSet::new();
    for path in own {
        domains.extend(
            partner
                .path(path)
                .into_iter()
                .flat_map(|node| domains_of(node.text())),
        );
    }
    if domains.is_empty() {
        return None;
    }
    let parties = entry.spec()?.path(&["delivery", "parties"]);
    let parties = parties.into_iter().flat_map(NodeRef::items);
    let named = parties.filter_map(|party| party.path(&["contact", "address"]));
    let upstream = partner.get("upstream").into_iter().flat_map(NodeRef::items);
    let terms = upstream.filter_map(|upstream| upstream.path(&["supportTerms", "contacts"]));
    let terms = terms
        .flat_map(NodeRef::items)
        .filter_map(|contact| contact.get("address"));
    let publisher = entry
        .spec()?
        .path(&["escalation", "technical", "contact", "address"]);
    for node in named.chain(terms).chain(publisher) {
        domains.extend(domains_of(node.text()));
    }
    Some(domains)
}

fn domains_of(address: &str) -> BTreeSet<String> {
    let mut domains = mail_domains(address);
    domains.extend(host(address));
    domains
}

/// Whether a domain is another or lies below it.
fn below(domain: &str, other: &str) -> bool {
    domain == other
        || domain
            .strip_suffix(other)
            .is_some_and(|rest| rest.ends_with('.'))
}

/// Whether two domains belong to one owner: one lies below the other, or both below one that is no mere
/// ending such as `co.uk`.
fn related(one: &str, other: &str) -> bool {
    let owner = |domain: &str| {
        let labels: Vec<_> = domain.rsplit('.').take(2).map(str::to_owned).collect();
        (labels.len() == 2 && labels[1].len() > 3).then_some(labels)
    };
    let same_owner = owner(one).is_some_and(|labels| owner(other) == Some(labels));
    below(one, other) || below(other, one) || same_owner
}

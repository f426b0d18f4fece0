//! Facts about the texts that customers read: retired names, links to Microsoft's own support.
//!
//! It reads one text at a time, never a page.

use super::known::catalogs;
use super::promise::{spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;
use crate::yaml::NodeRef;

/// Portals in which requests are filed with Microsoft.
const PORTALS: [&str; 6] = [
    "admin.microsoft.com",
    "admin.cloud.microsoft",
    "admin.powerplatform.microsoft.com",
    "portal.azure.com",
    "portal.office.com",
    "serviceshub.microsoft.com",
];

/// Words in a link, or beside a portal's name, that make it a way to file a request.
const REQUEST_WORDS: [&str; 5] = [
    "support",
    "ticket",
    "servicerequest",
    "service request",
    "serviceanfrage",
];

/// Words that turn a sentence into a warning.
const NEGATIONS: [&str; 7] = ["not", "never", "cannot", "nicht", "kein", "keine", "ikke"];

/// Fields that hold names of companies, which are what they are.
const COMPANY_NAMES: [&str; 4] = ["legalName", "displayName", "provider", "registration"];

/// Ways to say that access comes with the programme, in any case.
const STANDING_ACCESS: [&str; 6] = [
    "has delegated administration privileges",
    "have delegated administration privileges",
    "has delegated admin privileges",
    "have delegated admin privileges",
    "delegierte administrationsrechte",
    "delegierte administratorrechte",
];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "claims_standing_access",
        of: "text",
        ty: FactType::Bool,
        about: "the text says that a partner has delegated administration privileges as such",
        compute: |_, subject| {
            let claims = claims_standing_access(subject.node.text());
            Ok(Answer::yes(claims).at(Some(subject.node)))
        },
    },
    Fact {
        name: "for_direct_subscriptions",
        of: "text",
        ty: FactType::Bool,
        about: "the text, which is no contact, belongs to an offering for a customer who also pays Microsoft directly",
        compute: for_direct_subscriptions,
    },
    Fact {
        name: "for_locked_tenant",
        of: "text",
        ty: FactType::Bool,
        about: "the text says what to do when no administrator can sign in",
        compute: |_, subject| {
            let root = subject.entry.document.root();
            let told = root.path(&["spec", "emergency", "tenantLockout"]);
            Ok(Answer::yes(told == Some(subject.node)))
        },
    },
    Fact {
        name: "microsoft_ticket_paths",
        of: "text",
        ty: FactType::Texts,
        about: "places named in the text where requests are filed with Microsoft",
        compute: |_, subject| {
            let paths = microsoft_ticket_paths(subject.node);
            Ok(Answer::texts(paths).at(Some(subject.node)))
        },
    },
    Fact {
        name: "retired_names",
        of: "text",
        ty: FactType::Texts,
        about: "names in the text that Microsoft has retired by today, with what to write instead",
        compute: retired_names,
    },
];

fn claims_standing_access(text: &str) -> bool {
    // All of them have this in them, and hardly any text has.
    if !has(text, "deleg") {
        return false;
    }
    let text = text.to_lowercase();
    STANDING_ACCESS.iter().any(|words| text.contains(words))
}

/// Whether a text has some letters in it, small or capital.
fn has(text: &str, letters: &str) -> bool {
    let (text, letters) = (text.as_bytes(), letters.as_bytes());
    let begins = |byte: &u8| {
        letters
            .first()
            .is_some_and(|first| byte.eq_ignore_ascii_case(first))
    };
    let mut starts = text.iter().enumerate().filter(|(_, byte)| begins(byte));
    starts.any(|(at, _)| {
        let part = text.get(at..at + letters.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(letters))
    })
}

fn for_direct_subscriptions<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    if subject.entry.kind.name != "SupportOffering" || is_address(subject.node) {
        return Ok(Answer::yes(false));
    }
    for assignment in context.joins.assignments_of_offering(&subject.entry.id) {
        let Some(customer) = spec(assignment)?.str("customer") else {
            continue;
        };
        let mix = spec(context.get("Customer", customer)?)?.get("channelMix");
        if texts(mix).any(|way| way == "direct_paid") {
            return Ok(Answer::yes(true));
        }
    }
    Ok(Answer::yes(false))
}

fn microsoft_ticket_paths(node: NodeRef<'_>) -> Vec<String> {
    let text = node.text();
    // Whatever is Microsoft's has one of these in it.
    if !has(text, "microsoft") && !has(text, "portal.") {
        return Vec::new();
    }
    let folded = text.to_ascii_lowercase();
    let named = PORTALS.iter().any(|portal| folded.contains(portal));
    if !named && !folded.ends_with("@microsoft.com") {
        return Vec::new();
    }
    if is_address(node) {
        microsoft_address(text).into_iter().collect()
    } else {
        sentences(text).filter_map(ticket_path).collect()
    }
}

fn is_address(node: NodeRef<'_>) -> bool {
    let pointer = node.json_pointer();
    pointer.ends_with("/address") || pointer.starts_with("/spec/supportProfile/")
}

/// A contact's address that is Microsoft's own.
fn microsoft_address(address: &str) -> Option<String> {
    let folded = address.to_lowercase();
    let mailbox = folded
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domain == "microsoft.com");
    let portal = PORTALS.iter().any(|portal| host(&folded) == *portal);
    (mailbox || portal).then(|| address.to_owned())
}

/// The host of a web address, or the whole of anything else.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// The place in a sentence where a request is filed with Microsoft, unless the sentence warns of it.
fn ticket_path(sentence: &str) -> Option<String> {
    let folded = sentence.to_lowercase();
    let portal = PORTALS.iter().find(|portal| folded.contains(*portal))?;
    let rest = folded.replace(portal, "");
    let warns = folded
        .split(|sign: char| !sign.is_alphanumeric())
        .any(|word| NEGATIONS.contains(&word));
    let files = REQUEST_WORDS.iter().any(|word| rest.contains(word));
    let mut parts = sentence.split_whitespace();
    let link = parts
        .find(|word| word.to_lowercase().contains(portal))
        .unwrap_or(portal);
    (files && !warns).then(|| link.trim_end_matches(['.', ',', ')']).to_owned())
}

/// The sentences of a text; a full stop inside an address ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ';', '!'])
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split("? "))
}

fn retired_names<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (text, catalogs) = (subject.node.text(), catalogs()?);
    if !catalogs.may_have_retired_term(text) {
        return Ok(Answer::texts([]));
    }
    let mut words: Vec<&str> = words(text).collect();
    let begins = words.iter().copied();
    let begins = begins.filter(|word| catalogs.begins_retired_term(word));
    let begins: Vec<&str> = begins.collect();
    let is_there = |first: &str| begins.iter().any(|word| word.eq_ignore_ascii_case(first));
    let mut terms = catalogs.retired_terms_beginning(context.as_of, is_there);
    terms.sort_by_key(|term| std::cmp::Reverse(term.term.len()));
    terms.retain(|term| strike(&mut words, &term.term));
    if terms.is_empty() || is_company_name(subject.node) {
        return Ok(Answer::texts([]));
    }
    terms.sort_by_key(|term| &term.term);
    let found = terms
        .iter()
        .map(|term| format!("`{}` (now {})", term.term, term.instead));
    Ok(Answer::texts(found).at(Some(subject.node)))
}

fn is_company_name(node: NodeRef<'_>) -> bool {
    COMPANY_NAMES.contains(&node.introduced_by().text())
}

/// The words of a text without addresses; a hyphen parts words as a blank does (`Azure-AD`).
fn words(text: &str) -> impl Iterator<Item = &str> {
    let has_scheme = |word: &str| word.contains(':') && word.contains("://");
    let address =
        move |word: &&str| word.contains('@') || has_scheme(word) || word.starts_with("www.");
    let own = text.split_whitespace().filter(move |word| !address(word));
    own.flat_map(|word| word.split(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// A word in small letters.
fn small(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// Takes every occurrence of a name out of the words; whether there was one. A name of capitals only
/// must be written so.
fn strike(words: &mut [&str], name: &str) -> bool {
    let exact = !name.contains(char::is_lowercase);
    let name: Vec<&str> = name.split_whitespace().collect();
    let same = |word: &&str, own: &&str| {
        if exact {
            word == own
        } else if word.is_ascii() {
            word.eq_ignore_ascii_case(own)
        } else {
            small(word).eq(small(own))
        }
    };
    let mut struck = false;
    for start in 0..words.len() {
        let Some(part) = words.get_mut(start..start + name.len()) else {
            break;
        };
        if part.iter().zip(&name).all(|(word, own)| same(word, own)) {
            part.fill("");
            struck = true;
        }
    }
    struck
}

//! For whom hours are: requests of each severity and product, each contact, each window by its name.

use super::{Moved, Reach, Use, note};
use crate::diff::change::{Ledger, Nodes};
use crate::diff::contacts::matched_contacts;
use crate::diff::kind;
use crate::diff::words::{list, quoted};
use crate::diff::{Pair, Side};
use crate::model::lens::Lens;
use crate::model::offering::{Contact, Price, Pricing};
use crate::model::promise::About;

/// One request and what it may count on, before and after.
struct Asked<'a> {
    about: About<'a>,
    old: Reach,
    new: Reach,
    moved: Option<Moved>,
}

/// Hours in which requests are taken: told once for all requests for which the same minutes moved.
pub(super) fn receiving<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>, nodes: Nodes<'a>) {
    let mut rest = asked(pair);
    let all = rest.len();
    while !rest.is_empty() {
        let moved = rest[0].moved.clone();
        let (alike, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|asked| asked.moved == moved);
        rest = others;
        let whose = if alike.len() == all {
            String::new()
        } else {
            format!(" {}", requests(&alike))
        };
        let use_of = Use {
            turn: kind::HOURS,
            special: kind::SPECIAL_DAYS,
            less: format!("nobody takes{whose} requests any more"),
            more: format!("somebody now takes{whose} requests"),
            unwanted: false,
        };
        let Some(first) = alike.first() else { continue };
        note(pair, ledger, (&first.old, &first.new), nodes, &use_of);
    }
}

/// Every severity and product that both sides know, for which hours may be limited.
fn asked<'a>(pair: &Pair<'a>) -> Vec<Asked<'a>> {
    let mut asked = Vec::new();
    for severity in pair.severities() {
        for product in pair.products() {
            let about = About {
                severity,
                product,
                ..About::default()
            };
            let reach = |side: &Side<'a>| side.reach(&side.promises.taking(&about));
            let (old, new) = (reach(&pair.old), reach(&pair.new));
            asked.push(Asked {
                about,
                moved: Moved::between(&old, &new),
                old,
                new,
            });
        }
    }
    asked
}

/// `critical and high` or, where products differ, `critical (azure)`.
fn requests(alike: &[Asked<'_>]) -> String {
    let mut names: Vec<String> = Vec::new();
    for Asked { about, .. } in alike {
        let parts: Vec<&str> = about.severity.into_iter().chain(about.product).collect();
        let name = match parts[..] {
            [one] => format!("`{one}`"),
            [severity, product] => format!("`{severity}` (`{product}`)"),
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    list(&names)
}

/// When contacts answer, where that is not what happened to all hours.
pub(super) fn contacts<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let reach = |side: &Side<'a>, contact: Contact<'a>| {
        let windows = side.promises.answering(contact, &About::default());
        side.reach(&windows)
    };
    let both = matched_contacts(pair).into_iter();
    let both = both.filter_map(|(old, new)| old.zip(new));
    let mut found: Vec<_> = both
        .map(|(old, new)| {
            let (before, after) = (reach(&pair.old, old), reach(&pair.new, new));
            (Moved::between(&before, &after), old, new, before, after)
        })
        .collect();
    while let Some((moved, ..)) = found.first() {
        let moved = moved.clone();
        let (alike, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(other, ..)| *other == moved);
        found = others;
        let names = alike.iter().map(|(_, _, contact, ..)| name(*contact));
        let names = list(&names.collect::<Vec<_>>());
        let use_of = Use {
            turn: kind::CONTACT_HOURS,
            special: kind::CONTACT_HOURS,
            less: format!("nobody answers any more by {names}"),
            more: format!("somebody now answers by {names}"),
            unwanted: false,
        };
        if let Some((_, old, new, before, after)) = alike.first() {
            let nodes = (Some(old.node()), Some(new.node()));
            note(pair, ledger, (before, after), nodes, &use_of);
        }
    }
}

/// `phone ("+49…")`.
pub(in crate::diff) fn name(contact: Contact<'_>) -> String {
    let method = contact.method().unwrap_or("contact").replace('_', " ");
    let address = contact.address().or_else(|| contact.national_number());
    match address.or_else(|| contact.id()) {
        Some(address) => format!("{method} `{address}`"),
        None => method,
    }
}

/// Windows that keep their name, where their minutes moved and nothing told of it yet.
pub(super) fn windows<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    for hours in &pair.old.promises.hours {
        let others = pair.new.promises.hours.iter();
        let Some(other) = others.into_iter().find(|other| other.name == hours.name) else {
            continue;
        };
        let only_price = prices_only(&pair.old, hours.name) && prices_only(&pair.new, hours.name);
        if only_price || hours.lens.purpose() == Some("maintenance") {
            continue;
        }
        let old = pair.old.reach(std::slice::from_ref(&hours.window));
        let new = pair.new.reach(std::slice::from_ref(&other.window));
        let name = quoted([hours.name]);
        let use_of = Use {
            turn: kind::HOURS,
            special: kind::SPECIAL_DAYS,
            less: format!("the hours {name} are shorter"),
            more: format!("the hours {name} are longer"),
            unwanted: false,
        };
        let nodes = (Some(hours.lens.node()), Some(other.lens.node()));
        note(pair, ledger, (&old, &new), nodes, &use_of);
    }
}

/// Whether a window only says when a price holds.
fn prices_only(side: &Side<'_>, name: &str) -> bool {
    let offering = side.offering;
    let answers = offering.contacts().any(|own| own.coverage() == Some(name));
    let times = offering
        .targets()
        .any(|own| own.during() == Some(name) || own.arriving().any(|arriving| arriving == name));
    let prices = offering.pricing().into_iter().flat_map(Pricing::items);
    let mut bands = prices.flat_map(Price::bands);
    !answers && !times && bands.any(|band| band.during() == Some(name))
}

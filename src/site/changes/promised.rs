//! What an offering promises, matter by matter, in the words of its page: two versions are compared by it.

use crate::error::Result;
use crate::site::statement::{
    Matter, Subject, about, billing, delivery, emergency, escalation, needs, prices, reach,
    response, scope, summary, validity,
};
use crate::site::texts::Text;
use std::collections::BTreeMap;

/// What is promised about one matter.
#[derive(Debug)]
pub(super) struct Promise {
    /// What both versions have in common when they promise something about the same matter.
    pub(super) key: (String, String),
    /// The part of the page where it stands.
    pub(super) section: String,
    /// The matter, where the part has several.
    pub(super) matter: Option<Text>,
    pub(super) says: Vec<Text>,
}

/// Everything that an offering promises, in the order in which people ask.
pub(super) fn promises(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let mut all = vec![
        whole(subject, "changes.name", vec![subject.heading()?])?,
        whole(subject, "fact.version", version(subject))?,
        whole(subject, "scope.products", products(subject)?)?,
        whole(subject, "scope.types", types(subject)?)?,
    ];
    all.extend(hours(subject)?);
    all.extend(contacts(subject)?);
    all.push(whole(subject, "section.languages", languages(subject))?);
    all.extend(times(subject)?);
    all.extend(costs(subject)?);
    let remedies = prices::remedies::in_few_words(subject)?;
    all.extend(several(subject, "section.remedies", remedies)?);
    let (bills, credits) = billing::in_few_words(subject)?;
    all.push(whole(subject, "section.billing", own(bills))?);
    all.push(whole(subject, "billing.credits", own(credits))?);
    all.extend(topics(subject)?);
    all.push(whole(subject, "section.delivery", helpers(subject)?)?);
    let emergency = emergency::in_few_words(subject)?;
    all.extend(several(subject, "section.emergency", emergency)?);
    let escalation = escalation::in_few_words(subject)?;
    all.extend(several(subject, "section.escalation", escalation)?);
    let needs = needs::in_few_words(subject)?;
    all.extend(several(subject, "section.needs", needs)?);
    let notice = validity::notice_sentence(subject)?;
    all.push(whole(subject, "changes.notice", own(notice))?);
    all.push(whole(
        subject,
        "about.validity",
        own(about::last_day(subject)?),
    )?);
    all.retain(|promise| !promise.says.is_empty());
    Ok(all)
}

fn own(texts: impl IntoIterator<Item = String>) -> Vec<Text> {
    texts.into_iter().map(Text::own).collect()
}

/// A part of the page that is one matter.
fn whole(subject: &Subject<'_>, section: &str, says: Vec<Text>) -> Result<Promise> {
    Ok(Promise {
        key: (section.to_owned(), String::new()),
        section: subject.words.say(section, &[])?,
        matter: None,
        says,
    })
}

/// One matter of several in a part of the page.
fn one(
    subject: &Subject<'_>,
    section: &str,
    key: &str,
    matter: Text,
    says: Vec<Text>,
) -> Result<Promise> {
    Ok(Promise {
        key: (section.to_owned(), key.to_owned()),
        matter: Some(matter),
        ..whole(subject, section, says)?
    })
}

/// Several matters of a part; those of one key are told apart by their order.
fn several(subject: &Subject<'_>, section: &str, matters: Vec<Matter>) -> Result<Vec<Promise>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let matters = matters.into_iter().map(|matter| {
        let same = seen.entry(matter.key.clone()).or_default();
        *same += 1;
        let key = format!("{same} {}", matter.key);
        one(subject, section, &key, matter.name, matter.says)
    });
    matters.collect()
}

fn version(subject: &Subject<'_>) -> Vec<Text> {
    own(subject.offering.version().map(str::to_owned))
}

fn products(subject: &Subject<'_>) -> Result<Vec<Text>> {
    let products = subject.offering.products();
    subject.words.names("product", products).map(own)
}

fn types(subject: &Subject<'_>) -> Result<Vec<Text>> {
    let types = subject.offering.support_types();
    subject.words.names("type", types).map(own)
}

fn hours(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let windows = subject.hours.iter();
    windows
        .map(|hours| {
            let says = vec![Text::own(hours.phrase(subject)?)];
            one(
                subject,
                "section.hours",
                hours.name,
                hours.label(subject)?,
                says,
            )
        })
        .collect()
}

fn contacts(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let mut all: Vec<Promise> = Vec::new();
    for found in subject.contacts() {
        let method = found.method().unwrap_or_default();
        let (value, _) = reach::address(subject, found)?;
        match all.iter_mut().find(|known| known.key.1 == method) {
            Some(known) if known.says.contains(&value) => {}
            Some(known) => known.says.push(value),
            None => {
                let name = Text::own(subject.words.name("method", method)?);
                all.push(one(subject, "section.contact", method, name, vec![value])?);
            }
        }
    }
    Ok(all)
}

fn languages(subject: &Subject<'_>) -> Vec<Text> {
    let locale = subject.words.locale;
    let tags = summary::spoken(subject).into_iter();
    own(tags.map(|tag| locale.language_name(tag)))
}

fn times(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let Some(section) = response::section(subject)? else {
        return Ok(Vec::new());
    };
    let rows = section.in_few_words(subject.words.locale)?.into_iter();
    rows.map(|row| {
        let name = row.matter(subject.words.locale)?;
        let key = row.key();
        one(subject, "section.response", &key, name, own(row.told))
    })
    .collect()
}

fn costs(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let Some(section) = prices::section(subject)? else {
        return Ok(Vec::new());
    };
    let mut all = vec![whole(subject, "section.pricing", own([section.headline]))?];
    for free in section.free {
        let says = own([subject.words.say("price.free", &[])?]);
        let name = Text::own(free.clone());
        all.push(one(subject, "section.pricing", &free, name, says)?);
    }
    for row in section.prices {
        let says = own(std::iter::once(row.price).chain(row.lines));
        let key = row.name.text.clone();
        all.push(one(subject, "section.pricing", &key, row.name, says)?);
    }
    Ok(all)
}

fn topics(subject: &Subject<'_>) -> Result<Vec<Promise>> {
    let covered = scope::section(subject)?.covered(subject.words)?;
    covered
        .into_iter()
        .map(|(topic, covered)| {
            let key = topic.text.clone();
            one(subject, "section.scope", &key, topic, own([covered]))
        })
        .collect()
}

/// Who delivers, and the parties that take part.
fn helpers(subject: &Subject<'_>) -> Result<Vec<Text>> {
    let headline = delivery::section(subject)?.map(|section| section.headline);
    let parties = subject.parties().into_iter();
    let parties = parties.filter(|party| subject.took_part(*party));
    let parties = parties.map(|party| subject.party_phrase(party));
    let parties: Vec<String> = parties.collect::<Result<_>>()?;
    Ok(own(headline.into_iter().chain(parties)))
}

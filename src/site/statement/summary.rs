//! The first sentence of the page: who answers, when, how, in which languages, at what cost.

use crate::error::Result;
use crate::model::offering::{Contact, SpokenLanguage};
use crate::site::opening::clock;
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;

/// The sentence.
pub fn lead(subject: &Subject<'_>) -> Result<String> {
    let words = subject.words;
    let who = match subject.partner_name() {
        "" => words.say("lead.we", &[])?,
        name => name.to_owned(),
    };
    let when = match main_window(subject) {
        Some(main) => {
            let (hours, zone) = (main.phrase(subject)?, clock(&main.window, words.locale)?);
            words.say("lead.when", &[("hours", &hours), ("zone", &zone)])?
        }
        None => String::new(),
    };
    let languages = match languages(subject) {
        Some(languages) => words.say("lead.languages", &[("languages", &languages)])?,
        None => String::new(),
    };
    let values = [
        ("who", who.as_str()),
        ("how", &how(subject)?),
        ("when", &when),
        ("languages", &languages),
    ];
    let sentences = [
        Some(words.say("lead.sentence", &values)?),
        around_the_clock(subject)?,
        cost(subject)?,
    ];
    let sentences: Vec<_> = sentences.into_iter().flatten().collect();
    words.locale.joined("space", &sentences)
}

/// The window in which most requests are answered: the first that is meant for all severities.
fn main_window<'s, 'a>(subject: &'s Subject<'a>) -> Option<&'s Hours<'a>> {
    let general = |hours: &&Hours<'_>| hours.lens.severities().next().is_none();
    subject.hours.iter().find(general).or(subject.hours.first())
}

/// The ways of contact, each once, in the order of the page.
fn how(subject: &Subject<'_>) -> Result<String> {
    let mut methods: Vec<&str> = Vec::new();
    let asked = |contact: &Contact<'_>| contact.direction() != Some("from_us");
    for contact in subject.contacts().into_iter().filter(asked) {
        let method = contact.method().unwrap_or_default();
        if !methods.contains(&method) {
            methods.push(method);
        }
    }
    let phrases = subject.words.names("by", methods.into_iter())?;
    if phrases.is_empty() {
        return subject.words.say("lead.somehow", &[]);
    }
    Ok(subject.words.locale.list(&phrases))
}

/// The languages in which customers are usually answered, as one phrase.
pub fn languages(subject: &Subject<'_>) -> Option<String> {
    subject.words.languages(spoken(subject).into_iter())
}

/// Tags of the languages in which customers are usually answered.
pub fn spoken<'a>(subject: &Subject<'a>) -> Vec<&'a str> {
    let mut tags: Vec<&str> = Vec::new();
    let windows = subject
        .hours
        .iter()
        .flat_map(|hours| hours.lens.languages());
    let contacts = subject.offering.contacts().flat_map(Contact::languages);
    let usual = subject.offering.languages().filter(|spoken| {
        let for_all = spoken.severities().next().or(spoken.requests().next());
        matches!(spoken.by(), None | Some("speaker"))
            && spoken.rank() != Some("secondary")
            && for_all.is_none()
    });
    let usual = usual.filter_map(SpokenLanguage::language);
    for tag in usual.chain(windows).chain(contacts) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Which severities are answered at any hour, where the main hours are shorter.
fn around_the_clock(subject: &Subject<'_>) -> Result<Option<String>> {
    let always_anyway = main_window(subject).is_some_and(|main| main.window.open_all_week());
    let mut limited = subject
        .hours
        .iter()
        .filter(|hours| hours.window.always_open() && hours.lens.severities().next().is_some());
    let Some(hours) = limited.next().filter(|_| !always_anyway) else {
        return Ok(None);
    };
    let Some(severities) = subject.severities(hours.lens.severities())? else {
        return Ok(None);
    };
    let sentence = subject
        .words
        .say("lead.always", &[("severities", &severities)])?;
    Ok(Some(sentence))
}

fn cost(subject: &Subject<'_>) -> Result<Option<String>> {
    let Some(pricing) = subject.offering.pricing() else {
        return Ok(None);
    };
    let free = subject.words.list("type", pricing.free_of_charge())?;
    match (pricing.charging(), free) {
        (Some("none"), _) => subject.words.say("lead.free", &[]).map(Some),
        (Some("partial"), Some(free)) => subject
            .words
            .say("lead.partly_free", &[("free", &free)])
            .map(Some),
        (Some("partial"), None) => subject.words.say("lead.partly", &[]).map(Some),
        (Some("full"), _) => subject.words.say("lead.charged", &[]).map(Some),
        _ => Ok(None),
    }
}

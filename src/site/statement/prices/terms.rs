//! How time is counted, what bounds a charge, the contract, and where a price holds.

use super::amounts::Amounts;
use crate::error::Result;
use crate::model::offering::{Contact, Price, Target};
use crate::page::capitalised;
use crate::site::statement::Subject;

/// How time is counted, in one sentence for increment and minimum and one for free time.
pub(super) fn time(amounts: &Amounts<'_, '_>) -> Result<Vec<String>> {
    let (words, price) = (amounts.subject.words, amounts.price);
    let mut lines = Vec::new();
    if let Some(iso) = price.free_time() {
        let duration = words.duration(iso);
        lines.push(words.say("price_time.free", &[("duration", &duration)])?);
    }
    let increment = price.increment().map(|iso| words.within(iso));
    let minimum = price.minimum().map(|iso| words.duration(iso));
    lines.extend(match (increment, minimum) {
        (Some(increment), Some(minimum)) => {
            let values = [("increment", increment.as_str()), ("minimum", &minimum)];
            Some(words.say("price_time.both", &values)?)
        }
        (Some(increment), None) => {
            Some(words.say("price_time.increment", &[("increment", &increment)])?)
        }
        (None, Some(minimum)) => Some(words.say("price_time.minimum", &[("minimum", &minimum)])?),
        (None, None) => None,
    });
    Ok(lines)
}

/// The least and the most that is charged.
pub(super) fn bounds(amounts: &Amounts<'_, '_>) -> Result<Vec<String>> {
    let (words, price) = (amounts.subject.words, amounts.price);
    let mut lines = Vec::new();
    if let Some(least) = price.minimum_charge() {
        let amount = amounts.money(least);
        lines.push(words.say("price_time.least", &[("amount", &amount)])?);
    }
    if let Some(cap) = price.cap() {
        let amount = amounts.money(cap.amount().unwrap_or_default());
        let key = format!("cap.{}", cap.per().unwrap_or_default());
        lines.push(words.say(&key, &[("amount", &amount)])?);
    }
    Ok(lines)
}

/// How long customers are bound, and how they are billed.
pub(super) fn contract(amounts: &Amounts<'_, '_>) -> Result<Vec<String>> {
    let words = amounts.subject.words;
    let Some(term) = amounts.price.term() else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    for (key, iso) in [("length", term.length()), ("renews", term.renews())] {
        if let Some(iso) = iso {
            let duration = words.duration(iso);
            lines.push(words.say(&format!("term.{key}"), &[("duration", &duration)])?);
        }
    }
    if let Some(days) = term.notice_days() {
        lines.push(words.locale.count("term.notice", days, &[])?);
    }
    if let Some(billed) = term.billed() {
        lines.extend(
            words
                .known("billed", billed)?
                .map(|text| capitalised(&text)),
        );
    }
    Ok(lines)
}

/// For what, for whom and when a price holds.
pub(super) fn details<'a>(subject: &Subject<'a>, price: Price<'a>) -> Result<Vec<String>> {
    let words = subject.words;
    let every_product = price.applies_to().count() == subject.offering.products().count();
    let products = if every_product {
        None
    } else {
        words.list("product", price.applies_to())?
    };
    let today = subject.edition.options.as_of;
    let begins = price.valid_from().filter(|first| *first > today);
    let phrases = [
        ("products", products),
        ("types", words.list("type", price.support_types())?),
        ("severities", subject.severities(price.severities())?),
        ("requests", subject.requests(price.requests())?),
        ("via", ways(subject, price.via())?),
        ("during", windows(subject, price.during())?),
        ("targets", bought(subject, price.targets())?),
        ("from", begins.map(|date| words.locale.date(date))),
        ("to", price.valid_to().map(|date| words.locale.date(date))),
    ];
    let mut details = Vec::new();
    if let Some(occasion) = price.occasion() {
        details.extend(words.known("occasion", occasion)?);
    }
    for (key, value) in phrases {
        if let Some(value) = value {
            details.push(words.say(&format!("price_detail.{key}"), &[("value", &value)])?);
        }
    }
    Ok(details)
}

/// Windows by name as one phrase.
pub(super) fn windows<'v>(
    subject: &Subject<'_>,
    names: impl Iterator<Item = &'v str>,
) -> Result<Option<String>> {
    let known = names.filter_map(|name| subject.window(name));
    let labels: Vec<_> = known
        .map(|hours| {
            let label = hours.label(subject)?.text;
            subject.words.say("price.window", &[("label", &label)])
        })
        .collect::<Result<_>>()?;
    Ok((!labels.is_empty()).then(|| subject.words.locale.list(&labels)))
}

/// Contacts by id as one phrase: by phone or on site.
pub(super) fn ways<'v>(
    subject: &Subject<'_>,
    ids: impl Iterator<Item = &'v str>,
) -> Result<Option<String>> {
    let mut methods: Vec<&str> = Vec::new();
    for id in ids {
        let contact = subject
            .offering
            .contacts()
            .find(|known| known.id() == Some(id));
        let method = contact.and_then(Contact::method);
        methods.extend(method.filter(|method| !methods.contains(method)));
    }
    let phrases = subject.words.names("by", methods.into_iter())?;
    Ok((!phrases.is_empty()).then(|| subject.words.locale.choice(&phrases)))
}

/// Targets by id as one phrase.
pub(super) fn bought<'v>(
    subject: &Subject<'_>,
    ids: impl Iterator<Item = &'v str>,
) -> Result<Option<String>> {
    let find = |id: &str| {
        subject
            .offering
            .targets()
            .find(|target| target.id() == Some(id))
    };
    let targets: Vec<_> = ids.filter_map(find).collect();
    let phrases: Vec<_> = targets
        .into_iter()
        .map(|target| promise(subject, target))
        .collect::<Result<_>>()?;
    Ok((!phrases.is_empty()).then(|| subject.words.locale.list(&phrases)))
}

/// A target in a few words.
fn promise(subject: &Subject<'_>, target: Target<'_>) -> Result<String> {
    let words = subject.words;
    let mut what = words.name("bought", target.metric().unwrap_or_default())?;
    if let Some(iso) = target.within() {
        let duration = words.within(iso);
        what = words.say("bought.within", &[("what", &what), ("duration", &duration)])?;
    }
    match subject.severities(target.severities())? {
        Some(cases) => words.say("bought.cases", &[("what", &what), ("cases", &cases)]),
        None => Ok(what),
    }
}

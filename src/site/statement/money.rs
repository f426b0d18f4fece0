//! What the support costs, and how bills, suspensions and credits are handled.

use crate::error::Result;
use crate::model::offering::Price;
use crate::page::link;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use serde::Serialize;

/// What the support costs.
#[derive(Debug, Serialize)]
pub struct Pricing {
    headline: String,
    free: Vec<String>,
    prices: Vec<PriceRow>,
    note: Option<Text>,
}

/// One price.
#[derive(Debug, Serialize)]
pub struct PriceRow {
    name: Text,
    price: String,
    details: Vec<String>,
    reason: Option<Text>,
    note: Option<Text>,
}

/// Bills, suspensions, credits, notices.
#[derive(Debug, Serialize)]
pub struct Billing {
    questions: Option<Text>,
    invoicing: Option<Text>,
    suspension: Option<String>,
    collections: Option<String>,
    credits: Vec<String>,
    credits_note: Option<Text>,
    notices: Vec<String>,
    notices_note: Option<Text>,
}

/// What the support costs; none if the offering does not say.
pub fn pricing(subject: &Subject<'_>) -> Result<Option<Pricing>> {
    let Some(pricing) = subject.offering.pricing() else {
        return Ok(None);
    };
    let words = subject.words;
    let prices = pricing.items().map(|price| row(subject, price));
    Ok(Some(Pricing {
        headline: words.name("charging", pricing.charging().unwrap_or_default())?,
        free: words.names("type", pricing.free_of_charge())?,
        prices: prices.collect::<Result<_>>()?,
        note: subject.texts.maybe(pricing.note()),
    }))
}

fn row(subject: &Subject<'_>, price: Price<'_>) -> Result<PriceRow> {
    Ok(PriceRow {
        name: subject.texts.say(price.name().unwrap_or_default()),
        price: amount(subject, price)?,
        details: details(subject, price)?,
        reason: subject.texts.maybe(price.reason()),
        note: subject.texts.maybe(price.note()),
    })
}

fn amount(subject: &Subject<'_>, price: Price<'_>) -> Result<String> {
    let words = subject.words;
    let (Some(amount), Some(currency)) = (price.amount(), price.currency()) else {
        return words.name("price_model", price.model().unwrap_or_default());
    };
    if amount.bytes().all(|b| b == b'0' || b == b'.') {
        return words.say("price_model.included", &[]);
    }
    let mut shown = words.locale.money(amount, currency);
    let unit = price.unit().or(match price.model() {
        Some("per_incident") => Some("incident"),
        Some("per_hour") => Some("hour"),
        _ => None,
    });
    for (group, value) in [("unit", unit), ("tax", price.tax())] {
        let phrase = value.map(|value| words.known(group, value)).transpose()?;
        if let Some(phrase) = phrase.flatten() {
            shown = words.say(
                &format!("price_with.{group}"),
                &[("price", &shown), ("phrase", &phrase)],
            )?;
        }
    }
    Ok(shown)
}

fn details(subject: &Subject<'_>, price: Price<'_>) -> Result<Vec<String>> {
    let words = subject.words;
    let windows: Vec<_> = price
        .during()
        .filter_map(|name| subject.window(name))
        .map(|hours| Ok(hours.label(subject)?.text))
        .collect::<Result<_>>()?;
    let windows = (!windows.is_empty()).then(|| words.locale.list(&windows));
    let every_product = price.applies_to().count() == subject.offering.products().count();
    let products = if every_product {
        None
    } else {
        words.list("product", price.applies_to())?
    };
    let phrases = [
        ("products", products),
        ("types", words.list("type", price.support_types())?),
        ("severities", subject.severities(price.severities())?),
        ("during", windows),
        ("minimum", price.minimum().map(|iso| words.duration(iso))),
        ("increment", price.increment().map(|iso| words.within(iso))),
    ];
    let phrases = phrases
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)));
    phrases
        .map(|(key, value)| words.say(&format!("price_detail.{key}"), &[("value", &value)]))
        .collect()
}

/// Bills, suspensions, credits and notices; none if the offering says nothing about them.
pub fn billing(subject: &Subject<'_>) -> Result<Option<Billing>> {
    let offering = subject.offering;
    let (bills, credits) = (offering.billing(), offering.sla_credits());
    let say = |text: Option<&str>| subject.texts.maybe(text);
    let collections = bills.and_then(crate::model::offering::Billing::collections_policy_ref);
    let billing = Billing {
        questions: say(bills.and_then(crate::model::offering::Billing::questions)),
        invoicing: say(bills.and_then(crate::model::offering::Billing::invoicing)),
        suspension: days(
            subject,
            "billing.suspension",
            bills.and_then(crate::model::offering::Billing::suspension_notice_days),
        )?,
        collections: collections.and_then(link::allowed).map(str::to_owned),
        credits: credit_sentences(subject)?,
        credits_note: say(credits.and_then(crate::model::offering::SlaCredits::note)),
        notices: notice_sentences(subject)?,
        notices_note: say(offering
            .communications()
            .and_then(crate::model::offering::Communications::note)),
    };
    let silent = bills.is_none() && billing.credits.is_empty() && billing.notices.is_empty();
    Ok((!silent).then_some(billing))
}

fn days(subject: &Subject<'_>, key: &str, days: Option<u64>) -> Result<Option<String>> {
    days.map(|days| subject.words.locale.count(key, days, &[]))
        .transpose()
}

fn credit_sentences(subject: &Subject<'_>) -> Result<Vec<String>> {
    let Some(credits) = subject.offering.sla_credits() else {
        return Ok(Vec::new());
    };
    let words = subject.words;
    let basis = credits
        .basis()
        .map(|basis| words.known("credit_basis", basis));
    let share = credits
        .pass_through()
        .map(|share| words.known("credit_share", share));
    let deadline = days(
        subject,
        "billing.credit_deadline",
        credits.request_within_days(),
    )?;
    let sentences = [
        basis.transpose()?.flatten(),
        share.transpose()?.flatten(),
        deadline,
    ];
    Ok(sentences.into_iter().flatten().collect())
}

fn notice_sentences(subject: &Subject<'_>) -> Result<Vec<String>> {
    let Some(communications) = subject.offering.communications() else {
        return Ok(Vec::new());
    };
    let words = subject.words;
    let mut sentences = Vec::new();
    if let Some(owner) = communications
        .subscription_notices()
        .and_then(crate::model::offering::Notices::owner)
    {
        sentences.extend(words.known("notices", owner)?);
    }
    if let Some(direct) = communications.microsoft_direct() {
        let told = [
            ("service_incidents", direct.service_incidents()),
            ("operational_matters", direct.operational_matters()),
        ];
        let told = told.iter().filter(|(_, flag)| *flag == Some(true));
        if let Some(matters) = words.list("microsoft_direct", told.map(|(name, _)| *name))? {
            sentences.push(words.say("billing.microsoft_direct", &[("matters", &matters)])?);
        }
    }
    Ok(sentences)
}

//! What is paid in advance or included, when it lapses, and what comes after.

use super::amounts::Amounts;
use super::terms::{ways, windows};
use crate::error::Result;
use crate::hours::duration;
use crate::model::offering::{Prepaid, PrepaidUse, Quota};
use crate::model::price::{self, Exchange};
use crate::page::capitalised;
use crate::site::words::Words;
use rust_decimal::Decimal;

/// Minutes of work in the examples.
pub(super) const WORK: u32 = 50;

/// What the price buys in advance.
pub(super) fn prepaid(amounts: &Amounts<'_, '_>) -> Result<Vec<String>> {
    let words = amounts.subject.words;
    let Some(prepaid) = amounts.price.prepaid() else {
        return Ok(Vec::new());
    };
    let unit = prepaid.unit().unwrap_or_default();
    let units = prepaid.units().unwrap_or_default();
    let mut lines = vec![words.locale.count(&format!("prepaid.{unit}"), units, &[])?];
    lines.extend(each(amounts, prepaid)?);
    for rate in prepaid.uses() {
        lines.push(exchange(amounts, unit, rate)?);
    }
    lines.push(match prepaid.valid_for() {
        Some(iso) => {
            let duration = words.within(iso);
            words.say("prepaid_rest.lapses", &[("duration", &duration)])?
        }
        None => words.say("prepaid_rest.stays", &[])?,
    });
    lines.extend(afterwards(amounts, prepaid.overage())?);
    Ok(lines)
}

/// What one unit comes to, where that is a whole number of coins.
fn each(amounts: &Amounts<'_, '_>, prepaid: Prepaid<'_>) -> Result<Option<String>> {
    let words = amounts.subject.words;
    let units = prepaid
        .units()
        .filter(|units| *units > 1)
        .map(Decimal::from);
    let currency = price::currency(amounts.price, amounts.pricing);
    let one = price::amount(amounts.price)
        .zip(units)
        .and_then(|(amount, units)| amount.checked_div(units));
    let exact = one.zip(currency).filter(|(one, currency)| {
        *one == price::rounded(*one, price::minor_units(currency)) && !one.is_zero()
    });
    let Some((one, _)) = exact else {
        return Ok(None);
    };
    let shown = amounts.per_unit(&amounts.sum(one), prepaid.unit())?;
    words
        .say("prepaid_rest.each", &[("price", &shown)])
        .map(Some)
}

/// One rate of exchange, with the cases for which it holds.
fn exchange(amounts: &Amounts<'_, '_>, unit: &str, rate: PrepaidUse<'_>) -> Result<String> {
    let (subject, words) = (amounts.subject, amounts.subject.words);
    let takes = rate.takes().and_then(price::decimal).unwrap_or_default();
    let said = units(words, unit, takes)?;
    let said = match rate.per() {
        Some(iso) => portions(words, unit, &said, takes, iso)?,
        None => words.say("prepaid_rest.case", &[("units", &said)])?,
    };
    let cases = [
        ways(subject, rate.via())?,
        subject.severities(rate.severities())?,
        windows(subject, rate.during())?,
    ];
    let cases: Vec<_> = cases.into_iter().flatten().collect();
    if cases.is_empty() {
        return Ok(said);
    }
    let cases = capitalised(&words.locale.joined("comma", &cases)?);
    words.say("prepaid_rest.rate", &[("cases", &cases), ("rate", &said)])
}

/// Units taken for each portion of time, with what some work takes by the same arithmetic.
fn portions(words: Words<'_>, unit: &str, said: &str, takes: Decimal, iso: &str) -> Result<String> {
    let per = duration::parse(iso).and_then(|period| period.minutes());
    let draw = Exchange { takes, per }.draw(Decimal::MAX, WORK);
    let drawn = draw
        .map(|draw| units(words, unit, draw.taken))
        .transpose()?;
    let (duration, work) = (words.duration(iso), words.duration(&format!("PT{WORK}M")));
    let values = [
        ("units", said),
        ("duration", &duration),
        ("work", &work),
        ("taken", drawn.as_deref().unwrap_or_default()),
    ];
    words.say("prepaid_rest.time", &values)
}

/// So many hours, cases or points.
fn units(words: Words<'_>, unit: &str, count: Decimal) -> Result<String> {
    let count = count.normalize().to_string();
    if let Ok(whole) = count.parse() {
        let key = format!("credit_unit.{unit}");
        return words.locale.count(&key, whole, &[]);
    }
    let number = words.locale.decimal(&count);
    words.say(&format!("credit_part.{unit}"), &[("number", &number)])
}

/// What is included in every period.
pub(super) fn quota(amounts: &Amounts<'_, '_>) -> Result<Vec<String>> {
    let words = amounts.subject.words;
    let Some(quota) = amounts.price.quota() else {
        return Ok(Vec::new());
    };
    let per = words.name("unit", quota.per().unwrap_or_default())?;
    let key = format!("quota.{}", quota.unit().unwrap_or_default());
    let count = quota.count().unwrap_or_default();
    let mut lines = vec![words.locale.count(&key, count, &[("per", &per)])?];
    if let Some(iso) = quota.longest() {
        let duration = words.within(iso);
        lines.push(words.say("quota_rest.longest", &[("duration", &duration)])?);
    }
    lines.push(rest(amounts, quota)?);
    lines.extend(afterwards(amounts, quota.overage())?);
    Ok(lines)
}

fn rest(amounts: &Amounts<'_, '_>, quota: Quota<'_>) -> Result<String> {
    let words = amounts.subject.words;
    match (quota.rest(), quota.carried_for()) {
        (Some("carries_over"), Some(iso)) => {
            let duration = words.duration(iso);
            words.say("quota_rest.carried_for", &[("duration", &duration)])
        }
        (rest, _) => words.name("quota_rest", rest.unwrap_or("lapses")),
    }
}

/// The price that takes over when it is used up.
fn afterwards(amounts: &Amounts<'_, '_>, overage: Option<&str>) -> Result<Option<String>> {
    let subject = amounts.subject;
    let Some((id, pricing)) = overage.zip(amounts.pricing) else {
        return Ok(None);
    };
    let Some(next) = pricing.items().find(|price| price.id() == Some(id)) else {
        return Ok(None);
    };
    let name = subject.texts.say(next.name().unwrap_or_default()).text;
    let price = amounts.of(next).headline()?;
    let values = [("name", name.as_str()), ("price", &price)];
    subject.words.say("price.overage", &values).map(Some)
}

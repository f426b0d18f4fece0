//! Whom customers can turn to when a case does not move, and with what is no ordinary request.
//!
//! Each rung and route says how it is reached and when; who climbs is not known here.

use crate::error::Result;
use crate::model::offering::{Contact, Escalation, Price, Pricing, Route, Rung};
use crate::site::statement::answered::{self, Answers};
use crate::site::statement::{Matter, Subject, contact, reach};
use crate::site::texts::Text;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// Whom to turn to when a case does not move.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RungRow {
    /// When it is due.
    after: Option<String>,
    /// Who is asked.
    to: Text,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// How to reach them.
    reached: Option<Reached>,
    /// What to do.
    how: Option<Text>,
    /// What this step costs.
    price: Option<Charge>,
    /// The rung after it, where that is not the one below.
    then: Option<Text>,
}

/// Where to turn with something that is no ordinary request.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RouteRow {
    /// What it is for.
    purpose: String,
    /// Who is asked.
    to: Text,
    /// How to reach them.
    reached: Option<Reached>,
    /// How soon they answer.
    answer: Option<String>,
}

/// A contact in a few words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reached {
    /// What kind of contact it is.
    label: Option<String>,
    /// What people read of it: a number or an address.
    value: Text,
    /// Its address, if there is one to follow.
    href: Option<String>,
    /// When somebody answers.
    hours: Vec<Answers>,
}

/// A price by name.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Charge {
    /// What it is called.
    name: Text,
    /// How much, in words.
    amount: Option<String>,
}

impl RungRow {
    /// Who is asked, and what the page says of it; when they answer stands with the contact.
    pub(super) fn in_few_words(self, words: Words<'_>) -> Result<Matter> {
        let label = |key: &str, value: &str| {
            let label = words.say(key, &[])?;
            words.locale.labelled(&label, value).map(Text::own)
        };
        let mut says: Vec<Text> = self.after.map(Text::own).into_iter().collect();
        says.extend(self.reached.map(|reached| reached.value));
        if let Some(severities) = self.severities {
            says.push(label("escalation.rung_severities", &severities)?);
        }
        if let Some(price) = self.price {
            says.push(label("escalation.rung_price", &price.name.text)?);
        }
        if let Some(then) = self.then {
            let next = words.say("escalation.rung_then", &[])?;
            says.push(Text::own(words.locale.joined("space", &[next, then.text])?));
        }
        says.extend(self.how);
        if says.is_empty() {
            says.push(self.to.clone());
        }
        Ok(Matter::named(self.to, says))
    }
}

impl RouteRow {
    /// What it is for, who is asked, where and how soon.
    pub(super) fn in_few_words(self, words: Words<'_>) -> Result<Matter> {
        let mut says = vec![self.to];
        says.extend(self.reached.map(|reached| reached.value));
        if let Some(answer) = self.answer {
            let when = words.say("escalation.route_answer", &[])?;
            says.push(Text::own(words.locale.joined("space", &[when, answer])?));
        }
        Ok(Matter::named(Text::own(self.purpose), says))
    }
}

/// The rungs in the order of the document.
pub fn rungs(subject: &Subject<'_>) -> Result<Vec<RungRow>> {
    let escalation = subject.offering.escalation().into_iter();
    let ladder: Vec<_> = escalation.flat_map(Escalation::ladder).collect();
    let all = ladder.iter().enumerate();
    all.map(|(at, rung)| row(subject, *rung, next(&ladder, at)))
        .collect()
}

/// The rung after one, where it is not simply the one below.
fn next<'a>(ladder: &[Rung<'a>], at: usize) -> Option<&'a str> {
    let then = ladder.get(at)?.then()?;
    let found = ladder.iter().position(|rung| rung.id() == Some(then))?;
    ladder[found].to().filter(|_| found != at + 1)
}

fn row(subject: &Subject<'_>, rung: Rung<'_>, then: Option<&str>) -> Result<RungRow> {
    let hours = rung.hours();
    let reached = contact_of(subject, rung.via());
    let reached = reached.map(|contact| contact_row(subject, contact, hours));
    Ok(RungRow {
        after: after(subject, rung)?,
        to: subject.texts.say(rung.to().unwrap_or_default()),
        severities: subject.severities(rung.severities())?,
        reached: reached.transpose()?,
        how: subject.texts.maybe(rung.how()),
        price: rung
            .charged()
            .map(|id| charge(subject, id))
            .transpose()?
            .flatten(),
        then: subject.texts.maybe(then),
    })
}

fn after(subject: &Subject<'_>, rung: Rung<'_>) -> Result<Option<String>> {
    let Some(iso) = rung.after() else {
        return Ok(None);
    };
    let words = subject.words;
    let key = format!("rung_since.{}", rung.since().unwrap_or("request"));
    let time = words.say(&key, &[("duration", &words.duration(iso))])?;
    let clock = (rung.during(), rung.day_length());
    subject.counted(&time, clock).map(Some)
}

fn contact_of<'a>(subject: &Subject<'a>, id: Option<&str>) -> Option<Contact<'a>> {
    let mut contacts = subject.offering.contacts();
    contacts.find(|contact| id.is_some() && contact.id() == id)
}

/// A contact with its hours, or with those of a window in their place.
fn contact_row<'a>(
    subject: &Subject<'a>,
    contact: Contact<'a>,
    window: Option<&str>,
) -> Result<Reached> {
    let (value, href) = reach::address(subject, contact)?;
    let method = contact.method().unwrap_or_default();
    let hours = match window.and_then(|name| subject.window(name)) {
        Some(hours) => vec![answered::in_window(subject, hours)?],
        None => answered::answers(subject, contact)?,
    };
    Ok(Reached {
        label: Some(subject.words.name("method", method)?),
        value,
        href,
        hours,
    })
}

fn charge(subject: &Subject<'_>, id: &str) -> Result<Option<Charge>> {
    let pricing = subject.offering.pricing();
    let mut prices = pricing.into_iter().flat_map(Pricing::items);
    let price = prices.find(|price| price.id() == Some(id));
    price
        .map(|price| {
            Ok(Charge {
                name: subject.texts.say(price.name().unwrap_or_default()),
                amount: amount(subject, pricing, price),
            })
        })
        .transpose()
}

/// The amount, where it is all that the price is; else the section on prices tells more.
fn amount(subject: &Subject<'_>, pricing: Option<Pricing<'_>>, price: Price<'_>) -> Option<String> {
    let plain = matches!(price.model(), Some("flat" | "per_incident"));
    let exact = matches!(price.qualifier(), None | Some("exact"));
    let currency = price.currency().or(pricing.and_then(Pricing::currency))?;
    let amount = price.amount().filter(|_| plain && exact)?;
    Some(subject.words.locale.money(amount, currency))
}

/// The routes in the order of the document.
pub fn routes(subject: &Subject<'_>) -> Result<Vec<RouteRow>> {
    let escalation = subject.offering.escalation().into_iter();
    let routes = escalation.flat_map(Escalation::routes);
    routes.map(|route| route_row(subject, route)).collect()
}

fn route_row(subject: &Subject<'_>, route: Route<'_>) -> Result<RouteRow> {
    let words = subject.words;
    let reached = match contact_of(subject, route.via()) {
        Some(contact) => Some(contact_row(subject, contact, None)?),
        None => route.address().map(|address| addressed(subject, address)),
    };
    let answer = match route.answer_within() {
        Some(iso) => {
            let time = words.say("contact.within", &[("duration", &words.within(iso))])?;
            Some(subject.counted(&time, (route.during(), route.day_length()))?)
        }
        None => None,
    };
    Ok(RouteRow {
        purpose: words.name("route", route.purpose().unwrap_or_default())?,
        to: subject.texts.say(route.to().unwrap_or_default()),
        reached,
        answer,
    })
}

/// An address that is none of the contacts: what it is shows from its form.
fn addressed(subject: &Subject<'_>, address: &str) -> Reached {
    let method = match address {
        _ if address.starts_with("https://") => "portal",
        _ if address.starts_with('+') => "phone",
        _ if address.contains('@') && !address.contains(char::is_whitespace) => "email",
        _ => "postal",
    };
    let (value, href) = contact::value(subject, method, address);
    Reached {
        label: None,
        value,
        href,
        hours: Vec::new(),
    }
}

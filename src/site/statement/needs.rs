//! What we need from customers: conditions of the support, what they do, what follows otherwise.

use crate::error::Result;
use crate::model::offering::{Condition, CustomerDuty};
use crate::site::statement::{Matter, Subject};
use crate::site::texts::Text;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NeedsSection")]
pub struct Section {
    /// Who can use this support.
    eligibility: Option<Text>,
    /// What must hold.
    conditions: Needs,
    /// What the customer does.
    duties: Needs,
    /// What must be there first.
    prerequisites: Vec<Text>,
    /// What to have ready when asking.
    checklist: Vec<Text>,
}

/// Conditions or duties.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Needs {
    /// The rows in their order.
    rows: Vec<Need>,
    /// Whether something follows from any of them; a column without words says nothing.
    consequences: bool,
}

/// One condition or duty.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Need {
    /// The kind of condition or duty.
    #[serde(skip)]
    key: String,
    /// What is needed.
    what: String,
    /// Classes of customers.
    classes: Vec<Text>,
    /// More about it, in few words each.
    details: Vec<String>,
    /// What happens without it.
    otherwise: Option<String>,
    /// A remark.
    note: Option<Text>,
}

/// The section; none if the offering asks for nothing.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let conditions = subject.offering.entitlement();
    let duties = subject.offering.customer_duties();
    let section = Section {
        eligibility: subject.texts.maybe(subject.offering.eligibility()),
        conditions: Needs::new(conditions.map(|condition| need(subject, condition)))?,
        duties: Needs::new(duties.map(|own| duty(subject, own)))?,
        prerequisites: subject.texts.all(subject.offering.prerequisites()),
        checklist: subject.texts.all(subject.offering.checklist()),
    };
    let silent = section.eligibility.is_none()
        && section.checklist.is_empty()
        && section.conditions.rows.is_empty()
        && section.duties.rows.is_empty()
        && section.prerequisites.is_empty();
    Ok((!silent).then_some(section))
}

/// Conditions, duties and the rest by their headings; what to have ready when asking is advice.
pub fn in_few_words(subject: &Subject<'_>) -> Result<Vec<Matter>> {
    let Some(section) = section(subject)? else {
        return Ok(Vec::new());
    };
    let words = subject.words;
    let named = |heading: &str, says: Vec<Text>| {
        Ok(Matter::named(Text::own(words.say(heading, &[])?), says))
    };
    let who = section.eligibility.into_iter().collect();
    let mut matters = vec![named("contact.eligibility", who)?];
    for (heading, needs) in [
        ("needs.conditions", section.conditions),
        ("needs.duties", section.duties),
    ] {
        for row in needs.rows {
            matters.push(Matter {
                key: format!("{heading} {}", row.key),
                ..named(heading, row.in_few_words(words)?)?
            });
        }
    }
    matters.push(named("needs.prerequisites", section.prerequisites)?);
    Ok(matters)
}

impl Need {
    /// What is needed with its details behind it, and the remark on it.
    fn in_few_words(self, words: Words<'_>) -> Result<Vec<Text>> {
        let mut details = self.details;
        if let Some(consequence) = self.otherwise {
            let otherwise = words.say("needs.otherwise", &[])?;
            details.push(words.locale.labelled(&otherwise, &consequence)?);
        }
        let line = match words.locale.several("semicolon", &details)? {
            Some(details) => words.locale.with_aside(&self.what, &details)?,
            None => self.what,
        };
        let remarks = self.classes.into_iter().chain(self.note);
        Ok(std::iter::once(Text::own(line)).chain(remarks).collect())
    }
}

impl Needs {
    fn new(rows: impl Iterator<Item = Result<Need>>) -> Result<Self> {
        let rows = rows.collect::<Result<Vec<_>>>()?;
        let consequences = rows.iter().any(|row| row.otherwise.is_some());
        Ok(Self { rows, consequences })
    }
}

fn need(subject: &Subject<'_>, condition: Condition<'_>) -> Result<Need> {
    let words = subject.words;
    let needs = condition.needs().unwrap_or_default();
    let counted = match needs {
        "named_contacts" => condition.most().map(|most| ("needs.at_most", most)),
        "supported_version" => condition.versions_behind().map(|behind| match behind {
            0 => ("needs.newest", 0),
            behind => ("needs.behind", behind),
        }),
        _ => None,
    };
    let what = match counted {
        Some(("needs.newest", _)) => words.say("needs.newest", &[])?,
        Some((key, count)) => words.locale.count(key, count, &[])?,
        None => words.name("condition", needs)?,
    };
    let mut details = products(subject, condition)?;
    if let Some(grace) = condition.grace() {
        let duration = words.duration(grace);
        details.push(words.say("needs.grace", &[("duration", &duration)])?);
    }
    Ok(Need {
        key: needs.to_owned(),
        what,
        classes: subject.texts.all(condition.classes()),
        details,
        otherwise: otherwise(subject, condition.otherwise())?,
        note: subject.texts.maybe(condition.note()),
    })
}

fn products(subject: &Subject<'_>, condition: Condition<'_>) -> Result<Vec<String>> {
    let words = subject.words;
    let every = condition.products().count() == subject.offering.products().count();
    let products = words.list("product", condition.products().filter(|_| !every))?;
    let sentence = products.map(|list| words.say("scope.for_products", &[("products", &list)]));
    Ok(sentence.transpose()?.into_iter().collect())
}

fn duty(subject: &Subject<'_>, own: CustomerDuty<'_>) -> Result<Need> {
    let words = subject.words;
    let mut details = Vec::new();
    if let Some(severities) = subject.severities(own.severities())? {
        details.push(words.say("needs.severities", &[("severities", &severities)])?);
    }
    if let Some(within) = own.within() {
        let duration = words.within(within);
        let window = subject.window_labels(own.during().into_iter())?;
        details.push(match window {
            Some(window) => {
                let values = [("duration", duration.as_str()), ("window", window.as_str())];
                words.say("needs.counted", &values)?
            }
            None => words.say("needs.within", &[("duration", &duration)])?,
        });
    }
    Ok(Need {
        key: own.duty().unwrap_or_default().to_owned(),
        what: match own.most() {
            Some(most) if own.duty() == Some("name_contacts") => {
                words.locale.count("needs.name_at_most", most, &[])?
            }
            _ => words.name("customer_duty", own.duty().unwrap_or_default())?,
        },
        classes: Vec::new(),
        details,
        otherwise: otherwise(subject, own.otherwise())?,
        note: subject.texts.maybe(own.note()),
    })
}

fn otherwise(subject: &Subject<'_>, consequence: Option<&str>) -> Result<Option<String>> {
    consequence
        .map(|name| subject.words.name("consequence", name))
        .transpose()
}

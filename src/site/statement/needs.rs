//! What we need from customers: conditions of the support, what they do, what follows otherwise.

use crate::error::Result;
use crate::model::offering::{Condition, CustomerDuty};
use crate::site::statement::Subject;
use crate::site::texts::Text;
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

//! What customers get when a promise is missed.

use super::amounts::percent;
use super::terms::bought;
use crate::error::Result;
use crate::model::offering::{Pricing, Remedy, RemedyStep};
use crate::site::statement::{Matter, Subject};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// One remedy.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Remedy")]
pub struct Row {
    /// Its anchor.
    id: String,
    /// What it is: `Credit: 10% of the monthly fee for each miss`.
    headline: String,
    /// For which promises, up to what, how to get it.
    lines: Vec<String>,
    /// What the steps count: misses, or the share of kept promises, in which period.
    counted: String,
    /// What is given for how much.
    steps: Vec<Step>,
    /// A remark.
    note: Option<Text>,
}

/// One step.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RemedyStep")]
pub struct Step {
    /// For how much.
    when: String,
    /// What is given.
    gives: String,
}

/// All remedies of the offering.
pub fn section(subject: &Subject<'_>) -> Result<Vec<Row>> {
    let remedies = subject.offering.remedies().zip(1..);
    remedies
        .map(|(remedy, number)| row(subject, remedy, number))
        .collect()
}

/// What customers get, by its kind, line by line.
pub fn in_few_words(subject: &Subject<'_>) -> Result<Vec<Matter>> {
    let words = subject.words;
    let matters = subject.offering.remedies().zip(section(subject)?);
    let matters = matters.map(|(remedy, row)| {
        let kind = words.name("remedy", remedy.kind().unwrap_or_default())?;
        let measure = Some(row.headline).filter(|headline| *headline != kind);
        let mut says: Vec<String> = measure.into_iter().chain(row.lines).collect();
        for step in row.steps {
            let when = words.locale.joined("comma", &[&*row.counted, &step.when])?;
            says.push(words.locale.labelled(&when, &step.gives)?);
        }
        let says = says.into_iter().map(Text::own).chain(row.note);
        Ok(Matter::named(Text::own(kind), says.collect()))
    });
    matters.collect()
}

fn row(subject: &Subject<'_>, remedy: Remedy<'_>, number: usize) -> Result<Row> {
    let words = subject.words;
    let kind = words.name("remedy", remedy.kind().unwrap_or_default())?;
    let headline = match measure(subject, remedy, remedy.amount(), remedy.percent())? {
        Some(amount) => {
            let measure = words.say("remedy_says.each", &[("amount", &amount)])?;
            words.say(
                "remedy_says.measured",
                &[("kind", &kind), ("measure", &measure)],
            )?
        }
        None => kind,
    };
    let steps = remedy.steps().map(|rung| step(subject, remedy, rung));
    Ok(Row {
        id: format!("remedy-{number}"),
        headline,
        lines: lines(subject, remedy)?,
        counted: counted(subject, remedy)?,
        steps: steps.collect::<Result<_>>()?,
        note: subject.texts.maybe(remedy.note()),
    })
}

/// An amount or a part of a fee.
fn measure(
    subject: &Subject<'_>,
    remedy: Remedy<'_>,
    amount: Option<&str>,
    share: Option<&str>,
) -> Result<Option<String>> {
    if let Some(amount) = amount {
        return Ok(Some(money(subject, remedy, amount)));
    }
    let Some(share) = share else {
        return Ok(None);
    };
    let share = percent(subject, share)?;
    match remedy.of() {
        Some(fee) => {
            let key = format!("remedy_fee.{fee}");
            subject.words.say(&key, &[("percent", &share)]).map(Some)
        }
        None => Ok(Some(share)),
    }
}

fn money(subject: &Subject<'_>, remedy: Remedy<'_>, amount: &str) -> String {
    let shared = subject.offering.pricing().and_then(Pricing::currency);
    let currency = remedy.currency().or(shared).unwrap_or_default();
    subject.words.locale.money(amount, currency)
}

fn step(subject: &Subject<'_>, remedy: Remedy<'_>, step: RemedyStep<'_>) -> Result<Step> {
    let words = subject.words;
    let when = match (step.below(), step.misses()) {
        (Some(below), _) => {
            let share = percent(subject, below)?;
            words.say("remedy_says.below", &[("percent", &share)])?
        }
        (None, misses) => {
            let misses = misses.unwrap_or(1);
            words.locale.count("remedy_says.from", misses, &[])?
        }
    };
    let gives = measure(subject, remedy, step.amount(), step.percent())?;
    Ok(Step {
        when,
        gives: gives.unwrap_or_default(),
    })
}

fn counted(subject: &Subject<'_>, remedy: Remedy<'_>) -> Result<String> {
    let by_share = remedy.steps().any(|step| step.below().is_some());
    let group = if by_share {
        "remedy_kept"
    } else {
        "remedy_missed"
    };
    let period = remedy.period().unwrap_or("month");
    subject.words.name(group, period)
}

fn lines(subject: &Subject<'_>, remedy: Remedy<'_>) -> Result<Vec<String>> {
    let words = subject.words;
    let mut lines = vec![match bought(subject, remedy.targets())? {
        Some(targets) => words.say("remedy_says.targets", &[("value", &targets)])?,
        None => words.say("remedy_says.guarantees", &[])?,
    }];
    let period = remedy.period().unwrap_or("month");
    let caps = [
        remedy.cap().map(|cap| money(subject, remedy, cap)),
        measure(subject, remedy, None, remedy.cap_percent())?,
    ];
    for cap in caps.into_iter().flatten() {
        lines.push(words.say(&format!("remedy_cap.{period}"), &[("amount", &cap)])?);
    }
    lines.extend(match (remedy.automatic(), remedy.claim_within()) {
        (Some(true), _) => Some(words.say("remedy_says.automatic", &[])?),
        (_, Some(iso)) => {
            let duration = words.within(iso);
            Some(words.say("remedy_says.claim", &[("duration", &duration)])?)
        }
        (Some(false), None) => Some(words.say("remedy_says.ask", &[])?),
        (None, None) => None,
    });
    Ok(lines)
}

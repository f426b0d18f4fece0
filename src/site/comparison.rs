//! All plans side by side: parts of their own pages, set beside each other in one table.

use crate::error::Result;
use crate::page::View;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::index::usual_contacts;
use crate::site::statement::answered::{self, Answers};
use crate::site::statement::contact::Card;
use crate::site::statement::response::Row;
use crate::site::statement::topics::Highlight;
use crate::site::statement::{
    OfferingLink, Subject, about, delivery, prices, response, scope, summary,
};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Plans up to which a table can be read.
const READABLE: usize = 12;

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ComparisonPage")]
pub(super) struct Comparison {
    /// What surrounds the page.
    page: Frame,
    /// The offerings, a column each.
    plans: Vec<Plan>,
    /// Times of first responses, a row for each severity.
    answers: Vec<FirstAnswers>,
}

/// One column.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ComparedPlan")]
struct Plan {
    /// The offering and the addresses of its page.
    link: OfferingLink,
    /// Whether it is a draft.
    draft: bool,
    /// Who can have it.
    eligibility: Option<Text>,
    /// Its products by name.
    products: Vec<String>,
    /// Its hours.
    hours: Vec<PlanHours>,
    /// Its contacts.
    contacts: Vec<Card>,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// Its prices.
    pricing: Option<prices::Section>,
    /// Who delivers it.
    delivery: Option<delivery::Section>,
    /// The foremost topics that are included.
    included: Vec<Highlight>,
    /// What costs more, or is looked at case by case.
    maybe: Vec<Highlight>,
    /// The foremost topics that are not.
    excluded: Vec<Highlight>,
    /// From when until when it holds.
    validity: Vec<about::Fact>,
}

/// A window in which a plan's customers are answered.
#[derive(Debug, Serialize, JsonSchema)]
struct PlanHours {
    /// What people read.
    label: Text,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// The hours themselves.
    #[serde(flatten)]
    answers: Answers,
}

/// A row of first answers.
#[derive(Debug, Serialize, JsonSchema)]
struct FirstAnswers {
    /// The severity, where all plans have the same ones; else each answer says its own.
    severity: Option<Text>,
    /// What each plan answers.
    plans: Vec<Vec<Row>>,
}

/// Whether there are plans to compare, and not more than a table can hold.
pub fn exists(edition: &Edition<'_>) -> bool {
    (2..=READABLE).contains(&edition.offerings.len())
}

/// The view of a language's comparison.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let subjects = edition
        .offerings
        .iter()
        .map(|entry| Subject::new(edition, entry));
    let subjects: Vec<_> = subjects.collect::<Result<_>>()?;
    View::of(&Comparison {
        page: edition.shared_frame("comparison")?,
        plans: subjects.iter().map(plan).collect::<Result<_>>()?,
        answers: answers(&subjects)?,
    })
}

fn plan(subject: &Subject<'_>) -> Result<Plan> {
    let (offering, words) = (subject.offering, subject.words);
    let scope = scope::section(subject)?;
    Ok(Plan {
        link: subject.link()?,
        draft: subject.is_draft(),
        eligibility: subject.texts.maybe(offering.eligibility()),
        products: words.names("product", offering.products())?,
        hours: hours(subject)?,
        contacts: usual_contacts(subject)?,
        languages: summary::languages(subject),
        pricing: prices::section(subject)?,
        delivery: delivery::section(subject)?,
        included: scope.highlights("in"),
        maybe: scope.highlights("maybe"),
        excluded: scope.highlights("out"),
        validity: about::validity(subject)?,
    })
}

fn hours(subject: &Subject<'_>) -> Result<Vec<PlanHours>> {
    let windows = subject.hours.iter();
    let answering = windows.filter(|hours| hours.lens.takes_requests());
    answering
        .map(|hours| {
            Ok(PlanHours {
                label: hours.label(subject)?,
                severities: subject.severities(hours.lens.severities())?,
                answers: answered::in_window(subject, hours)?,
            })
        })
        .collect()
}

fn answers(subjects: &[Subject<'_>]) -> Result<Vec<FirstAnswers>> {
    let plans = subjects.iter().map(response::first_answers);
    let plans: Vec<Vec<Row>> = plans.collect::<Result<_>>()?;
    let Some(severities) = shared(&plans) else {
        let row = FirstAnswers {
            severity: None,
            plans,
        };
        return Ok(if row.plans.iter().all(Vec::is_empty) {
            Vec::new()
        } else {
            vec![row]
        });
    };
    let mut plans: Vec<_> = plans.into_iter().map(Vec::into_iter).collect();
    let rows = severities.into_iter().map(|severity| FirstAnswers {
        severity: Some(severity),
        plans: plans
            .iter_mut()
            .map(|plan| plan.next().into_iter().collect())
            .collect(),
    });
    Ok(rows.collect())
}

/// The severities that all plans share, if their answers differ by nothing else.
fn shared(plans: &[Vec<Row>]) -> Option<Vec<Text>> {
    let names = |plan: &Vec<Row>| -> Option<Vec<Text>> {
        plan.iter().map(|row| row.severity().cloned()).collect()
    };
    let first = plans.first().and_then(names)?;
    let alike = plans
        .iter()
        .all(|plan| names(plan).as_ref() == Some(&first));
    (alike && !first.is_empty()).then_some(first)
}

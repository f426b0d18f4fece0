//! How bills, suspensions, credits for missed availability and notices are handled.

use crate::error::Result;
use crate::page::link;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Bills, suspensions, credits, notices.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "BillingSection")]
pub struct Section {
    /// Whom to ask about an invoice.
    questions: Option<Text>,
    /// How invoices are made.
    invoicing: Option<Text>,
    /// What happens where one is not paid.
    suspension: Option<String>,
    /// Address of a page on overdue invoices.
    collections: Option<String>,
    /// What credits are passed on.
    credits: Vec<String>,
    /// A remark on credits.
    credits_note: Option<Text>,
    /// How early what is announced.
    notices: Vec<String>,
    /// A remark on notices.
    notices_note: Option<Text>,
}

/// Bills, suspensions, credits and notices; none if the offering says nothing about them.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let offering = subject.offering;
    let (bills, credits) = (offering.billing(), offering.sla_credits());
    let say = |text: Option<&str>| subject.texts.maybe(text);
    let collections = bills.and_then(crate::model::offering::Billing::collections_policy_ref);
    let billing = Section {
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

/// How early a suspension is announced, and what is passed on of Microsoft's credits.
pub fn in_few_words(subject: &Subject<'_>) -> Result<(Option<String>, Vec<String>)> {
    let section = section(subject)?;
    Ok(section.map_or_else(Default::default, |own| (own.suspension, own.credits)))
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

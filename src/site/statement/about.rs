//! Who we are, and from when to when the page holds.

use crate::error::Result;
use crate::site::statement::Subject;
use crate::site::statement::topics::{self, Elsewhere};
use crate::site::statement::validity::{self, Dated, Documents};
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AboutSection")]
pub struct Section {
    /// What kind of Microsoft partner we are, in plain words.
    partner_type: Option<String>,
    /// Where the partner may sell, in words.
    region: Option<String>,
    /// Dates and versions.
    facts: Vec<Fact>,
    /// Restrictions in force on the day of the page.
    restrictions: Vec<Dated>,
    /// Restrictions still to come.
    restricted_later: Vec<Dated>,
    /// What is going to change.
    planned: Vec<Dated>,
    /// How long before a change customers are told.
    notice: Option<String>,
    /// What has changed.
    changes: Vec<ChangeRow>,
    /// The offering that this one replaces.
    replaces: Option<Elsewhere>,
    /// What the offering was called before.
    former_names: Vec<Text>,
    /// Says so when customers have it without having chosen it.
    default: Option<String>,
    /// The documents that belong to it.
    documents: Option<Documents>,
    /// Which text holds where two differ.
    precedence: Option<Text>,
    /// Whom to ask about Business Central.
    bc_contact: Option<BcContact>,
    /// Says so when the promise does not hold yet on the day of the page.
    upcoming: Option<String>,
}

/// A named fact, with its ISO date where it is one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AboutFact")]
pub struct Fact {
    /// What it is called.
    name: String,
    /// What it is, in words.
    value: String,
    /// The same as ISO date, if it is a day.
    date: Option<String>,
}

/// One change of the promise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangeRow {
    /// ISO date.
    date: String,
    /// The day in words.
    shown: String,
    /// What changed.
    summary: Text,
}

/// Contact that Business Central shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BcContact {
    /// What it is called.
    name: Option<Text>,
    /// Mail address.
    email: Option<String>,
    /// Website.
    website: Option<crate::site::edition::Link>,
}

/// The section.
pub fn section(subject: &Subject<'_>) -> Result<Section> {
    let (offering, words) = (subject.offering, subject.words);
    let as_of = subject.edition.options.as_of;
    let upcoming = offering.effective_from().filter(|from| *from > as_of);
    let changes = offering
        .changes()
        .filter_map(|change| Some((change.on()?, change.summary()?)));
    Ok(Section {
        partner_type: partner_type(subject)?,
        region: region(subject)?,
        facts: facts(subject)?,
        restrictions: validity::restrictions(subject, true)?,
        restricted_later: validity::restrictions(subject, false)?,
        planned: validity::planned(subject)?,
        notice: validity::notice_sentence(subject)?,
        changes: changes
            .map(|(on, summary)| ChangeRow {
                date: on.to_string(),
                shown: words.locale.date(on),
                summary: subject.texts.say(summary),
            })
            .collect(),
        replaces: offering.supersedes().map(|id| topics::other(subject, id)),
        former_names: subject.texts.all(offering.former_names()),
        default: validity::default_sentence(subject)?,
        documents: validity::documents(subject)?,
        precedence: subject.texts.maybe(offering.precedence()),
        bc_contact: offering.bc_support_contact().map(|contact| BcContact {
            name: contact.name().map(Text::own),
            email: contact.email().map(str::to_owned),
            website: contact
                .website()
                .and_then(crate::site::edition::Link::plain),
        }),
        upcoming: upcoming
            .map(|from| words.say("about.upcoming", &[("date", &words.locale.date(from))]))
            .transpose()?,
    })
}

fn partner_type(subject: &Subject<'_>) -> Result<Option<String>> {
    let Some(partner) = subject.partner else {
        return Ok(None);
    };
    let kind = partner
        .csp_authorization()
        .and_then(crate::model::partner::Authorization::partner_type);
    let distributors: Vec<_> = partner
        .upstream()
        .filter_map(crate::model::partner::Upstream::provider)
        .collect();
    let key = match (kind, distributors.is_empty()) {
        (Some("indirect_reseller"), false) => "partner_type.indirect_reseller_of".to_owned(),
        (Some(kind), _) => format!("partner_type.{kind}"),
        (None, _) => return Ok(None),
    };
    if !subject.words.locale.knows(&key) {
        return Ok(None);
    }
    let distributors = subject.words.locale.list(&distributors);
    let values = [
        ("partner", subject.partner_name()),
        ("distributor", distributors.as_str()),
    ];
    subject.words.say(&key, &values).map(Some)
}

fn region(subject: &Subject<'_>) -> Result<Option<String>> {
    let csp = subject
        .partner
        .and_then(crate::model::partner::Partner::csp_authorization);
    csp.and_then(crate::model::partner::Authorization::region)
        .map_or(Ok(None), |region| subject.words.known("csp_region", region))
}

fn facts(subject: &Subject<'_>) -> Result<Vec<Fact>> {
    let (offering, options) = (subject.offering, subject.edition.options);
    let dates = [
        ("reviewed_on", offering.reviewed_on()),
        ("next_review_on", offering.next_review_on()),
        ("written_on", Some(options.as_of)),
        ("guidance", options.guidance),
    ];
    let mut facts = validity(subject)?;
    facts.extend(all_dated(subject, &dates)?);
    Ok(facts)
}

/// Version, first and last day.
pub fn validity(subject: &Subject<'_>) -> Result<Vec<Fact>> {
    let offering = subject.offering;
    let mut facts = Vec::new();
    if let Some(version) = offering.version() {
        facts.push(Fact {
            name: subject.words.say("fact.version", &[])?,
            value: version.to_owned(),
            date: None,
        });
    }
    let dates = [
        ("effective_from", offering.effective_from()),
        ("effective_to", offering.effective_to()),
    ];
    facts.extend(all_dated(subject, &dates)?);
    Ok(facts)
}

/// The last day in words, where there is one.
pub fn last_day(subject: &Subject<'_>) -> Result<Option<String>> {
    let last = subject.offering.effective_to();
    let told = last.map(|last| {
        let (words, date) = (subject.words, subject.words.locale.date(last));
        let name = words.say("fact.effective_to", &[])?;
        words.locale.labelled(&name, &date)
    });
    told.transpose()
}

fn all_dated(subject: &Subject<'_>, dates: &[(&str, Option<Date>)]) -> Result<Vec<Fact>> {
    let known = dates.iter().filter_map(|(key, date)| Some((key, (*date)?)));
    known.map(|(key, date)| dated(subject, key, date)).collect()
}

fn dated(subject: &Subject<'_>, key: &str, date: Date) -> Result<Fact> {
    Ok(Fact {
        name: subject.words.say(&format!("fact.{key}"), &[])?,
        value: subject.words.locale.date(date),
        date: Some(date.to_string()),
    })
}

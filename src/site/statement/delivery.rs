//! Who delivers the support, in plain words and in the order in which they meet a case.

use crate::error::Result;
use crate::site::statement::Subject;
use crate::site::statement::chain::{self, HandoverRow};
use crate::site::statement::parties::{self, Day, PartyCard};
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DeliverySection")]
pub struct Section {
    /// Who delivers, in a sentence.
    pub headline: String,
    /// Who is responsible for all of it.
    accountable: Option<String>,
    /// The way of a case in a few sentences.
    chain: Option<String>,
    /// Whether other companies may be brought in.
    others: Option<String>,
    /// Where data goes, told where several parties keep it.
    data: Option<String>,
    /// Those who take part.
    parties: Vec<PartyCard>,
    /// Who hands over to whom.
    handovers: Vec<HandoverRow>,
    /// What changes in the chain.
    changes: Vec<PartyChange>,
}

/// A party that comes or goes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyChange {
    /// When.
    day: Day,
    /// What.
    text: String,
}

/// The section; none if the offering does not say who delivers.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let Some(delivery) = subject.offering.delivery() else {
        return Ok(None);
    };
    let words = subject.words;
    let partner = match subject.partner_name() {
        "" => words.say("lead.we", &[])?,
        name => name.to_owned(),
    };
    let named = |group: &str, value: Option<&str>| -> Result<Option<String>> {
        let key = format!("{group}.{}", value.unwrap_or_default());
        if !words.locale.knows(&key) {
            return Ok(None);
        }
        words.say(&key, &[("partner", &partner)]).map(Some)
    };
    let shown = subject.parties().into_iter();
    let shown = shown.filter(|party| subject.takes_part(*party));
    let others = delivery.may_use_others();
    Ok(Some(Section {
        headline: named("delivery", delivery.model())?.unwrap_or_default(),
        accountable: named("accountable", delivery.accountable_party())?,
        chain: chain::sentence(subject)?,
        others: others.map_or(Ok(None), |others| words.known("may_use", others))?,
        data: data(subject)?,
        parties: shown
            .map(|party| parties::card(subject, party))
            .collect::<Result<_>>()?,
        handovers: chain::rows(subject)?,
        changes: changes(subject)?,
    }))
}

fn data(subject: &Subject<'_>) -> Result<Option<String>> {
    let parties = subject.parties().into_iter();
    let keep = parties.filter(|party| subject.takes_part(*party));
    let keep: Vec<_> = keep
        .filter(|party| party.data_in().next().is_some())
        .collect();
    let codes = keep.iter().flat_map(|party| party.data_in());
    let several = keep.len() > 1 && codes.clone().any(|code| codes.clone().next() != Some(code));
    let countries = parties::countries(subject, codes).filter(|_| several);
    let say = |countries: String| {
        let words = subject.words;
        words.say("delivery.data_all", &[("countries", &countries)])
    };
    countries.map(say).transpose()
}

/// Parties that come or go after the day of the page, in the order of the days.
fn changes(subject: &Subject<'_>) -> Result<Vec<PartyChange>> {
    let today = subject.edition.options.as_of;
    let mut dated = Vec::new();
    for party in subject.parties() {
        let name = subject.party_phrase(party)?;
        for (day, key) in [
            (party.from(), "delivery.comes"),
            (party.to(), "delivery.goes"),
        ] {
            if let Some(day) = day.filter(|day| today <= *day) {
                dated.push((day, subject.words.say(key, &[("party", &name)])?));
            }
        }
    }
    dated.sort_by_key(|(day, _)| *day);
    let change = |(day, text)| PartyChange {
        day: Day::of(subject, day),
        text,
    };
    Ok(dated.into_iter().map(change).collect())
}

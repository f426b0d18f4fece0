//! The way of a case from one party to the next: in a sentence, and handover by handover.
//!
//! Parties that pages do not tell of are stepped over; whoever comes after them is still told.

use crate::error::Result;
use crate::model::offering::{Delivery, Handover, Party};
use crate::page::capitalised;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The end of many chains, which is no party of an offering.
const MICROSOFT: &str = "Microsoft";

/// Roles that come after the first line, where nobody wrote down handovers.
const LATER: [&str; 3] = ["second_line", "third_line", "microsoft_escalation"];

/// One passing-on of a case.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HandoverRow {
    /// Who hands over.
    from: Text,
    /// Who takes over.
    to: Text,
    /// When it happens.
    when: String,
    /// After how long.
    after: Option<String>,
    /// Which cases, where it is not all.
    cases: Vec<String>,
    /// What becomes of promised times.
    times: String,
    /// Who tells the customer.
    told: String,
}

/// All parties of an offering that take part, hidden ones among them.
fn present<'a>(subject: &Subject<'a>) -> Vec<Party<'a>> {
    let delivery = subject.offering.delivery().into_iter();
    let all = delivery.flat_map(Delivery::parties);
    all.filter(|party| subject.takes_part(*party)).collect()
}

fn handovers<'a>(subject: &Subject<'a>) -> Vec<Handover<'a>> {
    let delivery = subject.offering.delivery().into_iter();
    delivery.flat_map(Delivery::handovers).collect()
}

fn is_shown(party: Party<'_>) -> bool {
    party.shown_to_customers() != Some(false)
}

/// The chain in a few sentences: who takes a case, who comes next, who helps at other times.
pub fn sentence(subject: &Subject<'_>) -> Result<Option<String>> {
    let parties = present(subject);
    if !parties.iter().any(|party| is_shown(*party)) {
        return Ok(None);
    }
    let (outside, desks) = (outside(subject, &parties), desks(&parties));
    let first = first(subject, &parties, &[&outside, &desks]);
    let later = later(subject, &parties, &[&outside, &first]);
    let onwards = onwards(subject, &later)?;
    let words = subject.words;
    let say = |key: &str, names: Vec<String>| match names.as_slice() {
        [] => Ok(None),
        names => words
            .say(key, &[("parties", &words.locale.list(names))])
            .map(Some),
    };
    let alone = first.len() == 1 && onwards.is_empty() && outside.is_empty() && desks.is_empty();
    let key = if alone { "chain.alone" } else { "chain.first" };
    let sentences = [
        say(key, phrases(subject, &first)?)?,
        say("chain.onwards", onwards)?,
        say("chain.outside", phrases(subject, &outside)?)?,
        say("chain.billing", phrases(subject, &desks)?)?,
    ];
    let sentences: Vec<_> = sentences.into_iter().flatten().collect();
    words.locale.several("space", &sentences)
}

fn phrases(subject: &Subject<'_>, parties: &[Party<'_>]) -> Result<Vec<String>> {
    let shown = parties.iter().filter(|party| is_shown(**party));
    shown.map(|party| subject.party_phrase(*party)).collect()
}

/// Whether handovers lead to a party, other than outside hours.
fn is_led_to(subject: &Subject<'_>, party: Party<'_>) -> bool {
    let mut ways = handovers(subject).into_iter();
    ways.any(|one| one.to() == party.name() && one.when() != Some("outside_hours"))
}

/// Those who come after the first: as handovers lead, else by their roles.
fn later<'a>(
    subject: &Subject<'a>,
    parties: &[Party<'a>],
    others: &[&[Party<'a>]],
) -> Vec<Party<'a>> {
    let by_role = |party: &Party<'_>| party.role().is_some_and(|role| LATER.contains(&role));
    let silent = handovers(subject).is_empty();
    left(parties, others)
        .filter(|party| {
            if silent {
                by_role(party)
            } else {
                is_led_to(subject, *party)
            }
        })
        .collect()
}

/// The parties that are in none of the lists.
fn left<'p, 'a>(
    parties: &'p [Party<'a>],
    others: &'p [&[Party<'a>]],
) -> impl Iterator<Item = Party<'a>> + 'p {
    let elsewhere = |party: &Party<'_>| others.iter().any(|some| some.contains(party));
    parties
        .iter()
        .copied()
        .filter(move |party| !elsewhere(party))
}

fn outside<'a>(subject: &Subject<'a>, parties: &[Party<'a>]) -> Vec<Party<'a>> {
    let handovers = handovers(subject);
    let led = |party: &Party<'_>| {
        let mut ways = handovers.iter();
        ways.any(|one| one.to() == party.name() && one.when() == Some("outside_hours"))
    };
    let all = parties.iter().copied();
    all.filter(|party| party.role() == Some("after_hours") || led(party))
        .collect()
}

/// Those who answer questions about bills and nothing technical.
fn desks<'a>(parties: &[Party<'a>]) -> Vec<Party<'a>> {
    let all = parties.iter().copied();
    let desks = all.filter(|party| {
        let mut types = party.support_types();
        let technical = types.any(|kind| kind == "technical");
        party.role() == Some("billing_desk") && !technical
    });
    desks.collect()
}

/// Who takes cases from customers: the first line, those who hold that duty, or whoever is left.
fn first<'a>(
    subject: &Subject<'a>,
    parties: &[Party<'a>],
    others: &[&[Party<'a>]],
) -> Vec<Party<'a>> {
    let rest: Vec<_> = left(parties, others)
        .filter(|party| is_shown(*party))
        .collect();
    let receives = |party: &Party<'_>| match party.role() {
        Some(role) => role == "first_line",
        None => party.holds().any(|duty| duty == "receive"),
    };
    let firsts: Vec<_> = rest.iter().copied().filter(receives).collect();
    if !firsts.is_empty() {
        return firsts;
    }
    let unled = rest.iter().find(|party| !is_led_to(subject, **party));
    unled.or(rest.first()).copied().into_iter().collect()
}

/// The parties after the first, and Microsoft where cases end there.
fn onwards(subject: &Subject<'_>, later: &[Party<'_>]) -> Result<Vec<String>> {
    let mut names = phrases(subject, later)?;
    let handovers = handovers(subject);
    let escalation = subject.offering.escalation();
    let target = escalation.and_then(|all| all.technical()?.target());
    let to_microsoft = if handovers.is_empty() {
        target == Some("microsoft")
    } else {
        handovers.iter().any(|one| one.to() == Some(MICROSOFT))
    };
    if to_microsoft {
        names.push(MICROSOFT.to_owned());
    }
    Ok(names)
}

/// A handover with what pages call those between whom it happens.
pub type Told<'a> = (Handover<'a>, String, Text);

/// The handovers as rows.
pub fn rows(subject: &Subject<'_>) -> Result<Vec<HandoverRow>> {
    let told = told(subject)?.into_iter();
    told.map(|(handover, from, to)| row(subject, handover, &from, to))
        .collect()
}

/// The handovers between parties that take part and that pages tell of.
pub fn told<'a>(subject: &Subject<'a>) -> Result<Vec<Told<'a>>> {
    let parties = present(subject);
    let there = |name: Option<&str>| {
        let party = parties.iter().find(|party| party.name() == name);
        party.copied()
    };
    let mut told = Vec::new();
    for handover in handovers(subject) {
        let Some(giver) = there(handover.from()) else {
            continue;
        };
        let from = if is_shown(giver) {
            subject.party_name(giver)?.text
        } else {
            subject.words.say("handover.we", &[])?
        };
        let to = match (handover.to(), there(handover.to())) {
            (Some(MICROSOFT), _) => Text::own(MICROSOFT),
            (_, Some(taker)) if is_shown(taker) => subject.party_name(taker)?,
            _ => continue,
        };
        told.push((handover, from, to));
    }
    Ok(told)
}

fn row(subject: &Subject<'_>, handover: Handover<'_>, from: &str, to: Text) -> Result<HandoverRow> {
    let words = subject.words;
    let after = match handover.after() {
        Some(iso) => {
            let day = (handover.during(), handover.day_length());
            let time = subject.counted(&words.within(iso), day)?;
            Some(words.say("handover.after", &[("duration", &time)])?)
        }
        None => None,
    };
    let cases = [
        subject.severities(handover.severities())?,
        words.list("type", handover.support_types())?,
        words.list("product", handover.products())?,
    ];
    let times = match handover.times_of() {
        Some("theirs") => "handover.theirs",
        _ => "handover.ours",
    };
    let told = match handover.customer_told() {
        Some(false) => "handover.untold",
        _ => "handover.told",
    };
    Ok(HandoverRow {
        when: words.name("handover_when", handover.when().unwrap_or_default())?,
        after,
        cases: cases.into_iter().flatten().collect(),
        times: words.say(times, &[])?,
        told: words.say(told, &[])?,
        from: Text::own(capitalised(from)),
        to,
    })
}

impl Subject<'_> {
    /// A length of time with the clock it runs on, a window and the length of its day; nothing more
    /// where it runs day and night.
    pub fn counted(
        &self,
        time: &str,
        (window, day): (Option<&str>, Option<&str>),
    ) -> Result<String> {
        let Some(window) = window.and_then(|name| self.window(name)) else {
            return Ok(time.to_owned());
        };
        let label = window.label(self)?.text;
        let values = [("time", time), ("window", label.as_str())];
        match day {
            Some(day) => {
                let day = self.words.duration(day);
                let values = [values[0], values[1], ("day", day.as_str())];
                self.words.say("counted.days", &values)
            }
            None => self.words.say("counted.hours", &values),
        }
    }
}

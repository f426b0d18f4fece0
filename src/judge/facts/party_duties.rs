//! Facts about what the parties of an offering do together: cases and duties that nobody takes.
//!
//! It adds up what parties say of themselves; whether a gap matters is for rules.

use super::known::{field, missing};
use super::party::{is_there, parties, today};
use super::promise::{spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::offering::{Offering, Party};
use crate::yaml::NodeRef;

/// Products that Microsoft does not support.
const OF_OTHERS: &str = "marketplace_third_party";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "unheld_duties",
        of: "SupportOffering.delivery",
        ty: FactType::Texts,
        about: "duties that no team or company holds for cases that some of them take",
        compute: unheld_duties,
    },
    Fact {
        name: "untaken_cases",
        of: "SupportOffering.delivery",
        ty: FactType::Texts,
        about: "types of support, and products, that the offering covers and no team or company takes",
        compute: untaken_cases,
    },
];

/// The parties that take part today, with their offering.
struct Chain<'a> {
    offering: Offering<'a>,
    parties: Vec<Party<'a>>,
}

impl<'a> Chain<'a> {
    fn of(context: &Context<'a>, subject: Subject<'a>) -> Result<Self, Missing> {
        let offering = Offering(spec(subject.entry)?);
        let day = today(context, offering);
        let parties = parties(offering).filter(|party| is_there(*party, day));
        let parties: Vec<_> = parties.collect();
        if parties.is_empty() {
            return Err(missing(subject.node, "parties"));
        }
        Ok(Self { offering, parties })
    }

    /// Those who take a type of support for a product.
    fn takers(&self, kind: &str, product: &str) -> Vec<Party<'a>> {
        let all = self.parties.iter().copied();
        all.filter(|party| names(party.support_types(), kind) && names(party.products(), product))
            .collect()
    }

    /// The products for which something is so, of one type of support, in words; none for none.
    fn told(&self, kind: &str, mut so: impl FnMut(&str) -> Option<bool>) -> Option<String> {
        let all: Vec<_> = self.offering.products().collect();
        let asked: Vec<_> = all.iter().filter_map(|one| Some((one, so(one)?))).collect();
        let hit: Vec<_> = asked.iter().filter(|(_, hit)| *hit).collect();
        if hit.is_empty() {
            return None;
        }
        if hit.len() == asked.len() {
            return Some(format!("`{kind}`"));
        }
        let names: Vec<_> = hit.iter().map(|(name, _)| format!("`{name}`")).collect();
        Some(format!("`{kind}` of {}", names.join(" and ")))
    }
}

/// A list without entries names everything.
fn names<'v>(list: impl Iterator<Item = &'v str>, value: &str) -> bool {
    let mut list = list.peekable();
    list.peek().is_none() || list.any(|own| own == value)
}

fn untaken_cases<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let chain = Chain::of(context, subject)?;
    let kinds = texts(Some(field(spec(subject.entry)?, "supportTypes")?));
    let untaken = kinds.filter_map(|kind| {
        chain.told(kind, |product| Some(chain.takers(kind, product).is_empty()))
    });
    Ok(Answer::texts(untaken).at(subject.node.get("parties")))
}

fn unheld_duties<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let chain = Chain::of(context, subject)?;
    let mut unheld = Vec::new();
    for kind in texts(Some(field(spec(subject.entry)?, "supportTypes")?)) {
        for duty in needed(chain.offering, kind) {
            let lacks = |product: &str| {
                let takers = chain.takers(kind, product);
                let asked = !takers.is_empty() && (duty != "escalate" || product != OF_OTHERS);
                let held = takers.iter().any(|one| one.holds().any(|own| own == duty));
                asked.then_some(!held)
            };
            let told = chain.told(kind, lacks);
            unheld.extend(told.map(|cases| format!("`{duty}` ({cases})")));
        }
    }
    let comes = |party: &Party<'_>| party.holds().any(|own| own == "visit");
    if is_on_site(chain.offering) && !chain.parties.iter().any(comes) {
        unheld.push("`visit`".to_owned());
    }
    Ok(Answer::texts(unheld).at(subject.node.get("parties")))
}

/// The duties without which cases of a type of support stay where they are.
fn needed(offering: Offering<'_>, kind: &str) -> Vec<&'static str> {
    let mut duties = vec!["receive", "resolve"];
    if kind == "technical" {
        duties.insert(1, "diagnose");
        if goes_to_microsoft(offering) {
            duties.push("escalate");
        }
        if promises(offering, "update") {
            duties.push("inform");
        }
    }
    duties
}

/// Whether we, and not our distributor, take technical issues to Microsoft.
fn goes_to_microsoft(offering: Offering<'_>) -> bool {
    let path = |keys: &[&str]| offering.0.path(keys).map(NodeRef::text);
    path(&["escalation", "toMicrosoft", "by"]) == Some("partner")
        && path(&["escalation", "technical", "target"]).is_none_or(|target| target == "microsoft")
}

fn promises(offering: Offering<'_>, metric: &str) -> bool {
    let nothing = ["none", "not_applicable"];
    offering.targets().any(|target| {
        let real = target.kind().is_none_or(|kind| !nothing.contains(&kind));
        real && target.metric() == Some(metric)
    })
}

fn is_on_site(offering: Offering<'_>) -> bool {
    let mut contacts = offering.contacts();
    promises(offering, "on_site")
        || contacts.any(|contact| contact.method() == Some("onsite"))
        || offering
            .hours()
            .any(|(_, window)| window.purpose() == Some("onsite"))
}

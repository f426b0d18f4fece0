//! Facts about offerings as a whole: boundaries, severities.
//!
//! It counts and compares what the offering says; whether that is enough is for rules.

use super::known::field;
use super::promise::{spec, texts};
use super::severities::is_ranked;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::Answer;
use crate::model::offering::Offering;
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "critical_levels",
        of: "SupportOffering",
        ty: FactType::Int,
        about: "how many severity levels are called critical in Partner Center",
        compute: critical_levels,
    },
    Fact {
        name: "products_without_boundary",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "products for which the offering names no baseline support boundary",
        compute: products_without_boundary,
    },
    Fact {
        name: "severities_in_order",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "levels have ranks, or none is more urgent, or answered sooner by the same clock, than the one above it",
        compute: severities_in_order,
    },
];

fn critical_levels<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let mut count = 0;
    for level in field(spec(subject.entry)?, "severities")?.items() {
        let name = field(field(level, "map")?, "partnerCenter")?;
        count += i64::from(name.text() == "critical");
    }
    Ok(Answer::number(count).at(spec(subject.entry)?.get("severities")))
}

fn products_without_boundary<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = spec(subject.entry)?;
    let products = field(offering, "products")?;
    let boundary = offering.path(&["scope", "baselineBoundaryRef"]);
    let bounded = |product: &str| {
        let some = boundary.map(|boundary| boundary.get("products"));
        some.is_some_and(|some| some.is_none() || texts(some).any(|own| own == product))
    };
    let open = texts(Some(products)).filter(|product| !bounded(product));
    let at = boundary.or_else(|| offering.get("scope"));
    Ok(Answer::texts(open.map(|product| format!("`{product}`"))).at(at.or(Some(products))))
}

fn severities_in_order<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = spec(subject.entry)?;
    let levels: Vec<_> = field(offering, "severities")?.items().collect();
    if is_ranked(Offering(offering)) {
        return Ok(Answer::yes(true)); // ranks say the order, not the list
    }
    let wrong = levels
        .windows(2)
        .find(|pair| more_urgent(pair[1], pair[0]) || sooner(offering, pair[1], pair[0]));
    Ok(Answer::yes(wrong.is_none()).at(wrong.map(|pair| pair[1])))
}

/// Whether a level is more urgent than another in Partner Center's eyes.
fn more_urgent(level: NodeRef<'_>, than: NodeRef<'_>) -> bool {
    let rank = |level: NodeRef<'_>| {
        let name = level.path(&["map", "partnerCenter"])?.text();
        ["critical", "moderate", "minimal"]
            .iter()
            .position(|known| *known == name)
    };
    rank(level)
        .zip(rank(than))
        .is_some_and(|(own, other)| own < other)
}

/// Whether a level is answered sooner than another by the same clock.
fn sooner(offering: NodeRef<'_>, level: NodeRef<'_>, than: NodeRef<'_>) -> bool {
    let answer = |level: NodeRef<'_>| {
        let target = Offering(offering)
            .targets_for("first_response", level.str("id")?)
            .next()?;
        let minutes = duration::parse(target.within()?)?.minutes()?;
        Some((target.during().map(str::to_owned), minutes))
    };
    let both = answer(level).zip(answer(than));
    both.is_some_and(|((clock, own), (other_clock, other))| clock == other_clock && own < other)
}

//! Facts about who watches for security alerts.
//!
//! It looks at hours only; how soon an alert must be acted on stands in the rules.

use super::hours::window;
use super::known::field;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;

const WEEK: [&str; 7] = [
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
];

pub(super) const FACTS: &[Fact] = &[Fact {
    name: "days_without_alert_watch",
    of: "PartnerProfile",
    ty: FactType::Texts,
    about: "days of a typical week on which nobody watches for security alerts",
    compute: days_without_alert_watch,
}];

/// A shift that goes on after midnight counts for both days.
fn days_without_alert_watch<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let rota = field(field(subject.node, "security")?, "alertRota")?;
    let week = window(context, rota)?;
    let mut watched = [false; 7];
    for (day, ranges) in week.week().iter().enumerate() {
        watched[day] |= !ranges.is_empty();
        watched[(day + 1) % 7] |= ranges.iter().any(|range| range.past_midnight());
    }
    let names = WEEK.into_iter().zip(watched);
    let gaps = names.filter(|(_, watched)| !watched);
    Ok(Answer::texts(gaps.map(|(name, _)| name.to_owned())).at(rota.get("open")))
}

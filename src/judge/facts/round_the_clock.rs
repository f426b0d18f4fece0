//! Facts about hours that claim to be around the clock by their name: the first hours at which nobody is
//! there after all, public holidays included.
//!
//! It compares names with hours; whether a name may claim so much is for rules.

use super::hours::{gap, window};
use super::known::{catalogs, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::Window;
use crate::judge::expr::{Answer, Missing};
use crate::model::catalog::Means;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use std::sync::Arc;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "gap_despite_name",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the first hours in which no window or no contact is open, where the offering's name says around the clock",
        compute: gap_of_offering,
    },
    Fact {
        name: "closed_despite_name",
        of: "SupportOffering.hours[]",
        ty: FactType::Text,
        about: "the first hours in which this window is closed, where its name says around the clock",
        compute: gap_of_window,
    },
];

/// Whether a name says around the clock.
fn claims(name: &str) -> Result<bool, Missing> {
    let plain = name.replace('_', " ");
    let said = catalogs()?.words().said(&plain);
    let mut said = said.map_err(|_| Missing::new("the words"))?.into_iter();
    Ok(said.any(|said| said.means == Means::Always))
}

/// The first hours in which none of some windows is open, in words such as `on Saturday 00:00 to 24:00`.
pub(super) fn first_gap(context: &Context<'_>, windows: &[Arc<Window>]) -> Option<String> {
    let engine = context.timetable.windows();
    let clock = windows.first()?.clock();
    let always = engine.window("24/7", clock.name(), None).ok()?;
    if let Some(gap) = gap(&always, windows).ok()? {
        return Some(format!("from {gap}"));
    }
    let rest = engine.complement(windows).ok()?;
    let days = rest.special_days(rest.from(), 1);
    let day = days.into_iter().find(|day| !day.hours.is_empty())?;
    let date = day.date.strftime("%-d %B %Y");
    let called = day.holiday.map(|holiday| holiday.english.as_str());
    Some(called.map_or_else(
        || format!("on {date}"),
        |name| format!("on {date} ({name})"),
    ))
}

fn gap_of_window<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (name, label) = (subject.node.introduced_by(), subject.node.get("label"));
    let told = label.unwrap_or(name);
    if !claims(name.text())? && !claims(told.text())? {
        return Ok(Answer::text(""));
    }
    let own = window(context, subject.node)?;
    let gap = first_gap(context, &[own]).unwrap_or_default();
    Ok(Answer::text(gap).at(label.or(subject.node.get("open"))))
}

fn gap_of_offering<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let name = field(offering.node(), "name")?;
    if !claims(name.text())? {
        return Ok(Answer::text(""));
    }
    let (mut open, mut answered) = (Vec::new(), Vec::new());
    for (name, hours) in offering.hours() {
        let own = window(context, hours.node())?;
        let mut contacts = offering.contacts();
        if contacts.any(|contact| contact.coverage().is_none_or(|window| window == name)) {
            answered.push(own.clone());
        }
        open.push(own);
    }
    let gap = first_gap(context, &open).map(|gap| format!("no window is open {gap}"));
    let gap = gap
        .or_else(|| first_gap(context, &answered).map(|gap| format!("no contact answers {gap}")));
    Ok(Answer::text(gap.unwrap_or_default()).at(Some(name)))
}

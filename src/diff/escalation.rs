//! How a case goes on: rungs of the ladder, routes for complaints and the like, emergencies.

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Missing, More, durations};
use super::lists::matched;
use super::turn::{Level, Turn};
use super::words::{duration, from_to, quoted};
use crate::model::lens::Lens;
use crate::model::offering::{Destination, Emergency, Escalation, Route, Rung, ToMicrosoft};
use crate::yaml::NodeRef;

/// The steps of a case, who files it with Microsoft, and where it goes in the end.
fn way(escalation: Option<Escalation<'_>>) -> Vec<&str> {
    let Some(own) = escalation else {
        return Vec::new();
    };
    let files = own.to_microsoft().and_then(ToMicrosoft::by);
    let ends = [own.technical(), own.commercial()].into_iter().flatten();
    own.steps()
        .chain(files)
        .chain(ends.filter_map(Destination::target))
        .collect()
}

/// A time, the window in which it runs, the length of a day, and from when it counts.
type Time<'a> = (
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
);

/// Compares how a case goes on.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (
        pair.old.offering.escalation(),
        pair.new.offering.escalation(),
    );
    rungs(ledger, (old, new));
    routes(ledger, (old, new));
    let level = (way(old) != way(new)).then_some(Level::Neutral);
    let nodes = (old.map(Lens::node), new.map(Lens::node));
    ledger.note(kind::ESCALATION, level, nodes, || {
        "cases go on by other steps than before".to_owned()
    });
    emergency(pair, ledger);
}

fn rungs<'a>(
    ledger: &mut Ledger<'a>,
    (old, new): (Option<Escalation<'a>>, Option<Escalation<'a>>),
) {
    let by_id = |rung: Rung<'a>| rung.id();
    let by_role = |rung: Rung<'a>| rung.to();
    let all =
        |escalation: Option<Escalation<'a>>| escalation.into_iter().flat_map(Escalation::ladder);
    for (old, new) in matched(all(old), all(new), &[by_id, by_role]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let who = quoted(new.or(old).and_then(Rung::to));
        if let Some((old, new)) = old.zip(new) {
            let of =
                |rung: Rung<'a>| (rung.after(), rung.during(), rung.day_length(), rung.since());
            time(
                ledger,
                nodes,
                &format!("turning to {who}"),
                (of(old), of(new)),
            );
            let other = (old.to(), old.via()) != (new.to(), new.via());
            let says = || format!("customers turn to {who} instead of {}", quoted(old.to()));
            ledger.note(
                kind::ESCALATION,
                other.then_some(Level::Neutral),
                nodes,
                says,
            );
            let level = match (old.charged(), new.charged()) {
                (None, Some(_)) => Some(Level::Reduction),
                (Some(_), None) => Some(Level::Improvement),
                _ => None,
            };
            let now = if new.charged().is_some() {
                "now"
            } else {
                "no longer"
            };
            ledger.note(kind::PRICE, level, nodes, || {
                format!("turning to {who} is {now} charged")
            });
        } else {
            gone_or_new(
                ledger,
                kind::RUNG,
                nodes,
                &format!("turning to {who}"),
                new.is_some(),
            );
        }
    }
}

fn routes<'a>(
    ledger: &mut Ledger<'a>,
    (old, new): (Option<Escalation<'a>>, Option<Escalation<'a>>),
) {
    let by_purpose = |route: Route<'a>| route.purpose();
    let all =
        |escalation: Option<Escalation<'a>>| escalation.into_iter().flat_map(Escalation::routes);
    for (old, new) in matched(all(old), all(new), &[by_purpose]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let purpose = new.or(old).and_then(Route::purpose).unwrap_or_default();
        let what = format!("the desk for {}", purpose.replace('_', " "));
        if let Some((old, new)) = old.zip(new) {
            let of = |route: Route<'a>| {
                (
                    route.answer_within(),
                    route.during(),
                    route.day_length(),
                    None,
                )
            };
            time(
                ledger,
                nodes,
                &format!("answer of {what}"),
                (of(old), of(new)),
            );
            let where_to = |route: Route<'a>| (route.to(), route.via(), route.address());
            let other = where_to(old) != where_to(new);
            let says = || format!("{what} is another one");
            ledger.note(
                kind::ESCALATION,
                other.then_some(Level::Neutral),
                nodes,
                says,
            );
        } else {
            gone_or_new(ledger, kind::RUNG, nodes, &what, new.is_some());
        }
    }
}

/// A time by which something happens; by another clock nobody can say.
fn time<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Time<'a>, Time<'a>),
) {
    let clock = |time: Time<'a>| (time.1, time.2, time.3);
    let level = match (old.0, new.0) {
        (Some(_), Some(_)) if clock(old) != clock(new) => Some(Level::Neutral),
        (before, after) => durations(before, after, Missing::Endless, More::Worse),
    };
    ledger.note(kind::ESCALATION_TIME, level, nodes, || {
        let (before, after) = (old.0.map(duration), new.0.map(duration));
        from_to(what, before.as_deref(), after.as_deref())
    });
}

fn gone_or_new<'a>(ledger: &mut Ledger<'a>, turn: &Turn, nodes: Nodes<'a>, what: &str, new: bool) {
    let level = if new {
        Level::Improvement
    } else {
        Level::Reduction
    };
    let now = if new {
        "is new"
    } else {
        "is no longer possible"
    };
    ledger.note(turn, Some(level), nodes, || format!("{what} {now}"));
}

/// What to do when things are serious.
fn emergency<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering.emergency(), pair.new.offering.emergency());
    let text = |side: Option<Emergency<'a>>, field: &str| -> Option<NodeRef<'a>> {
        side.and_then(|own| own.node().get(field))
    };
    for (field, what) in [
        ("outage", "what to do when everything is down"),
        (
            "tenantLockout",
            "what to do when no administrator can sign in",
        ),
        ("securityIncident", "what to do when an attack is suspected"),
    ] {
        let nodes = (text(old, field), text(new, field));
        let (level, now) = match nodes {
            (Some(_), None) => (Some(Level::Reduction), "is no longer told"),
            (None, Some(_)) => (Some(Level::Improvement), "is now told"),
            (Some(old), Some(new)) if old.text() != new.text() => {
                (Some(Level::Neutral), "is told in other words")
            }
            _ => (None, ""),
        };
        ledger.note(kind::EMERGENCY, level, nodes, || format!("{what} {now}"));
    }
}

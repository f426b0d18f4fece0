//! Facts about a single window of hours: whether it means what it says.
//!
//! It looks at how a window is written and when it is open; who is there then is not known here.

use super::hours::window;
use super::known::field;
use super::promise::{customers_of, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::{self, MinuteRange};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::civil::{Time, Weekday};

/// Minutes of a day.
const DAY: u32 = 24 * 60;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "customers_without_zone",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "customers who have this offering, whose clock its hours are read by, and whose time zone is not told",
        compute: customers_without_zone,
    },
    Fact {
        name: "ever_open",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the window is open at some time of the next eight years",
        compute: |context, subject| {
            let opens = window(context, subject.node)?.is_ever_open();
            Ok(Answer::yes(opens).at(subject.node.get("open")))
        },
    },
    Fact {
        name: "excepts_itself",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the window is all times but those of a window that is, in the end, all times but its own",
        compute: |_, subject| Ok(Answer::yes(returns(subject.node)).at(subject.node.get("except"))),
    },
    Fact {
        name: "lost_minutes",
        of: "SupportOffering.hours[]",
        ty: FactType::Texts,
        about: "single minutes of the week that lie closed between open ones, such as that after 23:59",
        compute: lost_minutes,
    },
    Fact {
        name: "names_holidays",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the expression itself says what holds on public holidays (`PH`)",
        compute: names_holidays,
    },
    Fact {
        name: "parts_by_other_clocks",
        of: "SupportOffering.hours[]",
        ty: FactType::Texts,
        about: "windows named in `except` that are read by another clock than this one",
        compute: parts_by_other_clocks,
    },
];

fn customers_without_zone<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let hours = field(spec(subject.entry)?, "hours")?.entries();
    let mut zones = hours.filter_map(|(_, window)| window.get("zone"));
    let Some(zone) = zones.find(|zone| zone.text() == "customer-local") else {
        return Ok(Answer::texts(Vec::new()));
    };
    let customers = customers_of(context, subject.entry)?.into_iter();
    let lost = customers.filter(|(_, customer)| customer.get("timeZone").is_none());
    let mut lost: Vec<_> = lost.map(|(id, _)| format!("`{id}`")).collect();
    lost.sort();
    lost.dedup();
    Ok(Answer::texts(lost).at(Some(zone)))
}

/// Whether following `except` from a window leads back to it.
fn returns(window: NodeRef<'_>) -> bool {
    let mut seen: Vec<NodeRef<'_>> = Vec::new();
    let mut ahead: Vec<NodeRef<'_>> = parts(window).collect();
    while let Some(part) = ahead.pop() {
        if part == window {
            return true;
        }
        if !seen.contains(&part) {
            seen.push(part);
            ahead.extend(parts(part));
        }
    }
    false
}

/// The windows at whose times a window is closed.
fn parts(window: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let hours = window.document.root().path(&["spec", "hours"]);
    texts(window.get("except")).filter_map(move |name| hours?.get(name))
}

fn parts_by_other_clocks<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let zone = field(subject.node, "zone")?;
    let others = parts(subject.node).filter(|part| part.str("zone") != Some(zone.text()));
    let names = others.map(|part| format!("`{}`", part.introduced_by().text()));
    Ok(Answer::texts(names.collect::<Vec<_>>()).at(subject.node.get("except")))
}

fn names_holidays<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let open = field(subject.node, "open")?;
    let expression = hours::expression(open.text());
    let expression = expression.map_err(|error| Missing::new(error.message))?;
    Ok(Answer::yes(expression.names_holidays()).at(Some(open)))
}

fn lost_minutes<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let week = window(context, subject.node)?;
    let lost = gaps_of_one(week.week());
    Ok(Answer::texts(lost).at(subject.node.get("open")))
}

/// The closed minutes between open ones, each once, by the first day of the week that has them.
fn gaps_of_one(week: &[Vec<MinuteRange>; 7]) -> Vec<String> {
    let days = week.iter().zip(0_u32..);
    let mut ranges: Vec<(u32, u32)> = days
        .flat_map(|(day, at)| {
            let absolute = move |minute: u16| at * DAY + u32::from(minute);
            day.iter()
                .map(move |range| (absolute(range.start), absolute(range.end)))
        })
        .collect();
    ranges.sort_unstable();
    let Some((first, _)) = ranges.first().copied() else {
        return Vec::new();
    };
    ranges.push((first + 7 * DAY, 0));
    let gaps = ranges.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let mut told: Vec<(u32, String)> = Vec::new();
    for (end, start) in gaps.filter(|(end, start)| end + 1 == *start) {
        let minute = end % DAY;
        if told.iter().all(|(known, _)| *known != minute) {
            told.push((minute, moment(end, start)));
        }
    }
    told.into_iter().map(|(_, text)| text).collect()
}

/// `Monday 23:59 to 24:00`.
fn moment(end: u32, start: u32) -> String {
    let day = i8::try_from(end / DAY % 7).unwrap_or(0);
    let weekday = Weekday::from_monday_zero_offset(day).unwrap_or(Weekday::Monday);
    let time = |minute: u32| match minute % DAY {
        0 => "24:00".to_owned(),
        minute => {
            let [hour, minute] =
                [minute / 60, minute % 60].map(|part| i8::try_from(part).unwrap_or(0));
            let time = Time::new(hour, minute, 0, 0).unwrap_or_default();
            time.strftime("%H:%M").to_string()
        }
    };
    format!("{weekday:?} {} to {}", time(end), time(start))
}

//! What in an offering bears out the words of its texts: windows that never close, times that are
//! promised, prices of nothing.
//!
//! It looks for a field that says the same. Where hours cannot be told, it objects to nothing.

use super::Context;
use super::hours::window;
use super::promise::is_published;
use super::round_the_clock::first_gap;
use crate::hours::{Window, duration};
use crate::model::Entry;
use crate::model::catalog::{Finder, Means, Said, Unit};
use crate::model::lens::Lens;
use crate::model::offering::{self, CallCost, Offering, Reach};
use crate::yaml::{NodeKind, NodeRef};
use std::sync::Arc;

/// Fields that hold lengths of time which are no promise of ours.
const NO_TIMES: [&str; 3] = ["customerDuties", "measuredOver", "dayLength"];

/// The fields of an offering that its texts are held against.
pub(super) struct Claims<'a, 'c> {
    context: &'c Context<'a>,
    finder: &'c Finder,
    offering: Option<Offering<'a>>,
}

/// What speaks against words, if anything does.
type Objection = Option<String>;

impl<'a, 'c> Claims<'a, 'c> {
    pub(super) fn new(context: &'c Context<'a>, entry: &'a Entry, finder: &'c Finder) -> Self {
        Self {
            context,
            finder,
            offering: entry.spec().map(Offering),
        }
    }

    /// What speaks against some words of a text; none where the words mean nothing there. A draft may
    /// say what it likes.
    pub(super) fn objection(&self, said: &Said<'_>, text: NodeRef<'a>) -> Option<Objection> {
        let offering = self.offering?;
        if !is_published(offering.node()) {
            return Some(None);
        }
        let told = |fine: bool, else_: &str| (!fine).then(|| else_.to_owned());
        Some(match said.means {
            Means::Placeholder | Means::BrokenPrice | Means::Unbinding => Some(String::new()),
            Means::BusinessHours => told(self.has_limited_window(offering), ""),
            Means::Unlimited if said.starred => Some("it carries a mark for a footnote".to_owned()),
            Means::Unlimited => {
                limit(offering).map(|limit| format!("there is a limit in `{limit}`"))
            }
            Means::Within => {
                let (count, unit) = said.time?;
                told(is_promised(offering, count, unit), "")
            }
            Means::Free => told(something_free(offering), ""),
            Means::Always if is_name(text) => return None,
            Means::Always => self.not_always(offering, text),
        })
    }

    /// Windows in which requests are taken or worked on, with what the document says about them.
    fn windows(&self, offering: Offering<'a>) -> Option<Vec<(offering::Window<'a>, Arc<Window>)>> {
        let meant = |hours: &offering::Window<'_>| {
            matches!(hours.purpose(), None | Some("receive" | "work"))
        };
        let all = offering.hours().map(|(_, hours)| hours).filter(meant);
        all.map(|hours| Some((hours, window(self.context, hours.node()).ok()?)))
            .collect()
    }

    fn has_limited_window(&self, offering: Offering<'a>) -> bool {
        let windows = self.windows(offering);
        windows.is_none_or(|all| all.iter().any(|(_, window)| !window.open_all_week()))
    }

    /// Why nobody is there at any hour, or not for all.
    fn not_always(&self, offering: Offering<'a>, text: NodeRef<'a>) -> Objection {
        let all = self.windows(offering)?;
        let always: Vec<_> = all
            .iter()
            .filter(|(_, window)| window.always_open())
            .collect();
        let for_all = |hours: &offering::Window<'_>| hours.severities().next().is_none();
        if always.iter().any(|(hours, _)| for_all(hours)) || self.beside_open(text) {
            return None;
        }
        if always
            .iter()
            .any(|(hours, _)| Self::names(*hours, text.text()))
        {
            return None;
        }
        let Some((hours, _)) = always.first() else {
            let windows: Vec<_> = all.into_iter().map(|(_, window)| window).collect();
            let gap = first_gap(self.context, &windows)?;
            return Some(format!("nobody is there {gap}"));
        };
        let severities: Vec<_> = hours.severities().collect();
        let named = |text: NodeRef<'_>| self.is_about(offering, &severities, text.text());
        if named(text) || text.json_pointer().starts_with("/spec/emergency/") {
            return None;
        }
        let words: Vec<_> = severities.iter().map(|id| format!("`{id}`")).collect();
        Some(format!("that holds for {} only", words.join(", ")))
    }

    /// Whether a text names a window.
    fn names(hours: offering::Window<'_>, text: &str) -> bool {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
        let name = hours.node().introduced_by().text();
        let mut names = [Some(name), hours.label()].into_iter().flatten();
        names.any(|name| plain(text).contains(&plain(name)))
    }

    /// Whether a text names one of some severities, or speaks of the most urgent cases.
    fn is_about(&self, offering: Offering<'a>, severities: &[&str], text: &str) -> bool {
        let folded = text.to_lowercase();
        let meant = offering
            .severities()
            .filter(|severity| severity.id().is_some_and(|id| severities.contains(&id)));
        let mut names = meant.flat_map(|severity| {
            let names = severity.id().into_iter().chain(severity.name());
            names.chain(severity.aliases()).collect::<Vec<_>>()
        });
        self.finder.is_urgent(text).unwrap_or(false)
            || names.any(|name| folded.contains(&name.to_lowercase()))
    }

    /// Whether a text stands at something whose own hours never end: a window, or a contact, target or
    /// party that refers to one.
    fn beside_open(&self, text: NodeRef<'a>) -> bool {
        let Some(offering) = self.offering else {
            return false;
        };
        let open = |node: NodeRef<'a>| {
            let hours = window(self.context, node);
            hours.map_or(true, |window| window.always_open())
        };
        let named = |name: &str| {
            let mut all = offering.hours();
            all.any(|(own, hours)| own == name && open(hours.node()))
        };
        let owners = text.owners();
        // The document and its `spec` come first; what belongs to the whole offering is no owner here.
        owners.into_iter().skip(2).any(|node| {
            let window = |key: &&str| node.str(key).is_some_and(named);
            let itself = node.get("zone").is_some() && open(node);
            // A portal takes requests at any hour, whoever reads them when.
            let portal = node.str("method") == Some("portal");
            let works = node.get("model").and(node.get("hours"));
            let works = works.is_some_and(|hours| hours.entries().any(|(_, node)| open(node)));
            ["coverage", "during"].iter().any(window) || itself || works || portal
        })
    }
}

/// Whether a text is a name, which other facts look at.
fn is_name(text: NodeRef<'_>) -> bool {
    let pointer = text.json_pointer();
    pointer == "/spec/name" || pointer.starts_with("/spec/hours/") && pointer.ends_with("/label")
}

/// The field that limits how much customers can ask.
fn limit(offering: Offering<'_>) -> Option<&'static str> {
    let pricing = offering.pricing().map(Lens::node);
    let has = |key: &str| pricing.is_some_and(|pricing| pricing.get(key).is_some());
    if has("quota") {
        return Some("pricing.quota");
    }
    if has("prepaid") {
        return Some("pricing.prepaid");
    }
    let topics = offering.node().path(&["scope", "topics"]);
    let mut topics = topics.into_iter().flat_map(NodeRef::items);
    topics
        .any(|topic| topic.str("covered") == Some("limited"))
        .then_some("scope.topics")
}

fn something_free(offering: Offering<'_>) -> bool {
    let zero = |amount: &str| !amount.is_empty() && amount.chars().all(|c| matches!(c, '0' | '.'));
    let pricing = offering.pricing();
    let free_types = pricing.is_some_and(|pricing| {
        pricing.charging() == Some("none") || pricing.free_of_charge().next().is_some()
    });
    let items = pricing.and_then(|pricing| pricing.node().get("items"));
    let mut items = items.into_iter().flat_map(NodeRef::items);
    let free_item = items.any(|item| {
        item.str("model") == Some("included")
            || item.str("amount").is_some_and(zero)
            || item.get("freeTime").or(item.get("free")).is_some()
    });
    let free_call = offering.contacts().any(|contact| {
        let toll_free = contact.reach().and_then(Reach::toll_free) == Some(true);
        toll_free || contact.cost().and_then(CallCost::amount).is_some_and(zero)
    });
    let remedies = offering.node().get("remedies");
    let mut remedies = remedies.into_iter().flat_map(NodeRef::items);
    let free_case = remedies.any(|remedy| remedy.str("kind") == Some("free_incident"));
    free_types || free_item || free_call || free_case
}

/// Whether some field of the offering has a length of time.
fn is_promised(offering: Offering<'_>, count: u32, unit: Unit) -> bool {
    let mut nodes = vec![offering.node()];
    while let Some(node) = nodes.pop() {
        match node.kind() {
            NodeKind::Map => {
                let entries = node.entries().filter(|(key, _)| {
                    let key = key.text();
                    key != "translations" && !NO_TIMES.contains(&key)
                });
                nodes.extend(entries.map(|(_, value)| value));
                if unit == Unit::WorkingDay && working_days(node) == Some(count) {
                    return true;
                }
            }
            NodeKind::Seq => nodes.extend(node.items()),
            _ if is_length(node.text(), count, unit) => return true,
            _ => {}
        }
    }
    false
}

/// The working days of a rule of the calendar, or of a time in working hours of usual days.
fn working_days(node: NodeRef<'_>) -> Option<u32> {
    let by = node.get("workingDay").and_then(NodeRef::as_int);
    by.and_then(|days| u32::try_from(days).ok())
}

/// Whether a text is an ISO 8601 length of time equal to so many units; a working day has eight hours.
fn is_length(text: &str, count: u32, unit: Unit) -> bool {
    if !text.starts_with('P') {
        return false;
    }
    let Some(period) = duration::parse(text) else {
        return false;
    };
    let days = |days: u32| text == format!("P{days}D");
    let minutes = |each: u32| {
        let whole = count.checked_mul(each);
        whole.is_some_and(|whole| period.minutes() == Some(whole))
    };
    match unit {
        Unit::Minute => minutes(1),
        Unit::Hour => minutes(60) || count.is_multiple_of(24) && days(count / 24),
        Unit::Day => days(count) || minutes(24 * 60),
        Unit::WorkingDay => days(count) || minutes(8 * 60),
        Unit::Week => text == format!("P{count}W") || days(count.saturating_mul(7)),
    }
}

//! Facts about severities: their order, what is promised for them, and who is there for them.
//!
//! It finds out what follows for each level; how many levels there should be is not known here.

use super::hours::gap;
use super::known::field;
use super::promise::spec;
use super::targets::named;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Cell, Contact, Offering, Severity, SeveritySetting, Target};
use crate::model::promise::{About, Dimension, METRICS, Pace, Promises};

/// What must be reached by a contact: the clocks of these metrics begin when somebody gets in touch.
const ANSWERS: [&str; 2] = ["first_response", "pick_up"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "has_first_response",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "some target says something about the first response for this level",
        compute: |_, subject| {
            let (offering, id) = level(subject)?;
            let told = offering.targets_for("first_response", id).next();
            Ok(Answer::yes(told.is_some()))
        },
    },
    Fact {
        name: "others_have_first_response",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "some target says something about the first response",
        compute: |_, subject| {
            let mut targets = level(subject)?.0.targets();
            let some = targets.any(|target| target.metric() == Some("first_response"));
            Ok(Answer::yes(some))
        },
    },
    Fact {
        name: "rank_is_shared",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "a level above has the same rank",
        compute: |_, subject| {
            let (offering, _) = level(subject)?;
            let own = Severity(subject.node);
            let mut above = offering
                .severities()
                .take_while(|other| other.node() != own.node());
            let shared = above.any(|other| own.rank().is_some() && other.rank() == own.rank());
            Ok(Answer::yes(shared).at(subject.node.get("rank")))
        },
    },
    Fact {
        name: "slower_than",
        of: "SupportOffering.severities[]",
        ty: FactType::Texts,
        about: "times that are certainly longer for this level than for one that is less urgent",
        compute: slower_than,
    },
    Fact {
        name: "some_are_ranked",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "some level of the offering has a rank",
        compute: |_, subject| {
            let ranked = is_ranked(level(subject)?.0);
            Ok(Answer::yes(ranked))
        },
    },
    Fact {
        name: "unserved_hours",
        of: "SupportOffering.severities[]",
        ty: FactType::Texts,
        about: "hours in which times run for this level, others are answered and it is not",
        compute: unserved_hours,
    },
    Fact {
        name: "missing_cells",
        of: "SupportOffering.severitySetting",
        ty: FactType::Texts,
        about: "pairs of impact and urgency for which the matrix names no severity",
        compute: |_, subject| Ok(missing_cells(subject)),
    },
    Fact {
        name: "is_repeated",
        of: "SupportOffering.severitySetting.matrix[]",
        ty: FactType::Bool,
        about: "the matrix has a cell above for the same impact and urgency",
        compute: |_, subject| {
            let spec = spec(subject.entry)?;
            let own = Cell(subject.node);
            let cells = matrix(Offering(spec)).into_iter();
            let mut above = cells.take_while(|other| other.node() != own.node());
            let pair = |cell: Cell<'_>| {
                (
                    cell.impact().map(str::to_owned),
                    cell.urgency().map(str::to_owned),
                )
            };
            Ok(Answer::yes(above.any(|other| pair(other) == pair(own))))
        },
    },
];

fn level(subject: Subject<'_>) -> Result<(Offering<'_>, &str), Missing> {
    let id = field(subject.node, "id")?.text();
    Ok((Offering(spec(subject.entry)?), id))
}

/// Whether some level has a rank.
pub(super) fn is_ranked(offering: Offering<'_>) -> bool {
    offering.severities().any(|level| level.rank().is_some())
}

fn matrix(offering: Offering<'_>) -> Vec<Cell<'_>> {
    let setting = offering.severity_setting();
    setting
        .into_iter()
        .flat_map(SeveritySetting::matrix)
        .collect()
}

fn missing_cells(subject: Subject<'_>) -> Answer<'_> {
    let cells: Vec<_> = SeveritySetting(subject.node).matrix().collect();
    let mut missing = Vec::new();
    let (mut impacts, mut urgencies): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for cell in &cells {
        let (impact, urgency) = (cell.impact(), cell.urgency());
        impacts.extend(impact.filter(|degree| !impacts.contains(degree)));
        urgencies.extend(urgency.filter(|degree| !urgencies.contains(degree)));
    }
    for impact in &impacts {
        for urgency in &urgencies {
            let pair = (Some(*impact), Some(*urgency));
            if cells
                .iter()
                .all(|cell| (cell.impact(), cell.urgency()) != pair)
            {
                missing.push(format!("impact `{impact}` with urgency `{urgency}`"));
            }
        }
    }
    Answer::texts(missing).at(subject.node.get("matrix"))
}

fn slower_than<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, id) = level(subject)?;
    let ranked = is_ranked(offering);
    let levels = offering.by_urgency();
    let place = levels.iter().position(|level| level.id() == Some(id));
    let below = levels.iter().skip(place.unwrap_or(levels.len()) + 1);
    let mut told = Vec::new();
    for other in below.filter_map(|level| level.id()) {
        for metric in METRICS {
            // The csp pack asks this where levels stand in the order of the list.
            if !ranked && metric == "first_response" {
                continue;
            }
            if let Some(found) = outpaced(offering, metric, id, other) {
                told.push(found);
            }
        }
    }
    Ok(Answer::texts(told))
}

/// A time of a level that is longer than that of a less urgent one for otherwise equal requests.
fn outpaced(offering: Offering<'_>, metric: &str, id: &str, other: &str) -> Option<String> {
    let apart = |target: Target<'_>| {
        let all = Dimension::ALL.into_iter().skip(1);
        all.map(|dimension| dimension.listed(target).join(" "))
            .collect::<Vec<_>>()
    };
    for own in offering.targets_for(metric, id) {
        for theirs in offering.targets_for(metric, other) {
            if own.node() == theirs.node() || apart(own) != apart(theirs) {
                continue;
            }
            let (slow, fast) = Pace::of(own).zip(Pace::of(theirs))?;
            if slow.is_slower_than(fast) {
                let metric = metric.replace('_', " ");
                let within = |target: Target<'_>| target.within().unwrap_or_default().to_owned();
                let name = named(offering, theirs);
                let (own, theirs) = (within(own), within(theirs));
                return Some(format!(
                    "{metric} within {own}, for `{other}` within {theirs} ({name})"
                ));
            }
        }
    }
    None
}

fn unserved_hours<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, id) = level(subject)?;
    field(offering.node(), "contacts")?;
    let promises = Promises::new(offering, &context.timetable);
    let mut told: Vec<String> = Vec::new();
    for target in ANSWERS
        .iter()
        .flat_map(|metric| offering.targets_for(metric, id))
    {
        let via: Vec<_> = target.via().collect();
        if !via.is_empty() && target.severities().next().is_none() {
            continue; // about these contacts, whichever severities they take
        }
        let names = target.during().into_iter().chain(target.arriving());
        for name in names {
            let Some(wanted) = promises.window(name) else {
                continue;
            };
            let asked = |contact: &Contact<'a>| {
                let meant = contact.id().is_some_and(|id| via.contains(&id));
                contact.direction() != Some("from_us") && (via.is_empty() || meant)
            };
            let own = |contact: &Contact<'a>| {
                let mut levels = contact.severities().peekable();
                levels.peek().is_none() || levels.any(|level| level == id)
            };
            let open = |own: &dyn Fn(&Contact<'a>) -> bool| {
                let contacts = offering.contacts().filter(asked).filter(|one| own(one));
                let windows = contacts.flat_map(|one| promises.answering(one, &About::default()));
                gap(wanted, &windows.collect::<Vec<_>>())
            };
            // Hours in which nobody answers at all are another finding.
            if open(&|_| true)?.is_some() {
                continue;
            }
            let hours = open(&own)?.map(|gap| format!("`{name}` from {gap}"));
            told.extend(hours.filter(|hours| !told.contains(hours)));
        }
    }
    Ok(Answer::texts(told))
}

//! What ends when: access, plans, designations, waivers, prices, known holidays, reviews, promises.
//!
//! One list, by day. It reads the days that documents and catalogues name; whether an end is too near is
//! for rules.

mod sort;

pub use sort::Sort;

use super::access;
use super::grant::extends;
use super::horizon::windows_calendars;
use super::known::{catalogs, day, days_between};
use super::promise::is_published;
use crate::finding::{Place, Subject};
use crate::judge::rule::Rule;
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Offerings that are named one by one.
const NAMED: usize = 3;

/// Something that ends on a day, which is the last one on which it holds.
#[derive(Debug, Clone)]
pub struct Ending {
    /// What sort of thing it is.
    pub sort: Sort,
    /// The last day.
    pub day: Date,
    /// Days from today until then; negative where a review is overdue.
    pub days_left: i64,
    /// What it is called.
    pub title: String,
    /// Whose it is: a customer, an offering, a partner; may be empty.
    pub whose: String,
    /// What else to know; may be empty.
    pub note: String,
    /// The document and the place in it.
    pub subject: Subject,
    /// Where the day is written, or what goes by it.
    pub place: Place,
}

/// Everything that ends today or later, and the reviews that are overdue, by day.
pub fn endings(workspace: &Workspace, rules: &[&Rule], as_of: Date) -> Vec<Ending> {
    let entries = workspace.entries().par_iter();
    let found = entries.flat_map_iter(|entry| List::of(workspace, entry, rules, as_of).found);
    let mut list = List {
        as_of,
        found: found.collect(),
    };
    list.holidays(workspace);
    list.found
        .sort_by(|a, b| (a.day, a.sort, &a.subject).cmp(&(b.day, b.sort, &b.subject)));
    list.found
}

struct List {
    as_of: Date,
    found: Vec<Ending>,
}

/// Offerings whose windows go by one calendar.
struct Users<'a> {
    horizon: Date,
    first: (&'a Entry, NodeRef<'a>),
    names: Vec<&'a str>,
}

impl Users<'_> {
    fn words(&self) -> String {
        let shown = self.names.iter().take(NAMED).copied();
        let shown = shown.collect::<Vec<_>>().join(", ");
        match self.names.len().saturating_sub(NAMED) {
            0 => shown,
            more => format!("{shown} and {more} more"),
        }
    }
}

/// What is said about an ending besides its day.
struct Said {
    sort: Sort,
    title: String,
    whose: String,
    note: String,
}

impl Said {
    fn new(sort: Sort, title: &str, whose: &str) -> Self {
        Self {
            sort,
            title: title.to_owned(),
            whose: whose.to_owned(),
            note: String::new(),
        }
    }
}

impl List {
    /// What ends of one document.
    fn of(workspace: &Workspace, entry: &Entry, rules: &[&Rule], as_of: Date) -> Self {
        let mut list = Self {
            as_of,
            found: Vec::new(),
        };
        let Some(spec) = entry.spec().filter(|_| !entry.stopped) else {
            return list;
        };
        match entry.kind.name {
            "AccessGrant" => list.relationship(workspace, entry, spec),
            "PartnerProfile" => list.profile(entry, spec, rules),
            "RuleWaiver" => list.waiver(entry, spec),
            "SupportAssignment" => list.assignment(workspace, entry, spec),
            "SupportOffering" if is_published(spec) => list.offering(entry, spec),
            _ => {}
        }
        list
    }

    /// Adds what ends on the day of a node, unless that is past.
    fn add(&mut self, entry: &Entry, at: Option<NodeRef<'_>>, said: Said) {
        let Some((at, last)) = at.and_then(|at| Some((at, day(at).ok()?))) else {
            return;
        };
        if last >= self.as_of {
            self.put(entry, at, last, said);
        }
    }

    fn put(&mut self, entry: &Entry, at: NodeRef<'_>, day: Date, said: Said) {
        self.found.push(Ending {
            sort: said.sort,
            day,
            days_left: days_between(self.as_of, day),
            title: said.title,
            whose: said.whose,
            note: said.note,
            subject: entry.subject(at),
            place: at.place(),
        });
    }

    fn relationship(&mut self, workspace: &Workspace, entry: &Entry, spec: NodeRef<'_>) {
        let Some(relationship) = spec.get("relationship") else {
            return;
        };
        if access::over(entry, self.as_of) {
            return;
        }
        let title = relationship.str("displayName").unwrap_or(&entry.id);
        let mut said = Said::new(Sort::Relationship, title, &customer(workspace, spec));
        if extends(relationship) {
            "extends itself unless somebody ends it".clone_into(&mut said.note);
        }
        self.add(entry, relationship.get("endDateTime"), said);
    }

    fn profile(&mut self, entry: &Entry, spec: NodeRef<'_>, rules: &[&Rule]) {
        let whose = spec.str("legalName").unwrap_or(&entry.id);
        for plan in items(spec.path(&["microsoftSupport", "plans"])) {
            let kind = plan.str("type").unwrap_or_default();
            let mut said = Said::new(Sort::Plan, kind, whose);
            let contract = plan.str("contractRef");
            said.note = contract.map_or_else(String::new, |own| format!("contract {own}"));
            self.add(entry, plan.get("validTo"), said);
        }
        for designation in items(spec.get("designations")) {
            let name = designation.str("name").unwrap_or_default();
            let said = Said::new(Sort::Designation, name, whose);
            self.add(entry, designation.get("validTo"), said);
        }
        for control in items(spec.get("controls")) {
            self.control(entry, control, rules);
        }
    }

    fn control(&mut self, entry: &Entry, control: NodeRef<'_>, rules: &[&Rule]) {
        let Some(id) = control.str("id") else { return };
        let asked = rules.iter().find(|rule| rule.id == id);
        let Some(asked) = asked.and_then(|rule| Some((rule, rule.control.as_ref()?))) else {
            return;
        };
        let reviewed = control.get("reviewedOn");
        let Some((at, last)) = reviewed.and_then(|at| Some((at, day(at).ok()?))) else {
            return;
        };
        let (rule, question) = asked;
        let owner = control.str("owner").unwrap_or(&question.owner);
        let mut said = Said::new(Sort::Control, id, owner);
        said.note.clone_from(&rule.title);
        let due = last.saturating_add((question.every)());
        self.put(entry, at, due, said);
    }

    fn waiver(&mut self, entry: &Entry, spec: NodeRef<'_>) {
        let rule = spec.str("rule").unwrap_or_default();
        let mut said = Said::new(
            Sort::Waiver,
            &entry.id,
            spec.str("approver").unwrap_or_default(),
        );
        said.note = format!("excuses {rule}");
        self.add(entry, spec.get("expires"), said);
    }

    fn assignment(&mut self, workspace: &Workspace, entry: &Entry, spec: NodeRef<'_>) {
        let offering = spec.str("offering").unwrap_or(&entry.id);
        let said = Said::new(Sort::Assignment, offering, &customer(workspace, spec));
        self.add(entry, spec.get("effectiveTo"), said);
    }

    fn offering(&mut self, entry: &Entry, spec: NodeRef<'_>) {
        let name = spec.str("name").unwrap_or(&entry.id);
        self.add(
            entry,
            spec.get("effectiveTo"),
            Said::new(Sort::Offering, name, ""),
        );
        let review = spec.get("nextReviewOn");
        if let Some((at, due)) = review.and_then(|at| Some((at, day(at).ok()?))) {
            self.put(entry, at, due, Said::new(Sort::Review, name, ""));
        }
        for price in items(spec.path(&["pricing", "items"])) {
            let title = price.str("name").or(price.str("id")).unwrap_or_default();
            self.add(
                entry,
                price.get("validTo"),
                Said::new(Sort::Price, title, name),
            );
        }
    }

    /// Calendars that windows go by: shipped ones, each once, and those of the partners' own.
    fn holidays(&mut self, workspace: &Workspace) {
        let mut users: BTreeMap<&str, Users<'_>> = BTreeMap::new();
        for entry in workspace.of_kind("SupportOffering") {
            let spec = entry.spec().filter(|spec| is_published(*spec));
            let (Some(spec), Ok(catalogs)) = (spec, catalogs()) else {
                continue;
            };
            let partner = workspace.partner_of(entry).and_then(Entry::spec);
            let own = partner.and_then(|partner| partner.get("calendars"));
            let mut seen = BTreeSet::new();
            for (id, node) in windows_calendars(spec, own) {
                if let Some(calendar) = catalogs.calendar(id).filter(|_| seen.insert(id)) {
                    let known = users.entry(&calendar.id).or_insert(Users {
                        horizon: calendar.horizon,
                        first: (entry, node),
                        names: Vec::new(),
                    });
                    known.names.push(&entry.id);
                }
            }
        }
        for (id, users) in users {
            if users.horizon >= self.as_of {
                let (entry, node) = users.first;
                let said = Said::new(Sort::Holidays, id, &users.words());
                self.put(entry, node, users.horizon, said);
            }
        }
        for entry in workspace.of_kind("PartnerProfile") {
            let own = entry.spec().and_then(|spec| spec.get("calendars"));
            for (key, calendar) in own.into_iter().flat_map(NodeRef::entries) {
                let said = Said::new(Sort::Holidays, key.text(), &entry.id);
                self.add(entry, calendar.get("horizon"), said);
            }
        }
    }
}

fn items(list: Option<NodeRef<'_>>) -> impl Iterator<Item = NodeRef<'_>> {
    list.into_iter().flat_map(NodeRef::items)
}

/// What people call the customer that a document names.
fn customer(workspace: &Workspace, spec: NodeRef<'_>) -> String {
    let id = spec.str("customer").unwrap_or_default();
    let known = workspace.get("Customer", id).and_then(Entry::spec);
    let name = known.and_then(|known| known.str("displayName"));
    name.unwrap_or(id).to_owned()
}

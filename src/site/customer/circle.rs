//! Customers who have the same support: what their pages share is made once for all of them.

use crate::model::health::{Snapshot, newest_of_each};
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Workspace};
use crate::site::{Options, customer, published};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The most customers of one circle. What more of them share is made again: many circles keep all cores busy.
const MOST: usize = 64;

/// Customers of one partner who have the same offerings.
#[derive(Debug)]
pub(super) struct Circle<'a> {
    /// The offerings, of which each has a page.
    pub(super) offerings: Vec<&'a Entry>,
    /// The customers.
    pub(super) customers: Vec<Customer<'a>>,
}

/// A customer with what is known about it alone.
#[derive(Debug)]
pub(super) struct Customer<'a> {
    /// Its document.
    pub(super) entry: &'a Entry,
    /// The assignment of each offering; none of the partner's default offerings.
    pub(super) assignments: Vec<Option<&'a Entry>>,
    /// What service health said last.
    pub(super) snapshot: Option<Snapshot<'a>>,
}

/// All customers that have pages.
pub(super) fn circles<'a>(workspace: &'a Workspace, options: &Options) -> Vec<Circle<'a>> {
    let ground = Ground::new(workspace, options);
    let mut circles: BTreeMap<_, Vec<Circle<'a>>> = BTreeMap::new();
    let customers: Vec<_> = customer::customers(workspace).collect();
    let support = customers.par_iter().map(|entry| ground.support(entry));
    for (entry, support) in customers.iter().zip(support.collect::<Vec<_>>()) {
        let (assignments, offerings): (Vec<_>, Vec<_>) = support.into_iter().unzip();
        let customer = Customer {
            entry,
            assignments,
            snapshot: ground.snapshots.get(entry.id.as_str()).copied(),
        };
        let ids: Vec<&str> = offerings.iter().map(|own| own.id.as_str()).collect();
        let alike = circles.entry((ground.partner(entry), ids)).or_default();
        match alike.last_mut().filter(|last| last.customers.len() < MOST) {
            Some(last) => last.customers.push(customer),
            None => alike.push(Circle {
                offerings,
                customers: vec![customer],
            }),
        }
    }
    circles.into_values().flatten().collect()
}

/// What tells which support a customer has, looked up once.
struct Ground<'a> {
    workspace: &'a Workspace,
    as_of: Date,
    offerings: HashMap<&'a str, &'a Entry>,
    /// What customers of a partner have whose contract names no offering.
    defaults: Vec<&'a Entry>,
    assignments: HashMap<&'a str, Vec<&'a Entry>>,
    snapshots: HashMap<&'a str, Snapshot<'a>>,
}

impl<'a> Ground<'a> {
    fn new(workspace: &'a Workspace, options: &Options) -> Self {
        let mut assignments: HashMap<&str, Vec<&Entry>> = HashMap::new();
        let written = workspace.of_kind("SupportAssignment");
        for entry in written.filter(|entry| !entry.stopped) {
            if let Some(customer) = entry.spec().and_then(|spec| spec.str("customer")) {
                assignments.entry(customer).or_default().push(entry);
            }
        }
        let offerings: Vec<_> = published(workspace, options.as_of).collect();
        let is_default = |entry: &&&Entry| {
            let flag = entry
                .spec()
                .and_then(|spec| Offering::over(spec).flag("isDefault"));
            flag == Some(true)
        };
        Self {
            workspace,
            as_of: options.as_of,
            defaults: offerings.iter().filter(is_default).copied().collect(),
            // Of two with one id it is the first.
            offerings: offerings
                .iter()
                .rev()
                .map(|entry| (entry.id.as_str(), *entry))
                .collect(),
            assignments,
            snapshots: newest_of_each(workspace, end_of(options.as_of)),
        }
    }

    fn partner(&self, entry: &'a Entry) -> Option<&'a str> {
        self.workspace.partner_of(entry).map(|own| own.id.as_str())
    }

    /// The assignments that are not over, with the offering of each; without any assignment, the partner's default
    /// offerings.
    fn support(&self, customer: &'a Entry) -> Vec<(Option<&'a Entry>, &'a Entry)> {
        let Some(own) = self.assignments.get(customer.id.as_str()) else {
            let partner = self.partner(customer);
            let defaults = self.defaults.iter().copied();
            let theirs = defaults.filter(|offering| self.partner(offering) == partner);
            return theirs.map(|offering| (None, offering)).collect();
        };
        let with_offering = |assignment: &&'a Entry| {
            let spec = assignment.spec()?;
            let over = Offering::over(spec).effective_to();
            let over = over.is_some_and(|last| last < self.as_of);
            let id = spec.str("offering").filter(|_| !over)?;
            Some((Some(*assignment), *self.offerings.get(id)?))
        };
        own.iter().filter_map(with_offering).collect()
    }
}

/// The last moment of a day in UTC.
fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    let begin = next.to_zoned(TimeZone::UTC);
    begin.map_or(Timestamp::MAX, |begin| begin.timestamp())
}

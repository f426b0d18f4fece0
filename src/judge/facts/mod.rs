//! Facts: what follows from the data by arithmetic, a calendar or a join over documents.
//!
//! Each fact is one row of a table: a name, what it is about, its type, one sentence, one function.
//! Rules use facts by name; a fact computes and must never judge.

mod access;
pub mod access_matrix;
mod agent;
mod alert_watch;
mod around_clock;
mod assignment;
mod branding;
mod calendar;
mod can_file;
mod claim;
mod claims;
mod closing;
mod conditions;
mod contacts;
mod control;
mod customer;
mod customer_access;
pub mod desk;
mod domains;
mod drift;
mod duties;
pub mod endings;
mod escalation;
mod export;
mod export_relationship;
mod export_requirement;
mod exported_request;
mod filing;
mod grant;
mod granted_role;
mod handover;
mod health;
mod health_status;
mod horizon;
mod hours;
mod joins;
mod known;
mod ladder;
mod languages;
mod lost_access;
mod market;
mod offering;
mod partner;
mod party;
mod party_duties;
mod people;
mod plan;
mod price_bands;
mod prices;
mod privilege;
mod profile;
mod promise;
mod purpose;
mod reached;
mod remedies;
mod remembered;
mod request;
mod round_the_clock;
mod scope;
mod service_hours;
mod severities;
mod staff;
mod step;
mod subscription;
mod targets;
mod tenure;
mod text;
mod topics;
mod types;
mod validity;
mod versions;
mod window;
mod wording;

pub use joins::Joins;
pub use known::fit;
pub use remembered::Remembered;
pub use step::{Ability, Obstacle, Step};

use crate::judge::expr::{Answer, Missing};
use crate::model::{Entry, Timetable, Workspace};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use std::sync::OnceLock;

/// Everything a fact may look at besides its subject.
pub struct Context<'a> {
    /// All documents.
    pub workspace: &'a Workspace,
    /// The date that counts as today.
    pub as_of: Date,
    /// Documents by what they refer to.
    pub joins: Joins<'a>,
    /// Windows of hours, each evaluated once.
    pub timetable: Timetable,
    people: people::People<'a>,
    holders: OnceLock<access::Holders>,
    owed: duties::Owed<'a>,
    wording: OnceLock<Vec<wording::OfOffering>>,
}

/// What a fact is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The document.
    pub entry: &'a Entry,
    /// The picked node in it.
    pub node: NodeRef<'a>,
    /// The row, where a rule goes through a relation.
    pub row: Option<&'a Row<'a>>,
}

/// The type of a fact or of a relation's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// True or false.
    Bool,
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// A list of texts.
    Texts,
}

/// What a fact answers: a value with the node that decided it, or what is missing.
pub type Found<'a> = Result<Answer<'a>, Missing>;

/// One fact.
pub struct Fact {
    /// The name after `fact.`.
    pub name: &'static str,
    /// What it is about: a kind, a kind and a path as in `each`, or a relation.
    pub of: &'static str,
    /// The type of its value.
    pub ty: FactType,
    /// One sentence, for `explain` and for authors of packs.
    pub about: &'static str,
    /// Computes it.
    pub compute: for<'a> fn(&Context<'a>, Subject<'a>) -> Found<'a>,
}

/// A row of a relation.
#[derive(Debug)]
pub struct Row<'a> {
    /// The document that a finding about the row is about.
    pub entry: &'a Entry,
    /// The node to look at.
    pub at: NodeRef<'a>,
    /// The columns, by name.
    pub columns: Vec<(&'static str, Answer<'a>)>,
}

/// A fact with many rows, such as who can file a request for which customer.
pub struct Relation {
    /// The name, as used in `each`.
    pub name: &'static str,
    /// Names and types of its columns.
    pub columns: &'static [(&'static str, FactType)],
    /// One sentence, for `explain` and for authors of packs.
    pub about: &'static str,
    /// Computes all rows, in the order of documents.
    pub rows: for<'a> fn(&Context<'a>) -> Vec<Row<'a>>,
}

/// All facts, by what they are about.
pub const FACTS: &[&[Fact]] = &[
    agent::FACTS,
    alert_watch::FACTS,
    around_clock::FACTS,
    assignment::FACTS,
    branding::FACTS,
    calendar::FACTS,
    can_file::FACTS,
    claim::FACTS,
    closing::FACTS,
    contacts::FACTS,
    control::FACTS,
    customer::FACTS,
    customer_access::FACTS,
    escalation::FACTS,
    export_relationship::FACTS,
    export_requirement::FACTS,
    exported_request::FACTS,
    grant::FACTS,
    granted_role::FACTS,
    handover::FACTS,
    health::FACTS,
    horizon::FACTS,
    ladder::FACTS,
    languages::FACTS,
    lost_access::FACTS,
    market::FACTS,
    offering::FACTS,
    partner::FACTS,
    party::FACTS,
    party_duties::FACTS,
    plan::FACTS,
    price_bands::FACTS,
    prices::FACTS,
    privilege::FACTS,
    profile::FACTS,
    purpose::FACTS,
    reached::FACTS,
    remedies::FACTS,
    request::FACTS,
    round_the_clock::FACTS,
    scope::FACTS,
    service_hours::FACTS,
    severities::FACTS,
    staff::FACTS,
    subscription::FACTS,
    targets::FACTS,
    tenure::FACTS,
    text::FACTS,
    validity::FACTS,
    versions::FACTS,
    window::FACTS,
];

/// All relations, by name.
pub const RELATIONS: &[Relation] = &[
    can_file::RELATION,
    drift::RELATION,
    export::MOMENTS,
    export::PAGES,
    export::ROLES,
    export::TYPES,
    health_status::RELATION,
    topics::NARROWED_PRODUCTS,
    topics::TOLD_TWICE,
    wording::RELATION,
];

/// The facts about what a rule picks: facts about exactly that, and facts about the whole document.
pub fn of(picks: &str) -> impl Iterator<Item = &'static Fact> {
    let kind = picks
        .split(['.', '['])
        .next()
        .unwrap_or_default()
        .to_owned();
    let picks = picks.to_owned();
    FACTS
        .iter()
        .flat_map(|facts| facts.iter())
        .filter(move |fact| fact.of == picks || fact.of == kind)
}

/// The fact with this name about what a rule picks.
pub fn find(name: &str, picks: &str) -> Option<&'static Fact> {
    of(picks).find(|fact| fact.name == name)
}

/// The relation with this name.
pub fn relation(name: &str) -> Option<&'static Relation> {
    RELATIONS.iter().find(|relation| relation.name == name)
}

impl<'a> Context<'a> {
    /// What facts look at, for documents judged on a date.
    pub fn new(workspace: &'a Workspace, as_of: Date) -> Self {
        let joins = Joins::new(workspace);
        Self {
            workspace,
            as_of,
            owed: duties::Owed::new(&joins),
            joins,
            people: people::People::new(workspace),
            holders: OnceLock::new(),
            wording: OnceLock::new(),
            timetable: Timetable::new(workspace, as_of),
        }
    }

    /// A document that can be relied on: it exists and has no errors.
    pub fn get(&self, kind: &str, id: &str) -> Result<&'a Entry, Missing> {
        match self.workspace.get(kind, id) {
            Some(entry) => fit(entry),
            None => Err(Missing::new(format!("{kind}/{id}"))),
        }
    }

    /// The profile of the partner that a document belongs to.
    pub fn partner(&self, entry: &Entry) -> Result<&'a Entry, Missing> {
        match self.workspace.partner_of(entry) {
            Some(partner) => fit(partner),
            None => Err(Missing::new("the partner's profile")),
        }
    }
}

//! For each customer: the roles that our promises take, against the roles that we hold.
//!
//! What is needed comes from assigned offerings and from the tasks that grants declare, what is held
//! from grants; both by way of the catalogues. It compares; what is an offence stands in the packs, and
//! how a table looks is not known here.

mod cover;
mod hold;
mod need;
mod reach;
mod state;
mod tell;

pub use hold::{Held, Role, RoleKind};
pub use need::{Cause, Need};
pub use state::{Remark, State};

pub(super) use cover::{Fit, does};
pub(super) use hold::by_relationship;
pub(super) use need::{promised, promised_until};

use super::Context;
use crate::finding::Place;
use crate::model::Entry;
use jiff::civil::Date;

/// Needed and held roles of all customers.
#[derive(Debug)]
pub struct AccessMatrix<'a> {
    /// The customers, in document order; those who have left and whom no access is left to are not here.
    pub customers: Vec<CustomerAccess<'a>>,
}

/// Needed and held roles of one customer.
#[derive(Debug)]
pub struct CustomerAccess<'a> {
    /// The customer.
    pub customer: &'a Entry,
    /// One row per role: what needs a person first, then by name.
    pub rows: Vec<Row<'a>>,
    /// What would have to be known to tell what is needed.
    pub untold: Option<String>,
}

/// One role for one customer.
#[derive(Debug)]
pub struct Row<'a> {
    /// The role.
    pub role: Role,
    /// The work for which it is needed; empty where nothing that is written down needs it.
    pub needs: Vec<Need<'a>>,
    /// The ways by which we hold it; empty where we do not.
    pub held: Vec<Held<'a>>,
    /// Until when we hold it.
    pub until: Until,
    /// How the two compare, the first of what there is to say.
    pub state: State,
    /// What there is to say, the worst first; empty where the two fit.
    pub remarks: Vec<Remark>,
    /// Where the comparison was decided.
    pub place: Place,
}

/// Until when something holds; later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Until {
    /// It does not hold today.
    Never,
    /// Its last day is not written down.
    Untold,
    /// Its last day.
    Day(Date),
    /// The day on which it extends itself, unless somebody ends it.
    Extends(Date),
    /// It has no end.
    Open,
}

impl<'a> AccessMatrix<'a> {
    /// Compares for all customers.
    pub fn new(context: &Context<'a>) -> Self {
        let customers = context.workspace.of_kind("Customer");
        let all = customers.map(|customer| CustomerAccess::new(context, customer));
        Self {
            customers: all.filter(CustomerAccess::matters).collect(),
        }
    }
}

impl<'a> CustomerAccess<'a> {
    /// Compares for one customer.
    pub fn new(context: &Context<'a>, customer: &'a Entry) -> Self {
        let (needs, untold) = match need::needs(context, customer) {
            Ok(needs) => (needs, None),
            Err(missing) => (Vec::new(), Some(missing.what)),
        };
        let held = hold::holdings(context, customer);
        let is_promise = |need: &Need<'_>| matches!(need.cause, Cause::Promised { .. });
        let known = tell::Known {
            untold: untold.as_deref(),
            promised: needs.iter().any(is_promise),
        };
        let mut rows = cover::rows(needs, held);
        for row in &mut rows {
            tell::tell(context, customer, row, known);
        }
        rows.sort_by(|a, b| (a.state, a.role.name()).cmp(&(b.state, b.role.name())));
        Self {
            customer,
            rows,
            untold,
        }
    }

    /// The roles of one customer with what they are held for; what there is to say of them is left open.
    pub fn rows(context: &Context<'a>, customer: &'a Entry) -> Vec<Row<'a>> {
        let needs = need::needs(context, customer).unwrap_or_default();
        cover::rows(needs, hold::holdings(context, customer))
    }

    /// Whether the customer is still with us, or access to it is left.
    fn matters(&self) -> bool {
        let status = self.customer.spec().and_then(|spec| spec.str("status"));
        status != Some("left") || !self.rows.is_empty()
    }
}

impl Row<'_> {
    /// Whether we hold the role today.
    pub fn is_held(&self) -> bool {
        self.held.iter().any(|held| held.open == Ok(true))
    }
}

impl Until {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Never => String::new(),
            Self::Untold => "not written down".to_owned(),
            Self::Day(day) => day.to_string(),
            Self::Extends(day) => format!("{day}, extends itself"),
            Self::Open => "without end".to_owned(),
        }
    }
}

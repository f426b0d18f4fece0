//! Needed and held roles, one table per customer, and what ends in the next twelve months.

use crate::report::access::{AccessRemark, AccessRow, Ending, HeldThrough, NeededFor};
use crate::report::contents::Report;
use crate::report::html::outline::Content;
use crate::report::html::parts::{Part, rich, shown};
use crate::report::{place, words};
use serde::Serialize;

/// Customers shown one by one, those with something to look at first.
const SHOWN: usize = 1_000;

/// Customers up to which those with something to look at are unfolded.
const UNFOLDED: usize = 10;

/// Ends shown one by one.
const ENDS: usize = 500;

/// The section about roles.
#[derive(Debug, Default, Serialize)]
pub(super) struct Access {
    sum: String,
    customers: Vec<Customer>,
    more: usize,
    open: usize,
}

/// One customer.
#[derive(Debug, Serialize)]
struct Customer {
    title: String,
    id: String,
    sum: String,
    fits: bool,
    unfolded: bool,
    rows: Vec<Row>,
}

/// One role.
#[derive(Debug, Serialize)]
struct Row {
    role: String,
    kind: &'static str,
    privileged: bool,
    key: &'static str,
    word: &'static str,
    symbol: &'static str,
    fits: bool,
    needed: Vec<Vec<Part>>,
    held: Vec<Vec<Part>>,
    until: String,
    remarks: Vec<Remark>,
    place: String,
}

#[derive(Debug, Serialize)]
struct Remark {
    text: Vec<Part>,
    rule: String,
}

/// The section about what ends.
#[derive(Debug, Default, Serialize)]
pub(super) struct Endings {
    sum: String,
    rows: Vec<End>,
    more: usize,
}

impl Access {
    /// The section counts what there is to look at.
    pub(super) const fn content(&self) -> Content {
        match (self.customers.is_empty(), self.open) {
            (true, _) => Content::Absent,
            (false, 0) => Content::Told,
            (false, open) => Content::Counted(open),
        }
    }
}

impl Endings {
    pub(super) const fn content(&self) -> Content {
        Content::some(self.rows.len())
    }
}

#[derive(Debug, Serialize)]
struct End {
    day: String,
    left: String,
    mood: &'static str,
    what: &'static str,
    title: String,
    whose: String,
    note: String,
    place: String,
}

/// The roles of all customers.
pub(super) fn access(report: &Report) -> Access {
    let mut customers: Vec<Customer> = Vec::new();
    let rows = report.access.chunk_by(|a, b| a.customer == b.customer);
    customers.extend(rows.map(customer));
    let open = customers.iter().filter(|customer| !customer.fits).count();
    customers.sort_by_key(|customer| customer.fits);
    if customers.len() <= UNFOLDED {
        for customer in &mut customers {
            customer.unfolded = !customer.fits;
        }
    }
    Access {
        sum: report.access_in_words(),
        more: customers.len().saturating_sub(SHOWN),
        open,
        customers: {
            customers.truncate(SHOWN);
            customers
        },
    }
}

fn customer(rows: &[AccessRow]) -> Customer {
    let open = rows.iter().filter(|row| !row.standing.fits).count();
    let roles = words::number(rows.len() as u64, "role");
    let first = rows.first();
    Customer {
        title: first.map_or_else(String::new, |row| shown(&row.customer_title)),
        id: first.map_or_else(String::new, |row| shown(&row.customer.id)),
        sum: match open {
            0 => format!("{roles}, nothing to look at"),
            open => format!("{roles}, {open} to look at"),
        },
        fits: open == 0,
        unfolded: false,
        rows: rows.iter().map(row).collect(),
    }
}

fn row(row: &AccessRow) -> Row {
    let remark = |remark: &AccessRemark| Remark {
        text: if remark.standing == row.standing {
            rich(&remark.says)
        } else {
            rich(&format!("{}: {}", remark.standing.word, remark.says))
        },
        rule: shown(&remark.rule),
    };
    let needed = |need: &NeededFor| rich(&need.words());
    let held = |held: &HeldThrough| rich(&held.words());
    Row {
        role: shown(&row.role),
        kind: match row.kind {
            "azure" => "Azure",
            "entra" => "Entra",
            _ => "no role",
        },
        privileged: row.privileged,
        key: key(row),
        word: row.standing.word,
        symbol: if row.standing.fits { "✓" } else { "!" },
        fits: row.standing.fits,
        needed: row.needed_for.iter().map(needed).collect(),
        held: row.held_through.iter().map(held).collect(),
        until: shown(&row.until),
        remarks: row.remarks.iter().map(remark).collect(),
        place: place::text(&row.place),
    }
}

/// The colour of a state, which only repeats its word.
fn key(row: &AccessRow) -> &'static str {
    match row.standing.key {
        "fits" => "met",
        "missing" | "outOfReach" | "dapLeftOver" => "notMet",
        _ => "unknown",
    }
}

/// What ends in the next twelve months.
pub(super) fn endings(report: &Report, date: &dyn Fn(&str) -> String) -> Endings {
    let soon = report.endings_soon();
    let end = |ending: &Ending| End {
        day: date(&ending.day),
        left: ending.time_left(),
        mood: match ending.days_left {
            days if days < 0 => "bad",
            days if days <= 60 => "open",
            _ => "good",
        },
        what: ending.what,
        title: shown(&ending.title),
        whose: shown(&ending.whose),
        note: shown(&ending.note),
        place: place::text(&ending.place),
    };
    Endings {
        sum: report.endings_in_words(),
        more: report.endings_soon().count().saturating_sub(ENDS),
        rows: soon.take(ENDS).map(end).collect(),
    }
}

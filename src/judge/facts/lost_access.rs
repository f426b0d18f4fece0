//! Facts about access that has ended: whether support goes on without it.
//!
//! It looks from one grant at the customer's others; whether access should end is not known here.

use super::access;
use super::duties;
use super::known::{any, day, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use jiff::civil::Date;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "succeeded",
        of: "AccessGrant",
        ty: FactType::Bool,
        about: "another delegated access to the same customer is in force, or ended after this one",
        compute: succeeded,
    },
    Fact {
        name: "support_goes_on",
        of: "AccessGrant",
        ty: FactType::Bool,
        about: "we owe the customer of this access technical support today",
        compute: support_goes_on,
    },
];

fn support_goes_on<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let owed = duties::of_customer(context, customer(subject.entry)?)?;
    Ok(Answer::yes(!owed.is_empty()))
}

fn succeeded<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let grants = context.joins.grants_of_customer(customer(subject.entry)?);
    let others = grants.iter().filter(|grant| grant.id != subject.entry.id);
    let own = end(context, subject.entry);
    let answers = others.map(|grant| {
        let later = is_delegated(grant) && end(context, grant) > own;
        if access::over(grant, context.as_of) {
            Ok(later)
        } else {
            access::live(grant, context.as_of)
        }
    });
    any(answers).map(Answer::yes)
}

fn customer(grant: &Entry) -> Result<&str, Missing> {
    Ok(field(spec(grant)?, "customer")?.text())
}

fn is_delegated(grant: &Entry) -> bool {
    let mechanism = grant.spec().and_then(|spec| spec.str("mechanism"));
    mechanism.is_some_and(|mechanism| ["gdap", "dap"].contains(&mechanism))
}

/// When an access ended, at the latest today, and its place among the documents, so that of several
/// that ended together one is the last.
fn end(context: &Context<'_>, grant: &Entry) -> (Date, Option<usize>) {
    let noted = grant.spec().and_then(|spec| {
        let last = || spec.path(&["relationship", "endDateTime"]);
        day(spec.get("endedOn").or_else(last)?).ok()
    });
    let end = noted.unwrap_or(context.as_of).min(context.as_of);
    (end, context.workspace.position(grant.kind, &grant.id))
}

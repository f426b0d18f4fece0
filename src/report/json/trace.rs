//! Traceability and what was not checked, as the JSON report has them.

use crate::report::json::v1::trace::{Trace, Unchecked};
use crate::report::json::{location, subject};
use crate::report::{trace, unchecked};

pub(super) fn trace<'a>(own: &trace::Trace<'a>) -> Trace<'a> {
    Trace {
        subject: subject(&own.line.subject),
        location: location(&own.line.place),
        published: own.line.published.as_deref(),
        rules: own.rules.iter().map(|(id, _)| *id).collect(),
    }
}

pub(super) fn unchecked(own: &unchecked::Unchecked) -> Unchecked<'_> {
    Unchecked {
        cause: own.cause.key(),
        id: &own.id,
        title: &own.title,
        reason: &own.reason,
    }
}

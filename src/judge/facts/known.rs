//! What facts read, and what follows when some of it is missing.
//!
//! A field that is not there is named, never guessed; yes and no may still be decided by the rest.

use crate::judge::expr::Missing;
use crate::model::catalog::Catalogs;
use crate::yaml::NodeRef;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Yes, no, or what would have to be known to tell.
pub(super) type Known = Result<bool, Missing>;

/// Whether one is true; not told if none is but one is not told.
pub(super) fn any(answers: impl IntoIterator<Item = Known>) -> Known {
    first(answers, true)
}

/// Whether all are true; false as soon as one is false.
pub(super) fn all(answers: impl IntoIterator<Item = Known>) -> Known {
    first(answers, false)
}

fn first(answers: impl IntoIterator<Item = Known>, decisive: bool) -> Known {
    let mut told = Ok(!decisive);
    for answer in answers {
        match answer {
            Ok(value) if value == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(missing) => told = told.and(Err(missing)),
        }
    }
    told
}

/// A field, or its name if it is not there.
pub(super) fn field<'a>(owner: NodeRef<'a>, name: &str) -> Result<NodeRef<'a>, Missing> {
    owner.get(name).ok_or_else(|| missing(owner, name))
}

/// Says that a field is missing, by its path.
pub(super) fn missing(owner: NodeRef<'_>, name: &str) -> Missing {
    let path = owner.json_pointer();
    let path = path.trim_start_matches('/').replace('/', ".");
    Missing::new(format!("{path}.{name}"))
}

/// The day of a date, or of an instant in UTC.
pub(super) fn day(node: NodeRef<'_>) -> Result<Date, Missing> {
    let text = node.text();
    let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let instant = || text.parse::<Timestamp>().ok();
    date.or_else(|| instant().map(|instant| instant.to_zoned(TimeZone::UTC).date()))
        .ok_or_else(|| Missing::new(format!("a date instead of `{text}`")))
}

/// Days from one date to another; negative if the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The catalogues of roles, tasks and products.
pub(super) fn catalogs() -> Result<&'static Catalogs, Missing> {
    Catalogs::embedded().map_err(|_| Missing::new("the catalogues"))
}

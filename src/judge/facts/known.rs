//! What facts read, and what follows when some of it is missing.
//!
//! A field that is not there is named, never guessed; yes and no may still be decided by the rest.

use crate::judge::expr::Missing;
use crate::model::Entry;
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

/// A document with errors answers nothing: one cause, one finding.
pub fn fit(entry: &Entry) -> Result<&Entry, Missing> {
    if entry.stopped {
        return Err(Missing::new(format!(
            "`{}` has errors",
            entry.document.source.path
        )));
    }
    Ok(entry)
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
    if let Some(day) = usual_day(text.as_bytes()) {
        return Ok(day);
    }
    let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let instant = || text.parse::<Timestamp>().ok();
    date.or_else(|| instant().map(|instant| instant.to_zoned(TimeZone::UTC).date()))
        .ok_or_else(|| Missing::new(format!("a date instead of `{text}`")))
}

/// The day of `2026-11-23` or `2026-11-23T10:05:00Z`, as nearly all are written; all else is for the library.
fn usual_day(text: &[u8]) -> Option<Date> {
    let number = |from: usize, length: usize| {
        let digits = text.get(from..from + length)?.iter();
        digits.copied().try_fold(0, |number: i16, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let signs = |signs: &[(usize, u8)]| signs.iter().all(|(at, sign)| text.get(*at) == Some(sign));
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    let usual = match text.len() {
        10 => signs(&[(4, b'-'), (7, b'-')]),
        20 => {
            signs(&[(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')])
                // The last days of the calendar are no instants everywhere.
                && (1..9999).contains(&year)
                && number(11, 2)? < 24
                && number(14, 2)? < 60
                && number(17, 2)? < 60
        }
        _ => false,
    };
    let small = |number: i16| i8::try_from(number).ok();
    Date::new(year, small(month)?, small(day)?)
        .ok()
        .filter(|_| usual)
}

/// Days from one date to another; negative if the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The catalogues of roles, tasks and products.
pub(super) fn catalogs() -> Result<&'static Catalogs, Missing> {
    Catalogs::embedded().map_err(|_| Missing::new("the catalogues"))
}

//! Facts about offerings as wholes around the clock.

use super::hours::windows;
use super::known::field;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;

pub(super) const FACTS: &[Fact] = &[Fact {
    name: "open_at_all_hours",
    of: "SupportOffering",
    ty: FactType::Bool,
    about: "a window of the offering is open at every minute of a week",
    compute: open_at_all_hours,
}];

fn open_at_all_hours<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let hours = field(spec(subject.entry)?, "hours")?;
    let open = windows(context, hours)?;
    let open = open.iter().any(|window| window.open_all_week());
    Ok(Answer::yes(open).at(Some(hours)))
}

//! `waiver add`: one more waiver at the end of a file.
//!
//! It is tried before it is written: the judge, not this file, says whether it is allowed and needed.

use super::judging;
use crate::cli::CLEAN;
use crate::cli::agreed::{self, Wanted};
use crate::cli::args::WaiverAdd;
use crate::cli::output::{print_words, tell};
use crate::cli::prepare::prepare;
use crate::cli::rewrite::single;
use crate::error::{Error, Result};
use crate::import::NewWaiver;
use crate::report::plain::Escape;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn run(asked: &WaiverAdd) -> Result<u8> {
    let judging = judging(std::slice::from_ref(&asked.into), asked.as_of, &asked.packs);
    let mut prepared = prepare(&judging)?;
    let place = single(&mut prepared, &asked.into)?;
    let waiver = NewWaiver {
        id: asked
            .id
            .clone()
            .unwrap_or_else(|| agreed::next_id(place, 0)),
        rule: agreed::rule(place, &asked.rule)?,
        target: asked.target.clone(),
        reason: asked.reason.trim().to_owned(),
        approver: asked.approver.trim().to_owned(),
        approved_on: place.as_of,
        expires: end(asked, place.as_of)?,
    };
    agreed::leads_somewhere(place, &waiver.target, asked.force)?;
    let wanted = Wanted {
        waivers: vec![waiver],
        file: &asked.file,
        force: asked.force,
    };
    let adding = agreed::adding(place, &judging, &wanted)?;
    if asked.dry_run {
        print_words(&adding.documents, Escape::Json)?;
    } else {
        adding.write()?;
    }
    adding.told.iter().for_each(|told| tell(told));
    Ok(CLEAN)
}

fn end(asked: &WaiverAdd, today: Date) -> Result<Date> {
    let days = asked.days.unwrap_or_default();
    let end = match asked.expires {
        Some(day) => Some(day),
        None => today.checked_add(i64::from(days).days()).ok(),
    };
    end.filter(|end| *end >= today).ok_or_else(|| {
        Error::Usage(format!(
            "the waiver would have ended before today, {today}; name a later day"
        ))
    })
}

//! `plan prune`: entries whose findings are gone go, everything beside them stays.

use super::file::beside;
use super::over;
use crate::cli::CLEAN;
use crate::cli::args::PlanPrune;
use crate::cli::output::{print, tell, write_file};
use crate::cli::prepare::prepare;
use crate::cli::rewrite::single;
use crate::error::{Error, Result};
use crate::import::thinned;
use crate::report::plain;

pub(super) fn run(asked: &PlanPrune) -> Result<u8> {
    let judging = super::judging(&asked.path, asked.as_of, &asked.packs);
    let mut prepared = prepare(&judging)?;
    if prepared.is_incomplete() {
        return Err(Error::Usage(
            "not every file could be read, so the plan was left as it is; `csp-support check` says why".to_owned(),
        ));
    }
    let place = &*single(&mut prepared, &asked.path)?;
    let judgement = place.judge(&judging, false)?;
    let over = over(place, &judgement, &judging);
    let Some(plan) = place.plan.as_ref().filter(|_| !over.is_empty()) else {
        tell("each entry of the plan is about something that is still open");
        return Ok(CLEAN);
    };
    let gone: Vec<usize> = over.iter().map(|own| own.remediation.position).collect();
    let name = beside(&place.root);
    let text = thinned(&plan.document, &gone).map_err(|why| {
        Error::Usage(format!(
            "`{name}` was left alone: {why}; remove the entries by hand"
        ))
    })?;
    if !asked.dry_run {
        write_file(&place.root.dir.join(super::NAME), text.as_bytes())?;
    }
    let word = if asked.dry_run {
        "would remove"
    } else {
        "removed"
    };
    let lines = over.iter().map(|own| {
        let (rule, target) = (&own.remediation.rule, &own.remediation.target);
        let why = match &own.waiver {
            Some(waiver) => format!("the waiver `{waiver}` excuses it"),
            None => "nothing of it is left".to_owned(),
        };
        format!("{word} from {name}: {rule} on {target}, {why}\n")
    });
    print(&plain::block(&lines.collect::<String>()))?;
    Ok(CLEAN)
}

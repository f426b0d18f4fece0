//! `plan`: an action plan that people filled in becomes waivers, and owners and days beside findings.
//!
//! What rows say is understood in `import`; here files are read and written, all or none of them.

mod file;
mod prune;

pub(super) use file::{NAME, of, read};

use crate::cli::CLEAN;
use crate::cli::agreed::{self, Adding, Wanted};
use crate::cli::args::{Judging, PlanCommand, PlanImport};
use crate::cli::output::{print_words, tell, write_file};
use crate::cli::packs::refuse;
use crate::cli::prepare::{Workplace, prepare};
use crate::cli::rewrite::single;
use crate::error::{Error, Result};
use crate::finding::{Finding, Subject, builtin};
use crate::import::{Accepted, Agreed, Decisions, Known, NewWaiver, Open, decisions, planned};
use crate::judge::Judgement;
use crate::judge::remediation::{self, Over, Remediation};
use crate::judge::waiver::Target;
use crate::report::plain::Escape;
use crate::report::{Report, Reported, Run, Waiver, place, plain, words};
use crate::source::{Skipped, Source, read_export};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn run(command: &PlanCommand) -> Result<u8> {
    match command {
        PlanCommand::Import(import) => run_import(import),
        PlanCommand::Prune(prune) => prune::run(prune),
    }
}

/// How a workspace is judged whose plan changes.
fn judging(path: &Path, as_of: Option<Date>, packs: &[PathBuf]) -> Judging {
    Judging {
        packs: packs.to_vec(),
        ..Judging::reading(&[path.to_owned()], as_of)
    }
}

/// Entries of the plan of which nothing is left, where all of the workspace was looked at.
fn over<'p>(place: &'p Workplace, judgement: &Judgement<'_>, judging: &Judging) -> Vec<Over<'p>> {
    let whole = place.skipped.is_empty() && place.names().all(|name| place.root.reports(name));
    let Some(plan) = place.plan.as_ref().filter(|_| whole) else {
        return Vec::new();
    };
    let answers = place.answers(judgement, judging);
    remediation::over(plan, judgement, &|rule| answers.asks(rule))
}

/// What is said of entries of which nothing is left.
pub(super) fn stale(
    place: &Workplace,
    judgement: &Judgement<'_>,
    judging: &Judging,
) -> Vec<Finding> {
    let check = builtin::PLAN_STALE;
    let over = over(place, judgement, judging).into_iter();
    let over = over.filter(|_| !judging.ignore.iter().any(|name| name == check.id));
    let finding = |own: Over<'_>| {
        let Remediation { rule, target, .. } = own.remediation;
        let what = match &own.waiver {
            Some(waiver) => format!("excused by the waiver `{waiver}` already"),
            None => "not there any more".to_owned(),
        };
        let message = format!("what is planned to be mended is {what}: `{rule}` on `{target}`");
        Finding::builtin(check, own.remediation.place.clone(), message)
            .help("remove the entry with `csp-support plan prune`, so that it speaks for nothing else later")
            .about(subject(target))
    };
    over.map(finding).collect()
}

/// The document that a target names, if it names one.
fn subject(target: &str) -> Subject {
    match Target::parse(target) {
        Some(Target::Document { kind, id, pointer }) => Subject {
            kind: kind.name.to_owned(),
            id: id.to_owned(),
            pointer: pointer.unwrap_or_default().to_owned(),
        },
        _ => Subject::default(),
    }
}

fn run_import(asked: &PlanImport) -> Result<u8> {
    let judging = judging(&asked.into, asked.as_of, &asked.packs);
    let table = table(&asked.file)?;
    let mut prepared = prepare(&judging)?;
    let report = prepared.report(&judging, Run::default(), false, |_| CLEAN)?;
    let place = single(&mut prepared, &asked.into)?;
    let decisions = decisions(&table, &known(&report, place));
    if !decisions.findings.is_empty() {
        let sentence = "the plan cannot be followed and nothing was written";
        return Err(refuse(&decisions.findings, sentence));
    }
    let text = planned_text(place, &decisions)?;
    let adding = waivers(place, &judging, asked, &decisions.accepted)?;
    decisions.over.iter().for_each(|row| tell(row));
    if asked.dry_run {
        let documents = adding.map_or_else(String::new, |adding| adding.documents);
        print_words(&documents, Escape::Json)?;
        print_words(&text.unwrap_or_default(), Escape::Json)?;
        return Ok(CLEAN);
    }
    write(place, adding.as_ref(), text.as_deref())?;
    Ok(CLEAN)
}

fn table(file: &str) -> Result<Arc<Source>> {
    let read = if file == "-" {
        read_export("standard input", std::io::stdin().lock())
    } else {
        let opened = std::fs::File::open(file).map_err(|source| Error::Read {
            path: file.into(),
            source,
        })?;
        read_export(file, opened)
    };
    read.map_err(Skipped::into_error)
}

/// What is open and waived today.
fn known(report: &Report, place: &Workplace) -> Known {
    let open = report.findings.iter();
    let waivers = report.waivers.iter();
    Known {
        open: open
            .map(|own| (own.fingerprint.clone(), finding(own, place)))
            .collect(),
        waivers: waivers.map(|own| (own.id.clone(), agreed(own))).collect(),
        as_of: place.as_of,
    }
}

fn finding(reported: &Reported, place: &Workplace) -> Open {
    let finding = &reported.finding;
    let subject = words::subject(&finding.subject);
    let mut rules = place.packs.iter().flat_map(|pack| &pack.rules);
    let rule = rules.find(|rule| rule.id == finding.rule);
    let unwaivable = match rule {
        Some(rule) => rule.unwaivable.as_ref().map(ToString::to_string),
        None => Some("it is no rule but a check of the format itself".to_owned()),
    };
    Open {
        rule: finding.rule.clone(),
        target: if finding.subject.id.is_empty() {
            finding.place.source.path.clone()
        } else {
            subject
        },
        unwaivable: unwaivable.map(|why| format!("{} cannot be waived: {why}", finding.rule)),
    }
}

fn agreed(waiver: &Waiver) -> Agreed {
    Agreed {
        reason: shown(&waiver.reason),
        approver: shown(&waiver.approver),
        until: waiver.expires.clone(),
        place: waiver.place.as_ref().map(place::text).unwrap_or_default(),
    }
}

/// As a plan shows a text, so that the two can be compared.
fn shown(text: &str) -> String {
    plain::line(text).trim().to_owned()
}

/// The new text of the file in which is kept what is to be mended; none where it stays as it is.
fn planned_text(place: &Workplace, decisions: &Decisions) -> Result<Option<String>> {
    let document = place.plan.as_ref().map(|plan| &plan.document);
    planned(document, &decisions.fixes).map_err(|why| {
        Error::Usage(format!(
            "`{NAME}` was left alone: {why}; nothing was written"
        ))
    })
}

fn waivers(
    place: &mut Workplace,
    judging: &Judging,
    asked: &PlanImport,
    accepted: &[Accepted],
) -> Result<Option<Adding>> {
    if accepted.is_empty() {
        return Ok(None);
    }
    let waiver = |(further, own): (u32, &Accepted)| NewWaiver {
        id: agreed::next_id(place, further),
        rule: own.rule.clone(),
        target: own.target.clone(),
        reason: own.reason.clone(),
        approver: own.approver.clone(),
        approved_on: place.as_of,
        expires: own.until,
    };
    let wanted = Wanted {
        waivers: (0..).zip(accepted).map(waiver).collect(),
        file: &asked.waivers,
        force: false,
    };
    agreed::adding(place, judging, &wanted).map(Some)
}

fn write(place: &Workplace, adding: Option<&Adding>, text: Option<&str>) -> Result<()> {
    if let Some(adding) = adding {
        adding.write()?;
        adding.told.iter().for_each(|told| tell(told));
    }
    if let Some(text) = text {
        write_file(&place.root.dir.join(NAME), text.as_bytes())?;
        tell(&format!("wrote {NAME}"));
    }
    if adding.is_none() && text.is_none() {
        tell("the plan decides nothing that is not written down already");
    }
    Ok(())
}

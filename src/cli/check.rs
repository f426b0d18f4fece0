//! `check`: what is wrong, where, and what to do.

use crate::cli::args::{Check, FailOn, Judging, Outcome};
use crate::cli::inputs::Inputs;
use crate::cli::output::{Target, dressed, files, style, write_report};
use crate::cli::prepare::{Prepared, prepare};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::Result;
use crate::finding::Severity;
use crate::report::{Gate, Report, Run};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

pub(super) fn run(check: &Check, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&check.outcome.formats, "text")?;
    let judging = &check.judging;
    let style = style(judging.color, judging.quiet, judging.verbose);
    let style = dressed(style, &check.outcome, &targets)?;
    // Given back by the system as a whole, when the run ends.
    let prepared = ManuallyDrop::new(prepare(judging)?.looking_back(&check.outcome)?);
    spare(&prepared, (judging, &check.outcome), &files(&targets))?;
    let fail_on = check
        .outcome
        .fail_on
        .or_else(|| configured(&prepared))
        .unwrap_or(FailOn::Error);
    let gate = gate(fail_on, check.outcome.fail_on_unknown);
    let report = ManuallyDrop::new(report(&prepared, judging, gate, words, false)?);
    write_report(&report, &targets, &style)?;
    Ok(report.run.exit_code)
}

/// Insists that outputs leave alone what the run reads; shared with `audit`.
pub(super) fn spare(
    prepared: &Prepared,
    (judging, outcome): (&Judging, &Outcome),
    outputs: &[PathBuf],
) -> Result<()> {
    let inputs = Inputs::of(prepared, judging).looking_back(prepared, outcome);
    inputs.spare(outputs)
}

/// Judges and reports under a gate; shared with `audit`, which reports every verdict.
pub(super) fn report(
    prepared: &Prepared,
    judging: &Judging,
    gate: Gate,
    words: Vec<String>,
    complete: bool,
) -> Result<Report> {
    let run = Run {
        command: words,
        gate,
        ..Run::default()
    };
    let incomplete = prepared.is_incomplete();
    prepared.report(judging, run, complete, |report| {
        if incomplete { FAILED } else { outcome(report) }
    })
}

/// What a run that could check everything ends with.
fn outcome(report: &Report) -> u8 {
    let gate = report.run.gate;
    let worst = report
        .findings
        .iter()
        .map(|reported| reported.finding.severity)
        .max();
    let fails = gate
        .fail_on
        .is_some_and(|limit| worst.is_some_and(|worst| worst >= limit));
    let unknown = gate.fail_on_unknown && report.counts.unknown > 0;
    if fails || unknown { FINDINGS } else { CLEAN }
}

pub(super) fn gate(fail_on: FailOn, fail_on_unknown: bool) -> Gate {
    let fail_on = match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    };
    Gate {
        fail_on,
        fail_on_unknown,
    }
}

/// The strictest `failOn` of the workspaces.
fn configured(prepared: &Prepared) -> Option<FailOn> {
    let order = [FailOn::Info, FailOn::Warning, FailOn::Error, FailOn::Never];
    let words = ["info", "warning", "error", "never"];
    let set = prepared
        .workplaces
        .iter()
        .filter_map(|workplace| workplace.config.fail_on.as_deref());
    let positions = set.filter_map(|word| words.iter().position(|known| *known == word));
    positions.min().map(|position| order[position])
}

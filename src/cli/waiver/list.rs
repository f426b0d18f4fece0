//! `waiver list`: all waivers, the worst first.
//!
//! It prints what the report knows of waivers and must never judge by itself.

use super::judging;
use crate::cli::CLEAN;
use crate::cli::args::{ListFormat, WaiverList};
use crate::cli::output::print_words;
use crate::cli::prepare::prepare;
use crate::error::Result;
use crate::report::json::harmless;
use crate::report::place::{self, Spot};
use crate::report::plain::{self, Escape};
use crate::report::{Report, Run, Waiver, words};
use serde::Serialize;
use std::fmt::Write;

/// Width of a reason in characters.
const WIDTH: usize = 96;

pub(super) fn run(asked: &WaiverList) -> Result<u8> {
    let judging = judging(&asked.paths, asked.as_of, &asked.packs);
    let prepared = prepare(&judging)?;
    let report = prepared.report(&judging, Run::default(), false, |_| CLEAN)?;
    let (text, escape) = match asked.format {
        ListFormat::Text => (text(&report), Escape::Visible),
        ListFormat::Json => (json(&report)?, Escape::Json),
    };
    print_words(&text, escape)?;
    Ok(CLEAN)
}

fn text(report: &Report) -> String {
    let mut text: String = report
        .waivers
        .iter()
        .map(|own| block(report, own))
        .collect();
    let in_force = |waiver: &&Waiver| waiver.covers > 0;
    let (all, good) = (
        report.waivers.len(),
        report.waivers.iter().filter(in_force).count(),
    );
    let _ = write!(
        text,
        "{}: {good} in force, {} without effect",
        words::number(all as u64, "waiver"),
        all - good
    );
    let over = report.waivers.iter().any(|waiver| {
        waiver.covers == 0 && waiver.flaw.is_empty()
            || waiver.days_left.is_some_and(|left| left < 0)
    });
    if over {
        text.push_str("; `csp-support waiver prune` removes what has ended or excuses nothing");
    }
    text.push('\n');
    text
}

fn block(report: &Report, waiver: &Waiver) -> String {
    let rule = report.rule(&waiver.rule);
    let name = rule.map_or_else(String::new, |rule| format!(" ({})", rule.name));
    let place = waiver.place.as_ref().map(place::text).unwrap_or_default();
    let reason = plain::line(&waiver.reason).into_owned();
    let options = textwrap::Options::new(WIDTH)
        .initial_indent("  ")
        .subsequent_indent("  ")
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = [
        format!(
            "{}: {}, until {}; excuses {}",
            waiver.id,
            waiver.time_left(),
            waiver.expires,
            waiver.covers_in_words()
        ),
        format!("  {}{name} on {}", waiver.rule, waiver.target),
    ];
    let lines = lines.iter().map(|line| plain::line(line).into_owned());
    let mut lines: Vec<String> = lines.collect();
    if !reason.trim().is_empty() {
        lines.push(textwrap::fill(&reason, options));
    }
    let approved = format!("  approved by {}; {place}", waiver.approver);
    lines.push(plain::line(&approved).into_owned());
    lines.join("\n") + "\n\n"
}

/// One waiver for programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    id: &'a str,
    rule: &'a str,
    target: &'a str,
    reason: &'a str,
    approver: &'a str,
    expires: &'a str,
    /// None where the date cannot be read, which counts as ended.
    days_left: Option<i64>,
    /// How many verdicts it excuses.
    excuses: usize,
    /// Why it excuses nothing whatever the day.
    #[serde(skip_serializing_if = "str::is_empty")]
    flaw: &'a str,
    path: &'a str,
    line: u32,
}

fn json(report: &Report) -> Result<String> {
    let line = |waiver| Some(Listed::of(waiver, Spot::of(waiver.place.as_ref()?)));
    let lines: Vec<_> = report.waivers.iter().filter_map(line).collect();
    harmless(&lines)
}

impl<'a> Listed<'a> {
    fn of(waiver: &'a Waiver, spot: Spot<'a>) -> Self {
        Self {
            id: &waiver.id,
            rule: &waiver.rule,
            target: &waiver.target,
            reason: &waiver.reason,
            approver: &waiver.approver,
            expires: &waiver.expires,
            days_left: waiver.days_left,
            excuses: waiver.covers,
            flaw: &waiver.flaw,
            path: spot.path,
            line: spot.start.line,
        }
    }
}

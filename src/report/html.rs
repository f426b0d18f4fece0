//! The audit as one HTML file: opens from a mail attachment, asks nothing of anybody, prints on any paper.
//!
//! It only arranges what the report says for `templates/audit.html`; markup is the template's
//! business, and escaping the renderer's.

mod access;
mod answer;
mod cards;
mod coverage;
mod elsewhere;
mod findings;
mod health;
mod made;
mod matrix;
mod outline;
mod parts;
mod portfolio;
mod script;
mod trace;
mod trend;
mod unknown;

use crate::error::Result;
use crate::page::{Templates, View};
use crate::report::Style;
use crate::report::audience::{Audience, Part as Section};
use crate::report::contents::{ManualCheck, Report, Waiver};
use crate::report::plain::{self, Escape};
use access::{Access, Endings};
use answer::{Obligations, Tile};
use coverage::Coverage;
use elsewhere::Elsewhere;
use findings::Group;
use health::Health;
use made::RunFacts;
use matrix::Matrix;
use outline::{Content, Filters, Heading};
use parts::{Part, rich, sentence, shown};
use portfolio::Portfolio;
use serde::Serialize;
use std::collections::BTreeMap;
use trace::Traces;
use trend::Trend;
use unknown::Cause;

/// Writes the report.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    let templates = Templates::new(BTreeMap::new())?;
    let locale = templates.locale("en", None)?;
    let renderer = templates.renderer(&locale)?;
    let date = |day: &str| match day.parse() {
        Ok(day) => locale.date(day),
        Err(_) => shown(day),
    };
    let (script, script_hash) = script::script(&templates)?;
    let page = Page {
        style: templates.text("audit.css")?.to_owned(),
        script,
        script_hash,
        ..page(report, style.audience, &date)
    };
    let page = renderer.render("audit.html", &View::of(&page)?)?;
    Ok(plain::guard(&page, Escape::Entity))
}

/// Everything the template prints.
#[derive(Debug, Default, Serialize)]
struct Page {
    style: String,
    script: String,
    script_hash: String,
    audience: &'static str,
    parts: Vec<Heading>,
    filters: Filters,
    /// What kind of report it is.
    title: &'static str,
    /// Whether its findings are changes from one version to another.
    compares: bool,
    partner: String,
    mood: &'static str,
    headline: String,
    lead: String,
    gate: Vec<Part>,
    gate_mood: &'static str,
    as_of: String,
    as_of_is_today: bool,
    counts: Vec<Tile>,
    total: usize,
    findings: usize,
    portfolio: Portfolio,
    /// What the numbers of a row of the portfolio count.
    count_names: [&'static str; 7],
    groups: Vec<Group>,
    groups_more: usize,
    trend: Option<Trend>,
    matrices: Vec<Matrix>,
    trace: Traces,
    access: Access,
    endings: Endings,
    health: Health,
    unknown: Vec<Cause>,
    unknown_more: usize,
    unknown_total: usize,
    elsewhere: Vec<Elsewhere>,
    elsewhere_more: usize,
    elsewhere_total: usize,
    waivers: Vec<WaiverRow>,
    checks: Vec<Check>,
    coverage: Coverage,
    run: RunFacts,
}

#[derive(Debug, Serialize)]
struct WaiverRow {
    anchor: String,
    id: String,
    rule: String,
    target: String,
    left: String,
    mood: &'static str,
    expires: String,
    approver: String,
    reason: Vec<Part>,
    covers: String,
    place: String,
}

#[derive(Debug, Serialize)]
struct Check {
    task: &'static str,
    evidence: &'static str,
}

fn page(report: &Report, audience: Audience, date: &dyn Fn(&str) -> String) -> Page {
    let obligations = Obligations::of(report);
    let (groups, groups_more) = findings::groups(report, audience);
    let (unknown, unknown_more) = unknown::causes(report);
    let (elsewhere, elsewhere_more) = elsewhere::reasons(report);
    let waivers = waivers(report);
    let anchors = groups.iter().flat_map(Group::anchors);
    let anchors = anchors.chain(unknown.iter().map(Cause::anchor));
    let anchors = anchors.chain(waivers.iter().map(|row| &row.anchor));
    let anchors = anchors.cloned().collect();
    let matrices = matrix::matrices(report, &anchors);
    let trend = trend::trend(report, date, &anchors);
    let page = Page {
        audience: audience.key(),
        filters: outline::filters(report),
        portfolio: portfolio::portfolio(report, &anchors),
        count_names: portfolio::COUNTED,
        title: report.title(),
        compares: report.comparison.is_some(),
        partner: shown(&report.run.partner),
        mood: obligations.mood(report),
        headline: obligations.headline(report),
        lead: obligations.lead(report),
        gate: sentence(&report.gate_in_words()),
        gate_mood: Obligations::gate(report),
        as_of: date(&report.run.as_of),
        as_of_is_today: report.run.as_of_is_today,
        counts: answer::tiles(report),
        total: report.counts.total(),
        findings: report.findings.len() + report.known.len(),
        groups,
        groups_more,
        trend,
        matrices,
        trace: trace::traces(report),
        access: access::access(report),
        endings: access::endings(report, date),
        health: health::health(report),
        unknown_more,
        unknown_total: report.counts.unknown,
        elsewhere,
        elsewhere_more,
        elsewhere_total: report.counts.not_applicable,
        unknown,
        waivers,
        checks: checks(report),
        coverage: coverage::coverage(report, date),
        run: made::run_facts(report, date),
        ..Page::default()
    };
    let parts = outline::outline(audience, page.compares, &|part| page.content(part));
    Page { parts, ..page }
}

impl Page {
    /// What a part has to say.
    const fn content(&self, part: Section) -> Content {
        match part {
            Section::Findings | Section::Run if self.compares => Content::Told,
            _ if self.compares => Content::Absent,
            Section::Findings => Content::Counted(self.findings),
            Section::Access => self.access.content(),
            Section::Health => self.health.content(),
            Section::Endings => self.endings.content(),
            Section::Unknown => Content::Counted(self.unknown_total),
            Section::Trace if self.trace.is_empty() => Content::Absent,
            Section::Elsewhere if self.elsewhere.is_empty() => Content::Absent,
            Section::Elsewhere => Content::Counted(self.elsewhere_total),
            Section::Waivers => Content::Counted(self.waivers.len()),
            Section::ByHand => Content::Counted(self.checks.len()),
            Section::Portfolio if self.portfolio.is_empty() => Content::Absent,
            Section::Trend if self.trend.is_none() => Content::Absent,
            Section::FreeText if !self.coverage.has_notes() => Content::Absent,
            Section::Portfolio
            | Section::Trend
            | Section::Obligations
            | Section::Trace
            | Section::FreeText
            | Section::Coverage
            | Section::Sources
            | Section::Run => Content::Told,
        }
    }
}

/// The anchor of a waiver, by its position in the report.
fn waiver_anchor(report: &Report, id: &str) -> Option<String> {
    let position = report.waivers.iter().position(|waiver| waiver.id == id)?;
    Some(format!("w{}", position + 1))
}

fn waivers(report: &Report) -> Vec<WaiverRow> {
    let row = |(nth, waiver): (usize, &Waiver)| WaiverRow {
        anchor: format!("w{nth}"),
        id: shown(&waiver.id),
        rule: shown(&waiver.rule),
        target: shown(&waiver.target),
        left: waiver.time_left(),
        mood: match waiver.days_left.filter(|_| waiver.flaw.is_empty()) {
            Some(days) if days > 30 => "good",
            Some(days) if days >= 0 => "open",
            _ => "bad",
        },
        expires: shown(&waiver.expires),
        approver: shown(&waiver.approver),
        reason: rich(&waiver.reason),
        covers: shown(&waiver.covers_in_words()),
        place: parts::place(waiver.place.as_ref()),
    };
    (1..).zip(&report.waivers).map(row).collect()
}

fn checks(report: &Report) -> Vec<Check> {
    let check = |check: &ManualCheck| Check {
        task: check.task,
        evidence: check.evidence,
    };
    report.manual_checks.iter().map(check).collect()
}

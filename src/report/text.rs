//! The report for people at a terminal: findings with excerpts and carets, then a summary.
//!
//! It never writes a character of a document that was not made harmless first.

mod summary;
mod trend;

use crate::error::Result;
use crate::finding::{Finding, Place, Related, Severity, Span};
use crate::report::contents::{Report, Reported, State, Verdict, Waiver};
use crate::report::place::{self, Spot, excerpt};
use crate::report::plain::{self, Escape};
use crate::report::{Style, Verbosity, words};
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use std::collections::BTreeSet;
use std::ops::Range;

/// Findings shown with an excerpt; further ones take one line each, so that the end stays in reach.
const EXCERPTS: usize = 500;

/// Most lines an excerpt marks as one stretch; longer ones are marked on their first line.
const TALLEST: u32 = 6;

/// Lines between two places of one file up to which they share an excerpt.
const NEAR: u32 = 40;

/// Writes the report.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    let mut out = findings(report, style);
    let verbose = style.verbosity == Verbosity::Verbose;
    if verbose || report.run.gate.fail_on_unknown {
        out.push_str(&unknown_lines(report));
    }
    if verbose {
        out.push_str(&waiver_lines(report));
        out.push_str(&trend::known(report));
    }
    if style.verbosity != Verbosity::Quiet {
        out.push_str(&trend::section(report));
        out.push_str(&summary::summary(report, style));
    }
    Ok(plain::guard(&out, Escape::Visible))
}

/// What was found and nothing else, not made harmless yet.
fn findings(report: &Report, style: &Style) -> String {
    let mut out = String::new();
    let mut told = BTreeSet::new();
    for (index, reported) in report.findings.iter().enumerate() {
        if style.verbosity == Verbosity::Quiet || index >= EXCERPTS {
            out.push_str(&place::headline(&reported.finding));
            out.push('\n');
        } else {
            let first = told.insert(reported.finding.rule.as_str());
            out.push_str(&with_excerpt(report, reported, style, first));
        }
    }
    out
}

/// Findings of a run that judged nothing, so that there is nothing to sum up.
pub fn without_summary(report: &Report) -> String {
    let found = findings(report, &Style::default());
    plain::guard(&found, Escape::Visible)
}

fn with_excerpt(report: &Report, reported: &Reported, style: &Style, first: bool) -> String {
    let finding = &reported.finding;
    let title = level(finding.severity)
        .primary_title(plain::line(&finding.message))
        .id(plain::line(&finding.rule));
    let (shared, apart) = split_related(finding);
    let mut places = vec![&finding.place];
    let mut group = title.element(marked(&finding.place, &shared));
    for related in apart {
        group = group.element(context(related, places.len()));
        places.push(&related.place);
    }
    let mut remarks = remarks(report, reported, style, first);
    remarks.extend(trend::remark(report, reported));
    for (name, text) in remarks {
        let level = Level::NOTE.with_name(name);
        group = group.element(level.message(plain::line(&text).into_owned()));
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width.max(60)).hyperlink(false);
    format!(
        "{}\n\n",
        with_positions(&renderer.render(&[group]), &places)
    )
}

/// Puts the true positions in: the renderer counts columns in the excerpt, people in the file.
fn with_positions(rendered: &str, places: &[&Place]) -> String {
    let mut pieces = rendered.split(plain::MARK);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        let index = piece
            .split(':')
            .next()
            .and_then(|n| n.parse::<usize>().ok());
        let place = index.and_then(|index| places.get(index));
        // A runner may take the renderer's `:::` for the start of a command.
        if let Some((before, after)) = out.rsplit_once(":::").filter(|_| index > Some(0)) {
            out = format!("{before}-->{after}");
        }
        out.push_str(&place.map_or_else(String::new, |place| place::text(place)));
        out.push_str(rest);
    }
    out
}

/// What a snippet is told its path is, until the position is put in.
fn stand_in(index: usize) -> String {
    format!("{}{index}", plain::MARK)
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// Related places near the finding share its excerpt; the others get their own.
fn split_related(finding: &Finding) -> (Vec<&Related>, Vec<&Related>) {
    let line = Spot::of(&finding.place).start.line;
    finding.related.iter().partition(|related| {
        related.place.source.path == finding.place.source.path
            && Spot::of(&related.place).start.line.abs_diff(line) <= NEAR
    })
}

/// The excerpt of the finding itself, with the related places near it.
fn marked<'a>(place: &'a Place, shared: &[&'a Related]) -> Snippet<'a, Annotation<'a>> {
    let mut places = vec![place];
    places.extend(shared.iter().map(|related| &related.place));
    let labels = shared.iter().map(|related| plain::line(&related.label));
    let (snippet, marks) = snippet(&places);
    let mut marks = marks.into_iter();
    let primary = marks.next().map(|mark| AnnotationKind::Primary.span(mark));
    let context = |(mark, label)| AnnotationKind::Context.span(mark).label(label);
    snippet
        .path(stand_in(0))
        .annotations(primary)
        .annotations(marks.zip(labels).map(context))
}

/// The excerpt of a related place elsewhere.
fn context(related: &Related, index: usize) -> Snippet<'_, Annotation<'_>> {
    let (snippet, marks) = snippet(&[&related.place]);
    let mark = |mark| {
        let annotation = AnnotationKind::Context.span(mark);
        annotation.label(plain::line(&related.label))
    };
    snippet
        .path(stand_in(index))
        .annotations(marks.into_iter().map(mark))
}

/// The lines that hold all the places, which are in one source, and where these went.
fn snippet<'a>(places: &[&'a Place]) -> (Snippet<'a, Annotation<'a>>, Vec<Range<usize>>) {
    let spans: Vec<Span> = places.iter().map(|place| marked_span(place)).collect();
    let source = &places[0].source;
    let lines = |offset: fn(&Span) -> u32| {
        let offsets = spans.iter().map(offset);
        offsets.map(|at| source.line_col(at).line)
    };
    let first = lines(|span| span.start).min().unwrap_or(1);
    let last = lines(|span| span.end).max().unwrap_or(first);
    let excerpt = excerpt(source, first, last, &spans);
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line as usize);
    (snippet, excerpt.marks)
}

/// The span to mark: the whole of it, or its first line where it is tall.
fn marked_span(place: &Place) -> Span {
    let Spot { start, end, .. } = Spot::of(place);
    let tall = end.line - start.line >= TALLEST;
    let line = place.source.line_range(start.line).filter(|_| tall);
    let end = line.and_then(|line| u32::try_from(line.end).ok());
    Span {
        start: place.span.start,
        end: end.unwrap_or(place.span.end).max(place.span.start),
    }
}

/// What is said below an excerpt; a rule's own story only where it is met first, or with `-v`.
fn remarks(
    report: &Report,
    reported: &Reported,
    style: &Style,
    first: bool,
) -> Vec<(&'static str, String)> {
    let finding = &reported.finding;
    let planned = report.planned(&reported.fingerprint);
    let verbose = style.verbosity == Verbosity::Verbose;
    let mut remarks = vec![("help", finding.help.clone())];
    remarks.extend(planned.map(|own| ("plan", own.words())));
    if let Some(rule) = report.rule(&finding.rule) {
        if verbose {
            remarks.push((
                "rule",
                format!("{} ({})", rule.title, rule.obligation.word()),
            ));
            remarks.push(("why", rule.why.clone()));
        }
        if first || verbose {
            remarks.extend(rule.adjusted.iter().map(|own| ("note", own.words())));
            remarks.extend(rule.citations.iter().map(|c| ("source", c.short())));
        }
    }
    remarks.retain(|(_, text)| !text.is_empty());
    remarks
}

fn unknown_lines(report: &Report) -> String {
    let unknown = report.verdicts.iter().filter(|v| v.state == State::Unknown);
    paragraph(&unknown.map(unknown_line).collect::<String>())
}

fn unknown_line(verdict: &Verdict) -> String {
    let subject = words::subject(&verdict.subject);
    let at = verdict
        .place
        .as_ref()
        .map(|place| place::text(place) + ": ");
    let at = at.unwrap_or_default();
    let text = format!("{at}unknown[{}]: {subject}: {}", verdict.rule, verdict.note);
    format!("{}\n", plain::line(&text))
}

fn waiver_lines(report: &Report) -> String {
    let line = |waiver: &Waiver| {
        let Waiver {
            id, rule, target, ..
        } = waiver;
        let mut left = waiver.time_left();
        if !waiver.flaw.is_empty() {
            left = format!("{left}; excuses {}", waiver.covers_in_words());
        }
        let word = if waiver.covers > 0 {
            "waived"
        } else {
            "waiver"
        };
        let text = format!(
            "{word}[{rule}]: {target} by `{id}` ({left}): {}",
            waiver.reason
        );
        format!("{}\n", plain::line(&text))
    };
    paragraph(&report.waivers.iter().map(line).collect::<String>())
}

fn paragraph(lines: &str) -> String {
    if lines.is_empty() {
        String::new()
    } else {
        format!("{lines}\n")
    }
}

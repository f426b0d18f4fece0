//! The report for people at a terminal: findings with excerpts and carets, then a summary.
//!
//! It never writes a character of a document that was not made harmless first.

use crate::error::Result;
use crate::finding::{Finding, Place, Related, Severity, Span};
use crate::report::contents::{Report, Reported, State, Verdict, Waiver};
use crate::report::place::{self, Spot, excerpt};
use crate::report::plain::{self, Escape};
use crate::report::{Style, Verbosity, words};
use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};
use std::cmp::Reverse;
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
    let mut out = String::new();
    let mut told = BTreeSet::new();
    for (index, reported) in report.findings.iter().enumerate() {
        if style.verbosity == Verbosity::Quiet || index >= EXCERPTS {
            out.push_str(&one_line(reported));
        } else {
            let first = told.insert(reported.finding.rule.as_str());
            out.push_str(&with_excerpt(report, reported, style, first));
        }
    }
    if style.verbosity == Verbosity::Verbose {
        out.push_str(&unknown_lines(report));
        out.push_str(&waiver_lines(report));
    }
    if style.verbosity != Verbosity::Quiet {
        out.push_str(&summary(report, style));
    }
    Ok(plain::guard(&out, Escape::Visible))
}

/// `path:line:col: error[RULE]: message`, which editors can jump to.
fn one_line(reported: &Reported) -> String {
    let Finding {
        rule,
        severity,
        message,
        place,
        ..
    } = &reported.finding;
    let (at, message) = (place::text(place), plain::line(message));
    format!("{at}: {}[{rule}]: {message}\n", severity.word())
}

fn with_excerpt(report: &Report, reported: &Reported, style: &Style, first: bool) -> String {
    let finding = &reported.finding;
    let title = level(finding.severity)
        .primary_title(plain::line(&finding.message))
        .id(plain::line(&finding.rule));
    let mut group = title.element(origin(&finding.place));
    let (shared, apart) = split_related(finding);
    group = group.element(marked(&finding.place, &shared));
    for related in apart {
        group = group.element(origin(&related.place));
        group = group.element(context(&related.place, &related.label));
    }
    for (level, text) in remarks(report, finding, style, first) {
        group = group.element(level.message(plain::line(&text).into_owned()));
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(style.width.max(60)).hyperlink(false);
    format!("{}\n\n", renderer.render(&[group]))
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn origin(place: &Place) -> Origin<'_> {
    let spot = Spot::of(place);
    Origin::path(plain::line(spot.path))
        .line(spot.start.line as usize)
        .char_column(spot.start.column as usize)
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
        .annotations(primary)
        .annotations(marks.zip(labels).map(context))
}

/// The excerpt of a place elsewhere.
fn context<'a>(place: &'a Place, label: &'a str) -> Snippet<'a, Annotation<'a>> {
    let (snippet, marks) = snippet(&[place]);
    let label = plain::line(label);
    snippet.annotations(
        marks
            .into_iter()
            .map(|mark| AnnotationKind::Context.span(mark).label(label.clone())),
    )
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
    finding: &Finding,
    style: &Style,
    first: bool,
) -> Vec<(Level<'static>, String)> {
    let mut remarks = Vec::new();
    if !finding.help.is_empty() {
        remarks.push((Level::HELP, finding.help.clone()));
    }
    let Some(rule) = report.rule(&finding.rule) else {
        return remarks;
    };
    if style.verbosity == Verbosity::Verbose {
        remarks.push((Level::NOTE, rule.why.clone()));
    }
    if first || style.verbosity == Verbosity::Verbose {
        for citation in &rule.citations {
            let note = format!(
                "{} `{}`: {}",
                rule.obligation.word(),
                rule.name,
                citation.short()
            );
            remarks.push((Level::NOTE, note));
        }
    }
    remarks.retain(|(_, text)| !text.is_empty());
    remarks
}

fn unknown_lines(report: &Report) -> String {
    let line = |verdict: &Verdict| {
        let subject = words::subject(&verdict.subject);
        let at = verdict.place.as_ref().map(place::text).unwrap_or_default();
        let text = format!(
            "unknown[{}]: {subject}: {} ({at})",
            verdict.rule, verdict.note
        );
        format!("{}\n", plain::line(&text))
    };
    let unknown = report.verdicts.iter().filter(|v| v.state == State::Unknown);
    paragraph(&unknown.map(line).collect::<String>())
}

fn waiver_lines(report: &Report) -> String {
    let line = |waiver: &Waiver| {
        let Waiver {
            id, rule, target, ..
        } = waiver;
        let left = waiver.time_left();
        let text = format!(
            "waived[{rule}]: {target} by `{id}` ({left}): {}",
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

/// Two lines: what was found, and all six counts with what to do next.
fn summary(report: &Report, style: &Style) -> String {
    let run = &report.run;
    let documents = words::number(run.documents as u64, "document");
    let files: BTreeSet<_> = report
        .findings
        .iter()
        .map(|f| &f.finding.place.source.path)
        .collect();
    let places = if files.is_empty() {
        String::new()
    } else {
        format!(" in {}", words::number(files.len() as u64, "file"))
    };
    let day = if run.as_of_is_today {
        String::new()
    } else {
        format!(", judged as of {}", run.as_of)
    };
    let found = report.findings_in_words();
    let counts = report.counts_in_words();
    let next = next(report, style);
    plain::line(&format!("{found}{places}; {documents} read{day}")).into_owned()
        + &format!("\n{counts}{next}\n")
}

/// What to do next, in half a sentence.
fn next(report: &Report, style: &Style) -> String {
    let worst = report
        .findings
        .iter()
        .min_by_key(|f| Reverse(f.finding.severity));
    let listed = style.verbosity == Verbosity::Verbose;
    match worst {
        Some(worst) => {
            let rule = plain::line(&worst.finding.rule);
            format!("; next: `csp-support explain {rule}`")
        }
        None if report.counts.unknown > 0 && !listed => "; `-v` lists what is unknown".to_owned(),
        None => String::new(),
    }
}

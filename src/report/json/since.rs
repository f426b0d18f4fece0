//! Baselines and earlier reports as the JSON report has them.

use super::subject;
use super::v1::{Baseline, Gone, Past, PastRun, Since};
use crate::report::contents::State;
use crate::report::words::SEVERITIES;
use crate::report::{baseline, trend};

pub(super) fn baseline(told: &baseline::Baselines) -> Baseline<'_> {
    Baseline {
        files: &told.files,
        gone: told.gone.iter().map(gone).collect(),
    }
}

fn gone(gone: &baseline::Gone) -> Gone<'_> {
    Gone {
        rule: &gone.key.rule,
        subject: subject(&gone.key.subject),
        path: &gone.key.path,
        count: gone.count,
        waiver: gone.waiver.as_deref(),
    }
}

pub(super) fn since(trend: &trend::Trend) -> Since<'_> {
    Since {
        date: trend.since(),
        new: &trend.new,
        unchanged: trend.unchanged,
        fixed: trend.fixed.iter().map(past).collect(),
        waived: trend.waived.iter().map(past).collect(),
        untold: trend.untold.iter().map(past).collect(),
        not_asked: trend.not_asked,
        remarks: &trend.remarks,
        runs: trend.runs.iter().map(run).collect(),
    }
}

fn past(past: &trend::Past) -> Past<'_> {
    Past {
        rule: &past.key.rule,
        severity: past.severity.word(),
        message: &past.message,
        subject: subject(&past.key.subject),
        place: &past.place,
    }
}

fn run(run: &trend::PastRun) -> PastRun<'_> {
    let severities = SEVERITIES.iter().zip(run.findings);
    let findings = severities.map(|(s, count)| (s.word().to_owned(), count.into()));
    let counts = State::ALL.map(|s| (s.key().to_owned(), run.counts.of(s).into()));
    PastRun {
        report: &run.name,
        date: &run.date,
        findings_by_severity: findings.collect(),
        counts: counts.into_iter().collect(),
    }
}

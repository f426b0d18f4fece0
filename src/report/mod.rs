//! One report value, many formats.
//!
//! Whoever judged fills a [`Report`]; a format turns it into text. No format sees the arena, an
//! expression or a schema, and none opens a file, asks for the time or prints.
//!
//! To add a format: one file here, one row in [`FORMATS`], a golden file.

pub mod access;
mod annotations;
pub mod assemble;
pub mod audience;
pub mod azure;
pub mod baseline;
mod cases;
pub mod checkstyle;
pub mod concise;
pub mod contents;
pub mod counts;
pub mod csv;
pub mod evidence;
pub mod github;
pub mod gitlab;
pub mod health;
pub mod html;
pub mod ics;
pub mod json;
pub mod junit;
pub mod known;
pub mod manual;
pub mod markdown;
pub mod oscal;
pub mod place;
pub mod plain;
pub mod plan;
pub mod portfolio;
pub mod rdjson;
pub mod remediation;
pub mod reported;
pub mod rule;
pub mod sarif;
pub mod tap;
pub mod text;
pub mod trace;
pub mod trend;
pub mod unchecked;
pub mod waiver;
pub mod words;
mod xml;

pub use access::{AccessRemark, AccessRow, Ending, HeldThrough, NeededFor, Standing};
pub use audience::{Audience, Part};
pub use baseline::{Baselines, Gone};
pub use contents::{
    Counts, DocumentLine, Excused, FreeText, Gate, Input, ManualCheck, Note, Pack, Report, Run,
    State, Verdict, Waiver,
};
pub use health::{HealthRow, OpenIssue};
pub use portfolio::{Owners, PortfolioRow, Whose};
pub use remediation::Remediation;
pub use reported::{Novelty, Reported};
pub use rule::{Adjustment, Change, Citation, Edition, Obligation, Origin, Rule};
pub use trace::{FieldLine, Sight};
pub use trend::{Earlier, Past, PastRun, Trend};
pub use unchecked::{Cause, Unchecked};

use crate::error::Result;

/// How a report is to look; machine formats heed only what names them.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are wanted: only on a terminal, or when asked for.
    pub color: bool,
    /// Width of the terminal in characters.
    pub width: usize,
    /// How much is told.
    pub verbosity: Verbosity,
    /// Who reads an audit in HTML or Markdown.
    pub audience: Audience,
    /// Whether SARIF also tells what is waived or in the baseline, as suppressed.
    pub sarif_suppressed: bool,
    /// Whether cases in `JUnit` name their file in an attribute.
    pub junit_file: bool,
}

/// How much a text report tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// One line per finding and nothing else (`-q`).
    Quiet,
    /// Findings with excerpts, and a summary.
    #[default]
    Normal,
    /// Also why each rule is there, what was not evaluated, and what is waived (`-v`).
    Verbose,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
            verbosity: Verbosity::Normal,
            audience: Audience::Everybody,
            sarif_suppressed: false,
            junit_file: false,
        }
    }
}

/// A way to write a report down.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What follows `--format`.
    pub name: &'static str,
    /// One line for `--help`.
    pub description: &'static str,
    /// Whether a whole audit can be written so: the others show findings and nothing else.
    pub audit: bool,
    /// Writes the report.
    pub render: fn(&Report, &Style) -> Result<String>,
}

/// All formats, in the order in which `--help` lists them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        description: "for people: each finding with the lines it is about",
        audit: false,
        render: text::render,
    },
    Format {
        name: "concise",
        description: "for editors and `grep`: one line per finding",
        audit: false,
        render: concise::render,
    },
    Format {
        name: "json",
        description: "for programs: everything, versioned; `schema report` describes it",
        audit: true,
        render: json::render,
    },
    Format {
        name: "jsonl",
        description: "for log shippers: the same findings and verdicts, one JSON object per line",
        audit: true,
        render: json::lines::render,
    },
    Format {
        name: "sarif",
        description: "for code scanning: SARIF 2.1.0",
        audit: true,
        render: sarif::render,
    },
    Format {
        name: "junit",
        description: "for test reports in GitLab, Jenkins and Azure: JUnit XML",
        audit: true,
        render: junit::render,
    },
    Format {
        name: "tap",
        description: "for test harnesses: TAP 14",
        audit: false,
        render: tap::render,
    },
    Format {
        name: github::NAME,
        description: "for GitHub Actions: annotations beside the lines, and the job summary",
        audit: false,
        render: github::render,
    },
    Format {
        name: "gitlab",
        description: "for merge requests in GitLab: a Code Quality report",
        audit: false,
        render: gitlab::render,
    },
    Format {
        name: "azure",
        description: "for Azure Pipelines: errors and warnings of the run",
        audit: false,
        render: azure::render,
    },
    Format {
        name: "checkstyle",
        description: "for Jenkins, reviewdog and editors: Checkstyle XML",
        audit: false,
        render: checkstyle::render,
    },
    Format {
        name: "rdjson",
        description: "for reviewdog: one JSON object",
        audit: false,
        render: rdjson::render,
    },
    Format {
        name: "rdjsonl",
        description: "for reviewdog: one JSON object per finding and line",
        audit: false,
        render: rdjson::render_lines,
    },
    Format {
        name: "markdown",
        description: "for a comment or a document",
        audit: true,
        render: markdown::render,
    },
    Format {
        name: "csv",
        description: "for spreadsheets: one row per verdict",
        audit: true,
        render: csv::render,
    },
    Format {
        name: "plan",
        description: "for deciding: a table to be filled in; `plan import` reads it back",
        audit: true,
        render: plan::render,
    },
    Format {
        name: "html",
        description: "for reading, sending and printing: one file that needs nothing else",
        audit: true,
        render: html::render,
    },
    Format {
        name: ics::NAME,
        description: "for calendars: the last day of everything that ends, as RFC 5545",
        audit: true,
        render: ics::render,
    },
    Format {
        name: "oscal",
        description: "for auditors' tools: OSCAL 1.2.1 assessment results",
        audit: true,
        render: oscal::render,
    },
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

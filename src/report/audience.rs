//! Who reads an audit, and what of it in which order.
//!
//! One report for all: an audience gets other parts first and leaves some out, never other numbers.

/// Who reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// Whoever it is: all parts.
    #[default]
    Everybody,
    /// Who decides what is done: plain words, by offering and customer, no code.
    Manager,
    /// Who wants it proven: what is asked and where, editions, evidence, hashes, what was not checked.
    Auditor,
    /// Who mends it: file by file, with the YAML to write.
    Engineer,
}

/// A part of an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Offerings and customers, one row each.
    Portfolio,
    /// What needs a person.
    Findings,
    /// What is new and what is mended since an earlier report.
    Trend,
    /// Rules by documents.
    Obligations,
    /// From obligation to published page, and back.
    Trace,
    /// Needed and held roles.
    Access,
    /// Service health.
    Health,
    /// What ends when.
    Endings,
    /// What could not be judged.
    Unknown,
    /// What was not asked.
    Elsewhere,
    /// Agreed exceptions.
    Waivers,
    /// What no tool can answer.
    ByHand,
    /// Promises in free text.
    FreeText,
    /// What the report rests on and cannot say.
    Coverage,
    /// Where the rules are written.
    Sources,
    /// How the report was made.
    Run,
}

impl Part {
    /// Its name in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Portfolio => "portfolio",
            Self::Findings => "findings",
            Self::Trend => "trend",
            Self::Obligations => "obligations",
            Self::Trace => "trace",
            Self::Access => "access",
            Self::Health => "health",
            Self::Endings => "endings",
            Self::Unknown => "unknown",
            Self::Elsewhere => "elsewhere",
            Self::Waivers => "waivers",
            Self::ByHand => "by-hand",
            Self::FreeText => "free-text",
            Self::Coverage => "coverage",
            Self::Sources => "sources",
            Self::Run => "run",
        }
    }
}

impl Audience {
    /// The words on the command line; everybody's needs none.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Manager => "manager",
            Self::Auditor => "auditor",
            Self::Engineer => "engineer",
        }
    }

    /// Its parts in their order.
    pub const fn parts(self) -> &'static [Part] {
        use Part::{
            Access, ByHand, Coverage, Elsewhere, Endings, Findings, FreeText, Health, Obligations,
            Portfolio, Run, Sources, Trace, Trend, Unknown, Waivers,
        };
        match self {
            Self::Everybody => &[
                Portfolio,
                Findings,
                Trend,
                Obligations,
                Trace,
                Access,
                Health,
                Endings,
                Unknown,
                Elsewhere,
                Waivers,
                ByHand,
                FreeText,
                Coverage,
                Sources,
                Run,
            ],
            Self::Manager => &[
                Portfolio, Findings, Trend, Endings, Waivers, Health, ByHand, Coverage, Run,
            ],
            Self::Auditor => &[
                Portfolio,
                Obligations,
                Findings,
                Trend,
                Trace,
                Unknown,
                Waivers,
                ByHand,
                FreeText,
                Elsewhere,
                Access,
                Endings,
                Coverage,
                Sources,
                Run,
            ],
            Self::Engineer => &[Findings, Trend, Unknown, Access, FreeText, Waivers, Run],
        }
    }
}

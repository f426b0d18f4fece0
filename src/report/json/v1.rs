//! Version 1 of the JSON report, frozen: fields may be added, none may change or go.
//!
//! The same shape is described to users in `policies/schemas/report.schema.yaml`.

pub(super) mod health;
pub(super) mod portfolio;
mod rule;
mod since;

pub(super) use rule::{Adjustment, Citation, Edition, Rule};
pub(super) use since::{Baseline, Gone, Past, PastRun, Since};
pub(super) mod trace;

use serde::Serialize;
use serde_json::{Map, Value};

/// The whole document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document<'a> {
    pub(super) format: &'static str,
    pub(super) tool: Tool<'a>,
    pub(super) packs: Vec<Pack<'a>>,
    pub(super) command: &'a [String],
    pub(super) partner: &'a str,
    pub(super) as_of: AsOf<'a>,
    pub(super) inputs: Vec<Input<'a>>,
    pub(super) documents: usize,
    pub(super) gate: Gate,
    pub(super) findings_by_severity: Map<String, Value>,
    pub(super) counts: Map<String, Value>,
    pub(super) findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) known: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline: Option<Baseline<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<Since<'a>>,
    pub(super) complete: bool,
    pub(super) verdicts: Vec<Verdict<'a>>,
    pub(super) waivers: Vec<Waiver<'a>>,
    pub(super) rules: Vec<Rule<'a>>,
    pub(super) manual_checks: Vec<ManualCheck>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) free_text: Vec<FreeText<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) access: Vec<AccessRow<'a>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) access_counts: Map<String, Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) portfolio: Vec<portfolio::PortfolioRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) trace: Vec<trace::Trace<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unchecked: Vec<trace::Unchecked<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) endings: Vec<Ending<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) health: Vec<health::HealthRow<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccessRow<'a> {
    pub(super) customer: &'a str,
    pub(super) title: &'a str,
    pub(super) role: &'a str,
    pub(super) kind: &'static str,
    pub(super) privileged: bool,
    pub(super) needed_for: Vec<NeededFor<'a>>,
    pub(super) held_through: Vec<HeldThrough<'a>>,
    pub(super) until: &'a str,
    pub(super) state: &'static str,
    pub(super) remarks: Vec<AccessRemark<'a>>,
    pub(super) location: Location<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct NeededFor<'a> {
    pub(super) what: &'a str,
    pub(super) document: &'a str,
    pub(super) promised: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct HeldThrough<'a> {
    pub(super) grant: &'a str,
    pub(super) holder: &'a str,
    pub(super) today: Option<bool>,
    pub(super) until: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct AccessRemark<'a> {
    pub(super) state: &'static str,
    pub(super) says: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) rule: &'a str,
    pub(super) location: Location<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ending<'a> {
    pub(super) uid: &'a str,
    pub(super) sort: &'static str,
    pub(super) what: &'static str,
    pub(super) day: &'a str,
    pub(super) days_left: i64,
    pub(super) title: &'a str,
    pub(super) whose: &'a str,
    pub(super) note: &'a str,
    pub(super) subject: Subject<'a>,
    pub(super) location: Location<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct FreeText<'a> {
    pub(super) offering: &'a str,
    pub(super) title: &'a str,
    pub(super) notes: Vec<Note<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Note<'a> {
    pub(super) pointer: &'a str,
    pub(super) location: Location<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Tool<'a> {
    pub(super) name: &'static str,
    pub(super) version: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pack<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) sources_read: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) hash: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct AsOf<'a> {
    pub(super) date: &'a str,
    pub(super) today: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Input<'a> {
    pub(super) path: &'a str,
    pub(super) hash: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Gate {
    pub(super) fail_on: &'static str,
    pub(super) fail_on_unknown: bool,
    pub(super) passed: bool,
    pub(super) reason: String,
    pub(super) exit_code: u8,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Finding<'a> {
    pub(super) rule: &'a str,
    pub(super) severity: &'static str,
    pub(super) message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) help: &'a str,
    pub(super) fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) novelty: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) first_seen: &'a str,
    pub(super) subject: Subject<'a>,
    pub(super) location: Location<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) patch: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Remediation<'a> {
    pub(super) owner: &'a str,
    pub(super) due: &'a str,
    pub(super) days_left: i64,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) note: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Subject<'a> {
    pub(super) kind: &'a str,
    pub(super) id: &'a str,
    pub(super) pointer: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Location<'a> {
    pub(super) path: &'a str,
    pub(super) start: Position,
    pub(super) end: Position,
}

#[derive(Debug, Serialize)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) offset: u32,
}

#[derive(Debug, Serialize)]
pub(super) struct Related<'a> {
    pub(super) label: &'a str,
    pub(super) location: Location<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Verdict<'a> {
    pub(super) rule: &'a str,
    pub(super) subject: Subject<'a>,
    pub(super) state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<Location<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) waiver: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finding: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Waiver<'a> {
    pub(super) id: &'a str,
    pub(super) rule: &'a str,
    pub(super) target: &'a str,
    pub(super) reason: &'a str,
    pub(super) approver: &'a str,
    pub(super) expires: &'a str,
    pub(super) days_left: Option<i64>,
    pub(super) covers: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) flaw: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<Location<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ManualCheck {
    pub(super) id: &'static str,
    pub(super) task: &'static str,
    pub(super) evidence: &'static str,
}

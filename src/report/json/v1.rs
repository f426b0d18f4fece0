//! Version 1 of the JSON report, frozen: fields may be added, none may change or go.
//!
//! The same shape is described to users in `policies/schemas/report.schema.yaml`.

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
    pub(super) complete: bool,
    pub(super) verdicts: Vec<Verdict<'a>>,
    pub(super) waivers: Vec<Waiver<'a>>,
    pub(super) rules: Vec<Rule<'a>>,
    pub(super) manual_checks: Vec<ManualCheck>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) free_text: Vec<FreeText<'a>>,
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
pub(super) struct Finding<'a> {
    pub(super) rule: &'a str,
    pub(super) severity: &'static str,
    pub(super) message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) help: &'a str,
    pub(super) fingerprint: &'a str,
    pub(super) subject: Subject<'a>,
    pub(super) location: Location<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related: Vec<Related<'a>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<Location<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Rule<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) why: &'a str,
    pub(super) fix: &'a str,
    pub(super) origin: &'static str,
    pub(super) obligation: &'static str,
    pub(super) basis: &'a str,
    pub(super) severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edition: Option<Edition<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) adjusted: Option<Adjustment<'a>>,
    pub(super) citations: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Adjustment<'a> {
    pub(super) change: &'static str,
    pub(super) pack: &'a str,
    pub(super) reason: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Edition<'a> {
    pub(super) from: &'a str,
    pub(super) to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) says: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Citation<'a> {
    pub(super) key: &'a str,
    pub(super) title: &'a str,
    pub(super) date: &'a str,
    pub(super) tier: &'a str,
    pub(super) locator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct ManualCheck {
    pub(super) id: &'static str,
    pub(super) task: &'static str,
    pub(super) evidence: &'static str,
}

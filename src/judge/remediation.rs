//! Remediation: who mends what until when, as people planned it beside their documents.
//!
//! A plan excuses nothing. It is read here and compared with findings; what a rule asks it must never know.

mod over;

pub use over::{Over, over};

use crate::finding::{Finding, Place, Severity};
use crate::judge::waiver::Target;
use crate::model::schema::Schema;
use crate::source::Source;
use crate::yaml::{self, Document, NodeRef};
use jiff::civil::Date;
use std::sync::Arc;

/// Names of columns and words of an action plan, which one part of the program writes and another reads.
pub mod columns {
    /// What becomes of the finding: [`FIX`] or [`WAIVE`].
    pub const DECISION: &str = "decision";
    /// Who mends it.
    pub const OWNER: &str = "owner";
    /// Until when.
    pub const DUE: &str = "due";
    /// Why it is waived, or what else to know.
    pub const REASON: &str = "reason";
    /// Who accepts the waiver.
    pub const APPROVER: &str = "approver";
    /// The last day of the waiver.
    pub const UNTIL: &str = "until";
    /// Id of the waiver that excuses it already.
    pub const WAIVER: &str = "waiver";
    /// What the finding is recognised by.
    pub const FINGERPRINT: &str = "fingerprint";
    /// It will be mended.
    pub const FIX: &str = "fix";
    /// It is accepted for a time.
    pub const WAIVE: &str = "waive";
}

/// One thing that is to be mended.
#[derive(Debug, Clone)]
pub struct Remediation {
    /// Id of the rule or check.
    pub rule: String,
    /// Where it is broken, as waivers name it.
    pub target: String,
    /// Who mends it.
    pub owner: String,
    /// The last day on which it should be mended.
    pub due: Date,
    /// What else to know; may be empty.
    pub note: String,
    /// Where the day is written.
    pub place: Place,
    /// Its position among all entries of the file.
    pub position: usize,
}

/// The plan of a workspace.
#[derive(Debug)]
pub struct Plan {
    /// The file, as the one document that it is.
    pub document: Document,
    /// What it says, in its own order.
    pub remediations: Vec<Remediation>,
}

impl Plan {
    /// Reads a plan, or says everything that is wrong with it.
    pub fn read(source: &Arc<Source>, schema: &Schema) -> Result<Option<Self>, Vec<Finding>> {
        let mut reading = yaml::read(source);
        let root = reading.documents.first().map(Document::root);
        let misfits = root.map(|root| schema.misfits(root)).unwrap_or_default();
        let mut findings = std::mem::take(&mut reading.findings);
        findings.extend(misfits.into_iter().map(|misfit| misfit.finding));
        findings.retain(|finding| finding.severity == Severity::Error);
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(reading.documents.into_iter().next().map(|document| {
            let list = document.root().get("remediations");
            let items = list.into_iter().flat_map(NodeRef::items);
            let remediations = items.enumerate().filter_map(remediation).collect();
            Self {
                document,
                remediations,
            }
        }))
    }
}

fn remediation((position, item): (usize, NodeRef<'_>)) -> Option<Remediation> {
    let text = |key: &str| item.get(key).map(|node| node.text().trim().to_owned());
    let due = item.get("due")?;
    Some(Remediation {
        rule: text("rule")?,
        target: text("target")?,
        owner: text("owner")?,
        due: due.text().parse().ok()?,
        note: text("note").unwrap_or_default(),
        place: due.place(),
        position,
    })
}

/// Whether a rule and a target, as a plan names them, mean a finding.
pub fn means(rule: &str, target: &str, finding: &Finding) -> bool {
    let path = finding.place.source.path.as_str();
    rule == finding.rule
        && (target == path
            || Target::parse(target).is_some_and(|target| target.names(&finding.subject, path)))
}

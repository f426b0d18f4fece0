//! What the `_pack.yaml` of a pack says about rules of other packs, as it is written.
//!
//! Whether a pack may say so is decided where packs come together.

use crate::finding::{Place, Severity};
use crate::yaml::NodeRef;

/// A rule of another pack whose findings count for more, or cannot be waived.
#[derive(Debug, Clone)]
pub struct Tightening {
    /// Its id.
    pub rule: String,
    /// The severity that its findings have at least; none where that is left alone.
    pub to: Option<Severity>,
    /// Whether they can still be waived.
    pub waivable: bool,
    /// Why.
    pub reason: String,
    /// Where its id is written.
    pub place: Place,
}

/// A rule of another pack that is not asked.
#[derive(Debug, Clone)]
pub struct Retirement {
    /// Its id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Where its id is written.
    pub place: Place,
}

impl Tightening {
    /// What it does, in words.
    pub fn words(&self) -> String {
        let to = self.to.map(|to| format!("tightened to {}", to.word()));
        let fixed = (!self.waivable).then(|| "no waiver allowed".to_owned());
        let words: Vec<_> = to.into_iter().chain(fixed).collect();
        words.join(", ")
    }
}

/// What `_pack.yaml` tightens; its shape has been checked.
pub(super) fn tightenings(about: NodeRef<'_>) -> Vec<Tightening> {
    let entries = about.get("tighten").into_iter().flat_map(NodeRef::items);
    let read = |node: NodeRef<'_>| {
        Some(Tightening {
            rule: node.str("rule")?.to_owned(),
            to: node.str("severity").map(|severity| match severity {
                "error" => Severity::Error,
                _ => Severity::Warning,
            }),
            waivable: node.get("waivable").and_then(NodeRef::as_bool) != Some(false),
            reason: node.str("reason")?.trim().to_owned(),
            place: node.get("rule")?.place(),
        })
    };
    entries.filter_map(read).collect()
}

/// What `_pack.yaml` retires; its shape has been checked.
pub(super) fn retirements(about: NodeRef<'_>) -> Vec<Retirement> {
    let entries = about.get("retire").into_iter().flat_map(NodeRef::items);
    let read = |node: NodeRef<'_>| {
        Some(Retirement {
            rule: node.str("rule")?.to_owned(),
            reason: node.str("reason")?.trim().to_owned(),
            place: node.get("rule")?.place(),
        })
    };
    entries.filter_map(read).collect()
}

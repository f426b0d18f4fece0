//! The file in which is kept who mends what until when, with more or other entries.
//!
//! What people wrote beside them stays. What an entry is about it must never know.

use super::edit::{self, Splice};
use super::lines::Stuck;
use super::written::inline;
use crate::model::load::API_VERSION;
use crate::yaml::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Something that is to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemediation {
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
}

impl NewRemediation {
    fn value(&self) -> Value {
        let mut value = json!({
            "rule": self.rule,
            "target": self.target,
            "owner": self.owner,
            "due": self.due.to_string(),
        });
        if !self.note.is_empty() {
            value["note"] = self.note.as_str().into();
        }
        value
    }

    fn is_about(&self, item: NodeRef<'_>) -> bool {
        item.str("rule") == Some(&self.rule) && item.str("target") == Some(&self.target)
    }

    /// What has to change in an entry about the same.
    fn changes(&self, item: NodeRef<'_>) -> Result<Vec<Splice>, Stuck> {
        let due = self.due.to_string();
        let mut splices = Vec::new();
        for (key, text) in [("owner", &self.owner), ("due", &due), ("note", &self.note)] {
            let known = item.get(key);
            if known.map_or("", NodeRef::text) == text {
                continue;
            }
            splices.push(match known {
                Some(node) if text.is_empty() => edit::remove(node)?,
                Some(node) => edit::set(node, &text.as_str().into())?,
                None => edit::insert(item, item.get("due"), key, &text.as_str().into())?,
            });
        }
        Ok(splices)
    }
}

/// The text of the file with these entries; none where it says all of it already.
pub fn planned(known: Option<&Document>, new: &[NewRemediation]) -> Result<Option<String>, Stuck> {
    let list = known.and_then(|document| document.root().get("remediations"));
    let Some((document, list)) = known.zip(list) else {
        return Ok((!new.is_empty()).then(|| first(new)));
    };
    let (mut splices, mut added) = (Vec::new(), Vec::new());
    for remediation in new {
        match list.items().find(|item| remediation.is_about(*item)) {
            Some(item) => splices.extend(remediation.changes(item)?),
            None => added.push(remediation.value()),
        }
    }
    if !added.is_empty() {
        let added: Vec<&Value> = added.iter().collect();
        splices.extend(edit::relist(list, &[], &added)?);
    }
    if splices.is_empty() {
        return Ok(None);
    }
    edit::apply(&document.source.text, splices).map(Some)
}

/// The text of the file without the entries at these positions.
pub fn thinned(known: &Document, gone: &[usize]) -> Result<String, Stuck> {
    let text = &known.source.text;
    let Some(list) = known.root().get("remediations") else {
        return Ok(text.clone());
    };
    let items: Vec<NodeRef<'_>> = list.items().collect();
    let gone = gone.iter().filter_map(|at| items.get(*at).copied());
    edit::apply(text, edit::relist(list, &gone.collect::<Vec<_>>(), &[])?)
}

/// A whole new file.
fn first(new: &[NewRemediation]) -> String {
    let lines = new
        .iter()
        .map(|own| format!("  - {}\n", inline(&own.value())));
    let lines: String = lines.collect();
    format!(
        "# Who mends what until when. `csp-support plan import` adds to it; people may edit it.\n\
         apiVersion: {API_VERSION}\nremediations:\n{lines}"
    )
}

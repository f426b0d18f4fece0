//! Proves what a rule says is to be written: laid over the place that breaks the rule, it must mend it.
//!
//! The change is made to a copy of the example, which is then loaded and judged like any other.

use super::Trial;
use crate::error::Result;
use crate::judge::apply::Active;
use crate::judge::rule::Rule;
use crate::judge::verdict::{Answered, Verdict};
use crate::model::Schemas;
use crate::model::load::load_documents;
use crate::source::Source;
use crate::yaml;
use serde_json::Value;

impl Trial {
    /// What is still wrong where `patch` is laid over each place that breaks the rule; empty where it mends all.
    pub(super) fn unmended(
        &self,
        rule: &Rule,
        patch: &str,
        schemas: &Schemas,
    ) -> Result<Vec<String>> {
        let Some(patch) = value(patch) else {
            return Ok(vec!["`patch` is no YAML".to_owned()]);
        };
        let mut problems = Vec::new();
        for verdict in self.run(Active::on(rule, self.as_of), schemas) {
            if verdict.outcome.finding().is_some() {
                problems.extend(self.still_wrong(rule, &verdict, &patch, schemas)?);
            }
        }
        Ok(problems)
    }

    fn still_wrong(
        &self,
        rule: &Rule,
        verdict: &Verdict,
        patch: &Value,
        schemas: &Schemas,
    ) -> Result<Option<String>> {
        let pointer = self.pointer(verdict);
        let mut documents = Vec::new();
        for (nth, entry) in self.loaded.workspace.entries().iter().enumerate() {
            let mut whole: Value = entry.document.root().read().unwrap_or(Value::Null);
            if nth == verdict.entry
                && let Some(broken) = whole.pointer_mut(&pointer)
            {
                lay(patch, broken);
            }
            // JSON is YAML.
            documents
                .extend(yaml::read(&Source::new(self.name.clone(), whole.to_string())).documents);
        }
        let mended = Self {
            name: self.name.clone(),
            speaks: false,
            as_of: self.as_of,
            loaded: load_documents(documents)?,
            marked: self.marked.clone(),
        };
        if let Some(finding) = mended.loaded.findings.first() {
            return Ok(Some(format!(
                "{}: `patch` does not fit: {}",
                self.name, finding.message
            )));
        }
        let after = mended.run(Active::on(rule, mended.as_of), schemas);
        let mut same = after
            .iter()
            .filter(|own| own.entry == verdict.entry && mended.pointer(own) == pointer);
        let broken = same.any(|own| {
            !matches!(
                own.outcome.answered(),
                Answered::Pass | Answered::NotApplicable
            )
        });
        Ok(broken.then(|| format!("{}: `patch` does not mend {pointer}", self.name)))
    }

    fn pointer(&self, verdict: &Verdict) -> String {
        let entry = &self.loaded.workspace.entries()[verdict.entry];
        entry.document.node(verdict.node).json_pointer()
    }
}

fn value(text: &str) -> Option<Value> {
    let reading = yaml::read(&Source::new("patch", text));
    let document = reading.documents.first()?;
    document.root().read().ok()
}

/// Mappings merge key by key, everything else replaces, `null` removes: as documents are laid over each other.
fn lay(upper: &Value, lower: &mut Value) {
    let (Value::Object(above), Value::Object(below)) = (upper, &mut *lower) else {
        lower.clone_from(upper);
        return;
    };
    for (key, value) in above {
        if value.is_null() {
            below.remove(key);
        } else {
            lay(value, below.entry(key.clone()).or_insert(Value::Null));
        }
    }
}

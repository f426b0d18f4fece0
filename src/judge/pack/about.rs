//! Reads the files of a pack that hold no rules: `_pack.yaml` and `_sources.yaml`.
//!
//! It reads what a pack says of itself and must never judge by it.

use super::compile::Compiler;
use super::entries::{Retirement, Tightening, retirements, tightenings};
use super::{Covered, Remark};
use crate::judge::rule::{Citation, Rule};
use crate::model::schema::Schema;
use crate::source::Source;
use crate::yaml::{self, NodeRef};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The plain values of `_pack.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct About {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) catalogued: String,
    pub(super) as_of: String,
    pub(super) waiting: Vec<Remark>,
    pub(super) not_checkable: Vec<Remark>,
    pub(super) covered: Vec<Covered>,
}

/// What `_pack.yaml` says about rules.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) controls: Vec<Rule>,
    pub(super) tighten: Vec<Tightening>,
    pub(super) retire: Vec<Retirement>,
}

impl Compiler<'_> {
    /// Reads a small file of the pack; absent means empty.
    pub(super) fn read<T: Default + for<'de> Deserialize<'de>>(
        &mut self,
        source: Option<&Arc<Source>>,
    ) -> T {
        let Some(source) = source else {
            return T::default();
        };
        let reading = yaml::read(source);
        self.findings.extend(reading.findings);
        let Some(document) = reading.documents.first() else {
            return T::default();
        };
        document.root().read().unwrap_or_else(|error| {
            self.broken(error.place(document.root()), error.to_string());
            T::default()
        })
    }

    /// Checks the pack's own file, and reads the manual controls and the words about other packs in it.
    pub(super) fn about(&mut self, source: Option<&Arc<Source>>) -> Named {
        let (Some(source), Ok(shape)) = (source, Schema::load("pack-about")) else {
            return Named::default();
        };
        let reading = yaml::read(source);
        let Some(document) = reading.documents.first() else {
            return Named::default();
        };
        let root = document.root();
        let misfits = shape.misfits(root);
        if misfits.is_empty() {
            return Named {
                controls: self.controls(root),
                tighten: tightenings(root),
                retire: retirements(root),
            };
        }
        let findings = misfits.into_iter().map(|misfit| misfit.finding);
        self.findings.extend(findings);
        Named::default()
    }

    /// The sources that rules may cite, by key.
    pub(super) fn citations(&mut self, file: Option<&Arc<Source>>) -> BTreeMap<String, Citation> {
        let mut sources = BTreeMap::new();
        let Some(file) = file else { return sources };
        let reading = yaml::read(file);
        self.findings.extend(reading.findings);
        let root = reading.documents.first().map(yaml::Document::root);
        let listed = root.and_then(|root| root.get("sources"));
        for node in listed.into_iter().flat_map(NodeRef::items) {
            match node.read::<Citation>() {
                Ok(source) => {
                    self.check_day(node.get("read"));
                    sources.insert(source.key.clone(), source);
                }
                Err(error) => self.broken(error.place(node), error.to_string()),
            }
        }
        sources
    }

    /// The day on which a source was read is a day.
    fn check_day(&mut self, day: Option<NodeRef<'_>>) {
        if let Some(day) = day.filter(|day| day.text().parse::<Date>().is_err()) {
            let message = format!("`{}` is no day such as `2026-11-22`", day.text());
            self.broken(day.place(), message);
        }
    }
}

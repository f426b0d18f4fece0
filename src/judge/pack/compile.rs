//! Compiles the records of a pack: reads, checks, lowers.
//!
//! Everything that is wrong is collected, so that one run shows all of it.

use super::about::About;
use super::edition::RuleScope;
use super::{Pack, PackFiles};
use crate::finding::builtin::PACK_BROKEN;
use crate::finding::{Finding, Place};
use crate::judge::expr::Variable;
use crate::judge::rule::{Citation, Rule, Unwaivable};
use crate::judge::select::{Selection, spec_shape};
use crate::judge::severity::{Basis, Obligation};
use crate::model::kind::Kind;
use crate::model::shape::Type;
use crate::model::{Schemas, schema::Schema};
use crate::source::Source;
use crate::yaml::{self, NodeRef};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    name: String,
    title: String,
    obligation: Obligation,
    basis: Basis,
    each: String,
    why: String,
    fix: String,
    #[serde(default)]
    patch: Option<String>,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    equivalent: Vec<Equivalent>,
    #[serde(default = "waivable")]
    waivable: bool,
}

const fn waivable() -> bool {
    true
}

#[derive(Debug, Deserialize)]
struct Equivalent {
    change: String,
    because: String,
}

/// Reads and compiles a pack, or says everything that is wrong with it.
pub fn compile(files: &PackFiles, schemas: &Schemas) -> Result<Pack, Vec<Finding>> {
    let mut compiler = Compiler::new(files, schemas);
    let about: About = compiler.read(files.about.as_ref());
    compiler.as_of = about.as_of.parse().unwrap_or_default();
    compiler.pack = if about.id.is_empty() {
        files.name.clone()
    } else {
        about.id
    };
    compiler.sources = compiler.citations(files.sources.as_ref());
    let mut rules: Vec<Rule> = files
        .rules
        .iter()
        .flat_map(|source| compiler.file(source))
        .collect();
    let named = compiler.about(files.about.as_ref());
    rules.extend(named.controls);
    compiler.check_ids(&rules);
    if !compiler.findings.is_empty() {
        return Err(compiler.findings);
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Pack {
        id: compiler.pack,
        version: about.version,
        title: about.title,
        catalogued: about.catalogued,
        as_of: compiler.as_of,
        waiting: about.waiting,
        not_checkable: about.not_checkable,
        covered: about.covered,
        tighten: named.tighten,
        retire: named.retire,
        sources: compiler.sources.into_values().collect(),
        rules,
        bases: files.bases.clone(),
        ships: files.ships,
        hash: files.hash(),
        place: files.place(),
    })
}

pub(super) struct Compiler<'a> {
    schemas: &'a Schemas,
    shape: Option<Schema>,
    pub(super) pack: String,
    pub(super) as_of: Date,
    pub(super) bases: &'a BTreeMap<String, Arc<Source>>,
    pub(super) sources: BTreeMap<String, Citation>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Compiler<'a> {
    fn new(files: &'a PackFiles, schemas: &'a Schemas) -> Self {
        Self {
            schemas,
            shape: Schema::load("pack").ok(),
            pack: String::new(),
            as_of: Date::default(),
            bases: &files.bases,
            sources: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    pub(super) fn broken(&mut self, place: Place, message: impl Into<String>) {
        self.findings
            .push(Finding::builtin(PACK_BROKEN, place, message));
    }

    fn file(&mut self, source: &Arc<Source>) -> Vec<Rule> {
        let reading = yaml::read(source);
        let before = self.findings.len();
        self.findings.extend(reading.findings);
        let mut rules = Vec::new();
        for document in &reading.documents {
            let misfits = self
                .shape
                .as_ref()
                .map(|shape| shape.misfits(document.root()))
                .unwrap_or_default();
            self.findings
                .extend(misfits.into_iter().map(|misfit| misfit.finding));
            if self.findings.len() == before {
                let records = document
                    .root()
                    .get("rules")
                    .into_iter()
                    .flat_map(NodeRef::items);
                rules.extend(records.filter_map(|record| self.rule(record)));
            }
        }
        rules
    }

    fn rule(&mut self, node: NodeRef<'_>) -> Option<Rule> {
        let record: Record = match node.read() {
            Ok(record) => record,
            Err(error) => {
                self.broken(error.place(node), error.to_string());
                return None;
            }
        };
        let each = node.get("each")?;
        let (selection, variables) = match self.scope(&record.each) {
            Ok(scope) => scope,
            Err(message) => {
                self.broken(each.place(), message);
                return None;
            }
        };
        let scope = RuleScope {
            picks: selection.picks(),
            variables,
        };
        let editions = node.get("editions")?.items();
        if record.basis != Basis::Own {
            self.check_cited(editions.clone());
        }
        let editions = editions
            .filter_map(|edition| self.edition(node, edition, &scope, record.obligation))
            .collect();
        let place = node.get("id").unwrap_or(node).place();
        let (good, bad) = (self.cases(node, "good"), self.cases(node, "bad"));
        let equivalent = record.equivalent.into_iter();
        let equivalent = equivalent.map(|entry| (entry.change, entry.because));
        Some(Rule {
            id: record.id,
            name: record.name,
            title: record.title,
            obligation: record.obligation,
            basis: record.basis,
            why: record.why.trim().to_owned(),
            fix: record.fix.trim().to_owned(),
            patch: record.patch,
            each: record.each,
            selection,
            at: record.at,
            editions,
            variables: scope.variables,
            good,
            bad,
            equivalent: equivalent.collect(),
            pack: self.pack.clone(),
            place,
            control: None,
            raised: None,
            retired: None,
            unwaivable: (!record.waivable).then(|| Unwaivable {
                pack: self.pack.clone(),
                reason: String::new(),
            }),
        })
    }

    /// Only what the pack asks itself goes without sources.
    fn check_cited<'n>(&mut self, editions: impl Iterator<Item = NodeRef<'n>>) {
        let bare = editions.filter(|edition| edition.get("sources").is_none());
        let places: Vec<_> = bare.map(NodeRef::place).collect();
        for place in places {
            let message =
                "this edition names no `sources`; only a rule on the basis `own` needs none";
            self.broken(place, message);
        }
    }

    /// What `each` picks, and the names that the rule's expressions may use.
    pub(super) fn scope(&self, each: &str) -> Result<(Selection, Vec<Variable>), String> {
        let selection = Selection::parse(each)?;
        let this = selection.type_of_this(self.schemas)?;
        let spec = selection.type_of_spec(self.schemas);
        let partner = Kind::named("PartnerProfile").and_then(|kind| spec_shape(self.schemas, kind));
        let partner = partner.map_or(Type::Any, |shape| shape.ty.clone());
        let variables = [
            ("this", this),
            ("spec", spec),
            ("metadata", Type::Any),
            ("partner", partner),
        ];
        let variables = variables.map(|(name, ty)| Variable {
            name: name.to_owned(),
            ty,
        });
        Ok((selection, variables.into()))
    }

    fn check_ids(&mut self, rules: &[Rule]) {
        let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
        for rule in rules {
            if let Some(first) = seen.insert(&rule.id, rule) {
                let finding = Finding::builtin(
                    PACK_BROKEN,
                    rule.place.clone(),
                    format!("the id `{}` is used twice", rule.id),
                );
                self.findings
                    .push(finding.related(first.place.clone(), "first used here"));
            }
        }
    }
}

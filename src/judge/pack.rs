//! Packs: rule records read, checked and compiled before any document is judged.
//!
//! A mistake in a pack becomes a finding in the pack's own file, and the run ends; a pack never
//! half-works. This module reads records and must never look at a user's documents.

use crate::finding::builtin::PACK_BROKEN;
use crate::finding::{Finding, Place};
use crate::judge::expr::{Expression, ExpressionError, Scope, Variable};
use crate::judge::rule::{Case, Citation, Edition, Message, MessagePart, Rule};
use crate::judge::select::{Selection, spec_shape};
use crate::judge::severity::{Basis, Obligation};
use crate::model::kind::Kind;
use crate::model::nearest::nearest;
use crate::model::shape::Type;
use crate::model::{Schemas, schema::Schema};
use crate::source::{Source, embedded};
use crate::yaml::{self, NodeKind, NodeRef};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A pack, ready to judge.
#[derive(Debug)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// When its sources were read.
    pub catalogued: String,
    /// The date that counts as today in examples that name none.
    pub as_of: Date,
    /// Catalogued obligations that wait for a feature, and why.
    pub waiting: Vec<Waiting>,
    /// Its rules, sorted by id.
    pub rules: Vec<Rule>,
    /// Small workspaces that examples build on, by name.
    pub bases: BTreeMap<String, Arc<Source>>,
}

/// The files of a pack, as found in its folder.
#[derive(Debug, Default)]
pub struct PackFiles {
    /// Files with rules.
    pub rules: Vec<Arc<Source>>,
    /// `_pack.yaml`.
    pub about: Option<Arc<Source>>,
    /// `_sources.yaml`.
    pub sources: Option<Arc<Source>>,
    /// Files under `_bases/`, by name.
    pub bases: BTreeMap<String, Arc<Source>>,
}

impl PackFiles {
    /// Sorts files by their part in a pack; paths are relative to the pack's folder.
    pub fn new(files: impl IntoIterator<Item = (String, Arc<Source>)>) -> Self {
        let mut pack = Self::default();
        for (path, source) in files {
            match path.as_str() {
                "_pack.yaml" => pack.about = Some(source),
                "_sources.yaml" => pack.sources = Some(source),
                _ => match path
                    .strip_prefix("_bases/")
                    .and_then(|name| name.strip_suffix(".yaml"))
                {
                    Some(name) => drop(pack.bases.insert(name.to_owned(), source)),
                    None if path.starts_with('_') => {}
                    None => pack.rules.push(source),
                },
            }
        }
        pack
    }

    /// The files of the pack that ships with the program.
    pub fn embedded() -> Self {
        let files = embedded::policies("csp/").into_iter();
        Self::new(files.map(|(path, text)| {
            let short = path.trim_start_matches("csp/").to_owned();
            (short, Source::new(format!("policies/{path}"), text))
        }))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct About {
    id: String,
    version: String,
    title: String,
    catalogued: String,
    as_of: String,
    waiting: Vec<Waiting>,
}

/// A catalogued obligation that cannot be judged yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Waiting {
    /// The catalogue's id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// What it waits for.
    pub reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sources {
    sources: Vec<Citation>,
}

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
    at: Option<String>,
    #[serde(default)]
    equivalent: Vec<Equivalent>,
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
    let sources: Sources = compiler.read(files.sources.as_ref());
    compiler.pack.clone_from(&about.id);
    compiler.sources = sources
        .sources
        .into_iter()
        .map(|source| (source.key.clone(), source))
        .collect();
    let mut rules: Vec<Rule> = files
        .rules
        .iter()
        .flat_map(|source| compiler.file(source))
        .collect();
    compiler.check_ids(&rules);
    if !compiler.findings.is_empty() {
        return Err(compiler.findings);
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Pack {
        id: about.id,
        version: about.version,
        title: about.title,
        catalogued: about.catalogued,
        as_of: about.as_of.parse().unwrap_or_default(),
        waiting: about.waiting,
        rules,
        bases: files.bases.clone(),
    })
}

struct Compiler<'a> {
    schemas: &'a Schemas,
    shape: Option<Schema>,
    pack: String,
    bases: &'a BTreeMap<String, Arc<Source>>,
    sources: BTreeMap<String, Citation>,
    findings: Vec<Finding>,
}

impl<'a> Compiler<'a> {
    fn new(files: &'a PackFiles, schemas: &'a Schemas) -> Self {
        Self {
            schemas,
            shape: Schema::load("pack").ok(),
            pack: String::new(),
            bases: &files.bases,
            sources: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Reads a small file of the pack; absent means empty.
    fn read<T: Default + for<'de> Deserialize<'de>>(&mut self, source: Option<&Arc<Source>>) -> T {
        let Some(source) = source else {
            return T::default();
        };
        let reading = yaml::read(source);
        self.findings.extend(reading.findings);
        let Some(document) = reading.documents.first() else {
            return T::default();
        };
        document.root().read().unwrap_or_else(|error| {
            self.broken(document.root().place(), error.to_string());
            T::default()
        })
    }

    fn broken(&mut self, place: Place, message: impl Into<String>) {
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
                self.broken(node.place(), error.to_string());
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
        let editions = editions
            .filter_map(|edition| self.edition(node, edition, &scope, record.obligation))
            .collect();
        let place = node.get("id").unwrap_or(node).place();
        let (good, bad) = (self.cases(node, "good"), self.cases(node, "bad"));
        let equivalent = record
            .equivalent
            .into_iter()
            .map(|entry| (entry.change, entry.because))
            .collect();
        Some(Rule {
            id: record.id,
            name: record.name,
            title: record.title,
            obligation: record.obligation,
            basis: record.basis,
            why: record.why.trim().to_owned(),
            fix: record.fix.trim().to_owned(),
            each: record.each,
            selection,
            at: record.at,
            editions,
            variables: scope.variables,
            good,
            bad,
            equivalent,
            pack: self.pack.clone(),
            place,
        })
    }

    /// What `each` picks, and the names that the rule's expressions may use.
    fn scope(&self, each: &str) -> Result<(Selection, Vec<Variable>), String> {
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

    fn edition(
        &mut self,
        rule: NodeRef<'_>,
        edition: NodeRef<'_>,
        scope: &RuleScope,
        obligation: Obligation,
    ) -> Option<Edition> {
        let own = |key: &str| edition.get(key).or_else(|| rule.get(key));
        let date = |key: &str| edition.str(key).and_then(|text| text.parse::<Date>().ok());
        let when = own("when").and_then(|node| self.condition(node, scope));
        let assert = own("assert").and_then(|node| self.condition(node, scope));
        let says = own("says").map(|node| self.message(node, scope))?;
        let keys = edition.get("sources").into_iter().flat_map(NodeRef::items);
        let sources = keys.filter_map(|key| self.citation(key)).collect();
        Some(Edition {
            from: date("from")?,
            to: date("to"),
            sources,
            notes: edition.str("notes").unwrap_or_default().to_owned(),
            contested: edition
                .get("contested")
                .and_then(NodeRef::as_bool)
                .unwrap_or(false),
            obligation: edition
                .get("obligation")
                .and_then(|node| node.read().ok())
                .unwrap_or(obligation),
            when,
            assert,
            says,
        })
    }

    fn citation(&mut self, key: NodeRef<'_>) -> Option<Citation> {
        let found = self.sources.get(key.text()).cloned();
        if found.is_none() {
            let near = nearest(key.text(), self.sources.keys().map(String::as_str));
            let meant = near
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            self.broken(
                key.place(),
                format!("there is no source `{}`{meant}", key.text()),
            );
        }
        found
    }

    fn condition(&mut self, node: NodeRef<'_>, scope: &RuleScope) -> Option<Expression> {
        let compiled = Expression::compile_condition(node.text(), &scope.scope());
        self.checked(node, 0, compiled)
    }

    fn checked(
        &mut self,
        node: NodeRef<'_>,
        offset: usize,
        compiled: Result<Expression, ExpressionError>,
    ) -> Option<Expression> {
        compiled
            .map_err(|error| {
                let at: Range<usize> = error.at.start + offset..error.at.end + offset;
                self.broken(node.place_within(at), error.message);
            })
            .ok()
    }

    /// Splits a message at `{…}`; `{{` is not needed, messages have no braces of their own.
    fn message(&mut self, node: NodeRef<'_>, scope: &RuleScope) -> Message {
        let (text, mut parts, mut at) = (node.text(), Vec::new(), 0);
        while let Some(open) = text[at..].find('{').map(|open| at + open) {
            let close = text[open..]
                .find('}')
                .map_or(text.len(), |close| open + close);
            parts.push(MessagePart::Words(text[at..open].to_owned()));
            let compiled = Expression::compile(&text[open + 1..close], &scope.scope());
            parts.extend(
                self.checked(node, open + 1, compiled)
                    .map(MessagePart::Value),
            );
            at = (close + 1).min(text.len());
        }
        parts.push(MessagePart::Words(text[at..].to_owned()));
        Message {
            text: text.to_owned(),
            parts,
        }
    }

    fn cases(&mut self, rule: NodeRef<'_>, key: &str) -> Vec<Case> {
        let Some(node) = rule.get(key) else {
            return Vec::new();
        };
        if node.kind() == NodeKind::Str {
            return vec![case(node, node)];
        }
        let cases: Vec<_> = node
            .items()
            .filter_map(|item| Some(case(item, item.get("documents")?)))
            .collect();
        for item in node.items() {
            if let Some(base) = item
                .get("base")
                .filter(|base| !self.bases.contains_key(base.text()))
            {
                self.broken(
                    base.place(),
                    format!("the pack has no base `{}`", base.text()),
                );
            }
        }
        cases
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

/// The names of one rule.
struct RuleScope {
    picks: String,
    variables: Vec<Variable>,
}

impl RuleScope {
    fn scope(&self) -> Scope<'_> {
        Scope {
            variables: self.variables.clone(),
            picks: &self.picks,
        }
    }
}

fn case(node: NodeRef<'_>, documents: NodeRef<'_>) -> Case {
    Case {
        name: node.str("name").unwrap_or_default().to_owned(),
        base: node.str("base").map(str::to_owned),
        as_of: node.str("asOf").and_then(|date| date.parse().ok()),
        documents: documents.text().to_owned(),
        place: documents.place(),
    }
}

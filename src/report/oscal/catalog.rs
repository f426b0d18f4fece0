//! The rules as a catalog: a pack is a group, a rule a control with its statement, its objective and why.

use super::controls::{Catalog, CatalogFile, Control, ControlGroup, Part};
use super::shape::{BackMatter, Link, Prop, Resource, Rlink};
use super::{NS, metadata, nothing, objective, prop, props, prose, token, uuid};
use crate::error::Result;
use crate::finding::Severity;
use crate::report::json;
use crate::report::rule::{Change, Citation, Rule};
use std::collections::BTreeMap;

/// The rules of one pack, or the checks of the format itself.
#[derive(Debug, Default)]
pub struct Group {
    /// The pack's id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The pack's version; may be empty.
    pub version: String,
    /// Its rules, sorted by id.
    pub rules: Vec<Rule>,
}

/// Writes rules as a catalog, for a day and a version of this program.
pub fn catalog(groups: &[Group], as_of: &str, version: &str) -> Result<String> {
    let groups = groups.iter().filter(|group| !nothing(&group.controls()));
    let groups: Vec<&Group> = groups.collect();
    let mut file = CatalogFile {
        catalog: Catalog {
            uuid: String::new(),
            metadata: metadata("Rules of csp-support", as_of, version),
            groups: groups.iter().map(|group| group.written()).collect(),
            back_matter: BackMatter {
                resources: sources(&groups),
            },
        },
    };
    file.catalog.uuid = uuid(&["catalog", &json::harmless(&file)?]);
    json::harmless(&file)
}

impl Group {
    fn controls(&self) -> Vec<Control> {
        self.rules.iter().map(control).collect()
    }

    fn written(&self) -> ControlGroup {
        ControlGroup {
            id: format!("pack.{}", token(&self.id)),
            class: "pack",
            title: prose(&self.title),
            props: props([("pack", &self.id), ("version", &self.version)]),
            controls: self.controls(),
        }
    }
}

fn control(rule: &Rule) -> Control {
    let id = token(&rule.id);
    let part = |end: &str, name, ns, text: &str| Part {
        id: format!("{id}_{end}"),
        name,
        ns,
        prose: prose(text),
    };
    Control {
        class: rule.obligation.word(),
        title: prose(&rule.title),
        props: described(rule),
        links: rule.citations.iter().map(reference).collect(),
        parts: vec![
            part("smt", "statement", None, &rule.title),
            Part {
                id: objective(&rule.id),
                ..part("obj", "assessment-objective", None, &rule.title)
            },
            part("gdn", "guidance", None, &rule.why),
            part("fix", "remedy", Some(NS), &rule.fix),
        ],
        id,
    }
}

fn described(rule: &Rule) -> Vec<Prop> {
    let edition = rule.edition.as_ref();
    let own = props([
        ("name", &rule.name),
        ("severity", rule.severity.map_or("", Severity::word)),
        ("obligation", rule.obligation.word()),
        ("asked-by", rule.basis_words()),
        ("in-force-from", edition.map_or("", |edition| &edition.from)),
    ]);
    let core = |name, value: &str| Prop {
        name,
        ns: None,
        value: value.to_owned(),
    };
    let change = rule.adjusted.as_ref();
    let retired = change.is_some_and(|adjusted| adjusted.change == Change::Retired);
    let withdrawn = retired.then(|| core("status", "withdrawn"));
    let adjusted = change.and_then(|adjusted| prop("adjusted", &adjusted.words()));
    let all = [core("label", &rule.id)].into_iter().chain(withdrawn);
    all.chain(own).chain(adjusted).collect()
}

/// The name of the resource that stands for a source.
fn source(citation: &Citation) -> String {
    uuid(&["source", &citation.key, &citation.title])
}

fn reference(citation: &Citation) -> Link {
    Link {
        href: format!("#{}", source(citation)),
        rel: Some("reference"),
    }
}

/// Every source that a rule cites, once.
fn sources(groups: &[&Group]) -> Vec<Resource> {
    let rules = groups.iter().flat_map(|group| &group.rules);
    let citations = rules.flat_map(|rule| &rule.citations);
    let by_name: BTreeMap<_, _> = citations
        .map(|citation| ((&citation.key, &citation.title), citation))
        .collect();
    by_name.into_values().map(resource).collect()
}

fn resource(citation: &Citation) -> Resource {
    let link = citation.link().map(|url| Rlink {
        href: url.to_owned(),
        media_type: None,
        hashes: Vec::new(),
    });
    Resource {
        uuid: source(citation),
        title: prose(&citation.title),
        description: prose(&citation.locator),
        props: props([
            ("key", &citation.key),
            ("date", &citation.date),
            ("read", citation.tier_words()),
        ]),
        rlinks: link.into_iter().collect(),
    }
}

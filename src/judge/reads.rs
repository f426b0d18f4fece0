//! What a rule looks at, told from its record: fields by name, facts with what they are about.
//!
//! What a fact reads in turn is its own affair, so a rule that names only facts names no fields; this never guesses.

use crate::judge::expr::reads::Reads;
use crate::judge::facts::FACTS;
use crate::judge::rule::{MessagePart, Rule};
use crate::judge::select::Selection;
use crate::model::shape::Step;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Places of variables in the scope of a rule.
const THIS: usize = 0;
const SPEC: usize = 1;
const PARTNER: usize = 3;

/// What a rule looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// The kind of the documents; empty where it is not one kind.
    pub kind: &'static str,
    /// Fields of their `spec`.
    pub fields: BTreeSet<String>,
    /// Fields of the partner's profile.
    pub of_partner: BTreeSet<String>,
    /// Facts by name, with what each says.
    pub facts: BTreeMap<&'static str, &'static str>,
    /// Whether it looks at every text that customers read.
    pub texts: bool,
}

impl Rule {
    /// What it looks at under the edition of a date.
    pub fn sight(&self, as_of: Date) -> Sight {
        let mut reads = Reads::default();
        if let Some(edition) = self.edition(as_of).or(self.editions.last()) {
            let limits = edition.applies.iter().map(|limit| &limit.condition);
            let asked = limits.chain(&edition.when).chain(&edition.assert);
            asked.for_each(|expression| expression.reads(&mut reads));
            for part in &edition.says.parts {
                if let MessagePart::Value(expression) = part {
                    expression.reads(&mut reads);
                }
            }
        }
        let mut sight = Sight {
            facts: told(&reads),
            ..Sight::default()
        };
        let whole = match &self.selection {
            Selection::Nodes { kind, filter, path } => {
                sight.kind = kind.name;
                sight
                    .fields
                    .extend(filter.iter().map(|(field, _)| field.clone()));
                if let Some(Step::Key(first)) = path.first() {
                    sight.fields.insert(first.clone());
                }
                path.is_empty()
            }
            Selection::CustomerText => {
                sight.texts = true;
                false
            }
            Selection::Workspace | Selection::Relation(_) => false,
        };
        if let Some(at) = self.at.as_deref().filter(|_| whole) {
            let first = at.split('.').next().unwrap_or(at);
            sight.fields.insert(first.to_owned());
        }
        for (slot, name) in reads.fields {
            match slot {
                THIS if whole => sight.fields.insert(name),
                SPEC => sight.fields.insert(name),
                PARTNER => sight.of_partner.insert(name),
                _ => false,
            };
        }
        sight
    }
}

/// Each fact with its sentence.
fn told(reads: &Reads) -> BTreeMap<&'static str, &'static str> {
    let known = FACTS.iter().copied().flatten();
    let named = known.filter(|fact| reads.facts.contains(fact.name));
    named.map(|fact| (fact.name, fact.about)).collect()
}

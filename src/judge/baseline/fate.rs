//! What became of a finding that was there earlier and is not there now.
//!
//! Only a rule that was asked and could answer shows that something is mended. It looks at answers and
//! must never know who remembers the finding.

use crate::finding::Subject;
use crate::finding::key::Key;
use crate::judge::Judgement;
use crate::judge::pack::Pack;
use crate::judge::verdict::Outcome;
use std::collections::{BTreeMap, BTreeSet};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was looked for and is not there any more.
    Gone,
    /// It is excused by the waiver with this id.
    Waived(String),
    /// It was looked for, and could not be told.
    Untold,
    /// It was not looked for.
    NotAsked,
}

/// What was asked of a workspace.
pub struct Asked<'a> {
    /// All packs, whether their rules were asked or not.
    pub packs: &'a [Pack],
    /// Rules and built-in checks that were to be left out.
    pub ignored: &'a [String],
    /// Whether waivers were looked at.
    pub waivers: bool,
    /// The files of the workspace, and whether their findings are asked for.
    pub files: BTreeMap<String, bool>,
}

/// What a run could tell of a workspace.
#[derive(Debug)]
pub struct Answers {
    /// Rules that were not asked.
    silent: BTreeSet<String>,
    waivers: bool,
    files: BTreeMap<String, bool>,
    /// By kind and id.
    documents: BTreeMap<(String, String), Condition>,
    /// Answers other than met or not met, by rule and subject.
    special: BTreeMap<(String, Subject), Fate>,
}

/// The condition of a document.
#[derive(Debug, Clone, Copy)]
struct Condition {
    asked: bool,
    /// Could be read as YAML.
    sound: bool,
    /// Has errors, so that rules cannot answer.
    stopped: bool,
}

impl Answers {
    /// Takes from a judgement what [`Answers::fate`] needs.
    pub fn of(judgement: &Judgement<'_>, asked: Asked<'_>) -> Self {
        let rules: BTreeSet<&str> = judgement
            .rules
            .iter()
            .map(|rule| rule.id.as_str())
            .collect();
        let all = asked.packs.iter().flat_map(|pack| &pack.rules);
        let unasked = all.filter(|rule| !rules.contains(rule.id.as_str()));
        let silent = unasked.map(|rule| rule.id.clone());
        Self {
            silent: silent.chain(asked.ignored.iter().cloned()).collect(),
            waivers: asked.waivers,
            documents: documents(judgement, &asked.files),
            special: special(judgement),
            files: asked.files,
        }
    }

    /// Whether a rule or check was asked.
    pub fn asks(&self, rule: &str) -> bool {
        !self.silent.contains(rule) && (self.waivers || !rule.starts_with("waiver-"))
    }

    /// What became of a finding that is not there. Where a new finding `hides_documents`, because what it
    /// is about could not be read, a document that is not there may be among them.
    pub fn fate(&self, key: &Key, hides_documents: bool) -> Fate {
        if !self.asks(&key.rule) {
            return Fate::NotAsked;
        }
        let subject = &key.subject;
        if subject.id.is_empty() {
            return self.fate_of_missing(self.files.get(&key.path).copied());
        }
        let document = (subject.kind.clone(), subject.id.clone());
        match self.documents.get(&document) {
            None if hides_documents => Fate::Untold,
            None => self.fate_of_missing(None),
            Some(condition) if !condition.asked => Fate::NotAsked,
            Some(condition) if !condition.lets(&key.rule) => Fate::Untold,
            Some(_) => {
                let answer = self.special.get(&(key.rule.clone(), subject.clone()));
                answer.cloned().unwrap_or(Fate::Gone)
            }
        }
    }

    /// What is not there is gone only where everything was looked at.
    fn fate_of_missing(&self, asked: Option<bool>) -> Fate {
        if asked.unwrap_or_else(|| self.files.values().all(|&asked| asked)) {
            Fate::Gone
        } else {
            Fate::NotAsked
        }
    }
}

impl Condition {
    /// Whether a check could answer: the text is looked at always, the shape where the text could be
    /// read, the rest where the shape is right.
    fn lets(self, rule: &str) -> bool {
        rule.starts_with("yaml-") || self.sound && (rule.starts_with("schema-") || !self.stopped)
    }
}

/// Of documents that share an id, all must be asked and in order.
fn documents(
    judgement: &Judgement<'_>,
    files: &BTreeMap<String, bool>,
) -> BTreeMap<(String, String), Condition> {
    let mut documents: BTreeMap<_, Condition> = BTreeMap::new();
    for entry in judgement.workspace.entries() {
        let own = Condition {
            asked: files
                .get(&entry.document.source.path)
                .copied()
                .unwrap_or(true),
            sound: entry.document.is_sound(),
            stopped: entry.stopped,
        };
        let name = (entry.kind.name.to_owned(), entry.id.clone());
        documents
            .entry(name)
            .and_modify(|all| {
                all.asked &= own.asked;
                all.sound &= own.sound;
                all.stopped |= own.stopped;
            })
            .or_insert(own);
    }
    documents
}

fn special(judgement: &Judgement<'_>) -> BTreeMap<(String, Subject), Fate> {
    let mut special = BTreeMap::new();
    for verdict in &judgement.verdicts {
        let entry = &judgement.workspace.entries()[verdict.entry];
        let (subject, fate) = match &verdict.outcome {
            Outcome::Unknown(_) => {
                let node = entry.document.node(verdict.node);
                (entry.subject(node), Fate::Untold)
            }
            Outcome::Waived(finding, waiver) => {
                let waiver = judgement.waivers[*waiver].id();
                (finding.subject.clone(), Fate::Waived(waiver))
            }
            _ => continue,
        };
        let rule = judgement.rules[verdict.rule].id.clone();
        special.entry((rule, subject)).or_insert(fate);
    }
    special
}

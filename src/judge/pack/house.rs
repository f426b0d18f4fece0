//! Packs side by side: ids stand in one of them only, and a house pack may tighten and retire what others ask.
//!
//! A severity is only ever raised, and what is required is never retired; a deviation from that is a
//! waiver. It changes how findings count and must never change what a rule asks.

use super::Pack;
use super::entries::{Retirement, Tightening};
use crate::finding::builtin::PACK_BROKEN;
use crate::finding::{Finding, Place, Severity};
use crate::judge::rule::{Raised, Retired, Rule, Unwaivable};
use crate::judge::severity::Obligation;
use crate::model::nearest::nearest;
use std::collections::BTreeMap;

/// Brings packs together, the later ones speaking about the earlier: applies what they tighten and
/// retire, or says everything that is wrong with it.
pub fn settle(packs: &mut [Pack]) -> Result<(), Vec<Finding>> {
    let mut findings = pack_ids_used_twice(packs);
    findings.extend(rule_ids_used_twice(packs));
    let mut settling = Settling {
        packs,
        decided: BTreeMap::new(),
        unwaivable: Vec::new(),
        findings,
    };
    for pack in packs.iter() {
        for entry in &pack.retire {
            settling.retire(pack, entry);
        }
        for entry in &pack.tighten {
            settling.tighten(pack, entry);
        }
    }
    let Settling {
        decided,
        unwaivable,
        findings,
        ..
    } = settling;
    if !findings.is_empty() {
        return Err(findings);
    }
    for ((pack, rule), decision) in decided {
        let rule = &mut packs[pack].rules[rule];
        match decision.what {
            What::Raise(raised) => rule.raised = Some(raised),
            What::Retire(retired) => rule.retired = Some(retired),
        }
    }
    for ((pack, rule), why) in unwaivable {
        packs[pack].rules[rule].unwaivable.get_or_insert(why);
    }
    Ok(())
}

fn broken(place: &Place, message: String) -> Finding {
    Finding::builtin(PACK_BROKEN, place.clone(), message)
}

fn pack_ids_used_twice(packs: &[Pack]) -> Vec<Finding> {
    let mut seen: BTreeMap<&str, &Pack> = BTreeMap::new();
    let mut findings = Vec::new();
    for pack in packs {
        let Some(first) = seen.insert(&pack.id, pack) else {
            continue;
        };
        let whose = if first.ships {
            "of a pack that ships with csp-support"
        } else {
            "of another pack"
        };
        let message = format!("`{}` is the id {whose}", pack.id);
        let finding = pack.place.as_ref().map(|place| {
            broken(place, message).help("give this pack an `id` of its own in `_pack.yaml`")
        });
        findings.extend(finding);
    }
    findings
}

fn rule_ids_used_twice(packs: &[Pack]) -> Vec<Finding> {
    let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
    let mut findings = Vec::new();
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        if let Some(first) = seen.insert(&rule.id, rule)
            && first.pack != rule.pack
        {
            let message = format!(
                "the id `{}` belongs to a rule of the pack `{}`",
                rule.id, first.pack
            );
            let finding = broken(&rule.place, message)
                .help("give this rule an id of its own; to change the other one, use `tighten` or `retire` in `_pack.yaml`")
                .related(first.place.clone(), "first used here");
            findings.push(finding);
        }
    }
    findings
}

/// What is to become of a rule, and where that is written.
struct Decision {
    what: What,
    pack: String,
    place: Place,
}

enum What {
    Raise(Raised),
    Retire(Retired),
}

impl What {
    const fn word(&self) -> &'static str {
        match self {
            Self::Raise(_) => "tightened",
            Self::Retire(_) => "retired",
        }
    }
}

struct Settling<'a> {
    packs: &'a [Pack],
    /// By the places of pack and rule.
    decided: BTreeMap<(usize, usize), Decision>,
    /// What nobody may waive, and why.
    unwaivable: Vec<((usize, usize), Unwaivable)>,
    findings: Vec<Finding>,
}

impl<'a> Settling<'a> {
    fn retire(&mut self, pack: &Pack, entry: &Retirement) {
        let Some((at, rule)) = self.find(pack, &entry.rule, &entry.place) else {
            return;
        };
        let own = self.packs[at.0].ships;
        if own && is_required(rule) {
            let message = format!("`{}` is required and cannot be retired", rule.id);
            let help = format!(
                "accept a single deviation instead: write a RuleWaiver with `rule: {}`, a target, a reason, \
                 an approver and a day on which it expires",
                rule.id
            );
            self.findings.push(broken(&entry.place, message).help(help));
            return;
        }
        let retired = Retired {
            pack: pack.id.clone(),
            reason: entry.reason.clone(),
        };
        self.decide(at, pack, &entry.place, What::Retire(retired));
    }

    fn tighten(&mut self, pack: &Pack, entry: &Tightening) {
        let Some((at, rule)) = self.find(pack, &entry.rule, &entry.place) else {
            return;
        };
        if !entry.waivable {
            let why = Unwaivable {
                pack: pack.id.clone(),
                reason: entry.reason.clone(),
            };
            self.unwaivable.push((at, why));
        }
        let Some(to) = entry.to else {
            if entry.waivable {
                let message = "this entry tightens nothing".to_owned();
                let finding = broken(&entry.place, message);
                self.findings
                    .push(finding.help("give it a `severity` or `waivable: false`"));
            }
            return;
        };
        let levels = rule.editions.iter();
        let lowest = levels
            .map(|edition| rule.own_level(edition).severity())
            .min()
            .unwrap_or(Severity::Error);
        if to <= lowest {
            let (own, to) = (lowest.word(), to.word());
            let message = format!(
                "`{}` counts as {own} already, and `{to}` does not raise that",
                rule.id
            );
            self.findings.push(
                broken(&entry.place, message)
                    .help("a pack can raise a severity and never lower it; remove this entry"),
            );
            return;
        }
        let raised = Raised {
            to,
            pack: pack.id.clone(),
            reason: entry.reason.clone(),
        };
        self.decide(at, pack, &entry.place, What::Raise(raised));
    }

    /// The rule of another pack with an id.
    fn find(&mut self, pack: &Pack, id: &str, place: &Place) -> Option<((usize, usize), &'a Rule)> {
        let all = self.packs.iter().enumerate().flat_map(|(at, pack)| {
            let rules = pack.rules.iter().enumerate();
            rules.map(move |(index, rule)| ((at, index), rule))
        });
        let Some(found) = all.clone().find(|(_, rule)| rule.id == id) else {
            let near = nearest(id, all.map(|(_, rule)| rule.id.as_str()));
            let help = near.map_or("`csp-support rules` lists all rules".to_owned(), |near| {
                format!("did you mean `{near}`?")
            });
            let message = format!("there is no rule `{id}`");
            self.findings.push(broken(place, message).help(help));
            return None;
        };
        if found.1.pack == pack.id {
            let message = format!("`{id}` is a rule of this pack itself");
            self.findings
                .push(broken(place, message).help("change the rule's own record instead"));
            return None;
        }
        Some(found)
    }

    /// Notes a decision; of two packs that tighten, the stricter one holds, and who retires a rule
    /// speaks alone.
    fn decide(&mut self, at: (usize, usize), pack: &Pack, place: &Place, what: What) {
        let decision = Decision {
            what,
            pack: pack.id.clone(),
            place: place.clone(),
        };
        let Some(first) = self.decided.get(&at) else {
            self.decided.insert(at, decision);
            return;
        };
        match (&first.what, &decision.what) {
            (What::Raise(first), What::Raise(later)) if first.pack != later.pack => {
                if later.to > first.to {
                    self.decided.insert(at, decision);
                }
            }
            (What::Retire(first), What::Retire(later)) if first.pack != later.pack => {}
            _ => {
                let rule = &self.packs[at.0].rules[at.1].id;
                let (was, by) = (first.what.word(), &first.pack);
                let message = format!("`{rule}` is {was} by the pack `{by}` already");
                let finding = broken(place, message)
                    .help("keep one of the two entries")
                    .related(first.place.clone(), "first named here");
                self.findings.push(finding);
            }
        }
    }
}

/// Whether any edition requires a rule.
fn is_required(rule: &Rule) -> bool {
    let editions = rule.editions.iter();
    rule.obligation == Obligation::Must
        || editions
            .clone()
            .any(|edition| edition.obligation == Obligation::Must)
        || editions
            .map(|edition| rule.own_level(edition))
            .any(|level| level.severity() == Severity::Error)
}

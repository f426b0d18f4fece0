//! Waivers: accepted deviations excuse a finding until they end; dead ones are findings themselves.
//!
//! It matches waivers with verdicts and must never know what a rule asks.

mod comment;
mod document;
mod limits;
mod target;

pub use limits::Longest;
pub use target::Target;

use crate::finding::{Finding, Place, builtin};
use crate::judge::Options;
use crate::judge::rule::Rule;
use crate::judge::verdict::{Outcome, Verdict};
use crate::model::nearest::nearest;
use crate::model::{Entry, Loaded, Workspace};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// A waiver and what became of it.
#[derive(Debug)]
pub struct Waiver<'a> {
    /// Where it is written.
    pub origin: Origin<'a>,
    /// The waived rule's id, as written where there is no such rule.
    pub rule: String,
    /// What it covers, as written; for a comment the document beside whose line it stands.
    pub target: String,
    /// Why it was agreed.
    pub reason: &'a str,
    /// Who agreed.
    pub approver: &'a str,
    /// The day on which that was, if it is told.
    pub approved: Option<Date>,
    /// The last day on which it holds, as written.
    pub expires: &'a str,
    /// The same as a date; none where it cannot be read, which counts as ended.
    pub last_day: Option<Date>,
    /// Why it excuses nothing whatever the day, in words.
    pub flaw: Option<String>,
    /// How many verdicts it excuses.
    pub excuses: usize,
    /// Whether something that it covers could not be judged, so that it may be needed after all.
    pub undecided: bool,
    scope: Option<Target<'a>>,
}

/// Where a waiver is written.
#[derive(Debug)]
pub enum Origin<'a> {
    /// In a document of its own.
    Document(&'a Entry),
    /// In a comment beside the line that it excuses.
    Comment(Place),
}

impl Waiver<'_> {
    /// The document's id, or file and line of the comment.
    pub fn id(&self) -> String {
        match &self.origin {
            Origin::Document(entry) => entry.id.clone(),
            Origin::Comment(place) => {
                let at = place.source.line_col(place.span.start);
                format!("{}:{}", place.source.path, at.line)
            }
        }
    }

    /// Where its end, or else it as a whole, is written.
    pub fn place(&self) -> Place {
        match &self.origin {
            Origin::Document(entry) => {
                let spec = entry.spec();
                let expires = spec.and_then(|spec| spec.get("expires"));
                expires
                    .unwrap_or_else(|| entry.document.root().introduced_by())
                    .place()
            }
            Origin::Comment(place) => place.clone(),
        }
    }

    /// Days until it ends, today included as zero; negative once it has ended, none where its end
    /// cannot be read.
    pub fn days_left(&self, as_of: Date) -> Option<i32> {
        days(as_of, self.last_day?)
    }

    /// Whether it still holds.
    pub fn holds(&self, as_of: Date) -> bool {
        self.flaw.is_none() && self.last_day.is_some_and(|last| as_of <= last)
    }

    /// Whether it excuses nothing although it holds, and everything that it covers was judged.
    pub fn is_unused(&self, as_of: Date) -> bool {
        self.holds(as_of) && self.excuses == 0 && !self.undecided
    }

    /// Whether its last day is over.
    pub fn has_ended(&self, as_of: Date) -> bool {
        self.last_day.is_some_and(|last| last < as_of)
    }

    fn covers(
        &self,
        rule: &str,
        entry: &Entry,
        node: NodeRef<'_>,
        finding: Option<&Finding>,
    ) -> bool {
        let scope = self.scope.as_ref();
        rule == self.rule && scope.is_some_and(|scope| scope.covers(entry, node, finding))
    }

    /// Notes what a finding says as the reason for which it excuses nothing.
    fn flawed(&mut self, finding: Finding) -> Finding {
        self.flaw = Some(finding.message.clone());
        finding
    }

    /// A finding about a field of its document, or about the comment.
    fn finding(&self, check: &builtin::BuiltIn, field: &str, message: String) -> Finding {
        let finding = |place| Finding::builtin(check, place, message).help(check.fix);
        match &self.origin {
            Origin::Comment(place) => finding(place.clone()),
            Origin::Document(entry) => {
                let spec = entry.spec();
                let node = spec.and_then(|spec| spec.get(field));
                let node = node.unwrap_or_else(|| entry.document.root().introduced_by());
                finding(node.place()).about(entry.subject(node))
            }
        }
    }
}

/// All rules by which a waiver may name what it excuses.
struct Rules<'r, 'a>(&'r [&'a Rule]);

impl<'a> Rules<'_, 'a> {
    /// The rule with an id, or what else was meant.
    fn with_id(&self, id: &str) -> Result<&'a Rule, String> {
        let found = self.0.iter().find(|rule| rule.id == id);
        found
            .copied()
            .ok_or_else(|| meant(id, self.0.iter().map(|rule| rule.id.as_str())))
    }

    /// The rule with an id or a name, or what else was meant.
    fn named(&self, name: &str) -> Result<&'a Rule, String> {
        let found = self
            .0
            .iter()
            .find(|rule| rule.id == name || rule.name == name);
        let names = self.0.iter().flat_map(|rule| [&rule.id, &rule.name]);
        found
            .copied()
            .ok_or_else(|| meant(name, names.map(String::as_str)))
    }
}

fn meant<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> String {
    nearest(word, names).map_or("`csp-support rules` lists all rules".to_owned(), |near| {
        format!("did you mean `{near}`?")
    })
}

/// All waivers of a workspace, and what is wrong with some of them.
pub fn collect<'a>(
    loaded: &'a Loaded,
    rules: &[&'a Rule],
    options: &Options,
) -> (Vec<Waiver<'a>>, Vec<Finding>) {
    let (workspace, rules) = (&loaded.workspace, Rules(rules));
    let documents = workspace.of_kind("RuleWaiver");
    let documents = documents.map(|entry| document::read(entry, &rules));
    let comments = loaded.comments.iter();
    let comments = comments.map(|place| comment::read(place, workspace, &rules));
    let (mut waivers, mut findings) = (Vec::new(), Vec::new());
    for (waiver, finding) in documents.chain(comments) {
        waivers.extend(waiver);
        findings.extend(finding);
    }
    for waiver in waivers.iter_mut().filter(|waiver| waiver.flaw.is_none()) {
        findings.extend(limits::apply(waiver, &rules, options));
    }
    (waivers, findings)
}

fn malformed(place: Place, message: String) -> Finding {
    Finding::builtin(builtin::WAIVER_MALFORMED, place, message)
}

/// Excuses what waivers cover; a waiver that has ended excuses nothing.
pub fn excuse(
    waivers: &mut [Waiver<'_>],
    verdicts: &mut [Verdict],
    workspace: &Workspace,
    rules: &[&Rule],
    as_of: Date,
) {
    if waivers.is_empty() {
        return;
    }
    let stopped = workspace.entries().iter().filter(|entry| entry.stopped);
    for entry in stopped {
        for waiver in waivers.iter_mut() {
            let scope = waiver.scope.as_ref();
            waiver.undecided |= scope.is_some_and(|scope| scope.touches(entry));
        }
    }
    for verdict in verdicts {
        let finding = match &verdict.outcome {
            Outcome::Fail(finding) | Outcome::Contested(finding) => Some(finding),
            Outcome::Unknown(_) => None,
            _ => continue,
        };
        let entry = &workspace.entries()[verdict.entry];
        let (rule, node) = (&rules[verdict.rule].id, entry.document.node(verdict.node));
        let covers = |waiver: &Waiver<'_>| {
            waiver.holds(as_of) && waiver.covers(rule, entry, node, finding.map(AsRef::as_ref))
        };
        let Some(found) = waivers.iter().position(covers) else {
            continue;
        };
        match finding {
            None => waivers[found].undecided = true,
            Some(finding) => {
                waivers[found].excuses += 1;
                verdict.outcome = Outcome::Waived(finding.clone(), found);
            }
        }
    }
}

/// Waivers that excuse nothing: ended, or without anything to excuse.
pub fn dead(waivers: &[&Waiver<'_>], as_of: Date) -> Vec<Finding> {
    let flawless = waivers.iter().filter(|waiver| waiver.flaw.is_none());
    flawless
        .filter_map(|waiver| dead_waiver(waiver, as_of))
        .collect()
}

fn dead_waiver(waiver: &Waiver<'_>, as_of: Date) -> Option<Finding> {
    let rule = &waiver.rule;
    if waiver.has_ended(as_of) {
        let message = format!("this waiver of {rule} ended on {}", waiver.expires);
        return Some(waiver.finding(builtin::WAIVER_EXPIRED, "expires", message));
    }
    let message = format!("this waiver of {rule} excuses nothing");
    waiver
        .is_unused(as_of)
        .then(|| waiver.finding(builtin::WAIVER_UNUSED, "target", message))
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> Option<i32> {
    from.until(to).ok().map(|span| span.get_days())
}

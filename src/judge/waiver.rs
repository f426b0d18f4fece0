//! Waivers: accepted deviations excuse a finding until they end; dead ones are findings themselves.
//!
//! It matches waivers with verdicts and must never know what a rule asks.

use crate::finding::{Finding, builtin};
use crate::judge::rule::Rule;
use crate::judge::verdict::{Outcome, Verdict};
use crate::model::kind::Kind;
use crate::model::nearest::nearest;
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// A waiver and what became of it.
#[derive(Debug)]
pub struct Waiver<'a> {
    /// The document.
    pub entry: &'a Entry,
    /// The waived rule's id.
    pub rule: &'a str,
    /// What it covers, as written.
    pub target: &'a str,
    /// Why it was agreed.
    pub reason: &'a str,
    /// Who agreed.
    pub approver: &'a str,
    /// The last day on which it holds.
    pub expires: Date,
    /// How many verdicts it excuses.
    pub excuses: usize,
    scope: Target<'a>,
}

#[derive(Debug)]
enum Target<'a> {
    Document {
        kind: &'static Kind,
        id: &'a str,
        pointer: Option<&'a str>,
    },
    Files(Box<globset::GlobMatcher>),
}

impl Waiver<'_> {
    /// Days until it ends, today included as zero; negative once it has ended.
    pub fn days_left(&self, as_of: Date) -> i32 {
        as_of.until(self.expires).map_or(-1, |span| span.get_days())
    }

    /// Whether it still holds.
    pub fn holds(&self, as_of: Date) -> bool {
        as_of <= self.expires
    }

    fn covers(&self, rule: &str, entry: &Entry, node: NodeRef<'_>) -> bool {
        rule == self.rule
            && match &self.scope {
                Target::Document { kind, id, pointer } => {
                    let inside = |pointer: &str| {
                        node.json_pointer().starts_with(pointer)
                            || node.stable_pointer().starts_with(pointer)
                    };
                    entry.kind == *kind && entry.id == *id && pointer.is_none_or(inside)
                }
                Target::Files(glob) => glob.is_match(&entry.document.source.path),
            }
    }
}

/// The waivers of a workspace, and what is wrong with the others.
pub fn collect<'a>(workspace: &'a Workspace, rules: &[&Rule]) -> (Vec<Waiver<'a>>, Vec<Finding>) {
    let (mut waivers, mut findings) = (Vec::new(), Vec::new());
    for entry in workspace
        .of_kind("RuleWaiver")
        .filter(|entry| !entry.stopped)
    {
        match read(entry, rules) {
            Ok(waiver) => waivers.push(waiver),
            Err(finding) => findings.extend(finding),
        }
    }
    (waivers, findings)
}

fn read<'a>(entry: &'a Entry, rules: &[&Rule]) -> Result<Waiver<'a>, Option<Finding>> {
    let spec = entry.spec().ok_or(None)?;
    let text = |key: &str| spec.str(key).ok_or(None);
    let (rule, target) = (text("rule")?, text("target")?);
    if !rules.iter().any(|known| known.id == rule) {
        let near = nearest(rule, rules.iter().map(|known| known.id.as_str()));
        let help = near.map_or("`csp-support rules` lists all rules".to_owned(), |near| {
            format!("did you mean `{near}`?")
        });
        return Err(
            malformed(entry, "rule", format!("there is no rule `{rule}`"))
                .map(|finding| finding.help(help)),
        );
    }
    let scope = scope(target).ok_or_else(|| {
        malformed(
            entry,
            "target",
            format!(
                "`{target}` is neither a document such as `AccessGrant/acme` nor a file pattern"
            ),
        )
    })?;
    let expires = text("expires")?.parse().map_err(|_| None)?;
    Ok(Waiver {
        entry,
        rule,
        target,
        reason: text("reason")?,
        approver: text("approver")?,
        expires,
        excuses: 0,
        scope,
    })
}

fn malformed(entry: &Entry, field: &str, message: String) -> Option<Finding> {
    let node = entry.spec()?.get(field)?;
    Some(
        Finding::builtin(builtin::WAIVER_MALFORMED, node.place(), message)
            .about(entry.subject(node)),
    )
}

fn scope(target: &str) -> Option<Target<'_>> {
    let (document, pointer) = target
        .split_once('#')
        .map_or((target, None), |(document, pointer)| {
            (document, Some(pointer))
        });
    if let Some((kind, id)) = document.split_once('/')
        && let Some(kind) = Kind::named(kind)
    {
        return Some(Target::Document { kind, id, pointer });
    }
    let glob = globset::GlobBuilder::new(target)
        .literal_separator(true)
        .build()
        .ok()?;
    Some(Target::Files(Box::new(glob.compile_matcher())))
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
    for verdict in verdicts {
        let (Outcome::Fail(finding) | Outcome::Contested(finding)) = &verdict.outcome else {
            continue;
        };
        let entry = &workspace.entries()[verdict.entry];
        let (rule, node) = (&rules[verdict.rule].id, entry.document.node(verdict.node));
        let found = waivers
            .iter()
            .position(|waiver| waiver.holds(as_of) && waiver.covers(rule, entry, node));
        if let Some(found) = found {
            waivers[found].excuses += 1;
            verdict.outcome = Outcome::Waived(finding.clone(), found);
        }
    }
}

/// Waivers that excuse nothing: ended, or without anything to excuse.
pub fn dead(waivers: &[&Waiver<'_>], as_of: Date) -> Vec<Finding> {
    waivers
        .iter()
        .filter_map(|waiver| dead_waiver(waiver, as_of))
        .collect()
}

fn dead_waiver(waiver: &Waiver<'_>, as_of: Date) -> Option<Finding> {
    let spec = waiver.entry.spec()?;
    let (check, field, message) = if !waiver.holds(as_of) {
        let message = format!("this waiver of {} ended on {}", waiver.rule, waiver.expires);
        (builtin::WAIVER_EXPIRED, "expires", message)
    } else if waiver.excuses == 0 {
        let message = format!("this waiver of {} excuses nothing", waiver.rule);
        (builtin::WAIVER_UNUSED, "target", message)
    } else {
        return None;
    };
    let node = spec.get(field)?;
    Some(
        Finding::builtin(check, node.place(), message)
            .help(check.fix)
            .about(waiver.entry.subject(node)),
    )
}

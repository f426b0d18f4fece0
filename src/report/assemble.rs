//! From verdicts to a report: what the judge knows, as plain values in the order in which it is printed.
//!
//! The only part of `report` that knows the judge; formats see nothing but the result.

mod access;
mod baseline;
mod documents;
mod health;
mod patch;
mod remediation;
mod trace;
mod trend;
mod verdicts;
mod waivers;

use crate::finding::Finding;
use crate::finding::builtin::BUILTINS;
use crate::judge::Judgement;
use crate::judge::pack::Pack as RulePack;
use crate::model::Entry;
use crate::report::contents::{Pack, Report, Reported, Run};
use crate::report::known::{rule_of_format, rule_of_pack};
use crate::report::manual::CHECKS;
use crate::report::reported::Novelty;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A report in the making; workspaces are added one by one.
#[derive(Debug, Default)]
pub struct Assembly {
    report: Report,
    findings: Vec<(Finding, Option<Novelty>)>,
    /// What waivers excuse, with their ids.
    excused: Vec<(Finding, String)>,
    /// The first finding that was held against no baseline.
    weighed: usize,
    looking: trend::Looking,
    /// All rules of the packs with their titles, asked or not.
    known: BTreeMap<String, String>,
}

impl Assembly {
    /// Begins a report; a complete one (an audit) lists every verdict.
    pub fn new(run: Run, complete: bool) -> Self {
        let report = Report {
            run,
            complete,
            manual_checks: CHECKS.to_vec(),
            ..Report::default()
        };
        Self {
            report,
            ..Self::default()
        }
    }

    /// Adds findings that come from no workspace, such as files that could not be read.
    pub fn add_findings(&mut self, findings: impl IntoIterator<Item = Finding>) {
        let findings = findings.into_iter().map(|finding| (finding, None));
        self.findings.extend(findings);
    }

    /// Adds the pages of published offerings, by the offering's id.
    pub fn add_pages(&mut self, pages: BTreeMap<String, String>) {
        self.report.pages.extend(pages);
    }

    /// Adds the packs that were used.
    pub fn add_packs(&mut self, packs: &[RulePack]) {
        for pack in packs {
            if self
                .report
                .run
                .packs
                .iter()
                .any(|known| known.name == pack.id)
            {
                continue;
            }
            self.report.run.packs.push(Pack {
                name: pack.id.clone(),
                version: pack.version.clone(),
                sources_read: pack.catalogued.clone(),
                hash: pack.hash.clone(),
            });
            let titles = pack
                .rules
                .iter()
                .map(|rule| (rule.id.clone(), rule.title.clone()));
            self.known.extend(titles);
            self.report.unchecked.extend(trace::unchecked(pack));
            if self.report.complete {
                let due = access::rereading(pack, &self.report.run.as_of);
                self.report.endings.extend(due);
            }
        }
    }

    /// Adds the rules of packs, for findings that are added by themselves.
    pub fn add_rules(&mut self, packs: &[RulePack], as_of: Date) {
        for rule in packs.iter().flat_map(|pack| &pack.rules) {
            self.report
                .rules
                .entry(rule.id.clone())
                .or_insert_with(|| rule_of_pack(rule, as_of));
        }
    }

    /// Adds what was judged of the files that are asked for.
    pub fn add(&mut self, judgement: &Judgement<'_>, asked: &(dyn Fn(&str) -> bool + Sync)) {
        let reported = |entry: &Entry| asked(&entry.document.source.path);
        let findings = judgement
            .findings
            .iter()
            .filter(|finding| asked(&finding.place.source.path));
        self.add_findings(findings.cloned());
        for rule in &judgement.rules {
            self.report
                .rules
                .entry(rule.id.clone())
                .or_insert_with(|| rule_of_pack(rule, judgement.as_of));
        }
        self.add_verdicts(judgement, &reported);
        let waivers = judgement
            .waivers
            .iter()
            .filter(|waiver| asked(&waiver.place().source.path));
        self.report
            .waivers
            .extend(waivers.map(|waiver| waivers::agreed(waiver, judgement.as_of)));
        let entries = judgement
            .workspace
            .entries()
            .iter()
            .filter(|entry| reported(entry));
        self.report
            .endings
            .extend(access::endings_of(judgement, asked));
        if self.report.complete {
            self.report
                .access
                .extend(access::rows(judgement, &reported));
            self.report
                .health
                .extend(health::rows(judgement, &reported));
            self.report.documents.extend(
                entries
                    .clone()
                    .map(|entry| documents::line(judgement.workspace, entry)),
            );
            let offerings = entries.clone();
            let offerings = offerings.filter(|entry| entry.kind.name == "SupportOffering");
            self.report
                .free_text
                .extend(offerings.map(documents::free_text));
            let fields = trace::fields(entries.clone(), &self.report.pages);
            self.report.fields.extend(fields);
            let sights = judgement.rules.iter();
            let sights = sights.map(|rule| (rule.id.clone(), trace::sight(rule, judgement.as_of)));
            self.report.sights.extend(sights);
        }
        self.report.run.documents += entries.count();
    }

    /// The finished report; `exit` tells the exit code from what was found.
    pub fn finish(mut self, exit: impl FnOnce(&Report) -> u8) -> Report {
        let found = Reported::with_novelty(self.findings);
        let unchanged = |reported: &Reported| reported.novelty == Some(Novelty::Unchanged);
        (self.report.known, self.report.findings) = found.into_iter().partition(unchanged);
        self.report.excused = waivers::excused(&self.report, self.excused);
        let rules = self.report.findings.iter().chain(&self.report.known);
        for id in rules.map(|reported| &reported.finding.rule) {
            if let Some(check) = BUILTINS.iter().find(|check| check.id == id) {
                self.report
                    .rules
                    .entry(id.clone())
                    .or_insert_with(|| rule_of_format(check));
            }
        }
        verdicts::link(&mut self.report);
        trend::look_back(&mut self.report, &self.looking);
        remediation::settle(&mut self.report);
        trace::tell_unchecked(&mut self.report, &self.known);
        let Report {
            verdicts,
            waivers,
            documents,
            free_text,
            access,
            health,
            endings,
            ..
        } = &mut self.report;
        verdicts.sort_by(|a, b| (&a.rule, &a.subject).cmp(&(&b.rule, &b.subject)));
        waivers.sort_by(|a, b| a.order().cmp(&b.order()));
        documents.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
        free_text.sort_by(|a, b| a.id.cmp(&b.id));
        access.sort_by(|a, b| a.customer.cmp(&b.customer));
        health.sort_by(|a, b| a.customer.cmp(&b.customer));
        endings.sort_by(|a, b| (&a.day, a.sort, &a.title).cmp(&(&b.day, b.sort, &b.title)));
        self.report.run.exit_code = exit(&self.report);
        self.report
    }
}

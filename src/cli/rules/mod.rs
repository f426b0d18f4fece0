//! `rules`: all rules and checks, filtered.

mod catalog;

use crate::cli::args::{ListedSeverity, Rules, RulesFormat};
use crate::cli::output::print_words;
use crate::cli::packs::listed_packs;
use crate::cli::{CLEAN, today};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::finding::builtin::BUILTINS;
use crate::judge::applies::Limit;
use crate::judge::pack::{Coverage, Pack, Remark, coverage};
use crate::judge::rule::Rule;
use crate::judge::severity::Level;
use crate::report::plain::Escape;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Width of lists of ids in characters.
const WIDTH: usize = 96;

/// One line of the list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    severity: &'a str,
    about: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    applies: BTreeMap<&'a str, &'a [String]>,
    /// The same in words, for people.
    #[serde(skip)]
    only: String,
    pack: &'a str,
    sources: Vec<&'a str>,
    /// Whether a waiver may excuse its findings.
    waivable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    adjusted: Option<Adjusted<'a>>,
}

/// What a house pack made of a rule of another one.
#[derive(Debug, Serialize)]
struct Adjusted<'a> {
    change: &'static str,
    pack: &'a str,
    reason: &'a str,
}

pub(super) fn run(rules: &Rules) -> Result<u8> {
    let packs = listed_packs(&rules.packs)?;
    if rules.coverage {
        return tell_coverage(&packs, rules.format);
    }
    let as_of = today::without_workspace(rules.as_of)?;
    let mut lines: Vec<_> = packs
        .iter()
        .flat_map(|pack| of_pack(pack, as_of))
        .chain(of_format())
        .collect();
    lines.retain(|line| rules.wants(line));
    let (text, escape) = match rules.format {
        RulesFormat::Text => (table(&lines), Escape::Visible),
        RulesFormat::Json => (json(&lines)?, Escape::Json),
        RulesFormat::Oscal => (catalog::written(&packs, as_of, &lines)?, Escape::Json),
    };
    print_words(&text, escape)?;
    Ok(CLEAN)
}

fn json(value: &impl Serialize) -> Result<String> {
    let json =
        serde_json::to_string_pretty(value).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{json}\n"))
}

/// What became of each obligation, for the packs that stand on a catalogue.
fn tell_coverage(packs: &[Pack], format: RulesFormat) -> Result<u8> {
    let catalogued = packs.iter().filter(|pack| !pack.catalogued.is_empty());
    let all: Vec<_> = catalogued.map(coverage).collect();
    match format {
        RulesFormat::Text => {
            print_words(&all.iter().map(counts).collect::<String>(), Escape::Visible)?;
        }
        RulesFormat::Json => print_words(&json(&all)?, Escape::Json)?,
        RulesFormat::Oscal => {
            let message = "`--coverage` is told as text or json; OSCAL has no words for it";
            return Err(Error::Usage(message.to_owned()));
        }
    }
    Ok(CLEAN)
}

/// The counts and the ids, in lines that a terminal can hold.
fn counts(coverage: &Coverage<'_>) -> String {
    let lists = [
        ("in rules", &coverage.in_rules),
        ("manual", &coverage.manual),
        ("not checkable", &coverage.not_checkable),
        ("waiting", &coverage.waiting),
    ];
    let sections = lists.into_iter().map(|(title, ids)| {
        let ids: Vec<_> = ids.iter().copied().collect();
        let options = textwrap::Options::new(WIDTH)
            .initial_indent("  ")
            .subsequent_indent("  ")
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace);
        let body = textwrap::fill(&ids.join(" "), options);
        format!("{title}: {}\n{}\n", ids.len(), body.trim_end())
    });
    let head = format!(
        "{}, catalogue of {}: {} obligations\n\n",
        coverage.pack, coverage.catalogued, coverage.total
    );
    [head].into_iter().chain(sections).collect()
}

impl Rules {
    fn wants(&self, line: &Line<'_>) -> bool {
        let holds = |text: &str| {
            let text = text.to_lowercase();
            [line.id, line.name, line.title]
                .iter()
                .any(|field| field.to_lowercase().contains(&text))
        };
        let kind = |kind: &str| line.about.split(['.', '[']).next() == Some(kind);
        self.text.as_deref().is_none_or(holds)
            && self.kind.as_deref().is_none_or(kind)
            && self
                .severity
                .is_none_or(|severity| severity.word() == line.severity)
    }
}

impl ListedSeverity {
    const fn word(self) -> &'static str {
        match self {
            Self::Error => Severity::Error.word(),
            Self::Warning => Severity::Warning.word(),
            Self::Info => Severity::Info.word(),
            Self::Contested => "contested",
            Self::Waiting => "waiting",
            Self::NotCheckable => "not checkable",
            Self::Retired => "retired",
        }
    }
}

fn of_pack(pack: &Pack, as_of: Date) -> Vec<Line<'_>> {
    let rules = pack.rules.iter().map(|rule| of_rule(pack, rule, as_of));
    let waiting = remarks(pack, &pack.waiting, "waiting");
    let not_checkable = remarks(pack, &pack.not_checkable, "not checkable");
    rules.chain(waiting).chain(not_checkable).collect()
}

fn remarks<'a>(
    pack: &'a Pack,
    remarks: &'a [Remark],
    severity: &'a str,
) -> impl Iterator<Item = Line<'a>> {
    remarks.iter().map(move |remark| Line {
        id: &remark.id,
        name: "",
        title: &remark.title,
        severity,
        about: &remark.reason,
        pack: &pack.id,
        sources: Vec::new(),
        waivable: false,
        adjusted: None,
        applies: BTreeMap::new(),
        only: String::new(),
    })
}

fn of_rule<'a>(pack: &'a Pack, rule: &'a Rule, as_of: Date) -> Line<'a> {
    let edition = rule.edition(as_of);
    let limits = edition.map_or(&[][..], |edition| &edition.applies);
    let only: Vec<_> = limits.iter().map(Limit::told).collect();
    Line {
        id: &rule.id,
        name: &rule.name,
        title: &rule.title,
        severity: match edition.map(|edition| rule.level(edition)) {
            _ if rule.retired.is_some() => "retired",
            Some(Level::Finding(severity)) => severity.word(),
            Some(Level::Contested) => "contested",
            None => "not yet",
        },
        about: &rule.each,
        applies: limits
            .iter()
            .map(|limit| (limit.dimension.key, limit.values.as_slice()))
            .collect(),
        only: only.join("; "),
        pack: &pack.id,
        sources: edition
            .into_iter()
            .flat_map(|edition| &edition.sources)
            .map(|source| source.key.as_str())
            .collect(),
        waivable: rule.unwaivable.is_none(),
        adjusted: adjusted(rule),
    }
}

fn adjusted(rule: &Rule) -> Option<Adjusted<'_>> {
    let retired = rule.retired.as_ref().map(|retired| Adjusted {
        change: "retired",
        pack: &retired.pack,
        reason: &retired.reason,
    });
    let raised = rule.raised.as_ref().map(|raised| Adjusted {
        change: "tightened",
        pack: &raised.pack,
        reason: &raised.reason,
    });
    retired.or(raised)
}

fn of_format<'a>() -> impl Iterator<Item = Line<'a>> {
    BUILTINS.iter().map(|check| Line {
        id: check.id,
        name: check.id,
        title: check.title,
        severity: check.severity.word(),
        about: "every document",
        pack: "built in",
        sources: Vec::new(),
        waivable: false,
        adjusted: None,
        applies: BTreeMap::new(),
        only: String::new(),
    })
}

/// The title, with whom the rule asks and what a house pack made of it.
fn title(line: &Line<'_>) -> String {
    let mut title = line.title.to_owned();
    if !line.only.is_empty() {
        title = format!("{title} (only {})", line.only);
    }
    if let Some(Adjusted { change, pack, .. }) = &line.adjusted {
        title = format!("{title} ({change} by `{pack}`)");
    }
    title
}

fn table(lines: &[Line<'_>]) -> String {
    let width = lines
        .iter()
        .map(|line| line.id.len())
        .max()
        .unwrap_or_default();
    let rows = lines
        .iter()
        .map(|line| format!("{:width$}  {:9}  {}\n", line.id, line.severity, title(line)));
    let count = lines.len();
    rows.chain([format!(
        "\n{count} {}; `csp-support explain ID` tells everything about one\n",
        if count == 1 { "rule" } else { "rules" }
    )])
    .collect()
}

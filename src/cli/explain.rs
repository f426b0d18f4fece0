//! `explain`: everything about one rule, or one kind of change.

mod change;

use crate::cli::CLEAN;
use crate::cli::args::Explain;
use crate::cli::output::print_words;
use crate::cli::packs::listed_packs;
use crate::error::{Error, Result};
use crate::finding::builtin::{BUILTINS, BuiltIn};
use crate::judge::applies::Limit;
use crate::judge::facts;
use crate::judge::pack::{Pack, Remark};
use crate::judge::rule::{Case, Control, Edition, Rule};
use crate::judge::severity::{Basis, Level};
use crate::model::nearest::nearest;
use crate::report::plain::Escape;
use jiff::civil::Date;
use std::fmt::Write;

/// Width of prose in characters.
const WIDTH: usize = 96;

pub(super) fn run(explain: &Explain) -> Result<u8> {
    let packs = listed_packs(&explain.packs)?;
    let as_of = explain.as_of.unwrap_or_else(crate::cli::today::today);
    let name = explain.rule.as_str();
    let matches = |rule: &&Rule| rule.id.eq_ignore_ascii_case(name) || rule.name == name;
    let text = if let Some(rule) = packs.iter().flat_map(|pack| &pack.rules).find(matches) {
        about_rule(rule, as_of)
    } else if let Some(check) = BUILTINS.iter().find(|check| check.id == name) {
        about_builtin(check)
    } else if let Some(text) = packs.iter().find_map(|pack| about_remark(pack, name)) {
        text
    } else if let Some(text) = change::about(name) {
        text
    } else {
        return Err(unknown(name, &packs));
    };
    print_words(&text, Escape::Visible)?;
    Ok(CLEAN)
}

fn unknown(name: &str, packs: &[Pack]) -> Error {
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let known = rules
        .flat_map(|rule| [rule.id.as_str(), rule.name.as_str()])
        .chain(BUILTINS.iter().map(|check| check.id))
        .chain(change::ids());
    let help = match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`csp-support rules` lists all".to_owned(),
    };
    Error::Usage(format!("there is no rule `{name}`; {help}"))
}

fn about_rule(rule: &Rule, as_of: Date) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{} ({})\n{}\n", rule.id, rule.name, rule.title);
    match &rule.control {
        Some(control) => about_control(&mut text, control),
        None => prose(&mut text, "Why", &rule.why),
    }
    prose(&mut text, "What to do", &rule.fix);
    if let Some(retired) = &rule.retired {
        let body = format!("By the pack `{}`: {}", retired.pack, retired.reason);
        prose(&mut text, "Retired", &body);
    }
    section(&mut text, "Asked of", &rule.each);
    about_limits(&mut text, rule, as_of);
    section(&mut text, "Severity", &severity(rule, as_of));
    if let Some(why) = &rule.unwaivable {
        prose(&mut text, "Waivers", &format!("Impossible: {why}."));
    }
    about_guidance(&mut text, rule, as_of);
    about_expressions(&mut text, rule, as_of);
    for (title, cases) in [("Good", &rule.good), ("Bad", &rule.bad)] {
        if let Some(case) = cases.first() {
            section(&mut text, &example_title(title, case), &case.documents);
        }
    }
    text
}

/// A question for a person instead of a reason.
fn about_control(text: &mut String, control: &Control) {
    prose(text, "Question", &control.question);
    prose(text, "Answered by", &control.owner);
    prose(text, "Evidence", &control.evidence);
    section(text, "Asked again after", &control.review_every);
}

/// `Good (on the last day; laid over the pack's base direct)`.
fn example_title(title: &str, case: &Case) -> String {
    let base = case
        .base
        .as_ref()
        .map(|base| format!("laid over the pack's base `{base}`"));
    let name = Some(case.name.clone()).filter(|name| !name.is_empty());
    let notes: Vec<_> = name.into_iter().chain(base).collect();
    if notes.is_empty() {
        title.to_owned()
    } else {
        format!("{title} ({})", notes.join("; "))
    }
}

/// Sentences, broken into lines that a terminal can hold.
fn prose(text: &mut String, title: &str, body: &str) {
    section(text, title, &textwrap::fill(body, WIDTH));
}

fn section(text: &mut String, title: &str, body: &str) {
    let _ = writeln!(text, "{title}");
    for line in body.trim_end().lines() {
        let _ = writeln!(text, "  {line}");
    }
    text.push('\n');
}

/// To whom and to what the rule applies, where that is not everybody and everything.
fn about_limits(text: &mut String, rule: &Rule, as_of: Date) {
    let edition = rule.edition(as_of).or(rule.editions.last());
    let limits = edition.into_iter().flat_map(|edition| &edition.applies);
    let lines: Vec<_> = limits.map(Limit::told).collect();
    if !lines.is_empty() {
        section(text, "Applies only to", &lines.join("\n"));
    }
}

fn severity(rule: &Rule, as_of: Date) -> String {
    let Some(edition) = rule.edition(as_of) else {
        return format!("not asked yet on {as_of}");
    };
    let grounds = format!("({}; {})", edition.obligation.word(), rule.basis.words());
    let own = level(rule.own_level(edition));
    match &rule.raised {
        None => format!("{own} {grounds}"),
        Some(raised) => {
            let (pack, reason) = (&raised.pack, &raised.reason);
            let body = format!(
                "{}, raised by the pack `{pack}`: {reason}\nby itself {own} {grounds}",
                level(rule.level(edition))
            );
            textwrap::fill(&body, WIDTH)
        }
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Finding(severity) => severity.word(),
        Level::Contested => "contested: the sources disagree, so an info",
    }
}

fn about_guidance(text: &mut String, rule: &Rule, as_of: Date) {
    if rule.basis == Basis::Own {
        let body = format!("None. The pack `{}` asks this itself.", rule.pack);
        return section(text, "Guidance", &body);
    }
    let _ = writeln!(text, "Guidance");
    for edition in &rule.editions {
        about_edition(text, edition, as_of);
    }
}

fn about_edition(text: &mut String, edition: &Edition, as_of: Date) {
    let end = edition
        .to
        .map_or("on".to_owned(), |to| format!("until {to}"));
    let in_force = edition.from <= as_of && edition.to.is_none_or(|to| as_of < to);
    let mark = if in_force { ", in force" } else { "" };
    let contested = if edition.contested { ", contested" } else { "" };
    let _ = writeln!(text, "  from {} {end}{mark}{contested}", edition.from);
    if !edition.notes.is_empty() {
        let _ = writeln!(text, "    {}", edition.notes);
    }
    for source in &edition.sources {
        let address = source.url.as_deref().unwrap_or(&source.locator);
        let _ = writeln!(
            text,
            "    {}: {} ({}), {address}",
            source.key, source.title, source.date
        );
    }
    text.push('\n');
}

fn about_expressions(text: &mut String, rule: &Rule, as_of: Date) {
    let Some(edition) = rule.edition(as_of).or(rule.editions.last()) else {
        return;
    };
    let mut lines = String::new();
    if let Some(when) = &edition.when {
        let _ = writeln!(lines, "when    {}", when.text);
    }
    match &edition.assert {
        Some(assert) => _ = writeln!(lines, "assert  {}", assert.text),
        None => lines.push_str("assert  by the schema\n"),
    }
    let picks = rule.selection.picks();
    let expressions = lines.clone();
    let used =
        facts::of(&picks).filter(|fact| expressions.contains(&format!("fact.{}", fact.name)));
    for fact in used {
        let _ = writeln!(lines, "fact.{}: {}", fact.name, fact.about);
    }
    section(text, "Expression", &lines);
}

fn about_builtin(check: &BuiltIn) -> String {
    let mut text = format!("{}\n{}\n\n", check.id, check.title);
    prose(&mut text, "Why", check.why);
    prose(&mut text, "What to do", check.fix);
    section(
        &mut text,
        "Severity",
        &format!("{} (built in; it cannot be waived)", check.severity.word()),
    );
    text
}

/// What the pack says of an obligation that no rule judges.
fn about_remark(pack: &Pack, id: &str) -> Option<String> {
    let lists = [
        ("Not checked yet", &pack.waiting),
        ("Not checkable", &pack.not_checkable),
    ];
    let find = |(title, list): (&'static str, &'_ Vec<Remark>)| {
        let remark = list
            .iter()
            .find(|remark| remark.id.eq_ignore_ascii_case(id))?;
        let mut text = format!("{}\n{}\n\n", remark.id, remark.title);
        prose(&mut text, title, &remark.reason);
        Some(text)
    };
    let covered = || {
        let mut covered = pack.covered.iter();
        let covered = covered.find(|covered| covered.id.eq_ignore_ascii_case(id))?;
        let mut text = format!("{}\n{}\n\n", covered.id, covered.title);
        prose(&mut text, "Judged by", &covered.by.join(", "));
        prose(&mut text, "How", &covered.reason);
        Some(text)
    };
    lists.into_iter().find_map(find).or_else(covered)
}
